"""What a function touches through functions of the project that it calls."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sphinx_howto import phrasebook
from sphinx_howto.analysis import effects, members, raises
from sphinx_howto.analysis.once import once
from sphinx_howto.analysis.scope import FunctionScope

#: So many calls deep.
_DEPTH = 1
#: Libraries that touch nothing outside of the program. A module that imports only these, and modules of the
#: project, has no effect of its own but what ``open`` and ``print`` do.
_HARMLESS = {
    "__future__", "abc", "array", "ast", "base64", "bisect", "builtins", "collections", "contextlib", "copy",
    "dataclasses", "datetime", "decimal", "difflib", "enum", "fractions", "functools", "hashlib", "heapq",
    "html", "inspect", "itertools", "json", "keyword", "math", "numbers", "operator", "pprint", "random",
    "re", "statistics", "string", "struct", "textwrap", "threading", "time", "traceback", "types", "typing",
    "typing_extensions", "unicodedata", "uuid", "warnings", "weakref", "logging",
}  # fmt: skip
_ENDERS = {"commit", "rollback", "close"}


def kinds(member: members.Member, depth: int = _DEPTH) -> frozenset[phrasebook.Effect]:
    """What a member's body and what it calls can touch."""
    return once(member.scope, f"kinds {depth}", member.node, lambda: frozenset(_kinds(member, depth)))


def _kinds(member: members.Member, depth: int) -> Iterator[phrasebook.Effect]:
    if _may_touch(member):
        for effect in effects.calls(member):
            entry = effect.match.entry
            acts = entry.clause or (effect.entered and entry.enter)
            if acts and entry.name.rpartition(".")[2] not in _ENDERS:
                yield effect.kind
    if depth:
        for callee, *_ in members.called(member):
            yield from kinds(callee, depth - 1)


def _may_touch(member: members.Member) -> bool:
    """Whether a function may have an effect, by what its module imports: cheap to ask before it is read."""
    module = member.scope.module
    own = module.module.name.split(".")[0]
    roots = {path.split(".")[0] for path in (*module.imports.values(), *member.scope.imports.values())}
    return bool(roots - _HARMLESS - {own}) or "open(" in module.module.text


def callees(member: members.Member) -> tuple[members.Member, ...]:
    """The functions of the project that a member calls: by name, on ``super()``, on known objects."""
    return once(member.scope, "callees", member.node, lambda: tuple(_callees(member)))


def _callees(member: members.Member) -> Iterator[members.Member]:
    seen = {id(member.node)}
    for _, node, _ in member.expressions:
        found = _found(member.scope, node) if isinstance(node, ast.Call) else None
        if found is not None and id(found.node) not in seen:
            seen.add(id(found.node))
            yield found


def _found(scope: FunctionScope, call: ast.Call) -> members.Member | None:
    return members.callee(scope, call) or _of_object(scope, call) or _inherited(scope, call)


def _of_object(scope: FunctionScope, call: ast.Call) -> members.Member | None:
    """``client.send()`` where ``client`` is an instance of a class of the project."""
    if not isinstance(call.func, ast.Attribute) or scope.is_receiver(call.func.value):
        return None
    known = scope.type_of(call.func.value)
    if known is None or not scope.same_project(known.name) or "." not in known.name:
        return None
    owner = raises.class_of(scope, known.name)
    method = owner.method(call.func.attr) if owner is not None else None
    if owner is None or method is None:
        return None
    place, node = method
    return members.Member(
        f"{owner.node.name}.{node.name}", "private", FunctionScope(place.module, node, place), node
    )


def _inherited(scope: FunctionScope, call: ast.Call) -> members.Member | None:
    """``super().m()``."""
    func = call.func
    if not isinstance(func, ast.Attribute) or not isinstance(func.value, ast.Call) or scope.owner is None:
        return None
    if scope.dotted(func.value.func) != "super" or func.value.args:
        return None
    for place in scope.owner.lineage():
        node = place.methods.get(func.attr) if place.node is not scope.owner.node else None
        if node is not None:
            name = f"{place.node.name}.{node.name}"
            return members.Member(name, "private", FunctionScope(place.module, node, place), node)
    return None
