"""The graph of own calls: every way by which one function of the project has another one run."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sphinx_howto.analysis import certainty, members, nested, paths, signatures, taking
from sphinx_howto.analysis.once import once
from sphinx_howto.analysis.scope import FunctionNode, FunctionScope

#: How a function is run, the surest first.
WAYS = ("call", "apart", "handed", "returned", "inside", "base", "unknown", "in vain")


@dataclass(frozen=True, eq=False)
class Run:
    """A place in a member that has another function of the project run.

    way: ``call``: there and then. ``apart``: in another thread, process or task. ``handed``: it is given to
    something that may call it. ``returned``, ``inside``: it is defined there, and returned or kept.
    ``base``: a base class may call it; ``unknown``: so may one that cannot be looked into. ``in vain``: a
    coroutine function is called in a thread, where nothing awaits it.
    """

    callee: members.Member
    path: paths.Path
    site: ast.expr
    way: str


def of(member: members.Member) -> tuple[Run, ...]:
    """What a member has run, in the order of its body."""
    return once(member.scope, "runs", member.node, lambda: tuple(_of(member)))


def _of(member: members.Member) -> Iterator[Run]:
    found: set[int] = set()
    waited, repeated = _waited(member), _repeated(member)
    alone = {id(item.value) for item, _ in member.statements if isinstance(item, ast.Expr)}
    for callee, path, awaited, site in members.called(member):
        if _is_own(member.scope, callee):
            found.add(id(callee.node))
            is_task = isinstance(callee.node, ast.AsyncFunctionDef) and not signatures.is_generator(
                callee.node
            )
            at_once = awaited or not is_task or id(site) in waited
            if not at_once and id(site) in alone:
                # A coroutine that nothing awaits
                continue
            gone = replace(path, sure=True, loop=repeated[id(site)]) if id(site) in repeated else path
            yield Run(callee, gone, site, "call" if at_once else "apart")
    for callee, path, site, way in _handed(member):
        found.add(id(callee.node))
        yield Run(callee, path, site, way)
    for name, node in nested.functions(member.scope).items():
        if id(node) not in found:
            inner = FunctionScope(member.scope.module, node, member.scope.owner, member.scope)
            site = ast.copy_location(ast.Name(name, ast.Load()), node)
            way = "returned" if _is_returned(member, name) else "inside"
            yield Run(members.Member(name, "private", inner, node), _path(member, node), site, way)


def _waited(member: members.Member) -> set[int]:
    """The ids of what stands, at any depth, in a call or an ``await`` that waits for coroutines."""
    return {
        id(item)
        for _, node, _ in member.expressions
        if isinstance(node, ast.Await) or (isinstance(node, ast.Call) and _waits(node))
        for item in ast.walk(node)
    }


def _repeated(member: members.Member) -> Mapping[int, ast.stmt]:
    """What a comprehension without a test has for each item, where nothing else is in doubt.

    By the ids of the nodes, with the statement that goes through the items.
    """
    return {
        id(part): statement
        for statement, outer in member.statements
        if outer.sure
        for node, inner in paths.expressions(statement)
        if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp))
        if inner.sure and not any(item.ifs for item in node.generators)
        for part in _unconditional(node.elt)
    }


def _unconditional(node: ast.expr) -> Iterator[ast.AST]:
    """An expression and what it always works out."""
    yield node
    if not isinstance(node, (ast.IfExp, ast.BoolOp, ast.Lambda)):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                yield from _unconditional(child)


def _waits(call: ast.Call) -> bool:
    """``asyncio.run(f())``, ``loop.run_until_complete(f())``."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    return name in {"run", "run_until_complete"}


def _is_own(scope: FunctionScope, callee: members.Member) -> bool:
    """Whether the callee is of the project, not of a library whose source is there."""
    other = callee.scope.module.module
    return scope.same_project(other.name) or other.path.parent == scope.module.module.path.parent


