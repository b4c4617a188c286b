"""Names and types inside a function."""

from __future__ import annotations

import ast
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_howto import definition, phrasebook
from sphinx_howto.analysis import code, lasting, types
from sphinx_howto.analysis.scope import bound, calls, inference, narrowing, project, receivers
from sphinx_howto.analysis.scope import locals as local_types
from sphinx_howto.analysis.scope.bindings import (
    FunctionNode,
    assignment_pairs,
    bound_names,
    imported_names,
    named_by,
    walk_scope,
)

if TYPE_CHECKING:
    from sphinx_howto.analysis.scope.classes import ClassScope
    from sphinx_howto.analysis.scope.modules import ModuleScope


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
            self.receiver = owner.receiver(function)
        elif parent is not None:
            self.receiver = parent.receiver
        self._local = local or {}
        self.types = local_types.LocalTypes(self)

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
        if not isinstance(self.function, FunctionNode):
            return self._bindings()
        return lasting.kept("bindings", self.function, self._bindings)

    def _bindings(self) -> dict[str, list[tuple[ast.expr | None, ast.AST]]]:
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
        for node in self._nonlocals(body):
            for name in node.names:
                found.setdefault(name, []).append((None, node))
        return found

    @staticmethod
    def _nonlocals(body: list[ast.stmt]) -> list[ast.Nonlocal]:
        """Where functions inside the function say that they rebind its names."""
        inner = (node for node in walk_scope(body) if isinstance(node, FunctionNode))
        return [node for item in inner for node in ast.walk(item) if isinstance(node, ast.Nonlocal)]

    @cached_property
    def imports(self) -> dict[str, str]:
        """Names that the function imports itself."""
        name = self.module.module.name
        package = name if self.module.module.is_package else name.rpartition(".")[0]
        function = self.function
        if not isinstance(function, FunctionNode):
            return {}
        return lasting.kept(
            f"imports {package}",
            function,
            lambda: dict(
                pair for node in walk_scope(function.body) for pair in imported_names(node, package)
            ),
        )

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
        if not module or not self.same_project(module):
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
            names = {
                name: bound.looped(scope, name, generator.target, generator.iter)
                for name in bound_names(generator.target)
            }
            scope = scope.with_local(names)
        return scope

    def name_type(self, name: str) -> types.Type | None:
        """The type of a name, wherever it is read: all its bindings must agree."""
        if name in self._local:
            return self._local[name]
        if name in self.imports:
            return None
        if name in self.parameters or name in self.bindings:
            return self.types.of(name)
        return self.parent.name_type(name) if self.parent is not None else self.types.of_global(name)

    def type_here(self, node: ast.Name) -> types.Type | None:
        """The type of a name where ``node`` reads it: tests and assignments on the way there count."""
        scope: FunctionScope | None = self
        while scope is not None and not isinstance(scope.function, FunctionNode):
            scope = scope.parent
        fact = scope.facts.get(id(node)) if scope is not None else None
        whole = self.name_type(node.id)
        if fact is None or scope is None:
            return whole
        return scope.types.narrowed(fact, whole, self) or whole

    @cached_property
    def facts(self) -> narrowing.Found:
        """What is known of each name that the function reads, by the id of the node."""
        if not isinstance(self.function, FunctionNode):
            return {}
        function = self.function
        return lasting.kept("facts", function, lambda: narrowing.facts(function))

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
        return calls.callees(self, call)

    def match(self, call: ast.Call, awaited: bool = False) -> phrasebook.Match | None:
        """The phrasebook row that a call fits, or None."""
        return calls.match(self, call, awaited)

    def method_called(self, call: ast.Call) -> receivers.Method | None:
        """The method of the project that ``x.m(...)`` finds, where the class of ``x`` is known."""
        return receivers.method_called(self, call)

    def may_be_none(self, node: ast.expr) -> bool:
        """Whether a name is a parameter with the default None, or of a type that allows None."""
        if not isinstance(node, ast.Name):
            return False
        default = self.defaults.get(node.id)
        if node.id in self.bindings:
            return False
        found = self.type_of(node)
        return (isinstance(default, ast.Constant) and default.value is None) or (
            found is not None and found.optional
        )

    def target_of(self, call: ast.Call) -> definition.Definition | None:
        """The definition of the called function or class, where it is found by name in the project."""
        path = self.dotted(call.func)
        if path is None:
            return None
        return self.module.context.find(path)

    def same_project(self, path: str) -> bool:
        """Whether a dotted path lies in the same project as the scope's module."""
        return project.holds(self.module.module, path)

    def method_of(self, call: ast.Call) -> tuple[ClassScope, ast.FunctionDef | ast.AsyncFunctionDef] | None:
        """The method that ``self.m(...)`` finds in the class or its bases."""
        if (
            isinstance(call.func, ast.Attribute)
            and self.is_receiver(call.func.value)
            and self.owner is not None
        ):
            return self.owner.method(call.func.attr)
        return None
