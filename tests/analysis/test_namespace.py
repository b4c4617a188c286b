"""The types of parsed arguments, and what must stay unknown."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from sphinx_howto import definition, phrasebooks, source
from sphinx_howto.analysis import types
from sphinx_howto.analysis.scope import Context, FunctionScope

CODE = """
import argparse
from pathlib import Path
def f(argv):
    parser = argparse.ArgumentParser()
    parser.add_argument({arguments})
    args = parser.parse_args(argv)
    return args.size
"""


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("'size'", types.STR),
        ("'--size'", types.Type("str", optional=True)),
        ("'--size', default='a'", types.STR),
        ("'--size', type=int, default=3", types.INT),
        ("'--size', type=int, default='3'", types.INT),
        ("'--size', type=int", types.Type("int", optional=True)),
        ("'--size', type=int, required=True", types.INT),
        ("'-s', '--size', type=Path, default=Path()", types.Type("pathlib.Path")),
        ("'--size', action='store_true'", types.BOOL),
        ("'--size', nargs='*'", None),
        ("'--size', action='append'", None),
        ("'--size', type=unknown", None),
        ("'--other', dest='size'", None),
        ("'--other'", None),
    ],
)
def test_types_of_parsed_arguments(arguments: str, expected: types.Type | None) -> None:
    code = CODE.format(arguments=arguments)
    module = definition.Module("sample", Path("sample.py"), code, ast.parse(code))
    scope = Context(source.open_project([], False), phrasebooks.load([])).module(module)
    node = scope.definitions["f"]
    assert isinstance(node, ast.FunctionDef)
    returned = node.body[-1]
    assert isinstance(returned, ast.Return)
    assert FunctionScope(scope, node).type_of(returned.value) == expected
