"""The types of the attributes of what ``argparse`` parses, from the ``add_argument`` calls beside it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_howto.analysis import types
from sphinx_howto.analysis.scope.bindings import FunctionNode, walk_scope

if TYPE_CHECKING:
    from sphinx_howto.analysis.scope.functions import FunctionScope

_KINDS = {
    "pathlib.Path": types.Type("pathlib.Path"),
    "int": types.INT,
    "float": types.Type("float"),
    "str": types.STR,
}


def attribute(scope: FunctionScope, name: str) -> types.Type | None:
    """The type of ``args.name``, if one ``add_argument`` call of the function defines it; None if unknown."""
    found = [call for call in _added(scope) if _destination(call) == name]
    return _type(scope, found[0]) if len(found) == 1 else None


def _added(scope: FunctionScope) -> Iterator[ast.Call]:
    body = scope.function.body if isinstance(scope.function, FunctionNode) else scope.module.module.tree.body
    for node in walk_scope(body):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "add_argument"
        ):
            yield node


def _destination(call: ast.Call) -> str:
    """The attribute that an argument sets; "" where that cannot be told."""
    names = [
        item.value for item in call.args if isinstance(item, ast.Constant) and isinstance(item.value, str)
    ]
    if len(names) != len(call.args) or not names or any(item.arg in {None, "dest"} for item in call.keywords):
        return ""
    long = [name for name in names if name.startswith("--")]
    return (long or names)[0].lstrip("-").replace("-", "_")


def _type(scope: FunctionScope, call: ast.Call) -> types.Type | None:
    given = {item.arg: item.value for item in call.keywords}
    action = given.get("action")
    if (
        isinstance(action, ast.Constant)
        and action.value in {"store_true", "store_false"}
        and "default" not in given
    ):
        return types.BOOL
    if action is not None or "nargs" in given:
        return None
    kind = _KINDS.get(scope.dotted(given["type"]) or "") if "type" in given else types.STR
    first = call.args[0]
    is_option = isinstance(first, ast.Constant) and str(first.value).startswith("-")
    required = given.get("required")
    if not is_option or (isinstance(required, ast.Constant) and required.value is True):
        return kind
    # A default that is text is converted as if it had been given
    default = scope.type_of(given["default"]) if "default" in given else types.NONE
    return kind if default is not None and default.name == "str" else types.join([kind, default])
