"""Evaluates pure expressions over plain values to try guards; what is not plain stays unknown."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from typing import Any


class UnknownError(Exception):
    """The value of the expression cannot be known."""


class RefusedError(Exception):
    """The expression is proven to raise an exception for these values; ``kind`` is its path if known."""

    def __init__(self, message: str = "", kind: str = "") -> None:
        super().__init__(message)
        self.kind = kind


class Missing:
    """The type of a marker for a value that is not known."""

    def __deepcopy__(self, memo: object) -> Missing:
        """There is only one."""
        return self


UNKNOWN = Missing()

PLAIN = (str, bytes, int, float, complex, bool, type(None), list, tuple, dict, set, frozenset, range)

BINARY: Mapping[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
    ast.BitAnd: operator.and_,
    ast.BitOr: operator.or_,
    ast.BitXor: operator.xor,
    ast.LShift: operator.lshift,
    ast.RShift: operator.rshift,
}
UNARY: Mapping[type, Callable[[Any], Any]] = {
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
    ast.Invert: operator.invert,
    ast.Not: operator.not_,
}
COMPARE: Mapping[type, Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Is: operator.is_,
    ast.IsNot: operator.is_not,
    ast.In: lambda left, right: left in right,
    ast.NotIn: lambda left, right: left not in right,
}
FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    one.__name__: one
    for one in (
        len,
        int,
        float,
        str,
        bool,
        bytes,
        list,
        tuple,
        set,
        frozenset,
        dict,
        min,
        max,
        sum,
        abs,
        sorted,
        range,
        ord,
        chr,
        round,
        divmod,
        repr,
        any,
        all,
        complex,
    )
}
FUNCTIONS = {
    **FUNCTIONS,
    "enumerate": lambda *a, **k: list(enumerate(*a, **k)),
    "zip": lambda *a, **k: list(zip(*a, **k)),  # noqa: B905  # the code says whether it is strict
    "reversed": lambda a: list(reversed(a)),
    "iter": list,
}
TYPES: Mapping[str, type] = {
    one.__name__: one
    for one in (
        str,
        bytes,
        int,
        float,
        complex,
        bool,
        list,
        tuple,
        dict,
        set,
        frozenset,
        bytearray,
        type,
        range,
    )
}
_CHANGING = "append extend insert sort reverse add discard update pop popitem remove clear setdefault"
# Values beyond these are not worth the time
LARGEST, LONGEST = 10**9, 10_000


def is_plain(value: object) -> bool:
    """Whether ``value`` is made of built-in types only."""
    if isinstance(value, (list, tuple, set, frozenset)):
        return all(is_plain(one) for one in value)
    if isinstance(value, dict):
        return all(is_plain(one) for pair in value.items() for one in pair)
    return isinstance(value, PLAIN)


def settled(value: Any) -> Any:
    """``value`` if it is plain; views and iterators of plain values become lists.

    Raises:
        UnknownError: it is an object that says nothing.
    """
    if is_plain(value):
        return value
    if isinstance(value, (type({}.keys()), type({}.values()), type({}.items()))):
        return list(value)
    raise UnknownError


class Evaluator(ast.NodeVisitor):
    """Evaluates expressions in ``state`` (name, or ``self.name``, to value)."""

    def __init__(self, state: dict[str, object], constant: Callable[[str], object]) -> None:
        self.state = state
        self.constant = constant

    def value(self, node: ast.AST) -> Any:
        """The value of ``node``.

        Raises:
            UnknownError: it cannot be known.
            RefusedError: evaluating it is proven to raise.
        """
        result = self.visit(node)
        if isinstance(result, Missing):
            raise UnknownError
        return result

    def safely(self, function: Callable[..., Any], *values: Any, **named: Any) -> Any:
        """Apply a pure ``function``; its exceptions are those of the code."""
        for value in (*values, *named.values()):
            if isinstance(value, Missing) or not is_plain(value):
                raise UnknownError
            if isinstance(value, int) and abs(value) > LARGEST:
                raise UnknownError
            if isinstance(value, (str, bytes, list, tuple, range)) and len(value) > LONGEST:
                raise UnknownError
        if function in (operator.pow, operator.lshift, operator.mul) and _is_big(*values):
            raise UnknownError
        try:
            return settled(function(*values, **named))
        except (TypeError, ValueError, IndexError, KeyError, ArithmeticError, AttributeError) as error:
            raise RefusedError(str(error), type(error).__name__) from error

    def generic_visit(self, node: ast.AST) -> Any:
        """Anything that no method below knows."""
        raise UnknownError

    def visit_Constant(self, node: ast.Constant) -> Any:
        # An integer may carry its spelling, which does not matter here
        return (
            int(node.value)
            if type(node.value) not in TYPES.values() and isinstance(node.value, int)
            else node.value
        )

    def visit_Name(self, node: ast.Name) -> Any:
        if node.id in self.state:
            return self.state[node.id]
        return self.constant(node.id)

    def visit_Attribute(self, node: ast.Attribute) -> Any:
        if isinstance(node.value, ast.Name) and node.value.id in ("self", "cls"):
            name = f"self.{node.attr}"
            return self.state[name] if name in self.state else self.constant(name)
        holder = self.value(node.value)
        if type(holder) in TYPES.values() and not hasattr(holder, node.attr):
            raise RefusedError(f"{type(holder).__name__} has no attribute {node.attr}")
        raise UnknownError

    def visit_BinOp(self, node: ast.BinOp) -> Any:
        return self.safely(BINARY.get(type(node.op), _unknown), self.value(node.left), self.value(node.right))

    def visit_UnaryOp(self, node: ast.UnaryOp) -> Any:
        return self.safely(UNARY[type(node.op)], self.value(node.operand))

    def visit_BoolOp(self, node: ast.BoolOp) -> Any:
        is_and = isinstance(node.op, ast.And)
        result: Any = is_and
        unknown = False
        for one in node.values:
            try:
                result = self.value(one)
            except UnknownError:
                unknown = True
                continue
            if bool(result) is not is_and:
                if unknown and not isinstance(result, bool):
                    raise UnknownError
                return result
        if unknown:
            raise UnknownError
        return result

    def visit_Compare(self, node: ast.Compare) -> Any:
        left = self.value(node.left)
        for operation, right_node in zip(node.ops, node.comparators, strict=False):
            right = self.value(right_node)
            if not self.safely(COMPARE[type(operation)], left, right):
                return False
            left = right
        return True

    def visit_IfExp(self, node: ast.IfExp) -> Any:
        return self.value(node.body if self.value(node.test) else node.orelse)

    def visit_Subscript(self, node: ast.Subscript) -> Any:
        return self.safely_get(self.value(node.value), self.visit(node.slice))

    def safely_get(self, holder: Any, key: Any) -> Any:
        """``holder[key]``."""
        if not is_plain(holder):
            raise UnknownError
        try:
            return holder[key]
        except (TypeError, IndexError, KeyError) as error:
            raise RefusedError(str(error)) from error

    def visit_Slice(self, node: ast.Slice) -> Any:
        parts = [
            self.value(part) if part is not None else None for part in (node.lower, node.upper, node.step)
        ]
        return slice(*parts)

    def visit_Tuple(self, node: ast.Tuple) -> Any:
        return tuple(self.value(one) for one in node.elts)

    def visit_List(self, node: ast.List) -> Any:
        return [self.value(one) for one in node.elts]

    def visit_Set(self, node: ast.Set) -> Any:
        return {self.value(one) for one in node.elts}

    def visit_Dict(self, node: ast.Dict) -> Any:
        if any(key is None for key in node.keys):
            raise UnknownError
        return {
            self.value(key): self.value(one)
            for key, one in zip(node.keys, node.values, strict=False)
            if key is not None
        }

    def visit_Call(self, node: ast.Call) -> Any:
        if any(word.arg is None for word in node.keywords) or any(
            isinstance(one, ast.Starred) for one in node.args
        ):
            raise UnknownError
        if isinstance(node.func, ast.Name) and node.func.id not in self.state:
            return self._function(node.func.id, node)
        if isinstance(node.func, ast.Attribute):
            return self._method(node.func, node)
        raise UnknownError

    def _function(self, name: str, node: ast.Call) -> Any:
        if name in ("isinstance", "issubclass") and len(node.args) == 2:
            return self._isinstance(node)
        if name not in FUNCTIONS or not isinstance(self.constant(name), Missing):
            raise UnknownError
        values = [self.value(one) for one in node.args]
        named = {str(word.arg): self.value(word.value) for word in node.keywords}
        return self.safely(FUNCTIONS[name], *values, **named)

    def _isinstance(self, node: ast.Call) -> bool:
        value = self.value(node.args[0])
        if not is_plain(value):
            raise UnknownError
        wanted = node.args[1].elts if isinstance(node.args[1], ast.Tuple) else [node.args[1]]
        known = [TYPES.get(one.id) if isinstance(one, ast.Name) else None for one in wanted]
        if any(isinstance(value, one) for one in known if one is not None):
            return True
        if None in known:
            raise UnknownError
        return False

    def _method(self, func: ast.Attribute, node: ast.Call) -> Any:
        if isinstance(func.value, ast.Name) and func.value.id == "re" and func.value.id not in self.state:
            return self._regular_expression(func.attr, [self.value(one) for one in node.args])
        holder = self.value(func.value)
        if isinstance(holder, re.Pattern) and func.attr in ("match", "fullmatch", "search"):
            return self._regular_expression(func.attr, [holder, *(self.value(one) for one in node.args)])
        if not is_plain(holder) or isinstance(holder, type):
            raise UnknownError
        method = getattr(holder, func.attr, None)
        if method is None:
            raise RefusedError(f"{type(holder).__name__} has no method {func.attr}")
        values = [self.value(one) for one in node.args]
        named = {str(word.arg): self.value(word.value) for word in node.keywords}
        return self.safely(method, *values, **named)

    def _regular_expression(self, name: str, values: list[Any]) -> Any:
        if name not in ("compile", "match", "fullmatch", "search") or any(
            isinstance(one, (str, bytes)) and len(one) > 200 for one in values
        ):
            raise UnknownError
        try:
            return getattr(re, name)(*values)
        except (TypeError, re.error) as error:
            raise RefusedError(str(error)) from error


def _is_big(left: Any, right: Any) -> bool:
    return (isinstance(right, int) and abs(right) > 1000) or (isinstance(left, int) and abs(left) > 10**6)


def _unknown(*values: Any) -> Any:
    raise UnknownError
