"""Expressions for what a loop gathers where Python has no short one, and their words."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping

from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import iteration, operands
from sphinx_howto.english.phrase import Spans, fill


class Counts(ast.DictComp):
    """How often each ``key`` occurs; ``value`` is of no interest."""


class Lists(ast.DictComp):
    """Lists of ``value`` by ``key``."""


class Chained(ast.ListComp):
    """The items of each ``elt`` in one list."""


def _counts(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, Counts)
    found = iteration.over(scope, node)
    if found is None:
        return None
    head, inside = found
    if quoting.source(node.key) == quoting.source(node.generators[-1].target):
        return fill("a dictionary that counts how often {each} occurs", each=head)
    return fill(
        "a dictionary that counts how often {key} occurs for {over}",
        key=iteration.element(inside, node.key),
        over=head,
    )


def _lists(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, Lists)
    found = iteration.over(scope, node)
    if found is None:
        return None
    head, inside = found
    return fill(
        "a dictionary of lists, with {value} in the list of {key} for {over}",
        value=operands.inner(inside, node.value),
        key=operands.inner(inside, node.key),
        over=head,
    )


def _chained(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, Chained)
    found = iteration.over(scope, node)
    if found is None:
        return None
    head, inside = found
    return fill(
        "a list of all items of {element} for {over}", element=iteration.element(inside, node.elt), over=head
    )


RULES: Mapping[type[ast.expr], Callable[[FunctionScope, ast.expr], Spans | None]] = {
    Counts: _counts,
    Lists: _lists,
    Chained: _chained,
}
