"""Checks of single keys of a row; each raises a ``RowError`` that says what is allowed."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from sphinx_howto import options
from sphinx_howto.phrasebooks import requirements, templates

_TOML = {str: "text", list: "an array", dict: "a table", bool: "true or false"}
# "does not exist" has an auxiliary, not a vague verb, and GET is a method of HTTP
_TERMS = "|".join(map(re.escape, options.VAGUE_TERMS))
_VAGUE = re.compile(rf"\b(?!(?:do|does) not\b|(?-i:GET)\b)(?:{_TERMS})\b", re.IGNORECASE)
_NAME = re.compile(r"(?:\*|[^\W\d]\w*)(?:\.[^\W\d]\w*)*")
_CODE = re.compile(r"`[^`]*`")
_BRACES = re.compile(r"\{[^}]*\}?|\}")

TEXTS = ("clause", "value", "enter", "leave", "condition", "negation", "label")
CLAUSES = ("clause", "enter", "leave")


class RowError(Exception):
    """What is wrong with a row, without where the row is."""


def known_keys(row: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
    """Every key of ``row`` is one of ``allowed``."""
    for key in row:
        one_of("key", key, allowed)


def one_of(key: str, value: object, allowed: tuple[str, ...]) -> None:
    """``value`` is one of ``allowed``."""
    if value not in allowed:
        what = f"key {value!r}: unknown" if key == "key" else f"key {key!r}: {value!r} is not allowed"
        raise RowError(f"{what}; allowed are {', '.join(allowed)}")


def of_type(key: str, value: object, kind: type) -> None:
    """``value`` has the TOML type ``kind``."""
    if not isinstance(value, kind):
        raise RowError(f"key {key!r}: {value!r} is not {_TOML[kind]}")


def dotted_name(name: object) -> str:
    """``name``, which is a dotted path or ``*.method``."""
    if name is None:
        raise RowError("key 'name': missing; it names the callee, such as 'json.loads'")
    if not isinstance(name, str) or not _NAME.fullmatch(name) or name == "*":
        raise RowError(f"key 'name': {name!r} is not a dotted name such as 'json.loads' or '*.append'")
    return name


def type_expression(key: str, source: str) -> None:
    """``source`` is "" or an expression as in an annotation."""
    if source and not _is_expression(source):
        raise RowError(f"key {key!r}: {source!r} is not a type such as 'list[str] | None'")


@cache
def _is_expression(source: str) -> bool:
    try:
        ast.parse(source, mode="eval")
    except SyntaxError:
        return False
    return True


def texts(row: Mapping[str, Any], names: set[str]) -> None:
    """Every text of ``row`` has known placeholders only and none of the vague words."""
    found = {key: row[key] for key in TEXTS if key in row}
    for table in ("options", "raises"):
        for key, value in row.get(table, {}).items():
            of_type(f"{table}.{key}", value, str)
            found[f"{table}.{key}"] = value
    for key, text in found.items():
        _text(key, text, names)


def _text(key: str, text: str, names: set[str]) -> None:
    words = _CODE.sub("", text)
    if "`" in words:
        raise RowError(f"key {key!r}: a backtick is not closed in {text!r}")
    for name in sorted(templates.slots([text]) - names):
        raise RowError(f"key {key!r}: placeholder {{{name}}} unknown; allowed are {', '.join(sorted(names))}")
    plain = templates.plain(text)
    if _BRACES.search(plain):
        raise RowError(f"key {key!r}: braces in {text!r} are not a placeholder; put code between backticks")
    vague = _VAGUE.search(plain)
    if vague:
        raise RowError(f"key {key!r}: {vague[0]!r} is vague; use a verb that says what happens")
    if text.endswith("."):
        raise RowError(f"key {key!r}: {text!r} must not end with a full stop")
    if key in CLAUSES and text and not text[0].islower():
        raise RowError(f"key {key!r}: {text!r} must start with a verb in lower case")


def whole(row: Mapping[str, Any]) -> None:
    """``row`` says something, and what needs a counterpart has one."""
    if not any(row.get(key) for key in ("clause", "value", "condition", "enter")):
        raise RowError("one of the keys 'clause', 'value', 'condition', 'enter' must be there")
    for one, other in (("condition", "negation"), ("negation", "condition")):
        if row.get(one) and not row.get(other):
            raise RowError(f"key {other!r}: missing beside {one!r}")
    if row.get("leave") and not row.get("enter"):
        raise RowError("key 'enter': missing beside 'leave'")


def demands(when: Mapping[str, Any], names: set[str]) -> dict[str, tuple[str, ...]]:
    """``when`` with a tuple of alternatives for each parameter."""
    checked: dict[str, tuple[str, ...]] = {}
    for name, given in when.items():
        alternatives = given if isinstance(given, list) else [given]
        one_of("when", name, tuple(sorted(names)))
        for alternative in alternatives:
            _requirement(f"when.{name}", alternative)
        checked[name] = tuple(alternatives)
    return checked


def option_keys(phrases: Mapping[str, Any], names: set[str]) -> None:
    """Every key of ``options`` is ``parameter`` or ``parameter=requirement``."""
    for key in phrases:
        name, equals, requirement = key.partition("=")
        one_of("options", name, tuple(sorted(names)))
        if equals:
            _requirement(f"options.{key}", requirement)


def _requirement(key: str, requirement: object) -> None:
    allowed = f"{', '.join(requirements.WORDS)}, a Python literal such as \"'w'\" or a name such as \".PIPE\""
    if not isinstance(requirement, str):
        raise RowError(f"key {key!r}: {requirement!r} is not text; allowed are {allowed}")
    if requirement not in requirements.WORDS and not requirements.is_name(requirement):
        try:
            requirements.literal(requirement)
        except ValueError as error:
            raise RowError(f"key {key!r}: {requirement!r} is not allowed; allowed are {allowed}") from error
