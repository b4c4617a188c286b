"""Which calls of a ``try`` can raise what its handler catches."""

from __future__ import annotations

import ast
import builtins
import sys
from collections.abc import Sequence

from sphinx_howto.analysis import swallowed
from sphinx_howto.analysis.scope import FunctionScope


def of(scope: FunctionScope, node: ast.Try, caught: Sequence[str]) -> tuple[str, ...]:
    """The telling calls of a block, as written, without those that cannot raise what is ``caught``.

    All of them where that cannot be known, or would leave none.
    """
    calls = swallowed.calls(node)
    tops = {path.split(".")[0] for path in caught}
    if not caught or any("." not in path for path in caught):
        return tuple(calls)
    return tuple(name for name, call in calls.items() if _can_raise(scope, call, tops)) or tuple(calls)


def _can_raise(scope: FunctionScope, call: ast.Call, tops: set[str]) -> bool:
    """Whether a call may raise an exception of one of the packages ``tops``, as far as is known."""
    path = scope.dotted(call.func)
    if path is None and isinstance(call.func, ast.Attribute):
        known = scope.type_of(call.func.value)
        path = f"{known.name}.{call.func.attr}" if known is not None else None
    if path is None or path.endswith(".json"):
        return True
    top = path.split(".")[0]
    if top in tops:
        match = scope.match(call)
        return top != "subprocess" or (match is not None and bool(match.entry.raises))
    return top not in sys.stdlib_module_names and not hasattr(builtins, top)
