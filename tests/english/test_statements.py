"""Statements of every kind: what is said of them, with near misses that fall back to code."""

# ruff: noqa: E501  # a pair stands on one line

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.english import explaining
from tests.english.telling import body, statement

ASSIGNMENTS = [
    ("_ = f(x)", "Calls `f(x)`."),
    ("_ = await f(x)", "Awaits `f(x)`."),
    ("_ = x", "Sets `_` to `x`."),
    ("_ = f(x); y = _", "Sets `_` to `f(x)` and `y` to `_`."),
    ("_x = f(x)", "Sets `_x` to `f(x)`."),
    ("x = 1", "Sets `x` to `1`."),
    ("x = y = z", "Sets `x` and `y` both to `z`."),
    ("x = []", "Sets `x` to an empty list."),
    ("x = {}", "Sets `x` to an empty dictionary."),
    ("x = ()", "Sets `x` to an empty tuple."),
    ("x = set()", "Sets `x` to an empty set."),
    ("x = list()", "Sets `x` to an empty list."),
    ("x, y = y, x", "Swaps `x` and `y`."),
    ("x, y = 1, 2", "Sets `x` to `1` and `y` to `2`."),
    ("a, b = x + 1, y", "Sets `a` to `x + 1` and `b` to `y`."),
    ("a, b = 1, a", "Sets `a` and `b` at once to `1` and `a`."),
    ("x.a, x.b = 1, x.a", "Sets `x.a` and `x.b` at once to `1` and `x.a`."),
    ("a, *b = x", "Unpacks `x` into `a` and `b` (a list of the other items)."),
    ("*a, b = x", "Unpacks `x` into `a` (a list of the other items) and `b`."),
    ("a, *b, c = x", "Unpacks `x` into `a`, `b` (a list of the items in between) and `c`."),
    ("a, (b, c) = x", "Unpacks `x` into `a` and `(b, c)`."),
    ("[a, b] = x", "Unpacks `x` into `a` and `b`."),
    ("x.a = 1", "Sets `x.a` to `1`."),
    ("x[0] = 1", "Sets `x[0]` to `1`."),
    ("x[1:2] = y", "Sets `x[1:2]` to `y`."),
    ("x: int = 3", "Sets `x` to `3`."),
    ("a = yield x", "Yields `x` and sets `a` to what is sent back."),
    ("x += 1", "Adds `1` to `x`."),
    ("x -= 1", "Subtracts `1` from `x`."),
    ("x /= 2", "Divides `x` by `2`."),
    ("x *= 2", "Sets `x` to `x * 2`."),
    ("x //= 2", "Sets `x` to `x // 2`."),
    ("x %= 2", "Sets `x` to `x % 2`."),
    ("x **= 2", "Sets `x` to `x ** 2`."),
    ("x @= y", "Sets `x` to `x @ y`."),
    ("x |= y", "Sets `x` to `x | y`."),
    ("x <<= 1", "Sets `x` to `x << 1`."),
    ("x *= [1]", "Sets `x` to `x * [1]`."),
    ("x += 1 if y else 2", "Adds to `x` `1` if `y` is truthy, otherwise `2`."),
    ("del x", "Deletes `x`."),
    ("del x, y", "Deletes `x` and `y`."),
    ("del x[0]", "Deletes `x[0]`."),
    ("x = x or y", "If `x` is falsy, sets `x` to `y`."),
    ("x = x or y or z", "Sets `x` to `x or y or z`."),
    ("x = y or x", "Sets `x` to `y`, or `x` if `y` is falsy."),
    ("x = x if x is not None else 3", "If `x` is `None`, sets `x` to `3`."),
    ("x = 3 if x is None else x", "If `x` is `None`, sets `x` to `3`."),
    ("x = y if y else x", "If `y` is truthy, sets `x` to `y`."),
    ("x = y if z else 3", "Sets `x` to `y` if `z` is truthy, otherwise `3`."),
]


@pytest.mark.parametrize(("code", "said"), ASSIGNMENTS, ids=[row[0] for row in ASSIGNMENTS])
def test_assignments_updates_and_deletions(code: str, said: str) -> None:
    assert statement(code) == said


