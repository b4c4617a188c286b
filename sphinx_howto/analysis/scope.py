"""Which name means what, and which type it is proven to have: module, class and function scopes."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from functools import cached_property

from sphinx_howto import definition, phrasebook, phrasebooks
from sphinx_howto.analysis import code, types

FunctionNode = (ast.FunctionDef, ast.AsyncFunctionDef)
_BUILTINS = frozenset(dir(builtins))
_DISPLAYS = {ast.List: "list", ast.ListComp: "list", ast.Dict: "dict", ast.DictComp: "dict", ast.Set: "set",
             ast.SetComp: "set", ast.Tuple: "tuple", ast.JoinedStr: "str",
             ast.GeneratorExp: "collections.abc.Iterator"}


class Context:
    """What every scope of one explanation shares: the way to other modules and the phrasebook."""

    def __init__(self, lookup: definition.Lookup, phrases: phrasebook.Phrasebook) -> None:
        self.lookup = lookup
        self.phrases = phrases
        self._modules: dict[int, ModuleScope] = {}

    def module(self, module: definition.Module) -> ModuleScope:
        """The scope of ``module``, made once."""
        scope = self._modules.get(id(module.tree))
        if scope is None:
            scope = self._modules[id(module.tree)] = ModuleScope(self, module)
        return scope

    def find(self, path: str | None) -> definition.Definition | None:
        """The definition at a dotted path, or None."""
        return self.lookup.find(path) if path and "." in path else None


_GENERICS = {"list", "dict", "set", "frozenset", "tuple", "type", "collections.deque", "collections.defaultdict"}


def walk_scope(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """Every node of ``body`` that belongs to the same scope: nested functions and classes are not entered."""
    pending: list[ast.AST] = list(reversed(body))
    while pending:
        node = pending.pop()
        yield node
        if isinstance(node, (*FunctionNode, ast.ClassDef, ast.Lambda)):
            continue
        pending += reversed(list(ast.iter_child_nodes(node)))


def imported_names(node: ast.AST, package: str) -> Iterator[tuple[str, str]]:
    """(local name, dotted path) of each import: ``from a import b as c`` -> ``("c", "a.b")``."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield (alias.asname, alias.name) if alias.asname else ((alias.name.split(".")[0],) * 2)
    elif isinstance(node, ast.ImportFrom):
        base = node.module or ""
        if node.level:
            parents = package.split(".")[: len(package.split(".")) - node.level + 1]
            base = ".".join([*parents, *([node.module] if node.module else [])])
        for alias in node.names:
            yield alias.asname or alias.name, f"{base}.{alias.name}"


def bound_names(target: ast.expr) -> Iterator[str]:
    """The plain names that assigning to ``target`` binds."""
    for node in ast.walk(target):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


