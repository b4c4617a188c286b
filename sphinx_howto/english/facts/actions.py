"""What one known call touches outside of the function, in words: the action alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace

from sphinx_howto import catalogue, document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import effects, waiting
from sphinx_howto.english import known
from sphinx_howto.english.facts import given, inlining, payloads
from sphinx_howto.english.phrase import Spans, code, fill, length

_TABLE = re.compile(
    r"\s*CREATE\s+TABLE\s+(?P<unless>IF\s+NOT\s+EXISTS\s+)?[\"`\[]?(?P<name>\w+)", re.IGNORECASE
)
#: Whether a subprocess is waited for -> what is told of starting it.
_STARTED = {
    True: "runs {args} and waits until it ends",
    False: "starts {args} without waiting for it",
    None: "starts {args}",
}
#: How the options of a request begin that tell what it carries.
_CARRIED = (
    "with {json}", "with a JSON body", "with {data}", "with the fields", "with a body", "with the query",
    "with query", "with the files", "with files", ", with the headers", ", with headers",
    ", with the cookies", ", with cookies", ", with the timeout {timeout}", ", through", ", leaving the body",
)  # fmt: skip
#: Words of an action; its subject and its condition need some more.
_LONGEST = 40


def action(effect: effects.Effect) -> Spans | None:
    """``deletes the file `path```; None where the row has no words for an action."""
    entry = effect.match.entry
    message = next(_messages(effect), None)
    if message is None:
        return None
    table = _created_table(effect)
    if table is not None:
        return table
    if entry.effect == "warn" and not _is_whole(effect, effect.match.arguments.get("message")):
        message = "issues a warning"
    text = _filled(effect, message)
    if message == entry.value:
        return fill("reads {value}", value=text) if entry.effect == "file-read" else None
    return text


def _filled(effect: effects.Effect, message: str) -> Spans:
    """A phrase with as many of its options as a sentence can hold; how many are left out is said.

    What a request carries is told by the steps: here its address is what matters.
    """
    match = payloads.match(effect.scope, effect.match)
    if effect.kind == "process" and any(map(_catches, effect.path.guards)):
        # What its failing means, the handler decides
        kept = [text for text in match.options if not text.startswith(", raising an exception")]
        match = replace(match, options=tuple(kept))
    if effect.kind == "network":
        kept = [text for text in match.options if not text.startswith(_CARRIED)]
        match = replace(match, options=tuple(kept))
    url = effect.match.arguments.get("url")
    others = inlining.alternatives(effect.scope, url) if url is not None else []
    usual = inlining.by_default(effect.scope, url) if url is not None and not others else None
    if usual is not None and not inlining.is_address(match.arguments["url"]):
        match = replace(match, arguments={**match.arguments, "default": usual})
        shown = catalogue.gettext("{url} ({default} by default)")
        message = catalogue.gettext(message).replace("{url}", shown)
    if others:
        match = replace(match, arguments={**match.arguments, "url": others[0], "other": others[1]})
        either = catalogue.gettext("{url} or {other}")
        message = catalogue.gettext(message).replace("{url}", either)
    for count in range(len(match.options), -1, -1):
        text = known.told(effect.scope, replace(match, options=match.options[:count], rest=()), message)
        left = len(match.options) - count
        if left:
            text = fill(
                "{action} and {count} more options" if left > 1 else "{action} and another option",
                action=text,
                count=document.Words(str(left)),
            )
        if length(text) <= _LONGEST:
            break
    return text


def _catches(guard: ast.stmt) -> bool:
    """Whether a handler of a ``try`` makes something else of an exception than another one."""
    return any(not isinstance(item.body[-1], ast.Raise) for item in getattr(guard, "handlers", ()))


def _is_whole(effect: effects.Effect, message: ast.expr | None) -> bool:
    """Whether the text of a warning can be shown uncut, by more than the name of a variable."""
    if isinstance(message, ast.Name) and message.id in effect.scope.bindings:
        return False
    return message is None or len(quoting.source(message)) <= quoting.LONGEST


def _created_table(effect: effects.Effect) -> Spans | None:
    """``creates the table `x` unless it exists`` for a literal ``CREATE TABLE`` that is run."""
    if effect.kind != "database" or not effect.call.args:
        return None
    sql = given.resolved(effect.scope, effect.call.args[0])
    constant = effect.scope.constant(sql) or sql
    if not isinstance(constant, ast.Constant) or not isinstance(constant.value, str):
        return None
    found = _TABLE.match(constant.value)
    if found is None:
        return None
    message = "creates the table {name} unless it exists" if found["unless"] else "creates the table {name}"
    return fill(message, name=code(found["name"]))


def _messages(effect: effects.Effect) -> Iterator[str]:
    entry = effect.match.entry
    if entry.name == "subprocess.Popen":
        yield _STARTED[waiting.of(effect)]
    if effect.entered and entry.enter:
        yield entry.enter
    if entry.clause:
        yield entry.clause
    if entry.value and not entry.condition:
        yield entry.value
