"""The check ``binds``: every call of project code fits its signature and awaited or iterated as it must."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sphinx_howto import definition
from sphinx_howto.catalogue import gettext
from sphinx_howto.example import (
    body,
    callee,
    classes,
    constructors,
    environment,
    imports,
    outcome,
    signatures,
)
from sphinx_howto.example.callee import Callee
from sphinx_howto.example.context import Context
from sphinx_howto.example.signatures import Parameter

# Decorators that leave the signature as it is written
_KEEPING = (
    "staticmethod classmethod abstractmethod contextmanager asynccontextmanager lru_cache cache wraps "
    "final override deprecated singledispatch singledispatchmethod coroutine no_type_check "
    "total_ordering"
)
KEEPING = frozenset(_KEEPING.split())


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a call, and at which line of the example."""

    message: str
    line: int


def faults(tree: ast.Module, context: Context) -> Iterator[Fault]:
    """Calls in ``tree`` that are proven wrong."""
    env = environment.of(tree, context)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _call(node, env, tree, context)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            yield from _attribute(node, env)


def _attribute(node: ast.Attribute, env: environment.Environment) -> Iterator[Fault]:
    """An attribute that the class of a known instance, or a module, does not have."""
    holder = env.resolve(node.value)
    if holder is None:
        return
    if not holder.is_instance:
        yield from _of_module(node, holder.path, env)
        return
    one = env.class_of(holder.path)
    if one is not None and not may_have(one, node.attr):
        message = gettext("{holder} has no attribute {name}").format(holder=one.name, name=node.attr)
        yield Fault(message, node.lineno)


def _of_module(node: ast.Attribute, path: str, env: environment.Environment) -> Iterator[Fault]:
    """A name that a module whose source is known does not bind."""
    lookup = env.context.lookup
    found = lookup.find(path)
    if (
        found is not None
        and found.kind == "module"
        and not imports.exists(found.module.name, node.attr, lookup)
    ):
        message = gettext("{holder} has no attribute {name}").format(holder=path, name=node.attr)
        yield Fault(message, node.lineno)


def may_have(one: classes.Class, name: str) -> bool:
    """Whether an instance of ``one`` may have the attribute ``name``."""
    if (
        not one.known
        or constructors.has_fields(one)
        or classes.is_enum(one)
        or one.parts[0].module.body != "source"
    ):
        return True
    if any(part.node.keywords or part.decorators for part in one.parts) or one.method("__getattr__"):
        return True
    if name.startswith("__") or one.method("__getattribute__") or one.method("__setattr__"):
        return True
    return any(_binds(part.node, name) for part in one.parts)


@lru_cache(maxsize=4096)
def _binds(node: ast.ClassDef, name: str) -> bool:
    for inner in ast.walk(node):
        if isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and inner.name == name:
            return True
        if isinstance(inner, ast.Name) and inner.id == name and isinstance(inner.ctx, ast.Store):
            return True
        if isinstance(inner, ast.Attribute) and inner.attr == name and isinstance(inner.ctx, ast.Store):
            return True
        if (isinstance(inner, ast.Name) and inner.id in ("setattr", "vars", "locals")) or (
            isinstance(inner, ast.Attribute) and inner.attr in ("__dict__", "__setattr__")
        ):
            return True
        if isinstance(inner, ast.alias) and (inner.asname or inner.name) == name:
            return True
    return False


def _call(
    node: ast.Call, env: environment.Environment, tree: ast.Module, context: Context
) -> Iterator[Fault]:
    found = env.find(node.func)
    if found is None:
        return
    one = _signature(found, node, env, context)
    if one is None:
        return
    message = mismatch(one.parameters, node)
    if message:
        yield Fault(f"{ast.unparse(node.func)}(): {message}", node.lineno)
    else:
        yield from _use(node, one, tree, context)


