"""Import: what a module does to the outside when it is imported."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import effects, environ, members, paths, raises, through
from sphinx_howto.analysis.scope import FunctionNode, FunctionScope
from sphinx_howto.english.facts import environment, exceptions, happening, subject, when
from sphinx_howto.english.phrase import Spans, code, fill, join, words

_MOST = 6
_MOST_CALLS = 4
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
}


def tell(group: subject.Group) -> document.Step | None:
    """The bullet, or None: calls and reads at module level with an effect, outside of the main guard."""
    if group.scope.owner is not None or group.alone:
        return None
    body = [
        item
        for item in group.scope.module.module.tree.body
        if not isinstance(item, (*FunctionNode, ast.ClassDef)) and not _is_guard(item)
    ]
    scope = FunctionScope(group.scope.module)
    sentences: list[Spans] = []
    lines = []
    for effect in effects.in_body(scope, body):
        name = effect.match.entry.name
        if (effect.kind in _KINDS or name in through.ASKING) and not name.startswith("os.path."):
            text = happening.told(effect)
            if text is not None:
                sentences.append(fill("importing it {clause}", clause=text))
                lines.append(effect.lines)
    for access in environ.accesses(scope, tuple(paths.everything(body))):
        sentences.append(fill("importing it {clause}", clause=environment.sentence(scope, access)))
        lines.append(access.lines)
    for text, line in _raised(scope, body):
        sentences.append(text)
        lines.append(line)
    for call, line in _own_calls(scope, body):
        sentences.append(fill("importing it calls {function}", function=call))
        lines.append(line)
    if not sentences:
        return None
    return document.Step(
        words("Import"), subject.cut(list(dict.fromkeys(sentences)), _MOST), subject.lines(lines)
    )


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


def _own_calls(scope: FunctionScope, body: Sequence[ast.stmt]) -> Iterator[tuple[Spans, tuple[int, int]]]:
    """The functions of the project that module-level statements call for what they do."""
    for statement, _ in paths.statements(body):
        call = statement.value if isinstance(statement, ast.Expr) else None
        found = members.callee(scope, call) if isinstance(call, ast.Call) else None
        if found is not None:
            yield code(found.name), (statement.lineno, statement.end_lineno or statement.lineno)


def script(group: subject.Group) -> document.Step | None:
    """The bullet, or None: what runs only if the module is the script that Python was started with."""
    if group.scope.owner is not None or group.alone:
        return None
    guards = [item for item in group.scope.module.module.tree.body if _is_guard(item)]
    calls = [
        (quoting.short(statement.value), (statement.lineno, statement.end_lineno or statement.lineno))
        for guard in guards
        if isinstance(guard, ast.If)
        for statement in guard.body
        if isinstance(statement, (ast.Expr, ast.Assign)) and isinstance(statement.value, ast.Call)
    ]
    if not calls:
        return None
    shown = [code(text) for text, _ in calls[:_MOST_CALLS]]
    if len(calls) > _MOST_CALLS:
        shown.append(fill("{count} more", count=document.Words(str(len(calls) - _MOST_CALLS))))
    clause = fill("run as a script, the module executes {calls}", calls=join(shown))
    return document.Step(
        words("Script"), subject.cut([clause], 1), subject.lines([line for _, line in calls])
    )


def _is_guard(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and "__name__" in ast.unparse(node.test)
