"""What tests, guards and assignments on the way prove of a name where it is read."""

from __future__ import annotations

import ast
from typing import Any

import pytest

from sphinx_howto.analysis import types
from sphinx_howto.analysis.scope import calls
from tests.analysis.test_scope import type_of
from tests.english.telling import scope_of

OPTIONAL = "x: 'list[str] | None'"

AFTER = [
    # what stands before `return x`, the type there
    ("if x is None:\n        return", "list[str]"),
    ("if x is None:\n        raise ValueError", "list[str]"),
    ("if not x:\n        return", "list[str]"),
    ("assert x is not None", "list[str]"),
    ("if x is None:\n        x = []", "list"),
    ("if x is not None:\n        pass\n    else:\n        return", "list[str]"),
    ("while x is None:\n        x = make()", ""),
    ("if x is None or z:\n        return", "list[str]"),
    ("for i in z:\n        if x is None:\n            continue\n        print(x)", "list[str] | None"),
    # near misses
    ("if x is None:\n        print(z)", "list[str] | None"),
    ("if x is None and z:\n        return", "list[str] | None"),
    ("if x is not None:\n        print(z)", "list[str] | None"),
    ("with z:\n        if x is None:\n            return", "list[str] | None"),
    (
        "try:\n        if x is None:\n            return\n    except OSError:\n        pass",
        "list[str] | None",
    ),
    ("def g():\n        if x is None:\n            return", "list[str] | None"),
    ("if z:\n        if x is None:\n            return", "list[str] | None"),
]


@pytest.mark.parametrize(("before", "expected"), AFTER, ids=[row[0] for row in AFTER])
def test_what_holds_after_a_statement(before: str, expected: str) -> None:
    assert type_of(f"def f({OPTIONAL}, z):\n    {before}\n    return x") == expected


VALUES = [
    # an expression that holds `x`, its type
    ("x[0] if x else z", ""),
    ("x if x is not None else []", "list"),
    ("x if x is None else x", "list[str] | None"),
    ("x if isinstance(x, dict) else {}", "dict"),
    ("[i for i in z if i]", "list[?]"),
    ("[i for i in x]", "list[?]"),
    ("[i for i in x] if x else []", "list"),
]


@pytest.mark.parametrize(("text", "expected"), VALUES, ids=[row[0] for row in VALUES])
def test_what_holds_inside_an_expression(text: str, expected: str) -> None:
    assert type_of(f"def f({OPTIONAL}, z):\n    return {text}") == expected


INSTANCES = [
    ("def f(x):\n    if not isinstance(x, str):\n        return\n    return x", "str"),
    ("def f(x: 'dict[str, int] | list[int]'):\n    assert isinstance(x, dict)\n    return x", "dict"),
    ("def f(x: 'dict[str, int] | None'):\n    assert isinstance(x, dict)\n    return x", "dict[str, int]"),
    ("def f(x, y):\n    if isinstance(x, str) and isinstance(y, int):\n        pass\n    return x", ""),
    ("def f(x):\n    if isinstance(x, (str, bytes)):\n        return x\n    return x", ""),
    ("def f(x, z):\n    assert isinstance(x, str)\n    x = z\n    return x", ""),
    ("def f(z):\n    if (x := z.get('a')) is None:\n        return\n    return x", ""),
    (
        "import re\ndef f(z: str):\n    if not (x := re.match('a', z)):\n        return\n    return x",
        "re.Match",
    ),
    ("def f(z):\n    x = None\n    if z:\n        x = 'a'\n    return x", "str | None"),
    ("def f(z):\n    x = None\n    x = 'a'\n    return x", "str"),
    ("def f(z):\n    global x\n    x = 'a'\n    return x", ""),
    ("def f(z):\n    x = 'a'\n    def g():\n        nonlocal x\n        x = None\n    g()\n    return x", ""),
]


@pytest.mark.parametrize(("code", "expected"), INSTANCES, ids=[row[0] for row in INSTANCES])
def test_instances_and_assignments(code: str, expected: str) -> None:
    assert type_of(code) == expected


def test_a_chain_of_assignments_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    real = calls.match

    def counted(*given: Any) -> Any:
        nonlocal asked
        asked += 1
        return real(*given)

    monkeypatch.setattr(calls, "match", counted)
    lines = "".join(f"    x = x.replace('{number}', '').strip()\n" for number in range(20))
    scope = scope_of(f"def f(x: str):\n{lines}    return x\n")
    assert isinstance(scope.function, ast.FunctionDef)
    returned = scope.function.body[-1]
    assert isinstance(returned, ast.Return)
    assert scope.type_of(returned.value) == types.STR
    # Each of the 40 calls is asked for some times, not twice as often as the one before
    assert asked < 2000
