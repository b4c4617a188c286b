"""Pages with one how-to each, written into a documentation tree and never over what a user changed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sphinx_howto import catalogue, listing

Format = Literal["rst", "md"]
FORMATS: tuple[Format, ...] = ("rst", "md")
Outcome = Literal["written", "unchanged", "kept"]


@dataclass(frozen=True, slots=True)
class Page:
    """A file to write: its name without folder, and its text."""

    name: str
    text: str


def plan(package: str, items: Iterable[listing.Item], form: Format) -> tuple[Page, ...]:
    """The pages for ``items`` and an ``index`` that leads to them."""
    names = page_names(items)
    pages = [Page(f"{name}.{form}", _sealed(_howto(item, form), form)) for item, name in names.items()]
    index = Page(f"index.{form}", _sealed(_index(package, list(names.values()), form), form))
    return (*pages, index)


def page_names(items: Iterable[listing.Item]) -> dict[listing.Item, str]:
    """A file name for each item, different also where case does not count."""
    taken: set[str] = {"index"}
    names: dict[listing.Item, str] = {}
    for item in items:
        name = next(name for name in _candidates(item) if name.lower() not in taken)
        taken.add(name.lower())
        names[item] = name
    return names


def _candidates(item: listing.Item) -> Iterator[str]:
    yield item.name
    yield f"{item.name}-{item.kind}"
    number = 2
    while True:
        yield f"{item.name}-{number}"
        number += 1


# Underscores that end a name, or begin one, are markup in a title
_MARKUP = re.compile(r"_+(?![^\W_])|(?<![^\W_])_+")


def _escaped(title: str) -> str:
    return _MARKUP.sub(lambda found: "\\_" * len(found[0]), title)


def _howto(item: listing.Item, form: Format) -> str:
    title = _escaped(item.name)
    if form == "md":
        return f"# {title}\n\n```{{howto}} {item.name}\n```\n"
    return f"{title}\n{'=' * len(title)}\n\n.. howto:: {item.name}\n"


def _index(package: str, names: list[str], form: Format) -> str:
    title = catalogue.gettext("How to use {name}").format(name=_escaped(package))
    listed = "\n".join(names)
    if form == "md":
        return f"# {title}\n\n```{{toctree}}\n:maxdepth: 1\n\n{listed}\n```\n"
    indented = listed.replace("\n", "\n   ")
    return f"{title}\n{'=' * len(title)}\n\n.. toctree::\n   :maxdepth: 1\n\n   {indented}\n"


# The first line of a generated page tells whether the rest is still as generated
_SEAL = {"rst": ".. sphinx-howto: {digest}\n\n", "md": "% sphinx-howto: {digest}\n\n"}
_SEALED = re.compile(r"(?:\.\.|%) sphinx-howto: ([0-9a-f]{16})\n\n(.*)", re.DOTALL)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _sealed(text: str, form: Format) -> str:
    return _SEAL[form].format(digest=_digest(text)) + text


def write(folder: Path, page: Page, force: bool = False) -> Outcome:
    """Write ``page`` unless it is there already, or a user changed or made it (``force`` overwrites).

    Raises:
        OSError: the file cannot be written.
    """
    path = folder / page.name
    if path.is_file():
        present = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
        if present == page.text:
            return "unchanged"
        if not force and not _is_generated(present):
            return "kept"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(page.text.encode())
    return "written"


def _is_generated(text: str) -> bool:
    found = _SEALED.fullmatch(text)
    return found is not None and _digest(found[2]) == found[1]
