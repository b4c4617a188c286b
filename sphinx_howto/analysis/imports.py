"""The imports of a module: which run with it, which packages they name, and what is the project's own."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from sphinx_howto.analysis import package_names
from sphinx_howto.analysis.scope import ModuleScope, project

#: Modules of the standard library in some version of Python that runs this, not in every one.
STANDARD = sys.stdlib_module_names | {
    "_typeshed", "annotationlib", "asynchat", "asyncore", "cgi", "cgitb", "compression", "crypt", "distutils",
    "imghdr", "imp", "mailcap", "nntplib", "pipes", "smtpd", "sndhdr", "telnetlib", "tomllib", "uu", "xdrlib",
}  # fmt: skip
#: Packages that only group others, so that the second name is needed to know them.
_NAMESPACES = {"google", "azure", "zope"}
_FAILURES = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}


def running(body: Sequence[ast.stmt], optional: bool) -> Iterator[tuple[ast.stmt, bool]]:
    """The imports that run with the module, and whether their failure is caught."""
    for node in body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield node, optional
        elif isinstance(node, ast.If):
            if "TYPE_CHECKING" not in ast.unparse(node.test):
                # One of the branches may never run
                yield from running(node.body, True)
            yield from running(node.orelse, True)
        elif isinstance(node, ast.Try):
            caught = any(_catches_failure(handler) for handler in node.handlers)
            yield from running(node.body, optional or caught)
            for handler in node.handlers:
                yield from running(handler.body, True)
            yield from running(node.orelse, optional or caught)
        elif isinstance(node, (ast.With, ast.AsyncWith)):
            yield from running(node.body, True)


def _catches_failure(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return not _raises(handler)
    types = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(isinstance(item, ast.Name) and item.id in _FAILURES for item in types) and not _raises(handler)


def _raises(handler: ast.ExceptHandler) -> bool:
    return isinstance(handler.body[-1], ast.Raise)


class Own:
    """Tells the modules of the project from packages."""

    def __init__(self, scope: ModuleScope) -> None:
        module = scope.module
        self._top = module.name.split(".")[0]
        self._file = module.path
        folder = module.path.parent
        root = folder
        above = [folder]
        for _ in range(module.name.count(".") + (1 if module.is_package else 0)):
            root = root.parent
            above.append(root)
        # Where packages are installed, what stands beside is another project
        installed = project.is_installed(root)
        self._folders = [] if installed else [root]
        #: From where a script of the project may be run.
        self._above = [] if installed else above[:-1]
        if not installed and not (folder / "__init__.py").exists():
            # A script and the modules beside it
            self._folders.append(folder)

    def __contains__(self, name: str) -> bool:
        top = name.split(".")[0]
        return (
            top in STANDARD
            or self.holds(top)
            or (top not in package_names.KNOWN and any(self._is_in(folder, name) for folder in self._above))
        )

    def holds(self, top: str) -> bool:
        """Whether a module or package of the project has the name, whatever else has it."""
        return top == self._top or any(_holds(folder, top) for folder in self._folders)

    def _is_in(self, folder: Path, name: str) -> bool:
        """Whether a folder of the package has the module, which a script in that folder can import so."""
        top, *rest = name.split(".")
        path = folder / top
        if path in self._file.parents or path.with_suffix(".py") == self._file:
            # What has the name of the importing module or of its own folder is rather a package, unless it
            # goes on to a module that is there
            return bool(rest) and _holds(path, rest[0])
        return _holds(folder, top)


def _holds(folder: Path, name: str) -> bool:
    return (folder / f"{name}.py").exists() or (folder / name).is_dir()


def packages(own: Own, nodes: Sequence[ast.stmt]) -> list[str]:
    found: dict[str, None] = {}
    for node in nodes:
        for path in paths(node):
            first, *rest = path.split(".")
            name = ".".join([first, *rest[:1]]) if first in _NAMESPACES else first
            if path not in own:
                found[name] = None
    return list(found)


def paths(node: ast.stmt) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
        first = node.module
        yield from ([f"{first}.{alias.name}" for alias in node.names] if first in _NAMESPACES else [first])


def modules(scope: ModuleScope, node: ast.stmt) -> Iterator[str]:
    """The names that may be modules of an import: ``from a import b`` loads ``a``, and ``a.b`` if it is one.

    The standard library is left out.
    """
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        base = _base(scope, node)
        names = [base, *(f"{base}.{alias.name}" for alias in node.names)] if base else []
    else:
        names = []
    yield from (name for name in names if name.split(".")[0] not in STANDARD)


def _base(scope: ModuleScope, node: ast.ImportFrom) -> str:
    """The module that ``from ... import`` names, a relative one put to its package (PEP 328)."""
    if not node.level:
        return node.module or ""
    parts = scope.module.name.split(".")
    kept = len(parts) - node.level + (1 if scope.module.is_package else 0)
    return ".".join([*parts[:kept], *filter(None, [node.module])]) if kept > 0 else ""
