"""What may be proven of a name at a place: records, resolved to types only when somebody asks."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Union


@dataclass(frozen=True)
class Instance:
    """The name passed ``isinstance(name, classes)``."""

    classes: ast.expr


@dataclass(frozen=True)
class Present:
    """The name is not None; ``of`` is what was known before."""

    of: Fact | None = None


@dataclass(frozen=True)
class Absent:
    """The name is None."""


@dataclass(frozen=True)
class Value:
    """The name was last set to this expression."""

    node: ast.expr


@dataclass(frozen=True)
class Either:
    """One of two facts holds: two branches met."""

    first: Fact
    second: Fact


Fact = Union[Instance, Present, Absent, Value, Either]
#: Name -> what is known of it. A place that control does not come to has None instead.
Facts = Mapping[str, Fact]
