"""The domain: role, inventory, index, and what becomes of them when pages change or are read in parallel."""

from __future__ import annotations

import re
import zlib

import pytest

from tests.projects import Build, Built

PAGES = {
    "index.rst": """
        Birds
        =====

        :howto:`parrot.Parrot`, :howto:howto:`~parrot.add`, :howto:`this one <parrot.add>`,
        :howto:`parrot.Parrot.speak`

        .. toctree::

           one
           two
    """,
    "one.rst": "One\n===\n\n.. howto:: parrot.Parrot\n",
    "two.md": "# Two\n\n```{howto} parrot.add\n```\n\nBack to {howto}`parrot.Parrot`.\n",
}


def made(build: Build, files: dict[str, str], **config: object) -> Built:
    return build(files, "html", extensions=["sphinx_howto", "myst_parser"], **config)


def links(built: Built, docname: str) -> list[tuple[str, str]]:
    """Text and address of the links to how-tos that the role made."""
    pattern = r'<a class="reference internal" href="([^"]*#howto-[^"]*)"[^>]*>(<code .*?)</a>'
    found = re.findall(pattern, built.text(f"{docname}.html"))
    return [(re.sub("<[^>]+>", "", text), address) for address, text in found]


def inventory(built: Built) -> dict[str, str]:
    """Name -> address of the how-tos in ``objects.inv``."""
    packed = (built.out / "objects.inv").read_bytes().split(b"\n", 4)[4]
    lines = [line.split() for line in zlib.decompress(packed).decode().splitlines()]
    return {line[0]: line[3].replace("$", line[0]) for line in lines if line[1] == "howto:howto"}


def test_role(build: Build) -> None:
    built = made(build, PAGES)
    assert built.warnings == []
    assert links(built, "index") == [
        ("parrot.Parrot", "one.html#howto-parrot.Parrot"),
        ("add", "two.html#howto-parrot.add"),
        ("this one", "two.html#howto-parrot.add"),
        ("parrot.Parrot.speak", "one.html#howto-parrot.Parrot.speak"),
    ]
    assert links(built, "two") == [("parrot.Parrot", "one.html#howto-parrot.Parrot")]


def test_role_without_target_warns_at_its_line(build: Build) -> None:
    (warning,) = made(build, {"index.rst": "Birds\n=====\n\n:howto:`parrot.nothing`\n"}).warnings
    assert "index.rst:4: WARNING: no how-to of parrot.nothing in this project" in warning


def test_inventory(build: Build) -> None:
    found = inventory(made(build, PAGES))
    assert found["parrot.Parrot"] == "one.html#howto-parrot.Parrot"
    assert found["parrot.add"] == "two.html#howto-parrot.add"
    assert found["parrot.Parrot.speak"] == "one.html#howto-parrot.Parrot.speak"


def test_another_project_links_through_intersphinx(build: Build) -> None:
    first = made(build, PAGES)
    (first.root / "one.rst").unlink()
    (first.root / "two.md").unlink()
    config = {"intersphinx_mapping": {"birds": ("https://birds.example/", str(first.out / "objects.inv"))}}
    page = {"index.rst": "Other\n=====\n\n:howto:`parrot.Parrot`\n"}
    second = build(
        page, "html", doctrees="second", extensions=["sphinx_howto", "sphinx.ext.intersphinx"], **config
    )
    assert second.warnings == []
    assert 'href="https://birds.example/one.html#howto-parrot.Parrot"' in second.text("index.html")


def test_index_page(build: Build) -> None:
    html = made(build, PAGES).text("howto-objects.html")
    assert "How-to index" in html
    assert '<a href="one.html#howto-parrot.Parrot"><code class="xref">Parrot</code></a>' in html
    assert "speak" not in html, "steps are no how-tos"


def test_a_page_and_a_label_named_howto_index_are_the_projects_own(build: Build) -> None:
    own = ".. _howto-index:\n\nOwn page\n========\n\n:ref:`howto-index` :ref:`howto-objects`\n"
    index = PAGES["index.rst"] + "\n           howto-index\n"
    built = made(build, {**PAGES, "index.rst": index, "howto-index.rst": own})
    assert built.warnings == []
    assert "Own page" in built.text("howto-index.html")


def test_no_index_leaves_no_trace(build: Build) -> None:
    built = made(build, {"index.rst": "Birds\n=====\n\n.. howto:: parrot.Parrot\n   :no-index:\n"})
    assert built.warnings == []
    assert list(built.app.env.get_domain("howto").get_objects()) == []
    assert not (built.out / "howto-objects.html").exists()


def test_a_name_that_a_page_uses_leads_to_the_same_howto(build: Build) -> None:
    files = {
        "nest/__init__.py": "from nest._inner import Nest\n",
        "nest/_inner.py": "class Nest:\n    def lay(self):\n        return 1\n",
        "index.rst": "Birds\n=====\n\n.. howto:: nest.Nest\n\n"
        ":howto:`nest.Nest` :howto:`nest._inner.Nest` :howto:`nest.Nest.lay`\n",
    }
    built = made(build, files)
    assert built.warnings == []
    assert len(links(built, "index")) == 3


@pytest.mark.parametrize("role", ["any", "howto"])
def test_any_prefers_the_object(build: Build, role: str) -> None:
    page = "Birds\n=====\n\n.. howto:: parrot.add\n\n.. py:function:: parrot.add(a, b)\n\n:any:`parrot.add`\n"
    built = made(build, {"index.rst": page})
    assert built.warnings == []
    assert 'href="#parrot.add"' in built.text("index.html")


def test_any_finds_a_howto_where_nothing_else_has_the_name(build: Build) -> None:
    built = made(build, {"index.rst": "Birds\n=====\n\n.. howto:: parrot.add\n\n:any:`parrot.add`\n"})
    assert built.warnings == []
    assert links(built, "index") == [("parrot.add", "#howto-parrot.add")]


def test_two_howtos_of_one_object(build: Build) -> None:
    page = "\n=====\n\n.. howto:: parrot.add\n"
    index = "Birds" + page + "\n.. toctree::\n\n   other\n\n:howto:`parrot.add`\n"
    files = {"index.rst": index, "other.rst": "Other" + page}
    built = made(build, files)
    assert built.warnings == []
    assert links(built, "index") == [("parrot.add", "#howto-parrot.add")]


def test_a_removed_howto_is_forgotten(build: Build) -> None:
    made(build, PAGES)
    built = made(build, {"two.md": "# Two\n"})
    assert "parrot.add" not in inventory(built)
    assert any("no how-to of parrot.add" in warning for warning in built.warnings)
