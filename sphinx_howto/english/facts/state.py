"""State: the public attributes that methods change, and the arguments that functions change in place."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_howto import document
from sphinx_howto.analysis import members, state
from sphinx_howto.english.facts import subject
from sphinx_howto.english.phrase import Spans, code, fill, join, words

_MOST = 6
_MOST_NAMES = 6
_CREATION = {
    "__init__",
    "__new__",
    "__post_init__",
    "__del__",
    "__setstate__",
    "__enter__",
    "__exit__",
    "__init_subclass__",
    "__set_name__",
}


def tell(group: subject.Group) -> document.Step | None:
    """The bullet, or None."""
    sentences = [*_attributes(group), *_arguments(group)]
    if not sentences:
        return None
    return document.Step(
        words("State"),
        subject.cut([text for text, _ in sentences], _MOST),
        subject.lines([lines for _, lines in sentences]),
    )


def _attributes(group: subject.Group) -> Iterator[tuple[Spans, tuple[int, int]]]:
    """Methods that change the same attributes share a sentence."""
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[members.Member]] = {}
    for member in group.shown:
        if member.node.name in _CREATION or member.role == "setter":
            continue
        found = [change for change in state.changes(member) if not change.is_argument]
        receiver = member.scope.receiver
        names = dict.fromkeys(
            f"{receiver}.{change.name}" for change in found if not change.name.startswith("_")
        )
        always = {
            f"{receiver}.{name}"
            for name in {change.name for change in found}
            if state.certain([change for change in found if change.name == name])
        }
        if names:
            key = (
                tuple(name for name in names if name in always),
                tuple(name for name in names if name not in always),
            )
            groups.setdefault(key, []).append(member)
    for (sure, maybe), who in groups.items():
        lines = subject.lines([member.lines for member in who])
        if sure:
            text = subject.clause(group, who, "changes", _listed(sure))
            yield (
                fill("{first}, and can change {names}", first=text, names=_listed(maybe)) if maybe else text,
                lines,
            )
        else:
            yield subject.clause(group, who, "can change", _listed(maybe)), lines


def _listed(names: tuple[str, ...]) -> Spans:
    shown = [code(name) for name in names[:_MOST_NAMES]]
    if len(names) > _MOST_NAMES:
        shown.append(fill("{count} more attributes", count=document.Words(str(len(names) - _MOST_NAMES))))
    return join(shown)


def _arguments(group: subject.Group) -> Iterator[tuple[Spans, tuple[int, int]]]:
    for member in group.shown:
        found = [change for change in state.changes(member) if change.is_argument]
        names = dict.fromkeys(change.name for change in found)
        for sure in (True, False):
            shown = [
                code(name)
                for name in names
                if state.certain([change for change in found if change.name == name]) is sure
            ]
            if shown:
                message = (
                    "its argument {names} in place" if len(shown) == 1 else "its arguments {names} in place"
                )
                verbs = "changes" if sure else "can change"
                yield subject.clause(group, [member], verbs, fill(message, names=join(shown))), member.lines
