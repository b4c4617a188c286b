"""Directives that write reference entries from the tables of the package, so that the two cannot differ."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docfields import Field, GroupedField
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


class DeclaredFields(SphinxDirective):
    """The fields of :class:`sphinx_howto.options.Options`, as its docstring explains them."""

    def run(self) -> list[nodes.Node]:
        return self.parse_text_to_nodes("\n\n".join(_fields(options.Options)))


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


def _fields(record: type) -> Iterator[str]:
    """``name: meaning`` lines of a record's docstring as items of a definition list."""
    text = inspect.cleandoc(record.__doc__ or "").partition("\n\n")[2]
    for name, meaning in re.findall(r"^([\w, ]+): (.+(?:\n    .+)*)", text, flags=re.MULTILINE):
        yield f"``{name.replace(', ', '``, ``')}``\n   {' '.join(meaning.split())}"


def _parse_event(env: BuildEnvironment, signature: str, node: addnodes.desc_signature) -> str:
    """``name (app, argument)`` into its parts; the name is what references use."""
    name, _, arguments = signature.partition(" ")
    node += addnodes.desc_name(name, name)
    parameters = addnodes.desc_parameterlist()
    for argument in arguments.strip("()").split(", "):
        parameters += addnodes.desc_parameter(argument, argument)
    node += parameters
    return name


def _subclasses(error: type[errors.HowtoError]) -> Iterator[type[errors.HowtoError]]:
    for subclass in sorted(error.__subclasses__(), key=lambda kind: kind.subtype):
        yield subclass
        yield from _subclasses(subclass)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directives."""
    app.add_directive("declared-settings", DeclaredSettings)
    app.add_directive("declared-errors", DeclaredErrors)
    app.add_directive("declared-fields", DeclaredFields)
    app.add_directive("declared-vague-terms", DeclaredVagueTerms)
    app.add_object_type(
        "event", "event", "pair: %s; event", _parse_event,
        doc_field_types=[
            GroupedField("parameter", label="Parameters", names=("param",), can_collapse=True),
            Field("returns", label="Returns", names=("returns",), has_arg=False),
        ],
    )  # fmt: skip
    return {"parallel_read_safe": True, "parallel_write_safe": True}
