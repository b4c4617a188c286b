"""Creation: the many methods that creating an instance calls, whose facts hold for it too."""

from __future__ import annotations

from sphinx_howto import document
from sphinx_howto.analysis import callers
from sphinx_howto.english.facts import subject
from sphinx_howto.english.phrase import code, fill, join, words

_MOST_NAMES = 10


def tell(group: subject.Group) -> document.Step | None:
    """The bullet, or None where few methods are called, which say so themselves."""
    found = group.created(callers.with_private(group.shown))
    if len(found) <= subject.MOST_OF_CREATION:
        return None
    creation = found[0].creation
    assert creation is not None
    shown = [code(member.name) for member in found[:_MOST_NAMES]]
    if len(found) > _MOST_NAMES:
        shown.append(fill("{count} more", count=document.Words(str(len(found) - _MOST_NAMES))))
    text = fill(
        "{creation} can call {names}, so that what is said of these holds for it too",
        creation=code(creation.member.name),
        names=join(shown),
    )
    return document.Step(
        words("Creation"), subject.cut([text], 1), subject.lines([member.lines for member in found])
    )
