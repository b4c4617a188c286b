"""What a caller writes: the call of a function, the name of an instance, the operator of a special method."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from sphinx_howto import demands, document, prominence
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import kinds, signatures
from sphinx_howto.analysis.scope import ClassScope, FunctionScope
from sphinx_howto.english import secrets
from sphinx_howto.english.phrase import Spans, fill, join

Method = kinds.Method
#: So many calls, or so many names, are listed; the others are counted.
MOST, MOST_NAMES = 8, 15
#: A longer call form shows the required arguments only.
_LONGEST_FORM = 100


def call_form(node: Method, scope: FunctionScope, name: str, required: bool = False) -> str:
    """``name(a, *, b=1)`` as a caller writes it; only the required arguments if asked."""
    shown: list[str] = []
    body = scope.owner.node.body if scope.owner is not None else scope.module.module.tree.body
    needed = demands.parameters(node) | demands.overload(node, body)
    if scope.owner is not None and node.name == "__init__":
        needed |= demands.kept(node, scope.owner.node)
    # What begins with two underscores a library keeps to itself
    every = [item for item in signatures.parameters(scope, node) if not item.name.startswith("__")]
    for item in every:
        if item.kind in {"*", "**"}:
            shown += _rest(item, node, required)
        elif item.name in needed or (required and item.kind == "keyword" and item.default is None):
            shown.append(f"{item.name}={item.name}")
        elif not required or item.default is None:
            if item.kind == "keyword" and not any(one.startswith("*") for one in shown):
                shown.append("*")
            default = quoting.short(item.default, 24) if item.default else ""
            default = secrets.hidden(default, scope.module.module.tree)
            shown.append(f"{item.name}={default}" if default else item.name)
            shown += ["/"] if item.last_positional_only and not required else []
    return f"{name}({', '.join(shown)})"


def _rest(item: signatures.Parameter, node: Method, required: bool) -> list[str]:
    """``*args`` or ``**kwargs``, and the keywords that the function takes out of the latter."""
    keys = [f"{key}={key}" for key in demands.keywords(node)] if item.kind == "**" else []
    return keys if required and item.kind == "**" else [*keys, item.kind + item.name]


def fitting_form(node: Method, scope: FunctionScope, name: str) -> str:
    """The whole call form if it is short, else the one with the required arguments."""
    whole = call_form(node, scope, name)
    return whole if len(whole) <= _LONGEST_FORM else call_form(node, scope, name, required=True)


def listed(items: list[Spans], most: int = MOST) -> Spans:
    """At most ``most`` of a list, and how many more there are."""
    if len(items) <= most:
        return join(items)
    more = fill("{count} more", count=document.Words(str(len(items) - most)))
    return join([*items[:most], more])


def instance_name(scope: ClassScope) -> str:
    """The name for an instance that the example uses, too."""
    return prominence.variable(scope.node.name)


def constructor(scope: ClassScope) -> tuple[ClassScope, Method] | None:
    """The ``__init__`` or ``__new__`` that creation runs, with the class that defines it."""
    for item in scope.lineage():
        for name in ("__init__", "__new__"):
            if name in item.methods:
                return item, item.methods[name]
        if kinds.decorator(item, kinds.DATACLASSES) is not None and item is not scope:
            return None
    return None


def uses(kind: str) -> str:
    """The pattern for a kind of function: what its caller writes."""
    if kind.startswith("asynchronous context"):
        return "use `async with` on {form}"
    if kind.endswith("context manager"):
        return "use {form} in a `with` statement"
    if kind.endswith("asynchronous generator"):
        return "iterate over {form} with `async for`"
    if kind.endswith("generator"):
        return "iterate over {form}"
    if kind.endswith("coroutine"):
        return "await {form}"
    return "call {form}"


#: Pattern for one call -> pattern for several of its kind.
SEVERAL: Mapping[str, str] = {
    "use `async with` on {form}": "use {forms} in an `async with` statement",
    "use {form} in a `with` statement": "use {forms} in a `with` statement",
    "iterate over {form} with `async for`": "iterate asynchronously over {forms}",
    "iterate over {form}": "iterate over {forms}",
    "await {form}": "await {forms}",
    "call {form}": "call {forms}",
}


#: Special method -> what a caller writes; ``{x}`` is the instance, ``{a}`` the first argument.
_OPERATORS: Mapping[str, str] = {
    "__contains__": "{a} in {x}",
    "__len__": "len({x})",
    "__iter__": "for item in {x}",
    "__getitem__": "{x}[{a}]",
    "__setitem__": "{x}[{a}] = {b}",
    "__delitem__": "del {x}[{a}]",
    "__aiter__": "async for item in {x}",
    "__next__": "next({x})",
    "__add__": "{x} + {a}",
    "__sub__": "{x} - {a}",
    "__mul__": "{x} * {a}",
    "__truediv__": "{x} / {a}",
    "__or__": "{x} | {a}",
    "__and__": "{x} & {a}",
    "__lt__": "{x} < {a}",
    "__le__": "{x} <= {a}",
    "__gt__": "{x} > {a}",
    "__ge__": "{x} >= {a}",
    "__matmul__": "{x} @ {a}",
}


def operator(scope: FunctionScope, node: Method, instance: str) -> str:
    """``key in shelf`` for ``__contains__(self, key)``; "" for what is no operator."""
    if node.name == "__call__":
        return call_form(node, scope, instance)
    pattern = _OPERATORS.get(node.name)
    takes = [item.name for item in signatures.parameters(scope, node) if item.kind.startswith("positional")]
    if pattern is None or len(takes) != ("{a}" in pattern) + ("{b}" in pattern):
        return ""
    shown = [name if name not in {"self", instance} else "other" for name in takes] + ["", ""]
    return pattern.format(x=instance, a=shown[0], b=shown[1])


def is_property(scope: FunctionScope, node: Method) -> bool:
    """Whether a method is read like an attribute, as far as its decorators tell by their names."""
    if "property" in signatures.kind(scope, node):
        return True
    last = [ast.unparse(item).rpartition(".")[2].lower() for item in node.decorator_list]
    return any(name.endswith(("property", "attribute")) or name == "reify" for name in last)
