"""Scopes: which name means what, and which type the source proves for it."""

# ruff: noqa: E501  # a pair stands on one line

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from sphinx_howto import phrasebooks, source
from sphinx_howto.analysis.scope import Context, FunctionScope, ModuleScope
from tests.english.telling import scope_of

_PHRASES = phrasebooks.load([])


def returned(scope: FunctionScope) -> ast.expr:
    """What the last statement of a function returns."""
    assert isinstance(scope.function, (ast.FunctionDef, ast.AsyncFunctionDef))
    last = scope.function.body[-1]
    assert isinstance(last, ast.Return)
    assert last.value is not None
    return last.value


def shown(scope: FunctionScope) -> str:
    """The type of what a function returns, as an annotation; "" for unknown."""
    return named(scope.type_of(returned(scope)))


def named(found: object) -> str:
    """A type as it is written."""
    if found is None:
        return ""
    name, args, optional = found.name, found.args, found.optional  # type: ignore[attr-defined]
    inner = f"[{', '.join(named(item) or '?' for item in args)}]" if args else ""
    return f"{name}{inner}{' | None' if optional else ''}"


def type_of(code: str) -> str:
    """The type of what the last function of ``code`` returns."""
    return shown(scope_of(code))


PARAMETERS = [
    ("def f(x: str): return x", "str"),
    ("def f(x: str = None): return x", "str | None"),
    ("def f(x: 'list[str]'): return x", "list[str]"),
    ("def f(x=''): return x", ""),
    ("def f(x): return x", ""),
    ("def f(*x: int): return x", "tuple[int, ?]"),
    ("def f(**x: int): return x", "dict[str, int]"),
    ("Slot = tuple[int, str]\ndef f(x: Slot): return x", "tuple[int, str]"),
    ("Slot = tuple[int, str]\nSlot = str\ndef f(x: Slot): return x", "sample.Slot"),
    ("def f(x: int):\n    x = 's'\n    return x", "str"),
    ("def f(x: int):\n    if z:\n        x = 's'\n    return x", ""),
    ("def f(x: int):\n    x = 3\n    return x", "int"),
    ("def f(x: str | None):\n    x = x or 'a'\n    return x", "str"),
    ("def f(x: str):\n    del x\n    return x", ""),
    ("def f(x: str):\n    import x\n    return x", ""),
    ("def f(x: str):\n    def x(): pass\n    return x", ""),
    ("def f(x: str):\n    with y as x: pass\n    return x", ""),
    ("def f(x: str):\n    for x in y: pass\n    return x", ""),
    ("def f(x: str):\n    try: pass\n    except ValueError as x: pass\n    return x", ""),
    ("def f(x: str):\n    match y:\n        case x: pass\n    return x", ""),
    ("def f(x: str):\n    (x := 3)\n    return x", ""),
    ("def f(x: str):\n    [x for x in y]\n    return x", "str"),
]


@pytest.mark.parametrize(("code", "expected"), PARAMETERS, ids=[row[0] for row in PARAMETERS])
def test_parameters_and_what_rebinds_them(code: str, expected: str) -> None:
    assert type_of(code) == expected


LOCALS = [
    ("x = 1\nx += 1", "int"),
    ("x = 1\nx = x + 1", "int"),
    ("x = 1\nx /= 2", ""),
    ("x = 1\nx += y", ""),
    ("x = ''\nx += 'a'", "str"),
    ("x = []\nx += y", "list"),
    ("x = 1\nif y: x = 's'", ""),
    ("x = 1\nif y: x = None", "int | None"),
    ("x: int = y()", "int"),
    ("y, x = 1, 's'", "str"),
    ("y = x = 3", "int"),
    ("y, *x = 1, 2, 3", ""),
    ("for x in range(3): pass", "int"),
    ("for x in 'abc': pass", "str"),
    ("for x, y in enumerate('ab'): pass", "int"),
    ("for y, x in enumerate('ab'): pass", "str"),
    ("for x in y: pass", ""),
    ("for x in {'a': 1}: pass", "str"),
    ("for y, x in {'a': 1}.items(): pass", "int"),
    ("for x in {'a': 1}.values(): pass", "int"),
    ("range = y\nfor x in range(3): pass", ""),
    ("with open('a') as x: pass", "io.TextIOWrapper"),
    ("with y as x: pass", ""),
    ("try: pass\nexcept ValueError as x: pass", "ValueError"),
    ("try: pass\nexcept (ValueError, KeyError) as x: pass", ""),
    ("x = y", ""),
    ("x = x", ""),
    ("x = y = x", ""),
]


