"""Docstrings of every style into the same parts, with the lines they stand on."""

from __future__ import annotations

import logging

import pytest

from sphinx_howto import definition
from sphinx_howto.source import docstrings

GOOGLE = """Send a message.

    It is sent once.

    Args:
        text (str): What to send.
            On two lines.
        **extra: Further headers.

    Returns:
        bool: True if it was sent.

    Raises:
        ValueError: If the text is empty.
        http.Error: If the server refuses.
    """
NUMPY = """
    Send a message.

    It is sent once.

    Parameters
    ----------
    text : str
        What to send.
        On two lines.
    **extra
        Further headers.

    Returns
    -------
    bool
        True if it was sent.

    Raises
    ------
    ValueError
        If the text is empty.
    http.Error
        If the server refuses.
    """
SPHINX = """Send a message.

    It is sent once.

    :param str text: What to send.
        On two lines.
    :param extra: Further headers.
    :returns: True if it was sent.
    :rtype: bool
    :raises ValueError: If the text is empty.
    :raises http.Error: If the server refuses.

    And more text.
    """


def words(items: tuple[definition.DocumentedItem, ...]) -> list[tuple[str, str, str]]:
    return [(item.name.lstrip("*"), item.annotation, " ".join(item.description.split())) for item in items]


@pytest.mark.parametrize(("text", "style"), [(GOOGLE, "google"), (NUMPY, "numpy"), (SPHINX, "sphinx")])
@pytest.mark.parametrize("asked", ["auto", "same"])
def test_every_style_gives_the_same_parts(text: str, style: str, asked: str) -> None:
    parsed = docstrings.parse(text, 10, style if asked == "same" else asked)
    assert parsed.style == style
    assert parsed.summary == "Send a message."
    assert words(parsed.parameters) == [
        ("text", "str", "What to send. On two lines."),
        ("extra", "", "Further headers."),
    ]
    assert [(item[1:]) for item in words(parsed.returns)] == [("bool", "True if it was sent.")]
    assert words(parsed.raises) == [
        ("ValueError", "ValueError", "If the text is empty."),
        ("http.Error", "http.Error", "If the server refuses."),
    ]


@pytest.mark.parametrize("text", [GOOGLE, NUMPY, SPHINX])
def test_entries_stand_on_their_lines_in_the_file(text: str) -> None:
    lines = [""] * 9 + text.splitlines()
    parsed = docstrings.parse(text, 10, "auto")
    for item in (*parsed.parameters, *parsed.raises):
        assert item.name in lines[item.line - 1]


def test_without_a_line_there_are_no_lines() -> None:
    parsed = docstrings.parse(GOOGLE + "\n    >>> 1\n    1\n", 0, "auto")
    assert {item.line for item in parsed.parameters} == {0}
    assert parsed.examples == ((">>> 1\n1", 0),)


def test_the_style_that_is_asked_for_is_the_one_that_is_read() -> None:
    assert docstrings.parse(GOOGLE, 1, "sphinx").parameters == ()


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("One line.", "One line."),
        ("One\n    line over\n    three.\n\n    More.", "One line over three."),
        ("\n\n    Late.\n", "Late."),
        ("Title\n=====\n\nWhat it is.", "What it is."),
        ("Title\n=====", "Title"),
        ("Title\n-----\nWhat it is.", "What it is."),
        ("deque([iterable[, maxlen]]) --> deque object\n\nA list-like sequence.", "A list-like sequence."),
        ("f(x) -> int", "f(x) -> int"),
        (".. versionadded:: 3\n\nWhat it is.", "What it is."),
        (".. versionadded:: 3", ""),
        ("Adds.\n>>> add(1, 2)\n3", "Adds."),
        (">>> add(1, 2)\n3", ""),
        ("Adds.\n:param a: one", "Adds."),
        (":param a: one", ""),
        ("Adds.\nArgs:\n    a: one", "Adds."),
        ("Args:\n        a: one\n    ", ""),
        ("Parameters\n----------\na : int\n", ""),
        ("Return ``x`` *as is*, see :func:`f`.", "Return ``x`` *as is*, see :func:`f`."),
    ],
)
def test_the_summary_is_the_first_paragraph_that_says_something(text: str, summary: str) -> None:
    assert docstrings.parse(text, 1, "auto").summary == summary


