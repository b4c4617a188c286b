"""Command line and exit status of a script."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from sphinx_howto import document, parsers
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import commands, members, paths
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import operands
from sphinx_howto.english.facts import subject, when
from sphinx_howto.english.phrase import Spans, code, fill, join, words

_MOST_ARGUMENTS = 10
_MOST = 8
_FLAGS = {"store_true", "store_false", "store_const"}


def line(group: subject.Group) -> document.Step | None:
    """Arguments and options, with choices and defaults."""
    if group.scope.owner is not None or group.alone:
        return None
    script = commands.script(group.scope.module)
    if script is None:
        return None
    told = _arguments(script, "")
    shown = [join(told)] if told else []
    shown += [_command(script, name) for name in script.parser.commands]
    return document.Step(words("Command line"), subject.cut(shown, _MOST), script.lines)


def _arguments(script: commands.Script, command: str) -> list[Spans]:
    """The arguments of one command, or those of all; what excludes each other together."""
    clauses: list[Spans] = []
    every = [item for item in script.parser.arguments if item.command == command]
    for item in every[:_MOST_ARGUMENTS]:
        together = [other for other in every if other.choice and other.choice == item.choice]
        if len(together) < 2:
            clauses.append(_argument(script.scope, item))
        elif item is together[0]:
            needed = item.choice in script.parser.demanded
            message = "one of {arguments} (required)" if needed else "at most one of {arguments}"
            clauses.append(fill(message, arguments=join([_argument(script.scope, one) for one in together])))
    if len(every) > _MOST_ARGUMENTS:
        more = str(len(every) - _MOST_ARGUMENTS)
        clauses.append(fill("{count} more", count=document.Words(more)))
    return clauses


def _command(script: commands.Script, name: str) -> Spans:
    """A command and what it takes of its own."""
    told = _arguments(script, name)
    if not told:
        return fill("the command {name} takes no further arguments", name=code(name))
    return fill("the command {name} takes {arguments}", name=code(name), arguments=join(told))


def _argument(scope: FunctionScope, item: parsers.Argument) -> Spans:
    if item.action in _FLAGS:
        return fill("{name} (a switch)", name=code(item.name))
    notes = []
    if item.required:
        notes.append(fill("required"))
    if item.many:
        notes.append(
            fill({"*": "any number", "+": "one or more", "?": "optional"}.get(item.many, "several"))
            if not item.many.isdigit()
            else fill("{count} values", count=code(item.many))
        )
    if item.action in {"append", "extend"}:
        notes.append(fill("may be repeated"))
    if isinstance(item.choices, (ast.Tuple, ast.List)) and all(
        isinstance(part, ast.Constant) for part in item.choices.elts
    ):
        notes.append(join([code(str(getattr(part, "value", ""))) for part in item.choices.elts], "or"))
    made = item.type.func if isinstance(item.type, ast.Call) else item.type
    kind = _KINDS.get(scope.dotted(made) or "") if made is not None else None
    if kind is not None:
        notes.append(fill(kind))
    if item.default is not None and not (
        isinstance(item.default, ast.Constant) and item.default.value is None
    ):
        notes.append(fill("default {value}", value=_default(scope, item.default)))
    if not notes:
        return code(f"{item.name} {item.value}" if item.is_option and not item.is_switch else item.name)
    joined = notes[0]
    for note in notes[1:]:
        joined = fill("{first}, {next}", first=joined, next=note)
    return fill("{name} ({notes})", name=code(item.name), notes=joined)


def _default(scope: FunctionScope, node: ast.expr) -> Spans:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        return code(node.value)
    return operands.quote(scope, node)


_KINDS = {
    "pathlib.Path": "a path",
    "int": "an integer",
    "float": "a number",
    "open": "a file to open",
    "argparse.FileType": "a file to open",
    "click.Path": "a path",
    "click.File": "a file to open",
    "click.INT": "an integer",
    "click.FLOAT": "a number",
}


def status(group: subject.Group) -> document.Step | None:
    """The exit status: of ``sys.exit`` in the functions, and of the result of ``main``."""
    sentences, lines = [], []
    script = commands.script(group.scope.module) if group.scope.owner is None and not group.alone else None
    if script is not None and script.function is not None and script.exits_with_result:
        for text, line_ in _results(script):
            sentences.append(text)
            lines.append(line_)
    for member in group.reached:
        found = list(commands.exit_codes(member.scope, member.statements))
        sentences += _exits(group, member, found)
        lines += [(item.lineno, item.end_lineno or item.lineno) for *_, item in found]
    if script is not None:
        sentences.append(fill("{status} if the arguments are wrong", status=code("2")))
        lines.append(script.lines)
    if not sentences:
        return None
    return document.Step(words("Exit status"), subject.cut(sentences, _MOST), subject.lines(lines))


def _results(script: commands.Script) -> Iterator[tuple[Spans, tuple[int, int]]]:
    """What the function returns is the status of the script."""
    assert script.function is not None
    for statement, path in paths.statements(script.function.body):
        if not isinstance(statement, ast.Return):
            continue
        line_ = (statement.lineno, statement.end_lineno or statement.lineno)
        for value, inner in _branches(statement.value):
            number = _number(value)
            if number is None:
                continue
            state = when.of(script.scope, paths.joined(path, inner))
            last = statement is script.function.body[-1] and inner.tests
            if last:
                # Whatever came before has returned
                state = when.of(script.scope, inner)
            clause = (
                fill("{status} if {condition}", status=code(number), condition=state.clause)
                if state.clause
                else code(number)
            )
            yield (
                (clause if state.clause or state.always else fill("{status} on some paths", status=clause)),
                line_,
            )


def _branches(node: ast.expr | None) -> Iterator[tuple[ast.expr | None, paths.Path]]:
    if isinstance(node, ast.IfExp):
        yield node.body, paths.Path((paths.Test(node.test, False),))
        yield node.orelse, paths.Path((paths.Test(node.test, True),))
    else:
        yield node, paths.Path()


def _number(node: ast.expr | None) -> str | None:
    if node is None or (isinstance(node, ast.Constant) and node.value is None):
        return "0"
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return str(int(node.value))
    return None


def _exits(
    group: subject.Group,
    member: members.Member,
    found: Sequence[tuple[ast.expr | None, paths.Path, ast.stmt]],
) -> Iterator[Spans]:
    """``main` exits with status `1` if A, or if B``: what leads to one status in one sentence."""
    groups: dict[tuple[Spans, bool], list[Spans]] = {}
    for argument, path, _ in found:
        state = when.of(member.scope, path)
        groups.setdefault((_status(argument), state.sure), []).append(state.clause)
    for (status_, sure), clauses in groups.items():
        rest = status_
        told = [clause for clause in dict.fromkeys(clauses) if clause]
        for index, condition in enumerate(told):
            first = "{rest} if {condition}" if sure else "{rest}, if {condition}"
            message = "{rest}, or if {condition}" if index else first
            rest = fill(message, rest=rest, condition=condition)
        if told and () in clauses:
            rest = fill("{rest}, and in other cases", rest=rest)
        yield subject.clause(group, [member], "exits" if sure else "can exit", rest)


def _status(argument: ast.expr | None) -> Spans:
    """With which status an exit leaves; a text is printed to standard error."""
    number = _number(argument)
    if number is not None:
        return fill("with the status {status}", status=code(number))
    if isinstance(argument, (ast.JoinedStr, ast.Constant)):
        return fill("with the status `1` and a message on standard error")
    assert argument is not None
    return fill("with the status {code}", code=code(quoting.short(argument)))
