"""What the body of a class tells by itself: the names that it binds, what it calls, what it leaves out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
#: With these no reader can know which attributes an instance has.
_DYNAMIC = {
    "setattr",
    "vars",
    "exec",
    "__dict__",
    "__getattr__",
    "__getattribute__",
    "__setattr__",
    "__slots__",
}
_MIXIN = re.compile(r"Mix[Ii]n$")
_BASE = re.compile(r"^_*(Base|Abstract)|Base$")
_EXCEPTION = re.compile(r"[A-Z]\w*(Error|Exception|Warning)$")
#: What has names of its own, which the class does not see.
_CLOSED = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def is_named_exception(path: str) -> bool:
    """Whether a class that nobody can read is an exception by its name: ``shop.PriceError``."""
    return _EXCEPTION.fullmatch(path.rpartition(".")[2]) is not None


@lru_cache(maxsize=2048)
def bound(node: ast.ClassDef) -> frozenset[str]:
    """Every name that the body binds, by whatever statement, and does not delete."""
    found: set[str] = set()
    deleted: set[str] = set()
    for item in _run(node):
        if isinstance(item, (*_FUNCTIONS, ast.ClassDef)):
            found.add(item.name)
        elif isinstance(item, (ast.Import, ast.ImportFrom)):
            found |= {(alias.asname or alias.name).split(".")[0] for alias in item.names}
        elif isinstance(item, ast.Name) and not isinstance(item.ctx, ast.Load):
            (found if isinstance(item.ctx, ast.Store) else deleted).add(item.id)
    return frozenset(found - deleted)


@lru_cache(maxsize=2048)
def plain_functions(node: ast.ClassDef) -> frozenset[str]:
    """The functions that the body calls, or decorates with, by bare name: these get no instance."""
    own = {item.name for item in _run(node) if isinstance(item, _FUNCTIONS)}
    used = set()
    for item in _run(node):
        callees = [item.func] if isinstance(item, ast.Call) else getattr(item, "decorator_list", [])
        used |= {callee.id for callee in callees if isinstance(callee, ast.Name)}
    return frozenset(own & used)


def _run(node: ast.ClassDef) -> Iterator[ast.AST]:
    """The nodes that run in the class's own scope, functions and classes themselves included."""
    pending: list[ast.AST] = list(reversed(node.body))
    while pending:
        item = pending.pop()
        if isinstance(item, _CLOSED) or (isinstance(item, ast.AnnAssign) and item.value is None):
            continue
        yield item
        if isinstance(item, _FUNCTIONS):
            pending += [*item.decorator_list, *item.args.defaults, *filter(None, item.args.kw_defaults)]
        elif isinstance(item, ast.ClassDef):
            pending += [*item.decorator_list, *item.bases]
        else:
            pending += reversed(list(ast.iter_child_nodes(item)))


def missing(bodies: Sequence[ast.ClassDef]) -> tuple[str, ...]:
    """The attributes that methods read on their instance, and that nothing in a class or its bases sets.

    bodies: the class and all that it derives from, ``object`` apart. In source order; () where it is open.
    """
    parts = [_attributes(node) for node in bodies]
    if any(part is None for part in parts):
        return ()
    known = {name for part in parts if part is not None for name in part[1]}
    found = (name for part in parts if part is not None for name in part[0] if name not in known)
    return tuple(dict.fromkeys(name for name in found if not name.startswith("__")))


def is_part(name: str, is_made: bool, needed: Sequence[str]) -> bool:
    """Whether a class is meant as a base of others only.

    is_made: whether it has a constructor. needed: what it reads and lacks, see ``missing``.
    """
    if _MIXIN.search(name):
        return True
    return bool(needed) and (not is_made or _BASE.search(name) is not None)


def constants(node: ast.ClassDef) -> tuple[str, ...]:
    """The names that a class of constants holds; () for a class that is more than that."""
    if node.bases or node.keywords or node.decorator_list:
        return ()
    found: list[str] = []
    for item in node.body:
        if isinstance(item, ast.Assign):
            found += [target.id for target in item.targets if isinstance(target, ast.Name)]
        elif isinstance(item, ast.AnnAssign) and item.value is not None and isinstance(item.target, ast.Name):
            found.append(item.target.id)
        elif not isinstance(item, ast.Pass) and not isinstance(getattr(item, "value", None), ast.Constant):
            return ()
    return tuple(name for name in found if not name.startswith("_"))


def starts_itself(node: ast.ClassDef) -> bool:
    """Whether making an instance calls its own ``start``."""
    made = [item for item in node.body if isinstance(item, _FUNCTIONS) and item.name == "__init__"]
    return any(
        isinstance(statement, ast.Expr) and ast.unparse(statement.value) == "self.start()"
        for item in made
        for statement in item.body
    )


@lru_cache(maxsize=2048)
def _attributes(node: ast.ClassDef) -> tuple[tuple[str, ...], frozenset[str]] | None:
    """The attributes that methods read on their instance, and those that the class knows; None if open."""
    known: set[str] = set()
    read: list[str] = []
    for item in ast.walk(node):
        if {getattr(item, "id", ""), getattr(item, "attr", ""), getattr(item, "name", "")} & _DYNAMIC:
            return None
        if isinstance(item, ast.Attribute) and not isinstance(item.ctx, ast.Load):
            known.add(item.attr)
        elif isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
            known.add(item.target.id)
        elif isinstance(item, ast.Constant) and isinstance(item.value, str):
            # ``hasattr(self, "name")``
            known.add(item.value)
        elif isinstance(item, ast.ExceptHandler) and "AttributeError" in ast.unparse(item.type or item):
            return None
    for method in _run(node):
        if isinstance(method, _FUNCTIONS):
            read += _read_on(method, _receiver(node, method))
    return tuple(read), frozenset(known | bound(node))


def _receiver(node: ast.ClassDef, method: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """The parameter that is given the instance or the class; "" if there is none."""
    static = any(isinstance(item, ast.Name) and item.id == "staticmethod" for item in method.decorator_list)
    positional = [*method.args.posonlyargs, *method.args.args]
    return "" if static or method.name in plain_functions(node) or not positional else positional[0].arg


def _read_on(method: ast.AST, receiver: str) -> list[str]:
    return [
        item.attr
        for item in ast.walk(method)
        if isinstance(item, ast.Attribute)
        and isinstance(item.ctx, ast.Load)
        and isinstance(item.value, ast.Name)
        and item.value.id == receiver
    ]
