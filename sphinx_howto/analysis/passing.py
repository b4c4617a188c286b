"""Which exceptions a function lets through from the functions of the project that it calls."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_howto.analysis import arguments, members, paths, raises, reachable, runs, signatures
from sphinx_howto.analysis.once import once
from sphinx_howto.analysis.scope import FunctionNode, FunctionScope

#: Private functions are followed so many calls deep.
_DEPTH = 2


@dataclass(frozen=True, eq=False)
class Passed:
    """An exception that a member does not catch of what it calls.

    callee: what the member itself calls. raised: what raises it, there or further down.
    path: how control comes to the call. site: the call.
    """

    callee: members.Member
    raised: raises.Raised
    path: paths.Path
    site: ast.expr


def of(member: members.Member, depth: int = _DEPTH) -> tuple[Passed, ...]:
    """What a member lets through, in the order of its calls."""
    return once(member.scope, f"passed {depth}", member.node, lambda: tuple(_of(member, depth)))


def _of(member: members.Member, depth: int) -> Iterator[Passed]:
    for run in runs.of(member):
        if run.way != "call" or signatures.is_generator(run.callee.node) or run.callee.node is member.node:
            continue
        for item, inner in _leaving(run.callee, depth):
            if not raises.leaves(member.scope, item.dotted, run.path):
                continue
            if raises.is_told_again(member.scope, item.dotted, run.path):
                continue
            if _can_come(member, run, item, inner):
                yield Passed(run.callee, item, run.path, run.site)


def _can_come(member: members.Member, run: runs.Run, item: raises.Raised, inner: Passed | None) -> bool:
    """Whether the arguments of a call allow what its callee raises, itself or through ``inner``."""
    site = _without_rest(member.scope, run.site)
    if item.member.node is run.callee.node:
        return reachable.can_reach(member, site, run.path, run.callee, item.path)
    if inner is None or item.member.node is not inner.callee.node or not isinstance(site, ast.Call):
        return True
    through = _handed_on(member.scope, site, run.callee, inner.site)
    return through is None or reachable.can_reach(member, through, run.path, inner.callee, item.path)


def _handed_on(
    scope: FunctionScope, site: ast.Call, callee: members.Member, inner: ast.expr
) -> ast.Call | None:
    """The call in a callee with what its own caller gives in place of its parameters."""
    if not isinstance(inner, ast.Call):
        return None
    given = {
        name: ast.Constant(item.value) if item.constant and item.node is None else item.node  # type: ignore[arg-type]
        for name, item in arguments.bound(scope, site, callee).items()
        if not callee.scope.bindings.get(name)
    }
    values = {name: node for name, node in given.items() if node is not None}
    call = copy.copy(inner)
    call.args = [values.get(getattr(item, "id", ""), item) for item in inner.args]
    call.keywords = [
        ast.keyword(item.arg, values.get(getattr(item.value, "id", ""), item.value))
        for item in inner.keywords
    ]
    return call


def _without_rest(scope: FunctionScope, site: ast.expr) -> ast.expr:
    """A call without the ``**kwargs`` of the caller: what only they bring about is no matter of it."""
    if not isinstance(site, ast.Call) or not isinstance(scope.function, FunctionNode):
        return site
    rest = scope.function.args.kwarg
    if rest is None:
        return site
    named = [item for item in site.keywords if item.arg is not None or ast.unparse(item.value) != rest.arg]
    return ast.copy_location(ast.Call(site.func, site.args, named), site)


def _leaving(callee: members.Member, depth: int) -> Iterator[tuple[raises.Raised, Passed | None]]:
    """What leaves a function: its own, that of the coroutine that it returns, and of private functions."""
    yield from ((item, None) for item in raises.of(callee))
    for inner in _returned(callee):
        yield from ((item, None) for item in raises.of(inner))
    if depth:
        for passed in of(callee, depth - 1):
            if members.is_private(passed.callee.node.name):
                yield passed.raised, passed


def _returned(callee: members.Member) -> Iterator[members.Member]:
    """The functions of the project whose coroutines a plain function returns, for its caller to await."""
    if isinstance(callee.node, ast.AsyncFunctionDef):
        return
    for statement, _ in callee.statements:
        call = statement.value if isinstance(statement, ast.Return) else None
        inner = members.callee(callee.scope, call) if isinstance(call, ast.Call) else None
        if inner is not None and isinstance(inner.node, ast.AsyncFunctionDef):
            yield inner
