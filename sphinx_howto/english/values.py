"""Expressions as noun phrases: what ``x`` is set to, what is returned, what is passed."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import conditions, iteration, known, operands, secrets
from sphinx_howto.english.phrase import Spans, code, fill, join, words

#: A display or call longer than this is told in words rather than quoted.
LONG_DISPLAY = 44


_MOST_ITEMS = 16


def value(scope: FunctionScope, node: ast.expr) -> Spans:
    """A noun phrase for the value of ``node``; at worst the quoted code."""
    rule = VALUE_RULES.get(type(node))
    found = rule(scope, node) if rule is not None else None
    return found if found is not None else operands.operand(scope, node)


def _list(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.List)
    if not node.elts:
        return words("an empty list")
    return _long_display(scope, node, node.elts, "a list of {count} items: {items}")


def _set(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.Set)
    return _long_display(scope, node, node.elts, "a set of {count} items: {items}")


def _long_display(scope: FunctionScope, node: ast.expr, items: list[ast.expr], message: str) -> Spans | None:
    """A display that is too long to quote: its first items, and how many there are."""
    if len(quoting.source(node)) <= quoting.LONGEST:
        return None
    shown: list[Spans] = []
    size = 0
    for item in items:
        size += len(quoting.source(item)) + 2
        if size > 90 and shown:
            break
        shown.append(operands.quote(scope, item))
    if len(shown) < len(items):
        shown.append(fill("{count} more", count=document.Words(str(len(items) - len(shown)))))
    return fill(message, count=document.Words(str(len(items))), items=join(shown))


def _dict(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.Dict)
    if not node.keys:
        return words("an empty dictionary")
    if len(quoting.source(node)) <= LONG_DISPLAY:
        return None
    if any(key is None for key in node.keys):
        return None
    items = []
    for key, item in list(zip(node.keys, node.values, strict=False))[:_MOST_ITEMS]:
        assert key is not None
        shown = (
            code(key.value)
            if isinstance(key, ast.Constant) and isinstance(key.value, str) and key.value.strip()
            else operands.quote(scope, key)
        )
        if isinstance(item, ast.Name) and isinstance(key, ast.Constant) and item.id == key.value:
            items.append(shown)
        else:
            text = secrets.hidden_for(str(getattr(key, "value", "")), item)
            items.append(
                fill("{key} ({value})", key=shown, value=code(text) if text else operands.inner(scope, item))
            )
    if len(node.keys) > _MOST_ITEMS:
        items.append(fill("{count} more", count=document.Words(str(len(node.keys) - _MOST_ITEMS))))
    return fill("a dictionary with {items}", items=join(items))


def _joined(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.JoinedStr)
    return code(operands.template_text(node))


def _alternative(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.BoolOp)
    if len(node.values) != 2:
        return None
    first, second = node.values
    if isinstance(node.op, ast.Or):
        test = conditions.condition(scope, first, negated=True)
        if not isinstance(first, (ast.Name, ast.Attribute, ast.Call, ast.Subscript)):
            return None
        told = value(scope, second)
        message = (
            "{first}, or {second} if {condition}"
            if conditions.is_plain(told)
            else "{first} or, if {condition}, {second}"
        )
        return fill(message, first=operands.operand(scope, first), second=told, condition=test)
    return None


def _conditional(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.IfExp)
    test = conditions.condition(scope, node.test)
    if isinstance(node.body, ast.IfExp):
        return None
    if isinstance(node.orelse, ast.IfExp):
        rest = _conditional(scope, node.orelse)
        if rest is None:
            return None
        return fill(
            "{value} if {condition}, otherwise {other}",
            value=value(scope, node.body),
            condition=test,
            other=rest,
        )
    return fill(
        "{value} if {condition}, otherwise {other}",
        value=value(scope, node.body),
        condition=test,
        other=value(scope, node.orelse),
    )


def _comprehension(message: str) -> Callable[[FunctionScope, ast.expr], Spans | None]:
    def rule(scope: FunctionScope, node: ast.expr) -> Spans | None:
        assert isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp))
        found = iteration.over(scope, node)
        if found is None:
            return None
        head, inside = found
        return fill(message, element=operands.inner(inside, node.elt), over=head)

    return rule


def _dict_comprehension(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.DictComp)
    found = iteration.over(scope, node)
    if found is None:
        return None
    head, inside = found
    return fill(
        "a dictionary that maps {key} to {value} for {over}",
        key=operands.inner(inside, node.key),
        value=operands.inner(inside, node.value),
        over=head,
    )


def _lambda(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.Lambda)
    parameters = [item.arg for item in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    if node.args.vararg or node.args.kwarg or node.args.defaults or len(parameters) > 3:
        return None
    inside = scope.with_local(dict.fromkeys(parameters))
    if not parameters:
        return fill("a function that returns {value}", value=operands.operand(inside, node.body))
    return fill(
        "a function that takes {names} and returns {value}",
        names=join([code(name) for name in parameters]),
        value=operands.operand(inside, node.body),
    )


def _call(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.Call)
    if not node.args and not node.keywords:
        empty = {
            "list": "an empty list",
            "dict": "an empty dictionary",
            "set": "an empty set",
            "tuple": "an empty tuple",
        }.get(scope.dotted(node.func) or "")
        if empty:
            return words(empty)
    rule = CALL_RULES.get(scope.dotted(node.func) or "")
    found = rule(scope, node) if rule is not None else None
    if found is not None:
        return found
    joined = _joined_items(scope, node)
    if joined is not None:
        return joined
    match = scope.match(node)
    if match is not None and match.entry.value:
        return known.told(scope, match, match.entry.value)
    return told_call(scope, node)


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
    return fill(
        "{element} for {over}, joined with {separator}",
        element=operands.inner(inside, node.args[0].elt),
        over=head,
        separator=operands.quote(scope, node.func.value),
    )


def told_call(scope: FunctionScope, node: ast.Call) -> Spans | None:
    """A long call in words: ``the result of `f` with `a` and `b=c```; None for a short one."""
    if len(quoting.source(node)) <= 60 or any(isinstance(item, ast.Starred) for item in node.args):
        return None
    arguments = [operands.operand(scope, item) for item in node.args]
    arguments += [operands.keyword(scope, item) for item in node.keywords]
    if len(arguments) > _MOST_ITEMS or not arguments:
        return None
    return fill(
        "the result of {callee} with {arguments}",
        callee=operands.quote(scope, node.func),
        arguments=join(arguments),
    )


def _any_or_all(scope: FunctionScope, node: ast.Call) -> Spans | None:
    return fill("whether {condition}", condition=conditions.condition(scope, node))


def _sum(scope: FunctionScope, node: ast.Call) -> Spans | None:
    if len(node.args) != 1 or node.keywords or not isinstance(node.args[0], (ast.GeneratorExp, ast.ListComp)):
        return None
    found = iteration.over(scope, node.args[0])
    if found is None:
        return None
    head, inside = found
    return fill(
        "the sum of {element} for {over}", element=operands.inner(inside, node.args[0].elt), over=head
    )


def _collected(noun: str) -> Callable[[FunctionScope, ast.Call], Spans | None]:
    """``list(e for x in xs)`` as the comprehension that it stands for."""

    def rule(scope: FunctionScope, node: ast.Call) -> Spans | None:
        if len(node.args) != 1 or node.keywords or not isinstance(node.args[0], ast.GeneratorExp):
            return None
        found = iteration.over(scope, node.args[0])
        if found is None:
            return None
        head, inside = found
        return fill(noun, element=operands.inner(inside, node.args[0].elt), over=head)

    return rule


def _cast(scope: FunctionScope, node: ast.Call) -> Spans | None:
    """``cast(T, x)`` is `x` for everybody but a type checker."""
    return value(scope, node.args[1]) if len(node.args) == 2 and not node.keywords else None


CALL_RULES: Mapping[str, Callable[[FunctionScope, ast.Call], Spans | None]] = {
    "typing.cast": _cast,
    "typing_extensions.cast": _cast,
    "any": _any_or_all,
    "all": _any_or_all,
    "sum": _sum,
    "list": _collected("a list of {element} for {over}"),
    "set": _collected("a set of {element} for {over}"),
    "tuple": _collected("a tuple of {element} for {over}"),
    "frozenset": _collected("a frozen set of {element} for {over}"),
    "sorted": _collected("a sorted list of {element} for {over}"),
}


def _await(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.Await)
    if isinstance(node.value, ast.Call):
        match = scope.match(node.value, awaited=True)
        if match is not None and match.entry.value and match.entry.awaited:
            return known.told(scope, match, match.entry.value)
    return fill("the awaited result of {value}", value=operands.quote(scope, node.value))


def _named(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.NamedExpr)
    return fill(
        "{value}, kept as {name}", value=value(scope, node.value), name=operands.quote(scope, node.target)
    )


def _subscript(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.Subscript)
    if scope.dotted(node.value) == "os.environ":
        shown = (
            code(node.slice.value)
            if isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str)
            else operands.quote(scope, node.slice)
        )
        return fill("the environment variable {name}", name=shown)
    return None


def _starred(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.Starred)
    return fill("the items of {value}", value=operands.quote(scope, node.value))


def _tuple(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.Tuple)
    if not node.elts:
        return words("an empty tuple")
    if len(node.elts) > 4:
        return _long_display(scope, node, node.elts, "a tuple of {count} items: {items}")
    if len(quoting.source(node)) <= LONG_DISPLAY:
        return None
    return fill("the tuple of {items}", items=join([operands.inner(scope, item) for item in node.elts]))


def _boolean(scope: FunctionScope, node: ast.expr) -> Spans | None:
    """``not``, comparisons: ``whether`` only where the result is a boolean for all types."""
    if not conditions.is_boolean(scope, node):
        return None
    return fill("whether {condition}", condition=conditions.condition(scope, node))


def _bool_operation(scope: FunctionScope, node: ast.expr) -> Spans | None:
    return _boolean(scope, node) or _alternative(scope, node)


VALUE_RULES: Mapping[type[ast.expr], Callable[[FunctionScope, ast.expr], Spans | None]] = {
    ast.List: _list,
    ast.Set: _set,
    ast.Dict: _dict,
    ast.Tuple: _tuple,
    ast.JoinedStr: _joined,
    ast.BoolOp: _bool_operation,
    ast.IfExp: _conditional,
    ast.Lambda: _lambda,
    ast.Compare: _boolean,
    ast.UnaryOp: _boolean,
    ast.ListComp: _comprehension("a list of {element} for {over}"),
    ast.SetComp: _comprehension("a set of {element} for {over}"),
    ast.GeneratorExp: _comprehension("a generator of {element} for {over}"),
    ast.DictComp: _dict_comprehension,
    ast.Call: _call,
    ast.Await: _await,
    ast.NamedExpr: _named,
    ast.Starred: _starred,
    ast.Subscript: _subscript,
}
