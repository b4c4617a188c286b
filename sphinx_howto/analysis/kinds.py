"""What kind of class a class is, in the terms of the field: dataclass, enumeration, exception ..."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Union

from sphinx_howto.analysis import fields, linearisation, signatures, tables
from sphinx_howto.analysis.scope import ClassScope, FunctionScope
from sphinx_howto.frameworks import models

Method = Union[ast.FunctionDef, ast.AsyncFunctionDef]

DATACLASSES = {"dataclasses.dataclass", "pydantic.dataclasses.dataclass"}
_ATTRS = {
    "attr.s",
    "attr.attrs",
    "attr.define",
    "attr.frozen",
    "attr.mutable",
    "attr.dataclass",
    "attrs.define",
    "attrs.frozen",
    "attrs.mutable",
}
#: Base class -> kind; the first that is found in the lineage decides.
_BASES: Mapping[str, str] = {
    **dict.fromkeys(
        ("enum.Enum", "enum.IntEnum", "enum.StrEnum", "enum.Flag", "enum.IntFlag"), "enumeration"
    ),
    **dict.fromkeys(("typing.NamedTuple",), "named tuple"),
    **dict.fromkeys(("typing.TypedDict", "typing_extensions.TypedDict"), "typed dictionary"),
    **dict.fromkeys(sorted(models.MODELS), "Pydantic model"),
    "django.db.models.Model": "Django model",
    "django.db.models.base.Model": "Django model",
    "sqlalchemy.orm.DeclarativeBase": "SQLAlchemy model",
    "sqlalchemy.orm.decl_api.DeclarativeBase": "SQLAlchemy model",
}
_PROTOCOLS = {"typing.Protocol", "typing_extensions.Protocol"}
#: Kinds whose annotated names in the class body are fields.
WITH_FIELDS = {"dataclass", "attrs class", "named tuple", "typed dictionary", "Pydantic model"}


@dataclass(frozen=True)
class Kind:
    """The kind of a class and what belongs to it.

    name: dataclass, attrs class, enumeration, exception, protocol, abstract base class, named tuple,
        typed dictionary, ... or class.
    fields: of data-carrying kinds, inherited ones first.
    enum_members: of an enumeration, name -> value.
    abstract: methods that a subclass must define before an instance can be made.
    """

    name: str
    fields: tuple[fields.Field, ...] = ()
    enum_members: tuple[tuple[str, ast.expr], ...] = ()
    abstract: tuple[tuple[ClassScope, Method], ...] = ()


def of(scope: ClassScope) -> Kind:
    """The kind of a class."""
    name = _name(scope)
    missing = tuple(_abstract(scope))
    if name == "class" and missing and has_abstract_meta(scope):
        name = "abstract base class"
    return Kind(
        name,
        tuple(_fields(scope, name)) if name in WITH_FIELDS else (),
        tuple(_enum_members(scope)) if name == "enumeration" else (),
        missing if has_abstract_meta(scope) else (),
    )


def _name(scope: ClassScope) -> str:
    if decorator(scope, DATACLASSES) is not None:
        return "dataclass"
    if decorator(scope, _ATTRS) is not None:
        return "attrs class"
    if any(path in _PROTOCOLS for path in base_paths(scope)):
        return "protocol"
    lineage = set(lineage_paths(scope))
    for path, name in _BASES.items():
        if path in lineage:
            return name
    if any(is_builtin_exception(path) for path in lineage):
        return "exception"
    if tables.is_made(scope):
        return "SQLAlchemy model"
    return "class"


def decorator(scope: ClassScope, wanted: set[str]) -> ast.expr | None:
    """The decorator of the class that resolves to one of the dotted paths."""
    for item in scope.node.decorator_list:
        path = scope.module.dotted(item.func if isinstance(item, ast.Call) else item)
        if path in wanted:
            return item
    return None


def base_paths(scope: ClassScope) -> list[str]:
    """The dotted paths of the direct bases that resolve."""
    found = (
        scope.module.dotted(base.value if isinstance(base, ast.Subscript) else base)
        for base in scope.node.bases
    )
    return [path for path in found if path]


def lineage_paths(scope: ClassScope) -> Iterator[str]:
    """The dotted paths of all bases, of those too whose source is not found."""
    for item in scope.lineage():
        yield from base_paths(item)
        if item is not scope:
            yield item.path


def is_complete(scope: ClassScope) -> bool:
    """Whether the source of every base is known, except of those that add no constructor and no method."""
    for item in scope.lineage():
        known = {base.path for base in item.bases}
        for base in item.node.bases:
            path = item.module.dotted(base.value if isinstance(base, ast.Subscript) else base)
            if path in _EMPTY_BASES:
                continue
            if path is None or (
                path not in known
                and not any(other.node.name == path.rpartition(".")[2] for other in item.bases)
            ):
                return False
    return True


#: Bases that bring no constructor and no method that a caller would see.
_EMPTY_BASES = {"object", "abc.ABC", "typing.Generic", "typing.Protocol", "typing_extensions.Protocol"}


def is_builtin_exception(path: str) -> bool:
    """Whether a dotted path names an exception of Python itself."""
    found = getattr(builtins, path, None) if "." not in path else None
    return isinstance(found, type) and issubclass(found, BaseException)


def has_abstract_meta(scope: ClassScope) -> bool:
    """Whether the class refuses to be instantiated while methods are abstract."""
    if any(path in {"abc.ABC", *_PROTOCOLS} for path in lineage_paths(scope)):
        return True
    return any(
        keyword.arg == "metaclass" and item.module.dotted(keyword.value) == "abc.ABCMeta"
        for item in scope.lineage()
        for keyword in item.node.keywords
    )


def _abstract(scope: ClassScope) -> Iterator[tuple[ClassScope, Method]]:
    """The abstract methods that no class before in the order of lookup defines, as far as it is known."""
    seen: set[str] = set()
    for item in linearisation.certain(scope):
        if isinstance(item, ClassScope) and has_abstract_meta(item):
            for name, node in item.methods.items():
                if name not in seen and signatures.is_abstract(FunctionScope(item.module, node, item), node):
                    yield item, node
        seen |= linearisation.names(item)


def _fields(scope: ClassScope, name: str) -> Iterator[fields.Field]:
    """Own and inherited fields; a field that is declared again keeps its place."""
    found: dict[str, fields.Field] = {}
    for item in reversed(list(scope.lineage())):
        if name == "Pydantic model" and item.module.module.name.split(".")[0] in models.LIBRARIES:
            continue
        if (
            item is scope
            or name not in {"dataclass", "attrs class"}
            or decorator(item, DATACLASSES | _ATTRS) is not None
        ):
            found.update({field.name: field for field in fields.of(item)})
    yield from found.values()


def _enum_members(scope: ClassScope) -> Iterator[tuple[str, ast.expr]]:
    methods = set(scope.methods)
    for statement in scope.node.body:
        if isinstance(statement, ast.Assign):
            for target in statement.targets:
                if (
                    isinstance(target, ast.Name)
                    and not target.id.startswith("_")
                    and target.id not in methods
                ):
                    yield target.id, statement.value
