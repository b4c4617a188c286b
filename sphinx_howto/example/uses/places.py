"""Shared by the rules of use: texts, constants and what loop variables are."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sphinx_howto.example import body, scope, usage
from sphinx_howto.example.shape import ANY, Shape
from sphinx_howto.example.usage import Study, Vote
from sphinx_howto.example.value import constant


def text_of(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def loop_variable(target: ast.AST | None, study: Study) -> Shape:
    """The shape of a loop variable, by its own uses."""
    if isinstance(target, (ast.Tuple, ast.List)):
        names = tuple(scope.dotted(one) for one in target.elts)
        return Shape("tuple", tuple(loop_variable(one, study) for one in target.elts), names=names)
    if isinstance(target, ast.Name):
        return usage.of_place(study, target.id)
    return ANY


def unpacked(iterated: ast.expr, study: Study) -> tuple[Shape, ...]:
    """Shapes of the names that each element of ``iterated`` is unpacked into."""
    holder = study.parent(iterated)
    target = getattr(holder, "target", None)
    if isinstance(holder, (ast.For, ast.AsyncFor, ast.comprehension)) and holder.iter is iterated:
        element = loop_variable(target, study)
        return element.items if element.kind == "tuple" else ()
    return ()


def keyed(key: str, node: ast.expr, study: Study, is_needed: bool = True) -> Shape:
    """A dictionary that has ``key``, whose value is used as ``node`` is."""
    needed = (key,) if is_needed else ()
    return Shape("record", keys=((key, usage.of_node(study, node)),), literals=needed)


def constant_of(node: ast.expr, study: Study) -> ast.expr:
    """``node``, or the value of the constant of the module or class that it names."""
    path = scope.dotted(node)
    if path.startswith(("self.", "cls.")) and study.callee.owner is not None:
        name = path.partition(".")[2]
        for part in study.callee.owner.parts:
            for statement in part.node.body:
                if name in scope.bound_by(statement):
                    return getattr(statement, "value", None) or node
    defined: ast.AST | None = scope.defined(study.callee.module).get(path) if path else None
    if path in scope.imported(study.callee.module):
        found = study.context.lookup.find(scope.canonical(path, study.callee.module))
        defined = found.node if found is not None else None
    return getattr(defined, "value", None) or node


def first_of_loop(node: ast.expr, study: Study) -> str:
    """The first text of a written sequence over which a loop with the variable ``node`` goes, or ``""``."""
    name = scope.dotted(node)
    for loop in body.below(study.root) if name else ():
        if not isinstance(loop, (ast.For, ast.comprehension)) or scope.dotted(loop.target) != name:
            continue
        some = constant_of(loop.iter, study)
        if isinstance(some, (ast.Tuple, ast.List)) and some.elts:
            return text_of(some.elts[0])
    return ""


def keys_of(node: ast.expr, study: Study) -> list[str]:
    """Source of the first keys of a dictionary that the module or the class holds as a constant."""
    value = constant_of(node, study)
    if isinstance(value, ast.Dict):
        return [constant(key) for key in value.keys if isinstance(key, ast.Constant)][:5]
    return []


def kept(shape: Shape, weight: int) -> Iterator[Vote]:
    if shape.kind != "any":
        yield Vote(shape, weight)
