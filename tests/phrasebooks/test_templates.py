"""Templates: words, code and slots of a message."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_howto import phrasebooks
from sphinx_howto.document import Code, Words
from sphinx_howto.phrasebook import Slot


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("", ()),
        ("an empty list", (Words("an empty list"),)),
        ("turns {obj} into text", (Words("turns "), Slot("obj"), Words(" into text"))),
        ("{a}{b}", (Slot("a"), Slot("b"))),
        ("{*objects} joined", (Slot("*objects"), Words(" joined"))),
        ("a `GET` request to {url}", (Words("a "), Code("GET"), Words(" request to "), Slot("url"))),
        ("the code `{x}`", (Words("the code "), Code("{x}"))),
        ("a {1} b", (Words("a {1} b"),)),
    ],
)
def test_a_message_is_read_as_words_code_and_slots(message: str, parts: tuple[object, ...]) -> None:
    assert phrasebooks.template(message) == parts


@given(st.text())
def test_a_template_keeps_every_character(message: str) -> None:
    def source(part: object) -> str:
        if isinstance(part, Code):
            return f"`{part.text}`"
        return f"{{{part.name}}}" if isinstance(part, Slot) else getattr(part, "text", "")

    assert "".join(map(source, phrasebooks.template(message))) == message


def test_options_follow_the_message_after_a_space_or_with_their_own_comma() -> None:
    call = ast.parse("shutil.copytree(a, b, ignore=c, dirs_exist_ok=True)", mode="eval").body
    assert isinstance(call, ast.Call)
    found = phrasebooks.match(phrasebooks.load(), "shutil.copytree", call)
    assert found is not None
    words = [part for part in phrasebooks.phrase(found, found.entry.clause) if isinstance(part, Words)]
    assert words[-2:] == [Words(", except for what "), Words(" selects, which may exist already")]

    call = ast.parse("json.dumps(a, indent=2, sort_keys=True)", mode="eval").body
    assert isinstance(call, ast.Call)
    found = phrasebooks.match(phrasebooks.load(), "json.dumps", call)
    assert found is not None
    assert phrasebooks.phrase(found, found.entry.value) == (
        Slot("obj"), Words(" as JSON text indented by "), Slot("indent"), Words(" with sorted keys"),
    )  # fmt: skip
