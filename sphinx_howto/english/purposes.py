"""What a definition is for, in its author's words: a docstring, or the comment above it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_howto import definition, document
from sphinx_howto.analysis import comment_texts
from sphinx_howto.english import authors
from sphinx_howto.english.phrase import Spans, fill, plain, sentence, spaced

if TYPE_CHECKING:
    from sphinx_howto.english import functions

#: Words of the author's first paragraph, and of those after it, that a description shows; whole sentences.
_MOST_WORDS, _MOST_FURTHER, _LEAST = 80, 120, 40
#: Words of the author at the beginning of a step.
_MOST_IN_STEP = 40


_CREATION = re.compile(
    r"(initiali[sz]|creat|construct|instantiat|set(s|ting)?[ -]?up|make|init\b|constructor\b|build"
    r"|инициали|созда|конструктор|ініціал|створ|inicializ|konstruktor|constructeur|初始化|初期化|构造)",
    re.IGNORECASE,
)


def is_of_creation(text: str) -> bool:
    """Whether a text only says that something is made or set up."""
    return _CREATION.match(text) is not None


def summary(voice: functions.Voice, node: ast.AST) -> str:
    """The author's first paragraph about ``node`` on one line, "" if there is none."""
    docstring = _docstring(voice, node)
    if docstring is not None:
        return docstring.summary
    if isinstance(node, ast.Module):
        return ""
    block = voice.comments.above(node) if isinstance(node, ast.stmt) else None
    return (comment_texts.purpose(block) or "") if block is not None else ""


def lead(voice: functions.Voice, node: ast.AST) -> Spans:
    """The beginning of a step: the summary, and the sentences after it while the step stays short."""
    text = summary(voice, node)
    told = authors.lead(text)
    docstring = _docstring(voice, node)
    if docstring is None or voice.detail == "brief":
        return told
    is_whole = not text or _is_whole(told)
    room, is_open = _MOST_IN_STEP - len(text.split()), True
    for paragraph in docstring.paragraphs:
        is_needed = _is_needed(paragraph)
        kept = authors.kept(paragraph, _MOST_IN_STEP if is_needed else room)
        if authors.is_reference(paragraph):
            is_open = False
        elif kept and (is_needed or (is_open and len(kept.split()) <= room)):
            told = spaced(told, authors.quoted(kept))
            is_whole = is_whole and _is_whole(authors.quoted(kept))
            room -= len(paragraph.split())
        elif not paragraph.endswith(":"):
            is_open = False
            told = (*told, document.Author(f" {authors.MORE}")) if is_whole else told
            is_whole = False
    return told


def _is_whole(told: Spans) -> bool:
    return authors.MORE not in plain(told)[-_END:]


#: The last signs of a text, with a quotation mark.
_END = 3


def _is_needed(paragraph: str) -> bool:
    """Whether a paragraph is a warning or a note, which no reader may miss."""
    return _NOTE.match(paragraph) is not None


_NOTE = re.compile(r"(?:Note|Warning|Caution|Important|Attention|Deprecated since [^:]*):")


def opening(voice: functions.Voice, node: ast.AST) -> str:
    """The first sentences of the summary; what only introduces something left out is cut."""
    return shortened(summary(voice, node))


def shortened(text: str) -> str:
    """The first sentences of a paragraph that a description shows."""
    return authors.kept(text, _MOST_WORDS) or authors.first_sentence(text).rstrip(":")


def further(voice: functions.Voice, node: ast.AST) -> tuple[Spans, ...]:
    """The paragraphs after the summary, as many whole sentences as a description has room for."""
    docstring = _docstring(voice, node)
    if docstring is None or voice.detail == "brief":
        return ()
    told: list[Spans] = []
    room = _MOST_FURTHER
    said = re.findall(r"[^\W_]+", docstring.summary)
    is_whole = True
    for text in docstring.paragraphs:
        is_needed = _is_needed(text)
        kept = authors.kept(text, max(room, _LEAST)) if room > 0 or is_needed else ""
        if authors.is_reference(text) or authors.says_nothing(text, said):
            continue
        if kept:
            told.append(authors.spans(authors.ended(kept)))
            is_whole = _is_whole(told[-1])
        elif told and is_whole and not text.endswith(":"):
            told[-1] = (*told[-1], document.Author(f" {authors.MORE}"))
            is_whole = False
        room -= len(text.split())
    return tuple(told)


def of_module(voice: functions.Voice, module: definition.Module) -> str:
    """The author's first paragraph about a module: of its docstring, else of the comment at its head."""
    told = summary(voice, module.tree)
    is_told = not authors.says_nothing(told, re.split(r"[._]", module.name))
    return (told if is_told else "") or _heading(voice, module)


