"""What kind of class a class is, and what belongs to it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from sphinx_howto import phrasebooks, source
from sphinx_howto.analysis import kinds
from sphinx_howto.analysis.scope import ClassScope, Context


def class_of(folder: Path, code: str, name: str = "C") -> ClassScope:
    """The class ``name`` of the module ``code``."""
    (folder / "sample.py").write_text(code, encoding="utf-8")
    lookup = source.open_project([str(folder)], False)
    module = lookup.module("sample")
    assert module is not None
    scope = Context(lookup, phrasebooks.load([])).module(module)
    node = scope.definitions[name]
    assert isinstance(node, ast.ClassDef)
    return scope.class_scope(node)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("from dataclasses import dataclass\n@dataclass\nclass C: ...", "dataclass"),
        ("import dataclasses as d\n@d.dataclass(frozen=True)\nclass C: ...", "dataclass"),
        ("def dataclass(c): return c\n@dataclass\nclass C: ...", "class"),
        ("import attrs\n@attrs.define\nclass C: ...", "attrs class"),
        ("from enum import IntEnum\nclass C(IntEnum): ...", "enumeration"),
        ("class Enum: ...\nclass C(Enum): ...", "class"),
        ("from enum import Enum\nclass B(Enum): ...\nclass C(B): ...", "enumeration"),
        ("class C(OSError): ...", "exception"),
        ("class B(OSError): ...\nclass C(B): ...", "exception"),
        ("from unknown import MyError\nclass C(MyError): ...", "class"),
        ("from typing import Protocol\nclass C(Protocol): ...", "protocol"),
        ("from typing import Protocol\nclass P(Protocol): ...\nclass C(P): ...", "class"),
        ("from typing import NamedTuple\nclass C(NamedTuple): ...", "named tuple"),
        (
            "from abc import ABC, abstractmethod\nclass C(ABC):\n    @abstractmethod\n    def a(self): ...",
            "abstract base class",
        ),
        ("from abc import ABC\nclass C(ABC): ...", "class"),
        ("class C: ...", "class"),
    ],
)
def test_kind(tmp_path: Path, code: str, expected: str) -> None:
    assert kinds.of(class_of(tmp_path, code)).name == expected


def test_fields_come_with_those_of_the_base_first(tmp_path: Path) -> None:
    code = (
        "from dataclasses import dataclass\n@dataclass\nclass B:\n    a: int\n    b: int\n"
        "@dataclass\nclass C(B):\n    c: int\n    a: str\n"
    )
    assert [field.name for field in kinds.of(class_of(tmp_path, code)).fields] == ["a", "b", "c"]


def test_members_of_an_enumeration(tmp_path: Path) -> None:
    code = "from enum import Enum\nclass C(Enum):\n    A = 1\n    _a_ = []\n    B = 2\n    def a(self): ...\n"
    assert [name for name, _ in kinds.of(class_of(tmp_path, code)).enum_members] == ["A", "B"]


def test_what_is_still_abstract(tmp_path: Path) -> None:
    code = (
        "from abc import ABC, abstractmethod\nclass B(ABC):\n    @abstractmethod\n    def a(self): ...\n"
        "    @abstractmethod\n    def b(self): ...\nclass C(B):\n    def a(self): ...\n"
    )
    assert [node.name for _, node in kinds.of(class_of(tmp_path, code)).abstract] == ["b"]


@pytest.mark.parametrize(
    ("body", "missing"),
    [
        ("a, b = make()", []),
        ("from other import a, b", []),
        ("for a in make():\n        b = a", []),
        ("if x:\n        a = b = make()", []),
        # Near misses: what binds nothing in the class
        ("a: int\n    b = 1", ["a"]),
        ("b = [a for a in make()]", ["a"]),
        ("def b(self):\n        a = 1", ["a"]),
    ],
)
def test_whatever_binds_a_name_in_the_class_defines_it(tmp_path: Path, body: str, missing: list[str]) -> None:
    code = (
        "from abc import ABC, abstractmethod\nclass B(ABC):\n    @abstractmethod\n    def a(self): ...\n"
        f"    @abstractmethod\n    def b(self): ...\nclass C(B):\n    {body}\n"
    )
    assert [node.name for _, node in kinds.of(class_of(tmp_path, code)).abstract] == missing


_MIXIN = """
from unknown import Foreign
from collections.abc import MutableMapping
from abc import ABC, abstractmethod
class Known(ABC):
    @abstractmethod
    def a(self): ...
class Stored(dict): ...
class Mixin(MutableMapping): ...
class Chained(Known): ...
class Renamed(Exception): ...
"""


@pytest.mark.parametrize(
    ("bases", "expected"),
    [
        ("Stored, Mixin", []),
        ("dict, MutableMapping", []),
        ("Mixin", ["__delitem__", "__getitem__", "__iter__", "__len__", "__setitem__"]),
        ("Renamed, Mixin", ["__delitem__", "__getitem__", "__iter__", "__len__", "__setitem__"]),
        ("list, Mixin", []),
        ("set, Mixin", ["__delitem__", "__getitem__", "__setitem__"]),
        ("Foreign, Mixin", []),
        ("Known, Foreign", []),
        ("Chained", ["a"]),
        ("Foreign, ABC", ["own"]),
    ],
)
def test_what_bases_of_python_define_is_not_missing(tmp_path: Path, bases: str, expected: list[str]) -> None:
    own = "\n    @abstractmethod\n    def own(self): ...\n" if "own" in expected else " ..."
    found = kinds.of(class_of(tmp_path, f"{_MIXIN}class C({bases}):{own}")).abstract
    assert sorted(node.name for _, node in found) == expected


@pytest.mark.parametrize(
    ("bases", "expected"),
    [("", True), ("(object)", True), ("(B)", True), ("(Unknown)", False), ("(dict)", False)],
)
def test_whether_every_base_is_known(tmp_path: Path, bases: str, expected: bool) -> None:
    code = f"from unknown import Unknown\nclass B: ...\nclass C{bases}: ...\n"
    assert kinds.is_complete(class_of(tmp_path, code)) is expected
