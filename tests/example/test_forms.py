"""How each kind of object is shown; every example here is really run."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_howto import document

Show = Callable[..., document.Example]
Run = Callable[[str], str]

FORMS = {
    "a coroutine": (
        "async def fetch(name: str) -> str: return name",
        "fetch",
        """
        import asyncio

        from shop import fetch


        async def main():
            print(await fetch("Ada"))


        asyncio.run(main())
        """,
        "Ada\n",
    ),
    "an asynchronous generator": (
        "async def count(limit: int):\n    for n in range(limit): yield n",
        "count",
        """
        import asyncio

        from shop import count


        async def main():
            async for item in count(3):
                print(item)


        asyncio.run(main())
        """,
        "0\n1\n2\n",
    ),
    "a generator": (
        "def count(limit: int):\n    for n in range(limit): yield n",
        "count",
        """
        from shop import count

        for item in count(3):
            print(item)
        """,
        "0\n1\n2\n",
    ),
    "a generator without end": (
        "def count():\n    n = 0\n    while True:\n        yield n\n        n += 1",
        "count",
        """
        import itertools

        from shop import count

        for item in itertools.islice(count(), 3):
            print(item)
        """,
        "0\n1\n2\n",
    ),
    "a context manager function": (
        "from contextlib import contextmanager\n@contextmanager\ndef opened(name: str):\n    yield name",
        "opened",
        """
        from shop import opened

        with opened("Ada") as result:
            print(result)
        """,
        "Ada\n",
    ),
    "a function that gives nothing": (
        "def note(text: str) -> None: pass",
        "note",
        """
        from shop import note

        note("Some text")
        """,
        "",
    ),
    "a property": (
        "class Box:\n    @property\n    def size(self): return 3",
        "Box.size",
        """
        from shop import Box

        box = Box()
        print(box.size)
        """,
        "3\n",
    ),
    "a class method": (
        "class Box:\n    @classmethod\n    def of(cls, size: int): return size",
        "Box.of",
        """
        from shop import Box

        print(Box.of(10))
        """,
        "10\n",
    ),
    "a static method": (
        "class Box:\n    @staticmethod\n    def twice(size: int): return size * 2",
        "Box.twice",
        """
        from shop import Box

        print(Box.twice(10))
        """,
        "20\n",
    ),
    "a method of a context manager": (
        (
            "class Box:\n    def __enter__(self): return self\n    def __exit__(self, *rest): pass\n"
            "    def size(self): return 3"
        ),
        "Box.size",
        """
        from shop import Box

        with Box() as box:
            print(box.size())
        """,
        "3\n",
    ),
    "an abstract class": (
        (
            "from abc import ABC, abstractmethod\nclass Base(ABC):\n    @abstractmethod\n"
            "    def encode(self, text: str) -> str: ...\n    def twice(self, text: str) -> str:\n"
            "        return self.encode(text) * 2"
        ),
        "Base",
        """
        from shop import Base


        class ExampleBase(Base):
            def encode(self, text: str) -> str:
                return text


        base = ExampleBase()
        print(base.twice("Some text"))
        """,
        "Some textSome text\n",
    ),
    "an exception": (
        (
            "class StockError(Exception):\n    def __init__(self, name: str, missing: int):\n"
            "        super().__init__(f'{missing} {name}')"
        ),
        "StockError",
        """
        from shop import StockError

        try:
            raise StockError("Ada", 3)
        except StockError as error:
            print(error)
        """,
        "3 Ada\n",
    ),
    "an enumeration": (
        "from enum import Enum\nclass Color(Enum):\n    RED = 'r'",
        "Color",
        """
        from shop import Color

        for member in Color:
            print(member.name, member.value)
        """,
        "RED r\n",
    ),
    "a dataclass": (
        (
            "from dataclasses import dataclass, field\n@dataclass\nclass Point:\n    x: int\n    y: int\n"
            "    tags: list[str] = field(default_factory=list)"
        ),
        "Point",
        """
        from shop import Point

        point = Point(1, 2)
        print(point)
        """,
        "Point(x=1, y=2, tags=[])\n",
    ),
    "a named tuple": (
        "from collections import namedtuple\nclass Point(namedtuple('Point', 'x y')):\n    pass",
        "Point",
        """
        from shop import Point

        point = Point(1, 2)
        print(point)
        """,
        "Point(x=1, y=2)\n",
    ),
    "a typed dictionary": (
        "from typing import TypedDict\nclass Movie(TypedDict):\n    title: str\n    year: int",
        "Movie",
        """
        from shop import Movie

        movie: Movie = {"title": "Example", "year": 2024}
        print(movie)
        """,
        "{'title': 'Example', 'year': 2024}\n",
    ),
    "a protocol": (
        "from typing import Protocol\nclass Sized(Protocol):\n    def size(self) -> int: ...",
        "Sized",
        """
        from shop import Sized


        class ExampleSized:
            def size(self) -> int:
                return 10


        sized: Sized = ExampleSized()
        print(sized.size())
        """,
        "10\n",
    ),
    "a decorator": (
        (
            "import functools\ndef loud(func):\n    @functools.wraps(func)\n    def wrapper(*args):\n"
            "        return func(*args).upper()\n    return wrapper"
        ),
        "loud",
        """
        from shop import loud


        @loud
        def greet(name):
            return f"Hello, {name}!"


        print(greet("Ada"))
        """,
        "HELLO, ADA!\n",
    ),
    "a decorator with arguments": (
        (
            "def repeat(times: int):\n    def decorate(func):\n        def wrapper(*args):\n"
            "            return func(*args) * times\n        return wrapper\n    return decorate"
        ),
        "repeat",
        """
        from shop import repeat


        @repeat(3)
        def greet(name):
            return f"Hello, {name}!"


        print(greet("Ada"))
        """,
        "Hello, Ada!Hello, Ada!Hello, Ada!\n",
    ),
    "a metaclass": (
        "class Meta(type): pass",
        "Meta",
        """
        from shop import Meta


        class Example(metaclass=Meta):
            pass


        print(type(Example))
        """,
        "<class 'shop.Meta'>\n",
    ),
    "a descriptor": (
        "class Seven:\n    def __get__(self, instance, owner=None): return 7",
        "Seven",
        """
        from shop import Seven


        class Example:
            attribute = Seven()


        example = Example()
        print(example.attribute)
        """,
        "7\n",
    ),
    "a callable object": (
        (
            "class Adder:\n    def __init__(self, amount: int): self.amount = amount\n"
            "    def __call__(self, number: int) -> int: return number + self.amount"
        ),
        "Adder",
        """
        from shop import Adder

        adder = Adder(10)
        print(adder(3))
        """,
        "13\n",
    ),
    "a constant": (
        "LIMIT = 3",
        "LIMIT",
        """
        from shop import LIMIT

        print(LIMIT)
        """,
        "3\n",
    ),
    "a name that hides a builtin": (
        "def print(text: str) -> None: pass",
        "print",
        """
        import shop

        shop.print("Some text")
        """,
        "",
    ),
    "a module of functions": (
        (
            "def parse(text: str) -> list[str]: return text.split()\n"
            "def count(words: list[str]) -> int: return len(words)"
        ),
        "",
        """
        from shop import count, parse

        words = parse("Some text")
        print(words)
        print(count(words))
        """,
        "['Some', 'text']\n2\n",
    ),
    "a module of constants": (
        "LIMIT = 3\nNAME = 'Ada'",
        "",
        """
        from shop import LIMIT, NAME

        print(LIMIT)
        print(NAME)
        """,
        "3\nAda\n",
    ),
}


@pytest.mark.parametrize("kind", FORMS)
def test_form(show: Show, run: Run, kind: str) -> None:
    code, name, expected, printed = FORMS[kind]
    made = show(code, name).code
    assert made == textwrap.dedent(expected).strip()
    assert run(made) == printed


def test_a_program_is_shown_with_its_shell_line(show: Show, run: Run) -> None:
    code = """
        import argparse

        def main(argv=None):
            parser = argparse.ArgumentParser()
            parser.add_argument("name")
            parser.add_argument("--count", type=int, default=1)
            parser.add_argument("--by", choices=("region", "product"), default="region")
            args = parser.parse_args(argv)
            print(args.name, args.by)
            return 0
    """
    made = show(code)
    assert run(made.code) == "Ada product\n0\n"
    # Nothing runs it
    assert made.command == ""
    guarded = f"{textwrap.dedent(code)}\nif __name__ == '__main__':\n    main()\n"
    assert show(guarded).command == "python shop.py Ada --by product"


@pytest.mark.parametrize(
    ("code", "call"),
    [
        ("def main(argv=None):\n    return 0", 'status = main(["--x"])\nprint(status)'),
        ("def main(argv=None):\n    return", 'main(["--x"])'),
        ("async def main(argv=None):\n    pass", 'asyncio.run(main(["--x"]))'),
    ],
)
def test_the_status_of_a_program_is_printed(show: Show, run: Run, code: str, call: str) -> None:
    head, _, rest = code.partition("\n")
    parse = """
    p = argparse.ArgumentParser()
    p.add_argument("--x", action="store_true")
    p.parse_args(argv)"""
    made = show(f"import argparse\n{head}{parse}\n{rest}\n", "main")
    assert made.code.endswith(f"\n\n{call}")
    run(made.code)


def test_a_function_without_a_parser_is_no_program(show: Show) -> None:
    assert show("def main(argv=None): return 0").command == ""


def test_a_click_command_runs_in_the_test_runner(show: Show, tmp_path: Path) -> None:
    (tmp_path / "click").mkdir()
    (tmp_path / "click" / "__init__.py").write_text("def command(): ...\ndef option(*flags, **more): ...\n")
    (tmp_path / "click" / "testing.py").write_text("class CliRunner:\n    def invoke(self, cli, args): ...\n")
    code = """
        import click

        @click.command()
        @click.option("--count", type=int, required=True)
        def hello(count):
            print(count)

        if __name__ == "__main__":
            hello()
    """
    assert show(code).command == "python shop.py --count 3"
    made = show(code, "hello")
    assert made.command == "python shop.py --count 3"
    assert 'CliRunner().invoke(hello, ["--count", "3"])' in made.code


def test_a_method_that_may_wait_or_needs_a_state_is_not_shown(show: Show) -> None:
    code = """
        class Box:
            def __init__(self):
                self.items = []
                self.closed = False

            def add(self, name: str) -> int:
                if self.closed:
                    raise ValueError
                self.items.append(name)
                return len(self.items)

            def take(self, position: int) -> str:
                if not self.items:
                    raise IndexError
                return self.items.pop()

            def wait_for(self, seconds: float) -> str:
                self.event.wait(seconds)
                return ""
    """
    made = show(code, "Box").code
    assert 'box.add("Ada")' in made
    assert "take" not in made
    assert "wait_for" not in made


def test_an_own_exception_that_a_method_may_raise_is_caught(show: Show, run: Run) -> None:
    code = """
        class StockError(Exception):
            pass

        class Box:
            def __init__(self):
                self.items = {}

            def take(self, name: str) -> str:
                if self.items.get(name, 0) < 1:
                    raise StockError(name)
                return name
    """
    made = show(code, "Box").code
    assert made.endswith('try:\n    print(box.take("Ada"))\nexcept StockError as error:\n    print(error)')
    assert run(made) == "Ada\n"


def test_an_object_is_built_two_levels_deep_and_no_further(show: Show) -> None:
    code = """
        class A:
            def __init__(self, size: int): pass
        class B:
            def __init__(self, a: A): pass
        class C:
            def __init__(self, b: B): pass
        class D:
            def __init__(self, c: C): pass
    """
    assert "C(B(A(10)))" in show(code, "C").code
    assert "A(" not in show(code, "D").code


def test_a_private_base_is_never_named(show: Show) -> None:
    code = """
        class _Base:
            pass
        class Child(_Base):
            pass
        def use(thing: _Base):
            return thing
    """
    assert "print(use(Child()))" in show(code, "use").code


def test_an_exception_is_given_its_message(show: Show, run: Run) -> None:
    code = """
        class ShopError(Exception):
            def __init__(self, msg="", code=None):
                super().__init__(msg)
    """
    assert run(show(code, "ShopError").code) == "Some text\n"


def test_an_inherited_method_is_shown_on_the_class_that_was_named(show: Show, run: Run) -> None:
    code = """
        class Base:
            def size(self): return 3
        class Box(Base):
            pass
    """
    assert show(code, "Box.size").code == "from shop import Box\n\nbox = Box()\nprint(box.size())"


def test_a_method_that_decorates(show: Show, run: Run) -> None:
    code = """
        class App:
            def route(self, path: str):
                def decorate(func):
                    return func
                return decorate
    """
    made = show(code, "App.route").code
    assert "\n@app.route(" in made
    assert run(made) == "Hello, Ada!\n"


def test_what_a_mixin_lacks_is_brought_along(show: Show, run: Run) -> None:
    code = "class Label:\n    def label(self):\n        return self.name.upper()"
    made = show(code, "Label").code
    assert "class ExampleLabel(Label):\n    name = " in made
    assert run(made)


def test_what_cannot_be_made_up_for_a_mixin_is_left_open(show: Show, run: Run) -> None:
    code = "class Label:\n    def label(self):\n        return self.window.children"
    made = show(code, "Label").code
    assert made.endswith("class Example(Label):\n    # What the methods of Label read\n    window = ...")
    run(made)
    whole = code.replace("    def", "    window = None\n    def", 1)
    assert "class Example" not in show(whole, "Label").code


MADE = """
    {class_}
    def make_box(size: int){returns}:
        return Box(size)
