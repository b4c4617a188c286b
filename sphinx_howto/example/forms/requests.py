"""How functions that answer requests are shown: a request of a test client to the application."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_howto import definition
from sphinx_howto.example import body, callee, classes, constructors, evidence, imports, names, scope
from sphinx_howto.example.context import Context
from sphinx_howto.example.script import Script
from sphinx_howto.example.value import Import, text
from sphinx_howto.frameworks import recognition, routes

# Parts of an application: how each framework takes them in
_PARTS = {
    "Blueprint": ("flask", "Flask", "register_blueprint"),
    "APIRouter": ("fastapi", "FastAPI", "include_router"),
}
_APPS = frozenset(["Flask", "FastAPI", "Starlette"])


@dataclass(frozen=True, eq=False)
class Endpoint:
    """A function that answers requests, the object that it is registered with, and what that is."""

    node: definition.FunctionNode
    route: routes.Route
    holder: str
    kind: str


def resolver(context: Context) -> recognition.Names:
    """How this stage resolves names for the tables of frameworks."""
    return recognition.Names(lambda module, node: scope.canonical(node, module), context.lookup.find)


def endpoint(node: ast.AST, module: definition.Module, context: Context) -> Endpoint | None:
    """What a function answers, or None if it answers no requests that an example can send."""
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return None
    resolve = resolver(context)
    for one in recognition.every(resolve, module, node):
        found = routes.of(resolve, module, one) if one.row.form == "route" else None
        if found is None or one.holder is None or "." in scope.dotted(one.holder):
            continue
        kinds = [kind.rpartition(".")[2] for kind in recognition.kinds(resolve, module, one.holder)]
        kind = next((kind for kind in kinds if kind in _APPS or kind in _PARTS), "")
        if kind:
            return Endpoint(node, found, scope.dotted(one.holder), kind)
    return None


def of_module(module: definition.Module, context: Context) -> Endpoint | None:
    """The endpoint that shows a module: one that is read without anything being known, else the first."""
    found = [endpoint(node, module, context) for node in module.tree.body]
    every = [one for one in found if one is not None]
    return min(
        every,
        key=lambda one: (_verb(one) != "get", "<" in one.route.path or "{" in one.route.path),
        default=None,
    )


def _verb(one: Endpoint) -> str:
    return (one.route.methods[0] if one.route.methods else "GET").lower()


def show(one: Endpoint, module: definition.Module, context: Context) -> Script:
    """A request to the application; a part of one is put into an application first."""
    script = Script()
    holder = imports.source(scope.canonical(one.holder, module), context.lookup)
    script.imports.add(holder.imported)
    app = holder.name
    if one.kind in _PARTS:
        package, name, method = _PARTS[one.kind]
        app = "app" if holder.name != "app" else "application"
        script.imports.add(Import(package, name))
        script.add(
            f"{app} = {name}({'__name__' if name == 'Flask' else ''})", f"{app}.{method}({holder.name})"
        )
    if one.kind in ("Flask", "Blueprint"):
        script.add(f"client = {app}.test_client()")
    else:
        script.imports.add(
            Import("fastapi.testclient" if one.kind != "Starlette" else "starlette.testclient", "TestClient")
        )
        script.add(f"client = TestClient({app})")
    given = [text(_url(one)), *_sent(one, module, script, context)]
    script.add(f"response = client.{_verb(one)}({', '.join(given)})", "print(response.status_code)")
    return script


def _url(one: Endpoint) -> str:
    """The path with a value for each parameter, of the type that the route or the function tells."""
    every = [*one.node.args.posonlyargs, *one.node.args.args, *one.node.args.kwonlyargs]
    stated = {item.arg: scope.dotted(item.annotation).rpartition(".")[2].lower() for item in every}

    def put(found: re.Match[str]) -> str:
        return _part(found[2], found[1] or stated.get(found[2], ""))

    return re.sub(r"[<{](?:(\w+):)?(\w+)(?::(\w+))?[>}]", put, one.route.path) or "/"


def _part(name: str, kind: str) -> str:
    if kind == "uuid":
        return names.value("uuid", "str").strip('"')
    if kind == "int" or (not kind and names.value(name, "int")):
        return names.value(name, "int") or "1"
    return names.value(name, "str").strip('"') or "example"


def _sent(one: Endpoint, module: definition.Module, script: Script, context: Context) -> Iterator[str]:
    """The keywords of the request: its body as JSON."""
    if _verb(one) == "get":
        return
    if one.kind in ("Flask", "Blueprint"):
        keys = list(dict.fromkeys(_keys(one.node)))
        if keys:
            entries = (f"{text(key)}: {names.value(key, 'str') or text('example')}" for key in keys)
            yield f"json={{{', '.join(entries)}}}"
        return
    called = callee.function(one.node, module, context)
    for parameter in called.parameters:
        path = scope.canonical(parameter.annotation, module) if parameter.annotation is not None else ""
        found = context.lookup.find(path) if "." in path and not parameter.optional else None
        in_path = f"{{{parameter.name}" in one.route.path
        if found is None or in_path or not isinstance(found.node, ast.ClassDef):
            continue
        if constructors.has_fields(classes.load(found, context.lookup)):
            value = next(evidence.candidates(parameter, called, context))
            if not value.setup:
                script.need(value)
                yield f"json={value.code}.model_dump()"
            return


def _keys(node: ast.AST) -> Iterator[str]:
    """The keys that a Flask function reads from the JSON of its request."""
    places = {"request.json", "request.form"}
    for inner in ast.walk(node):
        if isinstance(inner, ast.Assign) and isinstance(inner.targets[0], ast.Name):
            value = inner.value.func if isinstance(inner.value, ast.Call) else inner.value
            if scope.dotted(value) in ("request.json", "request.get_json"):
                places.add(inner.targets[0].id)
    for place in sorted(places):
        for read in body.loads(node, place):
            yield from _key(read, node)


def _key(read: ast.expr, node: ast.AST) -> Iterator[str]:
    holder = body.parents(node).get(read)
    key: ast.expr | None = None
    if isinstance(holder, ast.Subscript) and holder.value is read:
        key = holder.slice
    elif isinstance(holder, ast.Attribute) and holder.attr == "get":
        call = body.parents(node).get(holder)
        key = call.args[0] if isinstance(call, ast.Call) and call.args else None
    if isinstance(key, ast.Constant) and isinstance(key.value, str):
        yield key.value
