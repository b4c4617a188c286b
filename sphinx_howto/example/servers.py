"""Addresses that stand for the reader's own server are explained where the code talks to one."""

from __future__ import annotations

from dataclasses import replace

from sphinx_howto.catalogue import gettext
from sphinx_howto.example import scope
from sphinx_howto.example.callee import Callee
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


def told(value: Value, callee: Callee) -> Value:
    """``value`` with a comment if it is a made-up address in a module that opens connections."""
    if value.code not in ADDRESSES or value.note or not _connects(callee):
        return value
    note = gettext("Put the address of your server in place of {address}").format(address=value.code)
    return replace(value, note=note)


def _connects(callee: Callee) -> bool:
    paths = scope.imported(callee.module).values()
    return any(path == name or path.startswith(f"{name}.") for path in paths for name in NETWORK)
