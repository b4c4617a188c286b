"""A class with what it inherits: methods, fields, what its constructor takes, what kind of class it is."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Union

from sphinx_howto import class_body, definition, prominence
from sphinx_howto.example import scope, signatures
from sphinx_howto.example.signatures import Parameter

ENUMS = frozenset(f"enum.{name}" for name in ("Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum"))
NEUTRAL = frozenset({"object", "abc.ABC", "typing.Generic", "typing.Protocol", "typing_extensions.Protocol"})


@lru_cache(maxsize=2048)
def methods_of(node: ast.ClassDef) -> Mapping[str, definition.FunctionNode]:
    """Methods of a class body by name; of overloads the implementation, else the first."""
    found: dict[str, definition.FunctionNode] = {}
    for inner in scope.statements(node.body):
        if isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef)):
            if inner.name in found and _is_repeat(inner):
                continue
            found[inner.name] = inner
    return found


@dataclass(frozen=True, eq=False)
class Part:
    """One class body and the module it stands in."""

    node: ast.ClassDef
    module: definition.Module

    @property
    def methods(self) -> Mapping[str, definition.FunctionNode]:
        """Methods of the body by name; of overloads the implementation, else the first."""
        return methods_of(self.node)

    @property
    def decorators(self) -> frozenset[str]:
        """Canonical paths of the class decorators."""
        return frozenset(scope.canonical(name, self.module) for name in signatures.decorators(self.node))


def _is_repeat(node: definition.FunctionNode) -> bool:
    names = [name.rpartition(".")[2] for name in signatures.decorators(node)]
    return "overload" in names or any(name in ("setter", "deleter") for name in names)


@dataclass(frozen=True, eq=False)
class Class:
    """A class, its bodies in method resolution order, and bases whose source is not known.

    tuple_fields: what a base made by ``collections.namedtuple`` takes.
    order: bodies and paths of bases without source, together in method resolution order.
    """

    path: str
    import_path: str
    parts: tuple[Part, ...]
    externals: tuple[str, ...]
    tuple_fields: tuple[Parameter, ...] = ()
    order: tuple[Union[Part, str], ...] = ()

    @property
    def name(self) -> str:
        """The class's own name."""
        return self.parts[0].node.name

    @property
    def known(self) -> bool:
        """Whether every base is known, so that what is not found does not exist."""
        return not set(self.externals) - NEUTRAL

    def method(self, name: str) -> tuple[definition.FunctionNode, Part] | None:
        """The method ``name`` and the body that defines it."""
        for part in self.parts:
            node = part.methods.get(name)
            if node is not None:
                return node, part
        return None

    def methods(self) -> Mapping[str, tuple[definition.FunctionNode, Part]]:
        """All methods by name, the own ones first in the order of the source."""
        found: dict[str, tuple[definition.FunctionNode, Part]] = {}
        for part in self.parts:
            for name, node in part.methods.items():
                found.setdefault(name, (node, part))
        return found

    @property
    def ancestors(self) -> frozenset[str]:
        """Dotted paths of everything it derives from, itself included."""
        own = {f"{part.module.name}.{part.node.name}" for part in self.parts}
        return frozenset(own | set(self.externals))


def load(found: definition.Definition, lookup: definition.Lookup) -> Class:
    """The class that ``found`` defines, with its bases as far as they can be read."""
    assert isinstance(found.node, ast.ClassDef)
    made: list[Parameter] = []
    entries = _order(Part(found.node, found.module), lookup, made, 0)
    parts = tuple(one for one in entries if isinstance(one, Part))
    externals = tuple(one for one in entries if isinstance(one, str))
    return Class(found.path, found.import_path, parts, externals, tuple(made), tuple(entries))


def named_tuple(call: ast.expr | None) -> list[Parameter]:
    """The parameters of a class that ``namedtuple("Name", "field other")`` makes."""
    if (
        not isinstance(call, ast.Call)
        or scope.dotted(call.func).rpartition(".")[2] != "namedtuple"
        or len(call.args) < 2
    ):
        return []
    try:
        given = ast.literal_eval(call.args[1])
    except (ValueError, SyntaxError):
        return []
    labels = given.replace(",", " ").split() if isinstance(given, str) else [str(one) for one in given]
    defaults = next((word.value for word in call.keywords if word.arg == "defaults"), None)
    count = (
        len(defaults.elts)
        if isinstance(defaults, (ast.List, ast.Tuple))
        else (len(labels) if defaults else 0)
    )
    return [Parameter(label, optional=at >= len(labels) - count) for at, label in enumerate(labels)]


Entry = Union[Part, str]


def _order(part: Part, lookup: definition.Lookup, made: list[Parameter], depth: int) -> list[Entry]:
    """The method resolution order; a base without source stands in it as its path."""
    if depth > 40:
        return [part]
    bases: list[Entry] = [one for base in part.node.bases for one in _base(base, part, lookup, made)]
    rows: list[list[Entry]] = [
        _order(one, lookup, made, depth + 1) if isinstance(one, Part) else [one] for one in bases
    ]
    return [part, *_merged([*rows, bases])]


