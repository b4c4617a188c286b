"""What the body of a class binds, and which of its functions it calls itself."""

from __future__ import annotations

import ast
import textwrap

import pytest

from sphinx_howto import class_body


def body(code: str) -> ast.ClassDef:
    tree = ast.parse("class C:\n" + textwrap.indent(textwrap.dedent(code), "    "))
    assert isinstance(tree.body[0], ast.ClassDef)
    return tree.body[0]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("a = b = 1", {"a", "b"}),
        ("a, (b, *c) = make()", {"a", "b", "c"}),
        ("a: int = 1", {"a"}),
        ("from os import path as a, sep", {"a", "sep"}),
        ("import os.path", {"os"}),
        ("for a in range(3):\n    b = a", {"a", "b"}),
        ("with lock as a:\n    def b(self): ...", {"a", "b"}),
        ("if x:\n    def a(self): ...\nelse:\n    a = None", {"a"}),
        ("try:\n    a = 1\nexcept OSError:\n    b = 2", {"a", "b"}),
        ("print(a := 1)", {"a"}),
        ("class A:\n    b = 1", {"A"}),
        # Near misses: what is no attribute of the class
        ("a: int", set()),
        ("a = 1\ndel a", set()),
        ("def f(self, x=1):\n    a = 1", {"f"}),
        ("a = [b for b in x]", {"a"}),
        ("a.b = 1", set()),
        ("a = lambda: (b := 1)", {"a"}),
    ],
)
def test_bound(code: str, expected: set[str]) -> None:
    assert class_body.bound(body(code)) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("def f(a): ...\nx = f(1)", {"f"}),
        ("def f(a): ...\nx, y = f(1), 2", {"f"}),
        ("def f(a): ...\n@f\ndef g(self): ...", {"f"}),
        ("def f(a): ...\n@f(1)\ndef g(self): ...", {"f"}),
        ("def f(a): ...\ndef g(self, x=f(1)): ...", {"f"}),
        ("def f(a): ...\nif x:\n    y = f(1)", {"f"}),
        # Near misses: called on an instance, by another scope, or only handed on
        ("def f(self): ...\nx = property(f)", set()),
        ("def f(self): ...\n__radd__ = f", set()),
        ("def f(self): ...\ndef g(self):\n    return self.f()", set()),
        ("def f(self): ...\ndef g(self):\n    return f()", set()),
        ("def f(self): ...\nx = lambda self: f()", set()),
        ("x = f(1)", set()),
        ("def f(self): ...\nx = other.f(1)", set()),
    ],
)
def test_plain_functions(code: str, expected: set[str]) -> None:
    assert class_body.plain_functions(body(code)) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("def f(self):\n    return self.a", ("a",)),
        ("def f(self):\n    self.b()\n    return self.a.b", ("b", "a")),
        ("def f(self):\n    return lambda: self.a", ("a",)),
        ("@classmethod\ndef f(cls):\n    return cls.a", ("a",)),
        # Near misses: something sets it, or may set it
        ("a = 1\ndef f(self):\n    return self.a", ()),
        ("a: int\ndef f(self):\n    return self.a", ()),
        ("def f(self):\n    self.a = 1\ndef g(self):\n    return self.a", ()),
        ("def f(self, other):\n    other.a = 1\n    return self.a", ()),
        ("def f(self):\n    return self.a if hasattr(self, 'a') else 1", ()),
        ("def f(self):\n    try:\n        return self.a\n    except AttributeError:\n        return 1", ()),
        ("def f(self, **k):\n    self.__dict__.update(k)\n    return self.a", ()),
        ("def __getattr__(self, name): ...\ndef f(self):\n    return self.a", ()),
        ("def f(self, x):\n    return x.a", ()),
        ("@staticmethod\ndef f(x):\n    return x.a", ()),
        ("def f(self):\n    return self.__class__", ()),
    ],
)
def test_missing(code: str, expected: tuple[str, ...]) -> None:
    assert class_body.missing([body(code)]) == expected


def test_nothing_is_missing_that_a_base_has() -> None:
    first = body("def f(self):\n    return self.a, self.b")
    assert class_body.missing([first, body("def a(self): ...")]) == ("b",)


@pytest.mark.parametrize(
    ("name", "is_made", "needed", "expected"),
    [
        ("NameMixin", True, (), True),
        ("Named", False, ("name",), True),
        ("NamedBase", True, ("name",), True),
        ("Named", True, ("name",), False),
        ("Named", False, (), False),
        ("NamedBase", True, (), False),
        ("MixinReader", True, ("name",), False),
    ],
)
def test_part(name: str, is_made: bool, needed: tuple[str, ...], expected: bool) -> None:
    assert class_body.is_part(name, is_made, needed) is expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("def __init__(self):\n    self.x = 1\n    self.start()", True),
        ("def __init__(self, now):\n    if now:\n        self.start()", False),
        ("def go(self):\n    self.start()", False),
    ],
)
def test_what_starts_itself(code: str, expected: bool) -> None:
    assert class_body.starts_itself(body(code)) is expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('"Modes."\nA = 1\nB: int = 2\n_c = 3', ("A", "B")),
        ("A = 1\ndef f(self): ...", ()),
        ("A: int", ()),
        ("for n in x:\n    A = n", ()),
        ("pass", ()),
    ],
)
def test_classes_of_constants(code: str, expected: tuple[str, ...]) -> None:
    assert class_body.constants(body(code)) == expected
