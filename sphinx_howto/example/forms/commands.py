"""How programs are shown: the shell line with its options, and the call of their ``main``."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from sphinx_howto import click_parsers, definition, parsers, running
from sphinx_howto.example import callee, imports, outcome, scope, signatures, values
from sphinx_howto.example.context import Context
from sphinx_howto.example.forms import options, programs
from sphinx_howto.example.script import Script
from sphinx_howto.example.shape import of
from sphinx_howto.example.value import Import, Value, text


def is_main(node: ast.AST, module: definition.Module) -> bool:
    """Whether a function reads the command line: by itself, or a ``main`` by a function that it calls."""
    if options.reads_line(node):
        return True
    if getattr(node, "name", "") not in _ENTRIES:
        return False
    reads = "sys.argv" in ast.unparse(node) and bool(options.words(node, module))
    return bool(options.parsing(node, module)) or reads


_ENTRIES = ("main", "cli", "run")


def function(target: definition.Definition, context: Context) -> Script | None:
    """A ``main`` that parses a command line, called with a list of arguments."""
    assert isinstance(target.node, (ast.FunctionDef, ast.AsyncFunctionDef))
    script = Script()
    source = imports.source(target.import_path, context.lookup)
    script.imports.add(source.imported)
    found = options.of_node(target.node, target.module)
    script.command = _line(target.module, found)
    takes = [one for one in signatures.parameters(target.node) if one.name in ("argv", "args", "arguments")]
    words = [one for option in options.chosen(found) for one in typed(option, script, context)]
    if not found or _has_unclear_group(target):
        words = ['"--help"']
        script.folder, script.lines = False, []
    if not takes:
        script.imports.add(Import("sys"))
        script.add(f"sys.argv[1:] = [{', '.join(words)}]")
        is_async = isinstance(target.node, ast.AsyncFunctionDef)
        script.imports |= {Import("asyncio")} if is_async else set()
        script.add(f"asyncio.run({source.name}())" if is_async else f"{source.name}()")
        return script
    if f"{takes[0].name}[1:]" in ast.unparse(target.node):
        words.insert(0, text(target.module.name))
    _put(target, f"{source.name}([{', '.join(words)}])", script, context)
    return script


def _line(module: definition.Module, found: Sequence[options.Option]) -> str:
    """The shell line of a module that can be run; "" for one that only offers its functions."""
    is_run = any(running.is_guard(one) for one in module.tree.body) or module.name.endswith("__main__")
    return programs.command(module, found) if is_run else ""


def _put(target: definition.Definition, call: str, script: Script, context: Context) -> None:
    """Add the call; what it gives is printed, where it gives anything."""
    assert isinstance(target.node, (ast.FunctionDef, ast.AsyncFunctionDef))
    one = callee.function(target.node, target.module, context)
    silent = outcome.is_silent(one, context)
    if one.is_async:
        script.imports.add(Import("asyncio"))
        call = f"asyncio.run({call})"
    if silent:
        script.add(call)
    else:
        script.add(f"status = {call}", "print(status)")


def _has_unclear_group(target: definition.Definition) -> bool:
    """Whether one of several options must be given, which one being open."""
    assert isinstance(target.node, (ast.FunctionDef, ast.AsyncFunctionDef))
    read = parsers.read(target.node.body, lambda node: scope.canonical(node, target.module))
    return read is None and any(
        isinstance(one, ast.Call)
        and getattr(one.func, "attr", "") == "add_mutually_exclusive_group"
        and one.keywords
        for one in ast.walk(target.node)
    )


def typed(option: options.Option, script: Script, context: Context) -> list[str]:
    flag = [text(option.flag)] if option.flag else []
    if option.kind == "switch":
        return flag
    value = Value(text(option.value))
    if option.kind in ("folder", "path"):
        # Nobody has a file that an example makes up: it is written first
        kind, name = ("folder", "folder") if option.kind == "folder" else ("path-text", option.name)
        value = values.candidates(of(kind), name, context)[0]
    script.need(value)
    return [*flag, value.code]


def click_options(node: definition.FunctionNode, module: definition.Module) -> list[options.Option] | None:
    """The arguments of a click command, or None when the function is none."""
    found: list[options.Option] = []
    is_command = False
    for deco in node.decorator_list:
        call = deco.func if isinstance(deco, ast.Call) else deco
        last = scope.dotted(call).rpartition(".")[2]
        path = scope.canonical(call, module)
        if last in ("command", "group") and (path.startswith("click") or "." in scope.dotted(call)):
            is_command = True
        if isinstance(deco, ast.Call) and path in ("click.option", "click.argument"):
            found += _click_option(deco, last, module)
    return found if is_command and any("click" in path for path in scope.imported(module).values()) else None


def _click_option(call: ast.Call, kind: str, module: definition.Module) -> Iterator[options.Option]:
    flags = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    words = {str(word.arg): word.value for word in call.keywords}
    if not flags:
        return
    flag = "" if kind == "argument" else next((one for one in flags if one.startswith("--")), flags[0])
    name = flags[0].lstrip("-").replace("-", "_").split("/")[0]
    is_switch = getattr(words.get("is_flag"), "value", False) is True or "/" in flag
    value_kind, value = options.value(name, words, module)
    required = getattr(words.get("required"), "value", kind == "argument") is True and "default" not in words
    yield options.Option(
        flag.split("/")[0],
        "" if is_switch else value,
        "switch" if is_switch else value_kind,
        required,
        name,
    )


def click(target: definition.Definition, found: list[options.Option], context: Context) -> Script:
    """A click command, run by click's own test runner; a group with the first of its commands."""
    assert isinstance(target.node, (ast.FunctionDef, ast.AsyncFunctionDef))
    script = Script()
    source = imports.source(target.import_path, context.lookup)
    script.imports |= {source.imported, Import("click.testing", "CliRunner")}
    functions = scope.defined(target.module)
    first = next(iter(click_parsers.commands(target.node.name, functions).items()), None)
    if first is not None:
        name, node = first
        found = [*found, _word(name), *(click_options(node, target.module) or ())]
    words = [one for option in options.chosen(found) for one in typed(option, script, context)]
    group, name = click_parsers.group(target.node)
    if group and not isinstance(functions.get(group), (ast.FunctionDef, ast.AsyncFunctionDef)):
        # The group is in another module, which is the one to be run
        script.command = ""
    else:
        script.command = _line(target.module, [*([_word(name)] if group else []), *found])
    script.add(f"result = CliRunner().invoke({source.name}, [{', '.join(words)}])", "print(result.output)")
    return script


def _word(command: str) -> options.Option:
    return options.Option("", command, "choice", True, "command")
