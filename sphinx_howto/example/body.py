"""A function body to walk in: parents of nodes, occurrences of a name, what a name is assigned to."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import lru_cache


@lru_cache(maxsize=256)
def parents(root: ast.AST) -> Mapping[ast.AST, ast.AST]:
    """Every node below ``root`` with the node that holds it."""
    return {child: node for node in ast.walk(root) for child in ast.iter_child_nodes(node)}


@lru_cache(maxsize=8192)
def below(root: ast.AST) -> tuple[ast.AST, ...]:
    """``root`` and every node below it: what ``ast.walk`` gives, walked once."""
    return tuple(ast.walk(root))


def loads(root: ast.AST, place: str) -> tuple[ast.expr, ...]:
    """Where ``place`` (a name, or ``self.name``) is read below ``root``, in order."""
    return _reads(root).get(place, ())


@lru_cache(maxsize=512)
def _reads(root: ast.AST) -> Mapping[str, tuple[ast.expr, ...]]:
    """Every name and attribute of a name that is read below ``root``, with its occurrences."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(root):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            found.setdefault(node.id, []).append(node)
        elif (
            isinstance(node, ast.Attribute)
            and isinstance(node.ctx, ast.Load)
            and isinstance(node.value, ast.Name)
        ):
            found.setdefault(f"{node.value.id}.{node.attr}", []).append(node)
    return {place: tuple(nodes) for place, nodes in found.items()}


@lru_cache(maxsize=1024)
def stored(root: ast.AST) -> frozenset[str]:
    """Names of all attributes that are assigned below ``root``."""
    return frozenset(
        node.attr
        for node in ast.walk(root)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    )
