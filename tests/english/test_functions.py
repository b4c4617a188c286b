"""Functions as steps: their kinds, decorators, parameters, special methods and wrappers."""

# ruff: noqa: E501  # a pair stands on one line

from __future__ import annotations

from pathlib import Path

import pytest

from tests.english.explaining import lines

IMPORTS = "import abc, contextlib, functools, typing, warnings\n"


def header(folder: Path, code: str) -> str:
    """What is told of the one function of a module."""
    return lines(folder, IMPORTS + code, "")[-1]


DECORATED = [
    (
        "@functools.cache\ndef f(x): return x",
        "`f`: Takes `x`; results are kept by argument and not computed again. Returns `x`.",
    ),
    (
        "@functools.lru_cache\ndef f(x): return x",
        "`f`: Takes `x`; the results of the most recent arguments are kept and not computed again. Returns `x`.",
    ),
    (
        "@functools.lru_cache(maxsize=3)\ndef f(x): return x",
        "`f`: Takes `x`; the results of the most recent arguments are kept and not computed again. Returns `x`.",
    ),
    ("@contextlib.contextmanager\ndef f(x): yield x", "`f`: Context manager that takes `x`. Yields `x`."),
    (
        '@warnings.deprecated("use g")\ndef f(x): return x',
        '`f`: Takes `x`; deprecated: `"use g"`. Returns `x`.',
    ),
    (
        "@functools.singledispatch\ndef f(x): return x",
        "`f`: Takes `x`; chooses the implementation by the type of the first argument. Returns `x`.",
    ),
    ("@functools.wraps(g)\ndef f(x): return x", "`f`: Takes `x`. Returns `x`."),
    ("@other(3)\ndef f(x): return x", "`f`: Takes `x`; decorated with `@other(3)`. Returns `x`."),
    (
        "@other\n@third.one\ndef f(x): return x",
        "`f`: Takes `x`; decorated with `@other` and `@third.one`. Returns `x`.",
    ),
    (
        "def cache(f): return f\n@cache\ndef f(x): return x",
        "`f`: Takes `x`; decorated with `@cache`. Returns `x`.",
    ),
    (
        "class functools:\n    pass\n@functools.cache\ndef f(x): return x",
        "`f`: Takes `x`; decorated with `@functools.cache`. Returns `x`.",
    ),
]


@pytest.mark.parametrize(("code", "said"), DECORATED, ids=[row[0] for row in DECORATED])
def test_decorators(tmp_path: Path, code: str, said: str) -> None:
    assert header(tmp_path, code) == said


SIGNATURES = [
    ("def f(): return 1", "`f`: Takes no arguments. Returns `1`."),
    ("def f(a, b=1): return 1", "`f`: Takes `a` and `b` (default `1`). Returns `1`."),
    ("def f(a, /, b): return 1", "`f`: Takes `a` (positional only) and `b`. Returns `1`."),
    ("def f(a, *, b=1): return 1", "`f`: Takes `a` and keyword-only `b` (default `1`). Returns `1`."),
    (
        "def f(*a, **k): return 1",
        "`f`: Takes further positional arguments (`*a`) and further keyword arguments (`**k`). Returns `1`.",
    ),
    ("def f(a) -> int: return 1", "`f`: Takes `a` and returns `int`. Returns `1`."),
    ("def f(a) -> None: g()", "`f`: Takes `a`. Calls `g()`."),
    ("def f(a) -> 'int | None': return 1", "`f`: Takes `a` and returns `int | None`. Returns `1`."),
    (
        "def f(a) -> typing.NoReturn: raise ValueError",
        "`f`: Takes `a` and never returns. Raises `ValueError`.",
    ),
    (
        "def f(a) -> typing.Iterator[int]: yield 1",
        "`f`: Generator that takes `a` and yields `int`. Yields `1`.",
    ),
    ("async def f(a) -> int: return 1", "`f`: Coroutine that takes `a` and returns `int`. Returns `1`."),
    ("LIMIT = 3\ndef f(a=LIMIT): return 1", "`f`: Takes `a` (default `LIMIT`, that is `3`). Returns `1`."),
    ("LIMIT = 3\nLIMIT = 4\ndef f(a=LIMIT): return 1", "`f`: Takes `a` (default `LIMIT`). Returns `1`."),
]


@pytest.mark.parametrize(("code", "said"), SIGNATURES, ids=[row[0] for row in SIGNATURES])
def test_signatures(tmp_path: Path, code: str, said: str) -> None:
    assert header(tmp_path, code) == said


