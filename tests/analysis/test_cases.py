"""Ways to one outcome: what is complementary or implied goes, everything else stays."""

from __future__ import annotations

import ast
from textwrap import dedent

import pytest

from sphinx_howto.analysis import cases, paths

ROWS = [
    ("complements", "if a:\n    if b:\n        here\n    else:\n        here", [["a"]]),
    ("a chain that ends in both", "if a:\n    f()\nelif b:\n    here\nelse:\n    here", [["not a"]]),
    ("all branches", "if a:\n    here\nelse:\n    here", [[]]),
    ("a chain", "if a:\n    here\nelif b:\n    here", [["a"], ["b"]]),
    ("one within the other", "if a:\n    here\n    if b:\n        here", [["a"]]),
    ("behind a guard", "if a:\n    if b:\n        return\n    here\nelse:\n    here", None),
    ("different tests", "if a:\n    if b:\n        here\nelif c:\n    here", [["a", "b"], ["not a", "c"]]),
    ("equal tests at two places", "if a:\n    here\nif not a:\n    here", [["a"], ["not a"]]),
    ("in a loop and after it", "for x in y:\n    if a:\n        here\nif not a:\n    here", None),
    ("a handler", "try:\n    f()\nexcept E:\n    if a:\n        here\nif a:\n    here", None),
]


@pytest.mark.parametrize(("code", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_ways_are_merged(code: str, expected: list[list[str]] | None) -> None:
    body = ast.parse(dedent(code)).body
    ways = [path for statement, path in paths.statements(body) if ast.unparse(statement) == "here"]
    found = cases.merged(ways)
    shown = [
        [f"not {ast.unparse(item.node)}" if item.negated else ast.unparse(item.node) for item in path.tests]
        for path, _ in found
    ]
    if expected is None:
        assert len(found) == len(ways)
    else:
        assert shown == expected
    assert {index for _, indexes in found for index in indexes} == set(range(len(ways)))
