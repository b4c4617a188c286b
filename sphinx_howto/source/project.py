"""The source stage's face: definitions of targets and of what they refer to, and the files read for them."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from sphinx_howto import catalogue, errors
from sphinx_howto import definition as records
from sphinx_howto.source import docstrings, finder, found, memory, modules, nearest, public, resolve, target

# Results of earlier calls, by search paths; a change of a file they were made from makes them void
_shelves: dict[tuple[tuple[str, ...], ...], memory.Shelf] = {}
# So many search paths are remembered: a build has one or a few, a test run has thousands
MOST_SHELVES = 16


def open_project(search_paths: Sequence[str], allow_inspection: bool) -> Project:
    """A view of the code below ``search_paths`` and ``sys.path``, as the files are now.

    allow_inspection: whether compiled modules may be imported to learn what they hold.
    """
    own = tuple(dict.fromkeys(os.path.realpath(path) for path in search_paths))
    key = (own, tuple(map(os.path.abspath, sys.path)))
    shelf = _shelves.pop(key, {})
    _shelves[key] = shelf
    while len(_shelves) > MOST_SHELVES:
        del _shelves[next(iter(_shelves))]
    return Project(own, allow_inspection, shelf)


class Project:
    """Implements ``definition.Lookup``; good for one explanation, then open another."""

    def __init__(self, search_paths: Sequence[str], allow_inspection: bool, shelf: memory.Shelf) -> None:
        self._memory = memory.Memory(shelf)
        self._modules = modules.Modules(finder.Finder(search_paths, self._memory), self._memory)
        self._inspect = allow_inspection

    def definition(self, wanted: str) -> records.Definition:
        """The object that ``wanted`` names.

        Raises:
            TargetError: ``wanted`` is not a dotted name.
            NotFoundError: there is no such module or name.
            NotReadableError: its file is not Python source that can be read.
            NoSourceError: it has no source, and inspecting it is not allowed or failed.
        """
        parsed = target.parse(wanted)
        try:
            answer = self._recall(wanted, parsed, self._inspect)
        except RecursionError as error:
            message = catalogue.gettext("{target!r} cannot be read: its code is nested too deeply")
            raise errors.NotReadableError(message.format(target=wanted)) from error
        if answer is None:
            reason = nearest.explain(parsed, self._modules, self._inspect)
            raise type(reason)(*reason.args)
        return answer

    def find(self, path: str) -> records.Definition | None:
        """The object at a dotted path, or None; compiled modules count as not found."""
        parts = tuple(path.split("."))
        try:
            return self._recall(path, target.Target("", parts), False) if all(parts) else None
        except RecursionError:
            return None

    def module(self, name: str) -> records.Module | None:
        """The parsed module ``name``, or None if it has no source that can be read."""
        return self._modules.get(name)

    def docstring(
        self, text: str | None, line: int = 0, style: str = "auto", names: tuple[str, ...] = ()
    ) -> records.Docstring | None:
        """``text``, as written in the source at 1-based ``line``, parsed into its parts."""
        return docstrings.parse(text, line, style, names) if text and text.strip() else None

    def files(self) -> Sequence[Path]:
        """The files that were read through this project, sorted."""
        return _paths(self._memory.read)

    def _recall(self, wanted: str, parsed: target.Target, inspect: bool) -> records.Definition | None:
        key = ("found", wanted, inspect)

        def make() -> records.Definition | None:
            answer = self._memory.recall(key, lambda: self._resolve(parsed, inspect))
            return _define(wanted, answer, self._memory.read_for(key)) if answer else None

        return self._memory.recall(("definition", wanted, inspect), make)

    def _resolve(self, parsed: target.Target, inspect: bool) -> tuple[found.Found, str] | None:
        resolver = resolve.Resolver(self._modules, inspect)
        if parsed.module:
            module = self._modules.get(parsed.module, inspect)
            item = resolver.in_module(module, parsed.parts) if module else None
        else:
            item = resolver.path(parsed.parts)
        if item is None or item is found.HIDDEN:
            return None
        return item, public.path(item, parsed.path, self._modules, inspect)


def _define(wanted: str, answer: tuple[found.Found, str], read: frozenset[str]) -> records.Definition:
    item, import_path = answer
    return records.Definition(
        target=wanted,
        path=item.path,
        qualname=item.qualname,
        kind=item.kind,
        module=item.module,
        node=item.node,
        owner=item.owner,
        import_path=import_path,
        files=_paths(read),
    )


def _paths(names: set[str] | frozenset[str]) -> tuple[Path, ...]:
    return tuple(Path(name) for name in sorted(names))
