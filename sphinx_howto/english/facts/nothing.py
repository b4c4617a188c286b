"""None: functions that return a value on one path and ``None`` on another."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sphinx_howto import document
from sphinx_howto.analysis import members, paths, raises, signatures
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
    """One clause for each condition under which the result is ``None``."""
    found: dict[tuple[bool, Spans], list[tuple[int, int]]] = {}
    body = member.node.body
    for statement, path in member.statements:
        if isinstance(statement, ast.Return) and _is_none(statement.value):
            lines = (statement.lineno, statement.end_lineno or statement.lineno)
            state = when.of(member.scope, path)
            found.setdefault((state.sure and bool(state.clause), state.clause), []).append(lines)
    loop = _searched(body)
    if loop is not None:
        found.setdefault((True, when.exhausted(member.scope, loop)), []).append(
            (loop.lineno, loop.end_lineno or loop.lineno)
        )
    elif _ends_open(body):
        found.setdefault((False, fill("it ends without a `return` statement")), []).append(member.lines)
    if any(clause for _, clause in found):
        found.pop((False, ()), None)
    for (sure, clause), lines_ in found.items():
        verbs = "returns" if sure else "can return"
        rest = (
            fill("`None` if {condition}" if sure else "`None`, if {condition}", condition=clause)
            if clause
            else fill("`None`")
        )
        yield subject.clause(group, [member], verbs, rest), subject.lines(lines_)


def _searched(body: list[ast.stmt]) -> ast.For | ast.AsyncFor | None:
    """The loop that ends a body and that is left by ``return`` alone; None if there is another way."""
    last = body[-1] if body else None
    if not isinstance(last, (ast.For, ast.AsyncFor)) or last.orelse or any(map(paths.may_jump, body[:-1])):
        return None
    own = list(paths.own_nodes(last))
    returns = any(isinstance(item, ast.Return) for item in own)
    return last if returns and not any(isinstance(item, ast.Break) for item in own) else None


def _ends_open(body: list[ast.stmt]) -> bool:
    """Whether the end of a body can be reached: no call that may never return stands last."""
    last = body[-1]
    if isinstance(last, ast.If):
        return not last.orelse or _ends_open(last.body) or _ends_open(last.orelse)
    if isinstance(last, (ast.For, ast.AsyncFor)):
        return not last.orelse
    return isinstance(last, (ast.Assign, ast.AugAssign, ast.Pass))
