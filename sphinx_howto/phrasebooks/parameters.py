"""The ``parameters`` of a row: ``["obj", "*", "indent=None", "default?", "**rest"]``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sphinx_howto.phrasebooks import checks, requirements

ALLOWED = "'name', 'name=literal', 'name?', '*', '*name', '**name'"
_PLAIN = re.compile(r"[^\W\d]\w*")
_MARKED = re.compile(rf"\*|\*{{0,2}}{_PLAIN.pattern}")


@dataclass(frozen=True, slots=True)
class Parameters:
    """written: names and markers in order; defaults: of the optional ones, "" if no literal."""

    written: tuple[str, ...]
    defaults: Mapping[str, str]

    @property
    def names(self) -> frozenset[str]:
        """What a slot may name, with ``*name`` for the one that takes the rest."""
        return frozenset(name for name in self.written if name != "*" and not name.startswith("**"))

    @property
    def required(self) -> int:
        """How many parameters a call must fill."""
        return sum(not name.startswith("*") and name not in self.defaults for name in self.written)


def parse(written: Sequence[object]) -> Parameters:
    """The parameters that a row writes.

    Raises:
        checks.RowError: something that is neither a name, ``name=literal``, ``name?`` nor a marker.
    """
    names: list[str] = []
    defaults: dict[str, str] = {}
    for item in written:
        name, default = _one(item)
        if name in names:
            raise checks.RowError(f"key 'parameters': {name!r} is there twice")
        if names and names[-1].startswith("**"):
            raise checks.RowError(f"key 'parameters': nothing may follow {names[-1]!r}")
        names.append(name)
        if default is not None:
            defaults[name] = default
    return Parameters(tuple(names), defaults)


def _one(item: object) -> tuple[str, str | None]:
    if not isinstance(item, str):
        raise checks.RowError(f"key 'parameters': {item!r} is not text")
    name, equals, default = item.partition("=")
    if not equals and name.endswith("?"):
        name, default, equals = name[:-1], "", "?"
    allowed = _PLAIN.fullmatch(name) if equals else _MARKED.fullmatch(name)
    if not allowed or (default and not _is_literal(default)):
        raise checks.RowError(f"key 'parameters': {item!r} is none of {ALLOWED}")
    return name, default if equals else None


def _is_literal(source: str) -> bool:
    try:
        requirements.literal(source)
    except ValueError:
        return False
    return True
