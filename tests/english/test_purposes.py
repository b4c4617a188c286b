"""What a definition is for: docstring, docstring of ``__init__``, comment above; as many words as fit."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from sphinx_howto.pipeline import explain
from tests.english.test_arguments import shown


def summary(folder: Path, code: str, target: str, detail: str = "normal") -> list[str]:
    (folder / "m.py").write_text(textwrap.dedent(code), "utf-8")
    return [shown(paragraph) for paragraph in explain(target, [str(folder)], detail=detail).summary]  # type: ignore[arg-type]


def test_a_class_without_a_docstring_is_told_by_that_of_its_creation(tmp_path: Path) -> None:
    code = '''
    class Shelf:
        def __init__(self):
            """A board on a wall."""
    '''
    assert summary(tmp_path, code, "m.Shelf")[0] == "`Shelf`: A board on a wall."
    (step,) = explain("m.Shelf", [str(tmp_path)]).steps
    assert shown(step.text) == "Takes no arguments. Has no statements of its own."
    made = code.replace("A board on a wall", "Initialize a new instance")
    assert summary(tmp_path, made, "m.Shelf")[0] == "`Shelf` is a class."
    own = code.replace("class Shelf:", 'class Shelf:\n        """Books stand on it."""\n')
    assert summary(tmp_path, own, "m.Shelf")[0] == "`Shelf`: Books stand on it."
    assert shown(explain("m.Shelf", [str(tmp_path)]).steps[0].text).startswith("A board on a wall. Takes")


@pytest.mark.parametrize(("comment", "told"), [
    ("# Take one book away", True),
    ("# ---- Take one book away ----", False),
    ("# Public methods of books", False),
    ("# book", False),
    ("# take = other(book, 1)", False),
    ("# TODO take it from the end", False),
    ("# Take one book away\n", False),
])  # fmt: skip
def test_the_comment_above_a_definition_says_what_it_is_for(tmp_path: Path, comment: str, told: bool) -> None:
    code = f"{comment}\ndef take(books):\n    return books.pop()\n"
    assert (summary(tmp_path, code, "m.take")[0] == "`take`: Take one book away.") is told
    documented = code.replace("books):", 'books):\n    """From the end."""')
    assert summary(tmp_path, documented, "m.take")[0] == "`take`: From the end."


def test_further_paragraphs_are_told_in_whole_sentences_while_there_is_room(tmp_path: Path) -> None:
    long = " ".join(f"word{number}" for number in range(60))
    paragraphs = ["One.", "Two. More of two.", "See also: g.", f"A {long}.", f"B {long}."]
    text = "\n\n    ".join(paragraphs)
    code = f'def f():\n    """{text}\n    """\n'
    told = ["`f`: One.", "Two. More of two.", f"A {long}.", f"B {long}."]
    assert summary(tmp_path, code, "m.f")[:-1] == told
    # What there is no room for leaves a sign, a warning is told all the same
    more = code.replace(f"B {long}.", f"B {long}.\n\n    C {long}.\n\n    .. warning:: Ask first.")
    assert summary(tmp_path, more, "m.f")[:-1] == [*told[:-1], f"{told[-1]} …", "Warning: Ask first."]
    assert summary(tmp_path, code, "m.f", "brief")[:-1] == ["`f`: One."]


def test_a_step_begins_with_the_sentences_after_the_summary_while_it_stays_short(tmp_path: Path) -> None:
    code = '''
    class Shelf:
        def take(self):
            """Take one.

            The last goes first.

            {more}
            """
            return self.books.pop()
    '''
    long = " ".join(["word"] * 40)
    whole = "Take one. The last goes first. Really. Takes"
    for more, told in (("Really.", whole), (long, "goes first. … Takes")):
        (tmp_path / "m.py").write_text(textwrap.dedent(code.format(more=more)), "utf-8")
        (step,) = explain("m.Shelf", [str(tmp_path)]).steps
        assert told in shown(step.text)
        (step,) = explain("m.Shelf", [str(tmp_path)], detail="brief").steps
        assert shown(step.text).startswith("Take one. Takes")


def test_strings_after_a_docstring_go_on_with_it(tmp_path: Path) -> None:
    code = 'def f():\n    """One of it."""\n    """\n    Twice a day.\n    """\n    return open\n'
    assert summary(tmp_path, code, "m.f")[:2] == ["`f`: One of it.", "Twice a day."]
    for other in (
        code.replace("Twice a day.", "x = 1"),
        code.replace('"""\n    """', '"""\n    x = 1\n    """'),
    ):
        assert "Twice a day." not in summary(tmp_path, other, "m.f")


def test_a_paragraph_that_says_the_summary_again_is_left_out(tmp_path: Path) -> None:
    code = 'def f():\n    """Sends reports of sales.\n\n    This function {} reports of sales.\n    """\n'
    assert len(summary(tmp_path, code.format("sends"), "m.f")) == 2
    assert len(summary(tmp_path, code.format("never prints"), "m.f")) == 3


@pytest.mark.parametrize(("comment", "told"), [
    ("# This program sends mails as soon as it is run. Be careful!", True),
    # Near misses: code, marks for editors, lines
    ("# send(mails)", False),
    ("# vim: set ts=4 sw=4:", False),
    ("# -------------------", False),
])  # fmt: skip
def test_what_stands_below_a_module_is_a_note(tmp_path: Path, comment: str, told: bool) -> None:
    found = summary(tmp_path, f"import os\n\nos.remove('a')\n\n{comment}\n", "m")
    note = "The author notes: “This program sends mails as soon as it is run. Be careful!”."
    assert (note in found) is told
    assert any("author" in text for text in found) is told


@pytest.mark.parametrize(("comment", "told"), [
    ("# Spec: https://a.example/spec", True),
    ("# https://a.example/spec", True),
    # Near misses: other marks
    ("# TODO: https://a.example/spec", False),
    ("# x = 'https://a.example/spec'", False),
])  # fmt: skip
def test_an_address_above_a_definition_is_a_note(tmp_path: Path, comment: str, told: bool) -> None:
    cases = (("class A:\n    def m(self): return 1\n", "A"), ("def f(x):\n    return x + 1\n", "f"))
    for code, name in cases:
        found = summary(tmp_path, f"{comment}\n{code}", f"m.{name}")[0]
        assert ("The author notes: “" in found) is told
        assert ("https://a.example/spec”." in found) is told
        documented = code.replace("\n", '\n    """Counts."""\n', 1)
        assert "notes" not in summary(tmp_path, f"{comment}\n{documented}", f"m.{name}")[0]


@pytest.mark.parametrize(("following", "is_first"), [
    ("In case none is found, nothing is done.", True),
    ("If it is locked, it is left alone.", True),
    ("Otherwise nothing is done.", True),
    ("Note that it may be locked.", True),
    # Near misses: other paragraphs, words that only begin alike
    ("The files are laid out side by side.", False),
    ("In caskets, side by side.", False),
    ("Noted are the files.", False),
])  # fmt: skip
def test_a_paragraph_about_a_case_opens_no_description(
    tmp_path: Path, following: str, is_first: bool
) -> None:
    code = f'def unpack_archive(name):\n    """Unpack an archive.\n\n    {following}\n    """\n'
    told = ["`unpack_archive`: Unpack an archive.", following]
    told = told if is_first else [f"`unpack_archive`: {following}"]
    assert summary(tmp_path, code, "m.unpack_archive")[:-1] == told
