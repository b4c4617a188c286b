"""When one known call touches something outside: its action with its condition."""

from __future__ import annotations

import ast
import re

from sphinx_howto import document
from sphinx_howto.analysis import effects
from sphinx_howto.english import operands
from sphinx_howto.english.facts import actions, given, payloads, when
from sphinx_howto.english.phrase import Spans, code, fill, join, length, plain

#: Words of an action with its condition; the subject needs some more.
LONGEST = 44


def told(effect: effects.Effect) -> Spans | None:
    """``opens `path` for reading as text, if `C```; None where the row has no words for an action."""
    whole = actions.action(effect)
    if whole is None:
        return None
    state = when.of(effect.scope, effect.path)
    standing = _standing(effect, whole, state)
    if standing:
        told_ = _when(effect, whole, state)
        return told_ and fill("{action}, where {values}", action=told_, values=join(standing))
    return _when(effect, whole, state)


def _standing(effect: effects.Effect, whole: Spans, state: when.When) -> list[Spans]:
    """What the names in a told action stand for, those that its condition explains apart."""
    match = payloads.match(effect.scope, effect.match)
    shown = list(match.arguments.values())
    told_already = plain((*whole, *state.clause))
    found = payloads.standing(effect.scope, shown)
    values = [
        when.standing(effect.scope, name, value)
        for name, value in found.items()
        if _is_shown(name, whole) and f"{name} is " not in told_already
    ]
    replaced = [
        code(name)
        for name in payloads.replaced(effect.scope, shown)
        if _is_shown(name, whole) and f"{name} may" not in told_already
    ]
    if replaced:
        values.append(fill("{name} may have been replaced before", name=join(replaced)))
    return values


def _is_shown(name: str, text: Spans) -> bool:
    """Whether a name stands in the code of a text."""
    return any(
        isinstance(span, document.Code) and re.search(rf"\b{re.escape(name)}\b", span.text) for span in text
    )


def _when(effect: effects.Effect, whole: Spans, state: when.When) -> Spans:
    """An action with when it happens."""
    if state.always:
        return whole
    told_ = _under(whole, state)
    if told_ and length(told_) <= LONGEST:
        return told_
    taken = _taken(effect, whole)
    if taken:
        message = "{action}, for each {taken}" if _is_for_each(effect) else "{action}, for some {taken}"
        return fill(message, action=whole, taken=taken)
    message = "{action}, in a loop" if effect.path.loop is not None else "{action}, on some paths"
    return fill(message, action=whole)


def _taken(effect: effects.Effect, whole: Spans) -> Spans:
    """``item `p` of `paths```: what the loop takes the names in an action from; () if that is not all."""
    match = payloads.match(effect.scope, effect.match)
    names = {
        item.id: item
        for node in match.arguments.values()
        for item in ast.walk(node)
        if isinstance(item, ast.Name) and _is_shown(item.id, whole)
    }
    for name, use in names.items():
        source = given.taken_from(effect.scope, use)
        if source is not None:
            return fill(
                "item {name} of {iterable}", name=code(name), iterable=operands.operand(effect.scope, source)
            )
    return ()


def _is_for_each(effect: effects.Effect) -> bool:
    """Whether no test and no handler keeps an action from an item of its loop."""
    path = effect.path
    return not path.tests and path.handler is None and path.sure


def _under(action: Spans, state: when.When) -> Spans:
    """An action with its condition; () if there is none that can be told."""
    if not state.clause:
        return ()
    message = "{action}, if {condition}" if state.sure else "{action}, only if {condition}"
    return fill(message, action=action, condition=state.clause)