def _signature(
    found: definition.Definition, node: ast.Call, env: environment.Environment, context: Context
) -> Callee | None:
    """What the call is bound to; None where it cannot be known."""
    if isinstance(found.node, ast.ClassDef):
        return _of_class(classes.load(found, context.lookup), context)
    if (
        not isinstance(found.node, (ast.FunctionDef, ast.AsyncFunctionDef))
        or found.module.body == "inspected"
    ):
        return None
    names = {name.rpartition(".")[2] for name in signatures.decorators(found.node)}
    if names - KEEPING:
        return None
    holder = env.resolve(node.func.value) if isinstance(node.func, ast.Attribute) else None
    is_bound = holder is not None and holder.is_instance
    if found.owner is not None and not is_bound and not (names & {"staticmethod", "classmethod"}):
        # ``Class.method(instance)``: the instance comes first
        return None
    return callee.from_definition(found, context)


def _of_class(one: classes.Class, context: Context) -> Callee | None:
    made = constructors.constructor(one)
    if not made.sure or classes.is_enum(one) or classes.is_metaclass(one) or classes.is_protocol(one):
        return None
    if any(part.node.keywords for part in one.parts) or (made.node is not None and _is_wrapped(made.node)):
        return None
    if made.part is not None and made.part.module.body == "inspected":
        return None
    if made.node is None and (not one.known or not constructors.has_fields(one) or one.method("__init__")):
        return None
    if any(name.split(".")[0] in ("attr", "attrs") for part in one.parts for name in part.decorators):
        return None
    return callee.constructor(one, context)


def _is_wrapped(node: definition.FunctionNode) -> bool:
    return bool({name.rpartition(".")[2] for name in signatures.decorators(node)} - KEEPING)


def mismatch(parameters: tuple[Parameter, ...], node: ast.Call) -> str:
    """Why the call does not fit the parameters, or ``""``."""
    unpacks = any(isinstance(arg, ast.Starred) for arg in node.args)
    spreads = any(word.arg is None for word in node.keywords)
    positional = [parameter for parameter in parameters if parameter.kind in ("positional-only", "plain")]
    takes_rest = any(parameter.kind == "rest" for parameter in parameters)
    if len(node.args) > len(positional) and not takes_rest and not unpacks:
        return gettext("takes at most {count} positional arguments, {given} were given").format(
            count=len(positional), given=len(node.args)
        )
    filled = {parameter.name for parameter in positional[: len(node.args)]}
    by_name = {parameter.name for parameter in parameters if parameter.kind in ("plain", "keyword")}
    takes_keywords = any(parameter.kind == "keywords" for parameter in parameters)
    for word in node.keywords:
        if word.arg is None:
            continue
        if word.arg not in by_name and not takes_keywords:
            return gettext("has no parameter {name}").format(name=word.arg)
        if word.arg in filled and not unpacks:
            return gettext("gets {name} twice").format(name=word.arg)
        filled.add(word.arg)
    missing = [
        parameter.name for parameter in parameters if parameter.required and parameter.name not in filled
    ]
    if missing and not unpacks and not spreads:
        return gettext("needs the argument {name}").format(name=missing[0])
    return ""


def _use(node: ast.Call, one: Callee, tree: ast.Module, context: Context) -> Iterator[Fault]:
    """Coroutines are awaited, asynchronous generators iterated with ``async for``."""
    holder = body.parents(tree).get(node)
    kind = outcome.of(one, context)
    name = ast.unparse(node.func)
    if kind == outcome.COROUTINE and isinstance(holder, (ast.Expr, ast.For)):
        yield Fault(gettext("{name}() is a coroutine and must be awaited").format(name=name), node.lineno)
    elif kind == outcome.ASYNC_GENERATOR and isinstance(holder, (ast.Expr, ast.For, ast.Await)):
        yield Fault(gettext("{name}() must be iterated with async for").format(name=name), node.lineno)
    elif (
        kind == outcome.GENERATOR
        and isinstance(holder, (ast.Await, ast.AsyncFor))
        and one.body
        and not one.is_async
    ):
        yield Fault(
            gettext("{name}() is a generator and must be iterated with for").format(name=name), node.lineno
        )
