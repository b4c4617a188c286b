"""The table shape to values: sources of values of a type, the most telling first."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

from sphinx_howto.catalogue import gettext
from sphinx_howto.example import file_values, library, names, plain_values, simple_values, verdicts
from sphinx_howto.example.context import Context
from sphinx_howto.example.shape import ANY, Shape, of
from sphinx_howto.example.value import GUESS, NAME, TYPE, Value, notes, text

Maker = Callable[[Shape, str, Context], list[Value]]


def candidates(shape: Shape, name: str, context: Context) -> list[Value]:
    """Values of ``shape`` for a parameter called ``name``, best first; empty when there is none."""
    for known, variable in reversed(context.known):
        if known == shape and shape.kind not in plain_values.PLAIN:
            return [Value(variable)]
    maker = MAKERS.get(shape.kind) or context.makers.get(shape.kind)
    return maker(shape, name, context) if maker is not None else []


def typed(shape: Shape, name: str, context: Context) -> list[Value]:
    """The same, but nothing for a shape that says nothing."""
    return candidates(shape, name, context) if shape.kind != "any" else []


def first(shape: Shape, name: str, context: Context) -> Value | None:
    """The best value of ``shape``, or None."""
    return next(iter(candidates(shape, name, context)), None)


def plain(shape: Shape, name: str, context: Context) -> list[Value]:
    """A value of a plain type: known literals, then the name's value, then any."""
    named = names.value(name, shape.kind)
    if shape.kind == "str" and names.is_secret(name):
        return [placeholder(name)]
    known = [*shape.literals, *([named, names.further(named)] if named else [])]
    sources = [one for one in [*known, *plain_values.PLAIN[shape.kind]] if one]
    return [Value(source) for source in dict.fromkeys(sources)]


def placeholder(name: str) -> Value:
    """A credential that the reader must fill in, with a comment that says so."""
    words = names.words(name)[0]
    note = gettext("Replace {placeholder} with your own {name}").format(
        placeholder=f"YOUR_{words.upper()}", name=words.replace("_", " ").replace("api ", "API ")
    )
    return Value(text(f"YOUR_{words.upper()}"), note=note)


def _literal(shape: Shape, name: str, context: Context) -> list[Value]:
    return [Value(source) for source in shape.literals]


def singular(name: str) -> str:
    """The name of one element of ``name``."""
    if name.endswith("ies"):
        return name[:-3] + "y"
    return name[:-1] if name.endswith("s") and not name.endswith("ss") else name


def _is_settled(shape: Shape) -> bool:
    """Whether the code asks for certain values of what has this shape."""
    return bool(shape.literals) and shape.kind != "record"


def _elements(shape: Shape, name: str, context: Context) -> tuple[list[Value], bool]:
    """Values for the elements of a container, and whether their type was known."""
    one = shape.items[0] if shape.items and shape.items[0].kind != "any" else ANY
    if one.kind == "any":
        return [], False
    found = candidates(one, singular(name), context)
    found = [value for value in found if value.code != '""' and value.code != "-1"]
    if one.kind == "record" and any(_is_settled(item) for _, item in one.keys):
        ordered = sorted(one.keys, key=lambda pair: not _is_settled(pair[1]))
        plain_keys = tuple((key, replace(item, literals=())) for key, item in ordered)
        return [found[0], *candidates(replace(one, keys=plain_keys), singular(name), context)], True
    many = found[:3] if one.kind == "int" else found[:2]
    if one.kind == "int" and not one.literals and names.value(singular(name), "int"):
        start = int(names.value(singular(name), "int"))
        many = [Value(str(start + step)) for step in range(3)]
    return (many if one.kind in plain_values.PLAIN or one.kind == "literal" else found[:1]), True


def joined(values: list[Value], source: str) -> Value:
    """One value made of others; it needs all that they need."""
    return Value(
        source,
        frozenset().union(*(value.imports for value in values)),
        tuple(dict.fromkeys(line for value in values for line in value.setup)),
        any(value.folder for value in values),
        notes(values),
        min((value.strength for value in values), default=TYPE),
    )


def _sequence(opening: str, closing: str, *keys: library.Key) -> Maker:
    def make(shape: Shape, name: str, context: Context) -> list[Value]:
        values, known = _elements(shape, name, context)
        if known and not values:
            return []
        named = names.value(name, "list") or names.value(name, "list[str]")
        inner = ", ".join(value.code for value in values)
        if names.kind(name) == "text-file" and shape.items and shape.items[0].kind in ("str", "any"):
            # A file gives its lines in a loop
            return file_values.text_file(of("text-file"), name, context)
        if not known:
            inner = named[1:-1] if named else names.value(singular(name), "str") or "1, 2, 3"
        one = joined(values, f"{opening}{inner}{closing}")
        found = [Value(one.code, one.imports | library.imports(keys), one.setup, one.folder, one.note)]
        if not shape.items and named and opening == "[":
            found.insert(0, Value(named))
        if name in names.CHATS and opening == "[" and _is_chat(shape):
            found.insert(0, Value(names.CHAT))
        return found

    return make


