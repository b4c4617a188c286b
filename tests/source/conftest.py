"""Small projects on disk, and a look at them as a user has it."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from sphinx_howto import definition, source

Write = Callable[[Mapping[str, str]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes files given as relative path -> text, and returns the folder that holds them."""

    def writer(files: Mapping[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(textwrap.dedent(text), encoding="utf-8")
        return tmp_path

    return writer


Define = Callable[[Mapping[str, str], str], definition.Definition]


@pytest.fixture
def define(write: Write) -> Define:
    """Writes files and gives the definition of a target in them."""

    def definer(files: Mapping[str, str], target: str) -> definition.Definition:
        return source.open_project([str(write(files))], False).definition(target)

    return definer
