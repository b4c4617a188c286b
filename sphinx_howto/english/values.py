"""Expressions as noun phrases: what ``x`` is set to, what is returned, what is passed."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping

from sphinx_howto import catalogue, document, phrasebook, phrasebooks
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import types
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import conditions, secrets
from sphinx_howto.english.phrase import Spans, code, fill, join, merged, words

#: A display or call longer than this is told in words rather than quoted.
LONG_DISPLAY = 44
_MOST_ITEMS = 16


def quote(scope: FunctionScope, node: ast.expr) -> Spans:
    """The expression itself, as code; a reference where it names an object."""
    path = scope.dotted(node) if isinstance(node, (ast.Name, ast.Attribute)) else None
    return code(secrets.hidden(quoting.short(node), node), path if path and "." in path else "")


def operand(scope: FunctionScope, node: ast.expr) -> Spans:
    """The expression as code, with its value where it is a constant or arithmetic on constants.

    ``TIMEOUT`` -> `TIMEOUT` (`30`); ``24 * 60`` -> `1440` (`24 * 60`)
    """
    if isinstance(node, ast.Await):
        return fill("the awaited {value}", value=quote(scope, node.value))
    if isinstance(node, ast.JoinedStr):
        return code(template_text(node))
    if isinstance(node, ast.BinOp):
        try:
            number = scope.value(node)
        except ValueError:
            return quote(scope, node)
        if isinstance(number, (int, float)):
            return fill("{value} ({code})", value=code(repr(number)), code=quote(scope, node))
    value = constant_value(scope, node)
    if value is None:
        return quote(scope, node)
    return fill("{code} ({value})", code=quote(scope, node), value=code(value))


def constant_value(scope: FunctionScope, node: ast.expr) -> str | None:
    """The short plain value of a constant name, as source; None if it has none worth showing."""
    if not isinstance(node, (ast.Name, ast.Attribute)):
        return None
    constant = scope.constant(node)
    if constant is None or secrets.is_secret(quoting.source(node)):
        return None
    try:
        value = scope.value(constant)
    except ValueError:
        return None
    if value is None or isinstance(value, bool) or value == "" or value is Ellipsis:
        return None
    text = quoting.literal(value)
    return text if len(text) <= 60 and "\\n" not in text else None


def template_text(node: ast.JoinedStr) -> str:
    """An f-string as the text that it writes, placeholders in braces: ``f"a {b}"`` -> ``a {b}``."""
    text = quoting.source(node)
    inner = text[text.index(text[1]) + 1 : -1] if text[:1] in "fF" and len(text) > 2 else text
    return inner if any(isinstance(part, ast.Constant) for part in node.values) and "\\" not in inner else text


def value(scope: FunctionScope, node: ast.expr) -> Spans:
    """A noun phrase for the value of ``node``; at worst the quoted code."""
    rule = VALUE_RULES.get(type(node))
    found = rule(scope, node) if rule is not None else None
    return found if found is not None else operand(scope, node)


def truth(scope: FunctionScope, node: ast.expr) -> Spans:
    """``whether ...`` for an expression that is a boolean for all types, else its value."""
    if conditions.is_boolean(scope, node):
        stated = conditions.condition(scope, node)
        if stated is not None:
            return fill("whether {condition}", condition=stated)
    return value(scope, node)


# -- rules ---------------------------------------------------------------------------------------


def _list(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.List)
    if not node.elts:
        return words("an empty list")
    return _long_display(scope, node, node.elts, "a list of {count} items: {items}")


def _set(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.Set)
    return _long_display(scope, node, node.elts, "a set of {count} items: {items}")


def _long_display(scope: FunctionScope, node: ast.expr, items: list[ast.expr], message: str) -> Spans | None:
    """A display that is too long to quote: its first items, and how many there are."""
    if len(quoting.source(node)) <= quoting.LONGEST:
        return None
    shown, size = [], 0
    for item in items:
        size += len(quoting.source(item)) + 2
        if size > 90 and shown:
            break
        shown.append(quote(scope, item))
    if len(shown) < len(items):
        shown.append(fill("{count} more", count=document.Words(str(len(items) - len(shown)))))
    return fill(message, count=document.Words(str(len(items))), items=join(shown))


def _dict(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.Dict)
    if not node.keys:
        return words("an empty dictionary")
    if len(quoting.source(node)) <= LONG_DISPLAY:
        return None
    if any(key is None for key in node.keys):
        return None
    items = []
    for key, item in list(zip(node.keys, node.values))[:_MOST_ITEMS]:
        assert key is not None
        shown = code(key.value) if isinstance(key, ast.Constant) and isinstance(key.value, str) and key.value.strip() \
            else quote(scope, key)
        if isinstance(item, ast.Name) and isinstance(key, ast.Constant) and item.id == key.value:
            items.append(shown)
        else:
            text = secrets.hidden_for(str(getattr(key, "value", "")), item)
            items.append(fill("{key} ({value})", key=shown, value=code(text) if text else inner(scope, item)))
    if len(node.keys) > _MOST_ITEMS:
        items.append(fill("{count} more", count=document.Words(str(len(node.keys) - _MOST_ITEMS))))
    return fill("a dictionary with {items}", items=join(items))


def inner(scope: FunctionScope, node: ast.expr) -> Spans:
    """A value inside another phrase: quoted, unless it is short in words."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.strip() and len(node.value) <= 60:
        return quote(scope, node)
    return operand(scope, node)


