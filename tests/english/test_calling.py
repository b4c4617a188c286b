"""The paragraphs of a description: what a thing is, and how to create or call it."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from sphinx_howto.pipeline import explain
from tests.english.describing import paragraphs_of


def second(folder: Path, code: str, name: str = "C") -> str:
    """How to create or call ``name``; "" if nothing is said."""
    found = paragraphs_of(folder, dedent(code), name)
    return found[1] if len(found) > 1 else ""


def first(folder: Path, code: str, name: str = "C") -> str:
    """What ``name`` is."""
    return paragraphs_of(folder, dedent(code), name)[0]


FUNCTIONS = [
    ("def f(a, b=1): ...", "Call `f(a, b=1)`."),
    ("def f(a, /, b, *c, d, e=2, **g) -> int: ...", "Call `f(a, /, b, *c, d, e=2, **g)`; it returns `int`."),
    ("async def f(a) -> int: ...", "Await `f(a)`; it returns `int`."),
    (
        "from collections.abc import Iterator\ndef f(a) -> Iterator[str]:\n    yield a",
        "Iterate over `f(a)`; it yields `str`.",
    ),
    ("async def f(a):\n    yield a", "Iterate over `f(a)` with `async for`."),
    (
        "from contextlib import contextmanager\n@contextmanager\ndef f(a):\n    yield a",
        "Use `f(a)` in a `with` statement.",
    ),
    ("from typing import NoReturn\ndef f() -> NoReturn: ...", "Call `f()`; it never returns."),
    (
        "import functools\ndef f(g):\n    @functools.wraps(g)\n    def h(): ...\n    return h",
        "Decorate a function with `@f`.",
    ),
    (
        (
            "import functools\ndef f(n):\n    def d(g):\n"
            "        @functools.wraps(g)\n        def h(): ...\n        return h\n"
            "    return d"
        ),
        "Decorate a function with `@f(n)`.",
    ),
    ("def f(g):\n    def h(): ...\n    return h", "Call `f(g)`."),
    (
        "import other\n@other.command\ndef f(a): ...",
        "Without `@other.command`, which may change it: call `f(a)`.",
    ),
]


@pytest.mark.parametrize(("code", "expected"), FUNCTIONS)
def test_functions(tmp_path: Path, code: str, expected: str) -> None:
    assert second(tmp_path, code, "f") == expected


CLASSES = [
    (
        "class C:\n    def __init__(self, a, *, b=1): ...\n    def go(self, x, y=2): ...",
        "Create an instance with `C(a, *, b=1)`, then call `go(x)`.",
    ),
    ("class C:\n    def go(self): ...", "Create an instance with `C()`, then call `go()`."),
    (
        "class B:\n    def __init__(self, a): ...\nclass C(B):\n    def go(self): ...",
        "Create an instance with `C(a)`, then call `go()`.",
    ),
    ("class C:\n    def __new__(cls, a): ...", "Create an instance with `C(a)`."),
    (
        "class C:\n    def __init__(self):\n        raise TypeError\n    def go(self): ...",
        "On an instance, call `go()`.",
    ),
    (
        "from unknown import Base\nclass C(Base):\n    def go(self): ...",
        "Create an instance with `C(...)`, which takes the arguments of `Base`, then call `go()`.",
    ),
    (
        "class C(dict):\n    def go(self): ...",
        "Create an instance with `C(...)`, which takes the arguments of `dict`, then call `go()`.",
    ),
    (
        "from unknown import changed\n@changed\nclass C:\n    def go(self): ...",
        "Without `@changed`, which may change it: create an instance with `C()`. Then, call `go()`.",
    ),
    (
        "class C:\n    def __init__(self, a): ...\n    @classmethod\n    def make(cls, b) -> 'C': ...",
        "Create an instance with `C(a)` or `C.make(b)`.",
    ),
    (
        (
            "class C:\n    async def go(self): ...\n    def walk(self):\n        yield 1\n"
            "    @property\n    def size(self): ..."
        ),
        "Create an instance with `C()`, then await `go()`. Iterate over `walk()`. Read `size`.",
    ),
    (
        (
            "class C:\n    def __contains__(self, key): ...\n    def __len__(self): ...\n"
            "    def __call__(self, x): ..."
        ),
        "Create an instance with `C()`. Use `key in c`, `len(c)` and `c(x)`.",
    ),
    (
        (
            "class Door:\n    def __enter__(self):\n        return self\n"
            "    def __exit__(self, *a): ...\n    def shut(self): ..."
        ),
        "Open a block with `with Door() as door:`. Inside the block, call `shut()`.",
    ),
    (
        "class Door:\n    def __enter__(self):\n        return 1\n    def __exit__(self, *a): ...",
        "Open a block with `with Door():`.",
    ),
    (
        (
            "from dataclasses import dataclass, field\n@dataclass\nclass C:\n    a: int\n    b: int = 1\n"
            "    c: list = field(default_factory=list)\n    d: int = field(kw_only=True)"
        ),
        "Create an instance with `C(a, d=d)`.",
    ),
    ("from dataclasses import dataclass\n@dataclass(init=False)\nclass C:\n    a: int", ""),
    (
        "from enum import Enum, auto\nclass C(Enum):\n    A = 1\n    B = auto()",
        "Use the members `C.A` (`1`) and `C.B`.",
    ),
    (
        "from typing import TypedDict\nclass C(TypedDict):\n    a: int",
        'Write a dictionary with `"a"` (`int`).',
    ),
    (
        "from typing import Protocol\nclass C(Protocol):\n    def go(self, x): ...",
        "An object fits `C` if it has `go(x)`; no inheritance is needed.",
    ),
    ("class C(Exception): ...\ndef f():\n    raise C('a')\ndef g():\n    return C", "`f` raises it."),
    ("class C(Exception): ...", ""),
    (
        (
            "from abc import ABC, abstractmethod\nclass C(ABC):\n    def __init__(self, n=1): ...\n"
            "    @abstractmethod\n"
            "    def go(self, x): ...\n    def run(self): ..."
        ),
        (
            "Write a subclass of `C` that defines `go(x)`, and "
            "create an instance of it with `n` (default `1`). "
            "Then, call `run()`."
        ),
    ),
]


@pytest.mark.parametrize(("code", "expected"), CLASSES)
def test_classes(tmp_path: Path, code: str, expected: str) -> None:
    assert second(tmp_path, code, "Door" if "Door" in code else "C") == expected


SENTENCES = [
    (
        "from dataclasses import dataclass\n@dataclass\nclass C:\n    a: int\n    b: int",
        "`C` is a dataclass with the fields `a` and `b`.",
    ),
    (
        "from typing import NamedTuple\nclass C(NamedTuple):\n    a: int",
        "`C` is a named tuple with the field `a`.",
    ),
    ("from enum import Enum\nclass C(str, Enum):\n    A = 'a'", "`C` is an enumeration with the member `A`."),
    ("class C(ValueError): ...", "`C` is an exception, a subclass of `ValueError`."),
    (
        "class B: ...\nclass C(B):\n    def a(self): ...\n    def b(self): ...",
        "`C` is a subclass of `B` with the methods `a` and `b`.",
    ),
    (
        "class C:\n    def a(self): ...\n    @property\n    def b(self): ...",
        "`C` is a class with the method `a`.",
    ),
    ("class C:\n    '''Keep things\n\n    More.'''", "`C`: Keep things."),
    ("class C:\n    '''Keep a value, as in:\n\n    >>> 1\n    '''", "`C`: Keep a value, as in."),
]


@pytest.mark.parametrize(("code", "expected"), SENTENCES)
def test_what_a_class_is(tmp_path: Path, code: str, expected: str) -> None:
    assert first(tmp_path, code) == expected


def test_of_many_methods_eight_are_named(tmp_path: Path) -> None:
    methods = "".join(f"    def a{n}(self): ...\n" for n in range(20))
    assert second(tmp_path, f"class C:\n{methods}").endswith("`a6()` and `a7()`.")


ON_CLASS = [
    (
        "class C:\n    @classmethod\n    async def walk(cls, a):\n        yield a",
        "Iterate asynchronously over `C.walk(a)`; no instance is needed.",
    ),
    (
        "class C:\n    @staticmethod\n    def go(a): ...\n    @classmethod\n    def to(cls): ...",
        "Call `C.go(a)` and `C.to()`; no instance is needed.",
    ),
    (
        (
            "class B:\n    @classmethod\n    def old(cls): ...\n"
            "class C(B):\n    @classmethod\n    def go(cls): ..."
        ),
        "Call `C.go()`; no instance is needed. It inherits further methods from `B`.",
    ),
    # Near misses: something of the class needs an instance
    (
        "class C:\n    @classmethod\n    def go(cls): ...\n    def to(self): ...",
        "Create an instance with `C()`, then call `C.go()` and `to()`.",
    ),
    (
        "class C:\n    def __init__(self, a): ...\n    @classmethod\n    def go(cls): ...",
        "Create an instance with `C(a)`, then call `C.go()`.",
    ),
    (
        "class C:\n    @classmethod\n    def make(cls):\n        made = cls()\n        return made",
        "Create an instance with `C()` or `C.make()`.",
    ),
    (
        "class C:\n    @classmethod\n    def kind(cls):\n        made = cls()\n        return type(made)",
        "Call `C.kind()`; no instance is needed.",
    ),
]


@pytest.mark.parametrize(("code", "expected"), ON_CLASS)
def test_what_is_called_on_the_class_needs_no_instance(tmp_path: Path, code: str, expected: str) -> None:
    assert second(tmp_path, code) == expected


PROMINENT = [
    # What the constructor calls is done then
    (
        (
            "class C:\n    def __init__(self):\n        self.wire(1)\n"
            "    def wire(self, a): ...\n    def fold(self): ..."
        ),
        "then call `fold()`.",
    ),
    # What another method calls comes after it, what the docstring names before all others
    (
        "class C:\n    def fold(self): ...\n    def wire(self):\n        self.fold()",
        "then call `wire()` and `fold()`.",
    ),
    (
        "class C:\n    '''Call `wire()`.'''\n    def fold(self): ...\n    def wire(self): ...",
        "then call `wire()` and `fold()`.",
    ),
    # Near misses: the word alone is not the method; a private method may call it
    (
        "class C:\n    '''A wire.'''\n    def fold(self): ...\n    def wire(self): ...",
        "then call `fold()` and `wire()`.",
    ),
    (
        "class C:\n    def fold(self): ...\n    def wire(self): ...\n    def _x(self):\n        self.fold()",
        "then call `fold()` and `wire()`.",
    ),
    # The own methods, then only from where others come
    (
        "class B:\n    def old(self): ...\nclass C(B):\n    def go(self): ...",
        "then call `go()`. It inherits further methods from `B`.",
    ),
    (
        "class B:\n    def old(self): ...\nclass C(B):\n    size = 1",
        "then call `old()`, inherited from `B`.",
    ),
    (
        "class B:\n    def go(self): ...\nclass C(B):\n    def go(self): ...",
        "then call `go()`.",
    ),
]


@pytest.mark.parametrize(("code", "expected"), PROMINENT)
def test_the_most_prominent_methods_come_first(tmp_path: Path, code: str, expected: str) -> None:
    found = paragraphs_of(tmp_path, dedent(code), "C")
    assert found[-1].endswith(f"`C()`, {expected}")


UNFINISHED = "class C:\n    def go(self, a):\n        {body}\n    def run(self): ...\n"


def test_what_only_raises_not_implemented_is_for_a_subclass(tmp_path: Path) -> None:
    text = second(tmp_path, UNFINISHED.format(body="raise NotImplementedError"))
    assert text == "Write a subclass of `C` that defines `go(a)`. Then, call `run()`."


@pytest.mark.parametrize(
    "body", ["raise ValueError", "if a: raise NotImplementedError", "return NotImplemented"]
)
def test_what_raises_otherwise_is_called(tmp_path: Path, body: str) -> None:
    assert "Create an instance with `C()`" in second(tmp_path, UNFINISHED.format(body=body))


def test_attributes_are_read_where_nothing_can_be_called(tmp_path: Path) -> None:
    made = "class C:\n    def __init__(self, a):\n        self.size = a + 1\n        self._b = a\n"
    assert second(tmp_path, made) == "Create an instance with `C(a)`. Read `size`."
    assert "size" not in second(tmp_path, f"{made}    def go(self): ...\n")


def test_a_model_takes_its_fields_by_keyword(tmp_path: Path) -> None:
    code = "from pydantic import BaseModel\nclass C(BaseModel):\n    a: int\n    b: int = 1\n"
    assert second(tmp_path, code) == "Create an instance with `C(a=a)`."
    assert "C(a=a)" not in second(tmp_path, f"{code}    def __init__(self, x): ...\n")


def test_a_module_respects_all(tmp_path: Path) -> None:
    code = "__all__ = ['f']\ndef f(a, b=1): ...\ndef g(): ...\nclass C: ...\n"
    assert paragraphs_of(tmp_path, code) == [
        "`sample` is a module with the function `f`.",
        "Call `f(a, b=1)`.",
    ]


def test_a_module_tells_its_calls_the_main_ones_first(tmp_path: Path) -> None:
    code = """
    import functools
    class Error(Exception): ...
    class Row:
        def __init__(self, a, b=1): ...
        def go(self): ...
    def get_size(x): ...
    async def fetch(url): ...
    def convert(text, *, to): ...
    def traced(f):
        @functools.wraps(f)
        def inner(*a): ...
        return inner
    """
    assert second(tmp_path, code, "") == (
        "Create an instance with `Row(a, b=1)`, then call `go()`. Await `fetch(url)`. "
        "Call `convert(text, to=to)` and `get_size(x)`. "
        "Decorate functions with `@traced`. The module also offers `Error`."
    )


def test_a_module_of_one_class_is_used_as_that_class(tmp_path: Path) -> None:
    code = "class E(Exception): ...\nclass C:\n    def __init__(self, a): ...\n    def run(self): ...\n"
    expected = "Create an instance with `C(a)`, then call `run()`. The module also offers `E`."
    assert second(tmp_path, code, "") == expected
    assert second(tmp_path, "class E(Exception): ...\n", "") == "Catch `E` with `except`."


def test_what_sets_a_global_is_called_first(tmp_path: Path) -> None:
    code = "def run():\n    print(conn)\ndef begin():\n    global conn\n    conn{} 1\n"
    assert second(tmp_path, f"conn = None\n{code.format(' =')}", "") == "Call `begin()` and `run()`."
    # Near misses: it has a value already, or is only changed
    assert second(tmp_path, f"conn = 2\n{code.format(' =')}", "") == "Call `run()` and `begin()`."
    assert second(tmp_path, f"conn = None\n{code.format(' +=')}", "") == "Call `run()` and `begin()`."


def test_what_fills_comes_before_what_runs(tmp_path: Path) -> None:
    code = "class C:\n    def run(self): ...\n    def enter(self, a): ...\n"
    assert second(tmp_path, code).endswith("then call `enter(a)` and `run()`.")
    # Near miss: it does not fill anything
    assert second(tmp_path, code.replace("enter", "check")).endswith("then call `run()` and `check(a)`.")


def test_what_is_declared_only_is_set_in_a_subclass(tmp_path: Path) -> None:
    code = "class C:\n    model: type{}\n    @classmethod\n    def find(cls, a):\n        return cls.model\n"
    assert second(tmp_path, code.format("")) == (
        "Write a subclass of `C` that sets `model`. On that class, here called `MyC`, call `MyC.find(a)`."
    )
    assert second(tmp_path, code.format(" = int")) == "Call `C.find(a)`; no instance is needed."


@pytest.mark.parametrize(
    ("count", "named", "tail"), [(8, 0, ""), (15, 7, ""), (17, 7, "and 2 more."), (9, 1, "")]
)
def test_names_without_calls_and_only_then_a_count(tmp_path: Path, count: int, named: int, tail: str) -> None:
    code = "".join(f"def f{number}(a): ...\n" for number in range(count))
    lead, told = paragraphs_of(tmp_path, code)
    assert told.count("(a)`") == 8
    assert told.partition("also offers")[2].count("`f") == named
    assert told.endswith(tail)
    assert lead == f"`sample` is a module with {count} functions."


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("main()", "Run `python sample.py`."),
        ("f(1)\nprint(2)", "Run `python sample.py`."),
        ("if __name__ == '__main__':\n    main()", "Run `python sample.py`. Call `f(a)`."),
        # Near misses: only the module's own tests, or no work of its own
        (
            "if __name__ == '__main__':\n    import doctest\n    doctest.testmod()",
            "Call `f(a)` and `main()`.",
        ),
        ("_f()", "Call `f(a)` and `main()`."),
        ("print", "Call `f(a)` and `main()`."),
    ],
)
def test_what_is_run_is_not_imported(tmp_path: Path, end: str, expected: str) -> None:
    code = f"def f(a): ...\ndef _f(): ...\ndef main(): ...\n{end}\n"
    assert second(tmp_path, code, "") == expected


def test_a_script_is_run(tmp_path: Path) -> None:
    code = """
    import argparse
    def main(argv=None):
        parser = argparse.ArgumentParser()
        parser.add_argument("folder")
        parser.add_argument("--by", required=True)
        parser.parse_args(argv)
    if __name__ == "__main__":
        main()
    """
    assert second(tmp_path, code, "") == (
        "Run `python sample.py folder --by BY`, or call `main(argv)` with a list of arguments."
    )


_BOTH = """
import warnings
class C:
    def __enter__(self):
        {enter}
        return self
    def __exit__(self, *error): ...
    async def __aenter__(self):
        return self
    async def __aexit__(self, *error): ...
    {method}
