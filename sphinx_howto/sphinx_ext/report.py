"""Warnings ``howto.<subtype>`` and the visible note that stands where a how-to could not be made."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from sphinx_howto import catalogue, document, errors
from sphinx_howto.sphinx_ext import domain

_logger = logging.getLogger(__name__)


def warn(subtype: str, message: str, location: Any) -> None:
    """One warning, suppressible as ``howto`` or ``howto.<subtype>``."""
    _logger.warning("%s", " ".join(message.split()), type="howto", subtype=subtype, location=location)


def guarded(
    directive: SphinxDirective, target: str, make: Callable[[], list[nodes.Node]]
) -> list[nodes.Node]:
    """What ``make`` returns, or a warning and a note in the page when it cannot; the build goes on."""
    with catalogue.using(directive.config.language or "en"):
        try:
            return make()
        except errors.HowtoError as error:
            return _failed(directive, error)
        except SphinxError:
            raise  # by the handler of an event: its author wants to see it
        except Exception as error:
            return _failed(directive, fault(target, error))


def _failed(directive: SphinxDirective, error: errors.HowtoError) -> list[nodes.Node]:
    directive.env.note_reread()  # what is missing now may be there at the next build
    warn(error.subtype, str(error), directive.get_location())
    lead = catalogue.gettext("There is no how-to here:")
    note = nodes.warning("", nodes.paragraph("", f"{lead} {' '.join(str(error).split())}"))
    note["classes"] += ["howto", "howto-problem"]
    return [note]


def fault(target: str, error: Exception) -> errors.FaultError:
    """A fault of the extension; the traceback is shown with ``-vv``."""
    # As text: what a parallel build logs travels between processes, and tracebacks do not
    _logger.debug("%s: %s", target, "".join(traceback.format_exception(error)))
    message = catalogue.gettext(
        "{target}: sphinx-howto failed with {error}. This is a fault of the extension; please report it."
    )
    return errors.FaultError(message.format(target=target, error=repr(error)))


def problems(page: document.Document, objects: domain.HowtoDomain, location: str) -> None:
    """Warn about the example; keep what was found in the user's sources until all pages are read."""
    for problem in page.problems:
        place = ":".join(filter(None, [problem.path, str(problem.line or "")]))
        message = f"{place}: {problem.message}" if place else problem.message
        objects.note_finding(domain.Finding(problem.subtype, message, location))
    for example in page.examples:
        for check in example.checks:
            if not check.passed:
                warn("example", _about_check(page, check), location)


def tell_findings(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Warn of each finding once, at the first page in order of names (``env-updated``, all are merged)."""
    kept = domain.of(env).findings
    told: dict[tuple[str, str], domain.Finding] = {}
    for docname in sorted(kept):
        for finding in kept[docname]:
            told.setdefault((finding.subtype, finding.message), finding)
    kept.clear()
    for finding in told.values():
        warn(*finding)
    return []  # no page changes by it


def _about_check(page: document.Document, check: document.Check) -> str:
    message = catalogue.gettext(
        "the usage example of {target} fails the check “{check}” at its line {line}: {reason}"
    )
    return message.format(target=page.target, check=check.name, line=check.line, reason=check.message)
