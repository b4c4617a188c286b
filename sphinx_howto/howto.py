"""The public face of a finished how-to: a document that can be written as Markdown or a dictionary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sphinx_howto import document
from sphinx_howto.render import dictionary, markdown


@dataclass(frozen=True, slots=True)
class Howto(document.Document):
    """A finished how-to, as :func:`sphinx_howto.explain` returns it. Immutable; pickles."""

    def to_markdown(self) -> str:
        """The how-to as Markdown: setext headings, numbered steps, a ``python`` fence."""
        return markdown.render(self)

    def to_dict(self) -> dict[str, Any]:
        """The how-to as JSON-ready values: target, kind, title, description, steps, example, files."""
        return dictionary.render(self)
