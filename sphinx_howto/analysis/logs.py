"""Calls that log: of known loggers, and of objects that are named as loggers are."""

from __future__ import annotations

import ast

from sphinx_howto.analysis import code, effects, falling, members

LEVELS = {"debug", "info", "warning", "warn", "error", "exception", "critical"}


def is_named(node: ast.expr) -> bool:
    """``logger.error(...)``, ``self.log.info(...)``: whether a call logs, by the names in it."""
    func = node.func if isinstance(node, ast.Call) else None
    if not isinstance(func, ast.Attribute) or func.attr not in LEVELS:
        return False
    return bool(falling.LOGGER.search(code.source(func.value)))


def uses(member: members.Member) -> list[tuple[str, tuple[int, int]]]:
    """The level and the lines of each call that logs, those of decorators of the project among them."""
    found: dict[int, tuple[str, tuple[int, int]]] = {}
    for effect in (*effects.calls(member), *effects.of_decorators(member)):
        level = effect.match.entry.name.rpartition(".")[2]
        if effect.kind == "log" and level in LEVELS:
            found[id(effect.call)] = level, effect.lines
    for _, node, _ in member.expressions:
        if isinstance(node, ast.Call) and id(node) not in found and is_named(node):
            assert isinstance(node.func, ast.Attribute)
            found[id(node)] = node.func.attr, (node.lineno, node.end_lineno or node.lineno)
    return sorted(found.values(), key=lambda item: item[1])
