"""A class: its attributes, its creation, its methods in the order of an object's life."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sphinx_howto import class_body, definition, document
from sphinx_howto.analysis import order
from sphinx_howto.analysis.scope import ClassScope, FunctionScope, project
from sphinx_howto.english import (
    arguments,
    attributes,
    conditions,
    facts,
    field_words,
    functions,
    inheritance,
    purposes,
    special,
    summary,
)
from sphinx_howto.english.phrase import code, fill, join, paragraph, sentence, spaced, words
from sphinx_howto.frameworks import bases


def describe(
    voice: functions.Voice, scope: ClassScope, target: definition.Definition
) -> document.Description:
    """The description of a class."""
    return document.Description(
        summary.class_(voice, scope), facts.of_class(scope), steps(voice, scope, target.path)
    )


def steps(voice: functions.Voice, scope: ClassScope, path: str) -> tuple[document.Step, ...]:
    """Attributes, then the methods in the order of an object's life; short special methods as one item."""
    documented = field_words.attributes(voice, scope)
    result = [*documented, *attributes.steps(voice, scope), *inheritance.creation(scope)]
    short: list[document.Step] = []
    tests = order.conditions(scope.node.body)
    for method in order.methods(scope):
        item = functions.step(
            voice, FunctionScope(scope.module, method, scope), method, f"{path}.{method.name}"
        )
        item = _once(voice, scope, method, item)
        item = arguments.added(voice, FunctionScope(scope.module, method, scope), method, item)
        item = _conditional(scope, item, tests.get(id(method), ()))
        if method.name in special.METHODS and method.name not in special.APART and not item.steps:
            short.append(item)
            continue
        result += _special(short)
        short = []
        result.append(item)
    return (*result, *_special(short), *_inherited(scope))


def _once(
    voice: functions.Voice, scope: ClassScope, method: order.Method, step: document.Step
) -> document.Step:
    """The step of a creation without the words of its docstring that tell already what the class is for."""
    own = voice.docstring(scope.node)
    lead = purposes.lead(voice, method) if method.name == "__init__" and own is None else ()
    if not lead or not purposes.summary(voice, scope.node) or step.text[: len(lead)] != lead:
        return step
    rest = list(step.text[len(lead) :])
    if rest and isinstance(rest[0], document.Words):
        rest[0] = document.Words(rest[0].text.lstrip())
    return replace(step, text=tuple(rest))


#: So many inherited methods of a base are named.
_MOST_INHERITED = 12


def _inherited(scope: ClassScope) -> tuple[document.Step, ...]:
    """The public methods and properties that come from bases whose source is known, base by base."""
    seen = set(class_body.bound(scope.node))
    clauses: list[document.Spans] = []
    above = list(scope.lineage())[1:]
    for base in above:
        names = [name for name in base.methods if not name.startswith("_") and name not in seen]
        seen |= class_body.bound(base.node)
        if len(names) > _MOST_FOREIGN and not _is_near(scope, base):
            clauses.append(_foreign(base, names))
        elif names:
            shown = [code(name, f"{base.path}.{name}") for name in names[:_MOST_INHERITED]]
            if len(names) > _MOST_INHERITED:
                count = document.Words(str(len(names) - _MOST_INHERITED))
                shown.append(fill("{count} more", count=count))
            others = [item.node.name for item in (scope, *above) if item is not base]
            # What has the same short name is told apart by its module
            owner = code(base.path if base.node.name in others else base.node.name, base.path)
            message = "{methods} comes from {base}" if len(names) == 1 else "{methods} come from {base}"
            clauses.append(fill(message, methods=join(shown), base=owner))
    if not clauses:
        return ()
    lines = (scope.node.lineno, scope.node.lineno)
    return (document.Step(words("Inherited members"), paragraph(clauses), lines),)


#: A base of another project that has more members is not listed: its own documentation is the place for it.
_MOST_FOREIGN = 6


def _is_near(scope: ClassScope, base: ClassScope) -> bool:
    return project.holds(scope.module.module, base.path)


def _foreign(base: ClassScope, names: Sequence[str]) -> document.Spans:
    """Of a base with many members the few that a user of such a class needs."""
    row = bases.BY_PATH.get(base.path)
    kept = row.keep if row is not None else bases.KEPT.get(base.path, ())
    shown = [code(name, f"{base.path}.{name}") for name in kept if name in names]
    owner = code(base.node.name, base.path)
    if not shown:
        return fill("further members come from {base}", base=owner)
    return fill("{methods} and other members come from {base}", methods=_open(shown), base=owner)


def _open(items: Sequence[document.Spans]) -> document.Spans:
    """Items with commas between, to which something is added."""
    result = items[0]
    for item in items[1:]:
        result = fill("{first}, {next}", first=result, next=item)
    return result


def _conditional(scope: ClassScope, step: document.Step, tests: Sequence[order.Condition]) -> document.Step:
    """A method that the class body defines under an ``if``, with its condition said first."""
    if not tests:
        return step
    outside = FunctionScope(scope.module, None, scope)
    told = join([conditions.condition(outside, test, negated) for test, negated in tests])
    return replace(
        step, text=spaced(sentence(fill("defined only if {condition}", condition=told)), step.text)
    )


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
