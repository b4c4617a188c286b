"""Which class of the project a method is looked up in, and what it finds there or in libraries."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Union

from sphinx_howto.analysis import types

if TYPE_CHECKING:
    from sphinx_howto.analysis.scope.classes import ClassScope
    from sphinx_howto.analysis.scope.functions import FunctionScope

Method = tuple["ClassScope", Union[ast.FunctionDef, ast.AsyncFunctionDef]]


def class_of(scope: FunctionScope, found: types.Type | None) -> ClassScope | None:
    """The class of the project that a type names."""
    if found is None or found.optional or "." not in found.name:
        return None
    target = scope.module.context.find(found.name)
    if target is None or not isinstance(target.node, ast.ClassDef) or not scope.same_project(target.path):
        return None
    return scope.module.context.module(target.module).class_scope(target.node)


def receiver_class(scope: FunctionScope, receiver: ast.expr) -> ClassScope | None:
    """The class that a method of ``receiver`` is looked up in: of ``self``, ``super()`` or its type."""
    if scope.is_receiver(receiver):
        return scope.owner
    if isinstance(receiver, ast.Call) and scope.dotted(receiver.func) == "super":
        return scope.owner if not receiver.args else None
    return class_of(scope, scope.type_of(receiver))


def method_called(scope: FunctionScope, call: ast.Call) -> Method | None:
    """The method of the project that ``x.m(...)`` finds: of ``self``, a base, or a known class."""
    if not isinstance(call.func, ast.Attribute):
        return None
    owner = receiver_class(scope, call.func.value)
    if owner is None:
        return None
    if isinstance(call.func.value, ast.Call) and scope.dotted(call.func.value.func) == "super":
        found = (base.method(call.func.attr) for base in owner.bases)
        return next((item for item in found if item is not None), None)
    return owner.method(call.func.attr)


def inherited(scope: FunctionScope, call: ast.Call) -> Iterator[str]:
    """The names that a method has in the libraries whose classes a project class extends."""
    assert isinstance(call.func, ast.Attribute)
    owner = receiver_class(scope, call.func.value)
    if owner is None:
        return
    is_super = isinstance(call.func.value, ast.Call) and scope.dotted(call.func.value.func) == "super"
    for item in owner.lineage():
        if not (is_super and item is owner) and item.binds(call.func.attr):
            return
        yield from (f"{base}.{call.func.attr}" for base in item.foreign_bases)


def constructed(scope: FunctionScope, path: str) -> Iterator[str]:
    """The classes of libraries whose creation that of a project class is: none defines how."""
    owner = class_of(scope, types.Type(path))
    for item in owner.lineage() if owner is not None else ():
        if {"__init__", "__new__"} & item.methods.keys():
            return
        # What has ``object`` as its only base is told by its own name
        yield from (base for base in item.foreign_bases if base != "object")
