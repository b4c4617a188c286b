"""Decorators of the same project: the function that replaces the decorated one, with the arguments put in."""

from __future__ import annotations

import ast
import copy
from dataclasses import dataclass

from sphinx_howto import definition
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis.scope import FunctionScope

FunctionNode = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Wrapper:
    """What a decorator puts in the place of a function.

    node: the wrapper with the literal arguments of the decorator in the place of its parameters
        and the name of the decorated function in the place of the wrapped one.
    module: where the decorator is defined.
    """

    node: ast.FunctionDef | ast.AsyncFunctionDef
    module: definition.Module


def find(scope: FunctionScope, decorator: ast.expr, name: str) -> Wrapper | None:
    """The wrapper that ``decorator`` makes for the function ``name``; None unless its shape proves it.

    ``@retry(times=4)`` with ``def retry(times): def decorate(f): def wrapper(*a): ...`` gives
    ``wrapper`` with ``times`` replaced by ``4`` and ``f`` by ``name``.
    """
    call = decorator if isinstance(decorator, ast.Call) else None
    path = scope.module.dotted(call.func if call is not None else decorator)
    found = scope.module.context.find(path) if path is not None and scope.same_project(path) else None
    if found is None or not isinstance(found.node, ast.FunctionDef) or found.node.decorator_list:
        return None
    values: dict[str, ast.expr] = {}
    maker: ast.FunctionDef | ast.AsyncFunctionDef = found.node
    if call is not None:
        arguments = _arguments(maker, call)
        inner = _returned(maker)
        if arguments is None or inner is None:
            return None
        values, maker = arguments, inner
    wrapped = _only_parameter(maker)
    wrapper = _returned(maker)
    if wrapped is None or wrapper is None or _rebinds(wrapper, {*values, wrapped}):
        return None
    if _borrows(found.node, wrapper, values, wrapped):
        return None
    values[wrapped] = ast.Name(name, ast.Load())
    node = _Substitution(values).visit(copy.deepcopy(wrapper))
    return Wrapper(ast.fix_missing_locations(node), found.module)


def _arguments(maker: ast.FunctionDef | ast.AsyncFunctionDef, call: ast.Call) -> dict[str, ast.expr] | None:
    """Parameter -> argument or default; None if any is more than a literal or a name."""
    args = maker.args
    unpacked = any(isinstance(item, ast.Starred) for item in call.args) or any(
        item.arg is None for item in call.keywords
    )
    if args.vararg or args.kwarg or unpacked:
        return None
    names = [item.arg for item in (*args.posonlyargs, *args.args)]
    given = dict(zip(reversed(names), reversed(args.defaults), strict=False))
    given.update(
        {item.arg: value for item, value in zip(args.kwonlyargs, args.kw_defaults, strict=True) if value}
    )
    given.update(zip(names, call.args, strict=False))
    given.update({item.arg: item.value for item in call.keywords if item.arg})
    every = {*names, *(item.arg for item in args.kwonlyargs)}
    if set(given) != every or len(call.args) > len(names):
        return None
    plain = all(isinstance(value, (ast.Constant, ast.Name, ast.Attribute)) for value in given.values())
    return given if plain else None


def _returned(node: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    """The nested function that a function defines and returns, if there is no other statement in it."""
    body = quoting.body_of(node)
    if len(body) != 2:
        return None
    nested, last = body
    if not (
        isinstance(nested, FunctionNode) and isinstance(last, ast.Return) and isinstance(last.value, ast.Name)
    ):
        return None
    return nested if last.value.id == nested.name else None


def _only_parameter(node: ast.FunctionDef | ast.AsyncFunctionDef) -> str | None:
    args = node.args
    if len(args.args) + len(args.posonlyargs) != 1 or args.vararg or args.kwarg or args.kwonlyargs:
        return None
    return (args.posonlyargs or args.args)[0].arg


def _borrows(maker: ast.AST, wrapper: ast.AST, values: dict[str, ast.expr], wrapped: str) -> bool:
    """Whether the wrapper reads a local of the functions round it that has no known value."""
    inside = set(ast.walk(wrapper))
    bound = {
        item.id
        for item in ast.walk(maker)
        if item not in inside and isinstance(item, ast.Name) and not isinstance(item.ctx, ast.Load)
    }
    bound |= {item.arg for item in ast.walk(maker) if item not in inside and isinstance(item, ast.arg)}
    used = {item.id for item in inside if isinstance(item, ast.Name)}
    return bool(used & (bound - {*values, wrapped}))


def _rebinds(node: ast.FunctionDef | ast.AsyncFunctionDef, names: set[str]) -> bool:
    """Whether one of ``names`` means something else in the function or in one inside it."""
    stored = {
        item.id
        for item in ast.walk(node)
        if isinstance(item, ast.Name) and not isinstance(item.ctx, ast.Load)
    }
    return bool(names & (stored | {item.arg for item in ast.walk(node) if isinstance(item, ast.arg)}))


class _Substitution(ast.NodeTransformer):
    def __init__(self, values: dict[str, ast.expr]) -> None:
        self._values = values

    def visit_Name(self, node: ast.Name) -> ast.expr:
        value = self._values.get(node.id)
        return ast.copy_location(copy.deepcopy(value), node) if value is not None else node
