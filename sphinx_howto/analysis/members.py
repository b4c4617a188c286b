"""The functions whose behaviour a description tells: the public ones, and the private ones that they call."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sphinx_howto import class_body
from sphinx_howto.analysis import (
    linearisation,
    nested,
    order,
    paths,
    project_calls,
    signatures,
    special_calls,
)
from sphinx_howto.analysis.once import once
from sphinx_howto.analysis.scope import (
    ClassScope,
    FunctionNode,
    FunctionScope,
    ModuleScope,
    project,
    receivers,
)

_CREATION = {"__init__", "__new__", "__post_init__"}
#: So many functions and classes of a module are described at its head.
MOST_OF_A_MODULE = 200


@dataclass(frozen=True, eq=False)
class Member:
    """A function and how a caller names it.

    name: as it is shown: ``store``, ``Archive(...)`` for the creation of an instance.
    role: function, creation, property, setter, private.
    callers: of a private function the members that reach it. way: how they have it run: ``call``,
        ``apart`` (in another thread or task), ``handed`` (by what they give it to), ``returned``,
        ``inside`` (it only stands in them).
    creation: of a method that creating an instance calls, that member.
    """

    name: str
    role: str
    scope: FunctionScope
    node: ast.FunctionDef | ast.AsyncFunctionDef
    callers: tuple[Caller, ...] = ()
    way: str = "call"
    creation: Caller | None = None

    @property
    def is_callback(self) -> bool:
        """Whether those that reach it do not call it themselves."""
        return self.way != "call"

    @property
    def statements(self) -> tuple[tuple[ast.stmt, paths.Path], ...]:
        """Every statement of the body with its path."""
        return once(self.scope, "statements", self.node, lambda: tuple(paths.statements(self.node.body)))

    @property
    def expressions(self) -> tuple[tuple[ast.stmt, ast.expr, paths.Path], ...]:
        """Every expression of the body with its statement and its path."""
        return once(self.scope, "expressions", self.node, lambda: tuple(paths.everything(self.node.body)))

    @property
    def lines(self) -> tuple[int, int]:
        """First and last line."""
        return self.node.lineno, self.node.end_lineno or self.node.lineno


@dataclass(frozen=True, eq=False)
class Caller:
    """A member that reaches a private function, and the path to the call in its body.

    path: None where conditions stand in several places on the way.
    """

    member: Member
    path: paths.Path | None


def of_function(scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef) -> tuple[Member, ...]:
    """The one member of a function that is the target."""
    return (Member(node.name, "function", scope, node),)


def of_class(scope: ClassScope, prefix: str = "") -> tuple[Member, ...]:
    """Creation first, be it inherited, then public and special methods in the order of an object's life."""
    own = (_method(scope, node, prefix) for node in _certain(scope) if not is_private(node.name))
    return (*inherited_creation(scope), *own)


def inherited_creation(scope: ClassScope) -> Iterator[Member]:
    """The ``__init__`` of a base in the same project that making an instance runs."""
    for entry in linearisation.certain(scope):
        if not isinstance(entry, ClassScope):
            return
        made = entry.methods.get("__init__")
        if made is not None and entry is not scope and project.holds(scope.module.module, entry.path):
            inner = FunctionScope(entry.module, made, entry)
            yield Member(f"{scope.node.name}(...)", "creation", inner, made)
        # A class decorator may write an ``__init__``
        if _CREATION & class_body.bound(entry.node) or entry.node.decorator_list:
            return


def _certain(scope: ClassScope) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The methods without those of which a test at class level chooses one."""
    every = order.methods(scope)
    for node in every:
        alike = [item for item in every if item.name == node.name and not _is_accessor(item)]
        at_top = all(item in scope.node.body for item in alike)
        if _is_accessor(node) or len(alike) == 1 or (at_top and node is alike[-1]):
            yield node


def _is_accessor(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a method is one of the parts of a property."""
    return any(
        isinstance(item, ast.Attribute) and item.attr in {"setter", "deleter", "getter"}
        for item in node.decorator_list
    )


def of_module(scope: ModuleScope) -> tuple[Member, ...]:
    """Public functions and the methods of public classes, in source order."""
    members: list[Member] = []
    # Of what is defined in several ways no one can be told as the one
    several = _in_several_ways(scope)
    for name in (item for item in public_names(scope)[:MOST_OF_A_MODULE] if item not in several):
        node = scope.definitions[name]
        if isinstance(node, ast.ClassDef):
            members += of_class(scope.class_scope(node), f"{name}.")
        elif isinstance(node, FunctionNode):
            members.append(Member(name, "function", FunctionScope(scope, node), node))
    return tuple(members)


def public_names(scope: ModuleScope) -> list[str]:
    """The functions and classes of a module that ``__all__``, or else their names, make public."""
    listed = exported(scope)
    found = [item.name for item in _definitions(scope.module.tree.body)]
    names = dict.fromkeys(name for name in found if scope.definitions.get(name) is not None)
    return [name for name in names if (name in listed if listed is not None else not name.startswith("_"))]


def _definitions(
    body: Sequence[ast.stmt],
) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """The functions and classes of a module, those that a test or a ``try`` chooses among them."""
    for item in body:
        if isinstance(item, (*FunctionNode, ast.ClassDef)):
            yield item
        elif isinstance(item, ast.If) and not (_OUTSIDE & set(ast.unparse(item.test).split())):
            yield from _definitions([*item.body, *item.orelse])
        elif isinstance(item, ast.Try):
            yield from _definitions(
                [*item.body, *(each for way in item.handlers for each in way.body), *item.orelse]
            )


