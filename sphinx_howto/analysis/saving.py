"""Files that a path alone proves: ``x.save(os.path.join(folder, name))`` of an unknown ``x``."""

from __future__ import annotations

import ast
import re

from sphinx_howto import phrasebook, phrasebooks
from sphinx_howto.analysis.scope import FunctionScope

_METHODS = {"save", "savefig"}
_JOINED = {"os.path.join", "os.path.abspath", "pathlib.Path"}
_ENDING = re.compile(r"[\w}]\.[A-Za-z]\w{1,4}$")
#: The row that says what such a call writes.
_LIKE = "PIL.Image.Image.save"


def match(scope: FunctionScope, call: ast.Call, awaited: bool) -> phrasebook.Match | None:
    """The row for an unknown object that is saved to what is made as a path; None for anything else."""
    func = call.func
    if not isinstance(func, ast.Attribute) or func.attr not in _METHODS or not call.args:
        return None
    if scope.dotted(func) is not None or scope.is_receiver(func.value):
        return None
    if scope.type_of(func.value) is not None or not _is_path(scope, call.args[0]):
        return None
    plain = ast.Call(func, call.args[:1], [])
    return phrasebooks.match(scope.module.context.phrases, _LIKE, plain, awaited)


def _is_path(scope: FunctionScope, node: ast.expr) -> bool:
    """Whether an expression is a path by its making: joined, a ``Path``, a text that ends as a file name."""
    found = scope.type_of(node)
    if found is not None and found.name == "pathlib.Path":
        return True
    if isinstance(node, ast.Call):
        return scope.dotted(node.func) in _JOINED
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and _ENDING.search(node.value) is not None
    if isinstance(node, ast.JoinedStr) and node.values:
        last = node.values[-1]
        text = last.value if isinstance(last, ast.Constant) else ""
        return isinstance(text, str) and _ENDING.search("}" + text) is not None
    if isinstance(node, ast.Name) and node.id not in scope.parameters:
        bound = scope.bindings.get(node.id, ())
        value = bound[0][0] if len(bound) == 1 else None
        return value is not None and not isinstance(value, ast.Name) and _is_path(scope, value)
    return False
