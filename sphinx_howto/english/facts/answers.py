"""Tests of the answer of a server in words that need no name: `the server answers with the status `404```."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from sphinx_howto.analysis import paths
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import operands
from sphinx_howto.english.facts import given
from sphinx_howto.english.phrase import Spans, fill

_TYPES = {
    "requests.Response", "requests.models.Response", "httpx.Response", "aiohttp.ClientResponse",
    "curl_cffi.requests.Response",
}  # fmt: skip
_STATUS = {"status_code", "status"}
_IS = "the server answers with the status {status}"
_IS_NOT = "the server answers with another status than {status}"
_FROM = "the server answers with a status of {status} or higher"
_BELOW = "the server answers with a status below {status}"
_ABOVE = "the server answers with a status above {status}"
_UP_TO = "the server answers with a status of at most {status}"
#: Comparison of a status with a number -> (words, their opposite).
_COMPARED: Mapping[type[ast.cmpop], tuple[str, str]] = {
    ast.Eq: (_IS, _IS_NOT),
    ast.NotEq: (_IS_NOT, _IS),
    ast.GtE: (_FROM, _BELOW),
    ast.Lt: (_BELOW, _FROM),
    ast.Gt: (_ABOVE, _UP_TO),
    ast.LtE: (_UP_TO, _ABOVE),
}
_GOOD = "the server answers with a status below `400`"
_BAD = "the server answers with a status of `400` or higher"
#: Attribute of a class -> (words, their opposite).
_TOLD: Mapping[tuple[str, str], tuple[str, str]] = {
    **{(name, "ok"): (_GOOD, _BAD) for name in _TYPES - {"httpx.Response"}},
    ("httpx.Response", "is_success"): (
        "the server answers with a status from `200` to `299`",
        "the server answers with a status that is not from `200` to `299`",
    ),
    ("httpx.Response", "is_error"): (_BAD, _GOOD),
}


def clause(scope: FunctionScope, test: paths.Test) -> Spans | None:
    """A test of the only answer that a function works with; None for any other test."""
    node, negated = test.node, test.negated
    while isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        node, negated = node.operand, not negated
    if isinstance(node, ast.Attribute):
        pair = _TOLD.get((_answer(scope, node), node.attr))
        return fill(pair[negated]) if pair is not None else None
    if not isinstance(node, ast.Compare) or len(node.ops) != 1 or not isinstance(node.left, ast.Attribute):
        return None
    number, pair = node.comparators[0], _COMPARED.get(type(node.ops[0]))
    is_status = node.left.attr in _STATUS and bool(_answer(scope, node.left))
    if pair is None or not is_status or not _is_number(scope, number):
        return None
    return fill(pair[negated], status=operands.operand(scope, number))


def _is_number(scope: FunctionScope, node: ast.expr) -> bool:
    try:
        return isinstance(scope.value(node), int)
    except ValueError:
        return False


def _answer(scope: FunctionScope, node: ast.Attribute) -> str:
    """The class of the answer that an attribute is of; "" if it is no local, or one of several answers."""
    name = node.value
    if not isinstance(name, ast.Name) or not given.is_own(scope, name.id):
        return ""
    found = scope.type_of(name)
    if found is None or found.name not in _TYPES:
        return ""
    values = [value for bound in scope.bindings.values() for value, _ in bound if value is not None]
    others = [item for item in map(scope.type_of, values) if item is not None and item.name in _TYPES]
    return found.name if len(others) <= 1 else ""
