"""What the text of a comment is good for: a label, a quotation, what a definition is for, or nothing."""

from __future__ import annotations

import ast
import re

from sphinx_howto.analysis.comments import Comment

_DIRECTIVE = re.compile(
    r"(noqa|noinspection|type:|pragma|pylint|fmt:|isort|ruff|mypy|nosec|yapf|flake8|pyright|coding[:=]|!/|-\*-)",
    re.IGNORECASE,
)
_MARKER = re.compile(
    r"\b(TODO|FIXME|XXX|HACK|NOTE|BUG|BPO|PEP)\b|https?://|#\d|\b[\w.]+@\w|\d{4}-\d\d|\?"
    r"|(?i:\b(?:bpo|gh|issue)[- ]\d)"
)
#: What tells of work that is left to be done, or asks.
_OPEN = re.compile(r"\b(?:TODO|FIXME|XXX|HACK|BUG)\b|\?")
_DANGLING = {
    "this", "that", "it", "we", "these", "those", "i", "you", "they", "he", "now", "then", "so", "also",
    "and", "but", "or", "if", "when", "since", "because", "as", "for", "otherwise", "else", "not", "no",
    "don't", "never", "only", "make", "see", "should", "must", "maybe", "perhaps", "already", "there",
    "in", "on", "with", "at", "to", "from", "by", "of",
}  # fmt: skip
_VERB_FORMS = re.compile(
    r"\b(is|are|was|were|has|have|had|will|would|can|could|may|might|should|must|cannot|isn't|doesn't|"
    r"don't|can't|won't|does|did|do|been|be|need|needs|get|gets|handle|process)\b",
    re.IGNORECASE,
)
_NUMBERING = re.compile(
    r"^(?:(?:step|шаг|крок|schritt|paso|étape|etape|passo|步骤|步驟)\s*)?\d+\s*[.):\uff1a\u3001]\s*",
    re.IGNORECASE,
)
#: Letters of scripts that put no spaces between words; about two make one.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
#: Words that only say where a step stands among others.
_ORDER = re.compile(r"^(?:first|second|third|then|next|finally|lastly),\s+", re.IGNORECASE)


#: What lines are drawn with round a comment.
_LINES = "-=*#~_ \u2500\u2501\u2550\u2014"
#: Words of the shortest and of the longest label.
_SHORTEST_LABEL, _LONGEST_LABEL = 2, 7


#: Verbs at the beginning that say nothing, with the article after them.
_SAYING_NOTHING = re.compile(
    r"(?i)^(?:handle|get|process|do|perform|manage)\s+(?:(?:the|a|an)\s+)?(?=\w+\s+\w)"
)
#: What stands before the words: a sign that decorates them.
_SIGNS = re.compile(r"^[^\w\s\"'(\[{<`@#$%&/.:;,+!?]+\s*")
#: The end of a phrase in parentheses, or what follows a phrase and a colon.
_AFTER = re.compile(r"(?<=\w) \([^()]*\)$|(?<=\w\w): .*$")
#: Words before a colon that announce something else than a step.
_ANNOUNCING = re.compile(
    r"(?i)\b(?:note|warning|example|default|usage|hint|type|format|returns?|args?|see)\b"
)


def label(comment: Comment) -> str | None:
    """The comment as a label, if it is a short phrase of the author's that names an action or a thing."""
    text = _phrase(comment.text)
    first_sentence = re.split(r"(?<=[.;])\s", text)[0].rstrip(".:;")
    text = first_sentence if comment.last - comment.first <= 1 else text
    if "!" in comment.text or re.match(r"(?i)(phase|step|part|case|stage)\s+\w+$", text) or is_code(text):
        return None
    begin = _AFTER.sub("", text) if comment.first == comment.last else text
    text = text if _ANNOUNCING.search(begin) or len(begin.split()) < _SHORTEST_LABEL else begin
    text = _SAYING_NOTHING.sub("", text)
    least = 1 if _is_heading(text, comment.text) else _SHORTEST_LABEL
    if not least <= _count(text) <= _LONGEST_LABEL or _DIRECTIVE.match(text) or _MARKER.search(text):
        return None
    first = text.split()[0].lower()
    if first in _DANGLING or "_" in first or _VERB_FORMS.search(text) or not text[0].isalpha():
        return None
    if re.search(r"[(){}\[\]=<>|`\"*\\]|\w\.\w|:\s", text):
        return None
    return text[0].upper() + text[1:]


def _phrase(text: str) -> str:
    """A comment without its number, the lines round it and the signs before it; capitals as in a sentence."""
    text = _ORDER.sub("", _NUMBERING.sub("", text)).strip().strip(_LINES).rstrip(".:;,").strip(_LINES)
    text = _NUMBERING.sub("", _SIGNS.sub("", text)).strip(_LINES)
    words = text.split()
    if text.isupper() and all(len(word) >= _SHORTEST_CAPITALS for word in words):
        return text.capitalize()
    return text


#: Letters of the words of a heading in capitals, none of which is an abbreviation.
_SHORTEST_CAPITALS = 4


def _is_heading(text: str, comment: str) -> bool:
    """Whether one word names the things below it: a plural, or a word with lines on both sides."""
    line = r"[-=*#~\u2500\u2501\u2550\u2014]{2}"
    has_lines = re.match(rf"{line}.*{line}$", comment.strip())
    is_plural = re.fullmatch(r"[A-Z][a-z]{3,}[^s]s", text) is not None
    return text.isalpha() and len(text) >= _SHORTEST_CAPITALS and (is_plural or has_lines is not None)


