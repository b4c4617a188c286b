"""What a page says of failures: texts of exceptions, what a handler guards, and what it leaves behind."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest

from tests.english.describing import facts_of

_MANY = "    if a == 1 and b == 2 and c == 3 and a.d == 4 and b.e == 5:\n        raise ValueError({text})\n"

RAISES = [
    (
        "the text says more than a long condition",
        "def f(a, b, c):\n" + _MANY.format(text='f"nothing for {a}"'),
        'Can raise `ValueError` with the message `"nothing for {a}"`.',
    ),
    (
        "a text that is only a value says nothing",
        "def f(a, b, c):\n" + _MANY.format(text='f"{a}"'),
        "Can raise `ValueError`, if `b` is `2`, `c` is `3`, `a.d` is `4` and `b.e` is `5`.",
    ),
    (
        "a short condition is told",
        "def f(a):\n    if a is None:\n        raise ValueError('nothing there')\n",
        "Raises `ValueError` if `a` is `None`.",
    ),
    (
        "a condition on a local that is not explained",
        "def f(a):\n    with a.g() as b:\n        if b != 1:\n            raise ValueError('no luck')\n",
        'Can raise `ValueError` with the message `"no luck"`.',
    ),
    (
        "a longer condition that is enough",
        (
            "import os\ndef f(a, b):\n    if os.path.exists(a):\n        c = os.path.getmtime(a)\n"
            "        if c > b + 1.0:\n            raise ValueError('changed by others')\n"
        ),
        (
            "Raises `ValueError` if `a` exists and the modification time of `a` in seconds since the epoch "
            "is greater than `b + 1.0`."
        ),
    ),
    (
        "an assertion before its argument is bound again",
        "def f(a):\n    assert isinstance(a, list)\n    a = [*a, 1]\n    return a\n",
        "Raises `AssertionError` (unless Python runs with `-O`) if `a` is not a list.",
    ),
    (
        "a class in a case of a match",
        "def f(a):\n    match a:\n        case int(n) if n < 0:\n            raise IndexError\n",
        "Raises `IndexError` if `a` is an integer and `a` is less than `0`.",
    ),
    (
        "a default in place of an argument that was left out",
        "from c import Config\ndef f(a=None):\n    a = a or Config()\n    if a.b: raise ValueError\n",
        "Can raise `ValueError`, if `a.b` is truthy.",
    ),
    (
        "a default that is asked for its truth",
        "from c import Config\ndef f(a=None):\n    a = a or Config()\n    if not a: raise ValueError\n",
        "Can raise `ValueError`, if `a` is falsy, where `a` has been replaced by `a or Config()`.",
    ),
    (
        "the same path, written in full",
        "import os\ndef f(a):\n    a = os.path.abspath(a)\n    if a.b:\n        raise ValueError\n",
        "Raises `ValueError` if `a.b` is truthy.",
    ),
    (
        "the directory of a path",
        "import os\ndef f(a):\n    a = os.path.dirname(a)\n    if a.b:\n        raise ValueError\n",
        "Raises `ValueError` if `os.path.dirname(a).b` is truthy.",
    ),
    (
        "another text",
        "def f(a):\n    a = a.load()\n    if a.b:\n        raise ValueError\n",
        "Can raise `ValueError`, if `a.b` is truthy, where `a` has been replaced by `a.load()`.",
    ),
    (
        "what a callee says when it raises",
        "def g(x):\n    if not x:\n        raise KeyError('no such key')\ndef f(a):\n    g(a)\n",
        'Passes on `KeyError` (`"no such key"`) from `g`.',
    ),
    (
        "what a callee raises without a text",
        "def g(x):\n    if not x:\n        raise KeyError(x)\ndef f(a):\n    g(a)\n",
        "Passes on `KeyError` from `g`.",
    ),
    (
        "raised again from many calls",
        (
            "def f(a):\n    try:\n        a.b()\n        a.c()\n        a.save_file()\n        a.d()\n"
            "    except KeyError:\n        print(1)\n        raise\n"
        ),
        "Can re-raise `KeyError` from `a.save_file` and the steps around it.",
    ),
]


@pytest.mark.parametrize(("code", "expected"), [row[1:] for row in RAISES], ids=[row[0] for row in RAISES])
def test_raises(tmp_path: Path, code: str, expected: str) -> None:
    assert facts_of(tmp_path, code, "f")["Raises"] == expected


MISSING = [
    (
        "a key of an argument",
        "return a['x'] + a['y']",
        'Raises `KeyError` if `a` lacks the key `"x"` or `"y"`.',
    ),
    ("a key that is asked for", "if 'x' in a:\n    return a['x']", None),
    ("a key that is set", "a['x'] = 1\nreturn a['x']", None),
    ("a key in a try", "try:\n    return a['x']\nexcept KeyError:\n    return 1", None),
    ("a key on some paths", "if b:\n    return a['x']", 'Can raise `KeyError`, if `a` lacks the key `"x"`.'),
    ("a key of a keyword", "return k['x']", 'Raises `KeyError` if `k` lacks the key `"x"`.'),
    ("an index of an argument", "return a[0]", None),
    ("an entry of a table", "return TABLE[b]", "Raises `KeyError` if `b` is not a key of `TABLE`."),
    ("a number", "return int(a)", "Raises `ValueError` if `a` cannot be read as an integer."),
    ("a number that is one", "return int(n)", None),
    ("a number that was checked", "if a.isdigit():\n    return int(a)", None),
    ("a number that was replaced", "a = b()\nreturn int(a)", None),
    ("a row", "return b.fetchone()[0]", "Raises `TypeError` if the query finds no row."),
    ("a row that is kept", "r = b.fetchone()\nreturn r[0]", "Raises `TypeError` if the query finds no row."),
    ("a row that is tested", "r = b.fetchone()\nif r:\n    return r[0]", None),
    ("an answer", "return b.json()['x']", 'Raises `KeyError` if the JSON answer lacks the key `"x"`.'),
    (
        "an attribute",
        "return getattr(b, a)",
        "Raises `AttributeError` if `b` has no attribute that `a` names.",
    ),
    ("an attribute with a default", "return getattr(b, a, None)", None),
    (
        "a match",
        "return re.match('x', a).group()",
        'Raises `AttributeError` if `re.match("x", a)` finds nothing.',
    ),
    (
        "a match that is kept",
        "m = re.search('x', a)\nreturn m.group(1)",
        'Raises `AttributeError` if `re.search("x", a)` finds nothing.',
    ),
    ("a match that is tested", "m = re.search('x', a)\nif m:\n    return m.group(1)", None),
    ("a match after a guard", "m = re.search('x', a)\nif not m:\n    return 1\nreturn m.group(1)", None),
    (
        "the first of what is found",
        "return b.xpath('//a')[0]",
        'Raises `IndexError` if `b.xpath("//a")` finds nothing.',
    ),
    ("the first of a list", "return b.items[0]", None),
    ("the next item", "return next(a)", "Raises `StopIteration` if `a` has no item left."),
    ("the next number", "from itertools import count\nc = count()\nreturn next(c)", None),
    ("the next item or None", "return next(a, None)", None),
    ("what os lacks", "return os.isfile(a)", "Raises `AttributeError`, as `os` has no `isfile`."),
    ("what os has", "return os.path.isfile(a)", None),
    ("a class in a cast", "raise typing.cast(KeyError, a)", "Always raises `KeyError`."),
    ("a class that is given", "if a:\n    raise e(b)", "Raises `e` (`OSError` by default) if `a` is truthy."),
]


@pytest.mark.parametrize(("body", "expected"), [row[1:] for row in MISSING], ids=[row[0] for row in MISSING])
def test_what_is_not_there(tmp_path: Path, body: str, expected: str | None) -> None:
    head = "import os, re, typing\nTABLE = {'x': 1}\ndef f(a, b, n: int = 1, e=OSError, **k):\n"
    assert facts_of(tmp_path, head + indent(body, "    "), "f").get("Raises") == expected


def test_what_an_instance_names_is_raised_again(tmp_path: Path) -> None:
    code = (
        "class C:\n    def f(self, a):\n        while True:\n            try:\n                return a()\n"
        "            except self.errors as e:\n                if self.done:\n                    raise e\n"
    )
    expected = (
        "Can re-raise one of `self.errors`, if `a()` raises one of `self.errors` and `self.done` is truthy."
    )
    assert facts_of(tmp_path, code, "C.f")["Raises"] == expected


def test_a_caught_exception_that_is_raised_again_is_told_once(tmp_path: Path) -> None:
    code = (
        "import requests\ndef f(a):\n    r = requests.get(a)\n    try:\n        r.raise_for_status()\n"
        "    except requests.HTTPError:\n        print(a)\n        raise\n"
    )
    expected = "Re-raises `requests.HTTPError` if `r.raise_for_status()` raises `requests.HTTPError`."
    assert facts_of(tmp_path, code, "f")["Raises"] == expected


NOTHING = [
    (
        "what all values need",
        (
            "def f(a):\n    if a.b:\n        for c in a.b:\n            if c.d:\n                return c\n"
            "            if c.e:\n                return 2\n"
        ),
        "Can return `None`, for example if `a.b` is falsy.",
    ),
    (
        "the same once for certain and once not",
        "def f(a):\n    if a.b:\n        return None\n    c = a.g()\n    if c > 1:\n        return 1\n",
        "Returns `None` if `a.b` is truthy, or if `c` is not greater than `1`, where `c` is `a.g()`.",
    ),
]


@pytest.mark.parametrize(("code", "expected"), [row[1:] for row in NOTHING], ids=[row[0] for row in NOTHING])
def test_none(tmp_path: Path, code: str, expected: str) -> None:
    assert facts_of(tmp_path, code, "f")["None"] == expected


STATUS = """
def raise_for_status(r):
    if r.status == 429:
        raise KeyError(f"Response {r.status}: limit reached for now")
    raise ValueError("an answer of another kind")
