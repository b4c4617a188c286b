"""Unused: arguments and fields that are taken and never read."""

from __future__ import annotations

from sphinx_howto import document
from sphinx_howto.analysis import frameworks, kinds, members, unread
from sphinx_howto.english.facts import subject
from sphinx_howto.english.phrase import code, fill, join, words

_MOST = 6


def tell(group: subject.Group) -> document.Step | None:
    """The bullet, or None."""
    sentences, lines = [], []
    groups: dict[tuple[str, ...], list[members.Member]] = {}
    for member in group.shown:
        # What a framework passes, no user has to know
        names = () if frameworks.is_called(member.scope, member.node) else unread.parameters(member)
        if names:
            groups.setdefault(names, []).append(member)
            lines.append(member.lines)
    for names, who in groups.items():
        shown = join([code(name) for name in names])
        if len(who) == 1:
            message = "{names} but never reads it" if len(names) == 1 else "{names} but never reads them"
        else:
            message = "{names} but never read it" if len(names) == 1 else "{names} but never read them"
        sentences.append(subject.clause(group, who, "accepts", fill(message, names=shown)))
    owner = group.scope.owner
    if owner is not None and not group.alone:
        names = unread.fields(owner, kinds.of(owner))
        if names:
            sentences.append(
                fill("no method in the class reads {names}", names=join([code(name) for name in names], "or"))
            )
            lines.append((owner.node.lineno, owner.node.end_lineno or owner.node.lineno))
    if not sentences:
        return None
    return document.Step(words("Unused"), subject.cut(sentences, _MOST), subject.lines(lines))
