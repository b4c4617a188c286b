"""What every scope of one explanation shares."""

from __future__ import annotations

import ast

from sphinx_howto import definition, phrasebook
from sphinx_howto.analysis.scope.modules import ModuleScope


class Context:
    """What every scope of one explanation shares: the way to other modules and the phrasebook."""

    def __init__(self, lookup: definition.Lookup, phrases: phrasebook.Phrasebook) -> None:
        self.lookup = lookup
        self.phrases = phrases
        self._modules: dict[int, ModuleScope] = {}
        #: Results that are worked out once, by what they are and the node that they are of.
        self.memo: dict[tuple[str, int], tuple[ast.AST, object]] = {}

    def module(self, module: definition.Module) -> ModuleScope:
        """The scope of ``module``, made once."""
        scope = self._modules.get(id(module.tree))
        if scope is None:
            scope = self._modules[id(module.tree)] = ModuleScope(self, module)
        return scope

    def find(self, path: str | None) -> definition.Definition | None:
        """The definition at a dotted path, or None."""
        return self.lookup.find(path) if path and "." in path else None
