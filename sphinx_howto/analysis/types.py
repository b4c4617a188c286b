"""Static types as far as the source proves them; ``None`` stands for "not known"."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, replace

Resolve = Callable[[ast.expr], "str | None"]


@dataclass(frozen=True, slots=True)
class Type:
    """A class by its dotted path (builtins without module), its arguments, whether ``None`` is allowed."""

    name: str
    args: tuple[Type | None, ...] = ()
    optional: bool = False


NONE = Type("None")
BOOL, INT, STR = Type("bool"), Type("int"), Type("str")

#: Names of typing and collections.abc that stand for a builtin or for a protocol of containers.
ALIASES = {
    "typing.List": "list",
    "typing.Dict": "dict",
    "typing.Set": "set",
    "typing.FrozenSet": "frozenset",
    "typing.Tuple": "tuple",
    "typing.Text": "str",
    "typing.Type": "type",
    "typing.Deque": "collections.deque",
    "typing.DefaultDict": "collections.defaultdict",
    "typing.Counter": "collections.Counter",
    "typing.OrderedDict": "collections.OrderedDict",
    "typing.Pattern": "re.Pattern",
    "typing.Match": "re.Match",
    "typing_extensions.Literal": "typing.Literal",
    "typing.Mapping": "collections.abc.Mapping",
    "typing.MutableMapping": "collections.abc.MutableMapping",
    "typing.Sequence": "collections.abc.Sequence",
    "typing.MutableSequence": "collections.abc.MutableSequence",
    "typing.Iterable": "collections.abc.Iterable",
    "typing.Iterator": "collections.abc.Iterator",
    "typing.Callable": "collections.abc.Callable",
    "typing.Awaitable": "collections.abc.Awaitable",
    "typing.AsyncIterator": "collections.abc.AsyncIterator",
    "typing.Generator": "collections.abc.Generator",
    "typing.AsyncGenerator": "collections.abc.AsyncGenerator",
    "typing.AsyncIterable": "collections.abc.AsyncIterable",
    "typing.Coroutine": "collections.abc.Coroutine",
    "typing.Collection": "collections.abc.Collection",
}

TEXT = {"str", "bytes", "bytearray"}
NUMBERS = {"int", "float", "complex"}
#: Total orders: ``not a < b`` is ``a >= b`` for two of the same kind (floats have NaN, sets are partial).
ORDERED = {"int", "str", "bytes", "datetime.date", "datetime.datetime", "datetime.timedelta"}
MAPPINGS = {
    "dict",
    "collections.defaultdict",
    "collections.OrderedDict",
    "collections.Counter",
    "collections.abc.Mapping",
    "collections.abc.MutableMapping",
}
SEQUENCES = {
    "list",
    "tuple",
    "collections.deque",
    "collections.abc.Sequence",
    "collections.abc.MutableSequence",
}
SETS = {"set", "frozenset"}
#: Classes whose instances are falsy exactly when they are empty.
SIZED = TEXT | MAPPINGS | SEQUENCES | SETS | {"range", "collections.abc.Collection"}
#: Classes without ``__bool__`` and ``__len__``: an instance is truthy.
ALWAYS_TRUE = {
    "re.Match",
    "re.Pattern",
    "pathlib.Path",
    "pathlib.PurePath",
    "datetime.datetime",
    "datetime.date",
    "threading.Thread",
    "threading.Lock",
    "types.ModuleType",
    "types.FunctionType",
    "type",
    "socket.socket",
    "ssl.SSLContext",
    "sqlite3.Connection",
    "sqlite3.Cursor",
    "subprocess.Popen",
    "logging.Logger",
    "uuid.UUID",
    "asyncio.Task",
    "asyncio.Future",
    "decimal.Context",
    "bs4.Tag",
    "selenium.webdriver.remote.webelement.WebElement",
}


def from_annotation(
    node: ast.expr | None, resolve: Resolve, aliases: Callable[[str], ast.expr | None]
) -> Type | None:
    """The type that an annotation states: ``list[str] | None`` -> ``Type("list", (STR,), optional=True)``.

    ``resolve`` gives the dotted path of a name; ``aliases`` the right side of a type alias.
    """
    if node is None or isinstance(node, ast.Constant):
        return _constant(node, resolve, aliases) if node is not None else None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return join(
            [from_annotation(node.left, resolve, aliases), from_annotation(node.right, resolve, aliases)]
        )
    if isinstance(node, ast.Subscript):
        return _subscripted(node, resolve, aliases)
    if isinstance(node, ast.Name):
        alias = aliases(node.id)
        if alias is not None:
            return from_annotation(alias, resolve, lambda name: None)
    name = resolve(node)
    if name is None or name in {"typing.Any", "object", "typing.Self"}:
        return None
    return Type(ALIASES.get(name, name))


def _constant(
    node: ast.Constant, resolve: Resolve, aliases: Callable[[str], ast.expr | None]
) -> Type | None:
    """``None``, or an annotation in quotation marks."""
    if node.value is None:
        return NONE
    if not isinstance(node.value, str):
        return None
    try:
        parsed = ast.parse(node.value.strip(), mode="eval").body
    except (SyntaxError, ValueError):
        return None
    return None if isinstance(parsed, ast.Constant) else from_annotation(parsed, resolve, aliases)


def _subscripted(
    node: ast.Subscript, resolve: Resolve, aliases: Callable[[str], ast.expr | None]
) -> Type | None:
    base = resolve(node.value)
    if base is None:
        return None
    base = ALIASES.get(base, base)
    items = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    if base == "typing.Literal":
        return join(
            [Type(type(item.value).__name__) if isinstance(item, ast.Constant) else None for item in items]
        )
    args = tuple(
        None
        if isinstance(item, (ast.List, ast.Constant)) and not _is_string(item)
        else from_annotation(item, resolve, aliases)
        for item in items
    )
    if base == "typing.Optional":
        return replace(args[0], optional=True) if args[0] else None
    if base == "typing.Union":
        # Among alternatives, None is a type of its own
        nones = [isinstance(item, ast.Constant) and item.value is None for item in items]
        return join([NONE if none else arg for none, arg in zip(nones, args, strict=True)])
    if base in {
        "typing.Annotated",
        "typing.Final",
        "typing.ClassVar",
        "typing.Required",
        "typing.NotRequired",
    }:
        return args[0]
    return Type(base, args)


def _is_string(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def join(found: list[Type | None]) -> Type | None:
    """The type that covers all of ``found``: ``[str, None]`` -> optional ``str``; ``[str, int]`` -> None."""
    if not found or any(item is None for item in found):
        return None
    known = [item for item in found if item is not None and item.name != "None"]
    optional = len(known) < len(found) or any(item.optional for item in known)
    if not known:
        return NONE
    first = replace(known[0], optional=False)
    rest = [replace(item, optional=False) for item in known[1:]]
    if any(item.name != first.name for item in rest):
        return None
    args = first.args
    for item in rest:
        if item.args != args:
            args = ()
    return replace(first, args=args, optional=optional)


def element(container: Type | None) -> Type | None:
    """The type of what iterating over ``container`` gives."""
    if container is None or container.optional:
        return None
    if container.name in TEXT:
        return STR if container.name == "str" else INT
    if container.name == "range":
        return INT
    if container.name == "aiohttp.StreamReader":
        return Type("bytes")
    if container.name == "tuple":
        args = container.args
        if (len(args) == 2 and args[1] is None) or len(set(args)) == 1:
            return args[0]
        return None
    if container.name == "re.Match" or not container.args:
        return None
    return container.args[0]


def from_text(text: str) -> Type | None:
    """The type that a phrasebook row states: ``"re.Match | None"``."""
    if not text:
        return None
    try:
        node = ast.parse(text, mode="eval").body
    except SyntaxError:
        return None
    return from_annotation(node, ast.unparse, lambda name: None)
