"""Why one guarded expression raises, in plain words: `key` is not a key of `TABLE`."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import stable
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import operands
from sphinx_howto.english.phrase import Spans, code, fill, join

#: Callee with one argument -> (what it raises then, words).
_CONVERSIONS: Mapping[str, tuple[set[str], str]] = {
    "int": ({"ValueError", "TypeError"}, "{value} cannot be read as an integer"),
    "float": ({"ValueError", "TypeError"}, "{value} cannot be read as a number"),
    "json.loads": ({"ValueError", "TypeError", "json.JSONDecodeError"}, "{value} is not JSON"),
    "json.decoder.loads": ({"json.JSONDecodeError"}, "{value} is not JSON"),
    "uuid.UUID": ({"ValueError", "TypeError"}, "{value} is not a UUID"),
    "datetime.datetime.fromisoformat": ({"ValueError", "TypeError"}, "{value} is not a date in ISO form"),
    "open": ({"FileNotFoundError"}, "the file {value} does not exist"),
}
_IMPORT = {"ImportError", "ModuleNotFoundError"}


def told(scope: FunctionScope, node: ast.Try, caught: Sequence[str]) -> Spans | None:
    """The words for the only statement of a ``try`` that raises one of ``caught``; None where none fit."""
    only = node.body[0] if len(node.body) == 1 else None
    if isinstance(only, (ast.Import, ast.ImportFrom)) and caught and _IMPORT.issuperset(caught):
        return _imported(only)
    value = getattr(only, "value", None) if isinstance(only, (ast.Expr, ast.Assign, ast.Return)) else None
    if value is None or not caught or stable.has_replaced(scope, value):
        return None
    if isinstance(value, ast.Subscript) and not isinstance(value.slice, ast.Slice):
        return _item(scope, value, set(caught))
    if isinstance(value, ast.Call) and value.args and not isinstance(value.args[0], ast.Starred):
        errors, message = _CONVERSIONS.get(scope.dotted(value.func) or "", (set(), ""))
        if errors.issuperset(caught) and len(value.args) == 1 and _is_short(value.args[0]):
            return fill(message, value=operands.quote(scope, value.args[0]))
    return None


def _item(scope: FunctionScope, node: ast.Subscript, caught: set[str]) -> Spans | None:
    """``x[key]``."""
    if not _is_short(node):
        return None
    whole, key = operands.quote(scope, node.value), operands.operand(scope, node.slice)
    if caught == {"KeyError"} and scope.dotted(node.value) == "os.environ":
        return fill("the environment variable {key} is not set", key=operands.quote(scope, node.slice))
    if caught == {"KeyError"}:
        return fill("{whole} lacks the key {key}", whole=whole, key=key)
    return fill("{whole} has no item {key}", whole=whole, key=key) if caught == {"IndexError"} else None


def _imported(node: ast.Import | ast.ImportFrom) -> Spans:
    """``import x``, ``from x import y``."""
    module = getattr(node, "module", None)
    names = [module] if module else [item.name for item in node.names]
    return fill("{names} cannot be imported", names=join([code(name) for name in names], "or"))


def _is_short(node: ast.expr) -> bool:
    return len(quoting.source(node)) <= quoting.LONGEST
