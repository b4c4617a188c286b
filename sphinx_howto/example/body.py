"""A function body to walk in: parents of nodes, occurrences of a name, what a name is assigned to."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import lru_cache


@lru_cache(maxsize=256)
def parents(root: ast.AST) -> Mapping[ast.AST, ast.AST]:
    """Every node below ``root`` with the node that holds it."""
    return {child: node for node in ast.walk(root) for child in ast.iter_child_nodes(node)}


@lru_cache(maxsize=2048)
def loads(root: ast.AST, place: str) -> tuple[ast.expr, ...]:
    """Where ``place`` (a name, or ``self.name``) is read below ``root``, in order."""
    head, _, attribute = place.partition(".")
    if attribute:
        found = [
            node
            for node in ast.walk(root)
            if isinstance(node, ast.Attribute)
            and node.attr == attribute
            and isinstance(node.ctx, ast.Load)
            and isinstance(node.value, ast.Name)
            and node.value.id == head
        ]
        return tuple(found)
    return tuple(
        node
        for node in ast.walk(root)
        if isinstance(node, ast.Name) and node.id == head and isinstance(node.ctx, ast.Load)
    )
