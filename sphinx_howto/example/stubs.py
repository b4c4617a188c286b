"""Objects that have just the attributes and methods that the code uses, in place of the reader's own."""

from __future__ import annotations

import ast
import builtins
from dataclasses import replace

from sphinx_howto.catalogue import gettext
from sphinx_howto.example import contents, library, names, scope, values
from sphinx_howto.example.context import Context
from sphinx_howto.example.shape import ANY, Shape, of
from sphinx_howto.example.signatures import Parameter
from sphinx_howto.example.value import Value

# An object of which more is used is not put in place of another
MOST_METHODS, MOST, LONGEST = 4, 10, 44
# How far objects may stand inside one another
DEEPEST = 2
METHODS = frozenset(["method", "async-method"])
_MAPPINGS = frozenset(["json", "to_dict", "dict", "as_dict", "model_dump"])
HOLDERS = METHODS | {"list"}


def namespace(shape: Shape, name: str, context: Context) -> list[Value]:
    """An object that has what is read and called; nothing when that is too much."""
    kinds = list(_kinds(shape))
    if _depth(shape) > DEEPEST or any(_is_private(one) for one in _parts(shape)):
        # Nobody makes up what is inside of the objects of others
        return []
    if len(kinds) > MOST or sum(kind in METHODS for kind in kinds) > MOST_METHODS:
        return []
    one = _expression(shape, context, name)
    if len(one.code) <= LONGEST or not name.isidentifier() or name in dir(builtins):
        return [one]
    # A long object stands on lines of its own
    return [replace(one, code=name, setup=(*one.setup, f"{name} = {one.code}"))]


def is_in_place_of_another(shape: Shape, parameter: Parameter) -> bool:
    """Whether the reader has an object of a class of his own: one with methods, or one that is annotated."""
    return parameter.annotation is not None or bool(METHODS & {*_kinds(shape)})


def told(value: Value, parameter: Parameter) -> Value:
    """``value`` under the name of the parameter, with a comment that says that it stands for another."""
    name = parameter.name
    if name in dir(builtins):
        return value
    last = parameter.annotation
    while isinstance(last, (ast.BinOp, ast.Subscript)):
        last = last.left if isinstance(last, ast.BinOp) else last.slice
    own = scope.dotted(last).rpartition(".")[2] or name.strip("_").replace("_", " ")
    said = gettext("your own {name}").format(name=own)
    setup = value.setup if value.code == name else (*value.setup, f"{name} = {value.code}")
    return replace(value, code=name, setup=(*setup[:-1], f"{setup[-1]}  # {said}"))


def _expression(shape: Shape, context: Context, name: str = "") -> Value:
    found, parts = [], []
    for key, item in shape.keys or (("name", ANY),):
        value = _part(key, item, context, name)
        found.append(value)
        parts.append(f"{key}={value.code}")
    path = shape.path or "types.SimpleNamespace"
    holder, _, called = path.rpartition(".")
    one = values.joined(found, f"{called}({', '.join(parts)})")
    return replace(one, imports=one.imports | library.imports(((holder, called),)))


def _parts(shape: Shape) -> list[Shape]:
    """``shape``, and everything that stands in it."""
    inner = (*(item for _, item in shape.keys), *shape.items)
    return [shape, *(part for item in inner for part in _parts(item))]


def _is_private(shape: Shape) -> bool:
    is_object = shape.kind == "namespace"
    return is_object and any(key.startswith("_") for key, _ in shape.keys)


def _depth(shape: Shape) -> int:
    """How many objects stand inside one another; what a method gives stands inside the method's object."""
    inner = (*(item for _, item in shape.keys), *shape.items)
    return (shape.kind == "namespace") + max((_depth(item) for item in inner), default=0)


def _kinds(shape: Shape) -> list[str]:
    """Kinds of everything that an object has, its parts' parts included."""
    inner = (*(item for _, item in shape.keys), *(shape.items if shape.kind in HOLDERS else ()))
    return [kind for item in inner for kind in (item.kind, *_kinds(item))]


def _part(key: str, item: Shape, context: Context, holder: str = "") -> Value:
    """An attribute, by its use, else by its name; a method gives what is done with its result.

    holder: the name of the object that has it.
    """
    if item.kind == "namespace":
        return _expression(item, context)
    if key in ("filename", "file_name", "name") and contents.named_after(holder):
        return Value(contents.named_after(holder))
    if item.kind not in METHODS:
        return values.first(item, key, context) or values.by_name(key, context, is_plain=True)
    result = item.items[0] if item.items else ANY
    if result.kind == "any" and key in _MAPPINGS:
        result = of("dict")
    if result.kind == "silent":
        given = Value("None")
    elif result.kind == "namespace":
        given = _expression(result, context)
    else:
        given = values.first(result, key, context) or values.first(of("str"), key, context) or Value("None")
        # What a method gives is nobody's to fill in
        given = replace(given, code='"example"', note="") if names.is_secret(key) else given
    if item.kind == "async-method":
        function = f"example_{key}"
        does = "pass" if result.kind == "silent" else f"return {given.code}"
        body = f"async def {function}({item.literals[0]}):\n    {does}"
        return replace(given, code=function, setup=(*given.setup, body))
    if result.kind == "silent":
        # Shows that it was called
        return Value("print")
    takes = f" {item.literals[0]}" if item.literals[0] else ""
    return replace(given, code=f"lambda{takes}: {given.code}")