def _joined(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.JoinedStr)
    return code(template_text(node))


def _alternative(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.BoolOp)
    if len(node.values) != 2:
        return None
    first, second = node.values
    if isinstance(node.op, ast.Or):
        test = conditions.condition(scope, first, negated=True)
        if test is None or not isinstance(first, (ast.Name, ast.Attribute, ast.Call, ast.Subscript)):
            return None
        told = value(scope, second)
        message = "{first}, or {second} if {condition}" if conditions.is_plain(told) else \
            "{first} or, if {condition}, {second}"
        return fill(message, first=operand(scope, first), second=told, condition=test)
    return None


def _conditional(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.IfExp)
    test = conditions.condition(scope, node.test)
    if test is None or isinstance(node.body, ast.IfExp):
        return None
    if isinstance(node.orelse, ast.IfExp):
        rest = _conditional(scope, node.orelse)
        if rest is None:
            return None
        return fill("{value} if {condition}, otherwise {other}", value=value(scope, node.body), condition=test,
                    other=rest)
    return fill("{value} if {condition}, otherwise {other}", value=value(scope, node.body), condition=test,
                other=value(scope, node.orelse))


def over(scope: FunctionScope, node: ast.expr) -> tuple[Spans, FunctionScope] | None:
    """``for each x in xs [for which C]`` of a comprehension, and the scope inside it."""
    generators: list[ast.comprehension] = getattr(node, "generators")
    if len(generators) > 2 or any(item.is_async for item in generators):
        return None
    inside = scope.inside(node)
    heads = [each(inside, item.target, item.iter) for item in generators]
    result = heads[0] if len(heads) == 1 else fill("{first} and {last}", first=heads[0], last=heads[1])
    tests = [conditions.condition(inside, test) for item in generators for test in item.ifs]
    if any(test is None for test in tests):
        return None
    known = [test for test in tests if test is not None]
    if known:
        result = fill("{over} for which {condition}", over=result, condition=join(known))
    return result, inside


def each(scope: FunctionScope, target: ast.expr, iterable: ast.expr) -> Spans:
    """The head of a loop without ``for``: ``each `x` in `xs```."""
    if isinstance(iterable, ast.Call):
        rule = EACH_RULES.get(scope.dotted(iterable.func) or "")
        found = rule(scope, target, iterable) if rule is not None else None
        if found is not None:
            return found
        found = _each_view(scope, target, iterable)
        if found is not None:
            return found
    return fill("each {target} in {iterable}", target=names_of(target), iterable=operand(scope, iterable))


def names_of(target: ast.expr) -> Spans:
    """Loop variables: `x`; ``pair `a`, `b```."""
    if isinstance(target, (ast.Tuple, ast.List)) and len(target.elts) == 2 and all(
            isinstance(item, ast.Name) for item in target.elts):
        return fill("pair {first}, {last}", first=code(quoting.source(target.elts[0])),
                    last=code(quoting.source(target.elts[1])))
    text = quoting.source(target)
    return code(text[1:-1] if isinstance(target, ast.Tuple) and text.startswith("(") else text)


