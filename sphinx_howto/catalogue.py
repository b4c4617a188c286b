"""The message catalogue ``sphinx_howto``: the one way from own words to the reader's language.

Every message is a whole pattern with named placeholders, so that a language can order them.
``babel`` extracts the first argument of ``gettext`` and of ``english.phrase.fill``.
"""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

DOMAIN = "sphinx_howto"
LOCALE = Path(__file__).parent / "locale"

_translation: ContextVar[_gettext.NullTranslations] = ContextVar("sphinx_howto_translation")


@cache
def _load(language: str) -> _gettext.NullTranslations:
    return _gettext.translation(DOMAIN, LOCALE, [language], fallback=True)


@contextmanager
def using(language: str) -> Iterator[None]:
    """Translate messages to ``language`` (such as ``de``) inside the block; English if unknown."""
    token = _translation.set(_load(language))
    try:
        yield
    finally:
        _translation.reset(token)


def gettext(message: str) -> str:
    """``message`` in the language in use."""
    translation = _translation.get(None)
    return message if translation is None else translation.gettext(message)


def is_english() -> bool:
    """Whether messages stay as they are written."""
    return not isinstance(_translation.get(None), _gettext.GNUTranslations)
