"""What leads to a place besides tests, in words: a loop that found nothing, an exception that is caught."""

from __future__ import annotations

import ast

from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import operands
from sphinx_howto.english.facts import exceptions
from sphinx_howto.english.phrase import Spans, code, fill, join


def exhausted(scope: FunctionScope, loop: ast.For | ast.AsyncFor) -> Spans:
    """``its loop over `x` ends without returning``."""
    return fill("its loop over {iterable} ends without returning", iterable=operands.quote(scope, loop.iter))


def handled(scope: FunctionScope, node: ast.Try, handler: ast.ExceptHandler) -> tuple[Spans, bool]:
    """``{call}` raises `E```, and whether that alone leads into the handler; () if it cannot be told."""
    if handler.type is None:
        return (), False
    items = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    names = join([exceptions.named(scope, item) for item in items], "or")
    culprit = _culprit(node)
    if culprit is None:
        return fill("{exceptions} is caught", exceptions=names), False
    return fill("{call} raises {exceptions}", call=code(culprit), exceptions=names), node.handlers[
        0
    ] is handler


def has_culprit(node: ast.Try) -> bool:
    """Whether the body of a ``try`` is one call that can be named."""
    return _culprit(node) is not None


def _culprit(node: ast.Try) -> str | None:
    """The expression of a body that is one short statement."""
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
    text = quoting.short(value)
    return text if len(text) <= quoting.LONGEST else None
