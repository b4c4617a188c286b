"""Comments of the author and the statements that they stand above."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sphinx_howto import definition

_DIRECTIVE = re.compile(
    r"(noqa|type:|pragma|pylint|fmt:|isort|ruff|mypy|nosec|yapf|flake8|pyright|coding[:=]|!/|-\*-)",
    re.IGNORECASE,
)
_MARKER = re.compile(
    r"\b(TODO|FIXME|XXX|HACK|NOTE|BUG|BPO|PEP)\b|https?://|#\d|\b[\w.]+@\w|\d{4}-\d\d|\?"
    r"|(?i:\b(?:bpo|gh|issue)[- ]\d)"
)
_DANGLING = {
    "this",
    "that",
    "it",
    "we",
    "these",
    "those",
    "i",
    "you",
    "they",
    "he",
    "now",
    "then",
    "so",
    "also",
    "and",
    "but",
    "or",
    "if",
    "when",
    "since",
    "because",
    "as",
    "for",
    "otherwise",
    "else",
    "not",
    "no",
    "don't",
    "never",
    "only",
    "make",
    "see",
    "should",
    "must",
    "maybe",
    "perhaps",
    "already",
    "there",
    "in",
    "on",
    "with",
    "at",
    "to",
    "from",
    "by",
}
_VERB_FORMS = re.compile(
    r"\b(is|are|was|were|has|have|had|will|would|can|could|may|might|should|must|isn't|doesn't|"
    r"don't|can't|won't|does|did|do|been|be|need|needs|get|gets|handle|process)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(because|since|so that|so it|so they|to avoid|otherwise|in case|to prevent|so we)\b", re.IGNORECASE
)
_NUMBERING = re.compile(r"^(step\s*)?\d+[.):]\s*", re.IGNORECASE)


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
        self._blocks: Mapping[int, Comment] = {block.last + 1: block for block in _blocks(module.text)}

    def above(self, statement: ast.stmt) -> Comment | None:
        """The comment block directly above ``statement`` at its indentation, or None."""
        first = min([statement.lineno, *(item.lineno for item in getattr(statement, "decorator_list", []))])
        block = self._blocks.get(first)
        return block if block is not None and block.column == statement.col_offset else None


@lru_cache(maxsize=256)
def _blocks(text: str) -> tuple[Comment, ...]:
    blocks: list[Comment] = []
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline)) if "#" in text else []
    except (tokenize.TokenError, SyntaxError, IndentationError):
        return ()
    for token in tokens:
        if token.type != tokenize.COMMENT or token.line[: token.start[1]].strip():
            continue
        line, column = token.start
        words = token.string.lstrip("#!").strip()
        last = blocks[-1] if blocks else None
        if last is not None and last.last == line - 1 and last.column == column:
            blocks[-1] = Comment(f"{last.text} {words}".strip(), last.first, line, column)
        else:
            blocks.append(Comment(words, line, line, column))
    return tuple(blocks)


def label(comment: Comment) -> str | None:
    """The comment as a label, if it is a short phrase of the author's that names an action or a thing."""
    text = _NUMBERING.sub("", comment.text).strip().rstrip(".:;,").strip("-=*# ")
    first_sentence = re.split(r"(?<=[.:;])\s", text)[0].rstrip(".:;")
    text = first_sentence if comment.last - comment.first <= 1 else text
    if "!" in comment.text or re.match(r"(?i)(phase|step|part|case|stage)\s+\w+$", text):
        return None
    count = len(text.split())
    if not 2 <= count <= 8 or _DIRECTIVE.match(text) or _MARKER.search(text):
        return None
    first = text.split()[0].lower()
    if first in _DANGLING or _VERB_FORMS.search(text) or not text[0].isalpha() or is_code(text):
        return None
    if re.search(r"[(){}\[\]=<>|`\"*\\]|\w_\w|\w\.\w", text):
        return None
    return text[0].upper() + text[1:]


def note(comment: Comment) -> str | None:
    """The comment as a quotation, if it gives a reason in few words."""
    text = comment.text.strip()
    if len(text.split()) > 22 or not _REASON.search(text) or _DIRECTIVE.match(text) or _MARKER.search(text):
        return None
    return text.rstrip(".")


#: What a heading over several definitions ends with.
_HEADING = re.compile(
    r"(?i)\b(methods|functions|helpers|classes|section|constants|utilities|definitions|tests|api)\W*$"
)


def purpose(comment: Comment) -> str | None:
    """The comment above a definition as what its author says of it; no heading, directive or code."""
    text = comment.text.strip().strip("-=*#~ ")
    if not 3 <= len(text.split()) <= 40 or _DIRECTIVE.match(text) or _MARKER.search(text) or is_code(text):
        return None
    if not text[0].isalpha() or _HEADING.search(text) or re.search(r"[-=*#~]{3}", comment.text):
        return None
    return text


def is_code(text: str) -> bool:
    """Whether a comment is commented-out code."""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError):
        return False
    return not all(
        isinstance(item, ast.Expr) and isinstance(item.value, (ast.Name, ast.Constant)) for item in body
    )
