"""Addresses that stand for the reader's own server are explained where the code talks to one."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from functools import lru_cache

from sphinx_howto.catalogue import gettext
from sphinx_howto.example import body, scope
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
ADDRESSES = frozenset({'"https://example.com"', '"localhost"'})


def told(value: Value, parameter: Parameter, callee: Callee) -> Value:
    """``value`` with a comment if it is a made-up address in a module that opens connections."""
    if value.code not in ADDRESSES or value.note or not _connects(callee):
        return value
    if callee.node is not None and _is_within(callee.node, parameter.name):
        return value
    note = gettext("Put the address of your server in place of {address}").format(address=value.code)
    return replace(value, note=note)


@lru_cache(maxsize=2048)
def _is_within(node: ast.AST, name: str) -> bool:
    """Whether the name is only a part of an address behind its beginning: the value of a parameter, say."""
    read = body.loads(node, name)
    inner = [
        isinstance(holder, ast.FormattedValue)
        and isinstance(whole := body.parents(node).get(holder), ast.JoinedStr)
        and _is_behind(whole, holder)
        for one in read
        for holder in [body.parents(node).get(one)]
    ]
    return bool(inner) and all(inner)


def _is_behind(whole: ast.JoinedStr, part: ast.FormattedValue) -> bool:
    """Whether a part stands behind a fixed host, or is the value of a name in the query."""
    at = whole.values.index(part)
    before = "".join(str(one.value) for one in whole.values[:at] if isinstance(one, ast.Constant))
    return re.match(r"https?://[^/]+/", before) is not None or before.endswith("=")


def _connects(callee: Callee) -> bool:
    paths = scope.imported(callee.module).values()
    return any(path == name or path.startswith(f"{name}.") for path in paths for name in NETWORK)
