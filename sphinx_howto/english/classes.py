"""A class: its attributes, its creation, its methods in the order of an object's life."""

from __future__ import annotations

from sphinx_howto import definition, document
from sphinx_howto.analysis import order
from sphinx_howto.analysis.scope import ClassScope, FunctionScope
from sphinx_howto.english import attributes, facts, functions, special, summary
from sphinx_howto.english.phrase import words


def describe(
    voice: functions.Voice, scope: ClassScope, target: definition.Definition
) -> document.Description:
    """The description of a class."""
    return document.Description(
        summary.class_(voice, scope), facts.of_class(scope), steps(voice, scope, target.path)
    )


def steps(voice: functions.Voice, scope: ClassScope, path: str) -> tuple[document.Step, ...]:
    """Attributes, then the methods in the order of an object's life; short special methods as one item."""
    result = list(attributes.steps(voice, scope))
    short: list[document.Step] = []
    for method in order.methods(scope):
        item = functions.step(
            voice, FunctionScope(scope.module, method, scope), method, f"{path}.{method.name}"
        )
        if method.name in special.METHODS and method.name not in special.APART and not item.steps:
            short.append(item)
            continue
        result += _special(short)
        short = []
        result.append(item)
    return (*result, *_special(short))


def _special(items: list[document.Step]) -> tuple[document.Step, ...]:
    if len(items) < 2:
        return tuple(items)
    lines = (min(item.lines[0] for item in items), max(item.lines[1] for item in items))
    return (
        document.Step(
            words("Special methods"),
            words("Python calls these for operators and built-in functions:"),
            lines,
            tuple(items),
        ),
    )
