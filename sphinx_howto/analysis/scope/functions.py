"""Names and types inside a function."""

from __future__ import annotations

import ast
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_howto import definition, phrasebook, phrasebooks
from sphinx_howto.analysis import code, types
from sphinx_howto.analysis.scope import bound, inference
from sphinx_howto.analysis.scope.bindings import (
    FunctionNode,
    assignment_pairs,
    bound_names,
    first_parameter,
    imported_names,
    named_by,
    walk_scope,
)

if TYPE_CHECKING:
    from sphinx_howto.analysis.scope.classes import ClassScope
    from sphinx_howto.analysis.scope.modules import ModuleScope


#: Classes whose methods behave as those of another class.
_GENERAL = {
    "collections.defaultdict": "dict",
    "collections.OrderedDict": "dict",
    "collections.Counter": "dict",
    "frozenset": "set",
    "collections.abc.MutableMapping": "dict",
    "typing.TextIO": "io.TextIOWrapper",
}


class FunctionScope:
    """Names inside a function (or, without one, at module or class level)."""

    def __init__(
        self,
        module: ModuleScope,
        function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | None = None,
        owner: ClassScope | None = None,
        parent: FunctionScope | None = None,
        local: dict[str, types.Type | None] | None = None,
    ) -> None:
        self.module = module
        self.function = function
        self.owner = owner
        self.parent = parent
        self.receiver = None
        if owner is not None and isinstance(function, FunctionNode) and parent is None:
            self.receiver = first_parameter(function)
        elif parent is not None:
            self.receiver = parent.receiver
        self._local = local or {}
        self._types: dict[str, types.Type | None] = {}
        self._assumed: dict[str, types.Type | None] = {}
        self._busy: set[str] = set()

    # -- names -----------------------------------------------------------------------------------

    @cached_property
    def parameters(self) -> dict[str, ast.arg]:
        """Every parameter by name."""
        if self.function is None:
            return {}
        args = self.function.args
        every = [*args.posonlyargs, *args.args, *args.kwonlyargs]
        every += [item for item in (args.vararg, args.kwarg) if item is not None]
        return {item.arg: item for item in every}

    @cached_property
    def bindings(self) -> dict[str, list[tuple[ast.expr | None, ast.AST]]]:
        """Local name -> (value or None, statement) of each binding in the function body."""
        found: dict[str, list[tuple[ast.expr | None, ast.AST]]] = {}
        body = self.function.body if isinstance(self.function, FunctionNode) else []
        declared = {
            name
            for node in walk_scope(body)
            if isinstance(node, (ast.Global, ast.Nonlocal))
            for name in node.names
        }
        for node in walk_scope(body):
            for target, value in assignment_pairs(node):
                if isinstance(target, ast.Name) and target.id not in declared:
                    found.setdefault(target.id, []).append((value, node))
            name = named_by(node)
            if name:
                found.setdefault(name, []).append((None, node))
        return found

    @cached_property
    def imports(self) -> dict[str, str]:
        """Names that the function imports itself."""
        name = self.module.module.name
        package = name if self.module.module.is_package else name.rpartition(".")[0]
        body = self.function.body if isinstance(self.function, FunctionNode) else []
        return dict(pair for node in walk_scope(body) for pair in imported_names(node, package))

    def is_local(self, name: str) -> bool:
        """Whether ``name`` is bound in the function (parameter, local, comprehension variable)."""
        return (
            name in self.parameters
            or name in self.bindings
            or name in self._local
            or (self.parent is not None and self.parent.is_local(name))
        )

    def dotted(self, node: ast.expr) -> str | None:
        """The dotted path of a name or attribute chain that is not local."""
        if isinstance(node, ast.Name):
            if node.id in self.imports and node.id not in self.bindings:
                return self.imports[node.id]
            if self.is_local(node.id):
                return None
            if self.parent is not None:
                return self.parent.dotted(node)
            return self.module.path_of(node.id)
        if isinstance(node, ast.Attribute):
            base = self.dotted(node.value)
            return f"{base}.{node.attr}" if base else None
        return None

    def with_local(self, names: dict[str, types.Type | None]) -> FunctionScope:
        """A scope inside this one where ``names`` are bound (a comprehension, a lambda)."""
        return FunctionScope(self.module, None, self.owner, self, names)

    def is_receiver(self, node: ast.expr) -> bool:
        """Whether ``node`` is ``self`` (or the class in a class method)."""
        return isinstance(node, ast.Name) and node.id == self.receiver and self.owner is not None

    # -- values ----------------------------------------------------------------------------------

    def constant(self, node: ast.expr) -> ast.expr | None:
        """The expression that a constant name or class attribute stands for."""
        if isinstance(node, ast.Name) and not self.is_local(node.id) and node.id not in self.imports:
            if self.parent is not None:
                return self.parent.constant(node)
            value = self.module.constants.get(node.id)
            if value is None and node.id in self.module.imports:
                return self._imported_constant(self.module.imports[node.id])
            return value
        if isinstance(node, ast.Attribute) and self.is_receiver(node.value) and self.owner is not None:
            return self.owner.constant(node.attr)
        return None

    def _imported_constant(self, path: str) -> ast.expr | None:
        module, _, name = path.rpartition(".")
        if not module or module.split(".")[0] != self.module.module.name.split(".")[0]:
            return None
        found = self.module.context.lookup.module(module)
        return self.module.context.module(found).constants.get(name) if found else None

    def value(self, node: ast.expr) -> object:
        """The plain value of arithmetic on literals and constants.

        Raises:
            ValueError: it is not proven to be one.
        """
        return code.fold(node, self._visible_constants)

    @cached_property
    def _visible_constants(self) -> dict[str, ast.expr]:
        return {name: value for name, value in self.module.constants.items() if not self.is_local(name)}

    # -- types -----------------------------------------------------------------------------------

    def type_of(self, node: ast.expr | None) -> types.Type | None:
        """The type that the source proves for ``node``, or None."""
        return inference.type_of(self, node) if node is not None else None

    def inside(self, node: ast.expr) -> FunctionScope:
        """The scope inside a comprehension, with its variables typed."""
        scope = self
        for generator in getattr(node, "generators", []):
            item = types.element(scope.type_of(generator.iter))
            names: dict[str, types.Type | None] = dict.fromkeys(bound_names(generator.target))
            if isinstance(generator.target, ast.Name):
                names[generator.target.id] = item
            elif isinstance(generator.target, ast.Tuple):
                names.update({name: bound.part(generator.target, name, item) for name in names})
            scope = scope.with_local(names)
        return scope

    def name_type(self, name: str) -> types.Type | None:
        """The type of a local name: all its bindings must agree."""
        if name in self._local:
            return self._local[name]
        if name in self.imports:
            return None
        if name not in self.parameters and name not in self.bindings:
            return self.parent.name_type(name) if self.parent is not None else self._global_type(name)
        if name not in self._types:
            if name in self._busy:
                return self._assumed.get(name)
            self._busy.add(name)
            found = self._name_type(name)
            # A binding that uses the name itself was typed under an assumption: it must hold in the end
            self._assumed[name] = found
            self._types[name] = found if found is None or self._name_type(name) == found else None
            self._busy.discard(name)
        return self._types[name]

    def _global_type(self, name: str) -> types.Type | None:
        value = self.module.constants.get(name)
        if value is None or name in self._busy:
            return None
        self._busy.add(name)
        found = self.type_of(value)
        self._busy.discard(name)
        return found

    def _name_type(self, name: str) -> types.Type | None:
        found: list[types.Type | None] = []
        if name in self.parameters:
            found.append(self._parameter_type(name))
        for value, node in self.bindings.get(name, []):
            if isinstance(node, ast.AnnAssign):
                return self.module.annotated(node.annotation)
            if isinstance(node, ast.AugAssign):
                found.append(self._augmented_type(name, node, found))
            elif value is not None:
                if name not in self._assumed:
                    self._assumed[name] = types.join(found)
                found.append(self.type_of(value))
                if len(found) < len(self.bindings[name]) + (name in self.parameters):
                    self._assumed[name] = types.join(found)
            else:
                found.append(bound.type_of(self, name, node))
        return types.join(found)

    def _augmented_type(
        self, name: str, node: ast.AugAssign, before: list[types.Type | None]
    ) -> types.Type | None:
        known = types.join(before)
        if known is None or known.optional:
            return None
        if known.name in {"int", "str", "list"} and isinstance(node.op, (ast.Add, ast.Sub, ast.Mult)):
            other = self.type_of(node.value)
            same = other is not None and other.name == known.name
            return known if same or known.name == "list" else None
        return None

    def _parameter_type(self, name: str) -> types.Type | None:
        if self.function is None or isinstance(self.function, ast.Lambda):
            return None
        args = self.function.args
        if args.vararg is not None and args.vararg.arg == name:
            return types.Type("tuple", (self.module.annotated(args.vararg.annotation), None))
        if args.kwarg is not None and args.kwarg.arg == name:
            return types.Type("dict", (types.STR, self.module.annotated(args.kwarg.annotation)))
        found = self.module.annotated(self.parameters[name].annotation)
        default = self.defaults.get(name)
        if found is not None and isinstance(default, ast.Constant) and default.value is None:
            return types.join([found, types.NONE])
        return found

    @cached_property
    def defaults(self) -> dict[str, ast.expr]:
        """Parameter -> its default."""
        if self.function is None:
            return {}
        args = self.function.args
        positional = [*args.posonlyargs, *args.args]
        pairs = zip(reversed(positional), reversed(args.defaults), strict=False)
        found = {item.arg: value for item, value in pairs}
        found.update(
            {item.arg: value for item, value in zip(args.kwonlyargs, args.kw_defaults, strict=True) if value}
        )
        return found

    # -- calls -----------------------------------------------------------------------------------

    def callees(self, call: ast.Call) -> list[str]:
        """Under which names a call may stand in the phrasebook, most specific first."""
        path = self.dotted(call.func)
        found = [path] if path is not None else []
        if isinstance(call.func, ast.Attribute):
            # A value at module level has a path of its own (`sample.logger`) and a type
            receiver = self.type_of(call.func.value)
            name = call.func.attr
            if receiver is not None:
                found.append(f"{receiver.name}.{name}")
            if path is None and not self.is_receiver(call.func.value):
                # What an own method does is told at the method, not guessed from its name
                found.append(f"*.{name}")
        return found

    def match(self, call: ast.Call, awaited: bool = False) -> phrasebook.Match | None:
        """The phrasebook row that a call fits, or None."""
        for name in self.callees(call):
            owner, _, method = name.rpartition(".")
            for candidate in (name, *([f"{_GENERAL[owner]}.{method}"] if owner in _GENERAL else [])):
                found = phrasebooks.match(self.module.context.phrases, candidate, call, awaited)
                if found is not None:
                    return self._without_doubtful_options(found)
        return None

    def _without_doubtful_options(self, match: phrasebook.Match) -> phrasebook.Match:
        """``match`` without the phrases of arguments that may be None: those are quoted instead."""
        doubtful = {
            name: value
            for name, value in match.arguments.items()
            if name != "self"
            and any(name == key.partition("=")[0] for key in match.entry.options)
            and self.may_be_none(value)
        }
        if not doubtful:
            return match
        kept = tuple(text for text in match.options if not doubtful.keys() & phrasebooks.slots([text]))
        if kept == match.options:
            return match
        gone = phrasebooks.slots([text for text in match.options if text not in kept])
        rest = tuple((name, value) for name, value in doubtful.items() if name in gone)
        return replace(match, options=kept, rest=(*match.rest, *rest))

    def may_be_none(self, node: ast.expr) -> bool:
        """Whether a name is a parameter with the default None, or of a type that allows None."""
        if not isinstance(node, ast.Name):
            return False
        default = self.defaults.get(node.id)
        if node.id in self.bindings:
            return False
        found = self.type_of(node)
        return (
            (isinstance(default, ast.Constant)
            and default.value is None)
            or (found is not None
            and found.optional)
        )

    def target_of(self, call: ast.Call) -> definition.Definition | None:
        """The definition of the called function or class, where it is found by name in the project."""
        path = self.dotted(call.func)
        if path is None:
            return None
        return self.module.context.find(path)

    def same_project(self, path: str) -> bool:
        """Whether a dotted path lies in the same top-level package as the scope's module."""
        return path.split(".")[0] == self.module.module.name.split(".")[0]

    def method_of(self, call: ast.Call) -> tuple[ClassScope, ast.FunctionDef | ast.AsyncFunctionDef] | None:
        """The method that ``self.m(...)`` finds in the class or its bases."""
        if (
            isinstance(call.func, ast.Attribute)
            and self.is_receiver(call.func.value)
            and self.owner is not None
        ):
            return self.owner.method(call.func.attr)
        return None
