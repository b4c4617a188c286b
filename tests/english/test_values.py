"""Values as noun phrases, with proven types, constants and names that hide builtins."""

# ruff: noqa: E501  # a pair stands on one line

from __future__ import annotations

import pytest

from tests.english.telling import statement

VALUES = [
    ("return not x", "Returns whether `x` is falsy."),
    ("return x == y", "Returns `x == y`."),
    ("return x is None", "Returns whether `x` is `None`."),
    ("return x in y", "Returns whether `x` is in `y`."),
    ("return x is None and x in y", "Returns whether `x` is `None` and `x` is in `y`."),
    ("return x is None or x == 1", "Returns `x is None or x == 1`."),
    ("return x and y", "Returns `x and y`."),
    ("return x or y", "Returns `x`, or `y` if `x` is falsy."),
    ("return x or y or z", "Returns `x or y or z`."),
    ("return x.a() or y", "Returns `x.a()`, or `y` if `x.a()` is falsy."),
    ("return (x + y) or z", "Returns `x + y or z`."),
    ("return x if y else z", "Returns `x` if `y` is truthy, otherwise `z`."),
    (
        "return x if y else z if x else y",
        "Returns `x` if `y` is truthy, otherwise `z` if `x` is truthy, otherwise `y`.",
    ),
    ("return x if (y if z else x) else z", "Returns `x` if `y if z else x` is truthy, otherwise `z`."),
    ("return (x if z else y) if x else z", "Returns `(x if z else y) if x else z`."),
    ("return lambda: x", "Returns a function that returns `x`."),
    ("return lambda a: a + 1", "Returns a function that takes `a` and returns `a + 1`."),
    ("return lambda a, b: a + b", "Returns a function that takes `a` and `b` and returns `a + b`."),
    ("return lambda *a: a", "Returns `lambda *a: a`."),
    ("return lambda a=1: a", "Returns `lambda a=1: a`."),
    ('return f"a {x} b"', 'Returns `"a {x} b"`.'),
    ('return f"{x}"', 'Returns `"{x}"`.'),
    ("return x[1:2]", "Returns `x[1:2]`."),
    ("return x[0]", "Returns `x[0]`."),
    ("return -x", "Returns `-x`."),
    ("return x + y", "Returns `x + y`."),
    ('return "a" "b"', 'Returns `"ab"`.'),
    ("return ...", "Returns `...`."),
    ("return (n := x)", "Returns `x`, kept as `n`."),
    ("return await x", "Returns the awaited result of `x`."),
    ("return await x.a()", "Returns the awaited result of `x.a()`."),
    ('return {**x, "a": 1}', 'Returns `{**x, "a": 1}`.'),
    ("return [*x, *y]", "Returns `[*x, *y]`."),
    (
        'return {"a": 1, "bcd": 2, "efghijklmnop": x, "stuvwxyz": "a text"}',
        'Returns a dictionary with `a` (`1`), `bcd` (`2`), `efghijklmnop` (`x`) and `stuvwxyz` (`"a text"`).',
    ),
    (
        'return {"a": a, "bcd": bcd, "efghijklmnop": efghijklmnop, "qrs": y}',
        "Returns a dictionary with `a`, `bcd`, `efghijklmnop` and `qrs` (`y`).",
    ),
    ("return dict(a=1)", "Returns a dictionary, with `a=1`."),
    ("return dict()", "Returns an empty dictionary."),
    ("return super().a()", "Returns `super().a()`."),
]


@pytest.mark.parametrize(("code", "said"), VALUES, ids=[row[0] for row in VALUES])
def test_values(code: str, said: str) -> None:
    assert statement(code) == said


