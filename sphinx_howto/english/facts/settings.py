"""Environment of settings classes: from which variables the fields that are not given are read."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import fields, kinds
from sphinx_howto.analysis.scope import ClassScope
from sphinx_howto.english.facts import subject
from sphinx_howto.english.phrase import Spans, code, fill, join, paragraph, words

#: So many variables are listed; the others are counted.
_MOST = 12
#: Whether several fields are read, and whether the class is named -> what is told.
_READS: Mapping[tuple[bool, bool], str] = {
    (True, False): (
        "creating an instance reads the fields that are not given from the environment variables {names}"
    ),
    (False, False): (
        "creating an instance reads the field that is not given from the environment variable {names}"
    ),
    (True, True): (
        "creating a {class} reads the fields that are not given from the environment variables {names}"
    ),
    (False, True): (
        "creating a {class} reads the field that is not given from the environment variable {names}"
    ),
}
_NAMED = ("validation_alias", "alias", "env")


def tell(group: subject.Group) -> document.Step | None:
    """The bullet, or None: of a class that reads its fields from the environment, or of those of a module."""
    if group.alone:
        return None
    scope = group.scope.owner
    if scope is not None:
        return _bullet([_of(scope)]) if fields.is_settings(scope) else None
    module = group.scope.module
    classes = [module.class_scope(node) for node in module.module.tree.body if isinstance(node, ast.ClassDef)]
    return _bullet([_of(item, item.node.name) for item in classes if fields.is_settings(item)])


_Told = tuple[list[Spans], tuple[int, int]]


def _bullet(found: Sequence[_Told | None]) -> document.Step | None:
    told = [item for item in found if item is not None]
    if not told:
        return None
    texts = [text for sentences, _ in told for text in sentences]
    return document.Step(words("Settings"), paragraph(texts), subject.lines([lines for _, lines in told]))


def _of(scope: ClassScope, name: str = "") -> _Told | None:
    """What creating an instance reads, and the lines of the fields; None if that is not written out.

    name: of the class, where others are told of too.
    """
    found = kinds.of(scope).fields
    options = dict(_options(scope))
    if not found or not all(isinstance(options.get(name), (str, type(None))) for name in ("env_prefix",)):
        return None
    shown = [code(_variable(field, options)) for field in found[:_MOST]]
    if len(found) > _MOST:
        shown.append(fill("{count} more", count=document.Words(str(len(found) - _MOST))))
    message = _READS[len(found) > 1, bool(name)]
    told = [fill(message, names=join(shown), **({"class": code(name)} if name else {}))]
    lines = (found[0].lines[0], found[-1].lines[1]) if found[0].lines[0] <= found[-1].lines[1] else (0, 0)
    return [*told, *_made(scope, name), *_details(found, options)], lines


def _made(scope: ClassScope, name: str) -> Iterator[Spans]:
    """That the import of the module creates an instance."""
    for item in scope.module.module.tree.body:
        value = item.value if isinstance(item, (ast.Assign, ast.AnnAssign)) else None
        target = item.targets[0] if isinstance(item, ast.Assign) else getattr(item, "target", None)
        called = value.func if isinstance(value, ast.Call) and not value.args and not value.keywords else None
        if isinstance(called, ast.Name) and called.id == name and isinstance(target, ast.Name):
            yield fill("importing the module creates one, {instance}", instance=code(target.id))


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
