"""Two processes write what one writes, byte for byte; so do two hash seeds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.projects import PARROT, Build, write

PAGES = {
    "index.rst": "Birds\n=====\n\n.. toctree::\n   :glob:\n\n   page*\n",
    **{
        f"page{number}.rst": f"Page {number}\n======\n\n.. howto:: parrot.Parrot\n\n.. howto:: parrot.add\n\n"
        ":howto:`parrot.Parrot`\n"
        for number in range(8)
    },
}


def test_parallel_equals_serial(build: Build) -> None:
    extensions = ["sphinx_howto", "sphinx.ext.autosectionlabel"]
    serial = build(PAGES, "html", doctrees="one", extensions=extensions)
    parallel = build(PAGES, "html", doctrees="two", parallel=2, extensions=extensions)
    assert parallel.warnings == serial.warnings == []
    assert parallel.files() == serial.files()


def test_parallel_equals_serial_with_viewcode(build: Build) -> None:
    """Also where an object is on several pages: left alone, viewcode leads back to another when it merges."""
    extensions = ["sphinx_howto", "sphinx.ext.viewcode"]
    serial = build(PAGES, "html", doctrees="one", extensions=extensions)
    parallel = build(PAGES, "html", doctrees="two", parallel=2, extensions=extensions)
    assert parallel.warnings == serial.warnings == []
    assert "page0.html#parrot.add" in serial.text("_modules/parrot.html")
    assert parallel.files() == serial.files()


def test_hash_seeds_agree(tmp_path: Path) -> None:
    conf = "extensions = ['sphinx_howto']\nhowto_search_paths = ['.']\n"
    root = tmp_path / "docs"
    root.mkdir()
    write(root, {"conf.py": conf, "parrot.py": PARROT, **PAGES})
    texts = []
    for seed in ("1", "2"):
        out = tmp_path / seed
        command = [sys.executable, "-m", "sphinx", "-q", "-W", "-E", "-b", "text", str(root), str(out)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        texts.append({path.name: path.read_bytes() for path in sorted(out.glob("*.txt"))})
    assert texts[0] == texts[1]