LEAVING = [
    ("return", "Returns."),
    ("return None", "Returns `None`."),
    ("return x, y", "Returns `(x, y)`."),
    ("raise", "Re-raises the exception."),
    ("raise x", "Raises `x`."),
    ("raise ValueError", "Raises `ValueError`."),
    ("raise ValueError()", "Raises `ValueError`."),
    ('raise ValueError("no")', 'Raises `ValueError` (`"no"`).'),
    ('raise ValueError("no", x)', 'Raises `ValueError("no", x)`.'),
    ('raise ValueError(f"no {x}")', 'Raises `ValueError` (`"no {x}"`).'),
    ('raise ValueError("no %s" % x)', 'Raises `ValueError` (`"no {x}"`).'),
    ('raise ValueError(text="no")', 'Raises `ValueError(text="no")`.'),
    (
        'raise ValueError("no") from None',
        'Raises `ValueError` (`"no"`), without showing the original exception.',
    ),
    ('raise ValueError("no") from y', 'Raises `ValueError` (`"no"`) with `y` as its cause.'),
    ('raise x.error("no")', 'Raises `x.error("no")`.'),
    ('raise mod.Error("no")', 'Raises `mod.Error` (`"no"`).'),
    ('raise make("no")', 'Raises `make("no")`.'),
    ("assert x", "Asserts that `x` is truthy."),
    ('assert x, "must be"', 'Asserts that `x` is truthy (`"must be"`).'),
    ('assert x is not None, f"no {y}"', 'Asserts that `x` is not `None` (`"no {y}"`).'),
    ('assert False, "no"', 'Raises `AssertionError` (`"no"`).'),
    ("assert 0", "Raises `AssertionError`."),
]


@pytest.mark.parametrize(("code", "said"), LEAVING, ids=[row[0] for row in LEAVING])
def test_statements_that_leave(code: str, said: str) -> None:
    assert statement(code) == said


CALLS = [
    ("x()", "Calls `x()`."),
    ("x.a(y, z=1)", "Calls `x.a(y, z=1)`."),
    ("x.append(y)", "Appends `y` to `x`."),
    ("x.append(*y)", "Calls `x.append(*y)`."),
    ("x.append(y, z)", "Calls `x.append(y, z)`."),
    ("print(x)", "Prints `x`."),
    ("await x", "Awaits `x`."),
    ("await x.a()", "Awaits `x.a()`."),
    ("yield", "Yields `None`."),
    ("yield x", "Yields `x`."),
    ("yield from x", "Yields each item of `x`."),
    ("yield from (i.a for i in x)", "Yields `i.a` for each `i` in `x`."),
    ("x", "Evaluates `x`."),
    ("x if y else z", "If `y` is truthy, evaluates `x`; otherwise, evaluates `z`."),
    ("x.a() if y else x.b()", "If `y` is truthy, calls `x.a()`; otherwise, calls `x.b()`."),
    ("x and x.a()", "If `x` is truthy, calls `x.a()`."),
    ("x or y(z)", "If `x` is falsy, calls `y(z)`."),
    ("x and y", "Evaluates `x and y`."),
    ("x and y and z()", "Evaluates `x and y and z()`."),
    ("x.a() if y else None", "If `y` is truthy, calls `x.a()`."),
    ("None if y else x.a()", "If `y` is falsy, calls `x.a()`."),
    ('setattr(x, "a", y)', 'Sets the attribute `"a"` of `x` to `y`.'),
    ("setattr(x, y, 1)", "Sets the attribute of `x` that `y` names to `1`."),
    ("delattr(x, y)", "Deletes the attribute of `x` that `y` names."),
    ('delattr(x, "a")', 'Deletes the attribute `"a"` of `x`.'),
    ("setattr(*x)", "Calls `setattr(*x)`."),
    ("super().__init__(x)", "Calls the inherited `__init__` with `x`."),
    ("super().close()", "Calls the inherited `close`."),
    ("super(C, x).close()", "Calls `super(C, x).close()`."),
    (
        "package.module.callee_with_a_long_name(first_argument, second_argument, keyword=3)",
        "Calls `package.module.callee_with_a_long_name` with `first_argument`, `second_argument` and `keyword=3`.",
    ),
    (
        "package.module.callee_with_a_long_name(first_argument, *second_argument, **keywords)",
        "Calls `package.module.callee_with_a_long_name` with `first_argument`, `*second_argument` and `**keywords`.",
    ),
]


