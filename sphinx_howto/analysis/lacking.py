"""The ways by which a function that returns values returns ``None`` instead, also what its callees give."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sphinx_howto.analysis import falling, members, paths, raises, reachable, signatures, swallowed
from sphinx_howto.analysis.scope import FunctionScope

#: Functions are followed so many calls deep.
_DEPTH = 2


@dataclass(frozen=True)
class Way:
    """A ``return`` whose value is None. callee: the function of the project that gives it."""

    path: paths.Path
    lines: tuple[int, int]
    callee: members.Member | None = None


def returns_value(member: members.Member) -> bool:
    """Whether a function returns something else than ``None`` somewhere, and is not a generator or a stub."""
    if (
        signatures.is_generator(member.node)
        or raises.is_stub(member.scope, member.node)
        or member.role == "creation"
    ):
        return False
    return any(
        isinstance(item, ast.Return) and item.value is not None and not _is_none(item.value)
        for item in paths.own_nodes(member.node)
    )


def with_values(member: members.Member) -> Iterator[paths.Path]:
    """The paths to the ``return`` statements that give something else than ``None``."""
    for statement, path in member.statements:
        if isinstance(statement, ast.Return) and not _is_none(statement.value):
            yield path


def _is_none(node: ast.expr | None) -> bool:
    return node is None or (isinstance(node, ast.Constant) and node.value is None)


def returns(member: members.Member) -> Iterator[Way]:
    """Each ``return`` that says ``None``, but those in handlers: they are told with what is caught."""
    handlers = list(swallowed.of(member))
    told = {item.lines for item in handlers if item.ends == "return" and not item.minor}
    for statement, path in member.statements:
        if isinstance(statement, ast.Return) and not _is_in(path, told):
            for inner in _nothings(statement.value):
                yield Way(paths.joined(path, inner), _lines(statement))


def _lines(node: ast.stmt) -> tuple[int, int]:
    return node.lineno, node.end_lineno or node.lineno


def _is_in(path: paths.Path, handlers: Collection[tuple[int, int]]) -> bool:
    """Whether a path leads through one of the handlers, given by their lines."""
    handler = path.handler[1] if path.handler is not None else None
    return handler is not None and (handler.lineno, handler.end_lineno or handler.lineno) in handlers


def _nothings(value: ast.expr | None) -> Iterator[paths.Path]:
    """Under which tests the value of a ``return`` is None."""
    if isinstance(value, ast.IfExp):
        for branch, negated in ((value.body, False), (value.orelse, True)):
            for inner in _nothings(branch):
                yield paths.joined(paths.Path((paths.Test(value.test, negated),)), inner)
    elif _is_none(value):
        yield paths.Path()


def through(member: members.Member, depth: int = _DEPTH) -> Iterator[Way]:
    """Each ``return`` of what a function of the project gives that can return ``None``."""
    seen: set[int] = set()
    for statement, path in member.statements:
        value = statement.value if isinstance(statement, ast.Return) else None
        found = _given(member.scope, value, path) if value is not None else None
        if found is None:
            continue
        callee, call = found
        if id(callee.node) not in seen and _can_be_none(member, call, path, callee, depth):
            seen.add(id(callee.node))
            yield Way(path, _lines(statement), callee)


def _given(scope: FunctionScope, value: ast.expr, path: paths.Path) -> tuple[members.Member, ast.Call] | None:
    """The function of the project that a value comes from, and its call."""
    if isinstance(value, ast.Name):
        bound = scope.bindings.get(value.id, [])
        tested = any(
            isinstance(item, ast.Name) and item.id == value.id
            for test in path.tests
            for item in ast.walk(test.node)
        )
        if len(bound) != 1 or bound[0][0] is None or tested or value.id in scope.parameters:
            return None
        value = bound[0][0]
    awaited = isinstance(value, ast.Await)
    call = value.value if isinstance(value, ast.Await) else value
    callee = members.callee(scope, call) if isinstance(call, ast.Call) else None
    if callee is None or isinstance(callee.node, ast.AsyncFunctionDef) is not awaited:
        return None
    assert isinstance(call, ast.Call)
    return None if callee.node.decorator_list else (callee, call)


def _can_be_none(
    member: members.Member, call: ast.Call, path: paths.Path, callee: members.Member, depth: int
) -> bool:
    """Whether these arguments can lead to a ``None`` of the callee."""
    if callee.node is member.node or not returns_value(callee):
        return False
    ways = [
        paths.joined(outer, inner)
        for statement, outer in callee.statements
        if isinstance(statement, ast.Return)
        for inner in _nothings(statement.value)
    ]
    if falling.reaches_end(callee.scope, callee.node.body):
        ways.append(falling.end(callee.node.body))
    if any(reachable.can_reach(member, call, path, callee, way) for way in ways):
        return True
    return depth > 1 and any(True for _ in through(callee, depth - 1))
