"""Why a path was not found, said with the names that come nearest."""

from __future__ import annotations

import difflib
import pkgutil
from collections.abc import Iterable
from pathlib import Path

from sphinx_howto import catalogue, errors
from sphinx_howto.source import contents, modules, resolve, target


def explain(wanted: target.Target, loader: modules.Modules, inspect: bool) -> errors.HowtoError:
    """The error that says best why ``wanted`` was not found."""
    strict = tuple(wanted.module.split(".")) if wanted.module else ()
    module, rest = _known_module(strict or wanted.parts, loader)
    if not module or (strict and rest):
        return _no_module(wanted, module, rest[0], loader)
    rest = wanted.parts if strict else rest
    loaded = loader.load(module, inspect)
    if isinstance(loaded, errors.HowtoError):
        if loader.places.folders(module) and isinstance(loaded, errors.NoSourceError) and rest:
            return _no_module(wanted, module, rest[0], loader)
        return loaded
    return _blocked(module, rest, loader, inspect) or _no_name(wanted, module, rest, loader, inspect)


def _known_module(parts: tuple[str, ...], loader: modules.Modules) -> tuple[str, tuple[str, ...]]:
    """The longest part of the path that is a module, and what is left."""
    for length in range(len(parts), 0, -1):
        name = ".".join(parts[:length])
        if loader.places.place(name):
            return name, parts[length:]
    return "", parts


def _no_module(wanted: target.Target, package: str, name: str, loader: modules.Modules) -> errors.HowtoError:
    folders = loader.places.folders(package)
    for folder in folders:
        link = Path(folder, name + ".py")
        if link.is_symlink() and not link.exists():
            message = catalogue.gettext("{target!r} cannot be read: {path} links to a missing file")
            return errors.NotReadableError(message.format(target=wanted.path, path=link))
    known = sorted({info.name for info in pkgutil.iter_modules(folders)})
    where = catalogue.gettext("in package {package!r}").format(package=package) if package else ""
    where = where or catalogue.gettext("on the search paths")
    message = catalogue.gettext("{target!r} was not found: there is no module {name!r} {where}{suggestion}")
    help_ = catalogue.gettext("; add the folder that holds it to the search paths")
    suggestion = _suggest(name, known) or ("" if package else help_)
    return errors.NotFoundError(
        message.format(target=wanted.path, name=name, where=where, suggestion=suggestion)
    )


def _no_name(
    wanted: target.Target, module: str, rest: tuple[str, ...], loader: modules.Modules, inspect: bool
) -> errors.HowtoError:
    holder, name, known = module, rest[0], _module_names(module, loader, inspect)
    resolver = resolve.Resolver(loader, inspect)
    for length in range(len(rest) - 1, 0, -1):
        item = resolver.inside(module, rest[:length])
        if item is not None:
            holder, name = ".".join((module, *rest[:length])), rest[length]
            known = resolver.member_names(item)
            break
    if name in known:
        return errors.NotFoundError(_elsewhere(holder, name, loader, inspect).format(target=wanted.path))
    message = catalogue.gettext("{target!r} was not found: {holder!r} has no name {name!r}{suggestion}")
    return errors.NotFoundError(
        message.format(target=wanted.path, holder=holder, name=name, suggestion=_suggest(name, known))
    )


def _elsewhere(holder: str, name: str, loader: modules.Modules, inspect: bool) -> str:
    """Why a name that ``holder`` has is not found: its import leads nowhere, or no statement makes it."""
    module = loader.get(holder, inspect)
    bindings = contents.of(module).top.candidates(name) if module else []
    pattern = catalogue.gettext(
        "{target!r} was not found: {holder!r} takes {name!r} from {origin!r}, which was not found; "
        "add the folder that holds it to the search paths"
    )
    if not bindings:
        pattern = catalogue.gettext(
            "{target!r} was not found: {holder!r} makes {name!r} only when it runs; name what it is made from"
        )
    origin = bindings[0].source if bindings else ""
    return pattern.replace("{target!r}", "{{target!r}}").format(holder=holder, name=name, origin=origin)


def _module_names(name: str, loader: modules.Modules, inspect: bool) -> list[str]:
    module = loader.get(name, inspect)
    bound = {*contents.of(module).top.bindings, *(contents.of(module).exports or ())} if module else set()
    return sorted(bound | {info.name for info in pkgutil.iter_modules(loader.places.folders(name))})


def _blocked(
    module: str, rest: tuple[str, ...], loader: modules.Modules, inspect: bool, depth: int = 0
) -> errors.HowtoError | None:
    """What keeps a module from being read from which ``module`` takes the name, at any remove."""
    known = loader.get(module, inspect)
    if known is None or depth > resolve.DEEPEST:
        return None
    top = contents.of(known).top
    for binding in top.candidates(rest[0]):
        holder, _, name = binding.source.rpartition(".")
        blocked = _failure(holder, loader, inspect) or _failure(binding.source, loader, inspect)
        blocked = blocked or (holder and _blocked(holder, (name,), loader, inspect, depth + 1)) or None
        if blocked:
            return blocked
    # What a module that was not read would give with ``*`` nobody knows
    return next(filter(None, (_failure(source, loader, inspect) for source in top.wildcards)), None)


def _failure(module: str, loader: modules.Modules, inspect: bool) -> errors.HowtoError | None:
    loaded = loader.load(module, inspect) if module else None
    return loaded if isinstance(loaded, errors.HowtoError) else None


def _suggest(name: str, known: Iterable[str]) -> str:
    spelled = {other.casefold(): other for other in known}
    near = [spelled[other] for other in difflib.get_close_matches(name.casefold(), spelled, n=3, cutoff=0.6)]
    if not near:
        return ""
    return catalogue.gettext("; did you mean {names}?").format(names=", ".join(map(repr, near)))
