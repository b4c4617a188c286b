"""Generated pages: their names, and whose they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from docutils import nodes

from sphinx_howto import listing, pages
from tests.projects import Build


def item(name: str, kind: str = "class") -> listing.Item:
    return listing.Item(name, name, kind)  # type: ignore[arg-type]  # a kind


def test_names_differ_where_case_does_not_count() -> None:
    items = [item("a.Bird"), item("a.bird", "function"), item("a.BIRD", "function"), item("index")]
    names = list(pages.page_names(items).values())
    assert names == ["a.Bird", "a.bird-function", "a.BIRD-2", "index-class"]
    assert len({name.lower() for name in names}) == len(names)


@pytest.mark.parametrize("form", pages.FORMATS)
def test_a_page_of_a_user_is_never_overwritten(tmp_path: Path, form: pages.Format) -> None:
    (page, _) = pages.plan("a", [item("a.Bird")], form)
    path = tmp_path / page.name
    path.write_text("My own page.\n", "utf-8")
    assert pages.write(tmp_path, page) == "kept"
    assert path.read_text("utf-8") == "My own page.\n"
    assert pages.write(tmp_path, page, force=True) == "written"
    assert path.read_text("utf-8") == page.text


def test_an_old_untouched_page_is_renewed(tmp_path: Path) -> None:
    old, _ = pages.plan("a", [item("a.Bird")], "rst")
    _, index = pages.plan("a", [item("a.Bird")], "rst")
    pages.write(tmp_path, pages.Page("index.rst", old.text))
    assert pages.write(tmp_path, index) == "written"


def test_line_endings_of_a_checkout_are_no_change(tmp_path: Path) -> None:
    page, _ = pages.plan("a", [item("a.Bird")], "rst")
    (tmp_path / page.name).write_bytes(page.text.replace("\n", "\r\n").encode())
    assert pages.write(tmp_path, page) == "unchanged"


@pytest.mark.parametrize("form", pages.FORMATS)
def test_underscores_of_names_are_no_markup_of_titles(build: Build, form: pages.Format) -> None:
    names = ["a_.ssl_.Bird", "a_.__main__.Bird", "a_._b_c.Bird_"]
    files = {page.name: page.text for page in pages.plan("a_", [item(name) for name in names], form)}
    built = build(files, "xml", extensions=["sphinx_howto", "myst_parser"], suppress_warnings=["howto"])
    assert built.warnings == []
    titles = [built.doctree(name).next_node(nodes.title) for name in [*names, "index"]]
    assert [title.astext() for title in titles if title] == [*names, "How to use a_"]
