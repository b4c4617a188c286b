"""Where in a function a name is read, and which lines loops and blocks have."""

from __future__ import annotations

import ast
import sys
from collections.abc import Mapping, Sequence

from sphinx_howto.analysis.once import once
from sphinx_howto.analysis.scope import FunctionScope


def place(node: ast.expr) -> tuple[int, int]:
    """Where an expression begins: line and column."""
    return node.lineno, node.col_offset


def end(node: ast.expr) -> tuple[int, int]:
    """Where an expression ends: line and column."""
    return node.end_lineno or node.lineno, node.end_col_offset or 0


def reads(scope: FunctionScope, name: str) -> Sequence[ast.Name]:
    """Where the function reads ``name``."""
    return _names(scope).get(name, [])


def _names(scope: FunctionScope) -> Mapping[str, list[ast.Name]]:
    function: ast.AST = scope.function or scope.module.module.tree

    def make() -> Mapping[str, list[ast.Name]]:
        found: dict[str, list[ast.Name]] = {}
        for item in ast.walk(function):
            if isinstance(item, ast.Name) and isinstance(item.ctx, ast.Load):
                found.setdefault(item.id, []).append(item)
        return found

    return once(scope, "names", function, make)


def loops(scope: FunctionScope) -> Sequence[tuple[int, int]]:
    """The lines of each loop of the function."""
    function = scope.function or scope.module.module.tree
    return once(
        scope,
        "loops",
        function,
        lambda: [
            (item.lineno, item.end_lineno or item.lineno)
            for item in ast.walk(function)
            if isinstance(item, (ast.For, ast.AsyncFor, ast.While))
        ],
    )


def line(node: ast.AST) -> int:
    """The last line of a statement, the first of anything else: from there on it holds."""
    return getattr(node, "end_lineno", 0) if isinstance(node, ast.stmt) else getattr(node, "lineno", 0)


def blocks(scope: FunctionScope) -> Mapping[int, int]:
    """Of each statement the last line of the block that it stands in."""
    function: ast.AST = scope.function or scope.module.module.tree
    names = ("body", "orelse", "finalbody")
    return once(
        scope,
        "blocks",
        function,
        lambda: {
            id(statement): block[-1].end_lineno or 0
            for node in ast.walk(function)
            for name in names
            for block in [getattr(node, name, None)]
            if isinstance(block, list)
            for statement in block
        },
    )


def last(node: ast.stmt) -> int:
    """The last line of a statement."""
    return node.end_lineno or node.lineno


def is_apart(scope: FunctionScope, line_: int, other: int) -> bool:
    """Whether control that passes a line cannot come to another one below it in the same round.

    They are in different branches, or the first one is in a block that is then left.
    """
    return any(first <= line_ <= end_ and begin <= other <= to for first, end_, begin, to in _closed(scope))


def _closed(scope: FunctionScope) -> Sequence[tuple[int, int, int, int]]:
    """(first, last, from, to): from these lines no way leads to those."""
    function: ast.AST = scope.function or scope.module.module.tree

    def make() -> list[tuple[int, int, int, int]]:
        found = []
        for node in ast.walk(function):
            for name in ("body", "orelse"):
                block = getattr(node, name, None)
                if isinstance(node, (ast.If, ast.ExceptHandler)) and isinstance(block, list) and block:
                    first, end_ = block[0].lineno, last(block[-1])
                    if isinstance(block[-1], ast.Return):
                        found.append((first, end_, end_ + 1, sys.maxsize))
                    elif name == "body" and getattr(node, "orelse", []):
                        found.append((first, end_, node.orelse[0].lineno, last(node.orelse[-1])))  # type: ignore[union-attr]
        return found

    return once(scope, "closed", function, make)
