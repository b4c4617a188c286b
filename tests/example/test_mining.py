"""Calls cut out of tests, scripts, notebooks and pages, with what they need; near misses are left."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_howto import document

ShowAll = Callable[..., tuple[document.Example, ...]]
Run = Callable[[str], str]
Mine = Callable[..., tuple[document.Example, ...]]

SHOP = """
    class StockError(Exception):
        pass

    def add(name, count=1, *, price=None):
        return count

    class Store:
        def __init__(self, name):
            self.name = name

        def take(self, name):
            return name
"""


@pytest.fixture
def mine(tmp_path: Path, show_all: ShowAll) -> Mine:
    def make(text: str, name: str, file: str = "tests/test_shop.py") -> tuple[document.Example, ...]:
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
        return show_all(SHOP, name, example_paths=[str(path.parent)])

    return make


PAIRS = {
    "an assertion becomes a result": (
        """
        from shop import add

        def test_add():
            assert add("bolt", 3) == 3
        """,
        "add",
        'from shop import add\n\nprint(add("bolt", 3))  # 3',
    ),
    "a module import": (
        """
        import shop

        def test_add():
            assert shop.add("bolt") == 1
        """,
        "add",
        'import shop\n\nprint(shop.add("bolt"))  # 1',
    ),
    "only what the call needs": (
        """
        from shop import add

        def test_add():
            other = 3
            count = 2
            result = add("bolt", count)
            assert other
            assert result == 2
        """,
        "add",
        'from shop import add\n\ncount = 2\nresult = add("bolt", count)\nprint(result)  # 2',
    ),
    "a constant of the module": (
        """
        from shop import add

        NAME = "bolt"

        def test_add():
            assert add(NAME) == 1
        """,
        "add",
        'from shop import add\n\nNAME = "bolt"\nprint(add(NAME))  # 1',
    ),
    "the first of the parametrized values": (
        """
        import pytest
        from shop import add

        @pytest.mark.parametrize(("name", "count"), [("bolt", 3), ("nut", 4)])
        def test_add(name, count):
            assert add(name, count) == count
        """,
        "add",
        'from shop import add\n\nprint(add("bolt", 3))  # 3',
    ),
    "a simple fixture": (
        """
        import pytest
        from shop import Store

        @pytest.fixture
        def store():
            return Store("Ada")

        def test_take(store):
            assert store.take("bolt") == "bolt"
        """,
        "Store.take",
        'from shop import Store\n\nstore = Store("Ada")\nprint(store.take("bolt"))  # bolt',
    ),
    "unittest with setUp": (
        """
        import unittest
        from shop import Store

        class TestStore(unittest.TestCase):
            def setUp(self):
                self.store = Store("Ada")

            def test_name(self):
                self.assertEqual(self.store.name, "Ada")

            def test_make(self):
                self.assertEqual(Store("Bob").name, "Bob")
        """,
        "Store",
        'from shop import Store\n\nprint(Store("Bob").name)  # Bob',
    ),
    "a coroutine test": (
        """
        from shop import add

        async def test_add():
            assert add("bolt") == 1
        """,
        "add",
        (
            'import asyncio\n\nfrom shop import add\n\n\nasync def main():\n    print(add("bolt"))  # 1\n\n\n'
            "asyncio.run(main())"
        ),
    ),
    "a temporary folder": (
        """
        from shop import add

        def test_add(tmp_path):
            path = tmp_path / "a"
            assert add(path, 1) == 1
        """,
        "add",
        (
            "from pathlib import Path\nfrom tempfile import TemporaryDirectory\n\nfrom shop import add\n\n"
            'with TemporaryDirectory() as folder:\n    path = Path(folder) / "a"\n'
            "    print(add(path, 1))  # 1"
        ),
    ),
    "a script": (
        """
        from shop import add

        name = "bolt"
        print(add(name))
        """,
        "add",
        'from shop import add\n\nname = "bolt"\nprint(add(name))',
    ),
}


@pytest.mark.parametrize("what", PAIRS)
def test_mined(mine: Mine, run: Run, what: str) -> None:
    text, name, code = PAIRS[what]
    made = mine(text, name)[0]
    assert made.code == code
    assert made.origin == "mined"
    assert all(check.passed for check in made.checks)
    run(made.code)


NEAR_MISSES = {
    "a mock": (
        "from unittest.mock import Mock\nfrom shop import add\n\ndef test_a():\n    assert add(Mock()) == 1"
    ),
    "a patched world": (
        "from shop import add\n\ndef test_a(monkeypatch):\n    monkeypatch.setattr('shop.x', 1)\n"
        "    assert add('a') == 1"
    ),
    "an expected error": (
        "import pytest\nfrom shop import add\n\ndef test_a():\n    with pytest.raises(TypeError):\n"
        "        add(1)"
    ),
    "a loop over cases": (
        "from shop import add\n\ndef test_a():\n    for n in ['a', 'b']:\n        assert add(n) == 1"
    ),
    "a private name": "import shop\nfrom shop import add\n\ndef test_a():\n    assert add(shop._secret) == 1",
    "a fixture that nobody knows": "from shop import add\n\ndef test_a(client):\n    assert add(client) == 1",
    "a call that no longer fits": "from shop import add\n\ndef test_a():\n    assert add() == 1",
    "another function of that name": "from other import add\n\ndef test_a():\n    assert add('a') == 1",
    "more than twelve lines": "from shop import add\n\ndef test_a():\n"
    + "".join(f"    a{n} = {n}\n" for n in range(13))
    + "    assert add("
    + " + ".join(f"a{n}" for n in range(13))
    + ") == 1",
    "broken code": "from shop import add\ndef test_a(:\n    add('a')",
}


@pytest.mark.parametrize("what", NEAR_MISSES)
def test_a_candidate_that_misleads_is_left(mine: Mine, what: str) -> None:
    assert mine(NEAR_MISSES[what], "add")[0].origin == "synthesised"


def test_two_examples_differ_in_the_arguments_they_give(mine: Mine) -> None:
    found = mine(
        """
        from shop import add

        def test_add():
            assert add("bolt") == 1

        def test_again():
            assert add("nut") == 1

        def test_price():
            assert add("bolt", 2, price=0.5) == 2
        """,
        "add",
    )
    assert [one.code.splitlines()[-1] for one in found] == [
        'print(add("nut"))  # 1',
        'print(add("bolt", 2, price=0.5))  # 2',
    ]


def test_place_of_a_mined_example(mine: Mine) -> None:
    made = mine(PAIRS["an assertion becomes a result"][0], "add")[0]
    assert made.file.endswith("test_shop.py")
    assert made.line == 5


def test_a_notebook(mine: Mine) -> None:
    cells = [
        {"cell_type": "markdown", "source": ["# add"]},
        {"cell_type": "code", "source": ["%matplotlib inline\n", "from shop import add"]},
        {"cell_type": "code", "source": 'print(add("bolt", 4))'},
    ]
    made = mine(json.dumps({"cells": cells}), "add", "notebooks/shop.ipynb")[0]
    assert made.code == 'from shop import add\n\nprint(add("bolt", 4))'


@pytest.mark.parametrize(
    ("text", "file", "line"),
    [
        ("# Shop\n\n```python\nfrom shop import add\nadd('bolt', 5)\n```\n", "docs/shop.md", 5),
        (
            (
                "Shop\n\n.. code-block:: python\n   :caption: x\n\n"
                "   from shop import add\n   add('bolt', 5)\n\nEnd"
            ),
            "docs/a.rst",
            7,
        ),
    ],
)
def test_a_page(mine: Mine, text: str, file: str, line: int) -> None:
    made = mine(text, "add", file)[0]
    assert made.code == 'from shop import add\n\nadd("bolt", 5)'
    assert made.line == line


def test_a_changed_file_is_read_again(mine: Mine, tmp_path: Path) -> None:
    text = "from shop import add\n\ndef test_a():\n    assert add('{}') == 1\n"
    assert '"bolt"' in mine(text.format("bolt"), "add")[0].code
    assert '"washer"' in mine(text.format("washer"), "add")[0].code


def test_a_docstring_example_comes_before_a_mined_one(tmp_path: Path, show_all: ShowAll) -> None:
    (tmp_path / "test_shop.py").write_text("from shop import add\n\ndef test_a():\n    assert add(1) == 1\n")
    code = '''
        def add(number):
            """Add.

            >>> add(2)
            2
            """
            return number
    '''
    assert show_all(code, "add", example_paths=[str(tmp_path)])[0].origin == "docstring"
