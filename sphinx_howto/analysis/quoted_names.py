"""The names in a piece of quoted code, and what kinds of names stand in the code that it is taken from."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache

from sphinx_howto.analysis.scope import FunctionNode, named_by

_DEFINITIONS = (*FunctionNode, ast.ClassDef)


@dataclass(frozen=True, slots=True)
class Chain:
    """``os.path.join`` in a text: where it begins, before what it ends, and its names."""

    start: int
    end: int
    names: tuple[str, ...]


@lru_cache(maxsize=4096)
def chains(text: str) -> tuple[Chain, ...]:
    """The names and attribute chains that ``text``, one line of code, reads; none where it is no code."""
    begin = 1 if text.startswith("@") else 0
    # What was left out of the quotation is a name of one character for the parser
    code = text[begin:].replace("…", "_")
    if not code or "\n" in code or code[0] in "-\"'" or code[0].isdigit():
        return ()
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError):
        return ()
    own = {name for part in ast.walk(tree) for name in bound(part)}
    line = code.encode()

    def place(offset: int | None) -> int:
        return begin + len(line[:offset].decode())

    found = [item for item in _chains(tree) if item[2][0] not in own]
    return tuple(
        Chain(place(first.col_offset), place(node.end_col_offset), names) for node, first, names in found
    )


def _chains(node: ast.AST) -> Iterator[tuple[ast.expr, ast.Name, tuple[str, ...]]]:
    """(whole chain, its first name, its names), in order of the text."""
    if isinstance(node, ast.JoinedStr):
        return  # before Python 3.12 nobody knows where in the line its names stand
    found = _chain(node)
    if found is not None and isinstance(node, ast.expr):
        yield node, *found
        return
    for child in ast.iter_child_nodes(node):
        yield from _chains(child)


def _chain(node: ast.AST) -> tuple[ast.Name, tuple[str, ...]] | None:
    if isinstance(node, ast.Name):
        return node, (node.id,)
    if not isinstance(node, ast.Attribute):
        return None
    inner = _chain(node.value)
    return (inner[0], (*inner[1], node.attr)) if inner is not None else None


def in_annotations(tree: ast.AST) -> Set[ast.AST]:
    """The strings in ``tree`` that are annotations or parts of them."""
    found: set[ast.AST] = set()
    for node in ast.walk(tree):
        for name in ("annotation", "returns"):
            annotation = getattr(node, name, None)
            if isinstance(annotation, ast.AST):
                found.update(part for part in ast.walk(annotation) if isinstance(part, ast.Constant))
    return found


def read(part: ast.AST, quoted: Set[ast.AST]) -> Iterator[str]:
    """The name that ``part`` reads; those in an annotation that is a string (one of ``quoted``)."""
    if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load):
        yield part.id
    elif isinstance(part, ast.Constant) and isinstance(part.value, str) and part in quoted:
        yield from (chain.names[0] for chain in chains(part.value))


def bound(part: ast.AST) -> Iterator[str]:
    """The names that ``part`` binds: assignment, parameter, handler, definition, pattern."""
    if isinstance(part, ast.Name) and not isinstance(part.ctx, ast.Load):
        yield part.id
    elif isinstance(part, ast.arg):
        yield part.arg
    else:
        name = named_by(part)
        if name:
            yield name


def written(part: ast.AST, quoted: Set[ast.AST]) -> Iterator[str]:
    """What stands in ``part`` as an attribute, a keyword, a text or the name of a definition."""
    if isinstance(part, ast.Attribute):
        yield part.attr
    elif isinstance(part, ast.keyword) and part.arg:
        yield part.arg
    elif isinstance(part, ast.Constant) and isinstance(part.value, str) and part not in quoted:
        yield part.value
    elif isinstance(part, _DEFINITIONS):
        yield part.name
