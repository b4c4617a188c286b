"""Links out of a how-to: to objects, to sources by viewcode and linkcode, to and from autodoc's entries."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from docutils import nodes

from tests.projects import Build

PAGE = {"index.rst": "Birds\n=====\n\n.. howto:: parrot.Parrot\n"}
ENTRIES = """
Entries
=======

.. py:class:: parrot.Parrot

   .. py:method:: speak(words)

.. py:exception:: ValueError
"""


def test_names_of_known_objects_are_links(build: Build) -> None:
    built = build({"index.rst": PAGE["index.rst"] + "\n.. toctree::\n\n   api\n", "api.rst": ENTRIES}, "html")
    assert built.warnings == []
    assert 'href="api.html#parrot.Parrot"' in built.text("index.html")
    assert 'href="api.html#parrot.Parrot.speak"' in built.text("index.html")


def test_names_of_unknown_objects_stay_code(build: Build) -> None:
    built = build(PAGE, "html")
    assert built.warnings == []
    references = [node for node in built.doctree().findall(nodes.literal) if "xref" in node["classes"]]
    assert references, "nothing was tried"
    assert "xref" not in built.text("index.html")
    assert 'href="#parrot' not in built.text("index.html")


def test_references_of_others_are_still_reported(build: Build) -> None:
    built = build({"index.rst": PAGE["index.rst"] + "\n:py:obj:`parrot.nothing`\n"}, "html")
    (warning,) = built.warnings
    assert "parrot.nothing" in warning


NEST = """
from nest.inner import Nest, lay


def build(size):
    return Nest(lay(size), 2)
