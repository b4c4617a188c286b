"""What a function changes in place: attributes of its instance, and arguments that the caller sees."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from sphinx_howto.analysis import members, paths, signatures, types
from sphinx_howto.analysis.scope import FunctionNode, FunctionScope

#: Methods that change a container in place, whatever it is.
_MUTATORS = {
    "append",
    "extend",
    "insert",
    "add",
    "discard",
    "clear",
    "update",
    "appendleft",
    "setdefault",
    "popitem",
}
#: Methods whose name means that only for a container.
_TYPED_MUTATORS = _MUTATORS | {
    "pop",
    "remove",
    "sort",
    "reverse",
    "popleft",
    "intersection_update",
    "difference_update",
}
#: Methods by whose names an object of unknown type is changed in place.
_TELLING = {
    "append", "extend", "appendleft", "popleft", "setdefault", "popitem", "sort", "reverse", "update",
}  # fmt: skip
#: Functions that change their first argument in place.
_OF_FIRST = {
    "heapq.heappush", "heapq.heappop", "heapq.heapify", "heapq.heapreplace", "heapq.heappushpop",
    "bisect.insort", "bisect.insort_left", "bisect.insort_right", "random.shuffle",
}  # fmt: skip
#: So many calls deep is followed what a method changes.
_DEPTH = 3
_CONTAINERS = {
    "list",
    "dict",
    "set",
    "bytearray",
    "collections.deque",
    "collections.defaultdict",
    "collections.OrderedDict",
    "collections.Counter",
    "collections.abc.MutableMapping",
    "collections.abc.MutableSequence",
}


@dataclass(frozen=True)
class Change:
    """A change of an attribute of ``self`` or of an argument.

    name: of the attribute or parameter. replaced: the attribute is assigned, not changed in place.
    """

    name: str
    is_argument: bool
    replaced: bool
    path: paths.Path
    lines: tuple[int, int]


def changes(member: members.Member) -> Iterator[Change]:
    """The changes that a member's own body makes, in source order."""
    for statement, outer in member.statements:
        lines = (statement.lineno, statement.end_lineno or statement.lineno)
        for target in _targets(statement):
            yield from _assigned(member.scope, target, statement, outer, lines)
        for node, inner in paths.expressions(statement):
            found = _by_call(member.scope, node) if isinstance(node, ast.Call) else None
            if found is not None:
                yield Change(found[0], found[1], False, paths.joined(outer, inner), lines)


def through(member: members.Member, depth: int = _DEPTH) -> Iterator[Change]:
    """The changes of the instance that the member's own methods make for it."""
    for callee, path, awaited, site in (*members.called(member), *_items(member)):
        own = isinstance(site, ast.Call) and isinstance(site.func, ast.Attribute)
        if own and not member.scope.is_receiver(site.func.value):  # type: ignore[attr-defined]
            continue
        if not own and callee.node.name not in _ITEM_METHODS:
            continue
        if isinstance(callee.node, ast.AsyncFunctionDef) is not awaited or signatures.is_generator(
            callee.node
        ):
            continue
        inner = [change for change in changes(callee) if not change.is_argument]
        if depth > 1:
            inner += through(callee, depth - 1)
        for name in dict.fromkeys(change.name for change in inner):
            found = [change for change in inner if change.name == name]
            way = path if certain(found) else replace(path, sure=False)
            yield Change(
                name, False, all(change.replaced for change in found), way, (site.lineno, site.lineno)
            )


_ITEM_METHODS = {"__setitem__", "__delitem__"}


def _items(member: members.Member) -> Iterator[tuple[members.Member, paths.Path, bool, ast.expr]]:
    """``self[key] = value`` and ``del self[key]`` as calls of the methods that they run."""
    owner = member.scope.owner
    for statement, path in member.statements if owner is not None else ():
        for target in _targets(statement):
            if not isinstance(target, ast.Subscript) or not member.scope.is_receiver(target.value):
                continue
            name = "__delitem__" if isinstance(statement, ast.Delete) else "__setitem__"
            found = owner.method(name) if owner is not None else None
            if found is not None and found[1] is not member.node:
                place, node = found
                inner = FunctionScope(place.module, node, place)
                yield members.Member(name, "private", inner, node), path, False, target


def module_variables(member: members.Member) -> Iterator[Change]:
    """The variables of the module that a member assigns or changes in place."""
    scope = member.scope
    declared = {
        name for item in paths.own_nodes(member.node) if isinstance(item, ast.Global) for name in item.names
    }
    for statement, outer in member.statements:
        lines = (statement.lineno, statement.end_lineno or statement.lineno)
        for target in _targets(statement):
            if isinstance(target, ast.Name) and target.id in declared:
                yield Change(target.id, False, True, outer, lines)
            inside = target.value if isinstance(target, ast.Subscript) else None
            if inside is not None and _is_of_module(scope, inside):
                yield Change(inside.id, False, False, outer, lines)  # type: ignore[attr-defined]
        for node, inner in paths.expressions(statement):
            func = node.func if isinstance(node, ast.Call) else None
            if (
                isinstance(func, ast.Attribute)
                and func.attr in _TYPED_MUTATORS
                and _is_of_module(scope, func.value)
            ):
                known = scope.type_of(func.value)
                if known is not None and known.name in _CONTAINERS:
                    yield Change(func.value.id, False, False, paths.joined(outer, inner), lines)  # type: ignore[attr-defined]


