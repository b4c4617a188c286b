"""Writes an example down: sorted imports, blank lines, long lines folded, the temporary folder around."""

from __future__ import annotations

import ast
import io
import itertools
import sys
import textwrap
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sphinx_howto.example.value import Import, Value

WIDTH = 79


@dataclass
class Script:
    """An example being written; statements are added, ``text`` reads it.

    lines: statements at the top level, each maybe of several lines.
    definitions: functions and classes above them.
    command: the shell line that runs the target.
    folder: whether the statements need a temporary directory named ``folder``.
    """

    imports: set[Import] = field(default_factory=set)
    lines: list[str] = field(default_factory=list)
    folder: bool = False
    definitions: list[str] = field(default_factory=list)
    command: str = ""

    def need(self, *values: Value) -> None:
        """Take over what ``values`` import, and the statements that must stand before them."""
        for value in values:
            self.imports |= value.imports
            self.folder = self.folder or value.folder
            for statement in value.setup:
                place = self.definitions if _is_definition(statement) else self.lines
                if statement not in place:
                    place.append(statement)
            self.lines += [f"# {line}" for line in value.note.splitlines() if f"# {line}" not in self.lines]

    def add(self, *statements: str) -> None:
        """Add statements at the end."""
        self.lines += statements

    def define(self, statement: str) -> None:
        """Add a function or class, which stands above all statements."""
        if statement not in self.definitions:
            self.definitions.append(statement)

    def join(self, inner: Script) -> list[str]:
        """Take over what ``inner`` needs and return its statements, for use in a block."""
        self.imports |= inner.imports
        self.folder = self.folder or inner.folder
        for statement in inner.definitions:
            self.define(statement)
        return inner.lines

    def text(self) -> str:
        """The whole example, without a line break at its end."""
        written = spaced([fold(statement.rstrip()) for statement in self.lines])
        if self.folder:
            written = "with TemporaryDirectory() as folder:\n" + textwrap.indent(written, "    ")
            self.imports.add(Import("tempfile", "TemporaryDirectory"))
        defined = [fold(statement.rstrip()) for statement in self.definitions]
        return join_imports(self.imports, spaced([*defined, *([written] if written else [])]))


def join_imports(needed: set[Import], written: str) -> str:
    """Import lines above ``written``; its own leading imports stay where they are."""
    head = _imports(needed)
    if not head or not written:
        return head or written
    if written.startswith(("import ", "from ")):
        return f"{head}\n{written}"
    gap = "\n\n\n" if _is_definition(written) else "\n\n"
    return head + gap + written


def import_records(lines: Iterable[str]) -> tuple[set[Import], list[str]]:
    """Import statements as records, so that they are sorted with others, and the lines that are none."""
    needed: set[Import] = set()
    others: list[str] = []
    for line in dict.fromkeys(lines):
        tree = ast.parse(line)
        node = tree.body[0] if len(tree.body) == 1 and "#" not in line else None
        if isinstance(node, ast.Import):
            needed |= {Import(ast.unparse(alias)) for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module != "__future__" and not node.level:
            needed |= {Import(str(node.module), ast.unparse(alias)) for alias in node.names}
        else:
            others.append(line)
    return needed, others


def _imports(found: set[Import]) -> str:
    """Import lines, the standard library first."""
    groups: tuple[list[str], list[str]] = ([], [])
    by_module: dict[str, set[str]] = {}
    for one in found:
        by_module.setdefault(one.module, set()).add(one.name)
    for module in sorted(by_module, key=lambda name: (any(by_module[name] - {""}), name)):
        group = groups[module.split(".")[0].split(" ")[0] not in sys.stdlib_module_names]
        if "" in by_module[module]:
            group.append(f"import {module}")
        wanted = ["*"] if "*" in by_module[module] else sorted(by_module[module] - {""})
        if wanted:
            group.append(fold(f"from {module} import {', '.join(wanted)}"))
    return "\n\n".join("\n".join(group) for group in groups if group)


def _is_definition(statement: str) -> bool:
    return statement.startswith(("def ", "async def ", "class ", "@"))


def spaced(statements: list[str]) -> str:
    """Statements with two blank lines around definitions."""
    parts: list[str] = []
    for position, statement in enumerate(statements):
        if position and (_is_definition(statement) or _is_definition(statements[position - 1])):
            parts += ["", ""]
        parts.append(statement)
    return "\n".join(parts)


def fold(statement: str) -> str:
    """``statement`` with its outermost brackets broken over lines where it is too long for one."""
    return "\n".join(_folded(line) for line in statement.split("\n"))


def _folded(line: str) -> str:
    if len(line) <= WIDTH or line.lstrip().startswith("#"):
        return line
    indent = line[: len(line) - len(line.lstrip())]
    if line.lstrip().startswith("from "):
        head, _, names = line.partition(" import ")
        inner = "".join(f"\n{indent}    {name.strip()}," for name in names.split(","))
        return f"{head} import ({inner}\n{indent})"
    span = _outer_brackets(line)
    if span is None:
        return line
    start, end, commas = span
    edges = [start, *commas, end]
    items = [line[left + 1 : right].strip() for left, right in itertools.pairwise(edges)]
    items = [item for item in items if item]
    starred = len(items) == 1 and " for " in items[0]
    inner = "".join(f"\n{_folded(f'{indent}    {item}' + ('' if starred else ','))}" for item in items)
    return f"{line[: start + 1]}{inner}\n{indent}{line[end:]}" if items else line


def _outer_brackets(line: str) -> tuple[int, int, list[int]] | None:
    """Where the longest outermost pair of brackets opens and closes, and the commas between."""
    depth, start = 0, 0
    commas: list[int] = []
    best: tuple[int, int, list[int]] | None = None
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(line.lstrip()).readline))
    except (tokenize.TokenError, SyntaxError):
        tokens = []
    shift = len(line) - len(line.lstrip())
    for token in _without_parameters(tokens):
        at = token.start[1] + shift
        if token.type != tokenize.OP:
            continue
        if token.string in "([{":
            if depth == 0:
                start, commas = at, []
            depth += 1
        elif token.string in ")]}":
            depth -= 1
            if depth == 0 and (best is None or at - start > best[1] - best[0]):
                best = (start, at, commas)
        elif token.string == "," and depth == 1:
            commas.append(at)
    return best


def _without_parameters(tokens: Iterable[tokenize.TokenInfo]) -> Iterator[tokenize.TokenInfo]:
    """The tokens without the parameters of lambdas: the commas between them part no arguments."""
    within = False
    for token in tokens:
        within = token.string == "lambda" or (within and token.string != ":")
        if not within:
            yield token
