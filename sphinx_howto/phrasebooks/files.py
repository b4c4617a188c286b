"""Which phrasebook files there are, and all their rows as one phrasebook."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib import metadata, util
from pathlib import Path

from sphinx_howto import phrasebook
from sphinx_howto.errors import PhrasebookError
from sphinx_howto.phrasebooks import lazily, rows

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib  # type: ignore[import-not-found, unused-ignore]

GROUP = "sphinx_howto.phrasebooks"


def load(paths: Sequence[str] = ()) -> phrasebook.Phrasebook:
    """The bundled phrasebooks, those that installed packages offer, and ``paths``; later ones win.

    Raises:
        PhrasebookError: a file cannot be read or does not have the documented form.
    """
    files = (*_bundled(), *_offered(), *(Path(path) for path in paths))
    return _merge(tuple((str(file), _stamp(file)) for file in files))


@cache
def _bundled() -> tuple[Path, ...]:
    return tuple(sorted(Path(__file__).parent.glob("*.toml")))


@cache
def _offered() -> tuple[Path, ...]:
    offers = sorted(metadata.entry_points(group=GROUP), key=lambda offer: (offer.name, offer.value))
    return tuple(_resource(offer.name, offer.value) for offer in offers)


def _resource(name: str, value: str) -> Path:
    """The file that ``package.folder:file.toml`` means, found without importing the package.

    Looking up the spec of a top-level name imports nothing (that of a dotted name would import
    its parents) and, unlike the distribution's list of files, also knows editable installations.
    """
    package, _, file = value.partition(":")
    top, *folders = package.split(".")
    try:
        spec = util.find_spec(top)
    except (ImportError, ValueError):
        spec = None
    for place in (spec.submodule_search_locations if spec else None) or ():
        path = Path(place, *folders, file)
        if file.endswith(".toml") and path.is_file():
            return path
    raise PhrasebookError(
        f"entry point {name!r} of group {GROUP!r} names {value!r}, where no file is; "
        "the form is 'package:file.toml' for a file inside the package"
    )


def _stamp(file: Path) -> tuple[int, int]:
    """What changes when ``file`` does."""
    try:
        state = file.stat()
    except OSError as error:
        raise PhrasebookError(f"{file}: cannot be read: {error.strerror}") from error
    return state.st_mtime_ns, state.st_size


@lru_cache(maxsize=8)
def _merge(stamped: tuple[tuple[str, tuple[int, int]], ...]) -> phrasebook.Phrasebook:
    bundled = {str(file) for file in _bundled()}
    for path, stamp in stamped:
        # Faults in the files of others are told at once; the tests read all bundled ones
        if path not in bundled:
            _read(path, stamp)
    known = {path: _tops(path, stamp) for path, stamp in stamped}
    every = frozenset().union(*known.values())

    def under(top: str) -> _Merged:
        return _merged(tuple(item for item in stamped if top in known[item[0]]))

    return phrasebook.Phrasebook(
        lazily.Lazily(every, lambda top: under(top)[0]),
        lazily.Lazily(every, lambda top: under(top)[1]),
        tuple(path for path, _ in stamped),
    )


_Merged = tuple[Mapping[str, tuple[phrasebook.Entry, ...]], Mapping[str, phrasebook.Attribute]]


@lru_cache(maxsize=256)
def _merged(stamped: tuple[tuple[str, tuple[int, int]], ...]) -> _Merged:
    """The rows of some files; later files win."""
    entries: dict[str, tuple[phrasebook.Entry, ...]] = {}
    attributes: dict[str, phrasebook.Attribute] = {}
    for path, stamp in stamped:
        calls, own_attributes = _read(path, stamp)
        fresh: dict[str, list[phrasebook.Entry]] = {}
        for entry in calls:
            fresh.setdefault(entry.name, []).append(entry)
        for name, group in fresh.items():
            # Rows that demand more come first; the sort keeps the written order of equals
            group.sort(key=lambda entry: -len(entry.when))
            entries[name] = (*group, *entries.get(name, ()))
        attributes.update({attribute.name: attribute for attribute in own_attributes})
    return entries, attributes


@lru_cache(maxsize=256)
def _tops(path: str, stamp: tuple[int, int]) -> frozenset[str]:
    """The libraries that a file may speak of; ``stamp`` is part of the key of the cache only."""
    return lazily.tops(_text(path))


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PhrasebookError(f"{path}: cannot be read as TOML: {error}") from error


@lru_cache(maxsize=256)
def _read(
    path: str, stamp: tuple[int, int]
) -> tuple[tuple[phrasebook.Entry, ...], tuple[phrasebook.Attribute, ...]]:
    """The rows of one file; ``stamp`` is part of the key of the cache only."""
    try:
        content = tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise PhrasebookError(f"{path}: cannot be read as TOML: {error}") from error
    return rows.read(path, content)
