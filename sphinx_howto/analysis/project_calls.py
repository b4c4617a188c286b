"""Calls of what the same project defines elsewhere: the callee of each, in the order of the code."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_howto import definition
from sphinx_howto.analysis.scope import FunctionNode, FunctionScope, ModuleScope, walk_scope


@dataclass(frozen=True)
class Called:
    """A call and the function or class of the project that it calls.

    is_settled: whether it is known to be this one: no subclass or object can have put another in its place.
    """

    call: ast.Call
    module: ModuleScope
    node: definition.FunctionNode | ast.ClassDef
    is_settled: bool


def among(module: ModuleScope, target: definition.Definition) -> Iterator[Called]:
    """The calls in the functions of ``target`` of what lies outside of it, in source order."""
    inside = {id(node) for node in ast.walk(target.node)}
    for scope, function in _functions(module, target):
        nodes = list(walk_scope(function.body))
        # What is raised is told where it is raised
        raised = {id(node.exc) for node in nodes if isinstance(node, ast.Raise)}
        body = [node for node in nodes if isinstance(node, ast.Call) and id(node) not in raised]
        for call in sorted(body, key=lambda node: (node.lineno, node.col_offset)):
            found = _callee(scope, call)
            if found is not None and id(found.node) not in inside:
                yield found


def _functions(
    module: ModuleScope, target: definition.Definition
) -> Iterator[tuple[FunctionScope, definition.FunctionNode]]:
    """The functions of the target with their scopes, those inside other functions too."""
    owner = module.class_scope(target.owner) if target.owner is not None else None
    pending: list[tuple[ast.AST, FunctionScope]] = [(target.node, FunctionScope(module, None, owner))]
    while pending:
        node, around = pending.pop(0)
        if isinstance(node, FunctionNode):
            parent = around if isinstance(around.function, FunctionNode) else None
            scope = FunctionScope(module, node, around.owner, parent)
            yield scope, node
        elif isinstance(node, ast.ClassDef):
            scope = FunctionScope(module, None, module.class_scope(node))
        else:
            scope = around
        body = getattr(node, "body", [])
        found = walk_scope(body) if isinstance(body, list) else ()
        pending += [(item, scope) for item in found if isinstance(item, (*FunctionNode, ast.ClassDef))]


def _callee(scope: FunctionScope, call: ast.Call) -> Called | None:
    method = scope.method_called(call)
    if method is not None:
        return Called(call, method[0].module, method[1], is_settled=False)
    target = scope.target_of(call)
    if target is None or not is_own(scope, target):
        return None
    if not isinstance(target.node, (*FunctionNode, ast.ClassDef)):
        return None
    return Called(call, scope.module.context.module(target.module), target.node, is_settled=True)


def is_own(scope: FunctionScope, target: definition.Definition) -> bool:
    """Whether a definition belongs to the project: to the same package, or to a module in the same folder."""
    if scope.same_project(target.path):
        return True
    is_near = target.module.path.parent == scope.module.module.path.parent
    return is_near and target.path.split(".")[0] not in sys.stdlib_module_names
