"""A module: its constants, functions and classes, then what runs at import or as a script."""

from __future__ import annotations

import ast
from dataclasses import replace

from sphinx_howto import definition, document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import kinds, order
from sphinx_howto.analysis.scope import ClassScope, FunctionScope, ModuleScope
from sphinx_howto.english import (
    arguments,
    class_sentences,
    classes,
    constant_words,
    facts,
    functions,
    layout,
    purposes,
    summary,
)
from sphinx_howto.english.calling import classes as class_calls
from sphinx_howto.english.phrase import Spans, code, fill, join, sentence, spaced, words


def describe(
    voice: functions.Voice, scope: ModuleScope, target: definition.Definition
) -> document.Description:
    """The description of a module."""
    return document.Description(summary.module(voice, scope), facts.of_module(scope), steps(voice, scope))


#: So many methods of a class are named where the class is only mentioned.
_MOST_METHODS = 6
#: In a module of up to so many lines the classes are told in full: nearly every file of an application.
_SMALL = 1000
#: Label of module-level assignments: what they hold is said in the sentence.
_CONSTANTS = {"set": "Constants", "import": "Imports"}


def steps(voice: functions.Voice, scope: ModuleScope) -> tuple[document.Step, ...]:
    """Module-level statements in runs, functions and classes, in source order."""
    result: list[document.Step] = []
    run: list[ast.stmt] = []
    for item in (*quoting.body_of(scope.module.tree), None):
        if item is not None and not isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            if not isinstance(item, (ast.Import, ast.ImportFrom)):
                run.append(item)
            continue
        if run:
            nodes = voice.outline(FunctionScope(scope), run)
            units = layout.steps(nodes, functions.budget(voice.detail, 2), _CONSTANTS)
            result += constant_words.added(voice, run, units)
            run = []
        if isinstance(item, ast.ClassDef):
            result.append(_class(voice, scope, item))
        elif item is not None and not order.is_overload(item):
            inner = FunctionScope(scope, item)
            told = functions.step(voice, inner, item, f"{scope.module.name}.{item.name}")
            result.append(arguments.added(voice, inner, item, told))
    return tuple(result) or _imports(voice, scope)


def _imports(voice: functions.Voice, scope: ModuleScope) -> tuple[document.Step, ...]:
    """What a module that only imports offers under its own name."""
    body = quoting.body_of(scope.module.tree)
    names = sorted(name for name in scope.imports if not name.startswith("_") and name != "annotations")
    if not body:
        return (document.Step(words("Module body"), words("Holds no statements."), (0, 0)),)
    if not names:
        return ()
    shown = [code(name, scope.imports[name]) for name in names[:_MOST_IMPORTED]]
    if len(names) > _MOST_IMPORTED:
        shown.append(fill("{count} more", count=document.Words(str(len(names) - _MOST_IMPORTED))))
    lines = (body[0].lineno, body[-1].end_lineno or body[-1].lineno)
    return (
        document.Step(
            words("Imports"),
            sentence(fill("offers {names}, imported from other modules", names=join(shown))),
            lines,
        ),
    )


#: So many imported names are listed.
_MOST_IMPORTED = 12


def _class(voice: functions.Voice, scope: ModuleScope, node: ast.ClassDef) -> document.Step:
    """A class as one item: in a small module with all of its steps, in a large one with a line a method."""
    lead = purposes.lead(voice, node)
    inner_scope = scope.class_scope(node)
    clause = _headed(inner_scope)
    lines = (node.lineno, node.end_lineno or node.lineno)
    path = f"{scope.module.name}.{node.name}"
    if voice.detail == "brief":
        named = _with_methods(clause, inner_scope)
        return document.Step(code(node.name, path), spaced(lead, sentence(named)), lines, (), path)
    large = len(scope.module.text.splitlines()) > _SMALL and voice.detail != "full"
    inner = replace(voice, detail="brief") if large else voice
    children = classes.steps(inner, inner_scope, path)
    text = spaced(lead, sentence(clause))
    return document.Step(code(node.name, path), text, lines, children, path)


def _headed(scope: ClassScope) -> Spans:
    """What a class is by its bases, and how it is made."""
    bases = [code(name) for base in scope.node.bases if (name := quoting.short(base)) != "object"]
    clause = fill("subclass of {bases}", bases=join(bases)) if bases else fill("class")
    kind = kinds.of(scope)
    if kind.name == "enumeration" or kind.abstract or "type" in kinds.lineage_paths(scope):
        # Its members, its subclasses or its classes are what is used
        return clause
    made = class_calls.creation(scope, kind)
    return fill("{clause}, created with {form}", clause=clause, form=code(made)) if made else clause


def _with_methods(clause: Spans, scope: ClassScope) -> Spans:
    """``clause`` and the names of the public methods."""
    methods = class_sentences.public_methods(scope)
    if not methods:
        return clause
    shown = [code(name) for name in methods[:_MOST_METHODS]]
    count = len(methods) - _MOST_METHODS
    if count > 0:
        message = "{count} more methods" if count > 1 else "{count} more method"
        shown.append(fill(message, count=document.Words(str(count))))
    return fill("{clause} with {methods}", clause=clause, methods=join(shown))