@pytest.mark.parametrize(("code", "said"), CALLS, ids=[row[0] for row in CALLS])
def test_statements_that_are_an_expression(code: str, said: str) -> None:
    assert statement(code) == said


DEFINITIONS = [
    ("def g(): pass", "Defines the function `g`, which has no statements."),
    (
        "def g(a, *b, c, **d): return a",
        "Defines the function `g` of `a`, further positional arguments (`*b`), keyword-only `c` and further keyword arguments (`**d`), which returns `a`.",
    ),
    ("def g(a=1): return a", "Defines the function `g` of `a` (default `1`), which returns `a`."),
    ("async def g(a): return a", "Defines the asynchronous function `g` of `a`, which returns `a`."),
    (
        "@x.deco\ndef g(a): return a",
        "Defines the function `g` of `a`, decorated with `@x.deco`, which returns `a`.",
    ),
    (
        "def g(a):\n    def h(b): return b\n    return h",
        "Defines the function `g` of `a`: (defines the function `h` of `b`, which returns `b`); returns `h`.",
    ),
    ("class C: pass", "Defines the class `C`."),
    ("class C(Base): pass", "Defines the class `C`, a subclass of `Base`."),
    (
        "class C(Base):\n    def m(self): pass",
        "Defines the class `C`, a subclass of `Base`: gives it the method `m`, which has no statements.",
    ),
]


@pytest.mark.parametrize(("code", "said"), DEFINITIONS, ids=[row[0] for row in DEFINITIONS])
def test_definitions_inside_a_body(code: str, said: str) -> None:
    assert statement(code) == said


