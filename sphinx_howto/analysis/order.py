"""The order in which the methods of a class are told: that of an object's life."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Union

from sphinx_howto.analysis.scope import ClassScope, FunctionNode, walk_scope

_FIRST = (
    "__new__",
    "__init__",
    "__post_init__",
    "__init_subclass__",
    "__class_getitem__",
    "open",
    "connect",
    "__enter__",
    "__aenter__",
)
_LAST = ("close", "aclose", "disconnect", "shutdown", "__exit__", "__aexit__", "__del__")

Condition = tuple[ast.expr, bool]
Method = Union[ast.FunctionDef, ast.AsyncFunctionDef]


def methods(scope: ClassScope) -> list[Method]:
    """Creation, public methods (openers first, closers last), special ones, then private ones."""
    every = [item for item in walk_scope(scope.node.body) if isinstance(item, FunctionNode)]
    own = [item for item in every if not is_overload(item)]
    ranked = sorted(own, key=lambda item: _rank(item.name))
    reached = _reached(ranked)
    return sorted(
        ranked,
        key=lambda item: (
            _rank(item.name),
            reached.get(item.name, len(reached)) if _rank(item.name) == _PRIVATE else 0,
        ),
    )


def conditions(body: Sequence[ast.stmt]) -> dict[int, tuple[Condition, ...]]:
    """The id of a method -> the tests of the ``if`` statements in the class body that it stands under."""
    found: dict[int, tuple[Condition, ...]] = {}
    for item in body:
        if isinstance(item, FunctionNode):
            found[id(item)] = ()
        elif isinstance(item, ast.If):
            for branch, negated in ((item.body, False), (item.orelse, True)):
                inner = conditions(branch)
                found.update({key: ((item.test, negated), *tests) for key, tests in inner.items()})
    return found


def _reached(ordered: list[Method]) -> dict[str, int]:
    """Attribute name -> when the methods, told in this order, first name it."""
    found: dict[str, int] = {}
    for method in ordered:
        for node in ast.walk(method):
            if isinstance(node, ast.Attribute):
                found.setdefault(node.attr, len(found))
    return found


_PRIVATE = (4, 0)


def is_overload(node: Method) -> bool:
    """Whether a function only states a signature for type checkers."""
    return any(
        isinstance(item, (ast.Name, ast.Attribute)) and ast.unparse(item).endswith("overload")
        for item in node.decorator_list
    )


def _rank(name: str) -> tuple[int, int]:
    if name in _FIRST:
        return 0, _FIRST.index(name)
    if name in _LAST:
        return 2, _LAST.index(name)
    if name.startswith("__") and name.endswith("__"):
        return 3, 0
    return _PRIVATE if name.startswith("_") else (1, 0)
