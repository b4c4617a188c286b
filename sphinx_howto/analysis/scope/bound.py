"""The type of a name that a statement binds otherwise than by a plain assignment."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from sphinx_howto.analysis import types
from sphinx_howto.analysis.scope import managed, receivers, returned
from sphinx_howto.analysis.scope.bindings import first_parameter, walk_scope

if TYPE_CHECKING:
    from sphinx_howto.analysis.scope.classes import ClassScope
    from sphinx_howto.analysis.scope.functions import FunctionScope


#: Objects whose ``__enter__`` returns the object itself.
_ITSELF = {
    "io.TextIOWrapper",
    "typing.TextIO",
    "typing.BinaryIO",
    "io.BufferedReader",
    "io.BufferedWriter",
    "io.FileIO",
    "requests.Session",
    "aiohttp.ClientSession",
    "curl_cffi.requests.AsyncSession",
    "curl_cffi.requests.Session",
    "curl_cffi.AsyncSession",
    "curl_cffi.Session",
    "httpx.Client",
    "httpx.AsyncClient",
    "zipfile.ZipFile",
    "tarfile.TarFile",
    "socket.socket",
    "sqlite3.Connection",
    "concurrent.futures.ThreadPoolExecutor",
    "aiohttp.ClientResponse",
}


def type_of(scope: FunctionScope, name: str, node: ast.AST) -> types.Type | None:
    """The type that ``node`` (a loop, ``with``, unpacking, handler) gives ``name``; None if not proven."""
    rule = _RULES.get(type(node))
    return rule(scope, name, node) if rule is not None else None


def _looped(scope: FunctionScope, name: str, node: ast.AST) -> types.Type | None:
    assert isinstance(node, (ast.For, ast.AsyncFor))
    return looped(scope, name, node.target, node.iter)


def looped(scope: FunctionScope, name: str, target: ast.expr, iterable: ast.expr) -> types.Type | None:
    """The type of ``name`` in ``for target in iterable``, of a statement or a comprehension."""
    item = item_of(scope, iterable)
    if isinstance(target, ast.Name):
        return item
    return part(target, name, item) if isinstance(target, ast.Tuple) else None


def item_of(scope: FunctionScope, iterable: ast.expr) -> types.Type | None:
    """The type of what iterating over an expression gives."""
    return _given(scope, iterable) or types.element(scope.type_of(iterable))


def part(target: ast.Tuple, name: str, whole: types.Type | None) -> types.Type | None:
    """The type of ``name`` in a target that takes a tuple of the type ``whole`` apart."""
    if whole is None or whole.name != "tuple" or len(whole.args) != len(target.elts):
        return None
    for item, kind in zip(target.elts, whole.args, strict=True):
        found = part(item, name, kind) if isinstance(item, ast.Tuple) else None
        if found is not None or (isinstance(item, ast.Name) and item.id == name):
            return found or kind
    return None


def _entered(scope: FunctionScope, name: str, node: ast.AST) -> types.Type | None:
    assert isinstance(node, (ast.With, ast.AsyncWith))
    for item in node.items:
        if isinstance(item.optional_vars, ast.Name) and item.optional_vars.id == name:
            return _entered_type(scope, item.context_expr, isinstance(node, ast.AsyncWith))
    return None


def _unpacked(scope: FunctionScope, name: str, node: ast.AST) -> types.Type | None:
    assert isinstance(node, ast.Assign)
    target = node.targets[0]
    if len(node.targets) > 1 or not isinstance(target, ast.Tuple):
        return None
    return part(target, name, scope.type_of(node.value))


def _caught(scope: FunctionScope, name: str, node: ast.AST) -> types.Type | None:
    assert isinstance(node, ast.ExceptHandler)
    path = scope.dotted(node.type) if node.type is not None else None
    return types.Type(path) if path else None


def _given(scope: FunctionScope, call: ast.expr) -> types.Type | None:
    """Element types of ``enumerate``, ``range``, ``zip`` and dictionary views in a loop head."""
    if not isinstance(call, ast.Call):
        return None
    if scope.dotted(call.func) == "range":
        return types.INT
    if scope.dotted(call.func) == "enumerate" and call.args:
        return types.Type("tuple", (types.INT, item_of(scope, call.args[0])))
    if scope.dotted(call.func) == "zip" and not any(isinstance(item, ast.Starred) for item in call.args):
        return types.Type("tuple", tuple(item_of(scope, item) for item in call.args))
    if scope.dotted(call.func) in {"sorted", "reversed", "list"} and call.args:
        return item_of(scope, call.args[0])
    if isinstance(call.func, ast.Attribute) and not call.args:
        mapping = scope.type_of(call.func.value)
        if mapping is not None and mapping.name in types.MAPPINGS and len(mapping.args) == 2:
            views = {
                "items": types.Type("tuple", mapping.args),
                "keys": mapping.args[0],
                "values": mapping.args[1],
            }
            return views.get(call.func.attr)
    return None


def _entered_type(scope: FunctionScope, node: ast.expr, is_async: bool = False) -> types.Type | None:
    match = scope.match(node, is_async) if isinstance(node, ast.Call) else None
    if match is not None and match.entry.enter_returns:
        return types.from_text(match.entry.enter_returns)
    found = types.from_text(match.entry.returns) if match is not None and is_async else scope.type_of(node)
    owner = receivers.class_of(scope, found)
    if owner is not None:
        return _entered_class(scope, owner, found, is_async)
    if match is None and isinstance(node, ast.Call):
        yielded = managed.entered(scope, node)
        if yielded is not None:
            return yielded
    return found if found is not None and found.name in _ITSELF else None


def _entered_class(
    scope: FunctionScope, owner: ClassScope, found: types.Type | None, is_async: bool
) -> types.Type | None:
    """What entering an object of a project class gives: itself, or what its method states."""
    name = "__aenter__" if is_async else "__enter__"
    method = owner.method(name)
    if method is None:
        return (
            found if any(base in _ITSELF for item in owner.lineage() for base in item.foreign_bases) else None
        )
    returns = [node for node in walk_scope(method[1].body) if isinstance(node, ast.Return)]
    receiver = first_parameter(method[1])
    if returns and all(isinstance(item.value, ast.Name) and item.value.id == receiver for item in returns):
        return found
    return returned.believed(type(scope)(method[0].module, method[1], method[0]))


_RULES: Mapping[type[ast.AST], Callable[[FunctionScope, str, ast.AST], types.Type | None]] = {
    ast.For: _looped,
    ast.AsyncFor: _looped,
    ast.With: _entered,
    ast.AsyncWith: _entered,
    ast.Assign: _unpacked,
    ast.ExceptHandler: _caught,
}
