"""The texts that exceptions and log entries carry, as a reader meets them: ``"No such user: {name}"``."""

from __future__ import annotations

import ast
import re

from sphinx_howto.analysis import formatting
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import operands, secrets
from sphinx_howto.english.facts import given
from sphinx_howto.english.phrase import Spans, code

#: Keywords under which an exception takes its text.
_TEXTS = ("message", "detail", "msg", "error", "reason", "description", "error_message", "text")
#: A longer text is cut after its first sentence, or after so many letters.
_LONGEST = 90
#: What colours the text of a terminal, raw or as it is written.
_COLOUR = re.compile(r"(?:\x1b|\\x1b|\\033)\[[0-9;]*m")
#: A text of fewer letters, without its placeholders, says nothing.
_SHORTEST = 4
#: A text of fewer letters says less than a condition of some length.
_POOR = 10


def of_call(scope: FunctionScope, node: ast.expr | None) -> ast.expr | None:
    """The argument of ``ValueError("...")`` that is its text, also through a local; None if it has none."""
    if not isinstance(node, ast.Call):
        return None
    named = {item.arg: item.value for item in node.keywords}
    found = (*node.args, *(named[name] for name in _TEXTS if name in named))
    made = (given.assigned(scope, item) if isinstance(item, ast.Name) else item for item in found)
    return next((item for item in made if item is not None and parts(item)), None)


def shown(scope: FunctionScope, node: ast.expr | None) -> Spans:
    """A text as code in quotes, shortened; () for what is no text, or says nothing without its values."""
    pieces = parts(node) if node is not None else []
    own = "".join(str(item.value) for item in pieces if isinstance(item, ast.Constant))
    if len("".join(filter(str.isalpha, own))) < _SHORTEST:
        return ()
    text = operands.template_text(ast.JoinedStr(pieces))[1:-1].replace("\\n", " ")
    if all(isinstance(item, ast.Constant) for item in pieces):
        text = text.replace("{{", "{").replace("}}", "}")
    text = " ".join(_COLOUR.sub("", text).split())
    return code(secrets.hidden(f'"{_shortened(text)}"', scope.module.module.tree))


def is_poor(node: ast.expr | None) -> bool:
    """Whether a text is little more than the values that are filled in: ``f"status {code}"``."""
    found = parts(node) if node is not None else []
    own = "".join(str(item.value) for item in found if isinstance(item, ast.Constant))
    is_filled = any(not isinstance(item, ast.Constant) for item in found)
    return is_filled and len("".join(filter(str.isalpha, own))) < _POOR


def parts(node: ast.expr) -> list[ast.expr]:
    """The pieces of a text that is a literal, formatted, or joined of such; [] for anything else."""
    if isinstance(node, ast.Constant):
        return [node] if isinstance(node.value, str) else []
    node = formatting.joined(node) or node
    if isinstance(node, ast.JoinedStr):
        return list(node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        first, last = parts(node.left), parts(node.right)
        return [*(first or [_value(node.left)]), *(last or [_value(node.right)])] if first or last else []
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        return parts(node.left)
    return []


def _value(node: ast.expr) -> ast.expr:
    return ast.FormattedValue(node, -1, None)


def _shortened(text: str) -> str:
    """The first sentence of a long text, or its first words."""
    if len(text) <= _LONGEST:
        return text
    head = text.partition(". ")[0]
    if len(head) <= _LONGEST and head.count("{") == head.count("}"):
        return f"{head}."
    cut = text[:_LONGEST].rpartition(" ")[0]
    if cut.count("{") != cut.count("}"):
        cut = cut.rpartition("{")[0].rstrip()
    return f"{cut.rstrip(' ,;:(-')}…"