def _base(base: ast.expr, part: Part, lookup: definition.Lookup, made: list[Parameter]) -> list[Entry]:
    """What one base of ``part`` is; nothing for a base that is made by ``namedtuple``."""
    expr = base.value if isinstance(base, ast.Subscript) else base
    path = scope.canonical(expr, part.module)
    if path in NEUTRAL or path in ENUMS or path in ("typing.NamedTuple", "typing.TypedDict", "Exception"):
        return [path]
    found = lookup.find(path) if "." in path else None
    if found is not None and isinstance(found.node, ast.ClassDef) and found.node is not part.node:
        return [Part(found.node, found.module)]
    fields = named_tuple(expr) or named_tuple(
        getattr(found.node, "value", None) if found is not None else None
    )
    if fields:
        made += fields
        return []
    return [path or ast.unparse(expr)]


def _merged(rows: list[list[Entry]]) -> list[Entry]:
    """Python's merge of the orders of the bases; where they contradict, one after the other."""
    result: list[Entry] = []
    rows = [list(row) for row in rows if row]
    while rows:
        head = next(
            (row[0] for row in rows if not any(_is_in(row[0], other[1:]) for other in rows)), rows[0][0]
        )
        result.append(head)
        rows = [[one for one in row if not _is_same(one, head)] for row in rows]
        rows = [row for row in rows if row]
    return result


def _is_in(one: Entry, row: list[Entry]) -> bool:
    return any(_is_same(one, other) for other in row)


def _is_same(one: Entry, other: Entry) -> bool:
    if isinstance(one, Part) and isinstance(other, Part):
        return one.node is other.node
    return isinstance(one, str) and one == other


def is_exception(one: Class) -> bool:
    """Whether instances can be raised."""
    return any(
        isinstance(getattr(builtins, path, None), type) and issubclass(getattr(builtins, path), BaseException)
        for path in one.externals
    ) or any(class_body.is_named_exception(path) for path in one.externals)


def is_enum(one: Class) -> bool:
    """Whether the class is an enumeration."""
    first = one.parts[0].node
    meta = {scope.dotted(word.value).rpartition(".")[2] for word in first.keywords if word.arg == "metaclass"}
    simple = {name.rpartition(".")[2] for name in signatures.decorators(first)}
    return bool(one.ancestors & ENUMS or meta & {"EnumMeta", "EnumType"} or "_simple_enum" in simple)


def is_typed_dict(one: Class) -> bool:
    """Whether instances are plain dictionaries."""
    return bool(one.ancestors & {"typing.TypedDict", "typing_extensions.TypedDict"})


def is_protocol(one: Class) -> bool:
    """Whether the class itself is a protocol."""
    bases = [base.value if isinstance(base, ast.Subscript) else base for base in one.parts[0].node.bases]
    paths = {scope.canonical(base, one.parts[0].module) for base in bases}
    return bool(paths & {"typing.Protocol", "typing_extensions.Protocol"})


def is_metaclass(one: Class) -> bool:
    """Whether its instances are classes."""
    return "type" in one.externals or "abc.ABCMeta" in one.ancestors


def members(one: Class) -> list[tuple[str, ast.expr]]:
    """Public members of an enumeration with their values."""
    return [
        (target.id, node.value)
        for part in one.parts
        for node in part.node.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and not target.id.startswith("_")
    ]


def abstract_methods(one: Class) -> list[tuple[str, definition.FunctionNode, Part]]:
    """Methods that a subclass must define, in the order of the source."""
    is_stub = is_protocol(one)
    found = []
    for name, (node, part) in one.methods().items():
        names = [deco.rpartition(".")[2] for deco in signatures.decorators(node)]
        is_abstract = any(deco.startswith("abstract") for deco in names) or (is_stub and part is one.parts[0])
        if is_abstract and not _is_defined_before(name, part, one):
            found.append((name, node, part))
    return found


def _is_defined_before(name: str, part: Part, one: Class) -> bool:
    """Whether a class in front of ``part`` defines ``name``, or is a built-in that has it."""
    for entry in one.order:
        if entry is part:
            return any(
                name in scope.bound_by(item) for item in part.node.body if isinstance(item, ast.Assign)
            )
        if isinstance(entry, str):
            built_in = getattr(builtins, entry, None)
            if isinstance(built_in, type) and name in vars(built_in):
                return True
        elif name in class_body.bound(entry.node):
            return True
    return False


def unfinished_methods(one: Class) -> list[tuple[str, definition.FunctionNode, Part]]:
    """Public methods of the class itself whose whole body says that a subclass must define them."""
    part = one.parts[0]
    return [
        (name, node, part)
        for name, node in part.methods.items()
        if not name.startswith("_") and prominence.is_unfinished(node)
    ]


def left_out(one: Class) -> tuple[str, ...] | None:
    """What a class that is only a part of others reads and lacks; None of a class that is whole."""
    bodies = [part.node for part in one.parts]
    is_open = not one.known or any(node.decorator_list or node.keywords for node in bodies)
    needed = () if is_open else class_body.missing(bodies)
    made = any("__init__" in part.methods or "__new__" in part.methods for part in one.parts)
    return needed if class_body.is_part(one.name, made, needed) else None


def is_text(one: Class, name: str) -> bool:
    """Whether the methods use an attribute as they may a text: neither called nor looked further into."""
    holders = [
        node
        for part in one.parts
        for node in ast.walk(part.node)
        for item in ast.iter_child_nodes(node)
        if isinstance(item, ast.Attribute) and item.attr == name
    ]
    return not any(
        (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name)
        or (isinstance(node, ast.Attribute) and not hasattr(str, node.attr))
        for node in holders
    )
