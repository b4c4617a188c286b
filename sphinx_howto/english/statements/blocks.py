"""``with`` and ``try``."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import raises
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import known, names, operands
from sphinx_howto.english.outline import Act, Attempt, Block, Node, Source
from sphinx_howto.english.phrase import Spans, code, fill, join, words
from sphinx_howto.english.statements import branches, telling


def tell_with(teller: telling.Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, (ast.With, ast.AsyncWith))
    body = branches.acts(teller, node.body, source)
    inner = replace(source, label="", comment="", gap=False, notes=())
    for item in reversed(node.items):
        is_async = isinstance(node, ast.AsyncWith)
        head, nouns, leave = _entered(teller, item, is_async)
        role = "with" if _is_known(teller.scope, item, is_async) else "inside"
        where = source if item is node.items[0] else inner
        body = (Block(head, body, where, role, nouns, leave=leave),)
    return list(body)


def _is_known(scope: FunctionScope, item: ast.withitem, is_async: bool) -> bool:
    """Whether the phrasebook says in a clause what entering does."""
    call = item.context_expr
    match = scope.match(call, is_async) if isinstance(call, ast.Call) else None
    return match is not None and bool(match.entry.enter)


def _entered(
    teller: telling.Teller, item: ast.withitem, is_async: bool
) -> tuple[Spans, tuple[str, ...], Spans]:
    scope, call = teller.scope, item.context_expr
    nouns = (*(names.nouns(item.optional_vars) if item.optional_vars is not None else ()), *names.nouns(call))
    match = scope.match(call, is_async) if isinstance(call, ast.Call) else None
    if match is not None and match.entry.enter:
        clause = known.told(scope, match, match.entry.enter)
        head = (
            clause
            if item.optional_vars is None
            else fill("{clause} (as {name})", clause=clause, name=operands.quote(scope, item.optional_vars))
        )
        leave = (
            operands.filled(scope, match, match.entry.leave, with_options=False) if match.entry.leave else ()
        )
        return head, ((match.entry.label,) if match.entry.label else ()) + nouns, leave
    lock = scope.type_of(call)
    if lock is not None and not lock.optional and lock.name in LOCKS and item.optional_vars is None:
        return fill("while holding {lock}", lock=operands.quote(scope, call)), nouns, ()
    shown = code(f"{'async ' if is_async else ''}with {quoting.short(call)}")
    if item.optional_vars is None:
        return fill("inside {with_}", with_=shown), nouns, ()
    return (
        fill(
            "inside {with_} (as {name})",
            with_=shown,
            name=operands.quote(scope, item.optional_vars),
        ),
        nouns,
        (),
    )


LOCKS = {
    "threading.Lock",
    "threading.RLock",
    "threading.Condition",
    "threading.Semaphore",
    "asyncio.Lock",
    "asyncio.Semaphore",
    "asyncio.Condition",
    "threading.BoundedSemaphore",
    "multiprocessing.Lock",
}


def tell_try(teller: telling.Teller, node: Any, source: Source) -> list[Node]:
    # ast.Try or, from Python 3.11 on, ast.TryStar
    body = branches.acts(replace(teller, imports=True), node.body, source)
    handlers = []
    for index, handler in enumerate(node.handlers):
        taken = isinstance(node, ast.Try) and raises.is_unreachable(teller.scope, node, handler)
        told = (_taken(handler),) if taken else telling.tell(teller, handler.body)
        where = telling.unspoken(teller, handler.body, source)
        handlers.append(
            (
                words("any other exception")
                if index and handler.type is None
                else _named(caught(teller.scope, handler, type(node).__name__ == "TryStar"), handler),
                telling.branch(
                    teller,
                    handler.lineno,
                    told or (Act(words("ignores it"), where, "ignore", ("Ignored",)),),
                ),
            )
        )
    otherwise, final = _branch(teller, node.orelse), _branch(teller, node.finalbody)
    return [Attempt(body, tuple(handlers), otherwise, final, source)]


def _taken(handler: ast.ExceptHandler) -> Node:
    """A handler behind one for a base of what it catches: Python takes the first that fits."""
    first, last = handler.body[0].lineno, handler.body[-1].end_lineno or handler.lineno
    message = (
        "never reaches line {first}, as a handler above takes it"
        if first == last
        else "never reaches lines {first} to {last}, as a handler above takes it"
    )
    text = fill(message, first=document.Words(str(first)), last=document.Words(str(last)))
    return Act(text, Source((first, last)), "nothing", ("Unreachable code",))


def _branch(teller: telling.Teller, body: Sequence[ast.stmt]) -> tuple[Node, ...]:
    """The body of ``else:`` or ``finally:``, with what its author says there."""
    if not body:
        return ()
    return telling.branch(teller, teller.comments.head_of(body), telling.tell(teller, body))


def _named(classes: Spans, handler: ast.ExceptHandler) -> Spans:
    """What is caught, with the name that the handler's body uses for it."""
    causes = {id(item.cause) for item in ast.walk(handler) if isinstance(item, ast.Raise)}
    raised = {id(item.exc) for item in ast.walk(handler) if isinstance(item, ast.Raise)}
    used = any(
        isinstance(item, ast.Name) and item.id == handler.name and id(item) not in causes | raised
        for item in ast.walk(handler)
    )
    return (
        fill("{classes} (as {name})", classes=classes, name=code(handler.name))
        if handler.name and used
        else classes
    )


def caught(scope: FunctionScope, handler: ast.ExceptHandler, group: bool = False) -> Spans:
    """What a handler catches: `A` or `B`."""
    if handler.type is None:
        return words("any exception at all")
    items = handler.type.elts if isinstance(handler.type, ast.Tuple) and handler.type.elts else [handler.type]
    shown = join([operands.quote(scope, item) for item in items], "or")
    return fill("an exception group with {classes}", classes=shown) if group else shown
