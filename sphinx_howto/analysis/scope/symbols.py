"""The symbol table of a module: what it imports, defines and assigns, worked out once for each file read."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from sphinx_howto import definition
from sphinx_howto.analysis.scope import alternatives
from sphinx_howto.analysis.scope.bindings import (
    FunctionNode,
    bound_names,
    named_by,
    walk_scope,
)


@dataclass(frozen=True)
class Symbols:
    """The names of a module.

    imports: local name -> dotted path. doubtful: name -> other things that it may be imported from.
    void: imported names that are otherwise bound to nothing of use.
    definitions: name -> function or class, the last one.
    assigned: name -> every value that is assigned to it (None where it is only a part).
    constants: names that are bound exactly once, to an expression.
    opened: names that one ``with`` statement alone binds -> that.
    """

    imports: Mapping[str, str]
    doubtful: Mapping[str, tuple[str, ...]]
    void: frozenset[str]
    definitions: Mapping[str, ast.stmt]
    assigned: Mapping[str, tuple[ast.expr | None, ...]]
    constants: Mapping[str, ast.expr]
    opened: Mapping[str, ast.With]


_known: WeakKeyDictionary[definition.Module, Symbols] = WeakKeyDictionary()


def of(module: definition.Module) -> Symbols:
    """The symbols of ``module``."""
    found = _known.get(module)
    if found is None:
        found = _known[module] = _collect(module)
    return found


def _collect(module: definition.Module) -> Symbols:
    package = module.name if module.is_package else module.name.rpartition(".")[0]
    nodes = list(walk_scope(module.tree.body))
    imported = alternatives.of(module.tree, nodes, package)
    definitions = {node.name: node for node in nodes if isinstance(node, (*FunctionNode, ast.ClassDef))}
    assigned: dict[str, tuple[ast.expr | None, ...]] = {}
    for node in nodes:
        for name, value in _assignments(node):
            assigned[name] = (*assigned.get(name, ()), value)
    unsettled = {*_rebound(nodes, module.tree), *definitions, *imported.paths}
    constants = {
        name: values[0]
        for name, values in assigned.items()
        if len(values) == 1 and values[0] is not None and name not in unsettled
    }
    opened = _opened(nodes, {*assigned, *definitions, *imported.paths})
    return Symbols(imported.paths, imported.doubtful, imported.void, definitions, assigned, constants, opened)


def _opened(nodes: list[ast.AST], others: set[str]) -> dict[str, ast.With]:
    """The names that a ``with`` statement binds and nothing else does."""
    found = [
        (item.optional_vars.id, node)
        for node in nodes
        if isinstance(node, ast.With)
        for item in node.items
        if isinstance(item.optional_vars, ast.Name)
    ]
    names = [name for name, _ in found]
    return {name: node for name, node in found if names.count(name) == 1 and name not in others}


def _assignments(node: ast.AST) -> Iterator[tuple[str, ast.expr | None]]:
    if isinstance(node, ast.Assign):
        for target in node.targets:
            value = node.value if isinstance(target, ast.Name) else None
            for name in bound_names(target):
                yield name, value
    elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        yield node.target.id, node.value


def _rebound(nodes: list[ast.AST], tree: ast.Module) -> Iterator[str]:
    """Names that a loop, ``with``, ``del``, a handler, a pattern or a function with ``global`` binds anew."""
    for node in nodes:
        name = named_by(node)
        if name:
            yield name
        if isinstance(node, (ast.AugAssign, ast.NamedExpr, ast.For, ast.With, ast.Delete)):
            for child in ast.walk(node):
                if isinstance(child, ast.Name) and not isinstance(child.ctx, ast.Load):
                    yield child.id
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            yield from node.names
