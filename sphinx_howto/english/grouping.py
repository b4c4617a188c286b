"""Which nodes of the outline make one item of a list: guards together, small steps with what follows."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace

from sphinx_howto.english import inline, reading
from sphinx_howto.english.outline import Act, Attempt, Block, Choice, Node
from sphinx_howto.english.phrase import fill, length

Group = tuple[Node, ...]


def units(nodes: Sequence[Node], most: int) -> list[Group]:
    """Nodes grouped into items: guards together, small assignments with what follows, within the budget."""
    groups: list[Group] = [(node,) for node in _opened(nodes, most)]
    groups = _join_while(groups, lambda left, right: _is_guard(left[-1]) and _is_guard(right[0]))
    groups = _join_while(groups, _is_state)
    groups = _join_while(groups, _belongs_to_next)
    while len(groups) > most:
        pairs = enumerate(itertools.pairwise(groups))
        costs = [(_cost(left, right), index) for index, (left, right) in pairs]
        _, index = min(costs)
        groups[index : index + 2] = [groups[index] + groups[index + 1]]
    return groups


def _opened(nodes: Sequence[Node], most: int) -> list[Node]:
    """A ``with`` block at the end lasts to the end of the list: its body follows on the same level."""
    result = list(nodes)
    while (
        result
        and isinstance(result[-1], Block)
        and result[-1].role in {"with", "inside"}
        and (len(result) > 1 or len(result[-1].body) > 1 or not isinstance(result[-1].body[0], Act))
    ):
        block = result[-1]
        if len(result) + len(block.body) > most + 2:
            break
        lines = (block.source.lines[0], block.source.lines[0])
        if not inline.is_clause(block):
            told = fill("runs the rest of these steps {head}", head=block.head)
        elif block.leave:
            told = fill("{head}, and {leave} of these steps", head=block.head, leave=block.leave)
        else:
            told = fill("{head}, up to the end of these steps", head=block.head)
        head = Act(told, replace(block.source, lines=lines), "open", block.nouns)
        result[-1:] = [head, *block.body]
    return result


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
        and not isinstance(first, Attempt)
        and not (isinstance(first, Act) and first.role == "return")
    )


def _cost(left: Group, right: Group) -> int:
    """How bad it is to join two neighbours: the author's cuts weigh most, then length and nesting."""
    size = sum(length(inline.clause(node)) for node in (*left, *right))
    nested = sum(not isinstance(node, Act) and reading.is_long(node) for node in (*left, *right))
    return size + 40 * nested + (30 if right[0].source.label else 0) + (12 if right[0].source.gap else 0)
