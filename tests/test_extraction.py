"""Every pattern of the generator's own words reaches the catalogue, wherever it stands."""

from __future__ import annotations

import io

import pytest
from babel.messages import pofile

from sphinx_howto import catalogue, phrasebooks
from sphinx_howto.english import comparisons, special
from sphinx_howto.locale import extraction

KEYWORDS = {"fill": None, "gettext": None, "words": None}


def found(code: str) -> set[str]:
    return {text for _, _, text, _ in extraction.python(io.BytesIO(code.encode()), KEYWORDS, (), {})}


@pytest.mark.parametrize(
    ("code", "messages"),
    [
        ("fill('returns {value}', value=v)", {"returns {value}"}),
        ("fill('a {b}' if c else 'd', b=b)", {"a {b}", "d"}),
        ("phrase.words('takes no arguments')", {"takes no arguments"}),
        (
            "TABLE = {int: ('{left} is {right}', '{left} is not {right}')}",
            {"{left} is {right}", "{left} is not {right}"},
        ),
        ("TABLE: M = {'__len__': 'called by `len` here'}", {"called by `len` here"}),
        ("def f():\n    m = {'a': 'x {b}'}.get(k)", {"x {b}"}),
        ("def f():\n    'A docstring with {braces}.'", set()),
        ("f'{name} is text'", set()),
        ("print('plain text')", set()),
        ("x = {'a': 'b'}", set()),
        ("re.compile('a{3}')", set()),
    ],
)
def test_what_is_a_message(code: str, messages: set[str]) -> None:
    assert found(code) == messages


def test_the_texts_of_a_phrasebook() -> None:
    source = b"""
[[call]]
name = "a.b"
parameters = ["x"]
clause = "turns {x} round"
value = "{x} turned round"
options = { y = "by {y}" }
"""
    messages = [text for _, _, text, _ in extraction.toml(io.BytesIO(source), {}, (), {})]
    assert messages == ["turns {x} round", "{x} turned round", "by {y}"]


def test_the_template_of_the_catalogue_has_tables_and_phrases() -> None:
    with (catalogue.LOCALE / "sphinx_howto.pot").open("rb") as file:
        known = {str(entry.id) for entry in pofile.read_po(file) if entry.id}
    patterns = {text for pair in comparisons.COMPARISONS.values() for text in pair}
    rows = [entry for entries in phrasebooks.load(()).entries.values() for entry in entries]
    phrases = {entry.clause for entry in rows if entry.name.startswith("json.") and entry.clause}
    assert phrases
    assert patterns | set(special.METHODS.values()) | phrases <= known
