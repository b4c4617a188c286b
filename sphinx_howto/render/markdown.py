"""A finished how-to as Markdown (CommonMark): setext headings, a numbered list, fenced code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sphinx_howto import document
from sphinx_howto.render import outline

# Stands for a code span while the words around it are escaped
_HOLE = "\x00"

# What CommonMark would read as markup, and only that: a `_` inside a word stays as it is
_MARKUP = re.compile(
    r"""
    \\ (?= [!-/:-@\[-`{-~\x00] | $ )             # a backslash that would escape what follows
    | `
    | (?<! \s ) \* | \* (?! \s )                 # emphasis needs a neighbour that is no space
    | (?<! [^\W_] ) _ (?! \s ) | (?<! \s ) _ (?! [^\W_] )
    | < (?= [A-Za-z/!?] )
    | & (?= \#?\w+; )
    | \] (?= [(\[] )
    | \[ (?= \^ )
    | ~ (?= ~ ) | (?<= ~ ) ~
    """,
    re.VERBOSE,
)
# What it would read as a heading, a list, a quotation, a rule or a definition at a line's start
_LINE_START = re.compile(r"(?: \#{1,6} (?=\s|$) | [-+*_=>] | \[ | (?<=\d)[.)] (?=\s|$) )", re.VERBOSE)
_NUMBER = re.compile(r"\d{1,9}(?=[.)](?:\s|$))")


def render(page: document.Document) -> str:
    """The whole how-to; ends with a line break."""
    sections = [_heading(page.title, "=")]
    for part in outline.parts(page):
        sections += [_heading(part.heading, "-"), blocks(part.blocks)]
    return "\n\n".join(sections) + "\n"


def blocks(content: Iterable[outline.Block]) -> str:
    """The Markdown of some blocks, parted by empty lines."""
    return "\n\n".join(_BLOCKS[type(block)](block) for block in content)


def _heading(title: str, underline: str) -> str:
    text = inline((document.Words(title),))
    return f"{text}\n{underline * max(len(text), 3)}"


def _paragraph(block: outline.Paragraph) -> str:
    return _escape_start(inline(block.spans))


def _items(block: outline.Items) -> str:
    return "\n".join(_lines(block.steps, block.numbered, ""))


def _lines(steps: Iterable[document.Step], numbered: bool, indent: str) -> Iterator[str]:
    for number, step in enumerate(steps, 1):
        marker = f"{number}. " if numbered else "- "
        yield f"{indent}{marker}{_item(step)}"
        # CommonMark nests what stands as far right as the item's own text
        yield from _lines(step.steps, False, indent + " " * len(marker))


def _item(step: document.Step) -> str:
    label, text = inline(step.label), inline(step.text)
    if not label:
        return _escape_start(text)
    if not text:
        return f"**{label}**:" if step.steps else f"**{label}**"
    return f"**{label}**: {text}"


def _listing(block: outline.Listing) -> str:
    longest = max((len(run) for run in re.findall(r"`+", block.code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{block.language}\n{block.code}\n{fence}"


def inline(spans: document.Spans) -> str:
    """Spans on one line, words escaped so that Markdown shows them as they are."""
    shown = outline.trimmed(spans)
    code = [_code(span.text) for span in shown if isinstance(span, document.Code)]
    words = "".join(_HOLE if isinstance(span, document.Code) else _visible(span.text) for span in shown)
    escaped = _MARKUP.sub(lambda found: "\\" + found[0], words)
    return re.sub(_HOLE, lambda _: code.pop(0), escaped)


def _visible(text: str) -> str:
    return text.replace(_HOLE, "\N{REPLACEMENT CHARACTER}")


def _code(text: str) -> str:
    """A code span whose fence is longer than any run of backticks inside."""
    runs = {len(run) for run in re.findall(r"`+", text)}
    fence = "`" * next(length for length in range(1, len(runs) + 2) if length not in runs)
    padded = text.startswith(("`", " ")) or text.endswith(("`", " "))
    space = " " if padded and text.strip() else ""
    return f"{fence}{space}{text}{space}{fence}"


def _escape_start(line: str) -> str:
    """``line`` with what would start a list, a heading or a quotation escaped, unless it is escaped."""
    number = _NUMBER.match(line)
    start = number.end() if number else 0
    found = _LINE_START.match(line, start)
    return line if found is None else f"{line[:start]}\\{line[start:]}"


_BLOCKS: dict[type, Callable[[Any], str]] = {
    outline.Paragraph: _paragraph,
    outline.Items: _items,
    outline.Listing: _listing,
}
