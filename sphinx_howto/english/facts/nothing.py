"""None: functions that return a value on one path and ``None`` on another."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

from sphinx_howto import document
from sphinx_howto.analysis import cases, falling, members, paths, raises, signatures, swallowed
from sphinx_howto.english.facts import subject, when
from sphinx_howto.english.phrase import Spans, fill, words

_MOST = 4


def tell(group: subject.Group) -> document.Step | None:
    """The bullet, or None."""
    sentences, lines = [], []
    for member in group.shown:
        special = member.node.name.startswith("__") and member.node.name != "__call__"
        if not special and _returns_value(member):
            for text, line in _cases(group, member):
                sentences.append(text)
                lines.append(line)
    if not sentences:
        return None
    return document.Step(words("None"), subject.cut(sentences, _MOST), subject.lines(lines))


def _returns_value(member: members.Member) -> bool:
    """Whether a function returns something else than ``None`` somewhere, and is not a generator or a stub."""
    if (
        signatures.is_generator(member.node)
        or raises.is_stub(member.scope, member.node)
        or member.role == "creation"
    ):
        return False
    return any(
        isinstance(item, ast.Return) and item.value is not None and not _is_none(item.value)
        for item in paths.own_nodes(member.node)
    )


def _is_none(node: ast.expr | None) -> bool:
    return node is None or (isinstance(node, ast.Constant) and node.value is None)


def _cases(group: subject.Group, member: members.Member) -> Iterator[tuple[Spans, tuple[int, int]]]:
    """One clause for each condition under which the result is ``None``; others are counted."""
    found: dict[tuple[bool, Spans], list[tuple[int, int]]] = {}
    for state, lines in _states(member):
        found.setdefault((state.sure and bool(state.clause), state.clause), []).append(lines)
    untold = found.pop((False, ()), [])
    last = len(found) - 1
    for index, ((sure, clause), lines_) in enumerate(found.items()):
        rest = fill("`None` if {condition}" if sure else "`None`, if {condition}", condition=clause)
        if untold and index == last:
            message = (
                "{rest}, and can return it in {count} other cases"
                if len(untold) > 1
                else "{rest}, and can return it in another case"
            )
            rest = fill(message, rest=rest, count=document.Words(str(len(untold))))
        verb = "returns" if sure else "can return"
        yield subject.clause(group, [member], verb, rest), subject.lines([*lines_, *untold])
    if untold and not found:
        yield subject.clause(group, [member], "can return", fill("`None`")), subject.lines(untold)


def _states(member: members.Member) -> Iterator[tuple[when.When, tuple[int, int]]]:
    """When the result is ``None``: by each ``return`` that says so, and at the end of the body."""
    # What handlers return is told with the exceptions that they catch
    told = {item.lines for item in swallowed.of(member) if item.ends == "return"}
    ways = [
        (paths.joined(path, inner), (statement.lineno, statement.end_lineno or statement.lineno))
        for statement, path in member.statements
        if isinstance(statement, ast.Return) and not _is_in(path, told)
        for inner in _nothings(statement.value)
    ]
    for path, indexes in cases.merged([path for path, _ in ways]):
        yield when.of(member.scope, path), subject.lines([ways[index][1] for index in indexes])
    last = member.node.body[-1]
    if falling.reaches_end(member.scope, member.node.body):
        end = when.of(member.scope, falling.end(member.node.body))
        lines = (last.lineno, last.end_lineno or last.lineno)
        yield end if end.clause else when.When(fill("it ends without a `return` statement"), False), lines


def _is_in(path: paths.Path, handlers: Collection[tuple[int, int]]) -> bool:
    """Whether a path leads through one of the handlers, given by their lines."""
    handler = path.handler[1] if path.handler is not None else None
    return handler is not None and (handler.lineno, handler.end_lineno or handler.lineno) in handlers


def _nothings(value: ast.expr | None) -> Iterator[paths.Path]:
    """Under which tests the value of a ``return`` is None."""
    if isinstance(value, ast.IfExp):
        for branch, negated in ((value.body, False), (value.orelse, True)):
            for inner in _nothings(branch):
                yield paths.joined(paths.Path((paths.Test(value.test, negated),)), inner)
    elif _is_none(value):
        yield paths.Path()
