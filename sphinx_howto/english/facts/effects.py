"""Network, database, files and subprocesses: what the functions do outside of themselves."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import effects, members, records, through, waiting
from sphinx_howto.analysis import state as changing
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import known, operands
from sphinx_howto.english.facts import given, payloads, subject, when
from sphinx_howto.english.phrase import Spans, code, fill, join, length, paragraph, plain, words

_MOST = 6
_MOST_CALLEES = 3
_TABLE = re.compile(
    r"\s*CREATE\s+TABLE\s+(?P<unless>IF\s+NOT\s+EXISTS\s+)?[\"`\[]?(?P<name>\w+)", re.IGNORECASE
)
#: Whether a subprocess is waited for -> what is told of starting it.
_STARTED = {
    True: "runs {args} and waits until it ends",
    False: "starts {args} without waiting for it",
    None: "starts {args}",
}
#: Words of an action, and of an action with its condition; the subject needs some more.
_LONGEST_ACTION, _LONGEST = 40, 44


def teller(label: str, kinds: Sequence[str]) -> Callable[[subject.Group], document.Step | None]:
    """The rule for the bullet ``label`` over calls with one of the effects ``kinds``."""

    def tell(group: subject.Group) -> document.Step | None:
        found = [
            (member, effect)
            for member in group.reached
            for effect in effects.calls(member)
            if effect.kind in kinds and not is_transaction(effect)
        ]
        more = list(_through(group, frozenset(kinds) & _INDIRECT))
        if "database" in kinds:
            more = [*_records(group), *more]
        return step(group, label, found, more)

    return tell


#: What is done with the records of a model.
_RECORDS: Mapping[str, str] = {
    "create": "creates a record of {model}",
    "provide": "reads a record of {model} or creates it",
    "save": "saves a record of {model}",
    "update": "updates records of {model}",
    "delete": "deletes records of {model}",
    "read": "reads records of {model}",
}


def _records(group: subject.Group) -> Iterator[tuple[Spans, tuple[int, int]]]:
    """What the functions do with the records of Django's models."""
    found: dict[tuple[str, str], list[tuple[members.Member, tuple[int, int]]]] = {}
    for member in group.reached:
        for use in records.uses(member):
            found.setdefault((use.kind, use.model), []).append((member, use.lines))
    for (kind, model), uses in found.items():
        who = list(dict.fromkeys(member for member, _ in uses))
        text = sentence(group, fill(_RECORDS[kind], model=code(model)), who)
        yield text, subject.lines([lines for _, lines in uses])


#: What a function may do through another function of the project, by the kinds of effects.
_THROUGH: Mapping[frozenset[str], str] = {
    frozenset({"network"}): "use the network through {calls}",
    frozenset({"database"}): "use the database through {calls}",
    frozenset({"process"}): "start other programs through {calls}",
    frozenset({"file-read"}): "read files through {calls}",
    frozenset({"file-write"}): "change files through {calls}",
    frozenset({"file-read", "file-write"}): "read and change files through {calls}",
}
_INDIRECT = frozenset(kind for kinds in _THROUGH for kind in kinds)


def _through(group: subject.Group, kinds: frozenset[str]) -> Iterator[tuple[Spans, tuple[int, int]]]:
    """Which functions have an effect only by what they call outside of the group."""
    reached = {id(member.node) for member in group.reached}
    groups: dict[tuple[frozenset[str], tuple[str, ...]], list[members.Member]] = {}
    for member in group.reached if kinds else ():
        callees: dict[frozenset[str], list[str]] = {}
        for callee in through.callees(member):
            found: frozenset[str] = kinds.intersection(through.kinds(callee))
            if found and id(callee.node) not in reached:
                callees.setdefault(found, []).append(callee.name)
        for touched, names in callees.items():
            groups.setdefault((touched, tuple(names)), []).append(member)
    for (touched, listed), who in groups.items():
        shown = [code(name) for name in listed[:_MOST_CALLEES]]
        if len(listed) > _MOST_CALLEES:
            shown.append(fill("{count} more", count=document.Words(str(len(listed) - _MOST_CALLEES))))
        yield (
            subject.clause(group, who, "can", fill(_THROUGH[touched], calls=join(shown))),
            subject.lines([member.lines for member in who]),
        )


def step(
    group: subject.Group,
    label: str,
    found: Sequence[tuple[members.Member, effects.Effect]],
    indirect: Sequence[tuple[Spans, tuple[int, int]]] = (),
) -> document.Step | None:
    """One sentence for each thing that is done, with the functions that do it."""
    clauses: dict[str, tuple[Spans, list[members.Member]]] = {}
    lines = []
    for member, alike in _alike(found):
        text = told(alike[0]) if len(alike) == 1 else _in_cases(alike)
        if text is None:
            continue
        lines += [effect.lines for effect in alike]
        _, who = clauses.setdefault(plain(text), (text, []))
        if member not in who:
            who.append(member)
    lines += [line for _, line in indirect]
    sentences = [sentence(group, text, who) for text, who in clauses.values()]
    sentences += [text for text, _ in indirect]
    if not sentences:
        return None
    return document.Step(words(label), subject.cut(sentences, _MOST), subject.lines(lines))


