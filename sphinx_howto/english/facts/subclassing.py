"""Subclass: what a subclass must define."""

from __future__ import annotations

from sphinx_howto import document
from sphinx_howto.analysis import kinds, members, raises, signatures
from sphinx_howto.analysis.scope import ClassScope, FunctionScope
from sphinx_howto.english.calling import forms
from sphinx_howto.english.facts import subject
from sphinx_howto.english.phrase import Spans, code, fill, join, words

_MOST = 8


def tell(group: subject.Group) -> document.Step | None:
    """The bullet, or None: abstract methods, and methods that only raise ``NotImplementedError``."""
    owner = group.scope.owner
    if owner is None or group.alone:
        return _alone(group)
    clauses, lines = [], []
    kind = kinds.of(owner)
    if kind.abstract and kind.name != "protocol":
        shown = [_form(scope, node) for scope, node in kind.abstract[:_MOST]]
        if len(kind.abstract) > _MOST:
            shown.append(fill("{count} more", count=document.Words(str(len(kind.abstract) - _MOST))))
        clauses.append(
            fill(
                "a subclass must define {methods}; creating an instance without it raises `TypeError`"
                if len(shown) == 1
                else "a subclass must define {methods}; creating an instance without them raises `TypeError`",
                methods=join(shown),
            )
        )
        lines += [(node.lineno, node.end_lineno or node.lineno) for _, node in kind.abstract]
    open_ = [member for member in group.shown if _is_open(member)]
    if open_:
        shown = [code(member.name) for member in open_[:_MOST]]
        if len(open_) > _MOST:
            shown.append(fill("{count} more", count=document.Words(str(len(open_) - _MOST))))
        clauses.append(
            fill(
                "{methods} raises `NotImplementedError` unless a subclass defines it"
                if len(shown) == 1
                else "{methods} raise `NotImplementedError` unless a subclass defines them",
                methods=join(shown),
            )
        )
        lines += [member.lines for member in open_]
    if not clauses:
        return None
    return document.Step(words("Subclass"), subject.cut(clauses, _MOST), subject.lines(lines))


def _alone(group: subject.Group) -> document.Step | None:
    member = group.shown[0] if group.alone else None
    if member is None or group.scope.owner is None or not _is_open(member):
        return None
    clause = fill("raises `NotImplementedError` unless a subclass defines it")
    return document.Step(words("Subclass"), subject.cut([clause], _MOST), member.lines)


def _is_open(member: members.Member) -> bool:
    return (
        raises.raises_not_implemented(member.scope, member.node)
        and not signatures.is_abstract(member.scope, member.node)
        and member.scope.owner is not None
    )


def _form(owner: ClassScope, node: kinds.Method) -> Spans:
    scope = FunctionScope(owner.module, node, owner)
    if "property" in signatures.kind(scope, node):
        return fill("the property {name}", name=code(node.name))
    return code(forms.call_form(node, scope, node.name))
