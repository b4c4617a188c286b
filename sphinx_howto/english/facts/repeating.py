"""What happens in a loop: for which of its items, and under which tests before the loop and inside of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sphinx_howto import document
from sphinx_howto.analysis import paths
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import operands
from sphinx_howto.english.facts import given, when
from sphinx_howto.english.phrase import Spans, fill, length, merged

#: (whether it happens for every item, whether a condition is told) -> pattern.
_ITEMS = {
    (True, True): "{action}, for each {items} for which {condition}",
    (True, False): "{action}, for each {items}",
    (False, True): "{action}, for some {items} for which {condition}",
    (False, False): "{action}, for some {items}",
}
_ROUNDS = {
    (True, True): "{action}, in a loop, if {condition}",
    (True, False): "{action}, in a loop",
    (False, True): "{action}, in a loop, only if {condition}",
    (False, False): "{action}, in a loop, on some paths",
}
_TIMES = {
    (True, True): "{action}, up to {items} times, if {condition}",
    (True, False): "{action}, {items} times",
    (False, True): "{action}, up to {items} times, only if {condition}",
    (False, False): "{action}, up to {items} times",
}
#: Of a longer condition within a loop only the last test is told, which decides.
_LONGEST = 14


@dataclass(frozen=True)
class _Loop:
    """A loop with the tests inside of it.

    items: what it goes over, () for ``while``. names: what is known by that.
    condition: the tests, () for none that can be told. sure: no round is left out otherwise.
    counted: the items say only how often it goes round.
    """

    items: Spans
    names: frozenset[str]
    condition: Spans
    sure: bool
    counted: bool = False


def told(
    scope: FunctionScope, action: Spans, path: paths.Path, shown: Sequence[ast.expr]
) -> Iterator[tuple[Spans, tuple[Spans, ...]]]:
    """An action in the loop of its path, from the fullest to the shortest wording, each with its names.

    shown: the names that the action shows.
    """
    assert path.loop is not None
    inside, outside = _divided(path)
    tests = when.tellable(scope, inside.tests)
    loop = _loop(scope, path, inside, tests)
    if length(loop.condition) > _LONGEST:
        loop = replace(loop, condition=when.innermost(scope, inside), sure=False)
    loop = _counted(scope, path.loop, loop, merged([*action, *loop.condition]))
    before = when.of(scope, replace(outside, loop=None))
    told_tests = tests.tests if loop.condition else ()
    values = when.explain(scope, told_tests, [*shown, *_iterated(path.loop)], loop.names).where
    text = _repeated(action, loop)
    if before.always:
        yield text, values
        yield text, ()
        return
    if before.bare:
        message = "{action}, if {condition}" if before.sure else "{action}, only if {condition}"
        both = _repeated(fill(message, action=action, condition=before.bare), loop)
        yield both, tuple(dict.fromkeys((*before.where, *values)))
        yield both, ()
    loop = replace(loop, sure=False)
    yield _repeated(action, loop), values
    yield _repeated(action, loop), ()
    yield _repeated(action, replace(loop, condition=())), ()


def _counted(scope: FunctionScope, node: ast.AST, loop: _Loop, told_: Spans) -> _Loop:
    """``for _ in range(9)``, whose number nothing that is told speaks of: how often it goes round."""
    call = node.iter if isinstance(node, (ast.For, ast.AsyncFor)) else None
    if not isinstance(call, ast.Call) or scope.dotted(call.func) != "range" or len(call.args) != 1:
        return loop
    text = " ".join(span.text for span in told_ if isinstance(span, document.Code))
    if any(re.search(rf"\b{re.escape(name)}\b", text) for name in loop.names):
        return loop
    count = operands.operand(scope, given.resolved(scope, call.args[0]))
    return replace(loop, items=count, counted=True)


def _repeated(action: Spans, loop: _Loop) -> Spans:
    table = _TIMES if loop.counted else _ITEMS if loop.items else _ROUNDS
    message = table[loop.sure, bool(loop.condition)]
    return fill(message, action=action, items=loop.items, condition=loop.condition)


def _divided(path: paths.Path) -> tuple[paths.Path, paths.Path]:
    """What of a path lies inside of its loop, and what before."""
    inner = tuple(test for test in path.tests if _is_in(path.loop, test.node))
    outer = tuple(test for test in path.tests if test not in inner)
    handled = path.handler is not None and _is_in(path.loop, path.handler[1])
    inside = replace(path, tests=inner, searched=None, handler=path.handler if handled else None)
    outside = replace(path, tests=outer, sure=True, handler=None if handled else path.handler)
    return inside, outside


def _is_in(loop: ast.AST | None, node: ast.AST) -> bool:
    return any(item is node for item in ast.walk(loop)) if loop is not None else False


def _loop(scope: FunctionScope, path: paths.Path, inside: paths.Path, tests: when.Told) -> _Loop:
    loop = path.loop
    parts, sure = when.around(scope, inside)
    alone = len(tests.tests) == 1 and not parts
    parts += [when.clause(scope, test, alone) for test in tests.tests]
    condition = when.all_of(list(dict.fromkeys(parts))) if parts else ()
    sure = sure and tests.whole and not _ends_early(loop)
    if not isinstance(loop, (ast.For, ast.AsyncFor, ast.comprehension)):
        refused = loop is not None and any(isinstance(item, ast.Raise) for item in paths.own_nodes(loop))
        return _Loop((), frozenset(), condition, sure and not (condition and refused))
    items = fill(
        "{target} in {iterable}",
        target=operands.names_of(loop.target),
        iterable=operands.operand(scope, given.resolved(scope, loop.iter)),
    )
    names = {item.id for item in ast.walk(loop.target) if isinstance(item, ast.Name)}
    return _Loop(items, frozenset(names), condition, sure)


def _iterated(loop: ast.AST) -> list[ast.expr]:
    return [loop.iter] if isinstance(loop, (ast.For, ast.AsyncFor, ast.comprehension)) else []


def _ends_early(loop: ast.AST | None) -> bool:
    """Whether a loop may be left before its last item."""
    return isinstance(loop, (ast.For, ast.AsyncFor)) and paths.breaks(loop)
