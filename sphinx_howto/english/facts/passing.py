"""Exceptions that functions let through from what they call."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_howto.analysis import members, passing, paths
from sphinx_howto.english.facts import exceptions, ranking, subject, when
from sphinx_howto.english.phrase import Spans, code, fill, join, length

#: A longer condition of a call is left to the steps.
_LONGEST = 16
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
    for member in group.given:
        for key, names in _of(member):
            callers.setdefault(key, []).append(member)
            shown[key] = names
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
        yield ranking.Sentence(
            subject.clause(group, who, "passes on", rest),
            tuple(member.name for member in who),
            [item.lines for item in who],
            True,
        )


def _of(member: members.Member) -> Iterator[tuple[_Key, list[Spans]]]:
    """What a member lets through from each callee, and under which condition."""
    found: dict[str, dict[str, Spans]] = {}
    ways: dict[str, list[paths.Path]] = {}
    for item in passing.of(member):
        if item.raised.dotted in LEFT_TO_OTHERS | _MISUSE | {"KeyboardInterrupt"}:
            continue
        name = item.callee.name
        found.setdefault(name, {}).setdefault(item.raised.dotted, exceptions.raised(item.raised))
        if item.path not in ways.setdefault(name, []):
            ways[name].append(item.path)
    for name, raised in found.items():
        condition, sure = _condition(member, ways[name])
        yield (tuple(raised), name, condition, sure), list(raised.values())


def _condition(member: members.Member, ways: list[paths.Path]) -> tuple[Spans, bool]:
    """The condition of the only call, () where there are more or it is long, and whether it is enough."""
    state = when.of(member.scope, ways[0]) if len(ways) == 1 else None
    if state is None or not state.clause or length(state.clause) > _LONGEST:
        return (), True
    return state.clause, state.sure
