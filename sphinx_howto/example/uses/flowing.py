"""Rules of use for where a value goes: loops, variables, attributes, ``await``, ``with``."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

from sphinx_howto.example import annotation, body, names, usage
from sphinx_howto.example import callee as callees
from sphinx_howto.example.shape import Shape, of
from sphinx_howto.example.usage import Study, Vote
from sphinx_howto.example.uses import comparing, places


def loop(node: ast.expr, holder: ast.For | ast.comprehension, study: Study) -> Iterator[Vote]:
    if holder.iter is node:
        is_async = isinstance(holder, ast.AsyncFor) or bool(getattr(holder, "is_async", 0))
        element = places.loop_variable(holder.target, study)
        yield Vote(Shape("async-iterator" if is_async else "list", (element,)), 2)


def assigned(node: ast.expr, holder: ast.Assign | ast.AnnAssign, study: Study) -> Iterator[Vote]:
    """``alias = value``, ``self.attribute = value`` and ``first, second = value``."""
    targets = holder.targets if isinstance(holder, ast.Assign) else [holder.target]
    for target in targets:
        if isinstance(target, (ast.Tuple, ast.List)):
            yield Vote(places.loop_variable(target, study), 3)
        elif isinstance(target, ast.Name):
            yield from places.kept(usage.of_place(study, target.id), 3)
        elif (
            isinstance(target, ast.Attribute)
            and isinstance(target.value, ast.Name)
            and target.value.id == "self"
        ):
            yield from _stored(target.attr, study)
        elif isinstance(target, ast.Subscript):
            yield from under(places.text_of(target.slice))
        if isinstance(holder, ast.AnnAssign):
            yield Vote(annotation.shape(holder.annotation, study.callee.module, study.context.lookup), 4)


# Headers of a message that hold addresses
_ADDRESSED = frozenset(["to", "from", "cc", "bcc", "reply-to", "sender"])


def under_key(node: ast.expr, holder: ast.Dict, study: Study) -> Iterator[Vote]:
    """A value of a dictionary, by its key."""
    at = next((place for place, value in enumerate(holder.values) if value is node), None)
    key = holder.keys[at] if at is not None else None
    yield from under(places.text_of(key)) if key is not None else ()


def under(key: str) -> Iterator[Vote]:
    """What the key says under which a value is put: an address of a message, else a hint."""
    if key.lower() in _ADDRESSED and key[:1].isupper():
        yield Vote(of("email-text"), 3)
    elif names.value(key, "str"):
        yield Vote(Shape("str", literals=(names.value(key, "str"),)), 1)


def _stored(attribute: str, study: Study) -> Iterator[Vote]:
    """Uses of an attribute in all methods of the class."""
    one = study.callee.owner
    if one is None or study.depth >= usage.FARTHEST:
        return
    for method, part in one.methods().values():
        if not body.loads(method, f"self.{attribute}"):
            continue
        callee = callees.Callee(method.name, part.module, (), method, one)
        inner = replace(study, callee=callee, root=method, depth=study.depth + 1)
        yield from places.kept(usage.of_place(inner, f"self.{attribute}"), 2)


def starred(node: ast.expr, holder: ast.Starred, study: Study) -> Iterator[Vote]:
    yield Vote(of("list"), 2)


def awaited(node: ast.expr, holder: ast.Await, study: Study) -> Iterator[Vote]:
    yield Vote(of("awaitable"), 4)


def raised(node: ast.expr, holder: ast.Raise, study: Study) -> Iterator[Vote]:
    yield Vote(of("error"), 4)


def delegated(node: ast.expr, holder: ast.YieldFrom, study: Study) -> Iterator[Vote]:
    yield Vote(of("list"), 2)


def same(node: ast.expr, holder: ast.expr, study: Study) -> Iterator[Vote]:
    """``a if b else c`` and ``a or b`` hand the value on."""
    if isinstance(holder, ast.IfExp) and holder.test is node:
        return
    yield from usage.votes(holder, study)
    if isinstance(holder, ast.BoolOp) and isinstance(holder.op, ast.Or):
        for other in holder.values:
            if other is not node:
                yield from comparing.alike(other, study, 2)


def entered(node: ast.expr, holder: ast.withitem, study: Study) -> Iterator[Vote]:
    yield Vote(of("manager"), 4)
