"""What functions touch only through other functions of the project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sphinx_howto import document
from sphinx_howto.analysis import members, through
from sphinx_howto.english.facts import subject
from sphinx_howto.english.phrase import Spans, code, fill, join

_MOST_CALLEES = 3
#: What a function may do through another function of the project, by the kinds of effects.
_THROUGH: Mapping[frozenset[str], str] = {
    frozenset({"network"}): "use the network through {calls}",
    frozenset({"database"}): "use the database through {calls}",
    frozenset({"process"}): "start other programs through {calls}",
    frozenset({"file-read"}): "read files through {calls}",
    frozenset({"file-write"}): "change files through {calls}",
    frozenset({"file-read", "file-write"}): "read and change files through {calls}",
}
KINDS = frozenset(kind for kinds in _THROUGH for kind in kinds)


def tell(group: subject.Group, kinds: frozenset[str]) -> Iterator[tuple[Spans, tuple[int, int]]]:
    """Which functions have an effect only by what they call outside of the group."""
    reached = {id(member.node) for member in group.reached}
    groups: dict[tuple[frozenset[str], tuple[str, ...]], list[members.Member]] = {}
    for member in group.reached if kinds else ():
        callees: dict[frozenset[str], list[str]] = {}
        for callee in through.callees(member):
            found: frozenset[str] = kinds.intersection(through.kinds(callee))
            if found and id(callee.node) not in reached:
                callees.setdefault(found, []).append(callee.name)
        for touched, names in callees.items():
            groups.setdefault((touched, tuple(names)), []).append(member)
    for (touched, listed), who in groups.items():
        shown = [code(name) for name in listed[:_MOST_CALLEES]]
        if len(listed) > _MOST_CALLEES:
            shown.append(fill("{count} more", count=document.Words(str(len(listed) - _MOST_CALLEES))))
        yield (
            subject.clause(group, who, "can", fill(_THROUGH[touched], calls=join(shown))),
            subject.lines([member.lines for member in who]),
        )
