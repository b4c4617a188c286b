"""Raises: which exceptions leave the public functions, and when."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from sphinx_howto import document
from sphinx_howto.analysis import cases, members, paths, raises
from sphinx_howto.english import operands
from sphinx_howto.english.facts import (
    exceptions,
    leading,
    passing,
    ranking,
    standing,
    subject,
    undefined_names,
    when,
)
from sphinx_howto.english.phrase import Spans, fill, join, words

_MOST = 8
_MOST_CASES = 6


@dataclass
class _Clause:
    """One exception with one certainty and its conditions, and the members that share it.

    also: further exceptions, where there is no condition. more: in how many further cases it can be raised
    whose conditions cannot be told.
    """

    exception: Spans
    name: str
    sure: bool
    again: bool
    conditions: list[Spans]
    where: list[Spans]
    members: list[members.Member]
    lines: list[tuple[int, int]]
    also: list[Spans] = field(default_factory=list)
    more: int = 0


def tell(group: subject.Group) -> document.Step | None:
    """The bullet, or None."""
    clauses: list[_Clause] = []
    for member in group.given:
        clauses += _member(member)
    merged = _merged(clauses)
    given = standing.Given()
    for clause in merged:
        clause.where = list(given.add(clause.members[0].scope, clause.where))
    sentences = [*undefined_names.tell(group), *_sentences(group, merged), *passing.tell(group)]
    if not sentences:
        return None
    found = [line for item in sentences for line in item.lines]
    related = [ranking.Sentence(text, (), [], True) for text in _related(merged)]
    ranked = [item.text for item in ranking.ranked([*sentences, *related], _MOST)]
    return document.Step(words("Raises"), subject.cut(ranked, _MOST, roomy=True), subject.lines(found))


def _related(clauses: Sequence[_Clause]) -> Iterator[Spans]:
    """Which of the exceptions are subclasses of others: one handler is enough for both."""
    seen: set[str] = set()
    scopes = {clause.name: (clause.members[0].scope, clause.exception) for clause in clauses}
    for name, (scope, shown) in scopes.items():
        own = raises.class_of(scope, name)
        if own is None or not scope.same_project(name) or name in seen:
            continue
        for base, (_, parent) in scopes.items():
            if base != name and raises.is_builtin(base) is False and raises.catches(scope, base, name):
                seen.add(name)
                yield fill("{child} is a subclass of {parent}", child=shown, parent=parent)
                break


def _member(member: members.Member) -> list[_Clause]:
    found: list[_Clause] = []
    every = [item for item in raises.of(member) if item.again or item.dotted not in passing.LEFT_TO_OTHERS]
    for item, lines in _joined(every):
        state = _when(item)
        same = [
            clause
            for clause in found
            if clause.exception == exceptions.raised(item)
            and clause.sure == state.sure
            and clause.again == item.again
            and bool(clause.conditions) == bool(state.clause)
        ]
        if same:
            if state.clause and state.bare not in same[0].conditions:
                same[0].conditions.append(state.bare)
                same[0].where += [item for item in state.where if item not in same[0].where]
            same[0].lines += lines
            continue
        found.append(
            _Clause(
                exceptions.raised(item),
                item.dotted,
                state.sure,
                item.again,
                [state.bare] if state.clause else [],
                list(state.where),
                [member],
                lines,
            )
        )
    return _without_vague(found)


def _joined(found: Sequence[raises.Raised]) -> Iterator[tuple[raises.Raised, list[tuple[int, int]]]]:
    """The exceptions, those made one that several branches raise, each with all its lines."""
    groups: dict[tuple[str, bool, int], list[raises.Raised]] = {}
    for index, item in enumerate(found):
        known = index if item.match is not None else -2 if item.asserted else -1
        groups.setdefault((item.dotted, item.again, known), []).append(item)
    for group in groups.values():
        for path, indexes in cases.merged([item.path for item in group]):
            lines = [group[index].lines for index in indexes]
            yield replace(group[indexes[0]], path=path), lines


def _without_vague(found: list[_Clause]) -> list[_Clause]:
    """Cases without a condition are counted where another clause names their exception."""
    telling = {clause.name: clause for clause in reversed(found) if clause.conditions or clause.sure}
    result: list[_Clause] = []
    for clause in found:
        vague = not (clause.conditions or clause.sure)
        if vague and clause.name in telling:
            telling[clause.name].more += len(clause.lines)
        elif not vague or clause.name not in {other.name for other in result}:
            result.append(clause)
    return result


def _when(item: raises.Raised) -> when.When:
    path, scope = item.path, item.member.scope
    if item.again and path.handler is not None and not leading.has_culprit(scope, path.handler[0]):
        # That it catches what it re-raises goes without saying
        path = replace(path, handler=None, sure=False)
    state = when.of(scope, path)
    if item.match is None:
        unsure = state.always and (_is_preceded(item) or (item.again and path.handler is None))
        return when.When((), False) if unsure else state
    if not item.condition:
        return replace(state, sure=False, always=False)
    stated = operands.filled(item.member.scope, item.match, item.condition, with_options=False)
    bare = when.all_of([stated, state.bare]) if state.bare else stated
    return when.When(when.explained(bare, state.where), state.always, False, bare, state.where)


def _is_preceded(item: raises.Raised) -> bool:
    """Whether a ``raise``, or a handler that leaves, stands before it: it is not reached on every call."""
    return any(
        isinstance(node, ast.Raise) or (isinstance(node, ast.ExceptHandler) and paths.leaves(node.body))
        for node in paths.own_nodes(item.member.node)
        if isinstance(node, (ast.stmt, ast.ExceptHandler)) and node.lineno < item.lines[0]
    )


def _merged(clauses: Sequence[_Clause]) -> list[_Clause]:
    """Equal clauses of several members made one, then exceptions without a condition listed together."""
    result: list[_Clause] = []
    for clause in clauses:
        other = next((item for item in result if _alike(item, clause)), None)
        if other is None:
            result.append(clause)
            continue
        other.members += [member for member in clause.members if member not in other.members]
        other.lines += clause.lines
    return _listed(result)


def _alike(first: _Clause, last: _Clause) -> bool:
    return (first.name, first.sure, first.again, first.conditions, first.where, first.more) == (
        last.name,
        last.sure,
        last.again,
        last.conditions,
        last.where,
        last.more,
    )


def _listed(clauses: Sequence[_Clause]) -> list[_Clause]:
    result: list[_Clause] = []
    for clause in clauses:
        other = next((item for item in result if _is_listed_with(item, clause)), None)
        if other is None:
            result.append(clause)
        else:
            other.also.append(clause.exception)
            other.lines += clause.lines
    return result


def _is_listed_with(first: _Clause, last: _Clause) -> bool:
    """Whether one list can name both exceptions: without a condition, or raised again under the same ones."""
    if (first.sure, first.again, first.members) != (last.sure, last.again, last.members):
        return False
    if not first.conditions and not last.conditions:
        return not last.sure
    same = (first.conditions, first.where) == (last.conditions, last.where)
    return first.again and same and not (first.more or last.more)


def _sentences(group: subject.Group, clauses: Sequence[_Clause]) -> Iterator[ranking.Sentence]:
    """Two exceptions of the same members share a sentence where it stays short."""
    pending: tuple[_Clause, Spans] | None = None

    def made(text: Spans, *parts: _Clause) -> ranking.Sentence:
        who = tuple(member.name for member in parts[0].members)
        return ranking.Sentence(text, who, [line for part in parts for line in part.lines], parts[0].again)

    for clause in clauses:
        joined = (
            _continued(pending[1], clause)
            if pending is not None and _go_together(pending[0], clause)
            else None
        )
        if pending is not None and joined is not None:
            yield made(joined, pending[0], clause)
            pending = None
            continue
        if pending is not None:
            yield made(pending[1], pending[0])
        pending = (clause, _told(group, clause))
    if pending is not None:
        yield made(pending[1], pending[0])


def _go_together(first: _Clause, last: _Clause) -> bool:
    """Whether one sentence can tell both: the same members, with equal certainty."""
    return (
        first.members == last.members
        and first.sure == last.sure
        and not (first.again or last.again or first.more or last.more or first.where)
        and bool(first.conditions)
    )


def _continued(text: Spans, clause: _Clause) -> Spans | None:
    joined = fill("{first}, and {rest}", first=text, rest=_rest(clause))
    return joined if subject.fits(joined) and len(clause.conditions) == 1 else None


def _told(group: subject.Group, clause: _Clause) -> Spans:
    """One sentence; a list of the cases where it becomes too long."""
    whole = subject.clause(group, clause.members, _verb(clause), _rest(clause))
    if subject.fits(whole) or len(clause.conditions) < 2:
        return whole
    return subject.clause(group, clause.members, _verb(clause), _cases(clause))


def _verb(clause: _Clause) -> str:
    if clause.again:
        return "re-raises" if clause.sure else "can re-raise"
    if clause.sure and not clause.conditions:
        return "always raises"
    return "raises" if clause.sure else "can raise"


def _rest(clause: _Clause) -> Spans:
    if not clause.conditions:
        return join([clause.exception, *clause.also])
    message = "{exception} if {condition}" if clause.sure else "{exception}, if {condition}"
    named = join([clause.exception, *clause.also], "or")
    first = fill(message, exception=named, condition=clause.conditions[0])
    for condition in clause.conditions[1:]:
        first = fill("{first}, or if {condition}", first=first, condition=condition)
    first = when.explained(first, clause.where)
    if not clause.more:
        return first
    message = (
        "{first}, and can raise it in {count} other cases"
        if clause.more > 1
        else "{first}, and can raise it in another case"
    )
    return fill(message, first=first, count=document.Words(str(clause.more)))


def _cases(clause: _Clause) -> Spans:
    """`E` in 3 cases: A; B; C``."""
    listed = clause.conditions[0]
    for condition in clause.conditions[1:_MOST_CASES]:
        listed = fill("{first}; {next}", first=listed, next=condition)
    listed = when.explained(listed, clause.where)
    left = len(clause.conditions[_MOST_CASES:]) + clause.more
    if left:
        listed = fill("{first}; {count} more", first=listed, count=document.Words(str(left)))
    return fill(
        "{exception} in {count} cases: {cases}",
        exception=join([clause.exception, *clause.also], "or"),
        count=document.Words(str(len(clause.conditions) + clause.more)),
        cases=listed,
    )
