"""Docstrings of other tools and habits: tags, headings, bookkeeping, entries outside of sections."""

from __future__ import annotations

import inspect

import pytest

from sphinx_howto import definition
from sphinx_howto.source import docstrings


def parsed(text: str, *names: str) -> definition.Docstring:
    return docstrings.parse(inspect.cleandoc(text), 1, "auto", names)


@pytest.mark.parametrize(("text", "summary"), [
    ('! \\file report.py\n\\brief Sends the report.\n\n\\author Ann', "Sends the report."),
    # The string is not raw: Python made control characters of two commands
    ("! \x0cile report.py\n\x08rief Sends the report.\n\n\x07uthor Ann", "Sends the report."),
    ("@file report.py\n@brief Sends the report.", "Sends the report."),
    (
        ".. module:: report\n   :platform: Unix\n   :synopsis: Sends the report.\n\n.. moduleauthor:: Ann",
        "Sends the report.",
    ),
    ("Module: report.py\nAuthor: Ann Other\nDate: 2020-01-02\n\nSends the report.", "Sends the report."),
    ("report.py\n\nSends the report.\n\nCopyright (c) 2020 Ann", "Sends the report."),
    ("Description: Sends the report.\n:Author: Ann", "Sends the report."),
    ("TODO: rename\nthis.\n\nSends the report.", "Sends the report."),
    ("  :platform: Unix\n  :synopsis: Sends the report.", "Sends the report."),
    (":synopsis:\n\nSends the report.", "Sends the report."),
    # Near misses: words that only begin alike
    ("Todo lists are sent.", "Todo lists are sent."),
    ("Module that sends the report.", "Module that sends the report."),
    ("@app.route is what it needs.", "@app.route is what it needs."),
    ("Date: when it was sent.", "Date: when it was sent."),
])  # fmt: skip
def test_the_purpose_is_told_and_the_bookkeeping_is_not(text: str, summary: str) -> None:
    assert parsed(text).summary == summary


@pytest.mark.parametrize("text", [
    "Send.\n\n@param x: The part.\n@type x: str\n@return: The rest.\n@raise ValueError: If empty.",
    "Send.\n\n@param x The part.\n@return The rest.\n@throws ValueError If empty.",
    "Send.\n\n\\param[in] x The part.\n\\return The rest.\n\\throws ValueError If empty.",
    "Send.\n\nParameters:\n- x (str): The part.\nReturn: The rest.\nRaises: ValueError: If empty.",
    "Send.\n\n**Args:**\n  * `x` (str): The part.\n**Returns:** The rest.\n\nRaises: ValueError: If empty.",
    "Send.\n\n    :param str x: The part.\n    :return: The rest.\n    :raises ValueError: If empty.",
    "@~english Send. @param x: The part.\n@return The rest.\n@raise ValueError If empty.",
    "Send.\n\nArgs:\n    @param x: The part.\nReturns:\n    @return: The rest.\n@raise ValueError: If empty.",
    "Send.\n\nParams:\n    x: The part.\nReturns:\n- The rest.\nExceptions:\n    ValueError: If empty.",
])  # fmt: skip
def test_tags_and_headings_of_every_habit_give_the_same_parts(text: str) -> None:
    found = parsed(text, "x")
    assert found.summary == "Send."
    assert [(item.name, item.prose) for item in found.parameters] == [("x", "The part.")]
    assert [item.prose for item in found.returns] == ["The rest."]
    assert [(item.name, item.prose) for item in found.raises] == [("ValueError", "If empty.")]


@pytest.mark.parametrize(("args", "returns", "raises"), [
    ("Аргументы:", "Возвращает:", "Исключения:"),
    ("Parámetros:", "Devuelve:", "Lanza:"),
    ("Paramètres :", "Retourne :", "Lève :"),
    ("参数\uff1a", "返回\uff1a", "异常\uff1a"),
])  # fmt: skip
def test_headings_in_other_languages(args: str, returns: str, raises: str) -> None:
    found = parsed(f"Send.\n\n{args}\n    x: It.\n\n{returns}\n    It.\n\n{raises}\n    ValueError: It.")
    assert [item.prose for item in (*found.parameters, *found.returns, *found.raises)] == ["It."] * 3
    assert parsed(f"Send.\n\n{args[:4]}x:\n    x: It.").parameters == ()


