"""None: functions that return a value on one path and ``None`` on another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sphinx_howto import document
from sphinx_howto.analysis import cases, falling, handled_paths, lacking, members, paths, undefined
from sphinx_howto.english.facts import standing, subject, when
from sphinx_howto.english.phrase import Spans, code, fill, length, words

_MOST = 4
#: A longer condition is no example.
_LONGEST = 20


def tell(group: subject.Group) -> document.Step | None:
    """The bullet, or None."""
    sentences, lines = [], []
    for member in group.shown:
        special = member.node.name.startswith("__") and member.node.name != "__call__"
        special = special or handled_paths.is_answer(member)
        fails = any(item.path.always for item in undefined.of(member))
        if not special and not fails and lacking.returns_value(member):
            for text, line in _cases(group, member):
                sentences.append(text)
                lines.append(line)
    if not sentences:
        return None
    return document.Step(words("None"), subject.cut(sentences, _MOST), subject.lines(lines))


def _cases(group: subject.Group, member: members.Member) -> Iterator[tuple[Spans, tuple[int, int]]]:
    """The conditions under which the result is ``None``, those that fit in one sentence together."""
    given = standing.Given()
    found = [
        (replace(state, where=given.add(member.scope, state.where)), lines)
        for state, lines in _states(member)
    ]
    untold = [lines for state, lines in found if not state.clause]
    told = [(state, lines) for state, lines in found if state.clause]
    certain = {state.bare for state, _ in told if state.sure}
    told = [(state, lines) for state, lines in told if state.sure or state.bare not in certain]
    for sure in (True, False):
        alike = [(state, lines) for state, lines in told if state.sure is sure]
        while alike:
            text, count = _together(group, member, [state for state, _ in alike])
            yield text, subject.lines([lines for _, lines in alike[:count]])
            alike = alike[count:]
    if untold and told:
        yield (
            subject.clause(group, [member], "can return", fill("`None` in other cases too")),
            subject.lines(untold),
        )
    elif untold:
        example = _example(member)
        rest = fill("`None`, if it ends without a `return` statement") if _ends(member) else fill("`None`")
        if example:
            rest = fill("`None`, for example if {condition}", condition=example)
        yield subject.clause(group, [member], "can return", rest), subject.lines(untold)


def _example(member: members.Member) -> Spans:
    """A condition under which no ``return`` with a value is reached: the opposite of what they all need."""
    ways = [_before_loops(path) for path in lacking.with_values(member)]
    if not ways or not all(ways):
        return ()
    for test in ways[0]:
        if all(test in way for way in ways):
            state = when.of(member.scope, paths.Path((paths.Test(test.node, not test.negated),)))
            if state.clause and length(state.clause) <= _LONGEST:
                return state.clause
    return ()


def _together(group: subject.Group, member: members.Member, states: Sequence[when.When]) -> tuple[Spans, int]:
    """``f` returns `None` if A, or if B``: as many of the conditions as one sentence holds, and how many."""
    sure = states[0].sure
    verb = "returns" if sure else "can return"
    rest: Spans = ()
    text: Spans = ()
    where: dict[Spans, None] = {}
    for index, state in enumerate(states):
        first = "`None` if {condition}" if sure else "`None`, if {condition}"
        message = "{rest}, or if {condition}" if index else first
        longer = fill(message, rest=rest, condition=state.bare)
        known = dict.fromkeys([*where, *state.where])
        sentence = subject.clause(group, [member], verb, when.explained(longer, tuple(known)))
        if index and not subject.fits(sentence):
            return text, index
        rest, text, where = longer, sentence, known
    return text, len(states)


def _before_loops(path: paths.Path) -> tuple[paths.Test, ...]:
    """The tests of a path that are made once."""
    begin = getattr(path.loop, "lineno", None)
    return tuple(test for test in path.tests if begin is None or test.node.lineno < begin)


def _states(member: members.Member) -> Iterator[tuple[when.When, tuple[int, int]]]:
    """When the result is ``None``: by each ``return`` that says so, and at the end of the body."""
    ways = [(way.path, way.lines) for way in lacking.returns(member)]
    if _ends(member):
        last = member.node.body[-1]
        ways.append((falling.end(member.node.body), (last.lineno, last.end_lineno or last.lineno)))
    for path, indexes in cases.merged([path for path, _ in ways]):
        yield when.of(member.scope, path), subject.lines([ways[index][1] for index in indexes])
    for way in lacking.through(member):
        yield _of_callee(member, way), way.lines


def _ends(member: members.Member) -> bool:
    """Whether the body may end without a ``return``."""
    return falling.reaches_end(member.scope, member.node.body)


def _of_callee(member: members.Member, way: lacking.Way) -> when.When:
    """That what a function of the project returns is None, beside the tests on the way."""
    assert way.callee is not None
    state = when.of(member.scope, way.path)
    nothing = fill("{callee} returns `None`", callee=code(way.callee.name))
    bare = when.all_of([state.bare, nothing]) if state.bare else nothing
    return when.When(when.explained(bare, state.where), state.sure, False, bare, state.where)
