"""Types: enumerations and literals that arguments and fields take, and the aliases of a module."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import kinds, raises, signatures
from sphinx_howto.analysis.scope import ClassScope, FunctionScope, ModuleScope
from sphinx_howto.english import operands
from sphinx_howto.english.facts import subject
from sphinx_howto.english.phrase import Spans, code, fill, join, words

_MOST = 6
_MOST_VALUES = 8


def tell(group: subject.Group) -> document.Step | None:
    """The bullet, or None."""
    sentences: dict[str, tuple[Spans, tuple[int, int]]] = {}
    if group.scope.owner is None and not group.alone:
        for name, text, line in _aliases(group.scope.module):
            sentences.setdefault(name, (text, line))
    for name, scope, annotation in _annotated(group):
        found = _values(scope, name, annotation)
        if found is not None:
            sentences.setdefault(
                f"{name} {quoting.source(annotation)}",
                (found, (annotation.lineno, annotation.end_lineno or annotation.lineno)),
            )
    if not sentences:
        return None
    return document.Step(
        words("Types"),
        subject.cut([text for text, _ in sentences.values()], _MOST),
        subject.lines([line for _, line in sentences.values()]),
    )


def _aliases(scope: ModuleScope) -> Iterator[tuple[str, Spans, tuple[int, int]]]:
    for name in scope.constants:
        value = scope.alias(name)
        if value is None or name.startswith("_") or not _is_type(scope, value):
            continue
        yield (
            name,
            fill("{name} stands for {type}", name=code(name), type=code(quoting.short(value))),
            (value.lineno, value.end_lineno or value.lineno),
        )


def _is_type(scope: ModuleScope, node: ast.expr) -> bool:
    """Whether an expression at module level is made of types only: ``tuple[int, int]``, ``str | None``."""
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.BitOr) and _is_type(scope, node.left) and _is_type(scope, node.right)
    if isinstance(node, ast.Subscript):
        path = scope.dotted(node.value) or ""
        return path in {"tuple", "list", "dict", "set", "frozenset", "type"} or path.startswith(
            ("typing.", "collections.abc.", "typing_extensions.")
        )
    if isinstance(node, ast.Constant):
        return node.value is None
    named = scope.dotted(node) if isinstance(node, (ast.Name, ast.Attribute)) else None
    return named is not None and (
        named in {"str", "int", "float", "bool", "bytes"} or named.rpartition(".")[2][:1].isupper()
    )


def _annotated(group: subject.Group) -> Iterator[tuple[str, FunctionScope, ast.expr]]:
    """(name, scope, annotation) of the fields of the class and the parameters of the functions."""
    owner = group.scope.owner
    if owner is not None and not group.alone:
        for field in kinds.of(owner).fields:
            if field.annotation is not None:
                yield field.name, group.scope, field.annotation
    for member in group.shown:
        for item in signatures.parameters(member.scope, member.node):
            if item.annotation is not None and not item.kind.startswith("*"):
                yield item.name, member.scope, item.annotation


def _values(scope: FunctionScope, name: str, annotation: ast.expr) -> Spans | None:
    """The members of an enumeration or the values of a ``Literal``."""
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        try:
            annotation = ast.parse(annotation.value, mode="eval").body
        except SyntaxError:
            return None
    if isinstance(annotation, ast.Subscript):
        if scope.module.dotted(annotation.value) not in {"typing.Literal", "typing_extensions.Literal"}:
            return None
        items = annotation.slice.elts if isinstance(annotation.slice, ast.Tuple) else [annotation.slice]
        shown = [operands.quote(scope, item) for item in items]
        return (
            fill("{name} takes {values}", name=code(name), values=join(shown, "or"))
            if len(shown) <= _MOST_VALUES
            else None
        )
    path = scope.module.dotted(annotation) if isinstance(annotation, (ast.Name, ast.Attribute)) else None
    found = raises.class_of(scope, path) if path is not None and scope.same_project(path) else None
    if found is None or kinds.of(found).name != "enumeration":
        return None
    return _members(name, annotation, found)


def _members(name: str, annotation: ast.expr, found: ClassScope) -> Spans | None:
    every = kinds.of(found).enum_members
    inner = FunctionScope(found.module, None, found)
    shown = []
    for member, value in every[:_MOST_VALUES]:
        named = code(f"{found.node.name}.{member}")
        shown.append(
            fill("{member} ({value})", member=named, value=operands.quote(inner, value))
            if isinstance(value, ast.Constant)
            else named
        )
    if not shown:
        return None
    if len(every) > _MOST_VALUES:
        shown.append(fill("{count} more", count=document.Words(str(len(every) - _MOST_VALUES))))
    return fill(
        "{name} is a {type}: {members}",
        name=code(name),
        type=code(quoting.source(annotation)),
        members=join(shown, "or"),
    )
