"""Fields of classes whose constructor is generated."""

# ruff: noqa: E501  # a pair stands on one line

from __future__ import annotations

import ast

import pytest

from sphinx_howto.analysis import fields
from tests.analysis.test_order import class_scope

IMPORTS = (
    "import dataclasses, attrs, attr, typing, pydantic, msgspec\nfrom dataclasses import dataclass, field, KW_ONLY\n"
    "from typing import ClassVar, NamedTuple, TypedDict\nimport dataclasses as dc\n"
)


def told(code: str) -> list[str]:
    """Each field of the class as ``name=default`` with its marks."""
    rows = []
    for item in fields.of(class_scope(IMPORTS + code)):
        text = item.name
        text += f"={ast.unparse(item.default)}" if item.default is not None else ""
        text += f"<-{ast.unparse(item.factory)}" if item.factory is not None else ""
        text += " keyword" if item.keyword_only else ""
        text += "" if item.in_constructor else " no argument"
        text += "".join(f" {option.arg}" for option in item.options)
        rows.append(text)
    return rows


KINDS = [
    ("@dataclass\nclass C: pass", "dataclass", False),
    ("@dataclass()\nclass C: pass", "dataclass", False),
    ("@dc.dataclass(frozen=True)\nclass C: pass", "dataclass", True),
    ("@dataclass(frozen=False)\nclass C: pass", "dataclass", False),
    ("@pydantic.dataclasses.dataclass\nclass C: pass", "dataclass", False),
    ("@attrs.define\nclass C: pass", "attrs class", False),
    ("@attrs.frozen\nclass C: pass", "attrs class", True),
    ("@attr.s(frozen=True)\nclass C: pass", "attrs class", True),
    ("class C(NamedTuple): pass", "named tuple", False),
    ("class C(TypedDict): pass", "typed dictionary", False),
    ("class C(pydantic.BaseModel): pass", "pydantic model", False),
    ("class C(msgspec.Struct): pass", "msgspec structure", False),
    ("class C: pass", "", False),
    ("class C(Base): pass", "", False),
    ("@other\nclass C: pass", "", False),
    ("@other.dataclass\nclass C: pass", "", False),
    ("def dataclass(c): return c\n@dataclass\nclass C: pass", "", False),
    ("class NamedTuple: pass\nclass C(NamedTuple): pass", "", False),
]


@pytest.mark.parametrize(("code", "kind", "frozen"), KINDS, ids=[row[0] for row in KINDS])
def test_kinds_of_classes_with_fields(code: str, kind: str, frozen: bool) -> None:
    scope = class_scope(IMPORTS + code)
    assert fields.kind(scope) == kind
    assert fields.is_frozen(scope) is frozen


FIELDS = [
    ("a: int", ["a"]),
    ("a: int = 3", ["a=3"]),
    ("a: list = field(default_factory=list)", ["a<-list"]),
    ("a: int = field(default=3)", ["a=3"]),
    ("a: int = field()", ["a"]),
    ("a: int = field(init=False)", ["a no argument"]),
    ("a: int = field(init=True)", ["a"]),
    ("a: int = field(default=1, kw_only=True)", ["a=1 keyword"]),
    ("a: int = field(default=1, repr=False, compare=False)", ["a=1 repr compare"]),
    ("a: int\n_: KW_ONLY\nb: int = 2", ["a", "b=2 keyword"]),
    ("a: ClassVar[int] = 3", []),
    ("a: typing.ClassVar = 3", []),
    ("a: 'ClassVar[int]' = 3", []),
    ("a = 3", []),
    ("a: int = other(3)", ["a=other(3)"]),
    ("def m(self): b: int = 3", []),
    ("a: int = ...", ["a"]),
    ("a.b: int = 3", []),
]


@pytest.mark.parametrize(("body", "expected"), FIELDS, ids=[row[0] for row in FIELDS])
def test_fields_of_a_dataclass(body: str, expected: list[str]) -> None:
    indented = "\n".join(f"    {line}" for line in body.splitlines())
    assert told(f"@dataclass\nclass C:\n{indented}") == expected


def test_a_whole_class_can_be_keyword_only() -> None:
    assert told("@dataclass(kw_only=True)\nclass C:\n    a: int\n    b: int = 1") == [
        "a keyword",
        "b=1 keyword",
    ]
    assert told("@dataclass(kw_only=False)\nclass C:\n    a: int") == ["a"]


def test_fields_of_attrs_in_all_their_forms() -> None:
    assert told(
        "@attr.s\nclass C:\n    a = attr.ib(default=1)\n    b = attr.ib(factory=list)\n    c = other()"
    ) == ["a=1", "b<-list"]
    assert told("@attrs.define\nclass C:\n    a: int = attrs.field(default=1, alias='b')") == ["a=1 alias"]


def test_fields_of_a_model() -> None:
    assert told(
        "class C(pydantic.BaseModel):\n    a: int = pydantic.Field(..., gt=0)\n    b: int = pydantic.Field(3)"
    ) == ["a gt", "b=3"]
