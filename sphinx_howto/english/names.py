"""Labels from identifiers: short noun phrases, never a claim about behaviour."""

from __future__ import annotations

import ast
import builtins
import re
from functools import lru_cache

from sphinx_howto import document, options
from sphinx_howto.document import Spans

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
    shown = [_acronym(part) if part in ACRONYMS else part for part in parts[:4]]
    return shown[0][:1].upper() + shown[0][1:] + "".join(f" {part}" for part in shown[1:])


#: Plurals of acronyms; others that end with an s have it in their name.
_PLURALS = frozenset({"ids", "urls", "apis"})


def _acronym(part: str) -> str:
    """``urls`` -> ``URLs``."""
    return f"{part[:-1].upper()}s" if part in _PLURALS else part.upper()


#: A key that is no identifier but the name of a header: ``X-Request-ID``.
_HEADER = re.compile(r"[A-Za-z]+(?:-[A-Za-z0-9]+)+")
#: What an object is named that writes to a log, and its methods.
LOGGERS = re.compile(r"(?:\w*_)?(?:log|logger|logging)", re.IGNORECASE)
_LOGGING = frozenset({"debug", "info", "warning", "warn", "error", "exception", "critical", "log"})
#: Methods that say nothing of what their receiver is.
_MEANS = frozenset(
    {
        "startswith", "endswith", "strip", "lstrip", "rstrip", "lower", "upper", "split", "format", "get",
        "isdigit", "isalpha", "items", "keys", "values",
    }
)  # fmt: skip
#: Modules whose name says less than that of their function, and is seldom that of a variable.
_MODULES = frozenset(
    {
        "os", "sys", "re", "time", "asyncio", "random", "math", "datetime", "shutil", "itertools",
        "functools", "collections", "copy", "io", "struct", "threading", "urllib", "traceback", "contextlib",
        "inspect", "typing", "helpers", "utils",
    }
)  # fmt: skip


def nouns(node: ast.expr | None) -> tuple[str, ...]:
    """Label candidates from what an expression names, best first."""
    if isinstance(node, ast.Name):
        return () if node.id in {"self", "cls", "super"} | _MODULES else _some(label(node.id))
    if isinstance(node, ast.Attribute):
        return _some(label(node.attr)) or nouns(node.value)
    if isinstance(node, ast.Subscript):
        if isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str):
            return _item_nouns(node.slice.value, nouns(node.value))
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


def _item_nouns(key: str, container: tuple[str, ...]) -> tuple[str, ...]:
    if key.isidentifier():
        return (*_some(label(key)), *container)
    if _HEADER.fullmatch(key):
        return (*container, f"{key} header") if "Headers" in container else (*container, key)
    return container


#: Functions and methods whose name says nothing as a label, in lower case.
_NO_NOUNS = frozenset(
    {
        "isinstance", "issubclass", "hasattr", "getattr", "setattr", "any", "all", "len", "listdir", "getenv",
        "makedirs", "mkdir", "isfile", "isdir", "iterrows", "itertuples", "executemany", "raise_for_status",
        "setdefault", "fromkeys", "findall", "sub", "gettempdir", "getcwd", "chdir", "perf_counter",
        "splitlines", "rpartition", "fromtimestamp", "isoformat", "total_seconds", "to_dict", "model_dump",
        "groupdict", "callable", "sorted", "enumerate", "zip", "range", "reversed", "super", "next", "iter",
    }
)  # fmt: skip
#: Verbs at the beginning of the name of a function, before what it acts on.
_VERBS = frozenset(
    {
        "add", "append", "iter", "create", "generate", "build", "fetch", "load", "save", "read", "write",
        "parse", "insert", "remove", "delete", "send", "find", "extract", "compute", "calculate", "convert",
        "format", "init", "initialize", "register", "ensure", "resolve", "raise", "update", "check",
        "validate", "start", "stop", "show", "display", "prepare", "apply",
    }
)  # fmt: skip


