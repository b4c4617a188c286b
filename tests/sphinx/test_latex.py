"""Steps nest deeper than LaTeX allows by default."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

DEEP = '''
def classify(rows, limit):
    """Print what is in the rows."""
    for row in rows:
        print(row.name)
        if row.cells:
            print(len(row.cells))
            for cell in row.cells:
                print(cell.kind)
                if cell.kind == "number":
                    print("number")
                    for digit in cell.digits:
                        print(digit)
                        while digit > limit:
                            print("above", digit)
                            digit -= limit
                            if digit == 7:
                                print("seven")
                                break
                else:
                    print("text")
'''
PAGE = "Rows\n====\n\n- In a list:\n\n  - In a list:\n\n    .. howto:: rows.classify\n"


def tex(build: Any, **config: Any) -> Path:
    built = build({"rows.py": DEEP, "index.rst": PAGE}, "latex", howto_detail="full", **config)
    assert built.warnings == []
    (path,) = built.out.glob("*.tex")
    return Path(path)


def test_a_project_may_set_its_own_limit(build: Any) -> None:
    path = tex(build, latex_elements={"maxlistdepth": "9"})
    assert "maxlistdepth=9" in path.read_text("utf-8")


@pytest.mark.skipif(shutil.which("latexmk") is None, reason="needs latexmk")
def test_a_deep_how_to_becomes_a_pdf(build: Any) -> None:
    path = tex(build)
    assert "maxlistdepth" in path.read_text("utf-8")
    command = ["latexmk", "-pdf", "-silent", "-interaction=nonstopmode", "-halt-on-error", path.name]
    done = subprocess.run(command, cwd=path.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]
    assert path.with_suffix(".pdf").is_file()
