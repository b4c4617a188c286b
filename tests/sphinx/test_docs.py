"""The documentation says what is so: its examples run, and it names every option, event and subtype."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

import sphinx_howto
from sphinx_howto import errors
from sphinx_howto.sphinx_ext import directive, events, settings, summary

DOCS = Path(__file__).parents[2] / "docs"
PACKAGE = Path(sphinx_howto.__file__).parent

BILLING = '''
class Invoice:
    """What a customer owes."""


class _Draft:
    """What nobody owes yet."""
'''
PAGE = """
    Billing
    =======

    .. howto:: billing.Invoice
    .. howto:: billing._Draft
"""


def read(page: str) -> str:
    return (DOCS / page).read_text("utf-8")


def guide_example(function: str) -> str:
    """The code block of the events guide that defines ``function``."""
    blocks = re.findall(r"\.\. code-block:: python\n\n((?: {3}.*\n|\n)+)", read("how-to/events.rst"))
    (block,) = [block for block in blocks if f"def {function}" in block]
    return dedent(block)


def build_guide(build: Any, function: str) -> Any:
    return build({"conf.py": guide_example(function), "billing.py": BILLING, "index.rst": PAGE}, "text")


def test_guide_leaves_an_object_out(build: Any) -> None:
    built = build_guide(build, "skip_private")
    assert built.warnings == []
    assert built.text("index.txt").count("How to Use This Code Block") == 1
    assert "What nobody owes yet" not in built.text("index.txt")


def test_guide_adds_a_fact(build: Any) -> None:
    built = build_guide(build, "name_the_owner")
    assert built.warnings == []
    assert '**Owner**: Team Billing. Ask in "#billing".' in built.text("index.txt")


def test_guide_changes_the_title(build: Any) -> None:
    built = build_guide(build, "number_the_title")
    assert built.warnings == []
    assert "How to Use This Code Block: billing.Invoice\n" in built.text("index.txt")


def test_guide_teaches_a_phrase(build: Any) -> None:
    files = {
        "warehouse.py": read("_code/warehouse.py"),
        "phrases.toml": read("_code/phrases.toml"),
        "index.rst": "Depot\n=====\n\n.. howto:: warehouse.close_order\n",
    }
    built = build(files, "text", howto_phrasebooks=["phrases.toml"])
    assert built.warnings == []
    assert "the warehouse" in built.text("index.txt")
    assert "depot.dispatch(" not in built.text("index.txt").replace(" ", "")


def test_guide_finds_an_example_in_the_tests(build: Any) -> None:
    """The page is made anew when the test changes, although it mentions no file."""
    test = "from shelf import Shelf\n\n\ndef test_add():\n    assert Shelf('a').add('{title}') == 1\n"
    files = {"shelf.py": read("_code/shelf.py"), "index.rst": "Shelf\n=====\n\n.. howto:: shelf.Shelf\n"}
    for title in ("Momo", "Pippi"):
        files["tests/test_shelf.py"] = test.format(title=title)
        built = build(files, "text", howto_example_paths=["tests"])
        assert f"add('{title}')" in built.text("index.txt").replace('"', "'")
        assert "test_shelf.py" in built.text("index.txt")


OPTIONS = {*directive.HowtoDirective.CHOICES, *summary.SummaryDirective.CHOICES}


@pytest.mark.parametrize("option", sorted(OPTIONS))
def test_the_reference_names_every_option(option: str) -> None:
    assert f".. rst:directive:option:: {option}" in read("reference/directives.rst")


@pytest.mark.parametrize("event", events.EVENTS)
def test_the_reference_names_every_event(event: str) -> None:
    assert f".. event:: {event} (" in read("reference/events.rst")


def test_the_reference_names_every_subtype() -> None:
    """Those of errors come from their classes; those of problems are written where they are found."""
    sources = "".join(path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py")))
    subtypes = set(re.findall(r"(?:Problem|\bwarn)\(\s*\"(\w+)\"", sources))
    assert "example" in subtypes
    assert not [name for name in subtypes if f"``howto.{name}``" not in read("reference/warnings.rst")]


def test_every_error_has_a_subtype_of_its_own() -> None:
    """The reference of the warnings is made of them."""
    subtypes = [error.subtype for error in errors.HowtoError.__subclasses__()]
    assert len(set(subtypes)) == len(subtypes)
    assert errors.HowtoError.subtype not in subtypes


@pytest.mark.parametrize("name", sorted(page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.rst")))
def test_the_docs_name_no_setting_that_does_not_exist(name: str) -> None:
    known = {setting.full_name for setting in settings.SETTINGS}
    named = set(re.findall(r"\bhowto_[a-z_]+\b", read(name)))
    assert named <= known
