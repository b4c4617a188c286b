"""Patterns filled with spans, lists, sentences: the grammar of the generator's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from sphinx_howto import catalogue, document
from sphinx_howto.english import secrets

Spans = document.Spans
_MARK = re.compile(r"(?<=[.:;])\s")
_SLOT = re.compile(r"`([^`]+)`|\{(\w+)\}")


@lru_cache(maxsize=4096)
def _parts(message: str) -> tuple[tuple[str, str], ...]:
    parts, end = [], 0
    for found in _SLOT.finditer(message):
        if found.start() > end:
            parts.append(("words", message[end : found.start()]))
        parts.append(("code", found[1]) if found[1] else ("slot", found[2]))
        end = found.end()
    if end < len(message):
        parts.append(("words", message[end:]))
    return tuple(parts)


def fill(message: str, /, **slots: document.Span | Spans) -> Spans:
    """A pattern of the catalogue with its named placeholders filled; backticks mark code.

    ``fill("raises {name} if {condition}", name=Code("E"), condition=...)``
    """
    result: list[document.Span] = []
    for kind, text in _parts(catalogue.gettext(message)):
        if kind == "words":
            result.append(document.Words(text))
        elif kind == "code":
            result.append(document.Code(text))
        else:
            value = slots[text]
            result += value if isinstance(value, tuple) else (value,)
    return merged(result)


def merged(spans: Sequence[document.Span]) -> Spans:
    """Neighbouring words made one span."""
    result: list[document.Span] = []
    for span in spans:
        last = result[-1] if result else None
        if isinstance(span, document.Words) and isinstance(last, document.Words):
            result[-1] = document.Words(last.text + span.text)
        elif not (isinstance(span, document.Words) and not span.text):
            result.append(span)
    return tuple(result)


def code(text: str, reference: str = "") -> Spans:
    """One code span; what looks like a credential is masked."""
    return (document.Code(secrets.masked(text), reference),)


def words(message: str) -> Spans:
    """Fixed words of the catalogue; backticks mark code."""
    return fill(message)


#: A list of more items, or of more names, has semicolons between them, so that a reader can count.
_LONG_LIST, _MOST_NAMES = 7, 14
_PAIRS = {"and": "{first} and {last}", "or": "{first} or {last}", "then": "{first}, then {last}"}
_LONG_PAIRS = {"and": "{first}; and {last}", "or": "{first}; or {last}", "then": "{first}; then {last}"}


def join(items: Sequence[Spans], conjunction: str = "and") -> Spans:
    """A list in English: ``a``; ``a and b``; ``a, b and c``; long lists with semicolons."""
    if len(items) == 1:
        return items[0]
    names = all(len(item) == 1 and isinstance(item[0], document.Code) for item in items)
    is_long = len(items) > (_MOST_NAMES if names else _LONG_LIST)
    first = items[0]
    for item in items[1:-1]:
        first = fill("{first}; {next}" if is_long else "{first}, {next}", first=first, next=item)
    return fill((_LONG_PAIRS if is_long else _PAIRS)[conjunction], first=first, last=items[-1])


def listed(items: Sequence[Spans]) -> Spans:
    """Items of a long list: ``a; b; c``."""
    result = items[0]
    for item in items[1:]:
        result = fill("{first}; {next}", first=result, next=item)
    return result


def sentence(spans: Spans) -> Spans:
    """A clause as a sentence: capital letter where it begins with words, and a full stop."""
    if not spans:
        return spans
    first = spans[0]
    if isinstance(first, document.Words):
        begin = 1 if first.text.startswith("(") else 0
        capital = first.text[begin : begin + 1].upper()
        spans = (document.Words(first.text[:begin] + capital + first.text[begin + 1 :]), *spans[1:])
    last = spans[-1]
    if isinstance(last, (document.Words, document.Author)) and last.text.rstrip()[-1:] in {
        ".",
        ":",
        "!",
        "?",
    }:
        return spans
    return merged((*spans, document.Words(".")))


def paragraph(clauses: Sequence[Spans]) -> Spans:
    """Clauses as sentences, one after the other."""
    result: list[document.Span] = []
    for clause in clauses:
        if not clause:
            continue
        if result:
            result.append(document.Words(" "))
        result += sentence(clause)
    return merged(result)


def spaced(*parts: Spans) -> Spans:
    """Parts with a space between those that are there."""
    result: list[document.Span] = []
    for part in parts:
        if not part:
            continue
        if result:
            result.append(document.Words(" "))
        result += part
    return merged(result)


def plain(spans: Spans) -> str:
    """The text alone."""
    return "".join(span.text for span in spans)


def length(spans: Spans) -> int:
    """Words of the text, a quotation of code counting as one."""
    return len(_own_words(spans).split())


def longest_part(spans: Spans) -> int:
    """Words, commas and parentheses of the longest part between two full stops, colons or semicolons."""
    parts = _MARK.split(_own_words(spans))
    return max(len(part.split()) + part.count(",") + part.count("(") for part in parts)


def _own_words(spans: Spans) -> str:
    return "".join("x" if isinstance(span, document.Code) else span.text for span in spans)
