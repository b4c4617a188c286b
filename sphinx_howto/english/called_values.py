"""Calls as noun phrases: what a known call gives, and long calls in words."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping

from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import conditions, iteration, known, operands, orm
from sphinx_howto.english.phrase import Spans, fill, join, words

_MOST_ARGUMENTS = 16
#: Letters of a call of several arguments up to which it is quoted.
_SHORT_CALL = 60


def value(scope: FunctionScope, node: ast.Call) -> Spans | None:
    """What ``node`` gives; None for a short call of which nothing is known."""
    if not node.args and not node.keywords:
        empty = {
            "list": "an empty list",
            "dict": "an empty dictionary",
            "set": "an empty set",
            "tuple": "an empty tuple",
        }.get(scope.dotted(node.func) or "")
        if empty:
            return words(empty)
    rule = RULES.get(scope.dotted(node.func) or "")
    found = rule(scope, node) if rule is not None else None
    if found is not None:
        return found
    joined = _joined_items(scope, node) or _looked_up(scope, node)
    if joined is not None:
        return joined
    rows = orm.value(scope, node)
    if rows is not None:
        return rows
    match = scope.match(node)
    if match is not None and match.entry.value:
        return known.told(scope, match, match.entry.value)
    return long_call(scope, node)


def _joined_items(scope: FunctionScope, node: ast.Call) -> Spans | None:
    """``" ".join(e for x in xs)`` -> `e` for each `x` in `xs`, joined with `" "`."""
    if not (
        isinstance(node.func, ast.Attribute)
        and node.func.attr == "join"
        and len(node.args) == 1
        and isinstance(node.func.value, ast.Constant)
        and isinstance(node.args[0], (ast.GeneratorExp, ast.ListComp))
    ):
        return None
    found = iteration.over(scope, node.args[0])
    if found is None:
        return None
    head, inside = found
    if node.func.value.value == "":
        return fill(
            "{element} for {over}, joined without a separator",
            element=iteration.element(inside, node.args[0].elt),
            over=head,
        )
    return fill(
        "{element} for {over}, joined with {separator}",
        element=iteration.element(inside, node.args[0].elt),
        over=head,
        separator=operands.quote(scope, node.func.value),
    )


def _looked_up(scope: FunctionScope, node: ast.Call) -> Spans | None:
    """``x.get("a", {}).get("b", 1)`` -> `x["a"]["b"]`, or `1` if one of these keys is missing."""
    keys: list[ast.expr] = []
    default: ast.expr = ast.Constant(None)
    current: ast.expr = node
    while isinstance(current, ast.Call) and isinstance(current.func, ast.Attribute):
        is_get = current.func.attr == "get" and len(current.args) in (1, 2) and not current.keywords
        if not is_get or any(isinstance(item, ast.Starred) for item in current.args):
            break
        given = current.args[1] if len(current.args) == 2 else None
        if not keys:
            default = given or default
        elif not isinstance(given, ast.Dict) or given.keys:
            return None
        keys.append(current.args[0])
        current = current.func.value
    if len(keys) < 2 or isinstance(current, ast.Call):
        return None
    for key in reversed(keys):
        current = ast.Subscript(current, key, ast.Load())
    return fill(
        "{path}, or {default} if one of these keys is missing",
        path=operands.quote(scope, ast.copy_location(current, node)),
        default=operands.operand(scope, default),
    )


def long_call(scope: FunctionScope, node: ast.Call) -> Spans | None:
    """A long call in words: ``the result of `f` with `a` and `b=c```; None for a short one."""
    longest = quoting.LONGEST if len(node.args) + len(node.keywords) == 1 else _SHORT_CALL
    if len(quoting.source(node)) <= longest or any(isinstance(item, ast.Starred) for item in node.args):
        return None
    arguments = [operands.operand(scope, item) for item in node.args]
    arguments += [operands.keyword(scope, item) for item in node.keywords]
    if len(arguments) > _MOST_ARGUMENTS or not arguments:
        return None
    is_made = operands.is_class_like(scope, node.func)
    return fill(
        "a new {callee} with {arguments}" if is_made else "the result of {callee} with {arguments}",
        callee=operands.quote(scope, node.func),
        arguments=join(arguments),
    )


def _sum(scope: FunctionScope, node: ast.Call) -> Spans | None:
    if len(node.args) != 1 or node.keywords or not isinstance(node.args[0], (ast.GeneratorExp, ast.ListComp)):
        return None
    counted = _number_of(scope, node.args[0])
    if counted is not None:
        return counted
    found = iteration.over(scope, node.args[0])
    if found is None:
        return None
    head, inside = found
    return fill(
        "the sum of {element} for {over}", element=iteration.element(inside, node.args[0].elt), over=head
    )


def _number_of(scope: FunctionScope, node: ast.GeneratorExp | ast.ListComp) -> Spans | None:
    """``sum(1 for x in xs if C)`` -> the number of `x` in `xs` for which C."""
    if not isinstance(node.elt, ast.Constant) or node.elt.value != 1 or node.elt.value is True:
        return None
    only = node.generators[0]
    if len(node.generators) == 1 and not only.ifs and iteration.noun(scope, node.generators) is not None:
        return fill("the number of items in {iterable}", iterable=operands.operand(scope, only.iter))
    items = iteration.noun(scope, node.generators)
    return None if items is None else fill("the number of {items}", items=items)


def _next(scope: FunctionScope, node: ast.Call) -> Spans | None:
    """``next((x for x in xs if C), d)`` -> the first `x` in `xs` for which C, or `d` if there is none."""
    if node.keywords or not 1 <= len(node.args) <= 2 or not isinstance(node.args[0], ast.GeneratorExp):
        return None
    generator = node.args[0]
    items = iteration.noun(scope, generator.generators)
    if items is None or isinstance(generator.elt, ast.Constant):
        return None
    result = fill("the first {items}", items=items)
    if quoting.source(generator.elt) != quoting.source(generator.generators[0].target):
        value = iteration.element(scope.inside(generator), generator.elt)
        result = fill("{value} of {first}", value=value, first=result)
    if len(node.args) == 1:
        return result
    default = operands.operand(scope, node.args[1])
    return fill("{first}, or {default} if there is none", first=result, default=default)


def _collected(noun: str) -> Callable[[FunctionScope, ast.Call], Spans | None]:
    """``list(e for x in xs)`` as the comprehension that it stands for."""

    def rule(scope: FunctionScope, node: ast.Call) -> Spans | None:
        if len(node.args) != 1 or node.keywords:
            return None
        if not isinstance(node.args[0], (ast.GeneratorExp, ast.ListComp)):
            return None
        items = iteration.items(scope, node.args[0])
        return None if items is None else fill(noun, items=items)

    return rule


def _any_or_all(scope: FunctionScope, node: ast.Call) -> Spans | None:
    return fill("whether {condition}", condition=conditions.condition(scope, node))


RULES: Mapping[str, Callable[[FunctionScope, ast.Call], Spans | None]] = {
    "any": _any_or_all,
    "all": _any_or_all,
    "sum": _sum,
    "next": _next,
    "list": _collected("a list of {items}"),
    "set": _collected("a set of {items}"),
    "tuple": _collected("a tuple of {items}"),
    "frozenset": _collected("a frozen set of {items}"),
    "sorted": _collected("a sorted list of {items}"),
}
