"""Expressions in the caller's terms: a local name is replaced by the expression that it is set to."""

from __future__ import annotations

import ast
import copy
from collections.abc import Collection, Iterator, Mapping, Sequence

from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import pure, stable
from sphinx_howto.analysis.scope import FunctionNode, FunctionScope
from sphinx_howto.english.facts import normal, places

#: A definition longer than this stays behind its name.
_LONGEST = 60
#: A definition longer than this does not explain a condition.
_LONGEST_EXPLANATION = 50
#: The same for a call that is told in words.
_LONGEST_PHRASED = 80
#: A definition is followed through so many others.
_DEPTH = 2
_CONTAINERS = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp, ast.Constant)
BUILDERS = {"list", "dict", "set", "bytearray", "collections.deque", "collections.defaultdict"}

_SETTING = (ast.Assign, ast.AugAssign, ast.AnnAssign)
#: What binds a name that needs no explanation.
_SPEAKING = (ast.ExceptHandler, *FunctionNode, ast.ClassDef)


def resolved(scope: FunctionScope, node: ast.expr) -> ast.expr:
    """``node`` with each local that is set once, to a short pure expression of given names, replaced."""
    known = _definitions(scope, node)
    return _Replacement(known).visit(copy.deepcopy(node)) if known else node


def _definitions(scope: FunctionScope, node: ast.expr) -> dict[str, ast.expr]:
    """Local name -> its only definition, where that is short and still holds at ``node``."""
    found: dict[str, ast.expr] = {}
    names = [item for item in ast.walk(node) if isinstance(item, ast.Name)]
    for item in names:
        if item.id not in found:
            value = definition(scope, item)
            if (
                value is not None
                and len(quoting.source(value)) <= _LONGEST
                and not normal.is_path(scope, item.id, value)
                and still_holds(scope, item, value)
            ):
                found[item.id] = value
    return found


def still_holds(scope: FunctionScope, use: ast.Name, value: ast.expr) -> bool:
    """Whether the value cannot have been changed in place between its definition and ``use``."""
    if isinstance(value, (ast.Constant, ast.JoinedStr, ast.Compare)) or _is_unchangeable(scope, value):
        return True
    begin = places.end(value)
    others = [item for item in places.reads(scope, use.id) if item is not use and places.place(item) >= begin]
    if any(first <= use.lineno <= last for first, last in places.loops(scope)):
        # What stands below may have run before
        return not others
    return all(places.place(item) > places.place(use) for item in others)


#: Methods of strings alone, whose results are strings.
_OF_TEXT = {"strip", "lstrip", "rstrip", "lower", "upper", "casefold", "title", "capitalize"}
_UNCHANGEABLE = {"str", "bytes", "int", "float", "bool"}


def _is_unchangeable(scope: FunctionScope, value: ast.expr) -> bool:
    """Whether a value is of a type that nothing can change in place."""
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr in _OF_TEXT:
        return True
    known = scope.type_of(value)
    return known is not None and known.name in _UNCHANGEABLE


def definition(scope: FunctionScope, use: ast.Name) -> ast.expr | None:
    """The pure expression of given names that a local, or a parameter bound again, is set to, once."""
    return _definition(scope, use, _DEPTH)


def _definition(scope: FunctionScope, use: ast.Name, depth: int) -> ast.expr | None:
    value = assigned(scope, use)
    if value is None or not pure.is_pure(scope, value):
        return None
    known: dict[str, ast.expr] = {}
    for item in _locals(scope, value) if depth else ():
        inner = _definition(scope, item, depth - 1)
        if inner is not None and still_holds(scope, item, inner):
            known[item.id] = inner
    whole = _Replacement(known).visit(copy.deepcopy(value)) if known else value
    return whole if stable.is_stable(scope, whole) else None


def _locals(scope: FunctionScope, value: ast.expr) -> list[ast.Name]:
    """Where a value reads what a caller cannot know."""
    names = [item for item in ast.walk(value) if isinstance(item, ast.Name)]
    return [item for item in names if is_own(scope, item.id)]


def kept(scope: FunctionScope, node: ast.expr) -> set[str]:
    """The names in an expression without those that nobody knows.

    These are parameters that may no longer be what the caller gave, and caught exceptions.
    """
    names = [item for item in ast.walk(node) if isinstance(item, ast.Name)]
    return {item.id for item in names if not (is_rebound(scope, item) or _is_caught(scope, item.id))}


