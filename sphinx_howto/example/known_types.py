"""Tables of annotation: the kinds of value that known types stand for."""

from __future__ import annotations

from collections.abc import Mapping

# Canonical path to kind, for types whose arguments are the shapes of their elements
GENERIC: Mapping[str, str] = {
    **dict.fromkeys(
        ("list", "typing.List", "collections.abc.MutableSequence", "typing.MutableSequence"), "list"
    ),
    **dict.fromkeys(
        (
            f"{module}.{name}"
            for module in ("typing", "collections.abc")
            for name in ("Sequence", "Iterable", "Collection", "Container", "Reversible", "Sized")
        ),
        "list",
    ),
    **dict.fromkeys(("tuple", "typing.Tuple"), "tuple"),
    **dict.fromkeys(
        (
            "set",
            "typing.Set",
            "collections.abc.Set",
            "typing.AbstractSet",
            "collections.abc.MutableSet",
            "typing.MutableSet",
        ),
        "set",
    ),
    **dict.fromkeys(("frozenset", "typing.FrozenSet"), "frozenset"),
    **dict.fromkeys(
        (
            "dict",
            "typing.Dict",
            "typing.Mapping",
            "collections.abc.Mapping",
            "typing.MutableMapping",
            "collections.abc.MutableMapping",
            "collections.OrderedDict",
            "typing.OrderedDict",
        ),
        "dict",
    ),
    **dict.fromkeys(("collections.defaultdict", "typing.DefaultDict"), "defaultdict"),
    **dict.fromkeys(("collections.deque", "typing.Deque"), "deque"),
    **dict.fromkeys(("collections.Counter", "typing.Counter"), "counter"),
    **dict.fromkeys(
        ("typing.Iterator", "collections.abc.Iterator", "typing.Generator", "collections.abc.Generator"),
        "iterator",
    ),
    **dict.fromkeys(
        (
            "typing.AsyncIterator",
            "collections.abc.AsyncIterator",
            "typing.AsyncIterable",
            "collections.abc.AsyncIterable",
            "typing.AsyncGenerator",
            "collections.abc.AsyncGenerator",
        ),
        "async-iterator",
    ),
    **dict.fromkeys(
        ("typing.Awaitable", "collections.abc.Awaitable", "typing.Coroutine", "collections.abc.Coroutine"),
        "awaitable",
    ),
    **dict.fromkeys(("type", "typing.Type"), "type"),
}

# Types that take no arguments
SIMPLE: Mapping[str, str] = {
    "typing.Any": "any",
    "object": "any",
    "typing_extensions.Any": "any",
    "typing.Self": "any",
    "typing.Hashable": "str",
    "collections.abc.Hashable": "str",
    "str": "str",
    "typing.Text": "str",
    "typing.AnyStr": "str",
    "typing.LiteralString": "str",
    "typing_extensions.LiteralString": "str",
    "int": "int",
    "numbers.Integral": "int",
    "typing.SupportsIndex": "int",
    "typing.SupportsInt": "int",
    "float": "float",
    "numbers.Real": "float",
    "numbers.Number": "float",
    "typing.SupportsFloat": "float",
    "complex": "complex",
    "bool": "bool",
    "bytes": "bytes",
    "bytearray": "bytearray",
    "memoryview": "bytes",
    "typing.ByteString": "bytes",
    "collections.abc.ByteString": "bytes",
    "collections.abc.Buffer": "bytes",
    "typing_extensions.Buffer": "bytes",
    "slice": "slice",
    "range": "range",
    "None": "none",
    "types.NoneType": "none",
    "pathlib.Path": "path",
    "pathlib.PurePath": "pure-path",
    "os.PathLike": "path",
    "pathlib.PosixPath": "path",
    "pathlib.PurePosixPath": "pure-path",
    "typing.TextIO": "text-file",
    "io.TextIOWrapper": "text-file",
    "io.TextIOBase": "text-file",
    "io.StringIO": "text-file",
    "typing.BinaryIO": "binary-file",
    "io.BytesIO": "binary-file",
    "io.BufferedIOBase": "binary-file",
    "io.RawIOBase": "binary-file",
    "io.IOBase": "text-file",
    "io.BufferedReader": "binary-file",
    "BaseException": "error",
    "Exception": "error",
    "types.TracebackType": "traceback",
    "types.FunctionType": "function",
    "types.ModuleType": "module",
}
