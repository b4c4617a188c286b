"""What a parsed module offers by name: its scopes, what it exports and what it binds without a statement."""

from __future__ import annotations

import ast
import weakref
from collections.abc import Iterator
from functools import cached_property
from typing import TypeGuard

import griffe

from sphinx_howto import definition
from sphinx_howto.source import names, unwritten


class Contents:
    """The names of one module, worked out when they are first asked for."""

    def __init__(self, module: definition.Module) -> None:
        self._tree = module.tree
        self._name = module.name
        self.package = module.name if module.is_package else module.name.rpartition(".")[0]
        self._scopes: dict[ast.AST, names.Scope] = {}
        self._attributes: dict[ast.AST, dict[str, ast.stmt]] = {}

    def scope(self, node: ast.Module | ast.ClassDef) -> names.Scope:
        """The names that the body of ``node`` binds."""
        if node not in self._scopes:
            self._scopes[node] = names.collect(node.body, self.package)
        return self._scopes[node]

    @property
    def top(self) -> names.Scope:
        """The names of the module itself."""
        return self.scope(self._tree)

    def instance_attributes(self, node: ast.ClassDef) -> dict[str, ast.stmt]:
        """The attributes that methods of ``node`` set on ``self``, each with its first assignment."""
        if node not in self._attributes:
            found: dict[str, ast.stmt] = {}
            for name, statement in _set_on_self(node):
                found.setdefault(name, statement)
            self._attributes[node] = found
        return self._attributes[node]

    @cached_property
    def exports(self) -> tuple[str, ...] | None:
        """The names in ``__all__``; ``module.*`` stands for all that another exports; None: no list."""
        found: list[str] = []
        listed = False
        for node, _ in names.walk(self._tree.body):
            values = _exported(node, self._name)
            if values is not None:
                found += values
                listed = True
        return tuple(found) if listed else None

    @cached_property
    def unwritten(self) -> dict[str, tuple[unwritten.Place, ...]]:
        """Names that no statement binds, each with the places where they may lie."""
        return unwritten.find(self._tree, self.top, self._name, self.package)

    @cached_property
    def set_by_functions(self) -> dict[str, ast.stmt]:
        """The names that functions declare ``global`` and assign, each with its first assignment."""
        return unwritten.set_by_functions(self._tree)


_known: weakref.WeakKeyDictionary[definition.Module, Contents] = weakref.WeakKeyDictionary()


def of(module: definition.Module) -> Contents:
    """The contents of ``module``, worked out once."""
    if module not in _known:
        _known[module] = Contents(module)
    return _known[module]


def _exported(node: ast.stmt, module: str) -> list[str] | None:
    """The names that one statement adds to ``__all__``, or None if it adds none that are known."""
    value = _export_value(node)
    if value is None:
        return None
    assignment = ast.Assign(targets=[ast.Name("__all__", ast.Store())], value=value)
    try:
        found = griffe.get__all__(assignment, griffe.Module(module))
    except (KeyError, IndexError):
        return None
    return [item if isinstance(item, str) else _star(item) for item in found]


def _export_value(node: ast.stmt) -> ast.expr | None:
    if isinstance(node, ast.Assign) and any(_is_all(target) for target in node.targets):
        return node.value
    if isinstance(node, (ast.AnnAssign, ast.AugAssign)) and _is_all(node.target):
        return node.value
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and len(node.value.args) == 1:
        called, argument = node.value.func, node.value.args[0]
        if isinstance(called, ast.Attribute) and _is_all(called.value):
            known = {"extend": argument, "append": ast.List([argument], ast.Load())}
            return known.get(called.attr)
    return None


def _is_all(target: ast.expr) -> bool:
    return isinstance(target, ast.Name) and target.id == "__all__"


def _star(item: griffe.ExprName) -> str:
    parent = item.parent
    return f"{parent.name}.*" if isinstance(parent, griffe.ExprName) else ".*"


def _set_on_self(node: ast.ClassDef) -> Iterator[tuple[str, ast.stmt]]:
    methods = [child for child, _ in names.walk(node.body) if isinstance(child, names.Functions)]
    for method in sorted(methods, key=lambda method: method.name != "__init__"):
        first = (*method.args.posonlyargs, *method.args.args)[:1]
        for statement, _ in names.walk(method.body) if first else ():
            for target in _targets(statement):
                if _is_member_of(target, first[0].arg):
                    yield target.attr, statement


def _is_member_of(target: ast.expr, name: str) -> TypeGuard[ast.Attribute]:
    holder = target.value if isinstance(target, ast.Attribute) else None
    return isinstance(holder, ast.Name) and holder.id == name


def _targets(node: ast.stmt) -> Iterator[ast.expr]:
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign):
        targets = node.targets
    elif isinstance(node, ast.AnnAssign):
        targets = [node.target]
    for target in targets:
        yield from target.elts if isinstance(target, ast.Tuple) else [target]
