"""Optional parameters that an example had better give: files of its own, functions that are called back."""

from __future__ import annotations

import ast
import re

from sphinx_howto import demands
from sphinx_howto.example import body, contents, names, scope, surroundings, usage, values
from sphinx_howto.example.callee import Callee
from sphinx_howto.example.context import Context
from sphinx_howto.example.shape import ANY, of
from sphinx_howto.example.signatures import Parameter
from sphinx_howto.example.uses import places
from sphinx_howto.example.value import Value

_CALLED_BACK = re.compile(r"on_\w+|(\w+_)?callback|(\w+_)?hook")


# What a call of the function weighs, at the least
CALLED = 2


def is_better_given(parameter: Parameter, callee: Callee, context: Context) -> bool:
    """Whether the example is wrong or says nothing without ``parameter``, although the call holds."""
    if parameter.required or parameter.kind in ("rest", "keywords"):
        return False
    return (
        _is_demanded(parameter, callee)
        or _is_file_of_ones_own(parameter, callee, context)
        or _is_called_back(parameter, callee, context)
    )


def _is_demanded(parameter: Parameter, callee: Callee) -> bool:
    """What the function uses as an object although its default is None, or what its first overload takes."""
    if callee.node is None:
        return False
    holders = callee.owner.parts if callee.owner is not None else ()
    bodies = [part.node.body for part in holders if callee.node in part.node.body]
    bodies.append(callee.module.tree.body)
    needed = demands.dereferenced(callee.node) | demands.overload(callee.node, bodies[0])
    if callee.node.name == "__init__":
        needed |= {
            name
            for part in holders
            if callee.node in part.node.body
            for name in demands.kept(callee.node, part.node)
        }
    return parameter.name in needed


def _is_file_of_ones_own(parameter: Parameter, callee: Callee, context: Context) -> bool:
    """A file that the function would make, change or miss in the folder in which the example runs."""
    if contents.default_folder(parameter):
        return usage.judged(parameter.name, callee, context).shape.kind in contents.MADE
    if not contents.default_file(parameter):
        return False
    return usage.judged(parameter.name, callee, context).shape.kind in ("path", "path-text", "database")


def _is_called_back(parameter: Parameter, callee: Callee, context: Context) -> bool:
    """A function that the code calls, and that shows what happens."""
    if getattr(parameter.default, "value", "") is not None or not _CALLED_BACK.fullmatch(parameter.name):
        return False
    vote = usage.judged(parameter.name, callee, context)
    return context.depth == 0 and vote.shape.kind == "function" and vote.weight >= CALLED


def keywords(callee: Callee, context: Context) -> list[tuple[Parameter, Value]]:
    """What the code takes out of ``**kwargs`` only if it is bytes, with values."""
    rest = next((parameter for parameter in callee.parameters if parameter.kind == "keywords"), None)
    if rest is None or callee.node is None:
        return []
    study = usage.Study(callee, callee.node, context)
    known = {parameter.name for parameter in callee.parameters}
    found: dict[str, Value] = {}
    for node in body.loads(callee.node, rest.name):
        call = _taken(study.parent(node), study)
        key = places.text_of(call.args[0]) if call is not None else ""
        if call is not None and key and key not in known and usage.of_node(study, call).kind == "bytes":
            found[key] = values.first(of("bytes"), key, context) or Value('b"data"')
    return [(Parameter(key, "keyword", optional=True), value) for key, value in found.items()]


def _taken(holder: ast.AST | None, study: usage.Study) -> ast.Call | None:
    """The call ``kwargs.get("key")``."""
    call = study.parent(holder) if isinstance(holder, ast.Attribute) and holder.attr == "get" else None
    if isinstance(call, ast.Call) and call.func is holder and len(call.args) == 1:
        return call
    return None


def rest(callee: Callee, given: list[Parameter], context: Context) -> list[tuple[Parameter, Value]]:
    """One of what a function takes any number of: what its loop uses, or what the name tells if it is all."""
    some = next((parameter for parameter in callee.parameters if parameter.kind == "rest"), None)
    if some is None:
        return []
    one = values.singular(some.name)
    if _is_gone_through(some.name, callee):
        used = usage.judged(some.name, callee, context).shape
        element = used.items[0] if used.kind == "list" and used.items else ANY
        found = values.typed(element, one, context) or (
            [values.by_name(one, context)] if names.kind(one) else []
        )
        return [(some, value) for value in found[:1] if not value.setup]
    if given or names.row(some.name) or not some.name.endswith("s"):
        return []
    is_told = names.kind(one) in ("str", "path", "folder", "int")
    return [(some, values.by_name(one, context))] if is_told else []


def _is_gone_through(name: str, callee: Callee) -> bool:
    """Whether a loop of the body, or of the methods of the object that keeps it, goes through ``name``."""
    if callee.node is None:
        return False
    roots: list[tuple[ast.AST, str]] = [(callee.node, name)]
    if callee.owner is not None:
        kept = surroundings.kept_as(callee.node, name)
        roots += [(part.node, f"self.{one}") for part in callee.owner.parts for one in kept]
    return any(
        isinstance(loop, (ast.For, ast.comprehension)) and scope.dotted(loop.iter) == place
        for root, place in roots
        for loop in body.below(root)
    )
