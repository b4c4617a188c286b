"""The bundled rows name callees and types that exist, and do not contradict one another."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator

from sphinx_howto import phrasebook, phrasebooks
from sphinx_howto.phrasebooks import templates
from tests import callees

BOOK = phrasebooks.load()
ROWS = [entry for entries in BOOK.entries.values() for entry in entries]


def stdlib_rows() -> Iterator[phrasebook.Entry]:
    for entry in ROWS:
        if callees.is_stdlib(entry.name):
            yield entry


# Callees that came to the standard library, or left it, between Python 3.10 and 3.13
NOT_EVERYWHERE = {
    "tomllib.loads", "tomllib.load", "hashlib.file_digest", "asyncio.timeout", "asyncio.TaskGroup",
    "asyncio.TaskGroup.create_task", "contextlib.chdir", "itertools.batched", "os.getuid", "signal.alarm",
}  # fmt: skip


def test_callees_of_the_standard_library_exist() -> None:
    missing = {entry.name for entry in stdlib_rows() if callees.missing_here(entry.name)}
    assert missing <= NOT_EVERYWHERE


def test_attributes_of_the_standard_library_belong_to_existing_classes() -> None:
    for name in BOOK.attributes:
        if callees.is_stdlib(name):
            assert inspect.isclass(callees.resolve(name.rpartition(".")[0])[0]), name


def test_types_of_the_standard_library_exist() -> None:
    for entry in stdlib_rows():
        for name in named_types(entry.returns) | named_types(entry.enter_returns):
            if callees.is_stdlib(name) and name not in callees.STAND_INS and not callees.missing_here(name):
                found = callees.resolve(name)[0]
                assert found is None or inspect.isclass(found) or name in SPECIAL_TYPES, (entry.name, name)


def named_types(source: str) -> set[str]:
    """The dotted names in a type."""
    if not source:
        return set()
    tree = ast.parse(source, mode="eval")
    inner = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    nodes = (
        node
        for node in ast.walk(tree)
        if isinstance(node, (ast.Name, ast.Attribute)) and id(node) not in inner
    )
    return {ast.unparse(node) for node in nodes}


# Factories whose name stands for the type of what they return, and what is only a type to a checker
SPECIAL_TYPES = {"csv.reader", "csv.writer", "typing.Any"}


def test_the_texts_of_a_row_mention_the_same_arguments() -> None:
    uneven = set()
    for entry in ROWS:
        texts = [text for text in (entry.clause, entry.value, entry.condition, entry.enter) if text]
        if len({templates.slots([text]) - {"self"} for text in texts}) > 1:
            uneven.add(entry.name)
    # A removed key's default matters only to who uses the value
    assert {name for name in uneven if not name.endswith(".pop")} == set()


def test_no_row_stands_in_the_way_of_another() -> None:
    seen = set()
    for entry in ROWS:
        key = (entry.name, entry.parameters, tuple(entry.when.items()), entry.awaited)
        assert key not in seen, key
        seen.add(key)


def test_rows_for_any_receiver_name_no_type() -> None:
    for entry in ROWS:
        if entry.name.startswith("*."):
            assert entry.effect in ("none", "file-read", "wait"), entry.name
            assert entry.raises == {}, entry.name
