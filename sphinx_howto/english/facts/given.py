"""Expressions in the caller's terms: a local name is replaced by the expression that it is set to."""

from __future__ import annotations

import ast
import copy
from collections.abc import Collection, Iterator, Mapping, Sequence

from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import pure, stable
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english.facts import places

#: A definition longer than this stays behind its name.
_LONGEST = 60
#: A definition longer than this does not explain a condition.
_LONGEST_EXPLANATION = 50
#: The same for a call that is told in words.
_LONGEST_PHRASED = 80
_CONTAINERS = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp, ast.Constant)
_BUILDERS = {"list", "dict", "set", "bytearray", "collections.deque", "collections.defaultdict"}


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
                and _still_holds(scope, item, value)
            ):
                found[item.id] = value
    return found


def _still_holds(scope: FunctionScope, use: ast.Name, value: ast.expr) -> bool:
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
    value = assigned(scope, use)
    holds = value is not None and stable.is_stable(scope, value) and pure.is_pure(scope, value)
    return value if holds else None


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
        if value is not None and (_is_parsed(value) or _is_same_path(scope, use.id, value)):
            continue
        entered = [item.context_expr for item in getattr(statement, "items", ())]
        if any(use is node for value in entered for node in ast.walk(value)):
            continue
        line = getattr(statement, "lineno", 0)
        before = line <= use.lineno and (getattr(value, "end_lineno", 0) or 0) < use.lineno
        if before or any(first <= line <= last for first, last in around):
            yield statement


def taken_from(scope: FunctionScope, use: ast.Name) -> ast.expr | None:
    """What the loop around ``use`` goes over, if it alone sets the name to its items; else None."""
    bound = scope.bindings.get(use.id, [])
    loop = bound[0][1] if len(bound) == 1 else None
    if not isinstance(loop, (ast.For, ast.AsyncFor)) or use.id in scope.parameters:
        return None
    inside = loop.body[0].lineno <= use.lineno <= (loop.body[-1].end_lineno or 0)
    if not inside or not isinstance(loop.target, ast.Name):
        return None
    source = resolved(scope, loop.iter)
    names = [item for item in ast.walk(source) if isinstance(item, ast.Name)]
    known = not any(_is_own(scope, item.id) or is_rebound(scope, item) for item in names)
    return source if known and len(quoting.source(source)) <= _LONGEST_EXPLANATION else None


def explained(
    scope: FunctionScope, nodes: Sequence[ast.expr], without: Collection[str] = ()
) -> Mapping[str, ast.expr] | None:
    """Local name -> the expression that it is set to, for the locals in ``nodes``; None if one has none.

    Names that need no explanation are left out: those ``without``, parameters, what a handler binds,
    parsed arguments.
    """
    found: dict[str, ast.expr] = {}
    for item in (item for node in nodes for item in ast.walk(node)):
        if not isinstance(item, ast.Name) or not _is_own(scope, item.id) or item.id in {*found, *without}:
            continue
        value, statement = scope.bindings[item.id][0]
        if len(scope.bindings[item.id]) > 1 or value is None or not _sets(statement, item.id):
            return None
        if _is_parsed(value):
            continue
        if not _explains(scope, value):
            return None
        found[item.id] = value
    return found


def _is_own(scope: FunctionScope, name: str) -> bool:
    """Whether a caller cannot know what a name stands for."""
    bound = scope.bindings.get(name, [])
    return (
        bool(bound)
        and name not in scope.parameters
        and not all(isinstance(statement, ast.ExceptHandler) for _, statement in bound)
    )


def _sets(statement: ast.AST, name: str) -> bool:
    """``name = value``, or ``a, name = 1, value``."""
    if isinstance(statement, ast.AnnAssign):
        return isinstance(statement.target, ast.Name) and statement.target.id == name
    return isinstance(statement, ast.Assign) and len(statement.targets) == 1


def _is_parsed(value: ast.expr) -> bool:
    """Whether a value is what ``argparse`` makes of the command line."""
    func = value.func if isinstance(value, ast.Call) else None
    return isinstance(func, ast.Attribute) and func.attr == "parse_args"


def _is_same_path(scope: FunctionScope, name: str, value: ast.expr) -> bool:
    """``path = Path(path)``: to a caller still the path that it gave."""
    if not isinstance(value, ast.Call) or len(value.args) != 1 or value.keywords:
        return False
    is_name = isinstance(value.args[0], ast.Name) and value.args[0].id == name
    return is_name and scope.dotted(value.func) in {"pathlib.Path", "pathlib.PurePath"}


def _explains(scope: FunctionScope, value: ast.expr) -> bool:
    """Whether a value is short, of names that the caller knows, and no container that may be filled later."""
    longest = _LONGEST_EXPLANATION if pure.is_pure(scope, value) else _LONGEST_PHRASED
    if len(quoting.source(value)) > longest or isinstance(value, _CONTAINERS):
        return False
    if isinstance(value, ast.Call) and (scope.dotted(value.func) in _BUILDERS or is_filled_later(value)):
        return False
    names = [item for item in ast.walk(value) if isinstance(item, ast.Name)]
    return not any(
        (_is_own(scope, item.id) and not _is_command_line(scope, item.id)) or is_rebound(scope, item)
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
    settled = all(_still_holds(scope, item, values[item.id]) for item in names if item.id in values)
    return settled and stable.is_stable(scope, test, values.keys())


def _is_command_line(scope: FunctionScope, name: str) -> bool:
    """Whether a name stands for what ``argparse`` makes of the command line, and nothing else."""
    return all(value is not None and _is_parsed(value) for value, _ in scope.bindings.get(name, []))


class _Replacement(ast.NodeTransformer):
    def __init__(self, known: Mapping[str, ast.expr]) -> None:
        self._known = known

    def visit_Name(self, node: ast.Name) -> ast.expr:
        value = self._known.get(node.id)
        return copy.deepcopy(value) if value is not None else node
