"""Exceptions that a function catches and does not raise again: what is lost to its callers."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sphinx_howto.analysis import code, effects, falling, logs, members, paths, raises, signatures
from sphinx_howto.analysis.scope import FunctionNode, FunctionScope

#: Handlers for these catch what nobody expected.
BROAD = {"Exception", "BaseException"}
_LOUD = {"network", "database", "process", "file-read", "file-write"}
#: Calls that say nothing about what a ``try`` is for.
_TRIVIAL = re.compile(
    r"^(time\.\w+|random\.\w+|warnings\.\w+|inspect\.\w+|copy\.\w+|contextlib\.\w+|"
    r"asyncio\.(timeout|sleep|Lock|Semaphore)|urllib\.parse\.\w+|os\.path\.\w+|(datetime\.)?(datetime|date)\.(now|utcnow|today|combine|fromtimestamp)|json\.dumps|\w*(Error|"
    r"Exception)|log_\w+|len|str|int|float|bool|list|dict|tuple|set|isinstance|"
    r"getattr|hasattr|print|range|enumerate|sorted|zip|min|max|repr|type|super)$|"
    r"\.(append|extend|insert|pop|get|strip|lower|upper|format|join|split|items|keys|values|log|debug|info|warning|error|exception|"
    r"critical|update|add|startswith|endswith|encode|decode|replace|strftime|isoformat|rstrip|lstrip|title|"
    r"timestamp|isoformat|astimezone|timedelta)$"
)
#: Calls that ask something outside of the program: they are named first, whatever their last name is.
_OUTSIDE = re.compile(
    r"^(requests|httpx|urllib\.request|urllib3|socket|subprocess|shutil|smtplib|ftplib|aiohttp)\.\w+|^open$|"
    r"(session|client|http|api)\.(get|post|put|patch|delete|request|head)$|"
    r"\.(execute|executemany|send|sendall|send_message|connect|urlopen|read_text|write_text|read_bytes|"
    r"write_bytes|unlink|mkdir)$|^os\.(remove|rename|replace|mkdir|makedirs|rmdir|unlink|listdir|kill)$|"
    r"^(urlopen|urlretrieve)$",
    re.IGNORECASE,
)
_LONGEST_NAME = 50


@dataclass(frozen=True)
class Swallowed:
    """A handler that lets nothing out.

    attempt: its ``try``. exceptions: the classes, () for all of them.
    whole: whether the ``try`` is the whole body.
    told: "log", "output", "box" or "".
    text: what it logs or prints, if that is one thing. shows: whether that has the exception in it.
    result: what the function returns then, None if it goes on or that is not known.
    ends: return, stop, continue, break, end, go on, ignore (it has no statement but ``pass``), or "" where
        the handler has several ends.
    cases: what comes first in the handler for some exceptions. minor: it is expected, and nothing is lost.
    instead: the statements of the handler that act, beside what it logs and how it ends, where they are few.
    """

    member: members.Member
    attempt: ast.Try
    exceptions: tuple[ast.expr, ...]
    whole: bool
    told: str
    ends: str
    result: ast.expr | None
    lines: tuple[int, int]
    cases: tuple[Case, ...] = ()
    minor: bool = False
    text: ast.expr | None = None
    shows: bool = False
    instead: tuple[ast.stmt, ...] = ()


@dataclass(frozen=True)
class Case:
    """A test at the begin of a handler, and what the handler ends with if it holds: return, raise, ..."""

    test: ast.expr
    ends: str
    result: ast.expr | None


def of(member: members.Member) -> Iterator[Swallowed]:
    """The handlers of a member that a caller should know of, in source order."""
    for statement, path in member.statements:
        if isinstance(statement, ast.Try) and path.handler is None and not _only_imports(statement):
            for handler in statement.handlers:
                if raises.is_unreachable(member.scope, statement, handler):
                    continue
                found = _handler(member, statement, handler, path)
                if found is not None:
                    yield found


def _only_imports(node: ast.Try) -> bool:
    return all(isinstance(item, (ast.Import, ast.ImportFrom)) for item in node.body)


def _handler(
    member: members.Member, node: ast.Try, handler: ast.ExceptHandler, path: paths.Path
) -> Swallowed | None:
    scope = member.scope
    cases = tuple(_cases(member, handler))
    body = handler.body[len(cases) :] or [ast.copy_location(ast.Pass(), handler)]
    if any(isinstance(item, ast.Raise) for part in body for item in (part, *paths.own_nodes(part))):
        return None
    if _leaves(scope, body):
        return None
    types: Sequence[ast.expr] = ()
    if handler.type is not None:
        types = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    ends, result = _end(member, node, body, path)
    told = _told(scope, body)
    lines = (handler.lineno, handler.end_lineno or handler.lineno)
    return Swallowed(
        member, node, tuple(types), _is_whole(member, node), told, ends, result, lines,
        cases, not told and not _is_worth(scope, node, types), _text(body), _shows(handler, body),
        _instead(body),
    )  # fmt: skip


def _cases(member: members.Member, handler: ast.ExceptHandler) -> Iterator[Case]:
    """The tests that a handler begins with, each of which leaves it by a jump."""
    for item in handler.body[:-1]:
        last = item.body[-1] if isinstance(item, ast.If) and not item.orelse else None
        ends = _JUMPS.get(type(last)) if len(getattr(item, "body", ())) == 1 else None
        if ends is None or not isinstance(item, ast.If):
            return
        if ends == "return" and signatures.is_generator(member.node):
            ends = "end"
        yield Case(item.test, ends, getattr(last, "value", None))


_JUMPS: Mapping[type, str] = {
    ast.Return: "return",
    ast.Raise: "raise",
    ast.Continue: "continue",
    ast.Break: "break",
}


def _leaves(scope: FunctionScope, body: Sequence[ast.stmt]) -> bool:
    """Whether a handler ends with a call that may never return, such as ``sys.exit``."""
    last = body[-1].value if isinstance(body[-1], ast.Expr) else None
    return last is not None and not falling.is_logger(last) and not falling.reaches_end(scope, body)


def _is_worth(scope: FunctionScope, node: ast.Try, types: Sequence[ast.expr]) -> bool:
    """Whether a handler keeps from the caller what nobody expects, or what happened outside."""
    names = [scope.dotted(item) or "" for item in types]
    if not types or BROAD.intersection(names):
        return True
    return any(effect.kind in _LOUD for effect in effects.in_body(scope, node.body))


def _end(
    member: members.Member, node: ast.Try, body: Sequence[ast.stmt], path: paths.Path
) -> tuple[str, ast.expr | None]:
    last = body[-1]
    if any(map(paths.may_jump, body[:-1])) or (paths.may_jump(last) and not isinstance(last, _SIMPLE)):
        return "", None
    if node.finalbody and any(map(paths.may_jump, node.finalbody)):
        return "", None
    if isinstance(last, ast.Return) and last.value is None and not _returns_value(member):
        return ("end" if signatures.is_generator(member.node) else "stop"), None
    if isinstance(last, ast.Return):
        return ("end", None) if signatures.is_generator(member.node) else ("return", last.value)
    if isinstance(last, (ast.Continue, ast.Break)):
        return type(last).__name__.lower(), None
    following = _following(member, node)
    given = _set_in(body, following)
    if given is not None:
        return ("end", None) if signatures.is_generator(member.node) else ("return", given)
    if isinstance(following, ast.Return) and isinstance(following.value, (ast.Constant, type(None))):
        return ("end", None) if signatures.is_generator(member.node) else ("return", following.value)
    is_last = node is member.node.body[-1] and path.loop is None
    if is_last and not signatures.is_generator(member.node) and _returns_value(member):
        return "return", None
    if path.loop is not None and node is getattr(path.loop, "body", [None])[-1]:
        return "continue", None
    return "ignore" if all(isinstance(item, ast.Pass) for item in body) else "go on", None


def _set_in(body: Sequence[ast.stmt], following: ast.stmt | None) -> ast.expr | None:
    """``x = None`` in a handler before ``return x``: what is returned then."""
    name = (
        following.value.id
        if isinstance(following, ast.Return) and isinstance(following.value, ast.Name)
        else ""
    )
    for item in body:
        if isinstance(item, ast.Assign) and any(
            isinstance(x, ast.Name) and x.id == name for x in item.targets
        ):
            return item.value
    return None


def _following(member: members.Member, node: ast.Try) -> ast.stmt | None:
    """The statement behind a ``try`` of the body."""
    body = member.node.body
    index = next((index for index, item in enumerate(body) if item is node), len(body))
    return body[index + 1] if index + 1 < len(body) else None


_SIMPLE = (ast.Return, ast.Continue, ast.Break)


def _returns_value(member: members.Member) -> bool:
    return any(
        isinstance(item, ast.Return) and item.value is not None for item in paths.own_nodes(member.node)
    )


def _told(scope: FunctionScope, body: Sequence[ast.stmt]) -> str:
    """Whether a handler logs, prints or shows a box, whatever else it does."""
    found: set[str] = {effect.kind for effect in effects.in_body(scope, body) if effect.path.always}
    for item in body:
        call = item.value if isinstance(item, ast.Expr) else None
        func = call.func if isinstance(call, ast.Call) else None
        if call is not None and logs.is_named(call):
            found.add("log")
        path = (scope.dotted(func) or "") if func is not None else ""
        if _BOXES.search(path):
            found.add("box")
        if path in _PRINTING:
            found.add("output")
    return next((told for told in ("log", "output", "box") if told in found), "")


def _text(body: Sequence[ast.stmt]) -> ast.expr | None:
    """The first argument of the only call of a handler that logs or prints."""
    found = [item.value for item in body if isinstance(item, ast.Expr) and _is_telling(item.value)]
    call = found[0] if len(found) == 1 else None
    if not isinstance(call, ast.Call) or not call.args:
        return None
    first, *rest = call.args
    # Loggers fill in: ``error("%s: %s", a, b)``
    return ast.BinOp(first, ast.Mod(), ast.Tuple(rest, ast.Load())) if rest and logs.is_named(call) else first


def _shows(handler: ast.ExceptHandler, body: Sequence[ast.stmt]) -> bool:
    """Whether a handler logs or prints the exception itself, or its traceback."""
    for item in body:
        if isinstance(item, ast.Expr) and _is_telling(item.value):
            text = code.source(item.value)
            if "traceback" in text or "exc_info" in text or ".exception(" in text:
                return True
            names = {part.id for part in ast.walk(item.value) if isinstance(part, ast.Name)}
            if handler.name in names:
                return True
    return any("traceback" in code.source(item) or "exc_info" in code.source(item) for item in body)


def _is_telling(node: ast.expr) -> bool:
    name = code.source(node.func) if isinstance(node, ast.Call) else ""
    return logs.is_named(node) or name == "print" or name.startswith("traceback.print")


def _instead(body: Sequence[ast.stmt]) -> tuple[ast.stmt, ...]:
    """``x = None``, ``self.close()``: the statements of a handler that act, where they are few and plain."""
    found = [
        item
        for item in body
        if not isinstance(item, (ast.Pass, *_SIMPLE))
        and not (isinstance(item, ast.Expr) and (_is_telling(item.value) or code.is_docstring(item)))
    ]
    plain = len(found) <= _MOST_ACTS and all(isinstance(item, (ast.Assign, ast.Expr)) for item in found)
    return tuple(found) if plain else ()


#: Of more statements that act none is told.
_MOST_ACTS = 2

_BOXES = re.compile(r"^tkinter\.messagebox\.|\.QMessageBox\.(critical|warning|information|about)$")
_PRINTING = {"traceback.print_exc", "traceback.print_exception", "sys.stderr.write", "sys.stdout.write"}


#: What can raise outside of the ``try``.
_RISKY = (
    ast.Call, ast.Await, ast.Subscript, ast.Raise, ast.BinOp, ast.For, ast.AsyncFor, ast.Import,
    ast.ImportFrom, ast.Assert,
)  # fmt: skip


def _is_whole(member: members.Member, node: ast.Try) -> bool:
    """Whether everything that a body does stands in the ``try``."""
    others = [item for item in code.body_of(member.node) if item is not node]
    return node in member.node.body and not any(
        isinstance(part, _RISKY) for item in others for part in (item, *paths.own_nodes(item))
    )


def calls(node: ast.Try) -> Mapping[str, ast.Call]:
    """The callees in a ``try``, as written, those that say what it is for, each with its first call."""
    found: dict[str, ast.Call] = {}
    for item in node.body:
        for part in _unguarded(item):
            if isinstance(part, ast.Call) and isinstance(part.func, (ast.Name, ast.Attribute)):
                name = _callee(part)
                telling = is_outside(name) or not _TRIVIAL.search(name)
                if len(name) <= _LONGEST_NAME and telling:
                    found.setdefault(name, part)
    # What is only made there says less than what is done with it
    order = sorted(found, key=lambda name: (not is_outside(name), _is_made(name)))
    return {name: found[name] for name in order}


def _unguarded(node: ast.AST) -> Iterator[ast.AST]:
    """A node and those below it, without what another ``try`` lets nothing out of."""
    yield node
    if isinstance(node, (*FunctionNode, ast.ClassDef, ast.Lambda)):
        return
    inner = isinstance(node, ast.Try) and any(_takes_all(handler) for handler in node.handlers)
    for child in ast.iter_child_nodes(node):
        if not (inner and isinstance(node, ast.Try) and child in node.body):
            yield from _unguarded(child)


def _takes_all(handler: ast.ExceptHandler) -> bool:
    """Whether a handler takes every error and raises none."""
    is_broad = handler.type is None or ast.unparse(handler.type) in BROAD
    return is_broad and not any(isinstance(item, ast.Raise) for item in ast.walk(handler))


def _callee(call: ast.Call) -> str:
    """What a call runs, as written; what another thread is given to run."""
    name = code.source(call.func)
    place = _HANDED.get(name.rpartition(".")[2], len(call.args))
    given = call.args[place] if place < len(call.args) else None
    return code.source(given) if isinstance(given, (ast.Name, ast.Attribute)) else name


#: Function that runs another one in a thread -> the place of that one among the arguments.
_HANDED: Mapping[str, int] = {"to_thread": 0, "run_in_executor": 1, "run_sync": 0}


def is_outside(name: str) -> bool:
    """Whether a callee, as written, asks something outside of the program."""
    return _OUTSIDE.search(name) is not None


def _is_made(name: str) -> bool:
    """Whether a callee is spelled as a class."""
    return name.rpartition(".")[2][:1].isupper()
