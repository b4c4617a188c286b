"""Clauses told together: those of one shape as one, and with the bare form of their verb behind "can"."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_howto import catalogue, document
from sphinx_howto.english.phrase import Spans, fill, join, length, merged, words

#: Words of a sentence; so many things of one kind are named, of so many signs.
MOST_WORDS = 40
_MOST_ALIKE, _MOST_SIGNS = 4, 160


def within(texts: Sequence[Spans]) -> Spans:
    """The first clauses, as many as a sentence holds."""
    shown = list(texts[:1])
    for text in texts[1:]:
        if length(join([*shown, text])) > MOST_WORDS:
            break
        shown.append(text)
    return join(shown) if shown else ()


def together(texts: Sequence[Spans]) -> list[Spans]:
    """The clauses; of those that differ in one piece of code only the first, with all pieces."""
    found = list(dict.fromkeys(texts))
    for place in (last, first):
        groups: dict[tuple[str, ...], list[Spans]] = {}
        for text in found:
            # Two methods of one request are told with one address
            groups.setdefault(_shape(text, place(text)), []).append(text)
        found = [_merged(group, place(group[0])) if len(group) > 1 else group[0] for group in groups.values()]
    return found


def _shape(text: Spans, place: int) -> tuple[str, ...]:
    """A clause without one of its pieces of code."""
    return tuple("" if index == place else span.text for index, span in enumerate(text))


def last(text: Spans) -> int:
    """The place of the last piece of code, -1 where there is none."""
    return max((index for index, span in enumerate(text) if isinstance(span, document.Code)), default=-1)


def first(text: Spans) -> int:
    """The place of the first piece of code, -1 where there is none."""
    return next((index for index, span in enumerate(text) if isinstance(span, document.Code)), -1)


def _merged(group: Sequence[Spans], place: int) -> Spans:
    """One clause for several that differ at a place."""
    pieces: list[Spans] = []
    for text in group[:_MOST_ALIKE]:
        signs = sum(len(span.text) for item in (*pieces, (text[place],)) for span in item)
        if pieces and signs > _MOST_SIGNS:
            break
        pieces.append((text[place],))
    if len(group) > len(pieces):
        pieces.append(words("others"))
    return _plural(merged((*group[0][:place], *join(pieces), *group[0][place + 1 :])))


def _plural(text: Spans) -> Spans:
    """``sends `GET` requests to `url``` for one request: what code is for it may do more than once."""
    begin, between = (words(item) for item in ("sends a ", " request to "))
    if text[:1] != begin or between[0] not in text:
        return text
    place = text.index(between[0])
    return fill("sends {methods} requests to {urls}", methods=text[1:place], urls=text[place + 1 :])


def bare(text: Spans) -> Spans:
    """A clause with the bare form of its verb, to follow "can"; () where that is not known."""
    head = text[0]
    if not isinstance(head, document.Words) or not catalogue.is_english():
        return ()
    verb, blank, rest = head.text.partition(" ")
    if not verb.endswith("s") or not verb.isalpha():
        return ()
    return (document.Words(_base(verb) + blank + rest), *text[1:])


def _base(verb: str) -> str:
    if verb == "has":
        return "have"
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    return verb[:-2] if verb.endswith(("shes", "sses", "ches", "xes")) else verb[:-1]
