"""What is told of the packages and programs that calls need."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.english.explaining import explained

ROWS = [
    (
        "import subprocess\nfrom bs4 import BeautifulSoup\ndef f(x):\n    subprocess.run(['git', 'pull'])\n"
        "    return BeautifulSoup(x, 'lxml')",
        "Needs `lxml` for `BeautifulSoup`. Runs the program `git`, which must be installed.",
    ),
    # What a private function of the module needs
    ("import os\ndef f(x):\n    _g(x)\ndef _g(x):\n    os.system('nmap ' + x)\n    os.system('hg pull')", "`hg`"),
    # It is imported, so that it is named already
    ("import lxml\nfrom bs4 import BeautifulSoup\ndef f(x):\n    return BeautifulSoup(x, 'lxml')", None),
    ("import subprocess\ndef f(x):\n    subprocess.run(x)", None),
]


@pytest.mark.parametrize(("code", "said"), ROWS, ids=[row[0] for row in ROWS])
def test_what_calls_need_besides_imports(tmp_path: Path, code: str, said: str | None) -> None:
    page = explained(tmp_path, code, "f").to_markdown()
    if said is None:
        assert "must be installed" not in page
        assert "for `BeautifulSoup`" not in page
    else:
        assert said in page
