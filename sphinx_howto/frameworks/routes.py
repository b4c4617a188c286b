"""The routes of web frameworks: which requests a function answers, as far as its module says it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_howto import definition
from sphinx_howto.frameworks import recognition
from sphinx_howto.frameworks.recognition import Names, Taken

_VERBS = {"get", "post", "put", "delete", "patch", "options", "head", "trace"}
#: Classes of what is put into an application, which may add a prefix.
_PARTS = {"APIRouter", "Blueprint", "Router"}


@dataclass(frozen=True)
class Route:
    """The requests that a function answers.

    methods: in capitals; () where they are not known. path: with the known prefix.
    below: the object whose prefix in the application is not known ("" where nothing is open).
    """

    methods: tuple[str, ...]
    path: str
    below: str

    @property
    def texts(self) -> tuple[str, ...]:
        """``GET /items/{id}`` for each method."""
        return tuple(f"{method} {self.path}" for method in self.methods) or (self.path,)


def of(names: Names, module: definition.Module, one: Taken) -> Route | None:
    """The requests that ``one`` makes its function answer; None where the path is not written out."""
    path = one.given[0] if one.given else one.keyword("path") or one.keyword("rule")
    if not isinstance(path, ast.Constant) or not isinstance(path.value, str):
        return None
    below = ""
    prefix: str | None = ""
    if one.holder is not None:
        prefix, below = _prefix(names, module, one.holder)
    if prefix is None:
        prefix, below = "", ast.unparse(one.holder) if one.holder is not None else ""
    methods = (one.name.upper(),) if one.name in _VERBS else _methods(one)
    return Route(methods, prefix + path.value, below)


def _methods(one: Taken) -> tuple[str, ...]:
    given = one.keyword("methods") or one.keyword("method")
    if given is None:
        return ("GET",)
    if isinstance(given, ast.Constant):
        return (str(given.value).upper(),)
    if isinstance(given, (ast.List, ast.Tuple, ast.Set)):
        return tuple(str(item.value).upper() for item in given.elts if isinstance(item, ast.Constant))
    return ()


def _prefix(names: Names, module: definition.Module, holder: ast.expr) -> tuple[str | None, str]:
    """What a router puts before its paths, and its name where an application may put more before them."""
    found = names.find(names.dotted(module, holder))
    value = getattr(found.node, "value", None) if found is not None else None
    if found is None or not isinstance(value, ast.Call):
        return None, ""
    kind = names.dotted(found.module, value.func).rpartition(".")[2]
    name = ast.unparse(holder)
    own = _text(_word(value, "prefix", "url_prefix"))
    if own is None or kind not in _PARTS:
        return own, name if kind in _PARTS else ""
    outer = {*_included(names, module, found.path), *_included(names, found.module, found.path)}
    first, whole = next(iter(outer), (None, False))
    if len(outer) == 1 and first is not None and whole:
        # The prefix that Flask is given on registration stands for the blueprint's own
        return (first or own) if kind == "Blueprint" else first + own, ""
    return own, name


def _included(names: Names, module: definition.Module, path: str) -> Iterator[tuple[str | None, bool]]:
    """The prefix under which a module includes a router, and whether it does so into an application."""
    for call in ast.walk(module.tree):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute) or not call.args:
            continue
        if call.func.attr not in {"include_router", "register_blueprint", "mount"}:
            continue
        if names.dotted(module, call.args[0]) == path:
            kinds = list(recognition.kinds(names, module, call.func.value))
            whole = any(kind.rpartition(".")[2] in {"FastAPI", "Flask", "Quart"} for kind in kinds)
            yield _text(_word(call, "prefix", "url_prefix")), whole


def _word(call: ast.Call, *names: str) -> ast.expr | None:
    return next((word.value for word in call.keywords if word.arg in names), None)


def _text(node: ast.expr | None) -> str | None:
    """A literal text; "" for nothing, None for what is not written out."""
    if node is None:
        return ""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
