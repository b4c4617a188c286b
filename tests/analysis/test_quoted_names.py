"""The names and attribute chains in one line of quoted code, and where they stand."""

from __future__ import annotations

import ast

import pytest

from sphinx_howto.analysis import quoted_names


def shown(text: str) -> list[str]:
    return [text[chain.start : chain.end] for chain in quoted_names.chains(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("len", ["len"]),
        ("os.path.join(a, b)", ["os.path.join", "a", "b"]),
        ("f(g(…))", ["f", "g", "…"]),
        ('"é" + f(x)', []),  # begins as a text
        ("(“, x)", []),
        ('g("é", f(x))', ["g", "f", "x"]),
        ("@functools.wraps(f)", ["functools.wraps", "f"]),
        ("name=value", ["value"]),
        ("[x for x in xs]", ["xs"]),
        ("lambda a: a + b", ["b"]),
        ("a().b.c", ["a"]),
        ("await client.get(url)", ["client.get", "url"]),
        ("dict[str, Cage] | None", ["dict", "str", "Cage"]),
        ('f"{x}"', []),
        ("--help", []),
        ("not code at all", []),
        ("**kwargs", []),
        ("3 + x", []),
        ("", []),
    ],
)
def test_chains(text: str, names: list[str]) -> None:
    assert shown(text) == names


def test_strings_in_annotations() -> None:
    tree = ast.parse("def f(a: 'A', b: list['B'] = 'c') -> 'D':\n    x: 'E' = 'g'\n    return 'h'")
    found = {node.value for node in quoted_names.in_annotations(tree) if isinstance(node, ast.Constant)}
    assert found == {"A", "B", "D", "E"}