class ModuleScope:
    """Names of one module: imports, definitions, constants, type aliases."""

    def __init__(self, context: Context, module: definition.Module) -> None:
        self.context = context
        self.module = module
        self._classes: dict[int, ClassScope] = {}
        package = module.name if module.is_package else module.name.rpartition(".")[0]
        self.imports: dict[str, str] = {}
        self.definitions: dict[str, ast.stmt] = {}
        assigned: dict[str, list[ast.expr | None]] = {}
        changed: set[str] = set()
        for node in walk_scope(module.tree.body):
            self.imports.update(imported_names(node, package))
            if isinstance(node, (*FunctionNode, ast.ClassDef)):
                self.definitions[node.name] = node
            elif isinstance(node, ast.Assign):
                for target in node.targets:
                    value = node.value if isinstance(target, ast.Name) else None
                    for name in bound_names(target):
                        assigned.setdefault(name, []).append(value)
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                assigned.setdefault(node.target.id, []).append(node.value)
            elif isinstance(node, (ast.AugAssign, ast.For, ast.With, ast.Delete)):
                changed.update(name for child in ast.walk(node) if isinstance(child, ast.Name)
                               and not isinstance(child.ctx, ast.Load) for name in [child.id])
                if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
                    changed.add(node.target.id)
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Global):
                changed.update(node.names)
        self.assigned = assigned
        #: Names bound exactly once in the module, to an expression.
        self.constants: dict[str, ast.expr] = {
            name: values[0] for name, values in assigned.items()
            if len(values) == 1 and values[0] is not None and name not in changed
            and name not in self.definitions and name not in self.imports
        }

    def class_scope(self, node: ast.ClassDef) -> ClassScope:
        """The scope of a class of this module, made once."""
        scope = self._classes.get(id(node))
        if scope is None:
            scope = self._classes[id(node)] = ClassScope(self, node)
        return scope

    def path_of(self, name: str) -> str | None:
        """The dotted path that a name at module level stands for."""
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
        if isinstance(value, ast.BinOp) and isinstance(value.op, ast.BitOr):
            return value
        if isinstance(value, ast.Subscript):
            base = self.dotted(value.value) or ""
            return value if base in _GENERICS or base.startswith(("typing.", "collections.abc.")) else None
        return None

    def annotated(self, node: ast.expr | None) -> types.Type | None:
        """The type that an annotation in this module states."""
        return types.from_annotation(node, self.dotted, self.alias)


class ClassScope:
    """What a class says about the attributes and methods of its instances."""

    def __init__(self, module: ModuleScope, node: ast.ClassDef) -> None:
        self.module = module
        self.node = node
        self.methods: dict[str, ast.FunctionDef | ast.AsyncFunctionDef] = {
            item.name: item for item in walk_scope(node.body) if isinstance(item, FunctionNode)}
        self.values: dict[str, ast.expr] = {}
        self.annotations: dict[str, ast.expr] = {}
        for item in node.body:
            if isinstance(item, ast.Assign):
                for target in item.targets:
                    if isinstance(target, ast.Name):
                        self.values[target.id] = item.value
            elif isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
                self.annotations[item.target.id] = item.annotation
                if item.value is not None:
                    self.values[item.target.id] = item.value
        self._busy: set[str] = set()
        self._types: dict[str, types.Type | None] = {}

    @property
    def path(self) -> str:
        return f"{self.module.module.name}.{self.node.name}"

    @cached_property
    def bases(self) -> tuple[ClassScope, ...]:
        """The base classes whose source can be found, in order."""
        found = []
        for base in self.node.bases:
            path = self.module.dotted(base.value if isinstance(base, ast.Subscript) else base)
            if path is None:
                continue
            known = self.module.definitions.get(path.rpartition(".")[2])
            if isinstance(known, ast.ClassDef) and path == f"{self.module.module.name}.{known.name}":
                if known is not self.node:
                    found.append(self.module.class_scope(known))
                continue
            other = self.module.context.find(path)
            if other is not None and isinstance(other.node, ast.ClassDef) and other.node is not self.node:
                found.append(self.module.context.module(other.module).class_scope(other.node))
        return tuple(found)

    def lineage(self) -> Iterator[ClassScope]:
        """The class and its found bases, each once, depth first (close to the real method order)."""
        seen: set[int] = set()
        pending: list[ClassScope] = [self]
        while pending and len(seen) < 40:
            scope = pending.pop(0)
            if id(scope.node) not in seen:
                seen.add(id(scope.node))
                yield scope
                pending = [*scope.bases, *pending]

    def method(self, name: str) -> tuple[ClassScope, ast.FunctionDef | ast.AsyncFunctionDef] | None:
        """The method that ``self.name`` finds, with the class that defines it."""
        for scope in self.lineage():
            if name in scope.methods:
                return scope, scope.methods[name]
        return None

    @cached_property
    def assignments(self) -> dict[str, list[tuple[ast.expr | None, ast.FunctionDef | ast.AsyncFunctionDef]]]:
        """Attribute -> (value, method) of each assignment ``self.x = value`` in the class's own methods."""
        found: dict[str, list[tuple[ast.expr | None, ast.FunctionDef | ast.AsyncFunctionDef]]] = {}
        for method in self.methods.values():
            receiver = first_parameter(method)
            if receiver is None:
                continue
            for node in ast.walk(method):
                for target, value in assignment_pairs(node):
                    if (isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name)
                            and target.value.id == receiver):
                        found.setdefault(target.attr, []).append((value, method))
        return found

    def attribute(self, name: str) -> types.Type | None:
        """The type of ``self.name``, if annotations or all assignments agree on one."""
        if name not in self._types:
            if name in self._busy:
                return None
            self._busy.add(name)
            self._types[name] = self._attribute(name)
            self._busy.discard(name)
        return self._types[name]

    def _attribute(self, name: str) -> types.Type | None:
        for scope in self.lineage():
            if name in scope.annotations:
                return scope.module.annotated(scope.annotations[name])
            method = scope.methods.get(name)
            if method is not None:
                is_property = any(scope.module.dotted(item) in PROPERTIES for item in method.decorator_list)
                return scope.module.annotated(method.returns) if is_property else None
        for scope in self.lineage():
            found: list[types.Type | None] = []
            for value, owner in scope.assignments.get(name, []):
                declared = _declared(owner, name)
                if declared is not None:
                    return scope.module.annotated(declared)
                found.append(FunctionScope(scope.module, owner, scope).type_of(value) if value is not None else None)
            if name in scope.values:
                found.append(FunctionScope(scope.module, None, scope).type_of(scope.values[name]))
            if found:
                return types.join(found)
        return None

    def constant(self, name: str) -> ast.expr | None:
        """The value of a class attribute that no method assigns."""
        for scope in self.lineage():
            if name in scope.assignments:
                return None
            if name in scope.values:
                return scope.values[name]
        return None