@pytest.mark.parametrize(
    "text", ["Send.\n\n:param x: The part.\n\nMore.", ":param x: The part.\n\nSend.\n\nMore."]
)
def test_prose_after_fields_is_prose(text: str) -> None:
    found = parsed(text, "x")
    assert (found.summary, found.paragraphs) == ("Send.", ("More.",))
    assert [item.prose for item in found.parameters] == ["The part."]


def test_a_list_in_a_section_stays_a_list() -> None:
    found = parsed("Send.\n\nReturns:\n    One of:\n    - a\n    - b\n\nMore.")
    assert [item.prose for item in found.returns] == ["One of: a; b."]


@pytest.mark.parametrize(("text", "said"), [
    ("Send.\n\nx -- the part\ny: the rest,\n   of it\n\nMore.", {"x": "the part", "y": "the rest, of it"}),
    ("Send.\n\n* x - the part\n* `y` (int): the rest\n\nMore.", {"x": "the part", "y": "the rest"}),
    ("Send.\n\nx\n    the part\ny : int\n    the rest\n\nMore.", {"x": "the part", "y": "the rest"}),
    ("Send.\n\n``x``, so.\n\nIf ``y`` is\non.\n\nMore.", {"x": "``x``, so.", "y": "If ``y`` is on."}),
    # Near misses: code, words that are no parameters, a sentence that only begins with a word of that name
    ("Send.\n\nLike this::\n\n    x: the part\n\nMore.", {}),
    ("Send.\n\nz: the part\n\nMore.", {}),
    ("Send.\n\nx is sent first.\n\nMore.", {}),
])  # fmt: skip
def test_what_is_said_of_parameters_outside_of_sections(text: str, said: dict[str, str]) -> None:
    found = parsed(text, "x", "y")
    assert {item.name: " ".join(item.description.split()) for item in found.parameters} == said
    assert found.summary == "Send."
    assert "Like this" in text or found.paragraphs[-1] == "More."


def test_a_paragraph_about_a_parameter_at_the_beginning_is_the_summary_unless_others_follow() -> None:
    assert parsed("``x`` is\nsent.", "x", "y").parameters == ()
    found = parsed("``x`` is\nsent.\n\n``y`` is kept.", "x", "y")
    assert (found.summary, [item.name for item in found.parameters]) == ("", ["x", "y"])


def test_a_section_of_parameters_leaves_the_prose_alone() -> None:
    found = parsed("Send.\n\nArgs:\n    x: The part.\n\nNote:\n    y: no entry.", "x", "y")
    assert [item.name for item in found.parameters] == ["x"]


@pytest.mark.parametrize(("text", "summary", "paragraphs"), [
    # A title of several words is what the docstring is about
    ("What is sent to whom\n====================\n\n**Aim**\n\nMore.", "What is sent to whom", ("More.",)),
    ("What is sent to whom\n====================\n\nWhat more.", "What is sent to whom", ("What more.",)),
    ("Title\n=====\n\n**Aim**\n\nWhat it is.", "What it is.", ()),
    # What an editor puts where an author should write
    ("[Function's description]\n\nArgs:\n    x: [description]", "", ()),
    ("_summary_\n\nMore.", "More.", ()),
    # Near misses
    ("A [description] of it.", "A [description] of it.", ()),
    ("**It** is sent.\n\n**Never** twice.", "**It** is sent.", ("**Never** twice.",)),
])  # fmt: skip
def test_titles_and_placeholders(text: str, summary: str, paragraphs: tuple[str, ...]) -> None:
    found = parsed(text, "x")
    assert (found.summary, found.paragraphs) == (summary, paragraphs)
    assert [item.prose for item in found.parameters] in ([], [""])
