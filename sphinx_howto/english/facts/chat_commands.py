"""Commands: which commands of a chat the functions of a bot answer."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sphinx_howto import document
from sphinx_howto.analysis import frameworks
from sphinx_howto.english.facts import subject
from sphinx_howto.english.phrase import Spans, code, fill, join, sentence, words
from sphinx_howto.frameworks import triggers

#: So many commands are listed; the others are counted.
_MOST = 20

_Found = tuple[tuple[str, ...], str, tuple[int, int]]


def tell(group: subject.Group) -> document.Step | None:
    """The bullet, or None: each command and the function that answers it."""
    if group.alone:
        return None
    found = [*_decorated(group), *_registered(group)]
    shown = [
        fill("{command} ({function})", command=code(command), function=code(name))
        for commands, name, _ in found
        for command in commands
    ]
    if not shown:
        return None
    if len(shown) > _MOST:
        shown = [*shown[:_MOST], fill("{count} more", count=document.Words(str(len(shown) - _MOST)))]
    told = sentence(fill("answers {commands}", commands=join(_distinct(shown))))
    return document.Step(words("Commands"), told, subject.lines([lines for *_, lines in found]))


def _decorated(group: subject.Group) -> Iterator[_Found]:
    """(commands, function, lines) of the functions that a decorator makes the answer to a command."""
    for member in group.shown:
        for one in frameworks.decorators(member.scope, member.node):
            trigger = triggers.of(one, member.node.name)
            if trigger is not None and trigger.commands:
                yield trigger.commands, member.name, (one.decorator.lineno, member.node.lineno)


def _registered(group: subject.Group) -> Iterator[_Found]:
    """The same of the calls that register them, where the whole module is told."""
    if group.scope.owner is not None:
        return
    module = group.scope.module
    tree = module.module.tree
    assert isinstance(tree, ast.Module)
    for item in triggers.added(tree, module.dotted):
        yield item.commands, item.function, item.lines


def _distinct(shown: list[Spans]) -> list[Spans]:
    return list(dict.fromkeys(shown))
