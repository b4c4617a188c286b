"""Assertions become shown results: ``assert f(a) == b`` is written ``print(f(a))  # b``."""

from __future__ import annotations

import ast
import io
import re
import tokenize

# Marks a statement that is a result; no author writes it
MARK = "\x00result\x00"


class Shower(ast.NodeTransformer):
    """Replaces assertions by prints, each followed by a marked constant that holds the result."""

    def __init__(self, focus: frozenset[str] = frozenset()) -> None:
        self.known = 0
        self.focus = focus

    def _is_about(self, node: ast.expr) -> bool:
        """Whether an expression names what the example is about."""
        return any(
            (isinstance(one, ast.Name) and one.id in self.focus)
            or (isinstance(one, ast.Attribute) and one.attr in self.focus)
            for one in ast.walk(node)
        )

    def visit_Assert(self, node: ast.Assert) -> ast.AST | list[ast.stmt]:
        return self._shown(node.test)

    def visit_Expr(self, node: ast.Expr) -> ast.AST | list[ast.stmt]:
        """Unittest's ``self.assertEqual(f(a), b)``."""
        call = node.value
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute) or len(call.args) < 1:
            return node
        if not call.func.attr.startswith("assert") or not isinstance(call.func.value, ast.Name):
            return node
        operator = {"assertEqual": ast.Eq(), "assertEquals": ast.Eq(), "assertIs": ast.Is()}.get(
            call.func.attr
        )
        if operator is not None and len(call.args) >= 2:
            return self._shown(ast.Compare(call.args[0], [operator], [call.args[1]]))
        constant = {"assertTrue": True, "assertFalse": False, "assertIsNone": None}.get(call.func.attr, ...)
        if constant is not ...:
            return _printed(call.args[0])
        return node

    def _shown(self, test: ast.expr) -> ast.AST | list[ast.stmt]:
        if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], (ast.Eq, ast.Is)):
            left, right = test.left, test.comparators[0]
            if (_is_literal(left) and not _is_literal(right)) or (
                not self._is_about(left) and self._is_about(right)
            ):
                left, right = right, left
            text = _comment(right)
            if text is not None:
                self.known += 1
                return [_printed(left), ast.Expr(ast.Constant(MARK + text))]
            return _printed(left)
        if isinstance(test, ast.Compare) and not self._is_about(test.left):
            about = [one for one in test.comparators if self._is_about(one)]
            return _printed(about[0] if about else test)
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            test = test.operand
        if (
            isinstance(test, ast.Call)
            and isinstance(test.func, ast.Name)
            and test.func.id in ("isinstance", "issubclass", "hasattr", "len", "all", "any")
        ):
            return _printed(test)
        if isinstance(test, ast.BoolOp):
            return _printed(next((one for one in test.values if self._is_about(one)), test.values[0]))
        return _printed(test)


def is_telling(node: ast.stmt) -> bool:
    """Whether an assertion names a result that can be shown."""
    shower = Shower()
    shower.visit(ast.parse(ast.unparse(node)).body[0])
    return shower.known > 0


def _printed(node: ast.expr) -> ast.stmt:
    return ast.Expr(ast.Call(ast.Name("print", ast.Load()), [node], []))


def _is_literal(node: ast.expr) -> bool:
    try:
        ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError):
        return False
    return True


def _comment(node: ast.expr) -> str | None:
    """What printing a value equal to the literal ``node`` shows, on one short line; None otherwise."""
    if not _is_literal(node):
        return None
    value = ast.literal_eval(node)
    shown = value[:-1] if isinstance(value, str) and value.endswith("\n") else str(value)
    return shown if shown.strip() and "\n" not in shown and len(shown) <= 60 and shown.isprintable() else None


def sources(nodes: list[ast.stmt]) -> list[str]:
    """Source of each of ``nodes``, a marked result with the statement before it."""
    groups: list[list[ast.stmt]] = []
    for node in nodes:
        if groups and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            groups[-1].append(node)
        else:
            groups.append([node])
    return [_source(group) for group in groups]


def _source(nodes: list[ast.stmt]) -> str:
    """Source of ``nodes`` with double quotes, and marked results as comments."""
    text = ast.unparse(ast.fix_missing_locations(ast.Module(nodes, [])))
    lines: list[str] = []
    for line in double_quoted(text).splitlines():
        marked = re.fullmatch(r"\s*(['\"])\\x00result\\x00(.*)\1", line)
        if marked is None:
            lines.append(line)
        elif lines:
            comment = ast.literal_eval(f"{marked[1]}{marked[2]}{marked[1]}")
            lines[-1] = f"{lines[-1]}  # {comment}"
    return "\n".join(lines)


def double_quoted(code: str) -> str:
    """``code`` with double quotes around texts that need no more escapes for it."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
    except (tokenize.TokenError, SyntaxError):
        return code
    lines = code.splitlines(keepends=True)
    for token in reversed(tokens):
        if token.type != tokenize.STRING or token.start[0] != token.end[0]:
            continue
        found = re.fullmatch(r"([rRbBuU]*)'((?:[^'\"\\\\]|\\\\[^'\"])*)'", token.string)
        if found is not None:
            row = token.start[0] - 1
            line = lines[row]
            lines[row] = f'{line[: token.start[1]]}{found[1]}"{found[2]}"{line[token.end[1] :]}'
    return "".join(lines)
