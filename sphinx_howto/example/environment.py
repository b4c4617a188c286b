"""What the names in an example stand for: imports, instances of project classes, classes made on the spot."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from sphinx_howto import definition
from sphinx_howto.example import annotation, classes, scope
from sphinx_howto.example.context import Context


@dataclass(frozen=True, slots=True)
class Target:
    """What an expression stands for: the object at ``path``, or an instance of the class there."""

    path: str
    is_instance: bool = False


@dataclass(eq=False)
class Environment:
    """Names of an example and what they stand for; a name that stands for two things for neither."""

    context: Context
    names: dict[str, Target] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)

    def bind(self, name: str, target: Target | None) -> None:
        """Note what ``name`` is bound to."""
        if target is None or (name in self.names and self.names[name] != target):
            self.unsure.add(name)
        else:
            self.names[name] = target

    def resolve(self, node: ast.expr) -> Target | None:
        """What ``node`` stands for, or None when that is not known."""
        if isinstance(node, ast.Call):
            return self._result(node)
        if isinstance(node, ast.Await):
            return self.resolve(node.value)
        name = scope.dotted(node)
        head, _, rest = name.partition(".")
        target = self.names.get(head) if head and head not in self.unsure else None
        if target is None or not rest:
            return target
        if target.is_instance:
            return None
        return Target(f"{target.path}.{rest}")

    def find(self, node: ast.expr) -> definition.Definition | None:
        """The definition that ``node`` stands for, a method of a known instance included."""
        if isinstance(node, ast.Attribute):
            holder = self.resolve(node.value)
            if holder is not None and holder.is_instance:
                return self._method(holder.path, node.attr)
        target = self.resolve(node)
        if target is None or target.is_instance:
            return None
        found = self.context.lookup.find(target.path)
        if found is None and isinstance(node, ast.Attribute):
            return self._method(target.path.rpartition(".")[0], node.attr)
        return found

    def class_of(self, path: str) -> classes.Class | None:
        """The class at ``path``."""
        found = self.context.lookup.find(path)
        if found is None or not isinstance(found.node, ast.ClassDef):
            return None
        return classes.load(found, self.context.lookup)

    def _method(self, path: str, name: str) -> definition.Definition | None:
        one = self.class_of(path)
        found = one.method(name) if one is not None else None
        if found is None:
            return None
        return self.context.lookup.find(f"{found[1].module.name}.{found[1].node.name}.{name}")

    def _result(self, call: ast.Call) -> Target | None:
        """An instance where a class is called, or a function that returns a project class."""
        found = self.find(call.func)
        if found is None:
            return None
        if isinstance(found.node, ast.ClassDef):
            return Target(found.path, is_instance=True)
        if not isinstance(found.node, (ast.FunctionDef, ast.AsyncFunctionDef)) or found.node.returns is None:
            return None
        if scope.dotted(found.node.returns).endswith("Self") and found.owner is not None:
            return Target(found.path.rpartition(".")[0], is_instance=True)
        if isinstance(found.node.returns, (ast.BinOp, ast.Subscript)):
            return None
        shape = annotation.shape(found.node.returns, found.module, self.context.lookup)
        return Target(shape.path, is_instance=True) if shape.kind == "class" else None


def of(tree: ast.Module, context: Context) -> Environment:
    """The environment of the example ``tree``."""
    env = Environment(context)
    for name, path in scope.imports_in(tree).items():
        env.bind(name, Target(path))
    for node in ast.walk(tree):
        _note(node, env)
    return env


def _note(node: ast.AST, env: Environment) -> None:
    if isinstance(node, ast.Assign):
        for target in node.targets:
            _assign(target, node.value, env)
    elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)) and node.value is not None:
        _assign(node.target, node.value, env)
    elif isinstance(node, ast.withitem) and node.optional_vars is not None:
        _assign(node.optional_vars, None, env)
    elif isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension)):
        _assign(node.target, None, env)
    elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        env.bind(node.name, None)
    elif isinstance(node, ast.arg):
        env.bind(node.arg, None)


def _assign(target: ast.expr, value: ast.expr | None, env: Environment) -> None:
    if isinstance(target, ast.Name):
        found = env.resolve(value) if value is not None else None
        known = found is not None and (found.is_instance or env.context.lookup.find(found.path) is not None)
        env.bind(target.id, found if known else None)
    elif isinstance(target, (ast.Tuple, ast.List)):
        for one in target.elts:
            _assign(one, None, env)
