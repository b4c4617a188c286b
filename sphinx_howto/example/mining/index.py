"""An index of calls: the dotted names that the example files use, and where."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sphinx_howto.example import body, scope
from sphinx_howto.example.context import Context
from sphinx_howto.example.mining import files


@dataclass(frozen=True, eq=False)
class Site:
    """A place where a name is called: the code, the enclosing function (or module), the call."""

    unit: files.Unit
    scope: ast.AST
    call: ast.Call


def calls(path: str, context: Context) -> list[Site]:
    """Where the object at ``path`` is called, under whatever name the files know it."""
    last = path.rpartition(".")[2]
    found: list[Site] = []
    if "calls" not in context.memo:
        context.memo["calls"] = of(context.settings.example_paths)
    every: Mapping[str, tuple[Site, ...]] = context.memo["calls"]
    for name, sites in every.items():
        if name.rpartition(".")[2] == last and _stands_for(name, path, context):
            found += sites
    return found


def _stands_for(name: str, path: str, context: Context) -> bool:
    """Whether a written name leads to the object at ``path``, through re-exports."""
    if name == path:
        return True
    holder, _, method = name.rpartition("().")
    found = context.lookup.find(holder or name)
    return found is not None and (f"{found.path}.{method}" if holder else found.path) == path


def of(paths: tuple[str, ...]) -> Mapping[str, tuple[Site, ...]]:
    """Written dotted name of a callee to its call sites, in the order of files and lines.

    A method of an object that was made in the same function is indexed as ``Class().method``.
    """
    found = tuple(unit for path in files.find(paths) for unit in files.units(path))
    return _of(found)


@lru_cache(maxsize=8)
def _of(units: tuple[files.Unit, ...]) -> Mapping[str, tuple[Site, ...]]:
    index: dict[str, list[Site]] = {}
    for unit in units:
        for name, site in _sites(unit):
            index.setdefault(name, []).append(site)
    return {name: tuple(sites) for name, sites in index.items()}


def _sites(unit: files.Unit) -> Iterator[tuple[str, Site]]:
    imported = scope.imports_in(unit.tree)
    parents = body.parents(unit.tree)
    for node in ast.walk(unit.tree):
        if not isinstance(node, ast.Call):
            continue
        holder = _function_around(node, parents)
        for name in _names(node.func, imported, holder or unit.tree, unit.tree):
            yield name, Site(unit, holder or unit.tree, node)


def _function_around(node: ast.AST, parents: Mapping[ast.AST, ast.AST]) -> ast.AST | None:
    """The outermost function that holds ``node``."""
    found: ast.AST | None = None
    at: ast.AST | None = node
    while at is not None:
        if isinstance(at, (ast.FunctionDef, ast.AsyncFunctionDef)) and node not in at.decorator_list:
            found = at
        at = parents.get(at)
    return found


def _names(func: ast.expr, imported: Mapping[str, str], holder: ast.AST, tree: ast.Module) -> Iterator[str]:
    name = scope.dotted(func)
    head, _, rest = name.partition(".")
    if head in imported:
        yield f"{imported[head]}.{rest}" if rest else imported[head]
    elif isinstance(func, ast.Attribute):
        made = _class_of(func.value, imported, holder, tree)
        if made:
            yield f"{made}().{func.attr}"


def _class_of(node: ast.expr, imported: Mapping[str, str], holder: ast.AST, tree: ast.Module) -> str:
    """The dotted name of what ``node`` was made by: ``Class(...)`` itself or a variable that holds it."""
    if isinstance(node, ast.Call):
        name = scope.dotted(node.func)
        head, _, rest = name.partition(".")
        return (f"{imported[head]}.{rest}" if rest else imported[head]) if head in imported else ""
    if not isinstance(node, ast.Name):
        return ""
    value = _assigned(holder).get(node.id) or _assigned(tree).get(node.id) or _fixtures(tree).get(node.id)
    return _class_of(value, imported, holder, tree) if isinstance(value, ast.Call) else ""


@lru_cache(maxsize=4096)
def _assigned(holder: ast.AST) -> Mapping[str, ast.expr]:
    """Name to the one call that it is assigned below ``holder``."""
    found: dict[str, ast.expr] = {}
    for node in ast.walk(holder):
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, node.value)
        elif isinstance(node, ast.withitem) and isinstance(node.optional_vars, ast.Name):
            found.setdefault(node.optional_vars.id, node.context_expr)
    return found


@lru_cache(maxsize=512)
def _fixtures(tree: ast.Module) -> Mapping[str, ast.expr]:
    """Fixture name to the expression that it returns."""
    found: dict[str, ast.expr] = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and any(
            "fixture" in ast.unparse(deco) for deco in node.decorator_list
        ):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Return) and inner.value is not None:
                    found[node.name] = inner.value
    return found
