"""Methods of the project that pass their call on to the method of the same name of a library's class."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_howto import phrasebook
from sphinx_howto.analysis.scope import receivers
from sphinx_howto.analysis.scope.bindings import first_parameter, walk_scope

if TYPE_CHECKING:
    from sphinx_howto.analysis.scope.classes import ClassScope
    from sphinx_howto.analysis.scope.functions import FunctionScope


def names(scope: FunctionScope, call: ast.Call) -> tuple[str, ...]:
    """The methods of libraries that ``x.m(...)`` is passed on to with the same arguments.

    By ``super().m(...)`` in the body of ``m``, or by ``get = partialmethod(request, "GET")`` where
    ``request`` passes on.
    """
    if not isinstance(call.func, ast.Attribute):
        return ()
    owner = receivers.receiver_class(scope, call.func.value)
    found = owner.method(_real_name(owner, call.func.attr)) if owner is not None else None
    if found is None or not _passes_on(*found):
        return ()
    return tuple(f"{base}.{call.func.attr}" for base in found[0].foreign_bases)


def only_done(match: phrasebook.Match) -> phrasebook.Match:
    """``match`` without what it says of the result: the method of the project may give another."""
    entry = match.entry
    return replace(
        match,
        entry=replace(entry, value="", leave="", returns="", enter_returns="", condition="", negation=""),
    )


def _real_name(owner: ClassScope, name: str) -> str:
    """``request`` for ``get``, if the class says ``get = partialmethod(request, "GET")``."""
    for item in owner.lineage():
        if name in item.methods:
            return name
        value = item.values.get(name)
        if value is None:
            continue
        is_partial = (
            isinstance(value, ast.Call) and item.module.dotted(value.func) == "functools.partialmethod"
        )
        return (
            "request" if is_partial and ast.unparse(value).endswith(f"(request, {name.upper()!r})") else name
        )
    return name


def _passes_on(owner: ClassScope, method: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a method calls the inherited one on every way, with its own arguments in their places."""
    passed = [
        node
        for statement in method.body
        if isinstance(statement, (ast.Return, ast.Expr, ast.Assign))
        for node in walk_scope([statement])
        if isinstance(node, ast.Call) and _is_super(node, method.name)
    ]
    leaves = any(isinstance(node, ast.Return) for node in _before_last(method))
    return len(passed) == 1 and not leaves and _same_arguments(method, passed[0])


def _before_last(method: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.AST]:
    return list(walk_scope(method.body[:-1]))


def _is_super(call: ast.Call, name: str) -> bool:
    return (
        isinstance(call.func, ast.Attribute)
        and call.func.attr == name
        and isinstance(call.func.value, ast.Call)
        and isinstance(call.func.value.func, ast.Name)
        and call.func.value.func.id == "super"
    )


def _same_arguments(method: ast.FunctionDef | ast.AsyncFunctionDef, call: ast.Call) -> bool:
    """Whether required parameters and further keywords arrive as they were given."""
    args = method.args
    own = [item.arg for item in [*args.posonlyargs, *args.args]]
    required = own[1 if first_parameter(method) else 0 : len(own) - len(args.defaults)]
    given = [item.id if isinstance(item, ast.Name) else "" for item in call.args]
    splat = next((item.value for item in call.keywords if item.arg is None), None)
    return (
        given[: len(required)] == required
        and args.kwarg is not None
        and isinstance(splat, ast.Name)
        and splat.id == args.kwarg.arg
    )
