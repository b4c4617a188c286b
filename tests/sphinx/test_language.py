"""Own words in the language of the project; authors' words for the project's own translators."""

from __future__ import annotations

import pytest
from babel.messages import mofile
from babel.messages.catalog import Catalog

from sphinx_howto import catalogue
from tests.projects import Build, Built

PAGE = {"index.rst": "Birds\n=====\n\n.. howto:: parrot.Parrot\n   :title: All *about* parrots\n"}
DEFAULT = {"index.rst": "Birds\n=====\n\n.. howto:: parrot.Parrot\n\n.. howto:: parrot.nothing\n"}

# Sphinx's own search has no splitter for some languages, which is not what is tested
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


FRAME = (
    "How to Use This Code Block",
    "Description",
    "Execution Steps",
    "Usage Example",
    "Made from the signature and not run.",
    "There is no how-to here:",
)


@pytest.mark.parametrize("language", ["de", "ru"])
def test_frame(build: Build, language: str) -> None:
    text = " ".join(build(DEFAULT, "text", language=language).text("index.txt").split())
    with catalogue.using(language):
        for message in FRAME:
            assert message not in text
            assert catalogue.gettext(message) in text
    assert "Repeat what people say" in text, "the author's words stay"


def test_region_falls_back_to_its_language(build: Build) -> None:
    assert "How to Use" not in build(DEFAULT, "text", language="de_AT").text("index.txt")


def test_unknown_language_stays_english(build: Build) -> None:
    assert "How to Use This Code Block" in build(DEFAULT, "text", language="eo").text("index.txt")


def messages(built: Built) -> set[str]:
    from babel.messages import pofile

    with (built.out / "index.pot").open("rb") as stream:
        return {str(message.id) for message in pofile.read_po(stream) if message.id}


def test_gettext_offers_authors_words_only(build: Build) -> None:
    found = messages(build(PAGE, "gettext"))
    assert "All *about* parrots" in found
    assert any("Repeat what people say" in message for message in found)
    assert not found & {"How to Use This Code Block", "Description", "Execution Steps", "Usage Example"}
    assert "Made from the signature and not run." not in found


def test_a_project_translates_authors_words(build: Build) -> None:
    first = build(PAGE, "gettext")
    catalog = Catalog(locale="de")
    for message in messages(first):
        catalog.add(message, f"DEUTSCH {len(message)}")
    folder = first.root / "locales/de/LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "index.mo").open("wb") as stream:
        mofile.write_mo(stream, catalog)
    built = build(PAGE, "text", doctrees="de", language="de", locale_dirs=["locales"])
    assert built.warnings == []
    assert "All about parrots" not in built.text("index.txt")
    assert "Repeat what people say" not in built.text("index.txt")
    assert built.text("index.txt").count("DEUTSCH") >= 3
