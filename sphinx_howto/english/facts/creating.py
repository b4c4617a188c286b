"""Creation: the many methods that creating an instance calls, whose facts hold for it too."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_howto import document
from sphinx_howto.analysis import callers, members
from sphinx_howto.english.facts import subject
from sphinx_howto.english.phrase import Spans, code, fill, join, words

_MOST_NAMES, _MOST_CLASSES = 10, 3


def tell(group: subject.Group) -> document.Step | None:
    """The bullet, or None where few methods are called, which say so themselves."""
    found = group.created(callers.with_private(group.shown))
    if len(found) <= subject.MOST_OF_CREATION:
        return None
    makers: dict[str, list[members.Member]] = {}
    for member in found:
        if member.creation is not None:
            makers.setdefault(member.creation.member.name, []).append(member)
    told = [_called(name, called) for name, called in makers.items()]
    lines = subject.lines([member.lines for member in found])
    return document.Step(words("Creation"), subject.cut(told, _MOST_CLASSES), lines)


def _called(name: str, found: Sequence[members.Member]) -> Spans:
    """The methods that one creation calls."""
    shown = [code(member.name) for member in found[:_MOST_NAMES]]
    if len(found) > _MOST_NAMES:
        shown.append(fill("{count} more", count=document.Words(str(len(found) - _MOST_NAMES))))
    message = "{creation} can call {names}, so that what is said of these holds for it too"
    if len(found) == 1:
        message = "{creation} can call {names}, so that what is said of this holds for it too"
    return fill(message, creation=code(name), names=join(shown))
