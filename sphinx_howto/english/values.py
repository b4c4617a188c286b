"""Expressions as noun phrases: what ``x`` is set to, what is returned, what is passed."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import formatting, sql
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import (
    answers,
    called_values,
    conditions,
    displays,
    gathered,
    iteration,
    known,
    operands,
    orm,
    truth,
)
from sphinx_howto.english.phrase import Spans, code, fill, join, words


def value(scope: FunctionScope, node: ast.expr) -> Spans:
    """A noun phrase for the value of ``node``; at worst the quoted code."""
    rule = VALUE_RULES.get(type(node))
    found = rule(scope, node) if rule is not None else None
    return found if found is not None else operands.operand(scope, node)


def _joined(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.JoinedStr)
    return operands.operand(scope, node)


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
        shown = _known(scope, first)
        if shown is not None:
            state = fill(truth.TRUTH[truth.truth_kind(scope.type_of(first))][1], value=words("that"))
            return fill("{first}, or {second} if {state}", first=shown, second=told, state=state)
        message = (
            "{first}, or {second} if {condition}"
            if conditions.is_plain(told)
            else "{first} or, if {condition}, {second}"
        )
        return fill(message, first=operands.operand(scope, first), second=told, condition=test)
    return None


def _known(scope: FunctionScope, node: ast.expr) -> Spans | None:
    """What a known call gives, where a reader can take it for one thing."""
    if not isinstance(node, ast.Call):
        return None
    told = value(scope, node)
    is_code = len(told) == 1 and isinstance(told[0], document.Code)
    return told if not is_code and conditions.is_plain(told) else None


def _conditional(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.IfExp)
    held = _if_there(scope, node)
    if held is not None:
        return held
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
        value=_without_tail(scope, node.body),
        condition=test,
        other=_without_tail(scope, node.orelse),
    )


def _without_tail(scope: FunctionScope, node: ast.expr) -> Spans:
    """A value between two conditions: one that has a condition of its own is quoted."""
    told = value(scope, node)
    said = " ".join(span.text for span in told if isinstance(span, document.Words))
    has_tail = any(mark in f" {said} " for mark in (" if ", " otherwise ", " for which "))
    return operands.quote(scope, node) if has_tail else told


def _if_there(scope: FunctionScope, node: ast.IfExp) -> Spans | None:
    """``a.b if hasattr(a, "b") else c`` -> `a.b`, or `c` if there is no such attribute; so for ``in``."""
    test, body = node.test, node.body
    message = ""
    if isinstance(test, ast.Call) and scope.dotted(test.func) == "hasattr" and len(test.args) == 2:
        owner, name = test.args
        wanted = f"{quoting.source(owner)}.{getattr(name, 'value', '')}"
        is_held = isinstance(body, ast.Attribute) and quoting.source(body) == wanted
        message = "{value}, or {other} if there is no such attribute" if is_held else ""
    elif isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], ast.In):
        wanted = f"{quoting.source(test.comparators[0])}[{quoting.source(test.left)}]"
        is_held = isinstance(body, ast.Subscript) and quoting.source(body) == wanted
        message = "{value}, or {other} if that key is missing" if is_held else ""
    other = value(scope, node.orelse)
    if not message or not conditions.is_plain(other):
        return None
    return fill(message, value=operands.quote(scope, body), other=other)


def _comprehension(message: str) -> Callable[[FunctionScope, ast.expr], Spans | None]:
    def rule(scope: FunctionScope, node: ast.expr) -> Spans | None:
        assert isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp))
        items = iteration.items(scope, node)
        return None if items is None else fill(message, items=items)

    return rule


def _dict_comprehension(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.DictComp)
    found = iteration.over(scope, node)
    if found is None:
        return None
    head, inside = found
    return fill(
        "a dictionary that maps {key} to {value} for {over}",
        key=iteration.element(inside, node.key),
        value=iteration.element(inside, node.value),
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
    if formatting.joined(node) is not None:
        return operands.operand(scope, node)
    if scope.dotted(node.func) in _CASTS and len(node.args) == 2 and not node.keywords:
        # What is cast stays what it is for everybody but a type checker
        return value(scope, node.args[1])
    return _of_answer(scope, node.func, "()") or called_values.value(scope, node)


def _of_answer(scope: FunctionScope, node: ast.expr, after: str = "") -> Spans | None:
    """``session.get(u).text`` -> the text of the response to a `GET` request to `u`."""
    call = node.value if isinstance(node, ast.Attribute) else None
    answer = called_values.value(scope, call) if isinstance(call, ast.Call) else None
    return operands.read_of_answer(scope, node, after, answer) if answer is not None else None


def _attribute(scope: FunctionScope, node: ast.expr) -> Spans | None:
    return answers.value(scope, node) or _of_answer(scope, node)


_CASTS = {"typing.cast", "typing_extensions.cast"}
#: Texts of more lines are told by their first one.
_FEW_LINES = 2


def _constant(scope: FunctionScope, node: ast.expr) -> Spans | None:
    """A text of several lines: how many, and how it begins."""
    assert isinstance(node, ast.Constant)
    if not isinstance(node.value, str) or len(node.value) <= quoting.LONGEST_LINES:
        return None
    lines = [" ".join(line.split()) for line in node.value.strip().splitlines()]
    if len(lines) <= _FEW_LINES or not lines[0]:
        return None
    return fill(
        "a text of {count} lines that begins with {first}",
        count=document.Words(str(len(lines))),
        first=operands.quote(scope, ast.Constant(lines[0])),
    )


def _await(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.Await)
    if isinstance(node.value, ast.Call):
        match = scope.match(node.value, awaited=True) or sql.match(scope, node.value, True)
        if match is not None and match.entry.value and match.entry.awaited:
            return known.told(scope, match, match.entry.value)
        rows = orm.value(scope, node.value)
        if rows is not None:
            return rows
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
    return (
        answers.value(scope, node)
        or operands.part(scope, node)
        or _item_of_known(scope, node)
        or _item_of_call(scope, node)
    )


def _item_of_known(scope: FunctionScope, node: ast.Subscript) -> Spans | None:
    """``(await r.json())["a"]["b"]`` -> `["a"]["b"]` of the body of `r` decoded from JSON."""
    keys: list[str] = []
    whole: ast.expr = node
    while isinstance(whole, ast.Subscript) and isinstance(whole.slice, ast.Constant):
        keys.insert(0, f"[{quoting.source(whole.slice)}]")
        whole = whole.value
    call = whole.value if isinstance(whole, ast.Await) else whole
    if not keys or not isinstance(call, ast.Call):
        return None
    match = scope.match(call, awaited=isinstance(whole, ast.Await))
    if match is None or not match.entry.value:
        return None
    told = value(scope, whole)
    # Of "`x` parsed as JSON" a reader could take the keys for those of `x`
    is_thing = isinstance(told[0], document.Words) and told[0].text.startswith("the ")
    if not conditions.is_plain(told) or not is_thing:
        return None
    return fill("{keys} of {whole}", keys=code("".join(keys)), whole=told)


def _item_of_call(scope: FunctionScope, node: ast.Subscript) -> Spans | None:
    """``call(...)["key"]`` of a long call, which, cut short, would not show what it is given."""
    is_item = isinstance(node.value, ast.Call) and isinstance(node.slice, ast.Constant)
    owner = called_values.long_call(scope, node.value) if is_item else None  # type: ignore[arg-type]
    if owner is None:
        return None
    return fill("the item {key} of {owner}", key=operands.quote(scope, node.slice), owner=owner)


def _starred(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.Starred)
    return fill("the items of {value}", value=operands.quote(scope, node.value))


def _boolean(scope: FunctionScope, node: ast.expr) -> Spans | None:
    """``not``, comparisons: ``whether`` only where the result is a boolean for all types."""
    if not conditions.is_boolean(scope, node):
        return None
    return fill("whether {condition}", condition=conditions.condition(scope, node))


def _bool_operation(scope: FunctionScope, node: ast.expr) -> Spans | None:
    return _boolean(scope, node) or _alternative(scope, node)


_SETS = {"set", "frozenset"}
_SET_OPERATIONS: Mapping[type[ast.operator], str] = {
    ast.Sub: "the items of {first} that are not in {last}",
    ast.BitAnd: "the items common to {first} and {last}",
    ast.BitOr: "the union of {first} and {last}",
    ast.BitXor: "the items that are in either {first} or {last} but not in both",
}


def _set_operation(scope: FunctionScope, node: ast.expr) -> Spans | None:
    """``a - b`` where both are known to be sets; one operation only, so that nothing is bound in doubt."""
    assert isinstance(node, ast.BinOp)
    message = _SET_OPERATIONS.get(type(node.op))
    sides = node.left, node.right
    known = [scope.type_of(side) for side in sides]
    if message is None or any(found is None or found.optional or found.name not in _SETS for found in known):
        return None
    if any(isinstance(side, ast.BinOp) for side in sides):
        return None
    return fill(message, first=operands.quote(scope, node.left), last=operands.quote(scope, node.right))


VALUE_RULES: Mapping[type[ast.expr], Callable[[FunctionScope, ast.expr], Spans | None]] = {
    **displays.RULES,
    **gathered.RULES,
    ast.Constant: _constant,
    ast.JoinedStr: _joined,
    ast.BoolOp: _bool_operation,
    ast.BinOp: _set_operation,
    ast.IfExp: _conditional,
    ast.Lambda: _lambda,
    ast.Compare: _boolean,
    ast.UnaryOp: _boolean,
    ast.ListComp: _comprehension("a list of {items}"),
    ast.SetComp: _comprehension("a set of {items}"),
    ast.GeneratorExp: _comprehension("a generator of {items}"),
    ast.DictComp: _dict_comprehension,
    ast.Call: _call,
    ast.Await: _await,
    ast.NamedExpr: _named,
    ast.Starred: _starred,
    ast.Subscript: _subscript,
    ast.Attribute: _attribute,
}
