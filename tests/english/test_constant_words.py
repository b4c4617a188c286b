"""Comments on constants: above, behind and below them, each told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.english.explaining import lines


def told(folder: Path, body: str) -> str:
    code = "class A:\n" + "".join(f"    {line}\n" for line in body.split("\n"))
    return " ".join(lines(folder, code, "A"))


@pytest.mark.parametrize(("body", "said"), [
    ("# Number of all tries\nlimit = 3", "above `limit` says: “Number of all tries”."),
    ("# Name of a server\nhost = 1\nport = 2", "above `host` and `port` says: “Name of a server”."),
    ("# Name of a server\nhost = 'h'\n# The door of it\nport = 80", "above `port` says: “The door of it”."),
    ("# Name of a server\nhost = 'h'\n\nport = 80", "above `host` says: “Name of a server”."),
    ("# Name of a server\na = 1\nb = 2\nc = 3\nd = 4", "above `a` says: “Name of a server”."),
    ("limit = 3  # as often as it is sent", "The author notes: “as often as it is sent”"),
    ('limit = 3\n"""Number of all tries."""', "The author says of `limit`: “Number of all tries”."),
])  # fmt: skip
def test_a_comment_on_attributes_of_a_class(tmp_path: Path, body: str, said: str) -> None:
    found = told(tmp_path, f"{body}\nother = [1]\n" if "\n\n" in body else f"{body}\n\nother = [1]")
    assert said in found
    assert found.count(said.split("“")[1].split("”")[0]) == 1


@pytest.mark.parametrize("above", ["# noqa: E501\n", "# limit = 4\n", "", "# TODO more of it\n"])
def test_what_is_no_prose_is_not_quoted(tmp_path: Path, above: str) -> None:
    found = told(tmp_path, f"{above}limit = 3")
    assert "author" not in found
    assert "comment" not in found


def test_constants_of_a_module(tmp_path: Path) -> None:
    code = "import os\n\n# Name of a server\nURL = 'u'\nWAIT = 3  # as long as it takes\n\ndef f(): pass\n"
    found = " ".join(lines(tmp_path, code, ""))
    assert found.count("as long as it takes") == found.lower().count("name of a server") == 1