COMPREHENSIONS = [
    ("return [i for i in x]", "Returns a list of each `i` in `x`."),
    (
        "return [i.a for i in x if i.b]",
        "Returns a list of `i.a` for each `i` in `x` for which `i.b` is truthy.",
    ),
    (
        "return [i for i in x if i > 1 if i < 9]",
        "Returns a list of each `i` in `x` for which `i` is greater than `1` and `i` is less than `9`.",
    ),
    (
        "return [i for i in x if i > 1 or i < 0 if i]",
        "Returns a list of each `i` in `x` for which either `i` is greater than `1` or `i` is less than `0`, and `i` is truthy.",
    ),
    ("return {i for i in x}", "Returns a set of each `i` in `x`."),
    ("return {i: 1 for i in x}", "Returns a dictionary that maps `i` to `1` for each `i` in `x`."),
    ("return (i for i in x)", "Returns a generator of each `i` in `x`."),
    (
        "return [i + j for i in x for j in i]",
        "Returns a list of `i + j` for each `i` in `x` and each `j` in `i`.",
    ),
    ("return [i for i in x for j in i for k in j]", "Returns `[i for i in x for j in i for k in j]`."),
    ("return [i async for i in x]", "Returns `[i async for i in x]`."),
    ("return [[j for j in i] for i in x]", "Returns a list of `[j for j in i]` for each `i` in `x`."),
    ("return [i for i, j in x]", "Returns a list of `i` for each pair `i`, `j` in `x`."),
    ("return list(i for i in x)", "Returns a list of each `i` in `x`."),
    ("return set(i for i in x)", "Returns a set of each `i` in `x`."),
    ("return tuple(i for i in x)", "Returns a tuple of each `i` in `x`."),
    ("return frozenset(i for i in x)", "Returns a frozen set of each `i` in `x`."),
    ("return sorted(i for i in x)", "Returns a sorted list of each `i` in `x`."),
    (
        "return sorted((i for i in x), reverse=True)",
        "Returns a sorted list of `(i for i in x)` in descending order.",
    ),
    ("return sum(i for i in x)", "Returns the sum of `i` for each `i` in `x`."),
    ("return sum((i for i in x), 1)", "Returns the sum of `(i for i in x)` starting from `1`."),
    ("return sum(*x)", "Returns `sum(*x)`."),
    ("return any(i is None for i in x)", "Returns whether for at least one `i` in `x`, `i` is `None`."),
    ("return any(i for i in x if i)", "Returns whether for at least one `i` in `x` for which `i` is truthy, `i` is truthy."),
    (
        "return any(i for i in x for j in i)",
        "Returns whether any item of `(i for i in x for j in i)` is truthy.",
    ),
    ("return any(i for x.a in y)", "Returns whether any item of `(i for x.a in y)` is truthy."),
    ("return all(x)", "Returns whether every item of `x` is truthy."),
    ('return " ".join(i.a for i in x)', 'Returns `i.a` for each `i` in `x`, joined with `" "`.'),
    ('return " ".join(x)', 'Returns the items of `x` joined with `" "`.'),
    ("return x.join(i.a for i in y)", "Returns `x.join((i.a for i in y))`."),
]


@pytest.mark.parametrize(("code", "said"), COMPREHENSIONS, ids=[row[0] for row in COMPREHENSIONS])
def test_comprehensions(code: str, said: str) -> None:
    assert statement(code) == said


