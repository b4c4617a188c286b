"""The condition that all effects of one function in a fact share: it is told once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sphinx_howto.analysis import effects, members, paths
from sphinx_howto.english.facts import when
from sphinx_howto.english.phrase import Spans, length

#: From so many effects on it is told once.
_FEWEST = 3
#: A longer condition stays with each.
_LONGEST = 20
_Found = tuple[members.Member, effects.Effect]


def parted(found: Sequence[_Found]) -> tuple[list[_Found], Mapping[members.Member, Spans]]:
    """The effects without the tests that all of their function begin with, and these in words."""
    groups: dict[members.Member, list[effects.Effect]] = {}
    for member, effect in found:
        groups.setdefault(member, []).append(effect)
    conditions: dict[members.Member, Spans] = {}
    counts: dict[members.Member, int] = {}
    for member, group in groups.items():
        if len(group) < _FEWEST or member.role == "private" or member.creation is not None:
            continue
        common = _common([effect.path.tests for effect in group])
        state = when.of(member.scope, paths.Path(tests=common)) if common else None
        if state is not None and state.bare and not state.where and length(state.bare) <= _LONGEST:
            conditions[member], counts[member] = state.bare, len(common)
    return [_without(member, effect, counts.get(member, 0)) for member, effect in found], conditions


def _common(every: Sequence[tuple[paths.Test, ...]]) -> tuple[paths.Test, ...]:
    """The tests that all begin with."""
    found: list[paths.Test] = []
    for tests in zip(*every, strict=False):
        if any(test.node is not tests[0].node or test.negated is not tests[0].negated for test in tests):
            break
        found.append(tests[0])
    return tuple(found)


def _without(member: members.Member, effect: effects.Effect, count: int) -> _Found:
    path = replace(effect.path, tests=effect.path.tests[count:])
    return member, replace(effect, path=path) if count else effect
