"""Parsed modules by dotted name, read through a memory that notices changed files."""

from __future__ import annotations

import os

from sphinx_howto import catalogue, definition, errors
from sphinx_howto.source import finder, inspection, memory, reading

BODIES: dict[str, definition.Body] = {"source": "source", "stub": "stub"}


class Modules:
    """Loads modules from where ``places`` finds them."""

    def __init__(self, places: finder.Finder, store: memory.Memory) -> None:
        self.places = places
        self._memory = store

    def get(self, name: str, inspect: bool = False) -> definition.Module | None:
        """The module ``name``, or None if it has no source that can be read."""
        loaded = self.load(name, inspect)
        return loaded if isinstance(loaded, definition.Module) else None

    def load(self, name: str, inspect: bool = False) -> definition.Module | errors.HowtoError | None:
        """The module ``name``, what keeps it from being read, or None if there is none.

        inspect: whether a compiled module is imported to be inspected.
        """
        return self._memory.recall(("module", name, inspect), lambda: self._load(name, inspect))

    def is_compiled(self, name: str) -> bool:
        """Whether ``name`` is a module without source or stub."""
        place = self.places.place(name)
        return place is not None and place.kind in ("compiled", "builtin")

    def _load(self, name: str, inspect: bool) -> definition.Module | errors.HowtoError | None:
        place = self.places.place(name)
        if place is None:
            return None
        try:
            return self._read(name, place, inspect)
        except errors.HowtoError as error:
            # A new one: the caught one would keep the frames that it went through alive
            return type(error)(*error.args)

    def _read(self, name: str, place: finder.Place, inspect: bool) -> definition.Module:
        path = os.path.realpath(place.path) if place.path else ""
        if place.path:
            self._memory.depend(place.path)
            self._memory.note_read(path)
        if place.kind in BODIES:
            return reading.read(name, path, BODIES[place.kind], place.is_package)
        if place.kind in ("compiled", "builtin") and inspect:
            return inspection.read(name, path, place.is_package)
        raise errors.NoSourceError(_reason(name, place))


def _reason(name: str, place: finder.Place) -> str:
    patterns = {
        "namespace": catalogue.gettext(
            "{name!r} is a folder without __init__.py, so it has no source of its own ({path}); "
            "name one of the modules in it"
        ),
        "bytecode": catalogue.gettext(
            "module {name!r} has only bytecode and no source ({path}); put its .py file beside it"
        ),
    }
    compiled = catalogue.gettext(
        "module {name!r} is compiled and has no Python source ({path}); "
        "the option allow_inspection (howto_allow_inspection in Sphinx) lets it be inspected"
    )
    where = place.path or ", ".join(place.folders) or "built into Python"
    return patterns.get(place.kind, compiled).format(name=name, path=where)
