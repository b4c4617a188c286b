"""Which records of Django's models a function reads, saves, creates and deletes."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sphinx_howto.analysis import members, paths
from sphinx_howto.analysis.scope import FunctionScope

#: Method of a manager or a query -> what it does.
_DONE = {
    "create": "create", "acreate": "create", "bulk_create": "create", "get_or_create": "provide",
    "update_or_create": "provide", "delete": "delete", "adelete": "delete", "update": "update",
    "bulk_update": "update", "get": "read", "aget": "read", "first": "read", "last": "read",
    "count": "read", "exists": "read", "values": "read", "values_list": "read", "all": "read",
    "filter": "read", "exclude": "read", "order_by": "read", "aupdate": "update",
}  # fmt: skip
_OF_RECORD = {"save": "save", "asave": "save", "delete": "delete", "adelete": "delete"}
#: Methods that change what a query stands for, and those that read nothing yet.
_OF_QUERY = {"delete": "delete", "adelete": "delete", "update": "update", "aupdate": "update"}
_LAZY = {"all", "filter", "exclude", "order_by", "distinct", "select_related", "prefetch_related", "using"}


@dataclass(frozen=True)
class Use:
    """What is done with records of a model.

    kind: create, provide, save, update, delete, read. model: the name of the class.
    """

    kind: str
    model: str
    path: paths.Path
    lines: tuple[int, int]


def uses(member: members.Member) -> Iterator[Use]:
    """The uses in a member's own body, in source order."""
    calls = [(node, path) for _, node, path in member.expressions if isinstance(node, ast.Call)]
    # Of a chain the last call says what is done
    inner = {id(item) for node, _ in calls for item in _chain(node.func)}
    only_changed = _only_changed(member, [node for node, _ in calls])
    for node, path in calls:
        found = _use(member.scope, node) if id(node) not in inner | only_changed else None
        if found is not None:
            yield Use(*found, path, (node.lineno, node.end_lineno or node.lineno))


def _chain(node: ast.expr) -> Iterator[ast.expr]:
    """What ``a.b().c`` stands on, outermost first."""
    while isinstance(node, (ast.Attribute, ast.Call)):
        node = node.value if isinstance(node, ast.Attribute) else node.func
        yield node


def _use(scope: FunctionScope, call: ast.Call) -> tuple[str, str] | None:
    if not isinstance(call.func, ast.Attribute):
        return None
    name = call.func.attr
    for item in _chain(call.func):
        if isinstance(item, ast.Attribute) and item.attr == "objects":
            model = _model(scope, item.value)
            return (_DONE[name], model) if model and name in _DONE else None
    model = _of_local(scope, call)
    if model:
        return _OF_QUERY[name], model
    made = _made(scope, call.func.value)
    return (_OF_RECORD[name], made) if made and name in _OF_RECORD and _knows_django(scope) else None


def _of_local(scope: FunctionScope, call: ast.Call) -> str:
    """The model whose records ``q.delete()`` or ``q.update(...)`` is about, where `q` is a local query."""
    root = _root(call.func.value) if isinstance(call.func, ast.Attribute) else None
    is_change = isinstance(call.func, ast.Attribute) and call.func.attr in _OF_QUERY
    return _queried(scope, root.id) if is_change and isinstance(root, ast.Name) else ""


def _queried(scope: FunctionScope, name: str) -> str:
    """The model of which a local is a query, whichever of its assignments came last."""
    models = set()
    for value, statement in scope.bindings.get(name, []):
        if not isinstance(statement, (ast.Assign, ast.AnnAssign)) or statement.value is not value:
            return ""
        root = _root(value) if isinstance(value, ast.Call) else None
        if not (isinstance(root, ast.Name) and root.id == name):
            is_query = isinstance(root, ast.Attribute) and root.attr == "objects"
            models.add(_model(scope, root.value) if is_query and isinstance(root, ast.Attribute) else "")
    return models.pop() if len(models) == 1 and name not in scope.parameters else ""


def _root(node: ast.expr) -> ast.expr:
    """``a.filter(x).exclude(y)`` -> `a`, where every method of the chain reads nothing yet."""
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _LAZY:
        node = node.func.value
    return node


def _only_changed(member: members.Member, calls: Sequence[ast.Call]) -> set[int]:
    """The queries of locals whose records are deleted or updated, and not read."""
    scope = member.scope
    changes = [
        call.func.value for call in calls if _of_local(scope, call) and isinstance(call.func, ast.Attribute)
    ]
    roots = [root for root in map(_root, changes) if isinstance(root, ast.Name)]
    found: set[int] = set()
    for name in {root.id for root in roots}:
        values = [value for value, _ in scope.bindings[name] if value is not None]
        known = {id(root) for root in (*roots, *map(_root, values))}
        loads = (item for item in ast.walk(member.node) if isinstance(item, ast.Name) and item.id == name)
        if all(id(item) in known for item in loads if isinstance(item.ctx, ast.Load)):
            found |= set(map(id, values))
    return found


def _made(scope: FunctionScope, node: ast.expr) -> str:
    """The model of which an expression is a new record: ``Order(...)``, or a local that is set to that."""
    if isinstance(node, ast.Name):
        bound = scope.bindings.get(node.id, [])
        value = bound[0][0] if len(bound) == 1 else None
        return _made(scope, value) if isinstance(value, ast.Call) else ""
    return _model(scope, node.func) if isinstance(node, ast.Call) else ""


def _model(scope: FunctionScope, node: ast.expr) -> str:
    """The name of a class that comes from a module ``models``; "" for anything else."""
    path = scope.dotted(node) or ""
    parts = path.split(".")
    return parts[-1] if "models" in parts[:-1] and parts[-1][:1].isupper() else ""


def _knows_django(scope: FunctionScope) -> bool:
    imported = (*scope.module.imports.values(), *scope.imports.values())
    return any(path.split(".")[0] == "django" for path in imported)
