"""Rules of use for calls: the value is called, or passed to a known or to a project function."""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from sphinx_howto.example import annotation, body, documented, known_calls, names, scope, usage
from sphinx_howto.example import callee as callees
from sphinx_howto.example.shape import ANY, Shape, of
from sphinx_howto.example.usage import Study, Vote
from sphinx_howto.example.uses import asking, lengths, places
from sphinx_howto.example.value import text


def call(node: ast.expr, holder: ast.Call, study: Study) -> Iterator[Vote]:
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
    if isinstance(holder, (ast.If, ast.While, ast.BoolOp, ast.UnaryOp, ast.comprehension)):
        return Shape("predicate", arity=len(call.args))
    if not call.args and not call.keywords:
        return Shape("function", (_kept(call, study),), arity=0)
    return Shape("function", (of("same"),), arity=len(call.args))


def _kept(call: ast.Call, study: Study) -> Shape:
    """What a function without arguments gives: by the use of its result, else by the name that keeps it."""
    used = usage.of_node(study, call)
    if used.kind != "any":
        return used
    holder = study.parent(call)
    target = holder.targets[0] if isinstance(holder, ast.Assign) else None
    named = names.value(scope.dotted(target).rpartition(".")[2], "str")
    return Shape("literal", literals=(named,)) if named else of("same")


def keyword(node: ast.expr, holder: ast.keyword, study: Study) -> Iterator[Vote]:
    call = study.parent(holder)
    if holder.arg is None:
        yield Vote(of("dict"), 2)
    elif isinstance(call, ast.Call):
        yield from _passed(node, call, study, holder.arg)


def _passed(node: ast.expr, call: ast.Call, study: Study, where: int | str) -> Iterator[Vote]:
    """An argument of a call: known functions by table, functions of the project by their own parameter."""
    path = scope.canonical(call.func, study.callee.module)
    rule, least = SPECIAL.get((path, where), (None, 0))
    if rule is not None and len(call.args) >= least:
        yield from rule(call, study)
        return
    if path in known_calls.PASSING and isinstance(where, int):
        yield from _elements_of(call, where, study)
        return
    if path == "len":
        yield from lengths.of(node, call, study)
    kind = asking.told(known_calls.argument(path, where), study)
    if kind:
        one = Shape("library", path=kind) if "." in kind else of(kind)
        yield Vote(one, known_calls.WEIGHTS.get(path, 3))
        return
    yield from _method_argument(call, study)
    yield from _into_project(call, study, where)


def _issubclass(call: ast.Call, study: Study) -> Iterator[Vote]:
    base = annotation.shape(call.args[1], study.callee.module, study.context.lookup)
    yield Vote(Shape("type", (base,)), 4)


def _attribute_of(call: ast.Call, study: Study) -> Iterator[Vote]:
    """``getattr(value, "name")``."""
    name = places.text_of(call.args[1])
    if not name.startswith("__"):
        yield Vote(Shape("namespace", keys=((name, ANY),) if name else ()), 2)


def _mapped(call: ast.Call, study: Study) -> Iterator[Vote]:
    yield Vote(Shape("list", (_first_parameter(call.args[0], study),)), 2)


def _as_json(call: ast.Call, study: Study) -> Iterator[Vote]:
    """``json.loads(value)``, by the keys that are read of the result."""
    read = usage.of_node(study, call)
    yield Vote(Shape("json-text", keys=read.keys if read.kind == "record" else ()), 3)


def _as_path(call: ast.Call, study: Study) -> Iterator[Vote]:
    """``Path(value)``, by the method that is called on it."""
    kinds = {"new-path": "new-path-text", "folder-path": "folder"}
    used = usage.of_node(study, call).kind
    yield Vote(of(kinds.get(used, "path-text")), 4 if used in kinds else 2)


#: The moment that examples of dates show.
_MOMENT = dt.datetime(2024, 1, 31, 12, 30, tzinfo=dt.timezone.utc)


def _by_format(call: ast.Call, study: Study) -> Iterator[Vote]:
    """A date as the format writes it; just a text where the format is not known."""
    written = call.args[1]
    form = places.text_of(places.constant_of(written, study)) or places.first_of_loop(written, study)
    literals = (text(_MOMENT.strftime(form)),) if form else ()
    yield Vote(Shape("str", literals=literals), 4)


def _mode_of(file: str, study: Study) -> str:
    """The mode in which the body opens what it calls ``file``, or ``""``."""
    for node in body.below(study.root):
        opened = node.context_expr if isinstance(node, ast.withitem) else None
        if opened is None or scope.dotted(getattr(node, "optional_vars", None)) != file:
            continue
        if isinstance(opened, ast.Call) and scope.dotted(opened.func).rpartition(".")[2] == "open":
            modes = [*opened.args, *(word.value for word in opened.keywords)]
            return next((mode for mode in map(places.text_of, modes) if mode[:1] in ("w", "a", "x")), "")
    return ""


# Names of objects whose ``update`` takes bytes
_DIGESTS = ("hash", "md5", "sha", "digest", "mac", "crc", "inner", "outer")


