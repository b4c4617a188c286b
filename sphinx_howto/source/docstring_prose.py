"""The prose of a docstring, paragraph by paragraph: no sections, code, tables, directives or headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import griffe

_ITEM = re.compile(r"(?:[-*+•]|\(?\d+[.)]|#\.)\s+(?=\S)")
#: A heading in Markdown.
_BOLD = re.compile(r"\*\*[^*]+\*\*:?|#{1,6} .*")
_BLANKS = re.compile(
    r"(?P<quoted>``[^`\n]+``|(?<!\w)\"[^\"\n]*\"(?!\w)|(?<!\w)'[^'\n]*'(?!\w))|\s+", re.MULTILINE
)
_COMMAND = re.compile(
    r"(?:^|(?<=: ))(?:python[\d.]*\s+(?:-\w|\S+\.py\b)|pip3? install |curl (?:-|http)"
    r"|(?:uv|poetry|pipenv|hatch) run |docker (?:run|compose|build) |git clone |npm (?:run|install)"
    r"|\./\w\S*).*?(?=[.;]?$)"
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_RULE = re.compile(r"([^\w\s])\1{2,}(\s+\1{2,})*")
_DIRECTIVE = re.compile(r"\.\.\s+(?P<name>[\w:-]+)::\s*(?P<argument>.*)")
#: Directives and sections whose text is said with their name before it; what others hold is left out.
_ADMONITIONS = ("note", "warning", "caution", "important", "attention", "requires", "requirements", "notes")
_PROMPTS = (">>>", "```", "~~~", "$ ")
_CODE = (">>>", "...", "```", "~~~", "$ ", "|", "+-", "+=", "@")
#: A field (``:param x:``); what begins with a role (``:meth:`read```) is prose.
_FIELD = re.compile(r":(?!`)[^:`]*(?::(?!`)|$)")


def paragraphs(value: str, sections: Sequence[griffe.DocstringSection]) -> tuple[str, ...]:
    """The paragraphs of ``value``, each on one line; the items of a list follow what introduces them.

    value: a docstring as ``inspect.cleandoc`` leaves it. sections: its parts, () where it has none.
    """
    texts = list(_texts(sections)) if sections else [value]
    width = max((len(line) for line in value.splitlines()), default=0)
    found = (folded(paragraph) for text in texts for paragraph in _paragraphs(text, width))
    return tuple(paragraph for paragraph in found if _WORD.search(paragraph))


def folded(text: str) -> str:
    """``text`` on one line, with single blanks between its words; quotations in a line stay as they are."""
    return _BLANKS.sub(lambda found: found[0] if found["quoted"] else " ", text).strip()


def _texts(sections: Iterable[griffe.DocstringSection]) -> Iterator[str]:
    """The parts that are prose, admonitions with their title."""
    for section in sections:
        if section.kind is griffe.DocstringSectionKind.text:
            yield section.value
        elif section.kind is griffe.DocstringSectionKind.admonition:
            title = (section.title or section.value.kind).strip().rstrip(":")
            if title.lower() in _ADMONITIONS:
                yield f"{title}: {section.value.contents}"


def _paragraphs(text: str, width: int) -> Iterator[str]:
    """The paragraphs of a text; a list is joined to the paragraph that opens it.

    width: of the longest line; what breaks long before it was broken on purpose.
    """
    pending = ""
    for block in _blocks(text):
        lines = [with_command(line.strip()) for line in block]
        if pending and _ITEM.match(lines[0]):
            pending = f"{pending} {_listed(lines)}"
            continue
        if pending:
            yield pending
        pending = joined(lines, width)
    if pending:
        yield pending


def _blocks(text: str) -> Iterator[list[str]]:
    """The blocks between blank lines that hold prose; what follows code speaks of it and is left out."""
    literal: int | None = None
    after_code = False
    title = ""
    for part in re.split(r"\n(?:[ \t]*\n)+", text.strip("\n")):
        lines = part.splitlines()
        if not part.strip():
            continue
        indent = len(lines[0]) - len(lines[0].lstrip())
        if literal is not None and indent > literal:
            continue
        literal = None
        opens = bool(title) or lines[0].strip().partition(":")[0].lower() in _ADMONITIONS
        if len(lines) == 1 and _BOLD.fullmatch(lines[0].strip()):
            continue
        directive = _DIRECTIVE.match(lines[0].strip())
        if directive is not None:
            found = _titled(directive, lines[1:])
            # The text of one that is told may begin after a blank line, and go on after others
            literal = None if found else indent
            title = found[0] if len(found) == 1 and found[0].endswith(":") else ""
            yield from [found] if found and not title else []
            continue
        lines, title = _under(title, lines), ""
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


def _under(title: str, lines: list[str]) -> list[str]:
    """The lines of a block, the first of a directive's text with what that is."""
    return [f"{title} {lines[0].strip()}", *(line.strip() for line in lines[1:])] if title else lines


