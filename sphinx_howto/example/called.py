"""What the project itself passes: literals in its example files, defaults of parameters of the same name."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from sphinx_howto import definition
from sphinx_howto.example.callee import Callee
from sphinx_howto.example.context import Context
from sphinx_howto.example.mining import index
from sphinx_howto.example.signatures import Parameter, parameters
from sphinx_howto.example.value import constant

# Longer values distract
LONGEST = 40


def literals(parameter: Parameter, callee: Callee, context: Context) -> list[str]:
    """Source of the literals that the example files pass for ``parameter``, the commonest first."""
    if not context.settings.example_paths:
        return []
    plain = [one.name for one in callee.parameters if one.kind in ("positional-only", "plain")]
    at = plain.index(parameter.name) if parameter.name in plain else None
    found: Counter[str] = Counter()
    for site in index.calls(callee.path, context):
        given = next((word.value for word in site.call.keywords if word.arg == parameter.name), None)
        if given is None and at is not None and at < len(site.call.args):
            given = site.call.args[at]
        source = _literal(given)
        if source:
            found[source] += 1
    return sorted(found, key=lambda source: (-found[source], len(source), source))


def _literal(node: ast.expr | None) -> str:
    """Source of a short plain literal that says something, or ``""``."""
    if (
        not isinstance(node, ast.Constant)
        or isinstance(node.value, bool)
        or not node.value
        or node.value is Ellipsis
    ):
        return ""
    source = constant(node)
    return source if len(source) <= LONGEST and source.isprintable() else ""


def default_elsewhere(parameter: Parameter, callee: Callee) -> str:
    """The default of a parameter of the same name in the same module, or ``""``."""
    return _defaults(callee.module).get(parameter.name, "")


@lru_cache(maxsize=256)
def _defaults(module: definition.Module) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for node in ast.walk(module.tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            for one in parameters(node):
                source = _literal(one.default)
                if source:
                    found.setdefault(one.name, source)
    return found
