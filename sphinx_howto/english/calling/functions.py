"""How to call a function or a method, read a property, apply a decorator."""

from __future__ import annotations

import ast

from sphinx_howto import prominence
from sphinx_howto.analysis import signatures, wrappers
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import frameworks as clauses
from sphinx_howto.english import headers
from sphinx_howto.english.calling import forms, frameworks, programs
from sphinx_howto.english.phrase import Spans, code, fill, join, sentence

Method = forms.Method


def tell(scope: FunctionScope, node: Method) -> Spans:
    """``Call `f(a, b=1)`; it returns `T`.`` in the words of the kind of function."""
    called = frameworks.function(scope, node)
    if called:
        return called
    kind = signatures.kind(scope, node)
    name = _qualified(scope, node, kind)
    if forms.is_property(scope, node):
        gives = headers.result(scope, node, "property")
        read = fill("read {name} without parentheses", name=code(name))
        return sentence(fill("{read}; it is of the type {type}", read=read, type=gives) if gives else read)
    if kind in {"setter", "deleter"}:
        message = "assign to {name} to run it" if kind == "setter" else "delete {name} to run it"
        return sentence(fill(message, name=code(name)))
    operation = (
        forms.operator(scope, node, forms.instance_name(scope.owner)) if scope.owner is not None else ""
    )
    if operation:
        return sentence(fill("runs for {use}", use=code(operation)))
    if is_decorator(scope, node):
        above = code(f"@{decorator_form(node, scope, name)}")
        return sentence(fill("decorate a function with {form}", form=above))
    form = code(forms.fitting_form(node, scope, name))
    holder = scope.module.module.tree if scope.owner is None else scope.owner.node
    taker = prominence.callbacks(holder).get(node.name)
    if taker is not None and any(item.default is None for item in signatures.parameters(scope, node)):
        message = (
            "{taker}, to which the module gives it, calls {form}"
            if scope.owner is None
            else "{taker}, to which the class gives it, calls {form}"
        )
        return sentence(fill(message, taker=code(taker), form=form))
    ran = programs.function(scope.module, node.name, form) if scope.owner is None else ()
    return ran or _call(scope, node, kind, form)


def _call(scope: FunctionScope, node: Method, kind: str, form: Spans) -> Spans:
    used = fill(forms.uses(kind), form=form)
    gives = headers.result(scope, node, kind)
    if node.returns is not None and ast.unparse(node.returns).rpartition(".")[2] in {"NoReturn", "Never"}:
        gives = fill("never returns")
    changed = _unknown_decorators(scope, node)
    if changed:
        return sentence(
            fill("without {decorators}, which may change it: {use}", decorators=join(changed), use=used)
        )
    return sentence(fill("{use}; it {gives}", use=used, gives=gives) if gives else used)


def _unknown_decorators(scope: FunctionScope, node: Method) -> list[Spans]:
    """The decorators that may change how the function is called."""
    found = []
    for item in node.decorator_list:
        path = scope.module.dotted(item.func if isinstance(item, ast.Call) else item) or ""
        if path in signatures.SILENT_DECORATORS or path in headers.DECORATORS:
            continue
        if (
            path.rpartition(".")[2] not in headers.DECORATORS
            and wrappers.find(scope, item, node.name) is None
            and not clauses.decorated(scope, node, item)
        ):
            found.append(code(f"@{ast.unparse(item.func if isinstance(item, ast.Call) else item)}"))
    return found


def _qualified(scope: FunctionScope, node: Method, kind: str) -> str:
    if scope.owner is None:
        return node.name
    owner = scope.owner.node.name
    if node.name in {"__init__", "__new__"}:
        return owner
    if kind.startswith(("class", "static")) or scope.owner.receiver(node) is None:
        return f"{owner}.{node.name}"
    return f"{forms.instance_name(scope.owner)}.{node.name}"


def is_decorator(scope: FunctionScope, node: Method) -> bool:
    """Whether a function provably makes a decorator: it returns a wrapper made with ``functools.wraps``."""
    if not isinstance(node, ast.FunctionDef) or scope.owner is not None:
        return False
    inner = _returned_function(node)
    if inner is None:
        return False
    deeper = _returned_function(inner)
    if _wraps(scope, inner) or (deeper is not None and _wraps(scope, deeper)):
        return True
    return passes_on(node) or passes_on(inner)


def passes_on(node: Method) -> bool:
    """Whether a function returns one that calls its only argument with whatever it is given itself."""
    inner = _returned_function(node)
    taken = [item.arg for item in [*node.args.posonlyargs, *node.args.args] if item.arg != "self"]
    if inner is None or len(taken) != 1 or inner.args.vararg is None or inner.args.kwarg is None:
        return False
    called = (item.func for item in ast.walk(inner) if isinstance(item, ast.Call))
    return any(isinstance(func, ast.Name) and func.id == taken[0] for func in called)


def decorator_form(node: Method, scope: FunctionScope, name: str, required: bool = False) -> str:
    """How a decorator is written above what it decorates: bare where it takes that itself.

    required: with the required arguments alone.
    """
    inner = _returned_function(node)
    if inner is not None and (_wraps(scope, inner) or passes_on(node) or _is_applied(node)):
        return name
    if required:
        return forms.call_form(node, scope, name, required=True)
    return forms.fitting_form(node, scope, name)


def _returned_function(node: Method) -> ast.FunctionDef | None:
    """The nested function that the last statement returns, applied to what is decorated or not."""
    last = node.body[-1]
    value = last.value if isinstance(last, ast.Return) else None
    if isinstance(value, ast.Call) and _is_applied(node):
        value = value.func
    if not isinstance(value, ast.Name):
        return None
    found = [item for item in node.body if isinstance(item, ast.FunctionDef) and item.name == value.id]
    return found[0] if len(found) == 1 else None


def _is_applied(node: Method) -> bool:
    """Whether a function ends with ``return decorator(func)`` of its own first parameter."""
    last = node.body[-1]
    value = last.value if isinstance(last, ast.Return) else None
    first = [item.arg for item in [*node.args.posonlyargs, *node.args.args]][:1]
    return (
        isinstance(value, ast.Call)
        and isinstance(value.func, ast.Name)
        and not value.keywords
        and [item.id for item in value.args if isinstance(item, ast.Name)] == first != []
    )


def _wraps(scope: FunctionScope, node: ast.FunctionDef) -> bool:
    return any(
        isinstance(item, ast.Call) and scope.module.dotted(item.func) == "functools.wraps"
        for item in node.decorator_list
    )