LOOPS = [
    ("for i in x: y(i)", "For each `i` in `x`, calls `y(i)`."),
    ("for i, j in x: y(i)", "For each pair `i`, `j` in `x`, calls `y(i)`."),
    ("for i, j, k in x: y(i)", "For each `i, j, k` in `x`, calls `y(i)`."),
    ("for i, (j, k) in x: y(i)", "For each `i, (j, k)` in `x`, calls `y(i)`."),
    ("for i in x: pass", "For each `i` in `x`, repeats only that."),
    ("for i in range(y): z(i)", "For each `i` from `0` up to but not including `y`, calls `z(i)`."),
    ("for _ in range(3): z()", "`3` times, calls `z()`."),
    ("for _ in range(y): z(_)", "For each `_` from `0` up to but not including `y`, calls `z(_)`."),
    ("for _ in range(3):\n    if x(): break", "Up to `3` times, stops the loop if `x()` is truthy."),
    ("for _ in range(3):\n    if x(): return", "Up to `3` times, returns if `x()` is truthy."),
    ("for _ in range(3):\n    for i in x: break", "`3` times, for each `i` in `x`, stops the loop."),
    ("for _ in range(*x): y()", "For each `_` in `range(*x)`, calls `y()`."),
    ("for i in range(1, 4): z(i)", "For each `i` from `1` to `3`, calls `z(i)`."),
    ("for i in range(1): z(i)", "For each `i` from `0` up to but not including `1`, calls `z(i)`."),
    ("for i in range(len(x)): z(x[i])", "For each index `i` of `x`, calls `z(x[i])`."),
    ("for i in range(len(x) - 1): z(x[i])", "For each `i` from `0` up to but not including `len(x) - 1`, calls `z(x[i])`."),
    ("for i in list(x.keys()): z(i)", "For each key `i` in `x`, calls `z(i)`."),
    ("for i in list(x.rows()): z(i)", "For each `i` in `list(x.rows())`, calls `z(i)`."),
    ("import os\nfor i, _, j in os.walk(x): z(j)", "For each folder `i` from `x` downwards (with its files as `j`), calls `z(j)`."),
    ("import os\nfor i in os.walk(x): z(i)", "For each `i` in `os.walk(x)`, calls `z(i)`."),
    ("for i in range(1, y): z(i)", "For each `i` from `1` up to but not including `y`, calls `z(i)`."),
    (
        "for i in range(1, y, 2): z(i)",
        "For each `i` from `1` to `y` (excluded), in steps of `2`, calls `z(i)`.",
    ),
    (
        "for i in range(y, 0, -1): z(i)",
        "For each `i` from `y` down to but not including `0`, in steps of `-1`, calls `z(i)`.",
    ),
    ("for i in range(y, stop=1): z(i)", "For each `i` in `range(y, stop=1)`, calls `z(i)`."),
    ("for i, j in enumerate(x): y(i)", "For each `j` in `x`, counting `i` from `0`, calls `y(i)`."),
    ("for i, j in enumerate(x, 1): y(i)", "For each `j` in `x`, counting `i` from `1`, calls `y(i)`."),
    ("for i, j in enumerate(x, start=z): y(i)", "For each `j` in `x`, counting `i` from `z`, calls `y(i)`."),
    ("for i in enumerate(x): y(i)", "For each `i` in `enumerate(x)`, calls `y(i)`."),
    ("for i, j in enumerate(*x): y(i)", "For each pair `i`, `j` in `enumerate(*x)`, calls `y(i)`."),
    (
        "for i, (j, k) in enumerate(zip(x, y)): z(i)",
        "For each pair `j`, `k` taken in parallel from `x` and `y`, up to the shortest, counting `i` from `0`: calls `z(i)`.",
    ),
    (
        "for i, j in zip(x, y): z(i)",
        "For each pair `i`, `j` taken in parallel from `x` and `y`, up to the shortest, calls `z(i)`.",
    ),
    (
        "for i, j in zip(x, y, strict=True): z(i)",
        "For each pair `i`, `j` in `zip(x, y, strict=True)`, calls `z(i)`.",
    ),
    ("for i, j in zip(*x): z(i)", "For each pair `i`, `j` in `zip(*x)`, calls `z(i)`."),
    ("for i in zip(x): z(i)", "For each `i` in `zip(x)`, calls `z(i)`."),
    ("for i in reversed(x): y(i)", "For each `i` in `x` in reverse order, calls `y(i)`."),
    ("for i in sorted(x): y(i)", "For each `i` in `x` in sorted order, calls `y(i)`."),
    ("for i in sorted(x, key=y): y(i)", "For each `i` in `sorted(x, key=y)`, calls `y(i)`."),
    ("for i, j in x.items(): y(i)", "For each pair `i`, `j` in `x.items()`, calls `y(i)`."),
    ("for i in x.values(): y(i)", "For each `i` in `x.values()`, calls `y(i)`."),
    ("for i in list(x): y(i)", "For each `i` in `list(x)`, calls `y(i)`."),
    ("async for i in x: y(i)", "For each `i` that `x` yields asynchronously, calls `y(i)`."),
    ("while x: y()", "As long as `x` is truthy, calls `y()`."),
    ("while True: y()", "Again and again, calls `y()`."),
    ("while 1: y()", "Again and again, calls `y()`."),
    ("while not x: x = y()", "As long as `x` is falsy, sets `x` to `y()`."),
    ("while (line := x.a()): y(line)", "As long as `line`, set to `x.a()`, is truthy, calls `y(line)`."),
    (
        "for i in x:\n    if i: break\nelse:\n    y()",
        "For each `i` in `x`, stops the loop if `i` is truthy. If that loop ended without a `break`, calls `y()`.",
    ),
    ("for i in x: y()\nelse:\n    z()", "For each `i` in `x`, calls `y()`. Calls `z()`."),
    (
        "for i in x:\n    for j in i:\n        if j: break\nelse:\n    y()",
        "For each `i` in `x`, for each `j` in `i`, stops the loop if `j` is truthy. Calls `y()`.",
    ),
    (
        "for i in x:\n    for j in i: y(j)\n    else: break\nelse:\n    y()",
        "For each `i` in `x`: ((for each `j` in `i`, calls `y(j)`); stops the loop). If that loop ended without a `break`, calls `y()`.",
    ),
    (
        "while x:\n    if y(): break\nelse:\n    z()",
        "As long as `x` is truthy, stops the loop if `y()` is truthy. If that loop ended without a `break`, calls `z()`.",
    ),
    (
        "for i in x:\n    if not i: continue\n    y(i)",
        "For each `i` in `x`: ((skips to the next round of the loop if `i` is falsy); calls `y(i)`).",
    ),
]


