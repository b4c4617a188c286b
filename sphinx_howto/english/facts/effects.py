"""Network, database, files and subprocesses: what the functions do outside of themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from sphinx_howto import document
from sphinx_howto.analysis import certainty, effects, members, runs
from sphinx_howto.english.facts import (
    actions,
    carried,
    happening,
    instances,
    queries,
    requesting,
    shared,
    standing,
    stored,
    subject,
    when,
)
from sphinx_howto.english.phrase import Spans, fill, join, length, plain, words

_MOST = 8
#: Of more places that do the same the conditions are left to the steps.
_MOST_CASES = 4
#: What a reader needs all of: a bullet of these holds more.
_WHOLE = {"Network", "Database", "Subprocesses"}
_MOST_OF_WHOLE = 16
#: Calls that only look at a file.
_LOOKING = {"stat", "lstat", "getsize", "getmtime", "samefile"}
#: Calls that only work out what a path is.
_NAMING = {"resolve", "realpath", "absolute"}
#: Classes of answers to requests.
_ANSWERS = (
    "requests.Response.", "aiohttp.ClientResponse.", "httpx.Response.", "http.client.HTTPResponse.",
    "urllib.response.",
)  # fmt: skip
#: What nobody may miss, by the begin of its words, where not all is told.
_FIRST = (
    "deletes",
    "removes",
    "moves",
    "replaces",
    "drops",
    "sends",
    "writes",
    "runs",
    "uploads",
    "publishes",
)


def teller(label: str, kinds: Sequence[str]) -> Callable[[subject.Group], document.Step | None]:
    """The rule for the bullet ``label`` over calls with one of the effects ``kinds``."""

    def tell(group: subject.Group) -> document.Step | None:
        found = [
            (member, effect)
            for member in group.reached
            for effect in effects.everything(member)
            if effect.kind in kinds and not is_transaction(effect)
        ]
        found = [item for item in found if not _is_trivial(item, found) and not _is_answer(item, found)]
        more = list(carried.tell(group, frozenset(kinds)))
        if "database" in kinds:
            more = [*stored.of_models(group), *queries.of(group), *more]
        return step(group, label, found, more)

    return tell


def _is_trivial(
    item: tuple[members.Member, effects.Effect], found: Sequence[tuple[members.Member, effects.Effect]]
) -> bool:
    """Whether a function only looks at a path that it then reads, writes or moves."""
    member, effect = item
    name = effect.match.entry.name.rpartition(".")[2]
    if name not in _LOOKING:
        return name in _NAMING
    return any(
        other is member and use.match.entry.name.rpartition(".")[2] not in _LOOKING for other, use in found
    )


def _is_answer(
    item: tuple[members.Member, effects.Effect], found: Sequence[tuple[members.Member, effects.Effect]]
) -> bool:
    """Whether a function reads the answer to a request that it sends itself."""
    member, effect = item
    return effect.match.entry.name.startswith(_ANSWERS) and any(
        other is member and use.kind == "network" and not use.match.entry.name.startswith(_ANSWERS)
        for other, use in found
    )


def step(
    group: subject.Group,
    label: str,
    found: Sequence[tuple[members.Member, effects.Effect]],
    indirect: Sequence[tuple[Spans, tuple[int, int]]] = (),
) -> document.Step | None:
    """One sentence for each thing that is done, with the functions that do it."""
    clauses: dict[str, tuple[Spans, list[members.Member]]] = {}
    lines: list[tuple[int, int]] = []
    found = [
        item
        for member, effect in found
        for item in (
            instances.of_callers(group, member, effect)
            or [(member, instances.with_literals(group, member, effect))]
        )
    ]
    given = standing.Given()
    found, conditions = shared.parted(found)
    together, found = requesting.gathered(found)
    for request in together:
        key = plain((*request.text, *conditions.get(request.member, ())))
        clauses.setdefault(key, (request.text, []))[1].append(request.member)
        lines += request.lines
    for member, alike in _alike(found):
        text = happening.told(alike[0], given) if len(alike) == 1 else _in_cases(alike)
        if text is None:
            continue
        lines += [effect.lines for effect in alike]
        _, who = clauses.setdefault(plain((*text, *conditions.get(member, ()))), (text, []))
        if member not in who:
            who.append(member)
    lines += [line for _, line in indirect]
    sentences = [_sentence(group, text, who, conditions) for text, who in clauses.values()]
    if group.alone:
        sentences += [
            fill("each of these happens only if {condition}", condition=item) for item in conditions.values()
        ]
    sentences += [text for text, _ in indirect]
    if not sentences:
        return None
    first = [plain(text).startswith(_FIRST) for text, _ in clauses.values()]
    order = sorted(range(len(sentences)), key=lambda index: not (index < len(first) and first[index]))
    most, roomy = (_MOST_OF_WHOLE, 3) if label in _WHOLE else (_MOST, 1)
    told = subject.cut(sentences, most, roomy, order)
    return document.Step(words(label), told, subject.lines(lines))


def _sentence(
    group: subject.Group,
    text: Spans,
    who: Sequence[members.Member],
    conditions: Mapping[members.Member, Spans],
) -> Spans:
    """A clause with the functions that it is about; with the condition that all their clauses share."""
    condition = conditions.get(who[0])
    if condition is None or subject.is_alone(group, who[0]):
        return subject.sentence(group, text, who)
    first = fill(
        "{subject} (only if {condition}) {clause}",
        subject=subject.named(who[0]),
        condition=condition,
        clause=text,
    )
    if len(who) == 1:
        return first
    others = join([subject.named(member) for member in who[1:]])
    return fill("{first}; likewise {others}", first=first, others=others)


def _alike(
    found: Sequence[tuple[members.Member, effects.Effect]],
) -> Iterator[tuple[members.Member, list[effects.Effect]]]:
    """The effects, those together in which one member does the same thing under several conditions."""
    groups: dict[tuple[members.Member, str], list[effects.Effect]] = {}
    for member, effect in found:
        whole = actions.action(effect)
        groups.setdefault((member, plain(whole) if whole else str(id(effect))), []).append(effect)
    for (member, _), alike in groups.items():
        yield member, alike


def _in_cases(alike: Sequence[effects.Effect]) -> Spans | None:
    """An action that is done in several places, with the conditions that lead there."""
    texts = list(dict.fromkeys(text for effect in alike for text in [happening.told(effect)] if text))
    whole = actions.action(alike[0])
    if len(texts) < 2 or whole is None:
        return texts[0] if texts else None
    if certainty.certain(alike):
        return whole
    states = [when.of(effect.scope, effect.path) for effect in alike]
    clauses = list(dict.fromkeys(item.clause for item in states))
    if len(clauses) == 2 and all(clauses) and all(item.sure for item in states):
        joined = fill(
            "{action}, if {first}, or if {second}", action=whole, first=clauses[0], second=clauses[1]
        )
        if length(joined) <= happening.LONGEST:
            return joined
    if any(runs.is_plain(effect.path) and effect.path.loop is None for effect in alike):
        # Exceptions apart it happens, in one of the places at the latest
        return whole
    deciding = list(dict.fromkeys(when.innermost(effect.scope, effect.path) for effect in alike))
    if len(deciding) <= _MOST_CASES and all(deciding):
        told = fill("{action}, only if {condition}", action=whole, condition=deciding[0])
        for condition in deciding[1:]:
            told = fill("{first}, or if {second}", first=told, second=condition)
        if length(told) <= happening.LONGEST:
            return told
    return fill("{action}, on some paths", action=whole)


def is_transaction(effect: effects.Effect) -> bool:
    """Whether a call ends a transaction."""
    return effect.match.entry.name.rpartition(".")[2] in {"commit", "rollback"}
