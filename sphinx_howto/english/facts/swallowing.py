"""Errors: exceptions that a function catches, so that a caller sees only another result."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import members, swallowed
from sphinx_howto.english import conditions, operands
from sphinx_howto.english.facts import exceptions, subject
from sphinx_howto.english.phrase import Spans, code, fill, join, words

_MOST = 8
_MOST_CALLS = 3
_LONGEST_RESULT = 90

#: (how it is told, how the handler ends) -> pattern.
_ENDS = {
    ("log", "return"): "{what}: it is logged, and the result is {result}",
    ("log", "end"): "{what}: it is logged, and the generator ends",
    ("log", "continue"): "{what}: it is logged, and the loop goes on",
    ("log", "break"): "{what}: it is logged, and the loop ends",
    ("log", "go on"): "{what}: it is logged, not raised",
    ("log", ""): "{what}: it is logged, not raised",
    ("output", "return"): "{what}: it is printed, and the result is {result}",
    ("output", "end"): "{what}: it is printed, and the generator ends",
    ("output", "continue"): "{what}: it is printed, and the loop goes on",
    ("output", "break"): "{what}: it is printed, and the loop ends",
    ("output", "go on"): "{what}: it is printed, not raised",
    ("output", ""): "{what}: it is printed, not raised",
    ("", "return"): "{what}: the result is then {result}",
    ("", "end"): "{what}: the generator then ends",
    ("", "continue"): "{what}: the loop goes on",
    ("", "break"): "{what}: the loop then ends",
    ("box", "return"): "{what}: it is shown in a message box, and the result is {result}",
    ("box", "end"): "{what}: it is shown in a message box, and the generator ends",
    ("box", "continue"): "{what}: it is shown in a message box, and the loop goes on",
    ("box", "break"): "{what}: it is shown in a message box, and the loop ends",
    ("box", "go on"): "{what}: it is shown in a message box, not raised",
    ("box", ""): "{what}: it is shown in a message box, not raised",
    ("", "ignore"): "{what}: it is ignored",
    ("", "go on"): "{what}: the steps after it go on",
    ("", ""): "{what}: it is not raised again",
}
#: How a handler ends at once -> pattern with its condition.
_CASES = {
    "return": "{what}: the result is {result} if {condition}; otherwise",
    "end": "{what}: the generator ends if {condition}; otherwise",
    "raise": "{what}: an exception is raised if {condition}; otherwise",
    "continue": "{what}: the loop goes on if {condition}; otherwise",
    "break": "{what}: the loop ends if {condition}; otherwise",
}


def tell(group: subject.Group) -> document.Step | None:
    """The bullet, or None: all that is caught, where one of it is what a caller should know."""
    found = [item for member in group.reached for item in _joined(swallowed.of(member))]
    if all(item.minor for item in found):
        return None
    every = sorted(found, key=lambda item: item.minor)
    groups: dict[Spans, list[swallowed.Swallowed]] = {}
    for item in every:
        alone = subject.is_alone(group, item.member)
        groups.setdefault(_rest(item, _part(item) if alone else _general(item)), []).append(item)
    sentences = []
    for rest, alike in groups.items():
        who = _members(alike)
        single = len(who) == 1 and len(alike) == 1
        told = _rest(alike[0], _part(alike[0])) if single else rest
        sentences.append(subject.clause(group, who, "catches", told))
    return document.Step(
        words("Errors"),
        subject.cut(sentences, _MOST, roomy=True),
        subject.lines([item.lines for item in every]),
    )


def _joined(found: Iterable[swallowed.Swallowed]) -> list[swallowed.Swallowed]:
    """Handlers of one ``try`` that come to the same made one."""
    result: list[swallowed.Swallowed] = []
    for item in found:
        last = result[-1] if result else None
        alike = last is not None and _way(last) == _way(item)
        if last is not None and alike and last.exceptions and item.exceptions:
            lines = (last.lines[0], item.lines[1])
            result[-1] = replace(last, exceptions=(*last.exceptions, *item.exceptions), lines=lines)
        else:
            result.append(item)
    return result


def _way(item: swallowed.Swallowed) -> tuple[object, ...]:
    return item.attempt, item.told, item.ends, _result(item), item.cases


def _members(found: Sequence[swallowed.Swallowed]) -> list[members.Member]:
    return list({id(item.member): item.member for item in found}.values())


def _rest(item: swallowed.Swallowed, what: Spans) -> Spans:
    scope = item.member.scope
    for case in item.cases:
        value = fill("`None`") if case.result is None else operands.operand(scope, case.result)
        condition = conditions.condition(scope, case.test)
        what = fill(_CASES[case.ends], what=what, result=value, condition=condition)
    shown = _result(item)
    ends = item.ends if shown or item.ends != "return" else ""
    told = item.told if (item.told, ends) in _ENDS or ends != "ignore" else ""
    return fill(_ENDS[told, ends], what=what, result=shown)


def _named(item: swallowed.Swallowed) -> Spans:
    """The exceptions: their names."""
    if not item.exceptions:
        return fill("any exception")
    return join([exceptions.named(item.member.scope, one) for one in item.exceptions])


def _general(item: swallowed.Swallowed) -> Spans:
    """The exceptions and whether they are caught everywhere, in words that fit several functions."""
    message = "{exceptions} from the whole body" if item.whole else "{exceptions} from a part of the body"
    return fill(message, exceptions=_named(item))


def _part(item: swallowed.Swallowed) -> Spans:
    """The exceptions and the calls that they come from."""
    if item.whole or not item.calls:
        return _general(item)
    shown = [code(name) for name in item.calls[:_MOST_CALLS]]
    left = len(item.calls) - _MOST_CALLS
    if left > 0:
        count = document.Words(str(left))
        message = "{count} more calls" if left > 1 else "another call"
        shown.append(fill(message, count=count))
    return fill("{exceptions} from {calls}", exceptions=_named(item), calls=join(shown))


def _result(item: swallowed.Swallowed) -> Spans:
    """What the function returns then; () for what a reader cannot know."""
    if item.ends != "return":
        return ()
    value = item.result
    if value is None:
        return fill("`None`")
    own = {
        part.id
        for part in ast.walk(value)
        if isinstance(part, ast.Name)
        # The caught exception itself needs no explanation
        and not all(
            isinstance(statement, ast.ExceptHandler)
            for _, statement in item.member.scope.bindings.get(part.id, [])
        )
    }
    if isinstance(value, ast.JoinedStr):
        own = set()
    text = quoting.source(value)
    return operands.operand(item.member.scope, value) if not own and len(text) <= _LONGEST_RESULT else ()
