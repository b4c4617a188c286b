"""Objects of the project, built through their own constructors."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

from sphinx_howto import definition
from sphinx_howto.example import arguments, callee, classes, imports, names, scope, stubs, uses
from sphinx_howto.example.context import Context
from sphinx_howto.example.value import TYPE, Import, Value, notes


def context(lookup: definition.Lookup, settings: object) -> Context:
    """A fresh context whose values can hold objects of the project."""
    makers = {"namespace": stubs.namespace}
    return Context(
        lookup,
        settings,  # type: ignore[arg-type]
        build=build,
        build_class=build_class,
        makers=makers,
        uses=uses.RULES,
    )


def build(path: str, within: Context) -> Value | None:
    """An instance of the class at ``path``, or None when it cannot be built in an expression."""
    place = ("object", path, within.depth, within.known)
    if place not in within.memo:
        # A class whose construction leads back to itself cannot be built
        within.memo[place] = None
        within.memo[place] = _build(path, within)
    made: Value | None = within.memo[place]
    return made


def _build(path: str, within: Context) -> Value | None:
    found = within.lookup.find(path)
    if found is None or not isinstance(found.node, ast.ClassDef):
        return None
    one = classes.load(found, within.lookup)
    if is_public(one) and not classes.abstract_methods(one):
        return instance(one, within)
    for derived in subclasses(one, found, within):
        made = instance(derived, within)
        if made is not None:
            return made
    return None


def is_public(one: classes.Class) -> bool:
    """Whether no part of the import path is private."""
    return not any(part.startswith("_") for part in one.import_path.split("."))


def subclasses(one: classes.Class, found: definition.Definition, within: Context) -> Iterator[classes.Class]:
    """Public classes of the same module that derive from ``one`` and can be made."""
    for name, node in scope.defined(found.module).items():
        if not isinstance(node, ast.ClassDef) or name.startswith("_") or not node.bases:
            continue
        candidate = within.lookup.find(f"{found.module.name}.{name}")
        if candidate is None or not isinstance(candidate.node, ast.ClassDef):
            continue
        derived = classes.load(candidate, within.lookup)
        if (
            any(part.node is one.parts[0].node for part in derived.parts[1:])
            and is_public(derived)
            and not classes.abstract_methods(derived)
        ):
            yield derived


def build_class(path: str, within: Context) -> list[Value]:
    """The name of the class at ``path``."""
    found = within.lookup.find(path)
    if found is None:
        return []
    source = imports.source(found.import_path, within.lookup)
    return [Value(source.name, frozenset({source.imported}))]


def instance(one: classes.Class, within: Context) -> Value | None:
    """An instance of ``one``; a member of an enumeration, a dictionary of a ``TypedDict``."""
    source = imports.source(one.import_path, within.lookup)
    own = frozenset({source.imported})
    if classes.is_enum(one):
        members = classes.members(one)
        return Value(f"{source.name}.{members[0][0]}", own) if members else None
    if classes.abstract_methods(one) or classes.is_protocol(one):
        return None
    if classes.is_typed_dict(one):
        given = arguments.make(callee.constructor(one, within), within)
        if {"role", "content"} <= {name for name, _ in given.values}:
            # A message of a chat needs no more
            return Value(names.CHAT[1:-1])
        return joined(Value(_as_dictionary(given)), given)
    return called(one, source.name, within, own)


def called(
    one: classes.Class, name: str, within: Context, imported: frozenset[Import] = frozenset()
) -> Value:
    """A call of the class, or of a subclass of it, as ``name``."""
    given = arguments.make(callee.constructor(one, within), within, credentials=True)
    return joined(Value(f"{name}({given.source})", imported), given)


def joined(value: Value, given: arguments.Arguments) -> Value:
    """``value`` with what the arguments need."""
    values = [one for _, one in given.values]
    return replace(
        value,
        imports=value.imports.union(*(one.imports for one in values)),
        setup=tuple(dict.fromkeys(line for one in values for line in one.setup)),
        folder=any(one.folder for one in values),
        note=notes(values),
        strength=min((one.strength for one in values), default=TYPE),
    )


def _as_dictionary(given: arguments.Arguments) -> str:
    return "{" + ", ".join(f'"{name}": {value.code}' for name, value in given.values) + "}"
