"""Loops whose body is one statement, perhaps under conditions and in one more loop."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis.scope import FunctionScope

#: Characters of code in a loop's body up to which one sentence is better than a list of steps.
_LONGEST = 120
_TRIES = (ast.Try, getattr(ast, "TryStar", ast.Try))  # except* came with Python 3.11
_ACTING = (ast.Yield, ast.YieldFrom, ast.Await, ast.NamedExpr)


@dataclass(frozen=True)
class Loop:
    """A loop as the clauses of a comprehension and the statement in it.

    parts: the statements that it consists of, the last one left out. stops: whether a ``break`` follows it.
    """

    node: ast.For
    generators: list[ast.comprehension]
    last: ast.stmt
    parts: tuple[ast.stmt, ...]
    stops: bool = False


def find(scope: FunctionScope, statement: ast.stmt) -> Loop | None:
    """A loop that can be said as a comprehension, or None."""
    if scope.function is None or not isinstance(statement, ast.For):
        return None
    generators: list[ast.comprehension] = []
    parts: list[ast.stmt] = []
    body: list[ast.stmt] = [statement]
    while True:
        parts.append(body[0])
        first = body[0]
        if isinstance(first, ast.For) and len(body) == 1 and not first.orelse and len(generators) < 2:
            generators.append(ast.comprehension(first.target, first.iter, [], 0))
            body = first.body
        elif isinstance(first, ast.If) and not first.orelse and generators:
            is_skip = len(first.body) == 1 and isinstance(first.body[0], ast.Continue)
            generators[-1].ifs.append(negated(first.test) if is_skip else first.test)
            if is_skip == (len(body) == 1):
                return None
            body = body[1:] if is_skip else first.body
        else:
            break
    stops = len(body) == 2 and isinstance(body[1], ast.Break) and len(generators) == 1
    found = Loop(statement, generators, body[0], tuple(parts), stops)
    return found if len(body) == 1 + stops and generators and _is_sayable(scope, found) else None


def negated(test: ast.expr) -> ast.expr:
    """The opposite of a test."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return test.operand
    return ast.UnaryOp(ast.Not(), test)


def _is_sayable(scope: FunctionScope, loop: Loop) -> bool:
    """Whether a loop is short, binds nothing that is read later, and holds nothing that acts on the loop."""
    if any(isinstance(node, _ACTING) for node in ast.walk(loop.node)):
        return False
    size = len(quoting.source(loop.last)) + sum(
        len(quoting.source(test)) for item in loop.generators for test in item.ifs
    )
    targets = names(*(item.target for item in loop.generators))
    return size <= _LONGEST and not any(_is_read_after(scope, name) for name in targets)


def names(*nodes: ast.AST) -> set[str]:
    """The names in some nodes."""
    return {part.id for node in nodes for part in ast.walk(node) if isinstance(part, ast.Name)}


def _is_read_after(scope: FunctionScope, name: str) -> bool:
    """Whether a function reads ``name`` where no loop or comprehension around binds it."""
    assert scope.function is not None
    bound = {
        id(part)
        for node in ast.walk(scope.function)
        for target in _targets(node)
        if name in names(target)
        for part in ast.walk(node)
    }
    return any(
        isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)
        for node in ast.walk(scope.function)
        if id(node) not in bound
    )


def _targets(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, (ast.For, ast.AsyncFor)):
        yield node.target
    elif isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
        yield from (item.target for item in node.generators)


def is_read_on_failure(scope: FunctionScope, name: str) -> bool:
    """Whether a handler or ``finally`` reads ``name``, which then shows how far a loop came."""
    assert scope.function is not None
    return any(
        name in names(*node.handlers, *node.finalbody)
        for node in ast.walk(scope.function)
        if isinstance(node, _TRIES)
    )
