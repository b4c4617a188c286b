"""What a docstring says of parameters outside of its sections: lines and paragraphs that open with one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ENTRY = (
    r"(?P<indent>\s*)(?:[-*+•]\s+)?(?P<mark>[`*'\"]{{0,2}})(?P<name>{names})(?P=mark)"
    r"\s*(?:\((?P<type>[^()]*)\))?\s*(?P<sign>--?(?=\s)|[\u2013\u2014](?=\s)|:(?![:/]))\s*(?P<text>\S.*)$"
)
#: A signature that opens a docstring, on several lines.
_SIGNATURE = re.compile(r"[\w.]+\([^()]*(?:\([^()]*\)[^()]*)*\)(\s*-+>.*)?", re.DOTALL)
_TERM = (
    r"(?P<indent>\s*)(?P<mark>[`*]{{0,2}})(?P<name>{names})(?P=mark)"
    r"(?:\s+:\s*(?P<type>[\w.\[\], |]+)|\s*:?)\s*$"
)
_PARAGRAPH = r"(?:(?:the|if|when)\s+)?(?P<mark>``|`|\*)(?P<name>{names})(?P=mark)(?=[\s,])"
_PROMPTS = (">>>", "```", "~~~", ".. ")


@dataclass(frozen=True)
class Said:
    """What is said of the parameter ``name``.

    annotation: the type that is written with it, or "". is_opening: whether it is the first paragraph.
    """

    name: str
    annotation: str
    text: str
    is_opening: bool = False


def split(value: str, names: Sequence[str]) -> tuple[str, tuple[Said, ...]]:
    """A cleaned docstring without what it says of the parameters ``names``, and that."""
    if not names or "\n" not in value:
        return value, ()
    found: list[Said] = []
    kept: list[str] = []
    literal = False
    for number, part in enumerate(re.split(r"(\n[ \t]*\n)", value)):
        if number % 2 or not part.strip():
            kept.append(part)
            continue
        lines = part.split("\n")
        literal = (literal and lines[0][:1].isspace()) or lines[0].strip().startswith(_PROMPTS)
        rest, said = (lines, []) if literal else _of_block(lines, names, is_first=number == 0)
        literal = literal or lines[-1].rstrip().endswith("::")
        found += said
        kept.append("\n".join(rest))
    if len(found) == 1 and found[0].is_opening:
        # One sentence about an argument may be what the function is for
        return value, ()
    return ("".join(kept).strip("\n"), tuple(found)) if found else (value, ())


def _of_block(lines: Sequence[str], names: Sequence[str], is_first: bool) -> tuple[list[str], list[Said]]:
    """The lines between two blank lines that say nothing of a parameter, and what the others say."""
    if is_first and _SIGNATURE.fullmatch("\n".join(lines).strip()):
        return list(lines), []
    columns = _in_columns(lines, names)
    if columns:
        return [], columns
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    whole = _whole(lines, known, is_first)
    if whole:
        return [], whole
    entry, term = re.compile(_ENTRY.format(names=known)), re.compile(_TERM.format(names=known))
    kept: list[str] = []
    said: list[Said] = []
    depth = -1
    for number, line in enumerate(lines):
        if number and lines[number - 1].rstrip().endswith("::"):
            return [*kept, *lines[number:]], said
        found = (term.match(line) if _opens(lines, number) else None) or entry.match(line)
        indent = len(line) - len(line.lstrip())
        if found is not None:
            depth = indent
            said.append(
                Said(found["name"], (found["type"] or "").strip(), found.groupdict().get("text") or "")
            )
        elif depth >= 0 and (indent > depth or line.lstrip()[:1].islower()):
            said[-1] = Said(said[-1].name, said[-1].annotation, f"{said[-1].text} {line.strip()}".strip())
        else:
            depth = -1
            kept.append(line)
    return kept, said


def _whole(lines: Sequence[str], known: str, is_first: bool) -> list[Said]:
    """A paragraph whose subject is a parameter; each line that begins with a marked one opens another.

    At the beginning of a docstring only its name may open it.
    """
    subject = re.compile(_PARAGRAPH.format(names=known), re.IGNORECASE)
    flat = len({len(line) - len(line.lstrip()) for line in lines}) == 1
    found = subject.match(lines[0].strip())
    if found is None or not flat or (is_first and found.start("mark")):
        return []
    said: list[Said] = []
    for line in lines:
        opening = subject.match(line.strip())
        if opening is not None and (not said or not opening.start("mark")):
            said.append(Said(opening["name"], "", line.strip(), is_first))
        else:
            said[-1] = Said(said[-1].name, "", f"{said[-1].text} {line.strip()}", is_first)
    return said


#: A name, a gap and a text; what takes any name.
_COLUMN = re.compile(r"(?P<indent>\s*)(?P<name>\*{0,2}[a-z_]\w*)(?:\s{2,}|\t)(?P<text>\S.*)$")
_ANY = {"kwargs", "kwds", "kw", "keywords", "options"}
_FEWEST = 2


def _in_columns(lines: Sequence[str], names: Sequence[str]) -> list[Said]:
    """A list in two columns, names on the left and what they mean on the right; [] for any other block."""
    first = _COLUMN.match(lines[0])
    if first is None:
        return []
    said: list[Said] = []
    for line in lines:
        found = _COLUMN.match(line)
        indent = len(line) - len(line.lstrip())
        if indent > len(first["indent"]) and said:
            said[-1] = Said(said[-1].name, "", f"{said[-1].text} {line.strip()}")
        elif found is not None and (found["name"] in names or _ANY & set(names)):
            said.append(Said(found["name"].lstrip("*"), "", found["text"]))
        else:
            return []
    return said if len(said) >= _FEWEST else []


def _opens(lines: Sequence[str], number: int) -> bool:
    """Whether a line has a text below it that is indented more."""
    following = lines[number + 1] if number + 1 < len(lines) else ""
    return len(following) - len(following.lstrip()) > len(lines[number]) - len(lines[number].lstrip())
