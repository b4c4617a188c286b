"""What ``isinstance``, ``issubclass``, ``hasattr`` and ``callable`` say of an object, as clauses."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping

from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import operands
from sphinx_howto.english.phrase import Spans, code, fill, join
from sphinx_howto.english.truth import choose, subject

NOUNS = {
    "str": "a string",
    "int": "an integer",
    "float": "a float",
    "bool": "a boolean",
    "dict": "a dictionary",
    "list": "a list",
    "tuple": "a tuple",
    "set": "a set",
    "bytes": "a bytes object",
}


def _isinstance(scope: FunctionScope, node: ast.Call, negated: bool) -> Spans | None:
    if len(node.args) != 2 or node.keywords:
        return None
    shown, classes = subject(scope, node.args[0]), node.args[1]
    noun = NOUNS.get(scope.dotted(classes) or "")
    if noun:
        return fill(
            choose(("{value} is {noun}", "{value} is not {noun}"), negated), value=shown, noun=fill(noun)
        )
    items = classes.elts if isinstance(classes, ast.Tuple) and classes.elts else [classes]
    return fill(
        choose(("{value} is an instance of {classes}", "{value} is not an instance of {classes}"), negated),
        value=shown,
        classes=join([operands.quote(scope, item) for item in items], "or"),
    )


def _issubclass(scope: FunctionScope, node: ast.Call, negated: bool) -> Spans | None:
    if len(node.args) != 2 or node.keywords:
        return None
    classes = node.args[1]
    items = classes.elts if isinstance(classes, ast.Tuple) and classes.elts else [classes]
    return fill(
        choose(("{value} is a subclass of {classes}", "{value} is not a subclass of {classes}"), negated),
        value=subject(scope, node.args[0]),
        classes=join([operands.quote(scope, item) for item in items], "or"),
    )


def _hasattr(scope: FunctionScope, node: ast.Call, negated: bool) -> Spans | None:
    if len(node.args) != 2 or node.keywords:
        return None
    name = node.args[1]
    if isinstance(name, ast.Constant) and isinstance(name.value, str):
        messages = "{value} has the attribute {name}", "{value} lacks the attribute {name}"
        shown = code(name.value)
    else:
        messages = (
            "{value} has the attribute that {name} names",
            "{value} lacks the attribute that {name} names",
        )
        shown = operands.quote(scope, name)
    return fill(choose(messages, negated), value=subject(scope, node.args[0]), name=shown)


def _callable(scope: FunctionScope, node: ast.Call, negated: bool) -> Spans | None:
    if len(node.args) != 1 or node.keywords:
        return None
    return fill(
        choose(("{value} is callable", "{value} is not callable"), negated),
        value=subject(scope, node.args[0]),
    )


RULES: Mapping[str, Callable[[FunctionScope, ast.Call, bool], Spans | None]] = {
    "isinstance": _isinstance,
    "issubclass": _issubclass,
    "hasattr": _hasattr,
    "callable": _callable,
}
