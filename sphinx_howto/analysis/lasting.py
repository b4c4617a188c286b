"""Results that depend on a piece of syntax alone: worked out once while its tree lives, whoever asks."""

from __future__ import annotations

import ast
from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar, cast

Result = TypeVar("Result")

#: So many results are kept; the one that was not asked for longest goes first.
_MOST = 8192
_kept: OrderedDict[tuple[str, int], tuple[ast.AST, object]] = OrderedDict()


def kept(name: str, node: ast.AST, make: Callable[[], Result]) -> Result:
    """What ``make`` gives for ``node`` under ``name``.

    ``make`` must look at nothing else, and nobody may change what it gives.
    """
    key = name, id(node)
    found = _kept.get(key)
    if found is None:
        # The node is kept too, so that no other one can have its id
        found = _kept[key] = node, make()
        if len(_kept) > _MOST:
            _kept.popitem(last=False)
    else:
        _kept.move_to_end(key)
    return cast("Result", found[1])
