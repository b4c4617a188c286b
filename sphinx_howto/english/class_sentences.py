"""What a class is, by its kind, its bases and what it holds: the sentence where its author says nothing."""

from __future__ import annotations

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import kinds, signatures
from sphinx_howto.analysis.scope import ClassScope, FunctionNode, FunctionScope
from sphinx_howto.english import inheritance, operands
from sphinx_howto.english.calling import forms
from sphinx_howto.english.phrase import Spans, code, fill, join


def tell(scope: ClassScope, kind: kinds.Kind, is_told: bool = False) -> Spans:
    """What a class is, from the facts alone: kind, bases, fields or methods.

    is_told: whether another sentence tells what it is for, so that the names that it sets say nothing.
    """
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
    public = public_methods(scope)
    methods = [code(method) for method in public]
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
    return _with_members(scope, kind, clause, public, is_told)


def _with_members(
    scope: ClassScope, kind: kinds.Kind, clause: Spans, public: list[str], is_purpose_told: bool
) -> Spans:
    """``clause`` with the public methods; with one or none also what the class body sets."""
    if len(public) > 1:
        return _with_methods(scope, clause, public)
    clause = _with_method(scope, clause, public[0]) if public else _with_special(scope, clause)
    values = [code(name) for name in scope.values if not name.startswith("_")]
    if not values or kind.name != "class" or is_purpose_told:
        return clause
    is_told = public or any(map(_is_unusual, scope.methods))
    message = "{clause}; it sets {names}" if is_told else "{clause} that sets {names}"
    return fill(message, clause=clause, names=forms.listed(values, _MOST_SET))


def _with_methods(scope: ClassScope, clause: Spans, public: list[str]) -> Spans:
    """``clause`` with the methods, or, of many, how many there are, and what the instances hold."""
    if len(public) <= MOST_HELD:
        methods = join([code(name) for name in public])
        return fill("{clause} with the methods {methods}", clause=clause, methods=methods)
    held = inheritance.held(scope)
    count = document.Words(str(len(public)))
    if not held:
        return fill("{clause} with {count} public methods", clause=clause, count=count)
    return fill(
        "{clause} with {count} public methods; its instances hold {names}",
        clause=clause,
        count=count,
        names=forms.listed([code(name) for name in held]),
    )


#: So many members are named where the sentence after it names them again.
MOST_HELD = 5


def _with_special(scope: ClassScope, clause: Spans) -> Spans:
    special = [code(name) for name in scope.methods if _is_unusual(name)]
    if not special:
        return clause
    message = (
        "{clause} with the special methods {methods}"
        if len(special) > 1
        else "{clause} with the special method {methods}"
    )
    return fill(message, clause=clause, methods=forms.listed(special))


def _is_unusual(name: str) -> bool:
    """Whether a name is that of a special method that not every class has."""
    return name.startswith("__") and name not in _USUAL


def _with_method(scope: ClassScope, clause: Spans, name: str) -> Spans:
    """``clause`` with the only public method, and what kind it is of."""
    node = scope.methods[name]
    message = _METHODS.get(signatures.kind(FunctionScope(scope.module, node, scope), node))
    return fill(message or "{clause} with the method {method}", clause=clause, method=code(name))


#: Kind of a method -> how a class is said to have it.
_METHODS = {
    "coroutine": "{clause} with the coroutine {method}",
    "generator": "{clause} with the generator {method}",
    "asynchronous generator": "{clause} with the asynchronous generator {method}",
    "class method": "{clause} with the class method {method}",
    "static method": "{clause} with the static method {method}",
    "class coroutine": "{clause} with the class method {method}, a coroutine",
    "static coroutine": "{clause} with the static method {method}, a coroutine",
    "class generator": "{clause} with the class method {method}, a generator",
    "static generator": "{clause} with the static method {method}, a generator",
    "class asynchronous generator": "{clause} with the class method {method}, an asynchronous generator",
    "static asynchronous generator": "{clause} with the static method {method}, an asynchronous generator",
}
#: So many attributes of a class are named.
_MOST_SET = 12


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
