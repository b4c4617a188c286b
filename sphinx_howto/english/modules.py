"""A module: its constants, functions and classes, then what runs at import or as a script."""

from __future__ import annotations

import ast

from sphinx_howto import definition, document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import order
from sphinx_howto.analysis.scope import FunctionScope, ModuleScope
from sphinx_howto.english import arguments, authors, facts, functions, layout, purposes, summary
from sphinx_howto.english.phrase import code, fill, join, sentence, words


def describe(
    voice: functions.Voice, scope: ModuleScope, target: definition.Definition
) -> document.Description:
    """The description of a module."""
    return document.Description(summary.module(voice, scope), facts.of_module(scope), steps(voice, scope))


#: So many methods of a class are named where the class is only mentioned.
_MOST_METHODS = 6
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
            result += layout.steps(nodes, functions.budget(voice.detail, 2), _CONSTANTS)
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
    lead = authors.lead(purposes.summary(voice, node))
    methods = list(
        dict.fromkeys(
            item.name
            for item in node.body
            if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef)) and not item.name.startswith("_")
        )
    )
    bases = [code(quoting.short(base)) for base in node.bases]
    clause = fill("subclass of {bases}", bases=join(bases)) if bases else fill("class")
    if methods:
        shown = [code(name) for name in methods[:_MOST_METHODS]]
        if len(methods) > _MOST_METHODS:
            shown.append(
                fill("{count} more methods", count=document.Words(str(len(methods) - _MOST_METHODS)))
            )
        clause = fill("{clause} with {methods}", clause=clause, methods=join(shown))
    return document.Step(
        code(node.name),
        functions.spaced(lead, sentence(clause)),
        (node.lineno, node.end_lineno or node.lineno),
    )
