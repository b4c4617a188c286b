"""A function under study: its parameters, body and docstring, wherever it stands."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from sphinx_howto import definition
from sphinx_howto.example import body, classes, constructors, scope, signatures
from sphinx_howto.example.context import Context
from sphinx_howto.example.signatures import Parameter


@dataclass(frozen=True, eq=False)
class Callee:
    """What an example calls.

    node: None where the constructor is generated from fields.
    owner: the class that the instance is of, for what its attributes are.
    docstring: what speaks of the parameters (for a constructor also the class's).
    """

    name: str
    module: definition.Module
    parameters: tuple[Parameter, ...]
    node: definition.FunctionNode | None = None
    owner: classes.Class | None = None
    docstring: definition.Docstring | None = None

    @property
    def path(self) -> str:
        """Its dotted path; for a constructor that of the class."""
        if self.owner is None:
            return f"{self.module.name}.{self.name}"
        return self.owner.path if self.name == self.owner.name else f"{self.owner.path}.{self.name}"

    @property
    def body(self) -> list[ast.stmt]:
        """Statements of the body, without the docstring."""
        return without_docstring(self.node.body) if self.node is not None else []

    @property
    def is_async(self) -> bool:
        """Whether it is defined with ``async def``."""
        return isinstance(self.node, ast.AsyncFunctionDef)


def without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    """``body`` without a text at its beginning."""
    first = body[0] if body else None
    is_text = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return body[1:] if is_text and isinstance(first.value.value, str) else body  # type: ignore[union-attr]


def docstring(node: ast.AST | None, context: Context) -> definition.Docstring | None:
    """The parsed docstring of a module, class or function node."""
    body = getattr(node, "body", None)
    first = body[0] if isinstance(body, list) and body else None
    if not isinstance(first, ast.Expr) or not isinstance(first.value, ast.Constant):
        return None
    if not isinstance(first.value.value, str):
        return None
    return context.lookup.docstring(first.value.value, first.lineno, context.settings.docstring_style)


def function(
    node: definition.FunctionNode,
    module: definition.Module,
    context: Context,
    owner: classes.Class | None = None,
    part: classes.Part | None = None,
) -> Callee:
    """A function or method as a callee; ``part`` is the class body that defines a method."""
    holder = part.node if part is not None else None
    parameters = signatures.parameters(node, holder)
    return Callee(node.name, module, parameters, node, owner, docstring(node, context))


def constructor(one: classes.Class, context: Context) -> Callee:
    """What calling the class ``one`` runs."""
    made = constructors.constructor(one)
    module = made.part.module if made.part is not None else one.parts[0].module
    spoken = docstring(made.node, context) or docstring(one.parts[0].node, context)
    if spoken is not None and not spoken.parameters:
        spoken = docstring(one.parts[0].node, context) or spoken
    return Callee(one.name, module, made.parameters, made.node, one, spoken)


def resolve(node: ast.expr, callee: Callee, context: Context) -> definition.Definition | None:
    """The function or class that ``node`` names inside the callee, ``self.method`` included."""
    if (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Call)
        and scope.dotted(node.value.func) == "super"
    ):
        return _of_base(node.attr, callee, context)
    name = scope.dotted(node)
    if not name:
        return None
    head, _, rest = name.partition(".")
    if head in ("self", "cls") and callee.owner is not None and rest and "." not in rest:
        found = callee.owner.method(rest)
        if found is None:
            return None
        path = f"{found[1].module.name}.{found[1].node.name}.{rest}"
        return context.lookup.find(path)
    held, _, method = name.rpartition(".")
    made = _made(held, callee, context) if method else None
    if made is not None:
        found = made.method(method)
        path = f"{found[1].module.name}.{found[1].node.name}.{method}" if found is not None else ""
        return context.lookup.find(path) if path else None
    path = scope.canonical(name, callee.module)
    return context.lookup.find(path) if "." in path else None


def _made(place: str, callee: Callee, context: Context) -> classes.Class | None:
    """The class of the object that ``place``, a variable or an attribute of ``self``, is bound to once."""
    roots: list[ast.AST] = [callee.node] if callee.node is not None else []
    if place.startswith("self.") and callee.owner is not None:
        roots = [part.node for part in callee.owner.parts]
    made = [
        node.value
        for root in roots
        for node in body.below(root)
        if isinstance(node, ast.Assign) and any(scope.dotted(target) == place for target in node.targets)
    ]
    if len(made) != 1 or not isinstance(made[0], ast.Call):
        return None
    path = scope.canonical(made[0].func, callee.module)
    found = context.lookup.find(path) if "." in path else None
    if found is None or not isinstance(found.node, ast.ClassDef):
        return None
    return classes.load(found, context.lookup)


def _of_base(name: str, callee: Callee, context: Context) -> definition.Definition | None:
    """The method that ``super().name`` stands for in the callee."""
    if callee.owner is None or callee.node is None:
        return None
    own = next((at for at, part in enumerate(callee.owner.parts) if callee.node in part.node.body), None)
    for part in callee.owner.parts[own + 1 :] if own is not None else ():
        if name in part.methods:
            return context.lookup.find(f"{part.module.name}.{part.node.name}.{name}")
    return None


def from_definition(found: definition.Definition, context: Context) -> Callee | None:
    """A function, method or class as what a call of it runs; None for anything else."""
    if isinstance(found.node, ast.ClassDef):
        return constructor(classes.load(found, context.lookup), context)
    if not isinstance(found.node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return None
    if found.owner is None:
        return function(found.node, found.module, context)
    holder = context.lookup.find(found.path.rpartition(".")[0])
    one = (
        classes.load(holder, context.lookup)
        if holder is not None and isinstance(holder.node, ast.ClassDef)
        else None
    )
    return function(found.node, found.module, context, one, classes.Part(found.owner, found.module))
