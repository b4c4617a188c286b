"""What the code around a function tells of a parameter: defaults of its class, classes that fit its use."""

from __future__ import annotations

import ast
import builtins
import sys
from functools import lru_cache

from sphinx_howto.catalogue import gettext
from sphinx_howto.example import accesses, annotation, body, classes, known_types, names, scope
from sphinx_howto.example.accesses import Access
from sphinx_howto.example.callee import Callee
from sphinx_howto.example.context import Context
from sphinx_howto.example.shape import ANY, Shape
from sphinx_howto.example.signatures import Parameter
from sphinx_howto.example.value import GUESS, Value, constant

# Annotations that say nothing of what an object is
_OPEN = frozenset(["typing.Any", "Any", "object", "typing_extensions.Self", "typing.Self", "typing.Hashable"])
# Kinds that a name only hints at: what is read of the parameter says more
_LOOSE = frozenset(["any", "dict", "list", "int", "float", "tuple", "set"])
_BUILT_IN = (str, bytes, int, float, bool, list, dict, set, tuple)


def usual(parameter: Parameter, callee: Callee) -> str:
    """The literal of ``default_model`` of the class, or of ``DEFAULT_MODEL`` of the module, for ``model``."""
    wanted = f"default_{parameter.name}"
    tried = dict(_tried(callee.owner.parts[0].node)) if callee.owner is not None else {}
    if parameter.name in tried:
        return tried[parameter.name]
    bodies = [part.node.body for part in callee.owner.parts] if callee.owner is not None else []
    for statements in (*bodies, callee.module.tree.body):
        for statement in statements:
            value = getattr(statement, "value", None)
            bound = [name.lower() for name in scope.bound_by(statement)]
            if (
                wanted in bound
                and isinstance(value, ast.Constant)
                and isinstance(value.value, (str, int, float))
            ):
                return constant(value) if value.value != "" else ""
    return ""


@lru_cache(maxsize=512)
def _tried(node: ast.ClassDef) -> tuple[tuple[str, str], ...]:
    """Keys and literals of the first case that a class tests itself with: ``_TESTS = [{"url": ...}]``."""
    for statement in node.body:
        if not {"_TESTS", "_TEST", "TESTS", "EXAMPLES"} & {*scope.bound_by(statement)}:
            continue
        given = getattr(statement, "value", None)
        first = given.elts[0] if isinstance(given, (ast.List, ast.Tuple)) and given.elts else given
        if isinstance(first, ast.Dict):
            return tuple(
                (key.value, constant(value))
                for key, value in zip(first.keys, first.values, strict=True)
                if isinstance(key, ast.Constant) and isinstance(key.value, str)
                if isinstance(value, ast.Constant) and isinstance(value.value, str)
            )
    return ()


def reached(parameter: Parameter, callee: Callee) -> frozenset[Access]:
    """What of a parameter its function, or its class where it keeps it, reads and calls."""
    if callee.node is None:
        return frozenset()
    found = set(_within(callee.node, parameter.name))
    for kept in kept_as(callee.node, parameter.name):
        for part in callee.owner.parts if callee.owner is not None else ():
            found |= _within(part.node, f"self.{kept}")
    return frozenset(found)


def _within(root: ast.AST, place: str) -> frozenset[Access]:
    return frozenset(one for one in accesses.of(root, place) if not one.name.endswith("with"))


def used(parameter: Parameter, callee: Callee) -> frozenset[str]:
    """The names alone of what is reached for."""
    return frozenset(one.name.partition("|")[0] for one in reached(parameter, callee))


def kept_as(node: ast.AST, name: str) -> list[str]:
    """Attributes of ``self`` that are assigned the parameter as it is."""
    return [
        target.attr
        for statement in ast.walk(node)
        if isinstance(statement, ast.Assign)
        and isinstance(statement.value, ast.Name)
        and statement.value.id == name
        for target in statement.targets
        if isinstance(target, ast.Attribute) and scope.dotted(target.value) == "self"
    ]


def fitting_class(parameter: Parameter, callee: Callee, context: Context) -> Shape:
    """The one class that the module knows, is called like the parameter and has all that is used."""
    wanted = used(parameter, callee)
    if parameter.annotation is not None or not wanted:
        return ANY
    camel = "".join(word.capitalize() for word in parameter.name.split("_"))
    known = {**scope.imported(callee.module), **scope.defined(callee.module)}
    paths = {
        path
        for name in known
        if name.lower().endswith(camel.lower()) and name[:1].isupper()
        for path in [scope.canonical(name, callee.module)]
        # What is known by its type is made in its own way
        if path not in known_types.SIMPLE and _offers(path, wanted, context)
    }
    return Shape("class", path=next(iter(paths))) if len(paths) == 1 else ANY