def pointed(voice: functions.Voice, node: ast.stmt) -> tuple[Spans, ...]:
    """The address that the author gives above a definition of which nothing else is said."""
    block = voice.comments.above(node) if not summary(voice, node) and voice.detail != "brief" else None
    text = block.text.strip() if block is not None else ""
    if not _POINTING.fullmatch(text) or len(text.split()) > _MOST_POINTING:
        return ()
    return (sentence(fill("The author notes: “{note}”", note=authors.in_quotes(text))),)


#: A few words and an address.
_POINTING = re.compile(r"(?!TODO|FIXME|XXX|HACK)(?:[A-Z][\w ,'-]*:?\s+)?https?://\S+")
_MOST_POINTING = 8


def at_end(voice: functions.Voice, module: definition.Module) -> tuple[Spans, ...]:
    """What the author writes below the last statement of a module."""
    last = max((item.end_lineno or item.lineno for item in module.tree.body), default=0)
    found = [item for item in voice.comments.within(last + 1, module.text.count("\n") + 1) if not item.column]
    notes = [text for item in found if (text := comment_texts.note(item))]
    if not notes or voice.detail == "brief":
        return ()
    shown = authors.in_quotes(authors.without_stop(notes[0]))
    return (sentence(fill("The author notes: “{note}”", note=shown)),)


#: What begins a comment over imports.
_IMPORTS = re.compile(
    r"(?:import|load|standard|third|local|built-?in|external|future|stdlib|libs?|librar)", re.IGNORECASE
)
_LICENCE = re.compile(r"licen[sc]e|copyright|\(c\) |warranty|all rights", re.IGNORECASE)


def _heading(voice: functions.Voice, module: definition.Module) -> str:
    """The first comment at the head of a module that says what it is for."""
    for lines, apart in _head(module.text):
        text = "\n".join(lines).strip()
        if not text or _LICENCE.search(text) or _IMPORTS.match(text) or comment_texts.is_code(text):
            continue
        found = voice.context.lookup.docstring(text)
        told = found.summary if found is not None else ""
        if (apart or len(told.split()) > _FEW) and comment_texts.is_prose(told):
            return told
    return ""


#: So few words about a creation only say what it is.
_FEW_OF_CREATION = 3
#: A comment of so few words directly above a statement speaks of that statement.
_FEW = 5
_SIGN = re.compile(r"#+!? ?")


def _head(text: str) -> Iterator[tuple[list[str], bool]]:
    """The blocks of comments before the first statement, each with whether an empty line follows it."""
    block: list[str] = []
    for line in text.split("\n"):
        if line.startswith("#"):
            shown = "" if _MACHINE.match(line) else _SIGN.sub("", line, count=1)
            block.append("" if re.fullmatch(r"[\W_]*", shown) else shown)
            continue
        yield block, not line.strip()
        if line.strip():
            return
        block = []


_MACHINE = re.compile(
    r"#!|#\s*(?:-\*-|vim?:|coding[:=]|pylint|flake8|noqa|type:|ruff|mypy|isort|fmt:|pyright|@author)"
)


def _docstring(voice: functions.Voice, node: ast.AST) -> definition.Docstring | None:
    """The docstring with a summary: of a class without one it is that of ``__init__``."""
    own = telling(voice.docstring(node), node)
    if own is None and isinstance(node, ast.ClassDef):
        made = [item for item in node.body if isinstance(item, ast.FunctionDef) and item.name == "__init__"]
        own = telling(voice.docstring(made[0]), made[0]) if made else None
        # What creation does is not what the class is for
        if own is not None and is_of_creation(own.summary):
            return None
    return own


#: What begins a paragraph about a case, or a remark: no purpose.
_DETAIL = re.compile(r"(?:in case|if|otherwise|note)\b", re.IGNORECASE)


def telling(found: definition.Docstring | None, node: ast.AST) -> definition.Docstring | None:
    """A docstring from its first sentence on that says more than the name of what it documents."""
    name = getattr(node, "name", "")
    # What an initialization prepares is in its steps
    spare = 1 if name == "__init__" else 0
    known = re.findall(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![a-z])|\d+", name)
    while found is not None and found.summary:
        text, paragraphs = found.summary, found.paragraphs
        first = authors.first_sentence(text)
        short = name == "__init__" and is_of_creation(first) and len(first.split()) <= _FEW_OF_CREATION
        if not short and (not name or not authors.says_nothing(first, [name, *known], spare)):
            return found
        rest = text[len(first) :].strip()
        following = [rest] if rest else list(paragraphs[:1])
        if name != "__init__" and following and _DETAIL.match(following[0]):
            # It is about a case of what the first paragraph names
            return found
        found = replace(found, summary="".join(following), paragraphs=paragraphs if rest else paragraphs[1:])
    return None
