"""What was computed from files is kept as long as the files it was computed from stay as they are."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

Stamp = tuple[int, ...]
Value = TypeVar("Value")

# A file that changed this recently may change again without a new time stamp
RACY_NANOSECONDS = 30_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A value, the paths that it depends on with their stamps, and those that were read for it."""

    value: Any
    stamps: dict[str, Stamp | None]
    read: frozenset[str]


Shelf = dict[Hashable, Entry]


class Memory:
    """One call's view of a shelf of results: every path is looked at once, and again at the next call."""

    def __init__(self, shelf: Shelf) -> None:
        self.read: set[str] = set()
        self._shelf = shelf
        self._stamps: dict[str, Stamp | None] = {}
        self._checked: set[Hashable] = set()
        self._open: list[tuple[dict[str, Stamp | None], set[str]]] = []

    def recall(self, key: Hashable, compute: Callable[[], Value]) -> Value:
        """The value kept under ``key``, computed if there is none or a path it depends on changed."""
        entry = self._shelf.get(key)
        if entry is None or not (key in self._checked or self._holds(entry)):
            entry = self._compute(compute)
            self._shelf[key] = entry
        self._checked.add(key)
        self._note(entry)
        value: Value = entry.value
        return value

    def depend(self, path: str) -> Stamp | None:
        """Let the value being computed depend on ``path`` (file or folder); None if it is missing."""
        stamp = self._stamp(path)
        if self._open:
            self._open[-1][0][path] = stamp
        return stamp

    def note_read(self, path: str) -> None:
        """Let ``path`` be among the files that were read."""
        (self._open[-1][1] if self._open else self.read).add(path)

    def read_for(self, key: Hashable) -> frozenset[str]:
        """The files that were read for the value kept under ``key``."""
        return self._shelf[key].read

    def _compute(self, compute: Callable[[], Any]) -> Entry:
        self._open.append(({}, set()))
        try:
            value = compute()
        finally:
            stamps, read = self._open.pop()
            self._note(Entry(None, stamps, frozenset(read)))
        return Entry(value, stamps, frozenset(read))

    def _note(self, entry: Entry) -> None:
        if self._open:
            self._open[-1][0].update(entry.stamps)
            self._open[-1][1].update(entry.read)
        else:
            self.read.update(entry.read)

    def _holds(self, entry: Entry) -> bool:
        return all(self._stamp(path) == stamp for path, stamp in entry.stamps.items())

    def _stamp(self, path: str) -> Stamp | None:
        if path not in self._stamps:
            self._stamps[path] = _look(path)
        return self._stamps[path]


def _look(path: str) -> Stamp | None:
    try:
        found = os.stat(path)  # noqa: PTH116  # thousands of times a build; a Path costs as much again
    except (OSError, ValueError):
        return None
    changed = max(found.st_mtime_ns, found.st_ctime_ns)
    now = time.time_ns()
    racy = now if now - changed < RACY_NANOSECONDS else 0
    return (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns, racy)
