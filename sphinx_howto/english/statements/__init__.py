"""Statements as clauses and blocks: the table of the rules, one for each kind of statement."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from sphinx_howto.analysis import comments
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english.statements import (
    assignments,
    blocks,
    branches,
    calls,
    definitions,
    leaving,
    loops,
    updates,
)
from sphinx_howto.english.statements.telling import Rule, Teller, tell

__all__ = ["Teller", "tell", "teller"]

RULES: Mapping[type[ast.stmt], Rule] = {
    ast.Assign: assignments.tell_assign,
    ast.AnnAssign: assignments.tell_annotated,
    ast.AugAssign: updates.tell_update,
    ast.Delete: assignments.tell_delete,
    ast.Expr: calls.tell_expression,
    ast.Return: leaving.tell_return,
    ast.Raise: leaving.tell_raise,
    ast.Assert: leaving.tell_assert,
    ast.Break: leaving.jump("stops the loop", "Stop"),
    ast.Continue: leaving.jump("skips to the next round of the loop", "Skip"),
    ast.Pass: definitions.tell_nothing,
    ast.Global: definitions.tell_declaration,
    ast.Nonlocal: definitions.tell_declaration,
    ast.Import: definitions.tell_import,
    ast.ImportFrom: definitions.tell_import,
    ast.FunctionDef: definitions.tell_function,
    ast.AsyncFunctionDef: definitions.tell_function,
    ast.ClassDef: definitions.tell_class,
    ast.If: branches.tell_if,
    ast.Match: branches.tell_match,
    ast.For: loops.tell_for,
    ast.AsyncFor: loops.tell_for,
    ast.While: loops.tell_while,
    ast.With: blocks.tell_with,
    ast.AsyncWith: blocks.tell_with,
    ast.Try: blocks.tell_try,
    # Statements of Python 3.11 (except*) and 3.12 (type)
    **{
        getattr(ast, name): rule
        for name, rule in (("TryStar", blocks.tell_try), ("TypeAlias", definitions.tell_type_alias))
        if hasattr(ast, name)
    },
}


def teller(scope: FunctionScope, author: comments.Comments, full: bool = False) -> Teller:
    """A teller of the statements in ``scope`` under the rules of all kinds of statements."""
    return Teller(scope, author, RULES, full)
