"""Which row of the tables a decorator or a class fits, by the dotted paths that its names stand for."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sphinx_howto import definition
from sphinx_howto.frameworks import bases, decorators, parts
from sphinx_howto.frameworks.rows import Base, Decorator

#: Names are followed through so many assignments and calls.
_DEEPEST = 6


#: Forms that say something of a function that its users still call.
_NOTES = {"mock", "note", "parameter", "parametrized"}


@dataclass(frozen=True)
class Names:
    """How a stage resolves names.

    dotted: the dotted path of an expression in a module ("" when it is not known).
    find: the definition at a dotted path, or None.
    """

    dotted: Callable[[definition.Module, ast.expr], str]
    find: Callable[[str], definition.Definition | None]


@dataclass(frozen=True, eq=False)
class Taken:
    """A decorator that hands its function to a framework.

    path: the row's path of it (``flask.Flask.route``). framework: the row's name.
    holder: the object whose method it is (None where it is a function of a module).
    """

    path: str
    framework: str
    row: Decorator
    decorator: ast.expr
    holder: ast.expr | None

    @property
    def name(self) -> str:
        """The last part of the decorator's name."""
        return self.path.rpartition(".")[2]

    @property
    def given(self) -> list[ast.expr]:
        """What the decorator is given by position."""
        return self.decorator.args if isinstance(self.decorator, ast.Call) else []

    @property
    def is_note(self) -> bool:
        """Whether users still call the function."""
        return self.row.form in _NOTES

    def keyword(self, name: str) -> ast.expr | None:
        """What the decorator is given by name."""
        words = self.decorator.keywords if isinstance(self.decorator, ast.Call) else []
        return next((word.value for word in words if word.arg == name), None)


def taken(names: Names, module: definition.Module, decorator: ast.expr) -> Taken | None:
    """The row that a decorator fits, or None."""
    func = decorator.func if isinstance(decorator, ast.Call) else decorator
    if not isinstance(func, (ast.Attribute, ast.Name)):
        return None
    direct = names.dotted(module, func)
    if direct in decorators.BY_PATH:
        return Taken(direct, *decorators.BY_PATH[direct], decorator, None)
    if not isinstance(func, ast.Attribute) or func.attr not in _ATTRIBUTES:
        return None
    for kind in kinds(names, module, func.value):
        path = f"{kind}.{func.attr}"
        if path in decorators.BY_PATH:
            return Taken(path, *decorators.BY_PATH[path], decorator, func.value)
    return None


def on(kind: str, decorator: ast.expr) -> Taken | None:
    """The row that a decorator fits whose object is an instance of the class at ``kind``; or None."""
    func = decorator.func if isinstance(decorator, ast.Call) else decorator
    path = f"{kind}.{func.attr}" if isinstance(func, ast.Attribute) else ""
    if path not in decorators.BY_PATH:
        return None
    assert isinstance(func, ast.Attribute)
    return Taken(path, *decorators.BY_PATH[path], decorator, func.value)


_ATTRIBUTES = {path.rpartition(".")[2] for path in decorators.BY_PATH}


def every(names: Names, module: definition.Module, node: ast.AST) -> list[Taken]:
    """The rows that the decorators of a function fit, from the top."""
    found = (taken(names, module, item) for item in getattr(node, "decorator_list", ()))
    return [one for one in found if one is not None]


def kinds(names: Names, module: definition.Module, node: ast.expr, depth: int = 0) -> Iterator[str]:
    """The dotted paths of the class of the object that ``node`` names, and of its bases."""
    if depth > _DEEPEST:
        return
    if isinstance(node, ast.Call):
        yield from _made(names, module, node.func, depth + 1)
        return
    path = names.dotted(module, node)
    if path and path.split(".")[0] not in decorators.KNOWN:
        found = names.find(path) if "." in path else None
        if found is not None and found.owner is None:
            yield from _defined(names, found, depth + 1)
    elif path:
        yield path
    if isinstance(node, ast.Attribute):
        # An object that belongs to one of a known class: `bot.tree`
        yield from (f"{kind}.{node.attr}" for kind in kinds(names, module, node.value, depth + 1))


def _defined(names: Names, found: definition.Definition, depth: int) -> Iterator[str]:
    """The class of what a module binds to a name, if it binds the name once."""
    node = found.node
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        # A click command has decorators of its own
        groups = [one for one in every(names, found.module, node) if one.name == "group"]
        if groups:
            yield "click.Group"
    elif isinstance(node, (ast.Assign, ast.AnnAssign)) and _is_only(found):
        if isinstance(node, ast.AnnAssign):
            yield from _lineage(names, names.dotted(found.module, node.annotation), depth)
        if node.value is not None:
            yield from kinds(names, found.module, node.value, depth)