@pytest.mark.parametrize(("code", "expected"), LOCALS, ids=[row[0] for row in LOCALS])
def test_locals(code: str, expected: str) -> None:
    indented = "\n".join(f"    {line}" for line in code.splitlines())
    assert type_of(f"def f():\n{indented}\n    return x\n") == expected


EXPRESSIONS = [
    ("1", "int"), ("None", "None"), ("f'{x}'", "str"), ("[i for i in 'ab']", "list[str]"), ("{1: 'a'}", "dict[int, str]"),
    ("{i: 1 for i in 'a'}", "dict[str, int]"), ("(i for i in 'ab')", "collections.abc.Iterator[str]"), ("(1, 's')", "tuple[int, str]"),
    ("not x", "bool"), ("x is None", "bool"), ("x in y", "bool"), ("x < y", ""), ("1 < 2", "bool"), ("1 if x else 2", "int"),
    ("1 if x else None", "int | None"), ("1 if x else 's'", ""), ("(n := 3)", "int"), ("'a' + 'b'", "str"), ("'a' + x", ""),
    ("'a' % x", "str"), ("'a' * 2", "str"), ("1 + 2", "int"), ("1 / 2", "float"), ("1 + 2.5", "float"), ("1 + x", ""),
    ("-1", "int"), ("-x", ""), ("str(x)", "str"), ("int(x)", "int"), ("list('ab')", "list[str]"), ("sorted('ab')", "list[str]"),
    ("dict(x)", "dict"), ("'abc'[1:]", "str"), ("'abc'[1]", "str"), ("[1, 2][0]", "int"), ("(1, 's')[1]", "str"), ("(1, 's')[5]", ""),
    ("(1, 's')[x]", ""), ("{'a': 1}['a']", "int"), ("x['a']", ""), ("x.y", ""), ("x()", ""), ("lambda: 1", ""), ("await x", ""),
    ("'a'.upper()", "str"), ("'a b'.split()", "list[str]"), ("x.split()", ""), ("x or 1", ""), ("'' or 'a'", "str"), ("x and 1", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), EXPRESSIONS, ids=[row[0] for row in EXPRESSIONS])
def test_expressions(text: str, expected: str) -> None:
    assert type_of(f"async def f(x, y): return {text}") == expected


ALTERNATIVES = [
    ("x: str | None", "x or 'a'", "str"),
    ("x: str | None", "x or None", "str | None"),
    ("x: str | None, y: str | None", "x or y", "str | None"),
    ("x: str | None, y: int", "x or y", ""),
    ("x: str | None, y", "x or y", ""),
]


@pytest.mark.parametrize(
    ("parameters", "text", "expected"), ALTERNATIVES, ids=[" ".join(row[:2]) for row in ALTERNATIVES]
)
def test_alternatives_keep_the_none_of_their_last_value(parameters: str, text: str, expected: str) -> None:
    assert type_of(f"def f({parameters}): return {text}") == expected


PATHS = [
    ("import os\ndef f(): return os.path.join", "os.path.join"),
    ("import os.path\ndef f(): return os.path.join", "os.path.join"),
    ("import os.path as p\ndef f(): return p.join", "os.path.join"),
    ("from os import path as p\ndef f(): return p.join", "os.path.join"),
    ("def f():\n    import os\n    return os.getcwd", "os.getcwd"),
    ("def f(): return len", "len"),
    ("def g(): pass\ndef f(): return g", "sample.g"),
    ("LIMIT = 3\ndef f(): return LIMIT", "sample.LIMIT"),
    # near misses: the name is something else here
    ("import os\ndef f(os): return os.getcwd", None),
    ("import os\ndef f():\n    os = 3\n    return os.getcwd", None),
    ("import os\ndef f():\n    for os in x: pass\n    return os", None),
    ("import os\ndef f():\n    import os\n    os = 3\n    return os", None),
    ("def len(x): pass\ndef f(): return len", "sample.len"),
    ("len = 3\ndef f(): return len", "sample.len"),
    ("def f(len): return len", None),
    ("def f(): return unknown", None),
    ("def f(): return x().y", None),
]


@pytest.mark.parametrize(("code", "expected"), PATHS, ids=[row[0] for row in PATHS])
def test_the_path_that_a_name_stands_for(code: str, expected: str | None) -> None:
    scope = scope_of(code)
    assert scope.dotted(returned(scope)) == expected


