"""What a module offers: the names of its ``__all__``, or those that it defines or imports for its users."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from sphinx_howto import definition


def of(module: definition.Module, lookup: definition.Lookup) -> list[str]:
    """The names that ``module`` offers, in order; stars are followed, reading only."""
    return _Reader(lookup).offered(module)


class _Reader:
    """Reads modules one after the other, each once, so that stars in a circle end."""

    def __init__(self, lookup: definition.Lookup) -> None:
        self._lookup = lookup
        self._busy: set[str] = set()

    def offered(self, module: definition.Module | None) -> list[str]:
        if module is None or module.name in self._busy:
            return []
        self._busy.add(module.name)
        names = self._listed(module) or self._defined(module)
        self._busy.discard(module.name)
        return list(dict.fromkeys(names))

    def _listed(self, module: definition.Module) -> list[str]:
        """The names of ``__all__``, from lists, sums of lists and the lists of other modules."""
        names: list[str] = []
        for node in module.tree.body:
            for value in _added(node):
                names += self._names(value, module)
        return names

    def _names(self, value: ast.expr, module: definition.Module) -> list[str]:
        if isinstance(value, (ast.List, ast.Tuple, ast.Set)):
            return [name for item in value.elts for name in self._names(item, module)]
        if isinstance(value, ast.Constant):
            return [str(value.value)]
        if isinstance(value, ast.Starred):
            return self._names(value.value, module)
        if isinstance(value, ast.BinOp):
            return [*self._names(value.left, module), *self._names(value.right, module)]
        if isinstance(value, ast.Call) and len(value.args) == 1:  # list(...), sorted(...)
            return self._names(value.args[0], module)
        if isinstance(value, ast.Attribute) and value.attr == "__all__":
            return self.offered(self._lookup.module(_module_of(value.value, module)))
        return []

    def _defined(self, module: definition.Module) -> list[str]:
        """The public names of the classes and functions that ``module`` defines or imports to offer them."""
        statements = tuple(_statements(module.tree.body))
        imports = [node for node in statements if isinstance(node, ast.ImportFrom)]
        explicit = any(_again(alias) for node in imports for alias in node.names)
        names: list[str] = []
        for node in statements:
            if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
                names.append(node.name)
            elif isinstance(node, ast.ImportFrom):
                names += self._imported(node, module, explicit)
        return [name for name in names if not name.startswith("_")]

    def _imported(self, node: ast.ImportFrom, module: definition.Module, explicit: bool) -> list[str]:
        """What ``module`` imports for its users: what a package takes from itself, unless it says what."""
        if not _is_own(node, module):
            return [alias.name for alias in node.names if _again(alias)]
        if node.names[0].name == "*":
            return self.offered(self._lookup.module(_origin(node, module)))
        if explicit:
            return [alias.name for alias in node.names if _again(alias)]
        return [alias.asname or alias.name for alias in node.names] if module.is_package else []


def _added(node: ast.stmt) -> Iterator[ast.expr]:
    """What a statement makes ``__all__``, or adds to it."""
    if isinstance(node, (ast.Assign, ast.AugAssign, ast.AnnAssign)) and node.value is not None:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if any(map(_is_all, targets)):
            yield node.value
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        adds, callee = node.value.args, node.value.func
        if isinstance(callee, ast.Attribute) and callee.attr in _ADDING and _is_all(callee.value):
            yield from adds


_ADDING = {"append", "extend"}


def _is_all(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "__all__"


def _module_of(node: ast.expr, module: definition.Module) -> str:
    """The dotted name of the module that a name in ``module`` stands for, where an import says it."""
    name = ast.unparse(node)
    for item in ast.walk(module.tree):
        if isinstance(item, (ast.Import, ast.ImportFrom)):
            above = f"{_origin(item, module)}." if isinstance(item, ast.ImportFrom) else ""
            for alias in item.names:
                if (alias.asname or alias.name) == name:
                    return above + alias.name
    return f"{module.name}.{name}"


def _origin(node: ast.ImportFrom, module: definition.Module) -> str:
    """The dotted name of the module that an import takes from."""
    if not node.level:
        return node.module or ""
    package = module.name.split(".") if module.is_package else module.name.split(".")[:-1]
    above = package[: len(package) - node.level + 1]
    return ".".join([*above, *([node.module] if node.module else [])])


def _is_own(node: ast.ImportFrom, module: definition.Module) -> bool:
    top = module.name.partition(".")[0]
    return node.level > 0 or (node.module or "").partition(".")[0] == top


def _statements(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of a module, those under ``if`` and ``try`` included that are not for type checkers."""
    for node in body:
        if isinstance(node, ast.If) and ast.unparse(node.test).rpartition(".")[2] == "TYPE_CHECKING":
            yield from _statements(node.orelse)
        elif isinstance(node, (ast.If, ast.Try)):
            yield from _statements([*node.body, *node.orelse, *getattr(node, "finalbody", [])])
        else:
            yield node


def _again(alias: ast.alias) -> bool:
    """Whether it is ``Name as Name``, by which type checkers know what a module offers (PEP 484)."""
    return alias.asname == alias.name
