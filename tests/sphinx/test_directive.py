"""The directive's options and content, and what it says when it cannot do what is asked."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest
from docutils import nodes

from tests.projects import Build, Built

LANGUAGES = ("rst", "md")


def page(language: str, target: str, *options: str, content: str = "", after: str = "") -> dict[str, str]:
    """A page with one how-to, the same in RST and in MyST."""
    body = "\n".join(options) + ("\n\n" + content if content else "")
    if language == "md":
        return {"index.md": f"# Birds\n\n```{{howto}} {target}\n{body}\n```\n\n{after}\n"}
    return {"index.rst": f"Birds\n=====\n\n.. howto:: {target}\n{indent(body, '   ')}\n\n{after}\n"}


def made(build: Build, files: dict[str, str], **config: object) -> Built:
    return build(files, "pseudoxml", extensions=["sphinx_howto", "myst_parser"], **config)


def howto_of(built: Built) -> nodes.section:
    found: list[nodes.section] = list(built.doctree().findall(nodes.section))
    (section,) = [node for node in found if "howto" in node["classes"]]
    return section


def headings(section: nodes.section) -> list[str]:
    return [node.astext() for node in section.findall(nodes.rubric)]


def code(section: nodes.section) -> list[str]:
    return [node.astext() for node in section.findall(nodes.literal_block)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain(build: Build, language: str) -> None:
    built = made(build, page(language, "parrot.Parrot"))
    assert built.warnings == []
    assert howto_of(built)[0].astext() == "How to Use This Code Block"
    assert headings(howto_of(built)) == ["Description", "Execution Steps", "Usage Example"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_title_is_read_in_the_language_of_the_page(build: Build, language: str) -> None:
    title = "A ``b`` & c" if language == "rst" else "A `b` & c"
    built = made(build, page(language, "parrot.add", f":title: {title}"))
    assert built.warnings == []
    heading = howto_of(built)[0]
    assert heading.astext() == "A b & c"
    assert [node.astext() for node in heading.findall(nodes.literal)] == ["b"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_parts_can_be_left_out(build: Build, language: str) -> None:
    built = made(build, page(language, "parrot.add", ":no-steps:", ":no-example:"))
    assert built.warnings == []
    assert headings(howto_of(built)) == ["Description"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_classes_and_name(build: Build, language: str) -> None:
    link = "See :ref:`words <my-label>`." if language == "rst" else "See {ref}`words <my-label>`."
    built = made(build, page(language, "parrot.add", ":class: one two", ":name: My-Label", after=link))
    assert built.warnings == []
    assert {"howto", "one", "two"} <= set(howto_of(built)["classes"])
    assert "my-label" in howto_of(built)["names"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_content_is_the_example(build: Build, language: str) -> None:
    content = "from parrot import add\n\nif True:\n    print(add(1, 2))"
    built = made(build, page(language, "parrot.add", ":detail: full", content=content))
    assert built.warnings == []
    assert code(howto_of(built)) == [content]
    assert "Made from" not in howto_of(built).astext()
    assert "Taken from" not in howto_of(built).astext()


def test_content_that_does_not_fit_is_reported_and_shown(build: Build) -> None:
    content = "from parrot import add\n\nadd(1, 2, 3)"
    built = made(build, page("rst", "parrot.add", content=content))
    (warning,) = built.warnings
    assert "[howto.example]" in warning
    assert "index.rst:4: WARNING" in warning
    assert code(howto_of(built)) == [content]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("target", "options", "subtype", "named"),
    [
        ("parot.Parrot", [], "not_found", "parot"),
        ("parrot.Parot", [], "not_found", "Parrot"),
        ("nowhere.at.all", [], "not_found", "nowhere"),
        ("12", [], "target", "12"),
        ("a b", [], "target", "a b"),
        ("", [], "target", ""),
        ("parrot.Parrot", [":detial: full"], "option", ":detail:"),
        ("parrot.Parrot", [":detail: much"], "option", "brief"),
        ("parrot.Parrot", [":title:"], "option", ":title:"),
        ("parrot.Parrot", [":no-steps: 3"], "option", ":no-steps:"),
        ("broken_syntax", [], "not_readable", "broken_syntax"),
        ("broken_encoding", [], "not_readable", "broken_encoding"),
        ("broken_null", [], "not_readable", "broken_null"),
    ],
)
def test_one_warning_and_a_note(
    build: Build, language: str, target: str, options: list[str], subtype: str, named: str
) -> None:
    good = ".. howto:: parrot.add" if language == "rst" else "```{howto} parrot.add\n```"
    files = page(language, target, *options, after=good)
    built = build(
        files, "pseudoxml", extensions=["sphinx_howto", "myst_parser"], exclude_patterns=["broken*"]
    )
    (warning,) = built.warnings
    assert f"[howto.{subtype}]" in warning
    assert f"index.{language}:{4 if language == 'rst' else 3}: WARNING" in warning
    assert named in warning
    (note,) = [node for node in built.doctree().findall(nodes.warning) if "howto-problem" in node["classes"]]
    assert named in note.astext()
    assert headings(howto_of(built)) == ["Description", "Execution Steps", "Usage Example"]


@pytest.fixture(autouse=True)
def broken_modules(tmp_path: Path) -> None:
    root = tmp_path / "docs"
    root.mkdir()
    (root / "broken_syntax.py").write_text("def f(:\n", "utf-8")
    (root / "broken_encoding.py").write_bytes(b"name = '\xff'\n")
    (root / "broken_null.py").write_bytes(b"a = 1\0\n")


def test_warnings_can_be_suppressed(build: Build) -> None:
    built = made(build, page("rst", "parrot.Nothing"), suppress_warnings=["howto.not_found"])
    assert built.warnings == []


def test_a_warning_in_an_included_file_names_that_file(build: Build) -> None:
    part = "Text.\n\n.. howto:: parrot.No\n"
    files = {"index.rst": "Birds\n=====\n\n.. include:: part.txt\n", "part.txt": part}
    (warning,) = made(build, files).warnings
    assert "part.txt:3: WARNING" in warning


def test_empty_module(build: Build) -> None:
    built = made(build, {**page("rst", "hollow"), "hollow.py": ""})
    assert built.warnings == []
    assert howto_of(built).astext()


def test_nothing_is_imported(build: Build, tmp_path: Path) -> None:
    witness = tmp_path / "witness"
    module = f"import sys\nopen({str(witness)!r}, 'w').close()\nsys.exit(3)\n\n\ndef lay():\n    pass\n"
    built = made(build, {**page("rst", "dangerous.lay"), "dangerous.py": module})
    assert built.warnings == []
    assert not witness.exists()


@pytest.mark.parametrize("parallel", [0, 2])
def test_a_fault_of_ours_does_not_stop_the_build(
    build: Build, monkeypatch: pytest.MonkeyPatch, parallel: int
) -> None:
    from sphinx_howto import pipeline

    def fail(*arguments: object) -> None:
        raise RuntimeError("ouch")

    monkeypatch.setattr(pipeline, "build", fail)
    others = {f"other{number}.rst": f":orphan:\n\nOther {number}\n=======\n" for number in range(8)}
    built = build({**page("rst", "parrot.add"), **others}, "html", parallel=parallel)
    (warning,) = built.warnings
    assert "[howto.fault]" in warning
    assert "ouch" in warning


def test_many_on_a_page_have_different_ids(build: Build) -> None:
    howtos = "\n".join(".. howto:: parrot.add\n" for _ in range(3))
    built = build(
        {"index.rst": f"Birds\n=====\n\n{howtos}", "other.rst": f":orphan:\n\nOther\n=====\n\n{howtos}"},
        "html", extensions=["sphinx_howto", "sphinx.ext.autosectionlabel"],
    )  # fmt: skip
    assert built.warnings == []
    ids = [name for node in built.doctree().findall(nodes.section) for name in node["ids"]]
    assert len(ids) == len(set(ids))
