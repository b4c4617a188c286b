"""``add_argument`` calls that follow each other, as one list of the command line's arguments."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from itertools import takewhile

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import operands
from sphinx_howto.english.outline import Act, Block, Source
from sphinx_howto.english.phrase import Spans, code, fill, join, words

_ACTIONS = {
    "store_true": "a switch: `True` if it is given, else `False`",
    "store_false": "a switch: `False` if it is given, else `True`",
    "append": "may be given several times",
    "count": "counts how often it is given",
    "version": "prints the version and exits",
    "help": "prints the help and exits",
}


def run(scope: FunctionScope, body: Sequence[ast.stmt]) -> int:
    """How many statements at the beginning of ``body`` are ``add_argument`` calls on one argparse object."""
    first = receiver(scope, body[0]) if body else None
    if first is None:
        return 0
    return sum(1 for _ in takewhile(lambda item: receiver(scope, item) == first, body))


def receiver(scope: FunctionScope, statement: ast.stmt) -> str | None:
    """On what a statement calls ``add_argument`` with literal names, if argparse is in use there."""
    call = statement.value if isinstance(statement, (ast.Expr, ast.Assign)) else None
    if not (
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "add_argument"
    ):
        return None
    literal = call.args and all(
        isinstance(item, ast.Constant) and isinstance(item.value, str) for item in call.args
    )
    imports = {*scope.module.imports.values(), *scope.imports.values()}
    return (
        quoting.source(call.func.value)
        if literal and any(item.split(".")[0] == "argparse" for item in imports)
        else None
    )


def block(scope: FunctionScope, statements: Sequence[ast.stmt], source: Source) -> Block:
    """The list: one clause for each argument."""
    owner = receiver(scope, statements[0]) or ""
    acts = tuple(_argument(scope, item) for item in statements)
    return Block(
        fill("adds these arguments to {owner}", owner=code(owner)),
        acts,
        source,
        "list",
        ("Command line", "Arguments", "Options"),
    )


def _argument(scope: FunctionScope, statement: ast.stmt) -> Act:
    call = statement.value if isinstance(statement, (ast.Expr, ast.Assign)) else None
    assert isinstance(call, ast.Call)
    flags = [item.value for item in call.args if isinstance(item, ast.Constant)]
    given = {item.arg: item.value for item in call.keywords if item.arg}
    details = list(_details(scope, flags, given))
    shown = join([code(str(flag)) for flag in flags], "or")
    text = _listed(details) if details else words("optional, without a default of its own")
    note = given.get("help")
    if isinstance(note, ast.Constant) and isinstance(note.value, str) and note.value.strip():
        text = fill(
            "{clause}; “{help}”", clause=text, help=document.Author(" ".join(note.value.split()).rstrip("."))
        )
    lines = (statement.lineno, statement.end_lineno or statement.lineno)
    return Act(text, Source(lines), "argument", label=shown)


def _listed(details: list[Spans]) -> Spans:
    result = details[0]
    for item in details[1:]:
        result = fill("{first}, {next}", first=result, next=item)
    return result


def _details(scope: FunctionScope, flags: Sequence[object], given: dict[str, ast.expr]) -> list[Spans]:
    shown: list[Spans] = []
    optional = str(flags[0]).startswith("-")
    nargs = given.get("nargs")
    if not optional and not (isinstance(nargs, ast.Constant) and nargs.value in {"?", "*"}):
        shown.append(words("required"))
    for name, value in given.items():
        if name == "type":
            shown.append(fill("converted with {type}", type=operands.quote(scope, value)))
        elif name == "choices" and isinstance(value, (ast.Tuple, ast.List)) and value.elts:
            shown.append(
                fill("one of {items}", items=join([operands.quote(scope, item) for item in value.elts], "or"))
            )
        elif name == "default":
            shown.append(fill("default {value}", value=operands.operand(scope, value)))
        elif name == "action" and isinstance(value, ast.Constant) and value.value in _ACTIONS:
            shown.append(words(_ACTIONS[str(value.value)]))
        elif name == "required" and isinstance(value, ast.Constant):
            shown += [words("required")] if value.value is True else []
        elif name != "help":
            shown.append(code(f"{name}={quoting.short(value)}"))
    return shown
