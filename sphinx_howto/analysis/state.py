"""What a function changes in place: attributes of its instance, and arguments that the caller sees."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sphinx_howto.analysis import certainty, code, members, paths, runs, signatures, types
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
    part: what of an argument is set: ``.name``, ``["key"]``; else "".
    """

    name: str
    is_argument: bool
    replaced: bool
    path: paths.Path
    lines: tuple[int, int]
    part: str = ""


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
    """The changes of the instance that the member's own methods, and functions in its body, make for it."""
    for run in runs.of(member):
        if run.way not in {"call", "apart"} or not _is_of_instance(member, run):
            continue
        if run.callee.scope.module is not member.scope.module:
            # The internals of a base class of another module
            continue
        inner = [change for change in changes(run.callee) if not change.is_argument]
        if depth > 1:
            inner += through(run.callee, depth - 1)
        yield from _carried(inner, run)


def _is_of_instance(member: members.Member, run: runs.Run) -> bool:
    """Whether what a place runs belongs to the same instance: a method of it, or a function in the body."""
    if run.callee.scope.parent is not None:
        return True
    if run.way == "apart":
        return run.callee.scope.owner is not None and run.callee.scope.receiver == member.scope.receiver
    holder = _holder(run.site)
    if isinstance(holder, ast.Call):
        return member.scope.dotted(holder.func) == "super"
    return member.scope.is_receiver(holder)


def _holder(site: ast.expr) -> ast.expr:
    """The object whose method a place runs: ``x`` of ``x.m()``, ``x[key]``, ``len(x)``, ``key in x``."""
    if isinstance(site, ast.Call) and not isinstance(site.func, ast.Attribute):
        return site.args[0] if site.args else site.func
    inner = site.func if isinstance(site, ast.Call) else site
    if isinstance(inner, ast.Compare):
        return inner.comparators[0]
    return inner.value if isinstance(inner, (ast.Attribute, ast.Subscript)) else inner


def _carried(inner: Sequence[Change], run: runs.Run) -> Iterator[Change]:
    """Changes that a function makes, as changes by the place that has it run."""
    for name in dict.fromkeys(change.name for change in inner):
        found = [change for change in inner if change.name == name]
        sure = certainty.certain(found) and run.way == "call" and not signatures.is_generator(run.callee.node)
        way = run.path if sure else replace(run.path, sure=False)
        yield Change(
            name, False, all(change.replaced for change in found), way, (run.site.lineno, run.site.lineno)
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


def variables_through(member: members.Member, depth: int = _DEPTH) -> Iterator[Change]:
    """The variables of the module that functions of the same module change for a member."""
    for run in runs.of(member):
        if run.way == "call" and run.callee.scope.module is member.scope.module:
            inner = list(module_variables(run.callee))
            if depth > 1:
                inner += variables_through(run.callee, depth - 1)
            yield from _carried(inner, run)


def _is_of_module(scope: FunctionScope, node: ast.expr) -> bool:
    """Whether a name is a variable of the module."""
    return isinstance(node, ast.Name) and not scope.is_local(node.id) and node.id in scope.module.constants


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
        is_set = found[1] and not isinstance(statement, ast.Delete)
        yield Change(found[0], found[1], False, path, lines, _part(target) if is_set else "")


def _part(target: ast.expr) -> str:
    """What of an argument an assignment sets, where it is named."""
    if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
        return f".{target.attr}"
    if isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
        key = target.slice.value if isinstance(target.slice, ast.Constant) else None
        return f"[{code.literal(key)}]" if isinstance(key, str) else ""
    return ""


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
        inner = isinstance(callee.value, (ast.Subscript, ast.Attribute))
        is_told = found is not None and (inner or not found[1])
        return found if callee.attr in _TELLING and is_told else None
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
