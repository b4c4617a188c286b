"""Raises: which exceptions leave the public functions, and when."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sphinx_howto import document
from sphinx_howto.analysis import cases, members, paths, raises
from sphinx_howto.english import operands
from sphinx_howto.english.facts import (
    clauses,
    exceptions,
    given,
    guarding,
    leading,
    messages,
    missing,
    passing,
    ranking,
    standing,
    subject,
    undefined_names,
    when,
)
from sphinx_howto.english.phrase import Spans, code, fill, join, length, words

_MOST = 8
#: A longer condition, or one with more names to explain, says less than the text of the exception.
_LONGEST = 12
#: The same for a condition that is enough.
_LONGEST_WHOLE = 20
#: The same for a text that says little.
_LONGEST_INSTEAD = 25
#: A condition of more words is told by its last test.
_MOST_WORDS = 30
#: Of so many functions what is left out is named.
_MOST_LEFT = 6


def tell(group: subject.Group) -> document.Step | None:
    """The bullet, or None."""
    found = [clause for member in group.given for clause in _member(member)]
    merged = _merged(found)
    explained = standing.Given()
    for clause in merged:
        clause.where = list(explained.add(clause.members[0].scope, clause.where))
    sentences = [
        *undefined_names.tell(group),
        *_sentences(group, merged),
        *passing.tell(group),
        *missing.tell(group),
    ]
    if not sentences:
        return None
    lines = [line for item in sentences for line in item.lines]
    related = [ranking.Sentence(text, (), [], True) for text in _related(merged)]
    ranked = ranking.ranked([*sentences, *related], _MOST)
    told = subject.cut(
        [item.text for item in ranked], _MOST, roomy=True, rest=lambda left: _rest(group, ranked, left)
    )
    return document.Step(words("Raises"), told, subject.lines(lines))


def _rest(group: subject.Group, found: Sequence[ranking.Sentence], left: int) -> list[Spans]:
    """The exceptions of the last sentences, which have no room, by function; [] where they are many."""
    named: dict[str, dict[Spans, None]] = {}
    before, after = found[: len(found) - left], found[len(found) - left :]
    shown = {(member, name) for item in before for member in item.members for name in item.exceptions}
    for item in after:
        for member in item.members:
            fresh = [name for name in item.exceptions if (member, name) not in shown]
            named.setdefault(member, {}).update(dict.fromkeys(fresh))
    if len(named) > _MOST_LEFT or not all(item.exceptions for item in after):
        return []
    known = {member for item in before for member in item.members}
    verbs = {name: _ALSO[group.alone, name in known] for name in named}
    return [
        fill(verbs[name], name=code(name), exceptions=join(list(items)))
        for name, items in named.items()
        if items
    ]


#: Whether there is one function, and whether it has been told of -> what is left out.
_ALSO = {
    (True, True): "can also raise {exceptions}",
    (True, False): "can raise {exceptions}",
    (False, True): "{name} can also raise {exceptions}",
    (False, False): "{name} can raise {exceptions}",
}


def _related(found: Sequence[clauses.Clause]) -> Iterator[Spans]:
    """Which of the exceptions are subclasses of others: one handler is enough for both."""
    seen: set[str] = set()
    scopes = {clause.name: (clause.members[0].scope, clause.exception) for clause in found}
    for name, (scope, shown) in scopes.items():
        own = raises.class_of(scope, name)
        if own is None or not scope.same_project(name) or name in seen:
            continue
        for base, (_, parent) in scopes.items():
            if base != name and raises.is_builtin(base) is False and raises.catches(scope, base, name):
                seen.add(name)
                yield fill("{child} is a subclass of {parent}", child=shown, parent=parent)
                break


def _member(member: members.Member) -> list[clauses.Clause]:
    found: list[clauses.Clause] = []
    every = [item for item in raises.of(member) if item.again or item.dotted not in passing.LEFT_TO_OTHERS]
    for item, lines in _joined(every):
        clause = _clause(item, lines)
        same = [other for other in found if _is_of_kind(other, clause)]
        if not same:
            found.append(clause)
            continue
        _add(same[0], clause)
        same[0].lines += lines
    return _without_vague(found)


def _add(first: clauses.Clause, more: clauses.Clause) -> None:
    """Give a clause the conditions of another one of its kind."""
    for condition, text in zip(more.conditions, more.texts, strict=True):
        if condition not in first.conditions:
            first.conditions.append(condition)
            first.texts.append(text)
    first.where += [part for part in more.where if part not in first.where]
    first.messages += [part for part in more.messages if part not in first.messages]


def _is_of_kind(one: clauses.Clause, other: clauses.Clause) -> bool:
    """Whether both are the same exception, told in the same way."""
    return (
        (one.exception, one.sure, one.again, one.sources)
        == (other.exception, other.sure, other.again, other.sources)
        and bool(one.conditions) == bool(other.conditions)
        and bool(one.messages) == bool(other.messages)
    )


def _clause(item: raises.Raised, lines: list[tuple[int, int]]) -> clauses.Clause:
    """One exception with its condition, or with its text where that says more."""
    state = _when(item)
    scope = item.member.scope
    given_text = item.made if item.asserted else messages.of_call(scope, item.made)
    text = messages.shown(scope, given_text)
    longest = _LONGEST_WHOLE if state.sure else _LONGEST
    if messages.is_poor(given_text):
        longest = _LONGEST_INSTEAD
    as_text = text and not item.again and (_is_long(state, longest) or _is_unclear(item, state))
    if as_text:
        state = when.When((), False)
    elif length(state.clause) > _MOST_WORDS:
        state = _shortened(item, state)
    clause = clauses.Clause(
        exceptions.raised(item),
        item.dotted,
        state.sure,
        item.again,
        [state.bare] if state.clause else [],
        list(state.where),
        [item.member],
        lines,
        [text] if as_text else [],
        [text] if state.clause else [],
    )
    handler = item.path.handler
    named = handler is not None and leading.has_culprit(scope, handler[0])
    if item.again and handler is not None and not named and item.dotted not in _FROM_OUTSIDE:
        clause.sources = guarding.sources(scope, handler[0], [item.dotted])
    return clause


def _shortened(item: raises.Raised, state: when.When) -> when.When:
    """A long condition by its last test alone, where that is shorter; without what its names stand for."""
    last = when.innermost(item.member.scope, item.path) if item.match is None else ()
    if last and length(last) <= _MOST_WORDS:
        return when.When(last, False, False, last)
    return replace(state, clause=state.bare, where=())


def _is_long(state: when.When, longest: int) -> bool:
    """Whether a condition is missing, or takes more words than a reader follows."""
    if state.always:
        return False
    return (
        not state.clause
        or length(state.clause) > longest
        or (longest < _LONGEST_INSTEAD and len(state.where) > 1)
    )


def _is_unclear(item: raises.Raised, state: when.When) -> bool:
    """Whether a condition speaks of locals that it does not explain, or of one of many calls."""
    scope, handler = item.member.scope, item.path.handler
    if handler is not None and not leading.is_named(scope, *handler):
        return True
    uses = [use for test in item.path.tests for use in ast.walk(test.node) if isinstance(use, ast.Name)]
    if any(given.is_rebound(scope, use) for use in uses):
        return True
    if item.member.role == "creation" and any(use.id == scope.receiver for use in uses):
        return True
    explained = {where[0].text for where in state.where}
    names = {
        name
        for span in state.bare
        if isinstance(span, document.Code) and not span.text.startswith(('"', "'"))
        for name in _NAME.findall(span.text)
    }
    return any(given.is_own(scope, name) for name in names - explained)


#: What comes from the user, or from who runs the program.
_FROM_OUTSIDE = {"KeyboardInterrupt", "SystemExit", "asyncio.CancelledError", "GeneratorExit"}
#: A name that is no attribute and no keyword.
_NAME = re.compile(r"(?<![\w.\"'])[A-Za-z_]\w*(?!\w|=[^=])")


def _joined(found: Sequence[raises.Raised]) -> Iterator[tuple[raises.Raised, list[tuple[int, int]]]]:
    """The exceptions, those made one that several branches raise, each with all its lines."""
    groups: dict[tuple[str, bool, int], list[raises.Raised]] = {}
    for index, item in enumerate(found):
        known = index if item.match is not None else -2 if item.asserted else -1
        groups.setdefault((item.dotted, item.again, known), []).append(item)
    for group in groups.values():
        for path, indexes in cases.merged([item.path for item in group]):
            lines = [group[index].lines for index in indexes]
            first = group[indexes[0]]
            # Of several places none has the text of all
            yield replace(first, path=path, made=first.made if len(indexes) == 1 else None), lines


def _without_vague(found: list[clauses.Clause]) -> list[clauses.Clause]:
    """Cases without a condition are counted where another clause names their exception."""
    telling = {clause.name: clause for clause in reversed(found) if not clause.is_vague}
    result: list[clauses.Clause] = []
    for clause in found:
        if clause.is_vague and clause.name in telling:
            telling[clause.name].more += len(clause.lines)
        elif not clause.is_vague or clause.name not in {other.name for other in result}:
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


def _merged(found: Sequence[clauses.Clause]) -> list[clauses.Clause]:
    """Equal clauses of several members made one, then exceptions without a condition listed together."""
    result: list[clauses.Clause] = []
    for clause in found:
        other = next((item for item in result if _alike(item, clause)), None)
        if other is None:
            result.append(clause)
            continue
        other.members += [member for member in clause.members if member not in other.members]
        other.lines += clause.lines
    return _listed(result)


def _alike(first: clauses.Clause, last: clauses.Clause) -> bool:
    return (first.name, first.told) == (last.name, last.told)


def _listed(found: Sequence[clauses.Clause]) -> list[clauses.Clause]:
    result: list[clauses.Clause] = []
    for clause in found:
        other = next((item for item in result if _is_listed_with(item, clause)), None)
        if other is None:
            result.append(clause)
        else:
            other.also.append(clause.exception)
            other.lines += clause.lines
    return result


def _is_listed_with(first: clauses.Clause, last: clauses.Clause) -> bool:
    """Whether one list can name both exceptions: without a condition, or raised again under the same ones."""
    if (first.sure, first.again, first.members) != (last.sure, last.again, last.members):
        return False
    if first.messages or last.messages or first.sources != last.sources:
        return False
    if not first.conditions and not last.conditions:
        return not last.sure
    same = (first.conditions, first.where) == (last.conditions, last.where)
    return first.again and same and not (first.more or last.more)


def _sentences(group: subject.Group, found: Sequence[clauses.Clause]) -> Iterator[ranking.Sentence]:
    """Two exceptions of the same members share a sentence where it stays short."""
    pending: tuple[clauses.Clause, Spans] | None = None

    def made(text: Spans, *parts: clauses.Clause) -> ranking.Sentence:
        who = tuple(member.name for member in parts[0].members)
        lines = [line for part in parts for line in part.lines]
        names = tuple(name for part in parts for name in (part.exception, *part.also))
        return ranking.Sentence(text, who, lines, parts[0].again, names)

    for clause in found:
        joined = (
            clauses.continued(pending[1], clause)
            if pending is not None and clauses.go_together(pending[0], clause)
            else None
        )
        if pending is not None and joined is not None:
            yield made(joined, pending[0], clause)
            pending = None
            continue
        if pending is not None:
            yield made(pending[1], pending[0])
        pending = (clause, clauses.sentence(group, clause))
    if pending is not None:
        yield made(pending[1], pending[0])
