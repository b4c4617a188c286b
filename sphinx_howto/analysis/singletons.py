"""Classes of which every creation gives the same instance, by ``__new__`` or by a metaclass."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis.scope import ClassScope


@dataclass(frozen=True)
class Shared:
    """How the instance is shared: ``again``: whether ``__init__`` runs on every creation; lines: where."""

    again: bool
    lines: tuple[int, int]


def of(scope: ClassScope) -> Shared | None:
    """How the class shares its only instance; None for any other class."""
    for item in scope.lineage():
        meta = _metaclass(item)
        call = meta.methods.get("__call__") if meta is not None else None
        if call is not None and _keeps(call, "__call__"):
            return Shared(False, (scope.node.lineno, scope.node.lineno))
        made = item.methods.get("__new__")
        if made is not None:
            lines = (made.lineno, made.end_lineno or made.lineno)
            return (
                Shared(True, lines if item is scope else (scope.node.lineno,) * 2)
                if _keeps(made, "__new__")
                else None
            )
    return None


def _metaclass(scope: ClassScope) -> ClassScope | None:
    """The metaclass that the class statement names, where its source is known."""
    named = [word.value for word in scope.node.keywords if word.arg == "metaclass"]
    found = scope.module.context.find(scope.module.dotted(named[0])) if named else None
    if found is None or not isinstance(found.node, ast.ClassDef):
        return None
    return scope.module.context.module(found.module).class_scope(found.node)


def _keeps(node: ast.FunctionDef | ast.AsyncFunctionDef, name: str) -> bool:
    """Whether a function makes something only if it is not kept yet, keeps it and gives back what is kept."""
    body = quoting.body_of(node)
    last = body[-1] if body else None
    if not isinstance(last, ast.Return) or not isinstance(last.value, (ast.Subscript, ast.Attribute)):
        return False
    kept = ast.unparse(last.value)
    returns = [item for item in ast.walk(node) if isinstance(item, ast.Return)]
    tests = [item for item in _conditionals(body) if _is_about(item.test, last.value)]
    made = [item for test in tests for item in ast.walk(test) if isinstance(item, ast.Assign)]
    every = [item for item in ast.walk(node) if isinstance(item, ast.Assign) and _sets(item, kept)]
    sure = [item for item in made if _sets(item, kept)]
    makers = any(_makes(part, name) for test in tests for part in ast.walk(test))
    return bool(sure) and len(sure) == len(every) and len(returns) == 1 and makers


def _conditionals(body: list[ast.stmt]) -> Iterator[ast.If]:
    """The tests of a body without ``else``, also those under a lock."""
    for item in body:
        if isinstance(item, (ast.With, ast.AsyncWith)):
            yield from _conditionals(item.body)
        elif isinstance(item, ast.If) and not item.orelse:
            yield item


def _is_about(test: ast.expr, kept: ast.Subscript | ast.Attribute) -> bool:
    """Whether a test asks if there is nothing kept yet: ``not in``, ``is None`` or ``not``."""
    container = ast.unparse(kept.value) if isinstance(kept, ast.Subscript) else ast.unparse(kept)
    if isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.NotIn):
        return isinstance(kept, ast.Subscript) and ast.unparse(test.comparators[0]) == container
    if isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.Is):
        return ast.unparse(test.left) == ast.unparse(kept) and ast.unparse(test.comparators[0]) == "None"
    if not isinstance(test, ast.UnaryOp) or not isinstance(test.op, ast.Not):
        return False
    asked = ast.unparse(test.operand)
    attribute = kept.attr if isinstance(kept, ast.Attribute) else ""
    owner = ast.unparse(kept.value)
    return asked == ast.unparse(kept) or asked == f"hasattr({owner}, '{attribute}')"


def _sets(item: ast.Assign, kept: str) -> bool:
    return any(ast.unparse(target) == kept for target in item.targets)


def _makes(node: ast.AST, name: str) -> bool:
    """Whether an expression makes an instance: ``super().__new__(cls)``, ``type.__call__(cls)``."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name
