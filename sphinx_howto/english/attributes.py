"""What a class body holds besides methods: generated fields, enum members, declared and set attributes."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import fields
from sphinx_howto.analysis.scope import ClassScope, FunctionScope
from sphinx_howto.english import (
    constant_words,
    field_words,
    functions,
    headers,
    labels,
    layout,
    names,
    operands,
)
from sphinx_howto.english.phrase import Spans, code, fill, join, length, sentence, spaced, words

_ENUMS = {"enum.Enum", "enum.IntEnum", "enum.StrEnum", "enum.Flag", "enum.IntFlag"}


def steps(voice: functions.Voice, scope: ClassScope) -> tuple[document.Step, ...]:
    """Fields first, then what else the class body sets; one step that says so for an empty body."""
    kind = fields.kind(scope)
    told = fields.of(scope) if kind else ()
    result: list[document.Step] = []
    if told:
        result.append(_fields(scope, kind, told, field_words.of(voice, scope)))
    done = {item.name for item in told}
    body = [pruned for item in scope.node.body for pruned in _without_methods(item)]
    rest = [
        item
        for item in body
        if not isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef))
        and not quoting.is_docstring(item)
        and not _declares(item, done)
    ]
    declared = [item for item in rest if isinstance(item, ast.AnnAssign) and item.value is None]
    if declared:
        result.append(_declared(declared))
    assigned = _assigned(voice, scope, [item for item in rest if item not in declared])
    result += constant_words.added(
        voice, [item for item in scope.node.body if item not in declared], assigned
    )
    if not result and not scope.methods:
        result.append(_empty(scope))
    return tuple(result)


def _without_methods(item: ast.stmt) -> list[ast.stmt]:
    """A statement of the class body without the methods in it, which are told as methods."""
    if not isinstance(item, ast.If):
        return [item]
    left = [pruned for part in item.body for pruned in _without_methods(part) if not _is_method(pruned)]
    right = [pruned for part in item.orelse for pruned in _without_methods(part) if not _is_method(pruned)]
    if not left and not right:
        return []
    told = ast.copy_location(ast.If(item.test, left or [ast.Pass()], right), item)
    return [ast.fix_missing_locations(told)]


def _is_method(item: ast.stmt) -> bool:
    return isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef))


def _declares(item: ast.stmt, done: set[str]) -> bool:
    if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
        return item.target.id in done
    return (
        isinstance(item, ast.Assign)
        and len(item.targets) == 1
        and isinstance(item.targets[0], ast.Name)
        and item.targets[0].id in done
    )


def _empty(scope: ClassScope) -> document.Step:
    lines = (scope.node.lineno, scope.node.end_lineno or scope.node.lineno)
    bases = [code(quoting.short(base)) for base in scope.node.bases]
    if bases:
        text = fill(
            "Adds nothing of its own: all attributes and methods come from {bases}.", bases=join(bases)
        )
    else:
        text = words("Has neither attributes nor methods of its own.")
    return document.Step(words("Class body"), text, lines)


def _fields(
    scope: ClassScope, kind: str, told: Sequence[fields.Field], said: Mapping[str, Spans]
) -> document.Step:
    lines = (told[0].lines[0], told[-1].lines[1])
    name = code(scope.node.name)
    intro = _INTROS.get(kind, "{name} is {kind} and takes its fields as arguments, in this order:")
    noun = {"attrs class": "an attrs class"}.get(kind, f"a {kind}")
    if fields.is_frozen(scope) and kind not in _INTROS:
        intro = "{name} is {kind}; its fields are its arguments, in this order, and cannot be assigned again:"
    slots = {"name": name, "kind": words(noun)}
    text = fill(intro, **{key: value for key, value in slots.items() if "{" + key + "}" in intro})
    outside = FunctionScope(scope.module, None, scope)
    children, used = [], set[str]()
    for group in _grouped(told, said):
        label = labels.unique([names.label(item.name) for item in group], used, "Field")
        field = spaced(sentence(_field(outside, group, kind)), *(said.get(item.name, ()) for item in group))
        children.append(document.Step(label, field, (group[0].lines[0], group[-1].lines[1])))
    return document.Step(words("Fields"), text, lines, tuple(children))


#: Kind -> the opening, where the order of the fields does not matter.
_INTROS = {
    "typed dictionary": "{name} is a typed dictionary with these keys:",
    "pydantic model": "{name} is a Pydantic model and takes its fields as keyword arguments:",
}


def _grouped(told: Sequence[fields.Field], said: Mapping[str, Spans]) -> list[list[fields.Field]]:
    """Neighbours that differ only in name and type are told together, unless their author tells of them."""
    groups: list[list[fields.Field]] = []
    for item in told:
        alone = item.name in said or (groups and groups[-1][-1].name in said)
        if groups and not alone and _same(groups[-1][-1], item) and len(groups[-1]) < 8:
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


def _same(left: fields.Field, right: fields.Field) -> bool:
    def key(item: fields.Field) -> tuple[object, ...]:
        return (
            ast.dump(item.default) if item.default else None,
            ast.dump(item.factory) if item.factory else None,
            [ast.dump(option) for option in item.options],
            item.keyword_only,
            item.in_constructor,
        )

    return key(left) == key(right)


def _field(scope: FunctionScope, group: Sequence[fields.Field], kind: str) -> Spans:
    first = group[0]
    shown = [
        fill("{name} ({type})", name=code(item.name), type=headers.type_name(item.annotation))
        if item.annotation is not None
        else code(item.name)
        for item in group
    ]
    subject = join(shown)
    single = len(group) == 1
    if first.factory is not None:
        value = _made(scope, first.factory)
        clause = fill(
            "{names} is {value} by default" if single else "{names} are each {value} by default",
            names=subject,
            value=value,
        )
    elif first.default is not None:
        clause = fill(
            "{names} is {value} by default" if single else "{names} are each {value} by default",
            names=subject,
            value=operands.operand(scope, first.default),
        )
    elif kind == "typed dictionary":
        clause = fill("{names} is a key" if single else "{names} are keys", names=subject)
    elif not first.in_constructor:
        clause = fill(
            "{names} is no argument of the constructor"
            if single
            else "{names} are no arguments of the constructor",
            names=subject,
        )
    else:
        clause = fill("{names} is required" if single else "{names} are required", names=subject)
    if first.keyword_only and first.in_constructor:
        clause = fill("{clause}, keyword-only", clause=clause)
    if not first.in_constructor and (first.default is not None or first.factory is not None):
        clause = fill("{clause} and no argument of the constructor", clause=clause)
    options = [
        option for option in first.options if option.arg not in {"repr", "help", "metadata", "description"}
    ]
    if any(
        option.arg == "repr" and isinstance(option.value, ast.Constant) and option.value.value is False
        for option in first.options
    ):
        clause = fill(
            "{clause}; `repr` leaves it out" if single else "{clause}; `repr` leaves them out", clause=clause
        )
    if options:
        clause = fill(
            "{clause}; {options}",
            clause=clause,
            options=join([code(f"{option.arg}={quoting.short(option.value)}") for option in options]),
        )
    return clause


def _made(scope: FunctionScope, factory: ast.expr) -> Spans:
    """What a ``default_factory`` makes, anew for each instance."""
    path = scope.dotted(factory)
    noun = {
        "list": "a new empty list",
        "dict": "a new empty dictionary",
        "set": "a new empty set",
        "tuple": "an empty tuple",
    }.get(path or "")
    if noun:
        return words(noun)
    if isinstance(factory, ast.Lambda):
        return fill(
            "the value of {code}, made anew for each instance,", code=operands.operand(scope, factory.body)
        )
    return fill(
        "what {factory} returns, called anew for each instance,", factory=code(f"{quoting.short(factory)}()")
    )


def _declared(items: Sequence[ast.AnnAssign]) -> document.Step:
    lines = (items[0].lineno, items[-1].end_lineno or items[-1].lineno)
    shown = [
        fill(
            "{name} ({type})",
            name=code(quoting.source(item.target)),
            type=headers.type_name(item.annotation),
        )
        for item in items[:12]
    ]
    if len(items) > 12:
        shown.append(fill("{count} more", count=document.Words(str(len(items) - 12))))
    return document.Step(
        words("Declared attributes"),
        sentence(fill("declares {names} without a value", names=join(shown))),
        lines,
    )


def _assigned(voice: functions.Voice, scope: ClassScope, body: list[ast.stmt]) -> tuple[document.Step, ...]:
    nodes = voice.outline(FunctionScope(scope.module, None, scope), body)
    if not nodes:
        return ()
    label = (
        "Members"
        if any(scope.module.dotted(base) in _ENUMS for base in scope.node.bases)
        else "Class attributes"
    )
    units = layout.steps(nodes, functions.budget(voice.detail, 1))
    lines = (units[0].lines[0], units[-1].lines[1])
    if not any(unit.steps for unit in units) and sum(length(unit.text) for unit in units) <= 60:
        text = spaced(*[unit.text for unit in units])
        return (document.Step(words(label), text, lines),)
    return (
        document.Step(
            words(label), words("The class body runs once, when the class is defined:"), lines, units
        ),
    )
