"""Tests of the system and of what is installed there: the system is Windows; `rich` is installed."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping, Sequence

from sphinx_howto.analysis import lasting
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english.phrase import Spans, code, fill, join
from sphinx_howto.english.truth import choose

#: What Python calls a system -> its name.
_SYSTEMS: Mapping[str, str] = {
    "win32": "Windows", "win": "Windows", "nt": "Windows", "windows": "Windows", "linux": "Linux",
    "linux2": "Linux", "darwin": "macOS", "macos": "macOS", "mac": "macOS", "cygwin": "Cygwin",
    "posix": "POSIX (Linux, macOS)", "freebsd": "FreeBSD", "aix": "AIX", "java": "Java",
}  # fmt: skip
_ASKED = {"sys.platform", "os.name"}
_IS = ("the system is {system}", "the system is not {system}")
_IMPORTED = ("{package} can be imported", "{package} cannot be imported")
_ALL_INSTALLED = ("{package} are installed", "not all of {package} are installed")
_INSTALLED = ("{package} is installed", "{package} is not installed")


def clause(scope: FunctionScope, node: ast.expr, negated: bool) -> Spans | None:
    """The words for a test of the system or of an optional package; None for any other test."""
    if isinstance(node, (ast.Name, ast.Compare)):
        package = _package(scope, node)
        if package is not None:
            names, is_there = package
            words = _IMPORTED if sys.stdlib_module_names.issuperset(names) else _INSTALLED
            if len(names) > 1:
                words = _ALL_INSTALLED
            shown = join([code(name) for name in names])
            return fill(choose(words, negated is is_there), package=shown)
    if isinstance(node, ast.Name):
        if scope.is_local(node.id):
            return None
        value = scope.module.constants.get(node.id)
        return clause(scope, value, negated) if isinstance(value, (ast.Compare, ast.Call)) else None
    found = _system(scope, node)
    if found is None:
        return None
    systems, positive = found
    shown = join([fill(name) for name in dict.fromkeys(systems)], "or")
    return fill(choose(_IS, negated is positive), system=shown)


def _system(scope: FunctionScope, node: ast.expr) -> tuple[list[str], bool] | None:
    """The systems that a test asks for, and whether it is true on them."""
    if isinstance(node, ast.Call):
        is_begin = scope.dotted(node.func) == "sys.platform.startswith" and len(node.args) == 1
        return _named(node.args[0], True) if is_begin else None
    if not isinstance(node, ast.Compare) or len(node.ops) != 1 or not _is_asked(scope, node.left):
        return None
    if isinstance(node.ops[0], (ast.Eq, ast.In)):
        return _named(node.comparators[0], True)
    return _named(node.comparators[0], False) if isinstance(node.ops[0], (ast.NotEq, ast.NotIn)) else None


def _is_asked(scope: FunctionScope, node: ast.expr) -> bool:
    """``sys.platform``, ``platform.system()``, ``platform.system().lower()``."""
    if isinstance(node, ast.Call) and not node.args:
        if isinstance(node.func, ast.Attribute) and node.func.attr in {"lower", "casefold"}:
            return _is_asked(scope, node.func.value)
        return scope.dotted(node.func) == "platform.system"
    return scope.dotted(node) in _ASKED


def _named(node: ast.expr, positive: bool) -> tuple[list[str], bool] | None:
    items: Sequence[ast.expr] = node.elts if isinstance(node, (ast.Tuple, ast.List, ast.Set)) else [node]
    texts = [item.value if isinstance(item, ast.Constant) else None for item in items]
    names = [_SYSTEMS.get(text.lower(), "") if isinstance(text, str) else "" for text in texts]
    return (names, positive) if names and all(names) else None


# -- what is installed -------------------------------------------------------------------------------


def _package(scope: FunctionScope, node: ast.Name | ast.Compare) -> tuple[tuple[str, ...], bool] | None:
    """The packages that a test asks for, and whether the test is true where they are installed."""
    name: ast.expr = node
    is_there = True
    if isinstance(node, ast.Compare):
        right = node.comparators[0]
        if len(node.ops) != 1 or not isinstance(right, ast.Constant) or right.value is not None:
            return None
        name, is_there = node.left, isinstance(node.ops[0], (ast.IsNot, ast.NotEq))
    if not isinstance(name, ast.Name) or scope.is_local(name.id):
        return None
    tree = scope.module.module.tree
    found = lasting.kept("optional packages", tree, lambda: dict(_optional(tree)))
    package = found.get(name.id)
    return (package, is_there) if package is not None else None


def _optional(tree: ast.Module) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Global name -> the packages whose import decides whether it is true, or not ``None``."""
    for node in tree.body:
        if not isinstance(node, ast.Try) or len(node.handlers) != 1:
            continue
        handler = node.handlers[0]
        package = _imported(node.body)
        if not package or handler.type is None or not _MISSING.search(ast.unparse(handler.type)):
            continue
        there = _set([*node.body, *node.orelse])
        yield from (
            (name, package)
            for name, value in _set(handler.body)
            if value is None or (value is False and (name, True) in there)
        )


_MISSING = re.compile(r"ImportError|ModuleNotFoundError|Exception")


def _imported(body: Sequence[ast.stmt]) -> tuple[str, ...]:
    """The packages that statements import; () if one of them is of the project."""
    names: dict[str, None] = {}
    for node in body:
        if isinstance(node, ast.Import):
            names.update((item.name.split(".")[0], None) for item in node.names)
        elif isinstance(node, ast.ImportFrom):
            names[(node.module or "").split(".")[0] if not node.level else ""] = None
    return tuple(names) if "" not in names else ()


def _set(body: Sequence[ast.stmt]) -> list[tuple[str, object]]:
    """The names that statements set to constants."""
    return [
        (target.id, node.value.value)
        for node in body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    ]
