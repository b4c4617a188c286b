"""Records of the tables of frameworks: one row for each form in which code is handed to one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Decorator:
    """Decorators by which a framework takes a function over.

    form: what becomes of it: ``route``, ``task``, ``command``, ``fixture``, ``validator``, ``handler`` ...
    holders: dotted paths of the classes (or modules) that have them; names: their names there.
    clause: when the framework calls it, a pattern with the slot ``argument`` (what the decorator is given).
    bare: the same where the decorator is given nothing ("": ``clause`` has no slot).
    call: whether the function can still be called as it is written.
    """

    form: str
    holders: tuple[str, ...]
    names: tuple[str, ...]
    clause: str = ""
    bare: str = ""
    call: bool = False


@dataclass(frozen=True, slots=True)
class Base:
    """Base classes whose methods a framework calls.

    form: which way to show such a class in use. paths: dotted paths of the base classes.
    use: how an instance or the class gets to work, a pattern with the slots ``name`` (the class), ``create``
        (a call of it), ``module``, ``file``, ``hooks`` (the methods that the class defines and the
        framework calls).
    hooks: pattern of a method's name -> when it is called, with the slot ``rest`` for its group.
    keep: inherited members that a user of such a class needs.
    created: whether a user creates instances. required: hooks without which the row says nothing.
    """

    form: str
    paths: tuple[str, ...]
    use: str
    hooks: Mapping[str, str] = field(default_factory=dict)
    keep: tuple[str, ...] = ()
    created: bool = True
    required: tuple[str, ...] = ()
