"""Expressions in the caller's terms: a local name is replaced by the expression that it is set to."""

from __future__ import annotations

import ast
import copy
from collections.abc import Mapping, Sequence

from sphinx_howto import phrasebook
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import paths
from sphinx_howto.analysis.scope import FunctionScope

#: A definition longer than this stays behind its name.
_LONGEST = 60
#: A definition longer than this does not explain a condition.
_LONGEST_EXPLANATION = 50
_CONTAINERS = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp, ast.Constant)
_BUILDERS = {"list", "dict", "set", "bytearray", "collections.deque", "collections.defaultdict"}


def resolved(scope: FunctionScope, node: ast.expr) -> ast.expr:
    """``node`` with each local that is bound once, to a short expression of given names, replaced by it."""
    known = _definitions(scope, node)
    return _Replacement(known).visit(copy.deepcopy(node)) if known else node


def _definitions(scope: FunctionScope, node: ast.expr) -> dict[str, ast.expr]:
    """Local name -> its only definition, where that is short and still holds at ``node``."""
    found: dict[str, ast.expr] = {}
    for item in ast.walk(node):
        if isinstance(item, ast.Name) and item.id not in found:
            value = definition(scope, item.id)
            if (
                value is not None
                and len(quoting.source(value)) <= _LONGEST
                and _still_holds(scope, item, value)
            ):
                found[item.id] = value
    return found


def _still_holds(scope: FunctionScope, use: ast.Name, value: ast.expr) -> bool:
    """Whether the value cannot have been changed in place between its definition and ``use``."""
    if isinstance(value, (ast.Constant, ast.JoinedStr, ast.Compare)):
        return True
    assert scope.function is not None
    others = [
        item
        for item in ast.walk(scope.function)
        if isinstance(item, ast.Name)
        and item is not use
        and item.id == use.id
        and isinstance(item.ctx, ast.Load)
    ]
    if any(
        isinstance(item, (ast.For, ast.AsyncFor, ast.While))
        and item.lineno <= use.lineno <= (item.end_lineno or 0)
        for item in ast.walk(scope.function)
    ):
        # What stands below may have run before
        return not others
    return all((item.lineno, item.col_offset) > (use.lineno, use.col_offset) for item in others)


def definition(scope: FunctionScope, name: str) -> ast.expr | None:
    """The expression that a local is set to, once, by a statement at the top of the function."""
    bound = scope.bindings.get(name, [])
    if name in scope.parameters or len(bound) != 1:
        return None
    value, statement = bound[0]
    plain = isinstance(statement, (ast.Assign, ast.AnnAssign)) and statement in getattr(
        scope.function, "body", []
    )
    if not plain or value is None or (isinstance(statement, ast.Assign) and len(statement.targets) != 1):
        return None
    if isinstance(statement, ast.Assign) and not isinstance(statement.targets[0], ast.Name):
        return None
    return value if paths.is_stable(scope, value) else None


def explained(scope: FunctionScope, nodes: Sequence[ast.expr]) -> Mapping[str, ast.expr] | None:
    """Local name -> the expression that it is set to, for the locals in ``nodes``; None if one has none.

    Names that need no explanation are left out: parameters, what a handler binds, parsed arguments.
    """
    found: dict[str, ast.expr] = {}
    for item in (item for node in nodes for item in ast.walk(node)):
        if not isinstance(item, ast.Name) or not _is_own(scope, item.id) or item.id in found:
            continue
        value, statement = scope.bindings[item.id][0]
        if len(scope.bindings[item.id]) > 1 or value is None or not _sets(statement, item.id):
            return None
        if _is_parsed(value):
            continue
        if not _explains(scope, value):
            return None
        found[item.id] = value
    return found


def _is_own(scope: FunctionScope, name: str) -> bool:
    """Whether a caller cannot know what a name stands for."""
    bound = scope.bindings.get(name, [])
    return (
        bool(bound)
        and name not in scope.parameters
        and not all(isinstance(statement, ast.ExceptHandler) for _, statement in bound)
    )


def _sets(statement: ast.AST, name: str) -> bool:
    """``name = value``."""
    if isinstance(statement, ast.AnnAssign):
        return isinstance(statement.target, ast.Name) and statement.target.id == name
    return (
        isinstance(statement, ast.Assign)
        and len(statement.targets) == 1
        and isinstance(statement.targets[0], ast.Name)
    )


def _is_parsed(value: ast.expr) -> bool:
    """Whether a value is what ``argparse`` makes of the command line."""
    func = value.func if isinstance(value, ast.Call) else None
    return isinstance(func, ast.Attribute) and func.attr == "parse_args"


def _explains(scope: FunctionScope, value: ast.expr) -> bool:
    """Whether a value is short, of names that the caller knows, and no container that may be filled later."""
    if len(quoting.source(value)) > _LONGEST_EXPLANATION or isinstance(value, _CONTAINERS):
        return False
    if isinstance(value, ast.Call) and scope.dotted(value.func) in _BUILDERS:
        return False
    return not any(isinstance(item, ast.Name) and _is_own(scope, item.id) for item in ast.walk(value))


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
