"""Exceptions that functions let through from what they call."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_howto import document
from sphinx_howto.analysis import members, passing, paths, raises
from sphinx_howto.english.facts import exceptions, given, messages, ranking, subject, when
from sphinx_howto.english.phrase import Spans, code, fill, join, length, plain

#: A longer condition of a call is left to the steps.
_LONGEST = 16
#: So many causes are told.
_MOST_CAUSES = 2
#: A cause of more words is left to the page of the callee.
_LONGEST_CAUSE = 12
#: A name that is no attribute.
_NAME = re.compile(r"(?<![\w.\"'])[A-Za-z_]\w*")
#: What a callee raises when it is called wrongly, which its callers in the project are not.
_MISUSE = {"TypeError", "AssertionError"}
#: What other facts tell.
LEFT_TO_OTHERS = {"SystemExit", "NotImplementedError", "StopIteration", "StopAsyncIteration"}

#: What is let through, the callee, and the condition of the call.
_Key = tuple[tuple[str, ...], str, Spans, bool]


def tell(group: subject.Group) -> Iterator[ranking.Sentence]:
    """``f` and `g` pass on `E` from `h` if C``: what they do not catch of what they call."""
    callers: dict[_Key, list[members.Member]] = {}
    shown: dict[_Key, list[Spans]] = {}
    bare: dict[_Key, list[Spans]] = {}
    for member in group.given:
        for key, told, names in _of(member):
            callers.setdefault(key, []).append(member)
            shown[key], bare[key] = told, names
    merged: dict[tuple[object, ...], list[_Key]] = {}
    for key, who in callers.items():
        merged.setdefault((key[0], key[2], key[3], tuple(member.name for member in who)), []).append(key)
    for keys in merged.values():
        who = callers[keys[0]]
        _, _, condition, sure = keys[0]
        rest = fill(
            "{exceptions} from {callees}",
            exceptions=join(shown[keys[0]]),
            callees=join([code(callee) for _, callee, *_ in keys]),
        )
        if condition:
            message = "{rest} if {condition}" if sure else "{rest}, only if {condition}"
            rest = fill(message, rest=rest, condition=condition)
        if all(map(_is_of_status, keys)):
            rest = fill("{rest}, depending on the status of the answer", rest=rest)
        yield ranking.Sentence(
            subject.clause(group, who, "passes on", rest),
            tuple(member.name for member in who),
            [item.lines for item in who],
            True,
            tuple(bare[keys[0]]),
        )


def _of(member: members.Member) -> Iterator[tuple[_Key, list[Spans], list[Spans]]]:
    """What a member lets through from each callee, and under which condition."""
    found: dict[str, dict[str, Spans]] = {}
    causes: dict[tuple[str, str], list[Spans]] = {}
    ways: dict[str, list[paths.Path]] = {}
    for item in passing.of(member):
        if item.raised.dotted in LEFT_TO_OTHERS | _MISUSE | {"KeyboardInterrupt"}:
            continue
        name = item.callee.name
        found.setdefault(name, {}).setdefault(item.raised.dotted, exceptions.bare(item.raised))
        causes.setdefault((name, item.raised.dotted), []).append(_cause(item.raised, "." not in name))
        if item.path not in ways.setdefault(name, []):
            ways[name].append(item.path)
    for name, raised in found.items():
        condition, sure = _condition(member, ways[name])
        shown = [_because(spans, causes[name, dotted]) for dotted, spans in raised.items()]
        key = (tuple(map(plain, shown)), name, condition, sure)
        bare = list(raised.values())
        yield key, bare if _is_of_status(key) else shown, bare


def _is_of_status(key: _Key) -> bool:
    """Whether the callee is called for what it is: it raises for the status of an answer."""
    return key[1].rpartition(".")[2] in {"raise_for_status", "raise_for_error", "check_status"}


def _cause(item: raises.Raised, own: bool) -> Spans:
    """Why the callee raises it, in words that need no name of it: the text, or what a known call says."""
    if item.match is not None:
        is_whole = item.condition and "{" not in item.condition
        return fill("if {condition}", condition=fill(item.condition)) if is_whole else ()
    text = item.made if item.asserted else messages.of_call(item.member.scope, item.made)
    shown = () if messages.is_poor(text) else messages.shown(item.member.scope, text)
    because = shown or _condition_of(item, own)
    status = exceptions.status(item)
    if not status:
        return because
    return (
        fill("{status}: {text}", status=status, text=because) if because else fill("{status}", status=status)
    )


def _condition_of(item: raises.Raised, own: bool) -> Spans:
    """A short condition of the callee that speaks of nothing that only the callee knows.

    own: whether it is a method of the same object.
    """
    scope = item.member.scope
    state = when.of(scope, item.path)
    if not state.clause or state.where or length(state.clause) > _LONGEST_CAUSE:
        return ()
    names = {
        name
        for span in state.clause
        if isinstance(span, document.Code) and not span.text.startswith(('"', "'"))
        for name in _NAME.findall(span.text)
    }
    if own:
        names.discard(scope.receiver or "")
    if any(name in scope.parameters or given.is_own(scope, name) for name in names):
        return ()
    return fill("if {condition}", condition=state.clause)


def _because(exception: Spans, causes: list[Spans]) -> Spans:
    """``ValueError` (`"No such user"`)``, where all causes are known."""
    known = list(dict.fromkeys(causes))
    if not all(known):
        return exception
    shown = known[:_MOST_CAUSES]
    if len(known) > _MOST_CAUSES:
        left = len(known) - _MOST_CAUSES
        message = "{count} more" if left > 1 else "another one"
        shown.append(fill(message, count=document.Words(str(left))))
    return fill("{exception} ({causes})", exception=exception, causes=join(shown, "or"))


def _condition(member: members.Member, ways: list[paths.Path]) -> tuple[Spans, bool]:
    """The condition of the only call, () where there are more or it is long, and whether it is enough."""
    state = when.of(member.scope, ways[0]) if len(ways) == 1 else None
    if state is None or not state.clause or length(state.clause) > _LONGEST:
        return (), True
    return state.clause, state.sure