TYPED = [
    ("x: str", "", "return x or 'a'", 'Returns `x`, or `"a"` if `x` is empty.'),
    ("x: str | None", "", "return x or 'a'", 'Returns `x`, or `"a"` if `x` is `None` or empty.'),
    ("x: bool", "", "return x or y", "Returns `x`, or `y` if `x` is false."),
    ("x: int", "", "return x or 1", "Returns `x`, or `1` if `x` is `0`."),
    ("x: int", "", "x += 1", "Adds `1` to `x`."),
    ("x: str", "", "x += 'a'", 'Appends `"a"` to `x`.'),
    ("x: list", "", "x += [1]", "Appends `1` to `x`."),
    ("x: list | None", "", "x += [1]", "Adds `[1]` to `x`."),
    ("x: int", "", "x *= 2", "Multiplies `x` by `2`."),
    ("x: str", "", "x *= 2", "Sets `x` to `x * 2`."),
    ("x: dict", "", "x['a'] = 1", 'Stores `1` in `x` under `"a"`.'),
    ("x: list", "", "x[0] = 1", "Sets `x[0]` to `1`."),
    ("x: dict", "", "x[1:2] = 1", "Sets `x[1:2]` to `1`."),
    ("x: dict", "", "for i, j in x.items(): y(i)", "For each key `i` and value `j` in `x`, calls `y(i)`."),
    ("x: dict", "", "for i in x.items(): y(i)", "For each `i` in `x.items()`, calls `y(i)`."),
    ("x: dict", "", "for i in x.values(): y(i)", "For each value `i` in `x`, calls `y(i)`."),
    ("x: dict", "", "for i in x.keys(): y(i)", "For each key `i` in `x`, calls `y(i)`."),
    ("x: dict", "", "for i in x: y(i)", "For each `i` in `x`, calls `y(i)`."),
    ("x: list", "", "for i in list(x): y(i)", "For each `i` in a copy of `x`, calls `y(i)`."),
    ("x: Iterable", "", "for i in list(x): y(i)", "For each `i` in `list(x)`, calls `y(i)`."),
    ("x: list", "", "x = x or []", "If `x` is empty, sets `x` to an empty list."),
    ("x: list | None", "", "x = x or []", "If `x` is `None` or empty, sets `x` to an empty list."),
    ("x: int", "", "return x > 1", "Returns whether `x` is greater than `1`."),
    ("x", "", "return x > 1", "Returns `x > 1`."),
    ("x: int", "", "return 1 < x < 3", "Returns whether `x` is greater than `1` and less than `3`."),
    (
        "x: int",
        "",
        "return x > 1 and x < 9",
        "Returns whether `x` is greater than `1` and `x` is less than `9`.",
    ),
    ("x: str", "", "return x.upper()", "Returns `x` in upper case."),
    ("x", "", "return x.upper()", "Returns `x` in upper case."),
    (
        "x",
        "import threading\nlock = threading.Lock()",
        "with lock: x()",
        "While holding `lock`, calls `x()`.",
    ),
    (
        "x",
        "import threading\nlock = threading.Lock()",
        "with lock as a: x()",
        "Inside `with lock` (as `a`), calls `x()`.",
    ),
    (
        "x, lock",
        "import threading\nlock = threading.Lock()",
        "with lock: x()",
        "Inside `with lock`, calls `x()`.",
    ),
    ("x", "from typing import cast", "y = cast(int, x)", "Sets `y` to `x`."),
    ("x", "", "y = cast(int, x)", "Sets `y` to `cast(int, x)`."),
    ("x", "import os", "y = os.environ['A']", "Sets `y` to the environment variable `A`."),
    ("x, os", "import os", "y = os.environ['A']", 'Sets `y` to `os.environ["A"]`.'),
    ("x", "import os", "y = os.environ[x]", "Sets `y` to the environment variable `x`."),
    ("x", "import sys", "sys.exit(1)", "Exits with status `1`."),
    ("x", "import sys", "sys.exit('bad')", 'Prints `"bad"` to standard error and exits with status `1`.'),
    (
        "x",
        "import sys",
        "sys.exit(f'bad {x}')",
        'Prints `"bad {x}"` to standard error and exits with status `1`.',
    ),
    ("x: int", "import sys", "sys.exit(x)", "Exits with status `x`."),
    ("x", "import sys", "sys.exit(x)", "Exits with `x`."),
    ("x", "import sys", "sys.exit()", "Exits with status `0`."),
    ("x, sys", "import sys", "sys.exit(1)", "Calls `sys.exit(1)`."),
    ("x", "class Missing(Exception): pass", "raise Missing(x)", "Raises `Missing(x)`."),
    ("x", "", "raise errors['a']", 'Raises `errors["a"]`.'),
    ("x", "LIMIT = 3", "return x > LIMIT", "Returns `x > LIMIT` (`LIMIT` is `3`)."),
    ("x", "LIMIT = 3", "y = LIMIT", "Sets `y` to `LIMIT` (`3`)."),
    ("x", "LIMIT = 3\nLIMIT = 4", "y = LIMIT", "Sets `y` to `LIMIT`."),
    ("x, LIMIT", "LIMIT = 3", "y = LIMIT", "Sets `y` to `LIMIT`."),
    ("x", "def LIMIT(): pass", "y = LIMIT", "Sets `y` to `LIMIT`."),
    ("x", "LIMIT = make()", "y = LIMIT", "Sets `y` to `LIMIT`."),
    ("x", "for LIMIT in x: pass", "y = LIMIT", "Sets `y` to `LIMIT`."),
    ("x", "LIMIT = 3\ndef g():\n    global LIMIT\n    LIMIT = 4", "y = LIMIT", "Sets `y` to `LIMIT`."),
    ("x", "LIMIT = 3\nLIMIT += 1", "y = LIMIT", "Sets `y` to `LIMIT`."),
    ("x", "LIMIT = 24 * 60", "z(LIMIT)", "Calls `z(LIMIT)` (`LIMIT` is `1440`)."),
    ("x", "LIMIT = None", "y = LIMIT", "Sets `y` to `LIMIT`."),
    ("x", "LIMIT = True", "y = LIMIT", "Sets `y` to `LIMIT`."),
    ("x", "LIMIT = 3", "y = LIMIT * 2", "Sets `y` to `6` (`LIMIT * 2`) (`LIMIT` is `3`)."),
]


