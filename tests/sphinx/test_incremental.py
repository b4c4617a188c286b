"""What was read is a dependency: a changed file re-reads its pages, and only those."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

import pytest

from tests.projects import Build, Built

PAGES = {
    "index.rst": "Birds\n=====\n\n.. toctree::\n\n   one\n   two\n   three\n",
    "one.rst": "One\n===\n\n.. howto:: parrot.add\n",
    "two.rst": "Two\n===\n\n.. howto:: nest.Nest\n",
    "three.rst": "Three\n=====\n\nNothing.\n",
    "nest/__init__.py": "from nest.inner import Nest\n",
    "nest/inner.py": "from nest.base import Base\n\n\n"
    "class Nest(Base):\n    def lay(self):\n        return 1\n",
    "nest/base.py": "class Base:\n    def rest(self):\n        return 2\n",
}


class Reads:
    """Which pages a build reads."""

    def __init__(self, build: Build) -> None:
        self._build = build

    def __call__(self, files: dict[str, str], **config: object) -> tuple[list[str], Built]:
        conf = "def setup(app):\n    app.connect('source-read', lambda app, name, text: READ.append(name))\n"
        built = self._build({"conf.py": f"from reads import READ\n{conf}", **files}, "html", **config)
        log = importlib.import_module("reads").READ
        read = sorted(log)
        log.clear()
        return read, built


@pytest.fixture
def reads(build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reads:
    (tmp_path / "reads.py").write_text("READ = []\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "reads", raising=False)
    return Reads(build)


def later(path: Path) -> None:
    """Give ``path`` a time that no file system takes for the old one."""
    state = path.stat()
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns + 5_000_000_000))


def test_nothing_changed(reads: Reads) -> None:
    assert reads(PAGES)[0] == ["index", "one", "three", "two"]
    assert reads({})[0] == []


@pytest.mark.parametrize(
    ("file", "pages"),
    [("parrot.py", ["one"]), ("nest/__init__.py", ["two"]), ("nest/inner.py", ["two"])],
)
def test_a_changed_file_reads_its_pages(reads: Reads, file: str, pages: list[str]) -> None:
    _, first = reads(PAGES)
    later(first.root / file)
    assert reads({})[0] == pages


def test_the_new_text_is_shown(reads: Reads) -> None:
    reads(PAGES)
    changed = PAGES["nest/inner.py"].replace("return 1", "return 314")
    _, built = reads({"nest/inner.py": changed})
    later(built.root / "nest/inner.py")
    _, built = reads({})
    assert "314" in built.text("two.html")


def test_dependencies_are_existing_absolute_files(reads: Reads) -> None:
    _, built = reads(PAGES)
    noted = built.app.env.dependencies["two"]
    assert noted
    for name in noted:
        path = Path(built.app.srcdir, name)
        assert path.is_file()
        assert ".." not in path.parts


def test_a_missing_target_is_looked_for_again(reads: Reads) -> None:
    missing = {**PAGES, "three.rst": "Three\n=====\n\n.. howto:: late.Bird\n"}
    _, built = reads(missing)
    assert len(built.warnings) == 1
    read, built = reads({"late.py": "class Bird:\n    pass\n"})
    assert read == ["three"]
    assert built.warnings == []
    assert "How to Use" in built.text("three.html")


def test_a_changed_setting_reads_again(reads: Reads) -> None:
    reads(PAGES)
    assert reads({}, howto_detail="brief")[0] == ["index", "one", "three", "two"]
