"""Labels from identifiers: short noun phrases, never a claim about behaviour."""

from __future__ import annotations

import ast
import re

from sphinx_howto import options

_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+\d*|[A-Z]+\d*|\d+")
ACRONYMS = {
    "api",
    "url",
    "urls",
    "uri",
    "id",
    "ids",
    "http",
    "https",
    "json",
    "xml",
    "html",
    "csv",
    "sql",
    "ip",
    "tcp",
    "udp",
    "ssl",
    "tls",
    "dns",
    "utf",
    "ascii",
    "io",
    "os",
    "cpu",
    "ui",
    "db",
    "uuid",
    "pdf",
    "yaml",
    "toml",
    "ftp",
    "smtp",
    "imap",
    "css",
    "cls",
    "eof",
    "uid",
    "gid",
    "pid",
    "ttl",
    "md5",
    "sha",
    "crc",
    "bom",
    "crlf",
    "acl",
    "cli",
    "gzip",
    "rgb",
    "hls",
    "hsv",
    "yiq",
    "mime",
    "tz",
    "utc",
    "ast",
}
#: Verbs and fillers that say nothing at the beginning of a label.
_LEADING = {
    "get",
    "do",
    "handle",
    "process",
    "manage",
    "perform",
    "make",
    "set",
    "is",
    "has",
    "to",
    "on",
    "the",
    "my",
    "new",
    "tmp",
    "temp",
    "cur",
    "current",
}


def split(name: str) -> list[str]:
    """The words of an identifier: ``_maxRetries2`` -> ``["max", "retries", "2"]``."""
    return [word.lower() for word in _WORD.findall(name)]


def label(name: str) -> str:
    """An identifier as a label: ``base_url`` -> ``Base URL``; "" if it is too short or vague."""
    parts = split(name)
    while len(parts) > 1 and parts[0] in _LEADING:
        parts = parts[1:]
    if (
        not parts
        or (all(len(part) < 3 for part in parts)
        and parts[-1] not in ACRONYMS)
        or parts[0] in _LEADING
    ):
        return ""
    if any(part in options.VAGUE_TERMS for part in parts[:4]):
        return ""
    shown = [part.upper() if part in ACRONYMS else part for part in parts[:4]]
    return shown[0][:1].upper() + shown[0][1:] + "".join(f" {part}" for part in shown[1:])


def nouns(node: ast.expr | None) -> tuple[str, ...]:
    """Label candidates from what an expression names, best first."""
    if isinstance(node, ast.Name):
        return () if node.id in {"self", "cls", "super"} else _some(label(node.id))
    if isinstance(node, ast.Attribute):
        return _some(label(node.attr)) or nouns(node.value)
    if isinstance(node, ast.Subscript):
        if isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str):
            return (*_some(label(node.slice.value)), *nouns(node.value))
        return nouns(node.value)
    if isinstance(node, ast.Call):
        return call_nouns(node)
    if isinstance(node, (ast.Tuple, ast.List)):
        return tuple(noun for item in node.elts for noun in nouns(item))
    if isinstance(node, ast.Starred):
        return nouns(node.value)
    if isinstance(node, ast.Await):
        return nouns(node.value)
    return ()


def call_nouns(call: ast.Call) -> tuple[str, ...]:
    """Label candidates from a callee and its receiver."""
    found = nouns(call.func)
    if isinstance(call.func, ast.Attribute):
        receiver = nouns(call.func.value)
        if len(split(call.func.attr)) == 1:
            return (*receiver, *found)
        return (*found, *receiver)
    return found


def test_nouns(test: ast.expr) -> tuple[str, ...]:
    """Label candidates from the first thing that a condition names."""
    if isinstance(test, ast.UnaryOp):
        return test_nouns(test.operand)
    if isinstance(test, ast.BoolOp):
        return tuple(noun for value in test.values for noun in test_nouns(value))
    if isinstance(test, ast.Compare):
        return (*nouns(test.left), *(noun for item in test.comparators for noun in nouns(item)))
    if isinstance(test, ast.Call) and test.args and isinstance(test.func, ast.Name):
        return (*nouns(test.args[0]), *nouns(test.func))
    if isinstance(test, ast.NamedExpr):
        return nouns(test.target)
    return nouns(test)


def iterable_nouns(node: ast.expr) -> tuple[str, ...]:
    """Label candidates from what a loop goes through."""
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Name) and node.args:
            return iterable_nouns(node.args[0])
        if isinstance(node.func, ast.Attribute) and node.func.attr in {"items", "keys", "values", "copy"}:
            return iterable_nouns(node.func.value)
    return nouns(node)


def _some(text: str) -> tuple[str, ...]:
    return (text,) if text else ()
