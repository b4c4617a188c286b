"""A class: its attributes, its creation, its methods in the order of an object's life."""

from __future__ import annotations

import ast

from sphinx_howto import definition, document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import order, signatures
from sphinx_howto.analysis.scope import ClassScope, FunctionScope
from sphinx_howto.english import functions, layout, statements, summary
from sphinx_howto.english.phrase import Spans, code, fill, join, paragraph, sentence, words


def describe(voice: functions.Voice, scope: ClassScope, target: definition.Definition) -> document.Description:
    """The description of a class."""
    first = summary.opening(voice, scope.node.name, scope.node, fill("{name} is a class", name=code(scope.node.name)))
    return document.Description((first,), (), steps(voice, scope, target.path))


def steps(voice: functions.Voice, scope: ClassScope, path: str) -> tuple[document.Step, ...]:
    """Attributes, then methods."""
    found = attributes(voice, scope)
    methods = [functions.step(voice, FunctionScope(scope.module, method, scope), method, f"{path}.{method.name}")
               for method in order.methods(scope)]
    return (*found, *methods)


def attributes(voice: functions.Voice, scope: ClassScope) -> tuple[document.Step, ...]:
    """What the class body sets."""
    body = [item for item in scope.node.body if not isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef))
            and not quoting.is_docstring(item)]
    nodes = voice.outline(FunctionScope(scope.module, None, scope), body)
    if not nodes:
        return ()
    units = layout.steps(nodes, functions.budget(voice.detail, 1))
    lines = (units[0].lines[0], units[-1].lines[1])
    if len(units) == 1 and not units[0].steps:
        return (document.Step(words("Class attributes"), units[0].text, lines),)
    return (document.Step(words("Class attributes"), words("The class body runs once, when the class is defined."),
                          lines, units),)
