"""The parameters of the bundled rows are those of the callees that they name."""

from __future__ import annotations

import dataclasses
import inspect
import sys
import types
from collections.abc import Iterator

import pytest

from sphinx_howto import phrasebook, phrasebooks
from sphinx_howto.phrasebooks import requirements
from tests import callees

POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


def signature(entry: phrasebook.Entry) -> inspect.Signature | None:
    """How the callee is called, without ``self``; ``None`` where Python does not know."""
    found, holder = callees.resolve(entry.name)
    try:
        known = inspect.signature(found)
    except (ValueError, TypeError):
        return None
    if inspect.isclass(holder):
        static = inspect.getattr_static(holder, entry.name.split(".")[-1])
        if not isinstance(static, (classmethod, staticmethod, types.ClassMethodDescriptorType, type)):
            return known.replace(parameters=list(known.parameters.values())[1:])
    return known


def disagreements(entry: phrasebook.Entry, known: inspect.Signature) -> Iterator[str]:
    """What the row says of its parameters that the signature does not."""
    positional = [item for item in known.parameters.values() if item.kind in POSITIONAL]
    kinds = {item.kind for item in known.parameters.values()}
    covered: set[str] = set()
    stars = [place for place, name in enumerate(entry.parameters) if name.startswith("*")]
    cut = stars[0] if stars else len(entry.parameters)
    for place, name in enumerate(entry.parameters[:cut]):
        if place < len(positional):
            covered.add(positional[place].name)
            yield from wrong_place(entry, name, positional[place])
        elif inspect.Parameter.VAR_POSITIONAL not in kinds:
            yield f"{name}: not positional"
    if stars and entry.parameters[cut] not in ("*", "**") and not entry.parameters[cut].startswith("**"):
        covered.update(item.name for item in positional[cut:])
        if cut >= len(positional) and inspect.Parameter.VAR_POSITIONAL not in kinds:
            yield f"{entry.parameters[cut]}: takes no further arguments"
    for name in entry.parameters[cut:]:
        if name in known.parameters:
            covered.add(name)
            yield from wrong_default(entry, name, known.parameters[name])
        elif not name.startswith("*") and inspect.Parameter.VAR_KEYWORD not in kinds:
            yield f"{name}: unknown"
    yield from (f"{name}: required but absent" for name in required(known) if name not in covered)


def required(known: inspect.Signature) -> list[str]:
    kinds = (*POSITIONAL, inspect.Parameter.KEYWORD_ONLY)
    return [
        name for name, item in known.parameters.items() if item.kind in kinds and item.default is item.empty
    ]


def wrong_place(entry: phrasebook.Entry, name: str, known: inspect.Parameter) -> Iterator[str]:
    if known.name != name and known.kind is not inspect.Parameter.POSITIONAL_ONLY:
        yield f"{name}: is named {known.name}"
    yield from wrong_default(entry, name, known)


def wrong_default(entry: phrasebook.Entry, name: str, known: inspect.Parameter) -> Iterator[str]:
    if name not in entry.defaults:
        return
    if known.default is known.empty:
        yield f"{name}: is required"
    source = entry.defaults[name]
    if source and requirements.literal(source) != known.default:
        yield f"{name}: its default is {known.default!r}"


@pytest.mark.skipif(sys.version_info < (3, 12), reason="the rows follow the newest signatures")
def test_parameters_agree_with_the_signatures_of_the_standard_library() -> None:
    wrong: list[str] = []
    compared = 0
    for entry in stdlib_rows():
        known = None if callees.missing_here(entry.name) else signature(entry)
        if known is not None:
            compared += 1
            wrong.extend(f"{entry.name}{entry.parameters}: {what}" for what in disagreements(entry, known))
    assert wrong == []
    assert compared > 600


def stdlib_rows() -> list[phrasebook.Entry]:
    rows = (entry for entries in phrasebooks.load().entries.values() for entry in entries)
    return [entry for entry in rows if callees.is_stdlib(entry.name)]


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("json.dumps", ("object",), "object: is named obj"),
        ("json.dumps", ("obj", "*", "pretty"), ""),
        ("json.loads", ("s", "cls"), "cls: not positional"),
        ("glob.glob", ("pathname", "*", "deep"), "deep: unknown"),
        ("os.replace", ("src",), "dst: required but absent"),
        ("len", ("obj", "*others"), "*others: takes no further arguments"),
    ],
)
def test_a_wrong_row_would_be_found(name: str, parameters: tuple[str, ...], message: str) -> None:
    row = dataclasses.replace(phrasebooks.load().entries[name][0], parameters=parameters, defaults={})
    known = signature(row)
    assert known is not None
    assert "".join(disagreements(row, known)) == message
