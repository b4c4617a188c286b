"""Integers in another base keep their notation; others stay plain integers."""

from __future__ import annotations

import ast
import copy
import pickle

import pytest

from sphinx_howto.source import reading


@pytest.mark.parametrize("written", ["0o700", "0xFF", "0b101", "0XfF", "0o7_00"])
def test_the_notation_of_the_author_is_kept(written: str) -> None:
    _, tree = reading.parse("m", "m.py", f"é = {written}\n".encode())
    assert ast.unparse(tree) == f"é = {written}"


@pytest.mark.parametrize("written", ["700", "1_000", "0", "1.5", "'0o700'", "True"])
def test_other_constants_are_left_alone(written: str) -> None:
    _, tree = reading.parse("m", "m.py", f"x = 0o7; y = {written}\n".encode())
    last = tree.body[-1]
    assert isinstance(last, ast.Assign)
    assert isinstance(last.value, ast.Constant)
    assert type(last.value.value) in (int, float, str, bool)


def test_the_value_is_the_same_number() -> None:
    _, tree = reading.parse("m", "m.py", b"x = 0o700")
    assert isinstance(tree.body[0], ast.Assign)
    assert isinstance(tree.body[0].value, ast.Constant)
    assert tree.body[0].value.value == 448


def test_copies_keep_the_notation() -> None:
    _, tree = reading.parse("m", "m.py", b"x = 0o700")
    stored = pickle.loads(pickle.dumps(tree))  # noqa: S301  # made in the same line
    assert ast.unparse(copy.deepcopy(tree)) == ast.unparse(stored) == "x = 0o700"
