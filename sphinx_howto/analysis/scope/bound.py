"""The type of a name that a statement binds otherwise than by a plain assignment."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from sphinx_howto.analysis import types

if TYPE_CHECKING:
    from sphinx_howto.analysis.scope.functions import FunctionScope


def type_of(scope: FunctionScope, name: str, node: ast.AST) -> types.Type | None:
    """The type that ``node`` (a loop, ``with``, unpacking, handler) gives ``name``; None if not proven."""
    rule = _RULES.get(type(node))
    return rule(scope, name, node) if rule is not None else None


def _looped(scope: FunctionScope, name: str, node: ast.AST) -> types.Type | None:
    assert isinstance(node, ast.For)
    item = types.element(scope.type_of(node.iter))
    if isinstance(node.target, ast.Name):
        return _loop_type(scope, node) or item
    if isinstance(node.target, ast.Tuple):
        return part(node.target, name, item) or part(node.target, name, _loop_type(scope, node))
    return None


def part(target: ast.Tuple, name: str, whole: types.Type | None) -> types.Type | None:
    """The type of ``name`` in a target that takes a tuple of the type ``whole`` apart."""
    if whole is None or whole.name != "tuple" or len(whole.args) != len(target.elts):
        return None
    pairs = zip(target.elts, whole.args, strict=True)
    return next((kind for part, kind in pairs if isinstance(part, ast.Name) and part.id == name), None)


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


def _loop_type(scope: FunctionScope, node: ast.For) -> types.Type | None:
    """Element types of ``enumerate``, ``range`` and dictionary views in a loop head."""
    call = node.iter
    if not isinstance(call, ast.Call):
        return None
    if scope.dotted(call.func) == "range":
        return types.INT
    if scope.dotted(call.func) == "enumerate" and call.args:
        return types.Type("tuple", (types.INT, types.element(scope.type_of(call.args[0]))))
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
    #: Objects whose ``__enter__`` returns the object itself.
    itself = {
        "io.TextIOWrapper",
        "typing.TextIO",
        "typing.BinaryIO",
        "io.BufferedReader",
        "io.BufferedWriter",
        "io.FileIO",
        "requests.Session",
        "aiohttp.ClientSession",
        "httpx.Client",
        "httpx.AsyncClient",
        "zipfile.ZipFile",
        "tarfile.TarFile",
        "socket.socket",
        "sqlite3.Connection",
        "concurrent.futures.ThreadPoolExecutor",
        "aiohttp.ClientResponse",
    }
    return found if found is not None and found.name in itself else None


_RULES: Mapping[type[ast.AST], Callable[[FunctionScope, str, ast.AST], types.Type | None]] = {
    ast.For: _looped,
    ast.With: _entered,
    ast.AsyncWith: _entered,
    ast.Assign: _unpacked,
    ast.ExceptHandler: _caught,
}
