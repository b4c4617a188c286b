"""Which exception classes a ``raise`` statement names, by itself or through what was caught before."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable

from sphinx_howto.analysis import paths
from sphinx_howto.analysis.scope import FunctionScope


def of(
    scope: FunctionScope,
    statement: ast.Raise,
    path: paths.Path,
    is_exception: Callable[[FunctionScope, str], bool],
) -> list[tuple[ast.expr, bool]]:
    """The classes that a ``raise`` names, each with whether it is one that was caught and is raised again."""
    handler = path.handler[1] if path.handler is not None else None
    raised = statement.exc
    if raised is None or (handler is not None and isinstance(raised, ast.Name) and raised.id == handler.name):
        if handler is None or handler.type is None:
            return []
        items = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
        return [(item, True) for item in items]
    if isinstance(raised, ast.Call) and scope.dotted(raised.func) in _CASTS and len(raised.args) == 2:
        raised = raised.args[0]
    stored = _stored(scope, raised)
    if stored:
        return [(item, True) for item in stored]
    named = raised.func if isinstance(raised, ast.Call) else raised
    if isinstance(named, ast.Name) and isinstance(default(scope, named), (ast.Name, ast.Attribute)):
        return [(named, False)]
    if isinstance(named, (ast.Name, ast.Attribute)):
        path_ = dotted(scope, named)
        if path_ is not None and (is_exception(scope, path_) or _is_class_name(path_.rpartition(".")[2])):
            return [(named, False)]
    return []


_BUILTIN = {
    name
    for name, item in vars(builtins).items()
    if isinstance(item, type) and issubclass(item, BaseException)
}
_CASTS = {"typing.cast", "typing_extensions.cast"}


def default(scope: FunctionScope, node: ast.Name) -> ast.expr | None:
    """The default of the parameter that a name is, and stays; None for anything else."""
    if scope.function is None or scope.bindings.get(node.id):
        return None
    given = scope.function.args
    plain = [*given.posonlyargs, *given.args]
    pairs: list[tuple[ast.arg, ast.expr | None]] = [
        *zip(reversed(plain), reversed(given.defaults), strict=False),
        *zip(given.kwonlyargs, given.kw_defaults, strict=True),
    ]
    return next((value for item, value in pairs if item.arg == node.id), None)


def _stored(scope: FunctionScope, node: ast.expr) -> list[ast.expr]:
    """The classes of an exception that handlers have kept under another name: ``last = error``."""
    found = scope.bindings.get(node.id, []) if isinstance(node, ast.Name) else []
    values = [value for value, _ in found if not (isinstance(value, ast.Constant) and value.value is None)]
    handlers = [_handler_of(scope, value) for value in values]
    if not values or any(handler is None or handler.type is None for handler in handlers):
        return []
    types = [handler.type for handler in handlers if handler is not None and handler.type is not None]
    return [item for kind in types for item in (kind.elts if isinstance(kind, ast.Tuple) else [kind])]


def _handler_of(scope: FunctionScope, node: ast.expr | None) -> ast.ExceptHandler | None:
    """The handler in which a name stands that it binds."""
    if not isinstance(node, ast.Name):
        return None
    found = [statement for _, statement in scope.bindings.get(node.id, [])]
    around = (
        item
        for item in found
        if isinstance(item, ast.ExceptHandler) and item.lineno <= node.lineno <= (item.end_lineno or 0)
    )
    return next(around, None)


def dotted(scope: FunctionScope, node: ast.expr) -> str | None:
    """The dotted path of a name; the name itself where only ``from module import *`` can have bound it.

    Of a parameter that path of its default; of an attribute that holds classes its source.
    """
    given = default(scope, node) if isinstance(node, ast.Name) else None
    found = scope.dotted(given if given is not None else node)
    own = scope.module.constants.get(node.id) if isinstance(node, ast.Name) else None
    if isinstance(own, ast.Name) and own.id in _BUILTIN and not scope.is_local(getattr(node, "id", "")):
        # ``error = OSError``
        return own.id
    if found is None and isinstance(node, ast.Attribute) and scope.is_receiver(node.value):
        return ast.unparse(node)
    if found is None and isinstance(node, ast.Name) and _is_class_name(node.id):
        body = scope.module.module.tree.body
        stars = any(isinstance(item, ast.ImportFrom) and item.names[0].name == "*" for item in body)
        return node.id if stars and not scope.is_local(node.id) else None
    return found


def _is_class_name(name: str) -> bool:
    """Whether a name that is raised is spelled as a class.

    What is raised is an exception or a class of exceptions, also where its source or that of its base is
    not found: the spelling (PEP 8) decides which.
    """
    return name[:1].isupper() and not name.isupper()
