"""Nodes of one list with fewer levels below: what a block at its end holds follows on the same level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sphinx_howto.english import inline, labels, names, reading, remarks
from sphinx_howto.english.outline import Act, Block, Choice, Node
from sphinx_howto.english.phrase import Spans, fill, length, paragraph, plain, words


def told(nodes: Sequence[Node], most: int, is_end: bool, levels: int) -> list[Node]:
    """The nodes of a list that may have ``levels`` levels of lists below; ``most``: items of a list."""
    result = [item for node in nodes for item in _cases(node, levels)]
    while is_end and result:
        opened = _opened(result, most, levels)
        if opened is None:
            break
        result[-1:] = [item for node in opened for item in _cases(node, levels)]
    return result


def _is_high(node: Node, levels: int) -> bool:
    """Whether a node needs more levels than there are; a sentence needs none."""
    return reading.height(node) > max(levels, 0)


def _cases(node: Node, levels: int) -> list[Node]:
    """The cases of a choice that needs too many levels, side by side: ``if A``, ``otherwise, if B``."""
    if not isinstance(node, Choice) or len(node.cases) < 2 or not _is_high(node, levels):
        return [node]
    short = _in_sentences(node)
    if short is not None:
        return [short]
    result: list[Node] = []
    values = labels.compared_values(node)
    for index, (head, body) in enumerate(node.cases):
        first, last = body[0].source, body[-1].source
        source = replace(node.source, label=node.source.label or first.branch_label)
        if index:
            lines = (first.lines[0], last.lines[1])
            source = replace(first, lines=lines, label=first.branch_label, comment=first.branch, notes=())
        begun = replace(first, branch="", branch_label="")
        inside = (replace(body[0], source=begun), *body[1:]) if index else body
        label = () if source.label else values[index] if head else words("Otherwise")
        result.append(Block(_head(head, index), inside, source, "case", names.in_code(head), label=label))
    return result


#: Words of the longest choice that is told in several sentences of one item.
_LONGEST_CHOICE = 75


def _in_sentences(node: Choice) -> Act | None:
    """A choice whose every case is a sentence, as one item; None where that would be too long."""
    if any(reading.must_be_listed_under(head, body) for head, body in node.cases):
        return None
    clauses = [inline.under(_head(head, index), body) for index, (head, body) in enumerate(node.cases)]
    if sum(map(length, clauses)) > _LONGEST_CHOICE:
        return None
    notes = [note for _, body in node.cases for note in remarks.branch(body)]
    source = replace(node.source, notes=tuple(dict.fromkeys((*node.source.notes, *notes))))
    return Act(paragraph(clauses), source, "choice", labels.nouns(node), leaves=False)


def _head(head: Spans, index: int) -> Spans:
    if not index:
        return head
    return fill("otherwise, {head}", head=head) if head else words("otherwise")


def _opened(nodes: Sequence[Node], most: int, levels: int) -> list[Node] | None:
    """A block at the end of a list, as a sentence and what it holds; None where it stays what it is."""
    last = nodes[-1]
    if isinstance(last, Block) and last.role in {"with", "inside"}:
        is_more = len(nodes) > 1 or len(last.body) > 1 or not isinstance(last.body[0], Act)
        fits = len(nodes) + len(last.body) <= most + 2
        return _begun(last, _with(last)) if is_more and (fits or _is_high(last, levels)) else None
    is_loop = isinstance(last, Block) and last.role == "loop" and len(nodes) + len(last.body) <= most + 2
    if isinstance(last, Block) and is_loop and _is_high(last, levels):
        return _begun(last, fill("repeats the rest of these steps {head}", head=last.head))
    return None


def _begun(block: Block, text: Spans) -> list[Node]:
    lines = (block.source.lines[0], block.source.lines[0])
    label = plain(block.label) or block.source.label  # a handler has an item of its own
    role = "repeat" if block.role == "loop" else "open"
    return [Act(text, replace(block.source, lines=lines, label=label), role, block.nouns), *block.body]


def _with(block: Block) -> Spans:
    """What is said of a ``with`` block whose body follows."""
    if not inline.is_clause(block):
        return fill("runs the rest of these steps {head}", head=block.head)
    if block.leave:
        return inline.with_leave(block.head, fill("{leave} of these steps", leave=block.leave))
    return fill("{head}, up to the end of these steps", head=block.head)
