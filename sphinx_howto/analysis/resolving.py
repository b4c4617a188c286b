"""How the scopes resolve names for the tables of frameworks."""

from __future__ import annotations

import ast

from sphinx_howto import definition
from sphinx_howto.analysis.scope import ModuleScope
from sphinx_howto.frameworks import recognition


def names(module: ModuleScope) -> recognition.Names:
    """Dotted paths and definitions, as the scope of ``module`` finds them."""
    context = module.context

    def dotted(where: definition.Module, node: ast.expr) -> str:
        return context.module(where).dotted(node) or ""

    return recognition.Names(dotted, context.find)