def _alike(
    found: Sequence[tuple[members.Member, effects.Effect]],
) -> Iterator[tuple[members.Member, list[effects.Effect]]]:
    """The effects, those together in which one member does the same thing under several conditions."""
    groups: dict[tuple[members.Member, str], list[effects.Effect]] = {}
    for member, effect in found:
        whole = _action(effect)
        groups.setdefault((member, plain(whole) if whole else str(id(effect))), []).append(effect)
    for (member, _), alike in groups.items():
        yield member, alike


def _in_cases(alike: Sequence[effects.Effect]) -> Spans | None:
    """An action that is done in several places, with the conditions that lead there."""
    texts = list(dict.fromkeys(text for effect in alike for text in [told(effect)] if text))
    whole = _action(alike[0])
    if len(texts) < 2 or whole is None:
        return texts[0] if texts else None
    if changing.certain(alike):
        return whole
    states = [when.of(effect.scope, effect.path) for effect in alike]
    clauses = list(dict.fromkeys(item.clause for item in states))
    if len(clauses) == 2 and all(clauses) and all(item.sure for item in states):
        joined = fill(
            "{action}, if {first}, or if {second}", action=whole, first=clauses[0], second=clauses[1]
        )
        if length(joined) <= _LONGEST:
            return joined
    return fill("{action}, on some paths", action=whole)


def sentence(group: subject.Group, text: Spans, who: Sequence[members.Member]) -> Spans:
    """A clause with the functions that it is about."""
    if len(who) == 1 and subject.is_alone(group, who[0]):
        return text
    first = fill("{subject} {clause}", subject=subject.named(who[0]), clause=text)
    if len(who) == 1:
        return first
    others = join([subject.named(member) for member in who[1:]])
    return fill("{first}; likewise {others}", first=first, others=others)


def told(effect: effects.Effect) -> Spans | None:
    """``opens `path` for reading as text, if `C```; None where the row has no words for an action."""
    whole = _action(effect)
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
    if told_ and length(told_) <= _LONGEST:
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


def _action(effect: effects.Effect) -> Spans | None:
    entry = effect.match.entry
    message = next(_messages(effect), None)
    if message is None:
        return None
    table = _created_table(effect)
    if table is not None:
        return table
    if entry.effect == "warn" and not _is_whole(effect, effect.match.arguments.get("message")):
        message = "issues a warning"
    text = _filled(effect, message)
    if message == entry.value:
        return fill("reads {value}", value=text) if entry.effect == "file-read" else None
    return text


def _filled(effect: effects.Effect, message: str) -> Spans:
    """A phrase with as many of its options as a sentence can hold; how many are left out is said."""
    match = payloads.match(effect.scope, effect.match)
    for count in range(len(match.options), -1, -1):
        text = known.told(effect.scope, replace(match, options=match.options[:count], rest=()), message)
        left = len(match.options) - count
        if left:
            text = fill(
                "{action} and {count} more options" if left > 1 else "{action} and another option",
                action=text,
                count=document.Words(str(left)),
            )
        if length(text) <= _LONGEST_ACTION:
            break
    return text


def shown(scope: FunctionScope, node: ast.expr) -> Spans:
    """An argument in the caller's terms."""
    return operands.operand(scope, payloads.argument(scope, node))


def _is_whole(effect: effects.Effect, message: ast.expr | None) -> bool:
    """Whether the text of a warning can be shown uncut, by more than the name of a variable."""
    if isinstance(message, ast.Name) and message.id in effect.scope.bindings:
        return False
    return message is None or len(quoting.source(message)) <= quoting.LONGEST


def _created_table(effect: effects.Effect) -> Spans | None:
    """``creates the table `x` unless it exists`` for a literal ``CREATE TABLE`` that is run."""
    if effect.kind != "database" or not effect.call.args:
        return None
    sql = given.resolved(effect.scope, effect.call.args[0])
    constant = effect.scope.constant(sql) or sql
    if not isinstance(constant, ast.Constant) or not isinstance(constant.value, str):
        return None
    found = _TABLE.match(constant.value)
    if found is None:
        return None
    message = "creates the table {name} unless it exists" if found["unless"] else "creates the table {name}"
    return fill(message, name=code(found["name"]))


def _messages(effect: effects.Effect) -> Iterator[str]:
    entry = effect.match.entry
    if entry.name == "subprocess.Popen":
        yield _STARTED[waiting.of(effect)]
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
    every = [(member, effect) for member in group.reached for effect in effects.calls(member)]
    told_of = step(group, "Transaction", [item for item in every if is_transaction(item[1])])
    owner = group.scope.owner
    if told_of is None or owner is None or group.alone or not _commits_alone(group, every):
        return told_of
    return replace(told_of, text=paragraph([told_of.text, fill("no other method commits")]))


def _commits_alone(group: subject.Group, every: Sequence[tuple[members.Member, effects.Effect]]) -> bool:
    """Whether other methods use the database, and no code of the class names another ``commit``."""
    owner = group.scope.owner
    assert owner is not None
    committing = [
        item for item in ast.walk(owner.node) if isinstance(item, ast.Attribute) and item.attr == "commit"
    ]
    known = [(member, effect) for member, effect in every if effect.match.entry.name.endswith(".commit")]
    enders = {member.name for member, effect in every if is_transaction(effect)}
    users = {member.name for member, effect in every if effect.kind == "database"} - enders
    return bool(known) and len(committing) == len(known) and bool(users)
