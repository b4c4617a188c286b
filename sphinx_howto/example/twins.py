"""What undoes something is given what its twin makes: ``loads`` takes what ``dumps`` gives."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from sphinx_howto.example import callee as callees
from sphinx_howto.example import imports, signatures
from sphinx_howto.example.callee import Callee
from sphinx_howto.example.context import Context
from sphinx_howto.example.signatures import Parameter
from sphinx_howto.example.value import TYPE, Value

# Stands for the object whose method is called, until that has a name
HOLDER = "__holder__"

# What a name says that undoes something, and what the name of the other says
_PAIRS: tuple[tuple[str, str], ...] = (
    (r"(?<![a-z])loads(?![a-z])", "dumps"),
    (r"(?<![a-z])unsign(?![a-z])", "sign"),
    (r"(?<![a-z])unpack(?![a-z])", "pack"),
    (r"(?<![a-z])unquote(?![a-z])", "quote"),
    (r"(?<![a-z])unescape(?![a-z])", "escape"),
    (r"deserialize", "serialize"),
    (r"decompress", "compress"),
    (r"decrypt", "encrypt"),
    (r"decode(?=$|_|string|bytes)", "encode"),
)

Choose = Callable[[Parameter, Callee, Context], Iterator[Value]]


def value(parameter: Parameter, callee: Callee, context: Context, choose: Choose) -> Iterator[Value]:
    """A call of the twin of ``callee``, for what that takes first; ``choose`` gives the twin's values."""
    if callee.name.startswith("_") or not callee.parameters or callee.parameters[0] is not parameter:
        return
    twin = _undone(callee.name)
    one = _twin(twin, callee, context) if twin else None
    if one is None or one.is_async or not one.parameters:
        return
    parts, found = [], []
    for needed in (each for each in one.parameters if each.required):
        given = next(choose(needed, one, context), None)
        if given is None or given.setup or given.folder:
            return
        found.append(given)
        is_bare = needed.kind in ("plain", "positional-only")
        parts.append(given.code if is_bare else f"{needed.name}={given.code}")
    needs = frozenset().union(*(given.imports for given in found))
    if callee.owner is not None:
        yield Value(f"{HOLDER}.{twin}({', '.join(parts)})", needs, strength=TYPE)
        return
    source = imports.source(one.path, context.lookup)
    yield Value(f"{source.name}({', '.join(parts)})", needs | {source.imported}, strength=TYPE)


def _undone(name: str) -> str:
    """The name of what does what ``name`` undoes, or ``""``."""
    return next((re.sub(undoing, doing, name) for undoing, doing in _PAIRS if re.search(undoing, name)), "")


def _twin(name: str, callee: Callee, context: Context) -> Callee | None:
    """The function beside ``callee``, or the method of the same object, called ``name``."""
    if callee.owner is None:
        found = context.lookup.find(f"{callee.module.name}.{name}")
        is_function = found is not None and isinstance(found.node, ast.FunctionDef)
        return callees.from_definition(found, context) if found is not None and is_function else None
    method = callee.owner.method(name) if callee.name != callee.owner.name else None
    if method is None or callee.node is None or signatures.is_property(method[0]):
        return None
    return callees.function(method[0], method[1].module, context, callee.owner, method[1])


def placed(source: str, reference: str) -> str:
    """``source`` of arguments, where the object of the method ``reference`` has its name."""
    return source.replace(HOLDER, reference.rpartition(".")[0])
