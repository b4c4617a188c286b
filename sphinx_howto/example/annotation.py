"""The table annotation to shape: what a type annotation says about a value."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from sphinx_howto import definition
from sphinx_howto.example import known_types, library, scope
from sphinx_howto.example.shape import ANY, ANY_ARITY, Shape, of
from sphinx_howto.example.value import constant


def shape(
    node: ast.expr | None, module: definition.Module, lookup: definition.Lookup, depth: int = 0
) -> Shape:
    """What the annotation ``node``, written in ``module``, says; ``ANY`` when it says nothing."""
    if node is None or depth > 8:
        return ANY
    if isinstance(node, ast.Constant):
        return _constant(node, module, lookup, depth)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return _union([node.left, node.right], module, lookup, depth)
    if isinstance(node, ast.Subscript):
        return _subscript(node, module, lookup, depth)
    path = scope.canonical(node, module)
    return _named(path, module, lookup, depth) if path else ANY


def _constant(node: ast.Constant, module: definition.Module, lookup: definition.Lookup, depth: int) -> Shape:
    if node.value is None:
        return of("none")
    if isinstance(node.value, str):
        return shape(parse(node.value), module, lookup, depth + 1)
    return ANY


@lru_cache(maxsize=1024)
def parse(text: str) -> ast.expr | None:
    """The expression in ``text``, or None when it is none."""
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError):
        return None


# Which alternative of a union reads best in an example
_PREFERENCE = (
    "literal",
    "str",
    "int",
    "float",
    "bool",
    "bytes",
    "list",
    "tuple",
    "dict",
    "record",
    "set",
    "path",
    "library",
    "enum",
    "class",
    "function",
    "text-file",
    "binary-file",
)


def _union(nodes: list[ast.expr], module: definition.Module, lookup: definition.Lookup, depth: int) -> Shape:
    shapes = [shape(node, module, lookup, depth + 1) for node in nodes]
    known = [one for one in shapes if one.kind not in ("any", "none")]
    if not known:
        return shapes[0]
    if {"str", "path"} <= {one.kind for one in known}:
        # A text beside a path is the path as a text
        return of("path")
    functions = tuple(one for one in known if one.kind == "function")
    made = next((one for one in known if one.kind == "class"), None)
    if made is not None and functions and all(one.kind in ("class", "function") for one in known):
        # A function serves where no object of the classes can be made
        return replace(made, items=functions)
    return min(known, key=lambda one: _PREFERENCE.index(one.kind) if one.kind in _PREFERENCE else 99)


def _arguments(node: ast.Subscript) -> list[ast.expr]:
    return list(node.slice.elts) if isinstance(node.slice, ast.Tuple) else [node.slice]


Rule = Callable[[list[ast.expr], definition.Module, definition.Lookup, int], Shape]


def _literal(
    nodes: list[ast.expr], module: definition.Module, lookup: definition.Lookup, depth: int
) -> Shape:
    constants = [node for node in nodes if isinstance(node, ast.Constant) and node.value is not None]
    return Shape("literal", literals=tuple(constant(node) for node in constants)) if constants else ANY


def _first(nodes: list[ast.expr], module: definition.Module, lookup: definition.Lookup, depth: int) -> Shape:
    return shape(nodes[0], module, lookup, depth + 1)


def _callable(
    nodes: list[ast.expr], module: definition.Module, lookup: definition.Lookup, depth: int
) -> Shape:
    # ``Callable[..., X]`` may be called with anything
    arity = len(nodes[0].elts) if isinstance(nodes[0], ast.List) else ANY_ARITY
    result = shape(nodes[-1], module, lookup, depth + 1) if len(nodes) > 1 else ANY
    takes = tuple(shape(one, module, lookup, depth + 1) for one in getattr(nodes[0], "elts", []))
    return Shape("function", (result, *takes), arity=arity)


def _io(nodes: list[ast.expr], module: definition.Module, lookup: definition.Lookup, depth: int) -> Shape:
    return of("binary-file" if shape(nodes[0], module, lookup, depth + 1).kind == "bytes" else "text-file")


SPECIAL: Mapping[str, Rule] = {
    "Literal": _literal,
    "Optional": _first,
    "Annotated": _first,
    "Required": _first,
    "NotRequired": _first,
    "ClassVar": _first,
    "Final": _first,
    "ReadOnly": _first,
    "InitVar": _first,
    "Union": _union,
    "Callable": _callable,
    "IO": _io,
}


def _subscript(
    node: ast.Subscript, module: definition.Module, lookup: definition.Lookup, depth: int
) -> Shape:
    path = scope.canonical(node.value, module)
    arguments = _arguments(node)
    rule = SPECIAL.get(path.rpartition(".")[2])
    if rule is not None and path.split(".")[0] in (
        "typing",
        "typing_extensions",
        "collections",
        "dataclasses",
    ):
        return rule(arguments, module, lookup, depth)
    kind = known_types.GENERIC.get(path)
    if kind is None:
        return shape(node.value, module, lookup, depth + 1)
    if kind == "tuple" and len(arguments) == 2 and _is_ellipsis(arguments[1]):
        kind, arguments = "tuple-of", arguments[:1]
    return Shape(kind, tuple(shape(one, module, lookup, depth + 1) for one in arguments))


def _is_ellipsis(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is Ellipsis


def _named(path: str, module: definition.Module, lookup: definition.Lookup, depth: int) -> Shape:
    if path in known_types.SIMPLE:
        return of(known_types.SIMPLE[path])
    if path in known_types.GENERIC:
        return of(known_types.GENERIC[path])
    if path in library.TYPES and path != "object":
        return Shape("library", path=path)
    last = path.rpartition(".")[2]
    if last == "Callable" and path.split(".")[0] in ("typing", "collections"):
        return of("function")
    if last == "IO" and path.startswith("typing"):
        return of("text-file")
    found = _local(path, module, lookup)
    if found is None:
        return Shape("library", path=path)
    return _defined(found, lookup, depth)


def _local(path: str, module: definition.Module, lookup: definition.Lookup) -> definition.Definition | None:
    return lookup.find(path) if "." in path else None


def _defined(found: definition.Definition, lookup: definition.Lookup, depth: int) -> Shape:
    """A class, an alias or a type variable of the project."""
    node = found.node
    if isinstance(node, ast.ClassDef):
        return Shape("class", path=found.path)
    value = getattr(node, "value", None)
    if type(node).__name__ == "TypeAlias":
        return shape(value, found.module, lookup, depth + 1)
    if not isinstance(node, (ast.Assign, ast.AnnAssign)) or value is None:
        return ANY
    if isinstance(value, ast.Call):
        return _made(value, found.module, lookup, depth)
    return shape(value, found.module, lookup, depth + 1)


def _made(call: ast.Call, module: definition.Module, lookup: definition.Lookup, depth: int) -> Shape:
    """``TypeVar(...)`` gives its bound or first constraint, ``NewType(...)`` its base."""
    maker = scope.canonical(call.func, module).rpartition(".")[2]
    if maker == "NewType" and len(call.args) == 2:
        return shape(call.args[1], module, lookup, depth + 1)
    if maker == "TypeVar":
        bound = [word.value for word in call.keywords if word.arg == "bound"] + call.args[1:]
        return shape(bound[0], module, lookup, depth + 1) if bound else ANY
    return ANY
