"""``add_argument`` calls that follow each other, as one list of the command line's arguments."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from itertools import takewhile

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import operands
from sphinx_howto.english.outline import Act, Block, Source
from sphinx_howto.english.phrase import Spans, code, fill, join, words

_ACTIONS = {
    "append": "may be given several times",
    "extend": "may be given several times",
    "count": "counts how often it is given",
    "version": "prints the version and exits",
    "help": "prints the help and exits",
}
#: What giving a switch stores -> what it stores when it is not given and has no default of its own.
_SWITCHES = {"store_true": ("True", "False"), "store_false": ("False", "True")}
_COUNTS = {"+": "one or more values", "*": "any number of values", "?": "the value may be left out"}
#: Keywords that tell a parser from other objects with a method of this name.
_KEYWORDS = {"help", "action", "nargs", "type", "dest", "default", "choices", "required", "metavar", "const"}
#: What only the help shows.
_DISPLAYED = {"help", "metavar"}


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
    return quoting.source(call.func.value) if literal and _is_parser(scope, call.func.value, call) else None


def _is_parser(scope: FunctionScope, receiver_: ast.expr, call: ast.Call) -> bool:
    """Whether a receiver is a parser or a group of one: by its type, else by what the call is given."""
    found = scope.type_of(receiver_)
    if found is not None:
        return found.name.startswith("argparse.")
    imports = {*scope.module.imports.values(), *scope.imports.values()}
    known = any(item.split(".")[0] == "argparse" for item in imports)
    told = bool(_KEYWORDS & {item.arg for item in call.keywords})
    return known and (told or "parser" in quoting.source(receiver_))


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
    note = _help(scope, given.get("help"))
    if note:
        text = fill("{clause}; “{help}”", clause=text, help=note)
    lines = (statement.lineno, statement.end_lineno or statement.lineno)
    return Act(text, Source(lines), "argument", label=shown)


def _help(scope: FunctionScope, node: ast.expr | None) -> Spans:
    """The author's help text, the placeholders of an f-string as code; () if there is none."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node] if node is not None else []
    result: list[document.Span] = []
    for part in parts:
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            result.append(document.Author(re.sub(r"\s+", " ", part.value).replace("%%", "%")))
        elif isinstance(part, ast.FormattedValue):
            result += operands.quote(scope, part.value)
        else:
            return ()
    while result and isinstance(result[-1], document.Author) and not result[-1].text.rstrip(" ."):
        result.pop()
    if result and isinstance(result[0], document.Author):
        result[0] = document.Author(result[0].text.lstrip())
    if result and isinstance(result[-1], document.Author):
        result[-1] = document.Author(result[-1].text.rstrip(" ."))
    return tuple(result)


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
    switch = _switch(scope, flags, given)
    if switch:
        shown.append(switch)
    told = {*_DISPLAYED, *({"action", "default", "const"} if switch else ())}
    for name, value in given.items():
        if name not in told:
            shown += _detail(scope, name, value)
    return shown


def _switch(scope: FunctionScope, flags: Sequence[object], given: dict[str, ast.expr]) -> Spans:
    """``a switch: `True` if it is given, else `False```: a default of its own is what it is else."""
    action, default = given.get("action"), given.get("default")
    if action is not None and scope.dotted(action) == "argparse.BooleanOptionalAction":
        name = next((str(flag) for flag in flags if str(flag).startswith("--")), "--")
        message = "a switch: `True` if it is given, `False` for {opposite}, else {default}"
        other = operands.operand(scope, default) if default is not None else code("None")
        return fill(message, opposite=code(f"--no-{name[2:]}"), default=other)
    kind = action.value if isinstance(action, ast.Constant) else None
    if kind == "store_const":
        stored = operands.operand(scope, given.get("const", ast.Constant(None)))
        other = operands.operand(scope, default) if default is not None else code("None")
    elif isinstance(kind, str) and kind in _SWITCHES:
        stored, other = map(code, _SWITCHES[kind])
        other = operands.operand(scope, default) if default is not None else other
    else:
        return ()
    return fill("a switch: {stored} if it is given, else {default}", stored=stored, default=other)


def _detail(scope: FunctionScope, name: str, value: ast.expr) -> list[Spans]:
    """What one keyword of ``add_argument`` says; [] if that goes without saying."""
    literal = value.value if isinstance(value, ast.Constant) else None
    if name == "type":
        return [fill("converted with {type}", type=operands.quote(scope, value))]
    if name == "choices" and isinstance(value, (ast.Tuple, ast.List)) and value.elts:
        items = [operands.quote(scope, item) for item in value.elts]
        return [fill("one of {items}", items=join(items, "or"))]
    if name == "default":
        return [fill("default {value}", value=operands.operand(scope, value))]
    if name == "action" and literal in _ACTIONS:
        return [words(_ACTIONS[str(literal)])]
    if name == "action" and literal == "store":
        return []
    if name == "nargs" and literal in _COUNTS:
        return [words(_COUNTS[str(literal)])]
    if name == "nargs" and isinstance(literal, int):
        return [fill("{count} values", count=code(str(literal)))]
    if name == "dest":
        stored = code(literal) if isinstance(literal, str) else operands.quote(scope, value)
        return [fill("stored as {name}", name=stored)]
    if name == "required" and isinstance(literal, bool):
        return [words("required")] if literal else []
    return [code(f"{name}={quoting.short(value)}")]
