"""State: the public attributes that methods change, and the arguments that functions change in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_howto import document
from sphinx_howto.analysis import certainty, frameworks, members, shared_state, state
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
    sentences = [*_attributes(group), *_variables(group), *_shared(group), *_arguments(group)]
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
    for member in group.run:
        if member.node.name in _CREATION or member.role == "setter":
            continue
        found = [change for change in state.changes(member) if not change.is_argument]
        found += state.through(member)
        public = dict.fromkeys(change.name for change in found if not change.name.startswith("_"))
        names = public | dict.fromkeys(change.name for change in found)
        first, last = (
            tuple(f"{member.scope.receiver}.{name}" for name in part) for part in _split(found, names)
        )
        if names:
            groups.setdefault((first, last), []).append(member)
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


def _split(found: list[state.Change], names: Iterable[str]) -> tuple[list[str], list[str]]:
    """The names that are changed by every call, and the others."""
    certain = {name: certainty.certain([change for change in found if change.name == name]) for name in names}
    return [name for name in certain if certain[name]], [name for name in certain if not certain[name]]


def _variables(group: subject.Group) -> Iterator[tuple[Spans, tuple[int, int]]]:
    """Functions that change variables of their module."""
    groups: dict[tuple[bool, tuple[str, ...]], list[members.Member]] = {}
    for member in group.run:
        found = [*state.module_variables(member), *state.variables_through(member)]
        for sure, names in zip(
            (True, False), _split(found, dict.fromkeys(change.name for change in found)), strict=True
        ):
            if names:
                groups.setdefault((sure, tuple(names)), []).append(member)
    for (sure, listed), who in groups.items():
        message = "the module variable {names}" if len(listed) == 1 else "the module variables {names}"
        text = subject.clause(
            group, who, "changes" if sure else "can change", fill(message, names=_listed(listed))
        )
        yield text, subject.lines([member.lines for member in who])


def _shared(group: subject.Group) -> Iterator[tuple[Spans, tuple[int, int]]]:
    """Functions that change classes, or what belongs to the whole program."""
    groups: dict[tuple[bool, bool, tuple[str, ...]], list[members.Member]] = {}
    for member in group.reached:
        for of_class in (False, True):
            found = list(shared_state.changes(member, of_class))
            for sure, names in zip(
                (True, False), _split(found, dict.fromkeys(change.name for change in found)), strict=True
            ):
                if names:
                    groups.setdefault((sure, of_class, tuple(names)), []).append(member)
    for (sure, of_class, listed), who in groups.items():
        rest = _listed(listed)
        if of_class:
            rest = fill("attributes of the class {name}", name=rest)
        text = subject.clause(group, who, "changes" if sure else "can change", rest)
        yield text, subject.lines([member.lines for member in who])


def _listed(names: tuple[str, ...]) -> Spans:
    """The attributes; what is set by names that only running the code gives comes last."""
    named = [name for name in names if not name.endswith(".__dict__")]
    most = len(named) if len(named) == _MOST_NAMES + 1 else _MOST_NAMES
    shown = [code(name) for name in named[:most]]
    if len(named) > most:
        shown.append(fill("{count} more attributes", count=document.Words(str(len(named) - most))))
    elif len(named) < len(names):
        shown.append(fill("further attributes"))
    return join(shown)


def _parts(found: list[state.Change]) -> dict[str, tuple[str, ...]]:
    """Argument -> what of it is set, for the arguments of which nothing else is changed."""
    names = dict.fromkeys(change.name for change in found)
    parts = {name: [change.part for change in found if change.name == name] for name in names}
    return {
        name: tuple(dict.fromkeys(given))
        for name, given in parts.items()
        if all(given)
    }


def _arguments(group: subject.Group) -> Iterator[tuple[Spans, tuple[int, int]]]:
    """Functions that change what they are given."""
    groups: dict[tuple[bool, tuple[str, ...]], list[members.Member]] = {}
    for member in group.run:
        if frameworks.taking(member.scope, member.node) or frameworks.is_test(member.scope, member.node):
            # Nobody who reads this gives the arguments
            continue
        found = [change for change in state.changes(member) if change.is_argument]
        parts = _parts(found)
        for argument, given in parts.items():
            set_ = _listed(tuple(part.removeprefix(".") for part in given))
            rest = fill("{parts} of its argument {name}", parts=set_, name=code(argument))
            sure = certainty.certain([change for change in found if change.name == argument])
            text = subject.clause(group, [member], "sets" if sure else "can set", rest)
            yield text, member.lines
        found = [change for change in found if change.name not in parts]
        for sure, names in zip(
            (True, False), _split(found, dict.fromkeys(change.name for change in found)), strict=True
        ):
            if names:
                groups.setdefault((sure, tuple(names)), []).append(member)
    for (sure, listed), who in groups.items():
        shown = join([code(name) for name in listed])
        if len(who) == 1:
            message = (
                "its argument {names} in place" if len(listed) == 1 else "its arguments {names} in place"
            )
        else:
            message = (
                "the argument {names} in place" if len(listed) == 1 else "the arguments {names} in place"
            )
        text = subject.clause(group, who, "changes" if sure else "can change", fill(message, names=shown))
        yield text, subject.lines([member.lines for member in who])
