"""What a row may demand of an argument: absent, present, of a kind, one certain literal, a name."""

from __future__ import annotations

import ast
from functools import cache

WORDS = ("absent", "present", "number", "text", "tuple")


@cache
def literal(source: str) -> object:
    """The value that ``source`` writes.

    Raises:
        ValueError: ``source`` is not a Python literal.
    """
    try:
        return ast.literal_eval(source)
    except (SyntaxError, TypeError) as error:
        raise ValueError(f"{source!r} is not a Python literal") from error


def equals(argument: ast.expr, source: str) -> bool:
    """Whether ``argument`` is a literal of the same value and type as ``source``."""
    try:
        value = ast.literal_eval(argument)
    except (ValueError, TypeError, SyntaxError):
        return False
    wanted = literal(source)
    return type(value) is type(wanted) and value == wanted


def is_name(requirement: str) -> bool:
    """Whether a demand is the last part of a name: ``.PIPE``."""
    return requirement.startswith(".") and requirement[1:].isidentifier()


def holds(requirement: str, argument: ast.expr | None) -> bool:
    """Whether ``argument`` (``None``: not given, or the default) is what ``requirement`` demands."""
    if argument is None:
        return requirement == "absent"
    if is_name(requirement):
        return _last(argument) == requirement[1:]
    if requirement in WORDS:
        return requirement == "present" or _kind(argument) == requirement
    return equals(argument, requirement)


def _last(argument: ast.expr) -> str:
    """The last part of a name: ``subprocess.PIPE`` -> ``PIPE``; "" for another expression."""
    return argument.attr if isinstance(argument, ast.Attribute) else getattr(argument, "id", "")


def _kind(argument: ast.expr) -> str:
    if isinstance(argument, ast.Tuple):
        return "tuple"
    if isinstance(argument, ast.JoinedStr):
        return "text"
    value = argument.value if isinstance(argument, ast.Constant) else None
    if isinstance(value, str):
        return "text"
    return "number" if isinstance(value, (int, float)) and not isinstance(value, bool) else ""
