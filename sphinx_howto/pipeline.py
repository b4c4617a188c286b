"""The way of the data, on one screen: target -> definition -> facts and steps -> sentences -> how-to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sphinx_howto import catalogue, definition, document, english, example, options, phrasebooks, source
from sphinx_howto.howto import Howto


def _nothing(found: definition.Definition) -> None:
    pass


def _unchanged(found: definition.Definition, description: document.Description) -> document.Description:
    return description


@dataclass(frozen=True, slots=True)
class Hooks:
    """Where a rim may look in: its users' extensions hang here.

    found: called with the definition before it is read closer; may raise to stop.
    described: may return another description (summary, facts, steps) before title and example join it.
    """

    found: Callable[[definition.Definition], None] = _nothing
    described: Callable[[definition.Definition, document.Description], document.Description] = _unchanged


def explain(
    target: str, search_paths: Sequence[str] = (), detail: options.Detail = "normal", **settings: Any
) -> Howto:
    """Explain the object at ``target`` (``package.module.Class``) from its source, running nothing.

    Args:
        target: dotted path; ``module::Name`` where a module and an attribute share a name.
        search_paths: folders searched for modules before ``sys.path``.
        detail: ``brief``, ``normal`` or ``full``.
        settings: further fields of :class:`sphinx_howto.options.Options`.

    Raises:
        HowtoError: the target is malformed, not found or not readable; subclasses say which.
    """
    return build(target, options.make(search_paths=search_paths, detail=detail, **settings))


def build(target: str, settings: options.Options, hooks: Hooks = Hooks()) -> Howto:
    """Explain ``target`` under ``settings``; the stages in order, each called once."""
    with catalogue.using(settings.language):
        # The words of known calls: those of the package, of libraries and of the project
        phrasebook = phrasebooks.load(settings.phrasebooks)
        # Where the target is defined, and a way to find what it refers to
        lookup = source.open_project(settings.search_paths, settings.allow_inspection)
        found = lookup.definition(target)
        hooks.found(found)
        # What the code does, in order, and in words
        description = hooks.described(found, english.describe(found, lookup, phrasebook, settings))
        # Code that uses it
        examples = example.make(found, lookup, settings)
        searched = example.searched(examples, settings)
        title = settings.title or catalogue.gettext("How to Use This Code Block")
    return Howto(
        target=target,
        path=found.path,
        kind=found.kind,
        title=title,
        summary=description.summary,
        facts=description.facts,
        steps=description.steps,
        examples=examples,
        files=tuple(sorted(map(str, {*lookup.files(), *map(Path, phrasebook.files), *searched}))),
        source_file=str(found.module.path),
        problems=description.problems,
        language=settings.language,
        module=found.module.name,
    )