@pytest.mark.parametrize(("code", "said"), LOOPS, ids=[row[0] for row in LOOPS])
def test_loops(code: str, said: str) -> None:
    assert statement(code) == said


BRANCHES = [
    ("if x: return 1", "Returns `1` if `x` is truthy."),
    ("if x: return 1\nelse: return 2", "Returns `1` if `x` is truthy; otherwise, returns `2`."),
    (
        "if x: y()\nelif z: z()\nelse: x()",
        "If `x` is truthy, calls `y()`; otherwise, if `z` is truthy, calls `z()`; otherwise, calls `x()`.",
    ),
    ("if x: pass\nelse: z()", "If `x` is falsy, calls `z()`."),
    ("if x: pass", "If `x` is truthy, takes no action."),
    (
        "if x: pass\nelif y: z()",
        "If `x` is truthy, takes no action; otherwise, if `y` is truthy, calls `z()`.",
    ),
    ("if x: y()\nelse: pass", "If `x` is truthy, calls `y()`."),
    ("if x:\n    if y: z()", "If `x` is truthy and `y` is truthy, calls `z()`."),
    (
        "if x:\n    if y: z()\n    else: x()",
        "If `x` is truthy: (if `y` is truthy, calls `z()`; otherwise, calls `x()`).",
    ),
    (
        "if x:\n    if y: z()\nelse: x()",
        "If `x` is truthy: (if `y` is truthy, calls `z()`); otherwise, calls `x()`.",
    ),
    ("if x or y:\n    if z: z()", "If either `x` is truthy or `y` is truthy, and `z` is truthy, calls `z()`."),
    ("if x:\n    # Only then\n    if y: z()", "If `x` is truthy, and if `y` is truthy, calls `z()`."),
    ("if x and y:\n    if z: z()", "If all of `x`, `y` and `z` are truthy, calls `z()`."),
    (
        'if not 0 < x < 9: raise ValueError("no")',
        'Raises `ValueError` (`"no"`) unless `x` is greater than `0` and less than `9`.',
    ),
    (
        'if 0 < x < 9: raise ValueError("no")',
        'Raises `ValueError` (`"no"`) if `x` is greater than `0` and less than `9`.',
    ),
    ("if x:\n    a = 1\n    y()\n    z()", "If `x` is truthy, sets `a` to `1`, then calls `y()`, then `z()`."),
    (
        "if x:\n    if y: z()\n    else: z.a()\nelse: x()",
        "If `x` is truthy: (if `y` is truthy, calls `z()`; otherwise, calls `z.a()`); otherwise, calls `x()`.",
    ),
    ("if (m := x.a()) is not None: return m", "Returns `m` if `m` (set to `x.a()`) is not `None`."),
    ('if __name__ == "__main__": x()', "When run as a script, calls `x()`."),
    ('if name == "__main__": x()', 'If `name` is `"__main__"`, calls `x()`.'),
    ("if 0 and x: y()\nz()", "Skips line 3, as `0 and x` is never true. Calls `z()`."),
    ("if False:\n    y()\n    y()\nelse: z()", "Skips lines 4 to 5, as `False` is never true. Calls `z()`."),
    ("if 1: y()\nelse: z()", "Skips line 4, as `1` is always true. Calls `y()`."),
    ("if True: y()", "Calls `y()`."),
    ("if TYPE_CHECKING: y()\nz()", "Calls `z()`."),
    ("if x and 0.5: y()", "If `x` is truthy and `0.5` is not `0`, calls `y()`."),
]


