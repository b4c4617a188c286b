"""The author's words: docstring summaries as spans, quoted where they are long or vague."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from sphinx_howto import definition, document
from sphinx_howto.english.phrase import Spans, fill, length, merged
from sphinx_howto.options import VAGUE_TERMS

#: Links, references and footnotes -> the words that a reader sees of them.
_REFERENCES = (
    (re.compile(r"\s*\[[\w#*-]+\]_(?!\w)"), ""),
    (re.compile(r"(?<![`:\w])`([^`<]+?)\s*(?:<[^`>]+>)?`__?(?!\w)"), r"\1"),
    (re.compile(r"!?\[([^\[\]]+)\]\((?:\w+:|[/.#])[^()\s]*\)"), r"\1"),
    (re.compile(r":(?:ref|doc|term|any|numref):`([^`<]+?)\s*<[^`>]+>`"), r"\1"),
    (re.compile(r":(?:term|abbr):`([^`<]+)`"), r"\1"),
    (re.compile(r":(pep|rfc):`(\d+)`"), lambda found: f"{found[1].upper()} {found[2]}"),
    (re.compile(r"(?<=[^\W\d_]{3})(?<![Ss]ee)(?<!from)(?<!with) <https?://[^\s>]+>"), ""),
)
_MARKUP = re.compile(
    r"(?P<blanks>(?<!\w)\"(?:[ \t][^\"]*|[^\"]*[ \t]|[^\"]*[ \t]{2}[^\"]*)\"(?!\w))|"
    r"`(?P<quoted>[\w.]+)'|(?::[\w:+.-]+:)?``?(?P<code>[^`]+)``?|\*\*(?P<strong>[^*\s][^*]*)\*\*|(?<!\w)\*(?P<emphasis>[^*\s](?:[^*]*[^*\s])?)\*(?!\w)"
)
_VAGUE = re.compile(
    r"\b(?:"
    + "|".join(map(re.escape, VAGUE_TERMS))
    + r"|managed|handled|performed|handler|appropriately|dealing with)\b",
    re.IGNORECASE,
)
#: A summary longer than this is the author's essay: its first sentence is enough.
_LONGEST = 24
#: Words of a summary at the beginning of a step.
_MOST_LED = 40


def spans(text: str) -> Spans:
    """Docstring markup as spans: ``:class:`~a.B``` and double backticks become code."""
    result: list[document.Span] = []
    end = 0
    for pattern, seen in _REFERENCES:
        text = pattern.sub(seen, text)
    for found in _MARKUP.finditer(text):
        if found.start() > end:
            result.append(document.Author(text[end : found.start()]))
        code = found["code"] or found["quoted"] or found["blanks"]
        if code is not None:
            code = re.sub(r"\s*<.*>$", "", code).strip() or code
            result.append(document.Code(_shown(code)))
        else:
            result.append(document.Author(found["strong"] or found["emphasis"]))
        end = found.end()
    if end < len(text):
        result.append(document.Author(text[end:]))
    return _joined(result)


def _shown(code: str) -> str:
    """Code as Sphinx shows it: "~" hides the path, "!" forbids a link, a dot starts a search."""
    if code.startswith("~"):
        return code[1:].rpartition(".")[2]
    return re.sub(r"^(!|\.(?=[^\W\d]))", "", code)


def _joined(parts: list[document.Span]) -> Spans:
    result: list[document.Span] = []
    for part in parts:
        if result and isinstance(part, document.Author) and isinstance(result[-1], document.Author):
            result[-1] = document.Author(result[-1].text + part.text)
        else:
            result.append(part)
    return tuple(result)


def first_sentence(text: str) -> str:
    """The first sentence of a paragraph; abbreviations such as "e.g." do not end it."""
    for found in _ENDS.finditer(text):
        head, following = text[: found.end()], text[found.end() :].lstrip()[:1]
        begins = not following or not following.isalpha() or following.isupper() or found[0] in _WIDE_STOPS
        if begins and (following not in "-+*" or not following) and not _ABBREVIATION.search(head):
            return head
    return text


#: Where a sentence may end; the stops of Chinese and Japanese need no blank after them.
_WIDE_STOPS = "\u3002\uff01\uff1f"
_ENDS = re.compile(rf"[.!?](?=\s)|[.!?]$|[{_WIDE_STOPS}]")
_ABBREVIATION = re.compile(
    r"(\be\.g|\bi\.e|\bcf|\bvs|\betc|\bapprox|\b[^\W\d_a-z]|(?:^|\s)\d{1,2}|\bbzw|\bp\. ?ej)\.$"
)
_STOPS = (".", "!", "?", ":", ";", "\u2026", *_WIDE_STOPS, "\uff1a")


def ended(text: str) -> str:
    """``text`` with a full stop where it has no end of its own."""
    if text.endswith(_STOPS):
        return text
    return f"{text}{_WIDE_STOPS[0]}" if unicodedata.east_asian_width(text[-1:] or " ") == "W" else f"{text}."


def without_stop(text: str) -> str:
    """``text`` without its full stop; the author's three dots stay."""
    return text if text.endswith("..") else text.removesuffix(".")


def begun(text: str, names: Sequence[str] = ()) -> str:
    """``text`` with a capital at its begin, unless it begins with code or a name."""
    first = re.match(r"\w*", text)
    word = first[0] if first is not None else ""
    is_word = word.islower() and word.isalpha() and word not in names
    is_word = is_word and text[len(word) :][:1] not in ("(", ".", "=")
    return text[:1].upper() + text[1:] if is_word else text


