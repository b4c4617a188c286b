"""What a function touches through functions of the project that it calls."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sphinx_howto import phrasebook
from sphinx_howto.analysis import effects, members, raises
from sphinx_howto.analysis.once import once
from sphinx_howto.analysis.scope import FunctionScope

#: So many calls deep.
_DEPTH = 2
#: Calls that only look: their row has no words for an action.
_ENDERS = {"commit", "rollback", "close"}


def kinds(member: members.Member, depth: int = _DEPTH) -> frozenset[phrasebook.Effect]:
    """What a member's body and what it calls can touch."""
    return once(member.scope, f"kinds {depth}", member.node, lambda: frozenset(_kinds(member, depth)))


def _kinds(member: members.Member, depth: int) -> Iterator[phrasebook.Effect]:
    for effect in effects.calls(member):
        entry = effect.match.entry
        if (entry.clause or (effect.entered and entry.enter)) and entry.name.rpartition(".")[
            2
        ] not in _ENDERS:
            yield effect.kind
    if depth:
        for callee in callees(member):
            yield from kinds(callee, depth - 1)


def callees(member: members.Member) -> tuple[members.Member, ...]:
    """The functions of the project that a member calls by a name, on ``super()`` or on an object of known class."""
    return once(member.scope, "callees", member.node, lambda: tuple(_callees(member)))


def _callees(member: members.Member) -> Iterator[members.Member]:
    seen = {id(member.node)}
    for _, node, _ in member.expressions:
        found = _found(member.scope, node) if isinstance(node, ast.Call) else None
        if found is not None and id(found.node) not in seen:
            seen.add(id(found.node))
            yield found


def _found(scope: FunctionScope, call: ast.Call) -> members.Member | None:
    return members.callee(scope, call) or _of_object(scope, call) or _inherited(scope, call)


def _of_object(scope: FunctionScope, call: ast.Call) -> members.Member | None:
    """``client.send()`` where ``client`` is an instance of a class of the project."""
    if not isinstance(call.func, ast.Attribute) or scope.is_receiver(call.func.value):
        return None
    known = scope.type_of(call.func.value)
    if known is None or not scope.same_project(known.name) or "." not in known.name:
        return None
    owner = raises.class_of(scope, known.name)
    method = owner.method(call.func.attr) if owner is not None else None
    if owner is None or method is None:
        return None
    place, node = method
    return members.Member(
        f"{owner.node.name}.{node.name}", "private", FunctionScope(place.module, node, place), node
    )


def _inherited(scope: FunctionScope, call: ast.Call) -> members.Member | None:
    """``super().m()``."""
    func = call.func
    if not isinstance(func, ast.Attribute) or not isinstance(func.value, ast.Call) or scope.owner is None:
        return None
    if scope.dotted(func.value.func) != "super" or func.value.args:
        return None
    for place in scope.owner.lineage():
        node = place.methods.get(func.attr) if place.node is not scope.owner.node else None
        if node is not None:
            name = f"{place.node.name}.{node.name}"
            return members.Member(name, "private", FunctionScope(place.module, node, place), node)
    return None
