"""Transaction: which functions commit and roll back."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import effects, members, paths
from sphinx_howto.english.facts import effects as wording
from sphinx_howto.english.facts import given, subject, when
from sphinx_howto.english.phrase import Spans, code, fill, length, paragraph

#: A longer condition is left to the steps.
_LONGEST = 12


#: Types whose ``with`` block is a transaction.
_CONNECTIONS = {"sqlite3.Connection", "psycopg2.extensions.connection", "psycopg.Connection"}


def tell(group: subject.Group) -> document.Step | None:
    """Which functions commit and roll back, and that no other does where that is so."""
    every = [(member, effect) for member in group.reached for effect in effects.everything(member)]
    blocks = list(_blocks(group))
    told_of = wording.step(
        group, "Transaction", [item for item in every if wording.is_transaction(item[1])], blocks
    )
    owner = group.scope.owner
    if told_of is None or owner is None or group.alone or blocks or not _commits_alone(group, every):
        return told_of
    return replace(told_of, text=paragraph([told_of.text, fill("no other method commits")]))


def _blocks(group: subject.Group) -> Iterator[tuple[Spans, tuple[int, int]]]:
    """The ``with`` blocks of connections: each is a transaction of its own."""
    found: dict[Spans, list[tuple[members.Member, tuple[int, int]]]] = {}
    for member in group.reached:
        for statement, path in member.statements:
            for node in _connections(member, statement):
                text = fill(
                    "runs a transaction of {connection}: committed at the end of its `with` block, rolled "
                    "back after an exception",
                    connection=code(quoting.source(node)),
                )
                text = _when(member, path, text)
                lines = statement.lineno, statement.end_lineno or statement.lineno
                found.setdefault(text, []).append((member, lines))
    for text, uses in found.items():
        who = list(dict.fromkeys(member for member, _ in uses))
        yield subject.sentence(group, text, who), subject.lines([lines for _, lines in uses])


def _connections(member: members.Member, statement: ast.stmt) -> Iterator[ast.expr]:
    """The connections whose blocks a statement opens."""
    if not isinstance(statement, (ast.With, ast.AsyncWith)):
        return
    for item in statement.items:
        known = member.scope.type_of(item.context_expr)
        if known is not None and known.name in _CONNECTIONS and not _only_closes(member, item.context_expr):
            yield item.context_expr


def _only_closes(member: members.Member, node: ast.expr) -> bool:
    """Whether a connection is one to MySQL, whose block closes it and commits nothing."""
    scope = member.scope
    made = given.assigned(scope, node) if isinstance(node, ast.Name) else node
    if isinstance(made, ast.Attribute) and scope.owner is not None and scope.is_receiver(made.value):
        values = [value for value, _ in scope.owner.assignments.get(made.attr, ())]
        made = values[0] if len(values) == 1 else made
    path = scope.dotted(made.func) if isinstance(made, ast.Call) else None
    return (path or "").split(".")[0] in {"pymysql", "mysql", "MySQLdb", "mariadb"}


def _when(member: members.Member, path: paths.Path, text: Spans) -> Spans:
    state = when.of(member.scope, path)
    if not state.clause or length(state.clause) > _LONGEST:
        return text
    message = "{action}, if {condition}" if state.sure else "{action}, only if {condition}"
    return fill(message, action=text, condition=state.clause)


def _commits_alone(group: subject.Group, every: Sequence[tuple[members.Member, effects.Effect]]) -> bool:
    """Whether other methods use the database, and no code of the class names another ``commit``."""
    owner = group.scope.owner
    assert owner is not None
    committing = [
        item for item in ast.walk(owner.node) if isinstance(item, ast.Attribute) and item.attr == "commit"
    ]
    known = [(member, effect) for member, effect in every if effect.match.entry.name.endswith(".commit")]
    enders = {member.name for member, effect in every if wording.is_transaction(effect)}
    users = {member.name for member, effect in every if effect.kind == "database"} - enders
    return bool(known) and len(committing) == len(known) and bool(users)
