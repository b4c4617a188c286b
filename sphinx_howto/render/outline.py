"""The plan of a how-to page: which parts it has, in which order, made of which blocks.

Every renderer walks this plan, so that Markdown, dictionary and doctree cannot say different things.
"""

from __future__ import annotations

import dataclasses
import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal, Union

from sphinx_howto import catalogue, document

PartName = Literal["description", "steps", "example"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of running text.

    source: dotted path of the object in whose source it says that something stands ("" for none).
    """

    spans: document.Spans
    source: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list, numbered or with bullets; items below an item always have bullets."""

    steps: tuple[document.Step, ...]
    numbered: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """A block of code in ``language``; ``example`` is the record when the block is runnable Python."""

    code: str
    language: str
    example: document.Example | None = None


Block = Union[Paragraph, Items, Listing]


@dataclass(frozen=True, slots=True)
class Part:
    """One of the parts, with its heading in the reader's language."""

    name: PartName
    heading: str
    blocks: tuple[Block, ...]


def parts(page: document.Document, steps: bool = True, example: bool = True) -> tuple[Part, ...]:
    """The parts of ``page`` in order; empty ones are left out, and those that are not wanted."""
    with catalogue.using(page.language):
        plan = [Part("description", catalogue.gettext("Description"), tuple(_description(page)))]
        if steps and page.steps:
            items = Items(page.steps, numbered=True)
            plan.append(Part("steps", catalogue.gettext("Execution Steps"), (items,)))
        if example and page.examples:
            plan.append(Part("example", catalogue.gettext("Usage Example"), tuple(_examples(page))))
    return tuple(part for part in plan if part.blocks)


def _description(page: document.Document) -> Iterator[Block]:
    for spans in page.summary:
        yield Paragraph(spans)
    if page.facts:
        yield Items(page.facts, numbered=False)


def _examples(page: document.Document) -> Iterator[Block]:
    for example in page.examples:
        if example.command:
            yield Listing(example.command, "bash")
        if example.code:
            yield Listing(example.code, "python", example)
        if shows_output(example):
            yield Paragraph((document.Words(catalogue.gettext("This prints:")),))
            yield Listing((example.output or "").rstrip("\n"), "text", example)
        origin = _origin(example)
        if origin:
            in_target = example.origin == "docstring" and example.file == page.source_file
            yield Paragraph(origin, page.path if in_target else "")


def shows_output(example: document.Example) -> bool:
    """Whether what an example prints is shown below it: it is known, and comments do not say it already."""
    printed = (example.output or "").splitlines()
    return any(line.strip() and f"# {line.strip()}" not in example.code for line in printed)


def _origin(example: document.Example) -> document.Spans:
    """A sentence that says where an example comes from; nothing for what the page's author wrote."""
    if example.origin == "directive":
        return ()
    if example.origin == "synthesised":
        return _sentence(catalogue.gettext("Made from the signature and not run."))
    if not example.file:
        return _sentence(catalogue.gettext("Taken from the docstring."))
    message = (
        catalogue.gettext("Taken from the docstring in {file}, line {line}.")
        if example.origin == "docstring"
        else catalogue.gettext("Taken from {file}, line {line}.")
    )
    place = document.Code(short_path(example.file))
    return _sentence(message, file=place, line=document.Words(str(example.line)))


def short_path(path: str) -> str:
    """``path`` as it reads on every machine: an absolute one is cut to its folder and name."""
    parts_of_it = PurePath(path)
    return "/".join(parts_of_it.parts[-2:]) if parts_of_it.is_absolute() else parts_of_it.as_posix()


def _sentence(message: str, **slots: document.Span) -> document.Spans:
    """The spans of a translated ``message`` whose ``{name}`` placeholders are ``slots``."""
    spans: list[document.Span] = []
    for words, name, _, _ in string.Formatter().parse(message):
        if words:
            spans.append(document.Words(words))
        if name is not None:
            spans.append(slots[name])
    return tuple(spans)


def trimmed(spans: document.Spans) -> document.Spans:
    """``spans`` folded to one line, without empty ones and without space at both ends.

    Code next to code becomes one piece: there would be nothing to tell them apart.
    """
    kept: list[document.Span] = []
    for span in spans:
        text = fold(span.text)
        folded = span if text == span.text else _refolded(span, text)
        if kept and isinstance(folded, document.Code) and isinstance(kept[-1], document.Code):
            kept[-1] = _joined(kept[-1], folded)
        elif folded.text:
            kept.append(folded)
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while kept and not isinstance(kept[end], document.Code):
            text = strip(kept[end].text)
            if text:
                kept[end] = dataclasses.replace(kept[end], text=text)
                break
            del kept[end]
    return tuple(kept)


def _refolded(span: document.Span, text: str) -> document.Span:
    """``span`` with another ``text``, in which its links would be out of place."""
    if isinstance(span, document.Code):
        return dataclasses.replace(span, text=text, links=())
    return dataclasses.replace(span, text=text)


def _joined(first: document.Code, second: document.Code) -> document.Code:
    """Two pieces of code as one."""
    moved = [
        dataclasses.replace(link, start=link.start + len(first.text), end=link.end + len(first.text))
        for link in second.links
    ]
    reference = first.reference or second.reference
    return document.Code(first.text + second.text, reference, (*first.links, *moved))


def plain(spans: document.Spans, quote: str = "") -> str:
    """The text of ``spans`` on one line, code between ``quote``."""
    return "".join(
        f"{quote}{span.text}{quote}" if isinstance(span, document.Code) else span.text
        for span in trimmed(spans)
    )


def fold(text: str) -> str:
    """``text`` on one line: a line break and the spaces around it become one space."""
    if text.isprintable():
        return text  # no line breaks: nearly always
    lines = text.splitlines()
    if not lines:
        return ""
    first = lines[0] if len(lines) == 1 else lines[0].rstrip()
    return " ".join([first, *filter(None, (line.strip() for line in lines[1:]))])
