"""Facts of a description: each with code that has it and a near miss that must not have it."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

import pytest

from sphinx_howto.options import VAGUE_TERMS
from tests.english.describing import facts_of, lines_of


def fact(folder: Path, label: str, code: str, name: str = "f") -> str | None:
    """One fact of an object in ``code``; None if it has none under ``label``."""
    return facts_of(folder, dedent(code), name).get(label)


RAISES = [
    ("condition", "if not x:\n    raise ValueError('no')", "Raises `ValueError` if `x` is falsy."),
    ("else", "if x:\n    y = 1\nelse:\n    raise ValueError", "Raises `ValueError` if `x` is falsy."),
    (
        "elif",
        "if x is None:\n    pass\nelif y > 2:\n    raise KeyError(y)",
        "Raises `KeyError` if `x` is not `None` and `y` is greater than `2`.",
    ),
    (
        "after a guard that returns",
        "if x is None:\n    return 1\nif y is None:\n    raise KeyError\nreturn 2",
        "Raises `KeyError` if `x` is not `None` and `y` is `None`.",
    ),
    (
        "after a guard that raises",
        "if x is None:\n    raise ValueError\nif y is None:\n    raise KeyError",
        "Raises `ValueError` if `x` is `None`, and `KeyError` if `y` is `None`.",
    ),
    (
        "two conditions",
        "if x is None:\n    raise ValueError\nif y is None:\n    raise ValueError",
        "Raises `ValueError` if `x` is `None`, or if `y` is `None`.",
    ),
    (
        "another case of less certainty",
        "if x is None:\n    raise ValueError\nfor _, item in y:\n    if item:\n        raise ValueError",
        (
            "Raises `ValueError` if `x` is `None`. Can raise `ValueError`, if `item` is truthy, where "
            "`item` is from `y`."
        ),
    ),
    (
        "many cases are listed",
        (
            "if x.alpha is None:\n    raise ValueError\nif x.beta < 3 or x.gamma == 'abc':\n"
            "    raise ValueError\nif not isinstance(y, (int, str)):\n    raise ValueError"
        ),
        (
            "Raises `ValueError` in 3 cases: `x.alpha` is `None`; `x.beta` is less than `3` or `x.gamma` is "
            '`"abc"`; `y` is not an instance of `int` or `str`.'
        ),
    ),
    (
        "exits that are raised again",
        (
            "try:\n    y()\n    x()\nexcept (SystemExit, KeyboardInterrupt):\n    raise\n"
            "except OSError:\n    pass"
        ),
        "Can re-raise `SystemExit` and `KeyboardInterrupt`.",
    ),
    (
        "several that are raised again under one condition",
        "try:\n    y()\n    y.z()\nexcept (OSError, KeyError):\n    if x:\n        raise",
        "Can re-raise `OSError` or `KeyError` from `y` and `y.z`, if `x` is truthy.",
    ),
    (
        "several under different conditions",
        "if x:\n    raise KeyError\nif y:\n    raise ValueError",
        "Raises `KeyError` if `x` is truthy, and `ValueError` if `y` is truthy.",
    ),
    ("an exit of its own", "raise SystemExit(2)", None),
    ("what never runs", "if 0 and x:\n    raise ValueError", None),
    ("what always runs", "if True:\n    raise ValueError", "Always raises `ValueError`."),
    (
        "a switch may be set",
        "if x.DEBUG:\n    raise ValueError",
        "Raises `ValueError` if `x.DEBUG` is truthy.",
    ),
    ("always", "raise ValueError('no')", "Always raises `ValueError`."),
    ("not always after another", "if x:\n    raise x\nraise ValueError", "Can raise `ValueError`."),
    (
        "after a loop that returns",
        "for item in x:\n    if item:\n        return item\nraise LookupError",
        "Raises `LookupError` if no `item` in `x` is truthy.",
    ),
    (
        "after a loop that may break",
        "for item in x:\n    if item:\n        break\n    return 1\nraise LookupError",
        "Can raise `LookupError`.",
    ),
    (
        "in a loop",
        "for item in x:\n    if not item:\n        raise ValueError",
        "Can raise `ValueError`, if `item` is falsy, where `item` is an item of `x`.",
    ),
    (
        "in a loop whose items are set again",
        "for item in x:\n    item = item.a\n    if not item:\n        raise ValueError",
        "Can raise `ValueError`, if `item` is falsy, where `item` has been replaced by `item.a`.",
    ),
    (
        "in a loop over what a reader cannot know",
        "for row in x:\n    for item in row:\n        if not item:\n            raise ValueError",
        (
            "Can raise `ValueError`, if `item` is falsy, where `item` is an item of `row` and `row` is "
            "an item of `x`."
        ),
    ),
    (
        "rebound before",
        "x = x.strip()\nif x is None:\n    raise ValueError",
        "Raises `ValueError` if `x.strip()` is `None`.",
    ),
    (
        "two that are set again",
        "if y:\n    x = x.strip()\n    y = 2\nif x is None and y != 3:\n    raise ValueError",
        ("Can raise `ValueError`, if `x` is `None` and `y` is not `3`."),
    ),
    (
        "a call whose result is tested twice",
        "row = x.fetchone()\nif row and row[0] > 3:\n    raise ValueError",
        (
            "Raises `ValueError` if `row` is truthy and `row[0]` is greater than `3`, where "
            "`row` is the next row of `x`."
        ),
    ),
    (
        "rebound on some paths",
        "if y:\n    x = x.strip()\nif x is None:\n    raise ValueError",
        "Can raise `ValueError`, if `x` is `None`.",
    ),
    (
        "rebound by a loop that goes on",
        "for item in y:\n    if x is None:\n        raise ValueError\n    x = item",
        "Can raise `ValueError`, if `x` is `None`.",
    ),
    (
        "one part that a reader cannot know",
        "for item in y:\n    z = item\nif x is None and z:\n    raise ValueError",
        "Raises `ValueError` if `x` is `None` and `z` is truthy, where `z` is an item of `y`.",
    ),
    (
        "nothing of the test that decides",
        "if x is None:\n    for item in y:\n        z = item\n    if z:\n        raise ValueError",
        "Raises `ValueError` if `x` is `None` and `z` is truthy, where `z` is an item of `y`.",
    ),
    (
        "what another part implies",
        "if x is not None:\n    if x == 'a' and x != 'b':\n        raise ValueError",
        'Raises `ValueError` if `x` is `"a"`.',
    ),
    (
        "what no other part implies",
        "if x is not None:\n    if x != 'a' and y == 'b':\n        raise ValueError",
        'Raises `ValueError` if `x` is not `None`, `x` is not `"a"` and `y` is `"b"`.',
    ),
    (
        "more parts than a reader can hold: the inner ones, which are not enough",
        "if x.a and x.b:\n    if x.c and x.d and x.e:\n        raise ValueError",
        "Can raise `ValueError`, if `x.b` is truthy, `x.c` is truthy, `x.d` is truthy and `x.e` is truthy.",
    ),
    (
        "negation of a mixed test",
        "if not (x == 1 or (y and x is None)):\n    raise ValueError",
        "Raises `ValueError` if `x` is not `1`, and either `y` is falsy or `x` is not `None`.",
    ),
    (
        "local in the caller's terms",
        "size = y - 1\nif size < 0:\n    raise ValueError",
        "Raises `ValueError` if `y - 1` is less than `0`.",
    ),
    (
        "local that changed in place",
        "found = []\nfound.append(x)\nif found is None:\n    raise ValueError",
        "Raises `ValueError` if `found` is `None`.",
    ),
    (
        "local that is explained",
        "y()\ngot = x[0]\ny(got)\nif got > 3:\n    raise ValueError",
        "Can raise `ValueError`, if `got` is greater than `3`, where `got` is `x[0]`.",
    ),
    (
        "local that is set twice",
        "text = ''\nif x:\n    text = y\nif text:\n    raise ValueError",
        "Raises `ValueError` if `text` is truthy.",
    ),
    (
        "local of other locals",
        "for item in x:\n    y(item)\ngot = item[0]\ny(got)\nif got > 3:\n    raise ValueError",
        "Can raise `ValueError`, if `got` is greater than `3`, where `got` is `item[0]`.",
    ),
    (
        "alternatives of which one is incomplete",
        (
            "for item in x:\n    if item:\n        break\n    return 1\n"
            "if x is None:\n    raise ValueError\nif y is None:\n    raise ValueError"
        ),
        "Can raise `ValueError`, if `x` is `None`, or if `y` is `None`.",
    ),
    (
        "one condition that is incomplete",
        "for item in x:\n    if item:\n        break\n    return 1\nif x is None:\n    raise ValueError",
        "Can raise `ValueError`, if `x` is `None`.",
    ),
    (
        "flag of two branches",
        (
            "text = ''\nif 4 <= x < 5:\n    text = f'a {y}'\nelif x == 9:\n    text = 'b'\n"
            "if text:\n    raise ValueError(text)"
        ),
        "Raises `ValueError` if `x` is at least `4` and less than `5`, or `x` is `9`.",
    ),
    (
        "flag that may stay empty",
        "text = ''\nif x == 4:\n    text = f'{y}'\nif text:\n    raise ValueError(text)",
        "Raises `ValueError` if `text` is not empty.",
    ),
    (
        "flag that a loop sets",
        "text = ''\nfor item in y:\n    if x:\n        text = 'a'\nif text:\n    raise ValueError(text)",
        "Raises `ValueError` if `text` is not empty.",
    ),
    (
        "re-raised unless of its class",
        (
            "try:\n    y()\nexcept (OSError, KeyError) as error:\n"
            "    if isinstance(error, LookupError):\n        return\n    raise"
        ),
        (
            "Can re-raise `OSError`, if `y()` raises `OSError` or `KeyError`, "
            "and `error` is not an instance of `LookupError`."
        ),
    ),
    (
        "attribute of an argument that is set before",
        "x.a = y\nif x.a is None:\n    raise ValueError",
        "Can raise `ValueError`, if `x.a` is `None`.",
    ),
    (
        "another attribute of an argument",
        "x.b = y\nif x.a is None:\n    raise ValueError",
        "Raises `ValueError` if `x.a` is `None`.",
    ),
    (
        "an import that fails",
        "if x is None:\n    try:\n        import json\n    except ImportError:\n        raise ValueError",
        "Raises `ValueError` if `json` cannot be imported and `x` is `None`.",
    ),
    ("caught by itself", "try:\n    raise ValueError\nexcept ValueError:\n    pass", None),
    ("caught as a base", "try:\n    raise KeyError\nexcept LookupError:\n    pass", None),
    ("not caught", "try:\n    raise KeyError(x)\nexcept ValueError:\n    pass", "Always raises `KeyError`."),
    ("caught by an unknown class", "try:\n    raise KeyError(x)\nexcept y:\n    pass", None),
    ("suppressed", "import contextlib\nwith contextlib.suppress(KeyError):\n    raise KeyError", None),
    ("dropped by finally", "try:\n    raise KeyError\nfinally:\n    return 1", None),
    (
        "translated",
        "try:\n    return int(x)\nexcept ValueError as error:\n    raise KeyError(x) from error",
        "Raises `KeyError` if `x` cannot be read as an integer.",
    ),
    (
        "translated from many",
        "try:\n    y = x[0]\n    return int(y)\nexcept ValueError as error:\n    raise KeyError from error",
        "Can raise `KeyError`, if one of its steps raises `ValueError`.",
    ),
    (
        "re-raised",
        "try:\n    y = x[0]\n    return int(y)\nexcept OSError:\n    if y:\n        raise\n    return 0",
        "Can re-raise `OSError`, if `y` is truthy.",
    ),
    ("anything re-raised", "try:\n    return y(x)\nexcept Exception:\n    raise", None),
    (
        "or beside a handler",
        "try:\n    return int(x)\nexcept ValueError:\n    if x or y:\n        raise KeyError",
        "Raises `KeyError` if `x` cannot be read as an integer, and either `x` is truthy or `y` is truthy.",
    ),
    (
        "a later handler catches what an unknown one may let through",
        "try:\n    raise KeyError(x)\nexcept y:\n    raise\nexcept KeyError:\n    pass",
        None,
    ),
    (
        "no later handler catches what an unknown one may let through",
        "try:\n    raise KeyError(x)\nexcept y:\n    raise\nexcept ValueError:\n    pass",
        "Always raises `KeyError`.",
    ),
    (
        "re-raised into an outer handler",
        (
            "import ssl\ntry:\n    try:\n        y()\n    except ssl.SSLError:\n        raise\n"
            "except x:\n    raise\nexcept ssl.SSLError:\n    pass"
        ),
        None,
    ),
    ("a variable", "raise x", None),
    (
        "a nested function",
        "def inner():\n    raise ValueError\nreturn inner",
        "`inner` (which `f` returns) always raises `ValueError`.",
    ),
]


@pytest.mark.parametrize(("body", "expected"), [row[1:] for row in RAISES], ids=[row[0] for row in RAISES])
def test_raises(tmp_path: Path, body: str, expected: str | None) -> None:
    indented = "\n".join(f"    {line}" for line in body.splitlines())
    assert fact(tmp_path, "Raises", f"def f(x, y):\n{indented}\n") == expected


def test_a_condition_in_code_has_no_double_negation(tmp_path: Path) -> None:
    code = """
    def f(x, y):
        if not x:
            return 1
        if y is None or y > 3:
            raise ValueError
    """
    assert fact(tmp_path, "Raises", code) == (
        "Raises `ValueError` if `x` is truthy, and either `y` is `None` or `y` is greater than `3`."
    )


ACTING = [
    (
        "Files",
        "r = requests.get(x)\nif r.ok:\n    open(y)",
        "Opens `y` for reading as text, if the server answers with a status below `400`.",
    ),
    ("Files", "item = x.get()\nos.remove(item)", "Deletes the file `item`, where `item` is `x.get()`"),
    ("Files", "os.remove(x.strip())", "Deletes the file `x.strip()`"),
    ("Files", "p = os.path.join(x, y)\nos.remove(p)", "Deletes the file `os.path.join(x, y)`"),
    (
        "Raises",
        "now = time.monotonic()\nif time.monotonic() > now + x:\n    raise ValueError",
        "`now` is an earlier result of `time.monotonic()`",
    ),
    ("Network", "m = EmailMessage()\nsmtplib.SMTP(x).send_message(m)", "Sends the e-mail message `m`"),
]


@pytest.mark.parametrize(("label", "body", "expected"), ACTING)
def test_what_acts_is_told_once(tmp_path: Path, label: str, body: str, expected: str) -> None:
    head = "import os, requests, smtplib, time\nfrom email.message import EmailMessage\n"
    text = fact(tmp_path, label, f"{head}def f(x, y):\n{indent(body, '    ')}\n")
    assert expected in (text or "")


REPLACED = [
    ("x = x + '.txt'\nos.remove(x)", 'Deletes the file `x + ".txt"`.'),
    ("with y(os.remove(x)) as x:\n    pass", "Deletes the file `x`."),
    ("if y:\n    x = '/tmp/a'\n    os.remove(x)", 'Deletes the file `"/tmp/a"`, if `y` is truthy.'),
    (
        "if not y:\n    x = x + '.txt'\nos.remove(x)",
        "Deletes the file `x`.",
    ),
    ("x = x.fetch()\nos.remove(x)", "Deletes the file `x`, where `x` has been replaced by `x.fetch()`."),
    ("while y:\n    os.remove(x)\n    x = '/tmp/a'", "Deletes the file `x`, in a loop."),
    ("for p in x:\n    os.remove(p)", "Deletes the file `p`, for each `p` in `x`."),
    (
        "for p in x:\n    if p == y:\n        os.remove(p)",
        "Deletes the file `p`, for each `p` in `x` for which `p` equals `y`.",
    ),
    ("os.remove(x)\nx = '/tmp/a'", "Deletes the file `x`."),
    (
        "try:\n    x = x.a\nexcept KeyError:\n    os.remove(x)",
        "Deletes the file `x`, if `x.a` raises `KeyError`.",
    ),
]


@pytest.mark.parametrize(("body", "expected"), REPLACED)
def test_what_is_bound_again_is_not_the_callers(tmp_path: Path, body: str, expected: str) -> None:
    text = fact(tmp_path, "Files", f"import os\ndef f(x, y):\n{indent(body, '    ')}\n") or ""
    assert text.endswith(expected)


IN_PLACE = [
    ("heapq.heappush(self.q, x)", "Changes `self.q`."),
    ("q = self.q\nheappop(q)", "Changes `self.q`."),
    ("pop = heappop\npop(self.q)", "Changes `self.q`."),
    ("self.q.sort()", "Changes `self.q`."),
    ("self.q[x] = 1", "Changes `self.q`."),
    ("self.q.a[0] = 1", "Changes `self.q`."),
    ("setattr(self, 'q', x)", "Changes `self.q`."),
    ("self.q = 1\nsetattr(self, x, 1)", "Changes `self.q` and further attributes."),
    ("x.headers['a'] = 1", "Changes its argument `x` in place."),
    ("self[x] = 1", "Changes `self.held`."),
    # Near misses: another object, or nobody knows
    ("q = list(self.q)\nheappop(q)", None),
    ("q = self.q\nq = []\nq.append(1)", None),
    ("self.q.remove(x)", None),
    ("sorted(self.q)", None),
    ("x.append(1)", None),
]


@pytest.mark.parametrize(("body", "expected"), IN_PLACE)
def test_changes_in_place(tmp_path: Path, body: str, expected: str | None) -> None:
    head = "import heapq\nfrom heapq import heappop\nclass C:\n"
    method = "    def __setitem__(self, k, v):\n        self.held = v\n"
    code = f"{head}{method}    def f(self, x):\n{indent(body, '        ')}\n"
    assert fact(tmp_path, "State", code, "C.f") == expected


def test_a_test_of_what_is_filled_afterwards_is_no_condition(tmp_path: Path) -> None:
    code = """
    class C:
        def f(self, x):
            if self.q:
                return self.q.popleft()
            if not x:
                return None
            self.q.append(x)
            if self.q:
                return 1
            return None
    """
    assert fact(tmp_path, "None", code, "C.f") == (
        "Returns `None` if `self.q` is falsy and `x` is falsy. Can return `None`, if `self.q` is falsy."
    )


IN_CASES = [
    ("if x:\n    open(y)\nelse:\n    open(y)", "Opens `y` for reading as text."),
    (
        "if x == 1:\n    open(y)\nif x == 2:\n    open(y)",
        "Opens `y` for reading as text, if `x` is `1`, or if `x` is `2`.",
    ),
    (
        "if x:\n    open(y)\nelse:\n    open(x)",
        "Opens `y` for reading as text, if `x` is truthy. Opens `x` for reading as text, if `x` is falsy.",
    ),
]


@pytest.mark.parametrize(("body", "expected"), IN_CASES)
def test_one_thing_in_several_cases_is_one_sentence(tmp_path: Path, body: str, expected: str) -> None:
    assert fact(tmp_path, "Files", f"def f(x, y):\n{indent(body, '    ')}\n") == expected


def test_many_methods_that_creation_calls_are_told_once(tmp_path: Path) -> None:
    methods = "".join(f"    def m{n}(self):\n        open('{n}')\n" for n in range(3))
    code = f"class C:\n    def __init__(self):\n        self.m0(); self.m1(); self.m2()\n{methods}"
    assert fact(tmp_path, "Creation", code, "C") == (
        "`C(...)` can call `m0`, `m1` and `m2`, so that what is said of these holds for it too."
    )
    assert "also called" not in (fact(tmp_path, "Files", code, "C") or "")


def test_each_creation_has_the_methods_that_it_calls(tmp_path: Path) -> None:
    methods = "".join(f"    def m{n}(self):\n        open('{n}')\n" for n in range(2))
    code = f"class C:\n    def __init__(self):\n        self.m0(); self.m1()\n{methods}"
    other = "class D:\n    def __init__(self):\n        self.n()\n    def n(self):\n        open('n')\n"
    assert fact(tmp_path, "Creation", f"{code}{other}", "") == (
        "`C(...)` can call `C.m0` and `C.m1`, so that what is said of these holds for it too."
        " `D(...)` can call `D.n`, so that what is said of this holds for it too."
    )


def test_logging_is_told_of_the_page_as_a_whole(tmp_path: Path) -> None:
    def code(count: int) -> str:
        functions = "".join(f"def f{n}():\n    logging.error('x')\n" for n in range(count))
        return f"import logging\n{functions}def _p():\n    logging.error('y')\ndef f9(): _p()\n"

    assert fact(tmp_path, "Logging", code(4), "") == "Logs errors."
    named = code(1).replace("import logging", "import logging\nlog = logging.getLogger('shop')")
    assert fact(tmp_path, "Logging", named, "") == 'Logs errors to the logger `"shop"`.'


def test_a_variable_that_a_callee_changes_is_changed_by_its_caller(tmp_path: Path) -> None:
    code = "held = []\ndef g():\n    held.append(1)\ndef f(x):\n    g()\ndef h():\n    return f\n"
    assert fact(tmp_path, "State", code) == "Changes the module variable `held`."
    assert fact(tmp_path, "State", code, "h") is None


NESTED = """
import os, threading
def f(path, quiet=False):
    def drop():
        os.remove(path)
    def shown():
        os.mkdir(path)
    def later():
        os.rmdir(path)
    if not quiet:
        drop()
    threading.Thread(target=later).start()
    return shown
