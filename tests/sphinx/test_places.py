"""A how-to is a section where one may stand and rubrics elsewhere, in RST, MyST and eval-rst."""

from __future__ import annotations

import re
from textwrap import indent

import pytest
from docutils import nodes

from tests.projects import Build, Built

# MyST still asks the environment for the application
pytestmark = pytest.mark.filterwarnings("ignore:'sphinx.environment.BuildEnvironment.app'")

HOWTO_RST = ".. howto:: parrot.add\n"
HOWTO_MYST = "```{howto} parrot.add\n```\n"

TITLE = "How to Use This Code Block"


def rst(*lines: str) -> dict[str, str]:
    return {"index.rst": "Birds\n=====\n\n" + "\n".join(lines) + "\n"}


def myst(*lines: str) -> dict[str, str]:
    return {"index.md": "# Birds\n\n" + "\n".join(lines) + "\n"}


def nested(opening: str, howto: str = HOWTO_RST, prefix: str = "   ") -> str:
    return f"{opening}\n\n{indent(howto, prefix)}"


def sections(built: Built) -> list[str]:
    return [node[0].astext() for node in built.doctree().findall(nodes.section) if "howto" in node["classes"]]


def rubrics(built: Built) -> list[str]:
    found = built.doctree().findall(nodes.rubric)
    return [node.astext() for node in found if "howto-title" in node["classes"]]


SECTION_PLACES = {
    "under a title": rst(HOWTO_RST),
    "before a paragraph": rst(HOWTO_RST, "After."),
    "in a page without a title": {"index.rst": HOWTO_RST},
    "in only": rst(nested(".. only:: html or latex")),
    "included": {**rst(".. include:: part.txt"), "part.txt": HOWTO_RST},
    "myst": myst(HOWTO_MYST),
    "eval-rst": myst("```{eval-rst}", HOWTO_RST, "```"),
    "myst included": {**myst("```{include} part.txt", "```"), "part.txt": HOWTO_MYST},
}

RUBRIC_PLACES = {
    "list": rst("- item", "", "  .. howto:: parrot.add", ""),
    "definition": rst("term", "   Text.", "", "   .. howto:: parrot.add", ""),
    "note": rst(nested(".. note::")),
    "cell": rst(".. list-table::", "", "   * - one", "     - .. howto:: parrot.add", ""),
    "object description": rst(nested(".. py:function:: other()")),
    "quotation": rst("Text", "", "   Quoted.", "", "   .. howto:: parrot.add", ""),
    "container": rst(nested(".. container:: box")),
    "only in a note": rst(nested(".. note::", nested(".. only:: html"))),
    "myst list": myst("- item", "", indent(HOWTO_MYST, "  ")),
    "myst note": myst("````{note}", HOWTO_MYST, "````"),
    "eval-rst in a note": myst("````{note}", "```{eval-rst}", HOWTO_RST, "```", "````"),
    "eval-rst in a list": myst("- item", "", "  ```{eval-rst}", "  .. howto:: parrot.add", "  ```"),
}


@pytest.mark.parametrize("place", SECTION_PLACES)
def test_section(build: Build, place: str) -> None:
    built = build(SECTION_PLACES[place], "html", extensions=["sphinx_howto", "myst_parser"])
    assert built.warnings == []
    assert sections(built) == [TITLE]
    assert rubrics(built) == []
    assert TITLE in built.app.env.tocs["index"].astext(), "not in the table of contents"


@pytest.mark.parametrize("builder", ["html", "latex"])
@pytest.mark.parametrize("place", RUBRIC_PLACES)
def test_rubric(build: Build, place: str, builder: str) -> None:
    built = build(RUBRIC_PLACES[place], builder, extensions=["sphinx_howto", "myst_parser"])
    assert built.warnings == []
    assert sections(built) == []
    assert rubrics(built) == [TITLE]
    assert "parrot.add" in built.app.env.get_domain("howto").places


def test_heading_levels_follow_the_page(build: Build) -> None:
    page = {"index.rst": f"A\n=\n\nB\n-\n\n{HOWTO_RST}\n- item\n\n  .. howto:: parrot.Parrot\n"}
    html = build(page, "html").text("index.html")
    assert f"<h3>{TITLE}" in html
    assert '<h4 class="howto-description howto-part rubric">Description</h4>' in html
    assert re.search('<h3 class="howto howto-title rubric"[^>]*>', html), html


def test_object_in_an_autodoc_docstring(build: Build) -> None:
    files = {
        "index.rst": "Birds\n=====\n\n.. automodule:: nest_in_docstring\n   :members:\n",
        "nest_in_docstring.py": 'def lay():\n    """Lay.\n\n    .. howto:: parrot.add\n    """\n',
        "conf.py": "import sys, os\nsys.path.insert(0, os.path.dirname(__file__))\n",
    }
    built = build(files, "html", extensions=["sphinx_howto", "sphinx.ext.autodoc"])
    assert built.warnings == []
    assert rubrics(built) == [TITLE]
