"""Directives that write reference entries from the tables of the package, so that the two cannot differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from sphinx_howto import errors, options
from sphinx_howto.sphinx_ext import settings


class DeclaredSettings(SphinxDirective):
    """One ``confval`` for each configuration value."""

    def run(self) -> list[nodes.Node]:
        return self.parse_text_to_nodes("\n".join(map(_confval, settings.SETTINGS)))


class DeclaredErrors(SphinxDirective):
    """The warning subtype and the meaning of each error."""

    def run(self) -> list[nodes.Node]:
        return self.parse_text_to_nodes("\n\n".join(map(_definition, _subclasses(errors.HowtoError))))


class DeclaredVagueTerms(SphinxDirective):
    """The words that count as vague unless the project says otherwise."""

    def run(self) -> list[nodes.Node]:
        return self.parse_text_to_nodes(", ".join(f"*{term}*" for term in options.VAGUE_TERMS) + ".")


def _confval(setting: settings.Setting) -> str:
    lines = [
        f".. confval:: {setting.full_name}",
        f"   :type: {setting.allowed}",
        f"   :default: {_default(setting.default)}",
        "",
        f"   {setting.description}",
        "",
    ]
    return "\n".join(lines)


def _default(value: Any) -> str:
    """Long lists are not shown: their description says what they hold."""
    return "a list, see below" if isinstance(value, list) and len(value) > 9 else f"``{value!r}``"


def _definition(error: type[errors.HowtoError]) -> str:
    return f"``howto.{error.subtype}``\n   {' '.join((error.__doc__ or '').split())}"


def _subclasses(error: type[errors.HowtoError]) -> Iterator[type[errors.HowtoError]]:
    for subclass in sorted(error.__subclasses__(), key=lambda kind: kind.subtype):
        yield subclass
        yield from _subclasses(subclass)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directives."""
    app.add_directive("declared-settings", DeclaredSettings)
    app.add_directive("declared-errors", DeclaredErrors)
    app.add_directive("declared-vague-terms", DeclaredVagueTerms)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
