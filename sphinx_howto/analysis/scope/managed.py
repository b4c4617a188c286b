"""The type that ``with`` gives of a function of the project that ``contextlib`` makes a context manager."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from sphinx_howto.analysis import types
from sphinx_howto.analysis.scope.bindings import FunctionNode, walk_scope

if TYPE_CHECKING:
    from sphinx_howto.analysis.scope.functions import FunctionScope

_DECORATORS = {"contextlib.contextmanager", "contextlib.asynccontextmanager"}
_YIELDING = {
    f"collections.abc.{name}"
    for name in ("Iterator", "Iterable", "Generator", "AsyncIterator", "AsyncIterable", "AsyncGenerator")
}


def entered(scope: FunctionScope, call: ast.Call) -> types.Type | None:
    """The type of what the called function yields, as stated or as all its ``yield`` agree; else None."""
    inner = _called(scope, call)
    if inner is None or not isinstance(inner.function, FunctionNode):
        return None
    if not any(inner.dotted(item) in _DECORATORS for item in inner.function.decorator_list):
        return None
    stated = inner.module.annotated(inner.function.returns)
    if stated is not None:
        return stated.args[0] if stated.name in _YIELDING and stated.args else None
    yields = [node for node in walk_scope(inner.function.body) if isinstance(node, ast.Yield)]
    return types.join([inner.type_of(node.value) for node in yields])


def _called(scope: FunctionScope, call: ast.Call) -> FunctionScope | None:
    """The scope of the function or method of the project that is called."""
    method = scope.method_called(call)
    if method is not None:
        return type(scope)(method[0].module, method[1], method[0])
    target = scope.target_of(call)
    if target is None or not isinstance(target.node, FunctionNode):
        return None
    return type(scope)(scope.module.context.module(target.module), target.node)
