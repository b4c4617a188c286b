"""What the handlers of a ``try`` are there for, in words: the calls that it guards."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from sphinx_howto.analysis import able, logs, stable, swallowed
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import operands
from sphinx_howto.english.phrase import Spans, code, fill, join

#: So many calls are named.
MOST = 3
#: Of more calls so many are named that touch something outside.
_MOST_OUTSIDE = 2
#: A longer expression is not quoted.
_LONGEST = 40
_WORD = re.compile(r"[a-z0-9]+")
#: Words of calls that act, rather than look or work something out.
_ACTS = {
    "create", "save", "send", "run", "fetch", "load", "upload", "download", "post", "write", "delete",
    "execute", "invoke", "generate", "complete", "chat", "publish", "update", "insert", "build", "store",
    "start", "call", "connect", "restore", "remove", "search", "query",
}  # fmt: skip
#: What many names hold, and so tells nothing about one.
_COMMON = {"get", "set", "self", "run", "make", "is", "to", "from", "of", "the", "async"}


def sources(scope: FunctionScope, node: ast.Try, caught: Sequence[str] = ()) -> Spans:
    """``a`, `b` and `c```; of more calls the main ones; () where nothing in the block can be named.

    caught: the dotted names of the exceptions, where only calls that can raise them are to be named.
    """
    imported = _imported(node, caught)
    if imported:
        return imported
    calls = able.of(scope, node, caught)
    if len(calls) > MOST:
        return _main(scope, calls, "and")
    shown = [code(name) for name in calls] or _quoted(scope, node)
    return join(shown) if 0 < len(shown) <= MOST else ()


def failing(scope: FunctionScope, node: ast.Try, caught: Sequence[str] = ()) -> Spans:
    """``a` or `b```: what raises in a ``try``, as the subject of a verb in the singular."""
    shown = named(scope, node, caught)
    if shown:
        return join(shown, "or")
    calls = able.of(scope, node, caught)
    return _main(scope, calls, "or") if calls else fill("one of its steps")


def named(scope: FunctionScope, node: ast.Try, caught: Sequence[str] = ()) -> list[Spans]:
    """All that raises in a ``try``; [] where there is more than can be named, or a ``raise`` of its own."""
    imported = _imported(node, caught)
    if imported:
        return [imported]
    calls = able.of(scope, node, caught)
    raises = any(isinstance(item, ast.Raise) for part in node.body for item in ast.walk(part))
    shown = [] if raises else [code(name) for name in calls] or _quoted(scope, node)
    return shown if len(shown) <= MOST else []


def _imported(node: ast.Try, caught: Sequence[str]) -> Spans:
    """``importing `a```: what a handler for a missing module is there for; () where more is caught."""
    if not caught or not _MISSING.issuperset(caught):
        return ()
    found: dict[str, None] = {}
    for item in node.body:
        if isinstance(item, ast.Import):
            found.update(dict.fromkeys(alias.name for alias in item.names))
        elif isinstance(item, ast.ImportFrom):
            found["." * item.level + (item.module or "")] = None
    return fill("importing {modules}", modules=join([code(name) for name in found])) if found else ()


#: What an import raises.
_MISSING = frozenset({"ImportError", "ModuleNotFoundError"})


def _main(scope: FunctionScope, calls: Sequence[str], conjunction: str) -> Spans:
    """``open`, `send` and the steps around them``."""
    main = [code(name) for name in _chosen(scope, calls)]
    around = _AROUND[conjunction][len(main) > 1]
    return join([*main, fill(around)], conjunction)


#: Conjunction -> what stands behind one call, and behind more.
_AROUND = {
    "and": ("the steps around it", "the steps around them"),
    "or": ("a step around it", "a step around them"),
}


def _quoted(scope: FunctionScope, node: ast.Try) -> list[Spans]:
    """What can raise in a block without telling calls, in short code; [] where there is more."""
    found = list(_plain(node)) or _only(node)
    if any(len(quoting.source(item)) > _LONGEST or stable.has_replaced(scope, item) for item in found):
        return []
    unpacked = {
        id(item.value)
        for item in node.body
        if isinstance(item, ast.Assign) and isinstance(item.targets[0], (ast.Tuple, ast.List))
    }
    shown = (
        fill("unpacking {value}" if id(item) in unpacked else "{value}", value=operands.quote(scope, item))
        for item in found
    )
    return list(dict.fromkeys(shown))


def _chosen(scope: FunctionScope, calls: Sequence[str]) -> list[str]:
    """The calls that a block is for: those that ask something outside, or the one that is most like it."""
    outside = [name for name in calls if swallowed.is_outside(name) and name != "open"]
    if outside:
        return outside[:_MOST_OUTSIDE]
    best = max((name for name in calls if name != "open"), key=lambda name: _weight(scope, name))
    return [*(name for name in calls if name == "open"), best]


def _weight(scope: FunctionScope, name: str) -> int:
    """How much a call has to do with the function: the same words, an object that it works with."""
    last = name.rpartition(".")[2].lower()
    own = set(_WORD.findall(getattr(scope.function, "name", "").lower())) - _COMMON
    alike = len(own & set(_WORD.findall(last)))
    made = name.rpartition(".")[2][:1].isupper() or "error" in last or "result" in last
    acts = bool(_ACTS.intersection(_WORD.findall(last.replace("_", " "))))
    return 2 * alike + acts + (name.count(".") > 1) - 3 * made


def _plain(node: ast.Try) -> Iterator[ast.expr]:
    """The expressions of a block without telling calls that can raise: conversions, keys, loops."""
    for statement in node.body:
        if isinstance(statement, (ast.For, ast.AsyncFor)):
            yield statement.iter
        else:
            yield from _outermost(statement)


def _only(node: ast.Try) -> list[ast.expr]:
    """What a block of one statement works out, if that may fail at all."""
    value = getattr(node.body[0], "value", None) if len(node.body) == 1 else None
    return [value] if isinstance(value, (ast.BinOp, ast.Attribute, ast.Compare, ast.JoinedStr)) else []


def _outermost(node: ast.AST) -> Iterator[ast.expr]:
    """The calls and subscripts in a node, without those in them; what is logged or printed is no matter."""
    for item in ast.iter_child_nodes(node):
        is_call = isinstance(item, ast.Call) and not _is_telling(item)
        if is_call or (isinstance(item, ast.Subscript) and isinstance(item.ctx, ast.Load)):
            assert isinstance(item, ast.expr)
            yield item
        elif not isinstance(item, ast.Lambda):
            yield from _outermost(item)


def _is_telling(node: ast.Call) -> bool:
    """Whether a call only says something, or puts it into a container."""
    name = quoting.source(node.func)
    return logs.is_named(node) or name == "print" or name.endswith((".append", ".add", ".extend"))
