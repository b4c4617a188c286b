"""Which dotted path a name in a module stands for, read from the module's imports."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Mapping
from functools import lru_cache

from sphinx_howto import definition

BUILTINS = frozenset(dir(builtins))


def dotted(node: ast.AST | None) -> str:
    """``a.b.c`` of a name or attribute chain, or ``""`` for anything else."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    return ".".join([node.id, *reversed(parts)])


def parent_package(module: str, is_package: bool, level: int) -> str:
    """The package that ``level`` leading dots stand for inside ``module``."""
    parts = module.split(".")
    keep = len(parts) - level + (1 if is_package else 0)
    return ".".join(parts[: max(keep, 0)])


def imports_in(tree: ast.AST, module: str = "", is_package: bool = False) -> dict[str, str]:
    """Name to dotted path for every import statement in ``tree``."""
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.split(".")[0]
                found[alias.asname or top] = alias.name if alias.asname else top
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                base = ".".join(filter(None, (parent_package(module, is_package, node.level), base)))
            for alias in node.names:
                found[alias.asname or alias.name] = f"{base}.{alias.name}"
    return found


@lru_cache(maxsize=512)
def imported(module: definition.Module) -> Mapping[str, str]:
    """Name to dotted path for what ``module`` imports."""
    return imports_in(module.tree, module.name, module.is_package)


@lru_cache(maxsize=512)
def defined(module: definition.Module) -> Mapping[str, ast.stmt]:
    """Name to the statement that binds it at the module's top level (the last one)."""
    found: dict[str, ast.stmt] = {}
    for node in statements(module.tree.body):
        for name in bound_by(node):
            found[name] = node
    return found


def statements(body: list[ast.stmt]) -> list[ast.stmt]:
    """The statements of ``body`` and of its ``if``, ``try`` and ``with`` blocks, in order."""
    found: list[ast.stmt] = []
    for node in body:
        found.append(node)
        for block in ("body", "handlers", "orelse", "finalbody"):
            if isinstance(node, (ast.If, ast.Try, ast.With)):
                for part in getattr(node, block, []):
                    found += (
                        statements(part.body) if isinstance(part, ast.ExceptHandler) else statements([part])
                    )
    return found


def bound_by(node: ast.stmt) -> list[str]:
    """Names that one statement binds by definition or assignment."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return [node.name]
    if isinstance(node, ast.Assign):
        return [name.id for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)]
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [node.target.id]
    return []


def canonical(node: ast.AST | str | None, module: definition.Module) -> str:
    """The dotted path of a name in ``module``; a builtin keeps its bare name, unknown gives ``""``."""
    name = node if isinstance(node, str) else dotted(node)
    head, _, rest = name.partition(".")
    if not head:
        return ""
    if head in defined(module):
        path = f"{module.name}.{head}"
    elif head in imported(module):
        path = imported(module)[head]
    elif head in BUILTINS:
        path = head
    elif "*" in imported(module):
        path = f"{module.name}.{head}"
    else:
        return ""
    return f"{path}.{rest}" if rest else path
