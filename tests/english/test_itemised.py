"""Facts of many sentences are lists, and say no less for it."""

from __future__ import annotations

import pytest

from sphinx_howto import document
from sphinx_howto.english.facts import itemised

Spans = document.Spans


def spans(text: str) -> Spans:
    """``text`` with code where backticks are and the author's words between curly quotation marks."""
    parts: list[document.Span] = []
    for index, part in enumerate(text.split("`")):
        if index % 2:
            parts.append(document.Code(part))
            continue
        for number, inner in enumerate(part.split("|")):
            parts.append(document.Author(inner) if number % 2 else document.Words(inner))
    return tuple(part for part in parts if part.text)


def shown(text: Spans) -> str:
    return "".join(f"`{span.text}`" if isinstance(span, document.Code) else span.text for span in text)


def items(text: str) -> list[str]:
    (fact,) = itemised.itemised([document.Step((document.Words("Files"),), spans(text), (1, 9))])
    return [f"{shown(step.label)}: {shown(step.text)}".removeprefix(": ") for step in fact.steps]


LONG = " and everything that lies in it, with all that was written there in earlier times by anybody"

LISTS = [
    (
        f"`load` reads the file `a`{LONG}. `load` writes the file `b`. `save` deletes `d`{LONG}.",
        [
            f"`load`: Reads the file `a`{LONG}. Writes the file `b`.",
            f"`save`: Deletes `d`{LONG}.",
        ],
    ),
    (
        f"`_send` (called by `post` and `put`) sends it{LONG}. `a` and `b` send one{LONG}. Two are left.",
        [
            f"`_send`: Called by `post` and `put`. Sends it{LONG}.",
            f"`a` and `b` send one{LONG}.",
            "Two are left.",
        ],
    ),
    (
        f"Reads `a. b`{LONG}. Says “|Stop. Go|” to it{LONG}. Deletes `c`.",
        [f"Reads `a. b`{LONG}.", f"Says “Stop. Go” to it{LONG}.", "Deletes `c`."],
    ),
    (
        f"`load` reads `a`{LONG}. `load` reads `b`{LONG}. `load` reads `c`.",
        [f"`load` reads `a`{LONG}.", f"`load` reads `b`{LONG}.", "`load` reads `c`."],
    ),
    (
        f"`load` reads `a`{LONG}. `save` reads `a`{LONG}. `drop` deletes `c`{LONG}.",
        [f"`load` and `save`: Reads `a`{LONG}.", f"`drop`: Deletes `c`{LONG}."],
    ),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_a_long_fact_is_a_list(text: str, expected: list[str]) -> None:
    assert items(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "`load` reads `a`. `save` writes `b`. `drop` deletes `c`.",
        f"`load` reads `a`{LONG}. `save` writes `b`.",
    ],
)
def test_a_short_fact_stays_as_it_is(text: str) -> None:
    fact = document.Step((document.Words("Files"),), spans(text), (1, 9))
    assert itemised.itemised([fact]) == (fact,)


def test_the_sentences_of_one_name_are_one_item() -> None:
    text = f"`load` reads `a`{LONG}. `save` writes `b`{LONG}. `load` prints `c`."
    assert items(text) == [f"`load`: Reads `a`{LONG}. Prints `c`.", f"`save`: Writes `b`{LONG}."]
