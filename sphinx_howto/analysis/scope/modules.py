"""Names of a module: imports, definitions, constants, type aliases."""

from __future__ import annotations

import ast
import builtins
from typing import TYPE_CHECKING

from sphinx_howto import definition
from sphinx_howto.analysis import types
from sphinx_howto.analysis.scope import symbols
from sphinx_howto.analysis.scope.classes import ClassScope

if TYPE_CHECKING:
    from sphinx_howto.analysis.scope.context import Context


_BUILTINS = frozenset(dir(builtins))
_TYPES = frozenset(name for name, value in vars(builtins).items() if isinstance(value, type))

_GENERICS = {
    "list",
    "dict",
    "set",
    "frozenset",
    "tuple",
    "type",
    "collections.deque",
    "collections.defaultdict",
}


class ModuleScope:
    """Names of one module: imports, definitions, constants, type aliases."""

    def __init__(self, context: Context, module: definition.Module) -> None:
        self.context = context
        self.module = module
        self._classes: dict[int, ClassScope] = {}
        table = symbols.of(module)
        self.imports = table.imports
        self.doubtful = table.doubtful
        self._void = table.void
        self.definitions = table.definitions
        self.assigned = table.assigned
        self.constants = table.constants
        self.opened = table.opened

    def class_scope(self, node: ast.ClassDef) -> ClassScope:
        """The scope of a class of this module, made once."""
        scope = self._classes.get(id(node))
        if scope is None:
            scope = self._classes[id(node)] = ClassScope(self, node)
        return scope

    def path_of(self, name: str) -> str | None:
        """The dotted path that a name at module level stands for."""
        if name in self._void:
            return self.imports[name]
        if name in self.definitions or name in self.assigned:
            return f"{self.module.name}.{name}"
        if name in self.imports:
            return self.imports[name]
        return name if name in _BUILTINS else None

    def dotted(self, node: ast.expr) -> str | None:
        """The dotted path of a name or attribute chain: ``p.join`` -> ``os.path.join``."""
        if isinstance(node, ast.Name):
            return self.path_of(node.id)
        if isinstance(node, ast.Attribute):
            base = self.dotted(node.value)
            return f"{base}.{node.attr}" if base else None
        return None

    def alias(self, name: str) -> ast.expr | None:
        """The right side of a type alias ``Slot = tuple[int, int]``, or None."""
        value = self.constants.get(name)
        if isinstance(value, ast.BinOp):
            # What is joined with a type is one as well; else ``READ | WRITE`` are flags or sets
            parts = _united(value)
            return value if any(map(self._is_type, parts)) or all(map(self._is_called_class, parts)) else None
        return value if isinstance(value, ast.Subscript) and self._is_type(value) else None

    def _is_type(self, node: ast.expr) -> bool:
        """Whether an expression is a type for certain: ``None``, ``str``, a class of the module."""
        if isinstance(node, ast.Subscript):
            base = self.dotted(node.value) or ""
            return base in _GENERICS or base.startswith(("typing.", "collections.abc."))
        if isinstance(node, ast.Name) and node.id in self.constants:
            return self.alias(node.id) is not None
        if isinstance(node, ast.Name) and isinstance(self.definitions.get(node.id), ast.ClassDef):
            return True
        return (isinstance(node, ast.Constant) and node.value is None) or self.dotted(node) in _TYPES

    def _is_called_class(self, node: ast.expr) -> bool:
        """Whether a name is written as PEP 8 writes classes only: ``HTTPError``, not ``HTTP``."""
        name = (self.dotted(node) or "").rpartition(".")[2]
        return name[:1].isupper() and not name.isupper()

    def annotated(self, node: ast.expr | None) -> types.Type | None:
        """The type that an annotation in this module states."""
        return types.from_annotation(node, self._certain, self.alias)

    def _certain(self, node: ast.expr) -> str | None:
        """The path of a name, unless it may be imported from elsewhere."""
        root = node
        while isinstance(root, ast.Attribute):
            root = root.value
        return None if isinstance(root, ast.Name) and root.id in self.doubtful else self.dotted(node)


def _united(node: ast.expr) -> list[ast.expr]:
    """The parts of ``a | b | c``; the expression itself where it is no such union."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return [*_united(node.left), *_united(node.right)]
    return [node]