PROPERTIES = {"property", "functools.cached_property", "abc.abstractproperty", "cached_property",
              "django.utils.functional.cached_property", "werkzeug.utils.cached_property"}


def _declared(method: ast.AST, name: str) -> ast.expr | None:
    """The annotation of ``self.name: T = ...`` in a method."""
    for node in ast.walk(method):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Attribute) and node.target.attr == name:
            return node.annotation
    return None


def first_parameter(node: ast.FunctionDef | ast.AsyncFunctionDef) -> str | None:
    """The name of the first positional parameter (``self``), or None; static methods have none."""
    if any(isinstance(item, ast.Name) and item.id == "staticmethod" for item in node.decorator_list):
        return None
    positional = [*node.args.posonlyargs, *node.args.args]
    return positional[0].arg if positional else None


def assignment_pairs(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr | None]]:
    """(target, value) of each single binding in a statement; value is None where it is only a part."""
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _unpacked(target, node.value)
    elif isinstance(node, ast.AnnAssign):
        if node.value is not None:
            yield node.target, node.value
    elif isinstance(node, ast.NamedExpr):
        yield node.target, node.value
    elif isinstance(node, ast.AugAssign):
        yield node.target, ast.BinOp(_as_load(node.target), node.op, node.value)
    elif isinstance(node, (ast.For, ast.AsyncFor)):
        for target, _ in _unpacked(node.target, None):
            yield target, None
    elif isinstance(node, (ast.With, ast.AsyncWith)):
        for item in node.items:
            if item.optional_vars is not None:
                for target, _ in _unpacked(item.optional_vars, None):
                    yield target, None
    elif isinstance(node, ast.Delete):
        for target in node.targets:
            yield target, None


def _as_load(node: ast.expr) -> ast.expr:
    if isinstance(node, ast.Name):
        return ast.Name(node.id, ast.Load())
    return node


