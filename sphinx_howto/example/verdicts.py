"""What following a call tells, and the ways in which following a body ends."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sphinx_howto.example.operations import UNKNOWN


class StopError(Exception):
    """The function returns, or nothing further can be told."""


class LoopEndError(Exception):
    """``break`` or ``continue``."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a trial found.

    raises: the call is proven to raise. doubtful: it may raise, wait or end the program, depending
        on what is not known. state: what is known of ``self`` afterwards.
    catches: paths of the project's own exceptions that it may raise.
    raised: name of the built-in exception, or path of an own one, that it is proven to raise.
    left: whether a guard ends it before it comes to anything, or an exception is caught.
    blamed: the names that the guards read which were the last to decide.
    """

    raises: bool
    doubtful: bool
    state: Mapping[str, object]
    catches: tuple[str, ...] = ()
    raised: str = ""
    left: bool = False
    blamed: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def plain(source: str) -> object:
    """The value of a literal's source, or ``UNKNOWN``; not to be changed."""
    try:
        return ast.literal_eval(source)
    except (ValueError, SyntaxError, TypeError, MemoryError):
        return UNKNOWN
