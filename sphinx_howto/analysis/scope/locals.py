"""The types of the names of a function: of its parameters, of its locals, and what holds at one place."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_howto.analysis import types
from sphinx_howto.analysis.scope import bound, decorated, proven

if TYPE_CHECKING:
    from sphinx_howto.analysis.scope.functions import FunctionScope


class LocalTypes:
    """The types of the names that one function binds, each worked out once."""

    def __init__(self, scope: FunctionScope) -> None:
        self.scope = scope
        self._types: dict[str, types.Type | None] = {}
        self._assumed: dict[str, types.Type | None] = {}
        self._busy: set[str] = set()
        self._resolving: set[int] = set()
        self._values: dict[object, types.Type | None] = {}
        #: How often a value was asked for that is being worked out.
        self._cuts = 0

    def of(self, name: str) -> types.Type | None:
        """The type of a local name: all its bindings must agree."""
        if name not in self._types:
            if name in self._busy:
                return self._assumed.get(name)
            self._busy.add(name)
            found = self._bound(name)
            # A binding that uses the name itself was typed under an assumption: it must hold in the end
            self._assumed[name] = found
            self._types[name] = found if found is None or self._bound(name) == found else None
            self._busy.discard(name)
        return self._types[name]

    def of_global(self, name: str) -> types.Type | None:
        """The type of a constant of the module."""
        value = self.scope.module.constants.get(name)
        opened = self.scope.module.opened.get(name)
        if (value is None and opened is None) or name in self._busy:
            return None
        self._busy.add(name)
        found = self.scope.type_of(value)
        if opened is not None and value is None:
            found = bound.type_of(self.scope, name, opened)
        self._busy.discard(name)
        return found

    def narrowed(
        self, fact: proven.Fact, whole: types.Type | None, inside: FunctionScope
    ) -> types.Type | None:
        """The type of a name of the type ``whole`` of which ``fact`` is known."""
        if isinstance(fact, proven.Absent):
            return types.NONE
        if isinstance(fact, proven.Present):
            known = self.narrowed(fact.of, whole, inside) if fact.of is not None else whole
            return replace(known, optional=False) if known is not None and known.name != "None" else None
        if isinstance(fact, proven.Instance):
            return _more_exact(_instance(inside, fact.classes), whole)
        if isinstance(fact, proven.Either):
            return types.join(
                [self.narrowed(fact.first, whole, inside), self.narrowed(fact.second, whole, inside)]
            )
        return _more_exact(self._value(fact.node), whole)

    def _value(self, node: ast.expr) -> types.Type | None:
        if id(node) in self._resolving:
            self._cuts += 1
            return None
        # A chain of ``x = x.replace(...)`` asks for each value again and again
        key = id(node), tuple((name, self._assumed.get(name)) for name in sorted(self._busy))
        if key in self._values:
            return self._values[key]
        self._resolving.add(id(node))
        before = self._cuts
        found = self.scope.type_of(node)
        self._resolving.discard(id(node))
        if before == self._cuts:
            self._values[key] = found
        return found

    def _bound(self, name: str) -> types.Type | None:
        scope = self.scope
        found: list[types.Type | None] = []
        if name in scope.parameters:
            found.append(self._parameter(name))
        for value, node in scope.bindings.get(name, []):
            if isinstance(node, ast.AnnAssign):
                return scope.module.annotated(node.annotation)
            if isinstance(node, ast.AugAssign):
                found.append(self._augmented(node, found))
            elif value is not None:
                if name not in self._assumed:
                    self._assumed[name] = types.join(found)
                found.append(scope.type_of(value))
                if len(found) < len(scope.bindings[name]) + (name in scope.parameters):
                    self._assumed[name] = types.join(found)
            else:
                found.append(bound.type_of(scope, name, node))
        return types.join(found)

    def _augmented(self, node: ast.AugAssign, before: list[types.Type | None]) -> types.Type | None:
        known = types.join(before)
        if known is None or known.optional:
            return None
        if not isinstance(node.op, _KEEPING.get(known.name, ())):
            return None
        if known.name in _ALWAYS:
            return known
        other = self.scope.type_of(node.value)
        return known if other is not None and other.name == known.name else None

    def _parameter(self, name: str) -> types.Type | None:
        function, module = self.scope.function, self.scope.module
        if function is None or isinstance(function, ast.Lambda):
            return None
        args = function.args
        if args.vararg is not None and args.vararg.arg == name:
            return types.Type("tuple", (module.annotated(args.vararg.annotation), None))
        if args.kwarg is not None and args.kwarg.arg == name:
            return types.Type("dict", (types.STR, module.annotated(args.kwarg.annotation)))
        stated = self.scope.parameters[name].annotation
        found = module.annotated(stated) if stated is not None else decorated.parameter(self.scope, name)
        default = self.scope.defaults.get(name)
        if found is not None and isinstance(default, ast.Constant) and default.value is None:
            return types.join([found, types.NONE])
        return found


def _instance(scope: FunctionScope, classes: ast.expr) -> types.Type | None:
    """The type that ``isinstance(x, classes)`` proves, if it is one."""
    items = classes.elts if isinstance(classes, ast.Tuple) else [classes]
    names = [scope.dotted(item) for item in items]
    found = [types.Type(types.ALIASES.get(name, name)) if name else None for name in names]
    return types.join(found)


def _more_exact(found: types.Type | None, whole: types.Type | None) -> types.Type | None:
    """``found``, with the arguments that an annotation of the same class states."""
    if found is None or whole is None or found.name != whole.name or found.args:
        return found
    return replace(whole, optional=found.optional)


_ADDING = (ast.Add, ast.Sub, ast.Mult)
#: Kind -> the operators that keep it when they update in place.
_KEEPING: Mapping[str, tuple[type[ast.operator], ...]] = {
    "int": (
        *_ADDING, ast.FloorDiv, ast.Mod, ast.LShift, ast.RShift, ast.BitOr, ast.BitAnd, ast.BitXor,
    ),
    "str": _ADDING,
    "list": _ADDING,
    "set": (ast.BitOr, ast.BitAnd, ast.BitXor, ast.Sub),
    "dict": (ast.BitOr,),
}  # fmt: skip
#: What stays of its kind whatever it is updated with.
_ALWAYS = frozenset({"list", "set", "dict"})
