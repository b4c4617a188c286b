"""Tests whose outcome the code alone settles: what stands under a false one never runs."""

from __future__ import annotations

import ast

#: Names that are false whenever a program runs.
_FALSE = {"TYPE_CHECKING"}


def truth(test: ast.expr) -> bool | None:
    """Whether a test is always true or always false, whatever its names mean; None for all others.

    ``0 and x`` -> False, ``x or True`` -> True, ``typing.TYPE_CHECKING`` -> False, ``x`` -> None
    """
    if isinstance(test, ast.Constant):
        return bool(test.value)
    if isinstance(test, (ast.Name, ast.Attribute)):
        name = test.id if isinstance(test, ast.Name) else test.attr
        return False if name in _FALSE else None
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        found = truth(test.operand)
        return None if found is None else not found
    if isinstance(test, ast.BoolOp):
        decisive = isinstance(test.op, ast.Or)
        parts = [truth(item) for item in test.values]
        if decisive in parts:
            return decisive
        return None if None in parts else not decisive
    return None
