"""A fact of many sentences as a list: one item for each function or method that it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sphinx_howto import document
from sphinx_howto.english.phrase import join, merged, paragraph, sentence

Spans = document.Spans

#: From so many words on, a fact of so many sentences is a list.
_FEWEST_WORDS = ((3, 40), (2, 60))
_END = re.compile(r"(?<=\.)\s+(?=\S|$)")
#: What joins the names of a sentence about several.
_CONJUNCTIONS = {"and", "or", "und", "oder", "\N{CYRILLIC SMALL LETTER I}"}


def itemised(facts: Sequence[document.Step]) -> tuple[document.Step, ...]:
    """The facts of a description, long ones with their sentences as items.

    An item about one name is labelled by it; ``f` (called by `g`) sends`` says first who calls.
    """
    return tuple(map(_itemised, facts))


def _itemised(fact: document.Step) -> document.Step:
    found = sentences(fact.text)
    words = sum(len(item.text.split()) for item in fact.text)
    if fact.steps or not any(len(found) >= count and words >= least for count, least in _FEWEST_WORDS):
        return fact
    grouped = _grouped(found)
    if len(grouped) == 1:  # all about one name: it stays in each sentence
        grouped = [((), [item]) for item in found]
    named: dict[Spans, list[Spans]] = {}
    for label, group in grouped:
        named.setdefault(paragraph(group), []).extend([label] if label else [])
    items = [
        document.Step(join(labels) if labels else (), text, fact.lines) for text, labels in named.items()
    ]
    return replace(fact, text=(), steps=tuple(items))


def _grouped(found: Sequence[Spans]) -> list[tuple[Spans, list[Spans]]]:
    """The sentences of each subject without it, in the order in which the subjects come first."""
    groups: dict[Spans | int, tuple[Spans, list[Spans]]] = {}
    for number, item in enumerate(found):
        subject, rest = _parted(item)
        groups.setdefault(subject or number, (subject, []))[1].extend(rest)
    return list(groups.values())


def _parted(item: Spans) -> tuple[Spans, list[Spans]]:
    """The one name that a sentence begins with, and what it says of it; () where it begins otherwise."""
    if len(item) < 2 or not isinstance(item[0], document.Code):
        return (), [item]
    callers, rest = _called(item[1:])
    begin = rest[0].text if rest and isinstance(rest[0], document.Words) else ""
    if not begin.startswith(" ") or not begin.strip() or begin.split()[0] in _CONJUNCTIONS:
        return (), [item]
    told = sentence((document.Words(begin.lstrip()), *rest[1:]))
    return item[:1], [sentence(callers), told] if callers else [told]


def _called(rest: Spans) -> tuple[Spans, Spans]:
    """`` (called by `g`) sends ...`` as ``called by `g``` and `` sends ...``; () where no bracket opens."""
    if not rest[0].text.startswith(" (") or not isinstance(rest[0], document.Words):
        return (), rest
    opened = (document.Words(rest[0].text.removeprefix(" (")), *rest[1:])
    for index, span in enumerate(opened):
        head, end, tail = span.text.partition(")")
        if isinstance(span, document.Words) and end:
            callers = merged((*opened[:index], document.Words(head)))
            return callers, (document.Words(tail), *opened[index + 1 :])
    return (), rest


def sentences(text: Spans) -> list[Spans]:
    """The sentences of a text: they end where own words have a full stop, never in code or quotations."""
    found: list[list[document.Span]] = [[]]
    for span in text:
        if not isinstance(span, document.Words):
            found[-1].append(span)
            continue
        head, *tails = _END.split(span.text)
        found[-1].append(document.Words(head))
        found.extend([document.Words(tail)] for tail in tails)
    return [merged(item) for item in found if any(span.text.strip() for span in item)]