"""


@pytest.mark.parametrize(
    ("enter", "method", "expected"),
    [
        ("raise TypeError('use async with')", "def get(self): ...", "async with"),
        ("warnings.warn('use async with')", "def get(self): ...", "async with"),
        ("print(self)", "async def get(self): ...", "async with"),
        ("print(self)", "def get(self): ...", "with"),
        ("print(self)", "async def _get(self): ...", "with"),
    ],
)
def test_the_block_that_is_meant(tmp_path: Path, enter: str, method: str, expected: str) -> None:
    text = second(tmp_path, _BOTH.format(enter=enter, method=method))
    assert text.startswith(f"Open a block with `{expected} C() as c:`.")


@pytest.mark.parametrize("enter", ["raise TypeError", "warnings.warn('old')"])
def test_a_block_that_raises_or_warns_is_not_offered(tmp_path: Path, enter: str) -> None:
    code = _BOTH.format(enter=enter, method="def get(self): ...")
    assert "with `with" not in second(tmp_path, code.replace("__a", "a"))


def test_an_abstract_class_without_methods_has_no_stray_comma(tmp_path: Path) -> None:
    code = """
    from abc import ABC, abstractmethod
    class Base(ABC):
        @abstractmethod
        def a(self): ...
    class C(Base):{body}
    """
    assert first(tmp_path, code.format(body=" ...")).endswith("an abstract base class, a subclass of `Base`.")
    with_method = first(tmp_path, code.format(body="\n        def b(self): ..."))
    assert with_method.endswith("a subclass of `Base`, with the method `b`.")


def test_a_property_is_no_method(tmp_path: Path) -> None:
    code = """
    class C:
        @property
        def a(self): ...
        @a.setter
        def a(self, value): ...
    """
    assert "method" not in first(tmp_path, code)


def test_a_function_that_its_class_calls_bare_has_no_receiver(tmp_path: Path) -> None:
    code = "class C:\n    def ops(first, second): ...\n    __add__ = ops(1, 2)\n"
    assert second(tmp_path, code, "C.ops") == "Call `C.ops(first, second)`."
    near_miss = "class C:\n    def ops(first, second): ...\n    __add__ = property(ops)\n"
    assert second(tmp_path, near_miss, "C.ops").endswith(".ops(second)`.")


READS = "    def label(self):\n        return self.name\n"
WHOLE = "Create an instance with `C()`, then call `label()`."


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (f"class C:\n{READS}", "Use `C` as a base of a class that has `name`."),
        (f"class CMixin:\n    name = 1\n{READS}", "Use `CMixin` as a base of another class."),
        # Near misses: it is whole, or nobody can know
        (f"class C:\n    name = 1\n{READS}", WHOLE),
        (f"class C:\n    def __init__(self): ...\n{READS}", WHOLE),
        (
            f"from other import B\nclass C(B):\n{READS}",
            "Create an instance with `C(...)`, which takes the arguments of `B`, then call `label()`.",
        ),
        (f"class B:\n    name = 1\nclass C(B):\n{READS}", WHOLE),
    ],
)
def test_parts_of_other_classes(tmp_path: Path, code: str, expected: str) -> None:
    name = "CMixin" if "CMixin" in code else "C"
    assert second(tmp_path, code, name).split(" Then, ")[0] == expected


def test_a_method_that_is_handed_over_comes_last(tmp_path: Path) -> None:
    code = "class C:\n    def check(self, r): ...\n    def test(self, hooks):\n        hooks.order({})\n"
    assert second(tmp_path, code.format("self.check")).endswith("call `test(hooks)` and `check(r)`.")
    assert second(tmp_path, code.format("self.checks")).endswith("call `check(r)` and `test(hooks)`.")


def test_of_many_methods_the_one_that_ends_is_told(tmp_path: Path) -> None:
    many = "".join(f"    def m{number}(self): ...\n" for number in range(9))
    code = f"class C:\n{many}    def {{}}(self): ...\n"
    assert second(tmp_path, code.format("stop")).endswith("`m6()` and `stop()`.")
    assert second(tmp_path, code.format("stopped")).endswith("`m6()` and `m7()`.")


@pytest.mark.parametrize(("body", "offered"), [
    ("self.add(graph)", False),
    # Only some objects are made with it: others need the call
    ("if graph:\n            self.add(graph)", True),
    ("for node in graph:\n            self.add(node)", True),
])  # fmt: skip
def test_only_what_every_creation_calls_is_not_offered(tmp_path: Path, body: str, offered: bool) -> None:
    code = f"class Sorter:\n    def __init__(self, graph):\n        {body}\n"
    code += "    def add(self, node):\n        print(node)\n    def order(self):\n        return [self]\n"
    (tmp_path / "m.py").write_text(code, "utf-8")
    told = "".join(span.text for span in explain("m.Sorter", [str(tmp_path)]).summary[1])
    assert ("add(node)" in told) is offered


PROGRAM = """
    import requests
    def crawl(url):
        parse(requests.get(url))
    def parse(page): ...
    def other(a): ...
    class Item:
        def total(self): ...
    class Page: ...
    top = Page()
    crawl("https://example.com")
