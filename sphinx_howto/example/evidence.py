"""The order of evidence for a parameter's value: the author's word, the type, the use, the name."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace

from sphinx_howto.example import (
    annotation,
    body,
    called,
    contents,
    documented,
    names,
    parsed,
    refinement,
    servers,
    sites,
    stubs,
    surroundings,
    tables,
    twins,
    usage,
    values,
    verdicts,
)
from sphinx_howto.example.callee import Callee
from sphinx_howto.example.context import Context
from sphinx_howto.example.shape import Shape, of
from sphinx_howto.example.signatures import Parameter
from sphinx_howto.example.value import GUESS, NAME, TYPE, USE, WORD, Value

Source = Callable[[Parameter, Callee, Context], Iterator[Value]]

# Kinds of annotation whose content the use can tell
REFINED = frozenset(
    {"library", "path", "str", "int", "float", "bytes", "dict", "tuple", "function", *refinement.SEQUENCES}
)
# Kinds of values that have few attributes
BUILT_IN = frozenset(
    ["any", "str", "int", "float", "bool", "bytes", "list", "dict", "record", "set", "tuple"]
)
# Kinds of elements that can be made up although no built-in value has what is read of them
OBJECTS = frozenset(["namespace", "library", "class", "path"])
# Kinds of values that a literal of the module cannot stand for elsewhere
ELSEWHERE = frozenset(
    ["path", "path-text", "new-path-text", "folder", "database", "env-name", "namespace", "class", "library"]
)
# Trees of code, which names only hint at
_TREES = "ast."
# Below this weight a use is only a hint, and the name is asked first
PROVEN = 2


def candidates(parameter: Parameter, callee: Callee, context: Context) -> Iterator[Value]:
    """Values for ``parameter``, best proven first, each once; at least one."""
    found: set[str] = set()
    for source in ORDER:
        for value in source(parameter, callee, context):
            if value.code not in found and not _is_refused(value, source, parameter, callee):
                found.add(value.code)
                yield tables.told(servers.told(value, parameter, callee), parameter, callee, context)


def _is_refused(value: Value, source: Source, parameter: Parameter, callee: Callee) -> bool:
    """Whether the code reaches for what a plain value does not have, unless nothing better can be made up."""
    if source in (_by_word, _by_guess):
        return False
    return surroundings.refuses(verdicts.plain(value.code), parameter, callee)


def _by_word(parameter: Parameter, callee: Callee, context: Context) -> Iterator[Value]:
    shape = annotation.shape(parameter.annotation, callee.module, context.lookup)
    for source in documented.literals(parameter, callee):
        fitting = refinement.fitted(source, shape)
        if fitting:
            yield Value(fitting, strength=WORD)


def _by_call(parameter: Parameter, callee: Callee, context: Context) -> Iterator[Value]:
    for source in called.literals(parameter, callee, context):
        yield Value(source, strength=WORD)


def _by_own_call(parameter: Parameter, callee: Callee, context: Context) -> Iterator[Value]:
    """What the module passes itself, unless it names a file or a secret that only its author has."""
    if names.is_secret(parameter.name) or callee.module.body != "source":
        return
    if usage.judged(parameter.name, callee, context).shape.kind in ELSEWHERE:
        return
    shape = annotation.shape(parameter.annotation, callee.module, context.lookup)
    for source in called.own_literals(parameter, callee):
        if refinement.fitted(source, shape) == source:
            yield Value(source, strength=USE)


def _by_twin(parameter: Parameter, callee: Callee, context: Context) -> Iterator[Value]:
    yield from twins.value(parameter, callee, context, candidates)


def _by_usual(parameter: Parameter, callee: Callee, context: Context) -> Iterator[Value]:
    shape = annotation.shape(parameter.annotation, callee.module, context.lookup)
    source = surroundings.usual(parameter, callee)
    fitting = refinement.fitted(source, shape) if source else ""
    if fitting and shape.kind in ("any", "str", "int", "float"):
        yield Value(fitting, strength=USE)


def _by_company(parameter: Parameter, callee: Callee, context: Context) -> Iterator[Value]:
    """What a name means beside other parameters, or in code about one thing, unless its use says more."""
    at = callee.parameters.index(parameter) if parameter in callee.parameters else 0
    others = frozenset(one.name for one in callee.parameters[:at])
    owner = callee.owner.name if callee.owner is not None else ""
    spoken = f"{callee.name} {owner} {callee.module.name.rpartition('.')[2]}"
    source = names.in_company(parameter.name, others) or names.by_words(parameter.name, spoken)
    source = source or sites.own(parameter.name, callee)
    shape = annotation.shape(parameter.annotation, callee.module, context.lookup)
    vote = usage.judged(parameter.name, callee, context)
    is_open = vote.weight < PROVEN or vote.shape.kind in ("str", "url-text")
    if source and shape.kind in ("any", "str") and is_open:
        yield Value(source, strength=USE)


def _by_class(parameter: Parameter, callee: Callee, context: Context) -> Iterator[Value]:
    shape = surroundings.fitting_class(parameter, callee, context)
    for value in values.typed(shape, parameter.name, context):
        if value.strength > GUESS:
            yield replace(value, strength=USE)


def _by_object(parameter: Parameter, callee: Callee, context: Context) -> Iterator[Value]:
    """What no built-in value can stand for is left to the reader."""
    found = usage.judged(parameter.name, callee, context).shape
    if found.kind == "namespace" and _is_whole(found, parameter, callee):
        return
    if parameter.annotation is not None and surroundings.is_foreign(parameter, callee, context):
        value = surroundings.placeholder(parameter, callee, context)
        yield from [value] if value is not None else []
    if not surroundings.is_open(parameter, callee) or not surroundings.is_object(parameter, callee):
        return
    if found.kind in BUILT_IN and not any(item.kind in OBJECTS for item in found.items):
        value = surroundings.placeholder(parameter, callee, context)
        yield from [value] if value is not None else []


def _by_default_elsewhere(parameter: Parameter, callee: Callee, context: Context) -> Iterator[Value]:
    source = called.default_elsewhere(parameter, callee)
    if source:
        yield Value(source, strength=USE)


def _by_type_word(parameter: Parameter, callee: Callee, context: Context) -> Iterator[Value]:
    shape = documented.shape(parameter, callee, context)
    if shape.kind in REFINED:
        vote = usage.judged(parameter.name, callee, context)
        shape = refinement.refined(shape, vote.shape) if vote.weight >= PROVEN else shape
    for value in values.typed(parsed.told(shape, callee, parameter.name, context), parameter.name, context):
        yield replace(value, strength=TYPE)


def _by_annotation(parameter: Parameter, callee: Callee, context: Context) -> Iterator[Value]:
    shape = _declared(parameter, callee, context)
    if shape.kind in REFINED:
        vote = usage.judged(parameter.name, callee, context)
        shape = refinement.refined(shape, vote.shape) if vote.weight >= PROVEN else shape
    if shape.kind == "class" and context.depth == 0 and _may_be_none(parameter.annotation):
        # What may be left open need not be made
        yield Value("None", strength=TYPE)
    for value in values.typed(parsed.told(shape, callee, parameter.name, context), parameter.name, context):
        yield replace(value, strength=TYPE)


def _by_default_path(parameter: Parameter, callee: Callee, context: Context) -> Iterator[Value]:
    """A file of the same name as the default, in a folder of the example's own."""
    name = contents.default_file(parameter)
    shape = usage.judged(parameter.name, callee, context).shape
    if contents.default_folder(parameter) and shape.kind in contents.MADE:
        for value in values.typed(of("new-path-text"), parameter.name, context):
            yield replace(value, strength=WORD)
    if name and shape.kind in ("path", "path-text"):
        kind = "path" if parameter.annotation is not None and shape.kind == "path" else "path-text"
        told = parsed.told(replace(shape, kind=kind), callee, parameter.name, context)
        for value in values.typed(replace(told, path=name), parameter.name, context):
            yield replace(value, strength=WORD)


