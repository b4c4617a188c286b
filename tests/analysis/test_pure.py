"""Values that facts may put in for their names: told through the fact that a guard on the name gives."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest

from tests.english.describing import facts_of

PUT_IN = [
    "len(x)", "x.strip()", "os.path.join(x, y)", "Path(x) / y", "x.a.b", "x[0]", "x + y", "x.get('k')",
    "re.match(x, y)", "f'{x}-{y}'", "own(x)", "os.getenv('A')",
]  # fmt: skip
KEPT = [
    "x.fetchone()", "requests.get(x)", "next(x)", "x.get()", "x.get('/home')", "x.get(y)", "x.pop()",
    "x.readline()", "input(x)", "random.random()", "time.time()", "writes(x)", "open(x)", "len(x.pop())",
    "subprocess.run(x).returncode",
]  # fmt: skip
HEAD = """
import os, random, re, requests, subprocess, time
from pathlib import Path

def own(x):
    y = x.strip()
    return y or None

def writes(x):
    x.count += 1
    return x
"""


def told(folder: Path, value: str) -> str:
    body = f"v = {value}\nif v == 3:\n    raise ValueError"
    return facts_of(folder, f"{HEAD}\ndef f(x, y):\n{indent(body, '    ')}\n", "f")["Raises"]


@pytest.mark.parametrize("value", PUT_IN)
def test_what_only_looks_is_put_in(tmp_path: Path, value: str) -> None:
    assert "`v`" not in told(tmp_path, value)


@pytest.mark.parametrize("value", KEPT)
def test_what_acts_or_changes_is_kept_behind_its_name(tmp_path: Path, value: str) -> None:
    assert told(tmp_path, value).startswith("Raises `ValueError` if `v` is `3`, where `v` is ")
