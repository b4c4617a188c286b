"""Signatures: parameters, the kind of a function, abstract methods and stubs."""

from __future__ import annotations

import ast

import pytest

from sphinx_howto.analysis import signatures
from sphinx_howto.analysis.scope import FunctionScope
from tests.analysis.test_order import class_scope
from tests.english.telling import scope_of

IMPORTS = (
    "import abc, contextlib, functools, typing\nfrom abc import ABC, abstractmethod\n"
    "from functools import cached_property\nfrom contextlib import contextmanager\n"
)


def method(code: str) -> tuple[FunctionScope, ast.FunctionDef | ast.AsyncFunctionDef]:
    """The last method of a class with this body."""
    indented = "\n".join(f"    {line}" for line in code.splitlines())
    owner = class_scope(f"{IMPORTS}class C(ABC):\n{indented}\n")
    node = owner.node.body[-1]
    assert isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    return FunctionScope(owner.module, node, owner), node


KINDS = [
    ("def m(self): pass", ""),
    ("async def m(self): pass", "coroutine"),
    ("def m(self): yield 1", "generator"),
    ("def m(self): yield from x", "generator"),
    ("async def m(self): yield 1", "asynchronous generator"),
    ("@property\ndef m(self): pass", "property"),
    ("@cached_property\ndef m(self): pass", "cached property"),
    ("@functools.cached_property\ndef m(self): pass", "cached property"),
    ("@property\n@abstractmethod\ndef m(self): pass", "abstract property"),
    ("@m.setter\ndef m(self, value): pass", "setter"),
    ("@m.deleter\ndef m(self): pass", "deleter"),
    ("@staticmethod\ndef m(): pass", "static method"),
    ("@classmethod\ndef m(cls): pass", "class method"),
    ("@classmethod\nasync def m(cls): pass", "class coroutine"),
    ("@staticmethod\nasync def m(): yield 1", "static asynchronous generator"),
    ("@abstractmethod\ndef m(self): pass", "abstract method"),
    ("@abc.abstractmethod\nasync def m(self): pass", "abstract coroutine"),
    ("@contextmanager\ndef m(self): yield 1", "context manager"),
    ("@contextlib.asynccontextmanager\nasync def m(self): yield 1", "asynchronous context manager"),
    # near misses
    ("def m(self): return lambda: (yield)", ""),
    ("def m(self):\n    def inner(): yield 1\n    return inner", ""),
    ("@other.property\ndef m(self): pass", ""),
    ("@abstractmethods\ndef m(self): pass", ""),
    ("@setter\ndef m(self): pass", ""),
]


@pytest.mark.parametrize(("code", "expected"), KINDS, ids=[row[0] for row in KINDS])
def test_the_kind_of_a_function(code: str, expected: str) -> None:
    scope, node = method(code)
    assert signatures.kind(scope, node) == expected


def test_a_decorator_that_the_module_defines_itself_is_not_that_of_the_library() -> None:
    scope = scope_of("def property(f): return f\n\n@property\ndef f(): pass\n")
    assert isinstance(scope.function, ast.FunctionDef)
    assert signatures.kind(scope, scope.function) == ""


def test_parameters_as_a_caller_sees_them() -> None:
    scope, node = method("def m(self, a, b=1, /, c=2, *args: int, d, e=3, **rest): pass")
    found = signatures.parameters(scope, node)
    assert [(item.name, item.kind) for item in found] == [
        ("a", "positional only"), ("b", "positional only"), ("c", "positional"), ("args", "*"),
        ("d", "keyword"), ("e", "keyword"), ("rest", "**"),
    ]  # fmt: skip
    assert [item.name for item in found if item.last_positional_only] == ["b"]
    assert [item.name for item in found if item.after_keyword] == ["e"]
    assert {item.name: ast.unparse(item.default) for item in found if item.default} == {
        "b": "1",
        "c": "2",
        "e": "3",
    }


RECEIVERS = [
    ("def m(self, a): pass", ["a"]),
    ("def m(this, a): pass", ["a"]),
    ("def m(self, /, a): pass", ["a"]),
    ("@classmethod\ndef m(cls, a): pass", ["a"]),
    ("@staticmethod\ndef m(self, a): pass", ["self", "a"]),
    ("def m(*args): pass", ["args"]),
    ("def m(): pass", []),
]


@pytest.mark.parametrize(("code", "expected"), RECEIVERS, ids=[row[0] for row in RECEIVERS])
def test_the_receiver_is_no_parameter(code: str, expected: list[str]) -> None:
    assert [item.name for item in signatures.parameters(*method(code))] == expected


def test_a_function_outside_a_class_has_no_receiver() -> None:
    scope = scope_of("def f(self, a): pass")
    assert isinstance(scope.function, ast.FunctionDef)
    assert [item.name for item in signatures.parameters(scope, scope.function)] == ["self", "a"]


STUBS = [
    ("def m(self): pass", True),
    ("def m(self): ...", True),
    ("def m(self): 'Doc.'", True),
    ("def m(self):\n    'Doc.'\n    ...", True),
    ("def m(self): return", False),
    ("def m(self): raise NotImplementedError", False),
    ("def m(self): x()", False),
]


@pytest.mark.parametrize(("code", "expected"), STUBS, ids=[row[0] for row in STUBS])
def test_bodies_that_hold_nothing(code: str, expected: bool) -> None:
    assert signatures.is_stub(method(code)[1]) is expected
