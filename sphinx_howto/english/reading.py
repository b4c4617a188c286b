"""How well a node of the outline reads as one sentence."""

from __future__ import annotations

from sphinx_howto.english import inline
from sphinx_howto.english.outline import Act, Attempt, Block, Choice, Node
from sphinx_howto.english.phrase import length

#: Words (a quotation counts one) up to which a node is told in one sentence rather than in bullets.
SENTENCE = 26


def is_long(node: Node) -> bool:
    """Whether a node makes more than a sentence of about two lines."""
    return length(inline.clause(node)) > SENTENCE


def is_crowded(node: Node) -> bool:
    """More than three clauses in one sentence are hard to read; of a loop with several, more than one."""
    if isinstance(node, Block) and node.role == "list":
        return True
    if isinstance(node, Block) and node.role == "loop":
        return clauses(node) > 1 and len(node.body) > 1
    return inline.is_compound(node) and clauses(node) > 3


def is_tangled(node: Node) -> bool:
    """A ``try`` round something with parts would need parentheses."""
    return isinstance(node, Attempt) and any(map(inline.is_compound, node.body))


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
