"""The facts of a description: one bullet for each matter that a user trips over, only those that hold."""

from __future__ import annotations

import ast
from collections.abc import Callable

from sphinx_howto import document
from sphinx_howto.analysis import members
from sphinx_howto.analysis.scope import ClassScope, FunctionScope, ModuleScope
from sphinx_howto.english.facts import (
    coding,
    command,
    effects,
    environment,
    importing,
    kinds_of_values,
    nothing,
    raising,
    retrying,
    state,
    subclassing,
    subject,
    surroundings,
    swallowing,
    unused,
)

Rule = Callable[[subject.Group], "document.Step | None"]

#: In the order in which they are told.
RULES: tuple[Rule, ...] = (
    command.line,
    effects.teller("Network", ["network"]),
    retrying.tell,
    effects.teller("Database", ["database"]),
    effects.transaction,
    effects.teller("Files", ["file-read", "file-write"]),
    effects.teller("Subprocesses", ["process"]),
    environment.tell,
    surroundings.terminal,
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
    subclassing.tell,
    nothing.tell,
    unused.tell,
)


def of_class(scope: ClassScope) -> tuple[document.Step, ...]:
    """The facts of a class: over its creation, its public and its special methods."""
    return _told(subject.Group(members.of_class(scope), FunctionScope(scope.module, None, scope)))


def of_module(scope: ModuleScope) -> tuple[document.Step, ...]:
    """The facts of a module: over its public functions and classes."""
    return _told(subject.Group(members.of_module(scope), FunctionScope(scope)))


def of_function(
    scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef
) -> tuple[document.Step, ...]:
    """The facts of one function."""
    return _told(subject.Group(members.of_function(scope, node), scope, alone=True))


def _told(group: subject.Group) -> tuple[document.Step, ...]:
    found = (rule(group) for rule in RULES)
    return tuple(step for step in found if step is not None)
