"""The directive ``howtosummary``: a table of the public objects of a package, one line each."""

from __future__ import annotations

import posixpath
from typing import Any, ClassVar

from docutils import nodes
from sphinx import addnodes

from sphinx_howto import catalogue, document, errors, listing, pages, pipeline
from sphinx_howto.howto import Howto
from sphinx_howto.render import doctree
from sphinx_howto.sphinx_ext import choices, directive, events, references, report, settings, targeted


class SummaryDirective(targeted.TargetDirective):
    """``.. howtosummary:: package``, with ``:toctree: folder`` for a page of each object."""

    CHOICES: ClassVar[dict[str, choices.Reader]] = {
        "recursive": choices.flag,
        "toctree": choices.text,
        "class": choices.words,
    }
    has_content = False

    def show(self, target: str, chosen: dict[str, Any]) -> list[nodes.Node]:
        """The table, and with ``:toctree:`` a hidden table of contents of the pages."""
        items = listing.public(target, settings.read(self.config), "recursive" in chosen)
        if not items:
            raise errors.NotFoundError(_nothing(target))
        kept = [item for item in items if not events.skipped(self.env.events, item.path, item.kind)]
        table = _table([self._row(item) for item in kept])
        table["classes"] += ["howto-summary", *chosen.get("class", ())]
        self.set_source_info(table)
        shown: list[nodes.Node] = [table] if kept else []
        return [*shown, self._toctree(chosen["toctree"], kept)] if "toctree" in chosen else shown

    def _row(self, item: listing.Item) -> tuple[nodes.Node, nodes.Node]:
        link = nodes.paragraph("", "", references.to_howto(item.name, item.path))
        try:
            page = pipeline.build(item.name, settings.read(self.config, detail="brief"))
        except errors.HowtoError as error:
            return link, self._reason(error)
        except Exception as error:
            return link, self._reason(report.fault(item.name, error))
        directive.note_files(self.env, page.files)
        return link, self._line(page)

    def _reason(self, error: errors.HowtoError) -> nodes.Node:
        """Warn, and say in the table why there is no line."""
        report.warn(error.subtype, str(error), self.get_location())
        return nodes.paragraph("", " ".join(str(error).split()))

    def _line(self, page: Howto) -> nodes.Node:
        spans = _without_name(page.summary[0], page.path) if page.summary else ()
        style = doctree.Style(place=self.get_source_info(), link=references.link)
        return doctree.sentence(spans, style)

    def _toctree(self, folder: str, items: list[listing.Item]) -> nodes.Node:
        """A hidden table of contents of the pages that ``stubs`` has written."""
        base = posixpath.dirname(self.env.docname)
        names = pages.page_names(items).values()
        docnames = [posixpath.normpath(posixpath.join(base, folder, name)) for name in names]
        present = [name for name in docnames if name in self.env.found_docs]
        toctree = addnodes.toctree(
            parent=self.env.docname, entries=[(None, name) for name in present], includefiles=present,
            maxdepth=-1, caption=None, glob=False, hidden=True, includehidden=False, numbered=0,
            titlesonly=True,
        )  # fmt: skip
        self.set_source_info(toctree)
        return toctree


def _without_name(spans: document.Spans, path: str) -> document.Spans:
    """The line without the name before its colon, which stands beside it in the table."""
    if len(spans) > 2 and spans[0].text == path.rpartition(".")[2] and spans[1] == document.Words(": "):
        return spans[2:]
    return spans


def _nothing(package: str) -> str:
    message = catalogue.gettext(
        "{package} offers no public class or function; name some in its {all}, or give {directive} the"
        " option {option} to list those of its modules."
    )
    return message.format(package=package, all="__all__", directive="howtosummary", option=":recursive:")


def _table(rows: list[tuple[nodes.Node, nodes.Node]]) -> nodes.table:
    body = nodes.tbody()
    for row in rows:
        body += nodes.row("", *(nodes.entry("", cell) for cell in row))
    group = nodes.tgroup("", nodes.colspec(colwidth=35), nodes.colspec(colwidth=65), body, cols=2)
    return nodes.table("", group)
