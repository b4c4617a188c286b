"""Comments: which become labels or notes, which are left alone, and to which statement they belong."""

# ruff: noqa: E501  # a pair stands on one line

from __future__ import annotations

import ast

import pytest

from sphinx_howto.analysis import comment_texts, comments
from tests.english.telling import module_of


def comment(text: str) -> comments.Comment:
    """A comment of one line."""
    return comments.Comment(text, 1, 1, 0)


LABELS = [
    ("Read every file", "Read every file"),
    ("read every file.", "Read every file"),
    ("Step 1: Read the file", "Read the file"),
    ("2) Read the file", "Read the file"),
    ("--- Helpers of the parser ---", "Helpers of the parser"),
    ("=== Input ends here ===", "Input ends here"),
    ("Шаг 1: Логин в системе", "Логин в системе"),
    ("First, read the file", "Read the file"),
    ("檢查檔案是否存在", "檢查檔案是否存在"),
    ("── Read every file ──", "Read every file"),
    ("Écrire le fichier", "Écrire le fichier"),
    ("Windows only", "Windows only"),
    ("Handle bot replies", "Bot replies"),
    ("Get the anonymous access token", "Anonymous access token"),
    ("Exchange auth_token for refresh token", "Exchange auth_token for refresh token"),
    ("Read the file (fast)", "Read the file"),
    ("Read the file: it may be large", "Read the file"),
    ("Headers", "Headers"),
    ("===== CARS =====", "Cars"),
    ("===== OPEN THE URL =====", "OPEN THE URL"),
    ("\U0001f539 Postgres rows", "Postgres rows"),
]


@pytest.mark.parametrize(("text", "expected"), LABELS, ids=[row[0] for row in LABELS])
def test_a_short_phrase_is_a_label(text: str, expected: str) -> None:
    assert comment_texts.label(comment(text)) == expected


NO_LABELS = [
    "Example file: it may be large", "one that has seven or even more words in it",
    "Header", "Access", "cars", "This reads the file", "We read it all", "it fails here", "TODO: read the file", "FIXME later on",
    "XXX remove that", "NOTE the order", "HACK for Windows", "noqa: E501", "noinspection PyUnboundLocalVariable", "type: ignore", "pragma: no cover",
    "pylint: disable=all", "fmt: off", "isort: skip", "-*- coding: utf-8 -*-", "!/usr/bin/python", "x = 1",
    "return None", "foo(bar)", "foo.bar first", "some_name in it", "if x: pass", "Handle errors", "The cache is full",
    "Should be faster", "See also that", "bug #123 fixed", "see https://example.com", "Copyright 2024-01-01",
    "Why that order?", '"quoted text" here', "a < b here", "read the whole file again and again for each line",
    "1 2 3", "#######", "", "not on Windows", "because of that", "otherwise nothing", "ask me@example.com first",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_LABELS)
def test_what_is_no_label(text: str) -> None:
    assert comment_texts.label(comment(text)) is None


NOTES = [
    "Copied so that the caller's list is unchanged",
    "An empty slot would fit everywhere, so it is refused",
    "To avoid a deadlock the lock is released first.",
    "because the file is closed",
    "Skip it, otherwise it would loop",
    "The cache is full",
    "Read the file: it may be large",
    "下載檔案並驗證其完整性然後刪除過期的檔案",
    "Ensure no API key is sent for web-page requests",
    "Windows only",
    "Под Windows: только если файл закрыт, так как он занят другой программой",
]


@pytest.mark.parametrize("text", NOTES)
def test_what_says_more_than_the_statement_is_a_note(text: str) -> None:
    assert comment_texts.note(comment(text)) == text.rstrip(".")


CLEANED = [
    ("NOTE: the order is that of the file", "the order is that of the file"),
    ("1. The file must exist.", "The file must exist"),
    ('Not "text" but “bytes”', "Not \u2018text\u2019 but \u2018bytes\u2019"),
    ("It is closed. " + "And so on and on. " * 9, "It is closed. " + "And so on and on. " * 4 + "And so on and on"),
]


@pytest.mark.parametrize(("text", "expected"), CLEANED, ids=[row[0][:20] for row in CLEANED])
def test_a_note_is_bounded_and_has_inner_quotation_marks(text: str, expected: str) -> None:
    assert comment_texts.note(comment(text)) == expected