def _each_enumerated(scope: FunctionScope, target: ast.expr, iterable: ast.Call) -> Spans | None:
    if not (isinstance(target, ast.Tuple) and len(target.elts) == 2 and len(iterable.args) in (1, 2)):
        return None
    start = iterable.args[1] if len(iterable.args) == 2 else next(
        (item.value for item in iterable.keywords if item.arg == "start"), ast.Constant(0))
    return fill("{each}, counting {counter} from {start}",
                each=each(scope, target.elts[1], iterable.args[0]), counter=quote(scope, target.elts[0]),
                start=operand(scope, start))


def _each_zipped(scope: FunctionScope, target: ast.expr, iterable: ast.Call) -> Spans | None:
    if iterable.keywords or len(iterable.args) < 2 or any(isinstance(item, ast.Starred) for item in iterable.args):
        return None
    return fill("each {target} taken in parallel from {iterables}, up to the shortest",
                target=names_of(target), iterables=join([operand(scope, item) for item in iterable.args]))


def _each_number(scope: FunctionScope, target: ast.expr, iterable: ast.Call) -> Spans | None:
    if iterable.keywords or not 1 <= len(iterable.args) <= 3 or any(
            isinstance(item, ast.Starred) for item in iterable.args):
        return None
    start = iterable.args[0] if len(iterable.args) > 1 else ast.Constant(0)
    stop = iterable.args[1] if len(iterable.args) > 1 else iterable.args[0]
    slots = {"target": names_of(target), "start": operand(scope, start), "stop": operand(scope, stop)}
    if len(iterable.args) < 3:
        return fill("each {target} from {start} up to but not including {stop}", **slots)
    step = iterable.args[2]
    if isinstance(step, ast.UnaryOp) and isinstance(step.op, ast.USub) and isinstance(step.operand, ast.Constant):
        return fill("each {target} from {start} down to but not including {stop}, in steps of {step}",
                    step=quote(scope, step), **slots)
    return fill("each {target} from {start} to {stop} (excluded), in steps of {step}",
                step=operand(scope, step), **slots)


def _each_sorted(scope: FunctionScope, target: ast.expr, iterable: ast.Call) -> Spans | None:
    if len(iterable.args) != 1 or iterable.keywords:
        return None
    return fill("{each} in sorted order", each=each(scope, target, iterable.args[0]))


def _each_reversed(scope: FunctionScope, target: ast.expr, iterable: ast.Call) -> Spans | None:
    if len(iterable.args) != 1 or iterable.keywords:
        return None
    return fill("{each} in reverse order", each=each(scope, target, iterable.args[0]))


def _each_copied(scope: FunctionScope, target: ast.expr, iterable: ast.Call) -> Spans | None:
    if len(iterable.args) != 1 or iterable.keywords or isinstance(iterable.args[0], ast.Call):
        return None
    return fill("each {target} in a copy of {iterable}", target=names_of(target),
                iterable=operand(scope, iterable.args[0])) if (
        found := scope.type_of(iterable.args[0])) is not None and found.name in types.SIZED else None


def _each_view(scope: FunctionScope, target: ast.expr, iterable: ast.Call) -> Spans | None:
    if not (isinstance(iterable.func, ast.Attribute) and not iterable.args and not iterable.keywords):
        return None
    mapping = scope.type_of(iterable.func.value)
    if mapping is None or mapping.name not in types.MAPPINGS:
        return None
    owner = operand(scope, iterable.func.value)
    if iterable.func.attr == "items" and isinstance(target, ast.Tuple) and len(target.elts) == 2:
        return fill("each key {key} and value {value} in {mapping}", key=quote(scope, target.elts[0]),
                    value=quote(scope, target.elts[1]), mapping=owner)
    message = {"keys": "each key {target} in {mapping}", "values": "each value {target} in {mapping}"}.get(
        iterable.func.attr)
    return fill(message, target=names_of(target), mapping=owner) if message else None


EACH_RULES: Mapping[str, Callable[[FunctionScope, ast.expr, ast.Call], Spans | None]] = {
    "enumerate": _each_enumerated, "zip": _each_zipped, "range": _each_number, "sorted": _each_sorted,
    "reversed": _each_reversed, "list": _each_copied, "tuple": _each_copied,
}


def _comprehension(message: str) -> Callable[[FunctionScope, ast.expr], Spans | None]:
    def rule(scope: FunctionScope, node: ast.expr) -> Spans | None:
        assert isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp))
        found = over(scope, node)
        if found is None:
            return None
        head, inside = found
        return fill(message, element=inner(inside, node.elt), over=head)

    return rule


