"""Records of what was found: a module, an object defined in it, its docstring, and who can find more."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol, Union

Kind = Literal["module", "class", "function", "method", "property", "attribute"]
Body = Literal["source", "stub", "inspected"]
FunctionNode = Union[ast.FunctionDef, ast.AsyncFunctionDef]
DefinitionNode = Union[ast.Module, ast.ClassDef, FunctionNode, ast.Assign, ast.AnnAssign, ast.stmt]


@dataclass(frozen=True, eq=False)
class Module:
    """A parsed module.

    name: dotted import name. path: the file that was read. text, tree: its content.
    is_package: whether the file is an ``__init__``.
    body: ``source``, or ``stub``/``inspected`` when only signatures and docstrings are known
        (a ``.pyi`` beside a compiled module; a compiled module that was inspected, whose
        ``text`` is then written from the inspection).
    """

    name: str
    path: Path
    text: str = field(repr=False)
    tree: ast.Module = field(repr=False)
    is_package: bool = False
    body: Body = "source"


@dataclass(frozen=True, slots=True)
class DocumentedItem:
    """A parameter, attribute, exception or result that a docstring speaks of.

    name: of an exception its type, which is also its annotation; of a result "" if it has none.
    prose: the first paragraph of the description on one line, with the list that it introduces.
    line: 1-based line in the file (0 when unknown).
    """

    name: str
    annotation: str
    description: str
    default: str | None = None
    line: int = 0
    prose: str = ""


@dataclass(frozen=True, slots=True)
class Docstring:
    """A docstring in its parts, whatever its style (Google, NumPy, Sphinx).

    summary: first paragraph on one line, markup left as written. text: the whole, cleaned.
    paragraphs: the prose after the summary, each paragraph on one line.
    examples: Python code or doctest blocks of ``Examples`` sections and of the text,
        each with the 1-based line in the file.
    style: "google", "numpy", "sphinx" or "" for plain text.
    """

    text: str
    summary: str
    line: int
    parameters: tuple[DocumentedItem, ...] = ()
    returns: tuple[DocumentedItem, ...] = ()
    yields: tuple[DocumentedItem, ...] = ()
    raises: tuple[DocumentedItem, ...] = ()
    attributes: tuple[DocumentedItem, ...] = ()
    paragraphs: tuple[str, ...] = ()
    examples: tuple[tuple[str, int], ...] = ()
    style: str = ""


@dataclass(frozen=True, eq=False)
class Definition:
    """One object and where it is defined.

    target: as the user wrote it. path: canonical dotted path (``http.client.HTTPConnection``).
    qualname: path inside the module ("" for a module). node: its node in ``module.tree``.
    owner: the class whose body holds it, or None.
    import_path: the shortest public dotted path under which it can be imported; for a method
        it is the class's path followed by the method's name.
    files: every file that was read to find it (re-export chain included).
    """

    target: str
    path: str
    qualname: str
    kind: Kind
    module: Module
    node: DefinitionNode
    owner: ast.ClassDef | None
    import_path: str
    files: tuple[Path, ...]


class Lookup(Protocol):
    """Finds further definitions in the same search paths, reading only."""

    def module(self, name: str) -> Module | None:
        """The parsed module ``name``, or None when there is no readable source for it."""

    def find(self, path: str) -> Definition | None:
        """The object at a dotted path, through re-exports and aliases, or None."""

    def docstring(
        self, text: str | None, line: int = 0, style: str = "auto", names: tuple[str, ...] = ()
    ) -> Docstring | None:
        """``text``, as written in the source at 1-based ``line``, parsed into its parts.

        names: the parameters of what it documents, which it may speak of outside of its sections.
        """

    def files(self) -> Sequence[Path]:
        """Every file that was read so far, sorted."""
