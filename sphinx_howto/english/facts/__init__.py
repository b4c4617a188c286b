"""The facts of a description: one bullet for each matter that a user trips over, only those that hold."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace

from sphinx_howto import document
from sphinx_howto.analysis import members
from sphinx_howto.analysis.scope import ClassScope, FunctionScope, ModuleScope
from sphinx_howto.english.facts import (
    chat_commands,
    coding,
    command,
    creating,
    effects,
    environment,
    importing,
    kinds_of_values,
    needing,
    nothing,
    raising,
    retrying,
    routes,
    settings,
    sharing,
    state,
    subclassing,
    subject,
    surroundings,
    swallowing,
    threads,
    transactions,
    unused,
    windows,
)
from sphinx_howto.english.phrase import fill, join, sentence, words

Rule = Callable[[subject.Group], "document.Step | None"]

#: In the order in which they are told.
RULES: tuple[Rule, ...] = (
    command.line,
    routes.tell,
    chat_commands.tell,
    settings.tell,
    creating.tell,
    sharing.tell,
    effects.teller("Network", ["network"]),
    retrying.tell,
    effects.teller("Database", ["database"]),
    transactions.tell,
    effects.teller("Files", ["file-read", "file-write"]),
    effects.teller("Subprocesses", ["process"]),
    effects.teller("Registry", ["registry"]),
    windows.tell,
    environment.tell,
    surroundings.terminal,
    threads.tell,
    surroundings.waiting,
    surroundings.chance,
    surroundings.evaluation,
    command.status,
    state.tell,
    kinds_of_values.tell,
    coding.logging,
    coding.warning,
    raising.tell,
    swallowing.tell,
    coding.blocking,
    coding.caching,
    importing.tell,
    importing.script,
    needing.tell,
    subclassing.tell,
    nothing.tell,
    unused.tell,
)

#: So many facts are told.
_MOST = 12
#: What is left out first where there are more.
_MINOR: tuple[Rule, ...] = (
    coding.logging,
    surroundings.chance,
    kinds_of_values.tell,
    unused.tell,
    coding.caching,
    surroundings.waiting,
    surroundings.terminal,
    nothing.tell,
    coding.blocking,
)


def of_class(scope: ClassScope) -> tuple[document.Step, ...]:
    """The facts of a class: over its creation, its public and its special methods."""
    found = _told(subject.Group(members.of_class(scope), FunctionScope(scope.module, None, scope)))
    return tuple(_within(scope.node, step) for step in found)


def _within(node: ast.ClassDef, step: document.Step) -> document.Step:
    """A fact with lines of the class, also where it is about an ``__init__`` that stands elsewhere."""
    end = node.end_lineno or node.lineno
    first, last = max(step.lines[0], node.lineno), min(step.lines[1], end)
    return replace(step, lines=(first, last) if first <= last else (node.lineno, node.lineno))


def of_module(scope: ModuleScope) -> tuple[document.Step, ...]:
    """The facts of a module: over its public functions and classes."""
    return _told(subject.Group(members.of_module(scope), FunctionScope(scope)))


def of_function(
    scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef
) -> tuple[document.Step, ...]:
    """The facts of one function."""
    return _told(subject.Group(members.of_function(scope, node), scope, alone=True))


def _told(group: subject.Group) -> tuple[document.Step, ...]:
    found = [(rule, step) for rule in RULES for step in [rule(group)] if step is not None]
    if len(found) <= _MOST + 1:
        return tuple(step for _, step in found)
    ranks = {rule: index for index, rule in enumerate(_MINOR)}
    order = sorted(found, key=lambda item: ranks.get(item[0], len(_MINOR)))
    left = {id(step) for _, step in order[: len(found) - _MOST]}
    shown = [step for _, step in found if id(step) not in left]
    return (*shown, _rest([step for _, step in found if id(step) in left]))


def _rest(left: list[document.Step]) -> document.Step:
    """What is left out: the matters, and where the code has them."""
    items = []
    for step in left:
        first, last = step.lines
        items.append(
            fill("{matter} (line {first})", matter=step.label, first=document.Words(str(first)))
            if first == last
            else fill(
                "{matter} (lines {first} to {last})",
                matter=step.label,
                first=document.Words(str(first)),
                last=document.Words(str(last)),
            )
        )
    clause = fill(
        "{count} more matters are in the code: {items}",
        count=document.Words(str(len(left))),
        items=join(items),
    )
    return document.Step(words("More"), sentence(clause), subject.lines([step.lines for step in left]))
