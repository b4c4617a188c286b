"""Code as it is quoted: one line, one quote style, whatever the layout of the source."""

from __future__ import annotations

import ast
import copy
import io
import operator
import re
import tokenize
from collections.abc import Callable, Iterator, Mapping
from typing import Any

#: Longest quotation, in characters; a longer one is shortened from the inside.
LONGEST = 100
#: Longest string that is told in full, in characters: SQL and URLs are worth it.
LONGEST_STRING = 160
#: Longest SQL that is told in full, in characters: what stands at its end may be the point.
LONGEST_SQL = 320
#: Longest text of several lines that is told in full, in characters.
LONGEST_LINES = 60
#: What every browser says of itself: the rest tells nothing about the code.
_BROWSER = re.compile(r"(Mozilla/\d\.\d \([^)]*\)) .{20,}", re.DOTALL)

_STRING = re.compile(r"(?P<prefix>[A-Za-z]*)'(?P<body>[^'\"\\]*)'")


def source(node: ast.AST) -> str:
    """``node`` as Python source on one line, strings in double quotes where that needs no escape.

    ``'a'  +  b`` -> ``"a" + b``
    """
    text = ast.unparse(node)
    if "\n" in text:
        text = " ".join(line.strip() for line in text.splitlines())
    return _double_quoted(text) if "'" in text else text


def _double_quoted(text: str) -> str:
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (tokenize.TokenError, SyntaxError, IndentationError):
        return text
    # (begin, end, new text) of what is replaced, in order
    changes: list[tuple[int, int, str]] = []
    for token in tokens:
        if token.type == tokenize.STRING:
            shown = _shown_string(token.string)
            if shown is not None:
                changes.append((token.start[1], token.end[1], shown))
    changes += _formatted_strings(tokens, text)
    pieces, last = [], 0
    for begin, end, shown in sorted(changes):
        pieces += [text[last:begin], shown]
        last = end
    return "".join(pieces) + text[last:]


def _formatted_strings(tokens: list[tokenize.TokenInfo], text: str) -> Iterator[tuple[int, int, str]]:
    """The quotes of f-strings, which are tokens of their own from Python 3.12 on (PEP 701)."""
    begins: list[tokenize.TokenInfo] = []
    for token in tokens:
        if token.type == _FSTRING_START:
            begins.append(token)
        elif token.type == _FSTRING_END:
            begin = begins.pop()
            inside = text[begin.end[1] : token.start[1]]
            if token.string == "'" and not begins and not {'"', "\\", "'"} & set(inside):
                yield begin.end[1] - 1, begin.end[1], '"'
                yield token.start[1], token.end[1], '"'


_FSTRING_START, _FSTRING_END = getattr(tokenize, "FSTRING_START", -1), getattr(tokenize, "FSTRING_END", -1)


def _shown_string(token: str) -> str | None:
    match = _STRING.fullmatch(token)
    if match:
        return f'{match["prefix"]}"{match["body"]}"'
    if token[0] == "'" and "\\" in token:
        value = ast.literal_eval(token)
        if value.isprintable() and '"' not in value and not value.endswith("\\"):
            return f'r"{value}"' if "\\" in value else f'"{value}"'
        if '"' not in token and "\\\\" not in token:
            return f'"{token[1:-1]}"'.replace("\\'", "'")
    return None


def short(node: ast.AST, longest: int = LONGEST) -> str:
    """``node`` as source of at most about ``longest`` characters; what is left out becomes ``…``."""
    text = source(node)
    if "Mozilla/" in text and isinstance(node, ast.expr):
        node = _Abridged().visit(copy.deepcopy(node))
        text = source(node)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        longest = max(longest, LONGEST_SQL if _SQL.match(node.value) else LONGEST_STRING)
        if len(node.value) > LONGEST_LINES and "\n" in node.value.strip():
            text = source(ast.Constant(clipped(node.value, longest)))
    if len(text) <= longest or not isinstance(node, ast.expr):
        return text
    shortened = text
    for depth, letters in ((4, 60), (4, 30), (3, 30), (2, 30), (1, 30)):
        shortened = source(_Ellipsis(depth, letters).visit(copy.deepcopy(node)))
        if len(shortened) <= longest:
            break
    return shortened if len(shortened) < len(text) else text


#: What SQL begins with, where line breaks mean nothing.
_SQL = re.compile(
    r"\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|WITH|REPLACE|MERGE|PRAGMA)\s", re.IGNORECASE
)


