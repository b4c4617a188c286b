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


# A file that a function makes, and that need not be there before
WRITTEN = text("out.txt")


def _is_only_written(node: ast.AST, name: str) -> bool:
    """Whether every call of ``open`` on the parameter opens it for writing."""
    modes = [
        str(getattr(call.args[1] if len(call.args) > 1 else None, "value", "r"))
        for call in ast.walk(node)
        if isinstance(call, ast.Call)
        and scope.dotted(call.func).rpartition(".")[2] == "open"
        and call.args
        and scope.dotted(call.args[0]) == name
    ]
    return bool(modes) and all(mode[:1] in ("w", "x") and "+" not in mode for mode in modes)


def told(shape: Shape, callee: Callee, name: str) -> Shape:
    """``shape`` with the name and content of a file that the body of ``callee`` can read.

    name: of the parameter that takes the file.
    """
    if shape.kind not in FILES or callee.node is None:
        return shape
    if _is_only_written(callee.node, name):
        return replace(shape, path=WRITTEN)
    for node in ast.walk(callee.node):
        if isinstance(node, ast.Call):
            known = FORMATS.get(scope.canonical(node.func, callee.module))
            if known is not None:
                content = text(known[1]) if shape.kind != "binary-file" else repr(known[1].encode())
                return replace(shape, path=text(known[0]), literals=(content,))
    return shape