def variables_through(member: members.Member) -> Iterator[Change]:
    """The variables of the module that functions of the same module change for a member, which may do so."""
    for callee, path, _, site in members.called(member):
        if callee.scope.module is member.scope.module:
            for change in module_variables(callee):
                lines = site.lineno, site.lineno
                yield replace(change, path=replace(path, sure=False), lines=lines)


def _is_of_module(scope: FunctionScope, node: ast.expr) -> bool:
    """Whether a name is a variable of the module."""
    return isinstance(node, ast.Name) and not scope.is_local(node.id) and node.id in scope.module.constants


class OnPath(Protocol):
    """What stands on a path."""

    @property
    def path(self) -> paths.Path: ...


def certain(found: Sequence[OnPath]) -> bool:
    """Whether every call that ends normally makes one of the changes: one always, or one in each branch."""
    ways = {
        tuple((id(test.node), test.negated) for test in change.path.tests)
        for change in found
        if _is_sufficient(change.path)
    }
    while () not in ways:
        joined = {way[:-1] for way in ways if (*way[:-1], (way[-1][0], not way[-1][1])) in ways}
        if joined <= ways:
            return False
        ways |= joined
    return True


def _is_sufficient(path: paths.Path) -> bool:
    """Whether the tests of a path are all that it needs."""
    conditional = path.loop or path.handler or path.searched
    return path.sure and not conditional and not any(map(paths.swallows, path.guards))


def _targets(statement: ast.stmt) -> Iterator[ast.expr]:
    if isinstance(statement, ast.Assign):
        pending = list(statement.targets)
    elif isinstance(statement, (ast.AugAssign, ast.AnnAssign)):
        pending = (
            [] if isinstance(statement, ast.AnnAssign) and statement.value is None else [statement.target]
        )
    elif isinstance(statement, ast.Delete):
        pending = list(statement.targets)
    else:
        return
    while pending:
        target = pending.pop(0)
        if isinstance(target, (ast.Tuple, ast.List)):
            pending = [*target.elts, *pending]
        else:
            yield target.value if isinstance(target, ast.Starred) else target


def _assigned(
    scope: FunctionScope, target: ast.expr, statement: ast.stmt, path: paths.Path, lines: tuple[int, int]
) -> Iterator[Change]:
    if isinstance(target, ast.Attribute) and scope.is_receiver(target.value):
        if isinstance(statement, (ast.Assign, ast.AugAssign, ast.AnnAssign)):
            yield Change(target.attr, False, True, path, lines)
        return
    inside = target.value if isinstance(target, (ast.Subscript, ast.Attribute)) else None
    found = _subject(scope, inside) if inside is not None else None
    if found is not None:
        yield Change(found[0], found[1], False, path, lines)


def _by_call(scope: FunctionScope, call: ast.Call) -> tuple[str, bool] | None:
    """What a call changes in place: the name, and whether it is an argument."""
    func = _called(scope, call.func)
    if isinstance(func, ast.Attribute) and func.attr in _TYPED_MUTATORS:
        return _mutated(scope, func)
    path = scope.dotted(func)
    if path in _OF_FIRST and call.args:
        return _subject(scope, call.args[0])
    if path == "setattr" and len(call.args) == 3 and scope.is_receiver(call.args[0]):
        name = call.args[1]
        known = isinstance(name, ast.Constant) and isinstance(name.value, str)
        return (str(name.value) if known else "__dict__"), False  # type: ignore[attr-defined]
    return None


def _called(scope: FunctionScope, func: ast.expr) -> ast.expr:
    """A callee, a local that stands for another name replaced by that."""
    return (_alias(scope, func) if isinstance(func, ast.Name) else None) or func


def _alias(scope: FunctionScope, name: ast.Name) -> ast.expr | None:
    """``queue = self._queue``: what a local is another name of; None if that is not sure."""
    bound = scope.bindings.get(name.id, [])
    if len(bound) != 1 or name.id in scope.parameters:
        return None
    value, statement = bound[0]
    plain = isinstance(statement, ast.Assign) and all(isinstance(x, ast.Name) for x in statement.targets)
    return value if plain and isinstance(value, (ast.Attribute, ast.Name)) else None


def _mutated(scope: FunctionScope, callee: ast.Attribute) -> tuple[str, bool] | None:
    """What ``x.append(...)`` changes: the name, and whether it is an argument."""
    found = _subject(scope, callee.value)
    known = scope.type_of(callee.value)
    if known is None:
        return found if callee.attr in _TELLING and found is not None and not found[1] else None
    return found if known.name in _CONTAINERS | types.MAPPINGS - {"collections.abc.Mapping"} else None


def _subject(scope: FunctionScope, node: ast.expr) -> tuple[str, bool] | None:
    """``self.x`` as ("x", False), an argument that still is what the caller gave as ("x", True).

    What is inside of them counts as part of them: ``self.x.y[0]``.
    """
    node = (_alias(scope, node) if isinstance(node, ast.Name) else None) or node
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        if isinstance(node, ast.Attribute) and scope.is_receiver(node.value):
            return (node.attr, False) if node.attr != "__class__" else None
        node = node.value
    is_argument = isinstance(node, ast.Name) and node.id in scope.parameters and node.id != scope.receiver
    if not is_argument or not isinstance(node, ast.Name):
        return None
    given = scope.function.args if isinstance(scope.function, FunctionNode) else None
    variadic = {item.arg for item in (given.vararg, given.kwarg) if item is not None} if given else set()
    # A name that is bound again anywhere may mean another object
    return (node.id, True) if node.id not in scope.bindings and node.id not in variadic else None