def _is_caught(scope: FunctionScope, name: str) -> bool:
    return any(isinstance(statement, ast.ExceptHandler) for _, statement in scope.bindings.get(name, []))


def assigned(scope: FunctionScope, use: ast.Name) -> ast.expr | None:
    """The expression that a name is set to by the statement that alone decides what it is at ``use``."""
    last = _last(scope, use)
    if last is None or last[0] is None or not _sets(last[1], use.id):
        return None
    return last[0]


def _last(scope: FunctionScope, use: ast.Name) -> tuple[ast.expr | None, ast.AST] | None:
    """The binding that is passed on every way to ``use``, with no other after it."""
    bound = scope.bindings.get(use.id, [])
    if len(bound) == 1 and use.id not in scope.parameters:
        return bound[0]
    before = [item for item in bound if places.line(item[1]) < use.lineno]
    if not before:
        return None
    found = max(before, key=lambda item: places.line(item[1]))
    begin = places.line(found[1])
    inside = begin < use.lineno <= places.blocks(scope).get(id(found[1]), 0)
    again = any(
        first <= use.lineno <= last and not first <= begin
        for first, last in places.loops(scope)
        if any(first <= places.line(item[1]) <= last for item in bound)
    )
    return found if inside and not again else None


def is_rebound(scope: FunctionScope, use: ast.Name) -> bool:
    """Whether a parameter may no longer mean what the caller gave."""
    return any(True for _ in _rebinding(scope, use))


def is_replaced(scope: FunctionScope, use: ast.Name) -> bool:
    """Whether a parameter is bound again only by assignments above: it is that argument or its stand-in."""
    found = list(_rebinding(scope, use))
    above = all(getattr(statement, "lineno", 0) < use.lineno for statement in found)
    return above and all(isinstance(item, (ast.Assign, ast.AnnAssign, ast.AugAssign)) for item in found)


def _rebinding(scope: FunctionScope, use: ast.Name) -> Iterator[ast.AST]:
    """The statements that bind a parameter again before ``use``."""
    if use.id not in scope.parameters:
        return
    around = [(first, last) for first, last in places.loops(scope) if first <= use.lineno <= last]
    for value, statement in scope.bindings.get(use.id, []):
        if value is not None and (is_parsed(value) or normal.is_path(scope, use.id, value)):
            continue
        entered = [item.context_expr for item in getattr(statement, "items", ())]
        if any(use is node for value in entered for node in ast.walk(value)):
            continue
        line = getattr(statement, "lineno", 0)
        # What a statement reads, it reads before it binds
        read = isinstance(statement, _SETTING) and use.lineno <= places.last(statement)
        before = line <= use.lineno and not read and (getattr(value, "end_lineno", 0) or 0) < use.lineno
        again = any(first <= line <= last for first, last in around)
        if again or (before and not places.is_apart(scope, line, use.lineno)):
            yield statement


def is_same_between(scope: FunctionScope, one: ast.expr, other: ast.expr) -> bool:
    """Whether no name and no attribute of a test is set between two of them."""
    first, last = sorted((one, other), key=lambda node: node.lineno)
    names = {item.id for item in ast.walk(one) if isinstance(item, ast.Name)}
    bound = [
        getattr(statement, "lineno", 0) for name in names for _, statement in scope.bindings.get(name, [])
    ]
    is_set = any(first.lineno < line <= last.lineno for line in bound)
    return not is_set and not stable.is_changed_between(scope, one, last.lineno)


def loop_of(scope: FunctionScope, use: ast.Name) -> ast.For | ast.AsyncFor | None:
    """The loop around ``use`` that alone sets the name to its items; else None."""
    bound = [statement for _, statement in scope.bindings.get(use.id, [])]
    around = [
        item
        for item in bound
        if isinstance(item, (ast.For, ast.AsyncFor))
        and item.body[0].lineno <= use.lineno <= (item.body[-1].end_lineno or 0)
    ]
    loop = around[-1] if around else None
    if loop is None or any(loop.lineno < getattr(item, "lineno", 0) <= places.last(loop) for item in bound):
        return None
    return loop


