"""``for`` and ``while``."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from sphinx_howto.analysis.scope import FunctionScope, walk_scope
from sphinx_howto.english import conditions, iteration, names, operands
from sphinx_howto.english.outline import Block, Node, Source
from sphinx_howto.english.phrase import Spans, fill, words
from sphinx_howto.english.statements import branches, telling


def _loop_body(teller: telling.Teller, body: Sequence[ast.stmt], source: Source) -> tuple[Node, ...]:
    return branches.or_no_action(telling.tell(teller, body), source)


def _tail(teller: telling.Teller, body: Sequence[ast.stmt], has_break: bool) -> tuple[tuple[Spans, tuple[Node, ...]], ...]:
    if not body:
        return ()
    told = telling.tell(teller, body)
    head = words("if the loop was not stopped") if has_break else words("after the loop")
    return ((head, told),) if told else ()


def _breaks(body: Sequence[ast.stmt]) -> bool:
    """Whether a ``break`` of this loop stands in ``body``."""
    for node in walk_scope(list(body)):
        if isinstance(node, ast.Break):
            return True
    return False


def tell_for(teller: telling.Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, (ast.For, ast.AsyncFor))
    scope = teller.scope
    nouns = (*names.iterable_nouns(node.iter), *names.nouns(node.target))
    counted = _repeated(scope, node)
    if isinstance(node, ast.AsyncFor):
        head = fill("for each {target} that {iterable} yields asynchronously", target=operands.names_of(node.target),
                    iterable=operands.operand(scope, node.iter))
    elif counted is not None:
        head = counted
    else:
        head = fill("for {each}", each=iteration.each(scope, node.target, node.iter))
    return [Block(head, _loop_body(teller, node.body, source), source, "loop", nouns,
                  _tail(teller, node.orelse, _breaks(node.body)))]


def _repeated(scope: FunctionScope, node: ast.For | ast.AsyncFor) -> Spans | None:
    """``for _ in range(n)`` -> `n` times."""
    call = node.iter
    if not (isinstance(call, ast.Call) and scope.dotted(call.func) == "range" and len(call.args) == 1
            and not call.keywords and isinstance(node.target, ast.Name) and not isinstance(call.args[0], ast.Starred)):
        return None
    name = node.target.id
    if any(isinstance(part, ast.Name) and part.id == name and isinstance(part.ctx, ast.Load)
           for part in (ast.walk(scope.function) if scope.function is not None else ast.walk(node))):
        return None
    message = "up to {count} times" if _breaks(node.body) or any(
        isinstance(part, ast.Return) for part in walk_scope(node.body)) else "{count} times"
    return fill(message, count=operands.operand(scope, call.args[0]))


def tell_while(teller: telling.Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, ast.While)
    if isinstance(node.test, ast.Constant) and node.test.value:
        head = words("again and again")
    else:
        head = fill("as long as {condition}", condition=conditions.condition(teller.scope, node.test))
    return [Block(head, _loop_body(teller, node.body, source), source, "loop",
                  ("Loop",) if isinstance(node.test, ast.Constant) else (*names.test_nouns(node.test), "Loop"),
                  _tail(teller, node.orelse, _breaks(node.body)))]
