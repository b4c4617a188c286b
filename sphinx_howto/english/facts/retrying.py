"""Retries: how often something is tried, and after what."""

from __future__ import annotations

from sphinx_howto import document
from sphinx_howto.analysis import retries
from sphinx_howto.english import conditions, operands
from sphinx_howto.english.facts import subject
from sphinx_howto.english.phrase import Spans, code, fill, join, words

_MOST = 4


def tell(group: subject.Group) -> document.Step | None:
    """The bullet, or None."""
    sentences, lines = [], []
    for member in group.reached:
        for retry in retries.of(member):
            clauses = _clauses(retry)
            sentences.append(subject.clause(group, [member], "makes", clauses[0]))
            sentences += clauses[1:]
            lines.append(retry.lines)
    if not sentences:
        return None
    return document.Step(words("Retries"), subject.cut(sentences, _MOST), subject.lines(lines))


def _clauses(retry: retries.Retry) -> list[Spans]:
    times = operands.operand(retry.scope, retry.times)
    if retry.exceptions:
        named = join([operands.quote(retry.scope, item) for item in retry.exceptions], "or")
        message = "up to {times} attempts; another one follows {exceptions}"
        first = fill(message, times=times, exceptions=named)
        if retry.unless:
            tests = join([conditions.condition(retry.scope, test) for test in retry.unless], "or")
            first = fill("{first}, unless {condition}", first=first, condition=tests)
        clauses = [first]
    else:
        assert retry.test is not None
        clauses = [
            fill(
                "up to {times} attempts; another one follows if {condition}",
                times=times,
                condition=conditions.condition(retry.scope, retry.test),
            )
        ]
    message = "it waits {seconds} seconds in between"
    if retry.after_last:
        message = "it waits {seconds} seconds after each of them, the last one too"
    if retry.waits:
        # Equal waits are said once
        waits = retry.waits if len(set(retry.waits)) > 1 else retry.waits[:1]
        shown = join([code(f"{seconds:g}") for seconds in waits], "then")
        clauses.append(fill(message, seconds=shown))
    elif retry.wait is not None:
        clauses.append(fill(message, seconds=operands.quote(retry.scope, retry.wait)))
    return clauses
