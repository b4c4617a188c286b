"""The docstrings of a target and of what it holds, with the lines of their entries."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sphinx_howto import definition
from sphinx_howto.analysis import raising, vague
from sphinx_howto.analysis.scope import ClassScope, FunctionNode, FunctionScope, ModuleScope

_MARKUP = re.compile(r":[\w:+.-]+:|[`~!]")


@dataclass(frozen=True)
class Entry:
    """A docstring and what it speaks of.

    name: of the documented object. text: the string itself. scope: the function whose signature and
    body it describes, None for a module and for a class whose creation is not known.
    whole: whether it is the function's own docstring, not its class's.
    """

    name: str
    module: ModuleScope
    docstring: definition.Docstring
    text: ast.Constant
    scope: FunctionScope | None
    whole: bool

    def line(self, name: str, near: int = 0) -> int:
        """The 1-based line of the file where the docstring's entry ``name`` begins, 0 if not found."""
        found = [
            number
            for number, line in enumerate(self.lines(), self.text.lineno)
            if _begins(self.docstring.style, name, line)
        ]
        return near if near in found else found[0] if found else 0

    def lines(self) -> list[str]:
        """The lines of the source that hold the docstring, code blocks blanked out."""
        return _prose_lines(self.module.module, self.text)


@lru_cache(maxsize=8)
def source_lines(module: definition.Module) -> tuple[str, ...]:
    """The lines of a module, as the parser counts them."""
    # Not splitlines(): form feeds and the like do not end a line for the parser
    return tuple(module.text.split("\n"))


@lru_cache(maxsize=64)
def _prose_lines(module: definition.Module, text: ast.Constant) -> list[str]:
    lines = source_lines(module)[text.lineno - 1 : text.end_lineno]
    return vague.without_blocks("\n".join(lines)).split("\n")


#: How an entry of each style begins; NumPy's needs its colon, or prose would be one.
_NAMES = r"(?P<names>(?::\w+:)?[`~!*\\]*[\w.]+`*(?:\s*,\s*[`*\\]*\w+`*)*)"
_ENTRIES = {
    "numpy": re.compile(rf"\s*{_NAMES}\s*(?::|$)"),
    "google": re.compile(rf"\s*{_NAMES}(?:\s*\(.*\))?\s*:"),
    "sphinx": re.compile(r"\W*:\w+\s(?:[^:]*\s)?(?P<names>(?::\w+:)?[`~!*\\]*[\w.]+`?)\s*:"),
}


def _begins(style: str, name: str, line: str) -> bool:
    """Whether the entry ``name`` of a docstring begins in ``line``."""
    found = _ENTRIES[style].match(line) if name in line and style in _ENTRIES else None
    names = _MARKUP.sub("", found["names"]).split(",") if found is not None else []
    return name in (part.strip(" `*\\") for part in names)


def walk(
    module: ModuleScope, node: ast.AST, name: str, owner: ClassScope | None, style: str
) -> Iterator[Entry]:
    """The docstrings of an object and of what it holds: a module's public objects, a class's methods."""
    scope: FunctionScope | None = None
    held: list[ast.stmt] = []
    if isinstance(node, FunctionNode):
        scope = FunctionScope(module, node, owner)
    elif isinstance(node, ast.ClassDef):
        owner = module.class_scope(node)
        scope = raising.initializer(owner)
        held = list(owner.methods.values())
    elif isinstance(node, ast.Module):
        held = [item for key, item in module.definitions.items() if not key.startswith("_")]
    else:
        return
    assert isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Module))
    text = node.body[0].value if node.body and isinstance(node.body[0], ast.Expr) else None
    if isinstance(text, ast.Constant) and isinstance(text.value, str):
        parsed = module.context.lookup.docstring(text.value, text.lineno, style)
        if parsed is not None:
            yield Entry(
                name or module.module.name, module, parsed, text, scope, isinstance(node, FunctionNode)
            )
    for item in held:
        if isinstance(item, (*FunctionNode, ast.ClassDef)):
            yield from walk(module, item, f"{name}.{item.name}" if name else item.name, owner, style)