def unpacked(scope: FunctionScope, use: ast.Name) -> tuple[int, ast.expr] | None:
    """Which part of which value a name is set to by the statement that alone decides what it is."""
    found = _last(scope, use)
    if found is None or found[0] is not None or not isinstance(found[1], ast.Assign):
        return None
    target = found[1].targets[0]
    names = [getattr(item, "id", "") for item in target.elts] if isinstance(target, ast.Tuple) else []
    return (names.index(use.id), found[1].value) if use.id in names else None


def explained(
    scope: FunctionScope, nodes: Sequence[ast.expr], without: Collection[str] = ()
) -> Mapping[str, ast.expr] | None:
    """Local name -> the expression that it is set to, for the locals in ``nodes``; None if one has none.

    Names that need no explanation are left out: those ``without``, parameters, what a handler binds,
    parsed arguments.
    """
    found: dict[str, ast.expr] = {}
    for item in (item for node in nodes for item in ast.walk(node)):
        if not isinstance(item, ast.Name) or not is_own(scope, item.id) or item.id in {*found, *without}:
            continue
        value, statement = scope.bindings[item.id][0]
        if len(scope.bindings[item.id]) > 1 or value is None or not _sets(statement, item.id):
            return None
        if is_parsed(value):
            continue
        if not _explains(scope, value):
            return None
        found[item.id] = value
    return found


def is_own(scope: FunctionScope, name: str) -> bool:
    """Whether a caller cannot know what a name stands for: a local, no function or class and no handler's."""
    bound = scope.bindings.get(name, [])
    return (
        bool(bound)
        and name not in scope.parameters
        and not all(isinstance(statement, _SPEAKING) for _, statement in bound)
    )


def _sets(statement: ast.AST, name: str) -> bool:
    """``name = value``, or ``a, name = 1, value``."""
    if isinstance(statement, ast.AnnAssign):
        return isinstance(statement.target, ast.Name) and statement.target.id == name
    return isinstance(statement, ast.Assign) and len(statement.targets) == 1


def is_parsed(value: ast.expr) -> bool:
    """Whether a value is what ``argparse`` makes of the command line."""
    func = value.func if isinstance(value, ast.Call) else None
    return isinstance(func, ast.Attribute) and func.attr == "parse_args"


def _explains(scope: FunctionScope, value: ast.expr) -> bool:
    """Whether a value is short, of names that the caller knows, and no container that may be filled later."""
    longest = _LONGEST_EXPLANATION if pure.is_pure(scope, value) else _LONGEST_PHRASED
    if len(quoting.source(value)) > longest or isinstance(value, _CONTAINERS):
        return False
    if isinstance(value, ast.Call) and (scope.dotted(value.func) in BUILDERS or is_filled_later(value)):
        return False
    names = [item for item in ast.walk(value) if isinstance(item, ast.Name)]
    return not any(
        (is_own(scope, item.id) and not _is_command_line(scope, item.id)) or is_rebound(scope, item)
        for item in names
    )


def is_filled_later(value: ast.expr) -> bool:
    """``Message()``: an object that is empty when it is made says nothing of what it is when it is used."""
    if not isinstance(value, ast.Call) or value.args or value.keywords:
        return False
    name = quoting.source(value.func).rpartition(".")[2]
    return name[:1].isupper()


def is_settled(scope: FunctionScope, test: ast.expr, values: Mapping[str, ast.expr]) -> bool:
    """Whether a test says what the caller knows, its locals being what ``values`` tells, unchanged since."""
    names = [item for item in ast.walk(test) if isinstance(item, ast.Name)]
    settled = all(still_holds(scope, item, values[item.id]) for item in names if item.id in values)
    return settled and stable.is_stable(scope, test, values.keys())


def _is_command_line(scope: FunctionScope, name: str) -> bool:
    """Whether a name stands for what ``argparse`` makes of the command line, and nothing else."""
    return all(value is not None and is_parsed(value) for value, _ in scope.bindings.get(name, []))


class _Replacement(ast.NodeTransformer):
    def __init__(self, known: Mapping[str, ast.expr]) -> None:
        self._known = known

    def visit_Name(self, node: ast.Name) -> ast.expr:
        value = self._known.get(node.id)
        return copy.deepcopy(value) if value is not None else node