def g(path):
    os.remove(path)
"""


@pytest.mark.parametrize(
    "expected",
    [
        "`drop` (called by `f` if `quiet` is falsy) deletes the file `path`.",
        "`later` (a background task that `f` sets up) deletes the empty directory `path`.",
        "`shown` (which `f` returns) creates the directory `path`.",
    ],
)
def test_what_a_nested_function_touches_is_told_with_the_way_to_it(tmp_path: Path, expected: str) -> None:
    assert expected in (fact(tmp_path, "Files", NESTED) or "")
    assert fact(tmp_path, "Files", NESTED, "g") == "Deletes the file `path`."


def test_a_nested_name_that_is_bound_again_is_no_nested_function(tmp_path: Path) -> None:
    code = "import os\ndef f(path, drop):\n    drop()\n    def g(drop):\n        drop(os.remove)\n    g(1)\n"
    assert fact(tmp_path, "Files", code) is None


@pytest.mark.parametrize(
    ("call", "method"),
    [
        ("self[1] = 2", "__setitem__"),
        ("del self[1]", "__delitem__"),
        ("return self[1]", "__getitem__"),
        ("return len(self)", "__len__"),
        ("return 1 in self", "__contains__"),
        ("with self:\n            pass", "__enter__"),
        ("for x in self:\n            pass", "__iter__"),
    ],
)
def test_syntax_runs_special_methods(tmp_path: Path, call: str, method: str) -> None:
    code = f"""
