"""What tests, guards and assignments prove of a name at each place where it is read."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sphinx_howto.analysis.scope.bindings import FunctionNode, assignment_pairs, bound_names, named_by
from sphinx_howto.analysis.scope.proven import Absent, Either, Fact, Facts, Instance, Present, Value

Found = dict[int, Fact]


def facts(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Found:
    """What is known of the local names that ``function`` reads, by the id of the node that reads.

    Names that a nested function rebinds, or that belong to another scope, are left out.
    """
    own, foreign = {item.arg for item in ast.walk(function.args) if isinstance(item, ast.arg)}, set()
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            own.add(node.id)
        elif isinstance(node, (ast.Global, ast.Nonlocal)):
            foreign.update(node.names)
    walk = _Walk(own - foreign)
    walk.block(function.body, {})
    return walk.found


class _Walk:
    """One walk over a function in the order of its execution."""

    def __init__(self, own: set[str]) -> None:
        self.own = own
        self.found: Found = {}

    def block(self, body: Sequence[ast.stmt], known: Facts | None) -> Facts | None:
        """What is known after ``body``; None if it does not end normally."""
        for statement in body:
            if known is None:
                return None
            known = self.statement(statement, known)
        return known

    def statement(self, node: ast.stmt, known: Facts) -> Facts | None:
        """What is known after one statement."""
        rule = _STATEMENTS.get(type(node))
        if rule is not None:
            return rule(self, node, known)
        if isinstance(node, (*FunctionNode, ast.ClassDef)):
            return _without(known, {node.name})
        self.read(node, known)
        if isinstance(node, (ast.Return, ast.Raise, ast.Break, ast.Continue)):
            return None
        return self.bound(node, known)

    def bound(self, node: ast.AST, known: Facts) -> Facts:
        """``known`` with the plain assignments of ``node``, and without what it binds otherwise."""
        result = dict(_without(known, set(_bound(node))))
        if isinstance(node, (ast.Assign, ast.AnnAssign, ast.NamedExpr)):
            for target, value in assignment_pairs(node):
                if isinstance(target, ast.Name) and value is not None and target.id in self.own:
                    result[target.id] = Value(value)
        return result

    # -- expressions -----------------------------------------------------------------------------

    def read(self, node: ast.AST, known: Facts) -> None:
        """Note what is known at each name that ``node`` reads."""
        if isinstance(node, ast.Name):
            if node.id in known:
                self.found[id(node)] = known[node.id]
        elif isinstance(node, (ast.BoolOp, ast.IfExp)):
            self.test(node, known)
        elif isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)):
            self.comprehension(node, known)
        elif not isinstance(node, ast.Lambda):
            for child in ast.iter_child_nodes(node):
                self.read(child, known)

    def comprehension(self, node: Any, known: Facts) -> None:
        for generator in node.generators:
            self.read(generator.iter, known)
            known = _without(known, set(bound_names(generator.target)))
            for test in generator.ifs:
                known = self.test(test, known)[0]
        for part in ("key", "value", "elt"):
            if hasattr(node, part):
                self.read(getattr(node, part), known)

    def test(self, node: ast.expr, known: Facts) -> tuple[Facts, Facts]:
        """What is known where ``node`` is true, and where it is false."""
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            true, false = self.test(node.operand, known)
            return false, true
        if isinstance(node, ast.BoolOp):
            return self.connected(node, known)
        if isinstance(node, ast.IfExp):
            true, false = self.test(node.test, known)
            self.read(node.body, true)
            self.read(node.orelse, false)
            return known, known
        self.read(node, known)
        if isinstance(node, ast.NamedExpr):
            known = self.bound(node, known)
        return self.learnt(known, _told(node, True)), self.learnt(known, _told(node, False))

    def learnt(self, known: Facts, told: Facts) -> Facts:
        """``known`` with what a test tells; an instance is never None, so that this adds nothing to it."""
        result = dict(known)
        for name, fact in told.items():
            before = known.get(name)
            if name in self.own and not (
                isinstance(fact, Present) and isinstance(before, (Instance, Present))
            ):
                result[name] = Present(before) if isinstance(fact, Present) else fact
        return result

    def connected(self, node: ast.BoolOp, known: Facts) -> tuple[Facts, Facts]:
        """``a and b``: what stands on the right is read where what stands on the left was true."""
        is_and = isinstance(node.op, ast.And)
        ends: list[Facts] = []
        here = known
        for item in node.values:
            true, false = self.test(item, here)
            here, left = (true, false) if is_and else (false, true)
            ends.append(left)
        other = ends[0]
        for end in ends[1:]:
            other = _met(other, end)
        return (here, other) if is_and else (other, here)


# -- statements ----------------------------------------------------------------------------------


def _if(walk: _Walk, node: ast.If, known: Facts) -> Facts | None:
    true, false = walk.test(node.test, known)
    return _joined(walk.block(node.body, true), walk.block(node.orelse, false))


def _while(walk: _Walk, node: ast.While, known: Facts) -> Facts | None:
    known = _without(known, _bound_inside(node))
    true, false = walk.test(node.test, known)
    walk.block(node.body, true)
    has_break = any(isinstance(item, ast.Break) for item in ast.walk(node))
    return walk.block(node.orelse, known if has_break else false)


def _for(walk: _Walk, node: ast.For | ast.AsyncFor, known: Facts) -> Facts | None:
    walk.read(node.iter, known)
    known = _without(known, _bound_inside(node))
    walk.block(node.body, known)
    return walk.block(node.orelse, known)


def _with(walk: _Walk, node: ast.With | ast.AsyncWith, known: Facts) -> Facts | None:
    """The block may be left early where the manager swallows exceptions: what it proves ends with it."""
    for item in node.items:
        walk.read(item.context_expr, known)
    known = _without(known, {name for item in node.items for name in _targets(item.optional_vars)})
    walk.block(node.body, known)
    return _without(known, _bound_inside(node))


def _try(walk: _Walk, node: ast.Try, known: Facts) -> Facts | None:
    before = _without(known, {name for item in node.body for name in _bound_inside(item)})
    after = walk.block(node.body, known)
    if after is not None:
        after = walk.block(node.orelse, after)
    for handler in node.handlers:
        after = _joined(after, walk.block(handler.body, _without(before, {handler.name or ""})))
    if not node.finalbody:
        return after
    # Control comes to ``finally`` from anywhere in the statement
    end = walk.block(node.finalbody, _without(known, _bound_inside(node)))
    return _without(after, _bound_in(node.finalbody)) if after is not None and end is not None else None


def _assert(walk: _Walk, node: ast.Assert, known: Facts) -> Facts | None:
    return walk.test(node.test, known)[0]


def _other(walk: _Walk, node: ast.stmt, known: Facts) -> Facts | None:
    """A compound statement without a rule of its own (``match``)."""
    walk.read(node.subject, known)  # type: ignore[attr-defined]
    known = _without(known, _bound_inside(node))
    for case in node.cases:  # type: ignore[attr-defined]
        walk.block(case.body, known)
    return known


_STATEMENTS: Mapping[type[ast.stmt], Callable[[_Walk, Any, Facts], Facts | None]] = {
    ast.If: _if,
    ast.While: _while,
    ast.For: _for,
    ast.AsyncFor: _for,
    ast.With: _with,
    ast.AsyncWith: _with,
    ast.Try: _try,
    getattr(ast, "TryStar", ast.Try): _try,
    ast.Assert: _assert,
    ast.Match: _other,
}


# -- facts ---------------------------------------------------------------------------------------


def _told(node: ast.expr, holds: bool) -> Facts:
    """What a test tells of a name when it is true, or (not ``holds``) false."""
    if isinstance(node, (ast.Name, ast.NamedExpr)):
        name = node.id if isinstance(node, ast.Name) else node.target.id
        return {name: Present()} if holds else {}
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        left, right = node.left, node.comparators[0]
        left = left.target if isinstance(left, ast.NamedExpr) else left
        is_none = isinstance(right, ast.Constant) and right.value is None
        if isinstance(left, ast.Name) and is_none and isinstance(node.ops[0], (ast.Is, ast.IsNot)):
            return {left.id: Absent() if isinstance(node.ops[0], ast.Is) == holds else Present()}
    return _instance(node) if holds else {}


def _instance(node: ast.expr) -> Facts:
    """What ``isinstance(x, A)`` tells of ``x``."""
    if not (isinstance(node, ast.Call) and len(node.args) == 2 and isinstance(node.func, ast.Name)):
        return {}
    first, classes = node.args
    return (
        {first.id: Instance(classes)} if node.func.id == "isinstance" and isinstance(first, ast.Name) else {}
    )


def _joined(first: Facts | None, second: Facts | None) -> Facts | None:
    if first is None or second is None:
        return second if first is None else first
    return _met(first, second)


def _met(first: Facts, second: Facts) -> Facts:
    """What holds whichever way control came."""
    return {
        name: fact if fact == second[name] else Either(fact, second[name])
        for name, fact in first.items()
        if name in second
    }


def _without(known: Facts, names: set[str]) -> Facts:
    return {name: fact for name, fact in known.items() if name not in names} if names else known


def _targets(target: ast.expr | None) -> Iterator[str]:
    return bound_names(target) if target is not None else iter(())


def _bound(node: ast.AST) -> Iterator[str]:
    """The names that a statement binds or deletes, without those of nested functions."""
    for item in ast.walk(node):
        if isinstance(item, ast.Name) and not isinstance(item.ctx, ast.Load):
            yield item.id
        elif isinstance(item, (ast.Import, ast.ImportFrom)):
            yield from ((alias.asname or alias.name).split(".")[0] for alias in item.names)
        else:
            name = named_by(item)
            if name:
                yield name


def _bound_inside(node: ast.AST) -> set[str]:
    return set(_bound(node))


def _bound_in(body: Sequence[ast.stmt]) -> set[str]:
    return {name for item in body for name in _bound(item)}
