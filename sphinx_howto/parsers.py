"""What a parser of ``argparse`` is told of a command line, by the statements that make it alone."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from sphinx_howto import demands

Dotted = Callable[[ast.expr], "str | None"]


@dataclass(frozen=True)
class Argument:
    """One argument of a parser.

    names: as given to ``add_argument``: ``("--output", "-o")`` or ``("folder",)``.
    stored: the name under which its value is stored.
    action: ``store`` unless it says otherwise.
    command: the command that takes it ("" for all of them, or where there are none).
    choice: the number of the group of which only one can be given (0: it is in none).
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
    command: str = ""
    choice: int = 0

    @property
    def name(self) -> str:
        """The name to show: the first long option, or the only name."""
        return next((name for name in self.names if name.startswith("--")), self.names[0])

    @property
    def is_option(self) -> bool:
        """Whether it starts with a hyphen."""
        return self.name.startswith("-")

    @property
    def is_switch(self) -> bool:
        """Whether it takes no value."""
        return self.action in _SWITCHES

    @property
    def value(self) -> str:
        """What stands for its value in a usage line, as ``argparse`` writes it."""
        given = {word.arg: word.value for word in self.call.keywords}.get("metavar")
        shown = given.value if isinstance(given, ast.Constant) else None
        return str(shown) if shown else self.stored.upper() if self.is_option else self.stored


_SWITCHES = frozenset(["store_true", "store_false", "store_const", "count", "append_const"])


@dataclass(frozen=True)
class Parser:
    """A command line.

    commands: the names of its commands, each with arguments of its own.
    demanded: the numbers of the groups of which one must be given.
    """

    arguments: tuple[Argument, ...]
    commands: tuple[str, ...] = ()
    demanded: frozenset[int] = frozenset()

    @property
    def lines(self) -> tuple[int, int]:
        """Where the first argument is added, and the last."""
        calls = [one.call for one in self.arguments]
        return calls[0].lineno, calls[-1].end_lineno or calls[-1].lineno

    def needed(self, command: str = "") -> tuple[Argument, ...]:
        """What must be given, for ``command`` where there are several; of a group the first."""
        taken = [one for one in self.arguments if one.command in ("", command)]
        first = {one.choice: one for one in reversed(taken) if one.choice in self.demanded}
        return tuple(one for one in taken if one.required or one is first.get(one.choice))


@dataclass
class _Known:
    """The variables of a body that hold parts of its parser: variable -> command, group."""

    parsers: dict[str, str] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)
    subparsers: dict[str, str] = field(default_factory=dict)
    commands: list[str] = field(default_factory=list)
    demanded: set[int] = field(default_factory=set)


class _UnclearError(Exception):
    """What the parser is told cannot be told from the body alone."""


def read(body: Sequence[ast.stmt], dotted: Dotted) -> Parser | None:
    """The only parser that ``body`` makes, in its source order; None for none and for what is unclear."""
    nodes = [node for statement in body for node in _own(statement)]
    if sum(_is_parser(node, dotted) for node in nodes) != 1:
        return None
    known = _Known()
    found: list[Argument] = []
    try:
        for node in nodes:
            _bind(node, known, dotted)
            found += _added(node, known)
    except _UnclearError:
        return None
    if not found and not known.commands:
        return None
    demanded = frozenset(name for item in body for name in demands.demanded(item))
    found = [
        replace(one, required=True) if one.default is None and one.stored in demanded else one
        for one in found
    ]
    return Parser(tuple(found), tuple(known.commands), frozenset(known.demanded)) if found else None


def _own(statement: ast.AST) -> Iterator[ast.AST]:
    """A statement and what is in it, in source order, but for the bodies of functions and classes."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
        return
    yield statement
    for inner in ast.iter_child_nodes(statement):
        yield from _own(inner)


def _is_parser(node: ast.AST, dotted: Dotted) -> bool:
    return isinstance(node, ast.Call) and dotted(node.func) == "argparse.ArgumentParser"


def _bind(node: ast.AST, known: _Known, dotted: Dotted) -> None:
    """Note what an assignment, or a call that nobody keeps, makes of the parser."""
    call = node.value if isinstance(node, (ast.Assign, ast.AnnAssign, ast.Expr)) else None
    if not isinstance(call, ast.Call):
        return
    target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
    name = target.id if isinstance(target, ast.Name) else ""
    if _is_parser(call, dotted):
        if any(word.arg == "parents" for word in call.keywords) or not name:
            raise _UnclearError
        known.parsers[name] = ""
        return
    if not isinstance(call.func, ast.Attribute) or not isinstance(call.func.value, ast.Name):
        return
    holder = call.func.value.id
    if call.func.attr == "add_parser" and holder in known.subparsers:
        command = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else None
        if not isinstance(command, str) or any(word.arg == "parents" for word in call.keywords):
            raise _UnclearError
        known.commands.append(command)
        known.parsers[name] = command
    elif holder in known.parsers:
        _bind_part(call, name, known)


def _bind_part(call: ast.Call, name: str, known: _Known) -> None:
    """A group or the commands of a parser that is known."""
    assert isinstance(call.func, ast.Attribute)
    assert isinstance(call.func.value, ast.Name)
    holder = call.func.value.id
    if call.func.attr in ("add_argument_group", "add_mutually_exclusive_group"):
        known.parsers[name] = known.parsers[holder]
        known.groups.pop(name, None)
    if call.func.attr == "add_mutually_exclusive_group":
        known.groups[name] = call.lineno
        if any(word.arg == "required" and getattr(word.value, "value", False) for word in call.keywords):
            known.demanded.add(call.lineno)
    if call.func.attr == "add_subparsers":
        if known.parsers[holder]:
            # Commands of commands
            raise _UnclearError
        known.subparsers[name] = known.parsers[holder]


def _added(node: ast.AST, known: _Known) -> Iterator[Argument]:
    """The argument that a call adds to a parser that is known."""
    if not isinstance(node, ast.Call):
        return
    given = [*node.args, *(word.value for word in node.keywords)]
    if any(isinstance(one, ast.Name) and one.id in known.parsers for one in given):
        # Another function may tell it more
        raise _UnclearError
    if not isinstance(node.func, ast.Attribute) or not isinstance(node.func.value, ast.Name):
        return
    holder = node.func.value.id
    if node.func.attr == "add_argument" and holder in known.parsers:
        argument = _argument(node)
        if argument is None:
            raise _UnclearError
        choice = known.groups.get(holder, 0)
        yield replace(argument, command=known.parsers[holder], choice=choice)


def action(node: ast.expr | None) -> str:
    """What is done with an argument; "" where nobody says so, or where a class of one's own does it."""
    if isinstance(node, ast.Attribute) and node.attr == "BooleanOptionalAction":
        return "store_true"
    return str(node.value) if isinstance(node, ast.Constant) else ""


def _argument(call: ast.Call) -> Argument | None:
    names = [
        item.value for item in call.args if isinstance(item, ast.Constant) and isinstance(item.value, str)
    ]
    given = {item.arg: item.value for item in call.keywords}
    if len(names) != len(call.args) or not names or None in given:
        return None
    if given.get("action") is not None and not action(given["action"]):
        return None
    required = given.get("required")
    many = given.get("nargs")
    counted = str(many.value) if isinstance(many, ast.Constant) else "" if many is None else "n"
    must = isinstance(required, ast.Constant) and required.value is True
    if not names[0].startswith("-"):
        must = counted not in {"?", "*"}
    return Argument(
        tuple(names),
        action(given.get("action")) or "store",
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