def _titled(directive: re.Match[str], lines: Sequence[str]) -> list[str]:
    """The text of a directive that is told, with what it is before it; [] for any other directive."""
    name, argument = directive["name"].lower(), directive["argument"].strip()
    if name in _ADMONITIONS:
        return [f"{name.capitalize()}: {argument}".strip(), *(line.strip() for line in lines)]
    if name == "deprecated":
        version, _, text = argument.partition(" ")
        return [f"Deprecated since {version}: {text}".strip(), *(line.strip() for line in lines)]
    return []


def _without_code(lines: Sequence[str]) -> list[str]:
    """The lines before the first that is code, a table, a field or a rule."""
    kept: list[str] = []
    for line in lines:
        if _is_code(line.strip()) or _RULE.fullmatch(line.strip()):
            return kept[:-1] if _RULE.fullmatch(line.strip()) else kept
        kept.append(line)
    return kept


def _is_code(line: str) -> bool:
    """Whether a line is code, a table or a field."""
    return line.startswith(_CODE) or _FIELD.match(line) is not None


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


def joined(lines: Sequence[str], width: int) -> str:
    """A paragraph on one line, with the items of a list in it, or lines broken on purpose, as clauses."""
    for number, line in enumerate(lines):
        if _ITEM.match(line):
            opening = joined(lines[:number], width)
            return f"{opening} {_listed(lines[number:])}".strip()
    parts: list[str] = []
    options = sum(line.startswith("-") for line in lines) > 1
    # Lines that begin with the same word are one thing each
    alike = len(lines) > 1 and len({line.split()[0] for line in lines if line}) == 1
    broken = all(map(_is_broken, lines, lines[1:], [width] * len(lines)))
    apart = len(lines) >= _FEW and broken and not any(line[:1].islower() for line in lines)
    for before, line in zip(("", *lines), lines, strict=False):
        ends = before[-1:] in _PUNCTUATION
        breaks = alike or _HEADED.match(line) is not None or _is_broken(before, line, width)
        if before and not ends and line[:1].isupper() and breaks:
            parts.append(f". {line}")
        elif before and not ends and (line.startswith("-") if options else apart):
            parts.append(f"; {line}")
        else:
            parts.append(f" {line}")
    return "".join(parts).strip()


#: ``Output: what is written``: a line that says with its first word what it is about.
_HEADED = re.compile(r"[A-Z][a-z]+: \S")
#: Lines of a paragraph that may be a list without signs; the least width of a text that is broken to fit,
#: and the part of it that a line fills which nobody broke on purpose.
_FEW, _NARROW, _FILLED = 3, 40, 0.7
_PUNCTUATION = tuple(".,:;!?-\u2013\u2014(/")


def _is_broken(line: str, following: str, width: int) -> bool:
    """Whether a line ends where more had room."""
    first = following.split(maxsplit=1)[0] if following.strip() else ""
    return len(line) + 1 + len(first) <= max(width, _NARROW) * _FILLED


def with_command(line: str) -> str:
    """A line with the shell command at its end marked as code."""
    return _COMMAND.sub(r"``\g<0>``", line) if "`" not in line else line


def _listed(lines: Sequence[str]) -> str:
    """The items of a list as clauses between semicolons."""
    items: list[str] = []
    for line in lines:
        found = _ITEM.match(line)
        if found is not None:
            items.append(line[found.end() :].strip())
        elif items and line.endswith(":"):
            # What opens the next list
            items.append(line)
        else:
            items[-1:] = [f"{items[-1]} {line}"] if items else [line]
    clauses = [item.rstrip(" ;,.") for item in items[:-1]] + items[-1:]
    text = "; ".join(clauses).replace(":; ", ": ")
    return text if text[-1:] in ".!?" else f"{text}."