@pytest.mark.parametrize(("code", "said"), BRANCHES, ids=[row[0] for row in BRANCHES])
def test_branches(code: str, said: str) -> None:
    assert statement(code) == said


MATCHES = [
    (
        "match x:\n    case 1: y()\n    case 2 | 3: z()\n    case _: x()",
        "If `x` is `1`, calls `y()`; otherwise, if `x` is `2` or `3`, calls `z()`; otherwise, calls `x()`.",
    ),
    (
        "match x:\n    case None: y()\n    case True: z()",
        "If `x` is `None`, calls `y()`; otherwise, if `x` is `True`, calls `z()`.",
    ),
    ("match x:\n    case A.B: y()", "If `x` is `A.B`, calls `y()`."),
    (
        "match x:\n    case str(): y()\n    case Point(x=0): z()\n    case int(n): x()",
        "If `x` is an instance of `str`, calls `y()`; otherwise, if `x` matches `Point(x=0)`, calls `z()`; otherwise, if `x` matches `int(n)`, calls `x()`.",
    ),
    (
        'match x:\n    case [a, *rest]: return a\n    case {"k": v}: return v',
        'Returns `a` if `x` matches `[a, *rest]`; otherwise, if `x` matches `{"k": v}`, returns `v`.',
    ),
    (
        "match x:\n    case 1 if y: z()\n    case other: return other",
        "If `x` is `1` and `y` is truthy, calls `z()`; otherwise, sets `other` to `x` and returns `other`.",
    ),
    (
        "match x:\n    case 1 if y or z: z()\n    case 2 if y and z: y()",
        "If `x` is `1`, and either `y` is truthy or `z` is truthy, calls `z()`; otherwise, if `x` is `2`, and `y` is truthy and `z` is truthy, calls `y()`.",
    ),
    ("match x:\n    case int() | str(): y()", "If `x` matches `int() | str()`, calls `y()`."),
    (
        "match x:\n    case 1: pass\n    case _: pass",
        "If `x` is `1`, takes no action; otherwise, takes no action.",
    ),
]


@pytest.mark.parametrize(("code", "said"), MATCHES, ids=[row[0] for row in MATCHES])
def test_matches(code: str, said: str) -> None:
    assert statement(code) == said


BLOCKS = [
    ("with x: y()", "Inside `with x`, calls `y()`."),
    ("with x as y: z()", "Inside `with x` (as `y`), calls `z()`."),
    ("with x.a() as y, z: y()", "Inside `with x.a()` (as `y`), inside `with z`, calls `y()`."),
    ("async with x as y: z()", "Inside `async with x` (as `y`), calls `z()`."),
    (
        "with open(x) as f: y = f.read()",
        "Opens `x` for reading as text (as `f`); sets `y` to the remaining text of `f`; closes it at the end.",
    ),
    ("with open(x): y()", "Opens `x` for reading as text; calls `y()`; closes it at the end."),
    ("try: x()\nexcept ValueError: pass", "Calls `x()`; if that raises `ValueError`, ignores it."),
    (
        'try: x()\nexcept ValueError as error: raise KeyError("k") from error',
        'Calls `x()`; if that raises `ValueError`, raises `KeyError` (`"k"`) with the original exception as its cause.',
    ),
    (
        'try: x()\nexcept ValueError as error: raise KeyError("k") from other',
        'Calls `x()`; if that raises `ValueError`, raises `KeyError` (`"k"`) with `other` as its cause.',
    ),
    (
        "try: x()\nexcept (ValueError, KeyError): y()\nexcept: raise\nelse: z()\nfinally: x.close()",
        "Calls `x()`; if that raises `ValueError` or `KeyError`, calls `y()`; if that raises any other exception, re-raises the exception; if nothing was raised, calls `z()`; finally, in every case, closes `x`.",
    ),
    (
        "try:\n    x()\n    y()\nexcept OSError: return None",
        "Calls `x()`, then `y()`; if any of this raises `OSError`, returns `None`.",
    ),
    ("try: x()\nfinally: y()", "Calls `x()`; finally, in every case, calls `y()`."),
    (
        "try:\n    if x: y()\n    else: z()\nexcept OSError: pass",
        "(If `x` is truthy, calls `y()`; otherwise, calls `z()`); if any of this raises `OSError`, ignores it.",
    ),
    ("try: x()\nexcept errors: y()", "Calls `x()`; if that raises `errors`, calls `y()`."),
]


