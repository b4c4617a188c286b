"""Texts in a fact with what the source says of them put in: ``f"{cls.url}/chat"`` is the address itself."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator, Sequence

from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import formatting
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import secrets
from sphinx_howto.english.facts import given, places

#: Names are followed through so many others.
_DEPTH = 4
#: Of more addresses only the name is told.
_MOST = 2
#: Calls that read a variable of the environment, with a default.
_READING = {"os.getenv", "os.environ.get"}
_ADDRESS = re.compile(r"(?:https?|wss?|ftp)://", re.IGNORECASE)
#: A longer text is cut where it is shown: its name says more.
_LONGEST = 200


def inlined(scope: FunctionScope, node: ast.expr) -> ast.expr:
    """A text that is put together, or a name for an address, with what is known of it put in.

    ``f"{BASE}/{name}"`` -> ``f"https://example.com/{name}"``; ``cls.token_url`` -> its text, an address
    """
    if not isinstance(node, (ast.JoinedStr, ast.Name, ast.Attribute, ast.BinOp, ast.Call)):
        return node
    parts = _parts(scope, node, _DEPTH)
    if parts is None:
        return node
    whole = _whole(parts)
    is_name = isinstance(node, (ast.Name, ast.Attribute, ast.BinOp))
    if (is_name and not is_address(whole)) or _is_long(whole):
        return node
    return ast.copy_location(whole, node)


def by_default(scope: FunctionScope, node: ast.expr) -> ast.expr | None:
    """The address that a text is unless something else is given; None where that is not known."""
    parts = _parts(scope, node, _DEPTH, usual=True)
    whole = _whole(parts) if parts is not None else None
    return whole if whole is not None and is_address(whole) and not _is_long(whole) else None


def alternatives(scope: FunctionScope, node: ast.expr) -> list[ast.expr]:
    """The addresses that a choice, or a local set in several branches, stands for; [] where any is open."""
    if isinstance(node, ast.IfExp):
        values: list[ast.expr | None] = [node]
    elif isinstance(node, ast.Name) and node.id not in scope.parameters and scope.is_local(node.id):
        values = _branches(scope, node)
    else:
        return []
    found: list[ast.expr] = []
    for value in values:
        branches = [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]
        for branch in branches:
            parts = _parts(scope, branch, _DEPTH) if branch is not None else None
            if parts is None or not is_address(_whole(parts)):
                return []
            found.append(_whole(parts))
    unique = {quoting.source(item): item for item in found}
    return list(unique.values()) if 1 < len(unique) <= _MOST else []


def _branches(scope: FunctionScope, use: ast.Name) -> list[ast.expr | None]:
    """The values of a local before ``use``, if no way passes two of them."""
    before = [item for item in scope.bindings.get(use.id, ()) if places.line(item[1]) < use.lineno]
    begins = sorted(getattr(statement, "lineno", 0) for _, statement in before)
    pairs = itertools.pairwise(begins)
    if len(before) > 1 and not all(places.is_apart(scope, one, other) for one, other in pairs):
        return []
    return [value for value, _ in before]


def _is_long(whole: ast.expr) -> bool:
    return sum(len(str(item.value)) for item in ast.walk(whole) if isinstance(item, ast.Constant)) > _LONGEST


def is_address(whole: ast.expr) -> bool:
    """Whether a text begins as an address."""
    first = whole.values[0] if isinstance(whole, ast.JoinedStr) and whole.values else whole
    return isinstance(first, ast.Constant) and _ADDRESS.match(str(first.value)) is not None


def _whole(parts: Sequence[ast.expr]) -> ast.expr:
    """The parts as one expression, texts that follow one another joined."""
    joined: list[ast.expr] = []
    for item in parts:
        last = joined[-1] if joined else None
        if isinstance(item, ast.Constant) and isinstance(last, ast.Constant):
            joined[-1] = ast.Constant(str(last.value) + str(item.value))
        else:
            joined.append(item)
    if not joined:
        return ast.Constant("")
    return joined[0] if len(joined) == 1 and isinstance(joined[0], ast.Constant) else ast.JoinedStr(joined)


def _parts(scope: FunctionScope, node: ast.expr, depth: int, usual: bool = False) -> list[ast.expr] | None:
    """The parts of a text, as those of an f-string; None where nothing shows that it is one.

    usual: what holds unless something else is given counts: the defaults of parameters and of variables.
    """
    if isinstance(node, ast.Constant):
        return [node] if isinstance(node.value, str) and _is_shown(scope, node) else None
    node = formatting.joined(node) or node
    if isinstance(node, ast.JoinedStr):
        return [part for item in node.values for part in _filled(scope, item, depth, usual)]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        sides = [_parts(scope, item, depth, usual) for item in (node.left, node.right)]
        if sides == [None, None]:
            return None
        pairs = zip(sides, (node.left, node.right), strict=True)
        return [part for side, item in pairs for part in (side or [ast.FormattedValue(item, -1, None)])]
    if isinstance(node, ast.Call):
        return _stripped(scope, node, depth, usual)
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or) and usual:
        return _parts(scope, node.values[-1], depth, usual)
    if isinstance(node, (ast.Name, ast.Attribute)) and depth:
        for place, value in _meanings(scope, node, usual):
            found = _parts(place, value, depth - 1, usual)
            is_hidden = found is not None and secrets.is_secret(quoting.source(node))
            return None if found is None or (is_hidden and not is_address(_whole(found))) else found
    return None


def _stripped(scope: FunctionScope, node: ast.Call, depth: int, usual: bool) -> list[ast.expr] | None:
    """``base.rstrip("/")``; the default of ``os.getenv("BASE", "https://...")``."""
    if usual and scope.dotted(node.func) in _READING and len(node.args) == 2:
        return _parts(scope, node.args[1], depth, usual)
    func = node.func
    cut = node.args[0].value if len(node.args) == 1 and isinstance(node.args[0], ast.Constant) else None
    if not isinstance(func, ast.Attribute) or func.attr != "rstrip" or not isinstance(cut, str):
        return None
    parts = _parts(scope, func.value, depth, usual)
    last = parts[-1] if parts else None
    if parts is None or not isinstance(last, ast.Constant):
        return None
    return [*parts[:-1], ast.Constant(str(last.value).rstrip(cut))]


def _filled(scope: FunctionScope, item: ast.expr, depth: int, usual: bool) -> list[ast.expr]:
    """A part of an f-string with its text, where it has one."""
    if not isinstance(item, ast.FormattedValue) or item.conversion != -1 or item.format_spec is not None:
        return [item]
    return (_parts(scope, item.value, depth, usual) if depth else None) or [item]


def _is_shown(scope: FunctionScope, node: ast.Constant) -> bool:
    """Whether a text is no credential."""
    shown = quoting.source(node)
    return secrets.hidden(shown, scope.module.module.tree) == shown


_Meanings = Iterator[tuple[FunctionScope, ast.expr]]


def _meanings(scope: FunctionScope, node: ast.Name | ast.Attribute, usual: bool) -> _Meanings:
    """What a name or an attribute of the class stands for, with the place that it is read in."""
    if isinstance(node, ast.Attribute):
        yield from _of_class(scope, node)
    elif node.id in scope.parameters:
        default = scope.defaults.get(node.id) if usual and node.id not in scope.bindings else None
        if default is not None:
            yield FunctionScope(scope.module), default
    elif scope.is_local(node.id):
        value = given.assigned(scope, node)
        if value is not None:
            yield scope, value
    elif scope.owner is not None and scope.function is None and node.id in scope.owner.values:
        # In the body of a class its own names come first
        yield scope, scope.owner.values[node.id]
    else:
        found = scope.constant(node)
        # Of an imported one only a text that needs no other names
        if found is not None and (node.id in scope.module.constants or isinstance(found, ast.Constant)):
            yield FunctionScope(scope.module), found


def _of_class(scope: FunctionScope, node: ast.Attribute) -> _Meanings:
    """The value of a class attribute that nothing sets again, or what ``__init__`` alone sets."""
    owner = scope.owner
    if owner is None or not scope.is_receiver(node.value):
        return
    every = list(owner.lineage())
    set_ = [(item, *pair) for item in every for pair in item.assignments.get(node.attr, ())]
    home, value, method = set_[0] if len(set_) == 1 else (owner, None, None)
    is_own = not any(node.attr in item.values for item in every)
    if value is not None and method is not None and method.name == "__init__" and is_own:
        yield FunctionScope(home.module, method, home), value
    elif not set_:
        home_ = next((item for item in every if node.attr in item.values), None)
        if home_ is not None:
            yield FunctionScope(home_.module, None, home_), home_.values[node.attr]
