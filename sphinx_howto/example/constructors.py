"""What calling a class takes: its ``__init__``, or the fields from which a constructor is written."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from sphinx_howto import definition
from sphinx_howto.example import classes, scope, signatures
from sphinx_howto.example.classes import Class, Part
from sphinx_howto.example.signatures import Parameter
from sphinx_howto.frameworks import models

DATACLASS = frozenset(
    {
        "dataclasses.dataclass",
        "attr.s",
        "attr.attrs",
        "attr.define",
        "attr.frozen",
        "attr.mutable",
        "attr.dataclass",
        "attrs.define",
        "attrs.frozen",
        "attrs.mutable",
        "pydantic.dataclasses.dataclass",
    }
)
MODELS = models.MODELS | {"msgspec.Struct"}


def is_dataclass(part: Part) -> bool:
    """Whether a decorator writes the constructor of this body."""
    return bool(part.decorators & DATACLASS)


def has_fields(one: Class) -> bool:
    """Whether the constructor is written from annotated fields."""
    bases = {"typing.NamedTuple", *MODELS, "typing.TypedDict", "typing_extensions.TypedDict"}
    return any(is_dataclass(part) for part in one.parts) or bool(one.ancestors & bases)


def is_library(part: Part) -> bool:
    """Whether a body is the machinery of a library that writes constructors from fields."""
    return part.module.name.split(".")[0] in {*models.LIBRARIES, "msgspec", "typing"}


def fields(one: Class) -> tuple[Parameter, ...]:
    """Parameters of a constructor that is written from fields, bases first."""
    found: dict[str, Parameter] = {}
    marked = any(is_dataclass(part) for part in one.parts)
    # Pydantic's constructors take keywords only
    by_keyword = bool(one.ancestors & models.MODELS)
    for part in reversed(one.parts):
        if (marked and not is_dataclass(part)) or is_library(part):
            continue
        for parameter in _fields_of(part):
            found[parameter.name] = replace(parameter, kind="keyword") if by_keyword else parameter
    return tuple(found.values())


def _fields_of(part: Part) -> Iterator[Parameter]:
    keyword_only = any(
        word.arg == "kw_only" and isinstance(word.value, ast.Constant) and word.value.value is True
        for deco in part.node.decorator_list
        if isinstance(deco, ast.Call)
        for word in deco.keywords
    )
    for node in part.node.body:
        target, annotation, value = _assigned(node)
        if not target or (annotation is None and not _is_attrs_field(value, part)):
            continue
        if annotation is not None and scope.dotted(annotation).endswith("KW_ONLY"):
            keyword_only = True
            continue
        if annotation is not None and "ClassVar" in ast.unparse(annotation):
            continue
        if target == "model_config" or (target.startswith("_") and not part.decorators & DATACLASS):
            continue
        if value is not None and _says(value, "init", False):
            continue
        kind: signatures.Kind = (
            "keyword" if keyword_only or (value is not None and _says(value, "kw_only", True)) else "plain"
        )
        name = (
            target.lstrip("_") if part.decorators & {p for p in DATACLASS if p.startswith("attr")} else target
        )
        left_out = annotation is not None and scope.dotted(getattr(annotation, "value", None)).endswith(
            "NotRequired"
        )
        optional = left_out or (value is not None and not _is_required_field(value))
        yield Parameter(name, kind, annotation, None, optional)


def _assigned(node: ast.stmt) -> tuple[str, ast.expr | None, ast.expr | None]:
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return node.target.id, node.annotation, node.value
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id, None, node.value
    return "", None, None


_FIELD_MAKERS = ("field", "ib", "attrib", "Field", "attr")


def _is_attrs_field(value: ast.expr | None, part: Part) -> bool:
    return isinstance(value, ast.Call) and scope.canonical(value.func, part.module).split(".")[0] in (
        "attr",
        "attrs",
    )


def _is_required_field(value: ast.expr) -> bool:
    """``field()`` without a default, and pydantic's ``Field(...)``."""
    if not isinstance(value, ast.Call) or scope.dotted(value.func).rpartition(".")[2] not in _FIELD_MAKERS:
        return isinstance(value, ast.Constant) and value.value is Ellipsis
    if any(word.arg in ("default", "default_factory", "factory") for word in value.keywords):
        return False
    return not value.args or (isinstance(value.args[0], ast.Constant) and value.args[0].value is Ellipsis)


def _says(value: ast.expr, name: str, expected: bool) -> bool:
    return isinstance(value, ast.Call) and any(
        word.arg == name and isinstance(word.value, ast.Constant) and word.value.value is expected
        for word in value.keywords
    )


@dataclass(frozen=True, eq=False)
class Constructor:
    """What calling a class takes.

    node, part: the function that takes it and where it stands (None for generated ones).
    sure: whether that is all that can be passed.
    """

    parameters: tuple[Parameter, ...]
    node: definition.FunctionNode | None = None
    part: Part | None = None
    sure: bool = True


def constructor(one: Class) -> Constructor:
    """What the constructor of ``one`` takes, through ``super().__init__(*args, **kwargs)``."""
    for position, part in enumerate(one.parts):
        methods = part.methods
        node = methods.get("__init__") or methods.get("__new__")
        if node is not None and not (has_fields(one) and _takes_any_keyword(node)):
            return _through(one, position, node, part)
        if is_dataclass(part) or (
            position == 0 and has_fields(one) and not any(_has_init(other) for other in one.parts)
        ):
            return Constructor(fields(one), part=part)
    if one.tuple_fields:
        return Constructor(one.tuple_fields)
    if classes.is_exception(one):
        return Constructor((Parameter("message"),), sure=False)
    return Constructor((), sure=one.known)


def _has_init(part: Part) -> bool:
    found = part.methods.get("__init__")
    return found is not None and not is_library(part) and not _takes_any_keyword(found)


def _takes_any_keyword(node: definition.FunctionNode) -> bool:
    """Whether a constructor takes whatever keywords there are, and nothing else, to hand them on."""
    given = node.args
    return given.kwarg is not None and not (given.args[1:] or given.vararg or given.kwonlyargs)


def _through(one: Class, position: int, node: definition.FunctionNode, part: Part) -> Constructor:
    own = signatures.parameters(node, part.node)
    if not _passes_on(node) or position + 1 >= len(one.parts):
        return Constructor(own, node, part)
    rest = constructor(replace(one, parts=one.parts[position + 1 :]))
    names = {parameter.name for parameter in own}
    given = tuple(parameter for parameter in own if parameter.kind not in ("rest", "keywords"))
    further = tuple(parameter for parameter in rest.parameters if parameter.name not in names)
    return Constructor(given + further, node, part, sure=False)


@lru_cache(maxsize=2048)
def _passes_on(node: definition.FunctionNode) -> bool:
    """Whether the constructor hands ``*args`` on to the one of a base."""
    return any(
        isinstance(call, ast.Call)
        and any(isinstance(arg, ast.Starred) for arg in call.args)
        and scope.dotted(call.func).rpartition(".")[2] in (node.name, "")
        and ast.unparse(call.func).endswith(node.name)
        for call in ast.walk(node)
    )
