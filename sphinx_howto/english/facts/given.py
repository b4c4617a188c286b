"""Expressions in the caller's terms: a local name is replaced by the expression that it is set to."""

from __future__ import annotations

import ast
import copy
from collections.abc import Mapping

from sphinx_howto import phrasebook
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import paths
from sphinx_howto.analysis.scope import FunctionScope

#: A definition longer than this stays behind its name.
_LONGEST = 48


def resolved(scope: FunctionScope, node: ast.expr) -> ast.expr:
    """``node`` with each local that is bound once, to a short expression of given names, replaced by it."""
    known = definitions(scope, node)
    return _Replacement(known).visit(copy.deepcopy(node)) if known else node


def definitions(scope: FunctionScope, node: ast.expr) -> dict[str, ast.expr]:
    """Local name -> its only definition, where that is short and made of what the caller gave."""
    found: dict[str, ast.expr] = {}
    for name in dict.fromkeys(item.id for item in ast.walk(node) if isinstance(item, ast.Name)):
        value = definition(scope, name)
        if value is not None and len(quoting.source(value)) <= _LONGEST:
            found[name] = value
    return found


def definition(scope: FunctionScope, name: str) -> ast.expr | None:
    """The expression that a local is set to, once, by a statement at the top of the function."""
    bound = scope.bindings.get(name, [])
    if name in scope.parameters or len(bound) != 1:
        return None
    value, statement = bound[0]
    plain = isinstance(statement, (ast.Assign, ast.AnnAssign)) and statement in getattr(scope.function, "body", [])
    if not plain or value is None or isinstance(statement, ast.Assign) and len(statement.targets) != 1:
        return None
    if isinstance(statement, ast.Assign) and not isinstance(statement.targets[0], ast.Name):
        return None
    return value if paths.is_stable(scope, value) else None


def match(scope: FunctionScope, found: phrasebook.Match) -> phrasebook.Match:
    """A matched row with the arguments in the caller's terms."""
    arguments: Mapping[str, ast.expr] = {
        name: resolved(scope, value) if isinstance(value, (ast.Name, ast.Attribute)) else value
        for name, value in found.arguments.items()
    }
    return phrasebook.Match(found.entry, arguments, found.options, found.rest)


class _Replacement(ast.NodeTransformer):
    def __init__(self, known: Mapping[str, ast.expr]) -> None:
        self._known = known

    def visit_Name(self, node: ast.Name) -> ast.expr:
        value = self._known.get(node.id)
        return copy.deepcopy(value) if value is not None else node
