"""Docstrings of other tools and habits, spelled in the way that the parsers of the known styles read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sphinx_howto.source import headings

#: The name of the file before what it is for.
_FILE = re.compile(r"\A[\w./-]+\.pyw?\s+(?:--?|[\u2013\u2014]|:)\s+(?=\S)")
#: What Python makes of a backslash command in a string that is not raw.
_ESCAPED = str.maketrans({"\x07": "\\a", "\x08": "\\b", "\x0b": "\\v", "\x0c": "\\f"})
_CONTROL = re.compile(r"[\x07\x08\x0b\x0c](?=[a-z])|\r(?=eturns?\b|aises?\b|esult\b)")
_TAG = re.compile(r"(?P<indent>\s*)[@\\](?P<tag>[a-z]+)(?:\[[\w, ]*\])?(?P<rest>\s.*|:.*|)$")
_NAMED = re.compile(r"[\s:]*(?P<name>[*\\]*[\w.]+)\s*:?\s*(?P<text>.*)$")
#: Tag of Epytext, Javadoc or Doxygen -> the field of Sphinx; with a name, and without.
_FIELDS = {
    **dict.fromkeys(("param", "keyword", "kwarg", "arg", "tparam"), "param"),
    "type": "type",
    **dict.fromkeys(("raise", "raises", "throw", "throws", "exception", "except"), "raises"),
    **dict.fromkeys(("ivar", "cvar", "var"), "ivar"),
}
_RESULTS = {**dict.fromkeys(("return", "returns", "result", "retval"), "returns"), "rtype": "rtype"}
#: Tags whose text is prose; what is said before it.
_PROSE = {
    **dict.fromkeys(("brief", "short", "details", "summary", "description"), ""),
    **dict.fromkeys(("note", "remark", "remarks"), "Note: "),
    **dict.fromkeys(("warning", "attention"), "Warning: "),
}
#: Tags that only keep the books.
_BOOKKEEPING = frozenset(
    (
        *("file", "author", "authors", "date", "version", "copyright", "license", "licence", "since", "bug"),
        *("ingroup", "defgroup", "addtogroup", "package", "namespace", "module", "class"),
        *("fn", "def", "todo", "see", "sa", "contact", "organization", "email", "name", "function", "method"),
    )
)
_BOOKS = re.compile(
    r"(?:[:@]?(?:authors?|maintainers?|e-?mail|contact|organi[sz]ation|licen[sc]e"
    r"|copyright"
    r"|spdx-license-identifier|file ?name|created(?: by| on)?|last modified(?: by)?|last updated?"
    r"|platform|module ?author"
    r"|section ?author"
    r"|__author__|__version__)\s*:.*|copyright\b.*|\(c\)\s.*|created (?:by|on)\b.*|all rights reserved\.?"
    r"|[:@]?(?:date|version|file|module|script|since|time|name)\s*:\s*\S*[\d._/\\$-]\S*"
    r"(?:\s[\d:/. APMapm-]+)?"
    r"|[\w./\\-]+\.pyw?)",
    re.IGNORECASE,
)
#: What names the text after it for what it is.
_TITLED = re.compile(
    r"(?:\*\*)?(?:description|purpose|summary|synopsis)(?:\*\*)?\s*:(?:\*\*)?\s+(?=\S)", re.IGNORECASE
)
#: Fields of Sphinx that are indented, tags within a line, the tags of a language.
_FIELD = re.compile(r"\s*:(?:param|type|arg|returns?|rtype|raises?|exception)\b[^:]*:(?!`)")
_INLINE = re.compile(r"(?<=[.!?]) +@(?=(?:param|returns?|rtype|raises?|type|details)\b)")
_LANGUAGE = re.compile(r"@~\w+ *|(?<=^) *<(?:english|russian)> *", re.MULTILINE)
_MODULE = re.compile(r"\.\.\s+(?:py:)?(?:module|currentmodule)::")
_OWNERS = re.compile(r"\.\.\s+(?:module|section|code)author::")
_SYNOPSIS = re.compile(r"\s*:synopsis:\s*(?P<text>.*)$")
_PLATFORM = re.compile(r"\s*:(?:platform|synopsis):.*")
#: What editors and generators put where an author should write.
_PLACEHOLDER = re.compile(
    r"\s*(?:\[(?:\w+'?s?\s+)?(?:description|summary|type)\]|_(?:summary|description|type)_|<description>)\.?\s*",
    re.IGNORECASE,
)
_PLAN = re.compile(r"\s*(?:[-*.#]+\s*)?(?:TODO|FIXME|XXX|HACK)\b")
_OPTION = re.compile(r"\s+:\w+:")
_HEADING = re.compile(
    r"(?P<indent>\s*)(?P<mark>\*\*|__|#+\s*|)(?P<title>[^\W\d_]+(?: [^\W\d_]+)?)"
    r"\s*(?!:[\w.:+-]+:`)(?P<close>[:\uff1a]?(?:\*\*|__)?[:\uff1a]?)\s*(?P<rest>.*)$"
)
_BULLET = re.compile(r"^(?P<indent>\s*)[-*+•]\s+(?=\S)")
_OTHER = re.compile(r"\s*[A-Z][A-Za-z]+(?: [A-Za-z]+){0,2}:{1,2}\s*")
#: What a program reads and writes is told with these words too.
_OF_PROGRAMS = {"output", "outputs", "input", "inputs"}
#: ``Args: name: text``: the first entry on the line of its heading.
_NAMED_ENTRY = re.compile(r"\*{0,2}[a-z_]\w*(?:\s*\([^()]*\))?:\s+\S")
_RESULT_TITLES = ("Returns", "Yields")
_TICKED = re.compile(r"^(?P<indent>\s*)[`*]{1,2}(?P<name>\w+)[`*]{1,2}(?=\s*(?:\([^()]*\))?\s*:)")


def spelled(value: str) -> str:
    """A cleaned docstring with its tags as fields, its sections under known headings and no bookkeeping."""
    value = value[1:].lstrip() if re.match(r"!(?:\s|$)", value) else value
    if not value:
        return value
    value = _FILE.sub("", value, count=1)
    value = _LANGUAGE.sub("", _INLINE.sub(r"\n\g<0>", value))
    lines = list(_without_module(value.split("\n")))
    lines = list(_tagged(lines)) if any(_TAG.match(line) for line in lines) else lines
    lines = list(_left(lines)) if any(map(_FIELD.match, lines)) else lines
    lines = [line for line in lines if not _PLACEHOLDER.fullmatch(line)]
    lines = list(_without_plans(lines)) if any(map(_PLAN.match, lines)) else lines
    lines = [line for line in lines if line[:1].isspace() or not _BOOKS.fullmatch(line.strip())]
    lines = [_TITLED.sub("", line, count=1) if _TITLED.match(line) else line for line in lines]
    return "\n".join(_sections(lines)).strip("\n")


def restored(text: str) -> str:
    """``text`` with the backslash commands that Python took for control characters."""
    return _CONTROL.sub(lambda found: "\\r" if found[0] == "\r" else found[0].translate(_ESCAPED), text)


def _without_module(lines: Sequence[str]) -> Iterator[str]:
    """The lines with the synopsis of a ``module`` directive in its place, and without who wrote it."""
    inside = False
    for line in lines:
        if _MODULE.match(line) or _OWNERS.match(line):
            inside = True
            continue
        synopsis = _SYNOPSIS.match(line)
        if synopsis is not None and synopsis["text"]:
            yield from (synopsis["text"], "")
        elif not (inside and _OPTION.match(line)) and not _PLATFORM.fullmatch(line):
            inside = inside and line[:1].isspace()
            yield line.strip() if inside else line


def _left(lines: Sequence[str]) -> Iterator[str]:
    """The lines with fields of Sphinx at the left margin, without a heading over them."""
    for number, line in enumerate(lines):
        following = next((item for item in lines[number + 1 :] if item.strip()), "")
        if _FIELD.match(line):
            yield line.lstrip()
        elif not (_FIELD.match(following) and _heading([line, following], 0) is not None):
            yield line


def _without_plans(lines: Sequence[str]) -> Iterator[str]:
    """The lines without what is still to be done."""
    dropping = False
    for line in lines:
        dropping = _PLAN.match(line) is not None or (dropping and bool(line.strip()))
        if not dropping:
            yield line


def _tagged(lines: Sequence[str]) -> Iterator[str]:
    """The lines with their tags as the fields of Sphinx."""
    dropping = False
    for line in lines:
        found = _TAG.match(line)
        tag = found["tag"] if found is not None else ""
        known = tag in _FIELDS or tag in _RESULTS or tag in _PROSE or tag in _BOOKKEEPING
        if found is None or not known:
            dropping = dropping and bool(line.strip())
            if not dropping:
                yield line
            continue
        dropping = tag in _BOOKKEEPING
        if not dropping:
            yield from _field(found, tag)


def _field(found: re.Match[str], tag: str) -> Iterator[str]:
    rest = found["rest"].strip().removeprefix(":").strip()
    named = _NAMED.match(rest) if tag in _FIELDS else None
    if tag in _PROSE:
        # It is a paragraph of its own, whatever stands before it
        yield from ("", f"{found['indent']}{_PROSE[tag]}{rest}")
    elif named is not None:
        yield f"{found['indent']}:{_FIELDS[tag]} {named['name']}: {named['text']}".rstrip()
    elif tag in _RESULTS:
        yield f"{found['indent']}:{_RESULTS[tag]}: {rest}".rstrip()


def _sections(lines: Sequence[str]) -> Iterator[str]:
    """The lines with known headings on lines of their own, and what belongs to them indented below."""
    title, open_at, items_at = "", -1, -1
    for number, line in enumerate(lines):
        heading = _heading(lines, number)
        if heading is not None:
            title, rest, open_at = heading
            items_at = -1
            if number and lines[number - 1].strip():
                yield ""
            yield f"{' ' * open_at}{title}:"
            if rest:
                yield f"{' ' * open_at}    {rest}"
            continue
        if open_at >= 0 and line.strip():
            indent = len(line) - len(line.lstrip())
            is_item = _BULLET.match(line) is not None
            if indent < open_at or (indent == open_at and not _belongs(lines, number, is_item)):
                open_at = -1
            else:
                items_at = indent if items_at < 0 else items_at
                is_entry = title not in _RESULT_TITLES or _is_only(lines, number, indent)
                yield _entry(line, indent == items_at and is_entry, indent == open_at)
                continue
        yield line


def _entry(line: str, is_item: bool, is_left: bool) -> str:
    """A line of a section without the sign of a list before its name, and indented."""
    text = _TICKED.sub(r"\g<indent>\g<name>", _BULLET.sub(r"\g<indent>", line)) if is_item else line
    return f"    {text}" if is_left else text


def _belongs(lines: Sequence[str], number: int, is_item: bool) -> bool:
    """Whether a line as far left as its heading belongs to the section."""
    return is_item or (bool(lines[number - 1].strip()) and not _OTHER.fullmatch(lines[number]))


def _is_only(lines: Sequence[str], number: int, indent: int) -> bool:
    """Whether no other item of a list stands beside a line."""
    others = map(_BULLET.match, (*lines[:number], *lines[number + 1 :]))
    return not any(found is not None and len(found["indent"]) == indent for found in others)


def _heading(lines: Sequence[str], number: int) -> tuple[str, str, int] | None:
    """(title, text on its line, indentation) of a heading of the Google style, however it is spelled."""
    found = _HEADING.match(lines[number])
    title = headings.known().get(found["title"].lower()) if found is not None else None
    if found is None or title is None or not (found["close"] or found["mark"]):
        return None
    rested = title in (*_RESULT_TITLES, "Raises") or (title == "Args" and _NAMED_ENTRY.match(found["rest"]))
    if found["title"][0].islower() or (found["rest"] and not rested):
        return None
    if found["rest"] and found["title"].lower() in _OF_PROGRAMS:
        return None
    following = lines[number + 1] if number + 1 < len(lines) else ""
    if re.match(r"\s*([^\w\s])\1{2,}", following) or (found["rest"] and found["rest"][0] in "*_#"):
        return None
    return title, found["rest"], len(found["indent"])
