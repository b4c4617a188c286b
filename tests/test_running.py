"""Which modules are run rather than imported."""

from __future__ import annotations

import ast
from pathlib import Path
from textwrap import dedent
from types import SimpleNamespace
from typing import Any

import pytest

from sphinx_howto import running

WORKS = "import requests\ndef crawl(url):\n    requests.get(url)\n"
PROGRAMS = [
    "import bot\nbot.polling()",
    "name = input()",
    "while True:\n    turn()",
    "def main(): ...\nmain()",
    WORKS + "crawl('u')\nprint('end')",
    WORKS + "def every():\n    crawl('u')\nevery()",
    WORKS + "found = crawl('u')",
    WORKS + "for page in pages:\n    crawl(page)",
    "import requests\ndef show(x): ...\nr = requests.get('u')\nshow(r)",
    "import sqlite3\nc = sqlite3.connect('d')\nc.execute('INSERT INTO t VALUES (1)')",
    "names = []\nfor name in names:\n    print(name)",
    "import time\ndef f(): ...\ntime.sleep(3)\nf()",
]
IMPORTED = [
    WORKS,
    WORKS + "import atexit\natexit.register(crawl)",
    WORKS + "if __name__ == '__main__':\n    crawl('u')",
    WORKS + "later = lambda: crawl('u')",
    WORKS + "if DEBUG:\n    crawl('u')",
    "def _fill(): ...\n_fill()",
    "def register(name): ...\nregister('a')",
    "def make(it):\n    def inner():\n        it.sendmail()\n    return inner\nget = make(1)",
    "try:\n    import fast\n    print('fast')\nexcept ImportError:\n    print('slow')\ndef f(): ...",
    "c = connect()\nc.execute('CREATE TABLE IF NOT EXISTS t (a)')\nc.commit()\ndef f(): ...",
    "print('loading')\ndef f(): ...",
    "if x:\n    def f():\n        while True:\n            pass\nelse:\n    f = None",
]


def module(code: str, name: str = "shop") -> Any:
    """What the rules read of a module."""
    tree = ast.parse(dedent(code))
    return SimpleNamespace(name=name, path=Path(f"{name}.py"), tree=tree, text=code)


@pytest.mark.parametrize("code", PROGRAMS)
def test_work_at_import_makes_a_program(code: str) -> None:
    assert running.is_program(module(code))
    assert running.at_import(module(code))


@pytest.mark.parametrize("code", IMPORTED)
def test_what_makes_ready_does_not(code: str) -> None:
    assert not running.is_program(module(code))
    assert not running.at_import(module(code))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("def f(): ...\nprint(f())", True),
        ("def f():\n    print(1)\nf()", True),
        ("def _f():\n    print(1)\n_f()", False),
        ("def f(): ...\nf()", False),
    ],
)
def test_a_module_that_ends_with_a_print_is_still_imported(code: str, expected: bool) -> None:
    assert not running.is_program(module(code))
    assert running.at_import(module(code)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Usage:\n    python scripts/shop.py [--dry]", "python scripts/shop.py"),
        ("Usage : python3 tools/shop.py", "python3 tools/shop.py"),
        ("Run python other.py before.", "python shop.py"),
        ("See python shop.pyx.", "python shop.py"),
    ],
)
def test_the_line_of_the_author_runs_a_module(text: str, expected: str) -> None:
    assert running.command(module(f'"""Sell.\n\n{text}\n"""\n')) == expected
