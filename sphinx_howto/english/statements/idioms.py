"""Calls on the result of a call that together say one thing: ``open(p, "w").close()``."""

from __future__ import annotations

import ast
from collections.abc import Callable

from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import iteration, operands
from sphinx_howto.english.phrase import Spans, fill

#: Mode of a file that is closed at once -> what that makes of it.
_EMPTIED = {
    "w": "creates {file} as an empty file, or empties it",
    "a": "creates {file} as an empty file unless it is there",
    "x": "creates {file} as an empty file, which must not be there yet",
}


def clause(scope: FunctionScope, call: ast.Call) -> Spans | None:
    """What a method call says together with the call that it stands on or is given; None for others."""
    if not isinstance(call.func, ast.Attribute) or call.keywords:
        return None
    for rule in _RULES:
        found = rule(scope, call, call.func)
        if found is not None:
            return found
    return None


def _emptied(scope: FunctionScope, call: ast.Call, method: ast.Attribute) -> Spans | None:
    """``open(p, "w").close()`` -> creates `p` as an empty file, or empties it."""
    opened = method.value
    if method.attr != "close" or call.args or not isinstance(opened, ast.Call):
        return None
    if scope.dotted(opened.func) not in {"open", "io.open"} or not opened.args:
        return None
    given = [*opened.args[1:2], *(item.value for item in opened.keywords if item.arg == "mode")]
    if not given or isinstance(opened.args[0], ast.Starred):
        return None
    mode = given[0].value if isinstance(given[0], ast.Constant) else None
    message = _EMPTIED.get(mode.strip("tb")) if isinstance(mode, str) else None
    return fill(message, file=operands.operand(scope, opened.args[0])) if message else None


def _moved(scope: FunctionScope, call: ast.Call, method: ast.Attribute) -> Spans | None:
    """``x.append(x.pop(0))`` -> moves the first item of `x` to the end."""
    inner = call.args[-1] if call.args else None
    if not isinstance(inner, ast.Call) or not isinstance(inner.func, ast.Attribute) or inner.keywords:
        return None
    if quoting.source(inner.func.value) != quoting.source(method.value):
        return None
    adds = (method.attr, *map(quoting.source, call.args[:-1]))
    removes = (inner.func.attr, *map(quoting.source, inner.args))
    message = _MOVES.get((adds, removes))
    return fill(message, items=operands.quote(scope, method.value)) if message else None


_FIRST, _LAST = "moves the first item of {items} to the end", "moves the last item of {items} to the front"
_MOVES = {
    (("append",), ("pop", "0")): _FIRST,
    (("append",), ("popleft",)): _FIRST,
    (("insert", "0"), ("pop",)): _LAST,
    (("appendleft",), ("pop",)): _LAST,
}

def _extended(scope: FunctionScope, call: ast.Call, method: ast.Attribute) -> Spans | None:
    """``x.extend(e for y in ys)`` -> appends to `x`: `e` for each `y` in `ys`."""
    given = call.args[0] if method.attr == "extend" and len(call.args) == 1 else None
    items = iteration.items(scope, given) if isinstance(given, (ast.GeneratorExp, ast.ListComp)) else None
    if items is None:
        return None
    return fill("appends to {whole}: {items}", whole=operands.quote(scope, method.value), items=items)


_RULES: tuple[Callable[[FunctionScope, ast.Call, ast.Attribute], Spans | None], ...] = (
    _emptied,
    _moved,
    _extended,
)
