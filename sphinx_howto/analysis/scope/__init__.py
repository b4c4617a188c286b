"""Which name means what, and which type it is proven to have: module, class and function scopes."""

from __future__ import annotations

from sphinx_howto.analysis.scope.bindings import (
    FunctionNode,
    assignment_pairs,
    bound_names,
    first_parameter,
    imported_names,
    named_by,
    walk_scope,
)
from sphinx_howto.analysis.scope.classes import PROPERTIES, ClassScope
from sphinx_howto.analysis.scope.context import Context
from sphinx_howto.analysis.scope.functions import FunctionScope
from sphinx_howto.analysis.scope.modules import ModuleScope

__all__ = [
    "PROPERTIES",
    "ClassScope",
    "Context",
    "FunctionNode",
    "FunctionScope",
    "ModuleScope",
    "assignment_pairs",
    "bound_names",
    "first_parameter",
    "imported_names",
    "named_by",
    "walk_scope",
]