def _method_argument(call: ast.Call, study: Study) -> Iterator[Vote]:
    """``",".join(value)``, ``text.split(value)``: what methods of texts take."""
    if not isinstance(call.func, ast.Attribute):
        return
    name = call.func.attr
    if name in _TAKEN:
        yield Vote(of(_TAKEN[name]), 3 if name in ("startswith", "endswith") else 2)
    elif name == "join" and isinstance(call.func.value, ast.Constant):
        kind = "list[bytes]" if isinstance(call.func.value.value, bytes) else "list[str]"
        yield Vote(of(kind), 4)
    elif name == "write":
        mode = _mode_of(scope.dotted(call.func.value), study)
        yield from [Vote(of("bytes" if "b" in mode else "str"), 3)] if mode else []
    elif name == "get" and call.args and call.args[0] is not call.func:
        keys = places.keys_of(call.func.value, study)
        yield from [Vote(Shape("literal", literals=tuple(keys)), 3)] if keys else []
    elif name == "read" and _is_made_by("configparser.ConfigParser", call.func.value, study):
        yield Vote(of("path-text"), 4)
    elif name == "update":
        digest = any(word in scope.dotted(call.func.value).lower() for word in _DIGESTS)
        yield Vote(of("bytes" if digest else "dict"), 2)


# Methods whose arguments are of one kind whatever has them
_TAKEN: Mapping[str, str] = {
    **dict.fromkeys(
        ("split", "rsplit", "partition", "rpartition", "replace", "startswith", "endswith"), "str"
    ),
    **dict.fromkeys(("match", "fullmatch", "search", "sub", "finditer", "findall"), "str"),
    **dict.fromkeys(("compress", "decompress"), "bytes"),
    **dict.fromkeys(("strftime", "strptime"), "date-format"),
}


def _is_made_by(path: str, node: ast.expr, study: Study) -> bool:
    """Whether the variable ``node`` is bound to what a call of ``path`` gives."""
    return any(
        isinstance(one, ast.Assign)
        and isinstance(one.value, ast.Call)
        and scope.dotted(one.targets[0]) == scope.dotted(node)
        and scope.canonical(one.value.func, study.callee.module) == path
        for one in body.below(study.root)
    )


def _elements_of(call: ast.Call, where: int, study: Study) -> Iterator[Vote]:
    """``sorted(values)`` and the like give the same elements again."""
    path = scope.canonical(call.func, study.callee.module)
    holder = study.parent(call)
    if isinstance(holder, (ast.For, ast.comprehension)) and holder.iter is call:
        element = places.loop_variable(holder.target, study)
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
    classes = places.constant_of(call.args[1], study)
    classes = call.args[1] if isinstance(classes, ast.Call) else classes
    wanted = classes.elts[:1] if isinstance(classes, ast.Tuple) else [classes]
    for expr in wanted:
        found = annotation.shape(expr, study.callee.module, study.context.lookup)
        # Bytes are told apart where texts are usual
        is_optional = found.kind in ("bytes", "bytearray") and not _is_demanded(call, study)
        named = names.value(scope.dotted(call.args[0]), "str").startswith('"http')
        # An address is told apart from an object that holds one
        is_optional = is_optional or (found.kind == "class" and named)
        yield Vote(found, 1 if _is_replaced(call, study) else 2 if is_optional else 6)


def _is_replaced(test: ast.Call, study: Study) -> bool:
    """Whether a value of the type is at once replaced by another one: ``if isinstance(x, str): x = [x]``."""
    holder = study.parent(test)
    first = holder.body[0] if isinstance(holder, ast.If) and holder.test is test else None
    return isinstance(first, ast.Assign) and scope.dotted(first.targets[0]) == scope.dotted(test.args[0])


def _is_demanded(test: ast.expr, study: Study) -> bool:
    """Whether the code ends, or raises, unless the test is true."""
    holder = study.parent(test)
    if isinstance(holder, ast.UnaryOp):
        holder = study.parent(holder)
        return isinstance(holder, ast.If) and isinstance(holder.body[-1], (ast.Raise, ast.Return))
    while isinstance(holder, ast.BoolOp) and isinstance(holder.op, ast.And):
        holder = study.parent(holder)
    return isinstance(holder, ast.Assert)


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
    if one is None or one.node is study.callee.node:
        # What a function hands to itself it says anyway
        return
    own = study.callee.owner
    if own is not None and one.owner is not None and any(part.node in _bodies(one) for part in own.parts):
        # What a base keeps, the methods of the class itself use
        one = replace(one, owner=own)
    plain = [parameter for parameter in one.parameters if parameter.kind in ("plain", "positional-only")]
    if isinstance(where, int) and call.args and scope.dotted(call.args[0]) in ("self", "cls"):
        # ``Base.__init__(self, value)``
        where -= 1
    wanted = (
        [parameter for parameter in one.parameters if parameter.name == where]
        if isinstance(where, str)
        else plain[where : where + 1]
    )
    for parameter in wanted:
        shape = annotation.shape(parameter.annotation, one.module, study.context.lookup)
        if shape.kind == "any":
            shape = usage.shape(parameter.name, one, study.context, study.depth + 1)
        spoken = tuple(documented.literals(parameter, one)) if shape.kind in ("str", "int", "float") else ()
        yield Vote(replace(shape, literals=spoken + shape.literals), 3)


def _bodies(one: callees.Callee) -> list[ast.ClassDef]:
    return [part.node for part in one.owner.parts[:1]] if one.owner is not None else []


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


# Functions with rules of their own, by the position of the value, and how many arguments the rule needs
SPECIAL: Mapping[tuple[str, int | str], tuple[Callable[[ast.Call, Study], Iterator[Vote]], int]] = {
    ("isinstance", 0): (_isinstance, 2),
    ("issubclass", 0): (_issubclass, 2),
    ("getattr", 0): (_attribute_of, 2),
    ("setattr", 0): (_attribute_of, 2),
    ("map", 1): (_mapped, 2),
    ("datetime.datetime.strptime", 0): (_by_format, 2),
    ("time.strptime", 0): (_by_format, 2),
    ("pathlib.Path", 0): (_as_path, 1),
    ("json.loads", 0): (_as_json, 1),
}
