"""Vague terms in authors' docstrings: words that tell a reader nothing, outside code and names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

_OPEN, _CLOSE = "\u201c\u2018", "\u201d\u2019"
# What is not prose, blanked out in this order; lines are kept
_BLOCKS = (
    re.compile(r"```.*?```", re.DOTALL),
    re.compile(r"^[ \t]*>>>.*(?:\n[ \t]*\S.*)*", re.MULTILINE),
    re.compile(
        r"^(?P<indent>[ \t]*)(?:\.\. (?:code|code-block|sourcecode|parsed-literal|testcode|doctest|math)::.*"
        r"|[^\n.].*::|::)[ \t]*\n(?:[ \t]*\n)+(?:(?P=indent)[ \t]+\S.*(?:\n|$)(?:[ \t]*\n)*)+",
        re.MULTILINE,
    ),
)
_NOT_PROSE = _BLOCKS + tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^[ \t]*\.\. .*$",
        r":[\w:+.-]+:`[^`]*`",
        r"``[^`]*(?:``|$)",
        r"`[^`\n]*(?:\n[^`\n]+)?`_*",
        r"https?://\S+",
        r"^[ \t]*:\w[^:\n]*:(?=\s|$)",
        r"^[ \t]*\*{0,2}\w+(?: ?\([^()\n]*\))?:(?=\s|$)",
        r"^[ \t]*\*{0,2}\w+(?:, \*{0,2}\w+)* : .*$",
        rf"(?<![\w\"'])[\"'{_OPEN}](?=\S)[^\"'{_OPEN}{_CLOSE}\n]*[\"'{_CLOSE}](?!\w)",
        r"\S*[_=<>(){}\[\]\\/@]\S*|\w+\.\w\S*",
    )
)
_NOUNS = frozenset({"process", "processes", "handle", "handles"})
# Before these words stand nouns: "the child process", "a file handle"
_NOUN_BEFORE = re.compile(
    r"(?:\b(?:an?|the|this|that|these|those|each|every|any|its|their|one|another|other|same|new|all|no|of|in"
    r"|child|parent|sub|worker|main|current|separate|file|own)\s+(?:[\w-]+\s+)?)$",
    re.IGNORECASE,
)
_AUXILIARY = frozenset({"do", "does"})
_NEGATION = re.compile(r"\s*(?:not\b|n't\b)")


def without_blocks(text: str) -> str:
    """``text`` with its code blocks and doctests blanked out, line for line."""
    for pattern in _BLOCKS:
        text = pattern.sub(_blank, text)
    return text


def find(text: str, terms: Sequence[str]) -> Iterator[tuple[int, str]]:
    """(0-based line in ``text``, term) for each vague term of a docstring's prose, each once a line."""
    prose = text
    for pattern in _NOT_PROSE:
        prose = pattern.sub(_blank, prose)
    seen: set[tuple[int, str]] = set()
    for match in _terms(tuple(terms)).finditer(prose):
        place = prose.count("\n", 0, match.start()), " ".join(match[0].lower().split())
        if place not in seen and not _has_meaning(prose, match):
            seen.add(place)
            yield place


@lru_cache(maxsize=8)
def _terms(terms: tuple[str, ...]) -> re.Pattern[str]:
    words = {r"\s+".join(map(re.escape, term.split())) for term in terms if term.strip()}
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    found = "|".join(longest_first) or r"(?!)"
    return re.compile(rf"(?<![\w-])(?:{found})(?![\w-]|['\u2019]\w)", re.IGNORECASE)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _has_meaning(prose: str, match: re.Match[str]) -> bool:
    """Whether a term is something else here: GET, "does not", a process as a noun."""
    word = match[0]
    if word.isupper():
        return True
    if word.lower() in _AUXILIARY and _NEGATION.match(prose, match.end()):
        return True
    return word.lower() in _NOUNS and _NOUN_BEFORE.search(prose, 0, match.start()) is not None
