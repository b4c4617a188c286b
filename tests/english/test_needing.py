"""What is told of the packages and programs that calls need."""

# ruff: noqa: E501  # a pair stands on one line

from __future__ import annotations

from pathlib import Path

import pytest

from tests.english.explaining import page

ROWS = [
    (
        "import subprocess\nimport bs4\ndef f(x):\n    subprocess.run(['git'])\n    return bs4.BeautifulSoup(x, 'lxml')",
        "Needs `lxml` for `BeautifulSoup`. Runs the program `git`, which must be installed.",
    ),
    # What a private function of the module needs
    ("import os\ndef f(x):\n    _g(x)\ndef _g(x):\n    os.system('hg pull')", "Runs the program `hg`"),
    # It is imported, so that it is named already
    ("import lxml\nfrom bs4 import BeautifulSoup\ndef f(x):\n    return BeautifulSoup(x, 'lxml')", None),
    ("import subprocess\ndef f(x):\n    subprocess.run(x)", None),
]


@pytest.mark.parametrize(("code", "said"), ROWS, ids=[row[0] for row in ROWS])
def test_what_calls_need_besides_imports(tmp_path: Path, code: str, said: str | None) -> None:
    told = page(tmp_path, code, "f")
    if said is None:
        assert "must be installed" not in told
        assert "for `BeautifulSoup`" not in told
    else:
        assert said in told
