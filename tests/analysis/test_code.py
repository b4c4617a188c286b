"""Quotations of code: one line, one quote style, short, and still the same code."""

# ruff: noqa: E501  # a pair stands on one line

from __future__ import annotations

import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_howto.analysis import code


def parsed(text: str) -> ast.expr:
    """One expression."""
    return ast.parse(text, mode="eval").body


QUOTED = [
    ("'a'", '"a"'),
    ("'a'  +  b", '"a" + b'),
    ("b'a'", 'b"a"'),
    ("r'\\d'", 'r"\\d"'),
    ("'say \"hi\"'", "'say \"hi\"'"),
    ("'it\\'s'", '"it\'s"'),
    ("'\\n'", '"\\n"'),
    ("f'{a}'", 'f"{a}"'),
    ("(\n 'a',\n 'b',\n)", '("a", "b")'),
    ("{'k': 'v'}", '{"k": "v"}'),
    ("''", '""'),
]


@pytest.mark.parametrize(("text", "expected"), QUOTED, ids=[row[0] for row in QUOTED])
def test_code_on_one_line_in_double_quotes(text: str, expected: str) -> None:
    assert code.source(parsed(text)) == expected


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(max_size=12),
        st.binary(max_size=6),
        st.integers(),
        st.none(),
        st.booleans(),
        st.lists(st.text(max_size=5), max_size=3),
        st.dictionaries(st.text(max_size=4), st.integers(), max_size=2),
    )
)
def test_a_quoted_value_is_the_value(value: object) -> None:
    text = code.source(parsed(repr(value)))
    assert "\n" not in text
    assert ast.literal_eval(text) == value


def test_short_code_is_not_shortened() -> None:
    text = 'f(a, b[1], "x", c=d)'
    assert code.short(parsed(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "first(second(third(fourth(fifth(a_long_argument, another_long_argument), more), and_more), still_more))",
        "[first_of_many, second_of_many, third_of_many(with_argument, other), fourth_of_many, {'k': [1, 2, 3]}]",
        "name('a text that is much longer than thirty characters', 'another text that is as long as that')",
    ],
)
def test_long_code_is_shortened_from_the_inside(text: str) -> None:
    shown = code.short(parsed(text), 60)
    assert len(shown) < len(text)
    assert "…" in shown
    assert shown[:5] == code.source(parsed(text))[:5]


@pytest.mark.parametrize("shown", ["print(*{})", "rows[{}:]"])
def test_long_parts_that_are_no_expressions_of_their_own_are_shortened(shown: str) -> None:
    long = "[name.strip(first(second(third)), another) for name in names if name in several(names)]"
    call = ast.parse(shown.format(long), mode="eval").body
    part = call.args[0] if isinstance(call, ast.Call) else call.slice  # type: ignore[attr-defined]
    assert "…" in code.short(part, 60)


def test_texts_worth_reading_are_kept_longer() -> None:
    query = "SELECT title, body FROM document WHERE body LIKE ? ORDER BY title LIMIT ?"
    assert code.short(parsed(repr(query))) == f'"{query}"'
    assert "…" in code.short(parsed(repr("x" * 200)))


FOLDED = [
    ("8 * 60", 480),
    ("-3", -3),
    ("LIMIT * 2", 10),
    ("2 ** 10", 1024),
    ("7 // 2", 3),
    ("'a'", "a"),
    ("(1, LIMIT)", (1, 5)),
]


@pytest.mark.parametrize(("text", "expected"), FOLDED, ids=[row[0] for row in FOLDED])
def test_arithmetic_on_constants(text: str, expected: object) -> None:
    assert code.fold(parsed(text), {"LIMIT": parsed("5")}) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1 / 0",
        "x + 1",
        "f()",
        "'a' + 'b'",
        "'a' * 3",
        "True + 1",
        "2 ** 100",
        "2 ** 0.5",
        "10 ** 12 * 10 * 10",
        "LOOP",
        "[1]",
        "not 1",
    ],
)
def test_what_is_not_folded(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # the message is the code
        code.fold(parsed(text), {"LOOP": parsed("LOOP + 1")})


@pytest.mark.parametrize(
    ("value", "expected"), [("a", '"a"'), (3, "3"), ((1, "a"), '(1, "a")'), (None, "None"), (-1, "-1")]
)
def test_plain_values(value: object, expected: str) -> None:
    assert code.literal(value) == expected


def test_the_body_without_the_docstring() -> None:
    module = ast.parse('"""Doc."""\nx = 1')
    assert [ast.unparse(item) for item in code.body_of(module)] == ["x = 1"]
    assert code.body_of(ast.parse("x = 1\n'text'"))[-1:] != []
    assert code.body_of(ast.parse("")) == []
    assert not code.is_docstring(ast.parse("f'text'").body[0])
