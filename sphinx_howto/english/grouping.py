"""Which nodes of the outline make one item of a list: guards together, small steps with what follows."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from sphinx_howto import document
from sphinx_howto.english import flattening, inline, reading
from sphinx_howto.english.outline import Act, Attempt, Block, Choice, Node
from sphinx_howto.english.phrase import length, plain, words

Group = tuple[Node, ...]


def units(nodes: Sequence[Node], most: int, is_end: bool = True, levels: int = 9) -> list[Group]:
    """Nodes grouped into items: guards together, small assignments with what follows, within the budget.

    is_end: whether nothing follows in the same list, so that it can end with what a ``with`` block holds.
    levels: how many levels of lists may follow; what needs more is told on this level where that is possible.
    """
    flat = flattening.told(nodes, most, is_end, levels)
    groups: list[Group] = [(node,) for node in flat]
    groups = _join_while(groups, lambda left, right: _is_guard(left[-1]) and _is_guard(right[0]))
    groups = _join_while(groups, _is_state)
    groups = _join_while(groups, _are_checks)
    groups = _join_while(groups, _belongs_to_next)
    while len(groups) > most:
        pairs = enumerate(itertools.pairwise(groups))
        cost, index = min((_cost(left, right), index) for index, (left, right) in pairs)
        if cost >= (_NEVER if len(groups) > _MOST_ITEMS else _SELDOM):
            break
        groups[index : index + 2] = [groups[index] + groups[index + 1]]
    return groups


def _join_while(groups: list[Group], belongs: Callable[[Group, Group], bool]) -> list[Group]:
    result: list[Group] = []
    for group in groups:
        if result and not group[0].source.label and belongs(result[-1], group):
            result[-1] += group
        else:
            result.append(group)
    return result


def _is_guard(node: Node) -> bool:
    return (
        isinstance(node, Choice)
        and len(node.cases) == 1
        and len(node.cases[0][1]) == 1
        and isinstance(node.cases[0][1][0], Act)
        and node.cases[0][1][0].role == "raise"
    )


def _is_state(left: Group, right: Group) -> bool:
    """Attributes that are set one after the other make one item, up to three sentences of it."""
    return (
        all(isinstance(node, Act) and node.role in {"state", "store", "store as"} for node in (*left, *right))
        and len(left) < 3
        and not right[0].source.gap
        and sum(length(inline.clause(node)) for node in (*left, *right)) <= 40
    )


def _are_checks(left: Group, right: Group) -> bool:
    """What a test checks in a row makes one item, unless the author put a gap between."""
    return (
        all(map(_is_check, (*left, *right)))
        and not right[0].source.gap
        and sum(length(inline.clause(node)) for node in (*left, *right)) <= _LONGEST
    )


def _is_check(node: Node) -> bool:
    first = node.text[0] if isinstance(node, Act) else None
    return isinstance(first, document.Words) and first.text.startswith(plain(words("checks that")))


def _belongs_to_next(left: Group, right: Group) -> bool:
    """A lone short assignment goes with the statement after it, unless the author put a gap between."""
    last, first = left[-1], right[0]
    return (
        len(left) == 1
        and isinstance(last, Act)
        and last.role in {"set", "unpack"}
        and not first.source.gap
        and (not reading.is_long(first) or isinstance(first, Block))
        and length(last.text) <= 12
        and not _is_guard(first)
        and not (isinstance(first, Block) and first.role == "define")
        and not isinstance(first, Attempt)
        and not (isinstance(first, Act) and first.role == "return")
    )


#: What no budget is worth: a sentence in the middle of an item that cannot be resolved; and what is
#: worth it only beyond so many items: an item of more words than a reader takes in.
_NEVER, _SELDOM, _MOST_ITEMS, _LONGEST = 100_000, 10_000, 16, 55
#: So many statements may be told in one item.
_MOST_TOLD = 5


def _cost(left: Group, right: Group) -> int:
    """How bad it is to join two neighbours: the author's cuts weigh most, then length and nesting."""
    if any(map(reading.must_be_listed, (*left, *right[:-1]))) or any(map(_is_apart, (*left, *right))):
        return _NEVER
    if _is_listed_case(right[-1]):
        return _NEVER
    size = sum(length(inline.clause(node)) for node in (*left, *right))
    is_large = size > _LONGEST or len(left) + len(right) > _MOST_TOLD
    nested = sum(map(reading.is_listed, (*left, *right)))
    cuts = 30 * bool(right[0].source.label) + 12 * right[0].source.gap + 40 * _is_opening(right[0])
    return size + 40 * nested + cuts + (_SELDOM if is_large else 0)


def _is_opening(node: Node) -> bool:
    """Whether a node begins something that lasts to the end of the list."""
    return isinstance(node, Act) and node.role == "open"


def _is_listed_case(node: Node) -> bool:
    """Whether a node is one of several cases side by side that has a list of its own."""
    return isinstance(node, Block) and node.role == "case" and reading.must_be_listed(node)


def _is_apart(node: Node) -> bool:
    """Whether a node needs an item of its own: what a loop repeats follows it, or "this" is what it tries."""
    return reading.is_paragraph(node) or (isinstance(node, Act) and node.role == "repeat")
