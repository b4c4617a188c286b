"""Calls that run the function that they are given: at once, or in another thread, process or task."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from sphinx_howto.analysis.scope import FunctionScope

#: Callee -> where the function stands among its arguments, and by which keyword.
_RUNNERS: Mapping[str, tuple[int, str]] = {
    "asyncio.to_thread": (0, ""),
    "anyio.to_thread.run_sync": (0, ""),
    "trio.to_thread.run_sync": (0, ""),
    "starlette.concurrency.run_in_threadpool": (0, ""),
    "fastapi.concurrency.run_in_threadpool": (0, ""),
    "threading.Thread": (1, "target"),
    "threading.Timer": (1, "function"),
    "multiprocessing.Process": (1, "target"),
    "atexit.register": (0, ""),
}
#: Those that are given the arguments as a tuple behind the function.
_TUPLED = {"threading.Timer", "apply_async", "apply"}
#: The same for methods, by their names alone.
_METHODS: Mapping[str, int] = {
    "run_in_executor": 1, "submit": 0, "apply_async": 0, "call_later": 1, "call_soon": 0,
    "call_soon_threadsafe": 0,
}  # fmt: skip
#: Methods of pools that call it with what they find, which no argument says.
_OPEN = {"map", "imap", "imap_unordered", "starmap", "starmap_async", "map_async"}
#: Functions that call what they are given before they return, or when their result is gone through.
_AT_ONCE = {
    "map", "filter", "sorted", "min", "max", "functools.reduce", "re.sub", "itertools.takewhile",
    "itertools.dropwhile", "itertools.groupby",
}  # fmt: skip


def way(scope: FunctionScope, call: ast.Call) -> str:
    """``call``, ``apart`` or ``handed``: how a call runs a function that it is given."""
    path = scope.dotted(call.func) or ""
    if path in _AT_ONCE or path in {"asyncio.to_thread", "anyio.to_thread.run_sync"}:
        return "call"
    if isinstance(call.func, ast.Attribute) and call.func.attr in _OPEN and path not in _AT_ONCE:
        return "apart"
    return "apart" if run(scope, call) is not None else "handed"


def run(scope: FunctionScope, call: ast.Call) -> ast.Call | None:
    """``to_thread(requests.get, url)`` as the call ``requests.get(url)``; None for other calls."""
    index, keyword = _place(scope, call)
    if index < 0 or any(isinstance(item, ast.Starred) for item in call.args[: index + 1]):
        return None
    named = {item.arg: item.value for item in call.keywords}
    function = named.get(keyword) if keyword in named else None
    rest: list[ast.expr] = []
    if function is None and len(call.args) > index:
        function, rest = call.args[index], call.args[index + 1 :]
    if function is None:
        return None
    words = call.keywords
    is_tupled = (scope.dotted(call.func) or getattr(call.func, "attr", "")) in _TUPLED
    if keyword or is_tupled:
        # ``Thread(target=f, args=(url,))``
        given = named.get("args", rest[0] if rest and is_tupled else None)
        if given is not None and not isinstance(given, (ast.Tuple, ast.List)):
            return None
        rest = list(given.elts) if isinstance(given, (ast.Tuple, ast.List)) else []
        words = _words(named.get("kwargs"))
    inner = function if isinstance(function, ast.Call) else None
    if inner is not None and scope.dotted(inner.func) == "functools.partial" and inner.args:
        words = [*inner.keywords, *words]
        function, rest = inner.args[0], [*inner.args[1:], *rest]
    return ast.copy_location(ast.Call(function, rest, words), call)


def _words(given: ast.expr | None) -> list[ast.keyword]:
    """The keywords that ``kwargs={"name": value}`` gives."""
    if not isinstance(given, ast.Dict):
        return []
    pairs = zip(given.keys, given.values, strict=True)
    return [ast.keyword(str(key.value), value) for key, value in pairs if isinstance(key, ast.Constant)]


def _place(scope: FunctionScope, call: ast.Call) -> tuple[int, str]:
    found = _RUNNERS.get(scope.dotted(call.func) or "")
    if found is not None:
        return found
    if isinstance(call.func, ast.Attribute) and call.func.attr in _METHODS:
        return _METHODS[call.func.attr], ""
    return -1, ""
