"""Where a target is imported from, and whether an import of an example exists; found by reading only."""

from __future__ import annotations

import builtins
import importlib.machinery
import importlib.util
import sys
from dataclasses import dataclass
from functools import lru_cache

from sphinx_howto import definition
from sphinx_howto.example.value import Import


@dataclass(frozen=True, slots=True)
class Source:
    """How a name is brought into an example and how it is then written."""

    imported: Import
    name: str


def module_of(path: str, lookup: definition.Lookup) -> str:
    """The longest beginning of ``path`` that is a module (at least its first part)."""
    parts = path.split(".")
    for end in range(len(parts) - 1, 1, -1):
        if lookup.module(".".join(parts[:end])) is not None:
            return ".".join(parts[:end])
    return parts[0]


def source(path: str, lookup: definition.Lookup) -> Source:
    """How the object at the import path ``path`` is imported; what hides a builtin keeps its module."""
    module = module_of(path, lookup)
    rest = path[len(module) + 1 :]
    head = rest.split(".")[0]
    if head in dir(builtins):
        return Source(Import(module), path)
    return Source(Import(module, head), rest)


def is_module(name: str, lookup: definition.Lookup) -> bool:
    """Whether a module ``name`` can be imported, as far as reading tells."""
    top = name.split(".")[0]
    if name in sys.builtin_module_names or name in sys.stdlib_module_names:
        return True
    return (
        lookup.module(name) is not None
        or (top in sys.stdlib_module_names and lookup.find(name) is not None)
        or _is_installed(name)
    )


@lru_cache(maxsize=512)
def _is_installed(name: str) -> bool:
    """Look for the module part by part, so that no parent package is run."""
    places: list[str] | None = None
    for part in name.split("."):
        try:
            spec = importlib.machinery.PathFinder.find_spec(part, places)
        except (ImportError, ValueError, AttributeError):
            return False
        if spec is None:
            return False
        places = list(spec.submodule_search_locations or [])
    return True


def exists(module: str, name: str, lookup: definition.Lookup) -> bool:
    """Whether ``from module import name`` can work; compiled modules without source are trusted."""
    if is_module(f"{module}.{name}", lookup) or lookup.find(f"{module}.{name}") is not None:
        return True
    found = lookup.module(module)
    if found is None or found.body != "source":
        return True
    return _may_bind(found, name)


def _may_bind(module: definition.Module, name: str) -> bool:
    """Whether the module binds names in ways that reading cannot follow."""
    from sphinx_howto.example import scope

    if name in scope.defined(module) or name in scope.imported(module):
        return True
    if "__getattr__" in scope.defined(module) or "*" in scope.imported(module):
        return True
    return "globals()" in module.text or "vars()[" in module.text or "sys.modules" in module.text
