"""Records between statements and steps: clauses, and blocks of them that hang on a condition or a loop."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Union

from sphinx_howto.document import Spans


@dataclass(frozen=True)
class Source:
    """Where a node comes from: its lines, the author's comment on it, a blank line before it.

    label: the comment, or its beginning, if it can be a label; comment: the whole, if it is to be quoted.
    notes: the comments on parts of a statement of several lines that are to be quoted.
    branch_label, branch: the same of the comment on the branch (``elif``, ``except``) that begins here.
    """

    lines: tuple[int, int]
    label: str = ""
    comment: str = ""
    gap: bool = False
    notes: tuple[str, ...] = ()
    branch_label: str = ""
    branch: str = ""

    def beyond(self, label: str) -> list[str]:
        """What the comments on a statement say, without the sentence that ``label`` is."""
        own = _beyond(self.comment, label)
        return [*([own] if own else []), *self.notes]

    def branch_beyond(self, label: str) -> list[str]:
        """What the comment on the branch says, without the sentence that ``label`` is."""
        own = _beyond(self.branch, label)
        return [own] if own else []


#: Letters of a verb that says nothing and its article, which a label leaves out.
_LONGEST_BEGINNING = 14


def _beyond(comment: str, label: str) -> str:
    """What a comment says after the sentence that ``label`` is; a quotation is never cut inside one."""
    begin = comment.lower().find(label.lower()) if label else -1
    if not 0 <= begin <= _LONGEST_BEGINNING:
        return comment
    rest = comment[begin + len(label) :]
    if rest.startswith(" (") and rest.endswith(")"):
        return rest[2:-1]
    if rest and rest[0] not in ".:;":
        return comment
    rest = rest.lstrip(" .:;-")
    return rest if len(rest.split()) > 2 else ""


@dataclass(frozen=True)
class Entry:
    """One entry of a dictionary: its key as a label, what it holds, and what the author notes of it."""

    key: Spans
    value: Spans
    note: str
    line: int


@dataclass(frozen=True)
class Act:
    """One clause: third person, lower case, no full stop.

    role: what kind of action it is, the key of labels and merging ("set", "raise", "return" ...).
    nouns: candidates for a label, best first.
    wrapper, item: where clauses of one kind follow each other, ``wrapper`` (with the slot
        ``items``) is said once with the list of their ``item``.
    label: a label that is better than any noun (() for none).
    target: where ``wrapper`` has the slot ``target``, what all items go to; () for the last span of ``text``.
    made: what kind of thing it makes, a label where no name and no role is one.
    parts: of how many statements it was merged.
    leaves: whether control does not go on after it (return, raise, break, continue).
    entries: what a long dictionary in it holds, where that may be a list under ``head``.
    """

    text: Spans
    source: Source
    role: str
    nouns: tuple[str, ...] = ()
    wrapper: str = ""
    item: Spans = ()
    leaves: bool = False
    label: Spans = ()
    target: Spans = ()
    made: str = ""
    parts: int = 1
    entries: tuple[Entry, ...] = ()
    head: Spans = ()


@dataclass(frozen=True)
class Choice:
    """Cases, of which the first whose head (``if C``, ``unless C``) holds is taken; ``()`` always holds."""

    cases: tuple[tuple[Spans, tuple[Node, ...]], ...]
    source: Source
    nouns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Block:
    """A body under a head (``for each `x` in `xs```), a tail said after it.

    role: loop, with (the head is a clause), inside (an adverbial), define, list, script, case.
    leave: what a ``with`` block does at its end ("closes it"), or ().
    label: a label that is better than any noun (() for none).
    """

    head: Spans
    body: tuple[Node, ...]
    source: Source
    role: str
    nouns: tuple[str, ...] = ()
    tail: tuple[tuple[Spans, tuple[Node, ...]], ...] = ()
    leave: Spans = ()
    label: Spans = ()


@dataclass(frozen=True)
class Attempt:
    """A ``try``: its body, what follows on exceptions, when nothing was raised, and in every case."""

    body: tuple[Node, ...]
    handlers: tuple[tuple[Spans, tuple[Node, ...]], ...]
    otherwise: tuple[Node, ...]
    final: tuple[Node, ...]
    source: Source
    nouns: tuple[str, ...] = field(default=())


Node = Union[Act, Choice, Block, Attempt]
