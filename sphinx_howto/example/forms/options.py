"""The arguments of a command line, each with what a reader would type for it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sphinx_howto import definition, demands, parsers, running
from sphinx_howto.example import names, scope


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


def of_node(node: ast.AST, module: definition.Module) -> list[Option]:
    """The arguments that the parser of a function takes, or one in a function that it calls."""
    found = _of_body(getattr(node, "body", []), module)
    elsewhere = [one for other in parsing(node, module) for one in of_node(other, module)]
    return found or elsewhere or words(node, module)


def of_module(module: definition.Module) -> list[Option]:
    """The arguments that a module takes when it is run: wherever it parses them, or reads them itself."""
    guards = [item for item in module.tree.body if running.is_guard(item)]
    for body in (*(item.body for item in guards if isinstance(item, ast.If)), module.tree.body):
        found = _of_body(body, module)
        if found:
            return found
    for called in (one for guard in guards for one in _called(guard, module)):
        found = of_node(called, module)
        if found:
            return found
    return [_read(name) for name in demands.arguments(module)]


def is_run(node: ast.AST, module: definition.Module) -> bool:
    """Whether the module calls the function when it is run."""
    guards = [item for item in module.tree.body if running.is_guard(item)]
    return any(node is one for guard in guards for one in _called(guard, module))


def _of_body(body: Sequence[ast.stmt], module: definition.Module) -> list[Option]:
    """The arguments that the parser of a body takes; of several commands those of the first."""
    parser = parsers.read(body, lambda node: scope.canonical(node, module))
    if parser is None:
        calls = [node for statement in body for node in _outside(statement) if isinstance(node, ast.Call)]
        found = [option for call in calls for option in declared(call, module)]
        demanded = frozenset(name for item in body for name in demands.demanded(item))
        return _different([replace(one, required=True) if one.name in demanded else one for one in found])
    command = parser.commands[0] if parser.commands else ""
    needed = parser.needed(command)
    found = []
    for argument in sorted(parser.arguments, key=lambda one: one.command != ""):
        # What all commands take stands before the command, where it can be left out
        if argument.command == command or argument in needed:
            given = declared(argument.call, module)
            found += [replace(option, required=argument in needed) for option in given]
    shared = sum(not argument.command and argument in needed for argument in parser.arguments if command)
    word = [Option("", command, "choice", True, "command")] if command else []
    return _different([*found[:shared], *word, *found[shared:]])


def _outside(statement: ast.AST) -> Iterator[ast.AST]:
    """A statement and what is in it, but for the bodies of functions and classes."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return
    yield statement
    for inner in ast.iter_child_nodes(statement):
        yield from _outside(inner)


def _different(found: list[Option]) -> list[Option]:
    """The same options; what is new has another value than what is old."""
    old = {one.value for one in found if one.name.startswith("old")}
    return [
        replace(one, value="b" if one.value == "a" else f"new-{one.value}")
        if one.name.startswith("new") and one.kind == "str" and one.value in old
        else one
        for one in found
    ]


def parsing(node: ast.AST, module: definition.Module) -> list[ast.AST]:
    """The functions of the module that ``node`` calls and that read the command line."""
    return [other for other in _called(node, module) if other is not node and reads_line(other)]


def _called(node: ast.AST, module: definition.Module) -> list[ast.stmt]:
    """What of the module ``node`` calls."""
    called = (
        scope.defined(module).get(call.func.id)
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
    )
    return [other for other in called if other is not None]


def declared(call: ast.Call, module: definition.Module) -> Iterator[Option]:
    """The argument that a call of ``add_argument`` adds."""
    if not isinstance(call.func, ast.Attribute) or call.func.attr != "add_argument":
        return
    flags = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    if not flags:
        return
    words = {str(word.arg): word.value for word in call.keywords}
    long_ones = [flag for flag in flags if flag.startswith("--")] or flags
    flag = long_ones[0] if long_ones[0].startswith("-") else ""
    action = parsers.action(words.get("action"))
    if action in ("help", "version"):
        return
    nargs = getattr(words.get("nargs"), "value", "")
    stored = getattr(words.get("dest"), "value", None)
    name = str(stored or (flag or flags[-1])).lstrip("-").replace("-", "_")
    kind, typed_ = value(name, words, module)
    is_switch = action.startswith("store_") or action in ("count", "append_const")
    required = (not flag and nargs not in ("?", "*")) or getattr(
        words.get("required"), "value", False
    ) is True
    yield Option(flag, "" if is_switch else typed_, "switch" if is_switch else kind, required, name)


# What options of these names take on a command line
_FILES = {"input": "in.txt", "infile": "in.txt", "output": "out.txt", "outfile": "out.txt", "o": "out.txt"}


_UNKNOWN = "example"
# What converts an argument -> what it can convert
_PARSED = {
    "json.loads": '{"key": "value"}',
    "ast.literal_eval": "[1, 2, 3]",
    "datetime.date.fromisoformat": "2024-01-31",
    "datetime.datetime.fromisoformat": "2024-01-31T12:30",
    "decimal.Decimal": "9.99",
}
_FOLDER = re.compile(r"\b(folder|director(y|ies))s?\b", re.IGNORECASE)


def value(name: str, words: dict[str, ast.expr], module: definition.Module) -> tuple[str, str]:
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
    if path in _PARSED:
        return "parsed", _PARSED[path]
    if name in _FILES:
        return "path", _FILES[name]
    kind = names.kind(name)
    told = getattr(words.get("help"), "value", "")
    if kind == "folder" or (kind == "path" and isinstance(told, str) and _FOLDER.search(told)):
        return "folder", "data"
    if kind in ("path", "text-file", "path-text") or path.endswith(("Path", "FileType")):
        return "path", (names.value(name, "path") or '"data.txt"').strip('"')
    told = names.value(name, "str").strip('"')
    default = getattr(words.get("default"), "value", None)
    if not told and default and isinstance(default, (str, int, float)) and default is not True:
        return "str", str(default)
    return "str", told or _UNKNOWN


def words(node: ast.AST, module: definition.Module) -> list[Option]:
    """The words of a command line that nothing parses."""
    return [] if reads_line(node) else [_read(name) for name in demands.arguments(module)]


def _read(name: str) -> Option:
    """A word that a program reads by its place."""
    is_path = names.kind(name) in ("path", "text-file", "path-text")
    kind = "path" if is_path or names.kind(name) == "folder" else "str"
    value = (names.value(name, kind) or names.value(name, "int")).strip('"') or _UNKNOWN
    return Option("", value, "path" if is_path else "str", True, name)


def reads_line(node: ast.AST) -> bool:
    """Whether a function parses the command line."""
    return isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and any(
        isinstance(one, ast.Attribute) and one.attr in ("parse_args", "parse_known_args")
        for one in ast.walk(node)
    )


def typed(options: Sequence[Option]) -> list[str]:
    """The words of a line with these arguments, as a reader types them."""
    return [part for one in chosen(options) for part in (one.flag, one.value) if part]


def chosen(options: Sequence[Option]) -> list[Option]:
    """Everything required, and the first option that says something."""
    needed = [one for one in options if one.required]
    further = [one for one in options if not one.required and (one.flag or one.kind == "choice")]
    # A made-up text is no good choice where none is needed
    further = [one for one in further if one.value != _UNKNOWN and one.kind != "parsed"]
    further.sort(key=lambda one: one.kind != "choice")
    return needed + further[:1]
