"""Which framework calls a function or the methods of a class, in the scopes of an explanation."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sphinx_howto.analysis import fields, kinds, resolving
from sphinx_howto.analysis.once import once
from sphinx_howto.analysis.scope import ClassScope, FunctionScope, ModuleScope, project
from sphinx_howto.frameworks import bases, models, recognition, routes, rows
from sphinx_howto.frameworks import decorators as decorator_rows

Method = kinds.Method


def decorators(scope: FunctionScope, node: Method) -> tuple[recognition.Taken, ...]:
    """The decorators of a function that hand it to a framework, from the top."""
    return once(
        scope,
        "frameworks",
        node,
        lambda: tuple(recognition.every(resolving.names(scope.module), scope.module.module, node)),
    )


def nested(scope: FunctionScope, decorator: ast.expr) -> recognition.Taken | None:
    """What a decorator of a function inside a function does, if its object is local and no router.

    What a router puts before its paths is not told by its type.
    """
    func = decorator.func if isinstance(decorator, ast.Call) else decorator
    found = scope.type_of(func.value) if isinstance(func, ast.Attribute) else None
    if found is None or found.optional or found.name.rpartition(".")[2] in _ROUTERS:
        return None
    return recognition.on(found.name, decorator)


_ROUTERS = {"APIRouter", "Blueprint", "Router"}


def taking(scope: FunctionScope, node: Method) -> recognition.Taken | None:
    """The decorator by which a framework takes over the calling of a function, or None."""
    return next((one for one in decorators(scope, node) if not one.is_note), None)


def route(scope: FunctionScope, one: recognition.Taken) -> routes.Route | None:
    """The requests that a route decorator makes its function answer."""
    return routes.of(resolving.names(scope.module), scope.module.module, one)


def applications(scope: ModuleScope) -> list[tuple[str, str]]:
    """(name, class) of what the module binds to web applications and their parts, in source order."""
    found = []
    for name, value in scope.constants.items():
        path = scope.dotted(value.func) if isinstance(value, ast.Call) else None
        kind = (path or "").rpartition(".")[2]
        if kind in WEB and any(
            f"{path}.{attribute}" in decorator_rows.BY_PATH for attribute in ("route", "get")
        ):
            found.append((name, kind))
    return found


#: Classes of web applications, and of the parts that they take in.
WEB = frozenset({"Flask", "Quart", "FastAPI", "Starlette", "APIRouter", "Blueprint"})


def base(scope: ClassScope) -> rows.Base | None:
    """The row of the framework that calls the methods of a class, or None."""
    return once(FunctionScope(scope.module), "framework base", scope.node, lambda: _base(scope))


def _base(scope: ClassScope) -> rows.Base | None:
    found = recognition.base(kinds.lineage_paths(scope), _own_names(scope))
    return found or recognition.shaped(resolving.names(scope.module), scope.module.module, scope.node)


def _own_names(scope: ClassScope) -> Iterator[str]:
    """The methods that the class and its bases of the same project define."""
    for item in scope.lineage():
        if item.path not in bases.BY_PATH and project.holds(scope.module.module, item.path):
            yield from item.methods


def hook(scope: FunctionScope, node: Method) -> tuple[str, str] | None:
    """When the framework of its class calls a method: a pattern and the text of its slot ``rest``."""
    row = base(scope.owner) if scope.owner is not None else None
    if row is not None:
        return recognition.hook(row, node.name)
    if scope.owner is not None and node.name in models.HOOKS and fields.is_model(scope.owner):
        return models.HOOKS[node.name], ""
    return None


def hooks(scope: ClassScope) -> list[str]:
    """The methods of the class's own body that its framework calls; those of its bases if it has none."""
    row = base(scope)
    if row is None:
        return []
    for item in scope.lineage():
        if item.path in bases.BY_PATH and item is not scope:
            break
        found = [name for name in item.methods if recognition.hook(row, name) is not None]
        if found:
            return found
    return []


def is_called(scope: FunctionScope, node: Method) -> bool:
    """Whether a framework, not its user, calls a function."""
    taken = taking(scope, node)
    if taken is not None:
        return not (taken.row.call and taken.row.form == "task")
    return hook(scope, node) is not None or is_test(scope, node)


def is_test(scope: FunctionScope, node: Method) -> bool:
    """Whether pytest runs a function by its name, that of its class and that of its file."""
    if not node.name.startswith("test") or not is_test_file(scope.module):
        return False
    return scope.owner is None or is_test_class(scope.owner)


def is_test_class(scope: ClassScope) -> bool:
    """Whether pytest collects a class that is no ``TestCase``."""
    return (
        is_test_file(scope.module)
        and scope.node.name.startswith("Test")
        and scope.method("__init__") is None
        and any(name.startswith("test") for name in scope.methods)
    )


def is_test_file(scope: ModuleScope) -> bool:
    """Whether pytest looks for tests in the file of a module."""
    return recognition.is_test_file(scope.module.path.name)