def _dict_comprehension(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.DictComp)
    found = over(scope, node)
    if found is None:
        return None
    head, inside = found
    return fill("a dictionary that maps {key} to {value} for {over}", key=inner(inside, node.key),
                value=inner(inside, node.value), over=head)


def _lambda(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.Lambda)
    parameters = [item.arg for item in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    if node.args.vararg or node.args.kwarg or node.args.defaults or len(parameters) > 3:
        return None
    inside = scope.with_local(dict.fromkeys(parameters))
    if not parameters:
        return fill("a function that returns {value}", value=operand(inside, node.body))
    return fill("a function that takes {names} and returns {value}",
                names=join([code(name) for name in parameters]), value=operand(inside, node.body))


def _call(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.Call)
    if not node.args and not node.keywords:
        empty = {"list": "an empty list", "dict": "an empty dictionary", "set": "an empty set",
                 "tuple": "an empty tuple"}.get(scope.dotted(node.func) or "")
        if empty:
            return words(empty)
    rule = CALL_RULES.get(scope.dotted(node.func) or "")
    found = rule(scope, node) if rule is not None else None
    if found is not None:
        return found
    joined = _joined_items(scope, node)
    if joined is not None:
        return joined
    match = scope.match(node)
    if match is not None and match.entry.value:
        return with_rest(scope, match, filled(scope, match, match.entry.value))
    return told_call(scope, node)


def _joined_items(scope: FunctionScope, node: ast.Call) -> Spans | None:
    """``" ".join(e for x in xs)`` -> `e` for each `x` in `xs`, joined with `" "`."""
    if not (isinstance(node.func, ast.Attribute) and node.func.attr == "join" and len(node.args) == 1
            and isinstance(node.func.value, ast.Constant) and isinstance(node.args[0], (ast.GeneratorExp, ast.ListComp))):
        return None
    found = over(scope, node.args[0])
    if found is None:
        return None
    head, inside = found
    return fill("{element} for {over}, joined with {separator}", element=inner(inside, node.args[0].elt), over=head,
                separator=quote(scope, node.func.value))


def told_call(scope: FunctionScope, node: ast.Call) -> Spans | None:
    """A long call in words: ``the result of `f` with `a` and `b=c```; None for a short one."""
    if len(quoting.source(node)) <= 60 or any(isinstance(item, ast.Starred) for item in node.args):
        return None
    arguments = [operand(scope, item) for item in node.args]
    for item in node.keywords:
        arguments.append(keyword(scope, item))
    if len(arguments) > _MOST_ITEMS or not arguments:
        return None
    return fill("the result of {callee} with {arguments}", callee=quote(scope, node.func), arguments=join(arguments))


def keyword(scope: FunctionScope, item: ast.keyword) -> Spans:
    """A keyword argument as code: `timeout=10`."""
    text = quoting.short(item.value, 50)
    shown = secrets.hidden_for(item.arg or "", item.value) or text
    return code(f"{item.arg}={shown}" if item.arg else f"**{shown}")


def _any_or_all(scope: FunctionScope, node: ast.Call) -> Spans | None:
    stated = conditions.condition(scope, node)
    return fill("whether {condition}", condition=stated) if stated is not None else None


def _sum(scope: FunctionScope, node: ast.Call) -> Spans | None:
    if len(node.args) != 1 or node.keywords or not isinstance(node.args[0], (ast.GeneratorExp, ast.ListComp)):
        return None
    found = over(scope, node.args[0])
    if found is None:
        return None
    head, inside = found
    return fill("the sum of {element} for {over}", element=inner(inside, node.args[0].elt), over=head)


def _collected(noun: str) -> Callable[[FunctionScope, ast.Call], Spans | None]:
    """``list(e for x in xs)`` as the comprehension that it stands for."""
    def rule(scope: FunctionScope, node: ast.Call) -> Spans | None:
        if len(node.args) != 1 or node.keywords or not isinstance(node.args[0], ast.GeneratorExp):
            return None
        found = over(scope, node.args[0])
        if found is None:
            return None
        head, inside = found
        return fill(noun, element=inner(inside, node.args[0].elt), over=head)

    return rule


def _cast(scope: FunctionScope, node: ast.Call) -> Spans | None:
    """``cast(T, x)`` is `x` for everybody but a type checker."""
    return value(scope, node.args[1]) if len(node.args) == 2 and not node.keywords else None


CALL_RULES: Mapping[str, Callable[[FunctionScope, ast.Call], Spans | None]] = {
    "typing.cast": _cast, "typing_extensions.cast": _cast,
    "any": _any_or_all, "all": _any_or_all, "sum": _sum,
    "list": _collected("a list of {element} for {over}"), "set": _collected("a set of {element} for {over}"),
    "tuple": _collected("a tuple of {element} for {over}"),
    "frozenset": _collected("a frozen set of {element} for {over}"),
    "sorted": _collected("a sorted list of {element} for {over}"),
}


def _await(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.Await)
    if isinstance(node.value, ast.Call):
        match = scope.match(node.value, awaited=True)
        if match is not None and match.entry.value:
            return with_rest(scope, match, filled(scope, match, match.entry.value))
    return fill("the awaited result of {value}", value=quote(scope, node.value))


def _named(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.NamedExpr)
    return fill("{value}, kept as {name}", value=value(scope, node.value), name=quote(scope, node.target))


def _subscript(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.Subscript)
    if scope.dotted(node.value) == "os.environ":
        shown = code(node.slice.value) if isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str) \
            else quote(scope, node.slice)
        return fill("the environment variable {name}", name=shown)
    return None


