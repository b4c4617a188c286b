"""What a function changes in place: attributes of its instance, and arguments that the caller sees."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sphinx_howto.analysis import members, paths, signatures, types
from sphinx_howto.analysis.scope import FunctionScope

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
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                found = _mutated(member.scope, node.func)
                if found is not None:
                    yield Change(found[0], found[1], False, paths.joined(outer, inner), lines)


def through(member: members.Member) -> Iterator[Change]:
    """The changes of the instance that the member's own methods make for it, one call deep."""
    for callee, path, awaited, site in members.called(member):
        own = isinstance(site, ast.Call) and isinstance(site.func, ast.Attribute)
        if not own or not member.scope.is_receiver(site.func.value):  # type: ignore[attr-defined]
            continue
        if isinstance(callee.node, ast.AsyncFunctionDef) is not awaited or signatures.is_generator(
            callee.node
        ):
            continue
        inner = [change for change in changes(callee) if not change.is_argument]
        for name in dict.fromkeys(change.name for change in inner):
            found = [change for change in inner if change.name == name]
            way = path if certain(found) else replace(path, sure=False)
            yield Change(
                name, False, all(change.replaced for change in found), way, (site.lineno, site.lineno)
            )


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


def _is_of_module(scope: FunctionScope, node: ast.expr) -> bool:
    """Whether a name is a variable of the module."""
    return isinstance(node, ast.Name) and not scope.is_local(node.id) and node.id in scope.module.constants


def certain(found: Sequence[Change]) -> bool:
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


def _mutated(scope: FunctionScope, callee: ast.Attribute) -> tuple[str, bool] | None:
    """What ``x.append(...)`` changes: the name, and whether it is an argument."""
    found = _subject(scope, callee.value)
    if found is None or callee.attr not in _TYPED_MUTATORS:
        return None
    known = scope.type_of(callee.value)
    return (
        found
        if known is not None and known.name in _CONTAINERS | types.MAPPINGS - {"collections.abc.Mapping"}
        else None
    )


def _subject(scope: FunctionScope, node: ast.expr) -> tuple[str, bool] | None:
    """``self.x`` as ("x", False), an argument that still is what the caller gave as ("x", True)."""
    if isinstance(node, ast.Attribute) and scope.is_receiver(node.value) and node.attr != "__class__":
        return node.attr, False
    if isinstance(node, ast.Name) and node.id in scope.parameters and node.id != scope.receiver:
        variadic = (
            scope.function is not None
            and not isinstance(scope.function, ast.Lambda)
            and node.id
            in {
                item.arg
                for item in (scope.function.args.vararg, scope.function.args.kwarg)
                if item is not None
            }
        )
        # A name that is bound again anywhere may mean another object
        return (node.id, True) if node.id not in scope.bindings and not variadic else None
    return None
