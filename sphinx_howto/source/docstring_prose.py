"""The prose of a docstring, paragraph by paragraph: no sections, code, tables, directives or headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import griffe

_ITEM = re.compile(r"(?:[-*+•]|\(?\d+[.)]|#\.)\s+(?=\S)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_RULE = re.compile(r"([^\w\s])\1{2,}(\s+\1{2,})*")
_DIRECTIVE = re.compile(r"\.\.\s+(?P<name>[\w:-]+)::\s*(?P<argument>.*)")
#: Directives and sections whose text is said with their name before it; what others hold is left out.
_ADMONITIONS = ("note", "warning", "caution", "important", "attention", "requires", "requirements", "notes")
_PROMPTS = (">>>", "```", "~~~", "$ ")
_CODE = (">>>", "...", "```", "~~~", "$ ", "|", "+-", "+=", "@", ":")


def paragraphs(value: str, sections: Sequence[griffe.DocstringSection]) -> tuple[str, ...]:
    """The paragraphs of ``value``, each on one line; the items of a list follow what introduces them.

    value: a docstring as ``inspect.cleandoc`` leaves it. sections: its parts, () where it has none.
    """
    texts = list(_texts(sections)) if sections else [value]
    found = (" ".join(paragraph.split()) for text in texts for paragraph in _paragraphs(text))
    return tuple(paragraph for paragraph in found if _WORD.search(paragraph))


def _texts(sections: Iterable[griffe.DocstringSection]) -> Iterator[str]:
    """The parts that are prose, admonitions with their title."""
    for section in sections:
        if section.kind is griffe.DocstringSectionKind.text:
            yield section.value
        elif section.kind is griffe.DocstringSectionKind.admonition:
            title = (section.title or section.value.kind).strip().rstrip(":")
            if title.lower() in _ADMONITIONS:
                yield f"{title}: {section.value.contents}"


def _paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a text; a list is joined to the paragraph that opens it."""
    pending = ""
    for block in _blocks(text):
        lines = [line.strip() for line in block]
        if pending and _ITEM.match(lines[0]):
            pending = f"{pending} {_listed(lines)}"
            continue
        if pending:
            yield pending
        pending = _line(lines)
    if pending:
        yield pending


def _blocks(text: str) -> Iterator[list[str]]:
    """The blocks between blank lines that hold prose; what follows code speaks of it and is left out."""
    literal: int | None = None
    after_code = False
    for part in re.split(r"\n[ \t]*\n", text.strip("\n")):
        lines = part.splitlines()
        if not part.strip():
            continue
        indent = len(lines[0]) - len(lines[0].lstrip())
        if literal is not None and indent > literal:
            continue
        literal = None
        opens = lines[0].strip().partition(":")[0].lower() in _ADMONITIONS
        directive = _DIRECTIVE.match(lines[0].strip())
        if directive is not None:
            literal = indent
            if directive["name"].lower() in _ADMONITIONS:
                yield [f"{directive['name'].capitalize()}: {directive['argument']}".strip(), *lines[1:]]
            continue
        kept = _without_code(lines)
        if not _is_prose(kept):
            literal = indent
            continue
        if kept and kept[-1].rstrip().endswith("::"):
            literal = indent
            kept = _without_last_sentence(kept)
        if kept and not kept[0].strip().startswith((".. ", "__ ")) and (opens or not after_code):
            yield kept
        after_code = after_code or literal is not None or lines[0].strip().startswith(_PROMPTS)


def _without_code(lines: Sequence[str]) -> list[str]:
    """The lines before the first that is code, a table, a field or a rule."""
    kept: list[str] = []
    for line in lines:
        if line.strip().startswith(_CODE) or _RULE.fullmatch(line.strip()):
            return kept[:-1] if _RULE.fullmatch(line.strip()) else kept
        kept.append(line)
    return kept


def _without_last_sentence(lines: Sequence[str]) -> list[str]:
    """``lines`` without the sentence that introduces the code after them."""
    text = " ".join(line.strip() for line in lines)
    before, _, _ = text.rpartition(". ")
    return [f"{before}."] if before else []


def _is_prose(lines: Sequence[str]) -> bool:
    """Whether lines are a paragraph or a list; the layout of a definition list or a table differs."""
    if any(_ITEM.match(line.strip()) for line in lines):
        return True
    indents = {len(line) - len(line.lstrip()) for line in lines}
    opens = bool(lines) and lines[0].strip().rstrip(":").lower() in _ADMONITIONS
    return len(indents) <= 1 or (opens and len(lines) > 1)


def _line(lines: Sequence[str]) -> str:
    """A paragraph on one line, with the items of a list in it as clauses."""
    for number, line in enumerate(lines):
        if _ITEM.match(line):
            opening = " ".join(lines[:number])
            return f"{opening} {_listed(lines[number:])}".strip()
    return " ".join(lines)


def _listed(lines: Sequence[str]) -> str:
    """The items of a list as clauses between semicolons."""
    items: list[str] = []
    for line in lines:
        found = _ITEM.match(line)
        if found is not None:
            items.append(line[found.end() :].strip())
        else:
            items[-1:] = [f"{items[-1]} {line}"] if items else [line]
    clauses = [item.rstrip(" ;,.") for item in items[:-1]] + items[-1:]
    text = "; ".join(clauses)
    return text if text[-1:] in ".!?" else f"{text}."