def _starred(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.Starred)
    return fill("the items of {value}", value=quote(scope, node.value))


def _tuple(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.Tuple)
    if not node.elts:
        return words("an empty tuple")
    if len(node.elts) > 4:
        return _long_display(scope, node, node.elts, "a tuple of {count} items: {items}")
    if len(quoting.source(node)) <= LONG_DISPLAY:
        return None
    return fill("the tuple of {items}", items=join([inner(scope, item) for item in node.elts]))


def _boolean(scope: FunctionScope, node: ast.expr) -> Spans | None:
    """``not``, comparisons: ``whether`` only where the result is a boolean for all types."""
    if not conditions.is_boolean(scope, node):
        return None
    stated = conditions.condition(scope, node)
    return fill("whether {condition}", condition=stated) if stated is not None else None


def _bool_operation(scope: FunctionScope, node: ast.expr) -> Spans | None:
    return _boolean(scope, node) or _alternative(scope, node)


VALUE_RULES: Mapping[type[ast.expr], Callable[[FunctionScope, ast.expr], Spans | None]] = {
    ast.List: _list, ast.Set: _set, ast.Dict: _dict, ast.Tuple: _tuple, ast.JoinedStr: _joined,
    ast.BoolOp: _bool_operation, ast.IfExp: _conditional, ast.Lambda: _lambda,
    ast.Compare: _boolean, ast.UnaryOp: _boolean,
    ast.ListComp: _comprehension("a list of {element} for {over}"),
    ast.SetComp: _comprehension("a set of {element} for {over}"),
    ast.GeneratorExp: _comprehension("a generator of {element} for {over}"),
    ast.DictComp: _dict_comprehension, ast.Call: _call, ast.Await: _await, ast.NamedExpr: _named,
    ast.Starred: _starred, ast.Subscript: _subscript,
}


# -- phrasebook ----------------------------------------------------------------------------------


def filled(scope: FunctionScope, match: phrasebook.Match, message: str, with_options: bool = True) -> Spans:
    """A phrase of a matched row with the arguments of the call in its slots."""
    result: list[document.Span] = []
    template = phrasebooks.phrase(match, message) if with_options else phrasebooks.template(catalogue.gettext(message))
    for part in template:
        if isinstance(part, phrasebook.Slot):
            argument = match.arguments[part.name]
            if part.name.startswith("*") and isinstance(argument, ast.Tuple):
                result += join([inner(scope, item) for item in argument.elts])
            else:
                result += inner(scope, argument)
        else:
            result.append(part)
    return merged(result)


def with_rest(scope: FunctionScope, match: phrasebook.Match, phrase: Spans) -> Spans:
    """``phrase`` with the arguments that no phrase mentions, quoted: nothing is dropped in silence."""
    rest = [code(f"**{quoting.short(item)}" if name == "**" else f"{name}={quoting.short(item)}" if name
                 else quoting.short(item)) for name, item in match.rest]
    if not rest:
        return phrase
    return fill("{phrase}, with {arguments}", phrase=phrase, arguments=join(rest))
