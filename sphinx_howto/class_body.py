"""What running the body of a class does: which names it binds, and which of its functions it calls itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
#: What has names of its own, which the class does not see.
_CLOSED = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@lru_cache(maxsize=2048)
def bound(node: ast.ClassDef) -> frozenset[str]:
    """Every name that the body binds, by whatever statement, and does not delete."""
    found: set[str] = set()
    deleted: set[str] = set()
    for item in _run(node):
        if isinstance(item, (*_FUNCTIONS, ast.ClassDef)):
            found.add(item.name)
        elif isinstance(item, (ast.Import, ast.ImportFrom)):
            found |= {(alias.asname or alias.name).split(".")[0] for alias in item.names}
        elif isinstance(item, ast.Name) and not isinstance(item.ctx, ast.Load):
            (found if isinstance(item.ctx, ast.Store) else deleted).add(item.id)
    return frozenset(found - deleted)


@lru_cache(maxsize=2048)
def plain_functions(node: ast.ClassDef) -> frozenset[str]:
    """The functions that the body calls, or decorates with, by bare name: these get no instance."""
    own = {item.name for item in _run(node) if isinstance(item, _FUNCTIONS)}
    used = set()
    for item in _run(node):
        callees = [item.func] if isinstance(item, ast.Call) else getattr(item, "decorator_list", [])
        used |= {callee.id for callee in callees if isinstance(callee, ast.Name)}
    return frozenset(own & used)


def _run(node: ast.ClassDef) -> Iterator[ast.AST]:
    """The nodes that run in the class's own scope, functions and classes themselves included."""
    pending: list[ast.AST] = list(reversed(node.body))
    while pending:
        item = pending.pop()
        if isinstance(item, _CLOSED) or (isinstance(item, ast.AnnAssign) and item.value is None):
            continue
        yield item
        if isinstance(item, _FUNCTIONS):
            pending += [*item.decorator_list, *item.args.defaults, *filter(None, item.args.kw_defaults)]
        elif isinstance(item, ast.ClassDef):
            pending += [*item.decorator_list, *item.bases]
        else:
            pending += reversed(list(ast.iter_child_nodes(item)))
