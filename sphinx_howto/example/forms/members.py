"""Members of a class as an example may use them: what calling them needs, and how well that is proven."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sphinx_howto import definition, prominence
from sphinx_howto.example import (
    arguments,
    attributes,
    callee,
    calls,
    classes,
    constructors,
    names,
    outcome,
    risks,
    signatures,
    trial,
)
from sphinx_howto.example.callee import Callee
from sphinx_howto.example.context import Context
from sphinx_howto.example.forms import taken
from sphinx_howto.example.script import Script
from sphinx_howto.example.value import NAME, USE, Value


@dataclass(frozen=True, eq=False)
class Member:
    """A method or property with what calling it needs.

    rank: how prominent it is in its class. proven: whether the call is known to hold.
    on_class: whether it takes no instance. is_factory: whether it gives an instance of its class.
    """

    name: str
    callee: Callee
    given: arguments.Arguments
    kind: str
    catches: tuple[str, ...] = ()
    is_property: bool = False
    rank: int = prominence.ORDINARY
    proven: bool = True
    on_class: bool = False
    is_factory: bool = False


def candidates(one: classes.Class, state: Mapping[str, object], context: Context) -> Iterator[Member]:
    """The members that may be shown of an instance in ``state``: the own ones, else those inherited."""
    late = attributes.late(one)
    has_own = False
    for parts in _sources(one):
        found = [
            member
            for name, (node, part) in parts.items()
            for member in [_member(name, node, part, one, state, context)]
            if member is not None
        ]
        # What another call must have set first
        found = [
            replace(member, proven=False) if _is_early(member, late, state) else member
            for member in found
            if not (member.is_property and _is_early(member, late, state))
        ]
        # Beside what the class itself offers, only the main methods of its bases
        yield from (member for member in found if not has_own or member.rank == prominence.MAIN)
        has_own = has_own or any(
            not member.is_property and member.rank < prominence.INNER for member in found
        )
        if any(not member.is_property and member.rank <= prominence.ORDINARY for member in found):
            return


def _is_early(member: Member, late: frozenset[str], state: Mapping[str, object]) -> bool:
    node = member.callee.node
    needed = attributes.reads(node) & late if node is not None else ()
    return any(f"self.{name}" not in state for name in needed)


def _sources(one: classes.Class) -> Iterator[Mapping[str, tuple[definition.FunctionNode, classes.Part]]]:
    """Methods by name: those of the class, then of its bases in the same package, then of all others."""
    package = one.path.split(".")[0]
    seen: set[str] = set()
    own = [one.parts[0]]
    if one.ancestors & constructors.MODELS:
        # What a model inherits is the machinery of its base
        yield {name: (node, own[0]) for name, node in own[0].methods.items()}
        return
    same = [part for part in one.parts[1:] if part.module.name.split(".")[0] == package]
    others = [part for part in one.parts[1:] if part not in same and not constructors.is_library(part)]
    for parts in (own, same, others):
        found: dict[str, tuple[definition.FunctionNode, classes.Part]] = {}
        for part in parts:
            for name, node in part.methods.items():
                if name not in seen:
                    found[name] = node, part
                    seen.add(name)
        yield found


def _member(
    name: str,
    node: definition.FunctionNode,
    part: classes.Part,
    one: classes.Class,
    state: Mapping[str, object],
    context: Context,
) -> Member | None:
    if name.startswith("_") or _is_set_aside(node) or taken.is_called(node, part, one, context):
        return None
    if name in prominence.callbacks(part.node) or name in prominence.in_background(part.node):
        return None
    if not _takes_instance(node, part):
        return None
    if prominence.is_empty(node) and not all(map(prominence.is_empty, part.methods.values())):
        return None
    # A method that a base needs for itself is no more than that in a subclass
    holders = [other.node for other in one.parts if name in other.methods]
    rank = max(prominence.ranks(holder).get(name, prominence.ORDINARY) for holder in holders)
    called = callee.function(node, part.module, context, one, part)
    if signatures.is_property(node):
        if names.SECRET.fullmatch(name):
            return None
        verdict = follow(called, (), state, context)
        if not _holds(verdict) or verdict.catches:
            return None
        return Member(name, called, arguments.Arguments("", ()), outcome.VALUE, (), True, prominence.MINOR)
    given = arguments.make(called, context)
    if called.parameters and all(parameter.kind in ("rest", "keywords") for parameter in called.parameters):
        # Whatever it is given, it is not nothing
        rank = max(rank, prominence.MINOR)
    given = _filled(called, given, state)
    verdict = follow(called, given.values, state, context)
    own = (verdict.raised,) if "." in verdict.raised else ()
    if (verdict.raises and not own) or prominence.is_unfinished(node) or calls.only_waits(called, context):
        return None
    proven = (_holds(verdict) or bool(own)) and (given.strength >= USE or _is_told_by_name(given))
    return Member(
        name,
        called,
        given,
        outcome.of(called, context),
        own or verdict.catches,
        rank=rank,
        proven=proven and name not in risks.RISKY,
        is_factory=prominence.is_factory(node, part.node.name),
        on_class=signatures.is_class_method(node) or signatures.is_static(node, part.node),
    )


def _filled(called: Callee, given: arguments.Arguments, state: Mapping[str, object]) -> arguments.Arguments:
    """Keywords for the ``$name`` of a template that the object holds, where the method takes any."""
    is_open = any(parameter.kind == "keywords" for parameter in called.parameters)
    template = state.get("self.template")
    if not is_open or given.values or not isinstance(template, str):
        return given
    names_ = re.findall(r"\$\{?([a-z_]+)", template)
    values = tuple((name, Value(names.value(name, "str") or '"example"')) for name in dict.fromkeys(names_))
    return arguments.Arguments(", ".join(f"{name}={value.code}" for name, value in values), values)


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


def of(name: str, one: classes.Class, context: Context) -> Member:
    """The method or property ``name``, whatever it may do."""
    found = one.methods()[name]
    called = callee.function(found[0], found[1].module, context, one, found[1])
    given = arguments.make(called, context)
    return Member(
        name, called, given, outcome.of(called, context), given.catches, signatures.is_property(found[0])
    )


def _takes_instance(node: definition.FunctionNode, part: classes.Part) -> bool:
    """Whether a method can be called on an instance at all."""
    return signatures.is_static(node, part.node) or bool(
        node.args.posonlyargs or node.args.args or node.args.vararg
    )


_ASIDE = frozenset(["setter", "deleter", "abstractmethod", "overload", "abstractproperty", "deprecated"])


def _is_set_aside(node: definition.FunctionNode) -> bool:
    names = {name.rpartition(".")[2] for name in signatures.decorators(node)}
    return bool(names & _ASIDE)


def write(member: Member, holder: str, script: Script, context: Context) -> None:
    """Add the use of ``member`` on ``holder``: the variable of an instance, or the class."""
    if member.is_property:
        script.add(f"print({holder}.{member.name})")
        return
    given = replace(member.given, catches=member.catches)
    calls.put(member.callee, f"{holder}.{member.name}", given, script, context)
