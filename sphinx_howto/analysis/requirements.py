"""Which third-party packages a module imports, and whether it can do without them."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sphinx_howto.analysis import members
from sphinx_howto.analysis.scope import ModuleScope

#: Modules of the standard library in some version of Python that runs this, not in every one.
_STANDARD = sys.stdlib_module_names | {
    "_typeshed", "annotationlib", "asynchat", "asyncore", "cgi", "cgitb", "compression", "crypt", "distutils",
    "imghdr", "imp", "mailcap", "nntplib", "pipes", "smtpd", "sndhdr", "telnetlib", "tomllib", "uu", "xdrlib",
}  # fmt: skip
#: Packages that only group others, so that the second name is needed to know them.
_NAMESPACES = {"google", "azure", "zope"}
_FAILURES = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}


@dataclass(frozen=True)
class Needs:
    """Import names of packages: needed on import, used if they are there, imported in a call.

    lines: of each import by name, the first one.
    """

    required: tuple[str, ...]
    optional: tuple[str, ...]
    late: tuple[str, ...]
    lines: tuple[tuple[int, int], ...]


def of(scope: ModuleScope, shown: Sequence[members.Member]) -> Needs:
    """What the module of ``scope`` needs to be imported, and what the functions ``shown`` import late."""
    if scope.module.name.split(".")[0] in _STANDARD:
        return Needs((), (), (), ())
    found = list(_imports(scope.module.tree.body, False))
    own = _Own(scope)
    required = _names(own, [node for node, optional in found if not optional])
    optional_ = [
        name for name in _names(own, [node for node, optional in found if optional]) if name not in required
    ]
    late = [
        name
        for name in _names(own, [node for member in shown for node in _late(member)])
        if name not in required and name not in optional_
    ]
    nodes = [node for node, _ in found if _names(own, [node])]
    lines = tuple((node.lineno, node.end_lineno or node.lineno) for node in nodes)
    return Needs(tuple(required), tuple(optional_), tuple(late), lines)


def _imports(body: Sequence[ast.stmt], optional: bool) -> Iterator[tuple[ast.stmt, bool]]:
    """The imports that run with the module, and whether their failure is caught."""
    for node in body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield node, optional
        elif isinstance(node, ast.If):
            if "TYPE_CHECKING" not in ast.unparse(node.test):
                # One of the branches may never run
                yield from _imports(node.body, True)
            yield from _imports(node.orelse, True)
        elif isinstance(node, ast.Try):
            caught = any(_catches_failure(handler) for handler in node.handlers)
            yield from _imports(node.body, optional or caught)
            for handler in node.handlers:
                yield from _imports(handler.body, True)
            yield from _imports(node.orelse, optional or caught)
        elif isinstance(node, (ast.With, ast.AsyncWith)):
            yield from _imports(node.body, True)


def _catches_failure(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return not _raises(handler)
    types = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(isinstance(item, ast.Name) and item.id in _FAILURES for item in types) and not _raises(handler)


def _raises(handler: ast.ExceptHandler) -> bool:
    return isinstance(handler.body[-1], ast.Raise)


def _late(member: members.Member) -> Iterator[ast.stmt]:
    for statement, _ in member.statements:
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            yield statement


class _Own:
    """Tells the modules of the project from packages."""

    def __init__(self, scope: ModuleScope) -> None:
        module = scope.module
        self._top = module.name.split(".")[0]
        folder = module.path.parent
        root = folder
        for _ in range(module.name.count(".") + (1 if module.is_package else 0)):
            root = root.parent
        # Where packages are installed, what stands beside is another project
        installed = root.name in {"site-packages", "dist-packages"} or any(root.glob("*.dist-info"))
        self._folders = [] if installed else [root]
        if not installed and not (folder / "__init__.py").exists():
            # A script and the modules beside it
            self._folders.append(folder)

    def __contains__(self, name: str) -> bool:
        top = name.split(".")[0]
        return top in _STANDARD or top == self._top or any(_holds(folder, top) for folder in self._folders)


def _holds(folder: Path, name: str) -> bool:
    return (folder / f"{name}.py").exists() or (folder / name).is_dir()


def _names(own: _Own, nodes: Sequence[ast.stmt]) -> list[str]:
    found: dict[str, None] = {}
    for node in nodes:
        for path in _paths(node):
            first, *rest = path.split(".")
            name = ".".join([first, *rest[:1]]) if first in _NAMESPACES else first
            if path not in own:
                found[name] = None
    return list(found)


def _paths(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
        first = node.module
        yield from ([f"{first}.{alias.name}" for alias in node.names] if first in _NAMESPACES else [first])
