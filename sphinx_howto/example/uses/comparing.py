"""Rules of use for comparisons and arithmetic."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import replace

from sphinx_howto.example import names, scope
from sphinx_howto.example.shape import Shape, of
from sphinx_howto.example.usage import Study, Vote
from sphinx_howto.example.uses import addresses, asking, leaving, places
from sphinx_howto.example.value import constant


def compare(node: ast.expr, holder: ast.Compare, study: Study) -> Iterator[Vote]:
    sides = [holder.left, *holder.comparators]
    at = next(position for position, side in enumerate(sides) if side is node)
    for other, operator in _neighbours(sides, holder.ops, at):
        if isinstance(operator, (ast.Is, ast.IsNot)):
            continue
        if isinstance(operator, (ast.In, ast.NotIn)):
            is_exit = isinstance(operator, ast.In) and leaving.is_special(holder, study)
            yield from _membership(other, sides.index(other) > at, study, is_exit)
        else:
            is_equal = isinstance(operator, (ast.Eq, ast.NotEq))
            yield from _equal(other, holder, study) if is_equal else alike(other, study, 2)


def _equal(other: ast.expr, holder: ast.Compare, study: Study) -> Iterator[Vote]:
    """Compared for equality: the very value, which is what the code asks for, even if it is a number."""
    is_exit = isinstance(holder.ops[0], ast.Eq) and leaving.is_special(holder, study)
    known = places.constant_of(other, study)
    literals: tuple[str, ...] = ()
    # Zero is compared with to ask for nothing at all
    if isinstance(known, ast.Constant) and _kind_of(known.value) == "int" and known.value:
        literals = (constant(known),)
    for vote in alike(other, study, 3):
        told = () if is_exit else literals or vote.shape.literals
        yield Vote(replace(vote.shape, literals=told), vote.weight)


def _neighbours(sides: list[ast.expr], ops: list[ast.cmpop], at: int) -> Iterator[tuple[ast.expr, ast.cmpop]]:
    if at:
        yield sides[at - 1], ops[at - 1]
    if at < len(ops):
        yield sides[at + 1], ops[at]


def _membership(other: ast.expr, is_left: bool, study: Study, is_exit: bool) -> Iterator[Vote]:
    if not is_left:
        # ``other in value``
        is_bytes = isinstance(other, ast.Constant) and isinstance(other.value, bytes)
        yield Vote(of("str") if places.text_of(other) else of("bytes") if is_bytes else of("list"), 1)
        return
    known = places.constant_of(other, study)
    parts: list[ast.expr | None] = []
    if isinstance(known, (ast.Tuple, ast.List, ast.Set)):
        parts = [*known.elts]
    elif isinstance(known, ast.Dict):
        parts = known.keys
    found = [one for one in parts if isinstance(one, ast.Constant)]
    if found and is_exit:
        yield Vote(of(_kind_of(found[0].value) or "str"), 3)
    elif found:
        yield Vote(Shape("literal", literals=tuple(constant(one) for one in found)), 4)


CONSTANTS: Mapping[type, str] = {
    str: "str",
    bytes: "bytes",
    int: "int",
    float: "float",
    bool: "bool",
    complex: "complex",
}


def _kind_of(value: object) -> str:
    """The kind of a constant, "" if it says nothing; an integer may be of a subclass."""
    if isinstance(value, int) and not isinstance(value, bool):
        return "int"
    return CONSTANTS.get(type(value), "")


def alike(other: ast.expr, study: Study, weight: int) -> Iterator[Vote]:
    """Compared or added: a value of the same kind."""
    other = places.constant_of(other, study)
    if isinstance(other, ast.UnaryOp):
        other = other.operand
    if isinstance(other, ast.Constant) and _kind_of(other.value):
        literals = (constant(other),) if isinstance(other.value, str) and other.value else ()
        yield Vote(Shape(_kind_of(other.value), literals=literals), weight)
    elif isinstance(other, (ast.List, ast.ListComp)):
        yield Vote(of("list"), weight)
    elif isinstance(other, ast.JoinedStr):
        yield Vote(of("str"), weight)
    elif isinstance(other, ast.Call) and scope.dotted(other.func) == "len":
        yield Vote(of("int"), weight)


NUMERIC = (ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Pow, ast.Mod)


def operation(node: ast.expr, holder: ast.BinOp, study: Study) -> Iterator[Vote]:
    other = holder.right if holder.left is node else holder.left
    if isinstance(holder.op, (ast.BitAnd, ast.BitOr, ast.BitXor, ast.LShift, ast.RShift)):
        yield Vote(of("int"), 2 if isinstance(holder.op, (ast.LShift, ast.RShift)) else 1)
    elif isinstance(holder.op, ast.Mod) and (holder.right is node or places.text_of(holder.left)):
        # The right side of ``%`` may be anything that is formatted
        if not isinstance(holder.left, ast.Constant) or not isinstance(holder.left.value, (str, bytes)):
            yield Vote(of("int"), 1)
    elif isinstance(holder.op, ast.Mult) and places.text_of(other):
        yield Vote(of("int"), 3)
    elif isinstance(holder.op, ast.Add):
        yield from addresses.added(node, holder, study)
        yield from asking.within(holder, study)
        for vote in alike(other, study, 3):
            yield Vote(replace(vote.shape, literals=()), vote.weight)
        named = names.kind(scope.dotted(other).rpartition(".")[2])
        yield from [Vote(of(named), 1)] if named in ("int", "float") else []
    elif isinstance(holder.op, NUMERIC):
        found = list(alike(other, study, 2))
        yield from found or [Vote(of("float"), 1)]


def unary(node: ast.expr, holder: ast.UnaryOp, study: Study) -> Iterator[Vote]:
    if isinstance(holder.op, (ast.USub, ast.UAdd)):
        yield Vote(of("float"), 2)
    elif isinstance(holder.op, ast.Invert):
        yield Vote(of("int"), 2)


def augmented(node: ast.expr, holder: ast.AugAssign, study: Study) -> Iterator[Vote]:
    if holder.value is node and not isinstance(holder.op, ast.Add):
        yield Vote(of("float"), 1)
