"""The message catalogues: whole, compiled, and with the placeholders of the original."""

from __future__ import annotations

import gettext
import string
from pathlib import Path

import pytest
from babel.messages import pofile

from sphinx_howto import catalogue

LANGUAGES = sorted(path.parent.name for path in catalogue.LOCALE.glob("*/LC_MESSAGES"))
FRAME = (
    "How to Use This Code Block", "Description", "Execution Steps", "Usage Example",
    "Made from the signature and not run.", "There is no how-to here:",
)  # fmt: skip


def translated(language: str) -> dict[str, str]:
    path = catalogue.LOCALE / language / "LC_MESSAGES" / "sphinx_howto.po"
    with path.open("rb") as file:
        entries = pofile.read_po(file)
    return {str(entry.id): str(entry.string) for entry in entries if entry.id and entry.string}


def fields(message: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(message)} - {None}


def test_german_and_russian_exist() -> None:
    assert {"de", "ru"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_placeholders(language: str) -> None:
    wrong = {key: text for key, text in translated(language).items() if fields(key) != fields(text)}
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_source(language: str) -> None:
    with Path(catalogue.LOCALE, language, "LC_MESSAGES", "sphinx_howto.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert {key: compiled.gettext(key) for key in translated(language)} == translated(language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("message", FRAME)
def test_the_frame_is_translated(language: str, message: str) -> None:
    with catalogue.using(language):
        assert catalogue.gettext(message) != message


def test_an_unknown_language_stays_english() -> None:
    with catalogue.using("xx"):
        assert catalogue.gettext("Description") == "Description"
