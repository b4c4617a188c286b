"""Functions that stand inside another one, and what is done with them there."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Union

from sphinx_howto.analysis.once import once
from sphinx_howto.analysis.scope import FunctionNode, FunctionScope, walk_scope

Node = Union[ast.FunctionDef, ast.AsyncFunctionDef]


def functions(scope: FunctionScope) -> Mapping[str, Node]:
    """Name -> the function that a body defines under it, where nothing else binds the name."""
    function = scope.function
    if not isinstance(function, FunctionNode):
        return {}
    return once(scope, "nested", function, lambda: _functions(scope, function))


def _functions(scope: FunctionScope, function: Node) -> Mapping[str, Node]:
    found = [item for item in walk_scope(function.body) if isinstance(item, FunctionNode)]
    return {item.name: item for item in found if len(scope.bindings.get(item.name, ())) == 1}


def named(scope: FunctionScope, node: ast.expr) -> tuple[FunctionScope, Node] | None:
    """The scope and the function that a name stands for inside a function; None for anything else."""
    around: FunctionScope | None = scope
    while isinstance(node, ast.Name) and around is not None:
        if node.id in around.parameters:
            return None
        found = functions(around).get(node.id)
        if found is not None:
            return FunctionScope(around.module, found, around.owner, around), found
        if node.id in around.bindings:
            return None
        around = around.parent
    return None
