"""Who does it: the members that a fact is about, as the subject of a clause."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sphinx_howto import document
from sphinx_howto.analysis import callers, members, runs
from sphinx_howto.analysis.scope import ClassScope, FunctionScope
from sphinx_howto.english.facts import when
from sphinx_howto.english.phrase import Spans, code, fill, join, length, paragraph

#: A sentence has at most so many words, a quotation counting one.
MOST_WORDS = 25
_MOST_CALLERS = 5
#: In so many classes of a module private methods are looked for.
_MOST_CLASSES = 50
#: Of more callers the conditions are left to the steps.
_MOST_CONDITIONS = 2
#: A longer condition of a call is left to the steps.
_LONGEST_CONDITION = 12
#: A bullet has at most so many sentences, or so many words where that allows more.
_MOST_SENTENCES = 4
_MOST_OF_ALL = 75
#: So many functions are named of which more is in the steps.
_MOST_ABOUT = 12
#: So many methods are marked as called by what creates an instance; of more a bullet tells.
MOST_OF_CREATION = 2


@dataclass(frozen=True)
class Group:
    """The functions that a description is about.

    shown: the members to tell of. scope: for names at the level of the target.
    alone: whether there is only one function, so that it needs no naming.
    """

    shown: tuple[members.Member, ...]
    scope: FunctionScope
    alone: bool = False

    @cached_property
    def reached(self) -> tuple[members.Member, ...]:
        """The members and the private functions that they call."""
        found = callers.with_private(self.shown, self._owners)
        if len(self.created(found)) <= MOST_OF_CREATION:
            return found
        return tuple(replace(member, creation=None) for member in found)

    @cached_property
    def _owners(self) -> tuple[ClassScope, ...]:
        """The classes that the description is about."""
        if self.alone:
            return ()
        module = self.scope.module
        if self.scope.owner is not None:
            return (self.scope.owner,)
        nodes = (module.definitions[name] for name in members.public_names(module)[:_MOST_CLASSES])
        return tuple(module.class_scope(node) for node in nodes if isinstance(node, ast.ClassDef))

    @staticmethod
    def created(found: Sequence[members.Member]) -> tuple[members.Member, ...]:
        """The members that creating an instance calls."""
        return tuple(member for member in found if member.creation)

    @property
    def run(self) -> tuple[members.Member, ...]:
        """The members, and the private functions that they hand over for others to call."""
        count = len(self.shown)
        return (*self.reached[:count], *(item for item in self.reached[count:] if item.is_callback))

    @property
    def given(self) -> tuple[members.Member, ...]:
        """The members, and the functions that they return, which their callers call."""
        count = len(self.shown)
        return (*self.shown, *(item for item in self.reached[count:] if item.way == "returned"))


#: How others have a private function run -> what is said of them behind its name.
_WAYS: Mapping[str, str] = {
    "call": "{name} (called by {callers})",
    "apart": "{name} (a background task that {callers} sets up)",
    "handed": "{name} (a callback that {callers} sets up)",
    "returned": "{name} (which {callers} returns)",
    "inside": "{name} (defined in {callers})",
}


def named(member: members.Member) -> Spans:
    """The member's name; of a setter what runs it; of a private function who calls it, and when."""
    if member.role == "setter":
        return fill("assigning {name}", name=code(member.name))
    if member.role == "private" and member.way == "base":
        return fill("{name} (for the base class to call)", name=code(member.name))
    if member.role == "private" and member.way == "unknown":
        return fill("{name} (which nothing in this module calls)", name=code(member.name))
    if member.role == "private" and member.callers:
        return fill(_WAYS[member.way], name=code(member.name), callers=_listed(member.callers, member.way))
    if member.creation is not None:
        callers_ = _caller(member.creation, "call", alone=True)
        return fill("{name} (also called by {callers})", name=code(member.name), callers=callers_)
    return code(member.name)


def _listed(found: Sequence[members.Caller], way: str) -> Spans:
    """All names, or how many there are; of few the condition of the call too."""
    if len(found) > _MOST_CALLERS:
        return fill("{count} public functions", count=document.Words(str(len(found))))
    if len(found) > _MOST_CONDITIONS:
        return join([code(item.member.name) for item in found])
    return join([_caller(item, way, alone=len(found) == 1) for item in found])


