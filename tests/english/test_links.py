"""Quoted code links to the objects that its names mean in the lines that are told, and to nothing else."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sphinx_howto import document
from sphinx_howto.pipeline import explain

Found = Callable[..., set[tuple[str, str]]]

HEAD = """
import json
import os.path as p
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

def helper(value):
    return value

"""


def spans(steps: tuple[document.Step, ...]) -> Iterator[document.Span]:
    for step in steps:
        yield from (*step.label, *step.text, *spans(step.steps))


def links(page: document.Document) -> Iterator[tuple[str, str]]:
    told = [span for paragraph in page.summary for span in paragraph]
    for span in [*told, *spans((*page.facts, *page.steps))]:
        if isinstance(span, document.Code):
            yield from [(span.text, span.reference)] if span.reference else []
            yield from ((span.text[link.start : link.end], link.path) for link in span.links)


@pytest.fixture
def found(tmp_path: Path) -> Found:
    """Writes a module and gives the pairs (text, path) of what links in the how-to of ``m.f``."""

    def run(code: str, target: str = "m.f") -> set[tuple[str, str]]:
        (tmp_path / "m.py").write_text(HEAD + textwrap.dedent(code), "utf-8")
        return set(links(explain(target, [str(tmp_path)], detail="full")))

    return run


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("def f(a):\n    return helper(a) + 1", ("helper", "m.helper")),
        ("def f(a):\n    return unknown.call(p.dirname(a), b=3)", ("p.dirname", "os.path.dirname")),
        ("def f(a):\n    x = json.loads(a)[0]\n    return x", ("json.loads", "json.loads")),
        ("def f(a) -> 'dict[str, Decimal]':\n    return a[0]", ("Decimal", "decimal.Decimal")),
        ("def f(a) -> OrderedDict[str, int]:\n    return a[0]", ("OrderedDict", "collections.OrderedDict")),
        ("def f(a):\n    import csv\n    return csv.writer(a, 'excel')[0]", ("csv.writer", "csv.writer")),
        ("def f(a):\n    if not a:\n        raise KeyError(a)", ("KeyError", "KeyError")),
        ("@helper\ndef f(a):\n    return 1", ("helper", "m.helper")),
        ("def f(a):\n    return 'é', helper(a), 2", ("helper", "m.helper")),
        ("def f(a):\n    return a", ("f", "m.f")),
    ],
)
def test_what_is_linked(found: Found, code: str, expected: tuple[str, str]) -> None:
    assert expected in found(code)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("def f(helper):\n    return helper(1) + 1", "helper"),
        ("def f(a):\n    helper = a\n    return helper(1) + 1", "helper"),
        ("def f(a):\n    for helper in a:\n        helper(1)[2]", "helper"),
        ("def f(a):\n    return [helper + 1 for helper in a]", "helper"),
        ("def f(a):\n    return a.map(lambda helper: helper + 1)", "helper"),
        ("def f(a):\n    a['helper'] = 1\n    return a", "helper"),
        ("def f(a):\n    return a.helper + 1", "helper"),
        ("def f(a):\n    return dict(helper=a)", "helper"),
        ("def f(type):\n    return type", "type"),
    ],
)
def test_what_only_looks_the_same_is_not_linked(found: Found, code: str, name: str) -> None:
    assert name not in {text for text, _ in found(code)}


CLASS = """
class Base:
    def rest(self):
        return 1

class C(Base):
    open = True

    def close(self, type):
        self.rest(type, 1)
        self.other.close()
        return self.size[type]

    @staticmethod
    def make(self):
        return self.rest() + 1
"""


def test_members_of_the_class(found: Found) -> None:
    assert {("self.rest", "m.Base.rest"), ("self.size", "m.C.size")} <= found(CLASS, "m.C.close")
    assert "self.other.close" not in {text for text, _ in found(CLASS, "m.C.close")}
    assert "self.rest" not in {text for text, _ in found(CLASS, "m.C.make")}


def test_attributes_of_a_class_are_no_builtins(found: Found) -> None:
    assert not {"open", "type"} & {path for _, path in found(CLASS, "m.C")}


def test_bases_are_linked(found: Found) -> None:
    assert ("Base", "m.Base") in found(CLASS, "m.C")
