"""Parameters of a function node: kinds, defaults and which of them a call must give."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Literal

from sphinx_howto import class_body, definition, demands
from sphinx_howto.example import scope

Kind = Literal["positional-only", "plain", "rest", "keyword", "keywords"]


@dataclass(frozen=True, eq=False)
class Parameter:
    """One parameter of a function, or one field that a generated constructor takes."""

    name: str
    kind: Kind = "plain"
    annotation: ast.expr | None = None
    default: ast.expr | None = None
    optional: bool = False

    @property
    def required(self) -> bool:
        """Whether a call fails without it."""
        return not self.optional and self.kind not in ("rest", "keywords")


def decorators(node: definition.FunctionNode | ast.ClassDef) -> tuple[str, ...]:
    """Dotted names of the decorators, without their arguments."""
    found = (deco.func if isinstance(deco, ast.Call) else deco for deco in node.decorator_list)
    return tuple(scope.dotted(deco) for deco in found)


def is_static(node: definition.FunctionNode, owner: ast.ClassDef | None = None) -> bool:
    """Whether the method takes neither the instance nor the class: it says so, or its class calls it bare."""
    called = class_body.plain_functions(owner) if owner is not None else frozenset()
    return "staticmethod" in decorators(node) or node.name in called


def is_class_method(node: definition.FunctionNode) -> bool:
    """Whether the method is called on the class."""
    return "classmethod" in decorators(node) or node.name in (
        "__new__",
        "__init_subclass__",
        "__class_getitem__",
    )


def is_property(node: ast.AST) -> bool:
    """Whether the method is read as an attribute."""
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return False
    last = [name.rpartition(".")[2].lower() for name in decorators(node)]
    return any(name.endswith(("property", "attribute")) or name == "reify" for name in last)


def parameters(node: definition.FunctionNode, owner: ast.ClassDef | None = None) -> tuple[Parameter, ...]:
    """All parameters of ``node`` in order, without ``self`` or ``cls`` when ``owner`` is given."""
    given = node.args
    positional = [*given.posonlyargs, *given.args]
    missing = len(positional) - len(given.defaults)
    found = []
    for position, argument in enumerate(positional):
        default = given.defaults[position - missing] if position >= missing else None
        kind: Kind = "positional-only" if position < len(given.posonlyargs) else "plain"
        found.append(Parameter(argument.arg, kind, argument.annotation, default, default is not None))
    if owner is not None and not is_static(node, owner) and found:
        del found[0]
    if given.vararg:
        found.append(Parameter(given.vararg.arg, "rest", given.vararg.annotation))
    for argument, default in zip(given.kwonlyargs, given.kw_defaults, strict=False):
        found.append(Parameter(argument.arg, "keyword", argument.annotation, default, default is not None))
    found += [Parameter(name, "keyword", None) for name in demands.keywords(node)]
    if given.kwarg:
        found.append(Parameter(given.kwarg.arg, "keywords", given.kwarg.annotation))
    return tuple(found)