@pytest.mark.parametrize(
    ("parameters", "before", "code", "said"), TYPED, ids=[f"{row[0]} | {row[1]} | {row[2]}" for row in TYPED]
)
def test_values_of_known_types_and_names(parameters: str, before: str, code: str, said: str) -> None:
    assert statement(code, parameters, before) == said


SHADOWED = [
    ("x, list", "", "for i in list(x): y(i)", "For each `i` in `list(x)`, calls `y(i)`."),
    ("x, range", "", "for i in range(x): y(i)", "For each `i` in `range(x)`, calls `y(i)`."),
    (
        "x, enumerate",
        "",
        "for i, j in enumerate(x): y(i)",
        "For each pair `i`, `j` in `enumerate(x)`, calls `y(i)`.",
    ),
    ("x, sorted", "", "for i in sorted(x): y(i)", "For each `i` in `sorted(x)`, calls `y(i)`."),
    ("x, zip", "", "for i, j in zip(x, x): y(i)", "For each pair `i`, `j` in `zip(x, x)`, calls `y(i)`."),
    ("x, reversed", "", "for i in reversed(x): y(i)", "For each `i` in `reversed(x)`, calls `y(i)`."),
    ("x, print", "", "print(x)", "Calls `print(x)`."),
    ("x, set", "", "y = set()", "Sets `y` to `set()`."),
    ("x", "def set(): pass", "y = set()", "Sets `y` to `set()`."),
    ("x", "from q import list", "y = list()", "Sets `y` to `list()`."),
    ("x, sum", "", "return sum(i for i in x)", "Returns `sum((i for i in x))`."),
    ("x, any", "", "return any(i for i in x)", "Returns `any((i for i in x))`."),
    ("x, setattr", "", "setattr(x, 'a', 1)", 'Calls `setattr(x, "a", 1)`.'),
    ("x, super", "", "super().close()", "Calls `super().close()`."),
    ("x", "", "sorted = x\nreturn sorted(x)", "Sets `sorted` to `x`. Returns `sorted(x)`."),
    ("x", "", "for len in x: return len(x)", "For each `len` in `x`, returns `len(x)`."),
    ("x, open", "", "with open(x) as f: y()", "Inside `with open(x)` (as `f`), calls `y()`."),
]


@pytest.mark.parametrize(
    ("parameters", "before", "code", "said"),
    SHADOWED,
    ids=[f"{row[0]} | {row[1]} | {row[2]}" for row in SHADOWED],
)
def test_names_that_hide_builtins_are_not_worded(parameters: str, before: str, code: str, said: str) -> None:
    assert statement(code, parameters, before) == said


SETS = [
    ("return x - y", "Returns the items of `x` that are not in `y`."),
    ("return x & {1}", "Returns the items common to `x` and `{1}`."),
    ("return x | y", "Returns the union of `x` and `y`."),
    ("return x ^ y", "Returns the items that are in either `x` or `y` but not in both."),
    # Near misses: not known to be sets, more than one operation, another operation
    ("return x - z", "Returns `x - z`."),
    ("return x - y - x", "Returns `x - y - x`."),
    ("return x + y", "Returns `x + y`."),
]


@pytest.mark.parametrize(("code", "said"), SETS, ids=[row[0] for row in SETS])
def test_operations_on_sets(code: str, said: str) -> None:
    assert statement(code, "x: set, y: set, z") == said
