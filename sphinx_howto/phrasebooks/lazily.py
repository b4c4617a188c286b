"""The rows of many files, each file read when a callee that it may name is first looked up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

Value = TypeVar("Value")
_NAME = re.compile(r'^name\s*=\s*(\[[^\]]*\]|"[^"]*")', re.MULTILINE)
_FIRST = re.compile(r'"([^".]+)')


def tops(text: str) -> frozenset[str]:
    """The first parts of all names in the text of a file: ``json`` of ``name = "json.loads"``."""
    return frozenset(top for found in _NAME.finditer(text) for top in _FIRST.findall(found[1]))


class Lazily(Mapping[str, Value], Generic[Value]):
    """Rows by name; ``read`` gives those of every file that may name what begins with a top name."""

    def __init__(self, known: frozenset[str], read: Callable[[str], Mapping[str, Value]]) -> None:
        self._known = known
        self._read = read
        self._rows: dict[str, Mapping[str, Value]] = {}

    def __getitem__(self, name: str) -> Value:
        return self._under(name.partition(".")[0])[name]

    def _under(self, top: str) -> Mapping[str, Value]:
        if top not in self._rows:
            found = self._read(top) if top in self._known else {}
            self._rows[top] = {name: row for name, row in found.items() if name.partition(".")[0] == top}
        return self._rows[top]

    def __iter__(self) -> Iterator[str]:
        for top in sorted(self._known):
            yield from self._under(top)

    def __len__(self) -> int:
        return sum(len(self._under(top)) for top in self._known)
