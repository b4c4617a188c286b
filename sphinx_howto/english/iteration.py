"""Loops and comprehensions: what they go through, as ``each `x` in `xs```."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from typing import Union

from sphinx_howto.analysis import types
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import conditions, operands, truth
from sphinx_howto.english.phrase import Spans, code, fill, join

Comprehension = Union[ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp]


def over(scope: FunctionScope, node: Comprehension) -> tuple[Spans, FunctionScope] | None:
    """``for each x in xs [for which C]`` of a comprehension, and the scope inside it."""
    generators: list[ast.comprehension] = node.generators
    if len(generators) > 2 or any(item.is_async for item in generators):
        return None
    inside = scope.inside(node)
    heads = [
        _rounds(inside, node, item) or each(inside, item.target, item.iter) for item in generators
    ]
    result = heads[0] if len(heads) == 1 else fill("{first} and {last}", first=heads[0], last=heads[1])
    tests = [test for item in generators for test in item.ifs]
    if tests:
        test = tests[0] if len(tests) == 1 else ast.BoolOp(ast.And(), tests)
        result = fill(
            "{over} for which {condition}", over=result, condition=conditions.condition(inside, test)
        )
    return result, inside


def noun(scope: FunctionScope, generators: Sequence[ast.comprehension]) -> Spans | None:
    """What one loop over a plain iterable goes through, as a noun: `x` in `xs` for which C; else None."""
    if len(generators) != 1 or generators[0].is_async:
        return None
    generator = generators[0]
    inside = scope.inside(ast.GeneratorExp(ast.Constant(None), [generator]))
    iterable = generator.iter
    if isinstance(iterable, ast.Call) and _has_words(inside, generator.target, iterable):
        return None
    result = fill(
        "{target} in {iterable}",
        target=operands.names_of(generator.target),
        iterable=operands.operand(scope, iterable),
    )
    if not generator.ifs:
        return result
    test = generator.ifs[0] if len(generator.ifs) == 1 else ast.BoolOp(ast.And(), generator.ifs)
    return fill("{items} for which {condition}", items=result, condition=conditions.condition(inside, test))


def _has_words(scope: FunctionScope, target: ast.expr, iterable: ast.Call) -> bool:
    """Whether there is a special way to say what a call goes through: ``range``, ``items`` ..."""
    rule = EACH_RULES.get(scope.dotted(iterable.func) or "")
    return rule is not None or _each_view(scope, target, iterable) is not None


def items(scope: FunctionScope, node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> Spans | None:
    """What a comprehension gives: `x.a` for each `x` in `xs`; of the items themselves each `x` in `xs`."""
    found = over(scope, node)
    if found is None:
        return None
    head, inside = found
    is_same = isinstance(node.elt, ast.Name) and ast.dump(node.elt) == _read(node.generators[-1].target)
    if is_same and len(node.generators) == 1:
        return head
    return fill("{element} for {over}", element=element(inside, node.elt), over=head)


def _read(target: ast.expr) -> str:
    """The dump of a target as it is read."""
    return ast.dump(ast.Name(target.id, ast.Load())) if isinstance(target, ast.Name) else ""


def _rounds(scope: FunctionScope, node: Comprehension, generator: ast.comprehension) -> Spans | None:
    """``for _ in range(n)`` whose number nothing reads -> each of `n` rounds."""
    call, target = generator.iter, generator.target
    if not (isinstance(call, ast.Call) and scope.dotted(call.func) == "range" and len(call.args) == 1):
        return None
    if call.keywords or isinstance(call.args[0], ast.Starred) or not isinstance(target, ast.Name):
        return None
    reads = [part for part in ast.walk(node) if isinstance(part, ast.Name) and part.id == target.id]
    if len(reads) > 1:
        return None
    return fill("each of {count} rounds", count=operands.operand(scope, call.args[0]))


def element(scope: FunctionScope, node: ast.expr) -> Spans:
    """What a comprehension makes of each item: a known call in words where these can be read in one way."""
    return truth.subject(scope, node) if isinstance(node, ast.Call) else operands.inner(scope, node)


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
    return fill(
        "each {target} in {iterable}",
        target=operands.names_of(target),
        iterable=operands.operand(scope, iterable),
    )


def _each_enumerated(scope: FunctionScope, target: ast.expr, iterable: ast.Call) -> Spans | None:
    if not (isinstance(target, ast.Tuple) and len(target.elts) == 2 and len(iterable.args) in (1, 2)):
        return None
    if any(isinstance(item, ast.Starred) for item in iterable.args):
        return None
    start = (
        iterable.args[1]
        if len(iterable.args) == 2
        else next((item.value for item in iterable.keywords if item.arg == "start"), ast.Constant(0))
    )
    return fill(
        "{each}, counting {counter} from {start}",
        each=each(scope, target.elts[1], iterable.args[0]),
        counter=operands.quote(scope, target.elts[0]),
        start=operands.operand(scope, start),
    )


def _each_zipped(scope: FunctionScope, target: ast.expr, iterable: ast.Call) -> Spans | None:
    if (
        iterable.keywords
        or len(iterable.args) < 2
        or any(isinstance(item, ast.Starred) for item in iterable.args)
    ):
        return None
    return fill(
        "each {target} taken in parallel from {iterables}, up to the shortest",
        target=operands.names_of(target),
        iterables=join([operands.operand(scope, item) for item in iterable.args]),
    )


def _each_number(scope: FunctionScope, target: ast.expr, iterable: ast.Call) -> Spans | None:
    if (
        iterable.keywords
        or not 1 <= len(iterable.args) <= 3
        or any(isinstance(item, ast.Starred) for item in iterable.args)
    ):
        return None
    told = _each_index(scope, target, iterable) or _each_literal(target, iterable)
    if told is not None:
        return told
    start = iterable.args[0] if len(iterable.args) > 1 else ast.Constant(0)
    stop = iterable.args[1] if len(iterable.args) > 1 else iterable.args[0]
    slots = {
        "target": operands.names_of(target),
        "start": operands.operand(scope, start),
        "stop": operands.operand(scope, stop),
    }
    if len(iterable.args) < 3:
        return fill("each {target} from {start} up to but not including {stop}", **slots)
    step = iterable.args[2]
    if (
        isinstance(step, ast.UnaryOp)
        and isinstance(step.op, ast.USub)
        and isinstance(step.operand, ast.Constant)
    ):
        return fill(
            "each {target} from {start} down to but not including {stop}, in steps of {step}",
            step=operands.quote(scope, step),
            **slots,
        )
    return fill(
        "each {target} from {start} to {stop} (excluded), in steps of {step}",
        step=operands.operand(scope, step),
        **slots,
    )


def _each_index(scope: FunctionScope, target: ast.expr, iterable: ast.Call) -> Spans | None:
    """``range(len(x))`` -> each index `i` of `x`."""
    only = iterable.args[0] if len(iterable.args) == 1 else None
    is_length = isinstance(only, ast.Call) and scope.dotted(only.func) == "len" and len(only.args) == 1
    if not isinstance(only, ast.Call) or not is_length or isinstance(only.args[0], ast.Starred):
        return None
    found = scope.type_of(only.args[0])
    if found is not None and found.name in {*types.MAPPINGS, "set", "frozenset"}:
        return None
    return fill(
        "each index {target} of {whole}",
        target=operands.names_of(target),
        whole=operands.operand(scope, only.args[0]),
    )


def _each_literal(target: ast.expr, iterable: ast.Call) -> Spans | None:
    """``range(1, 4)`` -> each `i` from `1` to `3`."""
    numbers = [item.value for item in iterable.args if isinstance(item, ast.Constant)]
    whole = [number for number in numbers if type(number) is int]
    if len(whole) != len(iterable.args) or len(whole) > 2:
        return None
    start, stop = whole if len(whole) == 2 else (0, whole[0])
    if stop - start < _FEWEST_NUMBERS:
        return None
    return fill(
        "each {target} from {start} to {last}",
        target=operands.names_of(target),
        start=code(str(start)),
        last=code(str(stop - 1)),
    )


#: So many numbers are told by the first and the last one.
_FEWEST_NUMBERS = 2


def _each_folder(scope: FunctionScope, target: ast.expr, iterable: ast.Call) -> Spans | None:
    """``for root, dirs, files in os.walk(d)``: the folder and what it holds, each under its name."""
    is_three = isinstance(target, ast.Tuple) and len(target.elts) == 3
    if not isinstance(target, ast.Tuple) or not is_three or len(iterable.args) != 1 or iterable.keywords:
        return None
    if not all(isinstance(item, ast.Name) for item in target.elts):
        return None
    root, folders, files = (quote for quote in map(ast.unparse, target.elts))
    held = [
        fill(message, name=code(name))
        for message, name in (("its subfolders as {name}", folders), ("its files as {name}", files))
        if name.strip("_")
    ]
    top = operands.operand(scope, iterable.args[0])
    if not root.strip("_"):
        message, slots = "each folder from {top} downwards", {"top": top}
    else:
        message, slots = "each folder {root} from {top} downwards", {"root": code(root), "top": top}
    head = fill(message, **slots)
    return fill("{head} (with {held})", head=head, held=join(held)) if held else head


def _each_sorted(scope: FunctionScope, target: ast.expr, iterable: ast.Call) -> Spans | None:
    if len(iterable.args) != 1 or iterable.keywords:
        return None
    return fill("{each} in sorted order", each=each(scope, target, iterable.args[0]))


def _each_reversed(scope: FunctionScope, target: ast.expr, iterable: ast.Call) -> Spans | None:
    if len(iterable.args) != 1 or iterable.keywords:
        return None
    return fill("{each} in reverse order", each=each(scope, target, iterable.args[0]))


def _each_copied(scope: FunctionScope, target: ast.expr, iterable: ast.Call) -> Spans | None:
    only = iterable.args[0] if len(iterable.args) == 1 else None
    if isinstance(only, ast.Call) and not iterable.keywords:
        # A copy of the keys, so that the mapping may change meanwhile
        return _each_view(scope, target, only, is_certain=_is_view(only))
    if len(iterable.args) != 1 or iterable.keywords:
        return None
    return (
        fill(
            "each {target} in a copy of {iterable}",
            target=operands.names_of(target),
            iterable=operands.operand(scope, iterable.args[0]),
        )
        if (found := scope.type_of(iterable.args[0])) is not None and found.name in types.SIZED
        else None
    )


def _is_view(iterable: ast.Call) -> bool:
    """Whether a call can only be that of a mapping: nothing else that is listed has these methods."""
    return isinstance(iterable.func, ast.Attribute) and iterable.func.attr in {"items", "keys"}


def _each_view(
    scope: FunctionScope, target: ast.expr, iterable: ast.Call, is_certain: bool = False
) -> Spans | None:
    if not (isinstance(iterable.func, ast.Attribute) and not iterable.args and not iterable.keywords):
        return None
    mapping = scope.type_of(iterable.func.value)
    if not is_certain and (mapping is None or mapping.name not in types.MAPPINGS):
        return None
    owner = operands.operand(scope, iterable.func.value)
    if iterable.func.attr == "items" and isinstance(target, ast.Tuple) and len(target.elts) == 2:
        return fill(
            "each key {key} and value {value} in {mapping}",
            key=operands.quote(scope, target.elts[0]),
            value=operands.quote(scope, target.elts[1]),
            mapping=owner,
        )
    message = {"keys": "each key {target} in {mapping}", "values": "each value {target} in {mapping}"}.get(
        iterable.func.attr
    )
    return fill(message, target=operands.names_of(target), mapping=owner) if message else None


EACH_RULES: Mapping[str, Callable[[FunctionScope, ast.expr, ast.Call], Spans | None]] = {
    "enumerate": _each_enumerated,
    "zip": _each_zipped,
    "range": _each_number,
    "sorted": _each_sorted,
    "reversed": _each_reversed,
    "list": _each_copied,
    "tuple": _each_copied,
    "os.walk": _each_folder,
}
