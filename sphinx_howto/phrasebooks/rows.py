"""Rows of a phrasebook file, checked, as entries; a fault names file, row, key and what is allowed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, get_args

from sphinx_howto import phrasebook
from sphinx_howto.errors import PhrasebookError
from sphinx_howto.phrasebooks import checks, parameters

Rows = tuple[tuple[phrasebook.Entry, ...], tuple[phrasebook.Attribute, ...]]

TABLES = ("library", "call", "attribute")
EFFECTS: tuple[str, ...] = get_args(phrasebook.Effect)

# Key -> the TOML type of its value
CALL: Mapping[str, type] = {
    "name": object,
    "parameters": list,
    "when": dict,
    "awaited": bool,
    "clause": str,
    "value": str,
    "enter": str,
    "leave": str,
    "condition": str,
    "negation": str,
    "label": str,
    "options": dict,
    "effect": str,
    "also": str,
    "returns": str,
    "enter_returns": str,
    "raises": dict,
}
ATTRIBUTE: Mapping[str, type] = {
    "name": object,
    "value": str,
    "label": str,
    "effect": str,
    "returns": str,
}


def read(path: str, content: Mapping[str, Any]) -> Rows:
    """Entries and attributes of one file.

    Raises:
        PhrasebookError: the first fault found.
    """
    library = content.get("library", path.replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".toml"))
    try:
        checks.known_keys(content, TABLES)
        checks.of_type("library", library, str)
    except checks.RowError as fault:
        raise PhrasebookError(f"{path}: {fault}") from fault
    return (
        tuple(_rows(path, content, "call", lambda name, row: _entry(name, library, row))),
        tuple(_rows(path, content, "attribute", lambda name, row: _attribute(name, library, row))),
    )


def _rows(path: str, content: Mapping[str, Any], table: str, make: Any) -> Iterator[Any]:
    rows = content.get(table, [])
    if not isinstance(rows, list):
        raise PhrasebookError(f"{path}: key {table!r}: must be rows that begin with [[{table}]]")
    for number, row in enumerate(rows, 1):
        yield from _row(f"{path}: [[{table}]] row {number}", row, make)


def _row(place: str, row: Any, make: Any) -> list[Any]:
    named = f" ({row['name']})" if isinstance(row, dict) and "name" in row else ""
    try:
        checks.of_type("row", row, dict)
        first, *others = _names(row)
        made = make(first, row)
        return [made, *(replace(made, name=name) for name in others)]
    except checks.RowError as fault:
        raise PhrasebookError(f"{place}{named}: {fault}") from fault


def _names(row: Mapping[str, Any]) -> list[str]:
    given = row.get("name")
    names = given if isinstance(given, list) and given else [given]
    return [checks.dotted_name(name) for name in names]


def _common(row: Mapping[str, Any], known: Mapping[str, type]) -> None:
    checks.known_keys(row, tuple(known))
    for key, value in row.items():
        checks.of_type(key, value, known[key])
    for key in ("effect", "also"):
        checks.one_of(key, row.get(key, "none"), EFFECTS)
    for key in ("returns", "enter_returns"):
        checks.type_expression(key, row.get(key, ""))


def _attribute(name: str, library: str, row: Mapping[str, Any]) -> phrasebook.Attribute:
    _common(row, ATTRIBUTE)
    checks.texts(row, {"self"})
    if not row.get("value"):
        raise checks.RowError("key 'value': missing; such as 'the name of {self}'")
    return phrasebook.Attribute(
        name, library, row["value"], row.get("label", ""), row.get("effect", "none"), row.get("returns", "")
    )


def _entry(name: str, library: str, row: Mapping[str, Any]) -> phrasebook.Entry:
    _common(row, CALL)
    signature = parameters.parse(row.get("parameters", []))
    names = {"self", *signature.names}
    checks.texts(row, names)
    checks.whole(row)
    when = checks.demands(row.get("when", {}), names)
    checks.option_keys(row.get("options", {}), names)
    words = [key for key, kind in CALL.items() if kind is str and key not in ("effect", "also")]
    text = {key: row.get(key, "") for key in words}
    text["enter_returns"] = text["enter_returns"] or (text["returns"] if text["enter"] else "")
    return phrasebook.Entry(
        name=name,
        library=library,
        parameters=signature.written,
        defaults=signature.defaults,
        required=signature.required,
        when=when,
        awaited=row.get("awaited", False),
        options=dict(row.get("options", {})),
        effect=row.get("effect", "none"),
        also=row.get("also", "none"),
        raises=dict(row.get("raises", {})),
        **text,
    )
