"""Assignments to several targets at once: ``a, b = x, y``, ``first, *rest = items``."""

from __future__ import annotations

import ast

from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import conditions, names, operands, values
from sphinx_howto.english.outline import Act, Node, Source
from sphinx_howto.english.phrase import fill, join
from sphinx_howto.english.statements import telling


def told(
    scope: FunctionScope, target: ast.Tuple | ast.List, value: ast.expr, source: Source
) -> list[Node]:
    """Several targets set at once: side by side, or from the items of one value."""
    value = _counted(scope, target, value)
    if (
        isinstance(value, (ast.Tuple, ast.List))
        and len(value.elts) == len(target.elts)
        and not any(isinstance(item, ast.Starred) for item in (*target.elts, *value.elts))
    ):
        return [_parallel(scope, target, value, source)]
    starred = [index for index, item in enumerate(target.elts) if isinstance(item, ast.Starred)]
    nouns = tuple(noun for item in target.elts for noun in names.nouns(item))
    shown = [
        operands.quote(scope, item.value if isinstance(item, ast.Starred) else item) for item in target.elts
    ]
    if starred:
        shown[starred[0]] = fill(
            "{name} (a list of the items in between)"
            if 0 < starred[0] < len(shown) - 1
            else "{name} (a list of the other items)",
            name=shown[starred[0]],
        )
    shown_value = values.value(scope, value)
    if not conditions.is_plain(shown_value):
        shown_value = operands.quote(scope, value)
    return [
        telling.merging(
            "unpacks {items}",
            fill("{value} into {targets}", value=shown_value, targets=join(shown)),
            source,
            "unpack",
            nouns,
        )
    ]


def _counted(scope: FunctionScope, target: ast.Tuple | ast.List, value: ast.expr) -> ast.expr:
    """``A, B = range(2)`` as ``A, B = 0, 1``; another value as it is."""
    if not isinstance(value, ast.Call) or scope.dotted(value.func) != "range" or value.keywords:
        return value
    only = value.args[0] if len(value.args) == 1 else None
    fits = isinstance(only, ast.Constant) and only.value == len(target.elts)
    if not fits or any(isinstance(item, ast.Starred) for item in target.elts):
        return value
    numbers: list[ast.expr] = [ast.Constant(number) for number in range(len(target.elts))]
    return ast.copy_location(ast.Tuple(numbers, ast.Load()), value)


def _parallel(
    scope: FunctionScope, target: ast.Tuple | ast.List, value: ast.Tuple | ast.List, source: Source
) -> Act:
    """``a, b = x, y``: all right sides are evaluated first, so independence must be proven to split it."""
    nouns = tuple(noun for item in target.elts for noun in names.nouns(item))
    bound = {quoting.source(item) for item in target.elts}
    used = {
        quoting.source(part)
        for item in value.elts
        for part in ast.walk(item)
        if isinstance(part, (ast.Name, ast.Attribute, ast.Subscript))
    }
    if (
        len(target.elts) == 2
        and quoting.source(target.elts[0]) == quoting.source(value.elts[1])
        and quoting.source(target.elts[1]) == quoting.source(value.elts[0])
    ):
        return Act(
            fill(
                "swaps {first} and {last}",
                first=operands.quote(scope, target.elts[0]),
                last=operands.quote(scope, target.elts[1]),
            ),
            source,
            "set",
            nouns,
        )
    if bound & used:
        return Act(
            fill(
                "sets {targets} at once to {values}",
                targets=join([operands.quote(scope, item) for item in target.elts]),
                values=join([operands.operand(scope, item) for item in value.elts]),
            ),
            source,
            "set",
            nouns,
        )
    items = [
        fill("{target} to {value}", target=operands.quote(scope, left), value=values.value(scope, right))
        for left, right in zip(target.elts, value.elts, strict=False)
    ]
    return telling.merging("sets {items}", join(items), source, "set", nouns)
