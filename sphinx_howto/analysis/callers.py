"""Which private functions the public ones reach, and how; what making an instance calls."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sphinx_howto.analysis import paths, runs
from sphinx_howto.analysis.members import Caller, Member, is_private
from sphinx_howto.analysis.scope import ClassScope, FunctionScope

#: Private functions are followed so many calls deep.
_DEPTH = 4


def with_private(members: Sequence[Member], owners: Sequence[ClassScope] = ()) -> tuple[Member, ...]:
    """``members`` and the private functions that they reach, each once and with all members that reach it.

    owners: the classes whose private methods count too where a base class calls them.
    """
    public = {id(member.node) for member in members}
    found: dict[int, Member] = {}
    for member in members:
        for callee, way, path in _reached(member, public):
            first = found.setdefault(id(callee.node), replace(callee, way=way))
            best = min(first.way, way, key=runs.WAYS.index)
            callers = (*first.callers, Caller(member, path))
            found[id(callee.node)] = replace(first, way=best, callers=callers)
    for hook in _hooks(owners, {*public, *found}):
        found[id(hook.node)] = hook
        for callee, way, _ in _reached(hook, {*public, *found}):
            found[id(callee.node)] = replace(callee, way=way, callers=(Caller(hook, None),))
    return (*_created(members), *_told_apart(tuple(found.values())))


def _told_apart(found: Sequence[Member]) -> Iterator[Member]:
    """The members, those of one name with the class that each belongs to."""
    names = [member.name for member in found]
    for member in found:
        owner = member.scope.owner
        twice = names.count(member.name) > 1 and owner is not None
        yield replace(member, name=f"{owner.node.name}.{member.name}") if twice and owner else member


def _hooks(owners: Sequence[ClassScope], known: set[int]) -> Iterator[Member]:
    """The private methods that nothing here calls, but that a base class can: ``_run``."""
    for owner in owners:
        for name, node in owner.methods.items():
            hidden = is_private(name) and not name.startswith("__") and id(node) not in known
            way = _way_of_base(owner, name) if hidden and not node.decorator_list else ""
            if way:
                yield Member(name, "private", FunctionScope(owner.module, node, owner), node, (), way)


def _way_of_base(owner: ClassScope, name: str) -> str:
    """``base`` where a base class uses a method of that name; ``unknown`` where one cannot be looked into."""
    bases = [item for item in owner.lineage() if item is not owner]
    if any(_names(item.node, name) for item in bases):
        return "base"
    unseen = len(owner.bases) < len([base for base in owner.node.bases if ast.unparse(base) != "object"])
    return "unknown" if unseen and not _names(owner.module.module.tree, name) else ""


def _names(node: ast.AST, name: str) -> bool:
    """Whether an attribute of that name is read somewhere in a piece of code."""
    return any(isinstance(item, ast.Attribute) and item.attr == name for item in ast.walk(node))


def _reached(member: Member, without: set[int]) -> Iterator[tuple[Member, str, paths.Path | None]]:
    """The private functions that a member reaches through private ones alone: each with its way and path."""
    pending = [member]
    ways = {id(member.node): "call"}
    incoming: dict[int, list[tuple[Member, list[runs.Run]]]] = {}
    order: list[Member] = []
    for _ in range(_DEPTH):
        following: list[Member] = []
        for place in pending:
            for key, every in runs.by_callee(place).items():
                callee = every[0].callee
                found = [run for run in every if run.way != "in vain"]
                if not found or key == id(member.node) or key in without or not _is_hidden(callee):
                    continue
                if callee.scope.module is not member.scope.module:
                    # The internals of another module: what they touch is told as what the call means
                    continue
                incoming.setdefault(key, []).append((place, found))
                way = max(
                    ways[id(place.node)],
                    min((run.way for run in found), key=runs.WAYS.index),
                    key=runs.WAYS.index,
                )
                if key not in ways:
                    following.append(callee)
                    order.append(callee)
                    ways[key] = way
                ways[key] = min(ways[key], way, key=runs.WAYS.index)
        pending = following
    known: dict[int, paths.Path | None] = {id(member.node): paths.Path()}
    for callee in order:
        known[id(callee.node)] = _path(member, incoming[id(callee.node)], known)
        yield callee, ways[id(callee.node)], known[id(callee.node)]


def _is_hidden(callee: Member) -> bool:
    """Whether a function has no page of its own: it is private, or stands inside another one."""
    return is_private(callee.node.name) or callee.scope.parent is not None


def _path(
    member: Member, incoming: list[tuple[Member, list[runs.Run]]], known: dict[int, paths.Path | None]
) -> paths.Path | None:
    """How control comes to a function from the body of ``member``; None where no one path there says it."""
    ways: list[paths.Path | None] = []
    for place, found in incoming:
        first = known.get(id(place.node))
        last = runs.joined(found)
        if first is not None and last is not None:
            if runs.is_plain(last):
                ways.append(first)
            elif runs.is_plain(first) and place is member:
                ways.append(last)
            else:
                ways.append(None)
        else:
            ways.append(None)
    certain = next((path for path in ways if path is not None and runs.is_plain(path)), None)
    return certain if certain is not None else ways[0] if len(ways) == 1 else None


def _created(members: Sequence[Member]) -> Iterator[Member]:
    """The members, those that creating an instance calls with that."""
    ways: dict[int, Caller] = {}
    for creation in (member for member in members if member.role == "creation"):
        pending: list[tuple[Member, paths.Path | None]] = [(creation, paths.Path())]
        seen = {id(creation.node)}
        for place, before in pending:
            for key, found in runs.by_callee(place).items():
                own = [run for run in found if run.way == "call" and _is_of_receiver(place, run.site)]
                if own and key not in seen:
                    seen.add(key)
                    last = runs.joined(own)
                    path = last if place is creation else before if last and runs.is_plain(last) else None
                    pending.append((own[0].callee, path))
                    ways.setdefault(key, Caller(creation, path))
    for member in members:
        way = ways.get(id(member.node))
        yield replace(member, creation=way) if way and member.role == "function" else member


def _is_of_receiver(place: Member, site: ast.expr) -> bool:
    """Whether a place calls a method of the same instance."""
    func = site.func if isinstance(site, ast.Call) else None
    return isinstance(func, ast.Attribute) and place.scope.is_receiver(func.value)
