"""The method resolution order of a class: its classes by their source, Python's own as they are."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Sequence
from typing import Union

from sphinx_howto import class_body
from sphinx_howto.analysis.scope import ClassScope

#: A class of which the source is read, or one of Python's own.
Entry = Union[ClassScope, type]

#: Bases that define nothing which a subclass could need.
_EMPTY = {"object", "abc.ABC", "typing.Generic", "typing.Protocol", "typing_extensions.Protocol"}
_DEPTH = 40


def order(scope: ClassScope) -> list[Entry] | None:
    """The classes in the order in which a name is looked up; None where a base is not known."""
    return _order(scope, 0)


def certain(scope: ClassScope) -> list[Entry]:
    """The order, or its beginning: as far as no unknown base can stand in between."""
    whole = order(scope)
    if whole is not None:
        return whole
    chain: list[Entry] = [scope]
    while True:
        last = chain[-1]
        assert isinstance(last, ClassScope)
        found = _bases(last)
        if found is None or len(found) != 1 or not isinstance(found[0], ClassScope) or found[0] in chain:
            return chain
        chain.append(found[0])


def names(entry: Entry) -> set[str]:
    """What a class defines itself."""
    return set(class_body.bound(entry.node)) if isinstance(entry, ClassScope) else set(vars(entry))


def _order(scope: ClassScope, depth: int) -> list[Entry] | None:
    found = _bases(scope)
    if found is None or depth > _DEPTH:
        return None
    rows: list[list[Entry]] = []
    for base in found:
        if isinstance(base, ClassScope):
            row = _order(base, depth + 1)
            if row is None:
                return None
            rows.append(row)
        else:
            rows.append([item for item in base.__mro__ if item is not object])
    merged = _merged([*rows, list(found)])
    return None if merged is None else [scope, *merged]


def _merged(rows: list[list[Entry]]) -> list[Entry] | None:
    """The C3 merge; None where the order is contradictory."""
    result: list[Entry] = []
    rows = [row for row in rows if row]
    while rows:
        head = next((row[0] for row in rows if not any(row[0] in other[1:] for other in rows)), None)
        if head is None:
            return None
        result.append(head)
        rows = [rest for rest in ([item for item in row if item is not head] for row in rows) if rest]
    return result


def _bases(scope: ClassScope) -> Sequence[Entry] | None:
    """The bases that define something; None where one is not known."""
    found: list[Entry] = []
    known = {base.path: base for base in scope.bases}
    for node in scope.node.bases:
        path = scope.module.dotted(node.value if isinstance(node, ast.Subscript) else node)
        if path in _EMPTY:
            continue
        entry = known.get(path or "") or _renamed(scope, path) or _builtin(path)
        if entry is None:
            return None
        found.append(entry)
    return found


def _renamed(scope: ClassScope, path: str | None) -> ClassScope | None:
    """A base that its package exports from another module than the one that defines it."""
    last = (path or "").rpartition(".")[2]
    return next((base for base in scope.bases if last and base.node.name == last), None)


def _builtin(path: str | None) -> type | None:
    found = getattr(builtins, (path or "").removeprefix("builtins."), None)
    return found if isinstance(found, type) else None
