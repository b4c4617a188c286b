"""The site that a class or module is made for: a page of it stands for the addresses that are requested."""

from __future__ import annotations

import ast
import re
from functools import lru_cache

from sphinx_howto.example import accesses, body, names
from sphinx_howto.example.callee import Callee
from sphinx_howto.example.value import text

_ADDRESS = re.compile(r"https?://(?:www\.)?([\w-]+(?:\.[\w-]+)+)(/[\w./-]*)?")
# Hosts that serve programs, or stand for any host
_OTHERS = re.compile(r"(^|\.)(api|example|localhost|schemas?|w3|googleapis|127)\b")


def own(name: str, callee: Callee) -> str:
    """Source of a page of the one site that the code around ``callee`` names, or ``""``.

    name: of a parameter; it must be an address that ``callee`` requests as it is.
    """
    if callee.node is None or not names.value(name, "str").startswith('"http'):
        return ""
    root = callee.owner.parts[0].node if callee.owner is not None else callee.module.tree
    found = _addresses(root)
    is_one = len({host for host, _ in found}) == 1
    return text(found[0][1]) if is_one and _is_requested(name, callee.node) else ""


@lru_cache(maxsize=512)
def _addresses(root: ast.AST) -> tuple[tuple[str, str], ...]:
    """Hosts and whole addresses of the literals below ``root``, those with a path first."""
    spoken = {
        node.value
        for node in body.below(root)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    found = []
    for node in body.below(root):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in spoken:
            address = _ADDRESS.match(node.value)
            if address is not None and not _OTHERS.search(address[1]):
                found.append((address[1], address[0]))
    return tuple(sorted(found, key=lambda pair: pair[1].count("/") < 4))


def _is_requested(name: str, node: ast.AST) -> bool:
    """Whether a request is made with the very address."""
    for one in body.loads(node, name):
        call = body.parents(node).get(one)
        if isinstance(call, ast.Call) and one in call.args[:2]:
            method = getattr(call.func, "attr", "") or getattr(call.func, "id", "")
            if method in accesses.VERBS or method in ("urlopen", "goto", "fetch", "download", "open_url"):
                return True
    return False
