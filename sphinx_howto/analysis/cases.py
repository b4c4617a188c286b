"""Several ways to one outcome: those that together say less are made one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sphinx_howto.analysis import paths

#: More ways than this are left as they are.
_MOST = 12
#: A test and whether it must be false.
_Literal = tuple[int, bool]


def merged(ways: Sequence[paths.Path]) -> list[tuple[paths.Path, tuple[int, ...]]]:
    """The ways without what another one makes needless, each with the indexes of those that it stands for.

    ``A and B``, ``A and not B`` -> ``A``; ``A``, ``not A and B`` -> ``A``, ``B``; ``A``, ``A and B`` -> ``A``

    Only ways that differ in nothing but their tests are compared, and a test is the same only where it
    stands at the same place: what it asks may have changed in between.
    """
    found: list[tuple[paths.Path, tuple[int, ...]]] = [(way, (index,)) for index, way in enumerate(ways)]
    if len(found) > _MOST:
        return found
    changed = True
    while changed:
        changed = False
        for first in range(len(found)):
            for last in range(len(found)):
                joined = _joined(found[first][0], found[last][0]) if first != last else None
                if joined is None:
                    continue
                if joined.tests == found[first][0].tests:
                    found[first] = joined, tuple(sorted({*found[first][1], *found[last][1]}))
                    del found[last]
                else:
                    found[last] = joined, found[last][1]
                changed = True
                break
            if changed:
                break
    return found


def _joined(one: paths.Path, other: paths.Path) -> paths.Path | None:
    """``other`` as far as it must be told beside ``one``; ``one`` itself where nothing is left; else None."""
    around = one.loop is other.loop and one.handler == other.handler and one.searched is other.searched
    if not (one.sure and other.sure and around):
        return None
    first, last = _literals(one), _literals(other)
    if first <= last:
        return one
    for node, negated in first:
        opposite = (node, not negated)
        if opposite in last and first - {(node, negated)} <= last - {opposite}:
            kept = tuple(test for test in other.tests if (id(test.node), test.negated) != opposite)
            return replace(other, tests=kept)
    return None


def _literals(path: paths.Path) -> frozenset[_Literal]:
    return frozenset((id(test.node), test.negated) for test in path.tests)
