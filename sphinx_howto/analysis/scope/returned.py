"""What calling a function of the project gives: its annotation, if believed, else all its returns."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sphinx_howto.analysis import types
from sphinx_howto.analysis.scope.bindings import FunctionNode, walk_scope

if TYPE_CHECKING:
    from sphinx_howto.analysis.scope.functions import FunctionScope

#: Decorators that leave what a call gives as it is.
_PLAIN = {
    "staticmethod",
    "classmethod",
    "abc.abstractmethod",
    "typing.override",
    "typing_extensions.override",
}
_DOUBTED = re.compile(r"#\s*type:\s*ignore|#\s*pyright:\s*ignore")
#: Bodies of more statements are not read for their returns.
_MOST = 60


def type_of(scope: FunctionScope, awaited: bool = False, stated_only: bool = False) -> types.Type | None:
    """The type of what the function of ``scope`` returns, None if it is not proven.

    awaited: what awaiting the call gives. stated_only: only the annotation counts, because a
    subclass may return something else.
    """
    function = scope.function
    if not isinstance(function, FunctionNode):
        return None
    # Calling an asynchronous generator gives what its annotation says, without waiting
    is_waited_for = isinstance(function, ast.AsyncFunctionDef) and not _is_generator(function.body)
    if is_waited_for != awaited:
        return None
    if any(scope.module.dotted(item) not in _PLAIN for item in function.decorator_list):
        return None
    if function.returns is not None:
        return believed(scope)
    return None if stated_only else _inferred(scope, function)


def believed(scope: FunctionScope) -> types.Type | None:
    """The annotated type, unless the author silences the type checker about it, or a return disproves it."""
    function = scope.function
    assert isinstance(function, FunctionNode)
    stated = scope.module.annotated(function.returns)
    if stated is None or _is_doubted(scope, function):
        return None
    given = _returns(function.body)
    if _is_generator(function.body) or len(given) > _MOST:
        return stated
    disproved = any(
        found is not None and found.name == "None" and not stated.optional and stated.name != "None"
        for found in (scope.type_of(item) for item in given if isinstance(item, ast.Constant))
    )
    return None if disproved else stated


def _is_doubted(scope: FunctionScope, function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether ``# type: ignore`` stands at the head of a function or at one of its returns."""
    text = scope.module.module.text
    if "ignore" not in text:
        return False
    lines = text.splitlines()
    head = range(function.lineno, function.body[0].lineno if function.body else function.lineno)
    returns = [node.lineno for node in walk_scope(function.body) if isinstance(node, ast.Return)]
    numbers = {function.lineno, *head, *returns}
    return any(number <= len(lines) and _DOUBTED.search(lines[number - 1]) for number in numbers)


def _inferred(scope: FunctionScope, function: ast.FunctionDef | ast.AsyncFunctionDef) -> types.Type | None:
    """The type that all returns agree on."""
    if _is_generator(function.body) or len(function.body) > _MOST:
        return None
    memo, key = scope.module.context.memo, ("returned", id(function))
    if key not in memo:
        # A function that calls itself is not proven by its own result
        memo[key] = function, None
        memo[key] = function, _joined(scope, function)
    found = memo[key][1]
    return found if isinstance(found, types.Type) else None


def _joined(scope: FunctionScope, function: ast.FunctionDef | ast.AsyncFunctionDef) -> types.Type | None:
    found = [scope.type_of(item) for item in _returns(function.body)]
    if not _ends(function.body):
        found.append(types.NONE)
    result = types.join(found)
    return None if result is not None and result.name == "None" else result


def _returns(body: list[ast.stmt]) -> list[ast.expr]:
    nodes = (node for node in walk_scope(body) if isinstance(node, ast.Return))
    return [node.value if node.value is not None else ast.Constant(None) for node in nodes]


def _is_generator(body: list[ast.stmt]) -> bool:
    return any(isinstance(node, (ast.Yield, ast.YieldFrom)) for node in walk_scope(body))


def _ends(body: Sequence[ast.stmt]) -> bool:
    """Whether a block is always left by ``return`` or ``raise``."""
    last = body[-1] if body else None
    if isinstance(last, ast.If):
        return _ends(last.body) and _ends(last.orelse)
    if isinstance(last, ast.Try):
        ways = [[*last.body, *last.orelse], *(handler.body for handler in last.handlers)]
        return _ends(last.finalbody) or all(map(_ends, ways))
    return isinstance(last, (ast.Return, ast.Raise))
