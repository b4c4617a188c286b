"""``for`` and ``while``."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from sphinx_howto.analysis.scope import FunctionNode, FunctionScope, walk_scope
from sphinx_howto.english import conditions, iteration, names, operands
from sphinx_howto.english.outline import Act, Block, Node, Source
from sphinx_howto.english.phrase import Spans, fill, words
from sphinx_howto.english.statements import telling


def _loop_body(teller: telling.Teller, body: Sequence[ast.stmt], source: Source) -> tuple[Node, ...]:
    told = telling.tell(teller, body)
    where = telling.unspoken(teller, body, source)
    return told or (Act(words("repeats only that"), where, "nothing", ("Loop",)),)


def _tail(
    teller: telling.Teller, body: Sequence[ast.stmt], has_break: bool
) -> tuple[tuple[Spans, tuple[Node, ...]], ...]:
    if not body:
        return ()
    told = telling.branch(teller, teller.comments.head_of(body), telling.tell(teller, body))
    head = words("if that loop ended without a `break`") if has_break else ()
    return ((head, told),) if told else ()


_LOOPS = (ast.For, ast.AsyncFor, ast.While)


def _breaks(body: Sequence[ast.AST]) -> bool:
    """Whether a ``break`` of this loop stands in ``body``; those of loops inside it end only them."""
    return any(isinstance(node, ast.Break) or _breaks(_parts(node)) for node in body)


def _parts(node: ast.AST) -> list[ast.AST]:
    """The statements directly inside a statement that belong to the same loop."""
    if isinstance(node, (*FunctionNode, ast.ClassDef)):
        return []
    names = ("orelse",) if isinstance(node, _LOOPS) else ("body", "orelse", "finalbody", "handlers", "cases")
    return [part for name in names for part in getattr(node, name, [])]


def tell_for(teller: telling.Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, (ast.For, ast.AsyncFor))
    scope = teller.scope
    nouns = (*names.iterable_nouns(node.iter), *names.nouns(node.target))
    counted = _repeated(scope, node)
    if isinstance(node, ast.AsyncFor):
        head = fill(
            "for each {target} that {iterable} yields asynchronously",
            target=operands.names_of(node.target),
            iterable=operands.operand(scope, node.iter),
        )
    elif counted is not None:
        head = counted
    else:
        head = fill("for {each}", each=iteration.each(scope, node.target, node.iter))
    return [
        Block(
            head,
            _loop_body(teller, node.body, source),
            source,
            "loop",
            nouns,
            _tail(teller, node.orelse, _breaks(node.body)),
        )
    ]


def _repeated(scope: FunctionScope, node: ast.For | ast.AsyncFor) -> Spans | None:
    """``for _ in range(n)`` -> `n` times."""
    call = node.iter
    if not (
        isinstance(call, ast.Call)
        and scope.dotted(call.func) == "range"
        and len(call.args) == 1
        and not call.keywords
        and isinstance(node.target, ast.Name)
        and not isinstance(call.args[0], ast.Starred)
    ):
        return None
    name = node.target.id
    if any(
        isinstance(part, ast.Name) and part.id == name and isinstance(part.ctx, ast.Load)
        for part in (ast.walk(scope.function) if scope.function is not None else ast.walk(node))
    ):
        return None
    message = (
        "up to {count} times"
        if _breaks(node.body) or any(isinstance(part, ast.Return) for part in walk_scope(node.body))
        else "{count} times"
    )
    return fill(message, count=operands.operand(scope, call.args[0]))


def tell_while(teller: telling.Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, ast.While)
    if isinstance(node.test, ast.Constant) and node.test.value:
        head = words("again and again")
    else:
        head = fill("as long as {condition}", condition=conditions.condition(teller.scope, node.test))
    return [
        Block(
            head,
            _loop_body(teller, node.body, source),
            source,
            "loop",
            ("Loop",) if isinstance(node.test, ast.Constant) else (*names.test_nouns(node.test), "Loop"),
            _tail(teller, node.orelse, _breaks(node.body)),
        )
    ]
