"""Values that need no other values: functions, coroutines, databases, objects of known libraries."""

from __future__ import annotations

from sphinx_howto.catalogue import gettext
from sphinx_howto.example import library, names
from sphinx_howto.example.context import Context
from sphinx_howto.example.shape import ANY_ARITY, Shape
from sphinx_howto.example.value import NAME, Import, Value

TAKEN = ("item", "other", "third", "fourth", "fifth", "sixth")


def taken(shape: Shape) -> str:
    """The parameters of a function of this shape."""
    return "*args" if shape.arity == ANY_ARITY else ", ".join(TAKEN[: shape.arity])


def awaitable(shape: Shape, name: str, context: Context) -> list[Value]:
    return [Value("asyncio.sleep(0)", library.imports((("asyncio", ""),)))]


def coroutine_function(shape: Shape, name: str, context: Context) -> list[Value]:
    takes = taken(shape)
    result = "item" if shape.arity > 0 else "42"
    return [Value("respond", setup=(f"async def respond({takes}):\n    return {result}",))]


# Words in the names of objects that are entered, and what such an object is
_ENTERED = (
    ("lock", "threading.Lock"),
    ("mutex", "threading.Lock"),
    ("condition", "threading.Condition"),
    ("executor", "concurrent.futures.Executor"),
    ("pool", "concurrent.futures.Executor"),
)


def manager(shape: Shape, name: str, context: Context) -> list[Value]:
    for word, path in _ENTERED:
        if word in name.lower():
            return known(Shape("library", path=path), name, context)
    return [Value("nullcontext()", library.imports((("contextlib", "nullcontext"),)))]


def database(shape: Shape, name: str, context: Context) -> list[Value]:
    note = gettext('":memory:" is a database in memory; pass a file name to keep the data')
    return [Value('":memory:"', note=note)]


def own_function(shape: Shape, name: str, context: Context) -> list[Value]:
    return [Value("greet", setup=('def greet(name):\n    return f"Hello, {name}!"',))]


def predicate(shape: Shape, name: str, context: Context) -> list[Value]:
    takes = taken(shape)
    test = "bool(item)" if shape.arity > 0 else "True"
    return [Value(f"lambda {takes}: {test}" if takes else "lambda: True")]


def json_module(shape: Shape, name: str, context: Context) -> list[Value]:
    return [Value("json", frozenset({Import("json")}))]


def known(shape: Shape, name: str, context: Context) -> list[Value]:
    row = library.TYPES.get(shape.path)
    return [Value(row[0], library.imports(row[1]))] if row is not None else []


def any_(shape: Shape, name: str, context: Context) -> list[Value]:
    value = names.value(name, "any")
    return [Value(value, strength=NAME)] if value else []


def async_iterator(shape: Shape, name: str, context: Context) -> list[Value]:
    return []