def _unpacked(target: ast.expr, value: ast.expr | None) -> Iterator[tuple[ast.expr, ast.expr | None]]:
    if isinstance(target, (ast.Tuple, ast.List)):
        values: list[ast.expr | None] = [None] * len(target.elts)
        if (isinstance(value, (ast.Tuple, ast.List)) and len(value.elts) == len(target.elts)
                and not any(isinstance(item, ast.Starred) for item in [*value.elts, *target.elts])):
            values = list(value.elts)
        for item, part in zip(target.elts, values):
            yield from _unpacked(item, part)
    elif isinstance(target, ast.Starred):
        yield target.value, None
    else:
        yield target, value


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
        declared = {name for node in walk_scope(body) if isinstance(node, (ast.Global, ast.Nonlocal))
                    for name in node.names}
        for node in walk_scope(body):
            for target, value in assignment_pairs(node):
                if isinstance(target, ast.Name) and target.id not in declared:
                    found.setdefault(target.id, []).append((value, node))
            if isinstance(node, ast.ExceptHandler) and node.name:
                found.setdefault(node.name, []).append((None, node))
            elif isinstance(node, (*FunctionNode, ast.ClassDef)):
                found.setdefault(node.name, []).append((None, node))
            elif isinstance(node, (ast.MatchAs, ast.MatchStar)) and node.name:
                found.setdefault(node.name, []).append((None, node))
            elif isinstance(node, ast.MatchMapping) and node.rest:
                found.setdefault(node.rest, []).append((None, node))
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
        return (name in self.parameters or name in self.bindings or name in self._local
                or (self.parent is not None and self.parent.is_local(name)))

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
        if node is None:
            return None
        rule = _TYPE_RULES.get(type(node))
        if rule is not None:
            return rule(self, node)
        display = _DISPLAYS.get(type(node))
        if display is None:
            return None
        return types.Type(display, self._display_arguments(node))

    def _display_arguments(self, node: ast.expr) -> tuple[types.Type | None, ...]:
        if isinstance(node, (ast.List, ast.Set)) and node.elts:
            return (types.join([self.type_of(item) for item in node.elts]),)
        if isinstance(node, ast.Tuple):
            return tuple(self.type_of(item) for item in node.elts)
        if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp)):
            return (self.inside(node).type_of(node.elt),)
        if isinstance(node, ast.Dict) and node.keys and all(key is not None for key in node.keys):
            return (types.join([self.type_of(key) for key in node.keys]),
                    types.join([self.type_of(value) for value in node.values]))
        if isinstance(node, ast.DictComp):
            inner = self.inside(node)
            return inner.type_of(node.key), inner.type_of(node.value)
        return ()

    def inside(self, node: ast.expr) -> FunctionScope:
        """The scope inside a comprehension, with its variables typed."""
        scope = self
        for generator in getattr(node, "generators", []):
            item = types.element(scope.type_of(generator.iter))
            names: dict[str, types.Type | None] = dict.fromkeys(bound_names(generator.target))
            if isinstance(generator.target, ast.Name):
                names[generator.target.id] = item
            elif isinstance(generator.target, ast.Tuple) and item is not None and item.name == "tuple":
                if len(item.args) == len(generator.target.elts):
                    for part, kind in zip(generator.target.elts, item.args):
                        if isinstance(part, ast.Name):
                            names[part.id] = kind
            scope = scope.with_local(names)
        return scope

    def name_type(self, name: str) -> types.Type | None:
        """The type of a local name: all its bindings must agree."""
        if name in self._local:
            return self._local[name]
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
                found.append(self._bound_type(name, node))
        return types.join(found)

    def _augmented_type(self, name: str, node: ast.AugAssign, before: list[types.Type | None]) -> types.Type | None:
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
        found = {item.arg: value for item, value in zip(reversed(positional), reversed(args.defaults))}
        found.update({item.arg: value for item, value in zip(args.kwonlyargs, args.kw_defaults) if value is not None})
        return found

    def _bound_type(self, name: str, node: ast.AST) -> types.Type | None:
        if isinstance(node, ast.For):
            item = types.element(self.type_of(node.iter))
            if isinstance(node.target, ast.Name):
                return self._loop_type(node) or item
            if isinstance(node.target, ast.Tuple):
                if item is None or item.name != "tuple" or len(item.args) != len(node.target.elts):
                    item = self._loop_type(node)
                if item is not None and item.name == "tuple" and len(item.args) == len(node.target.elts):
                    for part, kind in zip(node.target.elts, item.args):
                        if isinstance(part, ast.Name) and part.id == name:
                            return kind
            return None
        if isinstance(node, (ast.With, ast.AsyncWith)):
            for item in node.items:
                if isinstance(item.optional_vars, ast.Name) and item.optional_vars.id == name:
                    return self._entered_type(item.context_expr, isinstance(node, ast.AsyncWith))
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Tuple):
            whole = self.type_of(node.value)
            if whole is not None and whole.name == "tuple" and len(whole.args) == len(node.targets[0].elts):
                for part, kind in zip(node.targets[0].elts, whole.args):
                    if isinstance(part, ast.Name) and part.id == name:
                        return kind
        if isinstance(node, ast.ExceptHandler) and node.type is not None and not isinstance(node.type, ast.Tuple):
            path = self.dotted(node.type)
            return types.Type(path) if path else None
        return None

    def _loop_type(self, node: ast.For) -> types.Type | None:
        """Element types of ``enumerate``, ``range`` and dictionary views in a loop head."""
        call = node.iter
        if not isinstance(call, ast.Call):
            return None
        if self.dotted(call.func) == "range":
            return types.INT
        if self.dotted(call.func) == "enumerate" and call.args:
            return types.Type("tuple", (types.INT, types.element(self.type_of(call.args[0]))))
        if isinstance(call.func, ast.Attribute) and not call.args:
            mapping = self.type_of(call.func.value)
            if mapping is not None and mapping.name in types.MAPPINGS and len(mapping.args) == 2:
                views = {"items": types.Type("tuple", mapping.args), "keys": mapping.args[0],
                         "values": mapping.args[1]}
                return views.get(call.func.attr)
        return None

    def _entered_type(self, node: ast.expr, is_async: bool = False) -> types.Type | None:
        match = self.match(node, is_async) if isinstance(node, ast.Call) else None
        if match is not None and match.entry.enter_returns:
            return types.from_text(match.entry.enter_returns)
        found = types.from_text(match.entry.returns) if match is not None and is_async else self.type_of(node)
        #: Objects whose ``__enter__`` returns the object itself.
        itself = {"io.TextIOWrapper", "typing.TextIO", "typing.BinaryIO", "io.BufferedReader", "io.BufferedWriter",
                  "io.FileIO", "requests.Session", "aiohttp.ClientSession", "httpx.Client", "httpx.AsyncClient",
                  "zipfile.ZipFile", "tarfile.TarFile", "socket.socket", "sqlite3.Connection",
                  "concurrent.futures.ThreadPoolExecutor", "aiohttp.ClientResponse"}
        return found if found is not None and found.name in itself else None

    # -- calls -----------------------------------------------------------------------------------

    def callees(self, call: ast.Call) -> list[str]:
        """Under which names a call may stand in the phrasebook, most specific first."""
        path = self.dotted(call.func)
        if path is not None:
            return [path]
        if isinstance(call.func, ast.Attribute):
            receiver = self.type_of(call.func.value)
            name = call.func.attr
            if receiver is not None:
                return [f"{receiver.name}.{name}"]
            return [f"*.{name}"]
        return []

    def match(self, call: ast.Call, awaited: bool = False) -> phrasebook.Match | None:
        """The phrasebook row that a call fits, or None."""
        for name in self.callees(call):
            owner, _, method = name.rpartition(".")
            for candidate in (name, *([f"{_GENERAL[owner]}.{method}"] if owner in _GENERAL else [])):
                found = phrasebooks.match(self.module.context.phrases, candidate, call, awaited)
                if found is not None:
                    return found
        return None

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
        if isinstance(call.func, ast.Attribute) and self.is_receiver(call.func.value) and self.owner is not None:
            return self.owner.method(call.func.attr)
        return None


