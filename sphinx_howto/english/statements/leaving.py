"""Statements that leave: ``return``, ``raise``, ``break``, ``continue``, and ``assert``."""

from __future__ import annotations

import ast
from collections.abc import Callable

from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import formatting
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import conditions, operands, values
from sphinx_howto.english.outline import Act, Choice, Node, Source
from sphinx_howto.english.phrase import Spans, code, fill, words
from sphinx_howto.english.statements import branches, calls, payloads, telling


def tell_return(teller: telling.Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, ast.Return)
    scope, value = teller.scope, node.value
    if value is None:
        return [Act(words("returns"), source, "return", ("Return",), leaves=True)]
    if scope.is_receiver(value) and not _is_class_method(scope):
        return [Act(words("returns the object itself"), source, "return", ("Return",), leaves=True)]
    if isinstance(value, ast.IfExp) and phrase_is_long(value):
        cases = (
            (
                branches.case_head(scope, value.test),
                tuple(tell_return(teller, ast.copy_location(ast.Return(value.body), node), source)),
            ),
            ((), tuple(tell_return(teller, ast.copy_location(ast.Return(value.orelse), node), source))),
        )
        return [Choice(cases, source, ("Return",))]
    told = fill("returns {value}", value=values.value(scope, value))
    act = Act(told, source, "return", ("Return",), leaves=True)
    return [payloads.listed(teller, act, value, words("returns a dictionary"))]


def _is_class_method(scope: FunctionScope) -> bool:
    return isinstance(scope.function, (ast.FunctionDef, ast.AsyncFunctionDef)) and any(
        isinstance(item, ast.Name) and item.id == "classmethod" for item in scope.function.decorator_list
    )


def phrase_is_long(node: ast.expr) -> bool:
    """Whether a conditional expression is better told as two sentences."""
    return len(quoting.source(node)) > 90


def tell_raise(teller: telling.Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, ast.Raise)
    if node.exc is None:
        return [Act(words("re-raises the exception"), source, "raise", ("Error",), leaves=True)]
    if node.cause is None and _is_caught(teller.scope, node.exc):
        return [Act(words("re-raises the exception"), source, "raise", ("Error",), leaves=True)]
    ends = calls.exits(teller.scope, node.exc) if node.cause is None else None
    if ends is not None:
        return [Act(ends, source, "exit", ("Exit",), leaves=True)]
    raised = exception(teller.scope, node.exc)
    if isinstance(node.cause, ast.Constant) and node.cause.value is None:
        raised = fill("{exception}, without showing the original exception", exception=raised)
    elif node.cause is not None:
        raised = fill(
            "{exception} with {cause} as its cause",
            exception=raised,
            cause=fill("the original exception")
            if _is_caught(teller.scope, node.cause)
            else operands.quote(teller.scope, node.cause),
        )
    return [
        Act(
            fill("raises {exception}", exception=raised),
            source,
            "raise",
            ("Error",),
            leaves=True,
            item=raised,
        )
    ]


def _is_caught(scope: FunctionScope, node: ast.expr) -> bool:
    bindings = scope.bindings.get(node.id, []) if isinstance(node, ast.Name) else []
    return bool(bindings) and all(isinstance(item, ast.ExceptHandler) for _, item in bindings)


def exception(scope: FunctionScope, node: ast.expr) -> Spans:
    """What is raised: ``ValueError("negative")`` -> `ValueError` ("negative")."""
    if not isinstance(node, ast.Call) or not operands.is_class_like(scope, node.func):
        return operands.quote(scope, node)
    name = operands.quote(scope, node.func)
    arguments = [*node.args, *(keyword.value for keyword in node.keywords)]
    if len(arguments) == 1 and not node.keywords:
        text = message_text(arguments[0])
        if text is not None:
            return fill("{name} ({message})", name=name, message=text)
    return operands.quote(scope, node) if arguments else name


#: Longest message of an exception that is told with it, in characters.
_LONGEST_MESSAGE = 120


def message_text(node: ast.expr) -> Spans | None:
    """The message of an exception, as code, if it is a literal of moderate length."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return code(quoting.literal(quoting.clipped(" ".join(node.value.split()), _LONGEST_MESSAGE)))
    node = formatting.joined(node) or node
    if isinstance(node, ast.JoinedStr):
        return code(operands.template_text(node))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        return code(quoting.short(node))
    return None


def tell_assert(teller: telling.Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, ast.Assert)
    if isinstance(node.test, ast.Constant) and not node.test.value:
        clause = fill("raises `AssertionError`")
    else:
        clause = fill("asserts that {condition}", condition=conditions.condition(teller.scope, node.test))
    if node.msg is not None:
        text = message_text(node.msg) or operands.quote(teller.scope, node.msg)
        clause = fill("{clause} ({message})", clause=clause, message=text)
    return [Act(clause, source, "assert", ("Assertion",))]


def jump(message: str, label: str) -> Callable[[telling.Teller, ast.stmt, Source], list[Node]]:
    return lambda teller, node, source: [Act(words(message), source, "jump", (label,), leaves=True)]
