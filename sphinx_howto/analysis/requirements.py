"""Which packages a module imports, whether it can do without them, and which system its imports demand."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sphinx_howto.analysis import imports, members, package_names, pytest_plugins
from sphinx_howto.analysis.scope import ModuleScope


@dataclass(frozen=True)
class Needs:
    """Import names of packages: needed on import, used if they are there, imported in a call.

    windows: modules imported that only Windows has; elsewhere: those that Windows does not have.
    plugins: packages that extend pytest. beyond: what the modules of the project need that this one imports.
    lines: of each import by name, the first one.
    """

    required: tuple[str, ...]
    optional: tuple[str, ...]
    late: tuple[str, ...]
    lines: tuple[tuple[int, int], ...]
    windows: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    plugins: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()


def of(scope: ModuleScope, shown: Sequence[members.Member]) -> Needs:
    """What the module of ``scope`` needs to be imported, and what the functions ``shown`` import late."""
    if scope.module.name.split(".")[0] in imports.STANDARD:
        return Needs((), (), (), ())
    found = list(imports.running(scope.module.tree.body, False))
    own = imports.Own(scope)
    required = imports.packages(own, [node for node, optional in found if not optional])
    optional_ = [
        name
        for name in imports.packages(own, [node for node, optional in found if optional])
        if name not in required
    ]
    late = [
        name
        for name in imports.packages(own, [node for member in shown for node in _late(member)])
        if name not in required and name not in optional_
    ]
    tops = [
        (path.split(".")[0], node)
        for node, optional in found
        if not optional
        for path in imports.paths(node)
        if not own.holds(path.split(".")[0])
    ]
    windows = {top: node for top, node in tops if top in package_names.WINDOWS_ONLY}
    elsewhere = {top: node for top, node in tops if top in package_names.NOT_ON_WINDOWS}
    bound = [*windows.values(), *elsewhere.values()]
    nodes = [node for node, _ in found if imports.packages(own, [node]) or node in bound]
    lines = tuple((node.lineno, node.end_lineno or node.lineno) for node in nodes)
    return Needs(
        tuple(required),
        tuple(optional_),
        tuple(late),
        lines,
        tuple(windows),
        tuple(elsewhere),
        pytest_plugins.of(scope),
        tuple(
            _beyond(scope, own, [node for node, optional in found if not optional], {*required, *optional_})
        ),
    )


def _beyond(
    scope: ModuleScope, own: imports.Own, nodes: Sequence[ast.stmt], known: set[str]
) -> Iterator[str]:
    """The packages that the modules need which the imports ``nodes`` name, each once.

    Only these modules are looked at: what they import themselves is told on their own pages.
    """
    for name in dict.fromkeys(name for node in nodes for name in imports.modules(scope, node)):
        found = scope.context.lookup.module(name) if name in own and name != scope.module.name else None
        if found is None:
            continue
        other = scope.context.module(found)
        required = [node for node, optional in imports.running(found.tree.body, False) if not optional]
        for package in imports.packages(imports.Own(other), required):
            if package not in known:
                known.add(package)
                yield package


def _late(member: members.Member) -> Iterator[ast.stmt]:
    for statement, _ in member.statements:
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            yield statement
