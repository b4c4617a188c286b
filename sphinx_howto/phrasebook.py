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
    "registry", "window",
]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a callee and what calling it means.

    Every text is a message as written, the key for translation: it becomes a template only
    after translation. Empty texts are "".

    name: dotted callee: a function ``json.loads``, a class ``pathlib.Path``, a method with its
        class ``str.strip``, or ``*.append`` for a method whose meaning its name settles for any
        receiver.
    library: what the row belongs to: the name of its file without ``.toml``, unless the file says.
    parameters: names in positional order; ``*`` starts keyword-only ones; ``*name`` takes the
        remaining positional arguments, ``**name`` the remaining keywords.
    defaults: optional parameter -> Python source of its default, "" where that has no literal.
        An argument that equals the default counts as absent.
    required: how many arguments a call must give for the entry to fit.
    when: parameter -> what its argument must be, alternatives: ``absent``, ``present``,
        ``number``, ``text``, ``tuple`` or Python source of a literal that it must equal.
    awaited: the words are true only of an awaited call (or one entered by ``async with``).
    clause: verb phrase, third person, lower case, no full stop ("parses {s} as JSON").
    value: noun phrase for the result ("{s} parsed as JSON").
    enter, leave: what a ``with`` block that is opened with the call does at its begin and its end.
    condition, negation: what a truth test of the result means.
    options: ``parameter`` or ``parameter=requirement`` -> phrase added to clause and value.
    raises: exception path -> condition phrase ("" when always), as ``raise_for_status`` does.
    returns: type of the result, "" if unknown; enter_returns: type of what ``as`` names.
    also: what the call touches besides ``effect``.
    """

    name: str
    library: str
    parameters: tuple[str, ...]
    defaults: Mapping[str, str]
    required: int
    when: Mapping[str, tuple[str, ...]]
    awaited: bool
    clause: str
    value: str
    enter: str
    leave: str
    condition: str
    negation: str
    label: str
    options: Mapping[str, str]
    effect: Effect
    returns: str
    enter_returns: str
    raises: Mapping[str, str]
    also: Effect = "none"


@dataclass(frozen=True, slots=True)
class Attribute:
    """What reading a known attribute gives: a noun phrase about ``{self}`` and its type."""

    name: str
    library: str
    value: str
    label: str
    effect: Effect
    returns: str


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that fits a call, with the argument of each parameter.

    arguments: by slot name; ``self`` is the receiver, ``*name`` an ``ast.Tuple`` of arguments;
        arguments that equal the parameter's default are left out.
    options: the option phrases that apply, in the order of the entry, as messages.
    rest: arguments that no phrase of the entry mentions, as (keyword or "", expression);
        the keyword of a ``**splat`` is ``**``.
    """

    entry: Entry
    arguments: Mapping[str, ast.expr]
    options: tuple[str, ...]
    rest: tuple[tuple[str, ast.expr], ...]


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """All entries by callee, the one to try first in front, and the files that they come from."""

    entries: Mapping[str, tuple[Entry, ...]]
    attributes: Mapping[str, Attribute]
    files: tuple[str, ...]
