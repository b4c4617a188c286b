"""Known calls of a function and what they do outside of it: network, files, processes, environment ..."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sphinx_howto import phrasebook
from sphinx_howto.analysis import members, paths, requests, saving, sql, taking, wrappers
from sphinx_howto.analysis.once import once
from sphinx_howto.analysis.scope import FunctionScope


@dataclass(frozen=True)
class Effect:
    """A call that fits a row of the phrasebook, and how control comes to it.

    awaited: whether it is awaited, or opened by ``async with``. entered: by a ``with`` statement.
    """

    scope: FunctionScope
    call: ast.Call
    match: phrasebook.Match
    path: paths.Path
    lines: tuple[int, int]
    awaited: bool
    entered: bool

    @property
    def kind(self) -> phrasebook.Effect:
        """What it touches."""
        return self.match.entry.effect


def calls(member: members.Member) -> tuple[Effect, ...]:
    """The known calls of a member's own body, in source order."""
    return once(
        member.scope,
        "effects",
        member.node,
        lambda: tuple(sorted(among(member.scope, member.expressions), key=_end)),
    )


def _end(effect: Effect) -> tuple[int, int]:
    """Where a call ends: what stands in it, or before it in a chain, is called first."""
    return effect.call.end_lineno or 0, effect.call.end_col_offset or 0


def everything(member: members.Member) -> tuple[Effect, ...]:
    """The known calls of a member's own body, those in ``lambda``, in threads and tasks among them."""
    return once(member.scope, "every effect", member.node, lambda: tuple(_everything(member)))


def _everything(member: members.Member) -> Iterator[Effect]:
    yield from calls(member)
    yield from elsewhere(member.scope, member.expressions)


def elsewhere(
    scope: FunctionScope, found: Sequence[tuple[ast.stmt, ast.expr, paths.Path]]
) -> Iterator[Effect]:
    """The known calls that the expressions have something else make: ``to_thread(requests.get, url)``."""
    for statement, node, path in found:
        if not isinstance(node, ast.Call):
            continue
        inner = taking.run(scope, node)
        if inner is not None:
            yield from among(scope, [(statement, inner, path)])
        way = path if taking.way(scope, node) != "handed" else replace(path, sure=False)
        for value in (*node.args, *(item.value for item in node.keywords)):
            if isinstance(value, ast.Lambda):
                place = FunctionScope(scope.module, value, scope.owner, scope)
                calls_ = [item for item in ast.walk(value.body) if isinstance(item, ast.Call)]
                yield from among(place, [(statement, item, way) for item in calls_])


def of_decorators(member: members.Member) -> Iterator[Effect]:
    """The known calls of what decorators of the project put round a member."""
    for item in member.node.decorator_list:
        found = wrappers.find(member.scope, item, member.node.name)
        if found is not None:
            module = member.scope.module.context.module(found.module)
            yield from in_body(FunctionScope(module, found.node), found.node.body)


def in_body(scope: FunctionScope, body: Sequence[ast.stmt]) -> Iterator[Effect]:
    """The known calls of a body; nested functions and classes are not entered."""
    return among(scope, tuple(paths.everything(body)))


def among(scope: FunctionScope, found: Sequence[tuple[ast.stmt, ast.expr, paths.Path]]) -> Iterator[Effect]:
    """The known calls among expressions with their statements and paths."""
    awaited = {id(node.value) for _, node, _ in found if isinstance(node, ast.Await)}
    for _, node, _ in found:
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in _AWAITING:
            # What waits for coroutines awaits those that it is given
            awaited |= {id(item) for item in node.args if isinstance(item, ast.Call)}
    for statement, node, path in found:
        if not isinstance(node, ast.Call):
            continue
        entered = isinstance(statement, (ast.With, ast.AsyncWith)) and any(
            item.context_expr is node for item in statement.items
        )
        is_awaited = id(node) in awaited or (entered and isinstance(statement, ast.AsyncWith))
        match = scope.match(node, is_awaited) or requests.match(scope, node, is_awaited)
        if match is None:
            match = _by_alias(scope, node, is_awaited)
        if match is None or match.entry.name.startswith("*."):
            proven = sql.match(scope, node, is_awaited) or saving.match(scope, node, is_awaited)
            match = proven or match
        if match is not None:
            match = _without_file(scope, match)
            lines = (node.lineno, node.end_lineno or node.lineno)
            yield Effect(scope, node, match, path, lines, is_awaited, entered)
            if match.entry.also != "none":
                second = replace(match, entry=replace(match.entry, effect=match.entry.also, also="none"))
                yield Effect(scope, node, second, path, lines, is_awaited, entered)


#: Methods of ``asyncio`` that await what they are given.
_AWAITING = {"wait_for", "gather", "shield", "create_task", "ensure_future", "run", "run_until_complete"}
#: Callee -> the argument that may be a path, or something else that is no file.
_IF_PATH = {"loguru.logger.add": "sink"}
#: Classes of what only looks like a file.
_IN_MEMORY = {"io.BytesIO", "io.StringIO"}


def _without_file(scope: FunctionScope, match: phrasebook.Match) -> phrasebook.Match:
    """A match that touches no file if it reads or writes a buffer in memory."""
    if not {match.entry.effect, match.entry.also} & {"file-read", "file-write"}:
        return match
    path = match.arguments.get(_IF_PATH.get(match.entry.name, ""))
    if path is not None:
        kind = scope.type_of(path)
        if kind is None or kind.name not in {"str", "pathlib.Path"}:
            return replace(match, entry=replace(match.entry, effect="none"))
    known = [scope.type_of(value) for name, value in match.arguments.items() if name != "self"]
    if not any(found is not None and found.name in _IN_MEMORY for found in known):
        return match
    if match.entry.effect == "network":
        return replace(match, entry=replace(match.entry, also="none"))
    return replace(match, entry=replace(match.entry, effect="none", also="none"))


def _by_alias(scope: FunctionScope, call: ast.Call, awaited: bool) -> phrasebook.Match | None:
    """The row for ``get(url)`` after ``get = requests.get``, which nothing else binds."""
    bound = scope.bindings.get(call.func.id, []) if isinstance(call.func, ast.Name) else []
    value = bound[0][0] if len(bound) == 1 else None
    if not isinstance(value, ast.Attribute) or not isinstance(call.func, ast.Name):
        return None
    if call.func.id in scope.parameters:
        return None
    return scope.match(ast.copy_location(ast.Call(value, call.args, call.keywords), call), awaited)