@pytest.mark.parametrize(
    "text",
    ["Plain.", "See: the manual.", "Returns nothing: it is void.", "A list:\n\n- one\n- two", "Note\nwell."],
)
def test_plain_text_has_no_style(text: str) -> None:
    parsed = docstrings.parse(text, 1, "auto")
    assert (parsed.style, parsed.parameters, parsed.raises) == ("", (), ())


def test_headings_without_a_blank_line_before_them_are_read() -> None:
    parsed = docstrings.parse("Adds.\nArgs:\n    a: one\nReturns:\n    int: the sum", 1, "auto")
    assert words(parsed.parameters) == [("a", "", "one")]
    assert words(parsed.returns) == [("", "int", "the sum")]


def test_a_result_may_have_no_type() -> None:
    parsed = docstrings.parse("Adds.\n\nReturns:\n    The sum of both.", 1, "google")
    assert words(parsed.returns) == [("", "", "The sum of both.")]


def test_defaults_and_attributes_are_kept() -> None:
    text = "C.\n\nParameters\n----------\na : int, default: 3\n    one\n"
    text += "\nAttributes\n----------\nb : str\n    two\n"
    parsed = docstrings.parse(text, 1, "numpy")
    assert parsed.parameters[0].default == "3"
    assert words(parsed.attributes) == [("b", "str", "two")]


@pytest.mark.parametrize(
    "text",
    [
        "Do.\n\nArgs:\n  nothing here that is an entry\n",
        "Do.\n\nArgs:\n\nReturns:\n",
        "Do.\n\n:param: nameless\n:raises: what\n",
        "Do.\n\nParameters\n----------\n",
        "Do.\n\nRaises:\n    just words and no type\n",
        "Do.\n\nExamples\n--------\n>>> a\n  >>>b\n",
        "\x00\x07 \ud800",
        "Do.\n\nParameters\n----------\na : '\\|'\n    one\n",
    ],
)
def test_malformed_docstrings_are_read_in_silence(text: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for style in ("auto", "google", "numpy", "sphinx"):
            docstrings.parse(text, 1, style)
    assert not caplog.records


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        (":meta private:", ""),
        ("Keep bees.\n\n:meta private:", "Keep bees."),
        (":meta hide-value:\n\nKeep bees.", "Keep bees."),
        ("Keep bees :meta: phorically.", "Keep bees :meta: phorically."),
    ],
)
def test_metadata_of_autodoc_is_not_told(text: str, summary: str) -> None:
    assert docstrings.parse(text, 1, "auto").summary == summary


@pytest.mark.parametrize("text", [
    "Raises :exec:`ValueError` if it fails.",
    "Raises :exc:`ValueError` if it fails.",
    "Returns :py:class:`A`: it is whole.",
    ":exception:`ValueError` is raised then.",
    ":return:`A` is another name.",
])  # fmt: skip
def test_a_role_is_no_field_and_opens_no_section(text: str) -> None:
    found = docstrings.parse(f"Do it.\n\n{text}", 1, "")
    assert (found.style, found.paragraphs, found.raises, found.returns) == ("", (text,), (), ())


@pytest.mark.parametrize(("text", "style"), [
    ("Raises:\n    ValueError: If it fails.", "google"),
    ("Raises :\n    ValueError: If it fails.", "google"),
    (":raises ValueError: If it fails.", "sphinx"),
    (":exception ValueError: If it fails.", "sphinx"),
])  # fmt: skip
def test_fields_and_sections_of_exceptions(text: str, style: str) -> None:
    found = docstrings.parse(f"Do it.\n\n{text}", 1, "")
    assert (found.style, found.paragraphs) == (style, ())
    assert [(item.name, item.description) for item in found.raises] == [("ValueError", "If it fails.")]