def _offers(path: str, wanted: frozenset[str], context: Context) -> bool:
    found = context.lookup.find(path) if "." in path else None
    if found is None or not isinstance(found.node, ast.ClassDef):
        return False
    one = classes.load(found, context.lookup)
    offered = {
        *one.methods(),
        *(name for part in one.parts for item in part.node.body for name in scope.bound_by(item)),
        *(name for part in one.parts for name in body.stored(part.node)),
    }
    return wanted <= offered


def is_object(parameter: Parameter, callee: Callee) -> bool:
    """Whether the use needs attributes that no built-in value, or no element of one, has."""
    wanted = reached(parameter, callee)
    if callee.node is not None and _holds_objects(callee.node, parameter.name):
        return True
    if not wanted or any(accesses.bears(kind, wanted) for kind in _BUILT_IN):
        return False
    return callee.node is not None and not _is_other_too(callee.node, parameter.name)


def refuses(value: object, parameter: Parameter, callee: Callee) -> bool:
    """Whether a plain value lacks what the code reaches for on every way."""
    if not is_open(parameter, callee) or callee.node is None or type(value) not in _BUILT_IN:
        return False
    if accesses.bears(type(value), reached(parameter, callee)):
        return False
    return not _is_other_too(callee.node, parameter.name)


def is_open(parameter: Parameter, callee: Callee) -> bool:
    """Whether the annotation leaves open what the parameter is."""
    if parameter.annotation is None:
        return True
    path = scope.canonical(_without_none(parameter.annotation), callee.module)
    return path in _OPEN


@lru_cache(maxsize=2048)
def _holds_objects(node: ast.AST, name: str) -> bool:
    """Whether a loop over the name reads attributes of its elements that no built-in value has."""
    for holder in ast.walk(node):
        if (
            not isinstance(holder, (ast.For, ast.AsyncFor, ast.comprehension))
            or scope.dotted(holder.iter) != name
        ):
            continue
        if isinstance(holder.target, ast.Name):
            wanted = _within(node, holder.target.id)
            if wanted and not any(accesses.bears(kind, wanted) for kind in _BUILT_IN):
                return not _is_other_too(node, holder.target.id, bound=1)
    return False


def _is_other_too(node: ast.AST, name: str, bound: int = 0) -> bool:
    """Whether the body tells values of several types apart, or binds the name more often than ``bound``."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and inner.id == name and isinstance(inner.ctx, ast.Store):
            bound -= 1
            if bound < 0:
                return True
        if (
            isinstance(inner, ast.Call)
            and scope.dotted(inner.func) in ("isinstance", "hasattr")
            and inner.args
            and scope.dotted(inner.args[0]) == name
        ):
            return True
    return False


def placeholder(parameter: Parameter, callee: Callee, context: Context) -> Value | None:
    """A variable that the reader must fill in, where no value can be made up; None where a text may do."""
    name = parameter.name
    holds = callee.node is not None and _holds_objects(callee.node, name)
    by_name = names.kind(name)
    is_loose = by_name in _LOOSE and is_object(parameter, callee)
    if name in dir(builtins) or (by_name not in ("", "str") and not holds and not is_loose):
        return None
    if parameter.annotation is None or is_open(parameter, callee):
        told = gettext("your own {name}").format(name=name.strip("_").replace("_", " "))
        return _open(name, told) if is_object(parameter, callee) else None
    written = _without_none(parameter.annotation)
    path = scope.canonical(written, callee.module)
    last = scope.dotted(written).rpartition(".")[2]
    shape = annotation.shape(written, callee.module, context.lookup)
    if not path or path in _OPEN or not last[:1].isupper() or shape.kind not in ("class", "any", "library"):
        return None
    return _open(name, gettext("your own {name}").format(name=last))


def is_foreign(parameter: Parameter, callee: Callee, context: Context) -> bool:
    """Whether the annotation names what the module imports from where nothing can be looked up."""
    written = _without_none(parameter.annotation) if parameter.annotation is not None else ast.Name("")
    path = scope.canonical(written, callee.module)
    top = path.partition(".")[0]
    return "." in path and top not in sys.stdlib_module_names and context.lookup.find(path) is None


def _without_none(node: ast.expr) -> ast.expr:
    """``X`` of ``X | None`` and of ``Optional[X]``."""
    if isinstance(node, ast.BinOp) and isinstance(node.right, ast.Constant) and node.right.value is None:
        return node.left
    if isinstance(node, ast.Subscript) and scope.dotted(node.value).endswith("Optional"):
        return node.slice
    return node


def _open(name: str, told: str) -> Value:
    return Value(name, setup=(f"{name} = ...  # {told}",), strength=GUESS)
