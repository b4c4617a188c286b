"""Results that are worked out once for each explanation, however many facts ask for them."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TypeVar, cast

from sphinx_howto.analysis import lasting
from sphinx_howto.analysis.scope import FunctionScope

Result = TypeVar("Result")

#: What depends on the syntax alone, and so holds for every explanation.
_OF_SYNTAX = {"statements", "expressions", "names", "loops", "blocks"}


def once(scope: FunctionScope, name: str, node: ast.AST, make: Callable[[], Result]) -> Result:
    """What ``make`` gives for ``node`` under ``name``: made by the first call, kept for the others."""
    if name in _OF_SYNTAX:
        return lasting.kept(name, node, make)
    memo = scope.module.context.memo
    key = name, id(node)
    if key not in memo:
        # The node is kept too, so that no other one can have its id
        memo[key] = node, make()
    return cast("Result", memo[key][1])
