"""What can be read from an object of a class that has no methods to call: its attributes, its own text."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sphinx_howto.example import classes, constructors, names, scope

# How many attributes are printed
MOST = 3


def statements(one: classes.Class, name: str) -> list[str]:
    """Statements that print what the instance ``name`` says or holds; none where nothing is known of it."""
    if is_told(one):
        return [f"print({name})"]
    found = [attribute for attribute in attributes(one) if not is_secret(attribute)]
    given = _handed_on(one)
    # What was given a line before says nothing, unless there is nothing else
    shown = [attribute for attribute in found if attribute not in given] or found
    return [f"print({name}.{attribute})" for attribute in shown[:MOST]]


def is_secret(attribute: str) -> bool:
    """Whether an attribute holds what nobody prints: a password, a key."""
    return names.is_secret(attribute) or attribute.lower().endswith(("key", "token_id", "secret_id"))


def _handed_on(one: classes.Class) -> frozenset[str]:
    """The attributes that hold an argument of the constructor as it was given."""
    made = next((part.methods["__init__"] for part in one.parts if "__init__" in part.methods), None)
    taken = (
        {item.arg for item in ast.walk(made.args) if isinstance(item, ast.arg)} if made is not None else set()
    )
    return frozenset(
        target.attr
        for item in (ast.walk(made) if made is not None else ())
        if isinstance(item, ast.Assign) and isinstance(item.value, ast.Name) and item.value.id in taken
        for target in item.targets
        if isinstance(target, ast.Attribute)
    )


def is_told(one: classes.Class) -> bool:
    """Whether printing an instance says more than where it lies in memory."""
    written = any(one.method(special) is not None for special in ("__str__", "__repr__"))
    return (
        written or bool(one.tuple_fields) or constructors.has_fields(one) or bool(set(one.externals) & _TOLD)
    )


# Classes of Python itself whose objects print what they hold
_TOLD = frozenset(
    ["str", "int", "float", "bytes", "list", "dict", "tuple", "set", "frozenset", "bytearray"]
) | {
    "collections.OrderedDict",
    "collections.UserDict",
    "collections.UserList",
    "collections.defaultdict",
    "collections.deque",
}


def attributes(one: classes.Class) -> Iterator[str]:
    """Public attributes that making an instance sets, then those of the class body, each once."""
    seen: set[str] = set()
    for part in one.parts:
        made = part.methods.get("__init__")
        for attribute in [*(_set_by(made) if made is not None else ()), *_of_body(part.node)]:
            if not attribute.startswith("_") and attribute not in seen and one.method(attribute) is None:
                seen.add(attribute)
                yield attribute


def _set_by(made: ast.AST) -> Iterator[str]:
    """Attributes that statements at the top of a constructor assign."""
    for statement in getattr(made, "body", ()):
        targets = getattr(statement, "targets", None) or [getattr(statement, "target", None)]
        for target in targets:
            if isinstance(target, ast.Attribute) and scope.dotted(target.value) == "self":
                yield target.attr


def _of_body(node: ast.ClassDef) -> Iterator[str]:
    for statement in node.body:
        annotated = isinstance(statement, ast.AnnAssign) and "__init__" in classes.methods_of(node)
        if annotated or (isinstance(statement, (ast.Assign, ast.AnnAssign)) and statement.value is not None):
            yield from scope.bound_by(statement)
