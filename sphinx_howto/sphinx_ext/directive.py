"""The directive ``howto``: from a target in a page to the nodes of its how-to."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes

from sphinx_howto import pipeline
from sphinx_howto.howto import Howto
from sphinx_howto.render import doctree
from sphinx_howto.sphinx_ext import (
    choices,
    domain,
    events,
    placing,
    references,
    report,
    settings,
    sourcelinks,
    targeted,
)

# In the environment's data of the page that is read: the files noted for it already
_NOTED = "howto_noted_files"


class HowtoDirective(targeted.TargetDirective):
    """``.. howto:: package.module.Class``; its content, where there is some, is the usage example."""

    CHOICES: ClassVar[dict[str, choices.Reader]] = {
        "detail": choices.detail,
        "title": choices.text,
        "no-example": choices.flag,
        "no-steps": choices.flag,
        "class": choices.words,
        "name": choices.text,
        "doctest": choices.flag,
        "no-index": choices.flag,
    }
    has_content = True

    def show(self, target: str, chosen: dict[str, Any]) -> list[nodes.Node]:
        """The how-to; nothing where a handler wants the object left out."""
        try:
            page = events.finished(self.env.events, self._build(target, chosen))
        except events.SkippedError:
            return []
        note_files(self.env, page.files)
        report.problems(page, domain.of(self.env), self.get_location())
        shown = doctree.render(page, self._style(page, chosen))
        self.set_source_info(shown)
        placing.mark(shown, page, chosen)
        sourcelinks.mark(shown, page, self.env)
        placing.hide(shown)
        return [shown]

    def _build(self, target: str, chosen: dict[str, Any]) -> Howto:
        changes = {name: chosen[name] for name in ("detail",) if name in chosen}
        changes["title"] = chosen.get("title", self.config.howto_title)
        if self.content:
            changes["example_code"] = "\n".join(self.content).strip("\n")
        page = pipeline.build(target, settings.read(self.config, **changes), events.hooks(self.env.events))
        return page if "title" in chosen else named(page)

    def _style(self, page: Howto, chosen: dict[str, Any]) -> doctree.Style:
        title, messages = self.parse_inline(page.title) if "title" in chosen else ([], [])
        return doctree.Style(
            steps="no-steps" not in chosen,
            example="no-example" not in chosen,
            title=(*title, *messages),
            classes=chosen.get("class", ()),
            testcode=self.config.howto_doctest or "doctest" in chosen,
            place=self.get_source_info(),
            link=references.link,
        )


def named(page: Howto) -> Howto:
    """``page`` with the placeholders in its title filled."""
    title = page.title.replace("{name}", page.path.rpartition(".")[2]).replace("{path}", page.path)
    return dataclasses.replace(page, title=title)


def note_files(env: Any, files: tuple[str, ...]) -> None:
    """Make the page depend on every file that was read and exists."""
    noted: set[str] = env.temp_data.get(_NOTED) or set()
    env.temp_data[_NOTED] = noted
    for file in files:
        if file not in noted:
            noted.add(file)
            path = Path(file).resolve()
            if path.is_file():
                env.note_dependency(str(path))
