"""The condition under which something happens, in words, and how sure it is."""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import conjuncts, paths, pure, stable
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import conditions, operands, values
from sphinx_howto.english.facts import exceptions, flags, given
from sphinx_howto.english.phrase import Spans, code, fill, join, length

#: So many tests are told; of more only the innermost, which are necessary, but not enough.
_MOST_ATOMS = 4
#: A test with more alternatives has no words that a reader could bind without doubt.
_MOST_ALTERNATIVES = 3
#: An explanation of a name has at most so many words.
_MOST_EXPLAINING = 14


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
class _Known:
    """What a reader has to know of the names in a test.

    values: what locals are set to. items: what loops take them from. replaced: parameters that are set again.
    """

    values: Mapping[str, ast.expr]
    items: Mapping[str, ast.expr]
    replaced: tuple[str, ...]


def of(scope: FunctionScope, path: paths.Path) -> When:
    """The condition of a path: all of it, or the necessary parts of it that can be told."""
    if path.always:
        return When((), True, True)
    parts = []
    sure = path.sure and path.loop is None
    if path.handler is not None:
        caught, only = handled(scope, *path.handler)
        if caught:
            parts.append(caught)
        sure = sure and only and bool(caught)
    told, whole, where = _tests(scope, path)
    parts += told
    sure = sure and whole
    if path.searched is not None:
        parts.append(exhausted(scope, path.searched))
    if not parts:
        return When((), False)
    bare = all_of(list(dict.fromkeys(parts)))
    return When(explained(bare, where), sure, False, bare, where)


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


def _tests(scope: FunctionScope, path: paths.Path) -> tuple[list[Spans], bool, tuple[Spans, ...]]:
    """The tests of a path as clauses, whether these are all of them, and what their names stand for.

    No clauses where nothing of the innermost test, which decides, can be told.
    """
    resolved = [paths.Test(_resolved(scope, test.node), test.negated) for test in path.tests]
    every = conjuncts.of(resolved)
    deciding = {id(test.node) for test in conjuncts.of(resolved[-1:])}
    kept: list[tuple[paths.Test, _Known]] = []
    whole = True
    left = _MOST_ATOMS
    for test in reversed(every):
        count = _atoms(test.node)
        known = _known(scope, path, test)
        stale = stable.is_changed_between(scope, test.node, path.tests[-1].node.lineno)
        if known is None or count > left or _is_tangled(test) or stale:
            whole = False
            continue
        left -= count
        whole = whole and given.is_settled(scope, test.node, known.values)
        kept.append((test, known))
    if not whole and not any(id(test.node) in deciding for test, _ in kept):
        # What is left are circumstances
        return [], False, ()
    kept.reverse()
    alone = len(kept) == 1 and path.handler is None and path.searched is None
    clauses = [_clause(scope, test, alone) for test, _ in kept]
    return clauses, whole, _where(scope, [known for _, known in kept], [test.node for test, _ in kept])


def _where(
    scope: FunctionScope, found: Sequence[_Known], tests: Sequence[ast.expr]
) -> tuple[Spans, ...]:
    """What the names stand for, each once."""
    told = [
        standing(scope, name, value, tests)
        for name, value in {name: value for known in found for name, value in known.values.items()}.items()
    ]
    told += [
        fill("{name} is an item of {iterable}", name=code(name), iterable=code(quoting.source(value)))
        for name, value in {name: value for known in found for name, value in known.items.items()}.items()
    ]
    replaced = list(dict.fromkeys(name for known in found for name in known.replaced))
    if replaced:
        names = join([code(name) for name in replaced])
        told.append(fill("{name} may have been replaced before", name=names))
    return tuple(told)


def standing(scope: FunctionScope, name: str, value: ast.expr, beside: Sequence[ast.expr] = ()) -> Spans:
    """``row` is the next row of `cur```: what a local stands for, in words where that is a call which acts.

    beside: the expressions that the reader sees with it: the same call there is another one.
    """
    acting = {quoting.source(call) for call in pure.impure(scope, value)}
    if any(quoting.source(item) in acting for node in beside for item in ast.walk(node)):
        return fill(
            "{name} is an earlier result of {value}", name=code(name), value=code(quoting.source(value))
        )
    shown = values.value(scope, value) if acting else code(quoting.source(value))
    if length(shown) > _MOST_EXPLAINING:
        shown = code(quoting.short(value))
    if any(isinstance(item, ast.Name) and item.id == name for item in ast.walk(value)):
        return fill("{name} has been replaced by {value}", name=code(name), value=code(quoting.short(value)))
    return fill("{name} is {value}", name=code(name), value=shown)


def _known(scope: FunctionScope, path: paths.Path, test: paths.Test) -> _Known | None:
    """What to know of the names in a test; None if a reader cannot know what it is about."""
    names = [item for item in ast.walk(test.node) if isinstance(item, ast.Name)]
    items = {
        item.id: found for item in names for found in [given.taken_from(scope, item)] if found is not None
    }
    if path.loop is not None and _is_bound_in(path.loop, test.node, items):
        return None
    rebound = [item for item in names if given.is_rebound(scope, item)]
    if not all(given.is_replaced(scope, item) for item in rebound):
        return None
    found_ = given.explained(scope, [test.node], items)
    replaced = tuple(dict.fromkeys(item.id for item in rebound))
    return None if found_ is None else _Known(found_, items, replaced)


def _clause(scope: FunctionScope, test: paths.Test, alone: bool) -> Spans:
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


def exhausted(scope: FunctionScope, loop: ast.For | ast.AsyncFor) -> Spans:
    """``its loop over `x` ends without returning``."""
    return fill("its loop over {iterable} ends without returning", iterable=operands.quote(scope, loop.iter))


def _is_bound_in(loop: ast.stmt, test: ast.expr, known: Collection[str]) -> bool:
    used = {node.id for node in ast.walk(test) if isinstance(node, ast.Name)} - {*known}
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
