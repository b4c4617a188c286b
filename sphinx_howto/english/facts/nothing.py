"""None: functions that return a value on one path and ``None`` on another."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sphinx_howto import document
from sphinx_howto.analysis import members, paths, raises, signatures
from sphinx_howto.english.facts import subject, when
from sphinx_howto.english.phrase import Spans, fill, words

_MOST = 6


def tell(group: subject.Group) -> document.Step | None:
    """The bullet, or None."""
    sentences, lines = [], []
    for member in group.shown:
        if _returns_value(member):
            for text, line in _cases(group, member):
                sentences.append(text)
                lines.append(line)
    if not sentences:
        return None
    return document.Step(words("None"), subject.cut(sentences, _MOST), subject.lines(lines))


def _returns_value(member: members.Member) -> bool:
    """Whether a function returns something else than ``None`` somewhere, and is not a generator or a stub."""
    if signatures.is_generator(member.node) or raises.is_stub(member.scope, member.node) or member.role == "creation":
        return False
    return any(isinstance(item, ast.Return) and item.value is not None and not _is_none(item.value)
               for item in paths.own_nodes(member.node))


def _is_none(node: ast.expr | None) -> bool:
    return node is None or isinstance(node, ast.Constant) and node.value is None


def _cases(group: subject.Group, member: members.Member) -> Iterator[tuple[Spans, tuple[int, int]]]:
    conditions: dict[bool, list[Spans]] = {}
    lines = []
    for statement, path in paths.statements(member.node.body):
        if isinstance(statement, ast.Return) and _is_none(statement.value):
            lines.append((statement.lineno, statement.end_lineno or statement.lineno))
            state = when.of(member.scope, path)
            if state.always:
                continue
            conditions.setdefault(state.sure and bool(state.clause), []).append(state.clause)
    for sure, clauses in conditions.items():
        known = [clause for clause in dict.fromkeys(clauses) if clause]
        for clause in known:
            rest = fill("`None` if {condition}" if sure else "`None`, if {condition}", condition=clause)
            yield subject.clause(group, [member], ("returns", "return") if sure else ("can return", "can return"), rest), \
                subject.lines(lines)
        if not known and not sure:
            yield subject.clause(group, [member], ("can return", "can return"), fill("`None`")), subject.lines(lines)
    if not conditions and _ends_open(member.node.body):
        rest = fill("`None` where it ends without a `return` statement")
        yield subject.clause(group, [member], ("returns", "return"), rest), member.lines


def _ends_open(body: list[ast.stmt]) -> bool:
    """Whether the end of a body is provably reached on some path: no call that may never return stands last."""
    last = body[-1]
    if isinstance(last, ast.If):
        return not last.orelse or _ends_open(last.body) or _ends_open(last.orelse)
    if isinstance(last, (ast.For, ast.AsyncFor)):
        return not last.orelse
    return isinstance(last, (ast.Assign, ast.AugAssign, ast.Pass))
