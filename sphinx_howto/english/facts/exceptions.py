"""The names of exceptions as a reader can look them up: no private alias, no name that Python has too."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Mapping

from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import raised_names, raises
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import operands
from sphinx_howto.english.phrase import Spans, code, fill


def named(scope: FunctionScope, node: ast.expr) -> Spans:
    """An exception class as it is written, or its path where that would mislead."""
    path = scope.dotted(node) or ""
    text = quoting.source(node)
    if isinstance(node, ast.Attribute) and scope.is_receiver(node.value):
        return fill("one of {classes}", classes=code(text))
    # A stand-in for an exception that could not be imported is no exception
    known = "." in path and not path.startswith("typing.")
    shown = path if known and _misleads(text, path) else text
    return code(shown, path if known else "")


def raised(item: raises.Raised) -> Spans:
    """The class of an exception that leaves a function."""
    found = status(item)
    if found:
        return fill("{exception} (status {status})", exception=bare(item), status=found)
    return bare(item)


def status(item: raises.Raised) -> Spans:
    """The status with which a server answers then: ``HTTPException(status_code=404)``, ``abort(404)``."""
    scope = item.member.scope
    if item.match is not None:
        given = item.match.arguments.get("code") if item.match.entry.name.endswith("abort") else None
    elif isinstance(item.made, ast.Call):
        named_ = {word.arg: word.value for word in item.made.keywords}
        first = item.made.args[0] if item.made.args and item.dotted.endswith("HTTPException") else None
        given = named_.get("status_code", named_.get("status", first))
    else:
        given = None
    if given is None:
        return ()
    found = _STATUS.search(quoting.source(given))
    if found is not None:
        return code(found[1])
    is_number = isinstance(given, ast.Constant) and isinstance(given.value, int)
    return operands.quote(scope, given) if is_number else ()


#: ``status.HTTP_404_NOT_FOUND``.
_STATUS = re.compile(r"\bHTTP_(\d{3})_")


def bare(item: raises.Raised) -> Spans:
    """The class of an exception alone."""
    if item.match is not None:
        return code(quoting.source(item.exception), item.dotted if "." in item.dotted else "")
    if item.asserted:
        return fill("{exception} (unless Python runs with `-O`)", exception=code("AssertionError"))
    scope = item.member.scope
    if isinstance(item.exception, ast.Name):
        default = raised_names.default(scope, item.exception)
        if default is not None:
            own = code(item.exception.id)
            return fill("{exception} ({default} by default)", exception=own, default=named(scope, default))
    return named(item.member.scope, item.exception)


def resolved(scope: FunctionScope, node: ast.expr) -> ast.expr:
    """An expression with the aliases of exceptions replaced by their paths."""
    found = {
        item.id: path
        for item in ast.walk(node)
        if isinstance(item, ast.Name)
        for path in [scope.dotted(item) or ""]
        if "." in path and _misleads(item.id, path) and raises.is_exception(scope, path)
    }
    return _Named(found).visit(copy.deepcopy(node)) if found else node


class _Named(ast.NodeTransformer):
    def __init__(self, paths: Mapping[str, str]) -> None:
        self._paths = paths

    def visit_Name(self, node: ast.Name) -> ast.expr:
        path = self._paths.get(node.id)
        return ast.copy_location(ast.parse(path, mode="eval").body, node) if path is not None else node


def _misleads(text: str, path: str) -> bool:
    """Whether a name is only known inside its module, or is that of an exception of Python."""
    return not f".{path}".endswith(f".{text}") or raises.is_builtin(text)
