"""Older ways to fill a text in, as the f-string that says the same: ``"%s of %d" % (a, b)``, ``.format``."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Mapping, Sequence

_SPEC = re.compile(r"%(?:\((\w+)\))?([-+ 0#]*)(\d*)((?:\.\d+)?)([diouxXeEfFgGcrsa%])")
_CONVERSIONS = {"r": 114, "a": 97}
#: What stands alone for a value as it is.
_PLAIN = {"s", "d", "i", "u", "r", "a"}


def joined(node: ast.expr) -> ast.JoinedStr | None:
    """The f-string of an expression that fills in a literal text; None where that is not certain."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod) and _is_text(node.left):
        return _percent(node.left.value, node.right)  # type: ignore[attr-defined]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        named = {item.arg: item.value for item in node.keywords if item.arg is not None}
        open_ = len(named) < len(node.keywords) or any(isinstance(item, ast.Starred) for item in node.args)
        if _is_text(node.func.value) and not open_:
            return _format(node.func.value.value, node.args, named)  # type: ignore[attr-defined]
    return None


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _percent(text: str, given: ast.expr) -> ast.JoinedStr | None:
    """``text % given``."""
    specs = [found for found in _SPEC.finditer(text) if found[5] != "%"]
    if "%" in _SPEC.sub("", text) or not specs:
        return None
    named = _by_name(given)
    values = given.elts if isinstance(given, ast.Tuple) else [given]
    if named is None and (len(values) != len(specs) or any(isinstance(item, ast.Starred) for item in values)):
        return None
    parts: list[ast.expr] = []
    end = 0
    rest = list(values)
    for found in _SPEC.finditer(text):
        parts.append(ast.Constant(text[end : found.start()]))
        end = found.end()
        if found[5] == "%":
            parts.append(ast.Constant("%"))
            continue
        if (found[1] is None) is not (named is None) or (named is not None and found[1] not in named):
            return None
        value = named[found[1]] if named is not None else rest.pop(0)
        parts.append(_value(value, _CONVERSIONS.get(found[5], -1), _width(found)))
    return _made([*parts, ast.Constant(text[end:])])


def _by_name(given: ast.expr) -> Mapping[str, ast.expr] | None:
    """The values by name of a dictionary with literal keys."""
    if not isinstance(given, ast.Dict):
        return None
    keys = [key.value if isinstance(key, ast.Constant) else None for key in given.keys]
    return {key: value for key, value in zip(keys, given.values, strict=True) if isinstance(key, str)}


def _width(found: re.Match[str]) -> str:
    """The format specification of a conversion: ``%-5s`` -> ``<5``; "" for a value as it is."""
    flags, width, precision, kind = found[2], found[3], found[4], found[5]
    if kind in _PLAIN and not (flags or width or precision):
        return ""
    text = kind in {"s", "r", "a"}
    side = "<" if "-" in flags else ">" if text and width else ""
    signs = "".join(flag for flag in "+ #0" if flag in flags and not (flag == "0" and side))
    return f"{side}{signs}{width}{precision}{'' if text else kind.replace('i', 'd').replace('u', 'd')}"


def _format(text: str, given: Sequence[ast.expr], named: Mapping[str, ast.expr]) -> ast.JoinedStr | None:
    """``text.format(*given, **named)``."""
    parts: list[ast.expr] = []
    count = 0
    try:
        fields = list(string.Formatter().parse(text))
    except ValueError:
        return None
    for literal, name, spec, conversion in fields:
        parts.append(ast.Constant(literal))
        if name is None:
            continue
        key = name or str(count)
        count += not name
        value = given[int(key)] if key.isdecimal() and int(key) < len(given) else named.get(key)
        if value is None or "{" in (spec or ""):
            return None
        parts.append(_value(value, ord(conversion) if conversion else -1, spec or ""))
    return _made(parts) if len(parts) > 1 else None


def _value(value: ast.expr, conversion: int, spec: str) -> ast.FormattedValue:
    wanted = ast.JoinedStr([ast.Constant(spec)]) if spec else None
    return ast.FormattedValue(value, conversion, wanted)


def _made(parts: Sequence[ast.expr]) -> ast.JoinedStr:
    empty = [part for part in parts if isinstance(part, ast.Constant) and not part.value]
    return ast.JoinedStr([part for part in parts if part not in empty])
