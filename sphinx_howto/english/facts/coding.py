"""Caching, blocking, logging: how the functions behave beyond their results."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import effects, logs, members, signatures
from sphinx_howto.english import operands
from sphinx_howto.english.facts import effects as wording
from sphinx_howto.english.facts import subject
from sphinx_howto.english.phrase import Spans, code, fill, join, words

_MOST = 6
_LEVELS = {
    "debug": "debug messages",
    "info": "information messages",
    "warning": "warnings",
    "warn": "warnings",
    "error": "errors",
    "exception": "errors with the traceback",
    "critical": "critical messages",
}
#: Callables that stop the thread, and with it the event loop, when a coroutine calls them.
_BLOCKING = (
    "time.sleep",
    "requests.",
    "subprocess.run",
    "subprocess.call",
    "subprocess.check_",
    "os.system",
    "urllib.request.urlopen",
    "input",
    "socket.create_connection",
    "httpx.get",
    "httpx.post",
    "httpx.Client.",
)


def logging(group: subject.Group) -> document.Step | None:
    """Which kinds of messages are logged, and to which logger."""
    found: dict[str, None] = {}
    lines = []
    for member in group.reached:
        for name, place in logs.uses(member):
            lines.append(place)
            found.setdefault(_LEVELS[name])
    if not found:
        return None
    levels = join([words(level) for level in dict.fromkeys(_LEVELS.values()) if level in found])
    name = _logger(group)
    clause = (
        fill("logs {levels} to the logger {name}", levels=levels, name=code(quoting.literal(name)))
        if name
        else fill("logs {levels}", levels=levels)
    )
    return document.Step(words("Logging"), subject.cut([clause], 1), subject.lines(lines))


def _logger(group: subject.Group) -> str:
    """The name of the only logger that the module makes, "" if there is none or its name is not known."""
    module = group.scope.module
    made = [
        value
        for value in module.constants.values()
        if isinstance(value, ast.Call) and module.dotted(value.func) == "logging.getLogger"
    ]
    given = made[0].args[0] if len(made) == 1 and len(made[0].args) == 1 else None
    if isinstance(given, ast.Constant) and isinstance(given.value, str):
        return given.value
    return module.module.name if isinstance(given, ast.Name) and given.id == "__name__" else ""


def blocking(group: subject.Group) -> document.Step | None:
    """Calls in coroutines that stop the event loop."""
    sentences, lines = [], []
    for member in group.shown:
        if not isinstance(member.node, ast.AsyncFunctionDef):
            continue
        for effect in effects.calls(member):
            name = effect.match.entry.name
            if not effect.awaited and not effect.match.entry.awaited and name.startswith(_BLOCKING):
                callee = code(quoting.short(effect.call))
                rest = fill("{call} without `await`, which blocks the event loop", call=callee)
                sentences.append(subject.clause(group, [member], "calls", rest))
                lines.append(effect.lines)
    if not sentences:
        return None
    return document.Step(words("Blocking"), subject.cut(sentences, _MOST), subject.lines(lines))


def caching(group: subject.Group) -> document.Step | None:
    """Results that are kept: on the instance, or by argument."""
    sentences, lines = [], []
    for text, found in (*_on_instance(group), *_by_argument(group)):
        sentences.append(text)
        lines += [member.lines for member in found]
    if not sentences:
        return None
    return document.Step(words("Caching"), subject.cut(sentences, _MOST), subject.lines(lines))


def _on_instance(group: subject.Group) -> list[tuple[Spans, Sequence[members.Member]]]:
    found = [
        member
        for member in group.shown
        if "functools.cached_property" in signatures.decorator_paths(member.scope, member.node)
    ]
    if not found:
        return []
    rest = fill("computed on the first access, then kept on the instance")
    return [(subject.clause(group, found, "is", rest), found)]


def _by_argument(group: subject.Group) -> list[tuple[Spans, Sequence[members.Member]]]:
    result: list[tuple[Spans, Sequence[members.Member]]] = []
    for member in group.shown:
        for item in member.node.decorator_list:
            path = member.scope.module.dotted(item.func if isinstance(item, ast.Call) else item)
            size = (
                _size(member, item)
                if path == "functools.lru_cache"
                else ()
                if path == "functools.cache"
                else None
            )
            if size is None:
                continue
            rest = fill("its results by argument")
            if size:
                rest = fill("up to {size} results by argument", size=size)
            if signatures.parameters(member.scope, member.node) != () and member.scope.receiver is not None:
                rest = fill("{rest}, in one cache for all instances", rest=rest)
            result.append((subject.clause(group, [member], "keeps", rest), [member]))
    return result


def _size(member: members.Member, item: ast.expr) -> Spans:
    """How many results ``lru_cache`` keeps; () for no limit."""
    given: ast.expr | None = None
    if isinstance(item, ast.Call):
        given = next(
            (word.value for word in item.keywords if word.arg == "maxsize"),
            item.args[0] if item.args else None,
        )
    if given is None:
        return code("128")
    if isinstance(given, ast.Constant) and given.value is None:
        return ()
    return operands.operand(member.scope, given)


warning = wording.teller("Warnings", ["warn"])
