"""The author's comments and the places that they speak of."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sphinx_howto import definition


@dataclass(frozen=True, slots=True)
class Comment:
    """A block of own-line comments: its text on one line, first and last 1-based line, column."""

    text: str
    first: int
    last: int
    column: int


class Comments:
    """The comments of a module, by the line on which the next statement would begin."""

    def __init__(self, module: definition.Module) -> None:
        self._lines = module.text.splitlines()
        own, after = _blocks(module.text)
        self._blocks: Mapping[int, Comment] = {block.last + 1: block for block in own}
        self._after: Mapping[int, Comment] = {comment.first: comment for comment in after}

    def above(self, statement: ast.stmt) -> Comment | None:
        """The comment block directly above ``statement`` at its indentation, or None."""
        first = min([statement.lineno, *(item.lineno for item in getattr(statement, "decorator_list", []))])
        block = self._blocks.get(first)
        return block if block is not None and block.column == statement.col_offset else None

    def on_head(self, line: int) -> tuple[Comment | None, Comment | None]:
        """The comments above the first line of a branch (``elif``, ``else``, ``except``) and behind it."""
        text = self.line(line)
        block = self._blocks.get(line)
        indent = len(text) - len(text.lstrip())
        return (block if block is not None and block.column == indent else None), self._after.get(line)

    def line(self, number: int) -> str:
        """The text of a line, "" where there is none."""
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def head_of(self, body: Sequence[ast.stmt]) -> int:
        """The line of the ``else:`` or ``finally:`` that a body hangs on; 0 where the body is beside it."""
        first = body[0]
        line = min([first.lineno, *(item.lineno for item in getattr(first, "decorator_list", []))]) - 1
        while line > 0 and self._is_blank(line):
            line -= 1
        return line if self._lines[line - 1].lstrip().startswith(("else", "finally")) else 0

    def _is_blank(self, line: int) -> bool:
        text = self._lines[line - 1].strip()
        return not text or text.startswith("#")

    def within(self, first: int, last: int) -> tuple[Comment, ...]:
        """The comments on the lines from ``first`` to ``last``, on their own and behind code, in order."""
        own = (block for block in self._blocks.values() if first <= block.first and block.last <= last)
        after = (self._after[line] for line in range(first, last + 1) if line in self._after)
        return tuple(sorted((*own, *after), key=lambda comment: comment.first))

    def beside(self, statement: ast.stmt) -> Comment | None:
        """The comment behind ``statement`` on its last line (of what holds a body: its first), or None."""
        last = statement.end_lineno or statement.lineno
        return self._after.get(statement.lineno if has_body(statement) else last)


def has_body(statement: ast.stmt) -> bool:
    """Whether a statement holds others."""
    return hasattr(statement, "body") or hasattr(statement, "cases")


@lru_cache(maxsize=256)
def _blocks(text: str) -> tuple[tuple[Comment, ...], tuple[Comment, ...]]:
    """The blocks of comments on lines of their own, and the comments behind code."""
    blocks: list[Comment] = []
    after: list[Comment] = []
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline)) if "#" in text else []
    except (tokenize.TokenError, SyntaxError, IndentationError):
        return (), ()
    for token in tokens:
        if token.type != tokenize.COMMENT:
            continue
        line, column = token.start
        # "#: text" documents an attribute
        words = token.string.lstrip("#!").removeprefix(":").strip()
        if token.line[:column].strip():
            after.append(Comment(words, line, line, column))
            continue
        last = blocks[-1] if blocks else None
        if last is not None and last.last == line - 1 and last.column == column:
            blocks[-1] = Comment(_continued(last.text, words), last.first, line, column)
        else:
            blocks.append(Comment(words, line, line, column))
    return tuple(blocks), tuple(after)


#: Words that seldom stand in the middle of a sentence with a capital.
_BEGINNING = re.compile(
    r"(?:Otherwise|If|This|These|The|We|It|For|When|Note|So|But|Then|Also|Use|And|Or|That|Because|Since|However|"
    r"In|As|A|An|There|Only|Not|No|You|They|Once|After|Before|By|With|Without|On|At|To|From|Here|Now|First|Second)\b"
)


def _continued(text: str, line: str) -> str:
    """Two lines of a comment as one text: a line that begins a sentence is parted from one without a stop."""
    if not text or not line:
        return f"{text} {line}".strip()
    is_open = text[-1].isalnum() or text[-1] in ")\"'"
    return f"{text}. {line}" if is_open and _BEGINNING.match(line) else f"{text} {line}"
