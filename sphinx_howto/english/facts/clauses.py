"""What one exception is raised for, in words: its conditions, or the texts that it carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sphinx_howto import document
from sphinx_howto.analysis import members
from sphinx_howto.english.facts import subject, when
from sphinx_howto.english.phrase import Spans, fill, join, length

_MOST_CASES = 6
#: So many texts of one exception are shown.
_MOST_MESSAGES = 3
#: A sentence of more words without a list of cases leaves out what its names stand for.
_LONGEST = 40


@dataclass
class Clause:
    """One exception with one certainty and its conditions, and the members that share it.

    messages: the texts that it carries where its conditions are long or cannot be told.
    texts: what it carries under each condition, () where that is not known.
    sources: where what is raised again comes from, if no condition can be told.
    also: further exceptions, where there is no condition. more: in how many further cases it can be raised
    whose conditions cannot be told.
    """

    exception: Spans
    name: str
    sure: bool
    again: bool
    conditions: list[Spans]
    where: list[Spans]
    members: list[members.Member]
    lines: list[tuple[int, int]]
    messages: list[Spans] = field(default_factory=list)
    texts: list[Spans] = field(default_factory=list)
    sources: Spans = ()
    also: list[Spans] = field(default_factory=list)
    more: int = 0

    @property
    def is_vague(self) -> bool:
        """Whether nothing tells when it is raised."""
        return not (self.conditions or self.sure or self.messages)

    @property
    def told(self) -> tuple[object, ...]:
        """What is said of the exception, whoever raises it."""
        return self.sure, self.again, self.conditions, self.where, self.messages, self.sources, self.more


def go_together(first: Clause, last: Clause) -> bool:
    """Whether one sentence can tell both: the same members, with equal certainty."""
    return (
        first.members == last.members
        and first.sure == last.sure
        and not (first.again or last.again or first.more or last.more or first.where)
        and bool(first.conditions)
        and not last.messages
    )


def continued(text: Spans, clause: Clause) -> Spans | None:
    """A sentence with a second exception of the same members; None where it becomes too long."""
    joined = fill("{first}, and {rest}", first=text, rest=_rest(clause))
    return joined if subject.fits(joined) and len(clause.conditions) == 1 else None


def sentence(group: subject.Group, clause: Clause) -> Spans:
    """One sentence; a list of the cases where it becomes too long."""
    whole = subject.clause(group, clause.members, _verb(clause), _rest(clause))
    if subject.fits(whole) or len(clause.conditions) < 2:
        if length(whole) > _LONGEST and clause.where:
            clause.where = []
            return subject.clause(group, clause.members, _verb(clause), _rest(clause))
        return whole
    cases = subject.clause(group, clause.members, _verb(clause), _cases(clause))
    if length(cases) > _LONGEST and all(clause.texts) and not clause.again:
        clause.messages, clause.sure = [*clause.messages, *clause.texts], False
        return subject.clause(group, clause.members, "can raise", _rest(clause))
    return cases


def _verb(clause: Clause) -> str:
    if clause.again:
        return "re-raises" if clause.sure else "can re-raise"
    if clause.sure and not clause.conditions:
        return "always raises"
    return "raises" if clause.sure else "can raise"


def _rest(clause: Clause) -> Spans:
    named = join([clause.exception, *clause.also])
    if clause.messages:
        return _with_messages(clause)
    if clause.conditions:
        named = join([clause.exception, *clause.also], "or")
    if clause.sources:
        named = fill("{exceptions} from {calls}", exceptions=named, calls=clause.sources)
    if not clause.conditions:
        return named
    message = "{exception} if {condition}" if clause.sure else "{exception}, if {condition}"
    first = fill(message, exception=named, condition=clause.conditions[0])
    for condition in clause.conditions[1:]:
        first = fill("{first}, or if {condition}", first=first, condition=condition)
    first = when.explained(first, clause.where)
    if not clause.more:
        return first
    message = (
        "{first}, and can raise it in {count} other cases"
        if clause.more > 1
        else "{first}, and can raise it in another case"
    )
    return fill(message, first=first, count=document.Words(str(clause.more)))


def _with_messages(clause: Clause) -> Spans:
    """``E` with the message `"No such file"```."""
    shown: Sequence[Spans] = clause.messages[:_MOST_MESSAGES]
    left = len(clause.messages) - len(shown) + clause.more
    if left:
        message = "{count} more" if left > 1 else "another one"
        shown = [*shown, fill(message, count=document.Words(str(left)))]
    return fill("{exception} with the message {text}", exception=clause.exception, text=join(shown, "or"))


def _cases(clause: Clause) -> Spans:
    """`E` in 3 cases: A; B; C``."""
    listed = clause.conditions[0]
    for condition in clause.conditions[1:_MOST_CASES]:
        listed = fill("{first}; {next}", first=listed, next=condition)
    listed = when.explained(listed, clause.where)
    left = len(clause.conditions[_MOST_CASES:]) + clause.more
    if left:
        listed = fill("{first}; {count} more", first=listed, count=document.Words(str(left)))
    return fill(
        "{exception} in {count} cases: {cases}",
        exception=join([clause.exception, *clause.also], "or"),
        count=document.Words(str(len(clause.conditions) + clause.more)),
        cases=listed,
    )
