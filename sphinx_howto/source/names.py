"""The names that a module's or a class's body binds, and which binding a reader would take."""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

Form = Literal["definition", "import", "assignment", "declaration"]
Functions = (ast.FunctionDef, ast.AsyncFunctionDef)
# Statements that the oldest supported Python does not know
TRY_STAR: type[ast.Try] = getattr(ast, "TryStar", ast.Try)
TYPE_ALIAS: type[ast.stmt] = getattr(ast, "TypeAlias", ast.AnnAssign)

# How much less a reader would take a binding, by the branch that holds it
ALWAYS, MAYBE, OTHERWISE = 0, 1, 2
ELSEWHERE = 5
# Not there for those who import the module: for type checkers, or when it is run as a script
CHECKING = 10
# Tests that hold on old Pythons or on systems that fewer people use; the same choice on every machine
_OTHER_SYSTEMS = (
    "version_info <", "PY2", "win32", "'nt'", "darwin", "cygwin", "'Windows'", "'Darwin'", "'java'",
)  # fmt: skip
PARTIAL = 20


@dataclass(frozen=True, slots=True)
class Binding:
    """One statement that binds a name.

    source: for an import, the dotted path of what is bound.
    origin: for ``from module import name``, the module; a module by its file, whatever a package calls so.
    value: for an assignment, the expression that this name gets, where it can be told.
    rank: 0 for what always runs, more for branches that a reader would take less.
    """

    name: str
    node: ast.stmt
    form: Form
    rank: int
    source: str = ""
    value: ast.expr | None = None
    origin: str = ""


@dataclass(slots=True)
class Scope:
    """The bindings of one body by name, and the modules whose names it takes with ``*``."""

    bindings: dict[str, list[Binding]] = field(default_factory=dict)
    wildcards: list[str] = field(default_factory=list)

    def candidates(self, name: str) -> list[Binding]:
        """The bindings of ``name``, the one that a reader would take first."""
        found = self.bindings.get(name, [])
        order = {id(binding): position for position, binding in enumerate(found)}
        return sorted(found, key=lambda binding: (*_preference(binding), -order[id(binding)]))

    def add(self, binding: Binding) -> None:
        """Note one more binding; the latest stands last."""
        self.bindings.setdefault(binding.name, []).append(binding)


def collect(body: Sequence[ast.stmt], package: str) -> Scope:
    """The names bound by ``body``; ``package`` is what relative imports start from."""
    scope = Scope()
    for node, rank in walk(body):
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
            scope.wildcards.append(_absolute(node, package))
        elif isinstance(node, ast.Delete):
            _delete(node, rank, scope)
        elif isinstance(node, ast.Assign):
            scope.wildcards += _stand_in(node, scope)
        for binding in _bindings(node, rank, package):
            scope.add(binding)
    return scope


def walk(body: Sequence[ast.stmt]) -> Iterator[tuple[ast.stmt, int]]:
    """The statements that run in this scope, those in branches too, each with its rank."""
    # Not recursive: a chain of a thousand ``elif`` nests as deep
    waiting = [(node, ALWAYS) for node in reversed(body)]
    while waiting:
        node, rank = waiting.pop()
        yield node, rank
        for block, more in reversed(list(_blocks(node))):
            waiting += [(child, _deeper(rank, more)) for child in reversed(block)]


def _deeper(rank: int, more: int) -> int:
    return max(rank, more) if max(rank, more) >= CHECKING else min(rank + more, CHECKING - 1)


def _blocks(node: ast.stmt) -> Iterator[tuple[Sequence[ast.stmt], int]]:
    if isinstance(node, ast.If):
        body, orelse = _branches(node.test)
        yield node.body, body
        yield node.orelse, orelse
    elif isinstance(node, (ast.Try, TRY_STAR)):
        yield node.body, MAYBE
        yield from ((handler.body, OTHERWISE) for handler in node.handlers)
        yield node.orelse, MAYBE
        yield node.finalbody, ALWAYS
    elif isinstance(node, (ast.With, ast.AsyncWith)):
        yield node.body, ALWAYS
    elif isinstance(node, (ast.For, ast.While)):
        yield node.body, MAYBE
        yield node.orelse, MAYBE
    elif isinstance(node, ast.Match):
        yield from ((case.body, MAYBE) for case in node.cases)


def _branches(test: ast.expr) -> tuple[int, int]:
    """The ranks of the two branches of an ``if``."""
    text = ast.unparse(test)
    if "TYPE_CHECKING" in text or "__main__" in text:
        return (MAYBE, CHECKING) if text.startswith("not ") else (CHECKING, MAYBE)
    if any(word in text for word in _OTHER_SYSTEMS) and not (text.startswith("not ") or "!=" in text):
        return ELSEWHERE, MAYBE
    if text.startswith("not hasattr("):
        return OTHERWISE, MAYBE
    return MAYBE, OTHERWISE


