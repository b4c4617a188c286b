"""Rules of use for attributes, methods, keys and positions."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sphinx_howto.example import body, known_calls, names, scope, usage
from sphinx_howto.example.shape import Shape, of
from sphinx_howto.example.usage import Study, Vote
from sphinx_howto.example.uses import leaving, parting, places
from sphinx_howto.example.value import text

# Methods of built-in types that other objects have as well
_HINTS = {"get": "dict", "find": "str", "format": "str"}
# A method that none of these has is one of an object that only the reader has
BUILT_IN = (str, bytes, int, float, list, dict, set, tuple)


def attribute(node: ast.expr, holder: ast.Attribute, study: Study) -> Iterator[Vote]:
    """``value.method(...)`` and ``value.attribute``."""
    call = study.parent(holder)
    if not isinstance(call, ast.Call) or call.func is not holder:
        yield from _read(holder, study)
    elif holder.attr == "get" and call.args and places.text_of(call.args[0]):
        yield Vote(places.keyed(places.text_of(call.args[0]), call, study, is_needed=False), 3)
    elif holder.attr == "items":
        yield Vote(Shape("dict", places.unpacked(call, study)), 4)
    elif holder.attr in known_calls.METHODS:
        yield from _called(node, holder, call, study)
    elif holder.attr in _HINTS:
        yield Vote(of(_HINTS[holder.attr]), 1)
    elif not any(hasattr(one, holder.attr) for one in BUILT_IN) and not _is_told_apart(node, study):
        yield Vote(Shape("namespace", keys=((holder.attr, _method(call, study)),)), 3)


def _is_told_apart(node: ast.expr, study: Study) -> bool:
    """Whether the value is known to be of one type among several where ``node`` stands."""
    name = scope.dotted(node)
    inner: ast.AST | None = node
    while inner is not None:
        inner = study.parent(inner)
        test = inner.test if isinstance(inner, (ast.If, ast.IfExp)) else None
        is_asked = isinstance(test, ast.Call) and scope.dotted(test.func) in ("isinstance", "hasattr")
        if is_asked and scope.dotted(next(iter(getattr(test, "args", ())), None)) == name:
            return True
    return False


def _method(call: ast.Call, study: Study) -> Shape:
    """What a method must take and give: by how it is called, and what is done with the result."""
    holder = study.parent(call)
    is_awaited = isinstance(holder, ast.Await)
    used = holder if isinstance(holder, ast.Await) else call
    takes = ["*args"] if call.args else []
    takes += ["**kwargs"] if call.keywords else []
    result = of("silent") if isinstance(study.parent(used), ast.Expr) else usage.of_node(study, used)
    return Shape("async-method" if is_awaited else "method", (result,), literals=(", ".join(takes),))


def _read(holder: ast.Attribute, study: Study) -> Iterator[Vote]:
    """An attribute that is no method: of a known type, or one of those that the object must have."""
    kind = known_calls.attribute(holder.attr)
    if kind:
        yield Vote(Shape("library", path=kind) if "." in kind else of(kind), 3)
    elif isinstance(study.parent(holder), (ast.Call, ast.keyword)) and holder.attr in known_calls.METHODS:
        # ``key=text.index``: a method is handed on
        return
    elif not holder.attr.startswith("__") and not _is_told_apart(holder.value, study):
        yield Vote(Shape("namespace", keys=((holder.attr, usage.of_node(study, holder)),)), 3)


def _called(node: ast.expr, holder: ast.Attribute, call: ast.Call, study: Study) -> Iterator[Vote]:
    """A method of the table of methods."""
    kind = known_calls.METHODS[holder.attr]
    if kind == "str" and any(
        isinstance(arg, ast.Constant) and isinstance(arg.value, bytes) for arg in call.args
    ):
        kind = "bytes"
    if kind == "text-file" and _is_binary(holder.attr, call, study):
        kind = "binary-file"
    literals = (parting.joined(call, study) or _handed_on(call, study)) if kind == "str" else ()
    if _is_scheme(holder.attr, call):
        # Most often something else is allowed, too: a path, a name
        yield Vote(of("url-text"), 2)
        return
    if holder.attr in ("startswith", "endswith") and call.args and places.text_of(call.args[0]):
        is_wanted = holder.attr == "endswith" and not leaving.is_left_early(call, study)
        literals = (_ending(places.text_of(call.args[0])),) if is_wanted else ()
        if literals and names.kind(scope.dotted(node)) == "path":
            yield Vote(Shape("path-text", path=literals[0]), 5)
            return
    yield Vote(Shape(kind, literals=literals) if "." not in kind else Shape("library", path=kind), 4)


def _is_scheme(method: str, call: ast.Call) -> bool:
    """``text.startswith("http")``, or a tuple of such beginnings."""
    if method != "startswith" or not call.args:
        return False
    asked = call.args[0]
    first = asked.elts[0] if isinstance(asked, ast.Tuple) and asked.elts else asked
    return places.text_of(first).startswith("http")


def _ending(suffix: str) -> str:
    """A text that ends so; a file name where the end is the ending of one."""
    return text(f"data{suffix}" if suffix.startswith(".") else suffix)


def _is_binary(method: str, call: ast.Call, study: Study) -> bool:
    """Whether what is read from or written to a file is bytes."""
    if method.startswith("write"):
        return any(
            (isinstance(inner, ast.Constant) and isinstance(inner.value, bytes))
            or (
                isinstance(inner, ast.Call)
                and scope.dotted(inner.func) in ("struct.pack", "bytes", "pickle.dumps")
            )
            for arg in call.args
            for inner in ast.walk(arg)
        )
    return usage.of_node(study, call).kind == "bytes"


def _handed_on(call: ast.Call, study: Study) -> tuple[str, ...]:
    """Values that fit where the parts or the changed copy of a text are used."""
    holder = study.parent(call)
    if isinstance(holder, ast.For) and holder.iter is call:
        element = places.loop_variable(holder.target, study)
        return element.literals if element.kind != "record" else ()
    used = usage.of_node(study, call)
    return used.literals if used.kind != "record" else ()


def subscript(node: ast.expr, holder: ast.Subscript, study: Study) -> Iterator[Vote]:
    if holder.value is not node:
        yield from _as_index(holder, study)
        return
    if isinstance(holder.ctx, ast.Store) and not isinstance(study.parent(holder), ast.AugAssign):
        # What is set need not be there before
        is_key = bool(places.text_of(holder.slice)) or names.kind(scope.dotted(holder.slice)) == "str"
        yield (
            Vote(of("dict"), 3) if is_key or isinstance(holder.slice, ast.JoinedStr) else Vote(of("list"), 1)
        )
    elif places.text_of(holder.slice):
        yield Vote(places.keyed(places.text_of(holder.slice), holder, study), 4)
    elif isinstance(holder.slice, ast.Slice):
        unpacked = usage.of_node(study, holder)
        yield Vote(unpacked, 2) if unpacked.kind == "tuple" else Vote(of("list"), 1)
    elif isinstance(holder.slice, ast.Constant) and isinstance(holder.slice.value, int):
        yield from _at(holder.slice.value, usage.of_node(study, holder))
    elif isinstance(holder.slice, (ast.Constant, ast.UnaryOp, ast.BinOp)):
        yield Vote(Shape("list", (usage.of_node(study, holder),)), 2)
    elif isinstance(holder.slice, ast.Name) and _is_asked(holder.slice.id, node, study):
        yield Vote(Shape("dict", (of("str"), usage.of_node(study, holder))), 3)
    elif isinstance(holder.slice, ast.Name) and _is_text_parameter(holder.slice.id, study):
        yield Vote(places.keyed("key", holder, study), 2)
    elif isinstance(holder.slice, ast.Name):
        yield Vote(Shape("list", (usage.of_node(study, holder),)), 1)


# Positions up to which a sequence is written out
_FARTHEST = 4
# How many elements a made-up list has, by their kind
_LENGTHS = {"any": 3, "int": 3, "str": 2, "float": 2}


def _at(place: int, element: Shape) -> Iterator[Vote]:
    """Something at a fixed position: a sequence that is long enough, a dictionary where that is too long."""
    if place > _FARTHEST:
        yield Vote(Shape("dict", (Shape("literal", literals=(str(place),)), element)), 2)
    elif place >= _LENGTHS.get(element.kind, 1):
        yield Vote(Shape("tuple", (element,) * (place + 1)), 2)
    else:
        yield Vote(Shape("list", (element,)), 2)


def _as_index(holder: ast.Subscript, study: Study) -> Iterator[Vote]:
    """A key of a mapping that the module holds takes one of its keys; a variable of the system has a name."""
    if scope.canonical(holder.value, study.callee.module) == "os.environ":
        yield Vote(of("env-name"), 4)
        return
    keys = places.keys_of(holder.value, study)
    key = holder.slice.id if isinstance(holder.slice, ast.Name) else ""
    if not keys and isinstance(holder.value, ast.Name) and _is_text_parameter(key, study):
        yield Vote(Shape("str", literals=('"key"',)), 2)
    elif keys:
        yield Vote(Shape("literal", literals=tuple(keys)), 3)
    elif names.kind(key) != "str" and not _is_table(holder.value, study):
        yield Vote(Shape("int", literals=(names.value(key, "int") or "0",)), 1)


def _is_table(node: ast.expr, study: Study) -> bool:
    """Whether a constant of another module is read: its keys are texts most often."""
    name = scope.dotted(node).rpartition(".")[2]
    return name.isupper() and name in scope.imported(study.callee.module)


def _is_asked(key: str, holder: ast.expr, study: Study) -> bool:
    """Whether the body asks if ``key`` is in the value: it is a key then, and the value a dictionary."""
    return any(
        isinstance(node, ast.Compare)
        and isinstance(node.ops[0], (ast.In, ast.NotIn))
        and scope.dotted(node.left) == key
        and scope.dotted(node.comparators[0]) == scope.dotted(holder)
        for node in body.below(study.root)
    )


def _is_text_parameter(name: str, study: Study) -> bool:
    """Whether ``name`` is a parameter that is annotated as a text, so that it is a key, not a position."""
    return any(
        parameter.name == name
        and parameter.annotation is not None
        and ast.unparse(parameter.annotation) == "str"
        for parameter in study.callee.parameters
    )


def within_slice(node: ast.expr, holder: ast.Slice, study: Study) -> Iterator[Vote]:
    yield Vote(of("int"), 3)