def may_be_label(name: str) -> bool:
    """Whether a name in code is more than that of a function of the language."""
    return name.lower() not in _NO_NOUNS


def called(name: str) -> str:
    """The name of a function as a label: what it acts on rather than what it does, ``add_field`` -> Field."""
    if name.lower() in _NO_NOUNS:
        return ""
    parts = split(name)
    rest = label("_".join(parts[1:])) if len(parts) > 1 and parts[0] in _VERBS else ""
    return rest or label(name)


def _callee(node: ast.expr) -> tuple[str, ...]:
    """Label candidates from what is called."""
    if isinstance(node, ast.Attribute):
        own = _some(called(node.attr))
        return own if own or node.attr.lower() in _NO_NOUNS else nouns(node.value)
    return _some(called(node.id)) if isinstance(node, ast.Name) and nouns(node) else nouns(node)


def call_nouns(call: ast.Call) -> tuple[str, ...]:
    """Label candidates from a callee and its receiver; of a built-in function from what it is given."""
    if isinstance(call.func, ast.Name) and callable(getattr(builtins, call.func.id, None)) and call.args:
        named = call.args[1] if call.func.id in {"getattr", "hasattr", "setattr"} and call.args[1:] else None
        if isinstance(named, ast.Constant) and isinstance(named.value, str):
            return _some(label(named.value))
        return nouns(call.args[0]) or _callee(call.func)
    if _is_logging(call.func) or (isinstance(call.func, ast.Name) and call.func.id.startswith("log_")):
        return ("Log",)
    found = _callee(call.func)
    if isinstance(call.func, ast.Attribute):
        receiver = nouns(call.func.value)
        if call.func.attr in _MEANS:
            return receiver
        if len(split(call.func.attr)) == 1:
            return (*receiver, *found)
        return (*found, *receiver)
    return found


def _is_logging(function: ast.expr) -> bool:
    if not isinstance(function, ast.Attribute) or function.attr not in _LOGGING:
        return False
    owner = function.value
    name = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
    return LOGGERS.fullmatch(name) is not None


def in_code(spans: Spans) -> tuple[str, ...]:
    """Label candidates from what is quoted as code."""
    found = [noun for span in spans if isinstance(span, document.Code) for noun in _quoted(span.text)]
    return tuple(dict.fromkeys(found))


#: Exceptions are what a clause may end with, and seldom what it is about.
_EXCEPTION = re.compile(r"[A-Z]\w*(?:Error|Exception|Exit|Interrupt|Warning)$")


@lru_cache(maxsize=1024)
def _quoted(text: str) -> tuple[str, ...]:
    try:
        return () if _EXCEPTION.search(text) else nouns(ast.parse(text, mode="eval").body)
    except (SyntaxError, ValueError):
        return ()


def test_nouns(test: ast.expr) -> tuple[str, ...]:
    """Label candidates from the first thing that a condition names."""
    if isinstance(test, ast.UnaryOp):
        return test_nouns(test.operand)
    if isinstance(test, ast.BoolOp):
        return tuple(noun for value in test.values for noun in test_nouns(value))
    if isinstance(test, ast.Compare):
        return (*nouns(test.left), *(noun for item in test.comparators for noun in nouns(item)))
    if isinstance(test, ast.NamedExpr):
        return nouns(test.target)
    return nouns(test)


def iterable_nouns(node: ast.expr) -> tuple[str, ...]:
    """Label candidates from what a loop goes through."""
    if isinstance(node, ast.BoolOp):
        return iterable_nouns(node.values[0])
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Name) and node.args:
            return iterable_nouns(node.args[0])
        if isinstance(node.func, ast.Attribute) and node.func.attr in {"items", "keys", "values", "copy"}:
            return iterable_nouns(node.func.value)
    return nouns(node)


def _some(text: str) -> tuple[str, ...]:
    return (text,) if text else ()