def _is_only(found: definition.Definition) -> bool:
    name = found.qualname
    bound = [
        item
        for item in ast.walk(found.module.tree)
        if isinstance(item, ast.Name) and item.id == name and isinstance(item.ctx, ast.Store)
    ]
    return len(bound) == 1


def _made(names: Names, module: definition.Module, func: ast.expr, depth: int) -> Iterator[str]:
    """The classes of what a call gives: of a class itself, of a function what it says that it returns."""
    path = names.dotted(module, func)
    if not path or depth > _DEEPEST:
        return
    found = names.find(path) if "." in path and path.split(".")[0] not in decorators.KNOWN else None
    if found is None or isinstance(found.node, ast.ClassDef):
        yield from _lineage(names, path, depth)
    elif isinstance(found.node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        yield from _returned(names, found, found.node, depth)


def _returned(
    names: Names, found: definition.Definition, node: definition.FunctionNode, depth: int
) -> Iterator[str]:
    if node.returns is not None:
        yield from _lineage(names, names.dotted(found.module, node.returns), depth)
        return
    given = {
        item.value.id
        for item in ast.walk(node)
        if isinstance(item, ast.Return) and isinstance(item.value, ast.Name)
    }
    values = [
        item.value
        for item in ast.walk(node)
        if isinstance(item, ast.Assign)
        and any(isinstance(one, ast.Name) and one.id in given for one in item.targets)
    ]
    if len(given) == 1 and len(values) == 1 and isinstance(values[0], ast.Call):
        yield from _made(names, found.module, values[0].func, depth + 1)


def _lineage(names: Names, path: str, depth: int) -> Iterator[str]:
    """A class and its bases, as far as they can be read."""
    if not path or depth > _DEEPEST:
        return
    yield path
    found = names.find(path) if "." in path and path.split(".")[0] not in decorators.KNOWN else None
    if found is not None and isinstance(found.node, ast.ClassDef):
        for base in found.node.bases:
            yield from _lineage(names, names.dotted(found.module, base), depth + 1)


def base(paths: Iterable[str], methods: Iterable[str]) -> Base | None:
    """The row of the first of a class's ancestors that is in the table; ``methods`` are those it defines."""
    own = tuple(methods)
    for path in paths:
        row = bases.BY_PATH.get(path)
        if row is not None and (not row.required or any(_fits(name, row.required) for name in own)):
            return row
    return None


def shaped(names: Names, module: definition.Module, node: ast.ClassDef) -> Base | None:
    """The row of a class that its framework knows by its methods: by their parameters or decorators."""
    methods = {item.name: item for item in node.body if isinstance(item, _FUNCTIONS)}
    taken_ = {name: [one.arg for one in item.args.args[1:]] for name, item in methods.items()}
    called, made = taken_.get("__call__"), taken_.get("__init__", [])
    if called == ["scope", "receive", "send"] and made[:1] == ["app"]:
        return parts.SHAPES["ASGI middleware"]
    if made == ["get_response"] and called == ["request"]:
        return parts.SHAPES["Django middleware"]
    if taken_.get("process_item") == ["item", "spider"]:
        return parts.PARTS["Scrapy pipeline"]
    held = {
        target.id
        for item in node.body
        for target in getattr(item, "targets", ())
        if isinstance(target, ast.Name)
    }
    if {"name", "start_urls"} <= held and taken_.get("parse", [])[:1] == ["response"]:
        return bases.EVERY["Scrapy"]
    found = (one.path for item in methods.values() for one in every(names, module, item))
    if any(path.split(".ext.commands.")[0] in _DISCORD and ".ext.commands." in path for path in found):
        return bases.EVERY["Discord cog"]
    return None


_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_DISCORD = frozenset(["discord", "nextcord", "disnake"])


def is_test_file(name: str) -> bool:
    """Whether pytest looks for tests in a file of this name."""
    return re.fullmatch(r"test_.*\.py|.*_test\.py", name) is not None


def _fits(name: str, patterns: Iterable[str]) -> bool:
    return any(re.fullmatch(pattern, name) for pattern in patterns)


def hook(row: Base, name: str) -> tuple[str, str] | None:
    """When the framework calls the method ``name``: a clause and the text of its slot; None if never."""
    for pattern, clause in row.hooks.items():
        found = re.fullmatch(pattern, name)
        if found is not None:
            return clause, found.groupdict().get("rest") or ""
    return None
