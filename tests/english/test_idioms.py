"""Pieces of code that say one thing together are told in words; near misses are told as they stand."""

# ruff: noqa: E501  # a pair stands on one line

from __future__ import annotations

import pytest

from tests.english.telling import condition, statement

_IMPORTS = "import time, random\nfrom datetime import datetime, timedelta"

IDIOMS = [
    ('return x.get("a", {}).get("b", 1)', 'Returns `x["a"]["b"]`, or `1` if one of these keys is missing.'),
    ('return x.get("a", {}).get("b", {}).get(y)', 'Returns `x["a"]["b"][y]`, or `None` if one of these keys is missing.'),
    ('return x.a if hasattr(x, "a") else 1', "Returns `x.a`, or `1` if there is no such attribute."),
    ("return x[y] if y in x else 1", "Returns `x[y]`, or `1` if that key is missing."),
    ("return (x or y) if z else (y or z)", "Returns `x or y` if `z` is truthy, otherwise `y or z`."),
    ("A, B = range(2)", "Sets `A` to `0` and `B` to `1`."),
    ("import json\nreturn json.loads(x) or {}", "Returns `x` parsed as JSON, or an empty dictionary if that is falsy."),
    ('return x.load("https://example.com/a/long/address/of/a/page", y, note="Downloading")["url"]', 'Returns the item `"url"` of the result of `x.load` with `"https://example.com/a/long/address/of/a/page"`, `y` and `note="Downloading"`.'),
    ('verbose_logger.info("got %s of %s", y, z)', 'Logs the information `"got {y} of {z}"`.'),
    ('open(x, "w").close()', "Creates `x` as an empty file, or empties it."),
    ('open(x, mode="ab").close()', "Creates `x` as an empty file unless it is there."),
    ("x.append(x.pop(0))", "Moves the first item of `x` to the end."),
    ("x.append(x.popleft())", "Moves the first item of `x` to the end."),
    ("x.insert(0, x.pop())", "Moves the last item of `x` to the front."),
    ("x &= ~y", "Clears `y` in `x`."),
    ("x |= 0x10", "Sets `16` in `x`."),
    ("x |= time.CLOCK | 1", "Sets `time.CLOCK | 1` in `x`."),
    ('x /= "a"', 'Appends the path `"a"` to `x`.'),
    ('print("-" * 20)', 'Prints `"-"` repeated `20` times.'),
    ('x.a = y * "-"', 'Sets `x.a` to `"-"` repeated `y` times.'),
    ("x = time.time() - y", "Sets `x` to the current time in seconds minus `y`."),
    ("a = time.time()\nx = time.time() - a", "Sets `a` to the current time in seconds since the epoch and `x` to the seconds since `a`."),
    ("a = datetime.now()\nreturn datetime.now() - a", "Sets `a` to the current local time without a time zone. Returns the time since `a`."),
    ("return x[::-1]", "Returns `x` in reverse order."),
    ('return "".join(random.choice(x) for _ in range(8))', "Returns a random item of `x` for each of `8` rounds, joined without a separator."),
    ("return sorted(x, key=lambda i: i.a)", "Returns a list of `x` sorted by `i.a` of each `i`."),
    ("return max(x, key=lambda i: i[1])", "Returns the largest item of `x` by `i[1]` of each `i`."),
    ("return sum(1 for i in x if i.a)", "Returns the number of `i` in `x` for which `i.a` is truthy."),
    ("return next((i for i in x if i.a), None)", "Returns the first `i` in `x` for which `i.a` is truthy, or `None` if there is none."),
    ("return next(i.b for i in x if i.a)", "Returns `i.b` of the first `i` in `x` for which `i.a` is truthy."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "said"), IDIOMS, ids=[row[0] for row in IDIOMS])
def test_idioms(code: str, said: str) -> None:
    assert statement(code, before=_IMPORTS) == said


