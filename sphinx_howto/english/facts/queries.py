"""Rows of SQLAlchemy models that functions read, add, change and delete, by the form of the statement."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import effects, members, paths
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import operands
from sphinx_howto.english.facts import given, subject, when
from sphinx_howto.english.phrase import Spans, code, fill, length

#: What is done, and whether to some rows only -> what is told of it.
_TOLD: Mapping[tuple[str, bool], str] = {
    ("select", False): "reads rows of {model}",
    ("select", True): "reads rows of {model}",
    ("insert", False): "inserts rows of {model}",
    ("insert", True): "inserts rows of {model}, unless they exist",
    ("update", False): "changes all rows of {model}",
    ("update", True): "changes rows of {model}",
    ("delete", False): "deletes all rows of {model}",
    ("delete", True): "deletes rows of {model}",
}
_RUNNERS = {"execute", "scalars", "scalar", "exec", "stream"}
_TESTS = {"filter", "filter_by", "where"}
_KEEPING = {"on_conflict_do_nothing"}
_LONGEST = 14


def of(group: subject.Group) -> Iterator[tuple[Spans, tuple[int, int]]]:
    """A sentence for what is done with the rows of one model, with the functions that are about it."""
    found: dict[Spans, list[tuple[members.Member, tuple[int, int]]]] = {}
    for member in group.reached:
        known = {id(item.call) for item in effects.calls(member) if item.kind == "database"}
        for node, path in _chains(member):
            text = None if id(node) in known else _told(member.scope, node)
            if text is not None:
                lines = node.lineno, node.end_lineno or node.lineno
                found.setdefault(_under(member, path, text), []).append((member, lines))
    for text, uses in found.items():
        who = list(dict.fromkeys(member for member, _ in uses))
        yield subject.sentence(group, text, who), subject.lines([lines for _, lines in uses])


def _under(member: members.Member, path: paths.Path, text: Spans) -> Spans:
    if path.loop is not None:
        return fill("{action}, in a loop", action=text)
    state = when.of(member.scope, path)
    if not state.clause or length(state.clause) > _LONGEST:
        return text
    return fill("{action}, only if {condition}", action=text, condition=state.clause)


def _chains(member: members.Member) -> Iterator[tuple[ast.Call, paths.Path]]:
    """The calls that are no part of a longer chain."""
    inner: set[int] = set()
    for _, node, path in member.expressions:
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                value = node.func.value
                inner.add(id(value.value if isinstance(value, ast.Await) else value))
            if id(node) not in inner:
                yield node, path


def _told(scope: FunctionScope, node: ast.Call) -> Spans | None:
    names, base = _unwound(node)
    run = next((call for name, call in names if name in _RUNNERS and call.args), None)
    if run is not None:
        statement = run.args[0]
        if isinstance(statement, ast.Name):
            statement = given.assigned(scope, statement) or statement
        if not isinstance(statement, ast.Call):
            return None
        names, base = _unwound(statement)
        return _of_root(scope, names, base)
    if isinstance(base, ast.Attribute) and base.attr == "query" and names:
        return _rows(scope, "select", base.value, names)
    first = next((call for name, call in names if name == "query" and len(call.args) == 1), None)
    return _rows(scope, "select", first.args[0], names) if first is not None and len(names) > 1 else None


def _of_root(scope: FunctionScope, names: list[tuple[str, ast.Call]], base: ast.expr) -> Spans | None:
    """``delete(Model)`` with the methods that follow."""
    path = scope.dotted(base.func) or "" if isinstance(base, ast.Call) else ""
    kind = path.rpartition(".")[2]
    if path.partition(".")[0] not in {"sqlalchemy", "sqlmodel"} or (kind, False) not in _TOLD:
        return None
    assert isinstance(base, ast.Call)
    return _rows(scope, kind, base.args[0], names) if base.args else None


def _rows(
    scope: FunctionScope, kind: str, model: ast.expr, names: list[tuple[str, ast.Call]]
) -> Spans | None:
    model = model.value if isinstance(model, ast.Attribute) and not _is_class(scope, model) else model
    if not _is_class(scope, model):
        return None
    called = {name for name, _ in names}
    if kind == "select":
        kind = next((name for name in ("delete", "update") if name in called), kind)
    partly = bool(called & (_KEEPING if kind == "insert" else _TESTS))
    return fill(_TOLD[kind, partly], model=code(quoting.source(model)))


def _is_class(scope: FunctionScope, node: ast.expr) -> bool:
    return isinstance(node, (ast.Name, ast.Attribute)) and operands.is_class_like(scope, node)


def _unwound(node: ast.expr) -> tuple[list[tuple[str, ast.Call]], ast.expr]:
    """``a.b(x).c(y)`` -> the calls of `b` and `c`, `a`; a call of a plain name is the base."""
    names: list[tuple[str, ast.Call]] = []
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        names.insert(0, (node.func.attr, node))
        node = node.func.value
        node = node.value if isinstance(node, ast.Await) else node
    return names, node
