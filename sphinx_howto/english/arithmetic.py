"""Operators between values whose meaning their form proves: repeated texts, elapsed time, slices."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from sphinx_howto.analysis.scope import FunctionScope

#: A message of the catalogue and what its slots are filled with.
Phrase = tuple[str, Mapping[str, ast.expr]]

#: Clock -> what subtracting something from it says where the other side is no moment for certain.
_CLOCKS = {
    "time.time": "the current time in seconds minus {other}",
    "time.monotonic": "the reading of the monotonic clock minus {other}",
    "time.perf_counter": "the reading of the performance counter minus {other}",
    "datetime.datetime.now": "the current time minus {other}",
    "datetime.datetime.utcnow": "the current UTC time minus {other}",
    "datetime.datetime.today": "the current local time minus {other}",
}


def operation(scope: FunctionScope, node: ast.BinOp) -> Phrase | None:
    """``"-" * 20``, ``time.time() - start``; None for other operations."""
    if isinstance(node.op, ast.Mult):
        return _repeated(scope, node)
    return _elapsed(scope, node) if isinstance(node.op, ast.Sub) else None


def _repeated(scope: FunctionScope, node: ast.BinOp) -> Phrase | None:
    """A literal text times a number: `"-"` repeated `20` times."""
    text, count = node.left, node.right
    if not _is_text(text):
        text, count = count, text
    if not _is_text(text) or isinstance(count, (ast.BinOp, ast.BoolOp, ast.IfExp)):
        return None
    return "{text} repeated {count} times", {"text": text, "count": count}


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(node.value)


def _elapsed(scope: FunctionScope, node: ast.BinOp) -> Phrase | None:
    clock = _clock(scope, node.left)
    if clock not in _CLOCKS or isinstance(node.right, (ast.BinOp, ast.IfExp, ast.BoolOp)):
        return None
    if not _is_moment(scope, node.right, clock):
        return _CLOCKS[clock], {"other": node.right}
    is_seconds = clock.startswith("time.")
    return "the seconds since {other}" if is_seconds else "the time since {other}", {"other": node.right}


def _clock(scope: FunctionScope, node: ast.expr | None) -> str:
    """The function of a call that reads a clock; "" for anything else."""
    if not isinstance(node, ast.Call) or any(isinstance(item, ast.Starred) for item in node.args):
        return ""
    return scope.dotted(node.func) or ""


def _is_moment(scope: FunctionScope, node: ast.expr, clock: str) -> bool:
    """Whether an expression is proven to be a moment of ``clock``: a date, or what that clock said before."""
    found = scope.type_of(node)
    if not clock.startswith("time."):
        return found is not None and found.name == "datetime.datetime" and not found.optional
    if not isinstance(node, ast.Name):
        return False
    bound = scope.bindings.get(node.id, [])
    return bool(bound) and all(_clock(scope, value) == clock for value, _ in bound)


# -- slices ---------------------------------------------------------------------------------------

#: Slice -> (what it says of one item, of several).
_ITEMS: Mapping[str, tuple[str, str]] = {
    "[:n]": ("a list of the first item of {whole}", "the first {count} items of {whole}"),
    "[n:]": ("{whole} without its first item", "{whole} without its first {count} items"),
    "[-n:]": ("a list of the last item of {whole}", "the last {count} items of {whole}"),
    "[:-n]": ("{whole} without its last item", "{whole} without its last {count} items"),
}
_CHARACTERS: Mapping[str, tuple[str, str]] = {
    "[:n]": ("the first character of {whole}", "the first {count} characters of {whole}"),
    "[n:]": ("{whole} without its first character", "{whole} without its first {count} characters"),
    "[-n:]": ("the last character of {whole}", "the last {count} characters of {whole}"),
    "[:-n]": ("{whole} without its last character", "{whole} without its last {count} characters"),
}
_CUTS = {"list": _ITEMS, "str": _CHARACTERS}


def cut(scope: FunctionScope, node: ast.Subscript) -> Phrase | None:
    """``x[:]``, ``x[::-1]``, and of a proven sequence ``x[:5]``, ``x[-5:]``; None for other slices."""
    whole, index = node.value, node.slice
    if not isinstance(index, ast.Slice):
        return None
    found = scope.type_of(whole)
    name = found.name if found is not None and not found.optional else ""
    bounds = _number(index.lower), _number(index.upper)
    if index.step is not None:
        is_turned = bounds == (None, None) and _number(index.step) == -1 and not (index.lower or index.upper)
        return ("{whole} in reverse order", {"whole": whole}) if is_turned else None
    if index.lower is None and index.upper is None:
        return ("a copy of {whole}", {"whole": whole}) if name == "list" else None
    prefix = _prefix(scope, index)
    if prefix is not None:
        slots = {"whole": whole, "count": ast.Constant(len(str(prefix.value))), "text": prefix}
        return "{whole} without its first {count} characters (as many as {text} has)", slots
    form = _form(index)
    count = bounds[0] if index.upper is None else bounds[1]
    if name not in _CUTS or form is None or not count:
        return None
    one, several = _CUTS[name][form]
    if abs(count) == 1:
        return one, {"whole": whole}
    return several, {"whole": whole, "count": ast.Constant(abs(count))}


def _prefix(scope: FunctionScope, index: ast.Slice) -> ast.Constant | None:
    """The literal text of ``x[len("text"):]``, by which nothing but a text is cut."""
    lower = index.lower
    if index.upper is not None or not isinstance(lower, ast.Call) or len(lower.args) != 1 or lower.keywords:
        return None
    text = lower.args[0]
    is_text = isinstance(text, ast.Constant) and isinstance(text.value, str) and len(text.value) > 1
    return text if isinstance(text, ast.Constant) and is_text and scope.dotted(lower.func) == "len" else None


def _form(index: ast.Slice) -> str | None:
    if (index.lower is None) == (index.upper is None):
        return None
    number = _number(index.upper if index.lower is None else index.lower)
    if number is None:
        return None
    sign = "-n" if number < 0 else "n"
    return f"[:{sign}]" if index.lower is None else f"[{sign}:]"


def _number(node: ast.expr | None) -> int | None:
    """A whole number that is written out, or None."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        found = _number(node.operand)
        return None if found is None else -found
    is_number = isinstance(node, ast.Constant) and type(node.value) is int
    return node.value if is_number else None  # type: ignore[union-attr]

