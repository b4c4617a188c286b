"""The events with which other extensions take part; as usual the first result that is not None wins."""

from __future__ import annotations

import dataclasses
from typing import TypeVar

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.events import EventManager

from sphinx_howto import catalogue, definition, document, pipeline
from sphinx_howto.howto import Howto

# (app, path, kind) -> True to leave the object out
SKIP = "howto-skip-object"
# (app, definition, description) -> another description
STEPS = "howto-process-steps"
# (app, document) -> another document
DOCUMENT = "howto-process-document"

EVENTS = (SKIP, STEPS, DOCUMENT)


_Record = TypeVar("_Record", document.Description, document.Document)


class SkippedError(Exception):
    """A handler of ``howto-skip-object`` leaves this object out."""


def declare(app: Sphinx) -> None:
    """Make the events known to Sphinx."""
    for event in EVENTS:
        app.add_event(event)


def skipped(events: EventManager, path: str, kind: str) -> bool:
    """Whether a handler wants the object left out."""
    return bool(events.emit_firstresult(SKIP, path, kind))


def hooks(events: EventManager) -> pipeline.Hooks:
    """What the pipeline calls so that the handlers can take part."""

    def found(target: definition.Definition) -> None:
        if skipped(events, target.path, target.kind):
            raise SkippedError(target.path)

    def described(
        target: definition.Definition, description: document.Description
    ) -> document.Description:
        changed = events.emit_firstresult(STEPS, target, description)
        return description if changed is None else _checked(STEPS, changed, document.Description)

    return pipeline.Hooks(found=found, described=described)


def finished(events: EventManager, page: Howto) -> Howto:
    """``page``, or what a handler makes of it."""
    changed = events.emit_firstresult(DOCUMENT, page)
    if changed is None:
        return page
    given = _checked(DOCUMENT, changed, document.Document)
    if isinstance(given, Howto):
        return given
    return Howto(**{field.name: getattr(given, field.name) for field in dataclasses.fields(Howto)})


def _checked(event: str, given: object, kind: type[_Record]) -> _Record:
    """What a handler returned, if it is of the right kind; otherwise its author should know."""
    if isinstance(given, kind):
        return given
    message = catalogue.gettext("a handler of {event} returned {value}; allowed are None and a {kind}")
    raise ExtensionError(message.format(event=event, value=repr(given), kind=kind.__name__))
