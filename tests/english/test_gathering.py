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


def test_a_comment_inside_is_quoted(tmp_path: Path) -> None:
    code = "def f(x):\n    r = []\n    for i in x:\n        # only what is open\n        if i.b:\n            r.append(i)\n    return r\n"
    told = lines(tmp_path, code)[0]
    assert told.endswith("for which `i.b` is truthy. The author notes: “only what is open”.")
