"""The record of an object that was found, before anybody asked under which path to import it."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

from sphinx_howto import definition
from sphinx_howto.source import names


@dataclass(frozen=True, slots=True)
class Found:
    """An object, the module that defines it and its path in there."""

    module: definition.Module
    qualname: str
    node: definition.DefinitionNode
    owner: ast.ClassDef | None
    kind: definition.Kind

    @property
    def path(self) -> str:
        """The canonical dotted path."""
        return f"{self.module.name}.{self.qualname}" if self.qualname else self.module.name


# Stands for what a compiled module holds that must not be inspected: it exists, no more is known
_NOTHING = definition.Module("", Path(), "", ast.Module([], []), body="inspected")
HIDDEN = Found(_NOTHING, "", _NOTHING.tree, None, "module")


def whole(module: definition.Module) -> Found:
    """The module itself."""
    return Found(module, "", module.tree, None, "module")


def at(module: definition.Module, qualname: str, node: ast.stmt, owner: ast.ClassDef | None) -> Found:
    """The object that ``node`` defines."""
    return Found(module, qualname, node, owner, _kind(node, owner))


def _kind(node: ast.stmt, owner: ast.ClassDef | None) -> definition.Kind:
    if isinstance(node, ast.ClassDef):
        return "class"
    if not isinstance(node, names.Functions):
        return "attribute"
    if owner is None:
        return "function"
    decorators = {names.decorator_name(decorator).lower() for decorator in node.decorator_list}
    return "property" if any(name.endswith("property") for name in decorators) else "method"
