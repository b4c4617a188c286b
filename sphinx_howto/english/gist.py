"""What code is for, by what it touches outside of itself: the clauses where its author says nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import effects, members, paths, runs, through
from sphinx_howto.analysis.scope import FunctionNode, FunctionScope
from sphinx_howto.english import alike, literal_texts
from sphinx_howto.english.facts import actions, instances, payloads, subject
from sphinx_howto.english.phrase import Spans, fill, join, length, merged, plain

#: What says most of a purpose comes first; what is only reached through others counts to here.
_KINDS = ("network", "database", "process", "file-write", "file-read")
_FAR = 3
_READING = _KINDS.index("file-read")
#: So many clauses are told.
_MOST = 3
#: So many functions of a module are told one by one.
_MOST_FUNCTIONS = 2
#: Calls that prepare what is meant, or tidy up after it.
_MINOR = {
    "mkdir", "makedirs", "chmod", "touch", "stat", "lstat", "listdir", "walk", "iterdir", "scandir", "exists",
    "commit", "rollback", "close", "kill", "terminate", "send_signal", "login", "starttls", "connect",
    "basicConfig",
}  # fmt: skip
_CALLED = {"call", "apart"}
#: What makes a file says most of it.
_MAKING = ("writes ", "saves ", "creates ", "appends ")
_OPENED = {"open", "io.open", "codecs.open", "aiofiles.open", "pathlib.Path.open", "gzip.open", "bz2.open"}


@dataclass(frozen=True)
class _Action:
    """What one call touches.

    rank: of its kind. sure: whether every call of its function comes to it. literal: whether it is told with
    an address, a file, a table or a program. is_known: whether a caller knows all that it is told with.
    is_usual: whether no test stands before it. is_off: whether an argument asks for it, off by default.
    is_named: whether all that nobody knows of it has a name that tells something.
    """

    text: Spans
    rank: int
    sure: bool
    literal: bool
    is_known: bool
    is_usual: bool
    is_off: bool
    is_named: bool


def of_function(member: members.Member) -> Spans:
    """``sends a `GET` request to `url` and writes `path```; () where nothing is known that it touches."""
    group = subject.Group((member,), member.scope, alone=True)
    return _told(_of_one(_sorted(group)))


def _of_one(found: Sequence[_Action]) -> list[_Action]:
    """What a caller knows; where that is only read, also what acts on something with a name."""
    known = [item for item in found if item.is_known]
    if any(item.rank < _READING for item in known):
        return known
    return [item for item in found if item.is_known or item.is_named] if len(known) < len(found) else known


def of_several(group: subject.Group) -> Spans:
    """The same of a class or a module: only what names an address, a file, a table or a program."""
    found = [replace(item, sure=item.is_usual) for item in _sorted(group)]
    told = _told([item for item in found if item.literal and not item.is_off])
    # The reader must not take what has a known address for all requests, or a few commands for all
    return fill("{actions}, among others", actions=told) if told and _is_more(found, told) else told


def _is_more(found: Sequence[_Action], told: Spans) -> bool:
    """Whether there are requests, or commands, that are not told."""
    shown = {span.text for span in told if isinstance(span, document.Code)}
    if fill("others")[0].text in plain(told):
        return False
    for item in found:
        is_shown = item.text[alike.last(item.text)].text in shown
        if not is_shown and (item.rank == 0 or (item.rank < _FAR and (item.literal or not item.is_known))):
            return True
    return False


def _told(found: Sequence[_Action]) -> Spans:
    """What always happens, then what can happen."""
    found = list(_once_a_file([item for item in found if not item.is_off] or found))
    certain = alike.together([item.text for item in found if item.sure])[:_MOST]
    others = alike.together([item.text for item in found if not item.sure])[: _MOST - len(certain)]
    first = alike.within(certain)
    bare = [text for item in others for text in [alike.bare(item)] if text]
    if not bare:
        return first
    may = fill("can {actions}", actions=alike.within(bare))
    whole = fill("{first}, and {last}", first=first, last=may) if certain else may
    return whole if length(whole) <= alike.MOST_WORDS or not certain else first


def _once_a_file(found: Sequence[_Action]) -> Iterator[_Action]:
    """The actions; of those on one file only the one that says most of it."""
    seen: set[str] = set()
    files = _KINDS.index("file-write")
    for item in sorted(found, key=lambda item: (item.rank, not plain(item.text).startswith(_MAKING))):
        named = {span.text for span in item.text if isinstance(span, document.Code)}
        if item.rank < files or not named & seen:
            yield item
        if item.rank >= files:
            seen |= named


def of_body(scope: FunctionScope, body: Sequence[ast.stmt]) -> Spans:
    """The same of the statements of a module that only runs."""
    own = [item for item in body if not isinstance(item, (*FunctionNode, ast.ClassDef))]
    found = [item for effect in effects.in_body(scope, own) for item in _action(effect, True, len(_KINDS))]
    known = alike.together([item.text for item in found if item.is_known])
    ranks = {item.text: item.rank for item in reversed(found)}
    first = sorted(known, key=lambda text: ranks.get(text, 0))[:_MOST]
    # In the order in which it happens
    return alike.within([text for text in known if text in first])


def one_by_one(group: subject.Group) -> tuple[Spans, ...]:
    """Clauses about the functions of a module, each with its subjects: what acts most comes first."""
    told: dict[Spans, list[members.Member]] = {}
    ranks: dict[Spans, int] = {}
    for member in (item for item in group.shown if item.role == "function"):
        own = subject.Group((member,), member.scope, alone=True)
        found = _of_one(_sorted(own))
        text = _told(found)
        if text:
            told.setdefault(text, []).append(member)
            ranks[text] = min(item.rank + len(_KINDS) * item.is_off for item in found)
    texts = sorted(told, key=lambda text: ranks[text])
    # What is only read is not told beside what acts
    texts = [text for text in texts if ranks[text] < _READING or ranks[text] == ranks[texts[0]]]
    return tuple(_about(group, text, told[text]) for text in texts[:_MOST_FUNCTIONS])


def _about(group: subject.Group, text: Spans, who: Sequence[members.Member]) -> Spans:
    if not plain(text).startswith("can "):
        return subject.sentence(group, text, who)
    return fill("{subject} {actions}", subject=join([subject.named(item) for item in who]), actions=text)


def _sorted(group: subject.Group) -> list[_Action]:
    found = sorted(_actions(group), key=lambda item: item.rank)
    # What is also certain is told as that
    certain = {item.text for item in found if item.sure}
    return [item for item in found if item.sure or item.text not in certain]


def _actions(group: subject.Group) -> Iterator[_Action]:
    """What the functions touch, themselves and through functions with a page of their own."""
    reached = {id(item.node) for item in group.reached}
    for member in group.reached:
        certain = any(member.node is item.node for item in group.shown)
        for effect in effects.everything(member):
            yield from _action(effect, certain and effect.path.always, len(_KINDS))
        for run in runs.of(member):
            kinds = set(_KINDS[:_FAR]) & set(through.kinds(run.callee))
            for item in instances.at(run, member.scope, kinds)[0] if kinds and run.way in _CALLED else ():
                sure = certain and item.sure and not item.loop and runs.is_plain(run.path)
                found = _action(item.effect, sure, _FAR)
                # What is reached tells of itself, but for the texts that it is given
                yield from (each for each in found if each.literal or id(run.callee.node) not in reached)


def _action(effect: effects.Effect, sure: bool, most: int) -> Iterator[_Action]:
    kind = through.kind(effect)
    if kind not in _KINDS[:most] or effect.match.entry.name.rpartition(".")[2] in _MINOR:
        return
    known = payloads.match(effect.scope, effect.match)
    given = {name: literal_texts.put(effect.scope, node) for name, node in known.arguments.items()}
    short = replace(effect, match=replace(known, arguments=given, options=(), rest=()))
    text = _plain(_opened(short) or actions.action(short) or ())
    if alike.last(text) < 0:
        return
    shown = [node for node in given.values() if _is_shown(node, text)]
    if not shown or any(map(_is_empty, shown)):
        return
    is_known = not any(_is_opaque(effect.scope, node) or _is_private(node) for node in shown)
    literal = is_known and any(map(_has_text, shown))
    named = all(isinstance(node, ast.Name) and len(node.id) >= _TELLING for node in shown)
    if is_known or "url" in given or kind == "process":
        tests = effect.path.tests
        is_off = any(_is_off(effect.scope, test) for test in tests)
        yield _Action(text, _KINDS.index(kind), sure, literal, is_known, not tests, is_off, named)


def _is_off(scope: FunctionScope, test: paths.Test) -> bool:
    """Whether a test is of a parameter that is false by default."""
    if test.negated:
        return False
    both = isinstance(test.node, ast.BoolOp) and isinstance(test.node.op, ast.And)
    parts = test.node.values if both and isinstance(test.node, ast.BoolOp) else [test.node]
    defaults = [scope.defaults.get(item.id) for item in parts if isinstance(item, ast.Name)]
    return any(isinstance(item, ast.Constant) and not item.value for item in defaults)


def _plain(text: Spans) -> Spans:
    """A clause without what is told of it elsewhere, and with the folder of a file in words."""
    parts: list[document.Span] = []
    for span in text:
        parts += _placed(span) if isinstance(span, document.Code) else [span]
    if parts and isinstance(parts[-1], document.Words) and parts[-1].text == _WAITS:
        parts.pop()
    return merged(parts)


_WAITS = " and waits until it ends"


def _placed(span: document.Code) -> Spans:
    """``os.path.join(folder, "name")`` as the name and the folder."""
    try:
        node = ast.parse(span.text, mode="eval").body
    except (SyntaxError, ValueError):
        return (span,)
    folder, name = _parts_of(node)
    if folder is None or name is None or isinstance(name, (ast.Starred, ast.Call)):
        return (span,)
    shown = document.Code(quoting.source(name))
    if isinstance(folder, ast.Call) and quoting.source(folder.func) == "tempfile.gettempdir":
        return fill("{name} in the directory for temporary files", name=shown)
    return fill("{name} in {folder}", name=shown, folder=document.Code(quoting.source(folder)))


def _parts_of(node: ast.expr) -> tuple[ast.expr | None, ast.expr | None]:
    """The folder and the name of a path; None, None where it is not put together of two."""
    if isinstance(node, ast.Call) and quoting.source(node.func) == "os.path.join" and len(node.args) == 2:
        return node.args[0], node.args[1]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        return node.left, node.right
    return None, None


def _opened(effect: effects.Effect) -> Spans | None:
    """``reads `path``` for a file that is opened, whatever else its mode says."""
    path = effect.match.arguments.get("file", effect.match.arguments.get("self"))
    if effect.match.entry.name not in _OPENED or path is None:
        return None
    told = actions.action(effect)
    code = told[alike.first(told)] if told and alike.first(told) >= 0 else None
    if code is None:
        return None
    return fill("writes {file}" if through.kind(effect) == "file-write" else "reads {file}", file=code)


def _is_shown(node: ast.expr, text: Spans) -> bool:
    """Whether an argument stands in what is told."""
    names = [item.id for item in ast.walk(node) if isinstance(item, ast.Name)]
    values = [str(item.value) for item in ast.walk(node) if isinstance(item, ast.Constant)]
    code = " ".join(span.text for span in text if isinstance(span, document.Code))
    return any(item in code for item in (*names, *values))


def _is_opaque(scope: FunctionScope, node: ast.expr) -> bool:
    """Whether an argument says nothing to a caller; the begin of an address does."""
    begin = node.values[0] if isinstance(node, ast.JoinedStr) else None
    is_begun = isinstance(begin, ast.Constant) and str(begin.value).startswith(_BEGINS)
    return not is_begun and payloads.is_opaque(scope, node)


def _is_private(node: ast.expr) -> bool:
    """Whether an argument is an attribute that only the class knows."""
    return isinstance(node, ast.Attribute) and node.attr.startswith("_")


_BEGINS = ("http://", "https://", "ws://", "wss://")


def _is_empty(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and not node.value


def _has_text(node: ast.expr) -> bool:
    """Whether an argument is, or has in it, a text of more than a few signs."""
    return any(
        isinstance(item, ast.Constant) and isinstance(item.value, str) and len(item.value) >= _TELLING
        for item in ast.walk(node)
    )


_TELLING = 3