#: What a test speaks of under which nothing is defined for others.
_OUTSIDE = {"__name__", "TYPE_CHECKING", "typing.TYPE_CHECKING"}


def _in_several_ways(scope: ModuleScope) -> set[str]:
    """The names that are defined more than once, not one after the other at the left margin."""
    found = [item.name for item in _definitions(scope.module.tree.body)]
    at_left = [
        item.name for item in scope.module.tree.body if isinstance(item, (*FunctionNode, ast.ClassDef))
    ]
    return {name for name in found if found.count(name) > max(1, at_left.count(name))}


def exported(scope: ModuleScope) -> tuple[str, ...] | None:
    """The names of a literal ``__all__``, or None."""
    value = scope.constants.get("__all__")
    if isinstance(value, (ast.List, ast.Tuple)):
        names = [item.value for item in value.elts if isinstance(item, ast.Constant)]
        return tuple(name for name in names if isinstance(name, str))
    return None


def is_private(name: str) -> bool:
    """Whether a name starts with an underscore and is not special (``__len__``)."""
    return name.startswith("_") and not (name.startswith("__") and name.endswith("__"))


def _method(scope: ClassScope, node: ast.FunctionDef | ast.AsyncFunctionDef, prefix: str) -> Member:
    inner = FunctionScope(scope.module, node, scope)
    if node.name in _CREATION:
        return Member(f"{scope.node.name}(...)", "creation", inner, node)
    kind = signatures.kind(inner, node)
    role = "setter" if kind in {"setter", "deleter"} else "property" if "property" in kind else "function"
    return Member(prefix + node.name, role, inner, node)


def called(member: Member) -> tuple[tuple[Member, paths.Path, bool, ast.expr], ...]:
    """(callee, path, awaited, call) of each call of a function of the same project whose name resolves."""
    return once(member.scope, "called", member.node, lambda: tuple(_called(member)))


def _called(member: Member) -> Iterator[tuple[Member, paths.Path, bool, ast.expr]]:
    awaited = {id(node.value) for _, node, _ in member.expressions if isinstance(node, ast.Await)}
    for statement, node, path in member.expressions:
        found = None
        if isinstance(node, ast.Call):
            found = callee(member.scope, node)
        elif isinstance(node, ast.Attribute):
            found = property_of(member.scope, node)
        if found is not None and found.node is not member.node:
            yield found, path, id(node) in awaited, node
        for owner, special in special_calls.run_by(member.scope, statement, node):
            if special is not member.node:
                inner = FunctionScope(owner.module, special, owner)
                # What the syntax runs, it waits for
                waits = isinstance(special, ast.AsyncFunctionDef)
                yield (
                    Member(f"{owner.node.name}.{special.name}", "private", inner, special),
                    path,
                    waits,
                    node,
                )


def callee(scope: FunctionScope, call: ast.Call) -> Member | None:
    """What a call of something of the project runs: a function, a method, the ``__init__`` of a class."""
    method = scope.method_called(call)
    if method is not None:
        owner, node = method
        own = isinstance(call.func, ast.Attribute) and scope.is_receiver(call.func.value)
        name = node.name if own else f"{owner.node.name}.{node.name}"
        return Member(name, "private", FunctionScope(owner.module, node, owner), node)
    inside = nested.named(scope, call.func)
    if inside is not None:
        return Member(inside[1].name, "private", *inside)
    optional = _of_optional(scope, call)
    if optional is not None:
        return optional
    target = scope.target_of(call)
    if target is None or not project_calls.is_own(scope, target):
        return None
    module = scope.module.context.module(target.module)
    if isinstance(target.node, FunctionNode):
        owner_scope = module.class_scope(target.owner) if target.owner is not None else None
        return Member(_shown(call), "private", FunctionScope(module, target.node, owner_scope), target.node)
    if isinstance(target.node, ast.ClassDef):
        found = module.class_scope(target.node).method("__init__")
        if found is not None:
            owner, node = found
            return Member(f"{_shown(call)}(...)", "creation", FunctionScope(owner.module, node, owner), node)
    return None


def _of_optional(scope: FunctionScope, call: ast.Call) -> Member | None:
    """``self.pool.join()`` where ``self.pool`` is None or an instance of a class of the project."""
    known = scope.type_of(call.func.value) if isinstance(call.func, ast.Attribute) else None
    if known is None or not known.optional or not isinstance(call.func, ast.Attribute):
        return None
    owner = receivers.class_of(scope, replace(known, optional=False))
    found = owner.method(call.func.attr) if owner is not None else None
    if found is None:
        return None
    place, node = found
    return Member(f"{place.node.name}.{node.name}", "private", FunctionScope(place.module, node, place), node)


def _shown(call: ast.Call) -> str:
    return ast.unparse(call.func)


def property_of(scope: FunctionScope, node: ast.Attribute) -> Member | None:
    """The property that reading ``self.name`` runs, or None."""
    reads = scope.owner is not None and scope.is_receiver(node.value) and isinstance(node.ctx, ast.Load)
    found = scope.owner.method(node.attr) if reads and scope.owner is not None else None
    if found is None:
        return None
    owner, function = found
    inner = FunctionScope(owner.module, function, owner)
    if "property" not in signatures.kind(inner, function):
        return None
    return Member(function.name, "property", inner, function)
