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
    r"(noqa|noinspection|type:|pragma|pylint|fmt:|isort|ruff|mypy|nosec|yapf|flake8|pyright|coding[:=]|!/|-\*-)",
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
    "of",
}
_VERB_FORMS = re.compile(
    r"\b(is|are|was|were|has|have|had|will|would|can|could|may|might|should|must|isn't|doesn't|"
    r"don't|can't|won't|does|did|do|been|be|need|needs|get|gets|handle|process)\b",
    re.IGNORECASE,
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
        own, after = _blocks(module.text)
        self._blocks: Mapping[int, Comment] = {block.last + 1: block for block in own}
        self._after: Mapping[int, Comment] = {comment.first: comment for comment in after}

    def above(self, statement: ast.stmt) -> Comment | None:
        """The comment block directly above ``statement`` at its indentation, or None."""
        first = min([statement.lineno, *(item.lineno for item in getattr(statement, "decorator_list", []))])
        block = self._blocks.get(first)
        return block if block is not None and block.column == statement.col_offset else None

    def beside(self, statement: ast.stmt) -> Comment | None:
        """The comment behind ``statement`` on its last line (of what holds a body: its first), or None."""
        last = statement.end_lineno or statement.lineno
        return self._after.get(statement.lineno if hasattr(statement, "body") else last)


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
        words = token.string.lstrip("#!").strip()
        if token.line[:column].strip():
            after.append(Comment(words, line, line, column))
            continue
        last = blocks[-1] if blocks else None
        if last is not None and last.last == line - 1 and last.column == column:
            blocks[-1] = Comment(f"{last.text} {words}".strip(), last.first, line, column)
        else:
            blocks.append(Comment(words, line, line, column))
    return tuple(blocks), tuple(after)


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


#: Words up to which a comment is quoted, about two lines; what is longer is quoted up to a full stop.
_LONGEST_NOTE = 32
_LEADING = re.compile(r"^(?:(?:note|nb|n\.b\.|important|warning|hint)\s*[:!]\s*|:\s*)", re.IGNORECASE)
#: What prose does not hold: assignments, displays, calls with arguments, arrows.
_SYNTAX = re.compile(r"[={}\[\]<>|;\\]|\w\([^)]|[-=*#~]{3}|:$")
_PROSE_WORD = re.compile(
    r"[(\"'\u201c\u2018]*[^\W\d_][^\W\d_'\u2019/-]*[-/'\u2019\w]*[)\"'\u201d\u2019.,:!\u2026]*"
)
#: What a comment has that gives a reason.
_REASON = re.compile(
    r"(?i)\b(?:because|since|so that|so (?:it|they|we)|to avoid|otherwise|in case|to prevent)\b"
)
#: What a comment has that says more than its statement does: a limit, an order, a contrast, a fact.
_MORE = re.compile(
    r"(?i)n't\b|\u2019t\b|'ll\b|\b(?:so|as|avoids?|prevents?|only|must|should|never|always|not|no|cannot|without|"
    r"instead|until|unless|already|still|yet|later|before|after|again|even|but|however|than|requires?|required|"
    r"needs?|allows?|ensures?|default|same|expects?|assumes?|is|are|was|were|will|would|can|could|may|might|we)\b"
)
#: What a short comment begins with that only says again what its statement does.
_AGAIN = re.compile(
    r"(?i)(?:check (?:if|whether)|get|set|return|create|convert|calculate|initiali[sz]e|define|add|call|load|"
    r"save|update|if)\b"
)
#: A comment of so many words is quoted even if it names no reason.
_LONG_NOTE = 9


def note(comment: Comment, is_beside: bool = False) -> str | None:
    """The comment as a quotation, if it is prose that says more than the statement: no code, no directive.

    is_beside: whether it stands behind the statement, where comments do not repeat what it does.
    """
    text = _NUMBERING.sub("", _LEADING.sub("", comment.text.strip().strip("-=*#~ ")))
    if _DIRECTIVE.match(text) or _MARKER.search(text):
        return None
    kept = ""
    for sentence in re.split(r"(?<=[.!])\s+(?=[A-Z])", text):
        longer = f"{kept} {sentence}".strip()
        if len(longer.split()) > _LONGEST_NOTE:
            break
        kept = longer
    if not is_beside and not _says_more(kept):
        return None
    return _nested_quotes(kept.rstrip(".")) if is_prose(kept) else None


def _says_more(text: str) -> bool:
    """Whether a comment above a statement does not only repeat it."""
    if len(text.split()) >= _LONG_NOTE or _REASON.search(text):
        return True
    return _MORE.search(text) is not None and not _AGAIN.match(text)


def is_prose(text: str) -> bool:
    """Whether a text is words of a language rather than code, a heading in signs, or data."""
    words = text.split()
    told = [word for word in words if _PROSE_WORD.fullmatch(word)]
    mostly = len(told) >= 2 and len(told) * 4 >= len(words) * 3
    return mostly and not _SYNTAX.search(text) and not is_code(text)


def _nested_quotes(text: str) -> str:
    """Quotation marks as they stand inside a quotation."""
    text = re.sub(r'"([^"]*)"', "\u2018\\1\u2019", text)
    return text.translate({ord('"'): "\u2019", 0x201C: "\u2018", 0x201D: "\u2019"})


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
