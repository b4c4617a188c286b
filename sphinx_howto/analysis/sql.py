"""Statements that their SQL alone proves: ``x.execute("INSERT INTO ...")``, whatever ``x`` is."""

from __future__ import annotations

import ast
import re

from sphinx_howto import phrasebook, phrasebooks
from sphinx_howto.analysis.scope import FunctionScope

_METHODS = {"execute", "executemany", "executescript"}
_AWAITED = {"execute", "executemany", "fetch", "fetchrow", "fetchval"}
_SQL = re.compile(
    r"\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|SELECT\s.+\sFROM|SELECT\s+\w+(?=\s*\()"
    r"|UPDATE\s+\S+\s+SET|DELETE\s+FROM"
    r"|(?:CREATE|DROP|ALTER)\s+(?:UNIQUE\s+)?(?:TABLE|INDEX|VIEW)|WITH\s+\w+\s+AS)\b",
    re.IGNORECASE | re.DOTALL,
)
#: The classes whose rows say what such a call runs, and what one runs that is awaited.
_LIKE, _LIKE_AWAITED = "sqlite3.Cursor", "asyncpg.Connection"


def match(scope: FunctionScope, call: ast.Call, awaited: bool) -> phrasebook.Match | None:
    """The row for a statement whose SQL stands in the source; None for anything else."""
    func = call.func
    methods = _AWAITED if awaited else _METHODS
    if not isinstance(func, ast.Attribute) or func.attr not in methods or not call.args:
        return None
    if not any(map(_SQL.match, _texts(scope, call.args[0]))) or scope.method_called(call) is not None:
        return None
    owner = _LIKE_AWAITED if awaited else _LIKE
    return phrasebooks.match(scope.module.context.phrases, f"{owner}.{func.attr}", call, awaited)


def _texts(scope: FunctionScope, node: ast.expr) -> list[str]:
    """The text of an expression; of a name that is set several times each of its texts."""
    bound = scope.bindings.get(node.id, ()) if isinstance(node, ast.Name) else ()
    if isinstance(node, ast.Name) and len(bound) > 1 and node.id not in scope.parameters:
        values = [value for value, _ in bound if value is not None]
        return [_text(scope, value) for value in values if not isinstance(value, ast.Name)]
    return [_text(scope, node)]


def _text(scope: FunctionScope, node: ast.expr) -> str:
    """The text of an expression as far as the source says it; what is filled in stands as a blank."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else " x " for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Mod)):
        return _text(scope, node.left)
    if isinstance(node, ast.Name):
        bound = scope.bindings.get(node.id, ())
        if len(bound) == 1 and node.id not in scope.parameters:
            value = bound[0][0]
            return _text(scope, value) if value is not None and not isinstance(value, ast.Name) else ""
    known = scope.constant(node)
    return _text(scope, known) if known is not None and known is not node else ""
