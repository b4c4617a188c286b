"""Network, database, files and subprocesses: what the functions do outside of themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sphinx_howto import document
from sphinx_howto.analysis import effects, members
from sphinx_howto.english import values
from sphinx_howto.english.facts import given, subject, when
from sphinx_howto.english.phrase import Spans, fill, join, plain, words

_MOST = 6


def teller(label: str, kinds: Sequence[str]) -> Callable[[subject.Group], document.Step | None]:
    """The rule for the bullet ``label`` over calls with one of the effects ``kinds``."""

    def tell(group: subject.Group) -> document.Step | None:
        found = [(member, effect) for member in group.reached for effect in effects.calls(member)
                 if effect.kind in kinds and not is_transaction(effect)]
        return step(group, label, found)

    return tell


def step(
    group: subject.Group, label: str, found: Sequence[tuple[members.Member, effects.Effect]]
) -> document.Step | None:
    """One sentence for each thing that is done, with the functions that do it."""
    clauses: dict[str, tuple[Spans, list[members.Member]]] = {}
    lines = []
    for member, effect in found:
        text = told(effect)
        if text is None:
            continue
        lines.append(effect.lines)
        _, who = clauses.setdefault(plain(text), (text, []))
        if member not in who:
            who.append(member)
    if not clauses:
        return None
    sentences = [_sentence(group, text, who) for text, who in clauses.values()]
    return document.Step(words(label), subject.cut(sentences, _MOST), subject.lines(lines))


def _sentence(group: subject.Group, text: Spans, who: Sequence[members.Member]) -> Spans:
    if group.alone:
        return text
    first = fill("{subject} {clause}", subject=subject.named(who[0]), clause=text)
    if len(who) == 1:
        return first
    others = join([subject.named(member) for member in who[1:]])
    return fill("{first}; so does {others}" if len(who) == 2 else "{first}; so do {others}", first=first, others=others)


def told(effect: effects.Effect) -> Spans | None:
    """``opens `path` for reading as text, if `C```; None where the row has no words for an action."""
    action = _action(effect)
    if action is None:
        return None
    state = when.of(effect.scope, effect.path)
    if state.always:
        return action
    if state.clause:
        clause = fill("{action}, if {condition}" if state.sure else "{action}, only if {condition}", action=action,
                      condition=state.clause)
        if subject.fits(clause):
            return clause
    return fill("{action}, in a loop" if effect.path.loop is not None else "{action}, on some paths", action=action)


def _action(effect: effects.Effect) -> Spans | None:
    entry = effect.match.entry
    match = given.match(effect.scope, effect.match)
    message = next(_messages(effect), None)
    if message is None:
        return None
    text = values.filled(effect.scope, match, message)
    if not subject.fits(text):
        text = values.filled(effect.scope, match, message, with_options=False)
    if message == entry.value:
        return fill("reads {value}", value=text) if entry.effect == "file-read" else None
    return text


def _messages(effect: effects.Effect) -> Iterator[str]:
    entry = effect.match.entry
    if effect.entered and entry.enter:
        yield entry.enter
    if entry.clause:
        yield entry.clause
    if entry.value and not entry.condition:
        yield entry.value


def is_transaction(effect: effects.Effect) -> bool:
    """Whether a call ends a transaction."""
    return effect.match.entry.name.rpartition(".")[2] in {"commit", "rollback"}


def transaction(group: subject.Group) -> document.Step | None:
    """Which functions commit and roll back, and that no other does where that is so."""
    found = [(member, effect) for member in group.reached for effect in effects.calls(member) if is_transaction(effect)]
    return step(group, "Transaction", found)
