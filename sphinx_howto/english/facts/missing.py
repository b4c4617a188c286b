"""Errors of what is not there, in words: `data` lacks the key `"name"`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sphinx_howto import document
from sphinx_howto.analysis import members, missing
from sphinx_howto.english import operands
from sphinx_howto.english.facts import ranking, subject
from sphinx_howto.english.phrase import Spans, code, fill, join

#: So many keys are named.
_MOST = 4
#: Kind -> when it raises.
_WORDS: dict[missing.Kind, str] = {
    "key": "{whole} lacks the key {parts}",
    "entry": "{parts} is not a key of {whole}",
    "answer": "the JSON answer lacks the key {parts}",
    "integer": "{whole} cannot be read as an integer",
    "number": "{whole} cannot be read as a number",
    "row": "the query finds no row",
    "attribute": "{whole} has no attribute that {parts} names",
    "match": "{whole} finds nothing",
    "first": "{whole} finds nothing",
    "next": "{whole} has no item left",
    "removed": "`AttributeError`, as {whole} has no {parts}",
}


def tell(group: subject.Group) -> Iterator[ranking.Sentence]:
    """``f` raises `KeyError` if `data` lacks the key `"a"```, for all that a function takes for granted."""
    for member in group.given:
        if member.role not in {"private", "property"}:
            yield from _of(group, member)


def _of(group: subject.Group, member: members.Member) -> Iterator[ranking.Sentence]:
    groups: dict[tuple[missing.Kind, str], list[missing.Missing]] = {}
    for item in missing.of(member):
        whole = "" if item.kind in {"answer", "row"} else ast.unparse(item.whole)
        groups.setdefault((item.kind, whole), []).append(item)
    for (kind, _), found in groups.items():
        sure = any(item.path.always for item in found)
        verb = "raises" if sure else "can raise"
        text = subject.clause(group, [member], verb, _rest(member, kind, found, sure))
        lines = [item.lines for item in found]
        yield ranking.Sentence(text, (member.name,), lines, True, (code(found[0].exception),))


def _rest(member: members.Member, kind: missing.Kind, found: list[missing.Missing], sure: bool) -> Spans:
    whole = operands.quote(member.scope, found[0].whole)
    parts = list(dict.fromkeys(_part(member, item.part) for item in found if item.part is not None))
    shown = parts[:_MOST]
    if len(parts) > _MOST:
        left = len(parts) - _MOST
        message = "{count} others" if left > 1 else "another one"
        shown.append(fill(message, count=document.Words(str(left))))
    condition = fill(_WORDS[kind], whole=whole, parts=join(shown, "or") if shown else ())
    if kind == "removed":
        return condition
    message = "{exception} if {condition}" if sure else "{exception}, if {condition}"
    return fill(message, exception=code(found[0].exception), condition=condition)


def _part(member: members.Member, node: ast.expr) -> Spans:
    return operands.quote(member.scope, node)
