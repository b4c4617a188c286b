"""Tests that must all hold, taken apart and without those that another one implies."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from sphinx_howto.analysis.code import source
from sphinx_howto.analysis.paths import Test


def of(tests: Sequence[Test]) -> tuple[Test, ...]:
    """The tests in their parts, each once, outermost first.

    ``not (a or not b)`` -> ``a`` negated, ``b``
    """
    parts = [part for test in tests for part in _parts(test.node, test.negated)]
    last = {_key(part): part for part in parts}
    return tuple(part for part in last.values() if not any(_implies(other, part) for other in last.values()))


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
    wanted = (ast.NotEq,) if test.negated else (ast.Eq,)
    return (source(node.left), node.comparators[0].value) if isinstance(node.ops[0], wanted) else None


def _excluded(test: Test, subject: str, value: object) -> bool:
    """Whether a test says of ``subject`` only that it is not some other constant than ``value``."""
    node = test.node
    if not isinstance(value, (str, int, bytes)) or isinstance(value, bool):
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
