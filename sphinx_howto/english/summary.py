"""The first paragraphs of a description: the author's words, then how to create or call the thing."""

from __future__ import annotations

import ast

from sphinx_howto import definition
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import kinds, members, signatures
from sphinx_howto.analysis.scope import ClassScope, FunctionNode, FunctionScope, ModuleScope
from sphinx_howto.english import arguments, authors, functions, headers, operands, purposes
from sphinx_howto.english.calling import classes as class_calls
from sphinx_howto.english.calling import forms
from sphinx_howto.english.calling import functions as function_calls
from sphinx_howto.english.calling import modules as module_calls
from sphinx_howto.english.phrase import Spans, code, fill, join, sentence, words


def opening(voice: functions.Voice, name: str, node: ast.AST, otherwise: Spans) -> Spans:
    """``Name`: the docstring's first paragraph``, or a sentence made from the facts."""
    text = purposes.opening(voice, node)
    if not text:
        return sentence(otherwise)
    return fill(
        "{name}: {text}", name=code(name), text=authors.spans(text if text[-1:] in ".!?" else f"{text}.")
    )


def function(
    voice: functions.Voice,
    scope: FunctionScope,
    node: ast.FunctionDef | ast.AsyncFunctionDef,
    target: definition.Definition,
) -> tuple[Spans, ...]:
    """The paragraphs for a function or method."""
    noun = _NOUNS.get(signatures.kind(scope, node), "") or (
        "method" if scope.owner is not None else "function"
    )
    otherwise = fill(
        "{name} is a {kind}" if noun[0] not in "aeiou" else "{name} is an {kind}",
        name=code(target.qualname),
        kind=words(noun),
    )
    owner = scope.owner.node.name if scope.owner is not None else scope.module.module.name
    otherwise = fill("{clause} of {owner}", clause=otherwise, owner=code(owner))
    first = opening(voice, target.qualname, node, otherwise)
    use = arguments.with_result(voice, node, function_calls.tell(scope, node))
    return (first, *purposes.further(voice, node), use)


_NOUNS = {
    "property": "property",
    "cached property": "cached property",
    "setter": "property setter",
    "deleter": "property deleter",
    "coroutine": "coroutine",
    "generator": "generator function",
    "asynchronous generator": "asynchronous generator function",
    "class method": "class method",
    "static method": "static method",
    "abstract method": "abstract method",
    "abstract property": "abstract property",
    "context manager": "context manager",
    "asynchronous context manager": "asynchronous context manager",
    "static coroutine": "static coroutine",
    "abstract coroutine": "abstract coroutine",
}


def attribute(
    voice: functions.Voice, scope: FunctionScope, node: ast.AST, target: definition.Definition
) -> tuple[Spans, ...]:
    """The paragraph for a module or class attribute."""
    owner = target.path.rpartition(".")[0]
    clause = fill("{name} is an attribute of {owner}", name=code(target.qualname), owner=code(owner, owner))
    annotation = node.annotation if isinstance(node, ast.AnnAssign) else None
    if annotation is not None:
        clause = fill("{clause}, of the type {type}", clause=clause, type=headers.type_name(annotation))
    return (sentence(clause),)


# -- classes -------------------------------------------------------------------------------------


def class_(voice: functions.Voice, scope: ClassScope) -> tuple[Spans, ...]:
    """The paragraphs for a class."""
    kind = kinds.of(scope)
    first = opening(voice, scope.node.name, scope.node, class_sentence(scope, kind))
    second = class_calls.tell(scope, kind)
    further = purposes.further(voice, scope.node)
    return (first, *further, second) if second else (first, *further)


def class_sentence(scope: ClassScope, kind: kinds.Kind) -> Spans:
    """What a class is, from the facts alone: kind, bases, fields or methods."""
    name = code(scope.node.name)
    bases = [
        operands.quote(FunctionScope(scope.module), base)
        for base in scope.node.bases
        if quoting.source(base) not in {"object", "ABC", "abc.ABC"}
    ]
    if kind.name in kinds.WITH_FIELDS:
        return _data_sentence(name, kind)
    if kind.name == "enumeration":
        return _enumeration_sentence(name, [code(member) for member, _ in kind.enum_members])
    if kind.name == "exception":
        return (
            fill("{name} is an exception, a subclass of {bases}", name=name, bases=join(bases))
            if bases
            else fill("{name} is an exception", name=name)
        )
    methods = [code(method) for method in public_methods(scope)]
    noun = fill(
        _CLASS_NOUNS.get(kind.name, "a class") if kind.name in _CLASS_NOUNS or not bases else "a subclass"
    )
    clause = fill("{name} is {noun}", name=name, noun=noun)
    if bases and kind.name != "protocol":
        clause = (
            fill("{clause} of {bases}", clause=clause, bases=join(bases))
            if kind.name == "class"
            else fill(
                "{clause}, a subclass of {bases}," if methods else "{clause}, a subclass of {bases}",
                clause=clause,
                bases=join(bases),
            )
        )
    if len(methods) == 1:
        return fill("{clause} with the method {method}", clause=clause, method=methods[0])
    if methods:
        return fill("{clause} with the methods {methods}", clause=clause, methods=forms.listed(methods))
    special = [code(name) for name in scope.methods if name.startswith("__") and name not in _USUAL]
    if special:
        message = (
            "{clause} with the special methods {methods}"
            if len(special) > 1
            else "{clause} with the special method {methods}"
        )
        return fill(message, clause=clause, methods=forms.listed(special))
    return clause


