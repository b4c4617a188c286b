"""Values that look like credentials are never shown."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache

from sphinx_howto.analysis import code as quoting

_NAME = re.compile(r"password|passwd|secret|token|api_?key|credential|authorization", re.IGNORECASE)
HIDDEN = '"…"'
#: ``password="…"`` and ``"api_key": "…"`` inside longer code, however short the text is.
_GIVEN = re.compile(r'(\w*(?:password|passwd|secret|api_?key)"?\s*[=:]\s*)"[^"]{4,}"', re.IGNORECASE)
#: What looks like a credential whatever its name: keys of known services, tokens of bots, JSON web tokens.
_KNOWN = re.compile(
    r"\b(?:sk|pk|rk)-[\w-]{10,}|\bgh[pousr]_\w{20,}|\bAIza[\w-]{30,}|\bxox[abp]-[\w-]{10,}|\bAKIA[A-Z0-9]{12,}"
    r"|\b\d{8,10}:[\w-]{30,}|\beyJ[\w-]{10,}\.[\w-]{10,}(?:\.[\w-]*)?|(?<=://)[^\s:/@\"']+:[^\s/@\"'{}]+(?=@)"
)


def is_secret(name: str) -> bool:
    """Whether a name speaks of a credential."""
    return _NAME.search(name) is not None


def hidden(text: str, tree: ast.Module) -> str:
    """``text``, quoted from ``tree``, without the literals that a name there calls a credential."""
    for literal in _credentials(tree):
        text = text.replace(literal, HIDDEN)
    return masked(_GIVEN.sub(rf"\1{HIDDEN}", text))


def masked(text: str) -> str:
    """``text`` without what looks like the key of a service, under whatever name."""
    return _KNOWN.sub("…", text)


def hidden_for(name: str, node: ast.expr) -> str | None:
    """The replacement for the value of ``name``, or None when it may be shown."""
    is_hidden = is_secret(name) and _is_text(node, _SHORT if _CERTAIN.search(name) else _LONG)
    return HIDDEN if is_hidden else None


@lru_cache(maxsize=32)
def _credentials(tree: ast.Module) -> tuple[str, ...]:
    """The sources of the literals of a module that are a credential somewhere in it, longest first."""
    named = ((name, value) for node in ast.walk(tree) for name, value in _named(node))
    found = {quoting.source(value) for name, value in named if is_secret(name) and _is_text(value)}
    return tuple(sorted(found, key=lambda literal: (-len(literal), literal)))


def _named(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """(name, value) of what ``node`` assigns, passes, stores, defaults to or compares under a name."""
    if isinstance(node, ast.Assign):
        yield from ((quoting.source(target), part) for target in node.targets for part in _parts(node.value))
    elif isinstance(node, (ast.AnnAssign, ast.AugAssign, ast.NamedExpr)):
        yield from ((quoting.source(node.target), part) for part in _parts(node.value))
    elif isinstance(node, ast.keyword):
        yield from ((node.arg or "", part) for part in _parts(node.value))
    elif isinstance(node, ast.Dict):
        pairs = zip(node.keys, node.values, strict=True)
        yield from ((quoting.source(key), value) for key, value in pairs if key is not None)
    elif isinstance(node, ast.Compare):
        # A word without digits is rather a kind of token than a credential
        sides = [node.left, *node.comparators]
        yield from (
            (quoting.source(other), side)
            for other in sides
            for side in sides
            if other is not side and re.search(r"\d", quoting.source(side))
        )
    elif isinstance(node, ast.BoolOp):
        # ``token or "…"``: what stands in for a credential is one
        texts = [value for value in node.values if _is_text(value)]
        yield from (
            (quoting.source(value), text) for value in node.values for text in texts if value is not text
        )
    elif isinstance(node, ast.Call):
        yield from _passed(node)
    elif isinstance(node, ast.arguments):
        positional = [*node.posonlyargs, *node.args]
        defaults = [*zip(reversed(positional), reversed(node.defaults), strict=False)]
        defaults += [
            (item, value) for item, value in zip(node.kwonlyargs, node.kw_defaults, strict=True) if value
        ]
        yield from ((item.arg, value) for item, value in defaults)


def _passed(call: ast.Call) -> Iterator[tuple[str, ast.expr]]:
    """The default beside a key (``environ.get("API_KEY", "…")``), the password of ``login(user, "…")``."""
    if len(call.args) < 2:
        return
    first, second = call.args[:2]
    if isinstance(first, ast.Constant) and isinstance(first.value, str):
        yield first.value, second
    callee = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if _LOGIN.search(callee):
        yield "password", second


_LOGIN = re.compile(r"(?:^|_)(?:login|log_in|signin|sign_in|authenticate|BasicAuth)$|Auth$")


def _parts(node: ast.expr | None) -> list[ast.expr]:
    """A value and what ``x or "…"`` or a tuple hold."""
    if isinstance(node, ast.BoolOp):
        return node.values
    if isinstance(node, (ast.Tuple, ast.List)):
        return node.elts
    return [node] if node is not None else []


#: A token or an authorization may be a kind of thing; what is called a password is one, however short.
_CERTAIN = re.compile(r"password|passwd|secret|api_?key|credential", re.IGNORECASE)
_SHORT, _LONG = 4, 8


#: An address, or a path of one: where a token is asked for is public. A part of 16 and more letters with
#: digits among them, a query or a user's name in it may be a credential again.
_ADDRESS = re.compile(r"(?:(?:https?|wss?)://[^\s/@?]+(?::\d+)?)?(?:/(?!(?=\w*\d)[\w-]{16,})[\w.~{}-]*)*")


def _is_text(node: ast.expr, shortest: int = _LONG) -> bool:
    # Placeholders and header names are short words with no digit; a credential is longer
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return False
    return len(node.value) >= shortest and _ADDRESS.fullmatch(node.value) is None
