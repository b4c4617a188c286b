"""The bundled rows are true to the callees that they name, as far as signatures can tell."""

from __future__ import annotations

import builtins
import functools
import hashlib
import importlib
import inspect
import sys
import threading
import types
from collections.abc import Iterator
from typing import Any

import pytest

from sphinx_howto import phrasebook, phrasebooks
from sphinx_howto.phrasebooks import requirements

BOOK = phrasebooks.load()
ROWS = [entry for entries in BOOK.entries.values() for entry in entries]

POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)

# Types that have no importable name of their own, and one that only exists as a type stub
STAND_INS: dict[str, Any] = {
    "threading.Lock": type(threading.Lock()),
    "threading.RLock": type(threading.RLock()),
    "hashlib._Hash": type(hashlib.sha256()),
    "csv.writer": type(importlib.import_module("csv").writer(sys.stderr)),
}


def is_stdlib(name: str) -> bool:
    top = name.split(".")[0]
    return top in sys.stdlib_module_names or hasattr(builtins, top)


@functools.cache
def resolve(name: str) -> tuple[Any, Any]:
    """The object at a dotted path, with what holds it (``None`` for a module's own)."""
    parts = name.split(".")
    owner = ".".join(parts[:-1])
    if owner in STAND_INS:
        return getattr(STAND_INS[owner], parts[-1]), STAND_INS[owner]
    for cut in range(len(parts), -1, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:cut])) if cut else builtins
        except ImportError:
            continue
        holder = None
        for part in parts[cut:]:
            holder, found = found, getattr(found, part)
        return found, holder
    raise AttributeError(name)


def signature(entry: phrasebook.Entry) -> inspect.Signature | None:
    """How the callee is called, without ``self``; ``None`` where Python does not know."""
    found, holder = resolve(entry.name)
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
    place = 0
    by_keyword = False
    for name in entry.parameters:
        if name.startswith("**"):
            if inspect.Parameter.VAR_KEYWORD not in kinds and len(covered) == len(known.parameters):
                yield f"{name}: takes no further keywords"
        elif name.startswith("*"):
            by_keyword = True
            if name != "*" and place >= len(positional) and inspect.Parameter.VAR_POSITIONAL not in kinds:
                yield f"{name}: takes no further arguments"
            covered.update(item.name for item in positional[place:] if name != "*")
        elif by_keyword or place >= len(positional):
            found = known.parameters.get(name)
            if found is not None:
                covered.add(name)
                yield from wrong_default(entry, name, found)
            elif (inspect.Parameter.VAR_KEYWORD if by_keyword else inspect.Parameter.VAR_POSITIONAL) not in kinds:
                yield f"{name}: unknown"
        else:
            found = positional[place]
            place += 1
            covered.add(found.name)
            if found.name != name and found.kind is not inspect.Parameter.POSITIONAL_ONLY:
                yield f"{name}: is named {found.name}"
            yield from wrong_default(entry, name, found)
    for name, item in known.parameters.items():
        if item.default is item.empty and item.kind in (*POSITIONAL, item.KEYWORD_ONLY) and name not in covered:
            yield f"{name}: required but absent"


def wrong_default(entry: phrasebook.Entry, name: str, known: inspect.Parameter) -> Iterator[str]:
    if name not in entry.defaults:
        return
    if known.default is known.empty:
        yield f"{name}: is required"
    source = entry.defaults[name]
    if source and requirements.literal(source) != known.default:
        yield f"{name}: its default is {known.default!r}"


def stdlib_rows() -> Iterator[phrasebook.Entry]:
    for entry in ROWS:
        if is_stdlib(entry.name):
            yield entry


def missing_here(name: str) -> bool:
    """Whether this Python does not have the callee: it is newer, or of another platform."""
    try:
        resolve(name)
    except AttributeError:
        return True
    return False


# Callees that came to the standard library, or left it, between Python 3.10 and 3.13
NOT_EVERYWHERE = {
    "tomllib.loads", "tomllib.load", "hashlib.file_digest", "asyncio.timeout", "asyncio.TaskGroup",
    "asyncio.TaskGroup.create_task", "contextlib.chdir", "itertools.batched", "os.getuid", "signal.alarm",
}  # fmt: skip


def test_callees_of_the_standard_library_exist() -> None:
    missing = {entry.name for entry in stdlib_rows() if missing_here(entry.name)}
    assert missing <= NOT_EVERYWHERE


def test_attributes_of_the_standard_library_belong_to_existing_classes() -> None:
    for name in BOOK.attributes:
        if is_stdlib(name):
            assert inspect.isclass(resolve(name.rpartition(".")[0])[0]), name


@pytest.mark.skipif(sys.version_info < (3, 12), reason="the rows follow the newest signatures")
def test_parameters_agree_with_the_signatures_of_the_standard_library() -> None:
    wrong = []
    compared = 0
    for entry in stdlib_rows():
        known = None if missing_here(entry.name) else signature(entry)
        if known is not None:
            compared += 1
            wrong.extend(f"{entry.name}{entry.parameters}: {what}" for what in disagreements(entry, known))
    assert wrong == []
    assert compared > 600