METHODS = [
    ("def m(self): return 1", "`m`: Takes no arguments. Returns `1`."),
    ("@abc.abstractmethod\ndef m(self, a): ...", "`m`: Abstract method that takes `a`. A subclass must define it."),
    ("@property\ndef m(self) -> int: return 1", "`m`: Property that returns `int`. Returns `1`."),
    ("@functools.cached_property\ndef m(self): return 1", "`m`: Cached property: computed on the first access, then kept. Returns `1`."),
    ("@staticmethod\ndef m(a=1): return a", "`m`: Static method that takes `a` (default `1`). Returns `a`."),
    ("@classmethod\ndef m(cls): return cls()", "`m`: Class method. Returns `cls()`."),
    ("@classmethod\ndef m(cls): return cls", "`m`: Class method. Returns `cls`."),
    ("def m(self): return self", "`m`: Takes no arguments. Returns the object itself."),
    ("def m(self): pass", "`m`: Takes no arguments. Has no statements of its own."),
    ("def __len__(self): return 3", "`__len__`: Called by `len`. Returns `3`."),
    ("def __call__(self, a, b=1): return a", "`__call__`: Runs when the object is called; takes `a` and `b` (default `1`). Returns `a`."),
    ("def __enter__(self): return self", "`__enter__`: Runs at the start of a `with` block. Returns the object itself."),
    ("def __exit__(self, *args): self.close()", "`__exit__`: Runs at the end of a `with` block, even after an exception. Calls `self.close()`."),
    ("def __init__(self, a): self.a = a", "Initialization: Takes `a`. Stores `a`."),
    ("def __init__(self, a): self._a = a", "Initialization: Takes `a`. Stores `a` in `self._a`."),
    ("def __init__(self, a):\n        a = 3\n        self.a = a", "Initialization: Takes `a`. Sets `a` to `3`. Sets `self.a` to `a`."),
    ("def m(self):\n        super().m()", "`m`: Takes no arguments. Calls the inherited `m`."),
    ("def len(self): return 3", "`len`: Takes no arguments. Returns `3`."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "said"), METHODS, ids=[row[0] for row in METHODS])
def test_methods(tmp_path: Path, code: str, said: str) -> None:
    indented = "\n".join(f"    {line}" for line in code.splitlines())
    assert lines(tmp_path, f"{IMPORTS}class C:\n{indented}\n", "C")[-1] == said


def test_a_function_named_as_a_special_method_outside_a_class_is_an_ordinary_one(tmp_path: Path) -> None:
    assert header(tmp_path, "def __len__(): return 3") == "`__len__`: Takes no arguments. Returns `3`."


def test_methods_of_operators_stand_together(tmp_path: Path) -> None:
    code = "class C:\n    def __eq__(self, other): return True\n    def __lt__(self, other): return a(other)\n    def m(self): return 1\n"
    assert lines(tmp_path, code, "C") == [
        "`m`: Takes no arguments. Returns `1`.",
        "Special methods: Python calls these for operators and built-in functions:",
        "  `__eq__`: Compares for equality; takes `other`. Returns `True`.",
        "  `__lt__`: Compares for less than; takes `other`. Returns `a(other)`.",
    ]


WRAPPED = """
def retry(times):
    def decorate(function):
        def wrapper(*args):
            for attempt in range(times):
                try:
                    return function(*args)
                except OSError:
                    if attempt == times - 1:
                        raise
        return wrapper
    return decorate

@retry(4)
def send(data):
    data.send()
"""


def test_what_a_decorator_of_the_project_runs_is_told_with_its_arguments(tmp_path: Path) -> None:
    told = " ".join(lines(tmp_path, WRAPPED, "send"))
    assert "`@retry(4)`" in told
    assert "returns `send(*args)`" in told.lower()
    assert "`attempt` from `0` to `3`" in told
    assert "re-raises the exception if `attempt` is `3`" in told.lower() or "`4 - 1`" in told
    assert "times" not in told.replace("steps", "")


def test_a_wrapper_that_is_not_proven_is_only_named(tmp_path: Path) -> None:
    told = " ".join(lines(tmp_path, WRAPPED.replace("@retry(4)", "@retry(count())"), "send"))
    assert "`send(*args)`" not in told
    assert "`attempt`" not in told


FIELDS = """
import dataclasses
from dataclasses import dataclass, field
@dataclass
class C:
    a: int
    b: str
    c: int = 3
    d: list = field(default_factory=list)
    e: int = field(default=1, repr=False)
    f: int = field(init=False)
    g: int = field(default=2, kw_only=True)
"""


def test_fields_are_told_in_the_order_of_the_constructor(tmp_path: Path) -> None:
    told = lines(tmp_path, FIELDS, "C")
    assert told == [
        "Fields: `C` is a dataclass and takes its fields as arguments, in this order:",
        "  Field: `a` (`int`) and `b` (`str`) are required.",
        "  Field: `c` (`int`) is `3` by default.",
        "  Field: `d` (`list`) is a new empty list by default.",
        "  Field: `e` (`int`) is `1` by default; `repr` leaves it out.",
        "  Field: `f` (`int`) is no argument of the constructor.",
        "  Field: `g` (`int`) is `2` by default, keyword-only.",
    ]


def test_a_class_with_a_written_constructor_has_no_fields(tmp_path: Path) -> None:
    told = lines(tmp_path, "class C:\n    a: int\n    b: int = 3\n    def __init__(self): pass\n", "C")
    assert told[:2] == [
        "Declared attributes: Declares `a` (`int`) without a value.",
        "Class attributes: Sets `b` to `3`.",
    ]
