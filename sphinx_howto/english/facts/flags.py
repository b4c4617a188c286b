"""Locals that are falsy until a branch sets them: a test of one is the test of those branches."""

from __future__ import annotations

import ast

from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import paths, stable
from sphinx_howto.analysis.scope import FunctionNode, FunctionScope

_MOST = 3


def resolved(scope: FunctionScope, test: ast.expr) -> ast.expr:
    """``message`` as ``a or b`` where only branches under ``a`` and ``b`` set it; else ``test`` itself."""
    if not isinstance(test, ast.Name) or test.id in scope.parameters:
        return test
    bound = scope.bindings.get(test.id, [])
    if not 1 < len(bound) <= _MOST + 1 or not isinstance(scope.function, FunctionNode):
        return test
    first, *others = bound
    ways = {id(statement): path for statement, path in paths.statements(scope.function.body)}
    if not _is_plain(first) or not _is_falsy(first[0]) or first[1] not in scope.function.body:
        return test
    found = [
        path
        for value, statement in others
        if _is_plain((value, statement)) and _is_truthy(value) and statement.lineno < test.lineno  # type: ignore[attr-defined]
        for path in [ways.get(id(statement))]
        if path is not None and _is_enough(scope, path)
    ]
    if len(found) != len(others):
        return test
    return _either([path.tests for path in found])


def _is_plain(binding: tuple[ast.expr | None, ast.AST]) -> bool:
    value, statement = binding
    return (
        value is not None
        and isinstance(statement, ast.Assign)
        and len(statement.targets) == 1
        and isinstance(statement.targets[0], ast.Name)
    )


def _is_falsy(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Constant) and not value.value


def _is_truthy(value: ast.expr | None) -> bool:
    parts = value.values if isinstance(value, ast.JoinedStr) else [value]
    return any(isinstance(item, ast.Constant) and bool(item.value) for item in parts)


def _is_enough(scope: FunctionScope, path: paths.Path) -> bool:
    """Whether the tests of a path alone lead there, and mean the same later."""
    conditional = path.loop or path.handler or path.guards or path.searched
    return (
        bool(path.tests)
        and path.sure
        and not conditional
        and all(stable.is_stable(scope, test.node) for test in path.tests)
    )


def _either(ways: list[tuple[paths.Test, ...]]) -> ast.expr:
    """The alternatives joined; that an earlier one did not hold goes without saying."""
    alone = {quoting.source(way[0].node) for way in ways if len(way) == 1 and not way[0].negated}
    alternatives: list[ast.expr] = []
    for way in ways:
        left = [test for test in way if not (test.negated and quoting.source(test.node) in alone)]
        items = [ast.UnaryOp(ast.Not(), test.node) if test.negated else test.node for test in left]
        alternatives.append(ast.BoolOp(ast.And(), items) if len(items) > 1 else items[0])
    return ast.BoolOp(ast.Or(), alternatives) if len(alternatives) > 1 else alternatives[0]
