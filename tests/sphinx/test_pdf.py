"""A PDF is really made, and its text is read back."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.projects import Build

PAGE = {
    "index.rst": """
        Birds
        =====

        .. howto:: parrot.Parrot

        - in a list, with long code and special characters

          .. howto:: special.write
             :title: Writing 100 % of $x_1$ & #2 ~ {y}
    """,
    "special.py": '''
        def write(path, text="a_b & 50 % #{}~^ \\\\ $"):
            """Write 50 % of $text & {more}_#1 ~ ^ \\\\ to a file."""
            if not text:
                raise ValueError("text must not be empty, because an empty file says nothing to a reader")
            with open(path, "w", encoding="utf-8") as stream:
                stream.write(text)
    ''',
}


def pdf_text(out: Path) -> str:
    make, read = shutil.which("make"), shutil.which("pdftotext")
    assert make is not None
    assert read is not None
    subprocess.run(
        [make, "all-pdf", "LATEXMKOPTS=-silent -interaction=nonstopmode -halt-on-error"],
        cwd=out, check=True, capture_output=True,
    )  # fmt: skip
    made = subprocess.run(
        [read, "-layout", "birds.pdf", "-"], cwd=out, check=True, capture_output=True, text=True
    )
    return made.stdout


@pytest.mark.skipif(shutil.which("latexmk") is None, reason="latexmk is not installed")
def test_pdf(build: Build) -> None:
    built = build(PAGE, "latex")
    assert built.warnings == []
    text = pdf_text(built.out)
    for words in (
        "How to Use This Code Block",
        "Description",
        "Execution Steps",
        "Usage Example",
        "from parrot import Parrot",
        "Repeat what people say",
        "Writing 100 % of $x_1$ & #2 ~ {y}",
        "from special import write",
    ):
        assert words in text
    assert "??" not in text, "a reference without a target"
