"""What calling a function gives: nothing, a value, a generator, a coroutine, a context manager."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from sphinx_howto import definition
from sphinx_howto.example import annotation, signatures
from sphinx_howto.example.callee import Callee
from sphinx_howto.example.context import Context

# A secret is no more printed than a function is
SECRET, FUNCTION = "secret", "function"
NOTHING, VALUE, GENERATOR, ENDLESS, COROUTINE, ASYNC_GENERATOR, MANAGER, ASYNC_MANAGER, NEVER = (
    "nothing",
    "value",
    "generator",
    "endless",
    "coroutine",
    "async-generator",
    "manager",
    "async-manager",
    "never",
)


def own(node: ast.AST) -> Iterator[ast.AST]:
    """Every node below ``node`` that belongs to it and not to a function or class inside it."""
    for child in ast.iter_child_nodes(node):
        yield child
        if not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            yield from own(child)


def of(one: Callee, context: Context) -> str:
    """The kind of result of calling ``one``."""
    if one.node is None:
        return VALUE
    decorated = {name.rpartition(".")[2] for name in signatures.decorators(one.node)}
    if "contextmanager" in decorated:
        return MANAGER
    if "asynccontextmanager" in decorated:
        return ASYNC_MANAGER
    parts = list(own(one.node))
    yields = any(isinstance(part, (ast.Yield, ast.YieldFrom)) for part in parts)
    if one.is_async:
        return ASYNC_GENERATOR if yields else COROUTINE
    if yields:
        return ENDLESS if _is_endless(one.node) else GENERATOR
    return _plain(one, parts, context)


_ASKING = re.compile(
    r"_*(get|read|ask|prompt|input|enter|load|\w+_get|fetch|create|generate|issue|make|new|refresh|obtain)"
    r"_?\w*(pass|passwd|password|passphrase|secret|token|(api|access|secret|private|auth|license)_?key)",
)


def is_secret(one: Callee) -> bool:
    """Whether what a function gives is a password, a token or a key, by its name."""
    return _ASKING.fullmatch(one.name) is not None


def given_function(one: Callee) -> definition.FunctionNode | ast.Lambda | None:
    """The lambda or the nested function that every ``return`` gives; None where something else is given."""
    if one.node is None or one.is_async:
        return None
    inside = {
        node.name: node for node in own(one.node) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    }
    found = [
        inside.get(part.value.id) if isinstance(part.value, ast.Name) else part.value
        for part in own(one.node)
        if isinstance(part, ast.Return)
    ]
    first = found[0] if found else None
    is_one = all(part is first for part in found) and not isinstance(first, ast.AsyncFunctionDef)
    return first if is_one and isinstance(first, (ast.Lambda, ast.FunctionDef)) else None


def _plain(one: Callee, parts: list[ast.AST], context: Context) -> str:
    assert one.node is not None
    if given_function(one) is not None:
        return FUNCTION
    if is_secret(one):
        return SECRET
    shape = annotation.shape(one.node.returns, one.module, context.lookup)
    by_annotation = {
        "none": NOTHING,
        "async-iterator": ASYNC_GENERATOR,
        "awaitable": COROUTINE,
        "iterator": GENERATOR,
    }
    if shape.kind in by_annotation:
        return by_annotation[shape.kind]
    written = ast.unparse(one.node.returns) if one.node.returns is not None else ""
    if "AsyncContextManager" in written:
        return ASYNC_MANAGER
    if "ContextManager" in written:
        return MANAGER
    if "NoReturn" in written or "Never" in written:
        return NEVER
    if written:
        return VALUE
    returns = any(isinstance(part, ast.Return) and not _is_none(part.value) for part in parts)
    if returns or one.module.body != "source":
        return VALUE
    return NOTHING


def is_silent(one: Callee, context: Context) -> bool:
    """Whether a coroutine function gives no value when awaited."""
    if one.node is None:
        return False
    if one.node.returns is not None:
        return annotation.shape(one.node.returns, one.module, context.lookup).kind == "none"
    return not any(isinstance(part, ast.Return) and not _is_none(part.value) for part in own(one.node))


def _is_none(node: ast.expr | None) -> bool:
    return node is None or (isinstance(node, ast.Constant) and node.value is None)


def never_returns(node: definition.FunctionNode) -> bool:
    """Whether calling it goes round for ever: a ``while True`` that nothing leaves, and no generator."""
    inside = list(own(node))
    loops = [item for item in node.body if isinstance(item, ast.While) and _is_true(item.test)]
    leaving = (ast.Break, ast.Return, ast.Raise, ast.Yield, ast.YieldFrom)
    exits = [item for item in inside if isinstance(item, ast.Attribute) and item.attr in ("exit", "_exit")]
    return bool(loops) and not exits and not any(isinstance(item, leaving) for item in inside)


def _is_true(test: ast.expr) -> bool:
    return isinstance(test, ast.Constant) and bool(test.value)


def _is_endless(node: definition.FunctionNode) -> bool:
    """Whether it yields in a ``while True`` that nothing leaves."""
    for loop in own(node):
        if isinstance(loop, ast.While) and isinstance(loop.test, ast.Constant) and loop.test.value:
            inside = list(own(loop))
            yields = any(isinstance(part, (ast.Yield, ast.YieldFrom)) for part in inside)
            leaves = any(isinstance(part, (ast.Break, ast.Return, ast.Raise)) for part in inside)
            if yields and not leaves:
                return True
    return False
