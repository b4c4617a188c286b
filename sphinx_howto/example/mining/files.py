"""Python code in the files under the example paths: scripts, notebooks, Markdown and RST pages."""

from __future__ import annotations

import ast
import json
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

# Folders that hold no examples of the project
SKIPPED = frozenset(["__pycache__", "node_modules", "build", "dist", "site-packages", "_build"])


@dataclass(frozen=True, eq=False)
class Unit:
    """Parsed Python code of a file, or of one code block of a page.

    line: how many lines of the file stand before its first one.
    whole: whether it is a file of its own, whose functions are tests or helpers.
    """

    path: Path
    tree: ast.Module
    text: str
    line: int = 0
    whole: bool = False


def find(paths: tuple[str, ...]) -> list[Path]:
    """Files under ``paths`` that may hold Python code, sorted."""
    found: set[Path] = set()
    for given in paths:
        place = Path(given)
        if place.is_file():
            found.add(place)
        elif place.is_dir():
            found.update(
                path for path in place.rglob("*") if path.suffix in READERS and not _is_skipped(path, place)
            )
    return sorted(found)


def _is_skipped(path: Path, root: Path) -> bool:
    return any(part in SKIPPED or part.startswith(".") for part in path.relative_to(root).parts)


def units(path: Path) -> tuple[Unit, ...]:
    """The Python code of ``path``; read again only when the file has changed."""
    try:
        return _units(path, path.stat().st_mtime_ns)
    except OSError:
        return ()


@lru_cache(maxsize=4096)
def _units(path: Path, changed: int) -> tuple[Unit, ...]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ()
    reader = READERS.get(path.suffix)
    found = []
    for code, line in reader(text) if reader is not None else ():
        try:
            tree = ast.parse(code)
        except (SyntaxError, ValueError, RecursionError):
            continue
        found.append(Unit(path, tree, code, line, path.suffix == ".py"))
    return tuple(found)


Reader = Callable[[str], Iterator[tuple[str, int]]]


def _script(text: str) -> Iterator[tuple[str, int]]:
    yield text, 0


def _notebook(text: str) -> Iterator[tuple[str, int]]:
    """All code cells as one block: later cells need the earlier ones; magics are left out."""
    try:
        cells = json.loads(text)["cells"]
    except (ValueError, KeyError, TypeError):
        return
    parts = []
    for cell in cells if isinstance(cells, list) else ():
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            source = cell.get("source", "")
            code = "".join(source) if isinstance(source, list) else str(source)
            parts.append(
                "\n".join(line for line in code.splitlines() if not line.lstrip().startswith(("%", "!", "?")))
            )
    if parts:
        yield "\n".join(parts), 0


_FENCE = re.compile(
    r"^(?P<indent> *)(?P<fence>```+|~~~+) *\{?(?:python|py|python3|code-block\} *python)\b[^\n]*\n"
    r"(?P<code>.*?)^(?P=indent)(?P=fence)",
    re.MULTILINE | re.DOTALL,
)
_DIRECTIVE = re.compile(
    r"^(?P<indent> *)\.\. (?:code-block|code|sourcecode|testcode):: *(?:python3?|py)?[^\n]*\n"
    r"(?P<options>(?:(?P=indent) +:[^\n]*\n)*)\s*?\n"
    r"(?P<code>(?:(?:(?P=indent) {2,}[^\n]*)?\n)+)",
    re.MULTILINE,
)


def _markdown(text: str) -> Iterator[tuple[str, int]]:
    yield from _matches(_FENCE, text)


def _restructured(text: str) -> Iterator[tuple[str, int]]:
    yield from _matches(_DIRECTIVE, text)


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[tuple[str, int]]:
    for found in pattern.finditer(text):
        code = textwrap.dedent(found["code"])
        if ">>>" not in code:
            yield code, text.count("\n", 0, found.start("code"))


READERS: Mapping[str, Reader] = {
    ".py": _script,
    ".ipynb": _notebook,
    ".md": _markdown,
    ".rst": _restructured,
    ".txt": _restructured,
}
