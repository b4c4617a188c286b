"""Whether a function can raise an exception: "no" only where every node of its body is known not to."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Mapping

from sphinx_howto import definition
from sphinx_howto.analysis import signatures, types
from sphinx_howto.analysis.scope import PROPERTIES, ClassScope, FunctionNode, FunctionScope, bound_names

#: Decorators that raise nothing themselves and leave the signature as it is.
PLAIN_DECORATORS = PROPERTIES | {
    "staticmethod", "classmethod", "abc.abstractmethod", "functools.lru_cache", "functools.cache",
    "typing.final", "typing_extensions.final", "typing.override", "typing_extensions.override",
    "typing.no_type_check", "warnings.deprecated", "typing_extensions.deprecated",
}  # fmt: skip
#: Exceptions that no entry can be wrong about: anything is one of them, or they come from outside.
_ANYWHERE = {"Exception", "BaseException", "KeyboardInterrupt", "MemoryError", "RecursionError", "SystemExit"}
#: Exceptions that operators, subscripts, attributes and iteration raise by themselves.
_BY_OPERATION = (
    TypeError, ValueError, AttributeError, LookupError, ArithmeticError, StopIteration,
    StopAsyncIteration, RuntimeError, NameError, BufferError,
)  # fmt: skip
_SAFE_CALLS = {"isinstance", "issubclass", "type", "id", "callable", "len", "range"}
#: Calls that raise nothing when all their arguments are of plain types.
_BUILDERS = {"list", "dict", "set", "frozenset", "tuple", "bool", "str", "repr", "sorted", "min", "max"}
_LOCKS = {"threading.Lock", "threading.RLock", "threading.Condition"}
_PLAIN_TYPES = (
    types.TEXT | types.NUMBERS | {"bool", "list", "dict", "tuple", "set", "frozenset", "range", "None"}
)
_DEPTH = 4

_STRUCTURE = (
    ast.Expr, ast.Pass, ast.Return, ast.Assign, ast.AnnAssign, ast.Name, ast.Constant, ast.expr_context,
    ast.keyword, ast.arguments, ast.arg, ast.Global, ast.Nonlocal, ast.Tuple, ast.List, ast.NamedExpr,
)  # fmt: skip
_CHOICES = (
    ast.If, ast.While, ast.BoolOp, ast.IfExp, ast.Compare, ast.boolop, ast.cmpop, ast.Not, ast.Break,
    ast.Continue, ast.Dict, ast.Set, ast.JoinedStr, ast.FormattedValue, ast.Slice,
    ast.Await, ast.operator, ast.unaryop, ast.UnaryOp, ast.withitem,
)  # fmt: skip


def may_raise(scope: FunctionScope, exception: str) -> bool:
    """Whether the function of ``scope`` can raise ``exception`` (as it is written in its docstring).

    True wherever the contrary is not proven: an unknown call, decorator or operand can raise anything.
    """
    kind = getattr(builtins, exception, None)
    if exception in _ANYWHERE or (isinstance(kind, type) and issubclass(kind, Warning)):
        return True
    by_operation = (
        kind is not NotImplementedError and isinstance(kind, type) and issubclass(kind, _BY_OPERATION)
    )
    return _Search(exception, by_operation).function(scope, 0)


class _Search:
    """Looks through a function and the functions it calls for a way to raise one exception."""

    def __init__(self, wanted: str, by_operation: bool) -> None:
        self._wanted = wanted
        self._by_operation = by_operation
        self._seen: set[int] = set()

    def function(self, scope: FunctionScope, depth: int) -> bool:
        """Whether the function of ``scope`` can raise it."""
        node = scope.function
        if depth > _DEPTH or not isinstance(node, FunctionNode) or signatures.is_generator(node):
            return True
        if id(node) in self._seen:
            return False
        self._seen.add(id(node))
        if not plain_decorators(scope, node):
            return True
        return any(self._node(scope, child, depth) for item in node.body for child in ast.walk(item))

    def _node(self, scope: FunctionScope, node: ast.AST, depth: int) -> bool:
        rule = _RULES.get(type(node))
        if rule is not None:
            return rule(self, scope, node, depth)
        return not (isinstance(node, _STRUCTURE) or (isinstance(node, _CHOICES) and not self._by_operation))

    def raised(self, scope: FunctionScope, node: ast.AST, depth: int) -> bool:
        """``raise X(...)``: whether X is, or is related to, what is looked for."""
        assert isinstance(node, ast.Raise)
        kind = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        path = scope.dotted(kind) if kind is not None else None
        if path is None:
            return True
        family = _family(scope, path)
        wanted = _family(scope, _path(scope, self._wanted))
        if family is None or wanted is None:
            return True
        return bool(family & {_name(self._wanted)}) or _name(path) in wanted

    def call(self, scope: FunctionScope, node: ast.AST, depth: int) -> bool:
        """A call: known not to raise, or to be looked into."""
        assert isinstance(node, ast.Call)
        if self._by_operation:
            return True
        path = scope.dotted(node.func)
        if path in _SAFE_CALLS or (path is not None and _is_exception(path)):
            return False
        if path in _BUILDERS and all(_is_plain(scope, item) for item in node.args) and not node.keywords:
            return False
        if path is None:
            receiver = node.func.value if isinstance(node.func, ast.Attribute) else None
            return not (receiver is not None and _is_plain(scope, receiver))
        target = scope.target_of(node)
        if target is None or not scope.same_project(target.path):
            return True
        module = scope.module.context.module(target.module)
        if isinstance(target.node, FunctionNode) and target.owner is None:
            return self.function(FunctionScope(module, target.node), depth + 1)
        return not isinstance(target.node, ast.ClassDef) or self._creation(
            module.class_scope(target.node), depth
        )

    def _creation(self, scope: ClassScope, depth: int) -> bool:
        found = initializer(scope)
        return found is None or self.function(found, depth + 1)

    def attribute(self, scope: FunctionScope, node: ast.AST, depth: int) -> bool:
        """An attribute: of a module, a plain value, or one that the class itself sets."""
        assert isinstance(node, ast.Attribute)
        if scope.dotted(node) is not None or _is_plain(scope, node.value):
            return False
        owner = scope.owner
        if (
            self._wanted == "AttributeError"
            or owner is None
            or not scope.is_receiver(node.value)
            or node.attr not in owner.assignments
        ):
            return True
        hooks = {"__getattr__", "__getattribute__", "__setattr__", node.attr}
        return any(hooks & {*item.methods, *item.values} for item in owner.lineage())

    def operation(self, scope: FunctionScope, node: ast.AST, depth: int) -> bool:
        """An operator or subscript: its first operand must be of a plain type."""
        if self._by_operation:
            return True
        operand = next(child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr))
        return not _is_plain(scope, operand)

    def loop(self, scope: FunctionScope, node: ast.AST, depth: int) -> bool:
        """A loop: over a plain container, whose iterator raises nothing."""
        assert isinstance(node, (ast.For, ast.comprehension))
        if any(scope.module.path_of(name) is not None for name in bound_names(node.target)):
            return True
        return self._by_operation or not _is_plain(scope, node.iter)

    def entered(self, scope: FunctionScope, node: ast.AST, depth: int) -> bool:
        """A ``with`` block: a lock only."""
        assert isinstance(node, ast.With)
        found = [scope.type_of(item.context_expr) for item in node.items]
        return any(item is None or item.name not in _LOCKS for item in found)

    def awaited(self, scope: FunctionScope, node: ast.AST, depth: int) -> bool:
        """``await f()`` of a coroutine function: what the call can raise; anything else is unknown."""
        assert isinstance(node, ast.Await)
        target = scope.target_of(node.value) if isinstance(node.value, ast.Call) else None
        return target is None or not isinstance(target.node, ast.AsyncFunctionDef)

    def asserted(self, scope: FunctionScope, node: ast.AST, depth: int) -> bool:
        """An ``assert``."""
        return self._by_operation or self._wanted == "AssertionError"


_RULES: Mapping[type[ast.AST], Callable[[_Search, FunctionScope, ast.AST, int], bool]] = {
    ast.Raise: _Search.raised,
    ast.Call: _Search.call,
    ast.Attribute: _Search.attribute,
    ast.Subscript: _Search.operation,
    ast.BinOp: _Search.operation,
    ast.AugAssign: _Search.operation,
    ast.For: _Search.loop,
    ast.With: _Search.entered,
    ast.comprehension: _Search.loop,
    ast.Await: _Search.awaited,
    ast.Assert: _Search.asserted,
}


def plain_decorators(scope: FunctionScope, node: definition.FunctionNode) -> bool:
    """Whether every decorator is known to leave signature and exceptions as they are."""
    paths = (
        scope.module.dotted(item.func if isinstance(item, ast.Call) else item) for item in node.decorator_list
    )
    return all(path in PLAIN_DECORATORS for path in paths)


def initializer(scope: ClassScope) -> FunctionScope | None:
    """The ``__init__`` that creating an instance runs, where it is known that nothing else runs."""
    if scope.node.decorator_list:
        return None
    for item in scope.lineage():
        if item.node.keywords or (item.node is not scope.node and item.node.decorator_list):
            return None
        if "__new__" in item.methods:
            return None
        if "__init__" in item.methods:
            return FunctionScope(item.module, item.methods["__init__"], item)
        if len(item.bases) < len(item.node.bases):
            return None
    return None


def _is_plain(scope: FunctionScope, node: ast.expr) -> bool:
    found = scope.type_of(node)
    return found is not None and found.name in _PLAIN_TYPES


def _is_exception(path: str) -> bool:
    kind = getattr(builtins, path, None)
    return isinstance(kind, type) and issubclass(kind, BaseException)


def _name(path: str) -> str:
    """The last part of a path; an alias of a builtin (``IOError``) by its class's name."""
    last = path.rpartition(".")[2]
    return str(getattr(getattr(builtins, last, None), "__name__", last)) if last == path else last


def _path(scope: FunctionScope, name: str) -> str:
    first, *rest = name.split(".")
    node: ast.expr = ast.Name(first, ast.Load())
    for part in rest:
        node = ast.Attribute(node, part, ast.Load())
    return scope.dotted(node) or name


def _family(scope: FunctionScope, path: str) -> set[str] | None:
    """The names of an exception and all it derives from, None where that is not known."""
    if _is_exception(path):
        return {kind.__name__ for kind in getattr(builtins, path).__mro__}
    found = scope.module.context.find(path)
    if found is None or not isinstance(found.node, ast.ClassDef):
        return None
    module = scope.module.context.module(found.module)
    names = {_name(path), found.node.name}
    for base in found.node.bases:
        base_path = module.dotted(base)
        more = _family(FunctionScope(module), base_path) if base_path else None
        if more is None:
            return None
        names |= more
    return names
