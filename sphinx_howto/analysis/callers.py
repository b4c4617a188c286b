"""Which private functions the public ones reach, by calls or as callbacks; what making an instance calls."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sphinx_howto.analysis.members import Member, called, is_private
from sphinx_howto.analysis.once import once
from sphinx_howto.analysis.scope import FunctionNode, FunctionScope

#: Private functions are followed so many calls deep.
_DEPTH = 3


def with_private(members: Sequence[Member]) -> tuple[Member, ...]:
    """``members`` and the private functions that they reach, each once and with all members that reach it."""
    public = {id(member.node) for member in members}
    found: dict[int, Member] = {}
    callers: dict[int, list[str]] = {}
    for member in members:
        for callee, as_callback in _reached(member, public):
            first = found.setdefault(id(callee.node), replace(callee, is_callback=as_callback))
            if first.is_callback and not as_callback:
                found[id(callee.node)] = replace(first, is_callback=False)
            callers.setdefault(id(callee.node), []).append(member.name)
    reached = (
        replace(member, callers=tuple(dict.fromkeys(callers[key]))) for key, member in found.items()
    )
    return (*_created(members), *reached)


def _reached(member: Member, without: set[int]) -> Iterator[tuple[Member, bool]]:
    """The private functions that a member reaches through private ones alone, and whether as a callback."""
    pending = [(member, False)]
    seen = {id(member.node), *without}
    for _ in range(_DEPTH):
        following: list[tuple[Member, bool]] = []
        for place, handed in pending:
            ways = [(callee, handed) for callee, *_ in called(place)]
            ways += [(callee, True) for callee in callbacks(place)]
            for callee, as_callback in ways:
                if id(callee.node) not in seen and is_private(callee.node.name):
                    seen.add(id(callee.node))
                    following.append((callee, as_callback))
        yield from following
        pending = following


def _created(members: Sequence[Member]) -> Iterator[Member]:
    """The members, those that creating an instance calls with the name of that."""
    ways: dict[int, str] = {}
    for creation in (member for member in members if member.role == "creation"):
        pending, seen = [creation], {id(creation.node)}
        for place in pending:
            for callee, _, _, site in called(place):
                own = isinstance(site, ast.Call) and isinstance(site.func, ast.Attribute)
                if own and id(callee.node) not in seen and place.scope.is_receiver(site.func.value):  # type: ignore[attr-defined]
                    seen.add(id(callee.node))
                    pending.append(callee)
                    ways.setdefault(id(callee.node), creation.name)
    for member in members:
        way = ways.get(id(member.node), "")
        yield replace(member, creation=way) if way and member.role == "function" else member


def callbacks(member: Member) -> tuple[Member, ...]:
    """The functions of the same class or module that a member hands over, without calling them."""
    return once(member.scope, "callbacks", member.node, lambda: tuple(_callbacks(member)))


def _callbacks(member: Member) -> Iterator[Member]:
    handed = [
        value
        for _, node, _ in member.expressions
        if isinstance(node, ast.Call)
        for value in (*node.args, *(item.value for item in node.keywords))
    ]
    for node in handed:
        found = _function(member.scope, node)
        if found is not None:
            yield found


def _function(scope: FunctionScope, node: ast.expr) -> Member | None:
    """The function of the class or module that an expression names."""
    if isinstance(node, ast.Attribute) and scope.owner is not None and scope.is_receiver(node.value):
        found = scope.owner.method(node.attr)
        if found is None or found[1].decorator_list:
            return None
        owner, function = found
        return Member(function.name, "private", FunctionScope(owner.module, function, owner), function)
    if isinstance(node, ast.Name) and not scope.is_local(node.id):
        target = scope.module.definitions.get(node.id)
        if isinstance(target, FunctionNode):
            return Member(node.id, "private", FunctionScope(scope.module, target), target)
    return None
