"""Pages for ``:toctree:`` of ``howtosummary``, written before Sphinx looks for its sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging

from sphinx_howto import errors, listing, pages
from sphinx_howto.sphinx_ext import events, settings

_logger = logging.getLogger(__name__)

_OPTIONS = r"(?P<options>(?:[ \t]*:[\w-]+:.*\n?)*)"
_BEGINNINGS = (r"\.\. howtosummary::", r"(?:`{3,}|:{3,})\{howtosummary\}")
_DIRECTIVES = tuple(
    re.compile(rf"^[ \t]*{beginning}[ \t]*(?P<package>\S+)[ \t]*\n{_OPTIONS}", re.MULTILINE)
    for beginning in _BEGINNINGS
)
_TOCTREE = re.compile(r":toctree:[ \t]*(\S+)")


@dataclass(frozen=True, slots=True)
class _Wanted:
    package: str
    folder: Path
    recursive: bool


def write(app: Sphinx) -> None:
    """Write what is missing (``builder-inited``); what the directive reports is left to it."""
    form: pages.Format = "rst" if ".rst" in app.config.source_suffix else "md"
    for docname in sorted(app.env.found_docs):
        for wanted in _wanted(Path(app.env.doc2path(docname))):
            for page in _pages(app, wanted, form):
                if pages.write(wanted.folder, page) == "written":
                    _logger.info("howtosummary: %s", wanted.folder / page.name)


def _wanted(source: Path) -> Iterator[_Wanted]:
    text = source.read_text("utf-8", "replace") if source.is_file() else ""
    if "howtosummary" not in text:
        return
    for pattern in _DIRECTIVES:
        for found in pattern.finditer(text):
            toctree = _TOCTREE.search(found["options"])
            if toctree:
                folder = source.parent / toctree[1]
                yield _Wanted(found["package"], folder, ":recursive:" in found["options"])


def _pages(app: Sphinx, wanted: _Wanted, form: pages.Format) -> tuple[pages.Page, ...]:
    try:
        items = listing.public(wanted.package, settings.read(app.config), wanted.recursive)
    except errors.HowtoError:
        return ()  # the directive will say so, with its line
    kept = [item for item in items if not events.skipped(app.events, item.path, item.kind)]
    return pages.plan(wanted.package, kept, form)[:-1]  # the directive is the index
