"""Assignments to one or several targets, and deletions."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import replace

from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import types
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import conditions, gathered, names, operands, values
from sphinx_howto.english.outline import Act, Choice, Node, Source
from sphinx_howto.english.phrase import code, fill, join
from sphinx_howto.english.statements import branches, calls, payloads, telling, unpacking


def tell_assign(teller: telling.Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, ast.Assign)
    if _is_left(node) and not _is_read(teller.scope, "_"):
        return calls.tell_expression(teller, ast.copy_location(ast.Expr(node.value), node), source)
    if len(node.targets) == 1:
        return _set(teller, node.targets[0], node.value, source)
    nouns = tuple(noun for target in node.targets for noun in names.nouns(target))
    plain_targets = [target for target in node.targets if not isinstance(target, (ast.Tuple, ast.List))]
    if len(plain_targets) < len(node.targets):
        parts = [operands.quote(teller.scope, target) for target in node.targets]
        text = fill(
            "assigns {value} to each of {targets}",
            value=operands.quote(teller.scope, node.value),
            targets=join(parts),
        )
        return [Act(text, source, "set", nouns)]
    targets = join([operands.quote(teller.scope, target) for target in node.targets])
    message = "{targets} both to {value}" if len(node.targets) == 2 else "{targets} all to {value}"
    item = fill(message, targets=targets, value=values.value(teller.scope, node.value))
    return [telling.merging("sets {items}", item, source, "set", nouns)]


def _is_left(node: ast.Assign) -> bool:
    """Whether the result of a call is given to ``_``, the name of what nobody reads."""
    value = node.value.value if isinstance(node.value, ast.Await) else node.value
    only = node.targets[0] if len(node.targets) == 1 else None
    return isinstance(value, ast.Call) and isinstance(only, ast.Name) and only.id == "_"


def _is_read(scope: FunctionScope, name: str) -> bool:
    """Whether the module reads ``name`` anywhere: ``_`` also translates texts."""
    reading = (item for item in ast.walk(scope.module.module.tree) if isinstance(item, ast.Name))
    return any(item.id == name and isinstance(item.ctx, ast.Load) for item in reading)


def tell_annotated(teller: telling.Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, ast.AnnAssign)
    return [] if node.value is None else _set(teller, node.target, node.value, source)


def _set(teller: telling.Teller, target: ast.expr, value: ast.expr, source: Source) -> list[Node]:
    """The first of the rules that fits; at worst ``sets `target` to value``."""
    for rule in SET_RULES:
        found = rule(teller, target, value, source)
        if found is not None:
            return found
    role = "set"
    if isinstance(target, ast.Attribute):
        role = "state" if teller.scope.is_receiver(target.value) else "attribute"
    told = values.value(teller.scope, value)
    item = fill("{target} to {value}", target=operands.quote(teller.scope, target), value=told)
    known = calls.label_of(teller.scope, value) if isinstance(value, ast.Call) else ()
    nouns = (*names.nouns(target), *known)
    act = telling.merging("sets {items}", item, source, role, nouns)
    act = replace(act, made=_made(teller.scope, value))
    head = fill("sets {target} to a dictionary", target=operands.quote(teller.scope, target))
    return [payloads.listed(teller, act, value, head)]


#: Kind of an expression, or built-in function -> what it makes.
_KINDS: Mapping[type[ast.expr], str] = {
    ast.ListComp: "List", gathered.Chained: "List", ast.List: "List", ast.DictComp: "Dictionary",
    ast.Dict: "Dictionary", gathered.Counts: "Counts", gathered.Lists: "Groups", ast.SetComp: "Set",
    ast.JoinedStr: "Text", ast.Compare: "Comparison", ast.Lambda: "Function",
}  # fmt: skip
_MADE: Mapping[str, str] = {
    "sum": "Total", "next": "Search", "any": "Check", "all": "Check", "len": "Length", "list": "List",
    "dict": "Dictionary", "set": "Set", "str": "Text", "int": "Number", "float": "Number",
}  # fmt: skip


def _made(scope: FunctionScope, value: ast.expr) -> str:
    """A label from what kind of thing a value is, where its name makes none."""
    if not isinstance(value, ast.Call):
        return _KINDS.get(type(value), "")
    if quoting.source(value).startswith("sum((1 for "):
        return "Count"
    return _MADE.get(scope.dotted(value.func) or "", "")


def _set_unpacked(
    teller: telling.Teller, target: ast.expr, value: ast.expr, source: Source
) -> list[Node] | None:
    if not isinstance(target, (ast.Tuple, ast.List)):
        return None
    return unpacking.told(teller.scope, target, value, source)


def _set_sent(
    teller: telling.Teller, target: ast.expr, value: ast.expr, source: Source
) -> list[Node] | None:
    """``x = yield v`` -> yields `v` and sets `x` to what is sent back."""
    if not isinstance(value, (ast.Yield, ast.YieldFrom)):
        return None
    clause = fill(
        "{clause} and sets {target} to what is sent back",
        clause=calls.yielded(teller.scope, value),
        target=operands.quote(teller.scope, target),
    )
    return [Act(clause, source, "yield", names.nouns(target))]


def _set_type(
    teller: telling.Teller, target: ast.expr, value: ast.expr, source: Source
) -> list[Node] | None:
    """``Slot = tuple[int, int]`` in a module -> defines `Slot` as the type `tuple[int, int]`."""
    scope = teller.scope
    at_module_level = scope.function is None and scope.owner is None
    if not (isinstance(target, ast.Name) and at_module_level and scope.module.alias(target.id) is not None):
        return None
    item = fill("{name} as the type {value}", name=code(target.id), value=operands.quote(scope, value))
    return [telling.merging("defines {items}", item, source, "type", ("Types",))]


def _set_stored(
    teller: telling.Teller, target: ast.expr, value: ast.expr, source: Source
) -> list[Node] | None:
    """``self.x = x`` of a parameter -> stores `x`."""
    scope = teller.scope
    if not _is_stored_parameter(scope, target, value):
        return None
    assert isinstance(target, ast.Attribute)
    assert isinstance(value, ast.Name)
    item = operands.quote(scope, value)
    if value.id == target.attr:
        return [telling.merging("stores {items}", item, source, "store", names.nouns(target))]
    item = fill("{value} in {target}", value=item, target=operands.quote(scope, target))
    return [telling.merging("stores {items}", item, source, "store as", names.nouns(target))]


def _set_item(
    teller: telling.Teller, target: ast.expr, value: ast.expr, source: Source
) -> list[Node] | None:
    """``d[k] = v`` of a proven mapping -> stores `v` in `d` under `k`."""
    scope = teller.scope
    if not isinstance(target, ast.Subscript) or isinstance(target.slice, ast.Slice):
        return None
    mapping = scope.type_of(target.value)
    if mapping is None or mapping.name not in types.MAPPINGS:
        return None
    told = values.value(scope, value)
    if not conditions.is_plain(told):
        told = operands.quote(scope, value)
    item = fill(
        "{value} in {mapping} under {key}",
        value=told,
        mapping=operands.quote(scope, target.value),
        key=operands.operand(scope, target.slice),
    )
    nouns = (*names.nouns(target), *names.nouns(target.value))
    act = telling.merging("stores {items}", item, source, "store item", nouns)
    owner, key = operands.quote(scope, target.value), operands.operand(scope, target.slice)
    if len(owner) == len(key) == 1:
        # Several of one mapping name it once
        item = fill("{value} under {key}", value=told, key=key)
        act = replace(act, wrapper="stores {items} in {target}", item=item, target=owner)
    return [act]


def _set_opened(
    teller: telling.Teller, target: ast.expr, value: ast.expr, source: Source
) -> list[Node] | None:
    """A known call that has a clause but no noun phrase: what it does is said, then where it is kept."""
    scope = teller.scope
    if not isinstance(value, ast.Call) or not _is_opened(scope, value):
        return None
    clause = calls.clause_of(scope, value)
    if clause is None:
        return None
    text = fill(
        "{clause}, with the result kept as {target}", clause=clause, target=operands.quote(scope, target)
    )
    return [Act(text, source, "open", (*calls.label_of(scope, value), *names.nouns(target)))]


def _set_or_kept(
    teller: telling.Teller, target: ast.expr, value: ast.expr, source: Source
) -> list[Node] | None:
    """``x = x or y`` -> if `x` is falsy, sets `x` to `y`; likewise ``x = x if C else y``."""
    name = quoting.source(target)
    if isinstance(value, ast.BoolOp) and isinstance(value.op, ast.Or) and len(value.values) == 2:
        kept, other = value.values
        test, negated = kept, True
    elif isinstance(value, ast.IfExp) and name == quoting.source(value.orelse):
        kept, other, test, negated = value.orelse, value.body, value.test, False
    elif isinstance(value, ast.IfExp):
        kept, other, test, negated = value.body, value.orelse, value.test, True
    else:
        return None
    if quoting.source(kept) != name:
        return None
    head = branches.case_head(teller.scope, test, negated)
    return [Choice(((head, tuple(_set(teller, target, other, source))),), source, names.nouns(target))]


def _set_by_condition(
    teller: telling.Teller, target: ast.expr, value: ast.expr, source: Source
) -> list[Node] | None:
    """``x = [...] if C else []`` where the condition could be read as a part of the value: two cases."""
    if not isinstance(value, ast.IfExp) or isinstance(value.body, ast.IfExp):
        return None
    if conditions.is_plain(values.value(teller.scope, value.body)):
        return None
    inner = replace(source, comment="", label="")
    cases = (
        (branches.case_head(teller.scope, value.test), tuple(_set(teller, target, value.body, inner))),
        ((), tuple(_set(teller, target, value.orelse, inner))),
    )
    return [Choice(cases, source, names.nouns(target))]


SetRule = Callable[[telling.Teller, ast.expr, ast.expr, Source], "list[Node] | None"]
SET_RULES: tuple[SetRule, ...] = (
    _set_unpacked,
    _set_sent,
    _set_type,
    _set_stored,
    _set_item,
    _set_opened,
    _set_or_kept,
    _set_by_condition,
)


def _is_stored_parameter(scope: FunctionScope, target: ast.expr, value: ast.expr) -> bool:
    return (
        isinstance(target, ast.Attribute)
        and scope.is_receiver(target.value)
        and isinstance(value, ast.Name)
        and value.id in scope.parameters
        and value.id not in scope.bindings
    )


def _is_opened(scope: FunctionScope, value: ast.Call) -> bool:
    """Whether a call acts on the outside world, so that what it does is said before its result."""
    match = scope.match(value)
    if match is None or match.entry.value or match.entry.name.startswith("*."):
        return False
    return bool(match.entry.clause)


def tell_delete(teller: telling.Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, ast.Delete)
    items = [operands.quote(teller.scope, target) for target in node.targets]
    return [telling.merging("deletes {items}", join(items), source, "delete", names.nouns(node.targets[0]))]
