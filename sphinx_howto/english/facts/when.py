"""The condition under which something happens, in words, and how sure it is."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import paths
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import conditions, operands
from sphinx_howto.english.facts import exceptions, flags, given
from sphinx_howto.english.phrase import Spans, code, fill, join

_MOST_ATOMS = 3
#: A single test may be longer: two ranges.
_MOST_ATOMS_OF_ONE = 4


@dataclass(frozen=True)
class When:
    """When something happens.

    clause: the condition in words, () for none that can be told.
    sure: it happens whenever the condition holds, exceptions apart; else it can happen then.
    always: there is no condition.
    """

    clause: Spans
    sure: bool
    always: bool = False


def of(scope: FunctionScope, path: paths.Path) -> When:
    """The condition of a path."""
    if path.always:
        return When((), True, True)
    if path.loop is not None and any(_is_bound_in(path.loop, test.node) for test in path.tests):
        return When((), False)
    parts = []
    sure = path.sure and path.loop is None
    if path.handler is not None:
        caught, only = handled(scope, *path.handler)
        if not caught:
            return When((), False)
        parts.append(caught)
        sure = sure and only
    tests = tuple(paths.Test(_resolved(scope, test.node), test.negated) for test in path.tests)
    explained = given.explained(scope, [test.node for test in tests])
    told = _told(scope, tests, bool(parts) or path.searched is not None)
    if told is None or explained is None:
        return When(parts[0] if parts else (), False)
    parts += told
    if path.searched is not None:
        parts.append(exhausted(scope, path.searched))
    if not parts:
        return When((), False)
    stable = all(paths.is_stable(scope, test.node) for test in tests)
    clause = join(list(dict.fromkeys(parts)))
    for name, value in explained.items():
        clause = fill(
            "{clause}, where {name} is {value}",
            clause=clause,
            name=code(name),
            value=code(quoting.source(value)),
        )
    return When(clause, sure and stable)


def _resolved(scope: FunctionScope, test: ast.expr) -> ast.expr:
    """A test in the caller's terms."""
    return exceptions.resolved(scope, given.resolved(scope, flags.resolved(scope, test)))


def _told(scope: FunctionScope, tests: tuple[paths.Test, ...], joined: bool) -> list[Spans] | None:
    """The tests as clauses; None if there are too many or they cannot be joined without doubt.

    joined: whether another clause stands beside them.
    """
    most = _MOST_ATOMS if len(tests) > 1 or joined else _MOST_ATOMS_OF_ONE
    if sum(_atoms(test.node) for test in tests) > most:
        return None
    if (joined or len(tests) > 1) and any(_atoms(test.node) > 1 for test in tests):
        items = [_stated(test) for test in tests]
        text = quoting.source(ast.BoolOp(ast.And(), items) if len(items) > 1 else items[0])
        return [fill("{code} is true", code=code(text))] if len(text) <= quoting.LONGEST else None
    return [conditions.condition(scope, test.node, test.negated) for test in tests]


def _stated(test: paths.Test) -> ast.expr:
    """A test as the expression that is true when it holds."""
    if not test.negated:
        return test.node
    if isinstance(test.node, ast.UnaryOp) and isinstance(test.node.op, ast.Not):
        return test.node.operand
    return ast.UnaryOp(ast.Not(), test.node)


def _atoms(node: ast.expr) -> int:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return _atoms(node.operand)
    if isinstance(node, ast.Compare) and len(node.ops) > 1:
        return 2
    return sum(map(_atoms, node.values)) if isinstance(node, ast.BoolOp) else 1


def exhausted(scope: FunctionScope, loop: ast.For | ast.AsyncFor) -> Spans:
    """``its loop over `x` ends without returning``."""
    return fill("its loop over {iterable} ends without returning", iterable=operands.quote(scope, loop.iter))


def _is_bound_in(loop: ast.stmt, test: ast.expr) -> bool:
    used = {node.id for node in ast.walk(test) if isinstance(node, ast.Name)}
    return any(
        isinstance(node, ast.Name) and node.id in used and not isinstance(node.ctx, ast.Load)
        for node in ast.walk(loop)
    )


def handled(scope: FunctionScope, node: ast.Try, handler: ast.ExceptHandler) -> tuple[Spans, bool]:
    """``{call}` raises `E```, and whether that alone leads into the handler; () if it cannot be told."""
    if handler.type is None:
        return (), False
    items = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    names = join([exceptions.named(scope, item) for item in items], "or")
    culprit = _culprit(node)
    if culprit is None:
        return fill("{exceptions} is caught", exceptions=names), False
    return fill("{call} raises {exceptions}", call=code(culprit), exceptions=names), node.handlers[
        0
    ] is handler


def has_culprit(node: ast.Try) -> bool:
    """Whether the body of a ``try`` is one call that can be named."""
    return _culprit(node) is not None


def _culprit(node: ast.Try) -> str | None:
    """The expression of a body that is one short statement."""
    if len(node.body) != 1:
        return None
    only = node.body[0]
    if isinstance(only, (ast.Import, ast.ImportFrom)):
        return quoting.short(only)
    value = (
        getattr(only, "value", None)
        if isinstance(only, (ast.Expr, ast.Assign, ast.Return, ast.AnnAssign))
        else None
    )
    if isinstance(value, ast.Await):
        value = value.value
    if not isinstance(value, (ast.Call, ast.Subscript, ast.BinOp, ast.Attribute)):
        return None
    targets = only.targets if isinstance(only, ast.Assign) else []
    if not all(isinstance(target, (ast.Name, ast.Attribute)) for target in targets):
        return None
    text = quoting.short(value)
    return text if len(text) <= quoting.LONGEST else None