NEAR = [
    ('return x.get("a", y).get("b", 1)', 'Returns `x.get("a", y).get("b", 1)`.'),
    ('return x.get("a", 1)', 'Returns `x.get("a", 1)`.'),
    ('return x.b if hasattr(x, "a") else 1', "Returns `x.b` if `x` has the attribute `a`, otherwise `1`."),
    ("return x[z] if y in x else 1", "Returns `x[z]` if `y` is in `x`, otherwise `1`."),
    ("A, B = range(3)", "Unpacks the integers from 0 up to but not including `3` into `A` and `B`."),
    ("return y(x) or {}", "Returns `y(x)`, or an empty dictionary if `y(x)` is falsy."),
    ("return x.f(y)['a']", 'Returns `x.f(y)["a"]`.'),
    ('open(x, "r+").close()', 'Closes `open(x, "r+")`.'),
    ('open(x, y).close()', "Closes `open(x, y)`."),
    ("x.append(y.pop(0))", "Appends `y.pop(0)` to `x`."),
    ("x.append(x.pop(1))", "Appends `x.pop(1)` to `x`."),
    ("x.insert(1, x.pop())", "Calls `x.insert(1, x.pop())`."),
    ("x &= y", "Sets `x` to `x & y`."),
    ("x |= y", "Sets `x` to `x | y`."),
    ("x /= y", "Divides `x` by `y`."),
    ("x.a = y * z", "Sets `x.a` to `y * z`."),
    ("x.a = '-' * (y + 1)", 'Sets `x.a` to `"-" * (y + 1)`.'),
    ("a = datetime.now()\nx = time.time() - a", "Sets `a` to the current local time without a time zone and `x` to the current time in seconds minus `a`."),
    ("return datetime.now() - y", "Returns the current time minus `y`."),
    ("return y - time.time()", "Returns `y - time.time()`."),
    ("return x[::2]", "Returns `x[::2]`."),
    ("return x[1::-1]", "Returns `x[1::-1]`."),
    ("return x[:]", "Returns `x[:]`."),
    ("return x[:5]", "Returns `x[:5]`."),
    ('return ", ".join(y(_) for _ in range(8))', 'Returns `y(_)` for each `_` from `0` to `7`, joined with `", "`.'),
    ("return sorted(x, key=y)", "Returns a list of `x` sorted by `y`."),
    ("return sorted(x, key=lambda i, j=1: i.a)", "Returns a list of `x` sorted by `lambda i, j=1: i.a`."),
    ("return sum(2 for i in x if i.a)", "Returns the sum of `2` for each `i` in `x` for which `i.a` is truthy."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "said"), NEAR, ids=[row[0] for row in NEAR])
def test_near_misses(code: str, said: str) -> None:
    assert statement(code, before=_IMPORTS) == said


CUTS = [
    ("x: list", "x[:]", "a copy of `x`"),
    ("x: str", "x[:]", "`x[:]`"),
    ("x: list", "x[:5]", "the first `5` items of `x`"),
    ("x: list", "x[-1:]", "a list of the last item of `x`"),
    ("x: str", "x[-4:]", "the last `4` characters of `x`"),
    ("x: str", "x[1:]", "`x` without its first character"),
    ("x: list", "x[:-2]", "`x` without its last `2` items"),
    ("x: list, y", "x[:y]", "`x[:y]`"),
    ("x: list", "x[1:3]", "`x[1:3]`"),
    ("x: list", "x[0:]", "`x[0:]`"),
    ("x: list | None", "x[:5]", "`x[:5]`"),
]


@pytest.mark.parametrize(("parameters", "code", "said"), CUTS, ids=[f"{row[0]} | {row[1]}" for row in CUTS])
def test_slices_of_proven_sequences(parameters: str, code: str, said: str) -> None:
    assert statement(f"return {code}", parameters) == f"Returns {said}."


UPDATES = [
    ("x: int", "x %= 7", "Sets `x` to its remainder after division by `7`."),
    ("x: int", "x //= 7", "Divides `x` by `7`, rounding down."),
    ("x: int", "x <<= 2", "Shifts the bits of `x` left by `2`."),
    ("x: set", "x |= y", "Adds the items of `y` to `x`."),
    ("x: set | None", "x |= y", "Sets `x` to `x | y`."),
    ("x: dict", "x |= y", "Updates `x` with the items of `y`."),
    ("x: str", "x %= y", "Sets `x` to `x % y`."),
]


@pytest.mark.parametrize(("parameters", "code", "said"), UPDATES, ids=[f"{row[0]} | {row[1]}" for row in UPDATES])
def test_updates_of_proven_kinds(parameters: str, code: str, said: str) -> None:
    assert statement(code, f"{parameters}, y=()") == said


ONE_OF = [
    ('x == "a" or x == "b"', False, '`x` is one of `"a"` and `"b"`'),
    ('x == "a" or x == "b"', True, '`x` is not one of `"a"` and `"b"`'),
    ("x != 1 and x != 2", False, "`x` is not one of `1` and `2`"),
    ("x == 1 or x == 2 or y", False, "`x` is one of `1` and `2`, or `y` is truthy"),
    ("x == 1 or y == 2", False, "`x` is `1` or `y` is `2`"),
    ("x() == 1 or x() == 2", False, "`x()` is `1` or `x()` is `2`"),
    ("x == 1 or x == y", False, "`x` is `1` or `x` equals `y`"),
    ("x == 1 or x != 2", False, "`x` is `1` or `x` is not `2`"),
]


@pytest.mark.parametrize(("test", "negated", "said"), ONE_OF, ids=[f"{row[0]} {row[1]}" for row in ONE_OF])
def test_one_of_several_values(test: str, negated: bool, said: str) -> None:
    assert condition(test, negated) == said
