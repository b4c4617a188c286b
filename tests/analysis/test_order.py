"""The order in which the methods of a class are told."""

# ruff: noqa: E501  # a pair stands on one line

from __future__ import annotations

import ast

import pytest

from sphinx_howto.analysis import order
from sphinx_howto.analysis.scope import ClassScope
from tests.english.telling import scope_of


def class_scope(code: str) -> ClassScope:
    """The scope of the last class of ``code``."""
    module = scope_of(f"{code}\n\ndef last(): pass\n").module
    classes = [node for node in module.module.tree.body if isinstance(node, ast.ClassDef)]
    return module.class_scope(classes[-1])


def order_of(*names: str, bodies: dict[str, str] | None = None) -> list[str]:
    """The order of methods with these names and, where given, these bodies."""
    methods = [f"    def {name}(self):\n        {(bodies or {}).get(name, 'pass')}" for name in names]
    return [item.name for item in order.methods(class_scope("class C:\n" + "\n".join(methods)))]


ORDERS = [
    ("source order", ["beta", "alpha"], ["beta", "alpha"]),
    ("creation first", ["a", "__init__"], ["__init__", "a"]),
    ("new before init", ["__post_init__", "__init__", "__new__"], ["__new__", "__init__", "__post_init__"]),
    (
        "openers after creation",
        ["a", "connect", "__enter__", "open", "__init__"],
        ["__init__", "open", "connect", "__enter__", "a"],
    ),
    ("closers last", ["close", "__exit__", "a"], ["a", "close", "__exit__"]),
    ("special after closers", ["__len__", "close", "a"], ["a", "close", "__len__"]),
    ("private at the end", ["_p", "__len__", "a", "close"], ["a", "close", "__len__", "_p"]),
    ("no opener by its begin only", ["a", "open_all", "opened"], ["a", "open_all", "opened"]),
    ("no closer by its begin only", ["closed", "a"], ["closed", "a"]),
]


@pytest.mark.parametrize(("names", "expected"), [row[1:] for row in ORDERS], ids=[row[0] for row in ORDERS])
def test_the_order_of_an_objects_life(names: list[str], expected: list[str]) -> None:
    assert order_of(*names) == expected


def test_private_methods_follow_in_the_order_of_their_use() -> None:
    bodies = {"a": "return self._second(), self._first()", "b": "return self._third()"}
    names = ["_third", "_first", "_second", "a", "b", "_never"]
    assert order_of(*names, bodies=bodies) == ["a", "b", "_second", "_first", "_third", "_never"]


def test_overloads_are_left_out() -> None:
    code = (
        "from typing import overload\nimport typing\nclass C:\n"
        "    @overload\n    def m(self, a: int) -> int: ...\n"
        "    @typing.overload\n    def m(self, a: str) -> str: ...\n"
        "    def m(self, a): return a\n"
        "    @overloaded_once\n    def n(self): pass\n"
    )
    assert [ast.unparse(item.args) for item in order.methods(class_scope(code))] == ["self, a", "self"]


def test_methods_under_a_condition_belong_to_the_class_and_nested_ones_do_not() -> None:
    code = "class C:\n    if x:\n        def a(self):\n            def inner(): pass\n    class D:\n        def b(self): pass\n"
    assert [item.name for item in order.methods(class_scope(code))] == ["a"]
