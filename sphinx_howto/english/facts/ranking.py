"""Sentences of one fact, and which of them are shown where there are many."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_howto.english.phrase import Spans


@dataclass(frozen=True)
class Sentence:
    """A sentence with the members that it is about; minor: it tells what they only let through.

    exceptions: the names that are left to say where the sentence itself is left out.
    """

    text: Spans
    members: tuple[str, ...]
    lines: list[tuple[int, int]]
    minor: bool
    exceptions: tuple[Spans, ...] = ()


def ranked(sentences: list[Sentence], most: int) -> list[Sentence]:
    """The ``most`` sentences to show first: one for each member, own exceptions before what passes."""
    if len(sentences) <= most + 1:
        return sentences
    order = sorted(range(len(sentences)), key=lambda index: (sentences[index].minor, index))
    covered: set[str] = set()
    first: list[int] = []
    others: list[int] = []
    for index in order:
        fresh = not covered.issuperset(sentences[index].members)
        covered.update(sentences[index].members)
        (first if fresh else others).append(index)
    chosen = sorted([*first, *others][:most])
    return [sentences[index] for index in [*chosen, *sorted(set(order) - set(chosen))]]
