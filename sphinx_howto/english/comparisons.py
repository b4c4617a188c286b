"""Comparisons as clauses, each operator with its exact opposite."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from itertools import pairwise

from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import types
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import operands
from sphinx_howto.english.phrase import Spans, code, fill, join
from sphinx_howto.english.truth import choose, subject

#: Operator -> (pattern, opposite): right for every type, since the opposite only negates.
COMPARISONS: Mapping[type[ast.cmpop], tuple[str, str]] = {
    ast.Eq: ("{left} equals {right}", "{left} differs from {right}"),
    ast.NotEq: ("{left} differs from {right}", "{left} equals {right}"),
    ast.Lt: ("{left} is less than {right}", "{left} is not less than {right}"),
    ast.LtE: ("{left} is at most {right}", "{left} is not at most {right}"),
    ast.Gt: ("{left} is greater than {right}", "{left} is not greater than {right}"),
    ast.GtE: ("{left} is at least {right}", "{left} is not at least {right}"),
    ast.Is: ("{left} is the same object as {right}", "{left} is not the same object as {right}"),
    ast.IsNot: ("{left} is not the same object as {right}", "{left} is the same object as {right}"),
    ast.In: ("{left} is in {right}", "{left} is not in {right}"),
    ast.NotIn: ("{left} is not in {right}", "{left} is in {right}"),
}
#: The same against a literal, an enum member or a constant.
LITERAL: Mapping[type[ast.cmpop], tuple[str, str]] = {
    ast.Eq: ("{left} is {right}", "{left} is not {right}"),
    ast.NotEq: ("{left} is not {right}", "{left} is {right}"),
    ast.Is: ("{left} is {right}", "{left} is not {right}"),
    ast.IsNot: ("{left} is not {right}", "{left} is {right}"),
}
#: Opposites of order comparisons, only where the order is proven total.
TOTAL: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
}
#: The order of sets is inclusion.
SUBSETS: Mapping[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("{left} is a proper subset of {right}", "{left} is not a proper subset of {right}"),
    ast.LtE: ("{left} is a subset of {right}", "{left} is not a subset of {right}"),
    ast.Gt: ("{left} is a proper superset of {right}", "{left} is not a proper superset of {right}"),
    ast.GtE: ("{left} is a superset of {right}", "{left} is not a superset of {right}"),
}
MEMBERS: Mapping[type[ast.cmpop], tuple[str, str]] = {
    ast.In: ("{left} is one of {items}", "{left} is not one of {items}"),
    ast.NotIn: ("{left} is not one of {items}", "{left} is one of {items}"),
}
KEYS: Mapping[type[ast.cmpop], tuple[str, str]] = {
    ast.In: ("{right} has the key {left}", "{right} lacks the key {left}"),
    ast.NotIn: ("{right} lacks the key {left}", "{right} has the key {left}"),
}


#: Operator -> the one that says the same with the sides exchanged.
MIRRORED: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt,
    ast.LtE: ast.GtE,
    ast.Gt: ast.Lt,
    ast.GtE: ast.LtE,
    ast.Eq: ast.Eq,
    ast.NotEq: ast.NotEq,
    ast.Is: ast.Is,
    ast.IsNot: ast.IsNot,
}
CONTAINS: Mapping[type[ast.cmpop], tuple[str, str]] = {
    ast.In: ("{right} contains {left}", "{right} lacks {left}"),
    ast.NotIn: ("{right} lacks {left}", "{right} contains {left}"),
}
#: Operator and number -> whether ``len(x)`` compared so says that x is empty.
LENGTHS: Mapping[tuple[type[ast.cmpop], int], bool] = {
    (ast.Eq, 0): True,
    (ast.LtE, 0): True,
    (ast.Lt, 1): True,
    (ast.NotEq, 0): False,
    (ast.Gt, 0): False,
    (ast.GtE, 1): False,
}


#: What makes a container with an item for each of what it is given, or at least one.
_MADE_OF = {"sorted", "list", "tuple", "set", "frozenset"}


def clause(scope: FunctionScope, node: ast.expr, negated: bool) -> Spans | None:
    """``x == 1`` -> `x` is `1`; negated: `x` is not `1`; None where only the code can say it."""
    assert isinstance(node, ast.Compare)
    if len(node.ops) > 1:
        return _chained(scope, node, negated)
    node = _turned(node)
    emptiness = _length(scope, node, negated)
    if emptiness is not None:
        return emptiness
    operator, right = node.ops[0], node.comparators[0]
    left = subject(scope, node.left)
    if isinstance(operator, (ast.In, ast.NotIn)):
        return _member(scope, node, left, negated)
    if negated and type(operator) in TOTAL and _totally_ordered(scope, node.left, right):
        operator, negated = TOTAL[type(operator)](), False
    table = COMPARISONS
    if is_plain_name_or_literal(right) and type(operator) in LITERAL:
        table = LITERAL
    elif type(operator) in SUBSETS and (_is_set(scope, node.left) or _is_set(scope, right)):
        table = SUBSETS
    is_class = isinstance(right, ast.Call) and table is LITERAL
    shown = operands.quote(scope, right) if is_class else subject(scope, right)
    return fill(choose(table[type(operator)], negated), left=left, right=shown)


def _turned(node: ast.Compare) -> ast.Compare:
    """``0 < x`` as ``x > 0``: what is spoken of comes first."""
    mirrored = MIRRORED.get(type(node.ops[0]))
    if mirrored is None or not _is_literal(node.left) or _is_literal(node.comparators[0]):
        return node
    return ast.copy_location(ast.Compare(node.comparators[0], [mirrored()], [node.left]), node)


def _is_literal(node: ast.expr) -> bool:
    return isinstance(node.operand if isinstance(node, ast.UnaryOp) else node, ast.Constant)


def _length(scope: FunctionScope, node: ast.Compare, negated: bool) -> Spans | None:
    """``len(x) > 0`` -> `x` is not empty."""
    call, number = node.left, node.comparators[0]
    if not (isinstance(call, ast.Call) and scope.dotted(call.func) == "len" and len(call.args) == 1):
        return None
    if not (isinstance(number, ast.Constant) and type(number.value) is int):
        return None
    is_empty = LENGTHS.get((type(node.ops[0]), number.value))
    if is_empty is None or isinstance(call.args[0], ast.Starred):
        return None
    message = "{value} is empty" if is_empty != negated else "{value} is not empty"
    return fill(message, value=subject(scope, _counted(scope, call.args[0])))


def _counted(scope: FunctionScope, node: ast.expr) -> ast.expr:
    """``sorted(x)`` as ``x``: what is empty exactly when the container made of it is."""
    while isinstance(node, ast.Call) and scope.dotted(node.func) in _MADE_OF and len(node.args) == 1:
        if isinstance(node.args[0], ast.Starred) or (node.keywords and scope.dotted(node.func) != "sorted"):
            break
        node = node.args[0]
    return node


def _is_set(scope: FunctionScope, node: ast.expr) -> bool:
    found = scope.type_of(node)
    return found is not None and found.name in types.SETS


def is_plain_name_or_literal(node: ast.expr) -> bool:
    """Whether ``is`` reads right before it: a literal, ``type(None)``, ``CONSTANT``, a sentinel."""
    if _is_literal(node):
        return True
    if isinstance(node, ast.Attribute):
        return node.attr.isupper()
    if isinstance(node, ast.Call):
        # The class of None has no name of its own
        return ast.unparse(node) == "type(None)"
    return isinstance(node, ast.Name) and (node.id.isupper() or node.id == "NotImplemented")


def _totally_ordered(scope: FunctionScope, left: ast.expr, right: ast.expr) -> bool:
    first, second = scope.type_of(left), scope.type_of(right)
    return (
        first is not None
        and second is not None
        and first.name == second.name
        and not first.optional
        and not second.optional
        and first.name in types.ORDERED
    )


def _member(scope: FunctionScope, node: ast.Compare, left: Spans, negated: bool) -> Spans:
    operator, right = node.ops[0], node.comparators[0]
    items = right.elts if isinstance(right, (ast.Tuple, ast.List, ast.Set)) else []
    if items and not any(isinstance(item, ast.Starred) for item in items):
        if len(items) == 1:
            pair = LITERAL[ast.Eq if isinstance(operator, ast.In) else ast.NotEq]
            return fill(choose(pair, negated), left=left, right=operands.operand(scope, items[0]))
        return fill(
            choose(MEMBERS[type(operator)], negated),
            left=left,
            items=join([operands.operand(scope, item) for item in items]),
        )
    found = scope.type_of(right)
    if found is not None and found.name in types.MAPPINGS and not found.optional:
        return fill(choose(KEYS[type(operator)], negated), left=left, right=operands.operand(scope, right))
    table = CONTAINS if found is not None and found.name == "str" and not found.optional else COMPARISONS
    return fill(choose(table[type(operator)], negated), left=left, right=container(scope, right))


def container(scope: FunctionScope, node: ast.expr) -> Spans:
    """The right side of ``in``, with the members of a short constant display."""
    constant = scope.constant(node)
    if isinstance(constant, (ast.Tuple, ast.List, ast.Set)) and len(quoting.source(constant)) <= 60:
        return fill(
            "{code} ({value})", code=operands.quote(scope, node), value=code(quoting.source(constant))
        )
    return subject(scope, node)


_SIDES: Mapping[type[ast.cmpop], tuple[str, str]] = {
    # operator -> (what it says of its left side, of its right side), the other side in the slot
    ast.Lt: ("less than {other}", "greater than {other}"),
    ast.LtE: ("at most {other}", "at least {other}"),
    ast.Gt: ("greater than {other}", "less than {other}"),
    ast.GtE: ("at least {other}", "at most {other}"),
}


def _chained(scope: FunctionScope, node: ast.Compare, negated: bool) -> Spans | None:
    """``lo < x <= hi`` -> `x` is greater than `lo` and at most `hi`: told round the middle term."""
    if len(node.ops) != 2 or any(type(operator) not in _SIDES for operator in node.ops):
        return _pairs(scope, node, negated)
    low, middle, high = node.left, node.comparators[0], node.comparators[1]
    first = fill(_SIDES[type(node.ops[0])][1], other=operands.operand(scope, low))
    last = fill(_SIDES[type(node.ops[1])][0], other=operands.operand(scope, high))
    message = choose(("{middle} is {first} and {last}", "{middle} is not both {first} and {last}"), negated)
    return fill(message, middle=subject(scope, middle), first=first, last=last)


def _pairs(scope: FunctionScope, node: ast.Compare, negated: bool) -> Spans:
    """``a == b == c`` as its pairs, where evaluating the terms in between twice changes nothing."""
    terms = [node.left, *node.comparators]
    if len(terms) > 4 or any(isinstance(item, ast.Call) for term in terms[1:-1] for item in ast.walk(term)):
        return fill(choose(("{code} is true", "{code} is false"), negated), code=operands.quote(scope, node))
    told = [
        clause(scope, ast.copy_location(ast.Compare(left, [operator], [right]), node), negated)
        for (left, right), operator in zip(pairwise(terms), node.ops, strict=True)
    ]
    return join([item for item in told if item is not None], "or" if negated else "and")