def _path(member: members.Member, node: ast.stmt) -> paths.Path:
    return next((path for statement, path in member.statements if statement is node), paths.Path())


def _is_returned(member: members.Member, name: str) -> bool:
    return any(
        isinstance(item, ast.Name) and item.id == name
        for statement, _ in member.statements
        if isinstance(statement, ast.Return) and statement.value is not None
        for item in ast.walk(statement.value)
    )


def _handed(member: members.Member) -> Iterator[tuple[members.Member, paths.Path, ast.expr, str]]:
    """The functions that a member gives to a call, or calls in a ``lambda``."""
    for _, node, path in member.expressions:
        if isinstance(node, ast.Call):
            way, inner_call = taking.way(member.scope, node), taking.run(member.scope, node)
            for value in (*node.args, *(item.value for item in node.keywords)):
                found = _function(member.scope, value)
                if found is None and way != "handed":
                    found = _elsewhere(member.scope, value)
                in_vain = way != "handed" and found is not None and _is_coroutine(found)
                if found is not None:
                    site = node if in_vain else _site(inner_call, value)
                    yield found, path, site, "in vain" if in_vain else way
                for inner in _in_lambda(value):
                    callee = members.callee(member.scope, inner)
                    if callee is not None and _is_own(member.scope, callee):
                        yield callee, path, inner, way


def _site(inner: ast.Call | None, function: ast.expr) -> ast.expr:
    """The call that something makes of a function that it is given; the function where that is open."""
    return inner if inner is not None and inner.func is function else function


def _is_coroutine(callee: members.Member) -> bool:
    """Whether calling a function, in a thread or elsewhere, runs nothing of its body."""
    return isinstance(callee.node, ast.AsyncFunctionDef)


def _in_lambda(node: ast.expr) -> Iterator[ast.Call]:
    """The calls in a ``lambda``."""
    if isinstance(node, ast.Lambda):
        yield from (item for item in ast.walk(node.body) if isinstance(item, ast.Call))


def _function(scope: FunctionScope, node: ast.expr) -> members.Member | None:
    """The function of the class, of the module or of the body that an expression names."""
    if isinstance(node, ast.Attribute) and scope.owner is not None and scope.is_receiver(node.value):
        found = scope.owner.method(node.attr)
        if found is None or found[1].decorator_list:
            return None
        owner, function = found
        return members.Member(
            function.name, "private", FunctionScope(owner.module, function, owner), function
        )
    inside = nested.named(scope, node)
    if inside is not None:
        return members.Member(inside[1].name, "private", *inside)
    if isinstance(node, ast.Name) and not scope.is_local(node.id):
        target = scope.module.definitions.get(node.id)
        if isinstance(target, FunctionNode):
            return members.Member(node.id, "private", FunctionScope(scope.module, target), target)
    return None


def _elsewhere(scope: FunctionScope, node: ast.expr) -> members.Member | None:
    """The function of another module, or the method of another object of the project, that is named."""
    if not isinstance(node, (ast.Name, ast.Attribute)):
        return None
    called = members.callee(scope, ast.copy_location(ast.Call(node, [], []), node))
    if called is None or called.role == "creation" or not _is_own(scope, called):
        return None
    return called


def joined(found: Sequence[Run]) -> paths.Path | None:
    """How control comes to any of the places; None where no one path says it."""
    if certainty.certain(found):
        return paths.Path()
    plain = next((run.path for run in found if is_plain(run.path)), None)
    if plain is not None:
        return plain
    return found[0].path if len(found) == 1 else None


def is_plain(path: paths.Path) -> bool:
    """Whether control comes to a place whenever its loops go round, exceptions apart."""
    return path.sure and not (path.tests or path.handler or path.searched)


def by_callee(member: members.Member) -> Mapping[int, list[Run]]:
    """The places of each function that a member has run, by the id of its node."""
    found: dict[int, list[Run]] = {}
    for run in of(member):
        found.setdefault(id(run.callee.node), []).append(run)
    return found
