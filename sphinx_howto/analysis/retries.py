"""Loops that try again: over a range, left on success, continued after an exception or a status."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sphinx_howto.analysis import code, effects, members, paths, wrappers
from sphinx_howto.analysis.scope import FunctionScope

_ATTEMPT = re.compile(r"attempt|retr|tries|try\b", re.IGNORECASE)
_SLEEPS = {"time.sleep", "asyncio.sleep", "anyio.sleep", "trio.sleep"}


@dataclass(frozen=True)
class Retry:
    """A loop of attempts.

    times: how many at most. exceptions: after which another one follows.
    test: or the condition after which it follows.
    wait: the seconds between two, as written; waits: their values, where they can be computed.
    unless: tests at the begin of the handler that end the attempts. after_last: it waits after the last
        one too.
    """

    scope: FunctionScope
    times: ast.expr
    exceptions: tuple[ast.expr, ...]
    test: ast.expr | None
    wait: ast.expr | None
    waits: tuple[float, ...]
    lines: tuple[int, int]
    unless: tuple[ast.expr, ...] = ()
    after_last: bool = False


def of(member: members.Member) -> Iterator[Retry]:
    """The retries of a member: in its own body, and in what a decorator of the project puts round it."""
    yield from _in_statements(member.scope, member.statements)
    for item in member.node.decorator_list:
        found = wrappers.find(member.scope, item, member.node.name)
        if found is not None:
            module = member.scope.module.context.module(found.module)
            inner = FunctionScope(module, found.node)
            for retry in _in_statements(inner, paths.statements(found.node.body)):
                lines = (item.lineno, item.end_lineno or item.lineno)
                yield replace(retry, lines=lines)


def _in_statements(
    scope: FunctionScope, statements: Iterable[tuple[ast.stmt, paths.Path]]
) -> Iterator[Retry]:
    for statement, _ in statements:
        if not isinstance(statement, (ast.For, ast.AsyncFor)) or not isinstance(statement.target, ast.Name):
            continue
        call = statement.iter
        if isinstance(call, ast.Call) and scope.dotted(call.func) == "range" and len(call.args) == 1:
            found = _after_exception(scope, statement, call.args[0]) or _after_test(
                scope, statement, call.args[0]
            )
            if found is not None:
                yield found


def _after_exception(scope: FunctionScope, loop: ast.For | ast.AsyncFor, times: ast.expr) -> Retry | None:
    attempts = [item for item in loop.body if isinstance(item, ast.Try)]
    if len(attempts) != 1 or attempts[0] is not loop.body[-1]:
        return None
    attempt = attempts[0]
    last = (attempt.orelse or attempt.body)[-1]
    again = [handler for handler in attempt.handlers if not _gives_up(handler.body)]
    if not isinstance(last, (ast.Return, ast.Break)) or not again or attempt.finalbody:
        return None
    exceptions: list[ast.expr] = []
    for handler in again:
        if handler.type is None:
            return None
        exceptions += handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    wait = _wait(scope, again[0].body) if len(again) == 1 else None
    assert isinstance(loop.target, ast.Name)
    waits = _waits(scope, loop.target.id, times, wait, again[0].body) if wait is not None else ()
    unless = tuple(_unless(again[0].body, loop.target.id)) if len(again) == 1 else ()
    stops = len(again) == 1 and _stops(again[0].body, loop.target.id)
    return Retry(
        scope,
        times,
        tuple(exceptions),
        None,
        wait,
        waits,
        _lines(loop),
        unless,
        wait is not None and not stops,
    )


def _unless(body: Sequence[ast.stmt], counter: str) -> Iterator[ast.expr]:
    """The tests before all else in a handler after which there is no other attempt, the last one apart."""
    for item in body:
        if not isinstance(item, ast.If) or item.orelse or not _gives_up(item.body):
            return
        if not _counts(item.test, counter):
            yield item.test


def _counts(test: ast.expr, counter: str) -> bool:
    """Whether a test looks which attempt it is."""
    return any(isinstance(node, ast.Name) and node.id == counter for node in ast.walk(test))


def _stops(body: Sequence[ast.stmt], counter: str) -> bool:
    """Whether a handler looks which attempt it was."""
    return any(isinstance(item, ast.If) and _counts(item.test, counter) for item in body)


def _gives_up(body: Sequence[ast.stmt]) -> bool:
    last = body[-1]
    return isinstance(last, (ast.Raise, ast.Return, ast.Break))


def _after_test(scope: FunctionScope, loop: ast.For | ast.AsyncFor, times: ast.expr) -> Retry | None:
    """``for ...: with post() as r: if busy: continue ... break``."""
    body: Sequence[ast.stmt] = loop.body
    while len(body) == 1 and isinstance(body[0], (ast.With, ast.AsyncWith)):
        body = body[0].body
    if not isinstance(body[-1], (ast.Break, ast.Return)):
        return None
    tests = [
        item
        for item in body
        if isinstance(item, ast.If) and not item.orelse and isinstance(item.body[-1], ast.Continue)
    ]
    jumps = [item for item in paths.own_nodes(loop) if isinstance(item, ast.Continue)]
    if len(tests) != 1 or len(jumps) != 1:
        return None
    assert isinstance(loop.target, ast.Name)
    sends = any(effect.kind == "network" for effect in effects.in_body(scope, loop.body))
    if not sends and not _ATTEMPT.search(loop.target.id):
        return None
    return Retry(scope, times, (), tests[0].test, _wait(scope, tests[0].body), (), _lines(loop))


def _lines(node: ast.stmt) -> tuple[int, int]:
    return node.lineno, node.end_lineno or node.lineno


def _wait(scope: FunctionScope, body: Sequence[ast.stmt]) -> ast.expr | None:
    """The argument of the only sleep at the top of a body."""
    found = []
    for statement in body:
        value = statement.value if isinstance(statement, ast.Expr) else None
        value = value.value if isinstance(value, ast.Await) else value
        if isinstance(value, ast.Call) and scope.dotted(value.func) in _SLEEPS and len(value.args) == 1:
            found.append(value.args[0])
    return found[0] if len(found) == 1 else None


def _waits(
    scope: FunctionScope, counter: str, times: ast.expr, wait: ast.expr, body: Sequence[ast.stmt]
) -> tuple[float, ...]:
    """The seconds of each wait; () where they cannot be computed or are many."""
    try:
        count = scope.value(times)
        if not isinstance(count, int) or not 1 < count <= 6:
            return ()
        last_raises = any(
            isinstance(item, ast.If)
            and isinstance(item.body[-1], ast.Raise)
            and _is_last(scope, item.test, counter, count)
            for item in body
        )
        found = [
            code.fold(wait, {**scope.module.constants, counter: ast.Constant(index)})
            for index in range(count - 1 if last_raises else count)
        ]
    except ValueError:
        return ()
    return tuple(float(item) for item in found if isinstance(item, (int, float)))


def _is_last(scope: FunctionScope, test: ast.expr, counter: str, count: int) -> bool:
    """``attempt == times - 1``."""
    if not isinstance(test, ast.Compare) or len(test.ops) != 1 or not isinstance(test.ops[0], ast.Eq):
        return False
    if not isinstance(test.left, ast.Name) or test.left.id != counter:
        return False
    return scope.value(test.comparators[0]) == count - 1