def clipped(text: str, longest: int) -> str:
    """A text of at most ``longest`` letters, of a longer one the first words; SQL on one line."""
    flat = " ".join(text.split()) if _SQL.match(text) else text
    return flat if len(flat) <= longest else _beginning(flat, min(longest, _CLIPPED))


#: Letters of what is shown of a text that is too long.
_CLIPPED = 90


def _beginning(text: str, letters: int) -> str:
    """The first words of a text: ``"SELECT id…"``; of one that has no spaces the first letters."""
    cut = text[:letters]
    words = re.match(r"(?s).*\S(?=\s)", cut) if text[letters : letters + 1].strip() else None
    return (words[0] if words and len(words[0]) * 3 > letters else cut).rstrip() + "…"


class _Abridged(ast.NodeTransformer):
    """Cut the texts that name a browser after its system: ``Mozilla/5.0 (X11; Linux x86_64)…``."""

    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        if not isinstance(node.value, str):
            return node
        return ast.copy_location(ast.Constant(_BROWSER.sub(r"\1…", node.value)), node)


class _Ellipsis(ast.NodeTransformer):
    """Replace what lies deeper than ``depth`` calls or displays by ``…``: ``f(a(b(c)))`` -> ``f(a(…))``."""

    nested = (
        ast.Call,
        ast.Dict,
        ast.List,
        ast.Tuple,
        ast.Set,
        ast.ListComp,
        ast.DictComp,
        ast.GeneratorExp,
        ast.SetComp,
        ast.Lambda,
        ast.IfExp,
        ast.BoolOp,
        ast.Subscript,
    )

    def __init__(self, depth: int, letters: int) -> None:
        self.depth, self.letters = depth, letters

    def visit(self, node: ast.AST) -> Any:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value.lstrip() if _SQL.match(node.value) else node.value
            return ast.Constant(_beginning(text, self.letters)) if len(text) > self.letters else node
        if not isinstance(node, self.nested):
            return self.generic_visit(node)
        if isinstance(node, ast.Dict):
            node.values = list(map(self._entry, node.values))
        if self.depth == 0 and isinstance(node, ast.Call):
            return (
                ast.Call(node.func, [ast.Name("…", ast.Load())], []) if node.args or node.keywords else node
            )
        if self.depth == 0:
            return ast.Name("…", ast.Load())
        self.depth -= 1
        result = self.generic_visit(node)
        self.depth += 1
        return result


    def _entry(self, node: ast.expr) -> ast.expr:
        """What a key holds: a text that is too long is left out, so that none is taken for the whole."""
        text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
        return ast.Name("…", ast.Load()) if len(text) > self.letters else node


def fold(node: ast.expr, constants: Mapping[str, ast.expr]) -> object:
    """The value of arithmetic on literals and ``constants``: ``8 * 60`` -> ``480``.

    Raises:
        ValueError: ``node`` is not such an expression, or its value cannot be computed.
    """
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name) and node.id in constants:
        return fold(constants[node.id], {k: v for k, v in constants.items() if k != node.id})
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return _number(operator.neg, fold(node.operand, constants))
    if isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
        left, right = fold(node.left, constants), fold(node.right, constants)
        if isinstance(node.op, ast.Pow) and not (isinstance(right, int) and abs(right) <= 64):
            raise ValueError("not a plain value")
        return _number(_ARITHMETIC[type(node.op)], left, right)
    if isinstance(node, ast.Tuple):
        return tuple(fold(item, constants) for item in node.elts)
    raise ValueError("not a plain value")


_ARITHMETIC: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
    ast.Div: operator.truediv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
}


def _number(compute: Callable[..., Any], *values: object) -> object:
    if not all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in values):
        raise ValueError("not numbers")
    if any(abs(value) > 10**12 for value in values if isinstance(value, (int, float))):
        raise ValueError("too large")
    try:
        return compute(*values)
    except ArithmeticError as error:
        raise ValueError(str(error)) from error


def literal(value: object) -> str:
    """A plain value as it is quoted: ``'a'`` -> ``"a"``."""
    return source(ast.parse(repr(value), mode="eval").body)


def is_docstring(statement: ast.stmt) -> bool:
    """Whether ``statement`` is only a string."""
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def body_of(node: ast.AST) -> list[ast.stmt]:
    """The statements of a definition without its docstring."""
    body: list[ast.stmt] = getattr(node, "body", [])
    return body[1:] if body and is_docstring(body[0]) else body
