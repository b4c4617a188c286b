"""Records of the phrasebook: what known calls mean, in words.

The words themselves live in ``phrasebooks/*.toml``; ``docs`` describes the file format.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Union

from sphinx_howto import document


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a template that is filled with an argument.

    name: a parameter of the entry, ``self`` for the receiver of a method, ``*name`` for
    all arguments that a ``*name`` parameter takes.
    """

    name: str


Template = tuple[Union[document.Words, document.Code, Slot], ...]

Effect = Literal[
    "none", "network", "file-read", "file-write", "database", "process", "environment",
    "clock", "wait", "random", "output", "log", "warn", "exit", "import", "lock", "thread",
]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a callee and what calling it means.

    name: dotted callee: a function ``json.loads``, a class ``pathlib.Path``, a method with its
        class ``str.strip``, or ``*.append`` for a method whose meaning its name settles for any
        receiver.
    message: the template of ``clause`` as written, the key for translation; likewise
        ``value_message`` and so on are not kept: templates are parsed after translation.
    parameters: names in positional order; ``*`` starts keyword-only ones; ``*name`` takes the rest.
    required: how many positional arguments a call must give for the entry to fit.
    when: parameter -> what its argument must be: ``absent``, ``present``, or Python source of a
        literal that it must equal.
    clause: verb phrase, third person, lower case, no full stop ("parses {s} as JSON").
    value: noun phrase for the result ("{s} parsed as JSON"), or "".
    condition, negation: what a truth test of the result means, or "".
    options: parameter -> phrase added to clause and value when the argument is given.
    raises: exception path -> condition phrase ("" when always), as ``raise_for_status`` does.
    """

    name: str
    library: str
    parameters: tuple[str, ...]
    required: int
    when: Mapping[str, str]
    clause: str
    value: str
    condition: str
    negation: str
    label: str
    options: Mapping[str, str]
    effect: Effect
    returns: str
    raises: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that fits a call, with the argument of each parameter.

    rest: arguments that no phrase of the entry mentions, as (keyword or "", expression).
    """

    entry: Entry
    arguments: Mapping[str, ast.expr]
    rest: tuple[tuple[str, ast.expr], ...]


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """All entries by callee, most specific first, and the files that they were read from."""

    entries: Mapping[str, tuple[Entry, ...]]
    files: tuple[str, ...]
