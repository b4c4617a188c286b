"""What LaTeX needs beyond the nodes: by default it nests bullet lists four deep, and steps go deeper."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.config import Config

# Depth of all lists together, those around the directive included
DEPTH = "16"


def allow_deep_lists(app: Sphinx, config: Config) -> None:
    """Raise the limit unless the project sets its own (``config-inited``)."""
    config.latex_elements.setdefault("maxlistdepth", DEPTH)
