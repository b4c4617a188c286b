"""How code that a framework calls gets to run: what to run, pass or register instead of calling it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping

from sphinx_howto import class_body, document, prominence
from sphinx_howto.analysis import frameworks, kinds, signatures
from sphinx_howto.analysis.scope import ClassScope, FunctionScope
from sphinx_howto.english import frameworks as clauses
from sphinx_howto.english import headers
from sphinx_howto.english.calling import forms, methods
from sphinx_howto.english.phrase import Spans, code, fill, paragraph, sentence
from sphinx_howto.frameworks import bases, recognition, tasks
from sphinx_howto.frameworks.recognition import Taken
from sphinx_howto.frameworks.rows import Base

Method = forms.Method


def function(scope: FunctionScope, node: Method) -> Spans:
    """How a function that a framework calls gets to run; () for any other."""
    one = frameworks.taking(scope, node)
    if one is not None:
        rule = _FUNCTIONS.get(one.row.form, _clause)
        return rule(scope, node, one)
    row = frameworks.base(scope.owner) if scope.owner is not None else None
    if row is not None and scope.owner is not None and frameworks.hook(scope, node) is not None:
        return _hook(scope, scope.owner, node, row)
    if scope.owner is None and node.name in clauses.OF_MODULES:
        return sentence(clauses.leading(scope, node))
    if frameworks.is_test(scope, node):
        return sentence(fill("run it with {command}", command=code(_pytest(scope, node.name))))
    return ()


def _clause(scope: FunctionScope, node: Method, one: Taken) -> Spans:
    return sentence(clauses.clause(scope, one))


def _route(scope: FunctionScope, node: Method, one: Taken) -> Spans:
    """The requests of all route decorators, and by whom the function is called."""
    every = [item for item in frameworks.decorators(scope, node) if item.row.form == "route"]
    told = [clauses.clause(scope, item) for item in every]
    routes = [frameworks.route(scope, item) for item in every]
    below = next((item.below for item in routes if item is not None and item.below), "")
    if below:
        told.append(
            fill(
                "the application that takes {router} in may put a prefix before the path", router=code(below)
            )
        )
    told.append(fill("{framework} calls it for each such request", framework=document.Words(one.framework)))
    gives = headers.result(scope, node, signatures.kind(scope, node))
    return paragraph([*told, fill("it {gives}", gives=gives)] if gives and not _is_open(node) else told)


def _is_open(node: Method) -> bool:
    return node.returns is not None and ast.unparse(node.returns).rpartition(".")[2] == "Any"


def _task(scope: FunctionScope, node: Method, one: Taken) -> Spans:
    """A task is queued by a method of its own, and still can be called."""
    form = forms.fitting_form(node, scope, node.name)
    bound = one.keyword("bind")
    if isinstance(bound, ast.Constant) and bound.value is True and scope.owner is None:
        # The first parameter is the task itself
        first = next(iter(scope.parameters), "")
        form = form.replace(f"({first}, ", "(").replace(f"({first})", "()")
    method = "send" if one.row.form == "actor" else "delay"
    queued = form.replace("(", f".{method}(", 1)
    return sentence(
        fill(
            "call {queued} to run it in a worker, or {form} to run it here",
            queued=code(queued),
            form=code(form),
        )
    )


def _validator(scope: FunctionScope, node: Method, one: Taken) -> Spans:
    """When Pydantic calls it, and what becomes of the exceptions that it raises."""
    told = [clauses.clause(scope, one)]
    raised = {
        scope.dotted(item.exc.func if isinstance(item.exc, ast.Call) else item.exc)
        for item in ast.walk(node)
        if isinstance(item, ast.Raise) and item.exc is not None
    }
    found = [name for name in ("ValueError", "AssertionError") if name in raised]
    if found:
        told.append(
            fill("Pydantic makes a `ValidationError` of the {name} that it raises", name=code(found[0]))
        )
    return paragraph(told)


def _fixture(scope: FunctionScope, node: Method, one: Taken) -> Spans:
    given = one.keyword("name")
    name = str(given.value) if isinstance(given, ast.Constant) else node.name
    often = one.keyword("scope")
    told = [fill("name {name} as a parameter of a test: pytest passes what it gives", name=code(name))]
    if isinstance(often, ast.Constant) and often.value != "function":
        told.append(fill("pytest runs it once for each {scope}", scope=code(str(often.value))))
    always = one.keyword("autouse")
    if isinstance(always, ast.Constant) and always.value is True:
        told = [fill("pytest runs it for every test that can see it"), *told[1:]]
    return paragraph(told)


def _invoke(scope: FunctionScope, node: Method, one: Taken) -> Spans:
    command = f"inv {node.name.strip('_').replace('_', '-')}"
    return sentence(fill("run it with {command}", command=code(command)))


def _loop(scope: FunctionScope, node: Method, one: Taken) -> Spans:
    return sentence(fill("call {start} to run it again and again", start=code(f"{node.name}.start()")))


_FUNCTIONS: Mapping[str, Callable[[FunctionScope, Method, Taken], Spans]] = {
    "route": _route,
    "task": _task,
    "actor": _task,
    "fixture": _fixture,
    "validator": _validator,
    "model-validator": _validator,
    "inv": _invoke,
    "loop": _loop,
}


def _pytest(scope: FunctionScope, name: str) -> str:
    owner = f"{scope.owner.node.name}::" if scope.owner is not None else ""
    return f"python -m pytest {scope.module.module.path.name}::{owner}{name}"


def _hook(scope: FunctionScope, owner: ClassScope, node: Method, row: Base) -> Spans:
    if row.form == "tests" and node.name.startswith("test"):
        command = _tests(owner, row, f".{node.name}")
        return sentence(fill("run it with {command}", command=code(command)))
    return sentence(clauses.hook(scope, node))


# -- classes -------------------------------------------------------------------------------------


def class_(scope: ClassScope, created: str) -> Spans:
    """How a class whose methods a framework calls gets to work; () for any other.

    created: a call of the class, as far as it is known ("" if it is not).
    """
    row = frameworks.base(scope)
    if row is None:
        return _pytest_class(scope)
    own = frameworks.hooks(scope)
    if row.form == "tests" and not any(name.startswith("test") for name in own):
        return sentence(
            fill(
                "write a subclass of {name} with methods whose names begin with "
                "`test`, which the test runner calls",
                name=code(scope.node.name),
            )
        )
    base = _to_derive(scope, row)
    if base:
        return sentence(base)
    first = fill(
        _STARTED if row.form in ("thread", "process") and class_body.starts_itself(scope.node) else row.use,
        name=code(scope.node.name),
        create=code(_created(scope) or created or f"{scope.node.name}(...)"),
        hooks=forms.listed([code(name) for name in own]) if own else fill("its methods"),
        **{slot: code(make(scope, row)) for slot, make in _SLOTS.items()},
    )
    if not row.created:
        return sentence(first)
    called = {
        name
        for item in scope.lineage()
        for name in item.methods
        # What serves the other methods is not for the user of such a class
        if recognition.hook(row, name) is not None
        or (prominence.place(item.node, name)[0] == prominence.INNER and not name.startswith("handle_"))
    }
    return paragraph([first, *methods.sentences(scope, called, fill("on the instance"))])


#: A thread or process that its own constructor starts.
_STARTED = "create an instance with {create}, which starts at once and calls {hooks} beside the program"


def _created(scope: ClassScope) -> str:
    """A call with the required arguments only, where the constructor is one of a library; else ""."""
    made = forms.constructor(scope)
    top = scope.module.module.name.split(".")[0]
    if made is None or made[0].module.module.name.split(".")[0] == top:
        return ""
    owner, node = made
    inner = FunctionScope(owner.module, node, owner)
    return forms.call_form(node, inner, scope.node.name, required=True)


def _to_derive(scope: ClassScope, row: Base) -> Spans:
    """What a class that is only a base leaves to its subclasses; () for any other."""
    if bases.BY_PATH.get(scope.path, row) is not row:
        return fill("write a subclass of {name}, whose methods are then called", name=code(scope.node.name))
    if row.form == "locust" and _is_true(scope.values.get("abstract")):
        return fill("write a subclass of {name} with tasks, and run that", name=code(scope.node.name))
    if row.form == "spider" and not any("name" in item.values for item in scope.lineage()):
        return fill("write a subclass of {name} that sets `name`, and run that", name=code(scope.node.name))
    return ()


def _is_true(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is True


def _pytest_class(scope: ClassScope) -> Spans:
    if not frameworks.is_test_class(scope):
        return ()
    command = f"python -m pytest {scope.module.module.path.name}::{scope.node.name}"
    return sentence(fill("run its tests with {command}", command=code(command)))


def _tests(scope: ClassScope, row: Base, method: str = "") -> str:
    runner = "manage.py test" if any(path.startswith("django") for path in row.paths) else "-m unittest"
    return f"python {runner} {scope.path}{method}"


def _command(scope: ClassScope, row: Base) -> str:
    """The line of a shell that runs the class."""
    file = scope.module.module.path.name
    if row.form == "tests":
        return _tests(scope, row)
    if row.form == "locust":
        return f"locust -f {file} {scope.node.name}"
    name = scope.values.get("name")
    if row.form == "spider" and isinstance(name, ast.Constant) and isinstance(name.value, str):
        return f"scrapy crawl {name.value}"
    return f"scrapy runspider {file}"


def _server(scope: ClassScope, row: Base) -> str:
    name = scope.node.name
    if any(path.startswith("http.") for path in row.paths):
        return f'HTTPServer(("localhost", 8000), {name})'
    kind = "UDPServer" if "socketserver.DatagramRequestHandler" in _paths(scope) else "TCPServer"
    return f'socketserver.{kind}(("localhost", 9999), {name})'


def _paths(scope: ClassScope) -> set[str]:
    return {path for item in scope.lineage() for path in item.foreign_bases}


def _build(scope: ClassScope, row: Base) -> str:
    given = ", ".join(f"{name}={name}" for name in tasks.required(item.node for item in scope.lineage()))
    return f"luigi.build([{scope.node.name}({given})], local_scheduler=True)"


def _manage(scope: ClassScope, row: Base) -> str:
    return f"python manage.py {scope.module.module.name.rpartition('.')[2]}"


def _cog(scope: ClassScope) -> str:
    """How a bot takes a cog in: by the module's own ``setup`` where it has one."""
    module = scope.module.module
    waits = "" if {"nextcord", "disnake"} & {path.split(".")[0] for path in _paths(scope)} else "await "
    if "setup" in scope.module.definitions:
        return f'{waits}bot.load_extension("{module.name}")'
    made = forms.constructor(scope)
    form = f"{scope.node.name}(...)"
    if made is not None:
        form = forms.call_form(
            made[1], FunctionScope(made[0].module, made[1], made[0]), scope.node.name, True
        )
    elif kinds.is_complete(scope):
        form = f"{scope.node.name}()"
    return f"{waits}bot.add_cog({form})"


def _middleware(scope: ClassScope) -> str:
    """The class and, by keyword, what it needs beside the application."""
    made = forms.constructor(scope)
    if made is None:
        return f"app.add_middleware({scope.node.name})"
    inner = FunctionScope(made[0].module, made[1], made[0])
    whole = forms.fitting_form(made[1], inner, "")[1:-1].split(", ")[1:]
    given = [
        item if "=" in item or item.startswith("*") else f"{item}={item}" for item in whole if item != "*"
    ]
    return f"app.add_middleware({', '.join([scope.node.name, *given])})"


#: Slot of a pattern -> the code that stands in it.
_SLOTS: Mapping[str, Callable[[ClassScope, Base], str]] = {
    "command": _command,
    "server": _server,
    "build": _build,
    "manage": _manage,
    "cog": lambda scope, row: _cog(scope),
    "middleware": lambda scope, row: _middleware(scope),
    "loads": lambda scope, row: f"json.loads(text, cls={scope.node.name})",
    "dumps": lambda scope, row: f"json.dumps(value, cls={scope.node.name})",
    "view": lambda scope, row: f"{scope.node.name}.as_view()",
    "flask_view": lambda scope, row: f'{scope.node.name}.as_view("{scope.node.name.lower()}")',
}
