"""How the tests and the web applications of a module run, and which of its names nobody imports."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from sphinx_howto import prominence
from sphinx_howto.analysis import frameworks, resolving
from sphinx_howto.analysis.scope import FunctionScope, ModuleScope
from sphinx_howto.english.phrase import Spans, code, fill
from sphinx_howto.frameworks import objects


def tests(scope: ModuleScope) -> Spans:
    """How to run the tests of a module; () where it has none."""
    found = [scope.class_scope(item) for item in scope.module.tree.body if isinstance(item, ast.ClassDef)]
    rows = [row for row in map(frameworks.base, found) if row is not None and row.form == "tests"]
    if rows:
        runner = "manage.py test" if rows[0].paths[0].startswith("django") else "-m unittest"
        return fill("run the tests with {command}", command=code(f"python {runner} {scope.module.name}"))
    plain = [
        item for item in scope.module.tree.body if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef))
    ]
    if any(frameworks.is_test(FunctionScope(scope, item), item) for item in plain) or any(
        map(frameworks.is_test_class, found)
    ):
        command = f"python -m pytest {scope.module.path.name}"
        return fill("run the tests with {command}", command=code(command))
    return ()


def served(scope: ModuleScope) -> list[Spans]:
    """How the web applications of a module run, and its routers and blueprints get into one."""
    module = scope.module.name
    told = [
        fill(
            "give {name} to its framework, as in {form}",
            name=code(name),
            form=code(row.form.format(name=name)),
        )
        for name, row in objects.of_module(resolving.names(scope), scope.module)
    ]
    for name, kind in frameworks.applications(scope):
        form = _SERVED[kind].format(name=name, module=module)
        if kind in _PARTS:
            told.append(fill("give {name} to an application, as in {form}", name=code(name), form=code(form)))
        else:
            told.append(fill("serve {name} with {command}", name=code(name), command=code(form)))
    return told or _imported(scope)


def _imported(scope: ModuleScope) -> list[Spans]:
    """The imported router or blueprint to which the functions of a module belong, given to an application."""
    told = {}
    for node in scope.module.tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            for one in frameworks.decorators(FunctionScope(scope, node), node):
                kind = one.path.rpartition(".")[0].rpartition(".")[2]
                name = one.holder.id if isinstance(one.holder, ast.Name) else ""
                if kind in _PARTS and name in scope.imports:
                    form = _SERVED[kind].format(name=name, module=scope.module.name)
                    message = "give {name} to an application, as in {form}"
                    told[name] = fill(message, name=code(name), form=code(form))
    return list(told.values())


_PARTS = {"APIRouter", "Blueprint"}
#: Class of an application, or of a part of one -> what runs it, or takes it in.
_SERVED: Mapping[str, str] = {
    "Flask": "flask --app {module}:{name} run",
    "Quart": "quart --app {module}:{name} run",
    "FastAPI": "uvicorn {module}:{name}",
    "Starlette": "uvicorn {module}:{name}",
    "APIRouter": "app.include_router({name})",
    "Blueprint": "app.register_blueprint({name})",
}


def is_called(scope: ModuleScope, name: str) -> bool:
    """Whether a function or class of a module is not for a user to import: a framework calls it."""
    node = scope.definitions[name]
    if isinstance(node, ast.ClassDef):
        row = frameworks.base(scope.class_scope(node))
        return (row is not None and row.form == "tests") or frameworks.is_test_class(scope.class_scope(node))
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return False
    if name in prominence.callbacks(scope.module.tree):
        return True
    return frameworks.is_called(FunctionScope(scope, node), node)
