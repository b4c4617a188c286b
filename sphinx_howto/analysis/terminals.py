"""Where a function writes to standard output or the error output, and reads standard input."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_howto.analysis import members, paths
from sphinx_howto.analysis.scope import FunctionScope

_PRINTING = {"print", "click.echo", "click.secho"}
_STREAMS = {"sys.stdout": "stdout", "sys.stderr": "stderr", "sys.stdin": "stdin"}
_WRITING = {"write", "writelines", "buffer"}
_READING = {"read", "readline", "readlines", "buffer"}
_COMMANDS = {"django.core.management.base.BaseCommand", "django.core.management.BaseCommand"}


@dataclass(frozen=True)
class Use:
    """A use of the terminal: the channel (stdout, stderr, stdin) and how control comes there."""

    channel: str
    path: paths.Path
    lines: tuple[int, int]


def uses(member: members.Member) -> Iterator[Use]:
    """Where a member's own body uses the terminal."""
    for statement, node, path in member.expressions:
        channel = _used(member.scope, node)
        if not channel and isinstance(statement, ast.For) and node is statement.iter:
            # ``for line in sys.stdin``
            channel = "stdin" if member.scope.dotted(node) == "sys.stdin" else ""
        if channel:
            yield Use(channel, path, (node.lineno, node.end_lineno or node.lineno))


def _used(scope: FunctionScope, node: ast.expr) -> str:
    if not isinstance(node, ast.Call):
        return ""
    if scope.dotted(node.func) == "traceback.print_exc" and not node.keywords:
        return "stderr"
    if scope.dotted(node.func) in _PRINTING:
        return _printed(scope, node)
    func = node.func
    if not isinstance(func, ast.Attribute):
        return ""
    channel = _channel(scope, func.value)
    return channel if func.attr in (_READING if channel == "stdin" else _WRITING) else ""


def _printed(scope: FunctionScope, call: ast.Call) -> str:
    """The channel of a ``print``; "" where a value decides."""
    given = {item.arg: item.value for item in call.keywords}
    if None in given:
        return ""
    if "err" in given:
        return "stderr" if isinstance(given["err"], ast.Constant) and given["err"].value is True else ""
    target = given.get("file")
    if target is None or (isinstance(target, ast.Constant) and target.value is None):
        return "stdout"
    channel = _channel(scope, target)
    return channel if channel != "stdin" else ""


def _channel(scope: FunctionScope, node: ast.expr) -> str:
    """``sys.stdout``; ``self.stdout`` of a command of Django."""
    if isinstance(node, ast.Attribute) and scope.is_receiver(node.value) and scope.owner is not None:
        return node.attr if _is_command(scope) and node.attr in {"stdout", "stderr"} else ""
    return _STREAMS.get(scope.dotted(node) or "", "")


def _is_command(scope: FunctionScope) -> bool:
    owner = scope.owner
    if owner is None:
        return False
    outside = FunctionScope(owner.module, None)
    return any(outside.dotted(base) in _COMMANDS for base in owner.node.bases)
