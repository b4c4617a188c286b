"""Loops that only gather or look are told as one sentence; near misses are told step by step."""

# ruff: noqa: E501  # a pair stands on one line

from __future__ import annotations

from pathlib import Path

import pytest

from tests.english.explaining import lines
from tests.english.telling import statement

GATHERED = [
    ("r = []\nfor i in x: r.append(i.a)", "Sets `r` to a list of `i.a` for each `i` in `x`."),
    ("r: list[int] = []\nfor i in x: r.append(i.a)", "Sets `r` to a list of `i.a` for each `i` in `x`."),
    (
        "r = []\nfor i in x:\n    if i.b:\n        r.append(i)",
        "Sets `r` to a list of each `i` in `x` for which `i.b` is truthy.",
    ),
    (
        "r = []\nfor i in x:\n    if not i.b:\n        continue\n    r.append(i)",
        "Sets `r` to a list of each `i` in `x` for which `i.b` is truthy.",
    ),
    (
        "r = []\nfor i in x:\n    for j in i: r.append(j)",
        "Sets `r` to a list of `j` for each `i` in `x` and each `j` in `i`.",
    ),
    ("r = set()\nfor i in x: r.add(i.a)", "Sets `r` to a set of `i.a` for each `i` in `x`."),
    (
        "r = {}\nfor i in x: r[i.a] = i.b",
        "Sets `r` to a dictionary that maps `i.a` to `i.b` for each `i` in `x`.",
    ),
    ("r = 0\nfor i in x: r += i.a", "Sets `r` to the sum of `i.a` for each `i` in `x`."),
    (
        "for i in x:\n    if i.a == 1: return True\nreturn False",
        "Returns whether for at least one `i` in `x`, `i.a` is `1`.",
    ),
    (
        "for i in x:\n    if i.a: return False\nreturn True",
        "Returns whether for every `i` in `x`, `i.a` is falsy.",
    ),
    ("r = 0\nfor i in x: r += 1", "Sets `r` to the number of items in `x`."),
    (
        "r = 0\nfor i in x:\n    if i.a: r += 1",
        "Sets `r` to the number of `i` in `x` for which `i.a` is truthy.",
    ),
    ("r = 0.0\nfor i in x: r += i.a", "Sets `r` to the sum of `i.a` for each `i` in `x`."),
    ("r = ''\nfor i in x: r += i.a", "Sets `r` to `i.a` for each `i` in `x`, joined without a separator."),
    ("r = []\nfor i in x: r.extend(i.a)", "Sets `r` to a list of all items of `i.a` for each `i` in `x`."),
    ("r = []\nfor i in x: r += i.a", "Sets `r` to a list of all items of `i.a` for each `i` in `x`."),
    (
        "r = None\nfor i in x:\n    if i.a:\n        r = i\n        break",
        "Sets `r` to the first `i` in `x` for which `i.a` is truthy, or `None` if there is none.",
    ),
    (
        "r = ''\nfor i in x:\n    if i.a is not None:\n        r = i.b\n        break",
        "Sets `r` to `i.b` of the first `i` in `x` for which `i.a` is not `None`, or `\"\"` if there is none.",
    ),
    (
        "for i in x:\n    if i.a: return i",
        "Returns the first `i` in `x` for which `i.a` is truthy, or `None` if there is none.",
    ),
    (
        "for i, j in x:\n    if i == y: return j\nreturn z",
        "Returns `j` of the first pair `i`, `j` in `x` for which `i` equals `y`, or `z` if there is none.",
    ),
    (
        "r = False\nfor i in x:\n    if i.a:\n        r = True\n        break",
        "Sets `r` to whether for at least one `i` in `x`, `i.a` is truthy.",
    ),
    (
        "r = True\nfor i in x:\n    if not i.a: r = False",
        "Sets `r` to whether for every `i` in `x`, `i.a` is truthy.",
    ),
    (
        "r = {}\nfor i in x: r[i] = r.get(i, 0) + 1",
        "Sets `r` to a dictionary that counts how often each `i` in `x` occurs.",
    ),
    (
        "r = {}\nfor i in x:\n    if i.a in r: r[i.a] += 1\n    else: r[i.a] = 1",
        "Sets `r` to a dictionary that counts how often `i.a` occurs for each `i` in `x`.",
    ),
    (
        "r = {}\nfor i in x:\n    if i not in r: r[i] = 1\n    else: r[i] += 1",
        "Sets `r` to a dictionary that counts how often each `i` in `x` occurs.",
    ),
    (
        "r = {}\nfor i in x: r.setdefault(i.a, []).append(i)",
        "Sets `r` to a dictionary of lists, with `i` in the list of `i.a` for each `i` in `x`.",
    ),
    (
        "r = []\nfor i in x: r.append(i)\nfor i in y: r.halt(i)",
        "Sets `r` to a list of each `i` in `x`. For each `i` in `y`, calls `r.halt(i)`.",
    ),
]


