"""The facts of a description: one bullet for each matter that a user trips over, only those that hold."""

from __future__ import annotations

import ast

from sphinx_howto import document
from sphinx_howto.analysis.scope import ClassScope, FunctionScope, ModuleScope


def of_class(scope: ClassScope) -> tuple[document.Step, ...]:
    return ()


def of_module(scope: ModuleScope) -> tuple[document.Step, ...]:
    return ()


def of_function(scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef) -> tuple[document.Step, ...]:
    return ()
