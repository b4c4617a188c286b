"""What every part of the stage needs at hand: the lookup, the settings and how deep it builds."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sphinx_howto import definition, options
from sphinx_howto.example.shape import Shape
from sphinx_howto.example.value import Value

# Objects of the project are built through their constructors this deep
DEEPEST = 2


@dataclass(frozen=True, eq=False)
class Context:
    """The lookup and settings of one example; ``depth`` counts objects built inside objects.

    known: shapes of variables that the example holds already, with their names.
    memo: what was worked out for this example already, shared by all contexts made from it.
    build, build_class: make an object of a class of the project, or name such a class.
    makers: of values that are made of values of all kinds, by the kind.
    uses: the rules of use, by the type of the node in which a value stands.
    """

    lookup: definition.Lookup
    settings: options.Options
    depth: int = 0
    known: tuple[tuple[Shape, str], ...] = ()
    memo: dict[Hashable, Any] = field(default_factory=dict)
    build: Callable[[str, Context], Value | None] | None = None
    build_class: Callable[[str, Context], list[Value]] | None = None
    makers: Mapping[str, Callable[[Shape, str, Context], list[Value]]] = field(default_factory=dict)
    uses: Mapping[type, Callable[..., Iterator[Any]]] = field(default_factory=dict)

    def deeper(self) -> Context:
        """The same, one object further in."""
        return replace(self, depth=self.depth + 1)

    @property
    def too_deep(self) -> bool:
        """Whether no further object is to be built."""
        return self.depth >= DEEPEST