def _declared(parameter: Parameter, callee: Callee, context: Context) -> Shape:
    """What the annotation says, else the type of the default."""
    default = getattr(parameter.default, "value", None)
    if parameter.annotation is None and isinstance(default, (str, float)):
        return of(type(default).__name__)
    return annotation.shape(parameter.annotation, callee.module, context.lookup)


def _may_be_none(node: ast.expr | None) -> bool:
    written = ast.unparse(node) if node is not None else ""
    return written.endswith("| None") or written.startswith(("Optional[", "typing.Optional[", "t.Optional["))


def _by_use(parameter: Parameter, callee: Callee, context: Context) -> Iterator[Value]:
    vote = usage.judged(parameter.name, callee, context)
    if vote.shape.kind == "namespace" and parameter.name in names.FUNCTIONS_OR_CLASSES:
        # Functions and classes have attributes, too
        return
    if vote.shape.kind == "namespace" and not _is_whole(vote.shape, parameter, callee):
        return
    if vote.weight >= PROVEN:
        shape = parsed.told(vote.shape, callee, parameter.name, context)
        found = values.typed(shape, parameter.name, context)
        for value in found or _lean(vote.shape, parameter, callee, context):
            is_stub = _is_made_of_objects(vote.shape) and stubs.is_in_place_of_another(vote.shape, parameter)
            made = stubs.told(value, parameter) if is_stub else value
            yield replace(made, strength=USE)


