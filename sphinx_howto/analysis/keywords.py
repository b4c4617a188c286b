"""What a function makes of its further keyword arguments: the keys that it reads, and who gets them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_howto.analysis import code as quoting

_READ = ("get", "pop")


@dataclass(frozen=True)
class Keywords:
    """The use of ``**kwargs``.

    needed: keys without which every call fails with ``KeyError``. read: the other keys. passed: the callees
    that are given all that is left, as they are written.
    """

    needed: tuple[str, ...]
    read: tuple[str, ...]
    passed: tuple[str, ...]


def of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Keywords:
    """What is known of the ``**`` parameter; nothing where its name is bound again."""
    name = node.args.kwarg.arg if node.args.kwarg is not None else ""
    every = [item for statement in quoting.body_of(node) for item in ast.walk(statement)]
    bound = any(isinstance(item, ast.Name) and item.id == name and not _is_load(item) for item in every)
    if (
        not name
        or bound
        or any(name == getattr(item, "arg", "") for item in every if isinstance(item, ast.arg))
    ):
        return Keywords((), (), ())
    parts = [item for item in reversed(every) if isinstance(item, ast.expr)]
    found = {key: item for item in parts if (key := _key(item, name))}
    order = sorted(found, key=lambda key: (found[key].lineno, found[key].col_offset))
    sure = {id(item) for item in _certain(quoting.body_of(node))} if not _is_filled(every, name) else set()
    needed = [key for key in order if id(found[key]) in sure and _must_exist(found[key])]
    passed = dict.fromkeys(quoting.source(item.func) for item in _calls(every, name))
    return Keywords(tuple(needed), tuple(key for key in order if key not in needed), tuple(passed))


def _is_load(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Load)


def _is_it(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _key(node: ast.AST, name: str) -> str:
    """The key that an expression reads from ``name``, "" for none."""
    found: ast.expr | None = None
    if isinstance(node, ast.Subscript) and _is_it(node.value, name) and isinstance(node.ctx, ast.Load):
        found = node.slice
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
        found = node.args[0] if node.func.attr in _READ and _is_it(node.func.value, name) else None
    elif isinstance(node, ast.Compare) and isinstance(node.ops[0], (ast.In, ast.NotIn)):
        found = node.left if _is_it(node.comparators[0], name) else None
    return found.value if isinstance(found, ast.Constant) and isinstance(found.value, str) else ""


def _must_exist(node: ast.AST) -> bool:
    """Whether an expression that reads a key fails without it."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr == "pop" and len(node.args) == 1
    return isinstance(node, ast.Subscript)


def _certain(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """The expressions of the first statements, which run on every call."""
    for statement in body:
        if isinstance(statement, (ast.With, ast.AsyncWith)):
            for item in statement.items:
                yield from ast.walk(item)
            yield from _certain(statement.body)
            return
        if not isinstance(statement, (ast.Assign, ast.AnnAssign, ast.Expr, ast.Return)):
            return
        if any(isinstance(item, (ast.IfExp, ast.BoolOp, ast.Lambda)) for item in ast.walk(statement)):
            return
        yield from ast.walk(statement)


def _is_filled(every: list[ast.AST], name: str) -> bool:
    """Whether the function puts keys into the dictionary itself."""
    return any(
        (isinstance(item, ast.Subscript) and _is_it(item.value, name) and isinstance(item.ctx, ast.Store))
        or (
            isinstance(item, ast.Attribute)
            and _is_it(item.value, name)
            and item.attr in ("setdefault", "update")
        )
        for item in every
    )


def _calls(every: list[ast.AST], name: str) -> Iterator[ast.Call]:
    """The calls that are given all keys of ``name`` as keyword arguments."""
    for node in every:
        if isinstance(node, ast.Call):
            spread = [item.value for item in node.keywords if item.arg is None]
            if any(_is_it(item, name) for item in spread):
                yield node