"""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("crawl", "Run `python sample.py`, which calls `crawl(url)`."),
        ("parse", "Run `python sample.py`, which calls `parse(page)` through `crawl`."),
        ("other", "Call `other(a)`; importing `sample` runs its program before."),
        (
            "Item",
            "Importing `sample` runs its program. Create an instance with `Item()`, then call `total()`.",
        ),
        ("Page", "Run `python sample.py`, which uses `Page`. Create an instance with `Page()`."),
    ],
)
def test_what_is_in_a_program_is_run_by_that(tmp_path: Path, name: str, expected: str) -> None:
    assert second(tmp_path, PROGRAM, name) == expected


def test_what_is_in_a_module_with_a_guard_is_called(tmp_path: Path) -> None:
    code = dedent(PROGRAM).replace('crawl("https', "if __name__ == '__main__':\n    crawl(\"https")
    assert second(tmp_path, code, "crawl") == "Call `crawl(url)`."


TOOL = """
    import argparse, sys
    def options():
        parser = argparse.ArgumentParser()
        parser.add_argument("-o", "--old")
        parser.add_argument("-n", "--new", dest="name")
        args = parser.parse_args()
        {check}
        return args
    def main():
        work(options())
    def work(args): ...
    if __name__ == "__main__":
        main()
"""


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ("if not args.name: parser.error('no')", "Run `python sample.py --new NAME`. Call `work(args)`."),
        ("if args.name: parser.error('no')", "Run `python sample.py`. Call `work(args)`."),
    ],
)
def test_a_program_whose_options_another_function_parses(tmp_path: Path, check: str, expected: str) -> None:
    assert second(tmp_path, TOOL.format(check=check), "") == expected


def test_a_program_that_reads_the_words_behind_its_command(tmp_path: Path) -> None:
    code = "import sys\ndef work(path): ...\nif __name__ == '__main__':\n    path = sys.argv[1]\n"
    assert second(tmp_path, code, "") == "Run `python sample.py PATH`. Call `work(path)`."


HANDLED = """
    class C:
        def start(self, app):
            app.add_handler(self.on_text)
            app.add_handler(self.on_voice)
        def on_text(self, message): ...
        def on_voice(self, message): ...