#: Classes whose methods behave as those of another class.
_GENERAL = {"collections.defaultdict": "dict", "collections.OrderedDict": "dict", "collections.Counter": "dict",
            "frozenset": "set", "collections.abc.MutableMapping": "dict", "typing.TextIO": "io.TextIOWrapper"}


def _constant_type(scope: FunctionScope, node: ast.expr) -> types.Type | None:
    assert isinstance(node, ast.Constant)
    return types.NONE if node.value is None else types.Type(type(node.value).__name__)


def _name_type(scope: FunctionScope, node: ast.expr) -> types.Type | None:
    assert isinstance(node, ast.Name)
    return scope.name_type(node.id)


def _attribute_type(scope: FunctionScope, node: ast.expr) -> types.Type | None:
    assert isinstance(node, ast.Attribute)
    if scope.is_receiver(node.value) and scope.owner is not None:
        return scope.owner.attribute(node.attr)
    receiver = scope.type_of(node.value)
    if receiver is None or receiver.optional:
        return None
    if receiver.name in ("pathlib.Path", "pathlib.PurePath"):
        return {"name": types.STR, "stem": types.STR, "suffix": types.STR, "parent": receiver}.get(node.attr)
    found = scope.module.context.find(receiver.name)
    if found is not None and isinstance(found.node, ast.ClassDef) and scope.same_project(found.path):
        return scope.module.context.module(found.module).class_scope(found.node).attribute(node.attr)
    return None


