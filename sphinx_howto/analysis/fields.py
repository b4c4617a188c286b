"""The fields of classes whose constructor is generated from them: dataclasses, named tuples, models."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from sphinx_howto.analysis.scope import ClassScope
from sphinx_howto.frameworks import models

_DATACLASS = {
    "dataclasses.dataclass",
    "attr.s",
    "attr.dataclass",
    "attr.attrs",
    "attr.define",
    "attr.frozen",
    "attr.mutable",
    "attrs.define",
    "attrs.frozen",
    "attrs.mutable",
    "pydantic.dataclasses.dataclass",
    "dataclasses",
}
_FIELD_CALLS = {
    "dataclasses.field",
    "attr.ib",
    "attr.attrib",
    "attrs.field",
    "attr.field",
    "pydantic.Field",
    "sqlmodel.Field",
}
#: Base class -> what the class is called.
_BASES = {
    "typing.NamedTuple": "named tuple",
    "typing.TypedDict": "typed dictionary",
    "typing_extensions.TypedDict": "typed dictionary",
    "msgspec.Struct": "msgspec structure",
}


@dataclass(frozen=True)
class Field:
    """A field in the order of the constructor.

    default: its default, or None; factory: what makes the default anew for each instance.
    options: other keywords of ``field(...)``; keyword_only: cannot be given by position.
    in_constructor: whether the constructor takes it.
    """

    name: str
    annotation: ast.expr | None
    default: ast.expr | None
    factory: ast.expr | None
    options: tuple[ast.keyword, ...]
    keyword_only: bool
    in_constructor: bool
    lines: tuple[int, int]


def kind(scope: ClassScope) -> str:
    """``dataclass``, ``named tuple`` ... or "" for a class with a written constructor."""
    for item in scope.node.decorator_list:
        path = scope.module.dotted(item.func if isinstance(item, ast.Call) else item) or ""
        if path in _DATACLASS:
            return "dataclass" if path.startswith(("dataclasses", "pydantic")) else "attrs class"
    for base in scope.node.bases:
        found = _BASES.get(scope.module.dotted(base) or "")
        if found:
            return found
    return "pydantic model" if is_model(scope) else ""


def is_model(scope: ClassScope) -> bool:
    """Whether Pydantic writes the constructor, of this class or of one of its bases."""
    return _derives(scope, models.MODELS)


def is_settings(scope: ClassScope) -> bool:
    """Whether the fields that are not given are read from the environment."""
    return _derives(scope, models.SETTINGS)


def _derives(scope: ClassScope, wanted: frozenset[str]) -> bool:
    return any(
        item.module.dotted(base.value if isinstance(base, ast.Subscript) else base) in wanted
        for item in scope.lineage()
        for base in item.node.bases
    )


def is_frozen(scope: ClassScope) -> bool:
    """Whether the generated class refuses assignments to its fields."""
    for item in scope.node.decorator_list:
        path = scope.module.dotted(item.func if isinstance(item, ast.Call) else item) or ""
        if path.endswith(".frozen"):
            return True
        if isinstance(item, ast.Call) and _is_true(item.keywords, "frozen"):
            return True
    return False


def _is_true(keywords: list[ast.keyword], name: str) -> bool:
    return any(
        item.arg == name and isinstance(item.value, ast.Constant) and item.value.value is True
        for item in keywords
    )


def of(scope: ClassScope) -> tuple[Field, ...]:
    """The fields that the class itself declares, in order."""
    keyword_only = any(
        isinstance(item, ast.Call) and _is_true(item.keywords, "kw_only")
        for item in scope.node.decorator_list
    )
    found = []
    for item in scope.node.body:
        if (
            isinstance(item, ast.Assign)
            and len(item.targets) == 1
            and isinstance(item.targets[0], ast.Name)
            and isinstance(item.value, ast.Call)
            and scope.module.dotted(item.value.func) in _FIELD_CALLS
        ):
            found.append(_field(scope, item.targets[0].id, None, item.value, keyword_only, item))
        if not isinstance(item, ast.AnnAssign) or not isinstance(item.target, ast.Name):
            continue
        annotation = item.annotation
        path = (
            scope.module.dotted(annotation.value if isinstance(annotation, ast.Subscript) else annotation)
            or ""
        )
        if path == "dataclasses.KW_ONLY":
            keyword_only = True
        elif path != "typing.ClassVar" and not _is_class_variable(annotation):
            found.append(_field(scope, item.target.id, annotation, item.value, keyword_only, item))
    if is_model(scope):
        found = [item for item in found if models.is_field(item.name)]
    return tuple(found)


def _is_class_variable(annotation: ast.expr) -> bool:
    return (
        isinstance(annotation, ast.Constant)
        and isinstance(annotation.value, str)
        and "ClassVar" in annotation.value
    )


def _field(
    scope: ClassScope,
    name: str,
    annotation: ast.expr | None,
    value: ast.expr | None,
    keyword_only: bool,
    node: ast.stmt,
) -> Field:
    default, factory, in_constructor = value, None, True
    options: tuple[ast.keyword, ...] = ()
    if isinstance(value, ast.Call) and scope.module.dotted(value.func) in _FIELD_CALLS:
        given = {item.arg: item.value for item in value.keywords if item.arg}
        default, factory = given.get("default"), given.get("default_factory", given.get("factory"))
        if value.args and default is None:
            default = value.args[0]
        keyword_only = keyword_only or _is_true(value.keywords, "kw_only")
        init = given.get("init")
        in_constructor = not (isinstance(init, ast.Constant) and init.value is False)
        options = tuple(
            item
            for item in value.keywords
            if item.arg not in {"default", "default_factory", "factory", "kw_only", "init"}
        )
    if isinstance(default, ast.Constant) and default.value is Ellipsis:
        default = None
    return Field(
        name,
        annotation,
        default,
        factory,
        options,
        keyword_only,
        in_constructor,
        (node.lineno, node.end_lineno or node.lineno),
    )
