"""Docstrings into their parts, whatever their style, with griffe's parsers."""

from __future__ import annotations

import doctest
import inspect
import logging
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import griffe

from sphinx_howto import definition

STYLES = ("google", "numpy", "sphinx")


@lru_cache(maxsize=8192)
def parse(text: str, line: int, style: str) -> definition.Docstring:
    """``text``, as written in the source at 1-based ``line``, in its parts."""
    value = inspect.cleandoc(text)
    document = griffe.Docstring(value, lineno=line or None)
    known = style if style in STYLES else _detect(document)
    sections = _sections(document, known)
    return definition.Docstring(
        text=value,
        summary=" ".join(value.split("\n\n")[0].split()),
        line=line,
        parameters=tuple(_items(sections, "parameters", "other parameters")),
        returns=tuple(_items(sections, "returns")),
        yields=tuple(_items(sections, "yields")),
        raises=tuple(_items(sections, "raises")),
        examples=tuple(_examples(value, line)),
        style=known,
    )


def _detect(document: griffe.Docstring) -> str:
    detected, _ = griffe.infer_docstring_style(document)
    return detected.value if detected else ""


def _sections(document: griffe.Docstring, style: str) -> list[griffe.DocstringSection]:
    if style == "google":
        return griffe.parse_google(document, warnings=False)
    if style == "numpy":
        return griffe.parse_numpy(document, warnings=False)
    if style == "sphinx":
        return griffe.parse_sphinx(document, warnings=False)
    return []


def _items(sections: Iterable[griffe.DocstringSection], *kinds: str) -> Iterator[definition.DocumentedItem]:
    for section in sections:
        if section.kind.value in kinds:
            for element in section.value:
                yield definition.DocumentedItem(
                    name=getattr(element, "name", "") or "",
                    annotation=str(element.annotation or ""),
                    description=inspect.cleandoc(element.description),
                    default=getattr(element, "default", None),
                )


def _examples(value: str, line: int) -> Iterator[tuple[str, int]]:
    try:
        blocks = doctest.DocTestParser().parse(value)
    except ValueError:
        return
    run: list[doctest.Example] = [block for block in blocks if isinstance(block, doctest.Example)]
    for example in run:
        yield f">>> {example.source}{example.want}", line + example.lineno if line else 0