class C:
    def {method}(self, *args):
        self.seen = args
    def f(self):
        {call}
    def near(self, other):
        {call.replace("self", "other")}
"""
    found = fact(tmp_path, "State", code, "C") or ""
    assert "`f`" in found
    assert "`near`" not in found.replace("`near` changes its argument `other` in place.", "")


REACHED = """
import os
from threading import Thread
class C:
    def __init__(self):
        self.load()
        Thread(target=self._run)
    def load(self):
        open("a")
    def _run(self):
        self.last = open("b")
    def store(self, key):
        open(self._name(key))
    def fetch(self, key):
        return self._name(key)
    def _name(self, key):
        return os.path.join(self._root(), key)
    def _root(self):
        return os.environ["ROOT"]
    def remove(self):
        self._root()
    def _unused(self):
        open("c")
"""


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Files", '`load` (also called by `C(...)`) opens `"a"` for reading as text'),
        ("Files", '`_run` (a background task that `C(...)` sets up) opens `"b"`'),
        ("State", "`_run` (a background task that `C(...)` sets up) changes `self.last`"),
        ("Environment", "`_root` (called by `store`, `fetch` and `remove`) reads"),
    ],
)
def test_everything_that_runs_a_function_is_named(tmp_path: Path, label: str, expected: str) -> None:
    found = fact(tmp_path, label, REACHED, "C") or ""
    assert expected in found
    assert "_unused" not in found


def test_a_variable_that_a_loop_names_may_well_exist(tmp_path: Path) -> None:
    code = """
    import os
    def f():
        for name in os.environ:
            print(os.environ[name])
    """
    assert "KeyError" not in (fact(tmp_path, "Environment", code) or "KeyError")


def test_raises_of_own_classes_and_their_relation(tmp_path: Path) -> None:
    code = """
    class AppError(Exception): ...
    class BusyError(AppError): ...
    def f(x: int):
        try:
            if x < 0:
                raise AppError
        except BusyError:
            return
        if x > 9:
            raise BusyError
    """
    assert fact(tmp_path, "Raises", code) == (
        "Raises `AppError` if `x` is less than `0`, and `BusyError` if `x` is greater than `9`. "
        "`BusyError` is a subclass of `AppError`."
    )


def test_passes_on_what_a_callee_raises(tmp_path: Path) -> None:
    code = """
    def g(x):
        if x is None:
            raise KeyError(x)
    def f(x):
        return g(x)
    """
    assert fact(tmp_path, "Raises", code) == "Passes on `KeyError` from `g`."


@pytest.mark.parametrize("body", ["try:\n        g()\n    except LookupError:\n        pass", "return g"])
def test_does_not_pass_on_what_is_caught_or_not_called(tmp_path: Path, body: str) -> None:
    assert fact(tmp_path, "Raises", f"def g():\n    raise KeyError\ndef f():\n    {body}\n") is None


@pytest.mark.parametrize(
    ("callee", "call", "passes"),
    [
        ("g(x, strict=False):\n    if strict:\n        raise KeyError", "g(x)", False),
        ("g(x, strict=False):\n    if strict:\n        raise KeyError", "g(x, strict=True)", True),
        ("g(x, strict=False):\n    if strict:\n        raise KeyError", "g(x, y)", True),
        ("g(x, strict=False):\n    if strict:\n        raise KeyError", "g(*x)", True),
        ("g(x, strict=False):\n    if strict:\n        raise KeyError", "g(x, **y)", True),
        ("g(x, s=False):\n    s = s or x\n    if s:\n        raise KeyError", "g(x)", True),
        ("g(x, *, check=False):\n    if check and not x:\n        raise KeyError", "g(x)", False),
        ("g(x, *, check=False):\n    if check or not x:\n        raise KeyError", "g(x)", True),
        ("g(x, create=True):\n    if create:\n        return\n    raise KeyError", "g(x)", False),
        ("g(x, create=True):\n    if create:\n        return\n    raise KeyError", "g(x, False)", True),
        ("g(x, y=None):\n    if y is not None:\n        raise KeyError", "g(x)", False),
        ("g(x, y=None):\n    if y is None:\n        raise KeyError", "g(x, [])", False),
        ("g(x, y=None):\n    if y is None:\n        raise KeyError", "g(x, y.pop())", True),
        ("g(x, y=1):\n    if y > 3:\n        raise KeyError", "g(x, 2)", False),
        ("g(x, y=1):\n    if y > 3:\n        raise KeyError", "g(x, 4)", True),
        ("g(x, y=1):\n    x.y = y\n    if x.y > 3:\n        raise KeyError", "g(x)", True),
        ("g(x, y=9):\n    if not 1 <= y <= 5:\n        raise KeyError", "g(x, 3)", False),
        ("g(x, y=9):\n    if not 1 <= y <= 5:\n        raise KeyError", "g(x)", True),
        ("g(x, y=None):\n    if y is not None:\n        y = x\n        raise KeyError", "g(x)", False),
        (
            "g(x, y=None):\n    if y:\n        y = x\n        if len(y) > 3:\n            raise KeyError",
            "g(x)",
            False,
        ),
        ("g(x, y=None):\n    y = y or x\n    if y is not None:\n        raise KeyError", "g(x)", True),
        ("g(x):\n    if len(x) != 16:\n        raise KeyError", "g(Known())", False),
        ("g(x):\n    if len(x) != 16:\n        raise KeyError", "g(y.read())", True),
        ("g(x):\n    if not isinstance(x, (str, bytes)):\n        raise KeyError", "g('a')", False),
        ("g(x):\n    if not isinstance(x, (str, bytes)):\n        raise KeyError", "g(Known())", True),
        ("g(x):\n    if not isinstance(x, Known):\n        raise KeyError", "g(Known())", False),
    ],
)
def test_passes_on_only_what_the_arguments_allow(
    tmp_path: Path, callee: str, call: str, passes: bool
) -> None:
    code = f"class Known: ...\ndef {callee}\ndef f(x, y):\n    return {call}\n"
    assert fact(tmp_path, "Raises", code) == ("Passes on `KeyError` from `g`." if passes else None)


@pytest.mark.parametrize(
    ("body", "passes"),
    [
        ("while self.full():\n    self.wait()\nreturn self.put_now(x)", False),
        ("if not self.full():\n    return self.put_now(x)", False),
        ("if self.full():\n    return self.put_now(x)", True),
        ("if self.empty():\n    self.wait()\nreturn self.put_now(x)", True),
        ("if x is None:\n    return\nself.check(x)", False),
        ("if x is None:\n    return\nself.check(self.other)", True),
        ("self.check(x)\nif x is None:\n    return", True),
    ],
)
def test_does_not_pass_on_what_it_has_tested_itself(tmp_path: Path, body: str, passes: bool) -> None:
    indented = "".join(f"        {line}\n" for line in body.splitlines())
    code = f"""
