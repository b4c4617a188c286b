"""Which objects of a module or package deserve a how-to: the public ones, found without importing."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_howto import definition, errors, exports, options, source


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
    for name in exports.of(module, lookup):
        try:
            found = lookup.find(f"{module.name}.{name}")
        except errors.HowtoError:
            continue
        if found is not None and found.kind in ("class", "function"):
            yield Item(f"{module.name}.{name}", found.path, found.kind)
