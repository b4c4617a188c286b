"""A finished how-to as docutils nodes: standard ones only, so that every builder can write them."""

from __future__ import annotations

import doctest
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from docutils import nodes

from sphinx_howto import document
from sphinx_howto.render import outline

# Attribute under which a node carries what it is about; the rim reads it, uses it and takes it away
ABOUT = "howto-about"
# The same for a paragraph that says in whose source an example stands
ORIGIN = "howto-origin"


def _as_literal(span: document.Code) -> nodes.Node:
    text = outline.fold(span.text)
    return nodes.literal(text, text)


@dataclass(frozen=True, slots=True)
class Style:
    """How a how-to is shown.

    steps, example: whether these parts are shown.
    title: what the page's author wrote as the title, parsed; empty for the title of the how-to.
    classes: further classes of the whole.
    testcode: whether examples are marked as code that ``sphinx.ext.doctest`` runs.
    place: source and line of what the author's words are attributed to; None keeps them from translation.
    link: turns code into a node; the rim makes references of it.
    """

    steps: bool = True
    example: bool = True
    title: tuple[nodes.Node, ...] = ()
    classes: tuple[str, ...] = ()
    testcode: bool = False
    place: tuple[str | None, int | None] | None = None
    link: Callable[[document.Code], nodes.Node] = _as_literal


def sentence(spans: document.Spans, style: Style) -> nodes.Element:
    """A paragraph of ``spans``."""
    return _Writer(style).running((), spans)


def render(page: document.Document, style: Style = Style()) -> nodes.section:
    """The how-to as one section; its parts are headed by rubrics, so that they never share a label."""
    section = nodes.section(classes=["howto", *style.classes])
    section[ABOUT] = page.path
    section += _Writer(style).title(page.title)
    for part in outline.parts(page, style.steps, style.example):
        section += _Writer(style).part(part)
    return section


class _Writer:
    """Turns blocks into nodes in one style."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._blocks: dict[type, Callable[[Any], list[nodes.Element]]] = {
            outline.Paragraph: self._paragraph,
            outline.Items: self._items,
            outline.Listing: self._listing,
        }
        self._spans: dict[type, Callable[[Any], nodes.Node]] = {
            document.Words: _text,
            document.Author: self._author,
            document.Code: style.link,
        }

    def title(self, text: str) -> nodes.title:
        if not self._style.title:
            return nodes.title(text, text, translatable=False)
        title = nodes.title(text, "", *self._style.title)
        if self._style.place:
            title.source, title.line = self._style.place
        return title

    def part(self, part: outline.Part) -> list[nodes.Element]:
        heading = nodes.rubric(part.heading, part.heading, translatable=False)
        content = [node for block in part.blocks for node in self._blocks[type(block)](block)]
        for node in (heading, *content):
            node["classes"].append(f"howto-{part.name}")
        heading["classes"].append("howto-part")
        return [heading, *content]

    def _paragraph(self, block: outline.Paragraph) -> list[nodes.Element]:
        paragraph = self.running((), block.spans)
        if block.source:
            paragraph[ORIGIN] = block.source
        return [paragraph]

    def _items(self, block: outline.Items) -> list[nodes.Element]:
        return [self._list(block.steps, block.numbered)]

    def _list(self, steps: Iterable[document.Step], numbered: bool) -> nodes.Element:
        items: nodes.Element
        if numbered:
            items = nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".")
        else:
            items = nodes.bullet_list(bullet="-")
        items.extend(self._item(step) for step in steps)
        return items

    def _item(self, step: document.Step) -> nodes.list_item:
        item = nodes.list_item("", self.running(step.label, step.text, bool(step.steps)))
        if step.reference:
            item[ABOUT] = step.reference
        if step.steps:
            item += self._list(step.steps, numbered=False)
        return item

    def running(self, label: document.Spans, text: document.Spans, opens: bool = False) -> nodes.paragraph:
        """A paragraph with a bold label; its colon stands where something follows."""
        paragraph = nodes.paragraph()
        strong, running = self._inline(label), self._inline(text)
        if strong:
            paragraph += nodes.strong("", "", *strong)
            paragraph += nodes.Text(": " if running else ":" if opens else "")
        paragraph += running
        return paragraph

    def _author(self, span: document.Author) -> nodes.Node:
        """The author's words, a message of their own for a project that translates them."""
        if not self._style.place:
            return _text(span)
        words = nodes.inline(span.text, span.text, translatable=True)
        words.source, words.line = self._style.place
        # Sphinx takes the message out again and puts its words at the end of the parent
        return nodes.inline("", "", words)

    def _inline(self, spans: document.Spans) -> list[nodes.Node]:
        return [self._spans[type(span)](span) for span in outline.trimmed(spans)]

    def _listing(self, block: outline.Listing) -> list[nodes.Element]:
        listing = nodes.literal_block(block.code, block.code, language=block.language)
        if self._style.place:
            listing.source, listing.line = self._style.place
        if not self._style.testcode or block.example is None:
            return [listing]
        if block.language != "python":
            return [_tested(listing, "testoutput", {})]
        code = _tested(listing, "testcode", {})
        return [code] if outline.shows_output(block.example) else [code, _expected(block.example.output)]


def _tested(node: nodes.Element, kind: str, options: dict[int, bool]) -> nodes.Element:
    """``node`` as a part of a test that ``sphinx.ext.doctest`` runs."""
    node["testnodetype"] = kind
    node["groups"] = ["howto"]
    node["options"] = options
    return node


def _expected(output: str | None) -> nodes.Element:
    """What doctest compares with what an example prints, without showing it."""
    if output is not None:
        return _tested(nodes.comment("", output.rstrip("\n")), "testoutput", {})
    # Doctest takes no expected output for none at all; this fits every one
    anything = {doctest.ELLIPSIS: True, doctest.NORMALIZE_WHITESPACE: True}
    return _tested(nodes.comment("", "..."), "testoutput", anything)


def _text(span: document.Words | document.Author) -> nodes.Text:
    return nodes.Text(outline.fold(span.text))


def abouts(node: nodes.Node) -> Sequence[nodes.Element]:
    """The nodes below ``node`` that carry ``ABOUT``, in order."""
    return [found for found in node.findall(nodes.Element) if ABOUT in found]
