"""What the decorators of ``click`` tell of a command line, by themselves alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import replace

from sphinx_howto import definition, parsers

_COMMANDS = frozenset(["click.command", "click.group"])
_PARTS = frozenset(["click.option", "click.argument"])
#: Decorators that add options of their own, which read no command line.
_WITHOUT_EFFECT = frozenset(["click.pass_context", "click.pass_obj"])


def read(
    node: definition.FunctionNode, functions: Mapping[str, ast.stmt], dotted: parsers.Dotted
) -> parsers.Parser | None:
    """The command line of a command or group; None for what is neither, and for what is unclear.

    functions: what its module defines: the commands of a group are among them.
    """
    made = [path for item in node.decorator_list for path in [dotted(_called(item)) or ""]]
    if not _COMMANDS & set(made) or set(made) - _COMMANDS - _PARTS - _WITHOUT_EFFECT:
        return None
    own = list(_arguments(node, dotted))
    found = commands(node.name, functions)
    for name, item in found.items():
        own += [replace(one, command=name) for one in _arguments(item, dotted)]
    if ("click.group" in made) != bool(found) or not own:
        return None
    return parsers.Parser(tuple(own), tuple(found))


def commands(name: str, functions: Mapping[str, ast.stmt]) -> dict[str, definition.FunctionNode]:
    """The commands of the group ``name``: what is typed -> its function."""
    return {
        group(item)[1]: item
        for item in functions.values()
        if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef)) and group(item)[0] == name
    }


def group(node: definition.FunctionNode) -> tuple[str, str]:
    """The group whose command a function is, as it is written, and what is typed; ("", "") for any other."""
    for one in node.decorator_list:
        holder, _, last = ast.unparse(_called(one)).rpartition(".")
        if last == "command" and holder and holder != "click":
            given = one.args[0] if isinstance(one, ast.Call) and one.args else None
            told = str(given.value) if isinstance(given, ast.Constant) else ""
            return holder, told or node.name.replace("_", "-")
    return "", ""


def _called(item: ast.expr) -> ast.expr:
    return item.func if isinstance(item, ast.Call) else item


def _arguments(node: definition.FunctionNode, dotted: parsers.Dotted) -> Iterator[parsers.Argument]:
    """What the decorators of a function add, in the order in which they are written."""
    for item in node.decorator_list:
        path = dotted(_called(item))
        if isinstance(item, ast.Call) and path in _PARTS:
            yield from _argument(item, path == "click.argument")


def _argument(call: ast.Call, is_argument: bool) -> Iterator[parsers.Argument]:
    given = {word.arg: word.value for word in call.keywords}
    names = tuple(
        item.value for item in call.args if isinstance(item, ast.Constant) and isinstance(item.value, str)
    )
    flags = tuple(name.split("/")[0] for name in names if name.startswith("-")) or names
    if not flags:
        return
    made = given.get("type")
    is_choice = isinstance(made, ast.Call) and ast.unparse(made.func).endswith("Choice")
    choices = made.args[0] if is_choice and isinstance(made, ast.Call) and made.args else None
    kind = made if choices is None else None
    many = ast.unparse(given["nargs"]) if "nargs" in given else ""
    is_any = many == "-1"
    must = _is_true(given.get("required")) or (
        is_argument and not is_any and "default" not in given and "required" not in given
    )
    is_switch = _is_true(given.get("is_flag")) or any("/" in name for name in names)
    repeated = "append" if _is_true(given.get("multiple")) else "store"
    yield parsers.Argument(
        flags,
        "store_true" if is_switch else "count" if _is_true(given.get("count")) else repeated,
        kind,
        choices,
        given.get("default"),
        must,
        ("+" if must else "*") if is_any else many,
        call,
        next((name for name in names if not name.startswith("-")), flags[0].lstrip("-").replace("-", "_")),
    )


def _is_true(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is True
