"""Stage: a definition becomes a usage example that was checked; nothing of the user's code is run."""

from __future__ import annotations

from sphinx_howto import definition, document, options
from sphinx_howto.example import checks, construct, docstrings, mining, synthesis


def make(
    target: definition.Definition, lookup: definition.Lookup, settings: options.Options
) -> tuple[document.Example, ...]:
    """Examples for ``target``: the author's, the docstring's, mined ones, else a synthesised one."""
    context = construct.context(lookup, settings)
    if settings.example_code is not None:
        code = settings.example_code.rstrip()
        return (document.Example(code, "directive", checks.run(code, context)),)
    written = docstrings.make(target, context)
    if written is not None:
        return (written,)
    return mining.make(target, context) or (synthesis.make(target, context),)