#: Special methods that nearly every class has.
_USUAL = frozenset({"__init__", "__repr__", "__str__", "__eq__", "__hash__", "__new__"})


def _enumeration_sentence(name: Spans, shown: list[Spans]) -> Spans:
    if not shown:
        return fill("{name} is an enumeration without members", name=name)
    if len(shown) == 1:
        return fill("{name} is an enumeration with the member {member}", name=name, member=shown[0])
    return fill("{name} is an enumeration with the members {members}", name=name, members=forms.listed(shown))


_CLASS_NOUNS = {
    "protocol": "a protocol",
    "abstract base class": "an abstract base class",
    "Django model": "a Django model",
    "SQLAlchemy model": "a SQLAlchemy model",
}
_DATA_NOUNS = {
    "dataclass": "a dataclass",
    "attrs class": "an attrs class",
    "named tuple": "a named tuple",
    "typed dictionary": "a typed dictionary",
    "Pydantic model": "a Pydantic model",
}


def _data_sentence(name: Spans, kind: kinds.Kind) -> Spans:
    noun = fill(_DATA_NOUNS[kind.name])
    shown = [code(field.name) for field in kind.fields]
    if not shown:
        return fill("{name} is {noun} without fields of its own", name=name, noun=noun)
    part = "keys" if kind.name == "typed dictionary" else "fields"
    if len(shown) == 1:
        return fill(
            "{name} is {noun} with the key {field}"
            if part == "keys"
            else "{name} is {noun} with the field {field}",
            name=name,
            noun=noun,
            field=shown[0],
        )
    return fill(
        "{name} is {noun} with the keys {fields}"
        if part == "keys"
        else "{name} is {noun} with the fields {fields}",
        name=name,
        noun=noun,
        fields=forms.listed(shown),
    )


def public_methods(scope: ClassScope) -> list[str]:
    """The public methods that the class itself defines, in source order, each once; no properties."""
    own = [
        item for item in scope.node.body if isinstance(item, FunctionNode) and not item.name.startswith("_")
    ]
    read = {item.name for item in own if forms.is_property(FunctionScope(scope.module, item, scope), item)}
    return [name for name in dict.fromkeys(item.name for item in own) if name not in read]


# -- modules -------------------------------------------------------------------------------------


def module(voice: functions.Voice, scope: ModuleScope) -> tuple[Spans, ...]:
    """The paragraphs for a module."""
    name = scope.module.name.rpartition(".")[2]
    first = opening(voice, name, scope.module.tree, module_sentence(scope))
    second = module_calls.tell(scope)
    further = purposes.further(voice, scope.module.tree)
    return (first, *further, second) if second else (first, *further)


def module_sentence(scope: ModuleScope) -> Spans:
    """What a module holds."""
    noun = fill("a package" if scope.module.is_package else "a module")
    name = code(scope.module.name)
    every = members.public_names(scope)
    classes = [code(item) for item in every if isinstance(scope.definitions[item], ast.ClassDef)]
    plain = [code(item) for item in every if not isinstance(scope.definitions[item], ast.ClassDef)]
    parts = [
        *_counted(classes, "the class {names}", "the classes {names}"),
        *_counted(plain, "the function {names}", "the functions {names}"),
    ]
    if parts:
        return fill("{name} is {noun} with {parts}", name=name, noun=noun, parts=join(parts))
    return fill("{name} is {noun}", name=name, noun=noun)


def _counted(items: list[Spans], one: str, several: str) -> list[Spans]:
    return (
        [fill(one if len(items) == 1 else several, names=forms.listed(items, forms.MOST_NAMES))]
        if items
        else []
    )
