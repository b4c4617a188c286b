"""Names that a module imports from one place or another: ``try: import a`` / ``except: import b as a``."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sphinx_howto.analysis.scope.bindings import FunctionNode, imported_names, named_by

#: Modules that stand in for another one, with the same functions.
_STAND_INS = {
    "tomli": "tomllib",
    "simplejson": "json",
    "cPickle": "pickle",
    "importlib_metadata": "importlib.metadata",
    "importlib_resources": "importlib.resources",
    "typing_extensions": "typing",
    "async_timeout": "asyncio",
    "lxml.etree": "xml.etree.ElementTree",
    "xml.etree.cElementTree": "xml.etree.ElementTree",
    "backports.zoneinfo": "zoneinfo",
}
_VOID_NAMES = {"object", "Any", "Exception"}


@dataclass(frozen=True)
class Imports:
    """paths: local name -> dotted path, the preferred one.

    doubtful: name -> the other paths, where these are not the same thing by another way.
    void: names that are imported, and otherwise only set to a stand-in that does nothing.
    """

    paths: Mapping[str, str]
    doubtful: Mapping[str, tuple[str, ...]]
    void: frozenset[str]


def of(tree: ast.Module, nodes: Sequence[ast.AST], package: str) -> Imports:
    """The imports of a module whose own nodes are ``nodes``."""
    late = {id(node) for node in _fallbacks(tree.body)}
    paths: dict[str, str] = {}
    others: dict[str, list[str]] = {}
    for node in nodes:
        for name, path in imported_names(node, package):
            if id(node) in late and name in paths:
                others.setdefault(name, []).append(path)
            else:
                paths[name] = path
    doubtful = {
        name: tuple(found)
        for name, found in others.items()
        if any(not _alike(paths[name], other) for other in found)
    }
    return Imports(paths, doubtful, frozenset(_void(nodes, late, paths)))


def _alike(first: str, second: str) -> bool:
    """Whether two paths are the same thing, or named alike by an author who gives a choice."""
    first, second = canonical(first), canonical(second)
    return first == second or ("." in first and first.rpartition(".")[2] == second.rpartition(".")[2])


def canonical(path: str) -> str:
    """``path`` with a stand-in replaced by what it stands for: ``tomli.loads`` -> ``tomllib.loads``."""
    for name, real in _STAND_INS.items():
        if path == name or path.startswith(f"{name}."):
            return real + path[len(name) :]
    return path


def _fallbacks(body: Sequence[ast.stmt]) -> Iterator[ast.AST]:
    """The nodes that run instead of others: in handlers and in ``else``."""
    for statement in body:
        if isinstance(statement, ast.Try):
            for handler in statement.handlers:
                yield from (node for item in handler.body for node in ast.walk(item))
            yield from _fallbacks([*statement.body, *statement.orelse])
        elif isinstance(statement, ast.If):
            yield from (node for item in statement.orelse for node in ast.walk(item))
            yield from _fallbacks(statement.body)


def _void(nodes: Sequence[ast.AST], late: set[int], paths: Mapping[str, str]) -> Iterator[str]:
    """Imported names whose other bindings are all stand-ins in a fallback."""
    bound: dict[str, list[bool]] = {}
    for node in nodes:
        for name, is_void in _bindings(node):
            bound.setdefault(name, []).append(is_void and id(node) in late)
    return (name for name, found in bound.items() if name in paths and all(found))


def _bindings(node: ast.AST) -> Iterator[tuple[str, bool]]:
    """(name, whether it is bound to something that does nothing) of a statement."""
    if isinstance(node, ast.Assign):
        value = node.value
        is_void = (isinstance(value, ast.Constant) and not value.value) or (
            isinstance(value, ast.Name) and value.id in _VOID_NAMES
        )
        yield from ((target.id, is_void) for target in node.targets if isinstance(target, ast.Name))
    elif isinstance(node, (*FunctionNode, ast.ClassDef)):
        yield node.name, _does_nothing(node.body)
    elif not isinstance(node, ast.Name):
        name = named_by(node)
        if name:
            yield name, False


def _does_nothing(body: Sequence[ast.stmt]) -> bool:
    """Whether a body only raises, or has nothing but such methods."""
    return all(
        isinstance(item, (ast.Pass, ast.Raise))
        or (isinstance(item, ast.Expr) and isinstance(item.value, ast.Constant))
        or (isinstance(item, FunctionNode) and _does_nothing(item.body))
        for item in body
    )
