"""Examples from the module itself: what it runs as a program, cut down to what the target needs."""

from __future__ import annotations

import ast
import itertools
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sphinx_howto import definition, document, running
from sphinx_howto.example import callee, docstrings, doctests, risks, scope
from sphinx_howto.example.context import Context
from sphinx_howto.example.forms import programs
from sphinx_howto.example.mining import slicing

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
#: What a program does that serves, tests or reads its command line shows no use of its parts.
_ELSEWHERE = frozenset(
    ["parse_args", "argv", "exit", "testmod", "unittest", "pytest", "uvicorn", "Fire", "Typer"]
)


def make(target: definition.Definition, context: Context) -> document.Example | None:
    """What the program of the target's module does with the target; None if that cannot stand alone."""
    module = target.module
    if target.qualname == "main" or not running.has_guard(module) or running.is_program(module):
        return None
    for body in _bodies(module):
        words = {word for node in body for word in slicing.words(node)}
        if words & _ELSEWHERE or not _is_plain(body, module) or _changes_own_files(body, module):
            continue
        made = _of(body, target, context)
        if made is not None:
            return made
    return None


def _bodies(module: definition.Module) -> Iterator[list[ast.stmt]]:
    """What a guard runs, and the bodies of the functions without arguments that it calls."""
    for guard in module.tree.body:
        if not running.is_guard(guard) or not isinstance(guard, ast.If):
            continue
        inside = {node.name: node for node in guard.body if isinstance(node, _FUNCTIONS)}
        own = {node.name: node for node in module.tree.body if isinstance(node, _FUNCTIONS)}
        called = [node.func for part in guard.body for node in ast.walk(part) if isinstance(node, ast.Call)]
        names = [node.id for node in called if isinstance(node, ast.Name)]
        entries = [node for name in names if (node := inside.get(name) or own.get(name)) is not None]
        yield from (
            callee.without_docstring(node.body)
            for node in entries
            if (node.name in running.ENTRIES or node.name in inside) and not ast.unparse(node.args)
        )
        yield guard.body


def _is_plain(body: Sequence[ast.stmt], module: definition.Module) -> bool:
    """Whether statements can stand outside of a function, and use only what the module offers."""
    nodes = [node for statement in body for node in ast.walk(statement)]
    private = {
        name
        for name, node in scope.defined(module).items()
        if name.startswith("_") or (isinstance(node, _FUNCTIONS) and _ELSEWHERE & set(slicing.words(node)))
    }
    return not any(
        isinstance(node, (ast.Return, ast.Global, ast.Nonlocal, ast.Yield, ast.YieldFrom))
        or (isinstance(node, ast.Name) and node.id in private)
        for node in nodes
    )


def _changes_own_files(body: Sequence[ast.stmt], module: definition.Module) -> bool:
    """Whether statements hand a fixed path to a function of the module that writes or removes files."""
    own = {name: node for name, node in scope.defined(module).items() if isinstance(node, _FUNCTIONS)}
    calls = [node for part in body for node in ast.walk(part) if isinstance(node, ast.Call)]
    for call in calls:
        function = own.get(scope.dotted(call.func))
        if function is None or not any(_is_relative(one) for one in call.args):
            continue
        inner = {scope.dotted(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
        if any(risks.changes_files(node) for node in (function, *(own[name] for name in inner & own.keys()))):
            return True
    return False


def _is_relative(node: ast.expr) -> bool:
    """Whether an argument is a path below the current folder."""
    value = node.value if isinstance(node, ast.Constant) else None
    return isinstance(value, str) and re.fullmatch(r"(?:\.{0,2}/)?[\w.-]+(?:/[\w.-]+)+/?", value) is not None


def _of(body: list[ast.stmt], target: definition.Definition, context: Context) -> document.Example | None:
    """The example that a body gives: its beginning for a module or class, else what one call needs."""
    if not _says_something(body, target.module):
        return None
    pieces = _pieces(body, target.module.text)
    whole = target.kind in ("class", "module")
    for chosen in ([*range(len(body))], *_needed(body, target)) if whole else _needed(body, target):
        block = docstrings.Block(tuple(pieces[at] for at in chosen), body[chosen[0]].lineno)
        made = docstrings.from_block(target, [], block, context)
        if made is not None and _uses(made, target):
            line = programs.command(target.module) if target.kind == "module" else ""
            return replace(made, origin="mined", output=None, command=line)
    return None


def _says_something(body: list[ast.stmt], module: definition.Module) -> bool:
    """Whether statements call a function or class of the module, and more than one without arguments."""
    own = {
        name
        for name, node in scope.defined(module).items()
        if isinstance(node, (*_FUNCTIONS, ast.ClassDef)) and name not in running.ENTRIES
    }
    called = [node for statement in body for node in ast.walk(statement) if isinstance(node, ast.Call)]
    used = [node for node in called if scope.dotted(node.func).split(".")[0] in own]
    return bool(used) and (len(body) > 1 or any(node.args or node.keywords for node in used))


def _pieces(body: list[ast.stmt], text: str) -> list[doctests.Statement]:
    """The statements as they are written, with the comments above them."""
    lines = text.splitlines()
    ends = [body[0].lineno - 1, *(node.end_lineno or node.lineno for node in body)]
    parts = ["\n".join(lines[first:last]) for first, last in itertools.pairwise(ends)]
    bare = [textwrap.dedent(part).strip("\n") for part in parts]
    return [doctests.Statement(part, part, None) for part in bare]


def _needed(body: list[ast.stmt], target: definition.Definition) -> Iterator[list[int]]:
    """The statements that the first use of the target needs, and the one that shows what it gave."""
    name = target.qualname.rpartition(".")[2]
    for at, statement in enumerate(body):
        if docstrings.mentions(ast.unparse(statement), name, target.kind) and not _is_inner(statement):
            chosen = slicing.backward(body, at, at)
            given = slicing.bound(statement)
            if at + 1 < len(body) and given & slicing.read(body[at + 1]):
                chosen.append(at + 1)
            yield chosen


def _is_inner(node: ast.stmt) -> bool:
    return isinstance(node, (*_FUNCTIONS, ast.ClassDef))


def _uses(made: document.Example, target: definition.Definition) -> bool:
    """Whether an example of a module uses something of it."""
    return target.kind != "module" or target.module.name in made.code
