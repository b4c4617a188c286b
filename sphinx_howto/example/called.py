"""What the project itself passes: literals in its example files, defaults of parameters of the same name."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from sphinx_howto import definition
from sphinx_howto.example import body, risks
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
    is_fitting = len(source) <= LONGEST and source.isprintable() and not risks.is_harmful(source)
    return source if is_fitting else ""


def own_literals(parameter: Parameter, callee: Callee) -> list[str]:
    """Source of the literals that the module itself passes for ``parameter``, in the order of its lines."""
    plain = [one.name for one in callee.parameters if one.kind in ("positional-only", "plain")]
    at = plain.index(parameter.name) if parameter.name in plain else None
    found: dict[str, None] = {}
    for call in _own_calls(callee):
        given = next((word.value for word in call.keywords if word.arg == parameter.name), None)
        if given is None and at is not None and at < len(call.args):
            given = call.args[at]
        source = written(given) if given is not None else ""
        if source:
            found[source] = None
    return list(found)


def _own_calls(callee: Callee) -> list[ast.Call]:
    """Calls in the module of the function, of the class where it is a constructor, or of its method."""
    is_method = callee.owner is not None and callee.name != callee.owner.name
    if is_method and len(_holders(callee.module, callee.name)) != 1:
        return []
    own = set(body.below(callee.node)) if callee.node is not None else set()
    return [
        node
        for node in body.below(callee.module.tree)
        if isinstance(node, ast.Call)
        and node not in own
        and not any(isinstance(arg, ast.Starred) for arg in node.args)
        and (getattr(node.func, "attr", "") if is_method else getattr(node.func, "id", "")) == callee.name
    ]


def _holders(module: definition.Module, name: str) -> list[ast.ClassDef]:
    """The classes of the module that define the method ``name``."""
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [
        node
        for node in module.tree.body
        if isinstance(node, ast.ClassDef)
        and any(isinstance(item, functions) and item.name == name for item in node.body)
    ]


def written(node: ast.expr) -> str:
    """Source of a short literal, or of a list, tuple or dictionary of such; ``""`` of anything else."""
    source = _written(node)
    # A single letter says less than a made-up value
    is_telling = not isinstance(node, ast.Constant) or not isinstance(node.value, str) or len(node.value) > 1
    return source if source and is_telling and len(source) <= LONGEST else ""


def _written(node: ast.expr | None) -> str:
    if isinstance(node, ast.Constant):
        return _literal(node)
    if isinstance(node, (ast.List, ast.Tuple)) and node.elts:
        parts = [_written(one) for one in node.elts]
        closing = ",)" if len(parts) == 1 else ")"
        inner = ", ".join(parts)
        return "" if not all(parts) else f"[{inner}]" if isinstance(node, ast.List) else f"({inner}{closing}"
    if isinstance(node, ast.Dict) and node.keys:
        pairs = [(_written(key), _written(value)) for key, value in zip(node.keys, node.values, strict=True)]
        is_whole = all(key and value for key, value in pairs)
        return "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}" if is_whole else ""
    return ""


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
