"""How programs are shown: the shell line with its options, and the call of their ``main``."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sphinx_howto import definition, demands, running
from sphinx_howto.example import callee, imports, names, outcome, scope, signatures, values
from sphinx_howto.example.context import Context
from sphinx_howto.example.forms import programs
from sphinx_howto.example.script import Script
from sphinx_howto.example.shape import of
from sphinx_howto.example.value import Import, Value, text


@dataclass(frozen=True, slots=True)
class Option:
    """One argument of a command line.

    flag: "" for a positional one. value: what is given, as a reader would type it ("" for a switch).
    """

    flag: str
    value: str
    kind: str
    required: bool
    name: str = ""


def parser_options(node: ast.AST, module: definition.Module) -> list[Option]:
    """The arguments that ``add_argument`` calls declare: below ``node``, or where it has them parsed."""
    found = [one for call in ast.walk(node) if isinstance(call, ast.Call) for one in _declared(call, module)]
    demanded = demands.demanded(node)
    found = [replace(one, required=True) if one.name in demanded else one for one in found]
    elsewhere = [one for other in _parsing(node, module) for one in parser_options(other, module)]
    return _different(found) or elsewhere or _words(node, module)


def _different(found: list[Option]) -> list[Option]:
    """The same options; what is new has another value than what is old."""
    old = {one.value for one in found if one.name.startswith("old")}
    return [
        replace(one, value="b" if one.value == "a" else f"new-{one.value}")
        if one.name.startswith("new") and one.kind == "str" and one.value in old
        else one
        for one in found
    ]


def _parsing(node: ast.AST, module: definition.Module) -> list[ast.AST]:
    """The functions of the module that ``node`` calls and that read the command line."""
    called = (
        scope.defined(module).get(call.func.id)
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
    )
    return [other for other in called if other is not None and other is not node and reads_line(other)]


def _declared(call: ast.Call, module: definition.Module) -> Iterator[Option]:
    if not isinstance(call.func, ast.Attribute) or call.func.attr != "add_argument":
        return
    flags = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    if not flags:
        return
    words = {str(word.arg): word.value for word in call.keywords}
    long_ones = [flag for flag in flags if flag.startswith("--")] or flags
    flag = long_ones[0] if long_ones[0].startswith("-") else ""
    action = ast.literal_eval(words["action"]) if isinstance(words.get("action"), ast.Constant) else ""
    if action in ("help", "version"):
        return
    nargs = getattr(words.get("nargs"), "value", "")
    stored = getattr(words.get("dest"), "value", None)
    name = str(stored or (flag or flags[-1])).lstrip("-").replace("-", "_")
    kind, value = _value(name, words, module)
    is_switch = action.startswith("store_") or action in ("count", "append_const")
    required = (not flag and nargs not in ("?", "*")) or getattr(
        words.get("required"), "value", False
    ) is True
    yield Option(flag, "" if is_switch else value, "switch" if is_switch else kind, required, name)


# What options of these names take on a command line
_FILES = {"input": "in.txt", "infile": "in.txt", "output": "out.txt", "outfile": "out.txt", "o": "out.txt"}


_FOLDER = re.compile(r"\b(folder|director(y|ies))s?\b", re.IGNORECASE)


def _value(name: str, words: dict[str, ast.expr], module: definition.Module) -> tuple[str, str]:
    """The kind of an argument and what a reader would type for it."""
    choices = words.get("choices")
    if isinstance(choices, (ast.Tuple, ast.List)):
        given = [str(one.value) for one in choices.elts if isinstance(one, ast.Constant)]
        default = getattr(words.get("default"), "value", None)
        others = [one for one in given if one != default]
        if others:
            return "choice", others[0]
    path = scope.canonical(words.get("type"), module) if "type" in words else ""
    if path == "int":
        return "int", (names.value(name, "int") or "3")
    if path == "float":
        return "float", (names.value(name, "float") or "0.5")
    if name in _FILES:
        return "path", _FILES[name]
    kind = names.kind(name)
    told = getattr(words.get("help"), "value", "")
    if kind == "folder" or (kind == "path" and isinstance(told, str) and _FOLDER.search(told)):
        return "folder", "data"
    if kind in ("path", "text-file", "path-text") or path.endswith(("Path", "FileType")):
        return "path", (names.value(name, "path") or '"data.txt"').strip('"')
    value = names.value(name, "str").strip('"')
    return "str", value or "example"


def is_main(node: ast.AST, module: definition.Module) -> bool:
    """Whether a function reads the command line: by itself, or a ``main`` by a function that it calls."""
    if reads_line(node):
        return True
    if getattr(node, "name", "") not in _ENTRIES:
        return False
    return bool(_parsing(node, module)) or ("sys.argv" in ast.unparse(node) and bool(_words(node, module)))


def _words(node: ast.AST, module: definition.Module) -> list[Option]:
    """The words of a command line that nothing parses."""
    if reads_line(node):
        return []
    given = zip(demands.arguments(module), programs.words(module), strict=True)
    paths = ("path", "text-file", "path-text")
    return [
        Option("", value, "path" if names.kind(name) in paths else "str", True, name) for name, value in given
    ]


_ENTRIES = ("main", "cli", "run")


def reads_line(node: ast.AST) -> bool:
    """Whether a function parses the command line."""
    return isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and any(
        isinstance(one, ast.Attribute) and one.attr in ("parse_args", "parse_known_args")
        for one in ast.walk(node)
    )


def line(module: definition.Module, options: list[Option]) -> str:
    """The shell line that runs ``module`` with its arguments and one option."""
    words = running.command(module).split()
    for one in _chosen(options):
        words += [part for part in (one.flag, one.value) if part]
    return programs.command(module, shlex.join(words))


def _chosen(options: list[Option]) -> list[Option]:
    """Everything required, and the first option that says something."""
    needed = [one for one in options if one.required]
    further = [one for one in options if not one.required and one.kind == "choice"] or [
        one for one in options if not one.required and one.flag
    ]
    return needed + further[:1]


def function(target: definition.Definition, context: Context) -> Script | None:
    """A ``main`` that parses a command line, called with a list of arguments."""
    assert isinstance(target.node, (ast.FunctionDef, ast.AsyncFunctionDef))
    script = Script()
    source = imports.source(target.import_path, context.lookup)
    script.imports.add(source.imported)
    options = parser_options(target.node, target.module)
    script.command = line(target.module, options)
    takes = [one for one in signatures.parameters(target.node) if one.name in ("argv", "args", "arguments")]
    words = [one for option in _chosen(options) for one in _typed(option, script, context)]
    if not options or _has_required_group(target.node):
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


def _has_required_group(node: ast.AST) -> bool:
    """Whether one of several options must be given, which one being open."""
    return any(
        isinstance(one, ast.Call)
        and getattr(one.func, "attr", "") == "add_mutually_exclusive_group"
        and one.keywords
        for one in ast.walk(node)
    )


def _typed(option: Option, script: Script, context: Context) -> list[str]:
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


def click_options(node: definition.FunctionNode, module: definition.Module) -> list[Option] | None:
    """The arguments of a click command, or None when the function is none."""
    found: list[Option] = []
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


def _click_option(call: ast.Call, kind: str, module: definition.Module) -> Iterator[Option]:
    flags = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    words = {str(word.arg): word.value for word in call.keywords}
    if not flags:
        return
    flag = "" if kind == "argument" else next((one for one in flags if one.startswith("--")), flags[0])
    name = flags[0].lstrip("-").replace("-", "_").split("/")[0]
    is_switch = getattr(words.get("is_flag"), "value", False) is True or "/" in flag
    value_kind, value = _value(name, words, module)
    required = getattr(words.get("required"), "value", kind == "argument") is True and "default" not in words
    yield Option(
        flag.split("/")[0],
        "" if is_switch else value,
        "switch" if is_switch else value_kind,
        required,
        name,
    )


def click(target: definition.Definition, options: list[Option], context: Context) -> Script:
    """A click command, run by click's own test runner."""
    script = Script()
    source = imports.source(target.import_path, context.lookup)
    script.imports |= {source.imported, Import("click.testing", "CliRunner")}
    script.command = line(target.module, options)
    words = [one for option in _chosen(options) for one in _typed(option, script, context)]
    script.add(f"result = CliRunner().invoke({source.name}, [{', '.join(words)}])", "print(result.output)")
    return script
