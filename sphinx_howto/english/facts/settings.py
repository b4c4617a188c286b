"""Environment of settings classes: from which variables the fields that are not given are read."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import fields, kinds
from sphinx_howto.analysis.scope import ClassScope
from sphinx_howto.english.facts import subject
from sphinx_howto.english.phrase import Spans, code, fill, join, paragraph, words

#: So many variables are listed; the others are counted.
_MOST = 12
_NAMED = ("validation_alias", "alias", "env")


def tell(group: subject.Group) -> document.Step | None:
    """The bullet, or None: of a class that reads its fields from the environment."""
    scope = group.scope.owner
    if scope is None or group.alone or not fields.is_settings(scope):
        return None
    found = kinds.of(scope).fields
    options = dict(_options(scope))
    if not found or not all(isinstance(options.get(name), (str, type(None))) for name in ("env_prefix",)):
        return None
    shown = [code(_variable(field, options)) for field in found[:_MOST]]
    if len(found) > _MOST:
        shown.append(fill("{count} more", count=document.Words(str(len(found) - _MOST))))
    message = (
        "creating an instance reads the fields that are not given from the environment variables {names}"
        if len(found) > 1
        else "creating an instance reads the field that is not given from the environment variable {names}"
    )
    told = [fill(message, names=join(shown)), *_details(found, options)]
    lines = (found[0].lines[0], found[-1].lines[1]) if found[0].lines[0] <= found[-1].lines[1] else (0, 0)
    return document.Step(words("Settings"), paragraph(told), lines)


def _details(found: tuple[fields.Field, ...], options: dict[str, object]) -> Iterator[Spans]:
    if options.get("case_sensitive") is not True:
        yield fill("the case of the letters does not matter")
    file = options.get("env_file")
    if isinstance(file, str):
        yield fill("variables that are not set are looked for in the file {file}", file=code(file))
    elif isinstance(file, ast.expr):
        shown = code(quoting.short(file))
        yield fill("variables that are not set are looked for in the file {file}", file=shown)
    needed = [code(field.name) for field in found if field.default is None and field.factory is None]
    if needed:
        message = (
            "without a value for {names} it raises `ValidationError`"
            if len(needed) == 1
            else "without values for {names} it raises `ValidationError`"
        )
        yield fill(message, names=join(needed))


def _variable(field: fields.Field, options: dict[str, object]) -> str:
    """The name of the variable of a field."""
    for option in field.options:
        if option.arg in _NAMED and isinstance(option.value, ast.Constant):
            return str(option.value.value)
    name = f"{options.get('env_prefix') or ''}{field.name}"
    return name if options.get("case_sensitive") is True else name.upper()


def _options(scope: ClassScope) -> Iterator[tuple[str, object]]:
    """What ``model_config`` and the inner class ``Config`` say, as far as it is written out."""
    for item in reversed(list(scope.lineage())):
        config = item.values.get("model_config")
        if isinstance(config, ast.Call):
            yield from ((word.arg, _plain(word.value)) for word in config.keywords if word.arg)
        elif isinstance(config, ast.Dict):
            yield from (
                (str(key.value), _plain(value))
                for key, value in zip(config.keys, config.values, strict=True)
                if isinstance(key, ast.Constant)
            )
        for inner in item.node.body:
            if isinstance(inner, ast.ClassDef) and inner.name == "Config":
                yield from (
                    (target.id, _plain(part.value))
                    for part in inner.body
                    if isinstance(part, ast.Assign)
                    for target in part.targets
                    if isinstance(target, ast.Name)
                )


def _plain(node: ast.expr) -> object:
    """The value of a constant; the node itself for anything else."""
    return node.value if isinstance(node, ast.Constant) else node