def shortened(text: str, most: int) -> str:
    """The first sentences of a paragraph, at most ``most`` words and always one where it fits.

    A sentence that only introduces something that is not shown is left out.
    """
    kept = ""
    while len(kept) < len(text):
        rest = text[len(kept) :].strip()
        more = first_sentence(rest)
        count = len(kept.split()) + len(more.split())
        if not more or more.endswith(":") or (count > most and (kept or count > most * 2)):
            break
        kept = f"{kept} {more}".strip()
    return kept


def kept(text: str, most: int) -> str:
    """The sentences of a paragraph that a reader needs, about ``most`` words; "…" for what is left out.

    What it returns, what one must or must never do, what zero or nothing means comes before the rest.
    """
    parts: list[str] = []
    count, is_whole = 0, True
    for sentence in _sentences(text):
        if sentence.endswith(":"):
            # It introduces what is not shown
            break
        size = len(sentence.split())
        room = most * _MORE if _NEEDED.search(sentence) else most if is_whole else 0
        if count + size <= room or (not parts and size <= most * 2):
            parts.append(sentence)
            count += size
        elif not is_reference(sentence):
            parts += [MORE] if parts and parts[-1] != MORE else []
            is_whole = False
    return " ".join(parts)


def _sentences(text: str) -> Iterator[str]:
    while text:
        sentence = first_sentence(text)
        yield sentence.strip()
        text = text[len(sentence) :].strip()


#: What stands for sentences that are left out.
MORE = "\u2026"
#: What a reader must not miss, and how many times the room it may take.
_NEEDED = re.compile(
    r"\b(?:returns?|note|warning|caution|never|must|unless|raises?|required|deprecated|only"
    r"|if .{0,40}\b(?:zero|none|empty|false|true|0))\b",
    re.IGNORECASE,
)
_MORE = 1.6
_REFERENCE = re.compile(
    r"(see|see also|for (?:more|further) (?:information|details)|for example|example|examples|e\.g\.|usage"
    r"|copyright|license|authors?|written by|new in|added in|changed in|references?)\b",
    re.IGNORECASE,
)


def is_reference(text: str) -> bool:
    """Whether a paragraph only points elsewhere, or tells of versions and authors."""
    return _REFERENCE.match(text) is not None or re.fullmatch(r"\W*https?://\S+", text) is not None


def is_vague(text: str) -> bool:
    """Whether the author's text uses a vague term outside code."""
    return _VAGUE.search(_MARKUP.sub(" ", text)) is not None


def lead(summary: str) -> Spans:
    """The first sentence of a summary as the beginning of a step, and the next where both are short."""
    return quoted(begun(kept(summary, _MOST_LED).strip()) or first_sentence(summary).strip().rstrip(":"))


def quoted(text: str) -> Spans:
    """The author's sentences word for word.

    In quotation marks where they are long or vague, so that a reader sees that these are the author's words.
    """
    if not text:
        return ()
    text = ended(text)
    if is_vague(text) or len(_MARKUP.sub("x", text).split()) > _LONGEST:
        return fill("“{text}”", text=in_quotes(text))
    return merged(spans(text))


#: What is written where there is no result, and the longest words about a result or an exception.
_NOTHING = re.compile(r"\W*(?:none|nothing|void|null|n/?a|no return(?: value)?)\W*", re.IGNORECASE)
_LONGEST_ENTRY = 36


def quotation(item: definition.DocumentedItem) -> Spans:
    """The first sentences about a result or an exception in quotation marks; () if they are too long."""
    text = kept(item.prose, _LONGEST_ENTRY)
    shown = in_quotes(without_stop(text))
    if not text or text.endswith(":") or length(shown) > _LONGEST_ENTRY * _MORE or _NOTHING.fullmatch(text):
        return ()
    return fill("“{text}”", text=shown)


_QUOTES = str.maketrans({"“": "'", "”": "'", '"': "'"})


def in_quotes(text: str) -> Spans:
    """The author's text as spans that can stand in quotation marks."""
    return tuple(
        document.Author(span.text.translate(_QUOTES)) if isinstance(span, document.Author) else span
        for span in spans(text)
    )


#: Words that say of a definition only that it is one.
_FORMAL = frozenset(
    re.findall(
        r"\w+",
        "a an the of for to from with by in on and or this that its is are some base abstract "
        "simple class classes function method object objects instance module new main my docstring "
        "implementation definition file script code constructor initializer init initialize "
        "initializes initialise initialises initialization initialisation create creates creating "
        "construct constructs get gets return returns getter setter property attribute self cls "
        "contains provides defines includes ",
    )
)


def says_nothing(text: str, names: Sequence[str], spare: int = 0) -> bool:
    """Whether a text has no more than ``spare`` words beyond ``names`` and what any definition is."""
    known = {word.lower() for word in names} | _FORMAL
    said = {word.lower() for word in re.findall(r"[^\W_]+", text)}
    return sum(not any(_is_same(word, other) for other in known) for word in said) <= spare


def _is_same(word: str, other: str) -> bool:
    """Whether two words differ in their ending only."""
    short, long = sorted((word, other), key=len)
    return word == other or (len(short) > 2 and long.startswith(short) and len(long) - len(short) <= _ENDING)


#: Longest ending of a word.
_ENDING = 3
