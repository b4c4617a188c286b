"""Tests that must all hold, taken apart and without those that another one implies."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence

from sphinx_howto.analysis.code import source
from sphinx_howto.analysis.paths import Test


def of(
    tests: Sequence[Test], unchanged: Callable[[ast.expr, ast.expr], bool] = lambda one, other: False
) -> tuple[Test, ...]:
    """The tests in their parts, each once, outermost first.

    ``not (a or not b)`` -> ``a`` negated, ``b``

    unchanged: whether what two tests ask means the same at both places.
    """
    parts = [part for test in tests for part in _parts(test.node, test.negated)]
    last = {_key(part): part for part in parts}
    last = {_key(part): part for part in _narrowed(list(last.values()), unchanged)}
    return tuple(part for part in last.values() if not any(_implies(other, part) for other in last.values()))


def _narrowed(parts: list[Test], unchanged: Callable[[ast.expr, ast.expr], bool]) -> Iterator[Test]:
    """The parts, with what the others leave open of alternatives: ``a``, ``not a or b`` -> ``a``, ``b``."""
    single = [part for part in parts if len(_alternatives(part)) == 1]
    for part in parts:
        ways = _alternatives(part)
        if len(ways) == 1:
            yield part
            continue
        known = [one for one in single if unchanged(one.node, part.node)]
        if any(_key(way) == _key(one) or _implies(one, way) for way in ways for one in known):
            continue
        left = [way for way in ways if not any(_is_opposite(way, one) for one in known)]
        if len(left) == len(ways) or not left:
            yield part
        elif len(left) == 1:
            yield left[0]
        else:
            nodes = [_stated(way) for way in left]
            yield Test(ast.copy_location(ast.BoolOp(ast.Or(), nodes), part.node), False)


def _alternatives(test: Test) -> list[Test]:
    """The tests of which one at least holds."""
    node, negated = test.node, test.negated
    while isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        node, negated = node.operand, not negated
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And) is negated:
        return [way for item in node.values for way in _alternatives(Test(item, negated))]
    return [Test(node, negated)]


def _is_opposite(one: Test, other: Test) -> bool:
    return source(one.node) == source(other.node) and one.negated is not other.negated


def _stated(test: Test) -> ast.expr:
    """A test as an expression that must be true."""
    return ast.copy_location(ast.UnaryOp(ast.Not(), test.node), test.node) if test.negated else test.node


def _parts(node: ast.expr, negated: bool) -> Iterator[Test]:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield from _parts(node.operand, not negated)
    elif isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or) is negated:
        for item in node.values:
            yield from _parts(item, negated)
    else:
        yield Test(node, negated)


def _key(test: Test) -> tuple[str, bool]:
    return source(test.node), test.negated


def _implies(one: Test, other: Test) -> bool:
    """Whether ``one`` alone says what ``other`` says: ``x == 2`` implies ``x is not None``."""
    if one is other:
        return False
    found = _fixed(one)
    if found is not None:
        subject, value = found
        return _excluded(other, subject, value)
    subject_ = _object(one)
    return subject_ is not None and _refuses_none(other) == subject_


def _fixed(test: Test) -> tuple[str, object] | None:
    """``x == constant`` as the source of ``x`` and the constant."""
    node = test.node
    if (
        not isinstance(node, ast.Compare)
        or len(node.ops) != 1
        or not isinstance(node.comparators[0], ast.Constant)
    ):
        return None
    wanted = (ast.NotEq, ast.IsNot) if test.negated else (ast.Eq, ast.Is)
    return (source(node.left), node.comparators[0].value) if isinstance(node.ops[0], wanted) else None


def _excluded(test: Test, subject: str, value: object) -> bool:
    """Whether a test says of ``subject`` only that it is not some other constant than ``value``."""
    node = test.node
    if isinstance(value, bool):
        return _is_other_boolean(test, subject, value)
    if not isinstance(value, (str, int, bytes)):
        return False
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and source(node.left) == subject:
        denied = (ast.Eq, ast.Is) if test.negated else (ast.NotEq, ast.IsNot)
        right = node.comparators[0]
        return (
            isinstance(node.ops[0], denied)
            and isinstance(right, ast.Constant)
            and type(right.value) in {type(value), type(None)}
            and right.value != value
        )
    return not test.negated and bool(value) and source(node) == subject


def _is_other_boolean(test: Test, subject: str, value: bool) -> bool:
    """Whether a test says of ``subject`` only that it is not the other boolean: ``x is not True``."""
    node = test.node
    if not isinstance(node, ast.Compare) or len(node.ops) != 1 or source(node.left) != subject:
        return False
    denied = ast.Is if test.negated else ast.IsNot
    right = node.comparators[0]
    return isinstance(node.ops[0], denied) and isinstance(right, ast.Constant) and right.value is (not value)


def _object(test: Test) -> str | None:
    """What a test proves not to be None: ``x`` itself, or ``isinstance(x, ...)``."""
    node = test.node
    if test.negated:
        return None
    if isinstance(node, ast.Call) and source(node.func) == "isinstance" and len(node.args) == 2:
        return source(node.args[0]) if "None" not in source(node.args[1]) else None
    return source(node) if isinstance(node, (ast.Name, ast.Attribute)) else None


def _refuses_none(test: Test) -> str | None:
    """``x`` of ``x is not None``."""
    node = test.node
    if not isinstance(node, ast.Compare) or len(node.ops) != 1:
        return None
    denied = ast.Is if test.negated else ast.IsNot
    right = node.comparators[0]
    is_none = isinstance(right, ast.Constant) and right.value is None
    return source(node.left) if is_none and isinstance(node.ops[0], denied) else None
