"""Evaluates pure expressions over plain values to try guards; what is not plain stays unknown."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable
from typing import Any

from sphinx_howto import operators
from sphinx_howto.example import operations


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
        if isinstance(result, operations.Missing):
            raise operations.UnknownError
        return result

    def safely(self, function: Callable[..., Any], *values: Any, **named: Any) -> Any:
        """Apply a pure ``function``; its exceptions are those of the code."""
        for value in (*values, *named.values()):
            if isinstance(value, operations.Missing) or not operations.is_plain(value):
                raise operations.UnknownError
            if isinstance(value, int) and abs(value) > operations.LARGEST:
                raise operations.UnknownError
            if isinstance(value, (str, bytes, list, tuple, range)) and len(value) > operations.LONGEST:
                raise operations.UnknownError
        if function in (operator.pow, operator.lshift, operator.mul) and operations.is_big(*values):
            raise operations.UnknownError
        try:
            return operations.settled(function(*values, **named))
        except (TypeError, ValueError, IndexError, KeyError, ArithmeticError, AttributeError) as error:
            raise operations.RefusedError(str(error), type(error).__name__) from error

    def generic_visit(self, node: ast.AST) -> Any:
        """Anything that no method below knows."""
        raise operations.UnknownError

    def visit_Constant(self, node: ast.Constant) -> Any:
        # An integer may carry its spelling, which does not matter here
        return (
            int(node.value)
            if type(node.value) not in operations.TYPES.values() and isinstance(node.value, int)
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
        if type(holder) in operations.TYPES.values() and not hasattr(holder, node.attr):
            raise operations.RefusedError(f"{type(holder).__name__} has no attribute {node.attr}")
        raise operations.UnknownError

    def visit_BinOp(self, node: ast.BinOp) -> Any:
        return self.safely(
            operations.BINARY.get(type(node.op), operations.unknown),
            self.value(node.left),
            self.value(node.right),
        )

    def visit_UnaryOp(self, node: ast.UnaryOp) -> Any:
        return self.safely(operations.UNARY[type(node.op)], self.value(node.operand))

    def visit_BoolOp(self, node: ast.BoolOp) -> Any:
        is_and = isinstance(node.op, ast.And)
        result: Any = is_and
        unknown = False
        for one in node.values:
            try:
                result = self.value(one)
            except operations.UnknownError:
                unknown = True
                continue
            if bool(result) is not is_and:
                if unknown and not isinstance(result, bool):
                    raise operations.UnknownError
                return result
        if unknown:
            raise operations.UnknownError
        return result

    def visit_Compare(self, node: ast.Compare) -> Any:
        left = self.value(node.left)
        for operation, right_node in zip(node.ops, node.comparators, strict=False):
            right = self.value(right_node)
            if not self.safely(operators.COMPARE[type(operation)], left, right):
                return False
            left = right
        return True

    def visit_IfExp(self, node: ast.IfExp) -> Any:
        return self.value(node.body if self.value(node.test) else node.orelse)

    def visit_Subscript(self, node: ast.Subscript) -> Any:
        return self.safely_get(self.value(node.value), self.visit(node.slice))

    def safely_get(self, holder: Any, key: Any) -> Any:
        """``holder[key]``."""
        if not operations.is_plain(holder):
            raise operations.UnknownError
        try:
            return holder[key]
        except (TypeError, IndexError, KeyError) as error:
            raise operations.RefusedError(str(error)) from error

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
            raise operations.UnknownError
        return {
            self.value(key): self.value(one)
            for key, one in zip(node.keys, node.values, strict=False)
            if key is not None
        }

    def visit_Call(self, node: ast.Call) -> Any:
        if any(word.arg is None for word in node.keywords) or any(
            isinstance(one, ast.Starred) for one in node.args
        ):
            raise operations.UnknownError
        if isinstance(node.func, ast.Name) and node.func.id not in self.state:
            return self._function(node.func.id, node)
        if isinstance(node.func, ast.Attribute):
            return self._method(node.func, node)
        raise operations.UnknownError

    def _function(self, name: str, node: ast.Call) -> Any:
        if name in ("isinstance", "issubclass") and len(node.args) == 2:
            return self._isinstance(node)
        if name not in operations.FUNCTIONS or not isinstance(self.constant(name), operations.Missing):
            raise operations.UnknownError
        values = [self.value(one) for one in node.args]
        named = {str(word.arg): self.value(word.value) for word in node.keywords}
        return self.safely(operations.FUNCTIONS[name], *values, **named)

    def _isinstance(self, node: ast.Call) -> bool:
        value = self.value(node.args[0])
        if not operations.is_plain(value):
            raise operations.UnknownError
        wanted = node.args[1].elts if isinstance(node.args[1], ast.Tuple) else [node.args[1]]
        known = [operations.TYPES.get(one.id) if isinstance(one, ast.Name) else None for one in wanted]
        if any(isinstance(value, one) for one in known if one is not None):
            return True
        if None in known:
            raise operations.UnknownError
        return False

    def _method(self, func: ast.Attribute, node: ast.Call) -> Any:
        if isinstance(func.value, ast.Name) and func.value.id == "re" and func.value.id not in self.state:
            return self._regular_expression(func.attr, [self.value(one) for one in node.args])
        holder = self.value(func.value)
        if isinstance(holder, re.Pattern) and func.attr in ("match", "fullmatch", "search"):
            return self._regular_expression(func.attr, [holder, *(self.value(one) for one in node.args)])
        if not operations.is_plain(holder) or isinstance(holder, type):
            raise operations.UnknownError
        method = getattr(holder, func.attr, None)
        if method is None:
            raise operations.RefusedError(f"{type(holder).__name__} has no method {func.attr}")
        values = [self.value(one) for one in node.args]
        named = {str(word.arg): self.value(word.value) for word in node.keywords}
        return self.safely(method, *values, **named)

    def _regular_expression(self, name: str, values: list[Any]) -> Any:
        if name not in ("compile", "match", "fullmatch", "search") or any(
            isinstance(one, (str, bytes)) and len(one) > 200 for one in values
        ):
            raise operations.UnknownError
        try:
            return getattr(re, name)(*values)
        except (TypeError, re.error) as error:
            raise operations.RefusedError(str(error)) from error