def _is_chat(shape: Shape) -> bool:
    """Whether the elements are dictionaries of which no more is known than that they may be messages."""
    for item in shape.items:
        keys = {key for key, _ in item.keys}
        if item.kind == "dict" or (item.kind == "record" and {"role", "content"} <= keys):
            return not any(_is_settled(one) for _, one in item.keys)
    return False


def _tuple(shape: Shape, name: str, context: Context) -> list[Value]:
    if not shape.items:
        return [Value("(1, 2)")]
    values = []
    for position, item in enumerate(shape.items):
        label = shape.names[position] if position < len(shape.names) else ""
        options = candidates(item, label, context) or [Value("1", strength=GUESS)]
        if item.kind in ("int", "float") and not names.value(label, item.kind) and not item.literals:
            # Increasing numbers also serve as the bounds of something
            options = [Value(str(position + 1) if item.kind == "int" else f"{position + 1}.0")]
        values.append(options[0])
    source = ", ".join(value.code for value in values)
    return [joined(values, f"({source},)" if len(values) == 1 else f"({source})")]


def _tuple_of(shape: Shape, name: str, context: Context) -> list[Value]:
    values, _ = _elements(shape, name, context)
    source = ", ".join(value.code for value in values) or "1, 2"
    return [joined(values, f"({source},)" if len(values) == 1 else f"({source})")]


def _dict(shape: Shape, name: str, context: Context) -> list[Value]:
    named = names.value(name, "dict")
    if len(shape.items) != 2:
        return [Value(named or '{"key": "value"}')]
    if named and all(item.kind in ("str", "any") for item in shape.items):
        return [Value(named)]
    key = first(shape.items[0], "key", context) or Value('"key"', strength=GUESS)
    value = first(shape.items[1], "value", context) or Value('"value"', strength=GUESS)
    return [joined([key, value], f"{{{key.code}: {value.code}}}")]


def _set(shape: Shape, name: str, context: Context) -> list[Value]:
    values, _ = _elements(shape, name, context)
    return [joined(values, f"{{{', '.join(value.code for value in values) or '1, 2, 3'}}}")]


def _wrapped(function: str, maker: Maker, *keys: library.Key) -> Maker:
    def make(shape: Shape, name: str, context: Context) -> list[Value]:
        return [
            Value(
                f"{function}({value.code})",
                value.imports | library.imports(keys),
                value.setup,
                value.folder,
                value.note,
            )
            for value in maker(shape, name, context)
        ]

    return make


# With more keys than these, a dictionary has only those that it cannot do without, and a few
_MANY, _FEW = 6, 3


def _record(shape: Shape, name: str, context: Context) -> list[Value]:
    values, entries = [], []
    needed = [one for one in shape.keys if one[0] in shape.literals]
    others = [one for one in shape.keys if one not in needed]
    keys = shape.keys if len(shape.keys) <= _MANY else (*needed, *others[: max(0, _FEW - len(needed))])
    if {"role", "content"} <= {key for key, _ in keys}:
        # A message of a chat needs no more
        keys = tuple((key, item) for key, item in keys if key in ("role", "content"))
    for key, item in sorted(keys, key=lambda pair: not _is_settled(pair[1])):
        value = first(item, key, context) or by_name(key, context, is_plain=True)
        if key == "content" and '"role": "user"' in entries and not item.literals:
            value = Value('"Hello, world!"', strength=NAME)
        values.append(value)
        entries.append(f"{text(key)}: {value.code}")
    return [joined(values, f"{{{', '.join(entries)}}}")]


def _json_text(shape: Shape, name: str, context: Context) -> list[Value]:
    """JSON with the keys that are read of it."""
    made = _record(replace(shape, kind="record"), name, context)[0].code if shape.keys else ""
    content = verdicts.plain(made) if made else None
    if isinstance(content, dict):
        return [Value(text(json.dumps(content)))]
    return plain(replace(shape, keys=()), name, context)


def _ready(shape: Shape, name: str, context: Context) -> list[Value]:
    """An object of a known class on which something is called before it is given."""
    made, keys = library.TYPES[shape.path]
    item = next((one for one in shape.items if one.kind != "any"), of("str"))
    given = first(item, "item", context) or Value('"example"')
    calls = tuple(f"{name}.{one}({given.code if one.startswith('put') else ''})" for one in shape.literals)
    value = joined([given] if any(one.startswith("put") for one in shape.literals) else [], name)
    setup = (*value.setup, f"{name} = {made}", *calls)
    return [replace(value, setup=setup, imports=value.imports | library.imports(keys))]


