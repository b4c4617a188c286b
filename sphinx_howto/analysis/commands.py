"""The command line of a script: what ``argparse`` is told, and with which status the script exits."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Union

from sphinx_howto import demands, running
from sphinx_howto.analysis import paths
from sphinx_howto.analysis.scope import FunctionNode, FunctionScope, ModuleScope


@dataclass(frozen=True)
class Argument:
    """One argument of a parser.

    names: as given to ``add_argument``: ``("--output", "-o")`` or ``("folder",)``.
    stored: the name under which its value is stored.
    action: ``store`` unless it says otherwise.
    """

    names: tuple[str, ...]
    action: str
    type: ast.expr | None
    choices: ast.expr | None
    default: ast.expr | None
    required: bool
    many: str
    call: ast.Call
    stored: str = ""

    @property
    def name(self) -> str:
        """The name to show: the first long option, or the only name."""
        return next((name for name in self.names if name.startswith("--")), self.names[0])

    @property
    def is_option(self) -> bool:
        """Whether it starts with a hyphen."""
        return self.name.startswith("-")


@dataclass(frozen=True)
class Script:
    """A module that can be run.

    function: the one that parses the arguments (None: they are parsed at module level).
    exits_with_result: whether the status is what ``main()`` returns.
    """

    file: str
    arguments: tuple[Argument, ...]
    scope: FunctionScope
    function: ast.FunctionDef | ast.AsyncFunctionDef | None
    exits_with_result: bool
    lines: tuple[int, int]


def guard(scope: ModuleScope) -> ast.If | None:
    """The statement ``if __name__ == "__main__":`` of a module."""
    for item in scope.module.tree.body:
        if isinstance(item, ast.If) and ast.unparse(item.test) == "__name__ == '__main__'":
            return item
    return None


def script(scope: ModuleScope) -> Script | None:
    """The command line of a module that parses it with ``argparse`` under a main guard."""
    block = guard(scope)
    if block is None:
        return None
    function = _run(scope, block)
    inner = FunctionScope(scope, function)
    body = function.body if function is not None else scope.module.tree.body
    arguments = _arguments(inner, body)
    if arguments is None and function is not None:
        inner, arguments = _parsed_elsewhere(inner, function)
    if arguments is None:
        return None
    found, first, last = arguments
    exits = function is not None and any(
        isinstance(item, ast.Call)
        and scope.dotted(item.func) in {"sys.exit", "exit", "SystemExit"}
        and len(item.args) == 1
        and isinstance(item.args[0], ast.Call)
        and ast.unparse(item.args[0].func) == function.name
        for item in ast.walk(block)
    )
    return Script(scope.module.path.name, tuple(found), inner, function, exits, (first, last))


def _run(scope: ModuleScope, block: ast.If) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    """The function of the module that the guard calls."""
    for item in ast.walk(block):
        if isinstance(item, ast.Call) and isinstance(item.func, ast.Name):
            found = scope.definitions.get(item.func.id)
            if isinstance(found, FunctionNode):
                return found
    return None


_Arguments = Union[tuple[list[Argument], int, int], None]


def _parsed_elsewhere(
    scope: FunctionScope, function: ast.FunctionDef | ast.AsyncFunctionDef
) -> tuple[FunctionScope, _Arguments]:
    """The arguments that a function of the module parses for ``function``, which calls it."""
    for item in ast.walk(function):
        if isinstance(item, ast.Call) and isinstance(item.func, ast.Name):
            found = scope.module.definitions.get(item.func.id)
            if isinstance(found, FunctionNode) and found is not function:
                inner = FunctionScope(scope.module, found)
                arguments = _arguments(inner, found.body)
                if arguments is not None:
                    return inner, arguments
    return scope, None


def _arguments(scope: FunctionScope, body: list[ast.stmt]) -> _Arguments:
    """The arguments of the only parser that a body makes, with the lines of their calls; None if unclear."""
    parsers = [
        target.id
        for node in body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and scope.dotted(node.value.func) == "argparse.ArgumentParser"
        for target in node.targets
        if isinstance(target, ast.Name)
    ]
    if len(parsers) != 1:
        return None
    groups = set(parsers)
    found = []
    for node in _own(body):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if not isinstance(node.func.value, ast.Name) or node.func.value.id not in groups:
            continue
        if node.func.attr in {
            "add_subparsers",
            "add_mutually_exclusive_group",
            "add_argument_group",
            "set_defaults",
        }:
            return None
        if node.func.attr == "add_argument":
            argument = _argument(node)
            if argument is None:
                return None
            found.append(argument)
    if not found:
        return None
    demanded = frozenset(name for item in body for name in demands.demanded(item))
    found = [
        replace(item, required=True) if item.default is None and item.stored in demanded else item
        for item in found
    ]
    return found, found[0].call.lineno, found[-1].call.end_lineno or found[-1].call.lineno


def _own(body: list[ast.stmt]) -> Iterator[ast.AST]:
    for statement in body:
        yield statement
        if not isinstance(statement, (*FunctionNode, ast.ClassDef)):
            yield from paths.own_nodes(statement)


def _argument(call: ast.Call) -> Argument | None:
    names = [
        item.value for item in call.args if isinstance(item, ast.Constant) and isinstance(item.value, str)
    ]
    given = {item.arg: item.value for item in call.keywords}
    if len(names) != len(call.args) or not names or None in given:
        return None
    action = given.get("action")
    if action is not None and not isinstance(action, ast.Constant):
        return None
    required = given.get("required")
    many = given.get("nargs")
    counted = str(many.value) if isinstance(many, ast.Constant) else "" if many is None else "n"
    must = isinstance(required, ast.Constant) and required.value is True
    if not names[0].startswith("-"):
        must = counted not in {"?", "*"}
    return Argument(
        tuple(names),
        str(action.value) if isinstance(action, ast.Constant) else "store",
        given.get("type"),
        given.get("choices"),
        given.get("default"),
        must,
        counted,
        call,
        _stored(names, given.get("dest")),
    )


def _stored(names: list[str], given: ast.expr | None) -> str:
    """Under which name ``argparse`` keeps the value."""
    if isinstance(given, ast.Constant):
        return str(given.value)
    first = next((name for name in names if name.startswith("--")), names[0])
    return first.lstrip("-").replace("-", "_")


def line(command: Script) -> str:
    """``python report.py folder``: the shortest line that runs the script."""
    words = running.command(command.scope.module.module).split()
    for argument in command.arguments:
        if argument.required:
            value = argument.name.lstrip("-").replace("-", "_")
            words.append(f"{argument.name} {value.upper()}" if argument.is_option else value)
    return " ".join(words)


def parses(command: Script, name: str) -> bool:
    """Whether the function hands its parameter ``name`` to ``parse_args``."""
    return command.function is not None and any(
        isinstance(item, ast.Call)
        and isinstance(item.func, ast.Attribute)
        and item.func.attr == "parse_args"
        and len(item.args) == 1
        and isinstance(item.args[0], ast.Name)
        and item.args[0].id == name
        for item in ast.walk(command.function)
    )


def exit_codes(
    scope: FunctionScope, found: Iterable[tuple[ast.stmt, paths.Path]]
) -> Iterator[tuple[ast.expr | None, paths.Path, ast.stmt]]:
    """The status of each ``sys.exit``, ``raise SystemExit`` or ``parser.error(...)``, with its path."""
    for statement, path in found:
        call = getattr(statement, "value" if isinstance(statement, ast.Expr) else "exc", None)
        if not isinstance(call, ast.Call) or call.keywords or len(call.args) > 1:
            continue
        if _is_usage_error(scope, call):
            yield ast.copy_location(ast.Constant(2), call), path, statement
        if scope.dotted(call.func) in {"sys.exit", "SystemExit", "exit", "quit", "os._exit"}:
            yield (call.args[0] if call.args else None), path, statement


def _is_usage_error(scope: FunctionScope, call: ast.Call) -> bool:
    """Whether a call is ``parser.error(...)``, which prints the usage and exits."""
    if not isinstance(call.func, ast.Attribute) or call.func.attr != "error":
        return False
    parser = scope.type_of(call.func.value)
    return parser is not None and parser.name == "argparse.ArgumentParser"
