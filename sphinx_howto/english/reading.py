"""How well a node of the outline reads as one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_howto.english import inline
from sphinx_howto.english.outline import Act, Attempt, Block, Choice, Node
from sphinx_howto.english.phrase import Spans, length, longest_part

#: Words (a quotation counts one) up to which a node is told in one sentence rather than in bullets.
SENTENCE = inline.LONGEST
#: So many clauses may stand in one sentence.
_MOST_CLAUSES = 3


def is_listed(node: Node) -> bool:
    """Whether a list under a head is better than one sentence: it is long, crowded or hard to resolve."""
    if is_paragraph(node):
        return False
    count = clauses(node)
    crowded = count > 1 and (is_long(node) or count > _MOST_CLAUSES)
    has_entries = isinstance(node, Act) and bool(node.entries)
    return must_be_listed(node) or crowded or has_entries or _has_notes_on_cases(node)


def _has_notes_on_cases(node: Node) -> bool:
    """Whether the author says something of one of several cases, which a reader must not take for all."""
    cases = node.cases[1:] if isinstance(node, Choice) else ()
    return any(body[0].source.branch or body[0].source.branch_label for _, body in cases if body)


def must_be_listed(node: Node) -> bool:
    """Whether one sentence would need parentheses, or would stay too long."""
    if isinstance(node, Attempt) and is_paragraph(node):
        return False
    return _is_no_sentence(node)


def _is_no_sentence(node: Node) -> bool:
    return not inline.is_flat(node) or (clauses(node) > 1 and _is_too_long(inline.clause(node)))


#: So many steps may be tried in one item, of so many words with all that follows on exceptions.
_MOST_TRIED, _LONGEST_TRIED = 4, 60


def is_paragraph(node: Node) -> bool:
    """Whether a ``try`` is told in sentences of one item: what is tried, then what follows on exceptions."""
    if not isinstance(node, Attempt) or len(node.body) > _MOST_TRIED or not _is_long_sentence(node):
        return False
    if any(_is_no_sentence(item) or is_long(item) for item in node.body):
        return False
    if any(isinstance(item, Attempt) for item in node.body):
        return False
    parts = inline.after(node)
    told = [*map(inline.clause, node.body), *(inline.under(head, body) for head, body in parts)]
    return (
        all(not must_be_listed_under(head, body) for head, body in parts)
        and sum(map(length, told)) <= _LONGEST_TRIED
    )


def _is_long_sentence(node: Attempt) -> bool:
    """Whether a ``try`` would be crowded in one sentence."""
    return _is_no_sentence(node) or is_long(node) or clauses(node) > _MOST_CLAUSES


def is_listed_under(head: Spans, body: Sequence[Node]) -> bool:
    """Whether a list is better for a body under a head."""
    size, count = length(inline.under(head, body)), sum(map(clauses, body))
    crowded = count > 1 and (size > SENTENCE or count > _MOST_CLAUSES)
    return crowded or must_be_listed_under(head, body)


def must_be_listed_under(head: Spans, body: Sequence[Node]) -> bool:
    """Whether one sentence of a head and a body would need parentheses, or would stay too long."""
    told, count = inline.under(head, body), sum(map(clauses, body))
    return not inline.is_item(body) or (count > 1 and _is_too_long(told))


def _is_too_long(told: Spans) -> bool:
    """Whether a sentence has more than three lines, or too many words between two marks."""
    return length(told) > 2 * SENTENCE or longest_part(told) > SENTENCE


def is_long(node: Node) -> bool:
    """Whether a node makes more than a sentence of about two lines."""
    told = inline.clause(node)
    return length(told) > SENTENCE or longest_part(told) > SENTENCE


def clauses(node: Node) -> int:
    """How many clauses a node has."""
    if isinstance(node, Act):
        return 1
    if isinstance(node, Choice):
        return sum(clauses(item) for _, body in node.cases for item in body)
    if isinstance(node, Block):
        return sum(clauses(item) for item in node.body)
    bodies = [node.body, node.otherwise, node.final, *(body for _, body in node.handlers)]
    return sum(clauses(item) for body in bodies for item in body)


def tried_block(node: Attempt) -> Block | None:
    """The ``with`` block that is all that is tried, if its steps and the handlers can make one list."""
    only = node.body[0] if len(node.body) == 1 else None
    if not isinstance(only, Block) or only.role not in {"with", "inside"} or only.source.comment:
        return None
    # What is repeated or hangs on a condition would seem to have the handlers in it
    return only if len(only.body) > 1 else None


def height(node: Node) -> int:
    """How many levels of lists a node needs where nothing is listed that could be one sentence."""
    if not must_be_listed(node):
        return 0
    if isinstance(node, Choice) and len(node.cases) > 1:
        return 1 + max(_height_under(head, body) for head, body in node.cases)
    if isinstance(node, Choice):
        ((_, only),) = node.cases
        return _height_of(only)
    if isinstance(node, Block):
        return _height_of(node.body)
    assert isinstance(node, Attempt)
    opened = tried_block(node)
    after = [*(body for _, body in node.handlers), node.otherwise, node.final]
    bodies = [opened.body if opened is not None else node.body, *after]
    return 1 + max((height(item) for body in bodies for item in body), default=0)


def _height_of(body: Sequence[Node]) -> int:
    """The same of a list of its own; several heads before one list, and a lone ``try``, count once."""
    if len(body) == 1 and not isinstance(body[0], Act):
        return max(1, height(body[0]))
    return 1 + max(map(height, body))


def _height_under(head: Spans, body: Sequence[Node]) -> int:
    return _height_of(body) if must_be_listed_under(head, body) else 0
