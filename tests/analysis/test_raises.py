"""Which handler catches what, through the classes of Python, of the project and of nobody known."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from sphinx_howto import phrasebooks, source
from sphinx_howto.analysis import members, passing, raises
from sphinx_howto.analysis.scope import Context, FunctionScope

CODE = """
from unknown import Foreign
class AppError(Exception): ...
class BusyError(AppError): ...
class KeyMissing(AppError, KeyError): ...
class Odd(Foreign): ...
def stub():
    '''Later.'''
    raise NotImplementedError
def f(x):
    raise BusyError
async def g():
    f(1)
"""


@pytest.fixture(name="scope")
def _scope(tmp_path: Path) -> FunctionScope:
    (tmp_path / "sample.py").write_text(CODE, encoding="utf-8")
    lookup = source.open_project([str(tmp_path)], False)
    module = lookup.module("sample")
    assert module is not None
    return FunctionScope(Context(lookup, phrasebooks.load([])).module(module))


@pytest.mark.parametrize(
    ("caught", "raised", "expected"),
    [
        ("KeyError", "KeyError", True),
        ("LookupError", "KeyError", True),
        ("KeyError", "LookupError", False),
        ("ValueError", "KeyError", False),
        ("sample.AppError", "sample.BusyError", True),
        ("sample.BusyError", "sample.AppError", False),
        ("Exception", "sample.BusyError", True),
        ("LookupError", "sample.KeyMissing", True),
        ("ValueError", "sample.KeyMissing", False),
        ("BaseException", "sample.Odd", True),
        ("ValueError", "sample.Odd", None),
        ("ValueError", "unknown.Foreign", None),
        ("sample.AppError", "KeyError", False),
    ],
)
def test_catches(scope: FunctionScope, caught: str, raised: str, expected: bool | None) -> None:
    assert raises.catches(scope, caught, raised) is expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [("ValueError", True), ("sample.BusyError", True), ("sample.f", False), ("len", False), (None, False)],
)
def test_is_exception(scope: FunctionScope, path: str | None, expected: bool) -> None:
    assert raises.is_exception(scope, path) is expected


def _member(scope: FunctionScope, name: str) -> members.Member:
    node = scope.module.definitions[name]
    assert isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    return members.of_function(FunctionScope(scope.module, node), node)[0]


def test_a_stub_raises_nothing_of_its_own(scope: FunctionScope) -> None:
    assert raises.of(_member(scope, "stub")) == ()
    assert [item.dotted for item in raises.of(_member(scope, "f"))] == ["sample.BusyError"]


def test_an_exception_knows_its_line(scope: FunctionScope) -> None:
    (found,) = raises.of(_member(scope, "f"))
    assert CODE.splitlines()[found.lines[0] - 1].strip() == "raise BusyError"


def test_passed_on_through_a_call(scope: FunctionScope) -> None:
    found = passing.of(_member(scope, "g"))
    assert [(item.callee.name, item.raised.dotted) for item in found] == [("f", "sample.BusyError")]
