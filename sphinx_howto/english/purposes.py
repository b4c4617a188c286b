"""What a definition is for, in its author's words: a docstring, or the comment above it."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_howto import definition
from sphinx_howto.analysis import comments
from sphinx_howto.english import authors
from sphinx_howto.english.phrase import Spans, spaced

if TYPE_CHECKING:
    from sphinx_howto.english import functions

#: Words of the author's first paragraph, and of those after it, that a description shows; whole sentences.
_MOST_WORDS, _MOST_FURTHER = 45, 90
#: Words of the author at the beginning of a step.
_MOST_IN_STEP = 40


_CREATION = re.compile(
    r"(initiali[sz]|creat|construct|instantiat|set(s|ting)?[ -]?up|make|init\b|constructor\b|build)",
    re.IGNORECASE,
)


def summary(voice: functions.Voice, node: ast.AST) -> str:
    """The author's first paragraph about ``node`` on one line, "" if there is none."""
    docstring = _docstring(voice, node)
    if docstring is not None:
        return docstring.summary
    block = voice.comments.above(node) if isinstance(node, ast.stmt) else None
    return (comments.purpose(block) or "") if block is not None else ""


def lead(voice: functions.Voice, node: ast.AST) -> Spans:
    """The beginning of a step: the summary, and the sentences after it while the step stays short."""
    text = summary(voice, node)
    told = authors.lead(text)
    docstring = _docstring(voice, node)
    if docstring is None or voice.detail == "brief":
        return told
    room = _MOST_IN_STEP - len(text.split())
    for paragraph in docstring.paragraphs:
        kept = authors.shortened(paragraph, room)
        if not kept or len(kept.split()) > room or authors.is_reference(kept):
            break
        told = spaced(told, authors.quoted(kept))
        room -= len(paragraph.split())
    return told


def opening(voice: functions.Voice, node: ast.AST) -> str:
    """The first sentences of the summary; what only introduces something left out is cut."""
    text = summary(voice, node)
    return authors.shortened(text, _MOST_WORDS) or authors.first_sentence(text).rstrip(":")


def further(voice: functions.Voice, node: ast.AST) -> tuple[Spans, ...]:
    """The paragraphs after the summary, as many whole sentences as a description has room for."""
    docstring = _docstring(voice, node)
    if docstring is None or voice.detail == "brief":
        return ()
    told: list[Spans] = []
    room = _MOST_FURTHER
    for text in docstring.paragraphs:
        kept = authors.shortened(text, room)
        if kept and not authors.is_reference(kept):
            told.append(authors.spans(kept if kept[-1] in ".!?" else f"{kept}."))
        room -= len(text.split())
        if room <= 0:
            break
    return tuple(told)


def _docstring(voice: functions.Voice, node: ast.AST) -> definition.Docstring | None:
    """The docstring with a summary: of a class without one it is that of ``__init__``."""
    own = _telling(voice.docstring(node), node)
    if own is None and isinstance(node, ast.ClassDef):
        made = [item for item in node.body if isinstance(item, ast.FunctionDef) and item.name == "__init__"]
        own = _telling(voice.docstring(made[0]), made[0]) if made else None
        # What creation does is not what the class is for
        if own is not None and _CREATION.match(own.summary):
            return None
    return own


def _telling(found: definition.Docstring | None, node: ast.AST) -> definition.Docstring | None:
    """A docstring from its first sentence on that says more than the name of what it documents."""
    name = getattr(node, "name", "")
    # What an initialization prepares is in its steps
    spare = 1 if name == "__init__" else 0
    known = re.findall(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![a-z])|\d+", name)
    while found is not None and found.summary:
        text, paragraphs = found.summary, found.paragraphs
        first = authors.first_sentence(text)
        if not name or not authors.says_nothing(first, [name, *known], spare):
            return found
        rest = text[len(first) :].strip()
        following = [rest] if rest else list(paragraphs[:1])
        found = replace(found, summary="".join(following), paragraphs=paragraphs if rest else paragraphs[1:])
    return None
