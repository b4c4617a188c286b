"""The directive howtosummary and the pages that it writes."""

from __future__ import annotations

import os
from typing import Any

import pytest
from docutils import nodes

from sphinx_howto import pipeline
from tests.projects import Build, Built

NEST = {
    "nest/__init__.py": '"""Nests."""\n\nfrom nest.inner import Nest\n\n__all__ = ["Nest"]\n',
    "nest/inner.py": 'class Nest:\n    """Where eggs lie."""\n\n\ndef build():\n    """Build one."""\n\n\n'
    "def _hide():\n    pass\n",
    "nest/deep/__init__.py": "",
    "nest/deep/eggs.py": 'class Egg:\n    """What birds *lay*."""\n',
}

RST = "Birds\n=====\n\n.. howtosummary:: nest\n"
MYST = "# Birds\n\n```{howtosummary} nest\n"


def made(build: Build, files: dict[str, str], builder: str = "html", **config: Any) -> Built:
    return build({**NEST, **files}, builder, extensions=["sphinx_howto", "myst_parser"], **config)


def rows(built: Built) -> list[tuple[str, str]]:
    found = built.doctree().findall(nodes.row)
    return [(row[0].astext(), row[1].astext()) for row in found]


def test_public_names_with_a_line_each(build: Build) -> None:
    built = made(build, {"index.rst": RST})
    assert built.warnings == []
    ((name, line),) = rows(built)
    assert name == "nest.Nest"
    assert "Where eggs lie." in line


def test_recursive(build: Build) -> None:
    built = made(build, {"index.rst": RST + "   :recursive:\n"})
    assert built.warnings == []
    assert [name for name, _ in rows(built)] == ["nest.Nest", "nest.deep.eggs.Egg", "nest.inner.build"]


@pytest.mark.parametrize(
    ("page", "suffixes", "stub"),
    [
        ({"index.rst": RST + "   :toctree: made\n   :recursive:\n"}, None, "made/nest.inner.build.rst"),
        ({"index.md": MYST + ":toctree: made\n:recursive:\n```\n"}, [".md"], "made/nest.inner.build.md"),
    ],
)
def test_toctree_writes_pages(
    build: Build, page: dict[str, str], suffixes: list[str] | None, stub: str
) -> None:
    config: dict[str, Any] = {"source_suffix": suffixes} if suffixes else {}
    built = made(build, page, **config)
    assert built.warnings == []
    assert (built.root / stub).is_file()
    assert 'href="made/nest.inner.build.html#howto-nest.inner.build"' in built.text("index.html")
    assert "Where eggs lie." in built.text("made/nest.Nest.html")


def test_pages_are_written_once_and_changes_kept(build: Build) -> None:
    page = {"index.rst": RST + "   :toctree: made\n"}
    stub = made(build, page).root / "made/nest.Nest.rst"
    os.utime(stub, ns=(1, 1))
    made(build, {})
    assert stub.stat().st_mtime_ns == 1
    stub.write_text(stub.read_text("utf-8") + "\nOwn words.\n", "utf-8")
    built = made(build, {})
    assert "Own words." in stub.read_text("utf-8")
    assert "Own words." in built.text("made/nest.Nest.html")


def test_skipped_objects_are_left_out(build: Build) -> None:
    conf = (
        "def skip(app, path, kind):\n    return path.endswith('.build') or None\n\n"
        "def setup(app):\n    app.connect('howto-skip-object', skip)\n"
    )
    page = {"index.rst": RST + "   :toctree: made\n   :recursive:\n", "conf.py": conf}
    built = made(build, page)
    assert built.warnings == []
    assert [name for name, _ in rows(built)] == ["nest.Nest", "nest.deep.eggs.Egg"]
    assert not (built.root / "made/nest.inner.build.rst").exists()


@pytest.mark.parametrize("builder", ["latex", "text", "gettext", "texinfo", "man"])
def test_builders(build: Build, builder: str) -> None:
    assert made(build, {"index.rst": RST + "   :toctree: made\n"}, builder).warnings == []


@pytest.mark.parametrize(
    ("directive", "subtype"),
    [
        (".. howtosummary:: nets\n", "not_found"),
        (".. howtosummary:: nest\n   :recursiv:\n", "option"),
        (".. howtosummary::\n", "target"),
    ],
)
def test_one_warning_and_a_note(build: Build, directive: str, subtype: str) -> None:
    built = made(build, {"index.rst": f"Birds\n=====\n\n{directive}\nAfter.\n"})
    (warning,) = built.warnings
    assert "index.rst:4: WARNING" in warning
    assert f"[howto.{subtype}]" in warning
    assert "After." in built.text("index.html")


def test_a_package_that_offers_nothing_says_so(build: Build) -> None:
    built = made(build, {"index.rst": RST.replace(":: nest", ":: nest.deep")})
    (warning,) = built.warnings
    assert "nest.deep offers no public class or function" in warning
    assert "[howto.not_found]" in warning
    assert [note.astext() for note in built.doctree().findall(nodes.warning)]


def test_a_module_that_cannot_be_read_leaves_the_others(build: Build) -> None:
    built = made(build, {"index.rst": RST + "   :recursive:\n", "nest/bad.py": "def f(:\n"})
    assert [name for name, _ in rows(built)] == ["nest.Nest", "nest.deep.eggs.Egg", "nest.inner.build"]


def test_a_fault_in_one_line_leaves_the_others(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    real = pipeline.build

    def fail(target: str, *arguments: Any) -> Any:
        if target == "nest.inner.build":
            raise RuntimeError("ouch")
        return real(target, *arguments)

    monkeypatch.setattr(pipeline, "build", fail)
    built = made(build, {"index.rst": RST + "   :recursive:\n"})
    (warning,) = built.warnings
    assert "[howto.fault]" in warning
    assert [name for name, line in rows(built) if "ouch" in line] == ["nest.inner.build"]
    assert "Where eggs lie." in rows(built)[0][1]


def test_changed_source_changes_the_line(build: Build) -> None:
    built = made(build, {"index.rst": RST})
    source = built.root / "nest/inner.py"
    source.write_text(source.read_text("utf-8").replace("Where eggs lie", "Where chicks sleep"), "utf-8")
    os.utime(source, ns=(2_000_000_000_000_000_000, 2_000_000_000_000_000_000))
    built = build({}, "html", extensions=["sphinx_howto", "myst_parser"])
    assert "Where chicks sleep." in rows(built)[0][1]
