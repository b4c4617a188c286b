"""Rewrites of the outline: runs become one sentence and returns one choice, but only where that reads right."""

# ruff: noqa: E501  # a pair stands on one line

from __future__ import annotations

import textwrap

import pytest

from sphinx_howto.english import outline
from tests.english.telling import body


def told(code: str) -> list[str]:
    """The clauses of a function of `x`, `y` and `z`."""
    return body(f"def f(x, y, z):\n{textwrap.indent(textwrap.dedent(code), '    ')}\n")


MERGED = [
    ("a = 1\nb = 2", ["Sets `a` to `1` and `b` to `2`."]),
    ("a = 1\nb = 2\nc = 3", ["Sets `a` to `1`, `b` to `2` and `c` to `3`."]),
    ("x.a()\nx.b()", ["Calls `x.a()`, then `x.b()`."]),
    ("x.a()\nx.b()\ny()", ["Calls `x.a()`, `x.b()`, then `y()`."]),
    ("del x\ndel y", ["Deletes `x` and `y`."]),
    ("if x:\n    a = 1\n    b = 2", ["If `x` is truthy, sets `a` to `1` and `b` to `2`."]),
    (
        "try:\n    y()\n    z()\nexcept OSError:\n    x()\n    y()",
        ["Calls `y()`, then `z()`; if any of this raises `OSError`, calls `x()`, then `y()`."],
    ),
]


@pytest.mark.parametrize(("code", "expected"), MERGED, ids=[row[0] for row in MERGED])
def test_runs_of_one_kind_are_merged(code: str, expected: list[str]) -> None:
    assert told(code) == expected


APART = [
    ("of two kinds", "a = 1\nx.b()\nc = 2", ["Sets `a` to `1`.", "Calls `x.b()`.", "Sets `c` to `2`."]),
    (
        "a value with a condition",
        "a = 1\nb = 2 if x else 3\nc = 4",
        ["Sets `a` to `1`.", "Sets `b` to `2` if `x` is truthy, otherwise `3`.", "Sets `c` to `4`."],
    ),
    (
        "a value that ends in a list",
        "import re\na = re.compile(x, re.I)\nb = re.compile(y, re.X)",
        [
            "Sets `a` to the compiled pattern `x` with the flags `re.I`.",
            "Sets `b` to the compiled pattern `y` with the flags `re.X`.",
        ],
    ),
    (
        "a value with a loop",
        "a = [i for i in x]\nb = 1",
        ["Sets `a` to a list of each `i` in `x`.", "Sets `b` to `1`."],
    ),
    (
        "a value with an alternative",
        "a = x or y\nb = 1",
        ["Sets `a` to `x`, or `y` if `x` is falsy.", "Sets `b` to `1`."],
    ),
    (
        "a comment that labels the second",
        "a = 1\n# Prepare the rest\nb = 2",
        ["Sets `a` to `1`.", "Sets `b` to `2`."],
    ),
    (
        "a comment that explains the second",
        "a = 1\n# because it is empty\nb = 2",
        ["Sets `a` to `1`.", "Sets `b` to `2`."],
    ),
    ("attributes and locals", "a = 1\nx.b = 2", ["Sets `a` to `1`.", "Sets `x.b` to `2`."]),
    ("known calls", "x.append(1)\nx.append(2)", ["Appends `1` to `x`.", "Appends `2` to `x`."]),
    (
        "more than six",
        "\n".join(f"x{i} = {i}" for i in range(7)),
        [
            "Sets `x0` to `0`, `x1` to `1`, `x2` to `2`, `x3` to `3`, `x4` to `4` and `x5` to `5`.",
            "Sets `x6` to `6`.",
        ],
    ),
]


@pytest.mark.parametrize(("code", "expected"), [row[1:] for row in APART], ids=[row[0] for row in APART])
def test_what_would_be_misread_is_not_merged(code: str, expected: list[str]) -> None:
    assert told(code) == expected


CLOSED = [
    ("if x:\n    return 1\nreturn 2", ["Returns `1` if `x` is truthy; otherwise, returns `2`."]),
    (
        "if x:\n    return 1\nelif y:\n    return 2\nreturn 3",
        ["Returns `1` if `x` is truthy; otherwise, if `y` is truthy, returns `2`; otherwise, returns `3`."],
    ),
    (
        "if x:\n    return 1\nif y:\n    return 2\nreturn 3",
        ["Returns `1` if `x` is truthy; otherwise, if `y` is truthy, returns `2`; otherwise, returns `3`."],
    ),
    ("if x:\n    return\nreturn y", ["Returns if `x` is truthy; otherwise, returns `y`."]),
]


@pytest.mark.parametrize(("code", "expected"), CLOSED, ids=[row[0] for row in CLOSED])
def test_returns_at_the_end_are_one_choice(code: str, expected: list[str]) -> None:
    assert told(code) == expected


OPEN = [
    (
        "something comes before",
        "if x:\n    y()\n    return 1\nreturn 2",
        ["If `x` is truthy, calls `y()` and returns `1`.", "Returns `2`."],
    ),
    (
        "it raises",
        "if x:\n    raise ValueError\nreturn 2",
        ["Raises `ValueError` if `x` is truthy.", "Returns `2`."],
    ),
    (
        "there is an else already",
        "if x:\n    return 1\nelse:\n    y()\nreturn 2",
        ["Returns `1` if `x` is truthy; otherwise, calls `y()`.", "Returns `2`."],
    ),
    (
        "something comes between",
        "if x:\n    return 1\ny()\nreturn 2",
        ["Returns `1` if `x` is truthy.", "Calls `y()`.", "Returns `2`."],
    ),
    ("the last is no return", "if x:\n    return 1\ny()", ["Returns `1` if `x` is truthy.", "Calls `y()`."]),
]


@pytest.mark.parametrize(("code", "expected"), [row[1:] for row in OPEN], ids=[row[0] for row in OPEN])
def test_other_returns_stay_apart(code: str, expected: list[str]) -> None:
    assert told(code) == expected


@pytest.mark.parametrize(("label", "comment", "rest"), [
    ("Open the file", "Open the file", ""),
    ("Open the file", "Open the file. Its name is never checked here", "Its name is never checked here"),
    # The label is only the first word of a sentence
    ("Output", "Output format is purposely lousy", "Output format is purposely lousy"),
    ("", "Output format is purposely lousy", "Output format is purposely lousy"),
])  # fmt: skip
def test_a_quotation_is_not_cut_inside_a_sentence(label: str, comment: str, rest: str) -> None:
    assert outline.Source((1, 1), comment=comment).beyond(label) == ([rest] if rest else [])


def test_what_is_appended_to_one_text_is_one_sentence() -> None:
    code = "def f(x: str, y: str):\n    x += 'a'\n    x += y\n    x += 'a'\n"
    assert body(code) == ['Appends `"a"`, `y` and `"a"` to `x`.']


def test_what_is_appended_to_several_texts_stays_apart() -> None:
    code = "def f(x: str, y: str, z: int):\n    x += 'a'\n    y += 'b'\n    z += 1\n    z += 2\n"
    assert body(code) == [
        'Appends `"a"` to `x`.',
        'Appends `"b"` to `y`.',
        "Adds `1` to `z`.",
        "Adds `2` to `z`.",
    ]