def _count(text: str) -> int:
    """How many words a text has."""
    return len(_UNSPACED.sub("", text).split()) + (len(_UNSPACED.findall(text)) + 1) // 2


#: Words up to which a comment is quoted, about two lines; what is longer is quoted up to a full stop.
_LONGEST_NOTE = 32
_LEADING = re.compile(r"^(?:(?:note|nb|n\.b\.|important|warning|hint)\s*[:!]\s*|:\s*)", re.IGNORECASE)
#: What prose does not hold: assignments, displays, calls with arguments, arrows.
_SYNTAX = re.compile(r"[={}\[\]<>|\\]|;(?! [a-z])|\w\([^)]|[-=*#~]{3}|:$")
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
#: The same of one with a colon, which makes no label.
_COLON_NOTE = 4


def note(comment: Comment, is_beside: bool = False, code: str = "") -> str | None:
    """The comment as a quotation, if it is prose that says more than the statement: no code, no directive.

    is_beside: whether it stands behind the statement, where comments do not repeat what it does.
    code: the statement, or its first line, so that what it says already is known; "" where it is not.
    """
    text = _NUMBERING.sub("", _LEADING.sub("", comment.text.strip().strip(_LINES)))
    if _DIRECTIVE.match(text) or _OPEN.search(text):
        return None
    kept = ""
    for sentence in re.split(r"(?<=[.!])\s+(?=[A-Z])", text):
        longer = f"{kept} {sentence}".strip()
        if _count(longer) > _LONGEST_NOTE or _MARKER.search(sentence):
            break
        kept = longer
    if not is_beside and not (_says_more(kept) or _says_other_things(kept, code)):
        return None
    return _nested_quotes(kept.rstrip(".")) if is_prose(kept) else None


def _says_more(text: str) -> bool:
    """Whether a comment above a statement does not only repeat it."""
    if _count(text) >= _LONG_NOTE or _REASON.search(text) or (":" in text and _count(text) >= _COLON_NOTE):
        return True
    return _MORE.search(text) is not None and not _AGAIN.match(text)


#: Words that carry nothing of their own, and verbs that only announce a statement.
_EMPTY = frozenset(
    {
        "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "from", "with", "and", "or", "if",
        "is", "are", "be", "it", "its", "this", "that", "all", "any", "each", "every", "one", "so", "as",
        "into", "then", "now", "here", "we", "our", "only", "new", "use", "using", "used", "make", "makes",
        "sure", "want", "up", "out", "not", "no", "when", "else",
    }
)  # fmt: skip
_ANNOUNCED = re.compile(r"(?i)(?:handle|process|get|do|perform|check (?:if|whether)|try|make sure)\b")
#: So many words that the code does not hold, and so large a part of all, make a comment worth a quotation.
_OTHER_WORDS, _OTHER_PART = 3, 0.6
#: So many letters make two words one: ``connection``, ``connect``.
_STEM = 5


def _says_other_things(text: str, code: str) -> bool:
    """Whether most of what a comment speaks of does not stand in the code below it."""
    said = [word.lower() for word in re.findall(r"[^\W\d_]{2,}", text)]
    content = [word for word in said if word not in _EMPTY]
    known = code.lower()
    other = [word for word in content if word[:_STEM] not in known and word.rstrip("s")[:_STEM] not in known]
    # Of "Create the table for ..." the verb says only that the statement below follows
    least = _OTHER_WORDS + 2 if _AGAIN.match(text) else _OTHER_WORDS
    is_much = len(other) >= max(least, len(content) * _OTHER_PART)
    return bool(code) and is_much and not _ANNOUNCED.match(text)


#: So many letters of a script without spaces are words.
_FEW_LETTERS = 4


def is_prose(text: str) -> bool:
    """Whether a text is words of a language rather than code, a heading in signs, or data."""
    if len(_UNSPACED.findall(text)) >= _FEW_LETTERS:
        return not _SYNTAX.search(text)
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
    text = comment.text.strip().strip(_LINES)
    if not 3 <= len(text.split()) <= 40 or _DIRECTIVE.match(text) or _MARKER.search(text) or is_code(text):
        return None
    if not text[0].isalpha() or _HEADING.search(text) or re.search(r"[-=*#~]{3}", comment.text):
        return None
    return text


def is_code(text: str) -> bool:
    """Whether a comment is commented-out code: a statement, or an entry of a dictionary or a call."""
    return _is_statement(text) or _is_entry(text)


def _is_statement(text: str) -> bool:
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError):
        return False
    return not all(
        isinstance(item, ast.Expr) and isinstance(item.value, (ast.Name, ast.Constant)) for item in body
    )


def _is_entry(text: str) -> bool:
    """Whether a text is an entry that was taken out: ``"stream": True,``, ``timeout=3,``, ``"a",``."""
    for pattern in ("{%s}", "f(%s)", "[%s]"):
        try:
            found = ast.parse(pattern % text, mode="eval").body
        except (SyntaxError, ValueError):
            continue
        if isinstance(found, ast.Dict):
            return any(isinstance(key, ast.Constant) for key in found.keys)
        if isinstance(found, ast.Call) and found.keywords:
            return True
        if isinstance(found, ast.List) and text.rstrip().endswith(","):
            return not all(isinstance(item, ast.Name) for item in found.elts)
    return False
