"""A class: its attributes, its creation, its methods in the order of an object's life."""

from __future__ import annotations

from sphinx_howto import definition, document
from sphinx_howto.analysis import order
from sphinx_howto.analysis.scope import ClassScope, FunctionScope
from sphinx_howto.english import attributes, facts, functions, summary
from sphinx_howto.english.phrase import words


def describe(voice: functions.Voice, scope: ClassScope, target: definition.Definition) -> document.Description:
    """The description of a class."""
    return document.Description(summary.class_(voice, scope), facts.of_class(scope), steps(voice, scope, target.path))


def steps(voice: functions.Voice, scope: ClassScope, path: str) -> tuple[document.Step, ...]:
    """Attributes, then the methods in the order of an object's life; short special methods as one item."""
    result = list(attributes.steps(voice, scope))
    special: list[document.Step] = []
    for method in order.methods(scope):
        item = functions.step(voice, FunctionScope(scope.module, method, scope), method, f"{path}.{method.name}")
        if method.name in functions.SPECIAL and method.name not in _APART and not item.steps:
            special.append(item)
            continue
        result += _special(special)
        special = []
        result.append(item)
    return (*result, *_special(special))


#: Special methods that are steps of an object's life, not operators.
_APART = {"__enter__", "__exit__", "__aenter__", "__aexit__", "__call__", "__new__", "__post_init__"}


def _special(items: list[document.Step]) -> tuple[document.Step, ...]:
    if len(items) < 2:
        return tuple(items)
    lines = (min(item.lines[0] for item in items), max(item.lines[1] for item in items))
    return (document.Step(words("Special methods"), words("Python calls these for operators and built-in functions:"),
                          lines, tuple(items)),)
