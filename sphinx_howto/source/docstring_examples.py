"""Examples in a docstring: doctest sessions, fenced and directive blocks, code of ``Examples`` sections."""

from __future__ import annotations

import ast
import doctest
import re
import textwrap
import warnings
from collections.abc import Iterator, Sequence

_FENCE = re.compile(r"\s*(```+|~~~+)\s*(\{?[\w:.-]*\}?)")
_DIRECTIVE = re.compile(r"\s*\.\.\s+(code-block|code|sourcecode)::?\s*(python3?|py|)\s*$")
_HEADING = re.compile(
    r"\s*(\.\.\s+rubric::\s+)?((sample|basic|simple|typical|quick)\s+)?(examples?|usage)\b[^.]*?(:{1,2})?\s*$",
    re.IGNORECASE,
)
# A paragraph that ends with two colons, and no directive: what is indented below it is literal
_LITERAL = re.compile(r"\s*(?!\.\. )\S.*::\s*$|\s*::\s*$")
_PYTHON = frozenset({"python", "py", "python3", "py3", "{code-block}", "{python}"})
_PROMPT = ">>>"


def find(value: str, first: int) -> list[tuple[str, int]]:
    """The examples in the cleaned docstring ``value``, each with its 1-based line in the file.

    first: the file's line of the first line of ``value``; 0 gives line 0 for all.
    """
    lines = value.splitlines()
    sessions = list(_sessions(value, lines))
    blocks = [(code, number) for code, number in _blocks(lines) if _PROMPT not in code and _is_code(code)]
    found = sorted([*sessions, *blocks], key=lambda example: example[1])
    return [(code, first + number if first else 0) for code, number in found]


def _sessions(value: str, lines: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Doctest sessions; only blank lines may stand inside one."""
    start = end = -1
    for begin, stop in _doctests(value):
        if start >= 0 and any(line.strip() for line in lines[end:begin]):
            yield _cut(lines, start, end)
            start = -1
        start = begin if start < 0 else start
        end = stop
    if start >= 0:
        yield _cut(lines, start, end)


def _doctests(value: str) -> Iterator[tuple[int, int]]:
    """The first line and the line after the last of every doctest example."""
    try:
        examples = doctest.DocTestParser().get_examples(value)
    except ValueError:
        return
    for example in examples:
        height = example.source.count("\n") + example.want.count("\n")
        yield example.lineno, example.lineno + height


def _blocks(lines: Sequence[str]) -> Iterator[tuple[str, int]]:
    number = 0
    while number < len(lines):
        begin, end, after = _block_at(lines, number)
        if begin < end:
            yield _cut(lines, begin, end)
        number = max(after, number + 1)


def _block_at(lines: Sequence[str], number: int) -> tuple[int, int, int]:
    """The code that a fence, a directive or a heading at ``number`` opens, and where to go on."""
    fence = _FENCE.match(lines[number])
    if fence:
        close = _close(lines, number + 1, fence[1])
        python = fence[2].lower() in _PYTHON
        return (number + 1, close if python else number, close + 1)
    if _DIRECTIVE.match(lines[number]):
        begin = _skip_options(lines, number + 1)
        end = _indented(lines, begin, _indent(lines[number]))
        return (begin, end, end)
    if _HEADING.match(lines[number]) or _LITERAL.match(lines[number]):
        begin = _skip_blank(lines, number + 1)
        end = _indented(lines, begin, _indent(lines[number]))
        # Prose, fences and directives inside the section are looked at line by line
        return (begin, end, end) if _is_code(_cut(lines, begin, end)[0]) else (0, 0, number + 1)
    return (0, 0, number + 1)


def _close(lines: Sequence[str], number: int, fence: str) -> int:
    while number < len(lines) and not lines[number].strip().startswith(fence):
        number += 1
    return number


def _indented(lines: Sequence[str], number: int, indent: int) -> int:
    """The line after the block that stands deeper than ``indent``."""
    end = number
    while number < len(lines) and (not lines[number].strip() or _indent(lines[number]) > indent):
        number += 1
        end = number if lines[number - 1].strip() else end
    return end


def _skip_options(lines: Sequence[str], number: int) -> int:
    while number < len(lines) and lines[number].strip().startswith(":"):
        number += 1
    return _skip_blank(lines, number)


def _skip_blank(lines: Sequence[str], number: int) -> int:
    while number < len(lines) and not lines[number].strip():
        number += 1
    return number


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _cut(lines: Sequence[str], begin: int, end: int) -> tuple[str, int]:
    return textwrap.dedent("\n".join(lines[begin:end])).strip("\n"), begin


def _is_code(text: str) -> bool:
    """Whether ``text`` is Python that does something; a single word is not."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    telling = (ast.Call, ast.Assign, ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.With)
    return any(isinstance(node, telling) for node in ast.walk(tree))
