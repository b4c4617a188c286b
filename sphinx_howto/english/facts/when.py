"""The condition under which something happens, in words, and how sure it is."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from sphinx_howto.analysis import conjuncts, paths, stable
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import conditions
from sphinx_howto.english.facts import answers, exceptions, flags, given, leading, standing
from sphinx_howto.english.phrase import Spans, fill, join

#: So many tests are told; of more only the innermost, which are necessary, but not enough.
_MOST_ATOMS = 4
#: A test with more alternatives has no words that a reader could bind without doubt.
_MOST_ALTERNATIVES = 3


@dataclass(frozen=True)
class When:
    """When something happens.

    clause: the condition in words, () for none that can be told.
    sure: it happens whenever the condition holds, exceptions apart; else it can happen then.
    always: there is no condition.
    bare, where: the condition without, and with what its local names stand for.
    """

    clause: Spans
    sure: bool
    always: bool = False
    bare: Spans = ()
    where: tuple[Spans, ...] = ()


@dataclass(frozen=True)
class Told:
    """Tests that can be told.

    tests: those, outermost first. whole: whether they are all, and mean what the caller gave.
    """

    tests: tuple[paths.Test, ...]
    whole: bool


def of(scope: FunctionScope, path: paths.Path) -> When:
    """The condition of a path: all of it, or the necessary parts of it that can be told."""
    if path.always:
        return When((), True, True)
    told = tellable(scope, path.tests)
    parts, sure = around(scope, path)
    explained_ = explain(scope, told.tests)
    alone = len(told.tests) == 1 and not parts and path.searched is None
    parts += [clause(scope, test, alone) for test in told.tests]
    sure = sure and path.loop is None and told.whole and explained_.exact
    if path.searched is not None:
        ended, exact = leading.exhausted(scope, path.searched)
        parts.append(ended)
        sure = sure and exact
    if not parts:
        return When((), False)
    bare = all_of(list(dict.fromkeys(parts)))
    return When(explained(bare, explained_.where), sure, False, bare, explained_.where)


def innermost(scope: FunctionScope, path: paths.Path) -> Spans:
    """The last test of a path, which decides, in words: it is necessary; () where it cannot be told."""
    told = tellable(scope, path.tests[-1:])
    if not told.tests:
        return ()
    return all_of([clause(scope, test, len(told.tests) == 1) for test in told.tests])


def around(scope: FunctionScope, path: paths.Path) -> tuple[list[Spans], bool]:
    """The handler of a path as a clause, if it can be told, and whether what is told of it is all."""
    if path.handler is None:
        return [], path.sure
    caught, only = leading.handled(scope, *path.handler)
    return [caught] if caught else [], path.sure and only and bool(caught)


def all_of(parts: Sequence[Spans]) -> Spans:
    """Clauses that hold together: ``A, B and C``; ``A, and either B or C``."""
    simple = [part for part in parts if part is parts[0] or conditions.is_plain(part)]
    if len(simple) == 2 and not conditions.is_plain(parts[0]):
        simple = [_and(*simple)]
    result = join(simple)
    for part in parts:
        if part is not parts[0] and not conditions.is_plain(part):
            result = _and(result, part)
    return result


def _and(first: Spans, last: Spans) -> Spans:
    return fill("{first}, and {last}", first=first, last=last)


def explained(clause: Spans, where: Sequence[Spans]) -> Spans:
    """A condition with what its names stand for."""
    return fill("{clause}, where {values}", clause=clause, values=join(where)) if where else clause


def tellable(scope: FunctionScope, tests: Sequence[paths.Test]) -> Told:
    """The tests of a path, in the caller's terms, that can be told.

    None of them where nothing of the innermost test, which decides, can be told: what is left are
    circumstances.
    """
    resolved = [paths.Test(_resolved(scope, test.node), test.negated) for test in tests]
    every = conjuncts.of(resolved, lambda one, other: given.is_same_between(scope, one, other))
    deciding = {id(test.node) for test in conjuncts.of(resolved[-1:])}
    kept: list[paths.Test] = []
    left = _MOST_ATOMS
    for test in reversed(every):
        count = _atoms(test.node)
        is_stale = stable.is_changed_between(scope, test.node, tests[-1].node.lineno)
        if count <= left and not _is_tangled(test) and not is_stale:
            left -= count
            kept.append(test)
    if not any(id(test.node) in deciding for test in kept):
        return Told((), not tests)
    whole = len(kept) == len(every)
    settled = all(stable.is_stable(scope, test.node, given.kept(scope, test.node)) for test in kept)
    return Told(tuple(reversed(kept)), whole and settled)


def explain(
    scope: FunctionScope,
    tests: Sequence[paths.Test],
    more: Sequence[ast.expr] = (),
    without: frozenset[str] = frozenset(),
) -> standing.Explained:
    """What the names in some tests stand for, and those in ``more`` expressions, but those ``without``."""
    asked = [test.node for test in tests if answers.clause(scope, test) is None]
    return standing.of(scope, [*more, *asked], without)


def clause(scope: FunctionScope, test: paths.Test, alone: bool) -> Spans:
    """A test in words; with the others of its path it is marked where it has several parts."""
    answer = answers.clause(scope, test)
    if answer is not None:
        return answer
    stated = conditions.condition(scope, test.node, test.negated)
    return stated if alone or _atoms(test.node) == 1 else fill("either {condition}", condition=stated)


def _is_tangled(test: paths.Test) -> bool:
    """Whether a test mixes more alternatives than words can keep apart."""
    node = _without_not(test.node)
    parts = node.values if isinstance(node, ast.BoolOp) else []
    nested = [part for part in map(_without_not, parts) if isinstance(part, ast.BoolOp)]
    deep = any(isinstance(_without_not(item), ast.BoolOp) for part in nested for item in part.values)
    return deep or len(parts) > _MOST_ALTERNATIVES or any(len(part.values) > 2 for part in nested)


def _resolved(scope: FunctionScope, test: ast.expr) -> ast.expr:
    """A test in the caller's terms."""
    return exceptions.resolved(scope, given.resolved(scope, flags.resolved(scope, test)))


def _atoms(node: ast.expr) -> int:
    node = _without_not(node)
    if isinstance(node, ast.Compare) and len(node.ops) > 1:
        return 2
    return sum(map(_atoms, node.values)) if isinstance(node, ast.BoolOp) else 1


def _without_not(node: ast.expr) -> ast.expr:
    while isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        node = node.operand
    return node
