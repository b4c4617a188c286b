"""What the names in a fact stand for, where a caller cannot know it."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import pure
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import known, operands, values
from sphinx_howto.english.facts import given, normal
from sphinx_howto.english.phrase import Spans, code, fill, length, plain

#: So many names are explained; with more it is only told that the function sets them.
_MOST = 3
#: An explanation of a name has at most so many words.
_LONGEST = 14
#: ... and so many characters of code.
_LONGEST_CODE = 60
#: What is told of a name that a value is unpacked into, by its place.
_PARTS = (
    "{name} is the first part of {value}",
    "{name} is the second part of {value}",
    "{name} is the third part of {value}",
)
_CONTAINERS = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)


@dataclass(frozen=True)
class Explained:
    """What the names in some tests stand for.

    where: a clause for each name of which there is something to tell.
    exact: whether each of them is still what the clause tells, and no parameter has been replaced.
    """

    where: tuple[Spans, ...]
    exact: bool


class Given:
    """Which explanations one fact has given already: each is given once."""

    def __init__(self) -> None:
        self._given: set[tuple[int, str]] = set()

    def left(self, scope: FunctionScope, where: Sequence[Spans]) -> tuple[Spans, ...]:
        """The explanations that are still to be given."""
        return tuple(item for item in where if (id(scope.function), plain(item)) not in self._given)

    def add(self, scope: FunctionScope, where: Sequence[Spans]) -> tuple[Spans, ...]:
        """The same; from now on they are given."""
        left = self.left(scope, where)
        self._given.update((id(scope.function), plain(item)) for item in left)
        return left


def of(scope: FunctionScope, tests: Sequence[ast.expr], without: Collection[str] = ()) -> Explained:
    """The names in ``tests`` that a caller cannot know, but those ``without``, explained in their order.

    Names of which there is nothing short to tell are left to the steps.
    """
    found = _Found()
    uses = _unknown(scope, tests, without)
    for use in uses:
        found.add(scope, use, tests)
    # What the explanations themselves speak of, where it can be told
    for use in _unknown(scope, found.shown, {*without, *found.clauses}):
        found.add(scope, use, tests, needed=False)
    where = list(found.clauses.values())
    replaced = any(True for _ in _replaced(scope, [*tests, *found.shown], without))
    return Explained(tuple(where), found.exact and not replaced)


class _Found:
    """The explanations so far. shown: the values that are told."""

    def __init__(self) -> None:
        self.clauses: dict[str, Spans] = {}
        self._values: dict[str, ast.expr | None] = {}
        self.shown: list[ast.expr] = []
        self.exact = True

    def add(
        self, scope: FunctionScope, use: ast.Name, tests: Sequence[ast.expr], needed: bool = True
    ) -> None:
        """Explain a name, if there is something to tell. needed: a test itself speaks of it."""
        value = given.assigned(scope, use)
        if use.id in self._values and self._values[use.id] is not value:
            # It has been set again in between, and stands for two things
            self.clauses.pop(use.id, None)
            self.exact = False
        if use.id in self._values:
            return
        self._values[use.id] = value
        found = _clause(scope, use, tests) if len(self.clauses) < _MOST else None
        if found is not None:
            self.clauses[use.id], value = found
            if needed:
                self.shown += _shown_names(self.clauses[use.id], value)
                self.exact = self.exact and given.still_holds(scope, use, value)


def _unknown(scope: FunctionScope, nodes: Sequence[ast.expr], without: Collection[str]) -> Iterator[ast.Name]:
    for use in (item for node in nodes for item in _names(node)):
        is_local = given.is_own(scope, use.id) and not _is_parsed(scope, use.id)
        is_other = given.is_rebound(scope, use) and given.assigned(scope, use) is not None
        if use.id not in without and (is_local or is_other):
            yield use


def _replaced(
    scope: FunctionScope, nodes: Sequence[ast.expr], without: Collection[str]
) -> Iterator[ast.Name]:
    """The parameters that may no longer be what the caller gave, and for which nothing stands in."""
    for use in (item for node in nodes for item in _names(node)):
        if use.id not in without and given.is_rebound(scope, use) and given.assigned(scope, use) is None:
            yield use


def _shown_names(told: Spans, value: ast.expr) -> list[ast.expr]:
    """The names of a value that stand in what is told of it."""
    text = " ".join(span.text for span in told if isinstance(span, document.Code))
    return [item for item in _names(value) if re.search(rf"\b{re.escape(item.id)}\b", text)]


def _names(node: ast.expr) -> Iterator[ast.Name]:
    """The names that an expression reads, without those that it binds itself."""
    every = [item for item in ast.walk(node) if isinstance(item, ast.Name)]
    bound = {item.id for item in every if not isinstance(item.ctx, ast.Load)}
    return (item for item in every if item.id not in bound)


def _is_parsed(scope: FunctionScope, name: str) -> bool:
    bound = scope.bindings.get(name, [])
    return len(bound) == 1 and bound[0][0] is not None and given.is_parsed(bound[0][0])


def _clause(scope: FunctionScope, use: ast.Name, tests: Sequence[ast.expr]) -> tuple[Spans, ast.expr] | None:
    """What a name stands for, and the expression which says it; None where that is too long to tell."""
    name = use.id
    use = _original(scope, use)
    loop = given.loop_of(scope, use)
    if loop is not None:
        message = "{name} is an item of {iterable}"
        if not isinstance(loop.target, ast.Name):
            message = "{name} is from {iterable}"
        if len(quoting.source(loop.iter)) > _LONGEST_CODE:
            return None
        shown = operands.quote(scope, loop.iter)
        return fill(message, name=code(name), iterable=shown), loop.iter
    value = given.assigned(scope, use)
    if value is not None:
        told = clause(scope, name, value, tests)
        return (told, value) if told else None
    part = given.unpacked(scope, use)
    if part is None or len(quoting.source(part[1])) > _LONGEST_CODE:
        return None
    index, whole = part
    message = _PARTS[index] if index < len(_PARTS) else "{name} is a part of {value}"
    return fill(message, name=code(name), value=operands.quote(scope, whole)), whole


def _original(scope: FunctionScope, use: ast.Name) -> ast.Name:
    """The name behind those that are only set to another local: ``z = item``."""
    for _ in range(_MOST):
        value = given.assigned(scope, use)
        if not isinstance(value, ast.Name) or not given.is_own(scope, value.id):
            break
        use = value
    return use


def clause(scope: FunctionScope, name: str, value: ast.expr, beside: Sequence[ast.expr] = ()) -> Spans:
    """``row` is the next row of `cur```: what a local stands for, in words where that is a call which acts.

    beside: the expressions that the reader sees with it: the same call there is another one.
    () where the value is too long to tell.
    """
    acting = {quoting.source(call) for call in pure.impure(scope, value)}
    if any(quoting.source(item) in acting for node in beside for item in ast.walk(node)):
        return fill(
            "{name} is an earlier result of {value}", name=code(name), value=operands.quote(scope, value)
        )
    shown = _shown(scope, value, bool(acting))
    if not shown or _is_empty(scope, value):
        return ()
    if any(isinstance(item, ast.Name) and item.id == name for item in ast.walk(value)):
        if normal.is_same(scope, name, value, beside):
            return ()
        return fill("{name} has been replaced by {value}", name=code(name), value=code(quoting.short(value)))
    is_first = isinstance(value, _CONTAINERS) or given.is_filled_later(value) or _is_builder(scope, value)
    message = "{name} is at first {value}" if is_first else "{name} is {value}"
    return fill(message, name=code(name), value=shown)


def _is_empty(scope: FunctionScope, value: ast.expr) -> bool:
    """Whether a value says nothing of what it will hold: an empty container, to be filled."""
    if isinstance(value, ast.Call):
        return _is_builder(scope, value) and not (value.args or value.keywords)
    return isinstance(value, (ast.List, ast.Dict, ast.Set)) and not (
        value.keys if isinstance(value, ast.Dict) else value.elts
    )


def _is_builder(scope: FunctionScope, value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and scope.dotted(value.func) in given.BUILDERS


def _shown(scope: FunctionScope, value: ast.expr, in_words: bool) -> Spans:
    """A value in words where it acts or has no short code; () where both are too long."""
    quoted = operands.quote(scope, value) if len(quoting.source(value)) <= _LONGEST_CODE else ()
    if not in_words and not isinstance(value, _CONTAINERS):
        return quoted
    for told in (values.value(scope, value), _without_options(scope, value)):
        if told and length(told) <= _LONGEST and _code_in(told) <= _LONGEST_CODE:
            return told
    return quoted


def _code_in(told: Spans) -> int:
    """How many characters of code a text shows."""
    return sum(len(span.text) for span in told if isinstance(span, document.Code))


def _without_options(scope: FunctionScope, value: ast.expr) -> Spans:
    """A known call in words without its options: the response to a `POST` request to `url`."""
    call = value.value if isinstance(value, ast.Await) else value
    match = scope.match(call, isinstance(value, ast.Await)) if isinstance(call, ast.Call) else None
    if match is None or not match.entry.value:
        return ()
    return known.told(scope, replace(match, options=(), rest=()), match.entry.value)
