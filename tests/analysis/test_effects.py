"""Known calls of a function with what they touch, and how control comes to them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from sphinx_howto import phrasebooks, source
from sphinx_howto.analysis import effects
from sphinx_howto.analysis.scope import Context, FunctionScope


def found(folder: Path, code: str) -> list[effects.Effect]:
    """The known calls with an effect of the function ``f``."""
    (folder / "sample.py").write_text(code, encoding="utf-8")
    lookup = source.open_project([str(folder)], False)
    module = lookup.module("sample")
    assert module is not None
    scope = Context(lookup, phrasebooks.load([])).module(module)
    node = scope.definitions["f"]
    assert isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    return [item for item in effects.in_body(FunctionScope(scope, node), node.body) if item.kind != "none"]


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("import os\ndef f(a):\n    os.mkdir(a)", ["file-write"]),
        ("import os as system\ndef f(a):\n    return [system.mkdir(b) for b in a]", ["file-write"]),
        ("def f(a, os):\n    os.mkdir(a)", []),
        ("import os\ndef f(a):\n    def g():\n        os.mkdir(a)\n    return g", []),
        ("import os\ndef f(a):\n    return lambda: os.mkdir(a)", []),
        ("import time\ndef f():\n    time.sleep(1)", ["wait"]),
        ("import logging\nlog = logging.getLogger('a')\ndef f():\n    log.error('b')", ["log"]),
    ],
)
def test_kinds_of_effects(tmp_path: Path, code: str, kinds: list[str]) -> None:
    assert [item.kind for item in found(tmp_path, code)] == kinds


def test_an_effect_knows_its_line_and_its_test(tmp_path: Path) -> None:
    (item,) = found(tmp_path, "import os\ndef f(a, b):\n    if b:\n        os.mkdir(a)\n")
    assert item.lines == (4, 4)
    assert [ast.unparse(test.node) for test in item.path.tests] == ["b"]


def test_opened_by_with_and_awaited(tmp_path: Path) -> None:
    (item,) = found(tmp_path, "def f(a):\n    with open(a) as b:\n        return b\n")
    assert item.entered
    (item,) = found(tmp_path, "import asyncio\nasync def f():\n    await asyncio.sleep(1)\n")
    assert item.awaited is True
