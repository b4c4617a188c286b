"""What functions touch only through other functions of the project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sphinx_howto import document
from sphinx_howto.analysis import members, paths, runs, through
from sphinx_howto.english.facts import subject, when
from sphinx_howto.english.phrase import Spans, code, fill, join, length

_MOST_CALLEES = 3
#: A longer condition of a call is left to the steps.
_LONGEST = 16
#: Kinds of what is touched -> verb, verb of what only may be so, and the rest of the clause.
_THROUGH: Mapping[frozenset[str], tuple[str, str, str]] = {
    frozenset({"network"}): ("uses", "can use", "the network through {calls}"),
    frozenset({"database"}): ("uses", "can use", "the database through {calls}"),
    frozenset({"process"}): ("starts", "can start", "other programs through {calls}"),
    frozenset({"file-read"}): ("reads", "can read", "files through {calls}"),
    frozenset({"file-write"}): ("changes", "can change", "files through {calls}"),
    frozenset({"file-read", "file-write"}): (
        "reads and changes",
        "can read and change",
        "files through {calls}",
    ),
    frozenset({"wait"}): ("waits", "can wait", "through {calls}"),
    frozenset({"thread"}): ("starts", "can start", "threads through {calls}"),
    frozenset({"stdout"}): ("prints", "can print", "to standard output through {calls}"),
    frozenset({"stderr"}): ("prints", "can print", "to the error output through {calls}"),
    frozenset({"stdout", "stderr"}): (
        "prints",
        "can print",
        "to standard output and the error output through {calls}",
    ),
    frozenset({"stdin"}): ("reads", "can read", "standard input through {calls}"),
    frozenset({"ask"}): ("asks", "can ask", "the user through {calls}"),
    frozenset({"variable-read"}): ("reads", "can read", "environment variables through {calls}"),
    frozenset({"variable-set"}): ("changes", "can change", "environment variables through {calls}"),
    frozenset({"variable-read", "variable-set"}): (
        "reads and changes",
        "can read and change",
        "environment variables through {calls}",
    ),
}


@dataclass
class _Touch:
    """What one member touches by calls under one condition."""

    member: members.Member
    kinds: frozenset[str]
    sure: bool
    condition: Spans
    loop: bool
    callees: list[str] = field(default_factory=list)


def tell(group: subject.Group, kinds: frozenset[str]) -> Iterator[tuple[Spans, tuple[int, int]]]:
    """Which functions touch one of the ``kinds`` by what they have run, and when."""
    told: dict[tuple[frozenset[str], bool, Spans, bool, tuple[str, ...]], list[members.Member]] = {}
    for member in group.reached:
        for touch in _touches(group, member, kinds):
            key = touch.kinds, touch.sure, touch.condition, touch.loop, tuple(touch.callees)
            told.setdefault(key, []).append(member)
    for (touched, sure, condition, loop, callees), who in told.items():
        always, sometimes, rest = _THROUGH[touched]
        text = fill(rest, calls=_listed(callees))
        if condition:
            message = "{rest} if {condition}" if sure else "{rest}, if {condition}"
            text = fill(message, rest=text, condition=condition)
        elif loop:
            text = fill("{rest}, in a loop", rest=text)
        yield (
            subject.clause(group, who, always if sure else sometimes, text),
            subject.lines([member.lines for member in who]),
        )


def _touches(group: subject.Group, member: members.Member, kinds: frozenset[str]) -> list[_Touch]:
    found: dict[tuple[frozenset[str], bool, Spans, bool], _Touch] = {}
    for calls in runs.by_callee(member).values():
        calls = [run for run in calls if run.way in {"call", "apart"}]
        if not calls or _is_named(group, member, calls[0].callee):
            continue
        reached = through.kinds(calls[0].callee)
        for part in _parts(kinds.intersection(reached)):
            path = runs.joined(calls)
            condition, whole = _condition(member, path)
            sure = whole and all(reached[kind] for kind in part)
            loop = whole and path is not None and path.loop is not None
            touch = found.setdefault(
                (part, sure, condition, loop), _Touch(member, part, sure, condition, loop)
            )
            touch.callees.append(calls[0].callee.name)
    return list(found.values())


def _parts(kinds: frozenset[str]) -> Iterator[frozenset[str]]:
    """The kinds as one clause tells them."""
    if kinds in _THROUGH:
        yield kinds
    else:
        yield from (frozenset({kind}) for kind in sorted(kinds))


def _is_named(group: subject.Group, member: members.Member, callee: members.Member) -> bool:
    """Whether the callee is told of itself, with ``member`` as one that calls it."""
    own = next((item for item in group.reached if item.node is callee.node), None)
    if own is None:
        return False
    created = own.creation is not None and own.creation.member.node is member.node
    return own.role == "private" or created


def _condition(member: members.Member, path: paths.Path | None) -> tuple[Spans, bool]:
    """The condition of a call, () for none that can be told, and whether that is all it needs."""
    if path is None:
        return (), False
    if runs.is_plain(path):
        return (), True
    state = when.of(member.scope, path)
    if not state.clause or length(state.clause) > _LONGEST:
        return (), False
    return state.clause, state.sure


def _listed(names: tuple[str, ...]) -> Spans:
    shown = [code(name) for name in names[:_MOST_CALLEES]]
    if len(names) > _MOST_CALLEES:
        shown.append(fill("{count} more", count=document.Words(str(len(names) - _MOST_CALLEES))))
    return join(shown)
