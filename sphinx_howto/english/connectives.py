"""Conditions of several parts: ``and`` and ``or`` in words that can be read in one way only."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Union

from sphinx_howto import document
from sphinx_howto.english.phrase import Spans, fill, join, merged
from sphinx_howto.english.truth import is_plain

#: More parts than this are quoted as code, and so is what is nested deeper than this.
_MOST_PARTS, _DEEPEST = 12, 3


@dataclass(frozen=True)
class Atom:
    """A test without connectives; ``negated``: that it is false."""

    node: ast.expr
    negated: bool


@dataclass(frozen=True)
class Several:
    """Parts that all hold (``and``) or of which at least one holds (``or``)."""

    conjunction: str
    parts: tuple[Condition, ...]


Condition = Union[Atom, Several]
Clause = Callable[[ast.expr, bool], Spans]


def parsed(node: ast.expr, negated: bool = False) -> Condition:
    """``node``, or its opposite, with ``not`` moved inwards (De Morgan) and parts of a kind in one list."""
    while isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        node, negated = node.operand, not negated
    if not isinstance(node, ast.BoolOp):
        return Atom(node, negated)
    conjunction = "and" if isinstance(node.op, ast.And) != negated else "or"
    return together([parsed(item, negated) for item in _gathered(node)], conjunction, once=True)


def _gathered(node: ast.BoolOp) -> list[ast.expr]:
    """The parts of a chain, with ``x == 1 or x == 2`` as ``x in (1, 2)``; likewise ``!=`` with ``and``."""
    operator: ast.cmpop = ast.In() if isinstance(node.op, ast.Or) else ast.NotIn()
    wanted = ast.Eq if isinstance(node.op, ast.Or) else ast.NotEq
    result: list[ast.expr] = []
    keys = [_compared(index, part, wanted) for index, part in enumerate(node.values)]
    for _, same in itertools.groupby(zip(keys, node.values, strict=True), lambda pair: pair[0]):
        found = list({ast.dump(part): part for _, part in same}.values())
        if len(found) == 1:
            result += found
            continue
        pairs = [part for part in found if isinstance(part, ast.Compare)]
        values = ast.Tuple([pair.comparators[0] for pair in pairs], ast.Load())
        result.append(ast.copy_location(ast.Compare(pairs[0].left, [operator], [values]), pairs[0]))
    return result


def _compared(index: int, node: ast.expr, operator: type[ast.cmpop]) -> object:
    """What is compared with a literal, where asking it twice changes nothing; else the index."""
    if not isinstance(node, ast.Compare) or len(node.ops) > 1 or not isinstance(node.ops[0], operator):
        return index
    is_plain_value = isinstance(node.comparators[0], ast.Constant)
    is_pure = all(isinstance(item, _PURE) for item in ast.walk(node.left))
    return ast.dump(node.left) if is_plain_value and is_pure else index


_PURE = (ast.Name, ast.Attribute, ast.Subscript, ast.Constant, ast.expr_context)


def together(found: Sequence[Condition], conjunction: str = "and", once: bool = False) -> Condition:
    """Conditions under one conjunction, those of the same kind in one list; ``once``: equal parts once."""
    parts: list[Condition] = []
    for item in found:
        inner = item.parts if isinstance(item, Several) and item.conjunction == conjunction else (item,)
        parts += [part for part in inner if not (once and any(_same(part, other) for other in parts))]
    return parts[0] if len(parts) == 1 else Several(conjunction, tuple(parts))


def _same(first: Condition, second: Condition) -> bool:
    return _key(first) == _key(second)


def _key(item: Condition) -> object:
    if isinstance(item, Atom):
        return ast.dump(item.node), item.negated
    return item.conjunction, tuple(map(_key, item.parts))


def is_tellable(found: Condition) -> bool:
    """Whether a reader can take it in: not too many parts, not nested too deep."""
    return _size(found) <= _MOST_PARTS and _depth(found) <= _DEEPEST


def atoms(found: Condition) -> Iterator[Atom]:
    """The tests without connectives that a condition is made of."""
    if isinstance(found, Atom):
        yield found
    else:
        for part in found.parts:
            yield from atoms(part)


def _size(found: Condition) -> int:
    return sum(map(_size, found.parts)) if isinstance(found, Several) else 1


def _depth(found: Condition) -> int:
    return 1 + max(map(_depth, found.parts)) if isinstance(found, Several) else 0


def told(found: Condition, clause: Clause) -> Spans:
    """``A, and either B or C``: what ``clause`` says of each atom, and each list marked at its begin."""
    if isinstance(found, Atom):
        return clause(found.node, found.negated)
    parts = [_inside(part, clause) for part in found.parts]
    shared = _shared(parts, found.conjunction)
    if len(shared) < len(parts):
        parts = shared
    elif all(isinstance(part, Atom) for part in found.parts) and all(map(is_plain, parts)):
        return join(parts, found.conjunction)
    message = "{first}, and {last}" if found.conjunction == "and" else "{first}, or {last}"
    result = parts[0]
    for part in parts[1:]:
        result = fill(message, first=result, last=part)
    return result


#: So many neighbours of which the same is said share their predicate.
_SHARING = 3


def _shared(parts: Sequence[Spans], conjunction: str) -> list[Spans]:
    """`a` is `None`, `b` is `None`, `c` is `None` -> `a`, `b` and `c` are all `None`."""
    result: list[Spans] = []
    for _, same in itertools.groupby(enumerate(parts), lambda item: _predicate(*item)):
        found = [part for _, part in same]
        result += [_together(found, conjunction)] if len(found) >= _SHARING else found
    return result


def _predicate(index: int, part: Spans) -> object:
    """What a part says of the code that it begins with; the index where it says another thing."""
    begins = len(part) in {2, 3} and isinstance(part[0], document.Code)
    is_said = begins and isinstance(part[1], document.Words) and part[1].text.startswith(" is ")
    return part[1:] if is_said and not part[1].text.startswith((" is not ", " is neither ")) else index


def _together(parts: Sequence[Spans], conjunction: str) -> Spans:
    subjects = join([part[:1] for part in parts])
    said = (document.Words(parts[0][1].text.removeprefix(" is ")), *parts[0][2:])
    messages = {"and": "all of {subjects} are {said}", "or": "at least one of {subjects} is {said}"}
    return fill(messages[conjunction], subjects=subjects, said=merged(said))


_LISTS = {"or": "either {condition}", "and": "both {condition}"}
_LONG_LISTS = {"or": "one of these: {condition}", "and": "all of these: {condition}"}


def _inside(found: Condition, clause: Clause) -> Spans:
    """A part of a list: a list of the other kind says at its begin which it is."""
    if isinstance(found, Atom):
        return clause(found.node, found.negated)
    parts = [
        clause(part.node, part.negated)
        if isinstance(part, Atom)
        else fill("({condition})", condition=told(part, clause))
        for part in found.parts
    ]
    stated = join(parts, found.conjunction)
    messages = _LISTS if len(parts) == 2 or found.conjunction == "or" else _LONG_LISTS
    return fill(messages[found.conjunction], condition=stated)
