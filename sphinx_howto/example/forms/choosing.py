"""Which members of a class an example shows: the main ones, as far as they hold together, in source order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sphinx_howto import prominence
from sphinx_howto.example import classes, destruction, outcome
from sphinx_howto.example.context import Context
from sphinx_howto.example.forms.members import Member, candidates, follow
from sphinx_howto.example.value import GUESS, TYPE

# How many members are shown, and how many of those that are shown without proof that they hold
MOST, UNPROVEN = 4, 2

_BY_RANK = {
    prominence.MAIN: 5,
    prominence.ORDINARY: 1,
    prominence.MINOR: 0,
    prominence.INNER: -4,
    prominence.MADE: -6,
}


def shown(one: classes.Class, state: Mapping[str, object], context: Context) -> list[Member]:
    """The members that an example of ``one`` shows, in source order; ``state`` is known of the instance."""
    every = list(candidates(one, state, context))
    known = {member.name for member in every if member.proven}
    # What makes an object, and what making it calls, is no use of it
    every = [member for member in every if not member.is_factory] or every
    every = [member for member in every if member.rank != prominence.MADE]
    every = [member for member in every if not _is_destructive(member)] or every
    every = _fitting_mode(_of_one_colour(every), state)
    proven = [member for member in every if member.proven]
    # Other objects of the project that must be made first distract
    simple = [member for member in proven if not _needs_objects(member, one)] or proven
    chosen = _best(simple, MOST)
    others = [member for member in every if member not in simple]
    central = _central([member for member in others if not chosen or not _is_made_up(member)])
    best = min((member.rank for member in chosen if not member.is_property), default=prominence.MADE)
    if all(member.is_property for member in chosen) or (
        central and prominence.MAIN in (central[0].rank, best)
    ):
        outer = [member for member in chosen if member.rank < prominence.INNER]
        chosen = [*(central if central and central[0].rank < best else ()), *outer][: MOST - 1]
    chosen = [*_filling(every, chosen), *_around_hub(one, every, chosen)]
    ordered = [member for member in every if member in chosen and member.name not in prominence.ENDING]
    if any(prominence.fills(member.name) for member in ordered):
        ordered.sort(key=lambda member: prominence.works(member.name))
    state, kept = _in_turn(ordered, state, context)
    if kept and not any(member.on_class for member in kept):
        kept += _made_possible(one, known, MOST - len(kept), state, context)
    on_instance = any(not member.on_class for member in kept)
    return kept + [member for member in simple if member.name in prominence.CLOSING and on_instance][:1]


def _is_destructive(member: Member) -> bool:
    return member.callee.node is not None and destruction.is_certain(member.callee.node)


def _around_hub(one: classes.Class, every: list[Member], chosen: list[Member]) -> list[Member]:
    """The method that calls the others instead of these, where a class has one."""
    for name, inner in prominence.hub(one.parts[0].node).items():
        found = next((member for member in every if member.name == name), None)
        if found is not None and found.rank < prominence.INNER:
            return [found, *(member for member in chosen if member.name not in {name, *inner})][:MOST]
    return chosen


def _filling(every: list[Member], chosen: list[Member]) -> list[Member]:
    """What fills an object, where only its work is shown: a queue is not run empty."""
    if not any(prominence.works(member.name) for member in chosen):
        return []
    found = [
        member
        for member in every
        if prominence.fills(member.name) and member.given.values and not member.is_property
    ]
    if not found or any(member in chosen for member in found):
        return []
    return [min(found, key=lambda member: len(member.name))]


def _of_one_colour(every: list[Member]) -> list[Member]:
    """Without the coroutine of a method that there is in both ways: ``arun`` beside ``run``."""
    names = {member.name for member in every}
    return [
        member
        for member in every
        if not member.callee.is_async
        or not any(
            plain in names and plain != member.name
            for plain in (
                member.name.removesuffix("_async"),
                member.name.removeprefix("async_"),
                member.name.removeprefix("a"),
            )
        )
    ]


# What files do that are open for reading only
_READING = ("read", "extract", "open", "test", "get", "next", "peek", "seek")


def _fitting_mode(every: list[Member], state: Mapping[str, object]) -> list[Member]:
    """What a file that is open for writing offers: writing comes first."""
    if state.get("self.mode") not in ("w", "wb"):
        return every
    return [
        replace(member, rank=prominence.MAIN) if member.name.startswith("write") else member
        for member in every
        if not member.name.startswith(_READING)
    ]


def _made_possible(
    one: classes.Class, known: set[str], most: int, state: Mapping[str, object], context: Context
) -> list[Member]:
    """Members that hold only after the calls that are shown."""
    found: list[Member] = []
    for member in candidates(one, state, context) if most > 0 else ():
        is_new = member.name not in known and member.proven and not _needs_objects(member, one)
        if is_new and len(found) < most and member.rank < prominence.INNER:
            found.append(member)
            state = follow(member.callee, member.given.values, state, context).state
    return found


def _best(members: list[Member], most: int) -> list[Member]:
    """The members that say most about the class; those meant for other methods only without others."""
    outer = [member for member in members if member.rank < prominence.INNER]
    # What is called when something happens is not for the user to call
    outer = outer or [member for member in members if not member.name.startswith("on_")]
    outer = [member for member in outer if member.name not in prominence.ENDING]
    return sorted(outer, key=lambda member: (-_worth(member), outer.index(member)))[:most]


def _central(every: list[Member]) -> list[Member]:
    """The calls that the class is for, though they may wait, need a server or an object that nobody knows."""
    found = [member for member in every if not member.is_property]
    found = [member for member in found if member.rank < prominence.INNER] or found
    found = [member for member in found if member.name not in prominence.ENDING] or found
    ranked = sorted(
        found, key=lambda member: (member.rank, member.given.strength == GUESS, found.index(member))
    )
    best = [member for member in ranked if member.rank == ranked[0].rank]
    return best[:UNPROVEN]


def _is_made_up(member: Member) -> bool:
    """Whether an argument is no more than any text; where the verb says what it is for, whether all are."""
    made_up = [value.strength == GUESS and not value.setup for _, value in member.given.values]
    is_verb = member.name.partition("_")[0] in prominence.VERBS
    return bool(made_up) and (all(made_up) if is_verb else any(made_up))


def _needs_objects(member: Member, one: classes.Class) -> bool:
    """Whether an argument is an object of the same project."""
    package = one.import_path.split(".")[0]
    return any(
        needed.module.split(".")[0] == package for _, value in member.given.values for needed in value.imports
    )


def _in_turn(
    found: list[Member], state: Mapping[str, object], context: Context
) -> tuple[Mapping[str, object], list[Member]]:
    """The members that still hold after those before them, and what is known of the object then."""
    kept = []
    for member in found:
        verdict = follow(member.callee, member.given.values, state, context)
        holds = not verdict.raises and not verdict.doubtful
        if holds or member.catches or not member.proven:
            kept.append(member)
            state = verdict.state or state
    return state, kept


def _worth(member: Member) -> int:
    """Main methods, and those that take arguments and give something, say most about a class."""
    worth = _BY_RANK[member.rank]
    worth += 2 if member.given.strength >= TYPE else 0
    worth += 1 if member.kind != outcome.NOTHING else 0
    worth += 1 if member.callee.docstring is not None else 0
    return worth + (1 if member.given.values else 0)