CONSTANTS = [
    ("LIMIT = 3\ndef f(): return LIMIT", "3"),
    ("LIMIT: int = 3\ndef f(): return LIMIT", "3"),
    ("LIMIT = 3\nLIMIT = 4\ndef f(): return LIMIT", None),
    ("LIMIT = 3\nLIMIT += 1\ndef f(): return LIMIT", None),
    ("if x:\n    LIMIT = 3\nelse:\n    LIMIT = 4\ndef f(): return LIMIT", None),
    ("LIMIT = 3\nfor LIMIT in x: pass\ndef f(): return LIMIT", None),
    ("LIMIT = 3\ndel LIMIT\ndef f(): return LIMIT", None),
    ("LIMIT = 3\ndef LIMIT(): pass\ndef f(): return LIMIT", None),
    ("LIMIT = 3\nfrom x import LIMIT\ndef f(): return LIMIT", None),
    ("LIMIT = 3\ndef g():\n    global LIMIT\n    LIMIT = 4\ndef f(): return LIMIT", None),
    ("LIMIT = 3\ndef f(LIMIT): return LIMIT", None),
    ("LIMIT = 3\ndef f():\n    LIMIT = 4\n    return LIMIT", None),
    ("LIMIT, OTHER = 3, 4\ndef f(): return LIMIT", None),
    ("with x as LIMIT: pass\ndef f(): return LIMIT", None),
    ("LIMIT = 3\nwith x as LIMIT: pass\ndef f(): return LIMIT", None),
    ("LIMIT = 3\ntry: pass\nexcept x as LIMIT: pass\ndef f(): return LIMIT", None),
    ("LIMIT = 3\nclass LIMIT: pass\ndef f(): return LIMIT", None),
    ("LIMIT = 3\n(LIMIT := 4)\ndef f(): return LIMIT", None),
    (
        "LIMIT = 3\nasync def g():\n    global LIMIT\n    async with x as LIMIT: pass\ndef f(): return LIMIT",
        None,
    ),
]


@pytest.mark.parametrize(("code", "expected"), CONSTANTS, ids=[row[0] for row in CONSTANTS])
def test_a_constant_is_bound_once(code: str, expected: str | None) -> None:
    scope = scope_of(code)
    found = scope.constant(returned(scope))
    assert (ast.unparse(found) if found is not None else None) == expected


# -- classes and other modules --------------------------------------------------------------------


def in_project(folder: Path, code: str, function: str, **modules: str) -> FunctionScope:
    """The scope of ``function`` (``f`` or ``C.f``) of a project with the module ``sample`` and others."""
    for name, text in {**modules, "sample": code}.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    lookup = source.open_project([str(folder)], False)
    found = lookup.definition(f"sample.{function}")
    module = Context(lookup, _PHRASES).module(found.module)
    assert isinstance(found.node, (ast.FunctionDef, ast.AsyncFunctionDef))
    return FunctionScope(module, found.node, module.class_scope(found.owner) if found.owner else None)


ATTRIBUTES = [
    ("assigned in __init__", "def __init__(self): self.x = 1", "int"),
    ("annotated in __init__", "def __init__(self): self.x: int = y()", "int"),
    ("from a parameter", "def __init__(self, x: str): self.x = x", "str"),
    ("declared in the class", "x: str", "str"),
    ("set in the class", "x = 3", "int"),
    ("a property", "@property\n    def x(self) -> str: ...", "str"),
    ("assigned twice alike", "def __init__(self): self.x = 1\n    def m(self): self.x = 2", "int"),
    ("None at first", "def __init__(self): self.x = None\n    def m(self): self.x = 2", "int | None"),
    ("assigned twice differently", "def __init__(self): self.x = 1\n    def m(self): self.x = 's'", ""),
    ("a method", "def x(self) -> str: ...", ""),
    ("assigned under another receiver", "def __init__(self, other): other.x = 1", ""),
    ("a part of an unpacking", "def __init__(self): self.x, y = z()", ""),
    ("deleted", "def __init__(self): self.x = 1\n    def m(self): del self.x", ""),
    (
        "a loop variable",
        "def __init__(self): self.x = 1\n    def m(self):\n        for self.x in y: pass",
        "",
    ),
    ("unknown", "pass", ""),
]


