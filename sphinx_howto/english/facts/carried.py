"""What functions touch only through other functions of the project."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from sphinx_howto import document
from sphinx_howto.analysis import members, paths, runs, through
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english.facts import instances, subject, when
from sphinx_howto.english.phrase import Spans, code, fill, join, length

_MOST_CALLEES = 3
#: So many calls of one function are told by what they touch, each with so many things and words.
_MOST_EXACT, _MOST_OF_ONE, _LONGEST_EXACT = 3, 2, 30
_TOLD_EXACTLY = {"network", "database", "process", "file-read", "file-write"}
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
    frozenset({"registry"}): ("uses", "can use", "the Windows registry through {calls}"),
    frozenset({"window"}): ("shows", "can show", "windows through {calls}"),
    frozenset({"thread"}): ("starts", "can start", "threads through {calls}"),
    frozenset({"exit"}): ("ends", "can end", "the program through {calls}"),
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


#: The kinds that are told together, in the order of their facts.
KINDS = (
    frozenset({"network"}),
    frozenset({"database"}),
    frozenset({"file-read", "file-write"}),
    frozenset({"process"}),
    frozenset({"variable-read", "variable-set"}),
    frozenset({"stdout", "stderr"}),
    frozenset({"stdin"}),
    frozenset({"ask"}),
    frozenset({"thread"}),
    frozenset({"wait"}),
    frozenset({"exit"}),
)


@dataclass(frozen=True)
class Touch:
    """What is touched by calls of own functions under one condition."""

    kinds: frozenset[str]
    sure: bool
    condition: Spans
    loop: bool
    callees: tuple[str, ...]

    def rest(self) -> Spans:
        """``the network through `f`, if C``: all behind the verb."""
        text = fill(_THROUGH[self.kinds][2], calls=_listed(self.callees))
        if self.condition:
            message = "{rest} if {condition}" if self.sure else "{rest}, if {condition}"
            return fill(message, rest=text, condition=self.condition)
        return fill("{rest}, in a loop", rest=text) if self.loop else text

    def clause(self) -> Spans:
        """``uses the network through `f```."""
        always, sometimes, _ = _THROUGH[self.kinds]
        return fill(subject.VERBS[always if self.sure else sometimes][0], rest=self.rest())


def tell(
    group: subject.Group, kinds: frozenset[str], without: Collection[members.Member] = ()
) -> Iterator[tuple[Spans, tuple[int, int]]]:
    """Which functions touch one of the ``kinds`` by what they have run, and when.

    without: the members of which that is told already.
    """
    told: dict[Touch, list[members.Member]] = {}
    exact = _exact(group, kinds)
    for member, texts in exact.values():
        for text in texts:
            yield subject.sentence(group, text, [member]), subject.lines([member.lines])
    for member in (item for item in group.reached if item not in without):
        callees: dict[tuple[frozenset[str], bool, Spans, bool], list[str]] = {}
        for calls in _calls(member):
            if _is_named(group, member, calls[0].callee) or id(calls[0]) in exact:
                continue
            for touch in touches(member.scope, calls, kinds):
                key = touch.kinds, touch.sure, touch.condition, touch.loop
                callees.setdefault(key, []).append(touch.callees[0])
        for key, names in callees.items():
            told.setdefault(Touch(*key, tuple(names)), []).append(member)
    for touch, who in told.items():
        always, sometimes, _ = _THROUGH[touch.kinds]
        yield (
            subject.clause(group, who, always if touch.sure else sometimes, touch.rest()),
            subject.lines([member.lines for member in who]),
        )


def _exact(group: subject.Group, kinds: frozenset[str]) -> dict[int, tuple[members.Member, list[Spans]]]:
    """Calls that are told by what they touch, their arguments put in: where few call the same function."""
    callers: dict[int, list[tuple[members.Member, runs.Run]]] = {}
    for member in group.reached:
        for calls in _calls(member):
            if kinds <= _TOLD_EXACTLY and not _is_named(group, member, calls[0].callee):
                callers.setdefault(id(calls[0].callee.node), []).append((member, calls[0]))
                if len(calls) > 1:
                    callers[id(calls[0].callee.node)] += [(member, run) for run in calls[1:]]
    found: dict[int, tuple[members.Member, list[Spans]]] = {}
    for sites in callers.values():
        texts = [_texts(member, run, kinds) for member, run in sites]
        if len(sites) <= _MOST_EXACT and all(texts):
            found.update({id(run): (member, text) for (member, run), text in zip(sites, texts, strict=True)})
    return found


def _texts(member: members.Member, run: runs.Run, kinds: frozenset[str]) -> list[Spans]:
    """What one call touches, in the terms of the caller; [] where these have no words for all of it."""
    if not kinds.intersection(through.kinds(run.callee)):
        return []
    found, whole = instances.at(run, member.scope, kinds)
    texts = [instances.told(item) for item in found]
    if not whole or None in texts or not 0 < len(texts) <= _MOST_OF_ONE:
        return []
    named = [
        fill("{action}, through {callee}", action=text, callee=code(run.callee.name))
        for text in texts
        if text is not None
    ]
    return named if all(length(text) <= _LONGEST_EXACT for text in named) else []


def _calls(member: members.Member) -> Iterator[list[runs.Run]]:
    """The places that call one function, for each function that a member calls."""
    for calls in runs.by_callee(member).values():
        found = [run for run in calls if run.way in {"call", "apart"}]
        if found:
            yield found


def touches(scope: FunctionScope, calls: list[runs.Run], kinds: frozenset[str]) -> Iterator[Touch]:
    """What the calls of one function touch."""
    reached = through.kinds(calls[0].callee)
    if not kinds.intersection(reached):
        return
    path = runs.joined(calls)
    condition, whole = _condition(scope, path)
    loop = whole and path is not None and path.loop is not None
    for part in _parts(kinds.intersection(reached)):
        sure = whole and all(reached[kind] for kind in part)
        yield Touch(part, sure, condition, loop, (calls[0].callee.name,))


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


def _condition(scope: FunctionScope, path: paths.Path | None) -> tuple[Spans, bool]:
    """The condition of a call, () for none that can be told, and whether that is all it needs."""
    if path is None:
        return (), False
    if runs.is_plain(path):
        return (), True
    state = when.of(scope, path)
    if not state.clause or length(state.clause) > _LONGEST:
        return (), False
    return state.clause, state.sure


def _listed(names: tuple[str, ...]) -> Spans:
    shown = [code(name) for name in names[:_MOST_CALLEES]]
    if len(names) > _MOST_CALLEES:
        shown.append(fill("{count} more", count=document.Words(str(len(names) - _MOST_CALLEES))))
    return join(shown)
