"""Which functions and classes their author tells others not to use any more."""

from __future__ import annotations

import ast
import re

from sphinx_howto import definition

# What stands further in speaks of one parameter
_TOLD = re.compile(
    r"^\.\. deprecated::|\A\W*deprecated\W*(?:[:.,;(]|$|since\b|in favou?r\b|use\b|as of\b|alias\b)",
    re.IGNORECASE | re.MULTILINE,
)
_WARNINGS = ("DeprecationWarning", "PendingDeprecationWarning")


def is_deprecated(node: definition.FunctionNode) -> bool:
    """Whether a decorator, the docstring or a warning that nothing can prevent calls ``node`` deprecated."""
    decorators = [item.func if isinstance(item, ast.Call) else item for item in node.decorator_list]
    if any(ast.unparse(item).rpartition(".")[2] == "deprecated" for item in decorators):
        return True
    if _TOLD.search(ast.get_docstring(node) or ""):
        return True
    return any(
        isinstance(item, ast.Expr) and isinstance(item.value, ast.Call) and _warns(item.value)
        for item in node.body
    )


def _warns(call: ast.Call) -> bool:
    name = ast.unparse(call.func).rpartition(".")[2]
    given = [*call.args, *(word.value for word in call.keywords)]
    kinds = {ast.unparse(item.func if isinstance(item, ast.Call) else item) for item in given}
    return name in ("warn", "warn_deprecated") and bool(kinds & set(_WARNINGS))
