"""Truth tests as clauses, each with its exact opposite."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import types
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import operands
from sphinx_howto.english.phrase import Spans, code, fill, join

_MOST_ATOMS = 6
#: Longest condition that is quoted in full, in characters: what is left out would change its meaning.
_LONGEST = 300

#: Operator -> (pattern, opposite): right for every type, since the opposite only negates.
COMPARISONS: Mapping[type[ast.cmpop], tuple[str, str]] = {
    ast.Eq: ("{left} equals {right}", "{left} differs from {right}"),
    ast.NotEq: ("{left} differs from {right}", "{left} equals {right}"),
    ast.Lt: ("{left} is less than {right}", "{left} is not less than {right}"),
    ast.LtE: ("{left} is at most {right}", "{left} is not at most {right}"),
    ast.Gt: ("{left} is greater than {right}", "{left} is not greater than {right}"),
    ast.GtE: ("{left} is at least {right}", "{left} is not at least {right}"),
    ast.Is: ("{left} is the same object as {right}", "{left} is not the same object as {right}"),
    ast.IsNot: ("{left} is not the same object as {right}", "{left} is the same object as {right}"),
    ast.In: ("{left} is in {right}", "{left} is not in {right}"),
    ast.NotIn: ("{left} is not in {right}", "{left} is in {right}"),
}
#: The same against a literal, an enum member or a constant.
LITERAL: Mapping[type[ast.cmpop], tuple[str, str]] = {
    ast.Eq: ("{left} is {right}", "{left} is not {right}"),
    ast.NotEq: ("{left} is not {right}", "{left} is {right}"),
    ast.Is: ("{left} is {right}", "{left} is not {right}"),
    ast.IsNot: ("{left} is not {right}", "{left} is {right}"),
}
#: Opposites of order comparisons, only where the order is proven total.
TOTAL: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
}
#: The order of sets is inclusion.
SUBSETS: Mapping[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("{left} is a proper subset of {right}", "{left} is not a proper subset of {right}"),
    ast.LtE: ("{left} is a subset of {right}", "{left} is not a subset of {right}"),
    ast.Gt: ("{left} is a proper superset of {right}", "{left} is not a proper superset of {right}"),
    ast.GtE: ("{left} is a superset of {right}", "{left} is not a superset of {right}"),
}
MEMBERS: Mapping[type[ast.cmpop], tuple[str, str]] = {
    ast.In: ("{left} is one of {items}", "{left} is not one of {items}"),
    ast.NotIn: ("{left} is not one of {items}", "{left} is one of {items}"),
}
KEYS: Mapping[type[ast.cmpop], tuple[str, str]] = {
    ast.In: ("{right} has the key {left}", "{right} lacks the key {left}"),
    ast.NotIn: ("{right} lacks the key {left}", "{right} has the key {left}"),
}
TRUTH: Mapping[str, tuple[str, str]] = {
    "bool": ("{value} is true", "{value} is false"),
    "optional bool": ("{value} is true", "{value} is false or `None`"),
    "sized": ("{value} is not empty", "{value} is empty"),
    "optional sized": ("{value} is neither `None` nor empty", "{value} is `None` or empty"),
    "number": ("{value} is not `0`", "{value} is `0`"),
    "optional number": ("{value} is neither `None` nor `0`", "{value} is `None` or `0`"),
    "optional object": ("{value} is not `None`", "{value} is `None`"),
    "unknown": ("{value} is truthy", "{value} is falsy"),
}


def is_boolean(scope: FunctionScope, node: ast.expr) -> bool:
    """Whether the value of ``node`` is ``True`` or ``False`` for operands of all types."""
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.Not)
    if isinstance(node, ast.Compare):
        found = scope.type_of(node)
        return found is not None and found.name == "bool"
    if isinstance(node, ast.BoolOp):
        return all(is_boolean(scope, item) for item in node.values)
    if isinstance(node, ast.Call):
        if scope.dotted(node.func) in {"isinstance", "issubclass", "hasattr", "callable", "any", "all"}:
            return True
        match = scope.match(node)
        return match is not None and bool(match.entry.condition) and match.entry.returns == "bool"
    return isinstance(node, ast.Constant) and isinstance(node.value, bool)


def condition(scope: FunctionScope, node: ast.expr, negated: bool = False) -> Spans:
    """The clause that says that ``node`` is true (or, ``negated``, that it is false).

    ``x is None`` -> `x` is `None`; negated: `x` is not `None`
    """
    rule = RULES.get(type(node))
    found = rule(scope, node, negated) if rule is not None else None
    return found if found is not None else truthiness(scope, node, negated)


def choose(pair: tuple[str, str], negated: bool) -> str:
    """The pattern or its opposite."""
    return pair[1] if negated else pair[0]


def truthiness(scope: FunctionScope, node: ast.expr, negated: bool) -> Spans:
    """What being true means for the proven type of ``node``; else "is truthy"."""
    kind = "bool" if is_boolean(scope, node) else truth_kind(scope.type_of(node))
    shown = (
        operands.operand(scope, node)
        if isinstance(node, (ast.Name, ast.Attribute))
        else _subject(scope, node)
    )
    if isinstance(node, (ast.BoolOp, ast.Compare, ast.UnaryOp)):
        shown = code(quoting.short(node, _LONGEST))
    return fill(choose(TRUTH[kind], negated), value=shown)


def _subject(scope: FunctionScope, node: ast.expr) -> Spans:
    """A subject of a clause: a known call in words, else quoted."""
    if isinstance(node, ast.NamedExpr):
        return fill(
            "{name} (set to {value})",
            name=operands.quote(scope, node.target),
            value=operands.operand(scope, node.value),
        )
    if isinstance(node, ast.Call):
        match = scope.match(node)
        if match is not None and match.entry.value and not match.rest:
            phrase = operands.filled(scope, match, match.entry.value)
            if is_plain(phrase):
                return phrase
    return operands.operand(scope, node)


def is_plain(phrase: Spans) -> bool:
    """Whether a phrase can stand inside a clause without a reader binding its parts wrongly."""
    text = " ".join(span.text for span in phrase if isinstance(span, document.Words))
    return not any(
        mark in f" {text} " for mark in (",", " if ", " or ", " and ", " otherwise ", " which ", ";", " for ")
    )


def truth_kind(found: types.Type | None) -> str:
    """The row of ``TRUTH`` for a type."""
    if found is None:
        return "unknown"
    prefix = "optional " if found.optional else ""
    if found.name == "bool":
        return f"{prefix}bool"
    if found.name in types.SIZED:
        return f"{prefix}sized"
    if found.name in types.NUMBERS:
        return f"{prefix}number"
    if found.name in types.ALWAYS_TRUE and found.optional:
        return "optional object"
    return "unknown"


# -- rules ---------------------------------------------------------------------------------------


def _not(scope: FunctionScope, node: ast.expr, negated: bool) -> Spans | None:
    assert isinstance(node, ast.UnaryOp)
    if not isinstance(node.op, ast.Not):
        return None
    return condition(scope, node.operand, not negated)


def _connected(scope: FunctionScope, node: ast.expr, negated: bool) -> Spans | None:
    """``a and b`` -> A and B; negated by De Morgan; one level of mixing is bracketed by either / both."""
    assert isinstance(node, ast.BoolOp)
    if _atoms(node) > _MOST_ATOMS:
        return None
    conjunction = "and" if isinstance(node.op, ast.And) != negated else "or"
    parts = []
    for item in node.values:
        inside = _without_not(item)
        if isinstance(inside, ast.BoolOp):
            if (
                any(isinstance(_without_not(part), ast.BoolOp) for part in inside.values)
                or len(inside.values) > 2
            ):
                return None
            flipped = _flips(item)
            stated = condition(scope, item, negated)
            other = "and" if isinstance(inside.op, ast.And) != (negated != flipped) else "or"
            if other != conjunction:
                stated = fill("either {condition}" if other == "or" else "both {condition}", condition=stated)
            parts.append(stated)
        else:
            parts.append(condition(scope, item, negated))
    mixed = any(isinstance(_without_not(item), ast.BoolOp) for item in node.values) or not all(
        is_plain(part) for part in parts
    )
    if mixed:
        message = "{first}, and {last}" if conjunction == "and" else "{first}, or {last}"
        result = parts[0]
        for part in parts[1:]:
            result = fill(message, first=result, last=part)
        return result
    return join(parts, conjunction)


def _atoms(node: ast.expr) -> int:
    node = _without_not(node)
    return sum(_atoms(item) for item in node.values) if isinstance(node, ast.BoolOp) else 1


def _without_not(node: ast.expr) -> ast.expr:
    while isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        node = node.operand
    return node


def _flips(node: ast.expr) -> bool:
    flipped = False
    while isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        node, flipped = node.operand, not flipped
    return flipped


def _compared(scope: FunctionScope, node: ast.expr, negated: bool) -> Spans | None:
    assert isinstance(node, ast.Compare)
    if len(node.ops) > 1:
        return _chained(scope, node, negated)
    operator, right = node.ops[0], node.comparators[0]
    left = _subject(scope, node.left)
    if isinstance(operator, (ast.In, ast.NotIn)):
        return _member(scope, node, left, negated)
    if negated and type(operator) in TOTAL and _totally_ordered(scope, node.left, right):
        operator, negated = TOTAL[type(operator)](), False
    table = COMPARISONS
    if is_plain_name_or_literal(right) and type(operator) in LITERAL:
        table = LITERAL
    elif type(operator) in SUBSETS and (_is_set(scope, node.left) or _is_set(scope, right)):
        table = SUBSETS
    return fill(choose(table[type(operator)], negated), left=left, right=_subject(scope, right))


def _is_set(scope: FunctionScope, node: ast.expr) -> bool:
    found = scope.type_of(node)
    return found is not None and found.name in types.SETS


def is_plain_name_or_literal(node: ast.expr) -> bool:
    """Whether ``is`` reads right before it: a literal, ``CONSTANT``, ``Enum.MEMBER``, a sentinel."""
    if (
        isinstance(node, ast.Constant)
        or (isinstance(node, ast.UnaryOp)
        and isinstance(node.operand, ast.Constant))
    ):
        return True
    if isinstance(node, ast.Attribute):
        return node.attr.isupper()
    return isinstance(node, ast.Name) and (node.id.isupper() or node.id == "NotImplemented")


def _totally_ordered(scope: FunctionScope, left: ast.expr, right: ast.expr) -> bool:
    first, second = scope.type_of(left), scope.type_of(right)
    return (
        first is not None
        and second is not None
        and first.name == second.name
        and not first.optional
        and not second.optional
        and first.name in types.ORDERED
    )


def _member(scope: FunctionScope, node: ast.Compare, left: Spans, negated: bool) -> Spans:
    operator, right = node.ops[0], node.comparators[0]
    items = right.elts if isinstance(right, (ast.Tuple, ast.List, ast.Set)) else []
    if items and not any(isinstance(item, ast.Starred) for item in items):
        if len(items) == 1:
            pair = LITERAL[ast.Eq if isinstance(operator, ast.In) else ast.NotEq]
            return fill(choose(pair, negated), left=left, right=operands.operand(scope, items[0]))
        return fill(
            choose(MEMBERS[type(operator)], negated),
            left=left,
            items=join([operands.operand(scope, item) for item in items]),
        )
    found = scope.type_of(right)
    if found is not None and found.name in types.MAPPINGS and not found.optional:
        return fill(choose(KEYS[type(operator)], negated), left=left, right=operands.operand(scope, right))
    return fill(choose(COMPARISONS[type(operator)], negated), left=left, right=container(scope, right))


def container(scope: FunctionScope, node: ast.expr) -> Spans:
    """The right side of ``in``, with the members of a short constant display."""
    constant = scope.constant(node)
    if isinstance(constant, (ast.Tuple, ast.List, ast.Set)) and len(quoting.source(constant)) <= 60:
        return fill(
            "{code} ({value})", code=operands.quote(scope, node), value=code(quoting.source(constant))
        )
    return _subject(scope, node)


_SIDES: Mapping[type[ast.cmpop], tuple[str, str]] = {
    # operator -> (what it says of its left side, of its right side), the other side in the slot
    ast.Lt: ("less than {other}", "greater than {other}"),
    ast.LtE: ("at most {other}", "at least {other}"),
    ast.Gt: ("greater than {other}", "less than {other}"),
    ast.GtE: ("at least {other}", "at most {other}"),
}


def _chained(scope: FunctionScope, node: ast.Compare, negated: bool) -> Spans | None:
    """``lo < x <= hi`` -> `x` is greater than `lo` and at most `hi`: told round the middle term."""
    if len(node.ops) != 2 or any(type(operator) not in _SIDES for operator in node.ops):
        return fill(choose(("{code} is true", "{code} is false"), negated), code=operands.quote(scope, node))
    low, middle, high = node.left, node.comparators[0], node.comparators[1]
    first = fill(_SIDES[type(node.ops[0])][1], other=operands.operand(scope, low))
    last = fill(_SIDES[type(node.ops[1])][0], other=operands.operand(scope, high))
    message = choose(("{middle} is {first} and {last}", "{middle} is not both {first} and {last}"), negated)
    return fill(message, middle=_subject(scope, middle), first=first, last=last)


def _called(scope: FunctionScope, node: ast.expr, negated: bool) -> Spans | None:
    assert isinstance(node, ast.Call)
    rule = CALLS.get(scope.dotted(node.func) or "")
    found = rule(scope, node, negated) if rule is not None else None
    if found is not None:
        return found
    match = scope.match(node)
    if match is not None and match.entry.condition and match.entry.negation:
        message = match.entry.negation if negated else match.entry.condition
        return operands.with_rest(scope, match, operands.filled(scope, match, message))
    return None


NOUNS = {
    "str": "a string",
    "int": "an integer",
    "float": "a float",
    "bool": "a boolean",
    "dict": "a dictionary",
    "list": "a list",
    "tuple": "a tuple",
    "set": "a set",
    "bytes": "a bytes object",
}


def _isinstance(scope: FunctionScope, node: ast.Call, negated: bool) -> Spans | None:
    if len(node.args) != 2 or node.keywords:
        return None
    subject, classes = _subject(scope, node.args[0]), node.args[1]
    noun = NOUNS.get(scope.dotted(classes) or "")
    if noun:
        return fill(
            choose(("{value} is {noun}", "{value} is not {noun}"), negated), value=subject, noun=fill(noun)
        )
    items = classes.elts if isinstance(classes, ast.Tuple) and classes.elts else [classes]
    return fill(
        choose(("{value} is an instance of {classes}", "{value} is not an instance of {classes}"), negated),
        value=subject,
        classes=join([operands.quote(scope, item) for item in items], "or"),
    )


def _issubclass(scope: FunctionScope, node: ast.Call, negated: bool) -> Spans | None:
    if len(node.args) != 2 or node.keywords:
        return None
    classes = node.args[1]
    items = classes.elts if isinstance(classes, ast.Tuple) and classes.elts else [classes]
    return fill(
        choose(("{value} is a subclass of {classes}", "{value} is not a subclass of {classes}"), negated),
        value=_subject(scope, node.args[0]),
        classes=join([operands.quote(scope, item) for item in items], "or"),
    )


def _hasattr(scope: FunctionScope, node: ast.Call, negated: bool) -> Spans | None:
    if len(node.args) != 2 or node.keywords:
        return None
    name = node.args[1]
    shown = (
        code(name.value)
        if isinstance(name, ast.Constant) and isinstance(name.value, str)
        else fill("named {name}", name=operands.quote(scope, name))
    )
    return fill(
        choose(("{value} has the attribute {name}", "{value} lacks the attribute {name}"), negated),
        value=_subject(scope, node.args[0]),
        name=shown,
    )


def _callable(scope: FunctionScope, node: ast.Call, negated: bool) -> Spans | None:
    if len(node.args) != 1 or node.keywords:
        return None
    return fill(
        choose(("{value} is callable", "{value} is not callable"), negated),
        value=_subject(scope, node.args[0]),
    )


def _bool(scope: FunctionScope, node: ast.Call, negated: bool) -> Spans | None:
    return condition(scope, node.args[0], negated) if len(node.args) == 1 and not node.keywords else None


def _quantified(name: str) -> Callable[[FunctionScope, ast.Call, bool], Spans | None]:
    """``any(C for x in xs)`` -> at least one `x` in `xs` meets: C."""
    messages = {
        "any": (
            "for at least one {target} in {iterable}, {condition}",
            "for no {target} in {iterable}, {condition}",
        ),
        "all": (
            "for every {target} in {iterable}, {condition}",
            "for at least one {target} in {iterable}, {condition}",
        ),
    }

    def rule(scope: FunctionScope, node: ast.Call, negated: bool) -> Spans | None:
        argument = node.args[0] if len(node.args) == 1 and not node.keywords else None
        if not isinstance(argument, (ast.GeneratorExp, ast.ListComp)) or len(argument.generators) != 1:
            return None
        generator = argument.generators[0]
        if generator.ifs or generator.is_async or not isinstance(generator.target, ast.Name):
            return None
        inside = scope.inside(argument)
        inner_negated = name == "all" and negated
        return fill(
            choose(messages[name], negated),
            target=operands.names_of(generator.target),
            iterable=operands.operand(scope, generator.iter),
            condition=condition(inside, argument.elt, inner_negated),
        )

    return rule


CALLS: Mapping[str, Callable[[FunctionScope, ast.Call, bool], Spans | None]] = {
    "isinstance": _isinstance,
    "issubclass": _issubclass,
    "hasattr": _hasattr,
    "callable": _callable,
    "bool": _bool,
    "any": _quantified("any"),
    "all": _quantified("all"),
}


def _named(scope: FunctionScope, node: ast.expr, negated: bool) -> Spans | None:
    """``(m := f(x))`` -> `m`, set to `f(x)`, is truthy."""
    assert isinstance(node, ast.NamedExpr)
    kind = truth_kind(scope.type_of(node.value))
    subject = fill(
        "{name}, set to {value},",
        name=operands.quote(scope, node.target),
        value=operands.operand(scope, node.value),
    )
    return fill(choose(TRUTH[kind], negated), value=subject)


RULES: Mapping[type[ast.expr], Callable[[FunctionScope, ast.expr, bool], Spans | None]] = {
    ast.UnaryOp: _not,
    ast.BoolOp: _connected,
    ast.Compare: _compared,
    ast.Call: _called,
    ast.NamedExpr: _named,
}