@pytest.mark.parametrize(("code", "said"), BLOCKS, ids=[row[0] for row in BLOCKS])
def test_blocks(code: str, said: str) -> None:
    assert statement(code) == said


SILENT = ["pass", "x: int", '"text"', "global q", "import os", "from os import path"]


@pytest.mark.parametrize("code", SILENT)
def test_statements_without_an_effect_of_their_own(code: str) -> None:
    assert statement(code) == ""


GROUPS = [
    ("except* ValueError: y()", "an exception group with `ValueError`"),
    ("except* (ValueError, TypeError) as group: y()", "an exception group with `ValueError` or `TypeError`"),
]


@pytest.mark.skipif(sys.version_info < (3, 11), reason="except* is Python 3.11")
@pytest.mark.parametrize(("handler", "caught"), GROUPS, ids=[row[0] for row in GROUPS])
def test_exception_groups(handler: str, caught: str) -> None:
    assert statement(f"try: x()\n{handler}") == f"Calls `x()`; if that raises {caught}, calls `y()`."


TYPES = [
    ("type X = int", "Defines the type `X` as `int`."),
    ("type Pair[T] = tuple[T, T]", "Defines the type `Pair` as `tuple[T, T]`."),
]


@pytest.mark.skipif(sys.version_info < (3, 12), reason="type statements are Python 3.12")
@pytest.mark.parametrize(("code", "said"), TYPES, ids=[row[0] for row in TYPES])
def test_type_statements(code: str, said: str) -> None:
    assert statement(code) == said


@pytest.mark.skipif(sys.version_info < (3, 12), reason="type parameters are Python 3.12")
def test_generic_functions() -> None:
    assert statement("def g[T](a: T) -> T: return a") == "Defines the function `g` of `a`, which returns `a`."


def test_stored_arguments() -> None:
    method = "class C:\n    pass\ndef f(self, x):\n    self.x = x\n"
    assert body(method) == ["Sets `self.x` to `x`."], "outside a class `self` is a name like any other"


BY_CONDITION = [
    (
        "x = [a.b for a in y if a.c] if z else None",
        "If `z` is truthy: (sets `x` to a list of `a.b` for each `a` in `y` for which `a.c` is truthy); otherwise, sets `x` to `None`.",
    ),
    # A value that no condition can be bound to
    ("x = y if z else None", "Sets `x` to `y` if `z` is truthy, otherwise `None`."),
]


@pytest.mark.parametrize(("code", "said"), BY_CONDITION, ids=[row[0] for row in BY_CONDITION])
def test_a_condition_is_not_bound_to_a_part_of_the_value(code: str, said: str) -> None:
    assert statement(code) == said


LOGGERS = [
    ('logger.debug("ready")', 'Logs the debug message `"ready"`.'),
    ('log.info(f"{x} rows")', 'Logs the information `"{x} rows"`.'),
    ('LOG.warning("%s rows" % x)', 'Logs the warning `"{x} rows"`.'),
    ('logger.error("no %s", x)', 'Logs the error `"no {x}"`.'),
    ('logger.exception("failed")', 'Logs the error `"failed"`, with the traceback.'),
    ("logger.debug(x)", "Logs the debug message `x`."),
    ('log_error("no " + x)', 'Logs the error `"no " + x`.'),
    # Not a text before others, not a name of a logger, not a method that logs, a call that no logger takes
    ("logger.debug(x, y)", "Calls `logger.debug(x, y)`."),
    ("log_error(x)", "Calls `log_error(x)`."),
    ("log_row('x')", 'Calls `log_row("x")`.'),
    ('math.log("x")', 'Calls `math.log("x")`.'),
    ('catalog.error("x")', 'Calls `catalog.error("x")`.'),
    ('logger.bind("x")', 'Calls `logger.bind("x")`.'),
    ('logger.info("x", colour=x)', 'Calls `logger.info("x", colour=x)`.'),
]


