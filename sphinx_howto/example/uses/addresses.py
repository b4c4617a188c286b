"""Rules of use for the parts of an address: the base, the host, and the path behind it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sphinx_howto.example import accesses, names, scope
from sphinx_howto.example.shape import of
from sphinx_howto.example.usage import Study, Vote
from sphinx_howto.example.uses import asking, places

BASE, HOST, PATH = "url-text", "host-name", "url-path"
# Packages whose functions take an address, and methods that do so whatever has them
_CLIENTS = ("requests", "httpx", "urllib", "aiohttp", "urllib3", "curl_cffi", "cloudscraper")
_OPENING = frozenset(["urlopen", "urlretrieve", "ws_connect", "goto"])


def formatted(node: ast.expr, holder: ast.FormattedValue, study: Study) -> Iterator[Vote]:
    """A part of an f-string, by what stands before it and where the whole goes."""
    whole = study.parent(holder)
    if not isinstance(whole, ast.JoinedStr):
        return
    yield from _specified(holder.format_spec)
    yield from asking.within(whole, study)
    at = whole.values.index(holder)
    before = whole.values[at - 1] if at else None
    after = places.text_of(whole.values[at + 1]) if at + 1 < len(whole.values) else ""
    if places.text_of(before).endswith("://") if before is not None else False:
        # A port says that the server may well be one's own
        yield from [Vote(of(HOST), 3)] if not after.startswith(":") else []
    elif is_address(whole, study):
        yield from _part(node, before, after)


def _specified(spec: ast.expr | None) -> Iterator[Vote]:
    """A number, by the letter that says how it is written."""
    written = "".join(places.text_of(one) for one in spec.values) if isinstance(spec, ast.JoinedStr) else ""
    kind = {"f": "float", "%": "float", "e": "float", "g": "float", "d": "int", "x": "int", ",": "int"}
    if written[-1:] in kind:
        yield Vote(of(kind[written[-1]]), 3)


def added(node: ast.expr, holder: ast.BinOp, study: Study) -> Iterator[Vote]:
    """``base + path``, by where the sum goes."""
    if not is_address(holder, study):
        return
    if holder.left is node:
        yield from _part(node, None, places.text_of(holder.right) or "/")
        return
    left = holder.left.right if isinstance(holder.left, ast.BinOp) else holder.left
    yield from _part(node, left, "")


def _part(node: ast.expr, before: ast.expr | None, after: str) -> Iterator[Vote]:
    """What a part of an address is behind ``before`` (None at the beginning) and in front of ``after``."""
    name = scope.dotted(node).rpartition(".")[2]
    if before is None:
        yield Vote(of(BASE), 5)
    elif {"scheme", "protocol"} & {*scope.dotted(before).lower().split("_")}:
        yield Vote(of(HOST), 5)
    elif not isinstance(before, ast.Constant):
        yield Vote(of(PATH), 5)
    elif places.text_of(before).endswith("/") and names.kind(name) in ("path", "folder"):
        yield Vote(of("url-segment"), 5)


def is_address(node: ast.expr, study: Study) -> bool:
    """Whether a text that is put together is requested, or kept under a name that says so."""
    holder = study.parent(node)
    while isinstance(holder, ast.BinOp):
        node, holder = holder, study.parent(holder)
    if isinstance(holder, (ast.Assign, ast.AnnAssign, ast.NamedExpr)):
        targets = holder.targets if isinstance(holder, ast.Assign) else [holder.target]
        return any(_says_so(target) for target in targets)
    if isinstance(holder, ast.keyword):
        return holder.arg in ("url", "uri", "endpoint", "base_url")
    return isinstance(holder, ast.Call) and node in holder.args[:2] and _requests(holder, study)


def _says_so(target: ast.expr) -> bool:
    name = scope.dotted(target).rpartition(".")[2].lower()
    return name.endswith(("url", "uri", "endpoint"))


def _requests(call: ast.Call, study: Study) -> bool:
    path = scope.canonical(call.func, study.callee.module)
    name = getattr(call.func, "attr", "")
    if path.partition(".")[0] in _CLIENTS or name in _OPENING:
        return True
    return name in accesses.VERBS and accesses.is_request(call)
