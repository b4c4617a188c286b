"""What the author's comments say of the nodes of one sentence, as quotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sphinx_howto import document
from sphinx_howto.english import inline, reading
from sphinx_howto.english.outline import Act, Attempt, Block, Choice, Node
from sphinx_howto.english.phrase import Spans, fill, listed, sentence, spaced

#: So many comments are quoted after one sentence.
_MOST = 4


def told(nodes: Sequence[Node], label: str = "") -> Spans:
    """Nodes as sentences, each followed by what its author notes; ``label``: what is said already."""
    return spaced(*(spans for node in nodes for spans in _sentences(node, label)))


def _sentences(node: Node, label: str) -> Iterator[Spans]:
    """A node as a sentence, or as several where that is easier to read, with the notes on each."""
    if not isinstance(node, Attempt) or not reading.is_paragraph(node):
        yield from (sentence(inline.clause(node)), quoted(comments(node, label)))
        return
    yield quoted(node.source.beyond(label))
    yield told(node.body, label)
    for head, body in inline.after(node):
        yield from (sentence(inline.under(head, body)), quoted(list(branch(body))))


def quoted(notes: Sequence[str]) -> Spans:
    """Comments as a sentence that says whose words they are; () for none."""
    shown = [document.Author(note) for note in list(dict.fromkeys(notes))[:_MOST]]
    if len(shown) > 2:
        quotations = listed([fill("“{note}”", note=note) for note in shown])
        return fill("The author notes: {notes}.", notes=quotations)
    if len(shown) > 1:
        return fill("The author notes: “{first}”; “{last}”.", first=shown[0], last=shown[1])
    return fill("The author notes: “{note}”.", note=shown[0]) if shown else ()


def comments(node: Node, label: str = "") -> list[str]:
    """The comments on a node and on everything in it, without those that ``label`` says."""
    return [*node.source.beyond(label), *(note for body in bodies(node) for note in branch(body))]


def branch(body: Sequence[Node], label: str = "") -> Iterator[str]:
    """The comments on a branch and on everything in it, without those that ``label`` says."""
    if body:
        yield from body[0].source.branch_beyond(label)
    for node in body:
        yield from comments(node, label)


def bodies(node: Node) -> list[Sequence[Node]]:
    """The bodies of a node, in order."""
    if isinstance(node, Act):
        return []
    if isinstance(node, Choice):
        return [body for _, body in node.cases]
    if isinstance(node, Block):
        return [node.body]
    assert isinstance(node, Attempt)
    return [node.body, *(body for _, body in node.handlers), node.otherwise, node.final]
