"""Together with the extensions that a project has already: no warning under nitpicky."""

from __future__ import annotations

import importlib.util
import zlib
from pathlib import Path

import pytest

from tests.projects import Build

# What neighbours call of Sphinx is their affair
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")

EXTENSIONS = [
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
    "sphinx.ext.intersphinx",
    "sphinx.ext.doctest",
    "sphinx.ext.autosectionlabel",
    "sphinx.ext.graphviz",
    "sphinx.ext.inheritance_diagram",
    "sphinx.ext.ifconfig",
    "sphinx.ext.coverage",
    "sphinx.ext.extlinks",
    "sphinx.ext.todo",
    "myst_parser",
]
OPTIONAL = [
    "sphinx_copybutton",
    "sphinx_design",
    "sphinx_codeautolink",
    "sphinx_autodoc_typehints",
    "numpydoc",
    "autoapi.extension",
    "sphinx_markdown_builder",
]
THEMES = ["furo", "sphinx_rtd_theme", "pydata_sphinx_theme"]

PAGES = {
    "conf.py": "import os, sys\nsys.path.insert(0, os.path.dirname(__file__))\n",
    "index.rst": """
        Birds
        =====

        .. autosummary::

           parrot.add

        .. automodule:: parrot
           :members:

        .. howto:: parrot.Parrot

        .. howto:: parrot.add

        .. howto:: finch.Finch

        .. todo:: More birds

        .. howtosummary:: parrot

        .. toctree::

           other
    """,
    "finch.py": "class Finch:\n    def sing(self):\n        return 1\n",
    "other.md": "# Other\n\n```{howto} parrot.add\n```\n\n```{howto} parrot.Parrot\n:detail: full\n```\n",
}


@pytest.fixture
def inventory(tmp_path: Path) -> str:
    """A local inventory with what the standard library would offer."""
    names = "Cage py:class 1 library.html#$ -\nfinch.Finch.sing py:method 1 library.html#$ -\n"
    head = b"# Sphinx inventory version 2\n# Project: P\n# Version: 1\n# The rest is compressed using zlib.\n"
    path = tmp_path / "python.inv"
    path.write_bytes(head + zlib.compress(names.encode()))
    return str(path)


def installed(extension: str) -> bool:
    return importlib.util.find_spec(extension.partition(".")[0]) is not None


def settings(inventory: str) -> dict[str, object]:
    return {
        "intersphinx_mapping": {"python": ("https://python.example/", inventory)},
        "howto_link_autodoc": True,
        "howto_doctest": True,
        "myst_heading_anchors": 3,
    }


@pytest.mark.parametrize("builder", ["html", "latex"])
def test_built_in_neighbours(build: Build, inventory: str, builder: str) -> None:
    built = build(PAGES, builder, extensions=[*EXTENSIONS, "sphinx_howto"], **settings(inventory))
    assert built.warnings == []
    if builder == "html":
        assert "https://python.example/library.html#finch.Finch.sing" in built.text("index.html")


def test_order_of_extensions_does_not_matter(build: Build, inventory: str) -> None:
    first = build(
        PAGES, "html", doctrees="1", extensions=[*EXTENSIONS, "sphinx_howto"], **settings(inventory)
    )
    second = build(
        PAGES, "html", doctrees="2", extensions=["sphinx_howto", *EXTENSIONS], **settings(inventory)
    )
    assert second.warnings == []
    assert first.text("index.html") == second.text("index.html")


def resolve(domain: str, info: dict[str, str]) -> str:
    """Where ``sphinx.ext.linkcode`` finds the sources."""
    return f"https://code.example/{info['module']}#{info['fullname']}"


def together(inventory: str, theme: str) -> dict[str, object]:
    """The settings of a project with everything at once."""
    return {
        **settings(inventory),
        "extensions": [*EXTENSIONS, "sphinx.ext.linkcode", *OPTIONAL, "sphinx_howto"],
        "html_theme": theme,
        "autoapi_dirs": ["lib"],
        "autoapi_root": "autoapi",
        "numpydoc_show_class_members": False,  # or it lists members that no page has
        "howto_search_paths": [".", "lib"],
    }


@pytest.mark.parametrize("theme", THEMES)
def test_everything_at_once(build: Build, inventory: str, theme: str) -> None:
    missing = [name for name in (*OPTIONAL, theme) if not installed(name)]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    conf = f"{PAGES['conf.py']}from {__name__} import resolve as linkcode_resolve\n"
    pages = {**PAGES, "conf.py": conf, "lib/roost.py": 'class Roost:\n    """Where birds sleep."""\n'}
    pages["index.rst"] += "\n        .. howto:: roost.Roost\n"
    built = build(pages, "html", **together(inventory, theme))
    assert built.warnings == []
    text = built.text("index.html")
    assert "https://python.example/library.html#finch.Finch.sing" in text
    assert "https://code.example/parrot#add" in text
    for builder in ("latex", "epub", "text"):
        assert build(pages, builder, **together(inventory, theme)).warnings == []
    # The Markdown builder does not know the node of sphinx.ext.todo
    pages["index.rst"] = pages["index.rst"].replace(".. todo::", "..")
    built = build(pages, "markdown", **together(inventory, theme))
    assert built.warnings == []
    assert "Execution Steps" in built.text("index.md")


@pytest.mark.parametrize("extension", OPTIONAL)
def test_neighbours_from_elsewhere(build: Build, extension: str) -> None:
    if not installed(extension):
        pytest.skip(f"{extension} is not installed")
    index = "Birds\n=====\n\n.. howto:: parrot.Parrot\n\n.. howto:: parrot.add\n"
    config = {}
    if extension == "autoapi.extension":  # its pages stand in no table of contents of this small project
        config = {"autoapi_dirs": ["lib"], "suppress_warnings": ["toc.not_included"]}
    extensions = ["sphinx.ext.autodoc", extension, "sphinx_howto"]
    built = build({"index.rst": index, "lib/x.py": ""}, "html", extensions=extensions, **config)
    assert built.warnings == []


@pytest.mark.parametrize("theme", THEMES)
def test_themes(build: Build, theme: str) -> None:
    if not installed(theme):
        pytest.skip(f"{theme} is not installed")
    built = build({"index.rst": "Birds\n=====\n\n.. howto:: parrot.Parrot\n"}, "html", html_theme=theme)
    assert built.warnings == []
    assert "Execution Steps" in built.text("index.html")
