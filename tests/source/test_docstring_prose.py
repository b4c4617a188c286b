"""The prose of docstrings: paragraphs, the lists that they open, and what is no prose."""

from __future__ import annotations

import inspect

import pytest

from sphinx_howto.source import docstrings


@pytest.mark.parametrize(("text", "summary", "paragraphs"), [
    ("One.", "One.", ()),
    ("One.\n\nTwo of\nit.\n\nThree.", "One.", ("Two of it.", "Three.")),
    ("One.\n\nTwo of  it.", "One.", ("Two of it.",)),
    ("One.\n\n}.", "One.", ()),
    # A list stays with what opens it
    ("Gives one of:\n\n- a part,\n- the\n  whole", "Gives one of: a part; the whole.", ()),
    ("One.\n\nEither:\n  1. a\n  2. b.", "One.", ("Either: a; b.",)),
    ("One.\n\nFor text:\n- a part\nFor all:\n- b", "One.", ("For text: a part; For all: b.",)),
    # Sections are told elsewhere, admonitions with their name
    ("One.\n\nArgs:\n    x: The part.\n\nNote:\n    Two.", "One.", ("Note: Two.",)),
    ("One.\n\n.. warning:: Not\n   that.", "One.", ("Warning: Not that.",)),
    ("One.\n\n:param x: The part.", "One.", ()),
    # Code, tables, directives and definition lists are no prose
    ("One.\n\n>>> f()\n1", "One.", ()),
    ("One.\n\nTwo. Like this::\n\n    f()", "One.", ("Two.",)),
    # What stands after code speaks of it
    ("One.\n\nTwo. Like this::\n\n    f()\n\nThree.\n\nNote: Four.", "One.", ("Two.", "Note: Four.")),
    ("One.\n\n>>> f()\n\nTwo.", "One.", ()),
    ("One.\n\nSo:\n\n\n.. code-block:: python\n\n    f()\n\n    # g\n\n\n    h()", "One.", ("So:",)),
    ("One.\n\n.. versionadded:: 3\n   Of it.", "One.", ()),
    ("One.\n\n=== ===\na   b\n=== ===", "One.", ()),
    ("One.\n\nwidth : int\n    How wide it is.", "One.", ()),
    # A role at the begin of a line is no field; a directive whose text stands below it
    ("One of\n:meth:`read`, or\n:meth:`write`.", "One of :meth:`read`, or :meth:`write`.", ()),
    ("One.\n\nTwo of\n:attr:`a`.\n:meta: x", "One.", ("Two of :attr:`a`.",)),
    ("One.\n\n.. warning::\n\n    Not that.\n    Never.\n\n    Ask.", "One.",
     ("Warning: Not that. Never.", "Ask.")),
    ("One.\n\n.. deprecated:: 4.5\n   Use f.", "One.", ("Deprecated since 4.5: Use f.",)),
    ("One.\n\n.. versionchanged:: 4.5\n\n   Uses f.", "One.", ()),
    ("tool.py \u2014 One.\n\nTwo.", "One.", ("Two.",)),
    ("One chapter.\nUsage: uv run python tool.py X", "One chapter. Usage: ``uv run python tool.py X``", ()),
    # A word and a colon begin a sentence
    ("One.\n\nReads the page of a chapter and writes it\nOutput: a file of it, one for each", "One.",
     ("Reads the page of a chapter and writes it. Output: a file of it, one for each",)),
])  # fmt: skip
def test_paragraphs(text: str, summary: str, paragraphs: tuple[str, ...]) -> None:
    found = docstrings.parse(inspect.cleandoc(text), 1, "")
    assert (found.summary, found.paragraphs) == (summary, paragraphs)


def test_a_result_of_several_lines_is_one() -> None:
    text = "One.\n\nReturns:\n    Optional[Path]: The path of it\n    or None, when: not\n    written."
    (result,) = docstrings.parse(text, 1, "google").returns
    assert result.annotation == "Optional[Path]"
    assert result.prose == "The path of it or None, when: not written."


def test_dashes_of_pep_257_stand_between_name_and_text() -> None:
    text = "One.\n\nKeyword arguments:\n    real -- the real part (default 0.0)\n    imag - the other\n"
    for heading in ("Keyword Arguments:", "Args:"):
        found = docstrings.parse(text.replace("Keyword arguments:", heading), 1, "").parameters
        assert [(item.name, item.prose) for item in found] == [
            ("real", "the real part (default 0.0)"),
            ("imag", "the other"),
        ]


@pytest.mark.parametrize(("text", "prose"), [
    # Options, and lines that end long before the others, are clauses of their own
    ("-o is the old name\n-n is the new", "-o is the old name; -n is the new."),
    ("1 report\n2 copies\n3 of them", "1 report; 2 copies; 3 of them."),
    ("Sends the report\nUses the API", "Sends the report. Uses the API"),
    (
        "Can give one for a number between one and six\nCan give two for two random numbers, and more",
        "Can give one for a number between one and six. Can give two for two random numbers, and more.",
    ),
    ("e.g.: python rename.py -o a", "e.g.: ``python rename.py -o a``"),
    # Near misses: a sentence over several lines, a word that is also a command
    ("Sends the\nreport to\nthe chat.", "Sends the report to the chat."),
    ("Sends the report of the whole week to all of the people of\nJapan", None),
    ("python programs call it.", "python programs call it."),
    ("Runs of blanks  are one, in '  quotes' two.", "Runs of blanks are one, in '  quotes' two."),
])  # fmt: skip
def test_lines_that_are_broken_on_purpose(text: str, prose: str | None) -> None:
    found = docstrings.parse(f"One.\n\n{text}", 1, "").paragraphs
    expected = prose if prose is not None else " ".join(text.split())
    assert [part.rstrip(".") for part in found] == [expected.rstrip(".")]


def test_lines_that_begin_with_a_marked_parameter_speak_of_it() -> None:
    text = "One.\n\n*family* is one of two.\n*size* is that of the queue.\nWhen zero, none.\n"
    found = docstrings.parse(text, 1, "", ("family", "size"))
    assert [(item.name, item.prose) for item in found.parameters] == [
        ("family", "*family* is one of two."),
        ("size", "*size* is that of the queue. When zero, none."),
    ]
    # Near miss: a word in the middle of the text
    (only,) = docstrings.parse("One.\n\n*family* is one\nsize of two.", 1, "", ("family", "size")).parameters
    assert only.prose == "*family* is one size of two."


@pytest.mark.parametrize(("text", "found"), [
    ("One.\n\nneg:    the sign\ntrail:the sign behind", {"neg": "the sign", "trail": "the sign behind"}),
    ("One.\n\nArgs: neg: the sign\n    trail: the sign behind",
     {"neg": "the sign", "trail": "the sign behind"}),
    ("One.\n\nneg    the sign\n       before\ntrail  the sign",
     {"neg": "the sign before", "trail": "the sign"}),
    # Near misses: a table of other things, an address, a signature that opens the text
    ("One.\n\nplus    the sign\nminus   the other", {}),
    ("One.\n\nneg://host is one", {}),
    ("f(neg : int,\n  trail : int)\n\nOne.", {}),
])  # fmt: skip
def test_entries_however_they_are_set(text: str, found: dict[str, str]) -> None:
    parsed = docstrings.parse(text, 1, "auto", ("neg", "trail"))
    assert {item.name: item.prose for item in parsed.parameters} == found
    assert parsed.summary == "One."
