"""The rules of use: what each place in which a value can stand says of the value's shape."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from sphinx_howto.example import annotation, documented, known_calls, scope, usage
from sphinx_howto.example import callee as callees
from sphinx_howto.example.shape import ANY, Shape, of
from sphinx_howto.example.usage import Study, Vote
from sphinx_howto.example.value import constant, text

Rule = Callable[[ast.expr, Any, Study], Iterator[Vote]]


def _attribute(node: ast.expr, holder: ast.Attribute, study: Study) -> Iterator[Vote]:
    """``value.method(...)`` and ``value.attribute``."""
    call = study.parent(holder)
    if not isinstance(call, ast.Call) or call.func is not holder:
        kind = known_calls.ATTRIBUTES.get(holder.attr)
        if kind:
            yield Vote(Shape("library", path=kind) if "." in kind else of(kind), 3)
        return
    if holder.attr == "get" and call.args and _text(call.args[0]):
        yield Vote(_keyed(_text(call.args[0]), call, study), 3)
        return
    if holder.attr == "items":
        yield Vote(Shape("dict", _targets(call, study)), 4)
        return
    kind = known_calls.METHODS.get(holder.attr)
    if kind == "str" and any(isinstance(arg, ast.Constant) and isinstance(arg.value, bytes) for arg in call.args):
        kind = "bytes"
    if kind == "text-file" and _is_binary(holder.attr, call, study):
        kind = "binary-file"
    if not kind:
        return
    literals = _handed_on(call, study) if kind == "str" else ()
    if holder.attr in ("startswith", "endswith") and call.args and _text(call.args[0]):
        literals = (text(_text(call.args[0])),) if holder.attr == "endswith" else ()
    yield Vote(Shape(kind, literals=literals) if "." not in kind else Shape("library", path=kind), 4)


def _is_binary(method: str, call: ast.Call, study: Study) -> bool:
    """Whether what is read from or written to a file is bytes."""
    if method.startswith("write"):
        return any(
            isinstance(inner, ast.Constant) and isinstance(inner.value, bytes) or isinstance(inner, ast.Call)
            and scope.dotted(inner.func) in ("struct.pack", "bytes", "pickle.dumps")
            for arg in call.args for inner in ast.walk(arg))
    return usage.of_node(study, call).kind == "bytes"


def _handed_on(call: ast.Call, study: Study) -> tuple[str, ...]:
    """Values that fit where the parts or the changed copy of a text are used."""
    holder = study.parent(call)
    if isinstance(holder, ast.For) and holder.iter is call:
        return _target(holder.target, study).literals
    return usage.of_node(study, call).literals


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _keyed(key: str, node: ast.expr, study: Study) -> Shape:
    """A dictionary that has ``key``, whose value is used as ``node`` is."""
    return Shape("record", keys=((key, usage.of_node(study, node)),))


def _targets(iterated: ast.expr, study: Study) -> tuple[Shape, ...]:
    """Shapes of the names that each element of ``iterated`` is unpacked into."""
    holder = study.parent(iterated)
    target = getattr(holder, "target", None)
    if isinstance(holder, (ast.For, ast.AsyncFor, ast.comprehension)) and holder.iter is iterated:
        element = _target(target, study)
        return element.items if element.kind == "tuple" else ()
    return ()


def _target(target: ast.AST | None, study: Study) -> Shape:
    """The shape of a loop variable, by its own uses."""
    if isinstance(target, (ast.Tuple, ast.List)):
        names = tuple(scope.dotted(one) for one in target.elts)
        return Shape("tuple", tuple(_target(one, study) for one in target.elts), names=names)
    if isinstance(target, ast.Name):
        return usage.of_place(study, target.id)
    return ANY


def _subscript(node: ast.expr, holder: ast.Subscript, study: Study) -> Iterator[Vote]:
    if holder.value is not node:
        yield from _as_index(holder, study)
        return
    if _text(holder.slice):
        yield Vote(_keyed(_text(holder.slice), holder, study), 4)
    elif isinstance(holder.slice, ast.Slice):
        unpacked = usage.of_node(study, holder)
        yield Vote(unpacked, 2) if unpacked.kind == "tuple" else Vote(of("list"), 1)
    elif isinstance(holder.slice, (ast.Constant, ast.UnaryOp, ast.BinOp)):
        yield Vote(Shape("list", (usage.of_node(study, holder),)), 2)
    elif isinstance(holder.slice, ast.Name):
        yield Vote(Shape("list", (usage.of_node(study, holder),)), 1)


def _as_index(holder: ast.Subscript, study: Study) -> Iterator[Vote]:
    """A key of a mapping that the module holds takes one of its keys."""
    keys = _keys_of(holder.value, study)
    if keys:
        yield Vote(Shape("literal", literals=tuple(keys)), 3)
    else:
        yield Vote(Shape("int", literals=("0",)), 1)


def _keys_of(node: ast.expr, study: Study) -> list[str]:
    path = scope.dotted(node)
    statement = scope.defined(study.callee.module).get(path)
    value = getattr(statement, "value", None)
    if isinstance(value, ast.Dict):
        return [constant(key) for key in value.keys if isinstance(key, ast.Constant)][:5]
    return []


def _slice(node: ast.expr, holder: ast.Slice, study: Study) -> Iterator[Vote]:
    yield Vote(of("int"), 3)


def _loop(node: ast.expr, holder: ast.For | ast.comprehension, study: Study) -> Iterator[Vote]:
    if holder.iter is node:
        is_async = isinstance(holder, ast.AsyncFor) or getattr(holder, "is_async", 0)
        element = _target(holder.target, study)
        yield Vote(Shape("async-iterator" if is_async else "list", (element,)), 2)


def _call(node: ast.expr, holder: ast.Call, study: Study) -> Iterator[Vote]:
    if holder.func is node:
        yield Vote(_called(holder, study), 4)
        return
    position = next((at for at, arg in enumerate(holder.args) if arg is node), None)
    if position is not None and not any(isinstance(arg, ast.Starred) for arg in holder.args[:position]):
        yield from _passed(node, holder, study, position)


def _called(call: ast.Call, study: Study) -> Shape:
    """A function; how its result is used says what it must give."""
    holder = study.parent(call)
    if any(isinstance(one, ast.Starred) for one in call.args):
        return Shape("coroutine-function" if isinstance(holder, ast.Await) else "function", arity=0)
    if isinstance(holder, ast.Expr):
        return Shape("function", arity=len(call.args))
    if isinstance(holder, ast.Await):
        return Shape("coroutine-function", arity=len(call.args))
    if isinstance(holder, (ast.If, ast.While, ast.BoolOp, ast.UnaryOp)) or isinstance(holder, ast.comprehension):
        return Shape("predicate", arity=len(call.args))
    return Shape("function", (of("same"),), arity=len(call.args))


def _keyword(node: ast.expr, holder: ast.keyword, study: Study) -> Iterator[Vote]:
    call = study.parent(holder)
    if holder.arg is None:
        yield Vote(of("dict"), 2)
    elif isinstance(call, ast.Call):
        yield from _passed(node, call, study, holder.arg)


def _passed(node: ast.expr, call: ast.Call, study: Study, where: int | str) -> Iterator[Vote]:
    """An argument of a call: known functions by table, functions of the project by their own parameter."""
    path = scope.canonical(call.func, study.callee.module)
    if path == "isinstance" and where == 0 and len(call.args) == 2:
        yield from _isinstance(call, study)
        return
    if path == "map" and where == 1:
        yield Vote(Shape("list", (_first_parameter(call.args[0], study),)), 2)
        return
    if path in known_calls.PASSING and isinstance(where, int):
        yield from _elements_of(call, where, study)
        return
    kind = known_calls.argument(path, where)
    if kind:
        one = Shape("library", path=kind) if "." in kind else of(kind)
        yield Vote(one, known_calls.WEIGHTS.get(path, 3))
        return
    yield from _method_argument(call, study)
    yield from _into_project(call, study, where)


def _method_argument(call: ast.Call, study: Study) -> Iterator[Vote]:
    """``",".join(value)``, ``text.split(value)``: what methods of texts take."""
    if not isinstance(call.func, ast.Attribute):
        return
    if call.func.attr == "join" and isinstance(call.func.value, ast.Constant):
        kind = "list[bytes]" if isinstance(call.func.value.value, bytes) else "list[str]"
        yield Vote(of(kind), 4)
    elif call.func.attr in ("split", "rsplit", "partition", "rpartition", "startswith", "endswith", "replace"):
        yield Vote(of("str"), 2)
    elif call.func.attr in ("compress", "decompress"):
        yield Vote(of("bytes"), 2)
    elif call.func.attr in ("match", "fullmatch", "search", "sub", "finditer", "findall"):
        yield Vote(of("str"), 2)


def _elements_of(call: ast.Call, where: int, study: Study) -> Iterator[Vote]:
    """``sorted(values)`` and the like give the same elements again."""
    path = scope.canonical(call.func, study.callee.module)
    holder = study.parent(call)
    if isinstance(holder, (ast.For, ast.comprehension)) and holder.iter is call:
        element = _target(holder.target, study)
        if path == "enumerate":
            element = element.items[1] if len(element.items) == 2 else ANY
        elif path == "zip":
            element = element.items[where] if where < len(element.items) else ANY
        yield Vote(Shape("list", (element,)), 2)
    else:
        yield Vote(of("list"), known_calls.PASSING[path])


def _isinstance(call: ast.Call, study: Study) -> Iterator[Vote]:
    if _is_refused(call, study):
        return
    wanted = call.args[1].elts[:1] if isinstance(call.args[1], ast.Tuple) else [call.args[1]]
    for expr in wanted:
        found = annotation.shape(expr, study.callee.module, study.context.lookup)
        yield Vote(found, 5)


def _is_refused(test: ast.expr, study: Study) -> bool:
    """Whether the test being true leads to an exception."""
    holder = study.parent(test)
    return isinstance(holder, ast.If) and holder.test is test and isinstance(holder.body[0], ast.Raise)


def _into_project(call: ast.Call, study: Study, where: int | str) -> Iterator[Vote]:
    """The parameter of a project function that receives the value."""
    if study.depth >= usage.FARTHEST:
        return
    found = callees.resolve(call.func, study.callee, study.context)
    if found is None:
        return
    one = callees.from_definition(found, study.context)
    if one is None:
        return
    plain = [parameter for parameter in one.parameters if parameter.kind in ("plain", "positional-only")]
    if isinstance(where, int) and call.args and scope.dotted(call.args[0]) in ("self", "cls"):
        # ``Base.__init__(self, value)``
        where -= 1
    wanted = [parameter for parameter in one.parameters if parameter.name == where] if isinstance(where, str) \
        else plain[where:where + 1]
    for parameter in wanted:
        shape = annotation.shape(parameter.annotation, one.module, study.context.lookup)
        if shape.kind == "any":
            shape = usage.shape(parameter.name, one, study.context, study.depth + 1)
        spoken = tuple(documented.literals(parameter, one)) if shape.kind in ("str", "int", "float") else ()
        yield Vote(replace(shape, literals=spoken + shape.literals), 3)


def _first_parameter(function: ast.expr, study: Study) -> Shape:
    """What a function of the project, or ``int`` and the like, takes first."""
    path = scope.canonical(function, study.callee.module)
    kind = known_calls.argument(path, 0)
    if kind:
        return of(kind)
    found = callees.resolve(function, study.callee, study.context) if study.depth < usage.FARTHEST else None
    one = callees.from_definition(found, study.context) if found is not None else None
    if one is None or not one.parameters:
        return ANY
    return usage.shape(one.parameters[0].name, one, study.context, study.depth + 1)


def _compare(node: ast.expr, holder: ast.Compare, study: Study) -> Iterator[Vote]:
    sides = [holder.left, *holder.comparators]
    at = next(position for position, side in enumerate(sides) if side is node)
    for other, operator in _neighbours(sides, holder.ops, at):
        if isinstance(operator, (ast.Is, ast.IsNot)):
            continue
        if isinstance(operator, (ast.In, ast.NotIn)):
            yield from _membership(other, is_left=sides.index(other) > at, study=study)
        else:
            yield from _alike(other, study, 3 if isinstance(operator, (ast.Eq, ast.NotEq)) else 2)


def _neighbours(sides: list[ast.expr], ops: list[ast.cmpop], at: int) -> Iterator[tuple[ast.expr, ast.cmpop]]:
    if at:
        yield sides[at - 1], ops[at - 1]
    if at < len(ops):
        yield sides[at + 1], ops[at]


def _membership(other: ast.expr, is_left: bool, study: Study) -> Iterator[Vote]:
    if not is_left:
        # ``other in value``
        is_bytes = isinstance(other, ast.Constant) and isinstance(other.value, bytes)
        yield Vote(of("str") if _text(other) else of("bytes") if is_bytes else of("list"), 1)
        return
    known = _constant(other, study)
    if isinstance(known, (ast.Tuple, ast.List, ast.Set)):
        literals = [constant(one) for one in known.elts if isinstance(one, ast.Constant)]
        if literals:
            yield Vote(Shape("literal", literals=tuple(literals)), 4)
    elif isinstance(known, ast.Dict):
        literals = [constant(key) for key in known.keys if isinstance(key, ast.Constant)]
        if literals:
            yield Vote(Shape("literal", literals=tuple(literals)), 4)


def _constant(node: ast.expr, study: Study) -> ast.expr:
    """``node``, or the value of the constant of the module or class that it names."""
    path = scope.dotted(node)
    if path.startswith(("self.", "cls.")) and study.callee.owner is not None:
        name = path.partition(".")[2]
        for part in study.callee.owner.parts:
            for statement in part.node.body:
                if name in scope.bound_by(statement):
                    return getattr(statement, "value", None) or node
    statement = scope.defined(study.callee.module).get(path) if path else None
    return getattr(statement, "value", None) or node


CONSTANTS: Mapping[type, str] = {
    str: "str", bytes: "bytes", int: "int", float: "float", bool: "bool", complex: "complex"}


def _alike(other: ast.expr, study: Study, weight: int) -> Iterator[Vote]:
    """Compared or added: a value of the same kind."""
    other = _constant(other, study)
    if isinstance(other, ast.UnaryOp):
        other = other.operand
    if isinstance(other, ast.Constant) and type(other.value) in CONSTANTS:
        literals = (constant(other),) if isinstance(other.value, str) and other.value else ()
        yield Vote(Shape(CONSTANTS[type(other.value)], literals=literals), weight)
    elif isinstance(other, (ast.List, ast.ListComp)):
        yield Vote(of("list"), weight)
    elif isinstance(other, ast.JoinedStr):
        yield Vote(of("str"), weight)
    elif isinstance(other, ast.Call) and scope.dotted(other.func) == "len":
        yield Vote(of("int"), weight)


NUMERIC = (ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Pow, ast.Mod)


def _operation(node: ast.expr, holder: ast.BinOp, study: Study) -> Iterator[Vote]:
    other = holder.right if holder.left is node else holder.left
    if isinstance(holder.op, (ast.BitAnd, ast.BitOr, ast.BitXor, ast.LShift, ast.RShift)):
        yield Vote(of("int"), 2 if isinstance(holder.op, (ast.LShift, ast.RShift)) else 1)
    elif isinstance(holder.op, ast.Mod) and (holder.right is node or _text(holder.left)):
        # The right side of ``%`` may be anything that is formatted
        if not isinstance(holder.left, ast.Constant) or not isinstance(holder.left.value, (str, bytes)):
            yield Vote(of("int"), 1)
    elif isinstance(holder.op, ast.Mult) and _text(other):
        yield Vote(of("int"), 3)
    elif isinstance(holder.op, ast.Add):
        for vote in _alike(other, study, 3):
            yield Vote(replace(vote.shape, literals=()), vote.weight)
    elif isinstance(holder.op, NUMERIC):
        found = list(_alike(other, study, 2))
        yield from found or [Vote(of("float"), 1)]


def _unary(node: ast.expr, holder: ast.UnaryOp, study: Study) -> Iterator[Vote]:
    if isinstance(holder.op, (ast.USub, ast.UAdd)):
        yield Vote(of("float"), 2)
    elif isinstance(holder.op, ast.Invert):
        yield Vote(of("int"), 2)


def _augmented(node: ast.expr, holder: ast.AugAssign, study: Study) -> Iterator[Vote]:
    if holder.value is node and not isinstance(holder.op, ast.Add):
        yield Vote(of("float"), 1)


def _assigned(node: ast.expr, holder: ast.Assign | ast.AnnAssign, study: Study) -> Iterator[Vote]:
    """``alias = value``, ``self.attribute = value`` and ``first, second = value``."""
    targets = holder.targets if isinstance(holder, ast.Assign) else [holder.target]
    for target in targets:
        if isinstance(target, (ast.Tuple, ast.List)):
            yield Vote(_target(target, study), 3)
        elif isinstance(target, ast.Name):
            yield from _kept(usage.of_place(study, target.id), 3)
        elif isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == "self":
            yield from _stored(target.attr, study)
        if isinstance(holder, ast.AnnAssign):
            yield Vote(annotation.shape(holder.annotation, study.callee.module, study.context.lookup), 4)


def _kept(shape: Shape, weight: int) -> Iterator[Vote]:
    if shape.kind != "any":
        yield Vote(shape, weight)


def _stored(attribute: str, study: Study) -> Iterator[Vote]:
    """Uses of an attribute in all methods of the class."""
    one = study.callee.owner
    if one is None or study.depth >= usage.FARTHEST:
        return
    for method, part in one.methods().values():
        callee = callees.Callee(method.name, part.module, (), method, one)
        inner = replace(study, callee=callee, root=method, depth=study.depth + 1)
        yield from _kept(usage.of_place(inner, f"self.{attribute}"), 2)


def _starred(node: ast.expr, holder: ast.Starred, study: Study) -> Iterator[Vote]:
    yield Vote(of("list"), 2)


def _awaited(node: ast.expr, holder: ast.Await, study: Study) -> Iterator[Vote]:
    yield Vote(of("awaitable"), 4)


def _raised(node: ast.expr, holder: ast.Raise, study: Study) -> Iterator[Vote]:
    yield Vote(of("error"), 4)


def _delegated(node: ast.expr, holder: ast.YieldFrom, study: Study) -> Iterator[Vote]:
    yield Vote(of("list"), 2)


def _same(node: ast.expr, holder: ast.expr, study: Study) -> Iterator[Vote]:
    """``a if b else c`` and ``a or b`` hand the value on."""
    if isinstance(holder, ast.IfExp) and holder.test is node:
        return
    yield from usage.votes(holder, study)
    if isinstance(holder, ast.BoolOp) and isinstance(holder.op, ast.Or):
        for other in holder.values:
            if other is not node:
                yield from _alike(other, study, 2)


def _entered(node: ast.expr, holder: ast.withitem, study: Study) -> Iterator[Vote]:
    yield Vote(of("manager"), 4)


RULES: Mapping[type, Rule] = {
    ast.Attribute: _attribute,
    ast.Subscript: _subscript,
    ast.Slice: _slice,
    ast.For: _loop,
    ast.AsyncFor: _loop,
    ast.comprehension: _loop,
    ast.Call: _call,
    ast.keyword: _keyword,
    ast.Compare: _compare,
    ast.BinOp: _operation,
    ast.UnaryOp: _unary,
    ast.AugAssign: _augmented,
    ast.Assign: _assigned,
    ast.AnnAssign: _assigned,
    ast.Starred: _starred,
    ast.Await: _awaited,
    ast.Raise: _raised,
    ast.YieldFrom: _delegated,
    ast.IfExp: _same,
    ast.BoolOp: _same,
    ast.withitem: _entered,
}
