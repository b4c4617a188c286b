"""What binds names in a piece of code: imports, assignments, loops, parameters."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Union

FunctionNode = (ast.FunctionDef, ast.AsyncFunctionDef)


def walk_scope(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """Every node of ``body`` that belongs to the same scope: nested functions and classes are not entered."""
    pending: list[ast.AST] = list(reversed(body))
    while pending:
        node = pending.pop()
        yield node
        if isinstance(node, (*FunctionNode, ast.ClassDef, ast.Lambda)):
            continue
        pending += reversed(list(ast.iter_child_nodes(node)))


def imported_names(node: ast.AST, package: str) -> Iterator[tuple[str, str]]:
    """(local name, dotted path) of each import: ``from a import b as c`` -> ``("c", "a.b")``."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield (alias.asname, alias.name) if alias.asname else ((alias.name.split(".")[0],) * 2)
    elif isinstance(node, ast.ImportFrom):
        base = node.module or ""
        if node.level:
            parents = package.split(".")[: len(package.split(".")) - node.level + 1]
            base = ".".join([*parents, *([node.module] if node.module else [])])
        for alias in node.names:
            yield alias.asname or alias.name, f"{base}.{alias.name}"


def bound_names(target: ast.expr) -> Iterator[str]:
    """The plain names that assigning to ``target`` binds."""
    for node in ast.walk(target):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def first_parameter(node: ast.FunctionDef | ast.AsyncFunctionDef) -> str | None:
    """The name of the first positional parameter (``self``), or None; static methods have none."""
    if any(isinstance(item, ast.Name) and item.id == "staticmethod" for item in node.decorator_list):
        return None
    positional = [*node.args.posonlyargs, *node.args.args]
    return positional[0].arg if positional else None


def named_by(node: ast.AST) -> str | None:
    """The name that a handler, a definition or a pattern binds by itself."""
    if isinstance(node, (ast.ExceptHandler, *FunctionNode, ast.ClassDef, ast.MatchAs, ast.MatchStar)):
        return node.name
    return node.rest if isinstance(node, ast.MatchMapping) else None


Pair = tuple[ast.expr, Union[ast.expr, None]]


def assignment_pairs(node: ast.AST) -> Iterator[Pair]:
    """(target, value) of each single binding in a statement; value is None where it is only a part."""
    rule = _PAIRS.get(type(node))
    return rule(node) if rule is not None else iter(())


def _assigned(node: ast.Assign) -> Iterator[Pair]:
    for target in node.targets:
        yield from _unpacked(target, node.value)


def _annotated(node: ast.AnnAssign) -> Iterator[Pair]:
    if node.value is not None:
        yield node.target, node.value


def _named(node: ast.NamedExpr) -> Iterator[Pair]:
    yield node.target, node.value


def _augmented(node: ast.AugAssign) -> Iterator[Pair]:
    yield node.target, ast.copy_location(ast.BinOp(_as_load(node.target), node.op, node.value), node)


def _looped(node: ast.For | ast.AsyncFor) -> Iterator[Pair]:
    yield from _unpacked(node.target, None)


def _entered(node: ast.With | ast.AsyncWith) -> Iterator[Pair]:
    for item in node.items:
        if item.optional_vars is not None:
            yield from _unpacked(item.optional_vars, None)


def _deleted(node: ast.Delete) -> Iterator[Pair]:
    for target in node.targets:
        yield target, None


_PAIRS: Mapping[type[ast.AST], Callable[[Any], Iterator[Pair]]] = {
    ast.Assign: _assigned,
    ast.AnnAssign: _annotated,
    ast.NamedExpr: _named,
    ast.AugAssign: _augmented,
    ast.For: _looped,
    ast.AsyncFor: _looped,
    ast.With: _entered,
    ast.AsyncWith: _entered,
    ast.Delete: _deleted,
}


def _as_load(node: ast.expr) -> ast.expr:
    if isinstance(node, ast.Name):
        return ast.copy_location(ast.Name(node.id, ast.Load()), node)
    return node


def _unpacked(target: ast.expr, value: ast.expr | None) -> Iterator[tuple[ast.expr, ast.expr | None]]:
    if isinstance(target, (ast.Tuple, ast.List)):
        values: list[ast.expr | None] = [None] * len(target.elts)
        if (
            isinstance(value, (ast.Tuple, ast.List))
            and len(value.elts) == len(target.elts)
            and not any(isinstance(item, ast.Starred) for item in [*value.elts, *target.elts])
        ):
            values = list(value.elts)
        for item, part in zip(target.elts, values, strict=False):
            yield from _unpacked(item, part)
    elif isinstance(target, ast.Starred):
        yield target.value, None
    else:
        yield target, value


def declared(method: ast.AST, name: str) -> ast.expr | None:
    """The annotation of ``self.name: T = ...`` in a method."""
    for node in ast.walk(method):
        if (
            isinstance(node, ast.AnnAssign)
            and isinstance(node.target, ast.Attribute)
            and node.target.attr == name
        ):
            return node.annotation
    return None
