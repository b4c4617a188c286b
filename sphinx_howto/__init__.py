"""sphinx-howto: how to use a piece of code, in words, made from its source at each build."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_howto.errors import HowtoError
from sphinx_howto.pipeline import explain

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__version__ = "0.1.0"
__all__ = ["HowtoError", "__version__", "explain", "setup"]


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension; Sphinx is imported only here, so ``explain`` works without it."""
    from sphinx_howto import extension

    return extension.setup(app)
