"""Where modules lie: search paths first, then ``sys.path``; nothing is imported on the way."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import machinery
from pathlib import Path
from typing import Literal

import griffe

from sphinx_howto.source import memory

PlaceKind = Literal["source", "stub", "compiled", "bytecode", "builtin", "namespace"]

# Python source is preferred to the compiled file beside it: it says what the code does
_LOADERS = (
    (machinery.SourceFileLoader, machinery.SOURCE_SUFFIXES),
    (machinery.ExtensionFileLoader, machinery.EXTENSION_SUFFIXES),
    (machinery.SourceFileLoader, [".pyi"]),
    (machinery.SourcelessFileLoader, machinery.BYTECODE_SUFFIXES),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a module lies.

    path: its file ("" when it has none). folders: where its submodules are searched.
    """

    kind: PlaceKind
    path: str
    folders: tuple[str, ...]
    is_package: bool


class Finder:
    """Finds the places of modules below ``search_paths`` and ``sys.path``."""

    def __init__(self, search_paths: Sequence[str], store: memory.Memory) -> None:
        self.own = tuple(search_paths)
        self.installed = installed_paths(tuple(map(os.path.abspath, sys.path)))
        self._memory = store

    def place(self, name: str) -> Place | None:
        """The place of module ``name``, or None."""
        return self._memory.recall(("place", name), lambda: self._place(name))

    def folders(self, package: str) -> tuple[str, ...]:
        """Where modules of ``package`` ("" for top-level ones) are searched."""
        if not package:
            return (*self.own, *self.installed)
        place = self.place(package)
        return place.folders if place else ()

    def _place(self, name: str) -> Place | None:
        package, _, tail = name.rpartition(".")
        if not tail:
            return None
        if package:
            return _first(self._candidates(tail, self.folders(package)))
        own = _first(self._candidates(tail, self.own))
        if own and own.kind != "namespace":
            return own
        installed = self._installed(tail)
        return _join(own, installed)

    def _installed(self, name: str) -> Place | None:
        if name in sys.builtin_module_names:
            return Place("builtin", "", (), False)
        return _first(self._candidates(name, self.installed))

    def _candidates(self, tail: str, folders: Iterable[str]) -> Iterator[Place]:
        for folder in folders:
            if self._memory.depend(folder) is None:
                continue
            spec = self._folder(folder).find_spec(tail)
            if spec is None:
                continue
            if spec.submodule_search_locations is not None:
                self._memory.depend(str(Path(folder, tail)))
            yield _from_spec(spec)

    def _folder(self, folder: str) -> machinery.FileFinder:
        """Python's own finder for one folder; a new one when the folder changes."""

        def make() -> machinery.FileFinder:
            self._memory.depend(folder)
            return machinery.FileFinder(folder, *_LOADERS)

        return self._memory.recall(("folder", folder), make)


@lru_cache(maxsize=8)
def installed_paths(paths: tuple[str, ...]) -> tuple[str, ...]:
    """``paths`` and the folders that ``.pth`` files and editable installs below them add."""
    return tuple(str(path) for path in griffe.ModuleFinder(paths).search_paths)


def _from_spec(spec: machinery.ModuleSpec) -> Place:
    folders = tuple(spec.submodule_search_locations or ())
    if spec.loader is None:
        return Place("namespace", "", folders, True)
    path = spec.origin or ""
    is_package = spec.submodule_search_locations is not None
    if isinstance(spec.loader, machinery.ExtensionFileLoader):
        stub = Path(path).parent / (Path(path).name.partition(".")[0] + ".pyi")
        if stub.is_file():
            return Place("stub", str(stub), folders, is_package)
        return Place("compiled", path, folders, is_package)
    if isinstance(spec.loader, machinery.SourcelessFileLoader):
        return Place("bytecode", path, folders, is_package)
    return Place("stub" if path.endswith(".pyi") else "source", path, folders, is_package)


def _first(candidates: Iterator[Place]) -> Place | None:
    """The first regular module; else the namespace package that all folders make together."""
    folders: list[str] = []
    for place in candidates:
        if place.kind != "namespace":
            # Folders of that name before it are still searched: Python would not, but the user asked for them
            return Place(place.kind, place.path, (*place.folders, *folders), place.is_package)
        folders += place.folders
    return Place("namespace", "", tuple(folders), True) if folders else None


def _join(own: Place | None, installed: Place | None) -> Place | None:
    """``installed`` with the folders of the namespace package ``own`` added."""
    if own is None or installed is None:
        return own or installed
    if installed.kind == "namespace":
        return Place("namespace", "", (*own.folders, *installed.folders), True)
    folders = (*installed.folders, *own.folders)
    return Place(installed.kind, installed.path, folders, installed.is_package)