"""


def test_callbacks_are_not_offered(tmp_path: Path) -> None:
    told = "`on_text` and `on_voice` are callbacks, given to `app.add_handler`."
    assert second(tmp_path, HANDLED) == f"Create an instance with `C()`, then call `start(app)`. {told}"
    named = HANDLED.replace("(self.on_text)", "(app.on_text)").replace("(self.on_voice)", "(1)")
    assert "then call `start(app)`, `on_text(message)` and" in second(tmp_path, named)


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ("update", "`CommandHandler`, to which the module gives it, calls `start(update)`."),
        ("update=None", "Call `start(update=None)`."),
    ],
)
def test_a_function_that_is_called_back(tmp_path: Path, parameters: str, expected: str) -> None:
    code = f"from x import CommandHandler\ndef start({parameters}): ...\nh = CommandHandler('start', start)\n"
    assert second(tmp_path, code, "start") == expected


READY = """
    class Logger:
        def info(self, text): ...
    {made}
    def work(): ...
"""


@pytest.mark.parametrize(
    ("made", "name", "expected"),
    [
        (
            "logger = Logger()",
            "Logger",
            "Import `logger`, the instance that `sample` makes, then call `info(text)`.",
        ),
        ("logger = Logger()", "", "Import `logger`. Call `work()`."),
        ("other = [Logger()]", "Logger", "Create an instance with `Logger()`, then call `info(text)`."),
    ],
)
def test_the_instance_that_a_module_makes_is_used(
    tmp_path: Path, made: str, name: str, expected: str
) -> None:
    assert second(tmp_path, READY.format(made=made), name) == expected


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (
            "ConversationHandler([f])",
            "Give `talk` to its framework, as in `application.add_handler(talk)`.",
        ),
        ("Conversation([f])", "Call `f(update)`."),
    ],
)
def test_an_object_that_a_framework_must_be_given(tmp_path: Path, made: str, expected: str) -> None:
    code = (
        "from telegram.ext import CommandHandler, Conversation, ConversationHandler\n"
        f"def f(update): ...\ntalk = {made}\n"
    )
    assert second(tmp_path, code, "").startswith(expected)


DECORATING = """
    class Retry:
        def __init__(self, times):
            self.times = times
        def __call__(self, func):
            def wrapper({takes}):
                return {gives}
            return wrapper
