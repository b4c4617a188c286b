"""Values that look like credentials are never shown."""

from __future__ import annotations

import ast
import re

_NAME = re.compile(r"password|passwd|secret|token|api_?key|credential", re.IGNORECASE)
HIDDEN = '"…"'


def is_secret(name: str) -> bool:
    """Whether a name speaks of a credential."""
    return _NAME.search(name) is not None


def hidden(text: str, node: ast.expr) -> str:
    """``text`` of ``node`` with the literal values of keywords that name credentials replaced."""
    if not _NAME.search(text):
        return text
    for item in ast.walk(node):
        if isinstance(item, ast.keyword) and item.arg and is_secret(item.arg) and _is_text(item.value):
            text = re.sub(rf"\b{item.arg}=(['\"]).*?\1", f"{item.arg}={HIDDEN}", text)
    return text


def hidden_for(name: str, node: ast.expr) -> str | None:
    """The replacement for the value of ``name``, or None when it may be shown."""
    return HIDDEN if is_secret(name) and _is_text(node) else None


def _is_text(node: ast.expr) -> bool:
    # Placeholders and header names are short words with no digit; a credential is longer
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) >= 8
