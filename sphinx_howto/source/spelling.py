"""Integers keep the notation of their author: ``0o700`` is a mode, 448 is a riddle."""

from __future__ import annotations

import ast
import re

_NOTATION = re.compile(r"\b0[xXoObB][0-9A-Fa-f_]+")


class SpelledInt(int):
    """An integer that shows itself as it was written; ``ast.unparse`` asks for just that."""

    _spelling: str

    def __new__(cls, value: int, spelling: str) -> SpelledInt:
        """The integer ``value``, written ``spelling``."""
        number = super().__new__(cls, value)
        number._spelling = spelling
        return number

    def __repr__(self) -> str:
        return self._spelling

    def __getnewargs__(self) -> tuple[int, str]:  # type: ignore[override]  # int's own takes the value alone
        return int(self), self._spelling


def keep(tree: ast.Module, text: str) -> None:
    """Give the integers of ``tree`` that ``text`` writes in another base their notation."""
    if not _NOTATION.search(text):
        return
    # Offsets in the tree count bytes of UTF-8
    lines = [line.encode() for line in text.splitlines()]
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and type(node.value) is int:
            written = lines[node.lineno - 1][node.col_offset : node.end_col_offset].decode()
            if _NOTATION.fullmatch(written):
                node.value = SpelledInt(node.value, written)
