"""Tests taken apart: what is implied goes, what is not implied stays."""

from __future__ import annotations

import ast

import pytest

from sphinx_howto.analysis import conjuncts, paths

ROWS = [
    ("a and b", False, ["a", "b"]),
    ("a or b", True, ["not a", "not b"]),
    ("not (a or not b)", False, ["not a", "b"]),
    ("a or b", False, ["a or b"]),
    ("x is not None and x == 'a'", False, ["x == 'a'"]),
    ("x != 'b' and x == 'a'", False, ["x == 'a'"]),
    ("x and x == 'a'", False, ["x == 'a'"]),
    ("x and x == ''", False, ["x", "x == ''"]),
    ("x != 1 and x == 'a'", False, ["x != 1", "x == 'a'"]),
    ("y != 'b' and x == 'a'", False, ["y != 'b'", "x == 'a'"]),
    ("x is not None and x", False, ["x"]),
    ("x is not None and not x", False, ["x is not None", "not x"]),
    ("x is not None and isinstance(x, int)", False, ["isinstance(x, int)"]),
    ("x is not None and isinstance(x, (int, type(None)))", False, 2),
    ("a and a", False, ["a"]),
    ("a and (not a or b)", False, ["a", "b"]),
    ("a and not (a and b)", False, ["a", "not b"]),
    ("a and (a or b)", False, ["a"]),
    ("a and (not a or b or c)", False, ["a", "b or c"]),
    ("x == 1 and (x != 2 or b)", False, ["x == 1"]),
    ("x == 1 and (x != 1 or b)", False, ["x == 1", "x != 1 or b"]),
    ("a and (b or c)", False, ["a", "b or c"]),
    ("a and (not b or c)", False, ["a", "not b or c"]),
]


@pytest.mark.parametrize(("code", "negated", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_parts(code: str, negated: bool, expected: list[str] | int) -> None:
    found = conjuncts.of([paths.Test(ast.parse(code, mode="eval").body, negated)], lambda one, other: True)
    shown = [f"not {ast.unparse(item.node)}" if item.negated else ast.unparse(item.node) for item in found]
    assert (len(shown) if isinstance(expected, int) else shown) == expected


def test_what_may_have_changed_in_between_narrows_nothing() -> None:
    tests = [paths.Test(ast.parse(code, mode="eval").body, False) for code in ("a", "not a or b")]
    assert len(conjuncts.of(tests)) == 2
    assert [ast.unparse(item.node) for item in conjuncts.of(tests)] == ["a", "not a or b"]
