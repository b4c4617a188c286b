"""What a function changes beyond its instance and arguments: attributes of classes, and lists of ``sys``."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sphinx_howto.analysis import members, paths, raises, state
from sphinx_howto.analysis.scope import FunctionScope

#: What belongs to the whole program.
_OF_PROGRAM = {f"sys.{name}" for name in ("argv", "path", "modules", "stdin", "stdout", "stderr")}
_MUTATORS = frozenset(
    ["append", "extend", "insert", "remove", "pop", "clear", "update", "setdefault", "reverse", "sort"]
)


def changes(member: members.Member, of_class: bool = False) -> Iterator[state.Change]:
    """The changes that a member's own body makes, in source order, by names: ``Shop.count``, ``sys.argv``,
    ``openai.api_key``.

    of_class: instead, the classes that are given attributes whose names a variable holds.
    """
    for statement, node, path in _places(member):
        found = _changed(member.scope, node)
        if found is not None and found[1] is of_class:
            lines = statement.lineno, statement.end_lineno or statement.lineno
            yield state.Change(found[0], False, True, path, lines)


def _places(member: members.Member) -> Iterator[tuple[ast.stmt, ast.expr, paths.Path]]:
    """Targets of assignments and deletions, and calls."""
    for statement, path in member.statements:
        for target in _targets(statement):
            yield statement, target, path
    for statement, node, path in member.expressions:
        if isinstance(node, ast.Call):
            yield statement, node, path


def _targets(statement: ast.stmt) -> list[ast.expr]:
    if isinstance(statement, (ast.Assign, ast.Delete)):
        return statement.targets
    return [statement.target] if isinstance(statement, (ast.AugAssign, ast.AnnAssign)) else []


def _changed(scope: FunctionScope, node: ast.expr) -> tuple[str, bool] | None:
    """The name of what a target or a call changes, and whether it is a class that is given attributes."""
    if isinstance(node, ast.Call):
        return _by_call(scope, node)
    inside = node.value if isinstance(node, ast.Subscript) else node
    if scope.dotted(inside) in _OF_PROGRAM:
        return ast.unparse(inside), False
    if isinstance(inside, ast.Attribute) and _is_of_module(scope, inside):
        return ast.unparse(inside), False
    owner = _class(scope, inside.value) if isinstance(inside, ast.Attribute) else ""
    return (f"{owner}.{inside.attr}", False) if owner and isinstance(inside, ast.Attribute) else None


def _is_of_module(scope: FunctionScope, node: ast.Attribute) -> bool:
    """``openai.api_key``: whether a target is an attribute of a module that is imported by its name."""
    root = node.value
    while isinstance(root, ast.Attribute):
        root = root.value
    path = scope.dotted(node.value)
    if not isinstance(root, ast.Name) or path is None or scope.dotted(node) in _TOLD_ELSEWHERE:
        return False
    # A class of a module has a name of its own
    return path.rpartition(".")[2][:1].islower() and root.id in {*scope.module.imports, *scope.imports}


#: What other facts tell.
_TOLD_ELSEWHERE = {"os.environ"}


def _by_call(scope: FunctionScope, call: ast.Call) -> tuple[str, bool] | None:
    func = call.func
    if scope.dotted(func) in {"setattr", "delattr"} and len(call.args) > 1:
        owner, name = _class(scope, call.args[0]), call.args[1]
        if not owner:
            return None
        is_literal = isinstance(name, ast.Constant) and isinstance(name.value, str)
        return (f"{owner}.{name.value}", False) if is_literal else (owner, True)  # type: ignore[attr-defined]
    if isinstance(func, ast.Attribute) and func.attr in _MUTATORS and scope.dotted(func.value) in _OF_PROGRAM:
        return ast.unparse(func.value), False
    return None


def _class(scope: FunctionScope, node: ast.expr) -> str:
    """The project class that an expression gives: `Shop`, `type(self)`, `self.__class__`; "" for others."""
    own = scope.owner.node.name if scope.owner is not None else ""
    if isinstance(node, ast.Call) and scope.dotted(node.func) == "type" and len(node.args) == 1:
        return own if scope.is_receiver(node.args[0]) else ""
    if isinstance(node, ast.Attribute) and node.attr == "__class__":
        return own if scope.is_receiver(node.value) else ""
    if isinstance(node, ast.Name) and not scope.is_receiver(node):
        bound = scope.bindings.get(node.id, ())
        if len(bound) == 1 and isinstance(bound[0][0], (ast.Call, ast.Attribute)):
            return _class(scope, bound[0][0])
        path = scope.dotted(node)
        known = raises.class_of(scope, path) if path is not None and "." in path else None
        return node.id if known is not None and scope.same_project(known.path) else ""
    return ""
