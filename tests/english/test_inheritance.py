"""What an instance gets from the ``__init__`` of a base, in the steps and in the facts."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from tests.english.describing import facts_of, lines_of
from tests.english.explaining import lines

BASE = """
from dataclasses import dataclass
from socket import create_connection
class Base:
    def __init__(self, host, *, port=80):
        if port < 0:
            raise ValueError("port")
        self.host = host
        if host:
            self.line = create_connection((host, port))
"""


def created(folder: Path, code: str) -> list[str]:
    told = lines(folder, BASE + dedent(code), "C")
    return [item.partition(": ")[2] for item in told if item.startswith("Initialization")]


def test_an_inherited_init_is_told_with_what_it_sets(tmp_path: Path) -> None:
    told = created(tmp_path, "class C(Base):\n    def go(self): ...\n")
    takes = "Takes `host` and keyword-only `port` (default `80`)."
    assert told == [f"Inherited from `Base`. {takes} Sets `self.host`. Can set `self.line`."]


@pytest.mark.parametrize(
    "code",
    [
        "class C(Base):\n    def __new__(cls): ...\n",
        "class C(Base):\n    __init__ = make()\n",
        "@dataclass\nclass C(Base):\n    size: int\n",
        "class M:\n    def __new__(cls): ...\nclass C(M, Base): ...\n",
        "class C(Unknown, Base): ...\n",
        "from threading import Thread\nclass C(Thread):\n    def run(self): ...\n",
        "class C:\n    def go(self): ...\n",
    ],
)
def test_another_creation_is_not_taken_for_it(tmp_path: Path, code: str) -> None:
    assert created(tmp_path, code) == []


def test_facts_of_creation_follow_the_base(tmp_path: Path) -> None:
    code = BASE + "class C(Base):\n    def go(self): ...\n"
    found = facts_of(tmp_path, code, "C")
    assert found["Raises"] == "`C(...)` raises `ValueError` if `port` is less than `0`."
    assert found["Network"].startswith("`C(...)` connects to `(host, port)`")
    # The base stands elsewhere: the lines are those of the class
    assert lines_of(tmp_path, code, "C")["Raises"] == (11, 11)


def test_exceptions_of_super_and_of_known_objects_are_passed_on(tmp_path: Path) -> None:
    code = dedent(
        """
        class Base:
            def check(self, x):
                if x < 0:
                    raise ValueError
        class C(Base):
            def check(self, x):
                return super().check(x)
        def f(x):
            base = Base()
            base.check(x)
        def g(x, c):
            c.check(x)
        """
    )
    assert facts_of(tmp_path, code, "C")["Raises"] == "`check` passes on `ValueError` from `Base.check`."
    assert facts_of(tmp_path, code, "f")["Raises"] == "Passes on `ValueError` from `Base.check`."
    assert "Raises" not in facts_of(tmp_path, code, "g")
