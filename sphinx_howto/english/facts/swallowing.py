"""Errors: exceptions that a function catches, so that a caller sees only another result."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import logs, members, swallowed
from sphinx_howto.english import conditions, operands
from sphinx_howto.english.facts import exceptions, given, guarding, messages, subject
from sphinx_howto.english.phrase import Spans, code, fill, join, words

_MOST = 8
#: So many handlers that store the same are told together.
_FEWEST_PLACES = 3
_LONGEST_RESULT, _SHORTENED_RESULT = 90, 60
#: A longer statement of a handler is left to the steps.
_LONGEST_STATEMENT = 60

#: How it is told -> clause, and the clause with the text.
_TOLD = {
    "log": ("it is logged", "{text} is logged", "a message is logged"),
    "output": ("it is printed", "{text} is printed", "a message is printed"),
    "box": ("it is shown in a message box", "it is shown in a message box", "a message box says so"),
}
#: How the handler ends -> clause.
_ENDS = {
    "return": "the result is {result}",
    "end": "the generator ends",
    "stop": "the function ends",
    "continue": "the loop goes on",
    "break": "the loop ends",
}
#: The same where nothing stands before it.
_ENDS_ALONE = {
    "return": "{what}: the result is then {result}",
    "end": "{what}: the generator then ends",
    "stop": "{what}: the function then ends",
    "continue": "{what}: the loop goes on",
    "break": "{what}: the loop then ends",
    "ignore": "{what}: it is ignored",
    "go on": "{what}: the steps after it go on",
    "": "{what}: it is not raised again",
}
#: How a handler ends at once -> pattern with its condition.
_CASES = {
    "return": "{what}: the result is {result} if {condition}; otherwise",
    "end": "{what}: the generator ends if {condition}; otherwise",
    "raise": "{what}: an exception is raised if {condition}; otherwise",
    "continue": "{what}: the loop goes on if {condition}; otherwise",
    "break": "{what}: the loop ends if {condition}; otherwise",
}


def tell(group: subject.Group) -> document.Step | None:
    """The bullet, or None: all that is caught, where one of it is what a caller should know."""
    found = [item for member in group.reached for item in _joined(swallowed.of(member))]
    if all(item.minor for item in found):
        return None
    every = sorted(found, key=lambda item: item.minor)
    sentences = []
    for alike in _alike(every):
        sentences.append(subject.clause(group, _members(alike), "catches", _in_places(alike)))
        every = [item for item in every if item not in alike]
    groups: dict[Spans, list[swallowed.Swallowed]] = {}
    for item in every:
        groups.setdefault(_rest(item, _what(item)), []).append(item)
    for rest, alike in groups.items():
        who = _members(alike)
        single = len(who) == 1 and len(alike) == 1
        told = _rest(alike[0], _what(alike[0]), with_text=True) if single else rest
        sentences.append(subject.clause(group, who, "catches", told))
    return document.Step(
        words("Errors"),
        subject.cut(sentences, _MOST, roomy=True),
        subject.lines([item.lines for item in found]),
    )


def _alike(found: Sequence[swallowed.Swallowed]) -> list[list[swallowed.Swallowed]]:
    """The handlers of one function that all store the same constant, where they are many."""
    groups: dict[tuple[object, ...], list[swallowed.Swallowed]] = {}
    for item in found:
        only = item.instead[0] if len(item.instead) == 1 else None
        if isinstance(only, ast.Assign) and isinstance(only.value, ast.Constant) and not item.told:
            names = tuple(map(quoting.source, item.exceptions))
            key = id(item.member.node), quoting.source(only.value), names, item.ends
            groups.setdefault(key, []).append(item)
    return [group for group in groups.values() if len(group) >= _FEWEST_PLACES]


def _in_places(alike: Sequence[swallowed.Swallowed]) -> Spans:
    """``Exception` in 7 places: what could not be set there is then `None```."""
    only = alike[0].instead[0]
    assert isinstance(only, ast.Assign)
    return fill(
        "{exceptions} in {count} places: what is to be set there is then {value}",
        exceptions=_named(alike[0], "and"),
        count=document.Words(str(len(alike))),
        value=operands.quote(alike[0].member.scope, only.value),
    )


def _joined(found: Iterable[swallowed.Swallowed]) -> list[swallowed.Swallowed]:
    """Handlers of one ``try`` that come to the same made one."""
    result: list[swallowed.Swallowed] = []
    for item in found:
        last = result[-1] if result else None
        alike = last is not None and _way(last) == _way(item)
        if last is not None and alike and last.exceptions and item.exceptions:
            result[-1] = replace(
                last,
                exceptions=(*last.exceptions, *item.exceptions),
                lines=(last.lines[0], item.lines[1]),
                text=None,
            )
        else:
            result.append(item)
    return result


def _way(item: swallowed.Swallowed) -> tuple[object, ...]:
    acts = item.shows, *(quoting.source(node) for node in item.instead)
    return item.attempt, item.told, item.ends, _result(item), item.cases, acts


def _members(found: Sequence[swallowed.Swallowed]) -> list[members.Member]:
    return list({id(item.member): item.member for item in found}.values())


def _rest(item: swallowed.Swallowed, what: Spans, with_text: bool = False) -> Spans:
    scope = item.member.scope
    for case in item.cases:
        value = fill("`None`") if case.result is None else operands.operand(scope, case.result)
        condition = conditions.condition(scope, case.test)
        what = fill(_CASES[case.ends], what=what, result=value, condition=condition)
    shown = _result(item)
    ends = item.ends if shown or item.ends != "return" else ""
    clauses = [*_told(item, with_text), *_instead(item, ends)]
    if not clauses:
        return fill(_ENDS_ALONE[ends], what=what, result=shown)
    if ends in _ENDS:
        clauses.append(fill(_ENDS[ends], result=shown))
    if len(clauses) > 1 or not item.told:
        return fill("{what}: {clauses}", what=what, clauses=_after_another(clauses))
    message = "{what}: {told}, not raised"
    if isinstance(clauses[0][0], document.Code) or not item.shows:
        message = "{what}: {told}, and nothing is raised"
    return fill(message, what=what, told=clauses[0])


def _after_another(clauses: Sequence[Spans]) -> Spans:
    """``a, b, and c``."""
    *first, last = clauses
    if not first:
        return last
    listed = first[0]
    for item in first[1:]:
        listed = fill("{first}, {next}", first=listed, next=item)
    return fill("{first}, and {last}", first=listed, last=last)


def _told(item: swallowed.Swallowed, with_text: bool) -> list[Spans]:
    """``it is logged``, or what of it is."""
    if item.told not in _TOLD:
        return []
    text = messages.shown(item.member.scope, item.text) if with_text and item.told != "box" else ()
    return [fill(_TOLD[item.told][1 if text else 0 if item.shows or item.told == "box" else 2], text=text)]


def _instead(item: swallowed.Swallowed, ends: str) -> list[Spans]:
    """What the handler sets, or calls, where it is short and goes on."""
    if ends in {"ignore", "return"}:
        return []
    found = [_act(item, node) for node in item.instead]
    return found if all(found) else []


def _act(item: swallowed.Swallowed, node: ast.stmt) -> Spans:
    """``x` is then `None```, ``x.close()` is called``; () for what takes more words."""
    if len(quoting.source(node)) > _LONGEST_STATEMENT:
        return ()
    if isinstance(node, ast.Assign):
        if len(node.targets) != 1 or isinstance(node.targets[0], (ast.Tuple, ast.List)):
            return ()
        target, value = (operands.quote(item.member.scope, part) for part in (node.targets[0], node.value))
        return fill("{name} is then {value}", name=target, value=value)
    call = node.value if isinstance(node, ast.Expr) else None
    call = call.value if isinstance(call, ast.Await) else call
    if not isinstance(call, ast.Call):
        return ()
    text = messages.shown(item.member.scope, call.args[0]) if call.args and _reports(call) else ()
    if text:
        return fill("{text} goes to {call}", text=text, call=code(quoting.source(call.func)))
    return fill("{call} is called", call=operands.quote(item.member.scope, call))


def _reports(call: ast.Call) -> bool:
    """``debug.error("...")``: whether a call passes a text on, by its name."""
    return quoting.source(call.func).rpartition(".")[2].lower() in {*logs.LEVELS, "log", "print", "echo"}


def _named(item: swallowed.Swallowed, conjunction: str) -> Spans:
    """The exceptions: their names; `Exception` speaks for all."""
    if not item.exceptions:
        return fill("any exception")
    scope = item.member.scope
    broad = [one for one in item.exceptions if scope.dotted(one) in swallowed.BROAD]
    return join([exceptions.named(scope, one) for one in broad[:1] or item.exceptions], conjunction)


def _what(item: swallowed.Swallowed) -> Spans:
    """The exceptions and the calls that they come from."""
    if item.whole:
        return fill("any {exceptions}" if item.exceptions else "{exceptions}", exceptions=_named(item, "or"))
    caught = [item.member.scope.dotted(one) or "" for one in item.exceptions]
    calls = guarding.sources(item.member.scope, item.attempt, caught)
    message = "{exceptions} from {calls}" if calls else "{exceptions} from a part of the body"
    return fill(message, exceptions=_named(item, "and"), calls=calls)


def _result(item: swallowed.Swallowed) -> Spans:
    """What the function returns then; () for what a reader cannot know."""
    if item.ends != "return":
        return ()
    value = item.result
    if value is None:
        return fill("`None`")
    if isinstance(value, ast.Name) and _is_gathered(item, value.id):
        return fill("what {name} holds by then", name=code(value.id))
    text = given.assigned(item.member.scope, value) if isinstance(value, ast.Name) else None
    if text is not None and messages.parts(text):
        value = text
    if isinstance(value, ast.JoinedStr):
        return operands.operand(item.member.scope, value)
    shown = operands.operand(item.member.scope, value)
    if sum(len(span.text) for span in shown) > _LONGEST_RESULT:
        shown = code(quoting.short(value, _SHORTENED_RESULT))
    return shown if sum(len(span.text) for span in shown) <= _LONGEST_RESULT else ()


def _is_gathered(item: swallowed.Swallowed, name: str) -> bool:
    """Whether a name is a local that begins as a container, to be filled."""
    bound = item.member.scope.bindings.get(name, [])
    return bool(bound) and isinstance(bound[0][0], (ast.List, ast.Dict, ast.Set))
