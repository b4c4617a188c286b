"""Records of a value in an example: its source, what it imports and what must stand before it."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Import:
    """``from module import name``, or ``import module`` when ``name`` is empty."""

    module: str
    name: str = ""


# How well a value is proven, from a guess to the author's own word
GUESS, NAME, USE, TYPE, WORD = range(5)


@dataclass(frozen=True, slots=True)
class Value:
    """An expression for an argument.

    code: Python source of the expression.
    setup: statements that must run before it.
    folder: whether the setup needs a temporary directory named ``folder``.
    note: comments for the reader, one a line, such as what a placeholder stands for.
    strength: how well it is proven (``GUESS`` to ``WORD``).
    after: statements that show what the call has left in it.
    silent: whether ``after`` is only for calls that give nothing themselves.
    """

    code: str
    imports: frozenset[Import] = field(default=frozenset())
    setup: tuple[str, ...] = ()
    folder: bool = False
    note: str = ""
    strength: int = TYPE
    after: tuple[str, ...] = ()
    silent: bool = False


def notes(values: Iterable[Value]) -> str:
    """The comments of all ``values``, each once."""
    return "\n".join(dict.fromkeys(line for value in values for line in value.note.splitlines()))


def constant(node: ast.Constant) -> str:
    """Source of a constant, texts in double quotes."""
    return text(node.value) if isinstance(node.value, str) else ast.unparse(node)


def text(content: str) -> str:
    """Source of a string in double quotes where that needs no more escapes."""
    source = repr(content)
    return f'"{source[1:-1]}"' if source[0] == "'" and '"' not in source else source
