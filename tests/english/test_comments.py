"""Comments on branches, handlers and entries are quoted where they explain; near misses are left out."""

# ruff: noqa: E501  # a pair stands on one line

from __future__ import annotations

from pathlib import Path

import pytest

from tests.english.explaining import lines

_NOTES = "The author notes: “{}”."


def _told(folder: Path, body: str) -> str:
    indented = "".join(f"    {line}\n" if line else "\n" for line in body.splitlines())
    return "\n".join(lines(folder, f"def f(x, y):\n{indented}"))


ON_BRANCHES = [
    ("elif", "if x == 1:\n    y.a()\n# the old server cannot take twos\nelif x == 2:\n    y.b()"),
    ("behind elif", "if x == 1:\n    y.a()\nelif x == 2:  # the old server cannot take twos\n    y.b()"),
    ("else", "if x == 1:\n    y.a()\n# the old server cannot take twos\nelse:\n    y.b()"),
    ("behind else", "if x == 1:\n    y.a()\nelse:  # the old server cannot take twos\n    y.b()"),
    ("except", "try:\n    y.a()\n# the old server cannot take twos\nexcept KeyError:\n    y.b()"),
    ("behind except", "try:\n    y.a()\nexcept KeyError:  # the old server cannot take twos\n    y.b()"),
    ("finally", "try:\n    y.a()\nfinally:  # the old server cannot take twos\n    y.b()"),
    ("case", "match x:\n    case 1:\n        y.a()\n    case 2:  # the old server cannot take twos\n        y.b()"),
    ("two lines", "if x == 1:\n    y.a()\n# the old server\n# cannot take twos\nelif x == 2:\n    y.b()"),
    ("while", "# the old server cannot take twos\nwhile x:\n    y.b()"),
    ("with", "# the old server cannot take twos\nwith x:\n    y.b()\n    y.c()"),
    ("with several", "# the old server cannot take twos\nwith x, y, x.z:\n    y.b()\n    y.c()"),
    ("in a condition", "if (x  # the old server cannot take twos\n        and y):\n    y.b()"),
    ("in a call", "y.b(\n    1,\n    # the old server cannot take twos\n    x,\n)"),
    ("behind an argument", "y.b(\n    1,  # the old server cannot take twos\n    x,\n)"),
]


@pytest.mark.parametrize("body", [row[1] for row in ON_BRANCHES], ids=[row[0] for row in ON_BRANCHES])
def test_a_comment_on_a_branch_or_a_part_is_quoted(tmp_path: Path, body: str) -> None:
    told = _told(tmp_path, body)
    assert told.count(_NOTES.format("the old server cannot take twos")) == 1


def test_a_comment_on_one_case_stands_with_that_case(tmp_path: Path) -> None:
    told = _told(tmp_path, "if x == 1:\n    y.a()\nelif x == 2:  # the old server cannot take twos\n    y.b()")
    first, second = [line for line in told.splitlines() if "y." in line]
    assert "author" not in first
    assert second.endswith(_NOTES.format("the old server cannot take twos"))


def test_a_phrase_on_a_branch_is_its_label(tmp_path: Path) -> None:
    told = _told(tmp_path, "if x == 1:\n    y.a()\nelif y:  # numbered rows\n    y.b()")
    assert "Numbered rows: If `y` is truthy, calls `y.b()`." in told


LEFT_OUT = [
    ("a task", "if x:\n    y.a()\nelse:  # TODO: the old server cannot take twos\n    y.b()"),
    ("a task above", "if x:\n    y.a()\n# FIXME the old server cannot take twos\nelif y:\n    y.b()"),
    ("code", "if x:\n    y.a()\n# elif y.c():\nelse:\n    y.b()"),
    ("a directive", "try:\n    y.a()\nexcept KeyError:  # noqa: the old server cannot take twos\n    y.b()"),
    ("at the body's indentation", "if x:\n    y.a()\n    # the old server cannot take twos\nelse:\n    y.b()"),
    ("an entry taken out", "y.b({\n    'a': 1,\n    # 'old_server': True,\n    'b': x,\n})"),
    ("an argument taken out", "y.b(\n    1,\n    # server='old',\n    x,\n)"),
    ("type", "y.b(\n    1,  # type: ignore[arg-type]\n    x,\n)"),
]


@pytest.mark.parametrize("body", [row[1] for row in LEFT_OUT], ids=[row[0] for row in LEFT_OUT])
def test_what_explains_nothing_is_left_out(tmp_path: Path, body: str) -> None:
    told = _told(tmp_path, body)
    assert "author notes" not in told
    assert "server" not in told


def test_the_comments_on_the_parts_of_a_statement_stand_in_their_order(tmp_path: Path) -> None:
    body = "x = f('a'  # the beginning of it\n      'b')  # whatever follows then\nreturn x"
    code = "def g(f):\n" + "".join(f"    {line}\n" for line in body.splitlines())
    text = " ".join(lines(tmp_path, code, "g"))
    assert "“the beginning of it”; “whatever follows then”" in text


def test_several_comments_on_one_statement_are_one_sentence(tmp_path: Path) -> None:
    told = _told(tmp_path, "y.b(\n    1,  # in seconds\n    x,  # by default none\n    # never empty here\n    x.a,\n)")
    assert told.endswith("The author notes: “in seconds”; “by default none”; “never empty here”.")