"""


@pytest.mark.parametrize(
    ("takes", "gives", "expected"),
    [
        ("*args, **kwargs", "func(*args, **kwargs)", "Decorate a function with `@Retry(times)`."),
        (
            "*args, **kwargs",
            "args",
            "Create an instance with `Retry(times)`. Read `times`, or use `retry(func)`.",
        ),
        ("a", "func(a)", "Create an instance with `Retry(times)`. Read `times`, or use `retry(func)`."),
    ],
)
def test_a_class_whose_instances_decorate(tmp_path: Path, takes: str, gives: str, expected: str) -> None:
    assert second(tmp_path, DECORATING.format(takes=takes, gives=gives), "Retry") == expected


def test_a_decorator_without_wraps(tmp_path: Path) -> None:
    code = "def f(g):\n    def h(*a, **k):\n        return g(*a, **k)\n    return h"
    assert second(tmp_path, code, "f") == "Decorate a function with `@f`."


def test_keywords_that_must_be_given_are_in_the_call(tmp_path: Path) -> None:
    code = "def f(a, **kwargs):\n    print(kwargs['ip'])"
    assert second(tmp_path, code, "f") == "Call `f(a, ip=ip, **kwargs)`."
    assert second(tmp_path, code.replace("['ip']", ".get('ip')"), "f") == "Call `f(a, **kwargs)`."


def test_a_thread_that_its_constructor_starts(tmp_path: Path) -> None:
    code = (
        "from threading import Thread\nclass C(Thread):\n    def __init__(self): {}\n    def run(self): ..."
    )
    told = "Create an instance with `C()`, which starts at once and calls `run` beside the program."
    assert second(tmp_path, code.format("self.start()")) == told
    assert "then call `start()`" in second(tmp_path, code.format("pass"))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            "class Client:\n    def ask(self): ...\nclass FakeClient:\n    def ask(self): ...",
            "Create an instance with `Client()`, then call `ask()`. The module also offers `FakeClient`.",
        ),
        (
            "class FakeClient:\n    def ask(self): ...",
            "Create an instance with `FakeClient()`, then call `ask()`.",
        ),
        (
            "class Client:\n    def ask(self): ...\nclass Testament:\n    def ask(self): ...",
            "Create an instance with `Client()`, then call `ask()`. Create an instance with `Testament()`",
        ),
        (
            "from other import Base\nclass Client(Base):\n    def ask(self): ...",
            "Create an instance with `Client(...)`, which takes the arguments of `Base`, then call `ask()`.",
        ),
    ],
)
def test_what_a_module_offers_by_its_classes(tmp_path: Path, code: str, expected: str) -> None:
    assert second(tmp_path, code, "").startswith(expected)


@pytest.mark.parametrize(
    ("method", "is_offered"),
    [
        ("def more(self): ...", True),
        ("@staticmethod\n    def more(): ...", True),
        ("def more(*args): ...", True),
        # Cannot be called on an instance; not written yet
        ("def more(): ...", False),
        ("def more(self): pass", False),
    ],
)
def test_methods_that_cannot_be_used_are_not_offered(tmp_path: Path, method: str, is_offered: bool) -> None:
    assert ("more(" in second(tmp_path, f"class C:\n    def go(self): ...\n    {method}\n")) is is_offered


@pytest.mark.parametrize(
    ("code", "made"),
    [
        (
            "from abc import ABC, abstractmethod\nclass C(ABC):\n    @abstractmethod\n    def go(self): ...",
            "",
        ),
        ("import enum\nclass C(enum.Enum):\n    A = 1", ""),
        ("class C(type):\n    def __call__(cls, *a): ...", ""),
        ("class C:\n    def go(self): ...", ", created with `C()`"),
    ],
)
def test_what_is_made_by_a_call(tmp_path: Path, code: str, made: str) -> None:
    (tmp_path / "m.py").write_text(f"def f(): ...\n{code}\n", "utf-8")
    told = explain("m", [str(tmp_path)]).to_markdown()
    assert ("created with" in told) is bool(made)
    assert made in told


def test_what_a_model_inherits_is_not_its_use(tmp_path: Path) -> None:
    code = "class Base:\n    def bind(self, bot): ...\n{}class C(Base):\n    size: int = 1\n"
    told = second(tmp_path, "from dataclasses import dataclass\n" + code.format("@dataclass\n"))
    assert told == "Create an instance with `C()`."
    assert "bind(bot)" in second(tmp_path, code.format(""))


def test_classes_of_a_module_that_must_be_derived_from(tmp_path: Path) -> None:
    one = "class {}(ABC):\n    @abstractmethod\n    def go(self): ...\n"
    code = "from abc import ABC, abstractmethod\n" + one.format("A") + one.format("B")
    assert second(tmp_path, code, "") == "Write subclasses of `A` and `B`."


def test_what_a_library_keeps_to_itself_is_not_given(tmp_path: Path) -> None:
    assert second(tmp_path, "def f(a, **__inner): ...", "f") == "Call `f(a)`."


EVENTS = """
    class Stream:
        def run(self):
            self.{called}(1)
        def on_data(self, data): ...
