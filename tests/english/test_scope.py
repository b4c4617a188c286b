"""Which act belongs to which condition, loop or ``try``: one sentence where that shows, else a list."""

# ruff: noqa: E501  # a pair stands on one line

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from tests.english.explaining import lines


def told(folder: Path, body: str) -> list[str]:
    """The steps of a function of `a` and `b`."""
    return lines(folder, f"def f(a, b):\n{textwrap.indent(textwrap.dedent(body), '    ')}", "f")


ONE_SENTENCE = [
    (
        "two acts under a condition",
        "if a is None:\n    a = b.new(1)\n    b.start(a)\nelse:\n    b.go(a)\n",
        "If `a` is `None`, sets `a` to `b.new(1)` and calls `b.start(a)`; otherwise, calls `b.go(a)`.",
    ),
    (
        "a value and an attribute of it, which are set in order",
        "if a is None:\n    a = b.new(1)\n    a.x = b\n",
        "If `a` is `None`, sets `a` to `b.new(1)` and `a.x` to `b`.",
    ),
    (
        "acts with lists in them",
        "if a:\n    b.x(1)\n    b.y(2)\n    a = 3\n    b = 4\n",
        "If `a` is truthy, calls `b.x(1)`, then `b.y(2)`, then sets `a` to `3` and `b` to `4`.",
    ),
    (
        "three plain acts",
        "for x in a:\n    y = x.z\n    yield y\n    b += y\n",
        "For each `x` in `a`, sets `y` to `x.z`, yields `y`, then adds `y` to `b`.",
    ),
    (
        "an exit with a condition at the end",
        "if a:\n    b.x = 1\n    if b.y:\n        return 2\n",
        "If `a` is truthy, sets `b.x` to `1`, then returns `2` if `b.y` is truthy.",
    ),
    (
        "a file in a branch, with the end of it said",
        "if a:\n    with open(b) as file:\n        a.go(file)\nelse:\n    a.halt()\n",
        "If `a` is truthy, opens `b` for reading as text (as `file`), then calls `a.go(file)`, and closes it at the end; otherwise, calls `a.halt()`.",
    ),
    (
        "what can fail in a branch",
        "if a:\n    try:\n        b.go()\n    except OSError:\n        b.halt()\n",
        "If `a` is truthy, calls `b.go()`; if that raises `OSError`, calls `b.halt()`.",
    ),
]


@pytest.mark.parametrize(
    ("body", "expected"), [row[1:] for row in ONE_SENTENCE], ids=[row[0] for row in ONE_SENTENCE]
)
def test_one_sentence_is_enough(tmp_path: Path, body: str, expected: str) -> None:
    assert told(tmp_path, body)[0].partition(": ")[2].removeprefix("Takes `a` and `b`. ").endswith(expected)


LISTS = [
    (
        "an exit with a condition before a second case",
        "if a:\n    b.x = 1\n    if b.y:\n        return 2\nelse:\n    b.halt()\n",
        [
            "Takes the first case that applies:",
            "If `a` is truthy, sets `b.x` to `1`, then returns `2` if `b.y` is truthy.",
            "Otherwise, calls `b.halt()`.",
        ],
    ),
    (
        "a loop in the middle",
        "if a:\n    b.go()\n    for x in a:\n        b.step(x)\n    b.halt()\n",
        [
            "If `a` is truthy:",
            "Calls `b.go()`.",
            "For each `x` in `a`, calls `b.step(x)`.",
            "Calls `b.halt()`.",
        ],
    ),
    (
        "cases in a case",
        "if a:\n    if b:\n        a.go()\n    else:\n        a.halt()\n",
        [
            "If `a` is truthy, takes the first case that applies:",
            "If `b` is truthy, calls `a.go()`.",
            "Calls `a.halt()`.",
        ],
    ),
    (
        "a try round something with parts",
        "a.begin()\ntry:\n    if a:\n        b.go()\n    b.step()\nexcept OSError:\n    b.halt()\n",
        [
            "Calls `a.begin()`.",
            "If `a` is truthy, calls `b.go()`. Calls `b.step()`. If any of this raises `OSError`, calls `b.halt()`.",
        ],
    ),
    (
        "what is done in every case, in a branch",
        "if a:\n    try:\n        b.go()\n    finally:\n        b.halt()\n",
        ["If `a` is truthy:", "Calls `b.go()`; finally, in every case, calls `b.halt()`."],
    ),
    (
        "a value with an alternative before another act",
        "if a:\n    x = 1 if b else 2\n    a.go(x)\n",
        ["If `a` is truthy:", "Sets `x` to `1` if `b` is truthy, otherwise `2`. Calls `a.go(x)`."],
    ),
    (
        "a round that is skipped",
        "for x in a:\n    if not x:\n        continue\n    b.go(x)\n",
        ["For each `x` in `a`:", "Skips to the next round of the loop if `x` is falsy.", "Calls `b.go(x)`."],
    ),
]


@pytest.mark.parametrize(("body", "expected"), [row[1:] for row in LISTS], ids=[row[0] for row in LISTS])
def test_what_could_be_misread_is_a_list(tmp_path: Path, body: str, expected: list[str]) -> None:
    items = told(tmp_path, body)
    assert [item.partition(": ")[2] for item in items][-len(expected) :] == expected


def test_no_group_of_actions_stands_in_parentheses(tmp_path: Path) -> None:
    body = "for x in a:\n    if x:\n        try:\n            for y in x:\n                if y:\n                    b.go(y)\n                else:\n                    b.halt()\n            b.end()\n        except OSError:\n            if b:\n                return 1\n            b.fail()\n        else:\n            b.well()\n    else:\n        b.none()\n"
    assert not any("(" in item.replace("()", "").replace("(y)", "") for item in told(tmp_path, body))


def test_what_is_tried_may_have_its_condition_at_the_end(tmp_path: Path) -> None:
    body = "try:\n    if a.x:\n        return 1\nexcept OSError:\n    b.go()\n"
    assert told(tmp_path, body)[0].endswith(
        "Returns `1` if `a.x` is truthy; if any of this raises `OSError`, calls `b.go()`."
    )


def test_one_choice_in_a_loop_needs_no_list(tmp_path: Path) -> None:
    body = "for x in a:\n    if x in b:\n        b.go(x)\n    else:\n        b.halt(x)\n"
    assert told(tmp_path, body)[0].endswith(
        "For each `x` in `a`, if `x` is in `b`, calls `b.go(x)`; otherwise, calls `b.halt(x)`."
    )


def test_a_definition_is_no_condition_of_what_it_holds(tmp_path: Path) -> None:
    body = "def g(c):\n    if c:\n        a.go(c)\n        for x in c:\n            b.go(x)\n            b.end()\n    else:\n        b.halt()\nreturn g\n"
    items = told(tmp_path, body)
    assert items[0].endswith("Defines the function `g` of `c`:")
    assert items[1].endswith("If `c` is truthy:")