class Q:
    def put(self, x):
{indented}
    def put_now(self, item):
        if self.full():
            raise KeyError
    def check(self, item):
        if item is None:
            raise KeyError
"""
    assert ("`put` passes on `KeyError`" in (fact(tmp_path, "Raises", code, "Q") or "")) is passes


@pytest.mark.parametrize(
    ("kept", "passes"),
    [
        ("self.chain = chain", False),
        ("self.chain = x", True),
        ("self.chain += chain", True),
        ("self.chain, self.x = chain", True),
        ("self.chain = chain\n        self.chain = x", True),
    ],
)
def test_what_a_constructor_keeps_of_its_arguments(tmp_path: Path, kept: str, passes: bool) -> None:
    code = f"""
class Kept:
    def __init__(self, x, chain=False):
        {kept}
        if self.chain:
            raise KeyError
def f(x):
    return Kept(x)
"""
    assert fact(tmp_path, "Raises", code) == ("Passes on `KeyError` from `Kept(...)`." if passes else None)


def test_a_coroutine_passes_on_only_what_it_awaits(tmp_path: Path) -> None:
    code = "async def g():\n    raise KeyError\nasync def f():\n    {}\n"
    assert fact(tmp_path, "Raises", code.format("await g()")) == "Passes on `KeyError` from `g`."
    assert fact(tmp_path, "Raises", code.format("return g()")) is None


def test_raises_of_a_known_call(tmp_path: Path) -> None:
    code = """
    import requests
    def f(url):
        response = requests.get(url)
        response.raise_for_status()
    """
    assert "HTTPError` if the response status is" in (fact(tmp_path, "Raises", code) or "")


def test_members_that_share_a_condition_share_a_sentence(tmp_path: Path) -> None:
    code = """
    class C:
        def a(self, n: int):
            if n < 1:
                raise ValueError
        def b(self, n: int):
            if n < 1:
                raise ValueError
    """
    assert fact(tmp_path, "Raises", code, "C") == "`a` and `b` raise `ValueError` if `n` is less than `1`."


def test_long_lists_are_counted(tmp_path: Path) -> None:
    guards = "".join(f"    if x == {n}:\n        raise E{n}(x)\n" for n in range(24))
    classes = "".join(f"class E{n}(Exception): ...\n" for n in range(24))
    text = fact(tmp_path, "Raises", f"{classes}def f(x):\n{guards}") or ""
    assert text.endswith("Can also raise `E16`, `E17`, `E18`, `E19`, `E20`, `E21`, `E22` and `E23`.")


DJANGO = "from django.db import transaction\nfrom shop.models import Order\ndef f():\n    {}"
PAIRS = [
    (
        "Environment",
        "import os\ndef f(x: str):\n    return x or os.environ['KEY']",
        "Reads the environment variable `KEY` if `x` is empty; without that variable it raises `KeyError`.",
    ),
    (
        "Environment",
        "import os\ndef f():\n    return os.environ.get('KEY', 'a')",
        'Reads the environment variable `KEY`; without that variable the value is `"a"`.',
    ),
    (
        "Environment",
        "import os\ndef f(x):\n    return os.environ.get('KEY') or x",
        "Reads the environment variable `KEY`.",
    ),
    (
        "Environment",
        "import os\ndef f():\n    try:\n        return os.environ['KEY']\n    except KeyError:\n        pass",
        "Reads the environment variable `KEY`.",
    ),
    (
        "Environment",
        "import os\ndef f(x):\n    os.environ['KEY'] = x",
        "Sets the environment variable `KEY`.",
    ),
    ("Environment", "def f(environ):\n    return environ['KEY']", None),
    (
        "Files",
        "def f(path):\n    with open(path) as file:\n        return file.read()",
        "Opens `path` for reading as text.",
    ),
    (
        "Files",
        "def f(path, x: bool):\n    if x:\n        open(path, 'w').close()",
        "Opens `path` for writing text, replacing any content, if `x` is true.",
    ),
    ("Files", "def f(path, open):\n    open(path)", None),
    ("Files", "import os\ndef f(path):\n    return os.path.exists(path)", None),
    (
        "Subprocesses",
        "import subprocess\ndef f():\n    subprocess.run(['ls'])",
        "Runs `ls` and waits until it ends.",
    ),
    ("State", "def f(rows: list):\n    rows.append(1)", "Changes its argument `rows` in place."),
    (
        "State",
        "def f(rows, x):\n    if x:\n        rows['a'] = 1",
        'Can set `["a"]` of its argument `rows`.',
    ),
    ("State", "def f(rows: list):\n    rows = list(rows)\n    rows.append(1)", None),
    ("State", "def f(*rows):\n    rows.append(1)", None),
    ("State", "def f(rows):\n    rows.append(1)", None),
    (
        "None",
        "def f(x):\n    if x is None:\n        return None\n    return 1",
        "Returns `None` if `x` is `None`.",
    ),
    (
        "None",
        "def f(x):\n    for item in x:\n        if item:\n            return item",
        "Returns `None` if no `item` in `x` is truthy.",
    ),
    ("None", "def f(x):\n    if x:\n        return 1\n    raise ValueError", None),
    ("None", "def f(x):\n    if x:\n        return 1\n    x.y = 2", "Returns `None` if `x` is falsy."),
    (
        "None",
        (
            "def f(x, y):\n    for _, item in y:\n        if item:\n            return\n    if x:\n"
            "        return None\n    return 1"
        ),
        (
            "Returns `None` if `x` is truthy and its loop over `y` ends without returning. Can return "
            "`None`, if `item` is truthy, where `item` is from `y`."
        ),
    ),
    (
        "None",
        "def f(x):\n    with x:\n        if x.y:\n            return 1",
        "Returns `None` if `x.y` is falsy.",
    ),
    ("None", "def f(x):\n    return 1 if x else None", "Returns `None` if `x` is falsy."),
    ("None", "def f(x):\n    while True:\n        if x():\n            return 1", None),
    (
        "None",
        "def f(x):\n    while x():\n        if x.y:\n            return 1",
        "Can return `None`, if it ends without a `return` statement.",
    ),
    ("None", "import sys\ndef f(x):\n    if x:\n        return 1\n    sys.exit(2)", None),
    ("None", "def f(x):\n    try:\n        return x()\n    finally:\n        x.close()", None),
    (
        "Errors",
        (
            "import requests\ndef f(url):\n    try:\n        return requests.get(url).json()\n"
            "    except Exception as e:\n        print(e)\n        return None"
        ),
        "Catches any `Exception`: it is printed, and the result is `None`.",
    ),
    (
        "Errors",
        (
            "def f(x):\n    y = x.start()\n    try:\n        y.read()\n        y.write()\n"
            "    except:\n        pass\n    return y"
        ),
        "Catches any exception from `y.read` and `y.write`: it is ignored.",
    ),
    (
        "Errors",
        (
            "def f(x, logger):\n    for y in x:\n        try:\n            y.read()\n"
            "        except Exception:\n            logger.error('no')\n            continue"
        ),
        "Catches `Exception` from `y.read`: a message is logged, and the loop goes on.",
    ),
    ("Errors", "def f(x):\n    try:\n        x()\n    except Exception:\n        raise", None),
    (
        "Network",
        (
            "import requests\ndef f(text, user):\n    url = 'https://a.org/v1'\n"
            "    data = {'prompt': text, 'userId': user}\n"
            "    requests.post(url, json=data, headers={'accept': '*/*'})"
        ),
        ('Sends a `POST` request to `"https://a.org/v1"`.'),
    ),
    (
        "Network",
        (
            "import requests\nAPI = 'https://a.org'\ndef f(user):\n    url = f'{API}/u/{user}'\n"
            "    requests.get(url)"
        ),
        'Sends a `GET` request to `"https://a.org/u/{user}"`.',
    ),
    (
        "Network",
        (
            "import requests\ndef f(user, url):\n    data = {'a': 1}\n    data[user] = 2\n"
            "    requests.post(url, json=data)"
        ),
        "Sends a `POST` request to `url`.",
    ),
    (
        "Network",
        "import requests\nAPI_KEY = 'sk-1234567890'\ndef f():\n    requests.get(f'https://a.org/{API_KEY}')",
        'Sends a `GET` request to `"https://a.org/{API_KEY}"`.',
    ),
    (
        "Network",
        "import requests\ndef load(url):\n    return requests.get(url)\ndef f(url):\n    return load(url)",
        "Sends a `GET` request to `url`, through `load`.",
    ),
    ("Network", "def load(url):\n    return url\ndef f(url):\n    return load(url)", None),
    (
        "Files",
        "def load(p):\n    return open(p)\ndef f(p):\n    return load(p)",
        "Opens `p` for reading as text, through `load`.",
    ),
    (
        "Environment",
        "from dotenv import load_dotenv\ndef f():\n    load_dotenv()",
        "Loads environment variables from the file `.env`.",
    ),
    (
        "Environment",
        "import os\ndef _flag(name):\n    return os.environ.get(name)\ndef f():\n    return _flag('SAFE')",
        (
            "`_flag` (called by `f`) reads the environment variable `SAFE`; without that variable "
            "the value is `None`."
        ),
    ),
    (
        "Environment",
        "import os\ndef _flag(name):\n    return os.environ.get(name)\ndef f(x):\n    return _flag(x)",
        "`_flag` (called by `f`) reads the environment variable that `name` names",
    ),
    (
        "Environment",
        "import os\ndef f():\n    return [os.environ.get(n) for n in 'ab']",
        "Reads the environment variable that `n` names",
    ),
    (
        "Errors",
        (
            "import requests\ndef f(x):\n    try:\n        return requests.get(x)\n"
            "    except requests.Timeout as e:\n        return str(e)\n"
            "    except Exception as e:\n        return str(e)"
        ),
        "Catches any `Exception`: the result is then `str(e)`.",
    ),
    (
        "Environment",
        "import os\ndef f(x):\n    x = x or os.environ['A']\n    return x",
        "Reads the environment variable `A` if `x` is falsy",
    ),
    ("Terminal", "def f(x):\n    print(x)", "Prints to standard output."),
    ("Terminal", "def f(x):\n    if x:\n        print(x)", "Prints to standard output if `x` is truthy."),
    ("Terminal", "import sys\ndef f(x):\n    print(x, file=sys.stderr)", "Prints to the error output."),
    ("Terminal", "def f(x):\n    print(x, file=x)", None),
    ("Terminal", "import sys\ndef f():\n    return sys.stdin.read()", "Reads standard input."),
    ("Terminal", "import sys\ndef f():\n    for line in sys.stdin:\n        pass", "Reads standard input."),
    ("Terminal", "import sys\ndef f():\n    return sys.stdin.isatty()", None),
    ("Exit status", "import os\ndef f():\n    os._exit(3)", "Exits with the status `3`."),
    ("Database", DJANGO.format("Order.objects.create(a=1)"), "Creates a record of `Order`."),
    ("Database", DJANGO.format("o = Order(a=1)\n    o.save()"), "Saves a record of `Order`."),
    ("Database", DJANGO.format("Order.objects.filter(a=1).delete()"), "Deletes records of `Order`."),
    ("Database", DJANGO.format("return Order.objects.get(a=1)"), "Reads records of `Order`."),
    ("Database", "from shop.nets import Net\ndef f():\n    net = Net()\n    net.save()", None),
    ("Database", "from shop.models import Net\ndef f():\n    net = Net()\n    net.save()", None),
    (
        "Terminal",
        "def f():\n    return input('Name: ')",
        'Asks the user for a line of text at the prompt `"Name: "`.',
    ),
    ("Waiting", "import time\ndef f(x):\n    time.sleep(3)", "Waits `3` seconds."),
    (
        "Waiting",
        (
            "import time\ndef f(x):\n    for n in range(3):\n        try:\n            return x()\n"
            "        except OSError:\n            time.sleep(3)"
        ),
        None,
    ),
    (
        "Random",
        "import random\ndef f(x):\n    return random.choice(x)",
        "Can draw random values, by `random.choice`.",
    ),
    ("Random", "import uuid\ndef f(x):\n    return uuid.uuid4()", None),
    ("Dynamic code", "def f(x):\n    return eval(x)", "Evaluates `x` as Python code."),
    ("Dynamic code", "def f(x):\n    return eval('1 + 1')", None),
    (
        "Requirements",
        "import json\nimport bs4\ndef f():\n    import torch",
        "Needs `bs4` (package `beautifulsoup4`), not part of the standard library. Imports `torch` only",
    ),
    (
        "Requirements",
        "try:\n    import bs4\nexcept ImportError:\n    bs4 = None\ndef f(): pass",
        "Can also use `bs4` (package `beautifulsoup4`).",
    ),
    (
        "Requirements",
        "try:\n    import redis\nexcept ImportError as e:\n    raise OSError from e\ndef f(): pass",
        "Needs `redis`, not part of the standard library.",
    ),
    (
        "Requirements",
        "import winreg\ndef f(): pass",
        "Runs on Windows only, as it imports `winreg`.",
    ),
    (
        "Requirements",
        "import requests, fcntl\ndef f(): pass",
        "Needs `requests`, not part of the standard library. Does not run on Windows, as it imports `fcntl`.",
    ),
    (
        "Requirements",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import bs4\ndef f(): pass",
        None,
    ),
    (
        "State",
        "TOTAL = 0\ndef f(x):\n    global TOTAL\n    TOTAL += x",
        "Changes the module variable `TOTAL`.",
    ),
    (
        "State",
        "SEEN = {}\ndef f(x):\n    if x:\n        SEEN[x] = 1",
        "Can change the module variable `SEEN`.",
    ),
    ("State", "SEEN = {}\ndef f(x):\n    SEEN = {}\n    SEEN[x] = 1", None),
    (
        "Errors",
        "def f(x, y):\n    try:\n        x()\n    except Exception:\n        if y:\n            raise",
        None,
    ),
    (
        "Errors",
        (
            "def f(x, y):\n    try:\n        x()\n    except Exception:\n        if y:\n            raise\n"
            "        x.close()"
        ),
        (
            "Catches any `Exception`: an exception is raised if `y` is truthy; otherwise: "
            "`x.close()` is called."
        ),
    ),
    (
        "Errors",
        (
            "def f(x):\n    try:\n        print(x[1])\n    except Exception:\n        print('no')\n"
            "    try:\n        y = x['a']\n    except KeyError:\n        y = None\n    return y"
        ),
        (
            "Catches `Exception` from `x[1]`: a message is printed, and nothing is raised. Catches "
            "`KeyError` from "
            '`x["a"]`: the result is then `None`.'
        ),
    ),
    (
        "Errors",
        "import sys\ndef f(x):\n    try:\n        x()\n    except Exception:\n        sys.exit(1)",
        None,
    ),
    ("Errors", "def f(x):\n    try:\n        return x['a']\n    except KeyError:\n        return None", None),
    ("Errors", "def f(x):\n    try:\n        import json\n    except Exception:\n        json = None", None),
    ("None", "def f(x):\n    x.append(1)\n    return None", None),
    ("None", "def f(x):\n    if x:\n        return\n    yield 1", None),
    ("Unused", "def f(a, b):\n    return a", "Accepts `b` but never reads it."),
    ("Unused", "def f(a, **options):\n    return a", "Accepts `options` but never reads it."),
    ("Unused", "def f(a, b):\n    def g():\n        return b\n    return g, a", None),
    ("Unused", "def f(a, b):\n    return locals()", None),
    ("Unused", "def f(a, _b):\n    return a", None),
    ("Unused", "def f(a, b):\n    raise NotImplementedError", None),
    ("Unused", "def f(a, b):\n    '''Later.'''\n    ...", None),
    (
        "Types",
        "from typing import Literal\ndef f(mode: Literal['r', 'w']):\n    return mode",
        '`mode` takes `"r"` or `"w"`.',
    ),
    ("Types", "def f(mode: str):\n    return mode", None),
    (
        "Blocking",
        "import time\nasync def f():\n    time.sleep(1)",
        "Calls `time.sleep(1)` without `await`, which blocks the event loop.",
    ),
    ("Blocking", "import time\ndef f():\n    time.sleep(1)", None),
    ("Blocking", "import asyncio\nasync def f():\n    await asyncio.sleep(1)", None),
    (
        "Caching",
        "import functools\n@functools.lru_cache(maxsize=8)\ndef f(x):\n    return x",
        "Keeps up to `8` results by argument.",
    ),
    (
        "Caching",
        "import functools\n@functools.cache\ndef f(x):\n    return x",
        "Keeps its results by argument.",
    ),
    ("Caching", "def lru_cache(f):\n    return f\n@lru_cache\ndef f(x):\n    return x", None),
    (
        "Exit status",
        "import sys\ndef f(x):\n    if x is None:\n        sys.exit(2)",
        "Exits with the status `2` if `x` is `None`.",
    ),
    (
        "Logging",
        "import logging\nlogger = logging.getLogger(__name__)\ndef f():\n    logger.warning('a')",
        'Logs warnings to the logger `"sample"`.',
    ),
    (
        "Network",
        "import requests\ndef f():\n    return requests.get('https://a.example')",
        'Sends a `GET` request to `"https://a.example"`.',
    ),
]


@pytest.mark.parametrize(("label", "code", "expected"), PAIRS)
def test_pairs(tmp_path: Path, label: str, code: str, expected: str | None) -> None:
    found = fact(tmp_path, label, code)
    assert found == expected if expected is None or found is None else found.startswith(expected.rstrip("."))


def test_attributes_that_methods_change(tmp_path: Path) -> None:
    code = """
    class C:
        def __init__(self):
            self.total = 0
            self.names: list[str] = []
            self._hidden = 0
        def add(self, name: str, count=None):
            self._hidden = 1
            self.names.append(name)
            if count is not None:
                self.total += count
        def look(self):
            return self.total
    """
    assert (
        fact(tmp_path, "State", code, "C")
        == "`add` changes `self.names` and `self._hidden`, and can change `self.total`."
    )


@pytest.mark.parametrize(
    ("body", "verb"),
    [
        ("if a:\n    self.x = 1\nelse:\n    self.x = 2", "changes"),
        ("if a:\n    self.x = 1\nelif b:\n    self.x = 2\nelse:\n    self.x = 3", "changes"),
        (
            "if a:\n    if b:\n        self.x = 1\n    else:\n        self.x = 2\nelse:\n    self.x = 3",
            "changes",
        ),
        ("if a:\n    self.x = 1\nelif b:\n    self.x = 2", "can change"),
        ("if a:\n    self.x = 1\nif not a:\n    self.x = 2", "can change"),
        ("if a:\n    return\nif b:\n    self.x = 1\nelse:\n    self.x = 2", "can change"),
        ("for i in a:\n    if b:\n        self.x = 1\n    else:\n        self.x = 2", "can change"),
        ("try:\n    self.x = a()\nexcept OSError:\n    pass", "can change"),
    ],
)
def test_a_change_in_each_branch_is_certain(tmp_path: Path, body: str, verb: str) -> None:
    indented = "".join(f"        {line}\n" for line in body.splitlines())
    code = f"class C:\n    def f(self, a, b):\n{indented}"
    assert facts_of(tmp_path, code, "C")["State"] == f"`f` {verb} `self.x`."


def test_what_a_class_method_changes_is_of_the_class(tmp_path: Path) -> None:
    code = """
    class C:
        @classmethod
        def f(cls):
            cls.x = 1
        def __init_subclass__(cls):
            cls.y = 1
    """
    assert fact(tmp_path, "State", code, "C") == "`f` changes `cls.x`."


def test_what_a_subclass_must_define(tmp_path: Path) -> None:
    code = """
    from abc import ABC, abstractmethod
    class Base(ABC):
        @abstractmethod
        def encode(self, event): ...
        def decode(self, data):
            raise NotImplementedError
    class Done(Base):
        def encode(self, event):
            return event
    class Loose:
        @abstractmethod
        def encode(self, event): ...
    """
    assert fact(tmp_path, "Subclass", code, "Base") == (
        "A subclass must define `encode(event)`; creating an instance without it raises `TypeError`. "
        "`decode` raises `NotImplementedError` unless a subclass defines it."
    )
    assert fact(tmp_path, "Subclass", code, "Done") is None
    assert fact(tmp_path, "Subclass", code, "Loose") is None


def test_import_has_effects(tmp_path: Path) -> None:
    code = "import os\nKEY = os.environ['KEY']\ndef f(): return os.environ['OTHER']\n"
    assert fact(tmp_path, "Import", code, "") == (
        "Importing it reads the environment variable `KEY`; without that variable it raises `KeyError`."
    )
    guarded = "import os\nif __name__ == '__main__':\n    print(os.environ['KEY'])\n"
    assert fact(tmp_path, "Import", guarded, "") is None


def test_command_line_and_exit_status(tmp_path: Path) -> None:
    code = """
    import argparse, sys
    def main(argv=None):
        parser = argparse.ArgumentParser()
        parser.add_argument("folder")
        parser.add_argument("--size", type=int, default=3)
        parser.add_argument("--quiet", action="store_true")
        args = parser.parse_args(argv)
        if args.size < 1:
            return 4
        return 0
    if __name__ == "__main__":
        sys.exit(main())
    """
    found = facts_of(tmp_path, dedent(code))
    assert (
        found["Command line"]
        == "`folder` (required), `--size` (an integer, default `3`) and `--quiet` (a switch)."
    )
    assert found["Exit status"].startswith("`4` if `args.size` is less than `1`.")
    assert found["Exit status"].endswith("`2` if the arguments are wrong.")
    assert "Command line" not in facts_of(tmp_path, dedent(code).replace("__main__", "__other__"))


LINES = """
import argparse, sys, asyncio
{body}
if __name__ == "__main__":
{block}
"""
PARSER = "parser = argparse.ArgumentParser()"
ONE = PARSER + "\nparser.add_argument('path')\nargs = parser.parse_args()\n"
EITHER = (
    PARSER
    + "\ng = parser.add_mutually_exclusive_group({needed})\n"
    + ("g.add_argument('--a', action='store_true')\ng.add_argument('--size')\nparser.parse_args()")
)
COMMANDS = PARSER + (
    "\nc = parser.add_subparsers()\nd = c.add_parser('add')\nd.add_argument('name')\n"
    "e = c.add_parser('list')\nparser.parse_args()"
)
THEN = "`work(1)` and `work(3)`"


@pytest.mark.parametrize(
    ("block", "line", "script"),
    [
        (f"{ONE}work(args.path)", "`path` (required).", ", then calls `work(args.path)`."),
        (
            f"{ONE}sys.exit(work(args.path))",
            None,
            ", then calls `work(args.path)` and exits with its result.",
        ),
        (f"{ONE}print(work(1))", None, ", then calls `work(1)` and prints its result."),
        (f"{ONE}asyncio.run(work(1))", None, ", then calls `work(1)`."),
        (f"{ONE}if not args:\n    print('no')\n    sys.exit(1)\nwork(1)", None, ", then calls `work(1)`."),
        (EITHER.format(needed=""), "At most one of `--a` (a switch) and `--size SIZE`.", None),
        (
            EITHER.format(needed="required=True"),
            "One of `--a` (a switch) and `--size SIZE` (required).",
            None,
        ),
        (
            COMMANDS,
            "The command `add` takes `name` (required). The command `list` takes no further arguments.",
            None,
        ),
    ],
)
def test_what_a_main_block_parses(tmp_path: Path, block: str, line: str | None, script: str | None) -> None:
    code = LINES.format(body="def work(path): return 1", block=indent(block, "    "))
    found = facts_of(tmp_path, code)
    if line is not None:
        assert found["Command line"] == line
    if script is not None:
        assert found["Script"] == f"Run as a script, the module parses its command line{script}"


_QUERY = "q = Order.objects.filter(a=1).exclude(b=2)\n    "


@pytest.mark.parametrize(("code", "told"), [
    (f"{_QUERY}q.delete()", "Deletes records of `Order`."),
    (f"{_QUERY}q.update(a=2)", "Updates records of `Order`."),
    (f"{_QUERY}q.filter(c=3).delete()", "Deletes records of `Order`."),
    (f"{_QUERY}if x:\n        q = q.exclude(c=3)\n    q.delete()", "Deletes records of `Order`."),
    # Near misses: the records are read too, another value or method, a local of another kind
    (f"{_QUERY}print(q.count())\n    q.delete()", "Reads records of `Order`. Deletes records of `Order`."),
    (f"{_QUERY}return q", "Reads records of `Order`."),
    (f"{_QUERY}q = dict(q)\n    q.update(a=2)", "Reads records of `Order`."),
    (f"{_QUERY}q.remove()", "Reads records of `Order`."),
    ("q = {}\n    q.update(a=2)", None),
])  # fmt: skip
def test_a_query_that_a_local_holds(tmp_path: Path, code: str, told: str | None) -> None:
    assert facts_of(tmp_path, DJANGO.format(code), "f").get("Database") == told


@pytest.mark.parametrize(
    ("block", "script"),
    [
        ("try:\n    work(1)\nexcept OSError as ex:\n    logger.unhandledError(ex)\n    work(2)", "`work(1)`"),
        ("try:\n    work(1)\nexcept OSError:\n    if x:\n        work(2)\nfinally:\n    work(3)", THEN),
        ("if x:\n    logger.error('no')\n    parser.print_help()\nwork(1)", "`work(1)`"),
        ("if x:\n    sys.stderr.write('no')\nwork(1)", "`work(1)`"),
        # Near misses: neither under a condition nor in a handler, no output
        ("logger.error('no')\nwork(1)", "`logger.error('no')` and `work(1)`"),
        ("try:\n    work(1)\nexcept OSError:\n    pass\nwork(3)", THEN),
        ("if x:\n    store.error('no')\nwork(1)", "`store.error('no')` and `work(1)`"),
        ("try:\n    import x\nexcept OSError:\n    work(1)", None),
    ],
)
def test_what_a_main_block_calls_where_nothing_fails(tmp_path: Path, block: str, script: str | None) -> None:
    code = LINES.format(body="def work(path): return 1", block=indent(block, "    "))
    told = facts_of(tmp_path, code).get("Script")
    expected = f"Run as a script, the module calls {script}." if script is not None else None
    assert told is None if expected is None else told is not None and told.replace('"', "'") == expected


def test_retries_of_a_decorator_with_computed_waits(tmp_path: Path) -> None:
    code = """
    import time
    def retry(times, delay):
        def decorate(function):
            def wrapper(*args):
                for attempt in range(times):
                    try:
                        return function(*args)
                    except OSError:
                        if attempt == times - 1:
                            raise
                        time.sleep(delay * 2**attempt)
            return wrapper
        return decorate
    @retry(3, 0.5)
    def f():
        return 1
    """
    assert fact(tmp_path, "Retries", code) == (
        "Makes up to `3` attempts; another one follows `OSError`. "
        "It waits `0.5`, then `1` seconds in between."
    )


@pytest.mark.parametrize("handler", ["raise", "return None", "break"])
def test_a_handler_that_gives_up_is_no_retry(tmp_path: Path, handler: str) -> None:
    code = f"""
    def f(g):
        for attempt in range(3):
            try:
                return g()
            except OSError:
                {handler}
    """
    assert fact(tmp_path, "Retries", code) is None


def test_transactions(tmp_path: Path) -> None:
    code = """
    import sqlite3
    class Store:
        def __init__(self, path):
            self.db = sqlite3.connect(path)
        def add(self, name):
            self.db.execute("INSERT INTO a VALUES (?)", (name,))
        def save(self):
            self.db.commit()
    """
    found = facts_of(tmp_path, dedent(code), "Store")
    assert found["Transaction"].endswith("No other method commits.")
    also = dedent(code).replace("(name,))", "(name,))\n        commit = self.other.commit")
    assert "No other" not in facts_of(tmp_path, also, "Store")["Transaction"]


def test_a_method_that_a_test_chooses_is_not_told(tmp_path: Path) -> None:
    code = """
    import sys
    class C:
        if sys.platform == "win32":
            def a(self):
                raise OSError
        else:
            def a(self):
                raise ValueError
    """
    assert fact(tmp_path, "Raises", code, "C") is None


def test_facts_know_their_lines(tmp_path: Path) -> None:
    code = "def f(x, y):\n    if x is None:\n        raise ValueError\n    return x\n"
    assert lines_of(tmp_path, code, "f") == {"Raises": (3, 3), "Unused": (1, 4)}


def test_facts_keep_their_order_and_are_not_vague(tmp_path: Path) -> None:
    code = """
    import os, subprocess
    def f(path, unused):
        if path is None:
            raise ValueError
        subprocess.run(["ls", os.environ["HOME"]])
        return open(path)
    """
    found = facts_of(tmp_path, dedent(code), "f")
    assert list(found) == ["Files", "Subprocesses", "Environment", "Raises", "Unused"]
    said = " ".join([*found, *found.values()]).lower().replace("`", " ").split()
    assert not set(said) & set(VAGUE_TERMS)


def test_an_alias_or_a_name_of_python_is_told_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "errors.py").write_text(
        "class Busy(Exception): ...\nclass ConnectionError(OSError): ...\n", encoding="utf-8"
    )
    code = """
    from errors import Busy, Busy as _Busy, ConnectionError
    def f(x, y, z):
        if x is None:
            raise _Busy
        if y is None:
            raise ConnectionError
    def g(x):
        if x is None:
            raise Busy
    """
    assert fact(tmp_path, "Raises", code) == (
        "Raises `errors.Busy` if `x` is `None`, and `errors.ConnectionError` if `y` is `None`."
    )
    assert fact(tmp_path, "Raises", code, "g") == "Raises `Busy` if `x` is `None`."
    plain = "def f(x):\n    raise ConnectionError"
    assert fact(tmp_path, "Raises", plain) == "Always raises `ConnectionError`."


def test_an_alias_in_a_condition_is_told_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "errors.py").write_text("class Busy(Exception): ...\n", encoding="utf-8")
    code = """
    from errors import Busy as _Busy
    def f(x):
        if isinstance(x, _Busy):
            raise ValueError
    """
    assert fact(tmp_path, "Raises", code) == "Raises `ValueError` if `x` is an instance of `errors.Busy`."


def test_each_method_is_told_before_any_is_told_twice(tmp_path: Path) -> None:
    classes = "".join(f"class E{n}(Exception): ...\n" for n in range(41))
    guards = "".join(f"        if x == {n}:\n            raise E{n}(x)\n" for n in range(40))
    last = "    def z(self, x):\n        if x is None:\n            raise E40\n"
    text = fact(tmp_path, "Raises", f"{classes}class C:\n    def a(self, x):\n{guards}{last}", "C") or ""
    assert "`z` raises `E40` if `x` is `None`." in text
    assert text.count("raises") == 8
    assert "`a` can also raise `E" in text
    assert text.endswith("`E39`.")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("key = os.environ.get('K')\nif key is None:\n    raise ValueError\nreturn key", False),
        ("key = os.environ.get('K')\nif not key or x:\n    raise ValueError\nreturn key", False),
        ("key = os.environ.get('K')\nif x is None:\n    raise ValueError\nreturn key", True),
        ("key = os.environ.get('K')\nif key is None:\n    print(x)\nreturn key", True),
    ],
)
def test_a_variable_that_must_be_set_has_no_other_value(tmp_path: Path, body: str, told: bool) -> None:
    indented = "".join(f"    {line}\n" for line in body.splitlines())
    text = fact(tmp_path, "Environment", f"import os\ndef f(x):\n{indented}") or ""
    assert text.startswith("Reads the environment variable `K`")
    assert ("the value is `None`" in text) is told


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("'old'", 'Issues the warning `"old"` as `FutureWarning`.'),
        (f"'{'a' * 90}'", f'Issues the warning `"{"a" * 90}"` as `FutureWarning`.'),
        (f"'{'a b' * 90}'", "Issues a warning as `FutureWarning`."),
        ("text", "Issues a warning as `FutureWarning`."),
        ("x", "Issues the warning `x` as `FutureWarning`."),
    ],
)
def test_a_warning_is_shown_whole_or_not_at_all(tmp_path: Path, message: str, expected: str) -> None:
    code = (
        "import warnings\ndef f(x):\n    text = x()\n    print(text)\n    text = text + x\n"
        f"    warnings.warn({message}, FutureWarning)\n"
    )
    assert fact(tmp_path, "Warnings", code) == expected


@pytest.mark.parametrize(("code", "told"), [
    ("from web import HTTPException\ndef f(a):\n    if not a: raise HTTPException(404)", True),
    ("import web\ndef f(a):\n    if not a: raise web.NotFound", True),
    ("from errors import *\ndef f(a):\n    if not a: raise NotFound(a)", True),
    # Spelled as a function, as a constant, bound by nothing, or a local object
    ("from web import failure\ndef f(a):\n    if not a: raise failure(a)", False),
    ("from web import FAILURE\ndef f(a):\n    if not a: raise FAILURE", False),
    ("from errors import *\ndef f(a, NotFound):\n    if not a: raise NotFound(a)", False),
])  # fmt: skip
def test_an_exception_whose_source_is_not_found_is_told_by_its_name(
    tmp_path: Path, code: str, told: bool
) -> None:
    assert (fact(tmp_path, "Raises", code) is not None) is told


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("mode", "Opens `cmd` in the mode `mode`."),
        ("'r+'", 'Opens `cmd` in the mode `"r+"`.'),
        ("'wb'", "Opens `cmd` for writing bytes, replacing any content."),
    ],
)
def test_a_file_may_be_opened_in_any_mode(tmp_path: Path, mode: str, expected: str) -> None:
    code = f"def f(cmd, mode):\n    open(cmd, {mode})\n"
    assert fact(tmp_path, "Files", code) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "if x is None:\n    sys.exit(1)\nif y == 2:\n    sys.exit(1)",
            "Exits with the status `1` if `x` is `None`, or if `y` is `2`.",
        ),
        (
            "if x is None:\n    sys.exit(1)\nif y == 2:\n    sys.exit(2)",
            "Exits with the status `1` if `x` is `None`. Exits with the status `2` if `y` is `2`.",
        ),
        (
            "for z in x:\n    if z:\n        sys.exit(1)\nfor z in y:\n    sys.exit(1)",
            (
                "Can exit with the status `1`, if `z` is truthy, where `z` is an item of `x`, and in other "
                "cases."
            ),
        ),
    ],
)
def test_exits_with_one_status_share_a_sentence(tmp_path: Path, body: str, expected: str) -> None:
    code = f"import sys\ndef f(x, y):\n{indent(body, '    ')}\n"
    assert fact(tmp_path, "Exit status", code) == expected


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("os.environ.setdefault('A', x)", "Sets the environment variable `A` unless it is set."),
        ("os.environ.pop('A', None)", "Reads the environment variable `A` and removes it."),
        (
            "os.environ.get('A', x)",
            "Reads the environment variable `A`; without that variable the value is `x`.",
        ),
    ],
)
def test_a_variable_may_be_read_and_changed_at_once(tmp_path: Path, call: str, expected: str) -> None:
    assert fact(tmp_path, "Environment", f"import os\ndef f(x):\n    {call}\n") == expected


def test_keywords_that_are_handed_on_hide_no_subprocess(tmp_path: Path) -> None:
    code = "import subprocess\ndef f(x, **k):\n    subprocess.Popen(x, **k)\n"
    assert (fact(tmp_path, "Subprocesses", code) or "").startswith("Starts `x` without waiting for it")
    assert fact(tmp_path, "Subprocesses", code.replace("Popen(x, **k)", "Popen(*x)")) is None
