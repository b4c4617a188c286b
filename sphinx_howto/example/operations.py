"""Tables of pure operations over plain values, and the marks for what is unknown or raises."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any


class UnknownError(Exception):
    """The value of the expression cannot be known."""


class RefusedError(Exception):
    """The expression is proven to raise an exception for these values; ``kind`` is its path if known."""

    def __init__(self, message: str = "", kind: str = "") -> None:
        super().__init__(message)
        self.kind = kind


class Missing:
    """The type of a marker for a value that is not known."""

    def __deepcopy__(self, memo: object) -> Missing:
        """There is only one."""
        return self


UNKNOWN = Missing()

PLAIN = (str, bytes, int, float, complex, bool, type(None), list, tuple, dict, set, frozenset, range)

BINARY: Mapping[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
    ast.BitAnd: operator.and_,
    ast.BitOr: operator.or_,
    ast.BitXor: operator.xor,
    ast.LShift: operator.lshift,
    ast.RShift: operator.rshift,
}
UNARY: Mapping[type, Callable[[Any], Any]] = {
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
    ast.Invert: operator.invert,
    ast.Not: operator.not_,
}
FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    one.__name__: one
    for one in (
        len,
        int,
        float,
        str,
        bool,
        bytes,
        list,
        tuple,
        set,
        frozenset,
        dict,
        min,
        max,
        sum,
        abs,
        sorted,
        range,
        ord,
        chr,
        round,
        divmod,
        repr,
        any,
        all,
        complex,
    )
}
FUNCTIONS = {
    **FUNCTIONS,
    "enumerate": lambda *a, **k: list(enumerate(*a, **k)),
    "zip": lambda *a, **k: list(zip(*a, **k)),  # noqa: B905  # the code says whether it is strict
    "reversed": lambda a: list(reversed(a)),
    "iter": list,
}
TYPES: Mapping[str, type] = {
    one.__name__: one
    for one in (
        str,
        bytes,
        int,
        float,
        complex,
        bool,
        list,
        tuple,
        dict,
        set,
        frozenset,
        bytearray,
        type,
        range,
    )
}
_CHANGING = "append extend insert sort reverse add discard update pop popitem remove clear setdefault"
# Values beyond these are not worth the time
LARGEST, LONGEST = 10**9, 10_000


def is_plain(value: object) -> bool:
    """Whether ``value`` is made of built-in types only."""
    if isinstance(value, (list, tuple, set, frozenset)):
        return all(is_plain(one) for one in value)
    if isinstance(value, dict):
        return all(is_plain(one) for pair in value.items() for one in pair)
    return isinstance(value, PLAIN)


def settled(value: Any) -> Any:
    """``value`` if it is plain; views and iterators of plain values become lists.

    Raises:
        UnknownError: it is an object that says nothing.
    """
    if is_plain(value):
        return value
    if isinstance(value, (type({}.keys()), type({}.values()), type({}.items()))):
        return list(value)
    raise UnknownError


def is_big(left: Any, right: Any) -> bool:
    return (isinstance(right, int) and abs(right) > 1000) or (isinstance(left, int) and abs(left) > 10**6)


def unknown(*values: Any) -> Any:
    raise UnknownError
