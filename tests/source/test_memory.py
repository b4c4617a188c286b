"""Results are kept as long as what they were made from stays."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_howto.source import memory


def age(path: Path, seconds: int = 60) -> None:
    """Let the file be older than the time in which it may change unseen."""
    past = time.time() - seconds
    os.utime(path, (past, past))


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A change is told by its time stamp, however fast the test is."""
    monkeypatch.setattr(memory, "RACY_NANOSECONDS", 0)


def reader(store: memory.Memory, path: Path, calls: list[str]) -> Callable[[], str]:
    def compute() -> str:
        store.depend(str(path))
        store.note_read(str(path))
        calls.append("computed")
        return path.read_text() if path.exists() else "none"

    return compute


def test_a_value_is_computed_once_while_nothing_changes(tmp_path: Path) -> None:
    shelf: memory.Shelf = {}
    path = tmp_path / "a"
    path.write_text("one")
    calls: list[str] = []
    for _ in range(3):
        store = memory.Memory(shelf)
        assert store.recall("key", reader(store, path, calls)) == "one"
        assert store.read == {str(path)}
    assert calls == ["computed"]


@pytest.mark.parametrize("change", ["write", "remove", "replace", "time"])
def test_a_value_is_computed_again_after_a_change(tmp_path: Path, change: str) -> None:
    shelf: memory.Shelf = {}
    path = tmp_path / "a"
    path.write_text("one")
    calls: list[str] = []
    store = memory.Memory(shelf)
    store.recall("key", reader(store, path, calls))
    if change == "write":
        path.write_text("longer")
    elif change == "remove":
        path.unlink()
    elif change == "replace":
        (tmp_path / "b").write_text("two")
        (tmp_path / "b").replace(path)
    else:
        age(path)
    later = memory.Memory(shelf)
    assert later.recall("key", reader(later, path, calls)) == (path.read_text() if path.exists() else "none")
    assert calls == ["computed", "computed"]


def test_a_missing_file_that_appears_is_a_change(tmp_path: Path) -> None:
    shelf: memory.Shelf = {}
    store = memory.Memory(shelf)
    assert store.recall("key", reader(store, tmp_path / "a", [])) == "none"
    (tmp_path / "a").write_text("here")
    store = memory.Memory(shelf)
    assert store.recall("key", reader(store, tmp_path / "a", [])) == "here"


def test_one_view_sees_one_state(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("one")
    store = memory.Memory({})
    calls: list[str] = []
    store.recall("key", reader(store, path, calls))
    path.write_text("longer")
    assert store.recall("key", reader(store, path, calls)) == "one"


def test_a_value_depends_on_what_the_values_in_it_depend_on(tmp_path: Path) -> None:
    shelf: memory.Shelf = {}
    path = tmp_path / "a"
    path.write_text("one")

    def outer(store: memory.Memory) -> str:
        return store.recall("outer", lambda: store.recall("inner", reader(store, path, [])) + "!")

    assert outer(memory.Memory(shelf)) == "one!"
    path.write_text("three")
    store = memory.Memory(shelf)
    assert outer(store) == "three!"
    assert store.read_for("outer") == store.read == {str(path)}


def test_what_changed_just_now_is_looked_at_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "RACY_NANOSECONDS", 10**12)
    shelf: memory.Shelf = {}
    path = tmp_path / "a"
    path.write_text("one")
    calls: list[str] = []
    for _ in range(2):
        store = memory.Memory(shelf)
        store.recall("key", reader(store, path, calls))
    assert len(calls) == 2


def test_a_path_that_no_system_takes_is_missing() -> None:
    assert memory.Memory({}).depend("a\0b") is None