def _lean(shape: Shape, parameter: Parameter, callee: Callee, context: Context) -> list[Value]:
    """An object with only what the function itself reads, where others read too much of it."""
    read = surroundings.used(parameter, callee)
    if shape.kind != "namespace" or not read:
        return []
    keys = tuple((key, item) for key, item in shape.keys if key in read)
    return values.typed(replace(shape, keys=keys), parameter.name, context)


def _is_made_of_objects(shape: Shape) -> bool:
    return shape.kind == "namespace" or any(item.kind == "namespace" for item in shape.items)


def _is_whole(shape: Shape, parameter: Parameter, callee: Callee) -> bool:
    """Whether an object that is made up has all that the code reaches for."""
    return surroundings.used(parameter, callee) <= {key for key, _ in shape.keys}


def _by_hint(parameter: Parameter, callee: Callee, context: Context) -> Iterator[Value]:
    vote = usage.judged(parameter.name, callee, context)
    if vote.shape.kind == "namespace":
        return
    for value in values.typed(vote.shape, parameter.name, context):
        yield replace(value, strength=NAME)


def _by_name(parameter: Parameter, callee: Callee, context: Context) -> Iterator[Value]:
    shape = parsed.told(values.suggested(parameter.name), callee, parameter.name, context)
    used = usage.judged(parameter.name, callee, context).shape
    if shape.path.startswith(_TREES) and used.kind not in ("any", "library", "namespace"):
        # A tree need not be one of code
        return
    for value in values.candidates(shape, parameter.name, context)[:1] if names.kind(parameter.name) else ():
        yield replace(value, strength=NAME)


def _by_guess(parameter: Parameter, callee: Callee, context: Context) -> Iterator[Value]:
    value = surroundings.placeholder(parameter, callee, context)
    if value is not None:
        yield value
        return
    if _is_plural(parameter) and callee.node is not None and not _is_written(parameter.name, callee.node):
        yield Value('["example"]', strength=GUESS)
    yield Value('"example"', strength=GUESS)


# Names of one thing that end like those of several
_SINGULAR = ("ss", "us", "is", "as", "args", "kwargs")


def _is_plural(parameter: Parameter) -> bool:
    name = parameter.name.lower()
    is_several = name.endswith("s") and len(name) > 4 and not name.endswith(_SINGULAR)
    return is_several and parameter.annotation is None


def _is_written(name: str, node: ast.AST) -> bool:
    """Whether the name is put into a text, or nothing is done with it at all."""
    read = body.loads(node, name)
    in_text = (ast.FormattedValue, ast.BinOp, ast.Compare)
    return not read or any(isinstance(body.parents(node).get(one), in_text) for one in read)


ORDER: tuple[Source, ...] = (
    _by_word,
    _by_call,
    _by_own_call,
    _by_twin,
    _by_usual,
    _by_company,
    _by_default_path,
    _by_annotation,
    _by_type_word,
    _by_class,
    _by_object,
    _by_use,
    _by_default_elsewhere,
    _by_name,
    _by_hint,
    _by_guess,
)
