"""A call as a caller writes it."""

from __future__ import annotations

import ast

from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import signatures
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import secrets


def form(
    node: ast.FunctionDef | ast.AsyncFunctionDef, scope: FunctionScope, name: str, required: bool = False
) -> str:
    """``name(a, *, b=1)``, or only the arguments without a default: ``name(a)``."""
    shown, star = [], False
    for item in signatures.parameters(scope, node):
        if item.kind in {"*", "**"}:
            star = star or item.kind == "*"
            if not required:
                shown.append(item.kind + item.name)
            continue
        if required and item.default is not None:
            continue
        if item.kind == "keyword" and required:
            shown.append(f"{item.name}={item.name}")
            continue
        if item.kind == "keyword" and not star:
            shown.append("*")
            star = True
        default = quoting.short(item.default, 40) if item.default else ""
        default = secrets.hidden(default, scope.module.module.tree)
        shown.append(f"{item.name}={default}" if default else item.name)
        if item.last_positional_only and not required:
            shown.append("/")
    return f"{name}({', '.join(shown)})"