"""
BARE = "class Box:\n        def __init__(self, size: int):\n            self.size = size"
TOLD = f"{BARE}\n        def __repr__(self):\n            return 'a box'"


@pytest.mark.parametrize("returns", ["", " -> Box", " -> 'Box'"])
def test_an_object_that_says_nothing_when_printed_is_kept(show: Show, run: Run, returns: str) -> None:
    made = show(textwrap.dedent(MADE.format(class_=BARE, returns=returns)), "make_box").code
    assert made.endswith("box = make_box(10)")
    assert run(made) == ""
    made = show(textwrap.dedent(MADE.format(class_=TOLD, returns=returns)), "make_box").code
    assert run(made) == "a box\n"


def test_an_application_is_not_printed(show: Show) -> None:
    code = "from fastapi import FastAPI\ndef make() -> {}: ...\n"
    assert show(code.format("FastAPI"), "make").code.endswith("app = make()")
    assert show(code.format("int"), "make").code.endswith("print(make())")


@pytest.mark.parametrize(("parameter", "is_shown"), [("key", True), ("index", False)])
def test_what_stores_by_key_is_stored_in(show: Show, run: Run, parameter: str, is_shown: bool) -> None:
    code = f"""
        class Box:
            def __init__(self):
                self.items = {{}}
            def __setitem__(self, {parameter}, value):
                self.items[{parameter}] = value
            def __getitem__(self, {parameter}):
                return self.items[{parameter}]
            def size(self) -> int:
                return len(self.items)
    """
    made = show(textwrap.dedent(code), "Box").code
    assert ('print(box["key"])' in made) is is_shown
    assert run(made) == ("value\n1\n" if is_shown else "0\n")


def test_what_a_library_reads_like_an_attribute_is(show: Show) -> None:
    box = "class Box:\n    @memoized_property\n    def size(self):\n        return 3\n"
    code = f"from other import memoized_property\n{box}"
    assert "print(box.size)" in show(code, "Box").code


@pytest.mark.parametrize(
    ("further", "expected"), [("", "print(Mode.A)"), ("    def go(self): ...\n", "mode.go()")]
)
def test_constants_are_read_on_the_class(show: Show, further: str, expected: str) -> None:
    made = show(f"class Mode:\n    A = 1\n{further}", "Mode").code
    assert expected in made
    assert ("Mode()" in made) is bool(further)


@pytest.mark.parametrize(
    ("given", "prints"), [("", "inside the block"), (" None", "inside the block"), (" 3", "3")]
)
def test_a_block_that_is_given_nothing(show: Show, run: Run, given: str, prints: str) -> None:
    code = f"from contextlib import contextmanager\n@contextmanager\ndef at():\n    yield{given}\n"
    made = show(code, "at").code
    assert run(made) == f"{prints}\n"
    assert (" as " in made) is (prints == "3")


def test_what_may_be_anything_is_printed(show: Show) -> None:
    code = "from typing import Any\ndef put(name: str) -> Any:\n    return name\n"
    assert show(code, "put").code.endswith('print(put("Ada"))')


def test_what_a_base_of_the_project_stores_by_key_is_stored_in(show: Show, run: Run) -> None:
    code = """
        class Base:
            def __init__(self):
                self.items = {}
            def __setitem__(self, key, value, kept=None):
                self.items[key] = value
            def __getitem__(self, key):
                return self.items[key]
        class Box(Base):
            pass
    """
    made = show(textwrap.dedent(code), "Box").code
    assert run(made).startswith("value\n")


@pytest.mark.parametrize(
    ("body", "is_shown"),
    [
        ("self.items[key] = value", True),
        ("self.items[key] = weakref.ref(value)", False),
        ("self.items[key] = value.items()", False),
    ],
)
def test_a_value_that_cannot_be_stored_is_not(show: Show, body: str, is_shown: bool) -> None:
    code = f"""
        import weakref
        class Box:
            def __init__(self):
                self.items = {{}}
            def __setitem__(self, key: str, value):
                {body}
            def __getitem__(self, key):
                return self.items[key]
    """
    assert ('["key"] = "value"' in show(textwrap.dedent(code), "Box").code) is is_shown