def _caller(found: members.Caller, way: str, alone: bool) -> Spans:
    """The name of a caller with the condition of its call."""
    name = code(found.member.name)
    if way not in {"call", "apart"} or (found.path is not None and runs.is_plain(found.path)):
        return name
    state = when.of(found.member.scope, found.path) if found.path is not None else None
    if state is None or not state.clause or length(state.clause) > _LONGEST_CONDITION:
        last = when.innermost(found.member.scope, found.path) if alone and found.path is not None else ()
        is_short = last and length(last) <= _LONGEST_CONDITION
        return fill("{name} only if {condition}", name=name, condition=last) if is_short else name
    message = "{name} if {condition}" if state.sure else "{name} only if {condition}"
    return fill(message, name=name, condition=state.clause)


def is_alone(group: Group, member: members.Member) -> bool:
    """Whether a member needs no naming: it is the only function that the description is about."""
    return group.alone and any(member.node is item.node for item in group.shown)


def clause(group: Group, who: Sequence[members.Member], verb: str, rest: Spans) -> Spans:
    """``a` and `b` raise ...``; without the subject where there is only one function.

    verb: a key of ``VERBS``.
    """
    alone, one, several = VERBS[verb]
    if len(who) == 1 and is_alone(group, who[0]):
        return fill(alone, rest=rest)
    if len(who) == 1:
        return fill(one, subject=named(who[0]), rest=rest)
    return fill(several, subject=join([named(member) for member in who]), rest=rest)


#: Verb -> pattern without a subject, with one, with several.
VERBS: Mapping[str, tuple[str, str, str]] = {
    "accepts": ("accepts {rest}", "{subject} accepts {rest}", "{subject} accept {rest}"),
    "always raises": (
        "always raises {rest}",
        "{subject} always raises {rest}",
        "{subject} always raise {rest}",
    ),
    "calls": ("calls {rest}", "{subject} calls {rest}", "{subject} call {rest}"),
    "can": ("can {rest}", "{subject} can {rest}", "{subject} can {rest}"),
    "asks": ("asks {rest}", "{subject} asks {rest}", "{subject} ask {rest}"),
    "can ask": ("can ask {rest}", "{subject} can ask {rest}", "{subject} can ask {rest}"),
    "can change": ("can change {rest}", "{subject} can change {rest}", "{subject} can change {rest}"),
    "can draw": ("can draw {rest}", "{subject} can draw {rest}", "{subject} can draw {rest}"),
    "can end": ("can end {rest}", "{subject} can end {rest}", "{subject} can end {rest}"),
    "ends": ("ends {rest}", "{subject} ends {rest}", "{subject} end {rest}"),
    "can exit": ("can exit {rest}", "{subject} can exit {rest}", "{subject} can exit {rest}"),
    "can log": ("can log {rest}", "{subject} can log {rest}", "{subject} can log {rest}"),
    "can print": ("can print {rest}", "{subject} can print {rest}", "{subject} can print {rest}"),
    "can raise": ("can raise {rest}", "{subject} can raise {rest}", "{subject} can raise {rest}"),
    "can re-raise": ("can re-raise {rest}", "{subject} can re-raise {rest}", "{subject} can re-raise {rest}"),
    "can return": ("can return {rest}", "{subject} can return {rest}", "{subject} can return {rest}"),
    "catches": ("catches {rest}", "{subject} catches {rest}", "{subject} catch {rest}"),
    "changes": ("changes {rest}", "{subject} changes {rest}", "{subject} change {rest}"),
    "exits": ("exits {rest}", "{subject} exits {rest}", "{subject} exit {rest}"),
    "is": ("is {rest}", "{subject} is {rest}", "{subject} are {rest}"),
    "keeps": ("keeps {rest}", "{subject} keeps {rest}", "{subject} keep {rest}"),
    "makes": ("makes {rest}", "{subject} makes {rest}", "{subject} make {rest}"),
    "passes on": ("passes on {rest}", "{subject} passes on {rest}", "{subject} pass on {rest}"),
    "can read": ("can read {rest}", "{subject} can read {rest}", "{subject} can read {rest}"),
    "prints": ("prints {rest}", "{subject} prints {rest}", "{subject} print {rest}"),
    "can read and change": (
        "can read and change {rest}",
        "{subject} can read and change {rest}",
        "{subject} can read and change {rest}",
    ),
    "can show": ("can show {rest}", "{subject} can show {rest}", "{subject} can show {rest}"),
    "sets": ("sets {rest}", "{subject} sets {rest}", "{subject} set {rest}"),
    "can set": ("can set {rest}", "{subject} can set {rest}", "{subject} can set {rest}"),
    "shows": ("shows {rest}", "{subject} shows {rest}", "{subject} show {rest}"),
    "can start": ("can start {rest}", "{subject} can start {rest}", "{subject} can start {rest}"),
    "can use": ("can use {rest}", "{subject} can use {rest}", "{subject} can use {rest}"),
    "can wait": ("can wait {rest}", "{subject} can wait {rest}", "{subject} can wait {rest}"),
    "reads": ("reads {rest}", "{subject} reads {rest}", "{subject} read {rest}"),
    "raises": ("raises {rest}", "{subject} raises {rest}", "{subject} raise {rest}"),
    "re-raises": ("re-raises {rest}", "{subject} re-raises {rest}", "{subject} re-raise {rest}"),
    "reads and changes": (
        "reads and changes {rest}",
        "{subject} reads and changes {rest}",
        "{subject} read and change {rest}",
    ),
    "starts": ("starts {rest}", "{subject} starts {rest}", "{subject} start {rest}"),
    "uses": ("uses {rest}", "{subject} uses {rest}", "{subject} use {rest}"),
    "waits": ("waits {rest}", "{subject} waits {rest}", "{subject} wait {rest}"),
    "returns": ("returns {rest}", "{subject} returns {rest}", "{subject} return {rest}"),
}


