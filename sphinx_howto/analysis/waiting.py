"""Whether the function that starts a subprocess waits until it ends."""

from __future__ import annotations

import ast

from sphinx_howto.analysis import effects, paths
from sphinx_howto.analysis.scope import FunctionNode, FunctionScope

#: Methods of a subprocess that return when it has ended.
_WAITING = {"communicate", "wait"}
#: What reading an attribute of a subprocess can lead to without waiting or handing it on.
_TO_LOOK = {"pid", "returncode", "args", "kill", "terminate", "send_signal"}


def of(effect: effects.Effect) -> bool | None:
    """True or False where the source proves it of a call of ``Popen``; None where it may be either."""
    scope = effect.scope
    if effect.entered:
        return True
    if not isinstance(scope.function, FunctionNode):
        return None
    above = {id(child): node for node in ast.walk(scope.function) for child in ast.iter_child_nodes(node)}
    holder = above.get(id(effect.call))
    if isinstance(holder, ast.Expr):
        return False
    if _method(holder, above) in _WAITING:
        return True
    name = _kept(scope, holder)
    uses = [above[id(node)] for node in ast.walk(scope.function) if name and _reads(node, name)]
    waits = [use for use in uses if _method(use, above) in _WAITING or isinstance(use, ast.withitem)]
    if any(_is_met(effect, above, use) for use in waits):
        return True
    looks = all(isinstance(use, ast.Attribute) and use.attr in _TO_LOOK for use in uses)
    return False if name and looks else None


def _kept(scope: FunctionScope, holder: ast.AST | None) -> str:
    """The local name that alone keeps the subprocess; "" if there is none."""
    target = holder.targets[0] if isinstance(holder, ast.Assign) and len(holder.targets) == 1 else None
    if not isinstance(target, ast.Name) or len(scope.bindings.get(target.id, ())) != 1:
        return ""
    return target.id


def _reads(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)


def _method(node: ast.AST | None, above: dict[int, ast.AST]) -> str:
    """The name of the method, where ``node`` is its lookup and it is called."""
    if not isinstance(node, ast.Attribute):
        return ""
    call = above.get(id(node))
    return node.attr if isinstance(call, ast.Call) and call.func is node else ""


def _is_met(effect: effects.Effect, above: dict[int, ast.AST], use: ast.AST) -> bool:
    """Whether control comes to a place whenever it has come to the call, exceptions apart."""
    node: ast.AST | None = use
    while node is not None and not isinstance(node, ast.stmt):
        node = above.get(id(node))
    assert isinstance(effect.scope.function, FunctionNode)
    found = next((path for item, path in paths.statements(effect.scope.function.body) if item is node), None)
    if found is None or found.handler is not effect.path.handler or found.searched is not None:
        return False
    known = [(id(test.node), test.negated) for test in effect.path.tests]
    return all((id(test.node), test.negated) in known for test in found.tests) and (
        found.sure or not effect.path.sure
    )
