"""Truth tests as clauses, each with its exact opposite."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping

from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import checks, comparisons, connectives, known, operands, platforms
from sphinx_howto.english.phrase import Spans, fill
from sphinx_howto.english.truth import TRUTH, choose, is_boolean, is_plain, subject, truth_kind, truthiness

__all__ = ["all_of", "condition", "is_boolean", "is_plain"]


def condition(scope: FunctionScope, node: ast.expr, negated: bool = False) -> Spans:
    """The clause that says that ``node`` is true (or, ``negated``, that it is false).

    ``x is None`` -> `x` is `None`; negated: `x` is not `None`
    """
    around = platforms.clause(scope, node, negated)
    if around is not None:
        return around
    rule = RULES.get(type(node))
    found = rule(scope, node, negated) if rule is not None else None
    return found if found is not None else truthiness(scope, node, negated)


def all_of(tests: Iterable[tuple[FunctionScope, ast.expr, bool]]) -> Spans:
    """The clause that says that every test is true (or, where the third item is set, false).

    A nested ``or`` stays one part: `x` is `None`, and either `y` is `1` or `z` is truthy. Tests of
    different functions may come together.
    """
    scopes: dict[int, FunctionScope] = {}
    parts = []
    for scope, node, negated in tests:
        part = connectives.parsed(node, negated)
        scopes.update((id(atom.node), scope) for atom in connectives.atoms(part))
        parts.append(part)
    whole = connectives.together(parts)
    return connectives.told(whole, lambda node, negated: condition(scopes[id(node)], node, negated))


# -- rules ---------------------------------------------------------------------------------------


def _connected(scope: FunctionScope, node: ast.expr, negated: bool) -> Spans | None:
    found = connectives.parsed(node, negated)
    if not connectives.is_tellable(found):
        return None
    return connectives.told(found, lambda part, is_false: condition(scope, part, is_false))


def _not(scope: FunctionScope, node: ast.expr, negated: bool) -> Spans | None:
    assert isinstance(node, ast.UnaryOp)
    if not isinstance(node.op, ast.Not):
        return None
    return condition(scope, node.operand, not negated)


def _called(scope: FunctionScope, node: ast.expr, negated: bool) -> Spans | None:
    assert isinstance(node, ast.Call)
    rule = CALLS.get(scope.dotted(node.func) or "")
    found = rule(scope, node, negated) if rule is not None else None
    if found is not None:
        return found
    match = scope.match(node)
    if match is not None and match.entry.condition and match.entry.negation:
        message = match.entry.negation if negated else match.entry.condition
        return known.told(scope, match, message)
    return None


def _bool(scope: FunctionScope, node: ast.Call, negated: bool) -> Spans | None:
    return condition(scope, node.args[0], negated) if len(node.args) == 1 and not node.keywords else None


#: (words, their opposite) of a test of items one by one.
_EACH = {
    "any": ("for at least one {each}, {condition}", "for no {each}, {condition}"),
    "all": ("for every {each}, {condition}", "for at least one {each}, {condition}"),
}


def _quantified(name: str) -> Callable[[FunctionScope, ast.Call, bool], Spans | None]:
    """``any(C for x in xs)`` -> for at least one `x` in `xs`, C."""

    def rule(scope: FunctionScope, node: ast.Call, negated: bool) -> Spans | None:
        argument = node.args[0] if len(node.args) == 1 and not node.keywords else None
        if not isinstance(argument, (ast.GeneratorExp, ast.ListComp)) or len(argument.generators) != 1:
            return None
        generator = argument.generators[0]
        if generator.is_async or any(isinstance(item, ast.Attribute) for item in ast.walk(generator.target)):
            return None
        inside = scope.inside(argument)
        each = fill(
            "{target} in {iterable}",
            target=operands.names_of(generator.target),
            iterable=operands.operand(scope, generator.iter),
        )
        if generator.ifs:
            which = all_of((inside, test, False) for test in generator.ifs)
            each = fill("{each} for which {condition}", each=each, condition=which)
        stated = condition(inside, argument.elt, negated=name == "all" and negated)
        return fill(choose(_EACH[name], negated), each=each, condition=stated)

    return rule


CALLS: Mapping[str, Callable[[FunctionScope, ast.Call, bool], Spans | None]] = {
    **checks.RULES,
    "bool": _bool,
    "any": _quantified("any"),
    "all": _quantified("all"),
}


def _named(scope: FunctionScope, node: ast.expr, negated: bool) -> Spans | None:
    """``(m := f(x))`` -> `m`, set to `f(x)`, is truthy."""
    assert isinstance(node, ast.NamedExpr)
    kind = truth_kind(scope.type_of(node.value))
    shown = fill(
        "{name}, set to {value},",
        name=operands.quote(scope, node.target),
        value=subject(scope, node.value),
    )
    return fill(choose(TRUTH[kind], negated), value=shown)


RULES: Mapping[type[ast.expr], Callable[[FunctionScope, ast.expr, bool], Spans | None]] = {
    ast.UnaryOp: _not,
    ast.BoolOp: _connected,
    ast.Compare: comparisons.clause,
    ast.Call: _called,
    ast.NamedExpr: _named,
}
