"""From code to sentences."""

from __future__ import annotations

import ast

from sphinx_howto import definition, document, options, phrasebook


def describe(
    target: definition.Definition,
    lookup: definition.Lookup,
    phrases: phrasebook.Phrasebook,
    settings: options.Options,
) -> document.Description:
    """Placeholder until the real stage lands: quotes each statement."""
    steps = tuple(
        document.Step(
            (document.Words("Step"),),
            (document.Words("Runs "), document.Code(ast.unparse(node).splitlines()[0]), document.Words(".")),
            (node.lineno, node.end_lineno or node.lineno),
        )
        for node in getattr(target.node, "body", [])
    )
    return document.Description(((document.Code(target.qualname), document.Words(".")),), (), steps)
