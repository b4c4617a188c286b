"""Which objects the quoted code names: its names mean what they mean in the lines that are told."""

from __future__ import annotations

import ast
import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sphinx_howto import definition, document
from sphinx_howto.analysis import quoted_names
from sphinx_howto.analysis.scope import (
    Context,
    FunctionNode,
    ModuleScope,
    first_parameter,
    imported_names,
)

Lines = tuple[int, int]

# The lines of a step without any: those of the whole target
_ALL = (0, 0)


def linked(
    context: Context, target: definition.Definition, description: document.Description
) -> document.Description:
    """``description`` with the links of its code; what names nothing for certain stays as it is."""
    linker = _Linker(context.module(target.module), target)
    return replace(
        description,
        summary=tuple(linker.spans(spans, _ALL) for spans in description.summary),
        facts=tuple(linker.step(step, _ALL) for step in description.facts),
        steps=tuple(linker.step(step, _ALL) for step in description.steps),
    )


@dataclass(frozen=True)
class _Names:
    """The names in some lines.

    read: what is read there as a name. local: what the functions there bind.
    other: what stands there as something else: attributes, keywords, texts, names of definitions.
    imports: what the functions there import themselves.
    receivers: name -> the class of which the functions there have it as ``self``.
    """

    read: frozenset[str]
    local: frozenset[str]
    other: frozenset[str]
    imports: dict[str, str]
    receivers: dict[str, ast.ClassDef]


class _Linker:
    """Finds links in spans by the lines of the target that they tell."""

    def __init__(self, module: ModuleScope, target: definition.Definition) -> None:
        self._module = module
        self._target = target
        self._annotations = quoted_names.in_annotations(target.node)
        placed = [part for part in ast.walk(target.node) if hasattr(part, "lineno")]
        self._parts: list[ast.AST] = sorted(placed, key=_line)
        self._starts = [_line(part) for part in self._parts]
        self._functions = [part for part in self._parts if isinstance(part, (*FunctionNode, ast.Lambda))]
        classes = [part for part in self._parts if isinstance(part, ast.ClassDef)]
        classes += [target.owner] if target.owner is not None else []
        self._owners: dict[ast.AST, ast.ClassDef] = {item: owner for owner in classes for item in owner.body}
        self._bodies: dict[ast.AST, tuple[frozenset[str], dict[str, str]]] = {}
        self._known: dict[Lines, _Names] = {}

    def step(self, step: document.Step, outer: Lines) -> document.Step:
        """``step`` and those below it, linked."""
        lines = step.lines if step.lines[0] else outer
        return replace(
            step,
            label=self.spans(step.label, lines),
            text=self.spans(step.text, lines),
            steps=tuple(self.step(inner, lines) for inner in step.steps),
        )

    def spans(self, spans: document.Spans, lines: Lines) -> document.Spans:
        """``spans`` that tell ``lines``, linked."""
        return tuple(self._span(span, lines) if isinstance(span, document.Code) else span for span in spans)

    def _span(self, span: document.Code, lines: Lines) -> document.Code:
        chains = quoted_names.chains(span.text) if not span.reference else ()
        if not chains:
            return span
        names = self._names(lines)
        found = [(chain, self._path(chain.names, names)) for chain in chains]
        links = tuple(document.Link(chain.start, chain.end, path) for chain, path in found if path)
        if len(links) == 1 and links[0].end - links[0].start == len(span.text):
            return replace(span, reference=links[0].path)
        return replace(span, links=links)

    def _path(self, chain: tuple[str, ...], names: _Names) -> str | None:
        """The dotted path of a chain of names, or None where that is not certain."""
        first, *rest = chain
        if first in names.receivers:
            return self._member(names.receivers[first], rest[0]) if len(rest) == 1 else None
        if first in names.local or not (rest or first not in names.other):
            return None
        if not rest and first == getattr(self._target.node, "name", ""):
            return self._target.path
        if first not in names.read and not first[0].isupper():
            return None
        base = names.imports.get(first) or self._module.path_of(first)
        return ".".join([base, *rest]) if base else None

    def _member(self, owner: ast.ClassDef, name: str) -> str:
        scope = self._module.class_scope(owner)
        found = scope.method(name)
        return f"{(found[0] if found else scope).path}.{name}"

    def _names(self, lines: Lines) -> _Names:
        found = self._known.get(lines)
        if found is None:
            found = self._known[lines] = self._collected(lines)
        return found

    def _collected(self, lines: Lines) -> _Names:
        parts = self._parts if lines == _ALL else self._parts[slice(*self._between(lines))]
        functions = [item for item in self._functions if lines == _ALL or _overlaps(item, lines)]
        inside = [self._inside(item) for item in functions]
        return _Names(
            frozenset(name for part in parts for name in quoted_names.read(part, self._annotations)),
            frozenset().union(*(bound for bound, _ in inside)),
            frozenset(name for part in parts for name in self._written(part)),
            {name: path for _, imports in inside for name, path in imports.items()},
            dict(self._receivers(functions)),
        )

    def _inside(self, function: ast.AST) -> tuple[frozenset[str], dict[str, str]]:
        """What a function binds, and what it imports."""
        if function not in self._bodies:
            name = self._module.module.name
            package = name if self._module.module.is_package else name.rpartition(".")[0]
            parts = [part for part in ast.walk(function) if part is not function]
            self._bodies[function] = (
                frozenset(name for part in parts for name in quoted_names.bound(part)),
                dict(pair for part in parts for pair in imported_names(part, package)),
            )
        return self._bodies[function]

    def _between(self, lines: Lines) -> Lines:
        return bisect.bisect_left(self._starts, lines[0]), bisect.bisect_right(self._starts, lines[1])

    def _written(self, part: ast.AST) -> Iterator[str]:
        """What stands in ``part`` that is no name, or none of the module."""
        if part is self._target.node or self._module.definitions.get(getattr(part, "name", "")) is part:
            return
        yield from quoted_names.written(part, self._annotations)

    def _receivers(self, functions: Sequence[ast.AST]) -> Iterator[tuple[str, ast.ClassDef]]:
        found: dict[str, list[ast.ClassDef]] = {}
        for item in functions:
            owner = self._owners.get(item)
            if owner is not None and isinstance(item, FunctionNode):
                found.setdefault(first_parameter(item) or "", []).append(owner)
        yield from ((name, owners[0]) for name, owners in found.items() if len(set(owners)) == 1)


def _line(part: ast.AST) -> int:
    return int(getattr(part, "lineno", 0))


def _overlaps(node: ast.AST, lines: Lines) -> bool:
    return _line(node) <= lines[1] and lines[0] <= int(getattr(node, "end_lineno", 0) or 0)
