"""What being true means for a value: empty, zero, None, or only truthy."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import types
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import operands, secrets
from sphinx_howto.english.phrase import Spans, code, fill

#: Longest condition that is quoted in full, in characters: what is left out would change its meaning.
_LONGEST = 300

TRUTH: Mapping[str, tuple[str, str]] = {
    "bool": ("{value} is true", "{value} is false"),
    "optional bool": ("{value} is true", "{value} is false or `None`"),
    "sized": ("{value} is not empty", "{value} is empty"),
    "optional sized": ("{value} is neither `None` nor empty", "{value} is `None` or empty"),
    "number": ("{value} is not `0`", "{value} is `0`"),
    "optional number": ("{value} is neither `None` nor `0`", "{value} is `None` or `0`"),
    "optional object": ("{value} is not `None`", "{value} is `None`"),
    "unknown": ("{value} is truthy", "{value} is falsy"),
}


def is_boolean(scope: FunctionScope, node: ast.expr) -> bool:
    """Whether the value of ``node`` is ``True`` or ``False`` for operands of all types."""
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.Not)
    if isinstance(node, ast.Compare):
        found = scope.type_of(node)
        return found is not None and found.name == "bool"
    if isinstance(node, ast.BoolOp):
        return all(is_boolean(scope, item) for item in node.values)
    if isinstance(node, ast.Call):
        if scope.dotted(node.func) in {"isinstance", "issubclass", "hasattr", "callable", "any", "all"}:
            return True
        match = scope.match(node)
        return match is not None and bool(match.entry.condition) and match.entry.returns == "bool"
    return isinstance(node, ast.Constant) and isinstance(node.value, bool)


def choose(pair: tuple[str, str], negated: bool) -> str:
    """The pattern or its opposite."""
    return pair[1] if negated else pair[0]


def truthiness(scope: FunctionScope, node: ast.expr, negated: bool) -> Spans:
    """What being true means for the proven type of ``node``; else "is truthy"."""
    kind = "bool" if is_boolean(scope, node) else truth_kind(scope.type_of(node))
    shown = (
        operands.operand(scope, node)
        if isinstance(node, (ast.Name, ast.Attribute))
        else subject(scope, node)
    )
    if isinstance(node, (ast.BoolOp, ast.Compare, ast.UnaryOp)):
        shown = code(secrets.hidden(quoting.short(node, _LONGEST), scope.module.module.tree))
    return fill(choose(TRUTH[kind], negated), value=shown)


def subject(scope: FunctionScope, node: ast.expr) -> Spans:
    """A subject of a clause: a known call in words, else quoted."""
    if isinstance(node, ast.NamedExpr):
        return fill(
            "{name} (set to {value})",
            name=operands.quote(scope, node.target),
            value=subject(scope, node.value),
        )
    if isinstance(node, ast.Call):
        match = scope.match(node)
        if match is not None and match.entry.value and not match.rest:
            phrase = operands.filled(scope, match, match.entry.value)
            if is_plain(phrase):
                return phrase
    return operands.operand(scope, node)


def is_plain(phrase: Spans) -> bool:
    """Whether a phrase can stand inside a clause without a reader binding its parts wrongly."""
    text = " ".join(span.text for span in phrase if isinstance(span, document.Words))
    return not any(mark in f" {text} " for mark in _BINDING)


#: Words after which a reader could take what follows for a part of the phrase.
_BINDING = (",", " if ", " or ", " and ", " otherwise ", " which ", ";", " for ", " each ")


def truth_kind(found: types.Type | None) -> str:
    """The row of ``TRUTH`` for a type."""
    if found is None:
        return "unknown"
    prefix = "optional " if found.optional else ""
    if found.name == "bool":
        return f"{prefix}bool"
    if found.name in types.SIZED:
        return f"{prefix}sized"
    if found.name in types.NUMBERS:
        return f"{prefix}number"
    if found.name in types.ALWAYS_TRUE and found.optional:
        return "optional object"
    return "unknown"
