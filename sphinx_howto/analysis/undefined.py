"""Global names that a function reads and nothing in its module defines: that raises ``NameError``."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sphinx_howto.analysis import lasting, members, paths, raises
from sphinx_howto.analysis.once import once
from sphinx_howto.analysis.scope import FunctionScope, ModuleScope, walk_scope
from sphinx_howto.analysis.scope.bindings import named_by

#: Names that a module has without binding them, and names that tools put among the builtins.
_GIVEN = {
    *dir(builtins), "__file__", "__path__", "__class__", "__annotations__", "__builtins__", "__dict__",
    "_", "__", "ngettext", "profile", "get_ipython", "display", "reveal_type", "WindowsError", "spark",
    "dbutils", "sc",
}  # fmt: skip
#: What may define names that no statement shows.
_HIDING = {"exec", "globals", "vars", "locals", "eval", "setattr", "__import__", "execfile"}


@dataclass(frozen=True)
class Undefined:
    """A name that is read on a path and that nothing defines."""

    name: str
    path: paths.Path
    lines: tuple[int, int]


def of(member: members.Member) -> tuple[Undefined, ...]:
    """The undefined names that a member reads, each where it is read first."""
    return once(member.scope, "undefined", member.node, lambda: tuple(_of(member)))


def _of(member: members.Member) -> Iterator[Undefined]:
    return _among(member.scope, member.expressions, lambda: frozenset(_bound(member.scope)))


def at_import(
    scope: FunctionScope, found: Iterable[tuple[ast.stmt, ast.expr, paths.Path]]
) -> Iterator[Undefined]:
    """The undefined names that importing a module reads on every way, among expressions of its body."""
    tree = scope.module.module.tree
    every = _among(scope, found, lambda: frozenset(name for node in ast.walk(tree) for name in _names(node)))
    return (item for item in every if item.path.always)


def _among(
    scope: FunctionScope,
    found: Iterable[tuple[ast.stmt, ast.expr, paths.Path]],
    bound: Callable[[], frozenset[str]],
) -> Iterator[Undefined]:
    known = _globals(scope.module)
    if known is None:
        return
    seen: set[str] = set()
    inner: frozenset[str] | None = None
    for statement, node, path in found:
        if not isinstance(node, ast.Name) or not isinstance(node.ctx, ast.Load) or node.id in seen:
            continue
        if node.id in known or scope.is_local(node.id) or _is_annotation(statement, node):
            continue
        inner = bound() if inner is None else inner
        if node.id in inner or not raises.leaves(scope, "NameError", path):
            continue
        seen.add(node.id)
        yield Undefined(node.id, path, (node.lineno, node.end_lineno or node.lineno))


def _is_annotation(statement: ast.stmt, node: ast.Name) -> bool:
    """Whether a name stands in the annotation of a local, which is not evaluated."""
    return isinstance(statement, ast.AnnAssign) and any(
        item is node for item in ast.walk(statement.annotation)
    )


def _globals(module: ModuleScope) -> frozenset[str] | None:
    """The global names of a module; None where it may have more than its statements show."""
    return lasting.kept("globals", module.module.tree, lambda: _defined(module.module.tree))


def _defined(tree: ast.Module) -> frozenset[str] | None:
    found = set(_GIVEN)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and any(item.name == "*" for item in node.names):
            return None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _HIDING:
            return None
        if isinstance(node, ast.Attribute) and node.attr in {"modules", "__dict__"}:
            return None
        if isinstance(node, ast.Global):
            found.update(node.names)
    for node in walk_scope(tree.body):
        found.update(_names(node))
    return frozenset(found)


def _bound(scope: FunctionScope) -> Iterator[str]:
    """Every name that a function, what stands in it or around it binds, in whatever way."""
    current: FunctionScope | None = scope
    while current is not None:
        for node in ast.walk(current.function) if current.function is not None else ():
            yield from _names(node)
        current = current.parent


def _names(node: ast.AST) -> Iterator[str]:
    """The names that one node binds."""
    if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        yield node.id
    elif isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        yield from ((item.asname or item.name).split(".")[0] for item in node.names)
    elif type(node).__name__ in {"TypeVar", "ParamSpec", "TypeVarTuple"}:
        yield str(getattr(node, "name", ""))
    else:
        name = named_by(node)
        if name is not None:
            yield name
