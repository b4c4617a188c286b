"""Stage: a definition becomes a usage example that was checked; nothing of the user's code is run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sphinx_howto import definition, document, options
from sphinx_howto.example import checks, construct, docstrings, doctests, mining, synthesis
from sphinx_howto.example.mining import files


def make(
    target: definition.Definition, lookup: definition.Lookup, settings: options.Options
) -> tuple[document.Example, ...]:
    """Examples for ``target``: the author's, the docstring's, mined ones, else a synthesised one."""
    context = construct.context(lookup, settings)
    if settings.example_code is not None:
        code = settings.example_code.rstrip()
        return (document.Example(code, "directive", checks.run(doctests.without_prompts(code), context)),)
    written = docstrings.make(target, context)
    if written is not None:
        return (written,)
    return mining.make(target, context) or (synthesis.make(target, context),)


def searched(examples: Sequence[document.Example], settings: options.Options) -> list[Path]:
    """The files that ``examples`` were taken from or would have been, had they held a fitting call."""
    if not any(example.origin in ("mined", "synthesised") for example in examples):
        return []
    return [path.resolve() for path in files.find(settings.example_paths)]
