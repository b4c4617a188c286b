"""Code in, example out."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_howto import document, example, options, source

Show = Callable[..., document.Example]


@pytest.fixture
def show_all(tmp_path: Path) -> Callable[..., tuple[document.Example, ...]]:
    """The examples of ``name`` (a path below the module ``shop``, "" for the module) in ``code``."""

    def make(code: str, name: str = "", **settings: object) -> tuple[document.Example, ...]:
        (tmp_path / "shop.py").write_text(textwrap.dedent(code), encoding="utf-8")
        lookup = source.open_project([str(tmp_path)], allow_inspection=True)
        target = lookup.definition(f"shop.{name}" if name else "shop")
        return example.make(target, lookup, options.make(**settings))

    return make


@pytest.fixture
def show(show_all: Callable[..., tuple[document.Example, ...]]) -> Show:
    """The first example; it must pass its own checks."""

    def make(code: str, name: str = "", **settings: object) -> document.Example:
        first = show_all(code, name, **settings)[0]
        if first.origin != "directive":
            assert [check for check in first.checks if not check.passed] == []
        return first

    return make


@pytest.fixture
def run(tmp_path: Path) -> Callable[[str], str]:
    """Really run an example beside the module ``shop``; what it prints. It must end well."""

    def really(code: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        assert done.returncode == 0, f"{code}\n{done.stderr}"
        return done.stdout

    return really
