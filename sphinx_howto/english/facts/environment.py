"""Environment: which variables are read or set, and what holds without them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

from sphinx_howto import document
from sphinx_howto.analysis import arguments, effects, environ, members, raises
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import operands
from sphinx_howto.english.facts import carried, happening, subject, when
from sphinx_howto.english.phrase import Spans, code, fill, join, words

_MOST = 6
#: Calls that set variables from a file.
LOADERS = {"dotenv.load_dotenv"}
_VERBS = {
    "read": "reads {name}",
    "take": "reads {name} and removes it",
    "default": "sets {name} unless it is set",
    "set": "sets {name}",
    "remove": "removes {name}",
}


def tell(group: subject.Group) -> document.Step | None:
    """The bullet, or None."""
    sentences: dict[Spans, list[members.Member]] = {}
    lines = []
    for member in group.reached:
        for text, line in _uses(group, member):
            who = sentences.setdefault(text, [])
            if member not in who:
                who.append(member)
            lines.append(line)
    told = [subject.sentence(group, text, who) for text, who in sentences.items()]
    for text, line in carried.tell(group, frozenset({"variable-read", "variable-set"})):
        told.append(text)
        lines.append(line)
    if not told:
        return None
    return document.Step(words("Environment"), subject.cut(told, _MOST), subject.lines(lines))


def _uses(group: subject.Group, member: members.Member) -> Iterator[tuple[Spans, tuple[int, int]]]:
    for access in environ.accesses(member.scope, member.expressions):
        for name in _given(group, member, access.name) or (access.name,):
            yield sentence(member.scope, replace(access, name=name)), access.lines
    for effect in effects.calls(member):
        text = happening.told(effect) if effect.match.entry.name in LOADERS else None
        if text is not None:
            yield text, effect.lines


def _given(group: subject.Group, member: members.Member, node: ast.expr) -> tuple[ast.expr, ...]:
    """The constant names that the callers of a private function hand on; () if any is not constant."""
    if member.role != "private" or not isinstance(node, ast.Name) or node.id in member.scope.bindings:
        return ()
    found: dict[str, ast.expr] = {}
    for caller in group.reached:
        for callee, _, _, site in members.called(caller):
            if callee.node is not member.node:
                continue
            bound = arguments.bound(caller.scope, site, callee) if isinstance(site, ast.Call) else {}
            value = bound[node.id].node if node.id in bound else None
            constant = caller.scope.constant(value) or value if value is not None else None
            if not isinstance(constant, ast.Constant) or not isinstance(constant.value, str):
                return ()
            found[constant.value] = constant
    return tuple(found.values())


def sentence(scope: FunctionScope, access: environ.Access) -> Spans:
    """``reads `X` if C; without that variable it raises `KeyError```."""
    name = variable(scope, access.name)
    clause = fill(_VERBS[access.role], name=name)
    state = when.of(scope, access.path)
    if state.clause:
        clause = fill(
            "{clause} if {condition}" if state.sure else "{clause} only if {condition}",
            clause=clause,
            condition=state.clause,
        )
    elif not state.always:
        clause = fill("{clause} on some paths", clause=clause)
    if access.role != "read":
        return clause
    if not access.final or access.path.loop is not None:
        return clause
    if access.strict:
        leaves = raises.leaves(scope, "KeyError", access.path)
        return (
            fill("{clause}; without that variable it raises `KeyError`", clause=clause) if leaves else clause
        )
    if access.fallback is None:
        return fill("{clause}; without that variable the value is `None`", clause=clause)
    return fill(
        "{clause}; without that variable the value is {default}",
        clause=clause,
        default=operands.operand(scope, access.fallback),
    )


def variable(scope: FunctionScope, node: ast.expr) -> Spans:
    """The name of the variable, or what names it."""
    constant = node if isinstance(node, ast.Constant) else scope.constant(node)
    if isinstance(constant, ast.Constant) and isinstance(constant.value, str):
        return fill("the environment variable {name}", name=code(constant.value))
    listed = _looped(scope, node)
    if listed:
        return fill("one of the environment variables {names}", names=join(listed))
    return fill("the environment variable that {code} names", code=operands.quote(scope, node))


def _looped(scope: FunctionScope, node: ast.expr) -> list[Spans]:
    """The constants that a loop gives to a name; [] if it has other values too."""
    bound = scope.bindings.get(node.id, []) if isinstance(node, ast.Name) else []
    loop = bound[0][1] if len(bound) == 1 else None
    items = (
        loop.iter.elts if isinstance(loop, ast.For) and isinstance(loop.iter, (ast.Tuple, ast.List)) else []
    )
    if not all(isinstance(item, ast.Constant) for item in items) or not isinstance(
        getattr(loop, "target", 0), ast.Name
    ):
        return []
    return [code(str(item.value)) for item in items if isinstance(item, ast.Constant)]
