"""What a call gives for each parameter of the function that it calls, as far as the source proves it."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from sphinx_howto.analysis import linearisation, members, raising, signatures
from sphinx_howto.analysis.scope import ClassScope, FunctionScope

_NEVER_NONE = (
    ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp, ast.JoinedStr, ast.Lambda,
)  # fmt: skip


@dataclass(frozen=True)
class Argument:
    """What a call gives for a parameter.

    node: the expression in the caller, None for a default. constant: whether ``value`` is its value.
    made: the class whose constructor makes it. is_object: it is an object other than None.
    """

    node: ast.expr | None
    constant: bool = False
    value: object = None
    made: ClassScope | None = None
    is_object: bool = False


#: Parameter -> what is given for it.
Given = Mapping[str, Argument]


def bound(scope: FunctionScope, call: ast.Call, callee: members.Member) -> Given:
    """What the call or the default gives for each parameter; {} where that is not sure."""
    if not raising.plain_decorators(callee.scope, callee.node) or _is_unbound(scope, call, callee):
        return {}
    every = signatures.parameters(callee.scope, callee.node)
    positional = [item.name for item in every if item.kind.startswith("positional")]
    sure = not any(isinstance(item, ast.Starred) for item in call.args)
    named = {word.arg: word.value for word in call.keywords if word.arg is not None}
    found: dict[str, Argument] = {}
    if sure:
        found.update(
            {name: _argument(scope, value) for name, value in zip(positional, call.args, strict=False)}
        )
    found.update({name: _argument(scope, value) for name, value in named.items()})
    if sure and all(word.arg is not None for word in call.keywords):
        for item in every:
            if item.default is not None and item.name not in found:
                found[item.name] = constant(callee.scope, item.default, None)
    return found


def _is_unbound(scope: FunctionScope, call: ast.Call, callee: members.Member) -> bool:
    """``Class.method(instance, ...)``, whose first argument is the receiver."""
    return (
        callee.role != "creation"
        and callee.scope.receiver is not None
        and scope.dotted(call.func) is not None
        and signatures.kind(callee.scope, callee.node) != "class method"
    )


def _argument(scope: FunctionScope, node: ast.expr) -> Argument:
    if isinstance(node, _NEVER_NONE):
        return Argument(node, is_object=True)
    target = scope.target_of(node) if isinstance(node, ast.Call) else None
    if target is not None and isinstance(target.node, ast.ClassDef):
        made = scope.module.context.module(target.module).class_scope(target.node)
        plain = not any("__new__" in linearisation.names(item) for item in linearisation.certain(made))
        return Argument(node, made=made if plain else None, is_object=plain)
    return constant(scope, node, node)


def constant(scope: FunctionScope, node: ast.expr, shown: ast.expr | None) -> Argument:
    """The value of an expression of constants, shown as ``shown``; an argument without a value otherwise."""
    try:
        return Argument(shown, True, scope.value(node))
    except ValueError:
        return Argument(shown)
