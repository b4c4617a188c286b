"""Loops that only gather or look, as the one statement that says the same: appending -> ``r = [...]``."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis.scope import FunctionScope

#: Characters of code in a loop's body up to which one sentence is better than a list of steps.
_LONGEST = 120
_TRIES = (ast.Try, getattr(ast, "TryStar", ast.Try))  # except* came with Python 3.11
_ACTING = (ast.Yield, ast.YieldFrom, ast.Await, ast.NamedExpr)


@dataclass(frozen=True)
class Gathering:
    """So many statements of a block that say what ``statement`` says; ``parts``: those and what they hold."""

    count: int
    statement: ast.stmt
    parts: tuple[ast.stmt, ...]


@dataclass(frozen=True)
class _Loop:
    """A loop whose body is one statement, perhaps under conditions and in one more loop."""

    node: ast.For
    generators: list[ast.comprehension]
    last: ast.stmt
    parts: tuple[ast.stmt, ...]


def find(scope: FunctionScope, body: Sequence[ast.stmt]) -> Gathering | None:
    """What the first statements of a block gather, if nothing else is lost by saying only that."""
    for rule in _RULES:
        found = rule(scope, body)
        if found is not None:
            return found
    return None


def _collected(scope: FunctionScope, body: Sequence[ast.stmt]) -> Gathering | None:
    """``r = []``, then a loop that appends: a comprehension; likewise sets, dictionaries and sums."""
    name, start = _started(body[0])
    loop = _loop(scope, body[1]) if name and len(body) > 1 else None
    if loop is None:
        return None
    value = _added(scope, name, start, loop)
    if value is None or name in _names(*loop.generators, value) or _is_read_on_failure(scope, name):
        return None
    statement = ast.Assign([ast.Name(name, ast.Store())], value)
    return _gathering(2, statement, (body[0], *loop.parts))


def _started(statement: ast.stmt) -> tuple[str, ast.expr | None]:
    """The name that a statement sets, and its value."""
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        target = statement.targets[0]
    elif isinstance(statement, ast.AnnAssign):
        target = statement.target
    else:
        return "", None
    return (target.id, statement.value) if isinstance(target, ast.Name) else ("", None)


def _added(scope: FunctionScope, name: str, start: ast.expr | None, loop: _Loop) -> ast.expr | None:
    """What ``name`` is after the loop, as one expression."""
    last = loop.last
    if isinstance(last, ast.Expr) and isinstance(last.value, ast.Call):
        call = last.value
        method = quoting.source(call.func)
        if len(call.args) != 1 or call.keywords or isinstance(call.args[0], ast.Starred):
            return None
        if method == f"{name}.append" and isinstance(start, ast.List) and not start.elts:
            return ast.ListComp(call.args[0], loop.generators)
        if method == f"{name}.add" and start is not None and quoting.source(start) == "set()":
            return ast.SetComp(call.args[0], loop.generators)
    if isinstance(last, ast.Assign) and isinstance(start, ast.Dict) and not start.keys:
        target = last.targets[0]
        if len(last.targets) == 1 and isinstance(target, ast.Subscript):
            is_item = quoting.source(target.value) == name and not isinstance(target.slice, ast.Slice)
            return ast.DictComp(target.slice, last.value, loop.generators) if is_item else None
    if isinstance(last, ast.AugAssign) and isinstance(last.op, ast.Add) and _is_zero(start):
        is_total = quoting.source(last.target) == name and not isinstance(last.value, ast.Constant)
        return _call(scope, "sum", ast.GeneratorExp(last.value, loop.generators)) if is_total else None
    return None


def _is_zero(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value == 0


def _tested(scope: FunctionScope, body: Sequence[ast.stmt]) -> Gathering | None:
    """``for x in xs: if C: return True``, then ``return False`` at the end: ``return any(...)``."""
    loop = _loop(scope, body[0]) if len(body) == 2 else None
    after = body[-1]
    if loop is None or not isinstance(after, ast.Return) or not isinstance(loop.last, ast.Return):
        return None
    given = (_boolean(loop.last.value), _boolean(after.value))
    *others, final = loop.generators
    if given not in {(True, False), (False, True)} or not final.ifs or any(item.ifs for item in others):
        return None
    test = final.ifs[0] if len(final.ifs) == 1 else ast.BoolOp(ast.And(), final.ifs)
    plain = [*others, ast.comprehension(final.target, final.iter, [], 0)]
    quantifier, element = ("any", test) if given[0] else ("all", _negated(test))
    value = _call(scope, quantifier, ast.GeneratorExp(element, plain))
    return _gathering(2, ast.Return(value), (*loop.parts, after)) if value is not None else None


def _boolean(node: ast.expr | None) -> object:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, bool) else None


_RULES: tuple[Callable[[FunctionScope, Sequence[ast.stmt]], Gathering | None], ...] = (_collected, _tested)


def _gathering(count: int, statement: ast.stmt, parts: tuple[ast.stmt, ...]) -> Gathering:
    ast.copy_location(statement, parts[0])
    statement.end_lineno = max(part.end_lineno or part.lineno for part in parts)
    return Gathering(count, ast.fix_missing_locations(statement), parts)


def _call(scope: FunctionScope, name: str, value: ast.expr) -> ast.expr | None:
    """A call of a built-in function, unless the name is another thing here."""
    function = ast.Name(name, ast.Load())
    return ast.Call(function, [value], []) if scope.dotted(function) == name else None


# -- loops ----------------------------------------------------------------------------------------


def _loop(scope: FunctionScope, statement: ast.stmt) -> _Loop | None:
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
            generators[-1].ifs.append(_negated(first.test) if is_skip else first.test)
            if is_skip == (len(body) == 1):
                return None
            body = body[1:] if is_skip else first.body
        else:
            break
    found = _Loop(statement, generators, body[0], tuple(parts))
    return found if len(body) == 1 and generators and _is_sayable(scope, found) else None


def _negated(test: ast.expr) -> ast.expr:
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return test.operand
    return ast.UnaryOp(ast.Not(), test)


def _is_sayable(scope: FunctionScope, loop: _Loop) -> bool:
    """Whether a loop is short, binds nothing that is read later, and holds nothing that acts on the loop."""
    if any(isinstance(node, _ACTING) for node in ast.walk(loop.node)):
        return False
    size = len(quoting.source(loop.last)) + sum(
        len(quoting.source(test)) for item in loop.generators for test in item.ifs
    )
    targets = _names(*(item.target for item in loop.generators))
    return size <= _LONGEST and not any(_is_read_after(scope, name) for name in targets)


def _names(*nodes: ast.AST) -> set[str]:
    return {part.id for node in nodes for part in ast.walk(node) if isinstance(part, ast.Name)}


def _is_read_after(scope: FunctionScope, name: str) -> bool:
    """Whether a function reads ``name`` where no loop or comprehension around binds it."""
    assert scope.function is not None
    bound = {
        id(part)
        for node in ast.walk(scope.function)
        for target in _targets(node)
        if name in _names(target)
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


def _is_read_on_failure(scope: FunctionScope, name: str) -> bool:
    """Whether a handler or ``finally`` reads ``name``, which then shows how far a loop came."""
    assert scope.function is not None
    return any(
        name in _names(*node.handlers, *node.finalbody)
        for node in ast.walk(scope.function)
        if isinstance(node, _TRIES)
    )