def _bindings(node: ast.stmt, rank: int, package: str) -> Iterator[Binding]:
    if isinstance(node, Functions):
        yield Binding(node.name, node, "definition", rank + _partial(node))
    elif isinstance(node, ast.ClassDef):
        yield Binding(node.name, node, "definition", rank)
    elif isinstance(node, ast.Import):
        for alias in node.names:
            top = alias.name.partition(".")[0]
            yield Binding(alias.asname or top, node, "import", rank, alias.name if alias.asname else top)
    elif isinstance(node, ast.ImportFrom):
        origin = _absolute(node, package)
        for alias in node.names:
            if alias.name != "*":
                path = f"{origin}.{alias.name}"
                yield Binding(alias.asname or alias.name, node, "import", rank, path, origin=origin)
    else:
        yield from _assigned(node, rank)


def _assigned(node: ast.stmt, rank: int) -> Iterator[Binding]:
    form: Form = "declaration" if isinstance(node, ast.AnnAssign) and not node.value else "assignment"
    for target, value in _targets(node):
        for part in ast.walk(target):
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
                yield Binding(part.id, node, form, rank, value=value if part is target else None)


def _targets(node: ast.stmt) -> Iterator[tuple[ast.expr, ast.expr | None]]:
    """What a statement assigns to, each with the value it gets."""
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _pairs(target, node.value)
    elif isinstance(node, ast.AnnAssign):
        yield node.target, node.value
    elif isinstance(node, TYPE_ALIAS):
        yield node.name, None  # type: ignore[attr-defined]  # unknown to ast before Python 3.12
    elif isinstance(node, (ast.For, ast.AsyncFor)):
        yield node.target, None
    elif isinstance(node, (ast.With, ast.AsyncWith)):
        yield from ((item.optional_vars, None) for item in node.items if item.optional_vars)


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[ast.expr, ast.expr | None]]:
    """``a, b = c, d`` as ``a = c`` and ``b = d``."""
    if (
        isinstance(target, ast.Tuple)
        and isinstance(value, ast.Tuple)
        and len(target.elts) == len(value.elts)
        and not any(isinstance(part, ast.Starred) for part in (*target.elts, *value.elts))
    ):
        yield from zip(target.elts, value.elts, strict=True)
    else:
        yield target, value


def _stand_in(node: ast.Assign, scope: Scope) -> Iterator[str]:
    """The module that ``sys.modules[__name__] = module`` puts in the place of this one."""
    target, value = node.targets[0], node.value
    if isinstance(target, ast.Subscript) and isinstance(value, ast.Name):
        replaced = ast.unparse(target).endswith("sys.modules[__name__]")
        known = scope.bindings.get(value.id, []) if replaced else []
        yield from (binding.source for binding in known if binding.form == "import")


def _delete(node: ast.Delete, rank: int, scope: Scope) -> None:
    for target in node.targets:
        if isinstance(target, ast.Name) and rank == ALWAYS:
            scope.bindings.pop(target.id, None)


def _absolute(node: ast.ImportFrom, package: str) -> str:
    """The dotted module of ``from module import``; "" when it leads above the top package."""
    try:
        return importlib.util.resolve_name("." * node.level + (node.module or ""), package)
    except ImportError:
        return ""


def _partial(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """More for a function that is only a part of the object: an overload, a setter, a variant."""
    names = {decorator_name(decorator) for decorator in node.decorator_list}
    return PARTIAL if names & {"overload", "setter", "deleter", "getter", "register"} else 0


def decorator_name(decorator: ast.expr) -> str:
    """The last name of a decorator: ``setter`` for ``@x.setter``, ``cache`` for ``@cache()``."""
    if isinstance(decorator, ast.Call):
        decorator = decorator.func
    return getattr(decorator, "attr", getattr(decorator, "id", ""))


def _preference(binding: Binding) -> tuple[bool, bool, int, int]:
    placeholder = binding.form == "declaration" or _is_placeholder(binding)
    return (binding.rank >= PARTIAL, binding.rank >= CHECKING, int(placeholder), binding.rank)


def _is_placeholder(binding: Binding) -> bool:
    """Whether an assignment gives way to another binding: ``f = wrap(f)``, ``f = None``."""
    if isinstance(binding.value, ast.Constant):
        return True
    inner = ast.walk(binding.value) if binding.value else ()
    return any(isinstance(part, ast.Name) and part.id == binding.name for part in inner)
