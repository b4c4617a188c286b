"""Which members of a class an example shows on an instance, and how: a few, well proven, in source order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sphinx_howto import definition
from sphinx_howto.example import arguments, callee, calls, classes, outcome, signatures, trial
from sphinx_howto.example.callee import Callee
from sphinx_howto.example.context import Context
from sphinx_howto.example.script import Script
from sphinx_howto.example.value import NAME, TYPE, USE, Value

# How many members are shown
MOST = 4

# Methods that end the use of an object; they are shown last
ENDING = ("close", "disconnect", "shutdown", "stop", "quit", "terminate")


@dataclass(frozen=True, eq=False)
class Member:
    """A method or property with what calling it needs."""

    name: str
    callee: Callee
    given: arguments.Arguments
    kind: str
    catches: tuple[str, ...] = ()
    is_property: bool = False


def shown(one: classes.Class, state: Mapping[str, object], context: Context) -> list[Member]:
    """The members that an example of ``one`` shows, in source order; ``state`` is known of the instance."""
    every = list(_candidates(one, state, context))
    # Other objects of the project that must be made first distract
    found = [member for member in every if not _needs_objects(member, one)] or every
    chosen = sorted(found, key=lambda member: (-_worth(member), found.index(member)))[:MOST]
    ordered = [member for member in found if member in chosen and member.name not in ENDING]
    state, shown_ones = _in_turn(ordered, state, context)
    known = {member.name for member in found}
    for member in _candidates(one, state, context):
        # What the calls before have made possible
        is_new = member.name not in known and not _needs_objects(member, one)
        if is_new and len(shown_ones) < MOST:
            shown_ones.append(member)
            state = follow(member.callee, member.given.values, state, context).state
    return shown_ones + [member for member in found if member.name in ENDING][:1]


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
        if _holds(verdict) or member.catches:
            kept.append(member)
            state = verdict.state or state
    return state, kept


def _candidates(one: classes.Class, state: Mapping[str, object], context: Context) -> Iterator[Member]:
    own = one.parts[0].methods
    inherited = {} if len(own) > 3 else one.methods()
    named = {
        **{name: (node, one.parts[0]) for name, node in own.items()},
        **{name: found for name, found in inherited.items() if name not in own},
    }
    for name, (node, part) in named.items():
        member = _member(name, node, part, one, state, context)
        if member is not None:
            yield member


def _member(
    name: str,
    node: definition.FunctionNode,
    part: classes.Part,
    one: classes.Class,
    state: Mapping[str, object],
    context: Context,
) -> Member | None:
    if name.startswith("_") or name in trial.RISKY or _is_set_aside(node):
        return None
    callable_one = callee.function(node, part.module, context, one, part)
    if signatures.is_property(node):
        verdict = follow(callable_one, (), state, context)
        if not _holds(verdict) or verdict.catches:
            return None
        return Member(name, callable_one, arguments.Arguments("", ()), outcome.VALUE, is_property=True)
    given = arguments.make(callable_one, context)
    kind = outcome.of(callable_one, context)
    verdict = follow(callable_one, given.values, state, context)
    own = (verdict.raised,) if "." in verdict.raised else ()
    if not _holds(verdict) and not own:
        return None
    if given.strength < USE and not _is_told_by_name(given):
        return None
    return Member(name, callable_one, given, kind, own or verdict.catches)


def follow(
    one: Callee, values: tuple[tuple[str, Value], ...], state: Mapping[str, object], context: Context
) -> trial.Verdict:
    """What following the call on an object in ``state`` tells."""
    plain = {name: trial.plain(value.code) for name, value in values}
    return trial.run(one, plain, context, state)


def _holds(verdict: trial.Verdict) -> bool:
    """Whether the call neither raises nor may wait, but for the project's own exceptions."""
    return not verdict.raises and not verdict.doubtful


def holds(
    one: Callee, values: tuple[tuple[str, Value], ...], state: Mapping[str, object], context: Context
) -> bool:
    """Whether the call neither raises nor may wait, as far as following it tells."""
    verdict = follow(one, values, state, context)
    return _holds(verdict) and not verdict.catches


def state_of(one: classes.Class, context: Context, entered: bool = False) -> Mapping[str, object]:
    """What is known of an instance after its making, and after entering it as a context manager."""
    made = callee.constructor(one, context)
    given = arguments.make(made, context, credentials=True)
    plain = {name: trial.plain(value.code) for name, value in given.values}
    state = trial.run(made, plain, context).state
    found = one.method("__enter__") or one.method("__aenter__") if entered else None
    if found is not None:
        entering = callee.function(found[0], found[1].module, context, one, found[1])
        state = trial.run(entering, {}, context, state).state
    return state


def _is_told_by_name(given: arguments.Arguments) -> bool:
    """Whether a name alone settles the one value there is."""
    return len(given.values) == 1 and given.strength == NAME and given.values[0][1].code[0] in "\"'0123456789"


def _worth(member: Member) -> int:
    """Methods that take arguments and give something say most about a class."""
    worth = 2 if member.given.strength >= TYPE else 0
    worth += 1 if member.kind != outcome.NOTHING else 0
    worth += 1 if member.callee.docstring is not None else 0
    return worth + (1 if member.given.values else 0)


def of(name: str, one: classes.Class, context: Context) -> Member:
    """The method or property ``name``, whatever it may do."""
    found = one.methods()[name]
    called = callee.function(found[0], found[1].module, context, one, found[1])
    given = arguments.make(called, context)
    return Member(
        name, called, given, outcome.of(called, context), given.catches, signatures.is_property(found[0])
    )


_ASIDE = (
    "setter",
    "deleter",
    "abstractmethod",
    "overload",
    "abstractproperty",
    "deprecated",
    "classmethod",
    "staticmethod",
)


def _is_set_aside(node: definition.FunctionNode) -> bool:
    names = {name.rpartition(".")[2] for name in signatures.decorators(node)}
    return bool(names & set(_ASIDE))


def write(member: Member, holder: str, script: Script, context: Context) -> None:
    """Add the use of ``member`` on the variable ``holder``."""
    if member.is_property:
        script.add(f"print({holder}.{member.name})")
        return
    given = replace(member.given, catches=member.catches)
    calls.put(member.callee, f"{holder}.{member.name}", given, script, context)
