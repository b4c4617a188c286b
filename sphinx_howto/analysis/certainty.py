"""Whether one of several places is passed on every call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sphinx_howto.analysis import paths


class OnPath(Protocol):
    """What stands on a path."""

    @property
    def path(self) -> paths.Path: ...


def certain(found: Sequence[OnPath]) -> bool:
    """Whether every call that ends normally makes one of the changes: one always, or one in each branch."""
    ways = {
        tuple((id(test.node), test.negated) for test in change.path.tests)
        for change in found
        if _is_sufficient(change.path)
    }
    while () not in ways:
        joined = {way[:-1] for way in ways if (*way[:-1], (way[-1][0], not way[-1][1])) in ways}
        if joined <= ways:
            return False
        ways |= joined
    return True


def _is_sufficient(path: paths.Path) -> bool:
    """Whether the tests of a path are all that it needs."""
    conditional = path.loop or path.handler or path.searched
    return path.sure and not conditional and not any(map(paths.swallows, path.guards))
