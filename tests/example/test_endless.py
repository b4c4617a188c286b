"""Calls that never come back: they stand last, and say how they are stopped."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from sphinx_howto import document

Show = Callable[..., document.Example]

POLL = """
    import time

    def poll(name: str):
        while {test}:
            print(name)
            {leave}

    def size(name: str) -> int:
        return len(name)
"""


def test_what_goes_round_for_ever_stands_last(show: Show) -> None:
    lines = show(textwrap.dedent(POLL.format(test="True", leave="time.sleep(60)"))).code.splitlines()
    assert lines[-1].startswith("poll(")
    assert lines[-2] == "# Goes on until you stop it with Ctrl+C"
    assert lines[-3].startswith("print(size(")


@pytest.mark.parametrize(
    ("test", "leave"), [("True", "break"), ("True", "return"), ("True", "sys.exit()"), ("name", "name = ''")]
)
def test_what_ends_needs_no_word(show: Show, test: str, leave: str) -> None:
    assert "Ctrl+C" not in show(textwrap.dedent(POLL.format(test=test, leave=leave))).code
