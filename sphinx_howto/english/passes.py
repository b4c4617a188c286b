"""Rewrites of the outline, nodes to nodes, each told with what goes in and what comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sphinx_howto import document
from sphinx_howto.english import conditions
from sphinx_howto.english.outline import Act, Attempt, Block, Choice, Node, Source
from sphinx_howto.english.phrase import Spans, fill, join, length, plain

_MOST_MERGED = 6
#: Words (a quotation counts one) up to which clauses are joined into one sentence.
_LONGEST_MERGED = 20
#: Letters of the clauses that are joined into one sentence, long values among them.
_MOST_LETTERS = 260
#: In a wrapper: what all its items go to, the last span of each clause.
_TARGET = "{target}"


def run(nodes: Sequence[Node], under_head: bool = False) -> tuple[Node, ...]:
    """All rewrites, on the nodes and on everything below them.

    under_head: whether the nodes hang on a condition, a loop or the like.
    """
    told = tuple(_inside(node) for node in note_once(split_tails(tuple(nodes))))
    return close_returns(merge_runs(_alike(told) if under_head else told))


#: Kinds of actions that are one kind where few words are better: under a condition.
_ALIKE = {"state": "set", "attribute": "set"}


def _alike(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """``if C, sets a to 1 and sets a.b to 2`` -> ``if C, sets a to 1 and a.b to 2``."""
    roles = {node.role for node in nodes if isinstance(node, Act)}
    if not {"set"} < roles & {"set", *_ALIKE}:
        return nodes
    return tuple(
        replace(node, role=_ALIKE.get(node.role, node.role)) if isinstance(node, Act) else node
        for node in nodes
    )


def _inside(node: Node) -> Node:
    if isinstance(node, Choice):
        return replace(node, cases=tuple((test, run(body, under_head=True)) for test, body in node.cases))
    if isinstance(node, Block):
        return replace(node, body=run(node.body, under_head=node.role != "list"))
    if isinstance(node, Attempt):
        return replace(
            node,
            body=run(node.body),
            otherwise=run(node.otherwise, under_head=True),
            final=run(node.final, under_head=True),
            handlers=tuple((head, run(body, under_head=True)) for head, body in node.handlers),
        )
    return node


def split_tails(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """``for ...: S else: T`` -> the loop, then T, on one level: the tail runs once, after the loop."""
    result: list[Node] = []
    for node in nodes:
        if not isinstance(node, Block) or not node.tail:
            result.append(node)
            continue
        result.append(replace(node, tail=()))
        for head, body in node.tail:
            result += [Choice(((head, body),), body[0].source)] if head else body
    return tuple(result)


def note_once(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """A comment that the author repeats on several statements of one block is kept on the first."""
    seen: set[str] = set()
    result: list[Node] = []
    for node in nodes:
        note = node.source.comment
        again = replace(node.source, comment="", label="")
        result.append(replace(node, source=again) if note in seen else node)
        seen |= {note} if note else set()
    return tuple(result)


def merge_runs(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """``sets a to 1; sets b to 2`` -> ``sets a to 1 and b to 2``."""
    result: list[Node] = []
    parts: list[Act] = []
    for node in nodes:
        if parts and isinstance(node, Act) and _continues(parts, node):
            parts.append(node)
            result[-1] = _merged(parts)
        else:
            result.append(node)
            parts = (
                [node] if isinstance(node, Act) and node.wrapper and _is_joinable(node) else []
            )
    return tuple(result)


def _is_joinable(node: Act) -> bool:
    """Whether another item after "and" could not be taken for a part of this one (``with `a` and `b```)."""
    words = " ".join(span.text for span in node.item if isinstance(span, document.Words))
    if node.role == "print":
        return not any(mark in f" {words} " for mark in (" if ", " with ", " for ", ",", ";"))
    return conditions.is_plain(node.item) and " with " not in f" {words} "


def _continues(parts: Sequence[Act], node: Act) -> bool:
    first = parts[0]
    return (
        node.wrapper == first.wrapper
        and node.role == first.role
        and _is_joinable(node)
        and _is_another(parts, node)
        and not node.source.label
        and not node.source.comment
        and not (parts[-1].source.comment and not parts[-1].source.label)
        and not (node.source.gap and len(parts) > 2)
        and len(parts) < _MOST_MERGED
        and sum(length(part.item) for part in parts) + length(node.item) <= _LONGEST_MERGED
        and sum(len(plain(part.item)) for part in (*parts, node)) <= _MOST_LETTERS
    )


def _is_another(parts: Sequence[Act], node: Act) -> bool:
    """Whether an item is none of those before it; what is appended to one text may be the same again."""
    if node.role in {"print", "log"}:
        return True
    if _TARGET in node.wrapper and _target(node) != _target(parts[0]):
        return False
    if _TARGET in node.wrapper and not node.target:
        return True
    return not any(part.item[:1] == node.item[:1] for part in parts)


def _target(node: Act) -> Spans:
    """What the items of a wrapper go to."""
    return node.target or node.text[-1:]


def _merged(parts: Sequence[Act]) -> Act:
    conjunction = "then" if parts[0].role in {"call", "print", "log"} else "and"
    shared = {"target": _target(parts[0])} if _TARGET in parts[0].wrapper else {}
    text = fill(parts[0].wrapper, items=join([part.item for part in parts], conjunction), **shared)
    common = [noun for noun in parts[0].nouns if all(noun in part.nouns for part in parts)]
    nouns = tuple(dict.fromkeys([*common, *(noun for part in parts for noun in part.nouns[:1])]))
    return replace(
        parts[0],
        parts=len(parts),
        text=text,
        nouns=nouns,
        source=replace(parts[0].source, lines=_span(parts[0].source, parts[-1].source)),
    )


def _span(first: Source, last: Source) -> tuple[int, int]:
    return min(first.lines[0], last.lines[0]), max(first.lines[1], last.lines[1])


def close_returns(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """``returns a if C; returns b`` at the end -> ``returns a if C; otherwise, returns b``."""
    result = list(nodes)
    while len(result) >= 2:
        last, before = result[-1], result[-2]
        if not (
            _returns(last)
            and isinstance(before, Choice)
            and before.cases[-1][0]
            and all(_is_return(body) for _, body in before.cases)
            and not last.source.comment
        ):
            break
        added = (((), (last,)),) if isinstance(last, Act) else last.cases  # type: ignore[union-attr]
        if len(before.cases) + len(added) > 4:
            break
        result[-2:] = [
            replace(
                before,
                cases=(*before.cases, *added),
                source=replace(before.source, lines=_span(before.source, last.source)),
            )
        ]
    return tuple(result)


def _is_return(body: Sequence[Node]) -> bool:
    return len(body) == 1 and isinstance(body[0], Act) and body[0].role == "return"


def _returns(node: Node) -> bool:
    if isinstance(node, Choice):
        return all(_is_return(body) for _, body in node.cases) and not node.cases[-1][0]
    return isinstance(node, Act) and node.role == "return"
