"""Which requests a handler class of ``http.server`` answers: by its methods and the paths in them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeGuard

from sphinx_howto.analysis import kinds, members

_HANDLER = "http.server.BaseHTTPRequestHandler"
_PREFIX = "do_"


@dataclass(frozen=True)
class Answered:
    """method: of HTTP. path: as it is compared. is_start: whether only the beginning must be the same."""

    method: str
    path: str
    is_start: bool
    lines: tuple[int, int]


def is_answer(member: members.Member) -> bool:
    """Whether a server calls a method for each request of a kind (``do_GET``), and drops its result."""
    owner = member.scope.owner
    return (
        owner is not None and member.node.name.startswith(_PREFIX) and _HANDLER in kinds.lineage_paths(owner)
    )


def of(member: members.Member) -> Iterator[Answered]:
    """The paths that an answering method tells apart by literals, each once; nothing of any other method."""
    if not is_answer(member):
        return
    method = member.node.name.removeprefix(_PREFIX)
    found: dict[tuple[str, bool], int] = {}
    for node in ast.walk(member.node):
        for path, is_start in _compared(node):
            found.setdefault((path, is_start), getattr(node, "lineno", member.node.lineno))
    for (path, is_start), line in found.items():
        yield Answered(method, path, is_start, (line, line))


def _compared(node: ast.AST) -> Iterator[tuple[str, bool]]:
    """Literals that ``self.path`` equals or begins with in one comparison."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and _is_path(node.left):
        other = node.comparators[0]
        if isinstance(node.ops[0], (ast.Eq, ast.NotEq)):
            yield from ((text, False) for text in _texts(other))
        elif isinstance(node.ops[0], (ast.In, ast.NotIn)) and isinstance(
            other, (ast.Tuple, ast.List, ast.Set)
        ):
            yield from ((text, False) for item in other.elts for text in _texts(item))
    if _is_start(node):
        items = node.args[0].elts if isinstance(node.args[0], ast.Tuple) else node.args[:1]
        yield from ((text, True) for item in items for text in _texts(item))


def _is_start(node: ast.AST) -> TypeGuard[ast.Call]:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "startswith"
        and _is_path(node.func.value)
        and bool(node.args)
    )


def _is_path(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "path" and ast.unparse(node.value) == "self"


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
