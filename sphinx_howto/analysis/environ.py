"""Where a function reads or sets environment variables."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sphinx_howto.analysis import client_keys, paths
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis.scope import FunctionScope

_READERS = {
    "os.environ.get": "read",
    "os.getenv": "read",
    "os.environ.pop": "take",
    "os.environ.setdefault": "default",
}


@dataclass(frozen=True)
class Access:
    """A use of an environment variable.

    role: read, take, default, set or remove. fallback: the default of a read.
    strict: it is ``os.environ[...]``.
    final: the value that is read is neither replaced by another one nor refused where it is falsy.
    client: the call that reads it for its key, as it is given none; error: what that raises without it.
    """

    name: ast.expr
    role: str
    fallback: ast.expr | None
    strict: bool
    path: paths.Path
    lines: tuple[int, int]
    final: bool = True
    client: ast.Call | None = None
    error: str = ""


def accesses(
    scope: FunctionScope, found: Sequence[tuple[ast.stmt, ast.expr, paths.Path]]
) -> Iterator[Access]:
    """The uses of ``os.environ`` and ``os.getenv`` among expressions with their statements and paths."""
    replaced = {
        id(item)
        for _, node, _ in found
        if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or)
        for item in node.values[:-1]
        if not (len(node.values) == 2 and isinstance(node.values[1], ast.Constant))
    }
    # ``os.getenv("A") or "x"``
    other = {
        id(node.values[0]): node.values[1]
        for _, node, _ in found
        if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or) and len(node.values) == 2
        if isinstance(node.values[1], ast.Constant)
    }
    refused = {
        quoting.source(item)
        for statement, _, path in found
        if isinstance(statement, ast.Raise)
        for test in path.tests
        for item in ast.walk(test.node)
        if isinstance(item, (ast.Name, ast.Attribute))
    }
    assigned: dict[str, list[int]] = {}
    for statement, _, _ in found:
        for name in _targets(statement):
            assigned.setdefault(name, []).append(statement.lineno)
    for statement, node, path in found:
        lines = (node.lineno, node.end_lineno or node.lineno)
        if (
            isinstance(node, ast.Call)
            and scope.dotted(node.func) in _READERS
            and node.args
            and not node.keywords
        ):
            default = node.args[1] if len(node.args) > 1 else None
            if isinstance(default, ast.Constant) and default.value is None:
                default = None
            default = default or other.get(id(node))
            names = _targets(statement)
            again = any(line > statement.lineno for name in names for line in assigned.get(name, ()))
            final = id(node) not in replaced and refused.isdisjoint(names) and not again
            role = _READERS[scope.dotted(node.func) or ""]
            yield Access(node.args[0], role, default, False, path, lines, final)
        elif isinstance(node, ast.Subscript) and scope.dotted(node.value) == "os.environ":
            role = {"Load": "read", "Store": "set"}.get(type(node.ctx).__name__, "remove")
            yield Access(node.slice, role, None, role == "read", path, lines)
        elif isinstance(node, ast.Call):
            yield from _of_client(scope, node, path)


def _of_client(scope: FunctionScope, node: ast.Call, path: paths.Path) -> Iterator[Access]:
    key = client_keys.of(scope, node)
    lines = (node.lineno, node.end_lineno or node.lineno)
    for name in key.variables if key is not None else ():
        error = key.error if key is not None else ""
        yield Access(ast.Constant(name), "read", None, False, path, lines, client=node, error=error)


def _targets(statement: ast.stmt) -> set[str]:
    """What a statement assigns to, as source."""
    found = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    return {quoting.source(item) for item in found if item is not None}
