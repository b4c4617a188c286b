"""Which exceptions a function lets through from the functions of the project that it calls."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_howto.analysis import members, paths, raises, reachable, runs, signatures
from sphinx_howto.analysis.once import once

#: Private functions are followed so many calls deep.
_DEPTH = 2


@dataclass(frozen=True, eq=False)
class Passed:
    """An exception that a member does not catch of what it calls.

    callee: what the member itself calls. raised: what raises it, there or further down.
    path: how control comes to the call.
    """

    callee: members.Member
    raised: raises.Raised
    path: paths.Path


def of(member: members.Member, depth: int = _DEPTH) -> tuple[Passed, ...]:
    """What a member lets through, in the order of its calls."""
    return once(member.scope, f"passed {depth}", member.node, lambda: tuple(_of(member, depth)))


def _of(member: members.Member, depth: int) -> Iterator[Passed]:
    for run in runs.of(member):
        if run.way != "call" or signatures.is_generator(run.callee.node) or run.callee.node is member.node:
            continue
        for item in _leaving(run.callee, depth):
            if not raises.leaves(member.scope, item.dotted, run.path):
                continue
            if raises.is_told_again(member.scope, item.dotted, run.path):
                continue
            if item.member.node is not run.callee.node or reachable.can_reach(
                member, run.site, run.path, run.callee, item.path
            ):
                yield Passed(run.callee, item, run.path)


def _leaving(callee: members.Member, depth: int) -> Iterator[raises.Raised]:
    """What leaves a function: its own, that of the coroutine that it returns, and of private functions."""
    yield from raises.of(callee)
    for inner in _returned(callee):
        yield from raises.of(inner)
    if depth:
        for passed in of(callee, depth - 1):
            if members.is_private(passed.callee.node.name):
                yield passed.raised


def _returned(callee: members.Member) -> Iterator[members.Member]:
    """The functions of the project whose coroutines a plain function returns, for its caller to await."""
    if isinstance(callee.node, ast.AsyncFunctionDef):
        return
    for statement, _ in callee.statements:
        call = statement.value if isinstance(statement, ast.Return) else None
        inner = members.callee(callee.scope, call) if isinstance(call, ast.Call) else None
        if inner is not None and isinstance(inner.node, ast.AsyncFunctionDef):
            yield inner
