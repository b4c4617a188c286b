"""What a type says and what the use says, put together: the type settles the kind, the use the content."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from sphinx_howto.example.shape import Shape, of
from sphinx_howto.example.value import text

# Kinds of text that a plain ``str`` may turn out to be
_TEXTS = (
    "path-text new-path-text folder database pattern json-text source locale-name char url-text "
    "email-text env-name iso-moment iso-date mail-date ip-text url-path url-segment host-name "
    "literal struct-format hex-text base64-text module-name attribute asked-text "
    "choice-asked password-asked date-format file-name "
    "postgres-url engine-url async-engine-url redis-url mongo-url program-name"
)
TEXTS = frozenset(_TEXTS.split())
# What the use of a path as a text says of a path
_PATHS = {
    "new-path-text": "new-path",
    "new-path": "new-path",
    "folder": "folder-path",
    "folder-path": "folder-path",
}
SEQUENCES = frozenset(["list", "tuple-of", "set", "frozenset", "iterator", "deque"])


def refined(shape: Shape, used: Shape) -> Shape:
    """``shape``, as annotated, with what its use adds."""
    if shape.kind == "str":
        return _text(shape, used)
    if shape.kind == used.kind and shape.kind in ("int", "float", "bytes"):
        return replace(shape, literals=(*shape.literals, *used.literals))
    if shape.kind in SEQUENCES and used.kind == "list" and used.items:
        is_known = bool(shape.items) and shape.items[0].kind != "any"
        one = refined(shape.items[0], used.items[0]) if is_known else used.items[0]
        return replace(shape, items=(one,))
    if shape.kind == "path":
        return of(_PATHS.get(used.kind, "path"))
    rule = _PAIRS.get((shape.kind, used.kind))
    return rule(shape, used) if rule is not None else shape


def _text(shape: Shape, used: Shape) -> Shape:
    if used.kind in TEXTS:
        return used
    if used.kind == "int" and "0" not in used.literals:
        # What only serves as a position may as well be the key of a dictionary
        return Shape("int-text")
    if used.kind == "float":
        return Shape("float-text")
    return replace(shape, literals=(*shape.literals, *used.literals)) if used.kind == "str" else shape


def _record(shape: Shape, used: Shape) -> Shape:
    """A dictionary whose keys are read by name."""
    if len(shape.items) != 2:
        return used
    return replace(used, keys=tuple((key, _part(shape.items[1], item)) for key, item in used.keys))


def _part(shape: Shape, used: Shape) -> Shape:
    """A part of what is annotated; where that may be anything, the use tells all."""
    return used if shape.kind == "any" else refined(shape, used)


# Classes whose objects have whatever attributes they are made with
_OPEN = frozenset(["argparse.Namespace", "types.SimpleNamespace"])


def _attributes(shape: Shape, used: Shape) -> Shape:
    return replace(used, path=shape.path) if shape.path in _OPEN else shape


def _tuple(shape: Shape, used: Shape) -> Shape:
    if len(shape.items) != len(used.items):
        return shape
    items = tuple(_part(one, other) for one, other in zip(shape.items, used.items, strict=False))
    return replace(shape, items=items, names=used.names)


def _called(shape: Shape, used: Shape) -> Shape:
    """A function without a known signature is called in the body in one way."""
    return used if not shape.items else shape


def fitted(source: str, shape: Shape) -> str:
    """The literal ``source`` as a value of ``shape``: as it is, as the one element, or ``""``."""
    is_text = source.lstrip("rbRB")[:1] in ('"', "'")
    if shape.kind in SEQUENCES:
        return f"[{source}]" if shape.kind == "list" and is_text else "" if is_text else source
    if shape.kind in ("int", "float"):
        return "" if is_text else source
    if shape.kind == "str" and not is_text:
        return text(source)
    return source


_PAIRS: Mapping[tuple[str, str], Callable[[Shape, Shape], Shape]] = {
    ("dict", "record"): _record,
    ("tuple", "tuple"): _tuple,
    ("function", "function"): _called,
    ("library", "namespace"): _attributes,
    ("function", "predicate"): _called,
    ("function", "coroutine-function"): _called,
}
