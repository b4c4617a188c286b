"""Names and types of a class: attributes, methods, bases."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_howto import class_body
from sphinx_howto.analysis import lasting, types
from sphinx_howto.analysis.scope import project, returned
from sphinx_howto.analysis.scope.bindings import (
    FunctionNode,
    assignment_pairs,
    declared,
    first_parameter,
    walk_scope,
)
from sphinx_howto.analysis.scope.functions import FunctionScope

if TYPE_CHECKING:
    from sphinx_howto.analysis.scope.modules import ModuleScope


PROPERTIES = {
    "property",
    "functools.cached_property",
    "abc.abstractproperty",
    "cached_property",
    "django.utils.functional.cached_property",
    "werkzeug.utils.cached_property",
}


class ClassScope:
    """What a class says about the attributes and methods of its instances."""

    def __init__(self, module: ModuleScope, node: ast.ClassDef) -> None:
        self.module = module
        self.node = node
        self.methods: dict[str, ast.FunctionDef | ast.AsyncFunctionDef] = {
            item.name: item for item in walk_scope(node.body) if isinstance(item, FunctionNode)
        }
        self.values: dict[str, ast.expr] = {}
        self.annotations: dict[str, ast.expr] = {}
        for item in node.body:
            if isinstance(item, ast.Assign):
                for target in item.targets:
                    if isinstance(target, ast.Name):
                        self.values[target.id] = item.value
            elif isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
                self.annotations[item.target.id] = item.annotation
                if item.value is not None:
                    self.values[item.target.id] = item.value
        self._busy: set[str] = set()
        self._types: dict[str, types.Type | None] = {}

    @property
    def path(self) -> str:
        return f"{self.module.module.name}.{self.node.name}"

    @cached_property
    def foreign_bases(self) -> tuple[str, ...]:
        """The dotted paths of the base classes that are not of this project, in order."""
        paths = (
            self.module.dotted(base.value if isinstance(base, ast.Subscript) else base)
            for base in self.node.bases
        )
        own = self.module.module
        return tuple(path for path in paths if path is not None and not project.holds(own, path))

    def receiver(self, method: ast.FunctionDef | ast.AsyncFunctionDef) -> str | None:
        """The parameter of a method that is given the instance or class; None where there is none."""
        return None if method.name in class_body.plain_functions(self.node) else first_parameter(method)

    def binds(self, name: str) -> bool:
        """Whether the class itself says what ``name`` is."""
        return name in self.methods or name in self.values or name in self.assignments

    @cached_property
    def bases(self) -> tuple[ClassScope, ...]:
        """The base classes whose source can be found, in order."""
        found = []
        for base in self.node.bases:
            path = self.module.dotted(base.value if isinstance(base, ast.Subscript) else base)
            if path is None:
                continue
            known = self.module.definitions.get(path.rpartition(".")[2])
            if isinstance(known, ast.ClassDef) and path == f"{self.module.module.name}.{known.name}":
                if known is not self.node:
                    found.append(self.module.class_scope(known))
                continue
            other = self.module.context.find(path)
            if other is not None and isinstance(other.node, ast.ClassDef) and other.node is not self.node:
                found.append(self.module.context.module(other.module).class_scope(other.node))
        return tuple(found)

    def lineage(self) -> Iterator[ClassScope]:
        """The class and its found bases, each once, depth first (close to the real method order)."""
        seen: set[int] = set()
        pending: list[ClassScope] = [self]
        while pending and len(seen) < 40:
            scope = pending.pop(0)
            if id(scope.node) not in seen:
                seen.add(id(scope.node))
                yield scope
                pending = [*scope.bases, *pending]

    def method(self, name: str) -> tuple[ClassScope, ast.FunctionDef | ast.AsyncFunctionDef] | None:
        """The method that ``self.name`` finds, with the class that defines it."""
        for scope in self.lineage():
            if name in scope.methods:
                return scope, scope.methods[name]
        return None

    @cached_property
    def assignments(self) -> dict[str, list[tuple[ast.expr | None, ast.FunctionDef | ast.AsyncFunctionDef]]]:
        """Attribute -> (value, method) of each assignment ``self.x = value`` in the class's own methods."""
        return lasting.kept("assignments", self.node, self._assignments)

    def _assignments(self) -> dict[str, list[tuple[ast.expr | None, ast.FunctionDef | ast.AsyncFunctionDef]]]:
        found: dict[str, list[tuple[ast.expr | None, ast.FunctionDef | ast.AsyncFunctionDef]]] = {}
        for method in self.methods.values():
            receiver = self.receiver(method)
            if receiver is None:
                continue
            for node in ast.walk(method):
                for target, value in assignment_pairs(node):
                    if (
                        isinstance(target, ast.Attribute)
                        and isinstance(target.value, ast.Name)
                        and target.value.id == receiver
                    ):
                        found.setdefault(target.attr, []).append((value, method))
        return found

    def attribute(self, name: str) -> types.Type | None:
        """The type of ``self.name``, if annotations or all assignments agree on one."""
        if name not in self._types:
            if name in self._busy:
                return None
            self._busy.add(name)
            self._types[name] = self._attribute(name)
            self._busy.discard(name)
        return self._types[name]

    def _attribute(self, name: str) -> types.Type | None:
        for scope in self.lineage():
            if name in scope.annotations:
                return scope.module.annotated(scope.annotations[name])
            method = scope.methods.get(name)
            if method is not None:
                is_property = any(scope.module.dotted(item) in PROPERTIES for item in method.decorator_list)
                return returned.believed(FunctionScope(scope.module, method, scope)) if is_property else None
        every: list[list[types.Type | None]] = []
        for scope in self.lineage():
            found: list[types.Type | None] = []
            for value, owner in scope.assignments.get(name, []):
                stated = declared(owner, name)
                if stated is not None:
                    return scope.module.annotated(stated)
                found.append(
                    FunctionScope(scope.module, owner, scope).type_of(value) if value is not None else None
                )
            if found:
                every.append(found)
        value_of = next((scope for scope in self.lineage() if name in scope.values), None)
        if value_of is not None:
            every.append([FunctionScope(value_of.module, None, value_of).type_of(value_of.values[name])])
        return _agreed(every)

    def constant(self, name: str) -> ast.expr | None:
        """The value of a class attribute that no method assigns."""
        every = list(self.lineage())
        if any(name in scope.assignments for scope in every):
            return None
        return next((scope.values[name] for scope in every if name in scope.values), None)


def _agreed(every: list[list[types.Type | None]]) -> types.Type | None:
    """The type of an attribute by what each class of a lineage assigns, the nearest first.

    What a method of a base sets counts as much as what an own one sets. Where that is not known,
    an own class is still believed, but not that the attribute is a number or a text.
    """
    if not every:
        return None
    nearest = types.join(every[0])
    whole = types.join([item for found in every for item in found])
    if whole is not None or nearest is None or "." not in nearest.name:
        return whole
    others = [item for found in every[1:] for item in found if item is not None and item.name != "None"]
    return nearest if all(item.name == nearest.name for item in others) else None
