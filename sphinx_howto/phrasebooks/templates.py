"""Messages of a phrasebook read as templates: words, code in backticks, slots in braces."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from sphinx_howto import catalogue, document, phrasebook

_PARTS = re.compile(r"`(?P<code>[^`]*)`|\{(?P<slot>\*?[A-Za-z_][A-Za-z0-9_]*)\}")


@cache
def template(message: str) -> phrasebook.Template:
    """The template that ``message`` (already translated) writes; braces in backticks are code."""
    parts: list[document.Words | document.Code | phrasebook.Slot] = []
    end = 0
    for found in _PARTS.finditer(message):
        if found.start() > end:
            parts.append(document.Words(message[end : found.start()]))
        code, slot = found["code"], found["slot"]
        parts.append(phrasebook.Slot(slot) if code is None else document.Code(code))
        end = found.end()
    if end < len(message):
        parts.append(document.Words(message[end:]))
    return tuple(parts)


def phrase(match: phrasebook.Match, message: str) -> phrasebook.Template:
    """``message`` (a text of the entry of ``match``) in the reader's language, with its options.

    An option that begins with a comma follows directly, any other after a space.
    """
    texts = [catalogue.gettext(message)]
    for option in match.options:
        text = catalogue.gettext(option)
        texts.append(text if text.startswith(",") else f" {text}")
    return template("".join(texts))


def slots(messages: Iterable[str]) -> frozenset[str]:
    """The names of all slots in ``messages``."""
    return frozenset(
        part.name for message in messages for part in template(message) if isinstance(part, phrasebook.Slot)
    )


def plain(message: str) -> str:
    """The words of ``message`` alone, without code and slots."""
    return " ".join(part.text for part in template(message) if isinstance(part, document.Words))