"""


@pytest.mark.parametrize(
    ("called", "expected"),
    [
        ("on_data", "then call `run()`. The instance itself calls `on_data`: define it anew in a subclass."),
        ("run", "then call `run()` and `on_data(data)`."),
    ],
)
def test_methods_that_the_instance_calls_at_an_event(tmp_path: Path, called: str, expected: str) -> None:
    assert second(tmp_path, EVENTS.format(called=called), "Stream").endswith(expected)


def test_the_base_of_the_others_is_not_what_a_module_offers_first(tmp_path: Path) -> None:
    code = "class {0}:\n    def go(self): ...\nclass Client({0}):\n    def ask(self): ...\n"
    told = second(tmp_path, code.format("BaseClient"), "")
    assert told.startswith("Create an instance with `Client()`")
    assert second(tmp_path, code.format("Server"), "").startswith("Create an instance with `Server()`")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "Sample",
            "Call `Sample.ask(text)`; no instance is needed. The module also offers `Conversation`.",
        ),
        (
            "Other",
            "Create `Conversation()`. Call `Other.ask(text)`.",
        ),
    ],
)
def test_the_class_that_a_module_is_named_after_comes_first(tmp_path: Path, name: str, expected: str) -> None:
    code = f"""
        class Conversation:
            def add(self, a): ...
        class {name}:
            @staticmethod
            def ask(text): ...
    """
    assert second(tmp_path, code, "") == expected


@pytest.mark.parametrize(
    ("guard", "expected"),
    [
        ("if not a or not b: raise ValueError", "Call `f(a=a, b=b, c=None)`."),
        ("if not a and not b: raise ValueError", "Call `f(a=None, b=None, c=None)`."),
    ],
)
def test_parameters_that_a_guard_demands_are_in_the_call(tmp_path: Path, guard: str, expected: str) -> None:
    assert second(tmp_path, f"def f(a=None, b=None, c=None):\n    {guard}\n    print(c)", "f") == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("class C:\n    A = 1\n    B = 2", "Read `C.A` and `C.B`; no instance is needed."),
        ("class C:\n    A = 1\n    def go(self): ...", "Create an instance with `C()`, then call `go()`."),
        ("class B: ...\nclass C(B):\n    A = 1", "Create an instance with `C()`."),
    ],
)
def test_constants_need_no_instance(tmp_path: Path, code: str, expected: str) -> None:
    assert second(tmp_path, code) == expected


def test_exceptions_are_caught(tmp_path: Path) -> None:
    code = "class A(Exception): ...\nclass B(A): ...\n"
    assert second(tmp_path, code, "") == "Catch `A` and `B` with `except`."
    assert "Catch" not in second(tmp_path, f"{code}def f(): ...", "")


def test_a_class_of_constants_is_not_created_by_the_users_of_a_module(tmp_path: Path) -> None:
    code = "class Mode:\n    A = 1\ndef f(): ...\n{}"
    assert second(tmp_path, code.format(""), "") == "Call `f()`. The module also offers `Mode`."
    more = "class Box:\n    def go(self): ...\n"
    assert (
        second(tmp_path, code.format(more), "")
        == "Create an instance with `Box()`, then call `go()`. Call `f()`. The module also offers `Mode`."
    )


LOCK = """
    class Lock:
        def __init__(self, path): ...
        def __enter__(self):
            if self.path:
                return self
            return self
        def __exit__(self, *a): ...
        {more}