@pytest.mark.parametrize(("code", "said"), LOGGERS, ids=[row[0] for row in LOGGERS])
def test_loggers_from_elsewhere(code: str, said: str) -> None:
    assert statement(code, before="from .tools import LOG, catalog, log, logger, math") == said


UNREACHED = [
    ("return x\ny()", "Returns `x`. Never reaches line 4."),
    ("raise x\ny()\nz()", "Raises `x`. Never reaches lines 4 to 5."),
    ("for i in x:\n    continue\n    y(i)", "For each `i` in `x`, skips to the next round of the loop and never reaches line 5."),
    ("raise x\nyield", "Raises `x`."),
    ("if x: return y\nz()", "Returns `y` if `x` is truthy. Calls `z()`."),
]


@pytest.mark.parametrize(("code", "said"), UNREACHED, ids=[row[0] for row in UNREACHED])
def test_what_is_never_reached_is_not_told_as_done(code: str, said: str) -> None:
    assert statement(code) == said


def test_a_comprehension_whose_result_is_dropped_is_a_loop() -> None:
    assert statement("[x.add(i) for i in y if i]") == "For each `i` in `y`, if `i` is truthy, adds `i` to `x`."
    assert statement("x.a = [x.add(i) for i in y]").startswith("Sets `x.a` to a list of")


def test_a_condition_in_a_condition_is_one() -> None:
    said = "If `x` is `1`, and either `y` is truthy or `z` is `2`, calls `x.go()`."
    assert statement("if x == 1:\n    if y or z == 2:\n        x.go()") == said
    deep = statement("if x == 1:\n    if y or (z and x):\n        x.go()")
    assert deep.startswith("If `x` is `1`, if `y` is truthy")


ALIASES = [
    ("from x import UUID\nX = UUID | str", "`X` as the type"),
    ("from x import Foo\nX = Foo | None", "`X` as the type"),
    ("class Door: ...\nfrom x import KEY\nX = Door | KEY", "`X` as the type"),
    ("from x import Foo\nQ = Foo | None\nX = Q | int", "`X` as the type"),
    # Sets, flags and numbers are joined in the same way
    ("A = {1}\nB = {2}\nX = A | B", None),
    ("import re\nX = re.I | re.M", None),
    ("from x import READ, WRITE\nX = READ | WRITE", None),
    ("X = 1 | 4", None),
]


@pytest.mark.parametrize(("code", "said"), ALIASES, ids=[row[0] for row in ALIASES])
def test_a_union_is_a_type_only_of_types(tmp_path: Path, code: str, said: str | None) -> None:
    told = explaining.page(tmp_path, code)
    assert (said in told) if said else ("the type" not in told and "stands for" not in told)


def test_a_class_is_no_plain_object(tmp_path: Path) -> None:
    code = "class Base(object):\n    size = 1\nclass Field(Base):\n    pass\ndef f():\n    x = {made}\n    return x\n"
    assert "plain object" not in explaining.page(tmp_path, code.format(made="Field()"), "f")
    assert "a new plain object" in explaining.page(tmp_path / "plain", code.format(made="object()"), "f")


LATE = [
    ("SyntaxError", "IndentationError", True),
    ("EnvironmentError", "FileExistsError", True),
    ("ValueError", "ValueError", True),
    ("IndentationError", "SyntaxError", False),
    ("KeyError", "IndexError", False),
    ("OSError", "x.Error", False),
]


@pytest.mark.parametrize(("first", "second", "is_late"), LATE)
def test_a_handler_behind_one_for_its_base(first: str, second: str, is_late: bool) -> None:
    told = statement(f"try: a()\nexcept {first}: b()\nexcept {second}: c()")
    assert ("never reaches line 5, as a handler above takes it" in told) is is_late
    assert ("calls `c()`" in told) is not is_late