@pytest.mark.parametrize(
    ("members", "expected"), [row[1:] for row in ATTRIBUTES], ids=[row[0] for row in ATTRIBUTES]
)
def test_attributes_of_an_object(tmp_path: Path, members: str, expected: str) -> None:
    code = f"class C:\n    {members}\n    def f(self): return self.x\n"
    assert shown(in_project(tmp_path, code, "C.f")) == expected


def test_attributes_of_bases_and_of_other_modules(tmp_path: Path) -> None:
    base = "class Base:\n    def __init__(self): self.x = 1\n"
    code = "from base import Base\nclass C(Base):\n    def f(self): return self.x\n"
    assert shown(in_project(tmp_path, code, "C.f", base=base)) == "int"


@pytest.mark.parametrize(
    ("base", "own", "expected"),
    [
        ("def __init__(self): self.x = 's'", "def m(self): self.x = 1", ""),
        ("def __init__(self): self.x = None", "def m(self): self.x = 1", "int | None"),
        ("def m(self): self.x = 's'", "x = 1", ""),
        ("def __init__(self): self.x = 2", "def m(self): self.x = 1", "int"),
        ("def __init__(self): self.x = y()", "def m(self): self.x = 1", ""),
        ("def __init__(self): self.x = y()", "def m(self): self.x = A()", "sample.A"),
        ("def __init__(self): self.x = 2", "def m(self): self.x = A()", ""),
        # Near misses: what the class replaces does not count
        ("x = 's'", "x = 1", "int"),
        ("def __init__(self): self.y = 's'", "x = 1", "int"),
    ],
)
def test_what_a_base_assigns_counts_for_the_type(tmp_path: Path, base: str, own: str, expected: str) -> None:
    code = f"class A: ...\nclass B:\n    {base}\nclass C(B):\n    {own}\n    def f(self): return self.x\n"
    assert shown(in_project(tmp_path, code, "C.f")) == expected


def test_what_a_base_assigns_is_no_constant(tmp_path: Path) -> None:
    code = "class B:\n    def m(self): self.x = 2\nclass C(B):\n    x = 1\n    y = 2\n    def f(self): return self.x\n"
    scope = in_project(tmp_path, code, "C.f")
    assert scope.owner is not None
    assert scope.owner.constant("x") is None
    assert scope.owner.constant("y") is not None


def test_self_is_the_object_only_in_a_method(tmp_path: Path) -> None:
    code = "class C:\n    x = 1\n    @staticmethod\n    def f(self): return self.x\n"
    assert shown(in_project(tmp_path, code, "C.f")) == ""
    assert type_of("def f(self): return self.x") == ""


CALLEES = [
    ("a function", "def g() -> 'list[int]': ...\ndef f(): return g()", "list[int]"),
    ("a class", "class A: pass\ndef f(): return A()", "sample.A"),
    ("an awaited coroutine", "async def g() -> int: ...\nasync def f(): return await g()", "int"),
    ("a coroutine that is not awaited", "async def g() -> int: ...\ndef f(): return g()", ""),
    ("a decorated function", "@other\ndef g() -> int: ...\ndef f(): return g()", ""),
    ("a function without annotation", "def g(): return 1\ndef f(): return g()", "int"),
    ("returns that agree", "def g(a):\n    if a:\n        return 'x'\n    return 'y'\ndef f(): return g(1)", "str"),
    ("returns that differ", "def g(a):\n    if a:\n        return 'x'\n    return 1\ndef f(): return g(1)", ""),
    ("an end without return", "def g(a):\n    if a:\n        return 'x'\ndef f(): return g(1)", "str | None"),
    ("a generator without annotation", "def g():\n    yield 1\n    return 'x'\ndef f(): return g()", ""),
    ("a call of itself", "def g(a):\n    if a:\n        return g(a)\n    return 'x'\ndef f(): return g(1)", ""),
    ("a silenced annotation", "def g() -> str:\n    return 1  # type: ignore\ndef f(): return g()", ""),
    ("a silenced call in it", "def g() -> str:\n    h()  # type: ignore\n    return 'x'\ndef f(): return g()", "str"),
    ("a disproved annotation", "def g(a) -> str:\n    if a:\n        return None\n    return 'x'\ndef f(): return g(1)", ""),
    ("a shadowed function", "def g() -> int: ...\ndef f(g): return g()", ""),
    ("a generator", "def g() -> int: ...\ndef f(): return g", ""),
]


@pytest.mark.parametrize(("code", "expected"), [row[1:] for row in CALLEES], ids=[row[0] for row in CALLEES])
def test_what_calls_inside_the_project_give(tmp_path: Path, code: str, expected: str) -> None:
    assert shown(in_project(tmp_path, code, "f")) == expected


