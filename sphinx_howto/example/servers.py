"""Addresses that stand for the reader's own server are explained where the code talks to one."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from functools import lru_cache

from sphinx_howto.catalogue import gettext
from sphinx_howto.example import body, scope, surroundings
from sphinx_howto.example.callee import Callee
from sphinx_howto.example.signatures import Parameter
from sphinx_howto.example.value import Value

# Libraries that open connections
NETWORK = (
    "requests",
    "httpx",
    "aiohttp",
    "urllib3",
    "urllib.request",
    "http.client",
    "socket",
    "smtplib",
    "ftplib",
    "websockets",
    "redis",
    "pymongo",
    "psycopg",
)
LOCAL, REMOTE = '"localhost"', '"https://example.com"'
# Words in names of addresses that others are made from
_BASES = frozenset(["base", "server", "host", "endpoint", "api", "webhook", "instance", "root"])


def told(value: Value, parameter: Parameter, callee: Callee) -> Value:
    """``value`` with a comment if it is a made-up address of a server that the code opens connections to."""
    if value.code not in (LOCAL, REMOTE) or value.note or not _connects(callee):
        return value
    if callee.node is not None and _is_within(callee.node, parameter.name):
        return value
    if value.code == REMOTE and not _is_base(parameter.name, callee):
        # A page of any site will do
        return value
    note = gettext("Put the address of your server in place of {address}").format(address=value.code)
    return replace(value, note=note)


def _is_base(name: str, callee: Callee) -> bool:
    """Whether further addresses are made from the one called ``name``: by its name, or by what is added."""
    if _BASES & {*name.lower().split("_")} or callee.node is None:
        return True
    roots: list[tuple[ast.AST, str]] = [(callee.node, name)]
    if callee.owner is not None:
        kept = surroundings.kept_as(callee.node, name)
        roots += [(part.node, f"self.{one}") for part in callee.owner.parts for one in kept]
    return any(_is_begun(node, root) for root, place in roots for node in body.loads(root, place))


def _is_begun(node: ast.expr, root: ast.AST) -> bool:
    """Whether a longer text begins with ``node``."""
    holder = body.parents(root).get(node)
    if isinstance(holder, ast.Attribute) and holder.attr in ("rstrip", "strip"):
        call = body.parents(root).get(holder)
        return isinstance(call, ast.Call) and _is_begun(call, root)
    if isinstance(holder, ast.FormattedValue):
        whole = body.parents(root).get(holder)
        return isinstance(whole, ast.JoinedStr) and whole.values[0] is holder and len(whole.values) > 1
    if isinstance(holder, ast.Call):
        return scope.dotted(holder.func).endswith("urljoin") and holder.args[:1] == [node]
    return isinstance(holder, ast.BinOp) and holder.left is node


@lru_cache(maxsize=2048)
def _is_within(node: ast.AST, name: str) -> bool:
    """Whether the name is only a part of an address behind its beginning, or of what is sent."""
    read = body.loads(node, name)
    return bool(read) and all(_is_sent(one, node) for one in read)


# What goes with a request, and functions that write a text in another way
_WITH_REQUEST = frozenset(["params", "json", "data", "headers", "cookies", "content"])
_WRITING = frozenset(["quote", "quote_plus", "urlencode", "str", "strip", "encode", "b64encode", "dumps"])


def _is_sent(node: ast.expr, root: ast.AST) -> bool:
    """Whether ``node`` stands behind a fixed host, or in the parameters or the body of a request."""
    one: ast.AST = node
    while True:
        holder = body.parents(root).get(one)
        if isinstance(holder, ast.JoinedStr) and isinstance(one, ast.FormattedValue):
            return _is_behind(holder, one)
        if isinstance(holder, ast.keyword):
            return holder.arg in _WITH_REQUEST
        if isinstance(holder, ast.BinOp) and holder.right is one:
            return _is_fixed(_beginning(holder.left))
        is_written = isinstance(holder, ast.Call) and _last(holder.func) in _WRITING
        if not is_written and not isinstance(holder, (ast.FormattedValue, ast.Dict, ast.List, ast.Attribute)):
            return isinstance(holder, ast.Assign) and isinstance(holder.value, ast.Dict)
        one = holder  # type: ignore[assignment]


def _last(node: ast.expr) -> str:
    return getattr(node, "attr", "") or getattr(node, "id", "")


def _beginning(node: ast.expr) -> str:
    """The text that a sum of texts begins with, or ``""``."""
    while isinstance(node, ast.BinOp):
        node = node.left
    return str(node.value) if isinstance(node, ast.Constant) else ""


def _is_fixed(before: str) -> bool:
    return re.match(r"https?://[^/]+/", before) is not None or before.endswith("=")


def _is_behind(whole: ast.JoinedStr, part: ast.FormattedValue) -> bool:
    """Whether a part stands behind a fixed host, or is the value of a name in the query."""
    at = whole.values.index(part)
    return _is_fixed("".join(str(one.value) for one in whole.values[:at] if isinstance(one, ast.Constant)))


def _connects(callee: Callee) -> bool:
    paths = scope.imported(callee.module).values()
    return any(path == name or path.startswith(f"{name}.") for path in paths for name in NETWORK)
