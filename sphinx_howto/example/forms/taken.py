"""How functions are shown that only a framework calls: what they belong to is run, or nothing is called."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import replace

from sphinx_howto import definition, prominence
from sphinx_howto.example import arguments, callee, classes, imports, scope
from sphinx_howto.example.context import Context
from sphinx_howto.example.forms import handed, requests
from sphinx_howto.example.script import Script
from sphinx_howto.example.value import Import, text
from sphinx_howto.frameworks import objects as framework_objects
from sphinx_howto.frameworks import recognition

#: Class of the object whose decorator takes a function -> what runs it, and what that needs.
_RUNS: Mapping[str, tuple[str, tuple[Import, ...]]] = {
    "telebot.TeleBot": ("{name}.infinity_polling()", ()),
    "discord.Client": ('{name}.run("YOUR_TOKEN")', ()),
    "discord.Bot": ('{name}.run("YOUR_TOKEN")', ()),
    "discord.ext.commands.Bot": ('{name}.run("YOUR_TOKEN")', ()),
    "aiogram.Dispatcher": (
        'asyncio.run({name}.start_polling(Bot("YOUR_TOKEN")))',
        (Import("aiogram", "Bot"), Import("asyncio")),
    ),
    "pyrogram.Client": ("{name}.run()", ()),
    "telethon.TelegramClient": ("{name}.start()\n{name}.run_until_disconnected()", ()),
    "mcp.server.fastmcp.FastMCP": ("{name}.run()", ()),
    "fastmcp.FastMCP": ("{name}.run()", ()),
    "typer.Typer": (
        'result = CliRunner().invoke({name}, ["--help"])',
        (Import("typer.testing", "CliRunner"),),
    ),
}
#: Statements that show what running gave.
_THEN: Mapping[str, str] = {"typer.Typer": "print(result.output)"}
#: Rows of commands that click's own test runner can run.
_CLICK = frozenset({"click", "click group", "Flask command"})


def function(target: definition.Definition, context: Context) -> Script | None:
    """A function that a framework calls; None for one that its users call."""
    assert isinstance(target.node, (ast.FunctionDef, ast.AsyncFunctionDef))
    one = _taking(target.node, target.module, context)
    if target.node.name == "__getattr__":
        return _attribute(target)
    if one is None and _is_callback(target, context):
        return object_(target.module, context) or _imported(target, context)[0]
    if one is None:
        return _test(target) if _is_test(target.node, target.module) else None
    if one.row.form == "fixture":
        return _fixture(target.node, one)
    if one.row.form == "actor":
        return _sent(target, context)
    if one.row.form == "loop":
        return _loop(target, context)
    if one.row.form == "inv":
        return _task(target, context)
    if one.row.form == "task" or one.framework in _CLICK or (one.row.call and one.row.form == "handler"):
        return None
    return _run(one, target.module, context) or _named(target, context)


def _is_callback(target: definition.Definition, context: Context) -> bool:
    """Whether the module hands the function over to be called with what it needs."""
    assert isinstance(target.node, (ast.FunctionDef, ast.AsyncFunctionDef))
    called = callee.function(target.node, target.module, context)
    is_given = target.owner is None and target.qualname in prominence.callbacks(target.module.tree)
    return is_given and any(parameter.required for parameter in called.parameters)


def object_(module: definition.Module, context: Context) -> Script | None:
    """The object that the module makes for a framework, given to it; None where there is none."""
    for name, row in framework_objects.of_module(requests.resolver(context), module):
        source = imports.source(f"{module.name}.{name}", context.lookup)
        script = Script()
        script.imports |= {source.imported, *(Import(*needed) for needed in row.needs)}
        script.add(*(line.format(name=source.name) for line in row.lines))
        return script
    return None


def is_another_command(target: definition.Definition, context: Context) -> bool:
    """Whether a command of this name is one of another framework than click."""
    assert isinstance(target.node, (ast.FunctionDef, ast.AsyncFunctionDef))
    one = _taking(target.node, target.module, context)
    return one is not None and one.framework not in _CLICK


def method(target: definition.Definition, holder: classes.Class, context: Context) -> Script | None:
    """A test of a test case; None for any other method."""
    assert isinstance(target.node, (ast.FunctionDef, ast.AsyncFunctionDef))
    one = _taking(target.node, target.module, context)
    if one is not None and one.row.form == "fixture":
        return _fixture(target.node, one)
    row = handed.base(holder, context)
    if row is None and class_(holder) is not None and target.node.name.startswith("test"):
        return _test(target)
    if row is None or row.form != "tests" or not target.qualname.rpartition(".")[2].startswith("test"):
        return None
    module = target.module.name
    script = Script()
    script.imports.add(Import("unittest"))
    script.add(f"unittest.main({text(module)}, argv=[{text(module)}, {text(target.qualname)}], exit=False)")
    script.command = f"python -m unittest {module}.{target.qualname}"
    return script


def class_(one: classes.Class) -> Script | None:
    """A class of tests that pytest finds by its name; None for any other class."""
    module = one.parts[0].module
    names = one.parts[0].methods
    if not recognition.is_test_file(module.path.name) or not one.name.startswith("Test"):
        return None
    if one.method("__init__") is not None or not any(name.startswith("test") for name in names):
        return None
    return _pytest(module, one.name)


def is_called(
    node: definition.FunctionNode, part: classes.Part, one: classes.Class, context: Context
) -> bool:
    """Whether a framework, not its user, calls a method."""
    if _taking(node, part.module, context) is not None:
        return True
    row = handed.base(one, context)
    return row is not None and recognition.hook(row, node.name) is not None


def _taking(
    node: definition.FunctionNode, module: definition.Module, context: Context
) -> recognition.Taken | None:
    found = recognition.every(requests.resolver(context), module, node)
    return next((one for one in found if not one.is_note), None)


def _is_test(node: definition.FunctionNode, module: definition.Module) -> bool:
    return node.name.startswith("test") and recognition.is_test_file(module.path.name)


def _test(target: definition.Definition) -> Script:
    """A test function, run by pytest."""
    return _pytest(target.module, target.qualname.replace(".", "::"))


def _pytest(module: definition.Module, what: str) -> Script:
    name = f"{module.path.name}::{what}"
    script = Script()
    script.imports.add(Import("pytest"))
    script.command = f"python -m pytest {name}"
    script.add(f"pytest.main([{text(name)}])")
    return script


def _attribute(target: definition.Definition) -> Script:
    """An attribute of the module that only its ``__getattr__`` knows."""
    assert isinstance(target.node, (ast.FunctionDef, ast.AsyncFunctionDef))
    taken_ = target.node.args.args[0].arg if target.node.args.args else ""
    names = [
        side.value
        for test in ast.walk(target.node)
        if isinstance(test, ast.Compare) and isinstance(test.left, ast.Name) and test.left.id == taken_
        for side in test.comparators
        if isinstance(side, ast.Constant) and isinstance(side.value, str) and isinstance(test.ops[0], ast.Eq)
    ]
    script = Script()
    script.imports.add(Import(target.module.name))
    if names and names[0].isidentifier():
        script.add(f"print({target.module.name}.{names[0]})")
    return script


def _fixture(node: definition.FunctionNode, one: recognition.Taken) -> Script:
    """A test that takes the fixture."""
    given = one.keyword("name")
    name = given.value if isinstance(given, ast.Constant) and isinstance(given.value, str) else node.name
    script = Script()
    script.add(f"def test_example({name}):\n    print({name})")
    return script


def _sent(target: definition.Definition, context: Context) -> Script:
    """An actor, whose call is sent to a worker."""
    script, name = _imported(target, context)
    assert isinstance(target.node, (ast.FunctionDef, ast.AsyncFunctionDef))
    given = arguments.make(callee.function(target.node, target.module, context), context)
    script.need(*(value for _, value in given.values))
    script.add(f"{name}.send({given.source})")
    return script


def _task(target: definition.Definition, context: Context) -> Script:
    """A task of invoke or fabric, whose first parameter is the context that runs commands."""
    script, name = _imported(target, context)
    assert isinstance(target.node, (ast.FunctionDef, ast.AsyncFunctionDef))
    script.imports.add(Import("invoke", "Context"))
    script.command = f"inv {target.node.name.strip('_').replace('_', '-')}"
    one = callee.function(target.node, target.module, context)
    given = arguments.make(replace(one, parameters=one.parameters[1:]), context)
    script.need(*(value for _, value in given.values))
    script.add(f"{name}({', '.join(filter(None, ['Context()', given.source]))})")
    return script


def _loop(target: definition.Definition, context: Context) -> Script:
    script, name = _imported(target, context)
    script.add(f"{name}.start()")
    return script


def _named(target: definition.Definition, context: Context) -> Script:
    """No more than the name: nothing but the framework calls the function."""
    script, name = _imported(target, context)
    script.add(f"print({name}.__name__)")
    return script


def _imported(target: definition.Definition, context: Context) -> tuple[Script, str]:
    script = Script()
    source = imports.source(target.import_path, context.lookup)
    script.imports.add(source.imported)
    return script, source.name


def _run(one: recognition.Taken, module: definition.Module, context: Context) -> Script | None:
    """What the function was given to is run, where a name of a module holds it."""
    root = one.holder
    while isinstance(root, ast.Attribute):
        root = root.value
    if root is None:
        return None
    path = scope.canonical(root, module)
    for kind in recognition.kinds(requests.resolver(context), module, root):
        if kind in _RUNS and "." in path:
            code, needed = _RUNS[kind]
            script = Script()
            source = imports.source(path, context.lookup)
            script.imports |= {source.imported, *needed}
            script.add(*code.format(name=source.name).split("\n"), *filter(None, [_THEN.get(kind, "")]))
            return script
    return None
