"""The value of a constant is told where a function first names it; what only looks so is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.english.explaining import lines

_HEAD = 'import shutil, time\nFOLDER = "clone"\nWAIT = 5\n\n'


def _told(folder: Path, body: str) -> str:
    indented = "".join(f"    {line}\n" for line in body.splitlines())
    return " ".join(line.strip() for line in lines(folder, f"{_HEAD}def f(x):\n{indented}", "f"))


ONCE = [
    ("shutil.rmtree(FOLDER)\nx.go()\nshutil.rmtree(FOLDER)", '`FOLDER` (`"clone"`)', 1),
    ("x.a(FOLDER)\nif x:\n    shutil.rmtree(FOLDER)", '`"clone"`', 1),
    # Near misses: another constant, an entry of a dictionary, a constant of the function itself
    ("time.sleep(WAIT)\nx.go()\nshutil.rmtree(FOLDER)", "`5`", 1),
    ('x.a = {"WAIT": 5}\nx.go()\nreturn {"WAIT": 5, "beginning": "two two two two two two"}', "`5`", 1),
    ("shutil.rmtree(FOLDER)\nFOLDER = x", "clone", 0),
]


@pytest.mark.parametrize(("body", "part", "times"), ONCE, ids=[row[0] for row in ONCE])
def test_a_value_is_told_once(tmp_path: Path, body: str, part: str, times: int) -> None:
    assert _told(tmp_path, body).count(part) == times


def test_each_function_tells_it_anew(tmp_path: Path) -> None:
    code = f"{_HEAD}def f():\n    shutil.rmtree(FOLDER)\n\ndef g():\n    shutil.rmtree(FOLDER)\n"
    told = [line for line in lines(tmp_path, code, "") if "FOLDER" in line and "clone" in line]
    assert len(told) >= 2


ADDRESSES = [("https://example.com/token", True), ("https://a:b@example.com", False), ("abc123", False)]


@pytest.mark.parametrize(("value", "shown"), ADDRESSES)
def test_the_address_of_a_token_is_no_secret(tmp_path: Path, value: str, shown: bool) -> None:
    code = f'import shutil\nTOKEN_URL = "{value}"\ndef f():\n    shutil.rmtree(TOKEN_URL)\n'
    assert (value in " ".join(lines(tmp_path, code, "f"))) is shown
