"""Under which dotted path a user imports an object: the shortest one that is public."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_howto.source import contents, found, modules, names, resolve


def path(item: found.Found, asked: str, loader: modules.Modules, inspect: bool) -> str:
    """The import path of ``item``, which was asked for as ``asked``.

    A public path other than the canonical one is the user's choice and is kept.
    """
    if asked != item.path and is_public(asked) and _exists_at_run_time(asked, loader, inspect):
        return asked
    if item.kind == "module" or not is_public(item.qualname):
        return item.path
    return next(_reexports(item, loader, inspect), item.path)


def is_public(dotted: str) -> bool:
    """Whether no part of ``dotted`` is private; ``__init__`` and its like are not."""
    parts = dotted.split(".")
    return not any(part.startswith("_") and not _is_dunder(part) for part in parts)


def _is_dunder(name: str) -> bool:
    return name.startswith("__") and name.endswith("__")


def _reexports(item: found.Found, loader: modules.Modules, inspect: bool) -> Iterator[str]:
    """Public paths through packages above the module, the shortest first."""
    top = item.qualname.partition(".")[0]
    packages = item.module.name.split(".")
    for length in range(1, len(packages)):
        package = ".".join(packages[:length])
        if is_public(package) and _offers(package, top, item, loader, inspect):
            yield f"{package}.{item.qualname}"


def _offers(package: str, name: str, item: found.Found, loader: modules.Modules, inspect: bool) -> bool:
    """Whether ``package`` re-exports as ``name`` the top-level object that ``item`` belongs to."""
    module = loader.get(package)
    if module is None or not _exists_at_run_time(f"{package}.{name}", loader, inspect):
        return False
    listed = contents.of(module).exports
    if listed is not None and name not in listed and not any(entry.endswith(".*") for entry in listed):
        return False
    other = resolve.Resolver(loader, inspect).name(module, tuple(item.qualname.split(".")))
    return other is not None and other.node is item.node


def _exists_at_run_time(dotted: str, loader: modules.Modules, inspect: bool) -> bool:
    """Whether the name after the modules of ``dotted`` is more than an import for type checkers."""
    parts = dotted.split(".")
    length = max(count for count in range(len(parts) + 1) if loader.places.place(".".join(parts[:count])))
    module = loader.get(".".join(parts[:length]), inspect) if length < len(parts) else None
    if module is None:
        return True
    known = contents.of(module)
    written = known.top.candidates(parts[length])
    return not written or parts[length] in known.unwritten or written[0].rank < names.CHECKING
