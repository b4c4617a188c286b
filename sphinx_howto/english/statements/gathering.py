"""Loops that only gather or look, as the one statement that says the same: appending -> ``r = [...]``."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english.statements import accumulation, simple_loops


@dataclass(frozen=True)
class Gathering:
    """So many statements of a block that say what ``statement`` says; ``parts``: those and what they hold."""

    count: int
    statement: ast.stmt
    parts: tuple[ast.stmt, ...]


def find(scope: FunctionScope, body: Sequence[ast.stmt]) -> Gathering | None:
    """What the first statements of a block gather, if nothing else is lost by saying only that."""
    for rule in _RULES:
        found = rule(scope, body)
        if found is not None:
            return found
    return None


def _collected(scope: FunctionScope, body: Sequence[ast.stmt]) -> Gathering | None:
    """``r = []``, then a loop that appends: a comprehension; likewise sets, sums, counts, flags, texts."""
    name, start = _started(body[0])
    loop = simple_loops.find(scope, body[1]) if name and start is not None and len(body) > 1 else None
    if loop is None or start is None:
        return None
    value = accumulation.result(scope, name, start, loop)
    if value is None or name in simple_loops.names(*loop.generators, value):
        return None
    if simple_loops.is_read_on_failure(scope, name):
        return None
    statement = ast.Assign([ast.Name(name, ast.Store())], value)
    return _gathering(2, statement, (body[0], *loop.parts))


def _started(statement: ast.stmt) -> tuple[str, ast.expr | None]:
    """The name that a statement sets, and its value."""
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        target = statement.targets[0]
    elif isinstance(statement, ast.AnnAssign):
        target = statement.target
    else:
        return "", None
    return (target.id, statement.value) if isinstance(target, ast.Name) else ("", None)


def _tested(scope: FunctionScope, body: Sequence[ast.stmt]) -> Gathering | None:
    """``for x in xs: if C: return True``, then ``return False`` at the end: ``return any(...)``."""
    loop = simple_loops.find(scope, body[0]) if len(body) == 2 else None
    after = body[-1]
    if loop is None or loop.stops or not isinstance(after, ast.Return):
        return None
    if not isinstance(loop.last, ast.Return):
        return None
    given = (_boolean(loop.last.value), _boolean(after.value))
    if given not in {(True, False), (False, True)}:
        return None
    value = accumulation.any_or_all(scope, loop, found=given[0] is True)
    return _gathering(2, ast.Return(value), (*loop.parts, after)) if value is not None else None


def _boolean(node: ast.expr | None) -> object:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, bool) else None


def _searched(scope: FunctionScope, body: Sequence[ast.stmt]) -> Gathering | None:
    """``for x in xs: if C: return x``, then ``return y`` or nothing: the first that fits, or `y`."""
    loop = simple_loops.find(scope, body[0])
    if loop is None or loop.stops or not isinstance(loop.last, ast.Return) or loop.last.value is None:
        return None
    after = body[1] if len(body) == 2 else None
    if len(body) > 2 or (after is None and not _is_end(scope, body[0])):
        return None
    if after is not None and not isinstance(after, ast.Return):
        return None
    default = after.value if isinstance(after, ast.Return) and after.value is not None else ast.Constant(None)
    if not isinstance(default, (ast.Constant, ast.Name)) or not loop.generators[-1].ifs:
        return None
    value = accumulation.first(scope, loop, loop.last.value, default)
    if value is None or isinstance(loop.last.value, ast.Constant):
        return None
    parts = (*loop.parts, after) if after is not None else loop.parts
    return _gathering(len(body), ast.Return(value), parts)


def _is_end(scope: FunctionScope, statement: ast.stmt) -> bool:
    """Whether a function ends, and returns nothing, after a statement."""
    function = scope.function
    if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return False
    is_generator = any(isinstance(part, (ast.Yield, ast.YieldFrom)) for part in ast.walk(function))
    return function.body[-1] is statement and not is_generator


_RULES: tuple[Callable[[FunctionScope, Sequence[ast.stmt]], Gathering | None], ...] = (
    _collected,
    _tested,
    _searched,
)


def _gathering(count: int, statement: ast.stmt, parts: tuple[ast.stmt, ...]) -> Gathering:
    ast.copy_location(statement, parts[0])
    statement.end_lineno = max(part.end_lineno or part.lineno for part in parts)
    return Gathering(count, ast.fix_missing_locations(statement), parts)
