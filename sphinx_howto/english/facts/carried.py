"""What functions touch only through other functions of the project."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sphinx_howto import document
from sphinx_howto.analysis import effects, members, paths, runs, through
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english.facts import actions, instances, subject, when
from sphinx_howto.english.phrase import Spans, code, fill, join, length

_MOST_CALLEES = 3
#: So many calls of one function are told by what they touch, each with so many things and words.
_MOST_EXACT, _MOST_OF_ONE, _LONGEST_EXACT = 6, 3, 34
_TOLD_EXACTLY = {"network", "database", "process", "file-read", "file-write"}
#: What is told of a function even where it only may be, and what then says little.
_FILES = {"file-read", "file-write"}
_ALWAYS_TOLD = {"network", "database", "process", "registry", "window", "ask", "exit"}
_LITTLE = {"wait", "thread", "variable-read", "variable-set", "stdout", "stderr"}
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
    yield from _sentences(group, exact.values())
    for member in (item for item in group.reached if item not in without):
        callees: dict[tuple[frozenset[str], bool, Spans, bool], list[str]] = {}
        for calls in calls_of(member):
            if is_named(group, member, calls[0].callee) or id(calls[0]) in exact:
                continue
            for touch in touches(member.scope, calls, kinds):
                if not _tells(group, calls[0].callee, touch):
                    continue
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


def _tells(group: subject.Group, callee: members.Member, touch: Touch) -> bool:
    """Whether it says anything to a reader that a function may touch something through another one.

    What is certain does, and what the page says of the other function, but for what matters little.
    """
    if is_told(touch):
        return True
    shown = any(item.node is callee.node for item in group.shown)
    return shown and not touch.kinds & _LITTLE


def is_told(touch: Touch) -> bool:
    """Whether it says something of itself: it is certain, or matters wherever it may be."""
    return touch.sure or bool(touch.kinds & _ALWAYS_TOLD)


def _sentences(
    group: subject.Group, found: Iterable[tuple[members.Member, list[Spans]]]
) -> Iterator[tuple[Spans, tuple[int, int]]]:
    """What calls touch, the same of several members once."""
    told: dict[Spans, list[members.Member]] = {}
    for member, texts in found:
        for text in texts:
            who = told.setdefault(text, [])
            who += [] if member in who else [member]
    for text, who in told.items():
        yield subject.sentence(group, text, who), subject.lines([member.lines for member in who])


def _exact(group: subject.Group, kinds: frozenset[str]) -> dict[int, tuple[members.Member, list[Spans]]]:
    """Calls that are told by what they touch, their arguments put in: where few call the same function."""
    callers: dict[int, list[tuple[members.Member, runs.Run]]] = {}
    for member in group.reached:
        for calls in calls_of(member):
            if kinds <= _TOLD_EXACTLY and not is_named(group, member, calls[0].callee):
                callers.setdefault(id(calls[0].callee.node), []).extend((member, run) for run in calls)
    found: dict[int, tuple[members.Member, list[Spans]]] = {}
    for sites in callers.values():
        shown = any(item.node is sites[0][1].callee.node for item in group.shown)
        many = len(sites) > _MOST_EXACT
        for member, run in sites:
            texts = _destroying(run, member, kinds, shown) if many else _texts(member, run, kinds, shown)
            found.update({id(run): (member, texts)} if texts else {})
    return found


def _destroying(run: runs.Run, member: members.Member, kinds: frozenset[str], shown: bool) -> list[Spans]:
    """That one of many calls can destroy files, unless the page tells of the callee."""
    if shown or "file-write" not in kinds or "file-write" not in through.kinds(run.callee):
        return []
    return instances.lost(run, member.scope, code(run.callee.name), every=True)


def _texts(member: members.Member, run: runs.Run, kinds: frozenset[str], shown: bool) -> list[Spans]:
    """What one call touches, in the terms of the caller; [] where these have no words for it.

    shown: the page tells of the callee: then one thing is told again, but not a list.
    """
    if not kinds.intersection(through.kinds(run.callee)):
        return []
    found, _ = instances.at(run, member.scope, kinds)
    # What a distant function may also read or write tells nothing of this one
    told = [
        item
        for item in found
        if item.sure or shown or not kinds & _FILES or through.kind(item.effect) == "file-write"
    ]
    told.sort(key=lambda item: not instances.is_grave(item.effect))
    callee = code(run.callee.name)
    lost = instances.lost(run, member.scope, callee) if "file-write" in kinds else []
    texts = list(dict.fromkeys(text for item in told for text in [instances.told(item)] if text))
    if shown and (len(texts) > 1 or _is_repeated(run, told)):
        certain = through.kinds(run.callee).get("file-write", False) and runs.is_plain(run.path)
        return lost or ([] if certain else _destroying(run, member, kinds, shown=False))
    named = [fill("{action}, through {callee}", action=text, callee=callee) for text in texts]
    return [*lost, *[text for text in named if length(text) <= _LONGEST_EXACT][:_MOST_OF_ONE]]


def _is_repeated(run: runs.Run, found: Sequence[instances.Instance]) -> bool:
    """Whether the callee's own sentence says the same: no argument of the call makes it another."""
    kinds = {item.effect.kind for item in found}
    own = [actions.action(item) for item in effects.everything(run.callee) if item.kind in kinds]
    return len(own) <= len(found) and any(actions.action(item.effect) in own for item in found)


def calls_of(member: members.Member) -> Iterator[list[runs.Run]]:
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


def is_named(group: subject.Group, member: members.Member, callee: members.Member) -> bool:
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