def cut(
    sentences: Sequence[Spans],
    most: int,
    roomy: int = 0,
    order: Sequence[int] = (),
    rest: Callable[[int], list[Spans]] | None = None,
) -> Spans:
    """So many sentences as a paragraph holds, at least one; of the others it is told what they are about.

    roomy: how often as much more it holds. order: the indices of the sentences, the first matter most: the
    order to tell them in where the paragraph does not hold all. rest: what to say of so many last ones,
    if it has words for them.
    """
    sentences = _once(sentences)
    if order and _fitting(sentences, most, roomy) < len(sentences):
        sentences = [sentences[index] for index in order]
    shown = list(sentences[: _fitting(sentences, most, roomy)])
    left = sentences[len(shown) :]
    if not left:
        return paragraph(shown)
    ends = rest(len(left)) if rest is not None else []
    if ends:
        return paragraph([*shown, *ends])
    names = list(dict.fromkeys(item[0] for item in left if item and isinstance(item[0], document.Code)))
    end = fill("another such fact is left to the steps")
    if len(left) > 1:
        count = document.Words(str(len(left)))
        end = fill("{count} more such facts are left to the steps", count=count)
    if names and len(names) <= _MOST_ABOUT:
        end = fill("{rest}: see {names}", rest=end, names=join([(name,) for name in names]))
    return paragraph([*shown, end])


def _once(sentences: Sequence[Spans]) -> list[Spans]:
    """The sentences; who calls the function that a sentence is about is said by the first one alone."""
    seen: set[Spans] = set()
    result: list[Spans] = []
    for spans in sentences:
        first, rest = _parted(spans)
        result.append((*first[:1], *rest) if first in seen else spans)
        seen.add(first)
    return [tuple(spans) for spans in result]


def _parted(spans: Spans) -> tuple[Spans, Spans]:
    """``f` (called by `g`)`` and what follows; () and all of it where it begins otherwise."""
    if len(spans) < 2 or not isinstance(spans[0], document.Code) or not spans[1].text.startswith(" ("):
        return (), spans
    for index, span in enumerate(spans[1:], 1):
        head, end, tail = span.text.partition(")")
        if isinstance(span, document.Words) and end:
            return (*spans[:index], document.Words(head + end)), (document.Words(tail), *spans[index + 1 :])
    return (), spans


def _fitting(sentences: Sequence[Spans], most: int, roomy: int) -> int:
    """How many of the sentences are shown: four, or as many as few words allow; roomy: more."""
    room = _MOST_OF_ALL * (1 + roomy)
    if len(sentences) <= most + 1 and sum(map(length, sentences)) <= room:
        return len(sentences)
    words_, count = 0, 0
    for sentence in sentences[: min(most, _MOST_SENTENCES * (1 + roomy))]:
        words_ += length(sentence)
        if count and words_ > room:
            break
        count += 1
    return count


def fits(spans: Spans) -> bool:
    """Whether a sentence is short enough."""
    return length(spans) <= MOST_WORDS


def lines(found: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """From the first to the last line of what a fact comes from."""
    return (min(first for first, _ in found), max(last for _, last in found)) if found else (0, 0)


def sentence(group: Group, text: Spans, who: Sequence[members.Member]) -> Spans:
    """A clause with the functions that it is about."""
    if len(who) == 1 and is_alone(group, who[0]):
        return text
    first = fill("{subject} {clause}", subject=named(who[0]), clause=text)
    if len(who) == 1:
        return first
    others = join([named(member) for member in who[1:]])
    return fill("{first}; likewise {others}", first=first, others=others)