def _call_type(scope: FunctionScope, node: ast.expr) -> types.Type | None:
    assert isinstance(node, ast.Call)
    path = scope.dotted(node.func)
    if path in _CONSTRUCTORS:
        return types.Type(path or "", _converted(scope, path, node))
    if path == "sorted" and node.args:
        return types.Type("list", (types.element(scope.type_of(node.args[0])),))
    match = scope.match(node)
    if match is not None and match.entry.returns:
        return types.from_text(match.entry.returns)
    method = scope.method_of(node)
    if method is not None:
        owner, function = method
        return None if isinstance(function, ast.AsyncFunctionDef) else owner.module.annotated(function.returns)
    target = scope.target_of(node)
    if target is None:
        return None
    if isinstance(target.node, ast.ClassDef):
        return types.Type(target.path)
    if isinstance(target.node, ast.FunctionDef) and not target.node.decorator_list:
        return scope.module.context.module(target.module).annotated(target.node.returns)
    return None


_CONSTRUCTORS = {"str", "int", "float", "bool", "bytes", "bytearray", "list", "dict", "set", "frozenset", "tuple",
                 "complex", "range"}


def _converted(scope: FunctionScope, path: str | None, node: ast.Call) -> tuple[types.Type | None, ...]:
    if path in {"list", "set", "frozenset"} and node.args:
        return (types.element(scope.type_of(node.args[0])),)
    if path == "tuple" and node.args:
        return (types.element(scope.type_of(node.args[0])), None)
    return ()


def _await_type(scope: FunctionScope, node: ast.expr) -> types.Type | None:
    assert isinstance(node, ast.Await)
    if isinstance(node.value, ast.Call):
        method = scope.method_of(node.value)
        if method is not None and isinstance(method[1], ast.AsyncFunctionDef):
            return method[0].module.annotated(method[1].returns)
        target = scope.target_of(node.value)
        if target is not None and isinstance(target.node, ast.AsyncFunctionDef):
            return scope.module.context.module(target.module).annotated(target.node.returns)
        match = scope.match(node.value)
        if match is not None:
            return types.from_text(match.entry.returns)
    return None


