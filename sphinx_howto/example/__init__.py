"""Stage: a definition becomes a usage example that was checked; nothing of the user's code is run."""

from __future__ import annotations

from sphinx_howto import definition, document, options
from sphinx_howto.example import construct, synthesis


def make(
    target: definition.Definition, lookup: definition.Lookup, settings: options.Options
) -> tuple[document.Example, ...]:
    """Examples for ``target``: the author's, the docstring's, mined ones, else a synthesised one."""
    return (synthesis.make(target, construct.context(lookup, settings)),)
