"""Under which conditions a statement of a function runs: tests, guards before it, loops, handlers."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Union

from sphinx_howto.analysis import matching, settled
from sphinx_howto.analysis.scope import FunctionNode

_JUMPS = (ast.Return, ast.Break, ast.Continue)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_LOOPS = (ast.For, ast.AsyncFor, ast.While)
_TRY: tuple[type[ast.stmt], ...] = (ast.Try, getattr(ast, "TryStar", ast.Try))


Loop = Union[ast.stmt, ast.comprehension]


@dataclass(frozen=True, slots=True)
class Test:
    """A test that must hold, or (``negated``) must not."""

    node: ast.expr
    negated: bool


@dataclass(frozen=True, slots=True)
class Path:
    """How control comes to a statement.

    tests: outermost first; they are necessary.
    sure: they are also sufficient, exceptions apart: nothing before it returns or jumps away.
    loop: the innermost loop or comprehension around it. handler: the innermost handler, with its ``try``.
    searched: a loop before it that is left by ``return`` alone, and that ended without.
    guards: the ``try`` and ``with`` statements in whose body it stands, innermost last.
    refused: the tests before it under which an exception is raised, as they do not hold.
    """

    tests: tuple[Test, ...] = ()
    sure: bool = True
    loop: Loop | None = None
    handler: tuple[ast.Try, ast.ExceptHandler] | None = None
    guards: tuple[ast.stmt, ...] = ()
    searched: ast.For | ast.AsyncFor | None = None
    refused: tuple[Test, ...] = field(default=(), compare=False)

    @property
    def always(self) -> bool:
        """Whether control comes here on every call, exceptions apart."""
        conditional = self.tests or self.loop or self.handler or self.searched
        return self.sure and not conditional


def statements(body: Sequence[ast.stmt], path: Path = Path()) -> Iterator[tuple[ast.stmt, Path]]:
    """Every statement of a body with its path; nested functions and classes are not entered.

    What never runs is left out: under ``if 0:``, or behind what always leaves the block.
    """
    for statement in body:
        yield statement, path
        yield from _inside(statement, path)
        if leaves([statement]):
            return
        path = _after(statement, path)


def _inside(node: ast.stmt, path: Path) -> Iterator[tuple[ast.stmt, Path]]:
    if isinstance(node, ast.If):
        yield from _branches(node, path)
    elif isinstance(node, _LOOPS):
        yield from statements(node.body, replace(path, loop=node))
        yield from statements(node.orelse, replace(path, sure=path.sure and not breaks(node)))
    elif isinstance(node, (ast.With, ast.AsyncWith)):
        yield from statements(node.body, replace(path, guards=(*path.guards, node)))
    elif isinstance(node, _TRY):
        yield from _attempt(node, path)  # type: ignore[arg-type]  # TryStar has the fields of Try
    elif isinstance(node, ast.Match):
        for case, found in zip(node.cases, matching.tests(node), strict=True):
            inside = path if found is None else _tested(path, found.test, found.negated)
            is_sure = path.sure and found is not None and found.sure
            yield from statements(case.body, replace(inside, sure=is_sure))


def _branches(node: ast.If, path: Path) -> Iterator[tuple[ast.stmt, Path]]:
    truth = settled.truth(node.test)
    if truth is None:
        yield from statements(node.body, _tested(path, node.test, False))
        yield from statements(node.orelse, _tested(path, node.test, True))
    else:
        yield from statements(node.body if truth else node.orelse, path)


def _attempt(node: ast.Try, path: Path) -> Iterator[tuple[ast.stmt, Path]]:
    yield from statements(node.body, replace(path, guards=(*path.guards, node)))
    for handler in node.handlers:
        yield from statements(
            handler.body, replace(path, handler=(node, handler), sure=path.sure and path.handler is None)
        )
    # After a handler that goes on, it is not known whether the body ended normally
    plain = not any(map(may_jump, node.body)) and all(leaves(handler.body) for handler in node.handlers)
    otherwise = path if plain else replace(path, sure=False)
    yield from statements(node.orelse, otherwise)
    yield from statements(node.finalbody, path)


def _tested(path: Path, test: ast.expr, negated: bool) -> Path:
    return replace(path, tests=(*path.tests, Test(test, negated)))


def _after(node: ast.stmt, path: Path) -> Path:
    """The path of what follows ``node`` in the same block."""
    if not may_jump(node):
        if isinstance(node, ast.If) and not node.orelse and isinstance(node.body[-1], ast.Raise):
            return replace(path, refused=(*path.refused, Test(node.test, True)))
        return path
    if isinstance(node, ast.If):
        truth = settled.truth(node.test)
        if truth is not None:
            return _behind(node.body if truth else node.orelse, path)
        if leaves(node.body):
            return _behind(node.orelse, _tested(path, node.test, True))
        condition = _going_on(node)
        if isinstance(condition, ast.expr):
            return _tested(path, condition, False)
    if isinstance(node, (ast.For, ast.AsyncFor)) and path.searched is None:
        # A loop that either returns or comes to its natural end
        is_search = not node.orelse and not _holds(node, (ast.Break,))
        return replace(path, searched=node) if is_search else replace(path, sure=False)
    if isinstance(node, ast.Try):
        return _after_attempt(node, path)
    if isinstance(node, (ast.With, ast.AsyncWith)) and not _may_suppress(node):
        return _behind(node.body, path)
    return replace(path, sure=False)


def _may_suppress(node: ast.With | ast.AsyncWith) -> bool:
    """Whether a ``with`` block may be left in its midst without an exception, by its name."""
    return any(_SUPPRESSING.search(ast.unparse(item.context_expr)) for item in node.items)


_SUPPRESSING = re.compile(r"suppress|raises|ignor|catch|timeout|move_on|cancel", re.IGNORECASE)


def _after_attempt(node: ast.Try, path: Path) -> Path:
    """The path of what follows a ``try``."""
    if not any(map(may_jump, (*node.body, *node.orelse, *node.finalbody))):
        return path
    going = [handler for handler in node.handlers if not leaves(handler.body)]
    if not going and not any(map(may_jump, node.finalbody)):
        return _behind([*node.body, *node.orelse], path)
    alone = len(going) == 1 and not any(map(may_jump, (*going[0].body, *node.finalbody)))
    through_handler = alone and leaves(node.body) and path.handler is None
    return replace(path, handler=(node, going[0])) if through_handler else replace(path, sure=False)


def _going_on(node: ast.If) -> ast.expr | bool | None:
    """Under which condition control comes behind an ``if``.

    True and False for always and never, exceptions apart; None where no one test says it.
    """
    opposite = ast.copy_location(ast.UnaryOp(ast.Not(), node.test), node.test)
    body, orelse = _through(node.body), _through(node.orelse)
    if body is None or orelse is None or (body is orelse and isinstance(body, bool)):
        return body if body is orelse else None
    if body is False:
        return opposite if orelse is True else _joined(ast.And(), opposite, orelse)
    if orelse is False:
        return node.test if body is True else _joined(ast.And(), node.test, body)
    if body is True:
        return _joined(ast.Or(), node.test, orelse)
    return _joined(ast.Or(), opposite, body) if orelse is True else None


def _joined(operator: ast.boolop, first: ast.expr, last: ast.expr | bool) -> ast.expr:
    assert isinstance(last, ast.expr)
    return ast.copy_location(ast.BoolOp(operator, [first, last]), first)


def _through(block: Sequence[ast.stmt]) -> ast.expr | bool | None:
    """Under which condition control comes to the end of a block."""
    jumping = [statement for statement in block if may_jump(statement)]
    if not jumping:
        return not (block and isinstance(block[-1], ast.Raise)) or None
    if len(jumping) > 1 or jumping[0] is not block[-1]:
        return None
    return _going_on(jumping[0]) if isinstance(jumping[0], ast.If) else False if leaves(block) else None


def _behind(body: Sequence[ast.stmt], path: Path) -> Path:
    """The path of what follows a block that is entered on ``path``."""
    return functools.reduce(lambda way, statement: _after(statement, way), body, path)


def leaves(body: Sequence[ast.stmt]) -> bool:
    """Whether a block never ends normally, as far as its last statement tells."""
    if not body:
        return False
    last = body[-1]
    if isinstance(last, ast.If):
        return leaves(last.body) and leaves(last.orelse)
    if isinstance(last, (ast.With, ast.AsyncWith)):
        return False
    return isinstance(last, (*_JUMPS, ast.Raise))


def may_jump(node: ast.stmt) -> bool:
    """Whether a statement can leave its block by return, break or continue."""
    if isinstance(node, _JUMPS):
        return True
    if isinstance(node, _LOOPS):
        return _holds(node, (ast.Return,)) or any(map(may_jump, node.orelse))
    return any(may_jump(statement) for block in _blocks(node) for statement in block)


def _blocks(node: ast.stmt) -> Iterator[Sequence[ast.stmt]]:
    """The blocks of a compound statement of the same function."""
    if isinstance(node, (*FunctionNode, ast.ClassDef)):
        return
    for name in ("body", "orelse", "finalbody"):
        yield getattr(node, name, ())
    for part in (*getattr(node, "handlers", ()), *getattr(node, "cases", ())):
        yield part.body


def _holds(node: ast.stmt, kinds: tuple[type[ast.stmt], ...]) -> bool:
    """Whether a statement of one of the kinds stands in ``node``, at any depth."""
    return isinstance(node, kinds) or any(_holds(item, kinds) for block in _blocks(node) for item in block)


def breaks(loop: ast.stmt) -> bool:
    """Whether a loop may be left before its natural end."""
    return _holds(loop, (ast.Break, ast.Return))


def own_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """Every node below ``node`` in source order; nested functions, classes and lambdas are not entered."""
    for child in ast.iter_child_nodes(node):
        yield child
        if not isinstance(child, (*FunctionNode, ast.ClassDef, ast.Lambda)):
            yield from own_nodes(child)


def expressions(node: ast.stmt) -> Iterator[tuple[ast.expr, Path]]:
    """The expressions that belong to a statement itself, each with the tests inside the statement.

    ``a or f()`` gives ``f()`` under the test that ``a`` is false; what a comprehension does for its
    items is not sure to run.
    """
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            yield from _expression(child, Path())
        elif not isinstance(child, (ast.stmt, ast.ExceptHandler, ast.match_case, ast.arguments)):
            for inner in ast.iter_child_nodes(child):
                if isinstance(inner, ast.expr):
                    yield from _expression(inner, Path())


def _expression(node: ast.expr, path: Path) -> Iterator[tuple[ast.expr, Path]]:
    yield node, path
    if isinstance(node, ast.Lambda):
        return
    if isinstance(node, ast.BoolOp):
        yield from _operands(node, path)
    elif isinstance(node, ast.IfExp):
        truth = settled.truth(node.test)
        yield from _expression(node.test, path)
        for branch, runs in ((node.body, True), (node.orelse, False)):
            if truth in {None, runs}:
                yield from _expression(branch, path if truth is runs else _tested(path, node.test, not runs))
    else:
        inside = _rounds(node, path) if isinstance(node, _COMPREHENSIONS) else path
        first = node.generators[0].iter if isinstance(node, _COMPREHENSIONS) else None
        for child in ast.iter_child_nodes(node):
            for part in (child, *(() if isinstance(child, ast.expr) else ast.iter_child_nodes(child))):
                if isinstance(part, ast.expr):
                    yield from _expression(part, path if part is first else inside)


def _rounds(node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp, path: Path) -> Path:
    """The path of what a comprehension does for its items."""
    tests = tuple(Test(test, False) for generator in node.generators for test in generator.ifs)
    # A generator works when it is asked for items, and two loops in one are no single one
    sure = path.sure and not isinstance(node, ast.GeneratorExp) and len(node.generators) == 1
    return replace(path, tests=(*path.tests, *tests), sure=sure, loop=node.generators[-1])


def _operands(node: ast.BoolOp, path: Path) -> Iterator[tuple[ast.expr, Path]]:
    """The operands of ``and`` or ``or``: each runs under the tests that those before it make."""
    ends = isinstance(node.op, ast.Or)
    for item in node.values:
        yield from _expression(item, path)
        truth = settled.truth(item)
        if truth is ends:
            return
        path = path if truth is not None else _tested(path, item, ends)


def everything(body: Sequence[ast.stmt]) -> Iterator[tuple[ast.stmt, ast.expr, Path]]:
    """Every expression of a body with its statement and its path."""
    for statement, outer in statements(body):
        for node, inner in expressions(statement):
            yield statement, node, joined(outer, inner)


def swallows(node: ast.stmt) -> bool:
    """Whether a ``try`` goes on after an exception: what stands in its body may then have been skipped."""
    return any(not leaves(handler.body) for handler in getattr(node, "handlers", ()))


def joined(outer: Path, inner: Path) -> Path:
    """The path of an expression within a statement."""
    loop = inner.loop if inner.loop is not None else outer.loop
    return replace(outer, tests=(*outer.tests, *inner.tests), sure=outer.sure and inner.sure, loop=loop)
