"""The command line of a script: what its parser is told, and with which status the script exits."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sphinx_howto import click_parsers, parsers, running
from sphinx_howto.analysis import paths
from sphinx_howto.analysis.scope import FunctionNode, FunctionScope, ModuleScope


@dataclass(frozen=True)
class Script:
    """A module that can be run.

    function: the one that parses the arguments (None: they are parsed outside of functions).
    exits_with_result: whether the status is what ``main()`` returns.
    """

    parser: parsers.Parser
    scope: FunctionScope
    function: ast.FunctionDef | ast.AsyncFunctionDef | None
    exits_with_result: bool

    @property
    def lines(self) -> tuple[int, int]:
        """Where the arguments are added."""
        return self.parser.lines


def guard(scope: ModuleScope) -> ast.If | None:
    """The statement ``if __name__ == "__main__":`` of a module."""
    for item in scope.module.tree.body:
        if isinstance(item, ast.If) and ast.unparse(item.test) == "__name__ == '__main__'":
            return item
    return None


def script(scope: ModuleScope) -> Script | None:
    """The command line of a module that parses it, when it is run or imported."""
    block = guard(scope)
    outside = [] if block is None else block.body
    for body in (outside, scope.module.tree.body):
        inner = FunctionScope(scope, None)
        found = _read(inner, body)
        if found is not None:
            return Script(found, inner, None, False)
    function = _run(scope, block) if block is not None else None
    if block is None or function is None:
        return None
    inner = FunctionScope(scope, function)
    found = click_parsers.read(function, scope.definitions, scope.dotted) or _read(inner, function.body)
    if found is None:
        inner, found = _parsed_elsewhere(inner, function)
    if found is None:
        return None
    exits = any(
        isinstance(item, ast.Call)
        and scope.dotted(item.func) in {"sys.exit", "exit", "SystemExit"}
        and len(item.args) == 1
        and isinstance(item.args[0], ast.Call)
        and ast.unparse(item.args[0].func) == function.name
        for item in ast.walk(block)
    )
    return Script(found, inner, function, exits)


def _read(scope: FunctionScope, body: list[ast.stmt]) -> parsers.Parser | None:
    return parsers.read(body, scope.dotted)


def _run(scope: ModuleScope, block: ast.If) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    """The function of the module that the guard calls."""
    for item in ast.walk(block):
        if isinstance(item, ast.Call) and isinstance(item.func, ast.Name):
            found = scope.definitions.get(item.func.id)
            if isinstance(found, FunctionNode):
                return found
    return None


def _parsed_elsewhere(
    scope: FunctionScope, function: ast.FunctionDef | ast.AsyncFunctionDef
) -> tuple[FunctionScope, parsers.Parser | None]:
    """The arguments that a function of the module parses for ``function``, which calls it."""
    for item in ast.walk(function):
        if isinstance(item, ast.Call) and isinstance(item.func, ast.Name):
            found = scope.module.definitions.get(item.func.id)
            if isinstance(found, FunctionNode) and found is not function:
                inner = FunctionScope(scope.module, found)
                parser = _read(inner, found.body)
                if parser is not None:
                    return inner, parser
    return scope, None


def lines(command: Script) -> list[str]:
    """``python report.py folder``: the shortest line that runs the script, for each of its commands."""
    base = running.command(command.scope.module.module)
    return [
        " ".join(filter(None, [base, name, *map(_word, command.parser.needed(name))]))
        for name in command.parser.commands or ("",)
    ]


def _word(one: parsers.Argument) -> str:
    """An argument as a line shows it."""
    if not one.is_option:
        return one.value
    return one.name if one.is_switch else f"{one.name} {one.value}"


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
