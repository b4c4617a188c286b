"""The cases of a ``match`` statement as tests, where their patterns ask for plain values or classes."""

from __future__ import annotations

import ast
import copy
from dataclasses import dataclass

#: Classes whose pattern ``int(n)`` gives the subject itself the name.
_WHOLE = {"bool", "bytearray", "bytes", "dict", "float", "frozenset", "int", "list", "set", "str", "tuple"}


@dataclass(frozen=True)
class Case:
    """What leads to a case.

    test: what must be true, or (``negated``) false. sure: no case above can take what it is for.
    """

    test: ast.expr
    negated: bool
    sure: bool


def tests(node: ast.Match) -> list[Case | None]:
    """What leads to each case; None where no test says it.

    ``case "a" | "b":`` -> ``x in ("a", "b")``; ``case int(n) if n < 0:`` -> ``isinstance(x, int) and x < 0``;
    ``case _:`` -> that no case above fits
    """
    if not isinstance(node.subject, (ast.Name, ast.Attribute)):
        return [None] * len(node.cases)
    found: list[Case | None] = []
    values: list[ast.expr] = []
    known = True
    for case in node.cases:
        alternatives = _values(case.pattern) if case.guard is None else []
        if alternatives:
            # A value that an earlier case takes does not come here
            fresh = {ast.dump(item) for item in alternatives}.isdisjoint(map(ast.dump, values))
            found.append(
                Case(_among(node.subject, alternatives, case.pattern), False, known) if fresh else None
            )
            values += alternatives
            continue
        if known and values and _takes_all(case):
            found.append(Case(_among(node.subject, values, case.pattern), True, True))
            continue
        test = _told(node.subject, case)
        found.append(None if test is None else Case(test, False, known and not values))
        known = False
    return found


def _values(pattern: ast.pattern) -> list[ast.expr]:
    """The plain values and members of enumerations that a pattern stands for; [] for any other pattern."""
    if isinstance(pattern, ast.MatchValue) and isinstance(pattern.value, (ast.Constant, ast.Attribute)):
        return [pattern.value]
    if isinstance(pattern, ast.MatchOr):
        parts = [_values(item) for item in pattern.patterns]
        return [item for part in parts for item in part] if all(parts) else []
    return []


def _told(subject: ast.expr, case: ast.match_case) -> ast.expr | None:
    """The class that a pattern asks for, with its guard; None for patterns that look inside."""
    pattern, names = case.pattern, set()
    if isinstance(pattern, ast.MatchAs) and pattern.pattern is not None:
        names.add(pattern.name)
        pattern = pattern.pattern
    parts: list[ast.expr] = []
    if isinstance(pattern, ast.MatchAs):
        names.add(pattern.name)
    else:
        classes = _classes(pattern, names)
        if not classes:
            return None
        kind = classes[0] if len(classes) == 1 else ast.Tuple(classes, ast.Load())
        parts.append(ast.Call(ast.Name("isinstance", ast.Load()), [subject, kind], []))
    if case.guard is not None:
        parts.append(_Named(subject, names - {None}).visit(copy.deepcopy(case.guard)))
    if not parts:
        return None
    test = parts[0] if len(parts) == 1 else ast.BoolOp(ast.And(), parts)
    return ast.fix_missing_locations(ast.copy_location(test, case.pattern))


def _classes(pattern: ast.pattern, names: set[str | None]) -> list[ast.expr]:
    """The classes that a pattern stands for, without a look at their attributes; [] for others.

    names: takes the name that ``int(n)`` gives the subject.
    """
    if isinstance(pattern, ast.MatchOr):
        parts = [_classes(item, names) for item in pattern.patterns]
        return [item for part in parts for item in part] if all(parts) else []
    if not isinstance(pattern, ast.MatchClass) or pattern.kwd_patterns:
        return []
    if pattern.patterns:
        inner = pattern.patterns[0]
        is_whole = isinstance(pattern.cls, ast.Name) and pattern.cls.id in _WHOLE
        if not (is_whole and isinstance(inner, ast.MatchAs) and inner.pattern is None):
            return []
        names.add(inner.name)
    return [pattern.cls]


class _Named(ast.NodeTransformer):
    """Puts the subject in place of the names that a pattern gives it."""

    def __init__(self, subject: ast.expr, names: set[str | None]) -> None:
        self._subject, self._names = subject, names

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return ast.copy_location(copy.deepcopy(self._subject), node) if node.id in self._names else node


def _takes_all(case: ast.match_case) -> bool:
    return case.guard is None and isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None


def _among(subject: ast.expr, values: list[ast.expr], place: ast.pattern) -> ast.expr:
    if len(values) == 1:
        test = ast.Compare(subject, [ast.Eq()], [values[0]])
    else:
        items = ast.copy_location(ast.Tuple(list(values), ast.Load()), place)
        test = ast.Compare(subject, [ast.In()], [items])
    return ast.copy_location(test, place)
