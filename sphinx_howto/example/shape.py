"""What is known of a value's type: the one record that annotations, docstrings, uses and names fill."""

from __future__ import annotations

from dataclasses import dataclass

# Kinds that a name may turn into a more telling value of the same type
PLAIN = ("str", "int", "float", "bool", "bytes")


ANY_ARITY = -1


@dataclass(frozen=True, slots=True)
class Shape:
    """A type as far as it is known.

    kind: a row of ``values.MAKERS``: "str", "list", "record", "class", "library" and so on.
    items: shapes of elements (tuple: one each; dict: key and value; function: its result).
    keys: of a record (a dictionary with known keys) with the shape of each value.
    literals: source of the values that are known to fit, best first; of a record the keys that it
        cannot do without.
    path: dotted path of a class or a library type.
    names: of the parts of a tuple, as the body unpacks it.
    arity: how many arguments a function takes; ``ANY_ARITY`` for whatever it is given.
    """

    kind: str
    items: tuple[Shape, ...] = ()
    keys: tuple[tuple[str, Shape], ...] = ()
    literals: tuple[str, ...] = ()
    path: str = ""
    arity: int = 1
    names: tuple[str, ...] = ()


ANY = Shape("any")


def of(kind: str, *items: Shape) -> Shape:
    """A shape of ``kind`` whose elements are ``items``."""
    return Shape(kind, items)