"""
NESTS = {
    "nest/__init__.py": NEST,
    "nest/inner.py": "class Nest:\n    pass\n\n\ndef lay(size):\n    return size + 1\n",
    "index.rst": "Nests\n=====\n\n.. howto:: nest.build\n\n.. toctree::\n\n   api\n",
}


def linked_code(html: str) -> set[tuple[str, str]]:
    """(text, where it leads to) of each link in running code."""
    links = re.findall(r'<a [^>]*href="([^"]*)"[^>]*>(?:<code[^>]*>)?<span class="pre">(.*?)</span>', html)
    return {(text, target) for target, text in links}


@pytest.mark.parametrize("builder", ["html", "latex", "epub", "text", "man", "texinfo", "xml"])
def test_parts_of_code_are_links(build: Build, builder: str) -> None:
    entries = "Entries\n=======\n\n.. py:class:: nest.inner.Nest\n\n.. py:function:: nest.inner.lay\n"
    built = build({**NESTS, "api.rst": entries}, builder)
    assert built.warnings == []
    if builder == "html":
        links = linked_code(built.text("index.html"))
        assert {("Nest", "api.html#nest.inner.Nest"), ("lay", "api.html#nest.inner.lay")} <= links
    if builder == "xml":
        assert "<literal>Nest(lay(size), 2)</literal>" in built.text("index.xml")


def test_links_find_what_is_documented_under_its_public_name(build: Build) -> None:
    entries = "Entries\n=======\n\n.. py:class:: nest.Nest\n\n.. py:function:: nest.lay\n"
    built = build({**NESTS, "api.rst": entries}, "html")
    assert built.warnings == []
    links = linked_code(built.text("index.html"))
    assert {("Nest", "api.html#nest.Nest"), ("lay", "api.html#nest.lay")} <= links


def test_another_object_with_a_shorter_name_is_not_linked(build: Build) -> None:
    package = NEST.replace("Nest, lay", "Nest, lay as put").replace("lay(size)", "put(size)") + "\nlay = 3\n"
    entries = "Entries\n=======\n\n.. py:data:: nest.lay\n"
    built = build({**NESTS, "nest/__init__.py": package, "api.rst": entries}, "html")
    assert built.warnings == []
    assert not {"put", "lay"} & {text for text, _ in linked_code(built.text("index.html"))}


def test_code_links_to_a_howto_on_another_page_where_there_is_no_entry(build: Build) -> None:
    howto = "Laying\n======\n\n.. howto:: nest.inner.lay\n"
    built = build({**NESTS, "api.rst": howto}, "html")
    assert built.warnings == []
    assert linked_code(built.text("index.html")) == {("lay", "api.html#howto-nest.inner.lay")}
    assert linked_code(built.text("api.html")) == set()


def source_links(html: str) -> list[str]:
    return re.findall(r'href="([^"]*)"><span class="viewcode-link">', html)


def howto_links(html: str) -> list[str]:
    return re.findall(r'href="([^"]*)"><span class="[^"]*howto-link', html)


def test_viewcode(build: Build) -> None:
    built = build(PAGE, "html", extensions=["sphinx_howto", "sphinx.ext.viewcode"])
    assert built.warnings == []
    links = source_links(built.text("index.html"))
    assert "_modules/parrot.html#Parrot" in links
    assert "_modules/parrot.html#Parrot.speak" in links
    page = built.text("_modules/parrot.html")
    (back,) = re.findall(r'href="../index.html#(parrot.Parrot.speak)"', page)
    assert f'id="{back}"' in built.text("index.html")


def test_viewcode_imports_nothing(build: Build, tmp_path: Path) -> None:
    witness = tmp_path / "witness"
    module = f"open({str(witness)!r}, 'w').close()\n\n\ndef lay():\n    return 1\n"
    files = {"index.rst": "Birds\n=====\n\n.. howto:: witnessed.lay\n", "witnessed.py": module}
    built = build(files, "html", extensions=["sphinx_howto", "sphinx.ext.viewcode"])
    assert built.warnings == []
    assert source_links(built.text("index.html")) == ["_modules/witnessed.html#lay"]
    assert not witness.exists()
    assert "witnessed" not in sys.modules


def test_viewcode_of_an_object_in_a_list(build: Build) -> None:
    files = {"index.rst": "Birds\n=====\n\n- item\n\n  .. howto:: parrot.add\n"}
    built = build(files, "html", extensions=["sphinx_howto", "sphinx.ext.viewcode"])
    assert built.warnings == []
    assert source_links(built.text("index.html")) == ["_modules/parrot.html#add"]


def test_without_viewcode_there_are_no_source_links(build: Build) -> None:
    assert source_links(build(PAGE, "html").text("index.html")) == []


@pytest.mark.parametrize("builder", ["html", "latex", "text", "epub"])
def test_linkcode(build: Build, builder: str) -> None:
    conf = (
        "def linkcode_resolve(domain, info):\n"
        "    return f\"https://code.example/{info['module']}#{info['fullname']}\"\n"
    )
    built = build({**PAGE, "conf.py": conf}, builder, extensions=["sphinx_howto", "sphinx.ext.linkcode"])
    assert built.warnings == []
    if builder == "html":
        links = re.findall(r'href="(https://code.example/[^"]*)"', built.text("index.html"))
        assert "https://code.example/parrot#Parrot" in links
        assert "https://code.example/parrot#Parrot.speak" in links


def test_linkcode_with_a_function_that_wants_the_module_imported(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Another test may have run an example of a module of this name
    monkeypatch.delitem(sys.modules, "parrot", raising=False)
    conf = (
        "import sys\n\n\ndef linkcode_resolve(domain, info):\n"
        "    return 'https://code.example/' + sys.modules[info['module']].__file__\n"
    )
    built = build({**PAGE, "conf.py": conf}, "html", extensions=["sphinx_howto", "sphinx.ext.linkcode"])
    assert built.warnings == []
    assert "https://code.example/" not in built.text("index.html")


def test_entries_link_to_howtos_and_back(build: Build) -> None:
    files = {"index.rst": PAGE["index.rst"] + "\n.. toctree::\n\n   api\n", "api.rst": ENTRIES}
    built = build(files, "html", howto_link_autodoc=True)
    assert built.warnings == []
    assert howto_links(built.text("api.html")) == [
        "index.html#howto-parrot.Parrot",
        "index.html#howto-parrot.Parrot.speak",
    ]
    assert howto_links(built.text("index.html")) == ["api.html#parrot.Parrot"]


@pytest.mark.parametrize(("builder", "on"), [("html", False), ("latex", True), ("text", True)])
def test_entries_do_not_link_otherwise(build: Build, builder: str, on: bool) -> None:
    files = {"index.rst": PAGE["index.rst"] + ENTRIES}
    built = build(files, builder, howto_link_autodoc=on)
    assert built.warnings == []
    assert not [name for name, text in built.files().items() if b"[how-to]" in text]


TOLD = '''"""Told."""


def double(number):
    """Twice a number.

    >>> double(2)
    4
    """
    return number * 2
'''


def test_the_origin_of_an_example_leads_to_the_docstring(build: Build, tmp_path: Path) -> None:
    (tmp_path / "told.py").write_text(TOLD, "utf-8")
    settings = {"howto_search_paths": [str(tmp_path)]}
    files = {"index.rst": "Numbers\n=======\n\n.. howto:: told.double\n"}
    extensions = ["sphinx_howto", "sphinx.ext.viewcode"]
    built = build(files, "html", extensions=extensions, **settings)
    assert built.warnings == []
    origin = re.search(r"<p[^>]*>Taken from the docstring.*?</p>", built.text("index.html"), re.DOTALL)
    assert origin is not None
    assert source_links(origin[0]) == ["_modules/told.html#double"]


def test_viewcode_leads_back_to_the_entry_rather_than_the_howto(build: Build) -> None:
    files = {"index.rst": "Birds\n=====\n\n.. toctree::\n   :glob:\n\n   *\n"}
    files["api.rst"] = "Entries\n=======\n\n.. py:currentmodule:: parrot\n\n.. py:class:: Parrot\n"
    files["use.rst"] = "Use\n===\n\n.. howto:: parrot.Parrot\n\n.. howto:: parrot.add\n"
    built = build(files, "html", extensions=["sphinx.ext.viewcode", "sphinx_howto"])
    assert built.warnings == []
    back = re.findall(r'class="viewcode-back" href="../([^"]*)"', built.text("_modules/parrot.html"))
    assert {"api.html#parrot.Parrot", "use.html#parrot.add", "use.html#parrot.Parrot.speak"} <= set(back)


def test_an_entry_gets_its_link_when_a_howto_appears_on_another_page(build: Build) -> None:
    index = "Birds\n=====\n\n.. toctree::\n   :glob:\n\n   *\n"
    files = {"index.rst": index, "api.rst": ENTRIES, "use.rst": "Use\n===\n"}
    assert howto_links(build(files, "html", howto_link_autodoc=True).text("api.html")) == []
    there = build({"use.rst": "Use\n===\n\n.. howto:: parrot.Parrot\n"}, "html", howto_link_autodoc=True)
    assert "use.html#howto-parrot.Parrot" in howto_links(there.text("api.html"))
    gone = build({"use.rst": "Use\n===\n"}, "html", howto_link_autodoc=True)
    assert howto_links(gone.text("api.html")) == []


def test_entries_under_public_names_link_to_howtos_and_back(build: Build) -> None:
    entries = "Entries\n=======\n\n.. py:class:: nest.Nest\n\n.. py:function:: nest.lay\n"
    index = NESTS["index.rst"].replace("nest.build", "nest.inner.lay")
    built = build({**NESTS, "index.rst": index, "api.rst": entries}, "html", howto_link_autodoc=True)
    assert built.warnings == []
    assert howto_links(built.text("api.html")) == ["index.html#howto-nest.inner.lay"]
    assert howto_links(built.text("index.html")) == ["api.html#nest.lay"]
