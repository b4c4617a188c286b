"""Whether a test means the same at two places: its names and attributes are not set in between."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

from sphinx_howto.analysis.scope import FunctionScope

#: Methods that put something into their object, or take it out.
_FILLING = {
    "append", "extend", "insert", "add", "update", "appendleft", "pop", "popleft", "popitem", "remove",
    "discard", "clear", "setdefault",
}  # fmt: skip


def is_stable(scope: FunctionScope, test: ast.expr, known: Collection[str] = ()) -> bool:
    """Whether the names in a test, but the ``known``, mean what the caller gave: not bound before it."""
    for node in ast.walk(test):
        if isinstance(node, ast.Name) and node.id not in known and not _is_given(scope, node):
            return False
        if isinstance(node, ast.Attribute) and _is_assigned(scope, node):
            return False
        if isinstance(node, (ast.NamedExpr, ast.Await, ast.Yield)):
            return False
    return True


def has_replaced(scope: FunctionScope, node: ast.expr) -> bool:
    """Whether an expression reads a parameter that may have another value by then."""
    names = (item for item in ast.walk(node) if isinstance(item, ast.Name) and item.id in scope.parameters)
    return not all(_is_given(scope, name) for name in names)


def _is_given(scope: FunctionScope, node: ast.Name) -> bool:
    if node.id in scope.parameters:
        return all(
            getattr(binding, "lineno", 0) >= node.lineno for _, binding in scope.bindings.get(node.id, [])
        )
    return not scope.is_local(node.id)


def _is_assigned(scope: FunctionScope, node: ast.Attribute) -> bool:
    """Whether an attribute of a name is set or filled before it is used."""
    if not isinstance(node.value, ast.Name):
        return False
    if scope.function is None:
        return scope.is_receiver(node.value)
    return any(line < node.lineno for line in _changed(scope.function, node))


def is_changed_between(scope: FunctionScope, test: ast.expr, line: int) -> bool:
    """Whether an attribute in a test is set or filled after the test and before ``line``."""
    return scope.function is not None and any(
        test.lineno < changed < line
        for node in ast.walk(test)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        for changed in _changed(scope.function, node)
    )


def _changed(function: ast.AST, node: ast.Attribute) -> Iterator[int]:
    """The lines on which a function sets an attribute of a name, or changes it in place and goes on."""
    returns = [item for item in ast.walk(function) if isinstance(item, ast.Return)]
    left = {id(inner) for item in returns for inner in ast.walk(item)}
    for item in ast.walk(function):
        target = item.func if isinstance(item, ast.Call) else item
        inside = target.value if isinstance(target, (ast.Attribute, ast.Subscript)) else None
        if isinstance(item, ast.Call):
            is_change = isinstance(target, ast.Attribute) and target.attr in _FILLING and id(item) not in left
            changed = inside if is_change else None
        elif isinstance(item, (ast.Attribute, ast.Subscript)) and isinstance(item.ctx, (ast.Store, ast.Del)):
            changed = item if isinstance(item, ast.Attribute) else inside
        else:
            continue
        if _is_same(changed, node):
            yield item.lineno


def _is_same(one: ast.expr | None, other: ast.Attribute) -> bool:
    """Whether both are the same attribute of the same name."""
    return (
        isinstance(one, ast.Attribute)
        and one.attr == other.attr
        and isinstance(one.value, ast.Name)
        and isinstance(other.value, ast.Name)
        and one.value.id == other.value.id
    )
