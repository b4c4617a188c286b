"""What a signature and its decorators say: parameters, kind of function, abstractness."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import lasting
from sphinx_howto.analysis.scope import PROPERTIES, FunctionScope, walk_scope

#: Decorators that are said by the kind of the function, or that change nothing for a caller.
SILENT_DECORATORS = PROPERTIES | {
    "staticmethod",
    "classmethod",
    "abc.abstractmethod",
    "functools.wraps",
    "typing.override",
    "typing_extensions.override",
    "abc.abstractclassmethod",
    "abc.abstractstaticmethod",
    "typing.no_type_check",
    "contextlib.contextmanager",
    "contextlib.asynccontextmanager",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter as a caller sees it.

    kind: positional only, positional, keyword, ``*`` or ``**``.
    after_keyword: whether a keyword-only parameter stands before it.
    last_positional_only: whether it is the last before ``/``.
    """

    name: str
    kind: str
    annotation: ast.expr | None
    default: ast.expr | None
    after_keyword: bool = False
    last_positional_only: bool = False


def parameters(scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef) -> tuple[Parameter, ...]:
    """The parameters without the receiver, in order."""
    skip = scope.owner.receiver(node) if scope.owner is not None and scope.parent is None else None
    return tuple(
        item for item in _all(node) if not (item.name == skip and item.kind.startswith("positional"))
    )


def _all(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[Parameter]:
    args = node.args
    positional = [*args.posonlyargs, *args.args]
    defaults = [None] * (len(positional) - len(args.defaults)) + list(args.defaults)
    for index, (item, default) in enumerate(zip(positional, defaults, strict=False)):
        only = index < len(args.posonlyargs)
        yield Parameter(
            item.arg,
            "positional only" if only else "positional",
            item.annotation,
            default,
            last_positional_only=only and index == len(args.posonlyargs) - 1,
        )
    if args.vararg is not None:
        yield Parameter(args.vararg.arg, "*", args.vararg.annotation, None)
    for index, (item, value) in enumerate(zip(args.kwonlyargs, args.kw_defaults, strict=False)):
        yield Parameter(item.arg, "keyword", item.annotation, value, after_keyword=index > 0)
    if args.kwarg is not None:
        yield Parameter(args.kwarg.arg, "**", args.kwarg.annotation, None)


def decorator_paths(scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    """The dotted paths of the decorators that resolve."""
    found = (
        scope.module.dotted(item.func if isinstance(item, ast.Call) else item) for item in node.decorator_list
    )
    return {path for path in found if path}


def is_abstract(scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a decorator makes the method abstract."""
    return any(path.startswith("abc.abstract") for path in decorator_paths(scope, node))


def is_generator(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether the body yields."""
    return lasting.kept(
        "is generator",
        node,
        lambda: any(isinstance(item, (ast.Yield, ast.YieldFrom)) for item in walk_scope(node.body)),
    )


def is_stub(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether the body is only a docstring, ``...`` or ``pass``."""
    return all(
        isinstance(item, ast.Pass) or (isinstance(item, ast.Expr) and isinstance(item.value, ast.Constant))
        for item in quoting.body_of(node)
    )


def kind(scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """The kind of function: coroutine, generator, property, class method ... ("" for an ordinary one)."""
    paths = decorator_paths(scope, node)
    for item in node.decorator_list:
        if isinstance(item, ast.Attribute) and item.attr in {"setter", "deleter"}:
            return item.attr
    if any("cached_property" in path for path in paths):
        return "cached property"
    if paths & PROPERTIES:
        return "abstract property" if is_abstract(scope, node) else "property"
    if "contextlib.contextmanager" in paths:
        return "context manager"
    if "contextlib.asynccontextmanager" in paths:
        return "asynchronous context manager"
    is_async = isinstance(node, ast.AsyncFunctionDef)
    body = (
        ("asynchronous generator" if is_async else "generator")
        if is_generator(node)
        else ("coroutine" if is_async else "")
    )
    binding = (
        "abstract"
        if is_abstract(scope, node)
        else "static"
        if "staticmethod" in paths
        else "class"
        if "classmethod" in paths
        else ""
    )
    if not binding:
        return body
    return f"{binding} {body or 'method'}"
