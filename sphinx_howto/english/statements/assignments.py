"""Assignments of every shape, updates and deletions."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import types
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import conditions, names, operands, values
from sphinx_howto.english.outline import Act, Choice, Node, Source
from sphinx_howto.english.phrase import code, fill, join, plain
from sphinx_howto.english.statements import branches, calls, telling


def tell_assign(teller: telling.Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, ast.Assign)
    if len(node.targets) == 1:
        return _set(teller, node.targets[0], node.value, source)
    targets = join([operands.quote(teller.scope, target) for target in node.targets])
    nouns = tuple(noun for target in node.targets for noun in names.nouns(target))
    item = fill("{targets} to {value}", targets=targets, value=values.value(teller.scope, node.value))
    return [telling.merging("sets {items}", item, source, "set", nouns)]


def tell_annotated(teller: telling.Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, ast.AnnAssign)
    return [] if node.value is None else _set(teller, node.target, node.value, source)


def _set(teller: telling.Teller, target: ast.expr, value: ast.expr, source: Source) -> list[Node]:
    scope = teller.scope
    if isinstance(target, (ast.Tuple, ast.List)):
        return _unpack(teller, target, value, source)
    if isinstance(value, (ast.Yield, ast.YieldFrom)):
        return [Act(fill("{clause} and sets {target} to what is sent back", clause=calls.yielded(scope, value),
                         target=operands.quote(scope, target)), source, "yield", names.nouns(target))]
    nouns = names.nouns(target)
    if isinstance(target, ast.Name) and scope.function is None and scope.owner is None \
            and scope.module.alias(target.id) is not None:
        return [telling.merging("defines {items}", fill("{name} as the type {value}",
                         name=code(target.id), value=operands.quote(scope, value)), source, "type", ("Types",))]
    if _is_stored_parameter(scope, target, value):
        assert isinstance(target, ast.Attribute)
        same = isinstance(value, ast.Name) and value.id.lstrip("_") == target.attr.lstrip("_")
        item = operands.quote(scope, value) if same and isinstance(value, ast.Name) and value.id == target.attr else \
            fill("{value} in {target}", value=operands.quote(scope, value), target=operands.quote(scope, target))
        wrapper = "stores {items}" if not isinstance(item[-1], document.Code) or len(item) == 1 else "stores {items}"
        return [telling.merging(wrapper, item, source, "store", nouns)]
    if isinstance(target, ast.Subscript) and not isinstance(target.slice, ast.Slice):
        mapping = scope.type_of(target.value)
        if mapping is not None and mapping.name in types.MAPPINGS:
            told = values.value(scope, value)
            if not conditions.is_plain(told) and plain(told[:1]).split(" ")[0] != "a":
                told = operands.quote(scope, value)
            item = fill("{value} in {mapping} under {key}", value=told,
                        mapping=operands.quote(scope, target.value), key=operands.operand(scope, target.slice))
            return [telling.merging("stores {items}", item, source, "store item", (*nouns, *names.nouns(target.value)))]
    if isinstance(value, ast.Call) and _is_opened(scope, value):
        clause = calls.clause_of(scope, value)
        if clause is not None:
            return [Act(fill("{clause}, kept as {target}", clause=clause, target=operands.quote(scope, target)), source,
                        "open", (*calls.label_of(scope, value), *nouns))]
    role = "state" if isinstance(target, ast.Attribute) else "set"
    if isinstance(value, ast.BoolOp) and isinstance(value.op, ast.Or) and len(value.values) == 2 \
            and quoting.source(value.values[0]) == quoting.source(target):
        return [Choice(((branches.case_head(scope, value.values[0], negated=True),
                         tuple(_set(teller, target, value.values[1], source))),), source, nouns)]
    if isinstance(value, ast.IfExp) and quoting.source(target) in (quoting.source(value.orelse), quoting.source(value.body)):
        kept_last = quoting.source(value.orelse) == quoting.source(target)
        head = branches.case_head(scope, value.test, negated=not kept_last)
        return [Choice(((head, tuple(_set(teller, target, value.body if kept_last else value.orelse, source))),),
                       source, nouns)]
    item = fill("{target} to {value}", target=operands.quote(scope, target), value=values.value(scope, value))
    return [telling.merging("sets {items}", item, source, role, nouns)]


def _is_stored_parameter(scope: FunctionScope, target: ast.expr, value: ast.expr) -> bool:
    return (isinstance(target, ast.Attribute) and scope.is_receiver(target.value)
            and isinstance(value, ast.Name) and value.id in scope.parameters and value.id not in scope.bindings)


def _is_opened(scope: FunctionScope, value: ast.Call) -> bool:
    """Whether a call acts on the outside world, so that what it does is said before its result."""
    match = scope.match(value)
    return (match is not None and not match.entry.value and bool(match.entry.clause))


def _unpack(teller: telling.Teller, target: ast.Tuple | ast.List, value: ast.expr, source: Source) -> list[Node]:
    scope = teller.scope
    if isinstance(value, (ast.Tuple, ast.List)) and len(value.elts) == len(target.elts) and not any(
            isinstance(item, ast.Starred) for item in (*target.elts, *value.elts)):
        return [_parallel(scope, target, value, source)]
    starred = [index for index, item in enumerate(target.elts) if isinstance(item, ast.Starred)]
    nouns = tuple(noun for item in target.elts for noun in names.nouns(item))
    shown = [operands.quote(scope, item.value if isinstance(item, ast.Starred) else item) for item in target.elts]
    if starred:
        shown[starred[0]] = fill("{name} (a list of the items in between)" if 0 < starred[0] < len(shown) - 1 else
                                 "{name} (a list of the other items)", name=shown[starred[0]])
    told = values.value(scope, value)
    if not conditions.is_plain(told):
        told = operands.quote(scope, value)
    return [telling.merging("unpacks {items}", fill("{value} into {targets}", value=told, targets=join(shown)), source,
                     "unpack", nouns)]


def _parallel(scope: FunctionScope, target: ast.Tuple | ast.List, value: ast.Tuple | ast.List, source: Source) -> Act:
    """``a, b = x, y``: all right sides are evaluated first, so independence must be proven to split it."""
    nouns = tuple(noun for item in target.elts for noun in names.nouns(item))
    bound = {quoting.source(item) for item in target.elts}
    used = {quoting.source(part) for item in value.elts for part in ast.walk(item)
            if isinstance(part, (ast.Name, ast.Attribute, ast.Subscript))}
    if len(target.elts) == 2 and quoting.source(target.elts[0]) == quoting.source(value.elts[1]) and \
            quoting.source(target.elts[1]) == quoting.source(value.elts[0]):
        return Act(fill("swaps {first} and {last}", first=operands.quote(scope, target.elts[0]),
                        last=operands.quote(scope, target.elts[1])), source, "set", nouns)
    if bound & used:
        return Act(fill("sets {targets} at once to {values}",
                        targets=join([operands.quote(scope, item) for item in target.elts]),
                        values=join([operands.operand(scope, item) for item in value.elts])), source, "set", nouns)
    items = [fill("{target} to {value}", target=operands.quote(scope, left), value=values.value(scope, right))
             for left, right in zip(target.elts, value.elts)]
    return telling.merging("sets {items}", join(items), source, "set", nouns)


_UPDATES: Mapping[type[ast.operator], str] = {
    ast.Add: "adds {value} to {target}", ast.Sub: "subtracts {value} from {target}",
    ast.Mult: "multiplies {target} by {value}", ast.Div: "divides {target} by {value}",
}


def tell_update(teller: telling.Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, ast.AugAssign)
    scope = teller.scope
    found = scope.type_of(node.target)
    message = _UPDATES.get(type(node.op), "updates {target} with {code}")
    if isinstance(node.op, ast.Add) and found is not None and not found.optional and found.name in {"str", "list", "bytes"}:
        message = "appends {value} to {target}" if found.name != "list" else "extends {target} by {value}"
    if isinstance(node.op, ast.Mod) or isinstance(node.op, ast.Mult) and not (
            found is not None and found.name in types.NUMBERS) and isinstance(node.value, (ast.List, ast.Constant)):
        message = "updates {target} with {code}"
    told = values.value(scope, node.value)
    if not conditions.is_plain(told):
        message = {"adds {value} to {target}": "adds to {target} {value}"}.get(message, message)
        told = told if message.startswith("adds to") else operands.quote(scope, node.value)
    shown = {"target": operands.quote(scope, node.target), "value": told, "code": code(quoting.short(node))}
    used = {name: spans for name, spans in shown.items() if "{" + name + "}" in message}
    return [Act(fill(message, **used), source, "update", names.nouns(node.target))]


def tell_delete(teller: telling.Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, ast.Delete)
    items = [operands.quote(teller.scope, target) for target in node.targets]
    return [telling.merging("deletes {items}", join(items), source, "delete", names.nouns(node.targets[0]))]
