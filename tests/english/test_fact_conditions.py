"""When what a fact tells happens: each rule with code that it fits and a near miss."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest

from tests.english.describing import facts_of


def fact(folder: Path, label: str, body: str, parameters: str = "x, y", before: str = "") -> str | None:
    """A fact of a function with ``body``; None if it has none under ``label``."""
    head = f"import os, shutil\n{before}\ndef f({parameters}):\n"
    return facts_of(folder, head + indent(body, "    "), "f").get(label)


LOOPS = [
    (
        "a test inside",
        "for p in x:\n    if p == y:\n        os.remove(p)",
        "Deletes the file `p`, for each `p` in `x` for which `p` equals `y`.",
    ),
    (
        "a test before",
        "if y:\n    for p in x:\n        os.remove(p)",
        "Deletes the file `p`, if `y` is truthy, for each `p` in `x`.",
    ),
    (
        "tests before and inside",
        "if y:\n    for p in x:\n        if p.old:\n            os.remove(p)",
        "Deletes the file `p`, if `y` is truthy, for each `p` in `x` for which `p.old` is truthy.",
    ),
    (
        "a local of the loop is explained",
        "for n in x:\n    p = os.path.join(y, n)\n    if n.old:\n        os.remove(p)",
        (
            "Deletes the file `p`, for each `n` in `x` for which `n.old` is truthy, where `p` is "
            "`os.path.join(y, n)`."
        ),
    ),
    (
        "what the loop goes over is explained",
        "old = y()[3:]\nfor p in old:\n    os.remove(p)",
        "Deletes the file `p`, for each `p` in `old`, where `old` is `y()[3:]`.",
    ),
    (
        "a loop that may end early",
        "for p in x:\n    if p == y:\n        os.remove(p)\n        break",
        "Deletes the file `p`, for some `p` in `x` for which `p` equals `y`.",
    ),
    (
        "a loop that goes on before it",
        "for p in x:\n    if p == y:\n        continue\n    os.remove(p)",
        "Deletes the file `p`, for each `p` in `x` for which `p` differs from `y`.",
    ),
    (
        "a loop without items",
        "while y():\n    if x:\n        os.remove(x)",
        "Deletes the file `x`, in a loop, if `x` is truthy.",
    ),
    (
        "a round that may be refused",
        "while y():\n    if y.bad:\n        raise KeyError\n    if x:\n        os.remove(x)",
        "Deletes the file `x`, in a loop, only if `x` is truthy.",
    ),
    (
        "a comprehension",
        "return [os.remove(p) for p in x if p != y]",
        "Deletes the file `p`, for each `p` in `x` for which `p` differs from `y`.",
    ),
    (
        "a generator may never be asked",
        "return (os.remove(p) for p in x)",
        "Deletes the file `p`, for some `p` in `x`.",
    ),
    ("no loop", "if x == y:\n    os.remove(x)", "Deletes the file `x`, if `x` equals `y`."),
]


@pytest.mark.parametrize(("body", "expected"), [row[1:] for row in LOOPS], ids=[row[0] for row in LOOPS])
def test_loops_and_tests_are_both_told(tmp_path: Path, body: str, expected: str) -> None:
    assert fact(tmp_path, "Files", body) == expected


BRANCHES = [
    (
        "the other branch sets it",
        "if y:\n    x = y\nelse:\n    if x is None:\n        raise KeyError",
        "Raises `KeyError` if `y` is falsy and `x` is `None`.",
    ),
    (
        "a block that returns sets it",
        "if y:\n    x = y\n    return x\nif x is None:\n    raise KeyError",
        "Raises `KeyError` if `y` is falsy and `x` is `None`.",
    ),
    (
        "a block that goes on sets it",
        "if y:\n    x = y\nif x is None:\n    raise KeyError",
        "Can raise `KeyError`, if `x` is `None`.",
    ),
    (
        "an earlier round may set it",
        "for z in y:\n    if z:\n        x = z\n    else:\n        if x is None:\n            raise KeyError",
        ("Can raise `KeyError`, if `z` is falsy and `x` is `None`, where `z` is an item of `y`."),
    ),
    (
        "the part of a value",
        "head, x = y.split(x)\nif not head:\n    raise KeyError",
        "Raises `KeyError` if `head` is falsy, where `head` is the first part of `y.split(x)`.",
    ),
]


@pytest.mark.parametrize(
    ("body", "expected"), [row[1:] for row in BRANCHES], ids=[row[0] for row in BRANCHES]
)
def test_what_a_parameter_is_on_the_way(tmp_path: Path, body: str, expected: str) -> None:
    assert fact(tmp_path, "Raises", body) == expected


LOCALS = [
    (
        "through other locals",
        "s = sorted(x)\nn = len(s)\nif n == 0:\n    raise ValueError",
        "Raises `ValueError` if `x` is empty.",
    ),
    (
        "a container that was changed since",
        "s = sorted(x)\ns.append(y)\nn = len(s)\nif n == 0:\n    raise ValueError",
        ("Raises `ValueError` if `n` is `0`, where `n` is `len(s)` and `s` is `sorted(x)`."),
    ),
    (
        "a container that is filled",
        "found = {}\nfor z in x:\n    found[z] = 1\nif not found:\n    raise ValueError",
        "Raises `ValueError` if `found` is empty.",
    ),
    (
        "a name that is set in several places",
        "z = y()\nif x:\n    z = x()\nif z:\n    raise ValueError",
        "Raises `ValueError` if `z` is truthy.",
    ),
    (
        "a function needs no explanation",
        "def g():\n    return x\nif g():\n    raise ValueError",
        "Raises `ValueError` if `g()` is truthy.",
    ),
    (
        "the value of a match",
        "match x:\n    case 1:\n        return 2\n    case _:\n        raise ValueError",
        "Raises `ValueError` if `x` is not `1`.",
    ),
    (
        "a pattern that is no value",
        "match x:\n    case [1, z]:\n        return 2\n    case _:\n        raise ValueError",
        "Can raise `ValueError`.",
    ),
]


@pytest.mark.parametrize(("body", "expected"), [row[1:] for row in LOCALS], ids=[row[0] for row in LOCALS])
def test_locals_are_explained(tmp_path: Path, body: str, expected: str) -> None:
    assert fact(tmp_path, "Raises", body) == expected


MERGED = [
    (
        "Raises",
        "if x == 200:\n    return 1\nelif y:\n    raise ValueError(y)\nelse:\n    raise ValueError(x)",
        "Raises `ValueError` if `x` is not `200`.",
    ),
    (
        "Raises",
        "if x:\n    raise ValueError(1)\nelif y:\n    raise ValueError(2)",
        "Raises `ValueError` if `x` is truthy, or if `y` is truthy.",
    ),
    (
        "Raises",
        "if x:\n    if y:\n        raise ValueError\n    raise KeyError",
        "Raises `ValueError` if `x` is truthy and `y` is truthy, and `KeyError` if `x` is truthy.",
    ),
    (
        "None",
        "if x:\n    if y:\n        return None\n    return None\nreturn 1",
        "Returns `None` if `x` is truthy.",
    ),
    (
        "None",
        "if x:\n    if y:\n        return None\n    return 2\nreturn 1",
        "Returns `None` if `x` is truthy and `y` is truthy.",
    ),
]


@pytest.mark.parametrize(("label", "body", "expected"), MERGED)
def test_complementary_cases_are_one(tmp_path: Path, label: str, body: str, expected: str) -> None:
    assert fact(tmp_path, label, body) == expected


ASSERTED = [
    (
        "assert x > 0",
        "Raises `AssertionError` (unless Python runs with `-O`) if `x` is not greater than `0`.",
    ),
    (
        "if y:\n    assert x, 'no'",
        "Raises `AssertionError` (unless Python runs with `-O`) if `y` is truthy and `x` is falsy.",
    ),
    (
        "assert x\nif y:\n    raise AssertionError",
        (
            "Raises `AssertionError` (unless Python runs with `-O`) if `x` is falsy, and `AssertionError` if "
            "`y` is truthy."
        ),
    ),
    ("z = x()\nassert z", None),
    ("x = y()\nassert x", None),
    ("assert os.name", None),
    ("try:\n    assert x\nexcept AssertionError:\n    pass", None),
]


@pytest.mark.parametrize(("body", "expected"), ASSERTED)
def test_what_is_asserted_of_arguments_is_told(tmp_path: Path, body: str, expected: str | None) -> None:
    assert fact(tmp_path, "Raises", body) == expected


def test_what_is_asserted_of_the_instance_is_its_own_matter(tmp_path: Path) -> None:
    code = "class C:\n    def f(self):\n        assert self.x\n"
    assert "Raises" not in facts_of(tmp_path, code, "C")


@pytest.mark.parametrize(
    ("receiver", "expected"),
    [
        ("argparse.ArgumentParser()", "Exits with the status `2` if `x` is falsy."),
        ("y", None),
    ],
)
def test_a_usage_error_exits(tmp_path: Path, receiver: str, expected: str | None) -> None:
    body = f"parser = {receiver}\nif not x:\n    parser.error('no')"
    assert fact(tmp_path, "Exit status", body, before="import argparse") == expected


PASSED = [
    ("under the condition of the call", "if y:\n    g(x)", "Passes on `KeyError` from `g` if `y` is truthy."),
    ("on every call", "g(x)", "Passes on `KeyError` from `g`."),
    ("beside an own one", "if y:\n    raise KeyError\ng(x)", "Raises `KeyError` if `y` is truthy. Passes on"),
    ("through a private function", "_h(x)", "Passes on `KeyError` from `_h`."),
    ("not through a public one, which tells it itself", "h(x)", None),
    ("a key of a constant dictionary", "named('a')", None),
    ("a default that is a key", "named()", None),
    ("another key", "named('c')", "Passes on `ValueError` from `named`."),
    ("what the caller gives", "named(x)", "Passes on `ValueError` from `named`."),
    ("a call that is caught", "try:\n    g(x)\nexcept KeyError:\n    pass", None),
]


@pytest.mark.parametrize(("body", "expected"), [row[1:] for row in PASSED], ids=[row[0] for row in PASSED])
def test_what_callees_raise_is_passed_on(tmp_path: Path, body: str, expected: str | None) -> None:
    before = (
        "NAMES = {'a': int, 'b': str}\n"
        "def g(x):\n    if x.z:\n        raise KeyError\n"
        "def h(x):\n    g(x)\n"
        "def _h(x):\n    _g(x)\n"
        "def _g(x):\n    if x.z:\n        raise KeyError\n"
        "def named(name='b'):\n    if name not in NAMES:\n        raise ValueError\n"
    )
    found = fact(tmp_path, "Raises", body, before=before)
    assert found == expected if expected is None or found is None else found.startswith(expected)


def test_what_an_awaited_call_and_the_coroutine_that_it_returns_raise_is_passed_on(tmp_path: Path) -> None:
    code = (
        "async def _later(x):\n    if x.z:\n        raise KeyError\n"
        "def check(x):\n    if x.later:\n        return _later(x)\n    if x.y:\n        raise ValueError\n"
        "async def f(x):\n    await check(x)\n"
        "async def g(x):\n    return check\n"
    )
    assert facts_of(tmp_path, code, "f")["Raises"] == "Passes on `ValueError` and `KeyError` from `check`."
    assert "Raises" not in facts_of(tmp_path, code, "g")


HANDLED = [
    (
        "the last one is raised in the end",
        (
            "last = None\nfor _ in range(x):\n    try:\n        return y()\n    except Exception as e:\n"
            "        last = e\nraise last"
        ),
        "Re-raises `Exception` if all `x` attempts fail.",
    ),
    (
        "one of several that were kept",
        "try:\n    y()\nexcept KeyError as e:\n    z = e\nexcept OSError as e:\n    z = e\nraise z",
        "Can re-raise `KeyError` and `OSError`.",
    ),
    ("what nobody caught", "z = y()\nraise z", None),
    (
        "what was replaced is not shown as if it were the argument",
        "if x:\n    y = y[1:]\n    try:\n        y = int(y)\n    except ValueError:\n        raise OSError",
        "Can raise `OSError`, if one of its steps raises `ValueError` and `x` is truthy.",
    ),
    (
        "what is the argument is shown",
        "if x:\n    try:\n        y = int(y)\n    except ValueError:\n        raise OSError('no')",
        "Raises `OSError` if `y` cannot be read as an integer and `x` is truthy.",
    ),
    (
        "behind a handler that goes on",
        "try:\n    return y(x)\nexcept OSError:\n    pass\nraise KeyError",
        "Raises `KeyError` if `y(x)` raises `OSError`.",
    ),
    (
        "behind a handler that leaves",
        "try:\n    y(x)\nexcept OSError:\n    return 1\nraise KeyError",
        "Can raise `KeyError`.",
    ),
    (
        "its own exception is raised again",
        "try:\n    if x:\n        raise KeyError\nexcept Exception as e:\n    print(e)\n    raise e",
        "Raises `KeyError` if `x` is truthy.",
    ),
    (
        "it is turned into another one",
        "try:\n    if x:\n        raise KeyError\n    y()\nexcept Exception:\n    raise ValueError",
        "Can raise `ValueError`, if `y` or a step around it raises `Exception`.",
    ),
    (
        "a few calls",
        "try:\n    z = y(x)\n    x.w(z)\nexcept OSError:\n    raise ValueError",
        "Can raise `ValueError`, if `y` or `x.w` raises `OSError`.",
    ),
    (
        "what lacks its separator",
        "try:\n    k, v = x.split('=', 1)\nexcept ValueError:\n    raise KeyError",
        'Raises `KeyError` if `x` lacks `"="`.',
    ),
    (
        "a split into many",
        "try:\n    k, v = x.split('=')\nexcept ValueError:\n    raise KeyError",
        'Can raise `KeyError`, if unpacking `x.split("=")` raises `ValueError`.',
    ),
]


@pytest.mark.parametrize(("body", "expected"), [row[1:] for row in HANDLED], ids=[row[0] for row in HANDLED])
def test_handlers_in_words(tmp_path: Path, body: str, expected: str | None) -> None:
    assert fact(tmp_path, "Raises", body) == expected


SEARCHED = [
    (
        "the first that fits",
        "for z in x:\n    if z == y:\n        return z\nraise KeyError",
        "Raises `KeyError` if no `z` in `x` equals `y`.",
    ),
    (
        "a test of its attribute",
        "for z in x:\n    if z.y == 1:\n        return z\nraise KeyError",
        "Raises `KeyError` if for no `z` in `x`, `z.y` is `1`.",
    ),
    (
        "more than a test",
        "for z in x:\n    y(z)\n    if z:\n        return z\nraise KeyError",
        "Raises `KeyError` if its loop over `x` ends without returning.",
    ),
    (
        "attempts",
        "for _ in range(x):\n    try:\n        return y()\n    except OSError:\n        pass\nraise KeyError",
        "Raises `KeyError` if all `x` attempts fail.",
    ),
    (
        "attempts of which one may return",
        (
            "for _ in range(x):\n    try:\n        return y()\n    except OSError as e:\n"
            "        if e.z:\n            return 1\nraise KeyError"
        ),
        "Can raise `KeyError`, if all `x` attempts fail.",
    ),
    (
        "items, not attempts",
        "for z in x:\n    try:\n        return y(z)\n    except OSError:\n        pass\nraise KeyError",
        "Raises `KeyError` if its loop over `x` ends without returning.",
    ),
]


@pytest.mark.parametrize(
    ("body", "expected"), [row[1:] for row in SEARCHED], ids=[row[0] for row in SEARCHED]
)
def test_a_search_that_finds_nothing(tmp_path: Path, body: str, expected: str) -> None:
    assert fact(tmp_path, "Raises", body) == expected


CALLEES = [
    ("what a callee gives", "return g(x)", "Returns `None` if `g` returns `None`."),
    ("kept in a local", "z = g(x)\nprint(z)\nreturn z", "Returns `None` if `g` returns `None`."),
    (
        "beside a test",
        "if y:\n    return 1\nreturn g(x)",
        "Returns `None` if `y` is falsy and `g` returns `None`.",
    ),
    ("tested before", "z = g(x)\nif z:\n    return z\nreturn 1", None),
    ("replaced", "z = g(x)\nz = z or 1\nreturn z", None),
    ("with an argument that settles it", "return g(3)", None),
    ("a callee that never gives None", "return h(x)", None),
    ("a callee that returns nothing at all", "return k(x)", None),
    ("through another one", "return m(x)", "Returns `None` if `m` returns `None`."),
    ("not awaited", "return n(x)", None),
    (
        "several cases in one sentence",
        "if x is None:\n    return None\nif y is None:\n    return None\nreturn 1",
        "Returns `None` if `x` is `None`, or if `y` is `None`.",
    ),
]


@pytest.mark.parametrize(("body", "expected"), [row[1:] for row in CALLEES], ids=[row[0] for row in CALLEES])
def test_none_that_a_callee_gives_is_told(tmp_path: Path, body: str, expected: str | None) -> None:
    before = (
        "def g(a):\n    if a != 3:\n        return None\n    return 1\n"
        "def h(a):\n    return a + 1\n"
        "def k(a):\n    print(a)\n"
        "def m(a):\n    return g(a)\n"
        "async def n(a):\n    if a:\n        return None\n    return 1\n"
    )
    assert fact(tmp_path, "None", body, before=before) == expected


UNDEFINED = [
    (
        "always",
        "return Missing(x)",
        "",
        "Always raises `NameError`, as nothing in the module defines `Missing`.",
    ),
    (
        "under a test",
        "if y:\n    return Missing(x)",
        "",
        "Raises `NameError`, as nothing in the module defines `Missing`, if `y` is truthy.",
    ),
    ("it is caught", "try:\n    return Missing(x)\nexcept NameError:\n    return 1", "", None),
    ("bound by another function", "return Missing(x)", "def g():\n    global Missing\n    Missing = 1", None),
    ("bound in a branch", "return Missing(x)", "if os.name == 'nt':\n    Missing = 1", None),
    ("bound by a star", "return Missing(x)", "from ntpath import *", None),
    ("hidden", "return Missing(x)", "globals()['Missing'] = 1", None),
    ("in a comprehension", "return [missing for missing in x]", "", None),
    ("in a lambda", "return lambda missing: missing", "", None),
    ("of the function around it", "missing = 1\ndef g():\n    return missing\nreturn g", "", None),
    ("in an annotation", "z: Missing = 1\nreturn z", "", None),
    ("of Python", "return __name__, len(x), __file__", "", None),
    ("of a match", "match x:\n    case {'a': missing}:\n        return missing", "", None),
]


@pytest.mark.parametrize(
    ("body", "before", "expected"), [row[1:] for row in UNDEFINED], ids=[row[0] for row in UNDEFINED]
)
def test_what_nothing_defines_raises(tmp_path: Path, body: str, before: str, expected: str | None) -> None:
    assert fact(tmp_path, "Raises", body, before=before) == expected


def test_a_local_is_explained_once_in_a_fact(tmp_path: Path) -> None:
    body = "p = x / y.name\nif p.exists():\n    open(p)\nelse:\n    open(p, 'w')"
    found = fact(tmp_path, "Files", body) or ""
    assert found.count("`p` is ") <= 1


def test_a_long_value_is_left_to_the_steps(tmp_path: Path) -> None:
    long = " + ".join(f"y.part_{number}" for number in range(9))
    body = f"p = x({long})\nx(p)\nif p:\n    raise KeyError"
    assert fact(tmp_path, "Raises", body) == "Raises `KeyError` if `p` is truthy."


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("logger.error(x)", "Returns `None` if `x` is falsy."),
        ("self_check.error(x)", None),
        ("parser.error(x)", None),
    ],
)
def test_a_logger_returns(tmp_path: Path, call: str, expected: str | None) -> None:
    before = "logger = self_check = parser = object()"
    assert fact(tmp_path, "None", f"if x:\n    return 1\n{call}", before=before) == expected


ANSWERS = [
    ("if not r.ok:", "the server answers with a status of `400` or higher"),
    ("if r.ok:", "the server answers with a status below `400`"),
    ("if r.status_code != 200:", "the server answers with another status than `200`"),
    ("if not r.status_code == 200:", "the server answers with another status than `200`"),
    ("if r.status_code >= 500:", "the server answers with a status of `500` or higher"),
    ("if r.url:", "`r.url` is not empty, where `r` is the response to a `GET` request to `x`"),
    ("if y.ok:", "`y.ok` is truthy"),
]


@pytest.mark.parametrize(("test", "expected"), ANSWERS)
def test_the_answer_of_a_server_needs_no_name(tmp_path: Path, test: str, expected: str) -> None:
    body = f"r = requests.get(x)\n{test}\n    raise KeyError"
    found = fact(tmp_path, "Raises", body, before="import requests")
    assert found == f"Raises `KeyError` if {expected}."


def test_one_of_several_answers_keeps_its_name(tmp_path: Path) -> None:
    body = "r = requests.get(x)\nq = requests.get(y)\nif not r.ok:\n    raise KeyError"
    assert "`r.ok` is false" in (fact(tmp_path, "Raises", body, before="import requests") or "")


def test_an_answer_that_is_entered_needs_no_name_either(tmp_path: Path) -> None:
    code = (
        "import aiohttp\nasync def f(x):\n    async with aiohttp.ClientSession() as session:\n"
        "        async with session.get(x) as response:\n            if response.status == 404:\n"
        "                raise KeyError\n            return await response.text()\n"
    )
    assert "KeyError` if the server answers with the status `404`" in facts_of(tmp_path, code, "f")["Raises"]


def test_a_name_that_stands_for_two_things_is_not_explained(tmp_path: Path) -> None:
    body = "z = x.y()\nif z:\n    z = z.strip()\n    if z:\n        return z"
    assert fact(tmp_path, "None", body) == "Can return `None`, if `z` is falsy."


def test_a_known_call_raises_under_the_tests_before_it(tmp_path: Path) -> None:
    body = "r = requests.get(x)\nif y:\n    r.raise_for_status()"
    found = fact(tmp_path, "Raises", body, before="import requests")
    assert found == (
        "Can raise `requests.HTTPError`, if the response status is from 400 to 599 and `y` is truthy."
    )


DEAD = [
    ("raise ValueError\nif x:\n    raise KeyError", "Always raises `ValueError`."),
    ("return x\nraise ValueError", None),
    ("if x:\n    return 1\nelse:\n    return 2\nraise ValueError", None),
    ("for z in x:\n    continue\n    raise ValueError", None),
    ("if x:\n    return 1\nraise ValueError", "Raises `ValueError` if `x` is falsy."),
]


@pytest.mark.parametrize(("body", "expected"), DEAD)
def test_what_stands_behind_what_leaves_is_no_fact(tmp_path: Path, body: str, expected: str | None) -> None:
    assert fact(tmp_path, "Raises", body) == expected


def test_what_always_fails_returns_nothing(tmp_path: Path) -> None:
    assert fact(tmp_path, "None", "if Missing(x):\n    return 1\nreturn None") is None
    assert fact(tmp_path, "None", "if x:\n    return Missing(x)\nreturn None") is not None


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("if y is None:\n    raise KeyError\n", "Deletes the file `x`, only if `y` is truthy."),
        ("", "Deletes the file `x`, if `y` is truthy."),
    ],
)
def test_what_is_refused_before_is_not_all_that_it_needs(tmp_path: Path, before: str, expected: str) -> None:
    assert fact(tmp_path, "Files", f"{before}if y:\n    os.remove(x)") == expected


@pytest.mark.parametrize(
    ("handlers", "expected"),
    [
        ("except:\n    raise KeyError", "Raises `KeyError` if `y(x)` raises any exception."),
        (
            "except OSError:\n    return\nexcept:\n    raise KeyError",
            "Can raise `KeyError`, if `y(x)` raises another exception.",
        ),
    ],
)
def test_a_bare_handler_has_a_condition(tmp_path: Path, handlers: str, expected: str) -> None:
    assert fact(tmp_path, "Raises", f"try:\n    y(x)\n{handlers}") == expected


NARROWED = [
    (
        "if x == 3 and y:\n    return 1\nif x == 3:\n    raise KeyError",
        "Raises `KeyError` if `y` is falsy and `x` is `3`.",
    ),
    (
        "if x == 3 and y:\n    return 1\nx = y\nif x == 3:\n    raise KeyError",
        "Raises `KeyError` if either `x` is not `3` or `y` is falsy, and `y` is `3`.",
    ),
]


@pytest.mark.parametrize(("body", "expected"), NARROWED)
def test_what_another_test_leaves_open_is_told(tmp_path: Path, body: str, expected: str) -> None:
    assert fact(tmp_path, "Raises", body) == expected


IMPORTED = [
    ("x = os.environ.get('X')", "Importing it raises `NameError`, as nothing in the module defines `os`."),
    ("import os\nx = os.name", None),
    ("try:\n    x = unicode\nexcept NameError:\n    x = str", None),
    ("if False:\n    x = missing", None),
    ("class C:\n    a = 1\n    b = a", None),
    ("x = [y for y in (1, 2)]", None),
    ("x: Missing = 1", None),
    ("def f(x: 'Missing'):\n    return x", None),
]


@pytest.mark.parametrize(("code", "expected"), IMPORTED)
def test_a_module_that_cannot_be_imported(tmp_path: Path, code: str, expected: str | None) -> None:
    found = facts_of(tmp_path, code).get("Import", "")
    assert (found == expected) if expected is not None else "NameError" not in found


BEHIND = [
    (
        "a guard in a with block",
        "with y as z:\n    if x:\n        return 1\nos.remove(y)",
        "Deletes the file `y`, if `x` is falsy.",
    ),
    (
        "a guard in a block that may stop early",
        "with contextlib.suppress(OSError):\n    if x:\n        return 1\nos.remove(y)",
        "Deletes the file `y`, on some paths.",
    ),
    (
        "a guard in a try whose handlers leave",
        "try:\n    if x:\n        return 1\n    y()\nexcept OSError:\n    return 2\nos.remove(y)",
        "Deletes the file `y`, if `x` is falsy.",
    ),
    (
        "a guard in a try whose handler goes on",
        "try:\n    if x:\n        return 1\n    y()\nexcept OSError:\n    pass\nos.remove(y)",
        "Deletes the file `y`, on some paths.",
    ),
    (
        "an answer that is refused",
        "r = requests.get(x)\nif r.status_code != 200:\n    raise OSError\nos.remove(y)",
        "Deletes the file `y`, only if the server answers with the status `200`.",
    ),
    (
        "an argument that is refused",
        "if x is None:\n    raise OSError\nos.remove(y)",
        "Deletes the file `y`.",
    ),
]


@pytest.mark.parametrize(("body", "expected"), [row[1:] for row in BEHIND], ids=[row[0] for row in BEHIND])
def test_what_stands_behind_guards(tmp_path: Path, body: str, expected: str) -> None:
    assert fact(tmp_path, "Files", body, before="import contextlib, requests") == expected
