"""Warnings ``howto.<subtype>`` and the visible note that stands where a how-to could not be made."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.util import logging

from sphinx_howto import catalogue, document, errors

_logger = logging.getLogger(__name__)


def warn(subtype: str, message: str, location: Any) -> None:
    """One warning, suppressible as ``howto`` or ``howto.<subtype>``."""
    _logger.warning("%s", " ".join(message.split()), type="howto", subtype=subtype, location=location)


def failed(target: str, error: errors.HowtoError, location: Any) -> list[nodes.Node]:
    """Warn about a how-to that cannot be made and return the note that says so in the page."""
    warn(error.subtype, str(error), location)
    lead = catalogue.gettext("There is no how-to here:")
    note = nodes.warning("", nodes.paragraph("", f"{lead} {' '.join(str(error).split())}"))
    note["classes"] += ["howto", "howto-problem"]
    return [note]


def problems(page: document.Document, location: Any) -> None:
    """Warn about what the stages found in the user's sources and in the example."""
    for problem in page.problems:
        place = ":".join(filter(None, [problem.path, str(problem.line or "")]))
        warn(problem.subtype, f"{place}: {problem.message}" if place else problem.message, location)
    for example in page.examples:
        for check in example.checks:
            if not check.passed:
                warn("example", _about_check(page, check), location)


def _about_check(page: document.Document, check: document.Check) -> str:
    message = catalogue.gettext(
        "the usage example of {target} fails the check “{check}” at its line {line}: {reason}"
    )
    return message.format(target=page.target, check=check.name, line=check.line, reason=check.message)