def _boolean_type(scope: FunctionScope, node: ast.expr) -> types.Type | None:
    assert isinstance(node, ast.BoolOp)
    parts = [scope.type_of(item) for item in node.values]
    if isinstance(node.op, ast.Or) and len(parts) > 1 and parts[-1] is not None:
        # The last operand decides whether None can come out: an earlier None is falsy
        parts = [types.Type(item.name, item.args) if item is not None and index < len(parts) - 1 else item
                 for index, item in enumerate(parts)]
        parts = [item for item in parts if item is None or item.name != "None"]
    return types.join(parts)


def _compare_type(scope: FunctionScope, node: ast.expr) -> types.Type | None:
    assert isinstance(node, ast.Compare)
    sure = all(isinstance(op, (ast.Is, ast.IsNot, ast.In, ast.NotIn)) for op in node.ops)
    known = [scope.type_of(item) for item in (node.left, *node.comparators)]
    plain = all(item is not None and item.name in types.NUMBERS | types.TEXT | {"bool", "None"} for item in known)
    return types.BOOL if sure or plain else None


def _unary_type(scope: FunctionScope, node: ast.expr) -> types.Type | None:
    assert isinstance(node, ast.UnaryOp)
    if isinstance(node.op, ast.Not):
        return types.BOOL
    operand = scope.type_of(node.operand)
    return operand if operand is not None and operand.name in types.NUMBERS and not operand.optional else None


def _binary_type(scope: FunctionScope, node: ast.expr) -> types.Type | None:
    assert isinstance(node, ast.BinOp)
    left, right = scope.type_of(node.left), scope.type_of(node.right)
    if left is None or left.optional:
        return None
    if left.name in {"str", "bytes"}:
        if isinstance(node.op, ast.Mod) or (right is not None and right.name in {left.name, "int"}):
            return types.Type(left.name)
        return None
    if left.name == "list" and isinstance(node.op, ast.Add) and right is not None and right.name == "list":
        return types.Type("list", left.args if left.args == right.args else ())
    if right is None or right.optional or {left.name, right.name} - types.NUMBERS:
        return types.Type("pathlib.Path") if left.name == "pathlib.Path" and isinstance(node.op, ast.Div) else None
    if left.name == right.name == "int" and not isinstance(node.op, (ast.Div, ast.Pow)):
        return types.INT
    return types.Type("float") if "complex" not in {left.name, right.name} else types.Type("complex")


def _conditional_type(scope: FunctionScope, node: ast.expr) -> types.Type | None:
    assert isinstance(node, ast.IfExp)
    return types.join([scope.type_of(node.body), scope.type_of(node.orelse)])


def _named_type(scope: FunctionScope, node: ast.expr) -> types.Type | None:
    assert isinstance(node, ast.NamedExpr)
    return scope.type_of(node.value)


def _subscript_type(scope: FunctionScope, node: ast.expr) -> types.Type | None:
    assert isinstance(node, ast.Subscript)
    base = scope.type_of(node.value)
    if base is None or base.optional:
        return None
    if isinstance(node.slice, ast.Slice):
        return base if base.name in {"str", "bytes", "list", "tuple"} and base.name != "tuple" else None
    if base.name == "str":
        return types.STR
    if base.name == "tuple" and isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, int):
        fixed = base.args and not (len(base.args) == 2 and base.args[1] is None)
        return base.args[node.slice.value] if fixed and 0 <= node.slice.value < len(base.args) else None
    if base.name in types.MAPPINGS and len(base.args) == 2:
        return base.args[1]
    if base.name in {"list", "collections.deque"} and base.args:
        return base.args[0]
    return None


_TYPE_RULES = {
    ast.Constant: _constant_type, ast.Name: _name_type, ast.Attribute: _attribute_type, ast.Call: _call_type,
    ast.Await: _await_type, ast.BoolOp: _boolean_type, ast.Compare: _compare_type, ast.UnaryOp: _unary_type,
    ast.BinOp: _binary_type, ast.IfExp: _conditional_type, ast.NamedExpr: _named_type,
    ast.Subscript: _subscript_type,
}