def test_behind_a_statement_a_few_words_are_enough() -> None:
    assert comment_texts.note(comment("in seconds"), is_beside=True) == "in seconds"
    assert comment_texts.note(comment("in seconds")) is None
    assert comment_texts.note(comment("noqa"), is_beside=True) is None
    assert comment_texts.note(comment("x = y"), is_beside=True) is None


@pytest.mark.parametrize(
    "text",
    [
        "Read every file", "Check if it is open", "TODO: because of that", "if not x: return y", "x.sort(key=len) is not stable",
        "for x in y:", "{'a': 1} is not allowed", "no", "------- not here -------", "self.a.b(c) only", "noqa: E501 because it is long",
        "see https://example.com since it is told there", "is that so because of me?",
        "because " + "that and " * 16 + "that", "sincere thanks", "otherworldly",
    ],
)  # fmt: skip
def test_what_is_no_note(text: str) -> None:
    assert comment_texts.note(comment(text)) is None


def test_what_the_code_says_already_is_no_note() -> None:
    text = comment("Drop the rows of the old account")
    assert comment_texts.note(text, code="table.delete(key)") == "Drop the rows of the old account"
    assert comment_texts.note(text, code="drop_rows(old_account)") is None
    assert comment_texts.note(text) is None


LINES = [
    ("#: One thing\n#: and another\n", "One thing and another"),
    ("# One thing\n# and another\n", "One thing and another"),
    ("# Give it the options if it takes them\n# Otherwise, remove them\n", "Give it the options if it takes them. Otherwise, remove them"),
    ("# It ends here.\n# Otherwise, remove them\n", "It ends here. Otherwise, remove them"),
    ("# It is sent to\n# Telegram at once\n", "It is sent to Telegram at once"),
    ("# of these,\n# If any\n", "of these, If any"),
]


@pytest.mark.parametrize(("lines", "expected"), LINES, ids=[row[1] for row in LINES])
def test_lines_of_a_comment_are_one_text(lines: str, expected: str) -> None:
    assert above(f"{lines}x = 1\n") == [expected]


@pytest.mark.parametrize(
    "text", ["x = 1", "print(x)", "'stream': True,", "timeout=3,", "'a',", "import os", "for x in y: pass", "x.y", "a + b", "return"]
)
def test_commented_out_code(text: str) -> None:
    assert comment_texts.is_code(text)
    assert comment_texts.label(comment(text)) is None


@pytest.mark.parametrize("text", ["Headers", "Read the file", "'text'", "3"])
def test_words_are_not_code(text: str) -> None:
    assert not comment_texts.is_code(text)


def above(code: str) -> list[str | None]:
    """The comment above each statement at any depth, in source order."""
    module = module_of(code)
    found = comments.Comments(module)
    statements = sorted(
        (node for node in ast.walk(module.tree) if isinstance(node, ast.stmt)), key=lambda n: n.lineno
    )
    told = [found.above(node) for node in statements]
    return [item.text if item is not None else None for item in told]


ABOVE: list[tuple[str, str, list[str | None]]] = [
    ("directly above", "# One thing\nx = 1\n", ["One thing"]),
    ("several lines", "# One thing\n# and another\nx = 1\n", ["One thing and another"]),
    ("a blank line between", "# One thing\n\nx = 1\n", [None]),
    ("at the end of the line", "x = 1  # One thing\ny = 2\n", [None, None]),
    (
        "at another indentation",
        "if x:\n    # One thing\n    y = 1\n# Other\nz = 1\n",
        [None, "One thing", "Other"],
    ),
    ("indented less than the statement", "if x:\n# One thing\n    y = 1\n", [None, None]),
    ("above a decorator", "# One thing\n@a\ndef f(): pass\n", ["One thing", None]),
    ("in a string", "x = '''\n# One thing\n'''\ny = 1\n", [None, None]),
    ("of another column", "  \n# A\n    # B\nx = 1\n", [None]),
]


@pytest.mark.parametrize(("code", "expected"), [row[1:] for row in ABOVE], ids=[row[0] for row in ABOVE])
def test_the_comment_above_a_statement(code: str, expected: list[str | None]) -> None:
    assert above(code) == expected