def suggested(name: str) -> Shape:
    """The shape that ``name`` suggests; a text when it suggests none."""
    # Code without annotations was written for paths as texts
    kind = {"path": "path-text"}.get(names.kind(name), names.kind(name)) or "str"
    return Shape("library", path=kind) if "." in kind else of(kind)


# Kinds that a name suggests for what a function takes itself, not for a part of it
_MADE = frozenset(["library", "text-file", "binary-file", "folder", "path", "path-text", "function", "type"])


def by_name(name: str, context: Context, is_plain: bool = False) -> Value:
    """The value that ``name`` alone calls for, else a text; if ``is_plain``, no object of a class."""
    shape = suggested(name)
    shape = of("str") if is_plain and shape.kind in _MADE else shape
    found = candidates(shape, name, context) or candidates(of("str"), name, context)
    return replace(found[0], strength=NAME)


def _function(shape: Shape, name: str, context: Context) -> list[Value]:
    takes = simple_values.taken(shape)
    if shape.items and shape.items[0].kind == "same":
        return [Value(f"lambda {takes}: item" if shape.arity > 0 else "lambda: 42")]
    result = first(shape.items[0], "", context) if shape.items else None
    if result is not None and shape.items[0].kind not in ("none", "any"):
        same = [at for at, item in enumerate(shape.items[1:]) if item == shape.items[0] and shape.arity > 0]
        body = takes.split(", ")[same[0]] if same else result.code
        return [Value(f"lambda {takes}: {body}" if takes else f"lambda: {body}", result.imports)]
    if shape.arity == 0:
        return [Value("lambda: 42")]
    # ``print`` takes anything and shows that it was called
    return [Value("print"), Value(f"lambda {takes}: {'item' if shape.arity > 0 else '42'}")]


def _type(shape: Shape, name: str, context: Context) -> list[Value]:
    if shape.items and shape.items[0].kind in (
        "str",
        "int",
        "float",
        "bool",
        "bytes",
        "list",
        "dict",
        "set",
        "tuple",
    ):
        return [Value(shape.items[0].kind)]
    if shape.items and shape.items[0].kind == "error":
        return [Value("ValueError")]
    if shape.items and shape.items[0].kind == "class" and context.build_class is not None:
        return context.build_class(shape.items[0].path, context)
    return [Value("int")] if not shape.items or shape.items[0].kind == "any" else []


def _class(shape: Shape, name: str, context: Context) -> list[Value]:
    row = library.TYPES.get(shape.path)
    if row is not None:
        return [Value(row[0], library.imports(row[1]))]
    if context.too_deep or context.build is None:
        return []
    built = context.build(shape.path, context.deeper())
    if built is None and shape.items:
        return candidates(shape.items[0], name, context)
    return [built] if built is not None else []


MAKERS: Mapping[str, Maker] = {
    **dict.fromkeys(plain_values.PLAIN, plain),
    "literal": _literal,
    "list": _sequence("[", "]"),
    "tuple": _tuple,
    "tuple-of": _tuple_of,
    "set": _set,
    "frozenset": _wrapped("frozenset", _set),
    "dict": _dict,
    "defaultdict": _wrapped(
        "defaultdict", lambda shape, name, context: [Value("int")], ("collections", "defaultdict")
    ),
    "deque": _wrapped("deque", _sequence("[", "]"), ("collections", "deque")),
    "counter": _wrapped(
        "Counter", lambda shape, name, context: [Value('"example"')], ("collections", "Counter")
    ),
    "record": _record,
    "json-text": _json_text,
    "ready": _ready,
    "iterator": _wrapped("iter", _sequence("[", "]")),
    "function": _function,
    "predicate": simple_values.predicate,
    "coroutine-function": simple_values.coroutine_function,
    "awaitable": simple_values.awaitable,
    "manager": simple_values.manager,
    "new-path-text": file_values.new_path_text,
    "database": simple_values.database,
    "own-function": simple_values.own_function,
    "closable": file_values.text_file,
    "type": _type,
    "library": simple_values.known,
    "class": _class,
    "text-file": file_values.text_file,
    "binary-file": file_values.binary_file,
    "text-output": file_values.text_output,
    "binary-output": file_values.binary_output,
    "path": file_values.path,
    "path-text": file_values.path_text,
    "new-path": file_values.new_path,
    "folder-path": file_values.folder_path,
    "folder": file_values.folder,
    "pure-path": file_values.pure_path,
    "async-iterator": simple_values.async_iterator,
    "any": simple_values.any_,
    "module": simple_values.json_module,
}
