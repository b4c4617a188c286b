"""How `babel` finds the messages of this package: in calls, in tables of patterns, in the phrasebooks.

A development tool: nothing in the package imports it. Each function has the signature of an
extraction method (Babel documentation, "Writing Extraction Methods") and yields
``(line, function name, message, comments)``.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Collection, Iterator, Mapping
from typing import Any, BinaryIO

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib  # type: ignore[import-not-found, unused-ignore]

Message = tuple[int, str, str, list[str]]

_PLACEHOLDER = re.compile(r"\{[a-z_]\w*\}")
#: Keys of a phrasebook row that hold words; ``options`` and ``raises`` are tables of words.
_TEXTS = ("clause", "value", "enter", "leave", "condition", "negation", "label")
_TABLES = ("options", "raises")


def python(
    file: BinaryIO, keywords: Mapping[str, Any], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Message]:
    """Messages of a Python file: first arguments of ``keywords``, each branch of a conditional one by
    itself, and every other string with a placeholder that is no docstring: a row of a table.
    """
    tree = ast.parse(file.read())
    called = {id(text): (text, name) for text, name in _arguments(tree, keywords)}
    for text, name in called.values():
        yield text.lineno, name, str(text.value), []
    skipped = {*called, *_docstrings(tree), *(id(part) for part in _inside_formatted(tree))}
    for node in ast.walk(tree):
        if id(node) in skipped or not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        if _PLACEHOLDER.search(node.value) or _is_table_value(node, tree):
            yield node.lineno, "gettext", node.value, []


def _arguments(tree: ast.Module, keywords: Mapping[str, Any]) -> Iterator[tuple[ast.Constant, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in keywords:
                yield from ((text, name) for text in _branches(node.args[0]))


def _branches(node: ast.expr) -> Iterator[ast.Constant]:
    if isinstance(node, ast.IfExp):
        yield from _branches(node.body)
        yield from _branches(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.strip():
        yield node


def _docstrings(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr):
                yield id(first.value)


def _inside_formatted(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield from ast.walk(node)


def _is_table_value(node: ast.Constant, tree: ast.Module) -> bool:
    """Whether a string of several words is a value of a table at module level."""
    if " " not in str(node.value).strip():
        return False
    tables = (
        item.value
        for item in tree.body
        if isinstance(item, (ast.Assign, ast.AnnAssign)) and isinstance(item.value, ast.Dict)
    )
    return any(part is node for table in tables for value in table.values for part in ast.walk(value))


def toml(
    file: BinaryIO, keywords: Mapping[str, Any], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Message]:
    """Messages of a phrasebook: every text of every row; the line is that of its first occurrence."""
    source = file.read().decode("utf-8")
    for row in (row for rows in tomllib.loads(source).values() if isinstance(rows, list) for row in rows):
        texts = [row.get(key, "") for key in _TEXTS]
        texts += [text for key in _TABLES for text in row.get(key, {}).values()]
        for text in texts:
            if text:
                yield source[: max(source.find(text), 0)].count("\n") + 1, "gettext", text, []
