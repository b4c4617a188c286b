"""Terminal, time, chance, code: what a function prints, asks, waits for, draws and evaluates."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence

from sphinx_howto import document
from sphinx_howto.analysis import certainty, effects, members, retries, terminals, through
from sphinx_howto.english import operands
from sphinx_howto.english.facts import asking, carried, payloads, subject, when
from sphinx_howto.english.facts import effects as wording
from sphinx_howto.english.phrase import Spans, code, fill, join, length, words

_MOST = 4
#: Of more functions that only may print nothing is told.
_MOST_UNSURE = 3
_LONGEST_CASE = 14
_NOISE = re.compile(r"\b(?:\w*debug\w*|\w*verbose\w*)\b", re.IGNORECASE)
_MOST_NAMES = 4
#: What functions do to the terminal through others: each is told by itself.
_TERMINAL = (frozenset({"stdout", "stderr"}), frozenset({"stdin"}), frozenset({"ask"}))
#: Waits that are told with what they wait for, or that end at once.
_TOLD_ELSEWHERE = ("sys.stdin.", "asyncio.StreamWriter.")
_EVALUATING = {
    "eval": "evaluates {code} as Python code",
    "exec": "runs {code} as Python code",
    "__import__": "imports the module that {code} names",
    "importlib.import_module": "imports the module that {code} names",
}


#: Channel -> verbs (always, on some paths), and the rest of the clause.
_CHANNELS: Mapping[str, tuple[tuple[str, str], str]] = {
    "stdout": (("prints", "can print"), "to standard output"),
    "stderr": (("prints", "can print"), "to the error output"),
    "stdin": (("reads", "can read"), "standard input"),
}


def terminal(group: subject.Group) -> document.Step | None:
    """Who prints to standard output or the error output, reads standard input, and what the user is asked."""
    using: dict[str, dict[members.Member, list[terminals.Use]]] = {}
    alone: list[tuple[members.Member, effects.Effect]] = []
    together: list[Spans] = []
    lines: list[tuple[int, int]] = []
    for member in group.reached:
        known = [item for item in effects.everything(member) if item.match.entry.name in through.ASKING]
        several, others = asking.parted(known)
        alone += [(member, item) for item in others]
        if several:
            together.append(subject.clause(group, [member], "asks", asking.rest(several)))
            lines += [item.lines for item in several]
        uses = list(terminals.uses(member))
        lines += [use.lines for use in uses]
        for use in uses:
            using.setdefault(use.channel, {}).setdefault(member, []).append(use)
    sentences = [text for channel, found in using.items() for text in _used(group, channel, found)]
    sentences += together
    told = [member for found in using.values() for member in found]
    carried_ = [item for kinds in _TERMINAL for item in carried.tell(group, kinds, told)]
    return _with(sentences, lines, wording.step(group, "Terminal", alone, carried_), "Terminal")


def _used(
    group: subject.Group, channel: str, found: Mapping[members.Member, Sequence[terminals.Use]]
) -> Iterator[Spans]:
    """Who uses a channel on every call, and who on some."""
    (always, sometimes), rest = _CHANNELS[channel]
    sure = [member for member, uses in found.items() if certainty.certain(uses)]
    if sure:
        yield subject.clause(group, sure, always, fill(rest))
    others = [member for member in found if member not in sure and not _is_noise(found[member])]
    if len(others) > _MOST_UNSURE:
        # That many may print, each in some case, tells nothing
        return
    open_ = []
    for member in others:
        clause = _case(member, found[member])
        if clause:
            told = fill("{rest} if {condition}", rest=fill(rest), condition=clause)
            yield subject.clause(group, [member], always, told)
        else:
            open_.append(member)
    if open_:
        yield subject.clause(group, open_, sometimes, fill(rest))


def _case(member: members.Member, uses: Sequence[terminals.Use]) -> Spans:
    """The condition of the only use, where it is short and enough."""
    if len(uses) != 1:
        return ()
    state = when.of(member.scope, uses[0].path)
    return state.clause if state.sure and length(state.clause) <= _LONGEST_CASE else ()


def _is_noise(uses: Sequence[terminals.Use]) -> bool:
    """Whether a function prints only for who looks for a fault in it."""
    return all(
        any(_NOISE.search(ast.unparse(test.node)) for test in use.path.tests if not test.negated)
        for use in uses
    )


def _with(
    sentences: Sequence[Spans], lines: list[tuple[int, int]], more: document.Step | None, label: str
) -> document.Step | None:
    """A bullet of sentences and of a bullet that is already made."""
    texts = list(sentences)
    if more is not None:
        lines = [*lines, more.lines]
    if not texts:
        return more
    first = subject.cut(texts, _MOST)
    text = first if more is None else fill("{first} {next}", first=first, next=more.text)
    return document.Step(words(label), text, subject.lines(lines))


def waiting(group: subject.Group) -> document.Step | None:
    """What the functions wait for, apart from the time between two attempts and from the user."""
    found = []
    for member in group.reached:
        told = [retry.lines for retry in retries.of(member)]
        for effect in effects.everything(member):
            name = effect.match.entry.name
            inside = any(first <= effect.lines[0] <= last for first, last in told)
            if effect.kind != "wait" or name in through.ASKING or name.startswith(_TOLD_ELSEWHERE):
                continue
            if not (inside and name in _SLEEPING):
                found.append((member, effect))
    return wording.step(group, "Waiting", found, list(carried.tell(group, frozenset({"wait"}))))


_SLEEPING = {"time.sleep", "asyncio.sleep", "anyio.sleep", "trio.sleep"}


def chance(group: subject.Group) -> document.Step | None:
    """Functions whose results depend on random numbers."""
    found: dict[str, list[members.Member]] = {}
    lines = []
    for member in group.reached:
        for effect in effects.calls(member):
            # An identifier that nobody else has is not chance to a caller
            if effect.kind == "random" and not effect.match.entry.name.startswith("uuid."):
                lines.append(effect.lines)
                who = found.setdefault(effect.match.entry.name, [])
                if member not in who:
                    who.append(member)
    if not found:
        return None
    who = list({id(member): member for known in found.values() for member in known}.values())
    shown = [code(name) for name in list(found)[:_MOST_NAMES]]
    if len(found) > _MOST_NAMES:
        shown.append(fill("{count} more", count=document.Words(str(len(found) - _MOST_NAMES))))
    rest = fill("random values, by {calls}", calls=join(shown))
    text = subject.clause(group, who, "can draw", rest)
    return document.Step(words("Random"), subject.cut([text], _MOST), subject.lines(lines))


def evaluation(group: subject.Group) -> document.Step | None:
    """Code and modules that are chosen when the program runs."""
    sentences: list[Spans] = []
    lines = []
    for member in group.reached:
        for _, node, _ in member.expressions:
            if not isinstance(node, ast.Call) or not node.args or isinstance(node.args[0], ast.Constant):
                continue
            message = _EVALUATING.get(member.scope.dotted(node.func) or "")
            if message is None:
                continue
            text = fill(
                message, code=operands.operand(member.scope, payloads.argument(member.scope, node.args[0]))
            )
            text = (
                text
                if subject.is_alone(group, member)
                else fill("{subject} {clause}", subject=subject.named(member), clause=text)
            )
            if text not in sentences:
                sentences.append(text)
                lines.append((node.lineno, node.end_lineno or node.lineno))
    if not sentences:
        return None
    return document.Step(words("Dynamic code"), subject.cut(sentences, _MOST), subject.lines(lines))
