"""The cases of a ``match`` statement as tests, where their patterns are plain values."""

from __future__ import annotations

import ast


def tests(node: ast.Match) -> list[tuple[ast.expr, bool] | None]:
    """Of each case the test that leads to it and whether it must be false; None where no test says it.

    ``case "a" | "b":`` -> ``x in ("a", "b")``; ``case _:`` -> that no case above fits
    """
    found: list[tuple[ast.expr, bool] | None] = []
    values: list[ast.expr] = []
    known = isinstance(node.subject, (ast.Name, ast.Attribute))
    for case in node.cases:
        alternatives = _values(case.pattern) if known and case.guard is None else []
        if alternatives:
            # A value that an earlier case takes does not come here
            fresh = {ast.dump(item) for item in alternatives}.isdisjoint(map(ast.dump, values))
            found.append((_among(node.subject, alternatives, case.pattern), False) if fresh else None)
            values += alternatives
        elif known and values and _takes_all(case):
            found.append((_among(node.subject, values, case.pattern), True))
        else:
            found.append(None)
            known = False
    return found


def _values(pattern: ast.pattern) -> list[ast.expr]:
    """The plain values that a pattern stands for; [] for any other pattern."""
    if isinstance(pattern, ast.MatchValue) and isinstance(pattern.value, ast.Constant):
        return [pattern.value]
    if isinstance(pattern, ast.MatchOr):
        parts = [_values(item) for item in pattern.patterns]
        return [item for part in parts for item in part] if all(parts) else []
    return []


def _takes_all(case: ast.match_case) -> bool:
    return case.guard is None and isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None


def _among(subject: ast.expr, values: list[ast.expr], place: ast.pattern) -> ast.expr:
    if len(values) == 1:
        test = ast.Compare(subject, [ast.Eq()], [values[0]])
    else:
        items = ast.copy_location(ast.Tuple(list(values), ast.Load()), place)
        test = ast.Compare(subject, [ast.In()], [items])
    return ast.copy_location(test, place)
