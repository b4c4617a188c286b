"""References from a how-to to the Python domain: links where the object is known, code where not."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from sphinx_howto import document
from sphinx_howto.render import outline

# Marks a reference that may stay unresolved without a word, nitpicky or not
_QUIET = "howto-quiet"


def link(span: document.Code) -> nodes.Node:
    """Code as a literal that links to the object it names."""
    text = outline.fold(span.text)
    literal = nodes.literal(text, text)
    if not span.reference:
        return literal
    literal["classes"] += ["xref", "py", "py-obj"]
    return quiet(literal, refdomain="py", reftype="obj", reftarget=span.reference)


def quiet(literal: nodes.literal, **where: str) -> addnodes.pending_xref:
    """A reference to what may not exist; then the literal stays."""
    reference = addnodes.pending_xref("", literal, refexplicit=True, refwarn=False, **where)
    reference[_QUIET] = True
    return reference


def stay_quiet(app: Sphinx, domain: Any, node: nodes.Element) -> bool | None:
    """Whether a missing reference is one of ours (``warn-missing-reference``)."""
    return True if node.get(_QUIET) else None
