"""Errors: exceptions that a function catches, so that a caller sees only another result."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import members, swallowed
from sphinx_howto.english import operands
from sphinx_howto.english.facts import exceptions, subject
from sphinx_howto.english.phrase import Spans, code, fill, join, words

_MOST = 4
_MOST_CALLS = 3
_LONGEST_RESULT = 60

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
    ("", "go on"): "{what}: it is not raised again",
    ("", ""): "{what}: it is not raised again",
}


def tell(group: subject.Group) -> document.Step | None:
    """The bullet, or None."""
    every = [item for member in group.shown for item in _joined(swallowed.of(member))]
    if not every:
        return None
    groups: dict[Spans, list[swallowed.Swallowed]] = {}
    for item in every:
        groups.setdefault(_rest(item, _part(item) if group.alone else _general(item)), []).append(item)
    sentences = []
    for rest, found in groups.items():
        who = _members(found)
        single = len(who) == 1 and len(found) == 1
        told = _rest(found[0], _part(found[0])) if single else rest
        sentences.append(subject.clause(group, who, "catches", told))
    return document.Step(
        words("Errors"), subject.cut(sentences, _MOST), subject.lines([item.lines for item in every])
    )


def _joined(found: Iterable[swallowed.Swallowed]) -> list[swallowed.Swallowed]:
    """Handlers of one ``try`` that come to the same made one."""
    result: list[swallowed.Swallowed] = []
    for item in found:
        last = result[-1] if result else None
        alike = last is not None and (last.attempt, last.told, last.ends, _result(last)) == (
            item.attempt,
            item.told,
            item.ends,
            _result(item),
        )
        if last is not None and alike and last.exceptions and item.exceptions:
            lines = (last.lines[0], item.lines[1])
            result[-1] = replace(last, exceptions=(*last.exceptions, *item.exceptions), lines=lines)
        else:
            result.append(item)
    return result


def _members(found: Sequence[swallowed.Swallowed]) -> list[members.Member]:
    return list({id(item.member): item.member for item in found}.values())


def _rest(item: swallowed.Swallowed, what: Spans) -> Spans:
    shown = _result(item)
    ends = item.ends if shown or item.ends != "return" else ""
    return fill(_ENDS[item.told, ends], what=what, result=shown)


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
