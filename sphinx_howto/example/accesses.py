"""How a body reaches into a value: attributes that it reads, methods that it calls, blocks that it enters."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sphinx_howto.example import body, scope

HANDED_ON = -2


@dataclass(frozen=True, slots=True, order=True)
class Access:
    """One reach: a name, and with how many positional arguments it is called.

    given: -1 where it is only read, ``HANDED_ON`` where another call takes it: a method may be meant.

    name: of the attribute or method; "with" or "async|with" where the value itself is entered; "|url" stands
        behind the name of a method that is given an address or what goes with a request.
    """

    name: str
    given: int = -1
    awaited: bool = False


@lru_cache(maxsize=4096)
def of(root: ast.AST, place: str) -> frozenset[Access]:
    """Every access below ``root`` to ``place``: a name, or an attribute of a name."""
    parents = body.parents(root)
    found = (_access(node, parents) for node in body.loads(root, place))
    return frozenset(one for one in found if one is not None)


def _access(node: ast.expr, parents: Mapping[ast.AST, ast.AST]) -> Access | None:
    holder = parents.get(node)
    if isinstance(holder, ast.withitem):
        return Access("async|with" if isinstance(parents.get(holder), ast.AsyncWith) else "with")
    if not isinstance(holder, ast.Attribute):
        return None
    call = parents.get(holder)
    if not isinstance(call, ast.Call) or call.func is not holder:
        return Access(holder.attr, HANDED_ON if isinstance(call, (ast.Call, ast.keyword)) else -1)
    name = f"{holder.attr}|url" if holder.attr in VERBS and is_request(call) else holder.attr
    return Access(name, len(call.args), isinstance(parents.get(call), ast.Await))


_VERBS = "get post put delete patch head options request"
_KEYWORDS = "timeout params headers json data files allow_redirects stream verify auth cookies proxies"
VERBS, _OF_REQUESTS = frozenset(_VERBS.split()), frozenset(_KEYWORDS.split())


def is_request(call: ast.Call) -> bool:
    """Whether a call by the name of an HTTP method is one: by its keywords, or by an address."""
    if any(word.arg in _OF_REQUESTS for word in call.keywords):
        return True
    return any(is_address(one) for one in call.args[:2])


def is_address(node: ast.expr) -> bool:
    """Whether an expression is the address of a site: a text that begins so, or a name that says it."""
    if isinstance(node, ast.JoinedStr) and node.values:
        node = node.values[0].value if isinstance(node.values[0], ast.FormattedValue) else node.values[0]
    if isinstance(node, ast.BinOp):
        return is_address(node.left)
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and node.value.startswith(("http://", "https://"))
    name = scope.dotted(node).rpartition(".")[2].lower()
    return name.endswith(("url", "uri", "endpoint")) or name in ("base", "link", "host")


# Positional arguments, at least and at most, of methods that other objects have with other ones
_TAKEN: Mapping[str, tuple[int, int]] = {
    **dict.fromkeys(("get", "setdefault", "replace"), (1, 3)),
    **dict.fromkeys(("join", "append", "extend", "add", "remove", "discard"), (1, 1)),
    **dict.fromkeys(("keys", "values", "items", "copy", "clear", "lower", "upper"), (0, 0)),
    **dict.fromkeys(("index", "count", "find"), (1, 3)),
    "insert": (2, 2),
    "update": (0, 1),
}


def bears(kind: type, needed: frozenset[Access]) -> bool:
    """Whether values of a built-in type have all that is reached for."""
    return all(_bears(kind, one) for one in needed)


def _bears(kind: type, one: Access) -> bool:
    if one.name not in dir(kind) or one.awaited:
        return False
    if one.given == -1 and callable(getattr(kind, one.name)):
        # What is read and not called is no method
        return False
    least, most = _TAKEN.get(one.name, (0, one.given))
    return one.given < 0 or least <= one.given <= most