def test_what_a_method_gives(tmp_path: Path) -> None:
    code = "class C:\n    def m(self) -> str: ...\n    async def a(self) -> str: ...\n    def f(self): return self.m()\n    def g(self): return self.a()\n"
    assert shown(in_project(tmp_path, code, "C.f")) == "str"
    assert shown(in_project(tmp_path, code, "C.g")) == ""


PROPERTIES = [
    ("-> bytes: return b''", "bytes"),
    ("-> bytes: return self.a  # type: ignore", ""),
    (": return b''", ""),
]


@pytest.mark.parametrize(("rest", "expected"), PROPERTIES, ids=[row[0] for row in PROPERTIES])
def test_a_property_is_believed_unless_its_author_does_not(tmp_path: Path, rest: str, expected: str) -> None:
    code = f"class C:\n    @property\n    def x(self) {rest}\n    def f(self): return self.x\n"
    assert shown(in_project(tmp_path, code, "C.f")) == expected


EITHER = [
    ("try:\n    import ujson as json\nexcept ImportError:\n    import json", "json.loads(x)", "ujson.loads"),
    ("try:\n    import tomllib\nexcept ImportError:\n    import tomli as tomllib", "tomllib.loads(x)", "tomllib.loads"),
    ("try:\n    import yaml\nexcept ImportError:\n    yaml = None", "yaml.safe_load(x)", "yaml.safe_load"),
    ("try:\n    from a import B\nexcept ImportError:\n    class B:\n        pass", "B(x)", "a.B"),
    # near misses: what is defined instead does something
    ("try:\n    from a import B\nexcept ImportError:\n    def B(x): return x", "B(x)", "sample.B"),
    ("import a as b\nimport c as b", "b.d(x)", "c.d"),
    ("from a import B\nB = None", "B(x)", "sample.B"),
]


@pytest.mark.parametrize(("code", "call", "expected"), EITHER, ids=[row[0] for row in EITHER])
def test_what_is_imported_from_one_place_or_another(code: str, call: str, expected: str) -> None:
    found = scope_of(f"{code}\ndef f(x): return {call}")
    node = returned(found)
    assert isinstance(node, ast.Call)
    assert found.dotted(node.func) == expected


DOUBTFUL = [
    ("try:\n    from a import R\nexcept ImportError:\n    from b import R", "a.R"),
    ("try:\n    from a import R\nexcept ImportError:\n    from typing import Type as R", ""),
]


@pytest.mark.parametrize(("code", "expected"), DOUBTFUL, ids=[row[0] for row in DOUBTFUL])
def test_an_annotation_that_may_be_another_thing_proves_nothing(code: str, expected: str) -> None:
    assert type_of(f"{code}\ndef f(x: R): return x") == expected


ASYNC = [
    ("async def g() -> 'AsyncIterator[str]':\n    yield 'a'\nasync def f():\n    async for x in g(): pass\n    return x", "str"),
    ("async def g() -> 'list[str]': ...\nasync def f():\n    async for x in g(): pass\n    return x", ""),
    ("async def f(g: 'AsyncIterator[int]'):\n    async for x in g: pass\n    return x", "int"),
]


@pytest.mark.parametrize(("code", "expected"), ASYNC, ids=[row[0] for row in ASYNC])
def test_variables_of_asynchronous_loops(tmp_path: Path, code: str, expected: str) -> None:
    head = "from collections.abc import AsyncIterator\n"
    assert shown(in_project(tmp_path, head + code, "f")) == expected


COMPREHENSIONS = [
    ("[k for k, v in x.items()]", "list[str]"),
    ("[v for i, (k, v) in enumerate(x.items())]", "list[int]"),
    ("[i for i, k in enumerate(x)]", "list[int]"),
    ("[a for a, b in zip(x, x)]", "list[str]"),
    ("[a for a, b in zip(*x)]", "list[?]"),
]


@pytest.mark.parametrize(("text", "expected"), COMPREHENSIONS, ids=[row[0] for row in COMPREHENSIONS])
def test_variables_of_comprehensions(text: str, expected: str) -> None:
    assert type_of(f"def f(x: dict[str, int]): return {text}") == expected


def test_a_module_scope_is_made_once() -> None:
    scope = scope_of("def f(): return 1")
    assert isinstance(scope.module, ModuleScope)
    assert scope.module.context.module(scope.module.module) is scope.module
