"""What code reads that only another call gives it: attributes of its object, globals of its module."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import lru_cache

from sphinx_howto import definition
from sphinx_howto.example import body, classes, scope

_CREATION = ("__init__", "__new__", "__post_init__", "__enter__", "__aenter__", "setup", "__init_subclass__")


def late(one: classes.Class) -> frozenset[str]:
    """Attributes that only methods set which nobody calls when an object is made."""
    if not one.known:
        return frozenset()
    early: set[str] = set(one.methods())
    pending = [name for name in _CREATION if one.method(name) is not None]
    seen = set(pending)
    for part in one.parts:
        early |= _declared(part.node)
    while pending:
        found = one.method(pending.pop())
        assert found is not None
        early |= body.stored(found[0])
        called = {name for name in _called(found[0]) if one.method(name) is not None} - seen
        seen |= called
        pending += sorted(called)
    stored = frozenset[str]().union(*(body.stored(part.node) for part in one.parts))
    return stored - early


@lru_cache(maxsize=256)
def setters(module: definition.Module) -> Mapping[str, frozenset[str]]:
    """Function -> the functions that must be called before it: they set globals that it reads."""
    makers: dict[str, str] = {}
    functions = {
        node.name: node
        for node in module.tree.body
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    }
    for name, node in functions.items():
        for statement in ast.walk(node):
            if isinstance(statement, ast.Global):
                makers.update({given: name for given in statement.names if not _has_value(module, given)})
    found = {}
    for name, node in functions.items():
        read = {
            inner.id
            for inner in ast.walk(node)
            if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Load)
        }
        found[name] = frozenset(maker for given, maker in makers.items() if given in read and maker != name)
    return found


@lru_cache(maxsize=256)
def shared(module: definition.Module) -> frozenset[str]:
    """The globals that functions of the module change."""
    found = (node for node in ast.walk(module.tree) if isinstance(node, ast.Global))
    return frozenset(name for node in found for name in node.names)


def _has_value(module: definition.Module, name: str) -> bool:
    """Whether importing the module gives a name something other than None."""
    statement = scope.defined(module).get(name)
    value = getattr(statement, "value", None)
    return statement is not None and not (isinstance(value, ast.Constant) and value.value is None)


@lru_cache(maxsize=4096)
def reads(node: definition.FunctionNode) -> frozenset[str]:
    """Attributes of ``self`` that a method reads, without those that it sets or tests for itself."""
    if not node.args.args and not node.args.posonlyargs:
        return frozenset()
    receiver = [*node.args.posonlyargs, *node.args.args][0].arg
    tested = {
        str(call.args[1].value)
        for call in ast.walk(node)
        if isinstance(call, ast.Call)
        and scope.dotted(call.func) in ("hasattr", "getattr", "delattr")
        and len(call.args) > 1
        and isinstance(call.args[1], ast.Constant)
    }
    guarded = {
        inner
        for block in ast.walk(node)
        if isinstance(block, ast.Try)
        and any("AttributeError" in ast.unparse(one.type or ast.Name("")) for one in block.handlers)
        for inner in ast.walk(block)
    }
    found = {
        inner.attr
        for inner in ast.walk(node)
        if isinstance(inner, ast.Attribute)
        and isinstance(inner.ctx, ast.Load)
        and isinstance(inner.value, ast.Name)
        and inner.value.id == receiver
        and inner not in guarded
    }
    return frozenset(found - tested - body.stored(node))


@lru_cache(maxsize=1024)
def _declared(node: ast.ClassDef) -> frozenset[str]:
    """Names that the class body gives a value or a type, and its slots."""
    found = {name for item in scope.statements(node.body) for name in scope.bound_by(item)}
    found |= {
        alias.asname or alias.name
        for item in node.body
        if isinstance(item, ast.ImportFrom)
        for alias in item.names
    }
    slots = next(
        (
            item.value
            for item in node.body
            if isinstance(item, ast.Assign) and scope.bound_by(item) == ["__slots__"]
        ),
        None,
    )
    if isinstance(slots, (ast.Tuple, ast.List)):
        found |= {str(one.value) for one in slots.elts if isinstance(one, ast.Constant)}
    return frozenset(found)


@lru_cache(maxsize=4096)
def _called(node: definition.FunctionNode) -> frozenset[str]:
    return frozenset(
        call.func.attr
        for call in ast.walk(node)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and (
            scope.dotted(call.func.value) in ("self", "cls")
            or ast.unparse(call.func.value).startswith("super(")
        )
    )