def f(r):
    raise_for_status(r)
"""


def test_the_status_of_an_answer_says_which_exception_comes(tmp_path: Path) -> None:
    assert facts_of(tmp_path, STATUS, "f")["Raises"] == (
        "Passes on `KeyError` and `ValueError` from `raise_for_status`, "
        "depending on the status of the answer."
    )


def test_a_long_condition_without_a_text_is_its_last_test(tmp_path: Path) -> None:
    code = (
        "def f(a, b):\n    if a.first is None and b.second is None:\n"
        "        if isinstance(a, (int, str)) and a.third not in (1, 2, 3, 4) and b.fourth in (5, 6):\n"
        "            if b is None:\n                raise ValueError\n"
    )
    assert len(facts_of(tmp_path, code, "f")["Raises"].split()) < 30


GUARDED = [
    ("a key", "try:\n    x = T[a]\nexcept KeyError:\n    raise OSError\n", "`T` lacks the key `a`"),
    ("an index", "try:\n    x = T[a]\nexcept IndexError:\n    raise OSError\n", "`T` has no item `a`"),
    ("either", "try:\n    x = T[a]\nexcept LookupError:\n    raise OSError\n", "`T[a]` raises `LookupError`"),
    ("a variable", "try:\n    x = os.environ['A']\nexcept KeyError:\n    raise OSError\n", (
        'the environment variable `"A"` is not set'
    )),
    ("a text", "try:\n    x = json.loads(a)\nexcept ValueError:\n    raise OSError\n", "`a` is not JSON"),
    ("a module", "try:\n    import z\nexcept ImportError:\n    raise OSError\n", "`z` cannot be imported"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), [row[1:] for row in GUARDED], ids=[row[0] for row in GUARDED])
def test_what_fails_in_words(tmp_path: Path, body: str, expected: str) -> None:
    code = f"import json, os\nfrom t import T\ndef f(a):\n{indent(body, '    ')}"
    assert facts_of(tmp_path, code, "f")["Raises"] == f"Raises `OSError` if {expected}."


def test_only_calls_that_can_raise_what_is_caught_are_named(tmp_path: Path) -> None:
    code = (
        "import subprocess, json\ndef f(a, b):\n    try:\n        a = json.loads(a)\n"
        "        subprocess.check_output(a)\n    except subprocess.CalledProcessError:\n        raise OSError"
    )
    expected = "Can raise `OSError`, if `subprocess.check_output` raises `subprocess.CalledProcessError`."
    assert facts_of(tmp_path, code, "f")["Raises"] == expected


STATUS_OF = [
    ("raise HTTPException(status_code=404, detail='nothing')", "`HTTPException` (status `404`)"),
    ("raise HTTPException(404)", "`HTTPException` (status `404`)"),
    ("raise HTTPException(status.HTTP_401_UNAUTHORIZED)", "`HTTPException` (status `401`)"),
    ("raise HTTPException(b)", "`HTTPException`"),
    ("raise Other(404)", "`Other`"),
]


@pytest.mark.parametrize(("raised", "expected"), STATUS_OF)
def test_the_status_of_an_exception_is_shown(tmp_path: Path, raised: str, expected: str) -> None:
    code = f"from away import HTTPException, Other, status\ndef f(a, b):\n    if a:\n        {raised}\n"
    assert facts_of(tmp_path, code, "f")["Raises"] == f"Raises {expected} if `a` is truthy."


def test_what_stands_in_for_an_argument_is_told_by_the_text(tmp_path: Path) -> None:
    code = (
        "import os\ndef f(key=None):\n    key = key or os.getenv('A_KEY')\n    if not key:\n"
        "        raise ValueError('A_KEY is not set')\n"
    )
    expected = 'Can raise `ValueError` with the message `"A_KEY is not set"`.'
    assert facts_of(tmp_path, code, "f")["Raises"] == expected


def test_what_a_handler_raises_again_is_not_passed_on_too(tmp_path: Path) -> None:
    code = (
        "def g(a):\n    if a:\n        raise ValueError\ndef f(a):\n    try:\n        g(a)\n"
        "    except ValueError:\n        print(a)\n        raise\n"
    )
    assert facts_of(tmp_path, code, "f")["Raises"] == "Re-raises `ValueError` if `g(a)` raises `ValueError`."


def test_what_only_further_keywords_bring_about_is_not_passed_on(tmp_path: Path) -> None:
    code = (
        "def _h(c):\n    if c:\n        raise OSError\ndef g(a, b=None, c=None):\n    _h(c)\n"
        "    if b is not None:\n        raise ValueError\n    if a is None:\n        raise KeyError\n"
        "def f(a, **rest):\n    g(a, **rest)\n"
    )
    assert facts_of(tmp_path, code, "f")["Raises"] == "Passes on `KeyError` from `g`."


def test_what_is_handed_on_is_passed_on(tmp_path: Path) -> None:
    code = (
        "def _h(c):\n    if c:\n        raise OSError\ndef g(a, c=None):\n    _h(c)\n"
        "def f(a, d):\n    g(a, c=d)\n"
    )
    assert facts_of(tmp_path, code, "f")["Raises"] == "Passes on `OSError` from `g`."


OWN = [
    ("a base that is not found", "from away import Base\nclass Busy(Base): ...\n", "Busy(a)", "`Busy`"),
    ("another name of an exception", "error = OSError\n", "error(a)", "`error`"),
    ("what a function makes", "def error(a): ...\n", "error(a)", None),
]


@pytest.mark.parametrize(("before", "made", "name"), [row[1:] for row in OWN], ids=[row[0] for row in OWN])
def test_what_is_raised_is_an_exception(tmp_path: Path, before: str, made: str, name: str | None) -> None:
    code = f"{before}def f(a):\n    if a:\n        raise {made}\n"
    expected = f"Raises {name} if `a` is truthy." if name else None
    assert facts_of(tmp_path, code, "f").get("Raises") == expected


def test_a_raise_that_a_narrow_handler_hardly_takes_is_told(tmp_path: Path) -> None:
    code = (
        "from away import *\ndef f(a):\n    try:\n        if a:\n            raise Busy('too many of them')\n"
        "    except AttributeError:\n        return 1\n"
    )
    assert facts_of(tmp_path, code, "f")["Raises"] == "Raises `Busy` if `a` is truthy."


def test_a_short_condition_of_a_callee_comes_with_what_it_raises(tmp_path: Path) -> None:
    code = (
        "class C:\n    def _open(self):\n        if self.closed:\n            raise ValueError\n"
        "    def f(self):\n        self._open()\n"
    )
    expected = "`f` passes on `ValueError` (if `self.closed` is truthy) from `_open`."
    assert facts_of(tmp_path, code, "C")["Raises"] == expected


_LOG = "import logging\nlog = logging.getLogger(__name__)\n"
ERRORS = [
    (
        "many that store the same",
        "def f(a):\n"
        + "".join(
            f"    try:\n        {n} = a.{n}()\n    except Exception:\n        {n} = '-'\n" for n in "xyz"
        )
        + "    return x + y + z\n",
        'Catches `Exception` in 3 places: what is to be set there is then `"-"`.',
    ),
    (
        "one expression without a call",
        "def f(a, b):\n    try:\n        c = a / b\n    except Exception:\n        c = 0\n    return c + 1\n",
        "Catches `Exception` from `a / b`: `c` is then `0`.",
    ),
    (
        "a fixed text",
        "def f(a):\n    try:\n        a()\n    except OSError as e:\n        print(a)\n",
        "Catches any `OSError`: a message is printed, and nothing is raised.",
    ),
    (
        "the exception itself",
        "def f(a):\n    try:\n        a()\n    except OSError as e:\n        print(e)\n",
        "Catches any `OSError`: it is printed, not raised.",
    ),
    (
        "a return where nothing is returned",
        (
            "def f(a):\n    try:\n        a()\n    except OSError as e:\n        print(e)\n"
            "        return\n    a.b()\n"
        ),
        "Catches `OSError` from `a`: it is printed, and the function ends.",
    ),
    (
        "a result that is set in the handler",
        "def f(a):\n    try:\n        b = a()\n    except Exception:\n        b = {}\n    return b\n",
        "Catches any `Exception`: the result is then `{}`.",
    ),
    (
        "a handler that is never reached",
        (
            "def f(a):\n    try:\n        return a()\n    except LookupError:\n        return 1\n"
            "    except KeyError:\n        return 2\n    except Exception:\n        return 3\n"
        ),
        "Catches any `Exception`: the result is then `3`. Catches any `LookupError`: the result is then `1`.",
    ),
    (
        "what another try guards",
        (
            "def f(a):\n    try:\n        a.b()\n        try:\n            a.c()\n        except Exception:\n"
            "            pass\n    except OSError:\n        a.d()\n    return a.e()\n"
        ),
        "Catches `Exception` from `a.c`: it is ignored. Catches `OSError` from `a.b`: `a.d()` is called.",
    ),
    (
        "the text of the log",
        f"{_LOG}def f(a):\n    try:\n        a()\n    except OSError:\n        log.error('none for %s', a)\n",
        'Catches any `OSError`: `"none for {a}"` is logged, and nothing is raised.',
    ),
    (
        "what a handler sets",
        "def f(a):\n    try:\n        b = open(a)\n    except OSError:\n        b = None\n    return b.g()\n",
        "Catches `OSError` from `open`: `b` is then `None`.",
    ),
    (
        "what a handler calls",
        "def f(a):\n    try:\n        open(a)\n    except OSError:\n        a.close()\n    return a.g()\n",
        "Catches `OSError` from `open`: `a.close()` is called.",
    ),
    (
        "many calls: the one that is most like the function",
        (
            "def send_all(a):\n    try:\n        a.x()\n        a.y()\n        a.send_it()\n        a.z()\n"
            "    except Exception:\n        pass\n    return a.g()\n"
        ),
        "Catches `Exception` from `a.send_it` and the steps around it: it is ignored.",
    ),
    (
        "what runs in a thread",
        (
            "import asyncio\nasync def f(a):\n    try:\n        await asyncio.to_thread(a.b, 1)\n"
            "    except Exception:\n        pass\n    return a.g()\n"
        ),
        "Catches `Exception` from `a.b`: it is ignored.",
    ),
    (
        "what is gathered so far",
        (
            "def f(a):\n    found = []\n    for b in a.g():\n        try:\n            found.append(b.c())\n"
            "        except Exception:\n            return found\n    return found\n"
        ),
        "Catches `Exception` from `b.c`: the result is then what `found` holds by then.",
    ),
]


@pytest.mark.parametrize(("code", "expected"), [row[1:] for row in ERRORS], ids=[row[0] for row in ERRORS])
def test_errors(tmp_path: Path, code: str, expected: str) -> None:
    name = "send_all" if "send_all" in code else "f"
    assert facts_of(tmp_path, code, name)["Errors"] == expected


IMPORTING = [
    ("from b import c\n        c()", "ImportError", "Catches `ImportError` from importing `b`: {rest}"),
    (
        "import b.d, c\n        c.g()",
        "ModuleNotFoundError",
        "Catches `ModuleNotFoundError` from importing `b.d` and `c`: {rest}",
    ),
    ("import b\n        b.g()", "Exception", "Catches `Exception` from `b.g`: {rest}"),
    ("b.g()", "ImportError", "Catches `ImportError` from `b.g`: {rest}"),
]


@pytest.mark.parametrize(("body", "caught", "expected"), IMPORTING)
def test_a_module_that_is_missing(tmp_path: Path, body: str, caught: str, expected: str) -> None:
    rest = f"    except {caught}:\n        print('missing')\n    b.h()\n"
    source = f"def f(b):\n    try:\n        {body}\n{rest}"
    expected = expected.format(rest='`"missing"` is printed, and nothing is raised.')
    assert facts_of(tmp_path, source, "f")["Errors"] == expected
