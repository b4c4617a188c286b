"""What a file must hold that a function reads: found by the calls that parse it."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import replace

from sphinx_howto.example import scope
from sphinx_howto.example.callee import Callee
from sphinx_howto.example.shape import Shape
from sphinx_howto.example.value import text

FILES = frozenset({"path", "path-text", "text-file", "binary-file"})

# Call that parses, then a file name and what the file holds
FORMATS: Mapping[str, tuple[str, str]] = {
    "csv.DictReader": ("data.csv", "name,amount\nexample,2.5\n"),
    "csv.reader": ("data.csv", "name,amount\nexample,2.5\n"),
    "json.load": ("data.json", '{"key": "value"}'),
    "json.loads": ("data.json", '{"key": "value"}'),
    "tomllib.load": ("data.toml", 'key = "value"\n'),
    "tomllib.loads": ("data.toml", 'key = "value"\n'),
    "configparser.ConfigParser": ("settings.ini", "[section]\nkey = value\n"),
    "yaml.safe_load": ("data.yaml", "key: value\n"),
    "xml.etree.ElementTree.parse": ("data.xml", "<root><item>1</item></root>"),
    "ast.parse": ("module.py", "answer = 42\n"),
    "compile": ("module.py", "answer = 42\n"),
}


def told(shape: Shape, callee: Callee) -> Shape:
    """``shape`` with the name and content of a file that the body of ``callee`` can read."""
    if shape.kind not in FILES or callee.node is None:
        return shape
    for node in ast.walk(callee.node):
        if isinstance(node, ast.Call):
            known = FORMATS.get(scope.canonical(node.func, callee.module))
            if known is not None:
                content = text(known[1]) if shape.kind != "binary-file" else repr(known[1].encode())
                return replace(shape, path=text(known[0]), literals=(content,))
    return shape
