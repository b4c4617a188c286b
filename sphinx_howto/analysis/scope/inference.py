"""The type that the source proves for an expression: one rule for each kind of expression."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from sphinx_howto import definition, phrasebooks
from sphinx_howto.analysis import types
from sphinx_howto.analysis.scope import namespace, receivers, returned
from sphinx_howto.analysis.scope.bindings import FunctionNode

if TYPE_CHECKING:
    from sphinx_howto.analysis.scope.classes import ClassScope
    from sphinx_howto.analysis.scope.functions import FunctionScope


def type_of(scope: FunctionScope, node: ast.expr) -> types.Type | None:
    """The type of ``node`` as far as its kind has a rule; None for what is not proven."""
    rule = _TYPE_RULES.get(type(node))
    if rule is not None:
        return rule(scope, node)
    display = _DISPLAYS.get(type(node))
    return types.Type(display, _display_arguments(scope, node)) if display is not None else None


def _display_arguments(scope: FunctionScope, node: ast.expr) -> tuple[types.Type | None, ...]:
    if isinstance(node, (ast.List, ast.Set)) and node.elts:
        return (types.join([scope.type_of(item) for item in node.elts]),)
    if isinstance(node, ast.Tuple):
        return tuple(scope.type_of(item) for item in node.elts)
    if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp)):
        return (scope.inside(node).type_of(node.elt),)
    if isinstance(node, ast.Dict) and node.keys and all(key is not None for key in node.keys):
        return (
            types.join([scope.type_of(key) for key in node.keys]),
            types.join([scope.type_of(value) for value in node.values]),
        )
    if isinstance(node, ast.DictComp):
        inner = scope.inside(node)
        return inner.type_of(node.key), inner.type_of(node.value)
    return ()


_DISPLAYS = {
    ast.List: "list",
    ast.ListComp: "list",
    ast.Dict: "dict",
    ast.DictComp: "dict",
    ast.Set: "set",
    ast.SetComp: "set",
    ast.Tuple: "tuple",
    ast.JoinedStr: "str",
    ast.GeneratorExp: "collections.abc.Iterator",
}


def _constant_type(scope: FunctionScope, node: ast.expr) -> types.Type | None:
    assert isinstance(node, ast.Constant)
    return types.NONE if node.value is None else types.Type(type(node.value).__name__)


def _name_type(scope: FunctionScope, node: ast.expr) -> types.Type | None:
    assert isinstance(node, ast.Name)
    return scope.type_here(node)


#: Classes whose attributes and items are, by any name, of one class.
_ITEMS = {
    "pymongo.MongoClient": "pymongo.database.Database",
    "pymongo.database.Database": "pymongo.collection.Collection",
}


#: Classes whose methods, but for those that are known, give an object of the same class.
_FLUENT = {"googleapiclient.discovery.Resource"}


def _is_fluent(scope: FunctionScope) -> bool:
    """Whether the module uses a library with such classes: chains are long elsewhere too."""
    used = {path.partition(".")[0] for path in scope.module.imports.values()}
    return not used.isdisjoint(name.partition(".")[0] for name in _FLUENT)


def _attribute_type(scope: FunctionScope, node: ast.expr) -> types.Type | None:
    assert isinstance(node, ast.Attribute)
    if scope.is_receiver(node.value) and scope.owner is not None:
        return _of_base(scope, scope.owner, node.attr) or scope.owner.attribute(node.attr)
    if scope.dotted(node) == "sys.argv":
        return types.Type("list", (types.STR,))
    receiver = scope.type_of(node.value)
    if receiver is None or receiver.optional:
        return None
    if receiver.name == "argparse.Namespace":
        return namespace.attribute(scope, node.attr)
    row = phrasebooks.attribute(scope.module.context.phrases, f"{receiver.name}.{node.attr}")
    if row is not None and row.returns:
        return types.from_text(row.returns)
    if receiver.name in _ITEMS:
        return types.Type(_ITEMS[receiver.name])
    if receiver.name in ("pathlib.Path", "pathlib.PurePath"):
        return {"name": types.STR, "stem": types.STR, "suffix": types.STR, "parent": receiver}.get(node.attr)
    owner = receivers.class_of(scope, receiver)
    return owner.attribute(node.attr) if owner is not None else None


def _of_base(scope: FunctionScope, owner: ClassScope, name: str) -> types.Type | None:
    """What the phrasebooks say of an attribute that a class has from a library: ``self.wfile``."""
    phrases = scope.module.context.phrases
    paths = (path for item in owner.lineage() for path in (item.path, *item.foreign_bases))
    rows = (phrasebooks.attribute(phrases, f"{path}.{name}") for path in paths)
    text = next((row.returns for row in rows if row is not None and row.returns), "")
    return types.from_text(text) if text else None


def _call_type(scope: FunctionScope, node: ast.expr) -> types.Type | None:
    assert isinstance(node, ast.Call)
    path = scope.dotted(node.func)
    if path in _CONSTRUCTORS:
        return types.Type(path or "", _converted(scope, path, node))
    if path == "sorted" and node.args:
        return types.Type("list", (types.element(scope.type_of(node.args[0])),))
    target = scope.target_of(node)
    is_class = target is not None and isinstance(target.node, ast.ClassDef)
    if target is not None and is_class and scope.same_project(target.path):
        return types.Type(target.path)
    match = scope.match(node)
    if match is not None and match.entry.returns:
        return types.from_text(match.entry.returns)
    method = scope.method_called(node)
    if method is not None:
        return _given_by(scope, *method)
    if isinstance(node.func, ast.Attribute) and match is None and _is_fluent(scope):
        receiver = scope.type_of(node.func.value)
        if receiver is not None and receiver.name in _FLUENT:
            return receiver
    if target is None:
        return None
    return types.Type(target.path) if is_class else _given_by_function(scope, target)


def _given_by(
    scope: FunctionScope,
    owner: ClassScope,
    function: ast.FunctionDef | ast.AsyncFunctionDef,
    awaited: bool = False,
) -> types.Type | None:
    """What a method gives; what a public one returns without saying so, a subclass may change."""
    inner = type(scope)(owner.module, function, owner)
    is_settled = function.name.startswith("_") and not function.name.endswith("__")
    return returned.type_of(inner, awaited, stated_only=not is_settled)


def _given_by_function(
    scope: FunctionScope, target: definition.Definition, awaited: bool = False
) -> types.Type | None:
    if not isinstance(target.node, FunctionNode):
        return None
    inner = type(scope)(scope.module.context.module(target.module), target.node)
    # Methods are asked for by their class: what is found by name is a function of a module
    is_method = target.path.rpartition(".")[0] != target.module.name
    return returned.type_of(inner, awaited, stated_only=is_method)


_CONSTRUCTORS = {
    "str",
    "int",
    "float",
    "bool",
    "bytes",
    "bytearray",
    "list",
    "dict",
    "set",
    "frozenset",
    "tuple",
    "complex",
    "range",
}


def _converted(scope: FunctionScope, path: str | None, node: ast.Call) -> tuple[types.Type | None, ...]:
    if path in {"list", "set", "frozenset"} and node.args:
        return (types.element(scope.type_of(node.args[0])),)
    if path == "tuple" and node.args:
        return (types.element(scope.type_of(node.args[0])), None)
    return ()


def _await_type(scope: FunctionScope, node: ast.expr) -> types.Type | None:
    assert isinstance(node, ast.Await)
    if isinstance(node.value, ast.Call):
        method = scope.method_called(node.value)
        if method is not None:
            return _given_by(scope, *method, awaited=True)
        target = scope.target_of(node.value)
        if target is not None and isinstance(target.node, ast.AsyncFunctionDef):
            return _given_by_function(scope, target, awaited=True)
        match = scope.match(node.value, awaited=True)
        if match is not None:
            return types.from_text(match.entry.returns)
    return None


def _boolean_type(scope: FunctionScope, node: ast.expr) -> types.Type | None:
    assert isinstance(node, ast.BoolOp)
    parts = [scope.type_of(item) for item in node.values]
    if isinstance(node.op, ast.Or) and len(parts) > 1 and parts[-1] is not None:
        # The last operand decides whether None can come out: an earlier None is falsy
        parts = [
            types.Type(item.name, item.args) if item is not None and index < len(parts) - 1 else item
            for index, item in enumerate(parts)
        ]
        parts = [item for item in parts[:-1] if item is None or item.name != "None"] + parts[-1:]
    return types.join(parts)


def _compare_type(scope: FunctionScope, node: ast.expr) -> types.Type | None:
    assert isinstance(node, ast.Compare)
    sure = all(isinstance(op, (ast.Is, ast.IsNot, ast.In, ast.NotIn)) for op in node.ops)
    known = [scope.type_of(item) for item in (node.left, *node.comparators)]
    plain = all(
        item is not None and item.name in types.NUMBERS | types.TEXT | {"bool", "None"} for item in known
    )
    return types.BOOL if sure or plain else None


def _unary_type(scope: FunctionScope, node: ast.expr) -> types.Type | None:
    assert isinstance(node, ast.UnaryOp)
    if isinstance(node.op, ast.Not):
        return types.BOOL
    operand = scope.type_of(node.operand)
    return operand if operand is not None and operand.name in types.NUMBERS and not operand.optional else None


def _binary_type(scope: FunctionScope, node: ast.expr) -> types.Type | None:
    assert isinstance(node, ast.BinOp)
    left, right = scope.type_of(node.left), scope.type_of(node.right)
    if left is None or left.optional:
        return None
    if left.name in {"str", "bytes"}:
        if isinstance(node.op, ast.Mod) or (right is not None and right.name in {left.name, "int"}):
            return types.Type(left.name)
        return None
    if left.name == "list" and isinstance(node.op, ast.Add) and right is not None and right.name == "list":
        return types.Type("list", left.args if left.args == right.args else ())
    if right is None or right.optional or {left.name, right.name} - types.NUMBERS:
        return (
            types.Type("pathlib.Path")
            if left.name == "pathlib.Path" and isinstance(node.op, ast.Div)
            else None
        )
    if left.name == right.name == "int" and not isinstance(node.op, (ast.Div, ast.Pow)):
        return types.INT
    return types.Type("float") if "complex" not in {left.name, right.name} else types.Type("complex")


def _conditional_type(scope: FunctionScope, node: ast.expr) -> types.Type | None:
    assert isinstance(node, ast.IfExp)
    return types.join([scope.type_of(node.body), scope.type_of(node.orelse)])


def _named_type(scope: FunctionScope, node: ast.expr) -> types.Type | None:
    assert isinstance(node, ast.NamedExpr)
    return scope.type_of(node.value)


def _subscript_type(scope: FunctionScope, node: ast.expr) -> types.Type | None:
    assert isinstance(node, ast.Subscript)
    base = scope.type_of(node.value)
    if base is None or base.optional:
        return None
    if base.name in _ITEMS:
        return types.Type(_ITEMS[base.name])
    if base.name == "pandas.DataFrame":
        return _of_frame(scope, node.slice)
    if isinstance(node.slice, ast.Slice):
        return base if base.name in {"str", "bytes", "list", "tuple"} and base.name != "tuple" else None
    if base.name == "str":
        return types.STR
    if base.name == "tuple" and isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, int):
        fixed = base.args and not (len(base.args) == 2 and base.args[1] is None)
        return base.args[node.slice.value] if fixed and 0 <= node.slice.value < len(base.args) else None
    if base.name in types.MAPPINGS and len(base.args) == 2:
        return base.args[1]
    if base.name in {"list", "collections.deque"} and base.args:
        return base.args[0]
    return None


def _of_frame(scope: FunctionScope, chosen: ast.expr) -> types.Type | None:
    """A column of a data frame by its name; rows by a test or slice, columns by a list, are a frame."""
    if isinstance(chosen, (ast.Compare, ast.Slice)):
        return types.Type("pandas.DataFrame")
    found = scope.type_of(chosen)
    if found is None or found.optional:
        return None
    names = {"str": "pandas.Series", "list": "pandas.DataFrame", "pandas.Series": "pandas.DataFrame"}
    return types.Type(names[found.name]) if found.name in names else None


_TYPE_RULES = {
    ast.Constant: _constant_type,
    ast.Name: _name_type,
    ast.Attribute: _attribute_type,
    ast.Call: _call_type,
    ast.Await: _await_type,
    ast.BoolOp: _boolean_type,
    ast.Compare: _compare_type,
    ast.UnaryOp: _unary_type,
    ast.BinOp: _binary_type,
    ast.IfExp: _conditional_type,
    ast.NamedExpr: _named_type,
    ast.Subscript: _subscript_type,
}
