"""What a function touches: by its own body, and by the functions of the project that it has run."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from sphinx_howto.analysis import certainty, effects, environ, members, paths, runs, terminals
from sphinx_howto.analysis.once import once

#: So many calls deep, and so many for what says little of a caller that is far away.
_DEPTH, _NEAR = 2, 1
_SMALL = {"wait", "thread", "stdout", "stderr", "stdin", "file-read", "variable-read"}
#: Functions of so many lines together are read below those that are described.
_MOST = 1000
#: Libraries that touch nothing outside of the program: a module that imports only these, and modules of the
#: project, is not read for more.
_HARMLESS = {
    "__future__", "abc", "array", "ast", "base64", "bisect", "builtins", "collections", "contextlib", "copy",
    "dataclasses", "datetime", "decimal", "difflib", "enum", "fractions", "functools", "hashlib", "heapq",
    "html", "inspect", "itertools", "json", "keyword", "math", "numbers", "operator", "pprint", "random",
    "re", "statistics", "string", "struct", "textwrap", "traceback", "types", "typing", "typing_extensions",
    "unicodedata", "uuid", "warnings", "weakref", "logging", "pydantic",
}  # fmt: skip
#: Names of builtins that do.
_BUILTIN = ("open(", "print(", "input(", "exit(", "SystemExit")
#: Calls that wait for an answer from the user.
ASKING = {
    "input", "click.prompt", "click.confirm", "click.pause", "getpass.getpass", "rich.prompt.Prompt.ask",
    "rich.prompt.Confirm.ask",
}  # fmt: skip
#: What ends, and what only follows from something that is told already.
_ENDERS = {"commit", "rollback", "close"}
#: Calls that only look at a path.
_LOOKING = {"stat", "lstat", "resolve", "realpath", "absolute", "getsize", "getmtime", "samefile"}
_KINDS = {
    "network", "database", "process", "file-read", "file-write", "wait", "thread", "registry", "window",
    "exit",
}  # fmt: skip
_SET = {"set", "remove", "take", "default"}

#: Kind -> whether every call that ends normally touches it.
Kinds = Mapping[str, bool]


def kinds(member: members.Member, depth: int = _DEPTH) -> Kinds:
    """What a member's body and what it has run can touch.

    ``network``, ``database``, ``process``, ``file-read``, ``file-write``, ``wait``, ``thread``, ``registry``,
    ``window``, ``exit``; ``ask`` (the user), ``stdout``, ``stderr``, ``stdin``; ``variable-read``,
    ``variable-set`` (of the environment).
    """
    busy = once(member.scope, "kinds of", member.scope.module.module.tree, _Busy)
    if id(member.node) in busy.nodes:
        # A function that comes to itself again touches nothing more
        return {}
    busy.nodes.add(id(member.node))
    found = once(member.scope, f"kinds {depth}", member.node, lambda: _kinds(member, depth))
    busy.nodes.discard(id(member.node))
    return found


class _Busy:
    """The functions of a module that are being read, by the ids of their nodes."""

    def __init__(self) -> None:
        self.nodes: set[int] = set()


def _kinds(member: members.Member, depth: int) -> Kinds:
    places: dict[str, list[_Place]] = {}
    for touched, path in _own(member) if _is_read(member) else ():
        places.setdefault(touched, []).append(_Place(path))
    found = {touched: certainty.certain(list_) for touched, list_ in places.items()}
    for run in runs.of(member) if depth and _is_left(member) else ():
        if run.way in {"call", "apart"}:
            # What stands in the same module is near, however many calls away
            same = run.callee.scope.module is member.scope.module
            for touched, sure in kinds(run.callee, depth if same else depth - 1).items():
                if touched not in _SMALL or same or depth > _DEPTH - _NEAR:
                    found[touched] = found.get(touched, False) or (sure and run.path.always)
    return found


def _is_read(member: members.Member) -> bool:
    """Whether a body may touch anything, by what its module imports and names: cheap to ask first."""
    module = member.scope.module
    own = module.module.name.split(".")[0]
    roots = {path.split(".")[0] for path in (*module.imports.values(), *member.scope.imports.values())}
    text = module.module.text
    return bool(roots - _HARMLESS - {own}) or any(name in text for name in _BUILTIN)


def _is_left(member: members.Member) -> bool:
    """Whether not too much has been read already."""
    memo = member.scope.module.context.memo
    read = {id(node): node for (name, _), (node, _) in memo.items() if name.startswith("kinds ")}
    lines = (getattr(node, "end_lineno", 0) - getattr(node, "lineno", 0) for node in read.values())
    return sum(lines) < _MOST


class _Place:
    """What stands on a path."""

    def __init__(self, path: paths.Path) -> None:
        self.path = path


def _own(member: members.Member) -> Iterator[tuple[str, paths.Path]]:
    """What the body itself touches, and how control comes there."""
    for effect in effects.everything(member):
        touched = kind(effect)
        if touched:
            yield touched, effect.path
    for _, node, path in member.expressions:
        if isinstance(node, ast.Call) and member.scope.dotted(node.func) in {"exit", "quit", "os._exit"}:
            yield "exit", path
    for statement, path in member.statements:
        raised = statement.exc if isinstance(statement, ast.Raise) else None
        named = raised.func if isinstance(raised, ast.Call) else raised
        if named is not None and member.scope.dotted(named) == "SystemExit":
            yield "exit", path
    for use in terminals.uses(member):
        yield use.channel, use.path
    for access in environ.accesses(member.scope, member.expressions):
        yield "variable-set" if access.role in _SET else "variable-read", access.path


def kind(effect: effects.Effect) -> str:
    """What a known call touches; "" for nothing that is told."""
    entry = effect.match.entry
    acts = entry.clause or (effect.entered and entry.enter)
    if not acts and (effect.kind != "file-read" or entry.condition):
        return ""
    if entry.name in ASKING:
        return "ask"
    if entry.name.startswith("sys.stdin."):
        return "stdin"
    told = effect.kind in _KINDS and entry.name.rpartition(".")[2] not in _ENDERS | _LOOKING
    return effect.kind if told else ""
