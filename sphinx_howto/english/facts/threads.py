"""Threads: what runs beside the caller, and who starts it."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import replace

from sphinx_howto import document, phrasebook
from sphinx_howto.analysis import effects, members, runs
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english.facts import carried, subject
from sphinx_howto.english.facts import effects as wording
from sphinx_howto.english.phrase import Spans, code, fill

#: What makes a thread -> what starting it means.
_STARTED: Mapping[str, str] = {
    "threading.Thread": "starts a thread that calls {target}",
    "threading.Timer": "starts a timer that calls {function} after {interval} seconds",
}


def tell(group: subject.Group) -> document.Step | None:
    """The bullet, or None."""
    vain = [(member, run) for member in group.reached for run in runs.of(member) if run.way == "in vain"]
    sites = {id(run.site) for _, run in vain}
    found = [
        (member, _with_maker(effect))
        for member in group.reached
        for effect in effects.everything(member)
        if effect.kind == "thread" and id(effect.call) not in sites
    ]
    more = [_in_vain(group, member, run) for member, run in vain]
    more += carried.tell(group, frozenset({"thread"}))
    return wording.step(group, "Threads", found, more)


def _in_vain(group: subject.Group, member: members.Member, run: runs.Run) -> tuple[Spans, tuple[int, int]]:
    """That a coroutine function is called where nothing awaits it."""
    rest = fill(
        "the coroutine function {name} in a thread, where nothing awaits it: its body never runs",
        name=code(run.callee.name),
    )
    lines = run.site.lineno, run.site.end_lineno or run.site.lineno
    return subject.clause(group, [member], "calls", rest), lines


def _with_maker(effect: effects.Effect) -> effects.Effect:
    """``self._thread.start()`` with what makes the thread in the place of its name."""
    receiver = effect.match.arguments.get("self")
    if effect.match.entry.name != "threading.Thread.start" or receiver is None:
        return effect
    if effect.scope.is_receiver(receiver):
        return _worded(effect, effect.match, "starts a thread, which calls `run`")
    call = _made(effect.scope, receiver)
    match = effect.scope.match(call) if call is not None else None
    message = _STARTED.get(match.entry.name) if match is not None else None
    return effect if match is None or message is None else _worded(effect, match, message)


def _worded(effect: effects.Effect, match: phrasebook.Match, message: str) -> effects.Effect:
    entry = replace(match.entry, clause=message, value="", condition="", effect="thread")
    return replace(effect, match=replace(match, entry=entry))


def _made(scope: FunctionScope, node: ast.expr) -> ast.Call | None:
    """The call that makes the thread that a name stands for; None if others may."""
    values: list[ast.expr | None] = []
    if isinstance(node, ast.Call):
        values = [node]
    elif isinstance(node, ast.Name):
        values = [value for value, _ in scope.bindings.get(node.id, ())]
    elif isinstance(node, ast.Attribute) and scope.owner is not None and scope.is_receiver(node.value):
        values = [value for value, _ in scope.owner.assignments.get(node.attr, ())]
    calls = [value for value in values if isinstance(value, ast.Call) and _makes(scope, value)]
    others = [
        value
        for value in values
        if value not in calls and not (isinstance(value, ast.Constant) and value.value is None)
    ]
    return calls[0] if len(calls) == 1 and not others else None


def _makes(scope: FunctionScope, call: ast.Call) -> bool:
    return scope.dotted(call.func) in _STARTED
