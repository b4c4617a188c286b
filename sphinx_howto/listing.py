"""Which objects of a module or package deserve a how-to: the public ones, found without importing."""

from __future__ import annotations

import ast
import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sphinx_howto import definition, errors, options, source


@dataclass(frozen=True, slots=True)
class Item:
    """A public class or function.

    name: the path under which it was found first, the shortest. path: where it is defined.
    """

    name: str
    path: str
    kind: definition.Kind


def public(package: str, settings: options.Options, recursive: bool = False) -> tuple[Item, ...]:
    """The public classes and functions of ``package``, module by module, each once.

    recursive: go into public subpackages and submodules as well.

    Raises:
        HowtoError: there is no such module, or it cannot be read.
    """
    lookup = source.open_project(settings.search_paths, settings.allow_inspection)
    found = lookup.definition(package)
    if found.kind != "module":
        return (Item(package, found.path, found.kind),)
    items: dict[str, Item] = {}
    for module in _modules(found.module, lookup, recursive):
        for item in _items(module, lookup):
            items.setdefault(item.path, item)
    return tuple(items.values())


def _modules(module: definition.Module, lookup: definition.Lookup, deep: bool) -> Iterator[definition.Module]:
    yield module
    if not (deep and module.is_package):
        return
    for info in sorted(pkgutil.iter_modules([str(module.path.parent)]), key=lambda info: info.name):
        if not info.name.startswith("_"):
            below = lookup.module(f"{module.name}.{info.name}")
            if below is not None:
                yield from _modules(below, lookup, deep)


def _items(module: definition.Module, lookup: definition.Lookup) -> Iterator[Item]:
    for name in _exported(module.tree.body) or _defined(module):
        try:
            found = lookup.find(f"{module.name}.{name}")
        except errors.HowtoError:
            continue
        if found is not None and found.kind in ("class", "function"):
            yield Item(f"{module.name}.{name}", found.path, found.kind)


def _exported(body: Iterable[ast.stmt]) -> list[str]:
    """The names of a literal ``__all__``."""
    names: list[str] = []
    for node in body:
        if isinstance(node, (ast.Assign, ast.AugAssign)) and isinstance(node.value, (ast.List, ast.Tuple)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets):
                names += [str(item.value) for item in node.value.elts if isinstance(item, ast.Constant)]
    return names


def _defined(module: definition.Module) -> list[str]:
    """The public names of the classes and functions that ``module`` defines or imports to offer them."""
    statements = tuple(_statements(module.tree.body))
    imports = [node for node in statements if isinstance(node, ast.ImportFrom)]
    explicit = any(_again(alias) for node in imports for alias in node.names)
    names: list[str] = []
    for node in statements:
        if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            names.append(node.name)
        elif isinstance(node, ast.ImportFrom):
            names += _offered(node, module, explicit)
    return list(dict.fromkeys(name for name in names if not name.startswith("_")))


def _statements(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of a module, those under ``if`` and ``try`` included that are not for type checkers."""
    for node in body:
        if isinstance(node, ast.If) and ast.unparse(node.test).rpartition(".")[2] == "TYPE_CHECKING":
            yield from _statements(node.orelse)
        elif isinstance(node, (ast.If, ast.Try)):
            yield from _statements([*node.body, *node.orelse, *getattr(node, "finalbody", [])])
        else:
            yield node


def _offered(node: ast.ImportFrom, module: definition.Module, explicit: bool) -> list[str]:
    """What ``module`` imports for its users: all that a package takes from itself, unless it says what."""
    if explicit:
        return [alias.name for alias in node.names if _again(alias)]
    top = module.name.partition(".")[0]
    own = node.level > 0 or (node.module or "").partition(".")[0] == top
    return [alias.asname or alias.name for alias in node.names] if module.is_package and own else []


def _again(alias: ast.alias) -> bool:
    """Whether it is ``Name as Name``, by which type checkers know what a module offers (PEP 484)."""
    return alias.asname == alias.name
