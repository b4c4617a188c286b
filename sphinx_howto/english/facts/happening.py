"""When one known call touches something outside: its action with its condition."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace

from sphinx_howto import document
from sphinx_howto.analysis import effects, paths
from sphinx_howto.english.facts import actions, answers, payloads, repeating, standing, when
from sphinx_howto.english.phrase import Spans, fill, length

#: Words of an action with its condition; the subject needs some more.
LONGEST = 38


def told(effect: effects.Effect, given: standing.Given | None = None) -> Spans | None:
    """``opens `path` for reading as text, if `C```; None where the row has no words for an action.

    given: what the fact has explained already.
    """
    whole = actions.action(effect)
    if whole is None:
        return None
    effect = _answered(effect)
    given = standing.Given() if given is None else given
    text: Spans = ()
    for text, where in _ways(effect, whole):
        full = when.explained(text, given.left(effect.scope, where))
        if length(full) <= LONGEST:
            given.add(effect.scope, where)
            return full
    return text


def _answered(effect: effects.Effect) -> effects.Effect:
    """A call with what a ``raise`` before it asks of the answer of a server among the tests of its path."""
    path = effect.path
    asked = tuple(test for test in path.refused if answers.clause(effect.scope, test) is not None)
    return replace(effect, path=replace(path, tests=(*asked, *path.tests))) if asked else effect


def _ways(effect: effects.Effect, whole: Spans) -> Iterator[tuple[Spans, tuple[Spans, ...]]]:
    """An action with when it happens, from the fullest to the shortest wording, each with its names."""
    shown = _names(effect, whole)
    if effect.path.loop is not None:
        yield from repeating.told(effect.scope, whole, effect.path, shown)
        return
    state = when.of(effect.scope, effect.path)
    values = standing.of(effect.scope, shown).where
    if state.always:
        yield whole, values
        yield whole, ()
    elif state.clause:
        under = _under(whole, state, state.sure and not _is_refused_before(effect))
        yield under, tuple(dict.fromkeys((*state.where, *values)))
        yield under, state.where
        yield under, ()
    deciding = when.innermost(effect.scope, effect.path)
    if deciding:
        yield fill("{action}, only if {condition}", action=whole, condition=deciding), ()
    yield fill("{action}, on some paths", action=whole), ()


def _names(effect: effects.Effect, whole: Spans) -> list[ast.expr]:
    """The names in the arguments of a call that stand in what is told of it."""
    match = payloads.match(effect.scope, effect.match)
    return [
        item
        for node in match.arguments.values()
        for item in ast.walk(node)
        if isinstance(item, ast.Name) and _is_shown(item.id, whole)
    ]


def _is_shown(name: str, text: Spans) -> bool:
    """Whether a name stands in the code of a text."""
    return any(
        isinstance(span, document.Code) and re.search(rf"\b{re.escape(name)}\b", span.text) for span in text
    )


def _under(action: Spans, state: when.When, sure: bool) -> Spans:
    """An action with its condition."""
    message = "{action}, if {condition}" if sure else "{action}, only if {condition}"
    return fill(message, action=action, condition=state.bare)


def _is_refused_before(effect: effects.Effect) -> bool:
    """Whether a ``raise`` stands before a call: the tests on its path are then not all that it needs."""
    function = effect.scope.function
    return function is not None and any(
        _refuses(item) and getattr(item, "lineno", 0) < effect.lines[0] for item in paths.own_nodes(function)
    )


def _refuses(node: ast.AST) -> bool:
    """A ``raise``, or a call that is made to raise where something went wrong."""
    if not isinstance(node, ast.Call):
        return isinstance(node, ast.Raise)
    if isinstance(node.func, ast.Attribute) and node.func.attr == "raise_for_status":
        return True
    return any(item.arg == "check" and ast.unparse(item.value) == "True" for item in node.keywords)
