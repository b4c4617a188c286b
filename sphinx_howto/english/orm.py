"""Queries of SQLAlchemy and Django by their form: which rows of which model are read, changed or deleted."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import operands
from sphinx_howto.english.phrase import Spans, code, fill, join

_Step = tuple[str, ast.Call]

#: The functions of SQLAlchemy that begin a statement, and the methods of a session that run one.
_ROOTS = frozenset({"select", "delete", "update", "insert"})
_RUNNERS = frozenset({"execute", "scalars", "scalar"})
#: Methods that leave a query the same for its reader.
_SILENT = frozenset({"all", "scalars", "unique"})
_TESTS = frozenset({"filter", "filter_by", "where"})

#: How a query ends -> what is read.
_READ: Mapping[str, str] = {
    "": "the rows of {rows}",
    "all": "all rows of {rows}",
    "first": "the first row of {rows}, or `None` if there is none",
    "scalar_one_or_none": "the row of {rows}, or `None` if there is none",
    "one_or_none": "the row of {rows}, or `None` if there is none",
    "scalar_one": "the only row of {rows}",
    "one": "the only row of {rows}",
    "get": "the only row of {rows}",
    "count": "the number of rows of {rows}",
    "first_or_404": "the first row of {rows}, with the answer 404 if there is none",
}
#: The same of what changes rows.
_DONE: Mapping[str, str] = {"delete": "deletes the rows of {rows}", "update": "changes the rows of {rows}"}
_DONE_TO_ALL: Mapping[str, str] = {
    "delete": "deletes all rows of {rows}",
    "update": "changes all rows of {rows}",
}


@dataclass(frozen=True)
class _Query:
    """Rows of a model: what they must fulfil, what they are set to, and how the query ends."""

    kind: str
    model: ast.expr
    tests: tuple[ast.expr | ast.keyword, ...]
    given: tuple[ast.expr | ast.keyword, ...]
    order: tuple[ast.expr, ...]
    end: str


def clause(scope: FunctionScope, node: ast.Call) -> Spans | None:
    """What a statement that changes rows does; None for anything else."""
    query = _found(scope, node)
    if query is None or query.kind == "select":
        return None
    rows = _rows(scope, query)
    given = join([_part(scope, item) for item in query.given]) if query.given else ()
    if query.kind == "insert":
        return fill("inserts a row into {rows} with {values}", rows=rows, values=given) if given else None
    messages = _DONE if query.tests else _DONE_TO_ALL
    told = fill(messages[query.kind], rows=rows)
    if query.kind == "update":
        return fill("{clause}: {values}", clause=told, values=given) if given else None
    return None if given else told


def value(scope: FunctionScope, node: ast.Call) -> Spans | None:
    """The rows that a query reads; None for anything else."""
    query = _found(scope, node)
    if query is None or query.kind != "select" or query.given:
        return None
    told = fill(_READ[query.end], rows=_rows(scope, query))
    if not query.order:
        return told
    order = join([_part(scope, item) for item in query.order])
    return fill("{rows}, ordered by {order}", rows=told, order=order)


def _rows(scope: FunctionScope, query: _Query) -> Spans:
    model = operands.quote(scope, query.model)
    if not query.tests:
        return model
    tests = join([_part(scope, item) for item in query.tests])
    return fill("{model} for which {tests}", model=model, tests=tests)


def _part(scope: FunctionScope, item: ast.expr | ast.keyword) -> Spans:
    if isinstance(item, ast.keyword):
        return code(f"{item.arg}={quoting.short(item.value)}")
    return operands.quote(scope, item)


def _found(scope: FunctionScope, node: ast.Call) -> _Query | None:
    """The query that a chain of calls is, if every part of it is understood."""
    base, steps = _unwound(scope, node)
    run = next((index for index, (name, _) in enumerate(steps) if name in _RUNNERS), None)
    if run is not None:
        given = steps[run][1].args
        if len(given) != 1 or steps[run][1].keywords or not isinstance(given[0], ast.Call):
            return None
        root, inner = _unwound(scope, given[0])
        return _of_statement(scope, root, [*inner, *steps[run + 1 :]])
    if isinstance(base, ast.Attribute) and base.attr in {"query", "objects"}:
        return _read(scope, "select", base.value, steps)
    if steps and steps[0][0] == "query" and len(steps) > 1 and len(steps[0][1].args) == 1:
        return _read(scope, "select", steps[0][1].args[0], steps[1:])
    return None


def _of_statement(scope: FunctionScope, root: ast.expr, steps: Sequence[_Step]) -> _Query | None:
    """``delete(Model)`` with the methods that follow."""
    if not isinstance(root, ast.Call) or not _is_root(scope, root) or len(root.args) != 1 or root.keywords:
        return None
    kind = (scope.dotted(root.func) or "").rpartition(".")[2]
    return _read(scope, kind, root.args[0], steps)


def _is_root(scope: FunctionScope, node: ast.Call) -> bool:
    path = scope.dotted(node.func) or ""
    return path.partition(".")[0] in {"sqlalchemy", "sqlmodel"} and path.rpartition(".")[2] in _ROOTS


def _unwound(scope: FunctionScope, node: ast.expr) -> tuple[ast.expr, list[_Step]]:
    """``a.b(x).c(y)`` -> `a`, the calls of `b` and `c`; it ends at the call that begins a statement."""
    steps: list[_Step] = []
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and not _is_root(scope, node):
        steps.insert(0, (node.func.attr, node))
        node = node.func.value
        node = node.value if isinstance(node, ast.Await) else node
    return node, steps


def _read(scope: FunctionScope, kind: str, model: ast.expr, steps: Sequence[_Step]) -> _Query | None:
    """The methods of a query, in order; None where one of them is not understood."""
    if not operands.is_class_like(scope, model) or (kind == "select" and not steps):
        return None
    tests: list[ast.expr | ast.keyword] = []
    given: list[ast.expr | ast.keyword] = []
    order: list[ast.expr] = []
    end = ""
    for name, call in steps:
        arguments: list[ast.expr | ast.keyword] = [*call.args, *call.keywords]
        if any(isinstance(item, ast.Starred) or getattr(item, "arg", "") is None for item in arguments):
            return None
        if name in _TESTS or (name == "get" and call.keywords and not call.args):
            tests += arguments
            end = name if name == "get" else end
        elif name == "order_by" and not call.keywords:
            order += call.args
        elif name == "values" or (name == "update" and kind == "select"):
            given += arguments
            kind = "update" if name == "update" else kind
        elif name == "delete" and kind == "select":
            kind = name
        elif not arguments and (name in _READ or name in _SILENT):
            end = name if name in _READ and not (end and name in _SILENT) else end
        else:
            return None
    return _Query(kind, model, tuple(tests), tuple(given), tuple(order), end)
