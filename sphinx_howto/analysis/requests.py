"""Requests that an address alone proves: ``x.get("https://...")``, whatever ``x`` is."""

from __future__ import annotations

import ast
import re

from sphinx_howto import phrasebook, phrasebooks
from sphinx_howto.analysis.scope import FunctionScope

_METHODS = {"get", "post", "put", "patch", "delete", "head", "options", "request"}
#: Methods that only connections of ``http.client`` have.
_OF_CONNECTIONS = {"putrequest", "endheaders"}
#: Names of what looks up an address and sends nothing.
_TABLES = re.compile(r"(cache|dict|map|table|seen|known|headers|params|urls)s?$", re.IGNORECASE)
#: Keywords that, beside the address, only requests have.
_SENT = {"json", "headers", "timeout"}
_ADDRESS = re.compile(r"https?://\w")
#: Classes whose rows say what such a call sends, the most general first.
_LIKE = ("requests.Session", "aiohttp.ClientSession")


def match(scope: FunctionScope, call: ast.Call, awaited: bool) -> phrasebook.Match | None:
    """The row for a request to an address that stands in the source; None for anything else."""
    func = call.func
    if isinstance(func, ast.Attribute) and func.attr in _OF_CONNECTIONS:
        name = f"http.client.HTTPConnection.{func.attr}"
        unknown = scope.method_called(call) is None
        return phrasebooks.match(scope.module.context.phrases, name, call, awaited) if unknown else None
    if not isinstance(func, ast.Attribute) or func.attr not in _METHODS or scope.dotted(func) is not None:
        return None
    if _TABLES.search(ast.unparse(func.value)):
        return None
    index = 1 if func.attr == "request" else 0
    named = next((item.value for item in call.keywords if item.arg == "url"), None)
    given = named if named is not None else call.args[index] if len(call.args) > index else None
    is_sure = named is not None and any(item.arg in _SENT for item in call.keywords)
    if given is None or not (is_sure or _ADDRESS.match(_begin(scope, given))):
        return None
    if scope.method_called(call) is not None:
        return None
    phrases = scope.module.context.phrases
    found = (phrasebooks.match(phrases, f"{name}.{func.attr}", call, awaited) for name in _LIKE)
    return next((row for row in found if row is not None), None)


def _begin(scope: FunctionScope, node: ast.expr) -> str:
    """The text that an expression begins with, as far as the source says it."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr) and node.values:
        return _begin(scope, node.values[0])
    if isinstance(node, ast.FormattedValue):
        return _begin(scope, node.value)
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Mod)):
        return _begin(scope, node.left)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        return _begin(scope, node.func.value)
    if (
        isinstance(node, ast.Name)
        and len(scope.bindings.get(node.id, ())) == 1
        and node.id not in scope.parameters
    ):
        value = scope.bindings[node.id][0][0]
        return _begin(scope, value) if value is not None else ""
    known = scope.constant(node)
    return _begin(scope, known) if known is not None and known is not node else ""
