"""From code to sentences: the description, its facts and the execution steps."""

from __future__ import annotations

import ast
from dataclasses import replace

from sphinx_howto import definition, document, options, phrasebook
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import comments, docstrings
from sphinx_howto.analysis.scope import Context, FunctionScope
from sphinx_howto.english import (
    arguments,
    callees,
    classes,
    documented_exceptions,
    facts,
    functions,
    layout,
    links,
    modules,
    once,
    summary,
)
from sphinx_howto.english.facts import itemised


def describe(
    target: definition.Definition,
    lookup: definition.Lookup,
    phrases: phrasebook.Phrasebook,
    settings: options.Options,
) -> document.Description:
    """What ``target`` says in words: summary, facts and steps, and the problems of its docstrings."""
    context = Context(lookup, phrases)
    problems = docstrings.problems(context, target, settings)
    voice = functions.Voice(context, comments.Comments(target.module), settings.detail)
    described = callees.explained(voice, target, _described(voice, target))
    described = replace(described, facts=itemised.itemised(described.facts))
    described = links.linked(context, target, described)
    return replace(described, problems=problems)


def _described(voice: functions.Voice, target: definition.Definition) -> document.Description:
    module = voice.context.module(target.module)
    node = target.node
    if isinstance(node, ast.Module):
        return modules.describe(voice, module, target)
    if isinstance(node, ast.ClassDef):
        return classes.describe(voice, module.class_scope(node), target)
    owner = module.class_scope(target.owner) if target.owner is not None else None
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        scope = FunctionScope(module, node, owner)
        return document.Description(
            summary.function(voice, scope, node, target),
            documented_exceptions.with_facts(
                voice.detail, scope, node, voice.docstring(node), facts.of_function(scope, node)
            ),
            function_steps(voice, scope, node, target),
        )
    scope = FunctionScope(module, None, owner)
    nodes = voice.outline(scope, [node])
    return document.Description(
        summary.attribute(voice, scope, node, target),
        (),
        layout.steps(nodes, functions.budget(voice.detail, 1)),
    )


def function_steps(
    voice: functions.Voice,
    scope: FunctionScope,
    node: ast.FunctionDef | ast.AsyncFunctionDef,
    target: definition.Definition,
) -> tuple[document.Step, ...]:
    """The actions of a function as the steps of the first level."""
    before = arguments.steps(voice, scope, node) if voice.detail != "brief" else ()
    body = (*functions.wrapping(voice, scope, node), *voice.outline(scope, quoting.body_of(node)))
    if not body or voice.detail == "brief":
        return (*before, functions.step(voice, scope, node, target.path))
    return (*before, *once.steps(scope, layout.steps(body, functions.budget(voice.detail, 2))))
