"""Parameters that a function takes and never reads, and fields that no method of a dataclass reads."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sphinx_howto.analysis import kinds, members, raises, signatures
from sphinx_howto.analysis.scope import ClassScope

#: Calls that may read any local by name.
_READ_ALL = {"locals", "vars", "eval", "exec", "globals", "dir"}
_READ_FIELDS = {"asdict", "astuple", "fields", "replace", "vars", "getattr", "__dict__"}


def parameters(member: members.Member) -> tuple[str, ...]:
    """The parameters that no code of the body reads; () where the body is a stub or may read any name."""
    node = member.node
    if (
        raises.is_stub(member.scope, node)
        or _is_trivial(node, member.scope.owner is not None)
        or (node.name.startswith("__") and node.name not in {"__init__", "__call__"})
    ):
        return ()
    if any(_is_overload(item) for item in node.decorator_list):
        return ()
    read = set()
    for item in ast.walk(node):
        if isinstance(item, ast.Name):
            if item.id in _READ_ALL:
                return ()
            if not isinstance(item.ctx, ast.Store):
                read.add(item.id)
        elif isinstance(item, (ast.Nonlocal, ast.Global)):
            read.update(item.names)
    return tuple(
        item.name
        for item in signatures.parameters(member.scope, node)
        if item.name not in read and not item.name.startswith("_") and item.name not in {"self", "cls"}
    )


def _is_trivial(node: ast.FunctionDef | ast.AsyncFunctionDef, is_method: bool) -> bool:
    """Whether the body only returns or raises: a default that subclasses or callers replace."""
    hooks = (ast.Constant, ast.Name) if is_method else (ast.Constant,)
    body = [
        item
        for item in node.body
        if not (isinstance(item, ast.Expr) and isinstance(item.value, ast.Constant))
    ]
    return len(body) <= 1 and all(
        isinstance(item, (ast.Pass, ast.Raise))
        or (isinstance(item, ast.Return) and (item.value is None or isinstance(item.value, hooks)))
        for item in body
    )


def _is_overload(node: ast.expr) -> bool:
    return isinstance(node, (ast.Name, ast.Attribute)) and ast.unparse(node).endswith("overload")


def fields(scope: ClassScope, kind: kinds.Kind) -> tuple[str, ...]:
    """The fields of a dataclass that no code in its body reads; () where that cannot be told."""
    if (
        kind.name not in {"dataclass", "attrs class"}
        or sum(1 for name in scope.methods if not name.startswith("__")) < 2
    ):
        return ()
    read = set(_attributes(scope.node))
    if read & _READ_FIELDS or any(name in _READ_ALL for name in read):
        return ()
    return tuple(
        field.name for field in kind.fields if field.name not in read and field.name in scope.annotations
    )


def _attributes(node: ast.ClassDef) -> Iterator[str]:
    for item in ast.walk(node):
        if isinstance(item, ast.Attribute) and not isinstance(item.ctx, ast.Store):
            yield item.attr
        elif isinstance(item, ast.Name):
            yield item.id if item.id in _READ_FIELDS | _READ_ALL else ""