"""


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", "Open a block with `with Lock(path):`."),
        (
            "def go(self): ...",
            "Create an instance with `Lock(path)`, then call `go()`. The instance can open a `with` block.",
        ),
    ],
)
def test_what_is_only_a_block_is_opened(tmp_path: Path, more: str, expected: str) -> None:
    assert second(tmp_path, LOCK.format(more=more), "Lock") == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("Blueprint('a', 'a')", "Give `bp` to an application, as in `app.register_blueprint(bp)`."),
        ("Flask('a')", ""),
    ],
)
def test_the_imported_blueprint_of_a_module(tmp_path: Path, kind: str, expected: str) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "__init__.py").write_text(
        f"from flask import Blueprint, Flask\nbp = {kind}\n", "utf-8"
    )
    views = "from shop import bp\n@bp.route('/a')\ndef show(): ...\n"
    (tmp_path / "shop" / "views.py").write_text(views, "utf-8")
    found = explain("shop.views", [str(tmp_path)]).summary[1:2]
    assert "".join(span.text for spans in found for span in spans) == expected.replace("`", "")


TWO_CLASSES = """
    from unknown import HomeAssistantError
    class {error}:
        pass
    class Config:
        size = 1
    class Client:
        def __init__(self, host):
            self.config = Config()
        def login(self, name):
            return name
    class Other:
        {method}
