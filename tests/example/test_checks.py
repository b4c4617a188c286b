"""The checks: what is proven wrong is found at its line, what cannot be known is let be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_howto import document, options, source
from sphinx_howto.example import checks, construct

Show = Callable[..., document.Example]
Check = Callable[[str], tuple[document.Check, ...]]

SHOP = """
import functools
from dataclasses import dataclass
from enum import Enum

def add(name: str, count: int = 1, *, price: float | None = None) -> int: return count
def rest(*names, **more): return names
async def fetch(name): return name
async def stream(name): yield name
def words(text):
    yield text
def changed(function):
    return function
@changed
def decorated(a): return a

class Color(Enum):
    RED = 1

@dataclass
class Point:
    x: int
    y: int = 0

class Box:
    size = 1
    def __init__(self, name, /, limit=1):
        self.name = name
    def put(self, item): return item
    @property
    def full(self): return False
    @classmethod
    def of(cls, name): return cls(name)

class Open(Box):
    def __getattr__(self, name): return name

def box(name: str) -> Box: return Box(name)
"""

WRONG = {
    "a missing argument": ("from shop import add\nadd()", "binds", 2),
    "an argument too many": ("from shop import add\nadd('a', 1, 2)", "binds", 2),
    "an unknown keyword": ("from shop import add\n\nadd('a', cost=1)", "binds", 3),
    "an argument given twice": ("from shop import add\nadd('a', name='b')", "binds", 2),
    "a constructor": ("import shop\nshop.Box()", "binds", 2),
    "a positional-only parameter by name": ("import shop\nshop.Box(name='a')", "binds", 2),
    "a dataclass": ("from shop import Point\nPoint()", "binds", 2),
    "a method": ("from shop import Box\nbox = Box('a')\nbox.put()", "binds", 3),
    "a method of what a function returns": ("from shop import box\nbox('a').put(1, 2)", "binds", 2),
    "a method of what a class method returns": ("from shop import Box\nBox.of()", "binds", 2),
    "an attribute that is gone": ("from shop import Box\nbox = Box('a')\nprint(box.weight)", "binds", 3),
    "a coroutine that nobody awaits": ("from shop import fetch\nfetch('a')", "binds", 2),
    "an asynchronous generator in a plain loop": (
        "from shop import stream\nfor x in stream('a'):\n    pass",
        "binds",
        2,
    ),
    "an unknown name": ("from shop import add\nadd(name)", "names", 2),
    "an unknown name in a function": ("def f():\n    return g()\nf()", "names", 2),
    "a module that is not there": ("import shopp", "imports", 1),
    "a name that is not in the module": ("\nfrom shop import remove", "imports", 2),
    "a relative import": ("from . import shop", "imports", 1),
    "no Python": ("add(", "compiles", 1),
    "a return outside a function": ("x = 1\nreturn x", "compiles", 2),
}

FINE = {
    "defaults": "from shop import add\nadd('a')\nadd('a', 1, price=2.0)\nadd(name='a')",
    "unpacking": "from shop import add\nvalues = ('a', 1)\nadd(*values)\nadd(**{'name': 'a'})",
    "anything": "from shop import rest\nrest(1, 2, a=3)",
    "a changed signature": "from shop import decorated\ndecorated(1, 2, 3)",
    "a value of an enumeration": "from shop import Color\nColor(1)\nColor['RED']",
    "a dynamic attribute": "from shop import Open\nOpen('a').anything",
    "an awaited coroutine": "import asyncio\nfrom shop import fetch\nasyncio.run(fetch('a'))",
    "a name bound twice": "from shop import Box, add\nx = Box('a')\nx = add\nx('a')",
    "a class of the example": (
        "from shop import Box\nclass Mine(Box):\n    def __init__(self): super().__init__('a')\nMine()"
    ),
    "an optional import": "try:\n    import shopp\nexcept ImportError:\n    shopp = None",
    "builtins and module names": "print(__name__, len([n for n in range(3)]))",
    "a submodule": "import os.path\nfrom xml.etree import ElementTree\nElementTree.fromstring('<a/>')",
    "a compiled module": "import math\nfrom _json import make_encoder\nmath.floor(1.5)",
    "an instance given to the class": "from shop import Box\nBox.put(Box('a'), 1)",
    "a comprehension and a lambda": "f = lambda x: [y for y in x]\nf([1])",
}


@pytest.fixture
def check(tmp_path: Path) -> Check:
    (tmp_path / "shop.py").write_text(SHOP, encoding="utf-8")
    lookup = source.open_project([str(tmp_path)], allow_inspection=True)
    context = construct.context(lookup, options.make())
    return lambda code: checks.run(code, context)


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_found_at_its_line(check: Check, what: str) -> None:
    code, name, line = WRONG[what]
    failed = [one for one in check(code) if not one.passed]
    assert [(one.name, one.line) for one in failed] == [(name, line)]
    assert failed[0].message


@pytest.mark.parametrize("what", FINE)
def test_what_is_right_or_unknown_passes(check: Check, what: str) -> None:
    found = check(FINE[what])
    assert [one for one in found if not one.passed] == []
    assert [one.name for one in found] == ["compiles", "imports", "binds", "names"]


def test_the_directive_s_content_is_kept_and_checked(show: Show) -> None:
    made = show("def add(name, count): return count", "add", example_code="from shop import add\nadd('a')\n")
    assert made.origin == "directive"
    assert made.code == "from shop import add\nadd('a')"
    assert [(one.name, one.line) for one in made.checks if not one.passed] == [("binds", 2)]


def test_prompts_in_the_directive_s_content(show: Callable[..., document.Example]) -> None:
    code = ">>> from shop import add\n>>> add('a', 2)\n2\n>>> add('a')\n2"
    made = show("def add(name, count): return count", "add", example_code=code)
    assert made.code == code
    assert [(one.name, one.line) for one in made.checks if not one.passed] == [("binds", 4)]
