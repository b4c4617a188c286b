"""Every builder writes a how-to, in RST and MyST, in a section and in a list, without a warning."""

from __future__ import annotations

import re

import pytest
from docutils import nodes

from sphinx_howto import explain
from tests.projects import Build

PAGES = {
    "index.rst": """
        Birds
        =====

        Before.

        .. howto:: parrot.Parrot

        - in a list

          .. howto:: parrot.add
             :title: Adding & ``more``

        .. toctree::

           other
    """,
    "other.md": """
        # Other

        ```{howto} parrot.add
        :detail: brief

        from parrot import add

        print(add(1, 2))
        ```

        - in a list

          ```{howto} parrot.Parrot
          :title: Parrots & `more`
          ```
    """,
}

BUILDERS = (
    "html", "dirhtml", "singlehtml", "latex", "text", "man", "epub", "texinfo", "xml", "pseudoxml", "gettext",
)  # fmt: skip


@pytest.mark.parametrize("builder", BUILDERS)
def test_builder_is_quiet(build: Build, builder: str) -> None:
    built = build(PAGES, builder, extensions=["sphinx_howto", "myst_parser"])
    assert built.warnings == []
    assert built.files()


@pytest.mark.parametrize(
    ("builder", "file", "title", "heading"),
    [
        ("html", "index.html", "<h2>How to Use This Code Block", '<h3 class="howto-steps howto-part'),
        ("text", "index.txt", "How to Use This Code Block\n======", "-[ Execution Steps ]-"),
        ("latex", "birds.tex", r"\chapter{How to Use This Code Block}", r"\subsubsection*{Execution Steps}"),
        ("man", "birds.1", "HOW TO USE THIS CODE BLOCK", "Execution Steps"),
    ],
)
def test_builder_writes_the_parts(build: Build, builder: str, file: str, title: str, heading: str) -> None:
    text = build(PAGES, builder, extensions=["sphinx_howto", "myst_parser"]).text(file)
    assert title in text
    assert heading in text
    assert "Repeat what people say" in text


def test_words_stay_in_their_order(build: Build) -> None:
    module = 'def lay(n):\n    """Lay eggs."""\n    # Warm up first\n    print(n)\n    return n\n'
    files = {"index.rst": "Birds\n=====\n\n.. howto:: eggs.lay\n", "eggs.py": module}
    built = build(files, "text", howto_detail="full")
    expected = explain("eggs.lay", search_paths=[str(built.root)], detail="full").to_markdown()
    shown, plain = (re.findall(r"\w+", text) for text in (built.text("index.txt"), expected))
    assert shown[1:] == [word for word in plain if word != "python"]


def test_builders_agree_on_one_doctree(build: Build) -> None:
    """Read the Docs builds html, then latex and epub, from the same pickled pages."""
    first = build(PAGES, "html", extensions=["sphinx_howto", "myst_parser"])
    tree = first.doctree().pformat()
    second = build({}, "latex", extensions=["sphinx_howto", "myst_parser"])
    assert second.app.env.get_doctree("index").pformat() == tree
    fresh = build({}, "latex", doctrees="fresh", extensions=["sphinx_howto", "myst_parser"])
    assert second.text("birds.tex") == fresh.text("birds.tex")


def test_only_standard_nodes_stay(build: Build) -> None:
    tree = build(PAGES, "html", extensions=["sphinx_howto", "myst_parser"]).doctree()
    foreign = {type(node).__module__ for node in tree.findall()} - {"docutils.nodes", "sphinx.addnodes"}
    assert foreign == set()
    attributes = {name for node in tree.findall(nodes.Element) for name in node.attributes}
    # One mark stays, on references until they are resolved
    assert {name for name in attributes if name.startswith("howto")} <= {"howto-quiet"}