"""
FULL = "Create an instance with `Client(host)`, then call `login(name)`."
REST = "`Broken` and `Config`."


@pytest.mark.parametrize(
    ("error", "method", "expected"),
    [
        (
            "Broken(HomeAssistantError)",
            "x = 1",
            f"{FULL} The module also offers `Broken`, `Config` and `Other`.",
        ),
        ("Broken(Exception)", "x = 1", f"{FULL} The module also offers `Broken`, `Config` and `Other`."),
        # One of several that do something, and a class that is used without an instance
        (
            "Broken(Exception)",
            "def go(self): pass",
            f"{FULL} Create an instance with `Other()`, then call `go()`. The module also offers {REST}",
        ),
        (
            "Broken(Exception)",
            "@staticmethod\n        def go(): pass",
            "Create `Client(host)`. Call `Other.go()`. The module also offers `Broken` and `Config`.",
        ),
    ],
)
def test_the_class_that_a_module_is_for_is_told_in_full(
    tmp_path: Path, error: str, method: str, expected: str
) -> None:
    assert second(tmp_path, TWO_CLASSES.format(error=error, method=method), "") == expected


FACTORIES = """
    import functools
    def roles(names=None, size=1):
        def decorator(func):
            @functools.wraps(func)
            def inner(*args):
                return func(*args)
            return inner
        return decorator
    def either(func=None, *, size=1):
        def decorator(func):
            @functools.wraps(func)
            def inner(*args):
                return func(*args)
            return inner
        if func is None:
            return decorator
        return decorator(func)
    def applied(func, size=1):
        def decorator(func):
            return func
        return decorator(1)
"""


def test_a_factory_of_decorators_is_called(tmp_path: Path) -> None:
    expected = "Decorate functions with `@roles()` and `@either`. Call `applied(func)`."
    assert second(tmp_path, FACTORIES, "") == expected


def test_what_only_a_thread_calls_is_no_call_of_the_user(tmp_path: Path) -> None:
    code = """
    import threading
    class Listener:
        def stop(self): ...
        def start(self):
            threading.Thread(target=self._watch).start()
        def _watch(self):
            self.handle(1)
        def handle(self, one): ...
        def ask(self): ...
    """
    assert second(tmp_path, code, "Listener") == (
        "Create an instance with `Listener()`, then call `start()`, `ask()` and `stop()`. "
        "The thread of the instance calls `handle`."
    )


def test_the_first_overload_tells_the_call(tmp_path: Path) -> None:
    code = """
    from typing import overload
    class Timer:
        @overload
        def __init__(self, seconds: int, name: str = "") -> None: ...
        @overload
        def __init__(self, *, minutes: int) -> None: ...
        def __init__(self, seconds=None, name="", *, minutes=None): ...
    """
    assert second(tmp_path, code, "Timer") == (
        'Create an instance with `Timer(seconds=seconds, name="", *, minutes=None)`.'
    )