@pytest.mark.parametrize(("code", "said"), GATHERED, ids=[row[0] for row in GATHERED])
def test_one_sentence_for_a_loop_that_gathers(code: str, said: str) -> None:
    assert statement(code) == said


APART = [
    ("the list is read inside", "r = []\nfor i in x:\n    if i not in r: r.append(i)"),
    ("the list is not empty at first", "r = [1]\nfor i in x: r.append(i)"),
    ("another list is filled", "r = []\nfor i in x: y.append(i)"),
    ("something comes between", "r = []\ny()\nfor i in x: r.append(i)"),
    ("something else is done", "r = []\nfor i in x:\n    y(i)\n    r.append(i)"),
    ("the loop can stop", "r = []\nfor i in x:\n    if i: break\n    r.append(i)"),
    ("there is an else", "r = []\nfor i in x: r.append(i)\nelse: y()"),
    ("a condition has an else", "r = []\nfor i in x:\n    if i: r.append(i)\n    else: y()"),
    ("the last item is read later", "r = []\nfor i in x: r.append(i)\ny(i)"),
    ("a handler reads what there is", "try:\n    r = []\n    for i in x: r.append(i)\nexcept OSError: y(r)"),
    ("two are appended", "r = []\nfor i in x: r.append(i, y)"),
    ("it waits", "r = []\nfor i in x: r.append(await i)"),
    ("a sum that starts at 1", "r = 1\nfor i in x: r += i"),
    ("it is multiplied", "r = 0\nfor i in x: r *= i.a"),
    ("a sum whose name is another thing", "sum = y\nr = 0\nfor i in x: r += i.a"),
    ("a slice is set", "r = {}\nfor i in x: r[i:] = i"),
    ("what is appended is long", f"r = []\nfor i in x: r.append({{'a': i.{'b' * 120}}})"),
    ("a count that starts at 1", "r = 1\nfor i in x: r += 1"),
    ("steps of two", "r = 0\nfor i in x: r += 2"),
    ("the last one is kept, not the first", "r = None\nfor i in x:\n    if i.a: r = i"),
    ("what is found is read in the test", "r = None\nfor i in x:\n    if i.a is r:\n        r = i\n        break"),
    ("something follows the search", "for i in x:\n    if i.a: return i\ny()\nreturn None"),
    ("the search ends in an error", "for i in x:\n    if i.a: return i\nraise y"),
    ("no test", "for i in x: return i\nreturn None"),
    ("a generator ends without a value", "yield z\nfor i in x:\n    if i.a: return i"),
    ("a flag that is set to what it was", "r = True\nfor i in x:\n    if i.a: r = True"),
    ("a number that looks like a flag", "r = False\nfor i in x:\n    if i.a: r = 1"),
    ("counts from another number", "r = {}\nfor i in x:\n    if i in r: r[i] += 1\n    else: r[i] = 0"),
    ("another key", "r = {}\nfor i in x:\n    if i.a in r: r[i.b] += 1\n    else: r[i.b] = 1"),
    ("a key that may be missing", "r = {}\nfor i in x: r[i] += 1"),
    ("a list that is not new", "r = {}\nfor i in x: r.setdefault(i.a, y).append(i)"),
    ("both results are true", "for i in x:\n    if i.a: return True\nreturn True"),
    ("the result is no boolean", "for i in x:\n    if i.a: return 1\nreturn 0"),
    ("no condition", "for i in x: return True\nreturn False"),
    ("something comes before the result", "for i in x:\n    if i.a: return True\ny()\nreturn False"),
]


@pytest.mark.parametrize("code", [row[1] for row in APART], ids=[row[0] for row in APART])
def test_other_loops_stay_loops(code: str) -> None:
    assert "or each `i` in `x`" in statement(code)
    assert "list of" not in statement(code)
    assert "sum of" not in statement(code)
    assert "hether for" not in statement(code)
    assert " first " not in statement(code)
    assert "number of" not in statement(code)
    assert "that counts" not in statement(code)


def test_a_comment_inside_is_quoted(tmp_path: Path) -> None:
    code = "def f(x):\n    r = []\n    for i in x:\n        # only what is open\n        if i.b:\n            r.append(i)\n    return r\n"
    told = lines(tmp_path, code)[0]
    assert told.endswith("for which `i.b` is truthy. The author notes: “only what is open”.")
