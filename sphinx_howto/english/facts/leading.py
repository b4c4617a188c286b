"""What leads to a place besides tests, in words: a loop that found nothing, an exception that is caught."""

from __future__ import annotations

import ast

from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import paths, stable
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import conditions, operands
from sphinx_howto.english.facts import exceptions, failures, given, guarding
from sphinx_howto.english.phrase import Spans, code, fill, join, merged


def exhausted(scope: FunctionScope, loop: ast.For | ast.AsyncFor) -> tuple[Spans, bool]:
    """``no `x` in `y` is `1```: that a loop did not return, and whether the clause says no more than that."""
    attempts = _attempts(scope, loop)
    if attempts is not None:
        return attempts
    test = _sought(loop)
    if test is None or not isinstance(loop.target, ast.Name):
        iterable = operands.quote(scope, loop.iter)
        return fill("its loop over {iterable} ends without returning", iterable=iterable), True
    each = fill(
        "{target} in {iterable}",
        target=code(loop.target.id),
        iterable=operands.operand(scope, given.resolved(scope, loop.iter)),
    )
    stated = conditions.condition(scope, test)
    if stated[0] == code(loop.target.id)[0] and stated[1:] and conditions.is_plain(stated):
        return merged([*fill("no {each}", each=each), *stated[1:]]), True
    return fill("for no {each}, {condition}", each=each, condition=stated), True


def _sought(loop: ast.For | ast.AsyncFor) -> ast.expr | None:
    """The test of a loop that only looks for the first item which passes it."""
    only = loop.body[0] if len(loop.body) == 1 else None
    if not isinstance(only, ast.If) or only.orelse or not isinstance(only.body[-1], ast.Return):
        return None
    return None if any(map(paths.may_jump, only.body[:-1])) else only.test


def _attempts(scope: FunctionScope, loop: ast.For | ast.AsyncFor) -> tuple[Spans, bool] | None:
    """``all `retries` attempts fail`` of ``for _ in range(retries): try: return f() except ...``."""
    only = loop.body[0] if len(loop.body) == 1 else None
    call = loop.iter
    is_counted = isinstance(call, ast.Call) and scope.dotted(call.func) == "range" and len(call.args) == 1
    if not isinstance(only, ast.Try) or only.orelse or not is_counted:
        return None
    *before, last = only.body
    if not isinstance(last, ast.Return) or any(map(paths.may_jump, before)) or not only.handlers:
        return None
    assert isinstance(call, ast.Call)
    exact = not any(map(paths.may_jump, (item for handler in only.handlers for item in handler.body)))
    return fill("all {count} attempts fail", count=operands.operand(scope, call.args[0])), exact


def handled(scope: FunctionScope, node: ast.Try, handler: ast.ExceptHandler) -> tuple[Spans, bool]:
    """``{call} raises `E```, and whether that alone leads into the handler; () if it cannot be told."""
    if handler.type is None:
        other = "another exception" if len(node.handlers) > 1 else "any exception"
        culprit = _culprit(scope, node)
        shown = guarding.failing(scope, node) if culprit is None else code(culprit)
        sure = culprit is not None and len(node.handlers) == 1
        return fill("{culprits} raises {exceptions}", culprits=shown, exceptions=fill(other)), sure
    items = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    first = node.handlers[0] is handler
    lacking = _split(scope, node) if [scope.dotted(item) for item in items] == ["ValueError"] else None
    if lacking is not None:
        return lacking, first
    plain = failures.told(scope, node, caught(scope, handler))
    if plain is not None:
        return plain, first
    names = join([exceptions.named(scope, item) for item in items], "or")
    culprit = _culprit(scope, node)
    if culprit is not None:
        return fill("{call} raises {exceptions}", call=code(culprit), exceptions=names), first
    shown = guarding.failing(scope, node, caught(scope, handler))
    return fill("{culprits} raises {exceptions}", culprits=shown, exceptions=names), False


def caught(scope: FunctionScope, handler: ast.ExceptHandler) -> list[str]:
    """The dotted names of what a handler catches; [] for everything, "" for what is not known."""
    if handler.type is None:
        return []
    items = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return [scope.dotted(item) or "" for item in items]


def _split(scope: FunctionScope, node: ast.Try) -> Spans | None:
    """``key, value = line.split("=", 1)``: what raises is that the separator is not there."""
    only = node.body[0] if len(node.body) == 1 else None
    if not isinstance(only, ast.Assign) or not isinstance(only.targets[0], ast.Tuple):
        return None
    names, call = only.targets[0].elts, only.value
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute) or call.keywords:
        return None
    is_split = call.func.attr in {"split", "rsplit"} and len(call.args) == 2
    known = scope.type_of(call.func.value)
    is_text = known is None or known.name in {"str", "bytes"}
    if not (is_split and is_text and len(names) == 2) or ast.unparse(call.args[1]) != "1":
        return None
    return fill(
        "{text} lacks {separator}",
        text=operands.quote(scope, call.func.value),
        separator=operands.quote(scope, call.args[0]),
    )


def is_named(scope: FunctionScope, node: ast.Try, handler: ast.ExceptHandler) -> bool:
    """Whether all that leads into a handler can be named."""
    return has_culprit(scope, node) or bool(guarding.named(scope, node, caught(scope, handler)))


def has_culprit(scope: FunctionScope, node: ast.Try) -> bool:
    """Whether the body of a ``try`` is one call that can be named."""
    return _culprit(scope, node) is not None


def _culprit(scope: FunctionScope, node: ast.Try) -> str | None:
    """The expression of a body that is one short statement, whose parameters are those of the call."""
    if len(node.body) != 1:
        return None
    only = node.body[0]
    if isinstance(only, (ast.Import, ast.ImportFrom)):
        return quoting.short(only)
    value = (
        getattr(only, "value", None)
        if isinstance(only, (ast.Expr, ast.Assign, ast.Return, ast.AnnAssign))
        else None
    )
    if isinstance(value, ast.Await):
        value = value.value
    if not isinstance(value, (ast.Call, ast.Subscript, ast.BinOp, ast.Attribute)):
        return None
    targets = only.targets if isinstance(only, ast.Assign) else []
    if not all(isinstance(target, (ast.Name, ast.Attribute)) for target in targets):
        return None
    if stable.has_replaced(scope, value):
        return None
    text = quoting.short(value)
    return text if len(text) <= quoting.LONGEST else None
