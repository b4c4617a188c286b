"""Doctest blocks become statements whose results are comments, as far as the author gave them."""

from __future__ import annotations

import ast
import doctest
import io
import itertools
import re
import textwrap
import tokenize
from dataclasses import dataclass

_PARSER = doctest.DocTestParser()
_DIRECTIVE = re.compile(r"\s*#\s*doctest:.*$", re.MULTILINE)
# Results longer than this are told by nobody's comment
_MOST_LINES = 6
_WIDEST = 88


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of an example.

    code: as it is shown, result comment included. bare: without the result.
    printed: what it is known to print, None when that is not known.
    """

    code: str
    bare: str
    printed: str | None = ""

    @property
    def lines(self) -> int:
        """How many lines it takes."""
        return self.code.count("\n") + 1


def is_doctest(text: str) -> bool:
    """Whether ``text`` holds prompts."""
    return re.search(r"^\s*>>> ", text, re.MULTILINE) is not None


def without_prompts(text: str) -> str:
    """``text`` as code whose lines stand where they stood: prompts are cut off, results are emptied."""
    if not is_doctest(text):
        return text
    bare = textwrap.dedent(text).splitlines()
    return "\n".join(line[4:] if line.startswith((">>> ", "... ")) else "" for line in bare)


def statements(text: str) -> list[Statement]:
    """The statements of a doctest block or of plain code; empty when it cannot be parsed."""
    if not is_doctest(text):
        return _plain(text)
    try:
        examples = _PARSER.get_examples(_trimmed(text))
    except ValueError:
        return []
    found = []
    for one in examples:
        statement = _statement(one)
        if statement is not None:
            found.append(statement)
    return found


def _trimmed(text: str) -> str:
    """Without the fences of Markdown, which would count as results."""
    lines = textwrap.dedent(text).rstrip().splitlines()
    return "\n".join(line for line in lines if not line.startswith(("```", "~~~"))) + "\n"


def _plain(text: str) -> list[Statement]:
    source = textwrap.dedent(text).strip("\n")
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return []
    lines = source.splitlines()
    starts = [_first_line(node) for node in tree.body]
    # Comments belong to the statement that follows them
    edges = [0, *(_with_comments(lines, start) for start in starts[1:]), len(lines)] if starts else []
    pieces = ["\n".join(lines[begin:end]).strip("\n") for begin, end in itertools.pairwise(edges)]
    return [Statement(piece, piece, None) for piece in pieces if piece.strip()]


def _first_line(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(deco.lineno for deco in decorators)]) - 1


def _with_comments(lines: list[str], start: int) -> int:
    while start and lines[start - 1].startswith("#"):
        start -= 1
    return start


def _statement(one: doctest.Example) -> Statement | None:
    source = _DIRECTIVE.sub("", one.source).rstrip("\n")
    if not source.strip() or (source.lstrip().startswith("#") and "\n" not in source):
        return None
    if one.exc_msg is not None:
        return _raising(source, one.exc_msg)
    want = one.want.rstrip("\n")
    node = _only(source)
    if node is None:
        return Statement(source, source, None)
    if not want:
        return Statement(source, source, "" if not _may_print(node) else None)
    if isinstance(node, ast.Expr) and not _is_print(node.value):
        return _shown(source, want)
    return _printed(source, want)


def _only(source: str) -> ast.stmt | None:
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):
        return None
    return body[0] if len(body) == 1 else None


def _is_print(node: ast.expr) -> bool:
    name = node.func if isinstance(node, ast.Call) else None
    return (isinstance(name, ast.Name) and name.id in ("print", "pprint", "pp")) or (
        isinstance(name, ast.Attribute) and name.attr in ("print", "pprint", "pp")
    )


def _may_print(node: ast.stmt) -> bool:
    """Whether a statement without a result is one whose value the prompt hid, such as ``None``."""
    return isinstance(node, ast.Expr) and _is_print(node.value)


def _shown(source: str, want: str) -> Statement:
    """An expression whose value the prompt shows."""
    if "\n" in source and not source.rstrip().endswith((")", "]", "}")):
        return Statement(source, source, None)
    remark, bare = _remark(source.strip())
    printed, code = _as_printed(bare, want)
    shown = Statement(code, code, None) if printed is None else _commented(code, printed)
    return Statement(f"{remark}\n{shown.code}", shown.bare, shown.printed) if remark else shown


def _remark(source: str) -> tuple[str, str]:
    """The author's comment behind a line, which goes above it, and the line without it."""
    if "\n" in source or "#" not in source:
        return "", source
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    found = next((token for token in tokens if token.type == tokenize.COMMENT), None)
    return ("", source) if found is None else (found.string, source[: found.start[1]].rstrip())


def _as_printed(source: str, want: str) -> tuple[str | None, str]:
    """What printing the value prints, and the statement that prints it."""
    if "..." in want or "<BLANKLINE>" in want or " at 0x" in want:
        return None, _call_print(source)
    try:
        value = ast.literal_eval(want)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return want, _call_print(source, "repr")
    if isinstance(value, str):
        return value, _call_print(source)
    return want, _call_print(source)


def _call_print(source: str, through: str = "") -> str:
    if "#" in source or "\n" in source:
        inner = textwrap.indent(source, "    ")
        opening, closing = (f"print({through}(", "))") if through else ("print(", ")")
        return f"{opening}\n{inner}\n{closing}" if "#" in source else f"{opening}{source}{closing}"
    return f"print({through}({source}))" if through else f"print({source})"


def _printed(source: str, want: str) -> Statement:
    """A statement that prints by itself."""
    if "..." in want or "<BLANKLINE>" in want or " at 0x" in want:
        return Statement(source, source, None)
    return _commented(source, want)


def _commented(code: str, printed: str) -> Statement:
    """``code`` with what it prints as a comment: behind it, or below it when it is long."""
    lines = printed.split("\n")
    known = printed + "\n"
    if len(lines) > _MOST_LINES or any(not line.strip() for line in lines):
        return Statement(code, code, known)
    last = code.rsplit("\n", 1)[-1]
    if len(lines) == 1 and len(last) + len(printed) + 4 <= _WIDEST and not last.startswith((" ", "\t")):
        return Statement(f"{code}  # {printed}", code, known)
    comment = "\n".join(f"# {line}" for line in lines)
    return Statement(f"{code}\n{comment}", code, known)


def _raising(source: str, message: str) -> Statement | None:
    """A statement that raises a built-in exception is shown caught; others are left out."""
    name, _, text = message.strip().partition(":")
    if not re.fullmatch(r"[A-Z]\w+", name) or _only(source) is None:
        return None
    text = text.strip()
    exact = bool(text) and "..." not in text and "\n" not in text and name != "KeyError"
    shown = f"    print(error)  # {text}" if exact and len(text) < 60 else "    print(error)"
    code = f"try:\n{textwrap.indent(source, '    ')}\nexcept {name} as error:\n{shown}"
    return Statement(code, code.split("  # ")[0], text + "\n" if exact else None)
