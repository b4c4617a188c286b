"""Import: what a module does to the outside when it is imported."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import (
    effects,
    environ,
    members,
    paths,
    raises,
    runs,
    settled,
    shared_state,
    through,
    undefined,
)
from sphinx_howto.analysis.scope import FunctionNode, FunctionScope
from sphinx_howto.english.facts import (
    asking,
    carried,
    environment,
    exceptions,
    happening,
    instances,
    subject,
    when,
)
from sphinx_howto.english.phrase import Spans, code, fill, join, plain, words

_MOST = 8
_LAST = ("importing it asks", "importing it prints", "importing it reads standard", "importing it waits")
_MOST_CALLS = 4
#: From so many prints on they are one sentence.
_FEWEST_PRINTS = 3
#: So many things that one call touches are told one by one.
_MOST_OF_ONE = 3
_KINDS = {
    "network",
    "database",
    "process",
    "file-read",
    "file-write",
    "output",
    "thread",
    "exit",
    "environment",
    "registry",
    "window",
}


def tell(group: subject.Group) -> document.Step | None:
    """The bullet, or None: what the statements outside of functions touch, in their order."""
    if group.scope.owner is not None or group.alone:
        return None
    module = group.scope.module
    body = _body(item for item in module.module.tree.body if not _is_guard(item))
    scope = FunctionScope(module)
    found = [
        *_effects(scope, body),
        *_variables(scope, body),
        *_changed(scope, body),
        *_process_wide(scope, body),
        *_raised(scope, body),
        *_undefined(scope, body),
        *_own_calls(scope, body),
        *_endless(body),
    ]
    found.sort(key=lambda item: item[1])
    if not found:
        return None
    sentences = list(dict.fromkeys(text for text, _ in found))
    # Where there are many, what stays in the terminal comes last
    order = sorted(range(len(sentences)), key=lambda index: plain(sentences[index]).startswith(_LAST))
    return document.Step(
        words("Import"),
        subject.cut(sentences, _MOST, roomy=True, order=order),
        subject.lines([lines for _, lines in found]),
    )


#: Calls that only work out what a path is.
_NAMING = {"resolve", "realpath", "absolute"}


def _is_of_script(path: paths.Path) -> bool:
    """Whether a test on the way holds only when Python is started with the module."""
    return any("__name__" in ast.unparse(test.node) and not test.negated for test in path.tests)


def _endless(body: Sequence[ast.stmt]) -> _Found:
    """A loop that nothing ends."""
    for statement, path in paths.statements(body):
        is_loop = isinstance(statement, ast.While) and settled.truth(statement.test) is True
        if is_loop and path.always and not paths.breaks(statement):
            lines = statement.lineno, statement.end_lineno or statement.lineno
            yield fill("importing it does not return: its loop goes round for ever"), lines


_Found = Iterator[tuple[Spans, tuple[int, int]]]


def _undefined(scope: FunctionScope, body: Sequence[ast.stmt]) -> _Found:
    """What makes every import fail."""
    for item in undefined.at_import(scope, paths.everything(body)):
        text = fill(
            "importing it raises `NameError`, as nothing in the module defines {name}", name=code(item.name)
        )
        yield text, item.lines


def _body(statements: Iterable[ast.stmt]) -> list[ast.stmt]:
    """The statements that an import runs: those in the bodies of classes are among them."""
    found: list[ast.stmt] = []
    for item in statements:
        if isinstance(item, ast.ClassDef):
            found += _body(item.body)
        elif not isinstance(item, FunctionNode):
            found.append(item)
    return found


def _effects(scope: FunctionScope, body: Sequence[ast.stmt]) -> _Found:
    together, others = asking.parted(tuple(effects.in_body(scope, body)))
    if together:
        lines = subject.lines([item.lines for item in together])
        yield fill("importing it asks {rest}", rest=asking.rest(together)), lines
    printed = [item for item in others if item.kind == "output" and not _is_of_script(item.path)]
    if len(printed) >= _FEWEST_PRINTS:
        yield fill("importing it prints to standard output"), subject.lines([item.lines for item in printed])
        others = [item for item in others if item not in printed]
    for effect in others:
        name = effect.match.entry.name
        if _is_of_script(effect.path) or name.rpartition(".")[2] in _NAMING:
            continue
        if (effect.kind in _KINDS or name in through.ASKING) and not name.startswith("os.path."):
            text = happening.told(effect)
            if text is not None:
                yield fill("importing it {clause}", clause=text), effect.lines


def _variables(scope: FunctionScope, body: Sequence[ast.stmt]) -> _Found:
    every = environ.accesses(scope, tuple(paths.everything(body)))
    found = tuple(access for access in every if not _is_of_script(access.path))
    for clause, lines in environment.sentences(scope, found):
        yield fill("importing it {clause}", clause=clause), lines


def _changed(scope: FunctionScope, body: Sequence[ast.stmt]) -> _Found:
    """What belongs to other modules, or to the whole program."""
    for change in shared_state.changes(_as_member(scope, body)):
        yield fill("importing it changes {name}", name=code(change.name)), change.lines


#: Calls after which all code of the process behaves otherwise, by their paths and by their last names.
_WIDE = {
    "logging.basicConfig", "logging.disable", "logging.captureWarnings", "warnings.filterwarnings",
    "warnings.simplefilter", "random.seed", "numpy.random.seed", "socket.setdefaulttimeout",
    "nest_asyncio.apply", "gevent.monkey.patch_all", "locale.setlocale", "signal.signal", "os.chdir",
    "asyncio.set_event_loop_policy", "sys.setrecursionlimit",
}  # fmt: skip
_WIDE_NAMES = {"disable_warnings"}


def _process_wide(scope: FunctionScope, body: Sequence[ast.stmt]) -> _Found:
    for _, node, _ in paths.everything(body):
        if not isinstance(node, ast.Call):
            continue
        name = scope.dotted(node.func) or ""
        if name in _WIDE or name.rpartition(".")[2] in _WIDE_NAMES:
            shown = code(quoting.short(node))
            lines = node.lineno, node.end_lineno or node.lineno
            yield fill("importing it calls {call}, which holds for the whole process", call=shown), lines


def _raised(scope: FunctionScope, body: Sequence[ast.stmt]) -> Iterator[tuple[Spans, tuple[int, int]]]:
    """The exceptions that end the import."""
    for statement, path in paths.statements(body):
        if not isinstance(statement, ast.Raise) or statement.exc is None or path.handler is not None:
            continue
        named = statement.exc.func if isinstance(statement.exc, ast.Call) else statement.exc
        state = when.of(scope, path)
        if not raises.is_exception(scope, scope.dotted(named)) or not state.clause:
            continue
        message = (
            "importing it raises {exception} if {condition}"
            if state.sure
            else "importing it can raise {exception}, if {condition}"
        )
        text = fill(message, exception=exceptions.named(scope, named), condition=state.clause)
        yield text, (statement.lineno, statement.end_lineno or statement.lineno)


def _own_calls(scope: FunctionScope, body: Sequence[ast.stmt]) -> _Found:
    """What the functions of the project touch that module-level statements call."""
    for run in runs.of(_as_member(scope, body)):
        if run.way not in {"call", "apart"} or _is_of_script(run.path):
            continue
        lines = run.site.lineno, run.site.end_lineno or run.site.lineno
        clauses = list(_carried(scope, run))
        for clause in clauses:
            yield fill("importing it {clause}", clause=clause), lines
        if not clauses and any(isinstance(item, ast.Expr) and item.value is run.site for item in body):
            yield fill("importing it calls {function}", function=code(run.callee.name)), lines


def _as_member(scope: FunctionScope, body: Sequence[ast.stmt]) -> members.Member:
    """The statements of an import as a function without arguments."""
    arguments = ast.arguments([], [], None, [], [], None, [])
    node = ast.FunctionDef("", arguments, list(body), [], lineno=1, end_lineno=1, col_offset=0)
    return members.Member("", "private", scope, node)


def _carried(scope: FunctionScope, run: runs.Run) -> Iterator[Spans]:
    """What one call touches: by its arguments where that is all of it, else by the name of the function."""
    for kinds in carried.KINDS:
        found, whole = instances.at(run, scope, kinds)
        texts = [instances.told(item) for item in found]
        if found and whole and None not in texts and len(texts) <= _MOST_OF_ONE:
            yield from (text for text in dict.fromkeys(texts) if text is not None)
        else:
            touches = [touch for touch in carried.touches(scope, [run], kinds) if carried.is_told(touch)]
            yield from (touch.clause() for touch in touches)
            if "file-write" in kinds and not any("file-write" in touch.kinds for touch in touches):
                yield from instances.lost(run, scope, code(run.callee.name), every=True)


def script(group: subject.Group) -> document.Step | None:
    """The bullet, or None: what runs only if the module is the script that Python was started with."""
    if group.scope.owner is not None or group.alone:
        return None
    guards = [item for item in group.scope.module.module.tree.body if _is_guard(item)]
    calls = [
        (call, (statement.lineno, statement.end_lineno or statement.lineno))
        for guard in guards
        if isinstance(guard, ast.If)
        for statement, path in paths.statements(guard.body)
        for call in [_called(statement)]
        # A handler runs only where something fails
        if call is not None and path.handler is None and not (path.tests and _is_refusal(call))
    ]
    working = [call for call, _ in calls if not _is_of_parser(call)]
    if not working:
        return None
    shown = [_run(group.scope, call) for call in working[:_MOST_CALLS]]
    if len(working) > _MOST_CALLS:
        shown.append(fill("{count} more", count=document.Words(str(len(working) - _MOST_CALLS))))
    message = (
        "run as a script, the module calls {calls}"
        if len(working) == len(calls)
        else "run as a script, the module parses its command line, then calls {calls}"
    )
    return document.Step(
        words("Script"),
        subject.cut([fill(message, calls=join(shown))], 1),
        subject.lines([line for _, line in calls]),
    )


#: Methods that tell a parser what a command line holds, and read it.
_PARSING_NAMES = (
    "add_argument add_argument_group add_mutually_exclusive_group add_subparsers add_parser set_defaults "
    "parse_args parse_known_args ArgumentParser"
)
_PARSING = frozenset(_PARSING_NAMES.split())


def _is_of_parser(call: ast.Call) -> bool:
    """Whether a call is one of those by which a command line is read."""
    last = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return last in _PARSING


def _is_refusal(call: ast.Call) -> bool:
    """Whether a call in a branch prints, logs, or ends the program: what was given is wrong."""
    if not isinstance(call.func, (ast.Name, ast.Attribute)):
        return False
    name = ast.unparse(call.func)
    owner, _, last = name.lower().rpartition(".")
    is_of_log = owner.rpartition(".")[2].strip("_") in _LOGS and last in _LEVELS
    return name in _REFUSALS or is_of_log or (bool(owner) and last in _PRINTING)


_REFUSALS = frozenset(["print", "sys.exit", "exit", "quit", "sys.stderr.write", "sys.stdout.write"])
#: Names of loggers, their methods, and methods that print.
_LOGS = frozenset(["log", "logger", "logging"])
_LEVELS = frozenset(["debug", "info", "warning", "warn", "error", "exception", "critical", "log"])
_PRINTING = frozenset(["print_help", "print_usage", "print_exc"])


def _run(scope: FunctionScope, call: ast.Call) -> Spans:
    """A call, and what is done with its result where that ends the program."""
    inner = call.args[0] if len(call.args) == 1 and not call.keywords else None
    if isinstance(inner, ast.Call):
        wrapped = scope.module.dotted(call.func)
        if wrapped in ("sys.exit", "exit", "SystemExit"):
            return fill("{call} and exits with its result", call=code(quoting.short(inner)))
        if wrapped == "print":
            return fill("{call} and prints its result", call=code(quoting.short(inner)))
        if wrapped == "asyncio.run":
            return code(quoting.short(inner))
    return code(quoting.short(call))


def _called(statement: ast.stmt) -> ast.Call | None:
    """The call that a statement consists of, or whose result it keeps."""
    value = statement.value if isinstance(statement, (ast.Expr, ast.Assign, ast.AnnAssign)) else None
    value = value.value if isinstance(value, ast.Await) else value
    return value if isinstance(value, ast.Call) else None


def _is_guard(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and "__name__" in ast.unparse(node.test)
