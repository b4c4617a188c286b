"""Conditions: what is said, that it is true, and that the negation says the exact opposite."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_howto.english import conditions
from tests.analysis.test_scope import returned
from tests.english.telling import condition, scope_of, written

PAIRS = [
    ("x is None", "`x` is `None`", "`x` is not `None`"),
    ("x is not None", "`x` is not `None`", "`x` is `None`"),
    ("x == 1", "`x` is `1`", "`x` is not `1`"),
    ("x == y", "`x` equals `y`", "`x` differs from `y`"),
    ("x != y", "`x` differs from `y`", "`x` equals `y`"),
    ("x < y", "`x` is less than `y`", "`x` is not less than `y`"),
    ("x in y", "`x` is in `y`", "`x` is not in `y`"),
    ("x in (1, 2)", "`x` is one of `1` and `2`", "`x` is not one of `1` and `2`"),
    ("x == 1 or x == 2 or x == 1", "`x` is one of `1` and `2`", "`x` is not one of `1` and `2`"),
    ("x == 1 or x == 1", "`x` is `1`", "`x` is not `1`"),
    ("x not in (1, 2, 3)", "`x` is not one of `1`, `2` and `3`", "`x` is one of `1`, `2` and `3`"),
    ("x in ('a',)", '`x` is `"a"`', '`x` is not `"a"`'),
    ("x == 1 or x == 1", "`x` is `1`", "`x` is not `1`"),
    ("isinstance(x, str)", "`x` is a string", "`x` is not a string"),
    (
        "isinstance(x, (str, Foo))",
        "`x` is an instance of `str` or `Foo`",
        "`x` is not an instance of `str` or `Foo`",
    ),
    ("callable(x)", "`x` is callable", "`x` is not callable"),
    ("hasattr(x, 'a')", "`x` has the attribute `a`", "`x` lacks the attribute `a`"),
    ("hasattr(x, y)", "`x` has the attribute that `y` names", "`x` lacks the attribute that `y` names"),
    ("x and y", "`x` is truthy and `y` is truthy", "`x` is falsy or `y` is falsy"),
    ("not x", "`x` is falsy", "`x` is truthy"),
    (
        "0 < x <= 9",
        "`x` is greater than `0` and at most `9`",
        "`x` is not both greater than `0` and at most `9`",
    ),
    (
        "any(i is None for i in x)",
        "for at least one `i` in `x`, `i` is `None`",
        "for no `i` in `x`, `i` is `None`",
    ),
    (
        "all(i is None for i in x)",
        "for every `i` in `x`, `i` is `None`",
        "for at least one `i` in `x`, `i` is not `None`",
    ),
    (
        "any(i for i in x if i is not y)",
        "for at least one `i` in `x` for which `i` is not the same object as `y`, `i` is truthy",
        "for no `i` in `x` for which `i` is not the same object as `y`, `i` is truthy",
    ),
    (
        "all(a == b for a, b in x)",
        "for every pair `a`, `b` in `x`, `a` equals `b`",
        "for at least one pair `a`, `b` in `x`, `a` differs from `b`",
    ),
    ("any(x)", "any item of `x` is truthy", "no item of `x` is truthy"),
    ("all(x)", "every item of `x` is truthy", "not every item of `x` is truthy"),
    ("len(x) > 0", "`x` is not empty", "`x` is empty"),
    ("0 == len(x)", "`x` is empty", "`x` is not empty"),
    ("len(x) > 1", "the length of `x` is greater than `1`", "the length of `x` is at most `1`"),
    ("0 < x", "`x` is greater than `0`", "`x` is not greater than `0`"),
    ("-1 == x", "`x` is `-1`", "`x` is not `-1`"),
    ("1 == 2", "`1` is `2`", "`1` is not `2`"),
    ("x is type(None)", "`x` is `type(None)`", "`x` is not `type(None)`"),
    ("x == y == z", "`x` equals `y` and `y` equals `z`", "`x` differs from `y` or `y` differs from `z`"),
    ("x == y() == z", "`x == y() == z` is true", "`x == y() == z` is false"),
    (
        "x and (y and (z and not x.a))",
        "all of `x`, `y` and `z` are truthy, and `x.a` is falsy",
        "at least one of `x`, `y` and `z` is falsy, or `x.a` is truthy",
    ),
    # Two of a kind, and what is not said of each of three, share nothing
    (
        "x and y and z == 1",
        "`x` is truthy, `y` is truthy and `z` is `1`",
        "`x` is falsy, `y` is falsy or `z` is not `1`",
    ),
    (
        "x == 1 and y == 2 and z == 3",
        "`x` is `1`, `y` is `2` and `z` is `3`",
        "`x` is not `1`, `y` is not `2` or `z` is not `3`",
    ),
    (
        "x is None and y is None and z is None",
        "all of `x`, `y` and `z` are `None`",
        "`x` is not `None`, `y` is not `None` or `z` is not `None`",
    ),
    (
        "x and (y or z == 1 or x.a)",
        "`x` is truthy, and either `y` is truthy, `z` is `1` or `x.a` is truthy",
        "`x` is falsy, or all of these: `y` is falsy, `z` is not `1` and `x.a` is falsy",
    ),
    (
        "x or (y and (z or x.a))",
        "`x` is truthy, or both `y` is truthy and (`z` is truthy or `x.a` is truthy)",
        "`x` is falsy, and either `y` is falsy or (`z` is falsy and `x.a` is falsy)",
    ),
    ("(m := y) is None", "`m` (set to `y`) is `None`", "`m` (set to `y`) is not `None`"),
]


@pytest.mark.parametrize(("test", "said", "opposite"), PAIRS, ids=[pair[0] for pair in PAIRS])
def test_a_condition_and_its_opposite(test: str, said: str, opposite: str) -> None:
    assert condition(test) == said
    assert condition(test, negated=True) == opposite
    assert condition(f"not ({test})") == opposite


TYPED = [
    ("x: str", "`x` is not empty", "`x` is empty"),
    ("x: str | None", "`x` is neither `None` nor empty", "`x` is `None` or empty"),
    ("x: list[int]", "`x` is not empty", "`x` is empty"),
    ("x: bool", "`x` is true", "`x` is false"),
    ("x: int", "`x` is not `0`", "`x` is `0`"),
    ("x: 'dict[str, int]'", "`x` is not empty", "`x` is empty"),
]


@pytest.mark.parametrize(("parameters", "said", "opposite"), TYPED, ids=[row[0] for row in TYPED])
def test_the_truth_of_a_value_of_a_known_type(parameters: str, said: str, opposite: str) -> None:
    assert condition("x", parameters=parameters) == said
    assert condition("x", negated=True, parameters=parameters) == opposite


UNPROVEN = ["x", "x=''", "x: object", "x: Foo", "x: str | list[int]", "x: 'Iterator[str]'", "x=None"]


@pytest.mark.parametrize("parameters", UNPROVEN)
def test_emptiness_is_never_said_without_a_proof(parameters: str) -> None:
    assert condition("not x", parameters=parameters) == "`x` is falsy"


def test_a_local_that_hides_a_builtin_is_not_worded() -> None:
    assert condition("isinstance(x, str)", parameters="x, isinstance") == "`isinstance(x, str)` is truthy"
    assert "is a string" not in condition("isinstance(x, str)", parameters="x, str")


def test_orders_are_inverted_only_where_they_are_total() -> None:
    assert condition("x < y", negated=True, parameters="x: int, y: int") == "`x` is at least `y`"
    assert condition("x < y", negated=True, parameters="x: float, y: float") == "`x` is not less than `y`"
    assert (
        condition("x < y", negated=True, parameters="x: set, y: set") == "`x` is not a proper subset of `y`"
    )


def test_text_contains_what_a_list_holds() -> None:
    assert condition("'a' in x", parameters="x: str") == '`x` contains `"a"`'
    assert condition("'a' in x", parameters="x: str", negated=True) == '`x` lacks `"a"`'
    assert condition("'a' in x", parameters="x: list[str]") == '`"a"` is in `x`'


def test_what_a_test_proves_counts_for_the_next() -> None:
    assert condition("isinstance(x, str) and x") == "`x` is a string and `x` is not empty"
    assert (
        condition("x is not None and x", parameters="x: str | None")
        == "`x` is not `None` and `x` is not empty"
    )
    assert condition("isinstance(x, str) or x") == "`x` is a string or `x` is truthy"


def test_tests_of_a_path_come_together() -> None:
    scope = scope_of("def f(x, y, z):\n    return [x is None, y or z, x is None]\n")
    items = returned(scope)
    assert isinstance(items, ast.List)
    tests = [(scope, item, index == 1) for index, item in enumerate(items.elts)]
    assert written(conditions.all_of(tests)) == (
        "`x` is `None`, `y` is falsy, `z` is falsy and `x` is `None`"
    )
    assert written(conditions.all_of(tests[:1])) == "`x` is `None`"
    assert written(conditions.all_of([(scope, item, False) for item in items.elts[:2]])) == (
        "`x` is `None`, and either `y` is truthy or `z` is truthy"
    )


def test_very_long_conditions_are_quoted() -> None:
    test = " and ".join(f"x{number}" for number in range(13))
    assert condition(test) == f"`{test}` is truthy"


def test_a_constant_is_shown_with_its_value() -> None:
    assert condition("x > LIMIT", before="LIMIT = 3 * 4") == "`x` is greater than `LIMIT` (`12`)"
    assert condition("x > LIMIT", before="LIMIT = 3\nLIMIT = 4") == "`x` is greater than `LIMIT`"


# -- the text is read back and evaluated ----------------------------------------------------------

_ATOMS: list[tuple[str, Callable[[object, object], bool]]] = [
    (r"(.+) is neither `None` nor empty", lambda a, b: bool(a)),
    (r"(.+) is not less than (.+)", lambda a, b: not a < b),  # type: ignore[operator]
    (r"(.+) is less than (.+)", lambda a, b: a < b),  # type: ignore[operator]
    (r"(.+) is not at most (.+)", lambda a, b: not a <= b),  # type: ignore[operator]
    (r"(.+) is at most (.+)", lambda a, b: a <= b),  # type: ignore[operator]
    (r"(.+) is not greater than (.+)", lambda a, b: not a > b),  # type: ignore[operator]
    (r"(.+) is greater than (.+)", lambda a, b: a > b),  # type: ignore[operator]
    (r"(.+) is not at least (.+)", lambda a, b: not a >= b),  # type: ignore[operator]
    (r"(.+) is at least (.+)", lambda a, b: a >= b),  # type: ignore[operator]
    (r"(.+) equals (.+)", lambda a, b: a == b),
    (r"(.+) differs from (.+)", lambda a, b: a != b),
    (r"(.+) is not one of (.+)", lambda a, b: a not in b),  # type: ignore[operator]
    (r"(.+) is one of (.+)", lambda a, b: a in b),  # type: ignore[operator]
    (r"(.+) is truthy", lambda a, b: bool(a)),
    (r"(.+) is falsy", lambda a, b: not a),
    (r"(.+) is not (`-?\d+`|`None`)", lambda a, b: a != b),
    (r"(.+) is (`-?\d+`|`None`)", lambda a, b: a == b),
]


def read_atom(text: str, names: dict[str, object]) -> bool:
    """Whether one clause holds for the values of ``names``."""
    for pattern, holds in _ATOMS:
        found = re.fullmatch(pattern, text)
        if found:
            # What stands in backticks is a name or a number
            values = [eval(item.strip("`"), {}, names) for item in found.groups()]  # noqa: S307
            return holds(values[0], values[1] if len(values) > 1 else None)
    raise AssertionError(f"not understood: {text}")


_CLAUSE = re.compile(
    r"`\w+` (?:is|equals|differs)(?: (?!and\b|or\b)[^`,]*?)?(?: `-?\w+`)?(?=,|\)| and | or |$)"
)


_LISTED = re.compile(r"`\w+` is (?:not )?one of `-?\d+`(?:, `-?\d+`)* and `-?\d+`")


def read_listed(found: re.Match[str], names: dict[str, object]) -> str:
    """Whether a name has one of several numbers."""
    subject, _, items = found[0].partition("one of ")
    numbers = ", ".join(re.findall(r"-?\d+", items))
    return str(read_atom(f"{subject}one of `({numbers})`", names))


_SHARED = re.compile(
    r"(all|at least one) of ((?:`\w+`(?:, | and )?)+) (?:are|is) ((?:(?! and | or )[^`,])*(?:`-?\w+`)?)"
)


def read_shared(found: re.Match[str], names: dict[str, object]) -> str:
    """Whether what is said of several names holds for all of them, or for one."""
    combine = all if found[1] == "all" else any
    subjects = re.findall(r"`\w+`", found[2])
    return str(combine(read_atom(f"{subject} is {found[3]}", names) for subject in subjects))


def read(text: str, names: dict[str, object]) -> bool:
    """Whether a worded condition holds: what follows a comma and a conjunction binds last."""
    text = _LISTED.sub(lambda found: read_listed(found, names), text)
    text = _SHARED.sub(lambda found: read_shared(found, names), text)
    plain = _CLAUSE.sub(lambda found: str(read_atom(found[0], names)), text)
    for mark, combine in ((", and ", all), (", or ", any)):
        if mark in plain:
            return combine(read_list(part) for part in plain.split(mark))
    return read_list(plain)


def read_list(text: str) -> bool:
    """``True, False and True``, with one conjunction."""
    text = re.sub(r"^(either|both|all of these:) ", "", text)
    inner = re.compile(r"\(([^()]*)\)")
    while inner.search(text):
        text = inner.sub(lambda found: str(read_list(found[1])), text)
    parts = re.split(r", | and | or ", text)
    assert all(part in ("True", "False") for part in parts), text
    assert not (" and " in text and " or " in text), text
    return (any if " or " in text else all)(part == "True" for part in parts)


_OPERANDS = st.sampled_from(["x", "y", "z", "0", "1"])
_COMPARED = st.builds(
    lambda left, operator, right: f"{left} {operator} {right}",
    st.sampled_from(["x", "y", "z"]),
    st.sampled_from(["<", "<=", ">", ">=", "==", "!="]),
    _OPERANDS,
)
_SIMPLE = st.one_of(_COMPARED, st.sampled_from(["x", "y", "z"]))
_NEGATABLE = st.one_of(_SIMPLE, _SIMPLE.map(lambda test: f"not ({test})"))
_CONNECTED = st.builds(
    lambda operator, parts: f" {operator} ".join(f"({part})" for part in parts),
    st.sampled_from(["and", "or"]),
    st.lists(_NEGATABLE, min_size=2, max_size=3),
)
_MIXED = st.builds(
    lambda operator, first, other, a, b: f"({first}) {operator} (({a}) {other} ({b}))",
    st.sampled_from(["and", "or"]),
    _NEGATABLE,
    st.sampled_from(["and", "or"]),
    _NEGATABLE,
    _NEGATABLE,
)
_DEEP = st.builds(
    lambda operator, first, mixed: f"({first}) {operator} ({mixed})",
    st.sampled_from(["and", "or"]),
    _NEGATABLE,
    _MIXED,
)
_MANY = st.builds(
    lambda operator, parts: f" {operator} ".join(f"({part})" for part in parts),
    st.sampled_from(["and", "or"]),
    st.lists(_NEGATABLE, min_size=4, max_size=7),
)
_ANY = st.one_of(
    _NEGATABLE,
    _CONNECTED,
    _DEEP,
    _MANY,
    _DEEP.map(lambda test: f"not ({test})"),
    _MIXED,
    _CONNECTED.map(lambda test: f"not ({test})"),
    _MIXED.map(lambda test: f"not ({test})"),
)


@settings(max_examples=200, deadline=None)
@given(_ANY, st.tuples(*[st.integers(-1, 2)] * 3))
def test_what_is_said_holds_exactly_when_the_code_holds(test: str, numbers: tuple[int, int, int]) -> None:
    names: dict[str, object] = dict(zip("xyz", numbers, strict=True))
    truth = bool(eval(test, {}, dict(names)))  # noqa: S307  # the condition that was generated
    assert read(condition(test), names) == truth
    assert read(condition(test, negated=True), names) != truth
