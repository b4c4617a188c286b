"""Expressions with the texts in the place of the constants that stand for them."""

from __future__ import annotations

import ast
import copy

from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import secrets


def put(scope: FunctionScope, node: ast.expr) -> ast.expr:
    """An argument with constants of the module and the class, and in f-strings too, as their texts."""
    return _Constants(scope).visit(copy.deepcopy(node))  # type: ignore[no-any-return]


class _Constants(ast.NodeTransformer):
    """Puts literal texts in the place of names that stand for them."""

    def __init__(self, scope: FunctionScope) -> None:
        self._scope = scope

    def _text(self, node: ast.expr) -> ast.expr:
        value = self._scope.constant(node)
        if not isinstance(value, ast.Constant) or not isinstance(value.value, str):
            return node
        name = node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")
        return node if secrets.hidden_for(name, value) else ast.copy_location(ast.Constant(value.value), node)

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self._text(node)

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        return self._text(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.expr:
        parts: list[ast.expr] = []
        for item in node.values:
            inner: ast.expr = item
            if isinstance(item, ast.FormattedValue) and item.conversion == -1 and item.format_spec is None:
                inner = self._text(item.value)
            part = inner if isinstance(inner, ast.Constant) else item
            if isinstance(part, ast.Constant) and parts and isinstance(parts[-1], ast.Constant):
                parts[-1] = ast.Constant(f"{parts[-1].value!s}{part.value!s}")
            else:
                parts.append(part)
        if len(parts) == 1 and isinstance(parts[0], ast.Constant):
            return ast.copy_location(parts[0], node)
        return ast.copy_location(ast.JoinedStr(parts), node)
