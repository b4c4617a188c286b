"""The names of exceptions as a reader can look them up: no private alias, no name that Python has too."""

from __future__ import annotations

import ast

from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import raises
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english.phrase import Spans, code


def named(scope: FunctionScope, node: ast.expr) -> Spans:
    """An exception class as it is written, or its path where that would mislead."""
    path = scope.dotted(node) or ""
    text = quoting.source(node)
    known = "." in path
    shown = path if known and _misleads(text, path) else text
    return code(shown, path if known else "")


def _misleads(text: str, path: str) -> bool:
    """Whether a name is only known inside its module, or is that of an exception of Python."""
    return not f".{path}".endswith(f".{text}") or raises.is_builtin(text)
