"""What ``setup`` registers with Sphinx."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

import sphinx_howto
from sphinx_howto.sphinx_ext import (
    directive,
    domain,
    entries,
    events,
    latex,
    placing,
    references,
    report,
    settings,
    sourcelinks,
    stubs,
    summary,
)

# To be raised when what the extension keeps on the environment changes its form
ENV_VERSION = 2


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension with ``app`` and say what it can."""
    app.require_sphinx("7.4")
    for setting in settings.SETTINGS:
        app.add_config_value(
            setting.full_name, setting.default, settings.rebuild(setting), setting.types, setting.description
        )
    events.declare(app)
    app.add_domain(domain.HowtoDomain)
    app.add_role("howto", domain.HowtoRole(warn_dangling=True))
    app.add_directive("howto", directive.HowtoDirective)
    app.add_directive("howtosummary", summary.SummaryDirective)
    app.connect("builder-inited", stubs.write)
    app.add_transform(placing.PlaceHowtos)
    app.add_transform(placing.ShowHowtos)
    app.add_post_transform(placing.LatexHeadings)
    app.connect("config-inited", settings.settle)
    app.connect("config-inited", latex.allow_deep_lists)
    app.connect("config-inited", sourcelinks.connect)
    app.connect("env-updated", report.tell_findings)
    app.connect("env-updated", entries.changed)
    app.connect("doctree-resolved", entries.link)
    # Before intersphinx: what the project itself documents goes before what others do
    app.connect("missing-reference", references.resolve, priority=400)
    app.connect("doctree-resolved", references.settle_code)
    app.connect("warn-missing-reference", references.stay_quiet)
    return {
        "version": sphinx_howto.__version__,
        "env_version": ENV_VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
