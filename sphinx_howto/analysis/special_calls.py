"""Special methods that syntax runs: ``x[key] = value``, ``len(x)``, ``with x:``, ``for item in x:``."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sphinx_howto.analysis.scope import FunctionScope, receivers

#: Functions that call one method of what they are given.
_FUNCTIONS = {"len": "__len__", "iter": "__iter__", "next": "__next__", "reversed": "__reversed__"}
_SUBSCRIPTS: dict[type[ast.expr_context], str] = {
    ast.Load: "__getitem__",
    ast.Store: "__setitem__",
    ast.Del: "__delitem__",
}
_ENTERED = {ast.With: ("__enter__", "__exit__"), ast.AsyncWith: ("__aenter__", "__aexit__")}
_LOOPED = {ast.For: ("__iter__",), ast.AsyncFor: ("__aiter__",)}


def run_by(scope: FunctionScope, statement: ast.stmt, node: ast.expr) -> Iterator[receivers.Method]:
    """The methods of classes of the project that ``node``, an expression of ``statement``, runs."""
    for operand, names in _asked(scope, statement, node):
        owner = receivers.receiver_class(scope, operand)
        for name in names if owner is not None else ():
            found = owner.method(name) if owner is not None else None
            if found is not None and scope.same_project(found[0].path):
                yield found


def _asked(
    scope: FunctionScope, statement: ast.stmt, node: ast.expr
) -> Iterator[tuple[ast.expr, tuple[str, ...]]]:
    """The operands whose special methods run, with the names of these."""
    if isinstance(node, ast.Subscript):
        yield node.value, (_SUBSCRIPTS[type(node.ctx)],)
    elif (
        isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], (ast.In, ast.NotIn))
    ):
        yield node.comparators[0], ("__contains__",)
    elif isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords:
        name = _FUNCTIONS.get(scope.dotted(node.func) or "")
        if name is not None:
            yield node.args[0], (name,)
    if isinstance(statement, (ast.With, ast.AsyncWith)) and any(
        node is item.context_expr for item in statement.items
    ):
        yield node, _ENTERED[type(statement)]
    if isinstance(statement, (ast.For, ast.AsyncFor)) and node is statement.iter:
        yield node, _LOOPED[type(statement)]
