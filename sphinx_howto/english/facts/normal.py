"""Whether a name that is bound again still stands for what the caller gave, in its normal form."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from sphinx_howto.analysis.scope import FunctionScope

#: Functions that give the same path, written in another way.
_OF_PATHS = {
    "pathlib.Path",
    "pathlib.PurePath",
    "os.fspath",
    "os.path.abspath",
    "os.path.expanduser",
    "os.path.normpath",
    "os.path.realpath",
}
#: Methods without arguments that give the same text or path, written in another way.
_METHODS = {"strip", "lstrip", "rstrip", "expanduser", "resolve", "absolute"}


def is_same(scope: FunctionScope, name: str, value: ast.expr, asked: Sequence[ast.expr]) -> bool:
    """``x = x.strip()``, ``x = Path(x)``, ``x = x or Default()``: no test asks for what that has changed.

    asked: the tests that speak of the name.
    """
    if isinstance(value, ast.BoolOp) and isinstance(value.op, ast.Or):
        is_own = isinstance(value.values[0], ast.Name) and value.values[0].id == name
        return is_own and not _is_asked_whole(name, asked)
    depth = 0
    while isinstance(value, ast.Call) and not value.keywords:
        inner = _within(scope, value)
        if inner is None:
            return False
        is_text = isinstance(value.func, ast.Attribute) and value.func.attr.endswith("strip")
        if is_text and _is_asked_whole(name, asked):
            return False
        value, depth = inner, depth + 1
    return depth > 0 and isinstance(value, ast.Name) and value.id == name


def is_path(scope: FunctionScope, name: str, value: ast.expr) -> bool:
    """``path = Path(path)``, ``path = os.path.abspath(path)``: to a caller still the path that it gave."""
    depth = 0
    while isinstance(value, ast.Call) and len(value.args) == 1 and not value.keywords:
        if scope.dotted(value.func) not in _OF_PATHS:
            return False
        value, depth = value.args[0], depth + 1
    return depth > 0 and isinstance(value, ast.Name) and value.id == name


def _within(scope: FunctionScope, call: ast.Call) -> ast.expr | None:
    """What a call puts into its normal form; None for any other call."""
    if len(call.args) == 1 and scope.dotted(call.func) in _OF_PATHS:
        return call.args[0]
    func = call.func
    return func.value if not call.args and isinstance(func, ast.Attribute) and func.attr in _METHODS else None


def _is_asked_whole(name: str, asked: Sequence[ast.expr]) -> bool:
    """Whether a test asks for the value itself, its truth or what it equals, and not for a part of it."""
    inside = {
        id(part)
        for test in asked
        for node in ast.walk(test)
        if isinstance(node, (ast.Attribute, ast.Subscript, ast.Call))
        for part in ast.iter_child_nodes(node)
    }
    return any(
        isinstance(node, ast.Name) and node.id == name and id(node) not in inside
        for test in asked
        for node in ast.walk(test)
    )
