"""How to create an instance of a class, and what to call on it."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Union

from sphinx_howto import class_body, prominence
from sphinx_howto.analysis import effects, fields, kinds, members, paths, raises
from sphinx_howto.analysis.scope import ClassScope, FunctionScope
from sphinx_howto.english import parameters
from sphinx_howto.english.calling import data, forms, frameworks, functions, methods, mixins, programs
from sphinx_howto.english.phrase import Spans, code, fill, join, length, paragraph, plain, sentence, spaced
from sphinx_howto.frameworks import models

Method = forms.Method
#: Words of a list of parameters; a longer one is shown as a call.
_LONGEST_LIST = 12

#: A class that leaves more methods unwritten is not told by what a subclass must define.
_MOST_UNFINISHED = 4

#: Class decorators that leave the constructor as it is written.
_PLAIN_DECORATORS = {
    "functools.total_ordering",
    "typing.final",
    "typing.runtime_checkable",
    "typing_extensions.runtime_checkable",
    "typing_extensions.final",
    "enum.unique",
}


#: Kinds whose instances nobody makes by calling the class.
_WITHOUT_CONSTRUCTOR = {"enumeration", "exception", "protocol", "typed dictionary"}


#: Kinds that no call of the class makes an instance of.
_NEVER_CALLED = {"enumeration", "protocol"}


def tell(scope: ClassScope, kind: kinds.Kind) -> Spans:
    """How to make an instance and what to call on it; () when nothing is known."""
    ran, told = programs.class_(scope.module, scope.node.name), _tell(scope, kind)
    return spaced(ran, told) if ran and told else ran or told


def _tell(scope: ClassScope, kind: kinds.Kind) -> Spans:
    rule = data.RULES.get("exception" if is_exception(scope) else kind.name)
    told = rule(scope, kind) if rule is not None else ()
    if told or kind.name in _WITHOUT_CONSTRUCTOR:
        return told
    called = () if kind.abstract else frameworks.class_(scope, creation(scope, kind))
    if called:
        return called
    if methods.need_no_instance(scope) and kind.name not in kinds.WITH_FIELDS:
        return _on_class(scope)
    if kind.abstract:
        return _abstract(scope, kind.abstract)
    kept = prominence.ready(scope.module.module.tree).get(scope.node.name)
    if kept is not None:
        return _ready(scope, kept)
    unfinished = methods.unfinished(scope)
    if 0 < len(unfinished) <= _MOST_UNFINISHED:
        return _abstract(scope, unfinished)
    return mixins.tell(scope) or _ordinary(scope, kind)


def _ready(scope: ClassScope, kept: str) -> Spans:
    """The instance that the module keeps for its users, and what to call on it."""
    first = fill(
        "import {name}, the instance that {module} makes",
        name=code(kept),
        module=code(scope.module.module.name),
    )
    calls = methods.calls(scope, set())
    if calls:
        first = fill("{first}, then {calls}", first=first, calls=calls[0])
    return paragraph([first, *calls[1:], *methods.rest(scope), *methods.further(scope)])


def _on_class(scope: ClassScope) -> Spans:
    """What to call on the class itself, or on a subclass that sets what it declares."""
    needed = prominence.to_set(scope.node)
    if needed:
        names = forms.listed([code(name) for name in needed])
        derived = fill(
            "write a subclass of {name} that sets {names}", name=code(scope.node.name), names=names
        )
        first, *others = methods.calls(scope, set(), f"My{scope.node.name}")
        told = fill(
            "on that class, here called {name}, {calls}", name=code(f"My{scope.node.name}"), calls=first
        )
        return paragraph([derived, told, *others, *methods.further(scope)])
    first, *others = methods.calls(scope, set())
    told = fill("{calls}; no instance is needed", calls=first)
    return paragraph([told, *others, *methods.further(scope)])


def _ordinary(scope: ClassScope, kind: kinds.Kind) -> Spans:
    held = class_body.constants(scope.node)
    if held:
        names = forms.listed([code(f"{scope.node.name}.{name}") for name in held])
        return sentence(fill("read {names}; no instance is needed", names=names))
    created = creation(scope, kind)
    if not created:
        return _as_base(scope)
    applied = scope.methods.get("__call__")
    if applied is not None and functions.passes_on(applied):
        first = fill("decorate a function with {form}", form=code(f"@{created}"))
        calls = methods.calls(scope, set())
        return paragraph([first, *(fill("on an instance, {calls}", calls=one) for one in calls)])
    changed = _unknown_decorators(scope, kind)
    if changed:
        first = fill(
            "without {decorators}, which may change it: create an instance with {form}",
            decorators=join(changed),
            form=code(created),
        )
        return paragraph([first, *methods.sentences(scope, set(), fill("then"))])
    return _then(scope, [code(created), *methods.factories(scope)])


def _as_base(scope: ClassScope) -> Spans:
    """A class whose constructor is that of a base which is not read: what that takes."""
    known = {item.path for item in scope.lineage()}
    written = [(item, base) for item in scope.lineage() for base in item.node.bases]
    paths_ = [
        item.module.dotted(base.value if isinstance(base, ast.Subscript) else base) for item, base in written
    ]
    foreign = [path for path in paths_ if path is not None and path not in known | _WITHOUT_INIT]
    if not foreign:
        return paragraph(methods.sentences(scope, set(), fill("on an instance")))
    first = fill(
        "create an instance with {form}, which takes the arguments of {base}",
        form=code(f"{scope.node.name}(...)"),
        base=code(foreign[0].rpartition(".")[2], foreign[0]),
    )
    calls = methods.calls(scope, set())
    if calls:
        first = fill("{first}, then {calls}", first=first, calls=calls[0])
    return paragraph([first, *calls[1:], *methods.rest(scope), *methods.further(scope)])


_WITHOUT_INIT = frozenset(["abc.ABC", "typing.Generic", "typing.Protocol", "object"])


def _unknown_decorators(scope: ClassScope, kind: kinds.Kind) -> list[Spans]:
    """The class decorators that may change the constructor."""
    if kind.name in kinds.WITH_FIELDS:
        return []
    return [
        code(f"@{ast.unparse(item.func if isinstance(item, ast.Call) else item)}")
        for item in scope.node.decorator_list
        if scope.module.dotted(item.func if isinstance(item, ast.Call) else item) not in _PLAIN_DECORATORS
    ]


def is_exception(scope: ClassScope) -> bool:
    """Whether a class is an exception, or derives from what is one by its name."""
    if kinds.of(scope).name == "exception":
        return True
    return any(class_body.is_named_exception(path) for path in kinds.lineage_paths(scope))


def is_made(scope: ClassScope) -> bool:
    """Whether the users of a class make instances by calling it."""
    kind = kinds.of(scope)
    if kind.name in _WITHOUT_CONSTRUCTOR or kind.abstract or methods.unfinished(scope):
        return False
    return kind.name in kinds.WITH_FIELDS or not methods.need_no_instance(scope)


def creation(scope: ClassScope, kind: kinds.Kind, required: bool = False) -> str:
    """``Parrot(api_key="")`` as far as the source proves it; "" if it does not.

    required: with the required arguments alone.
    """
    name = scope.node.name
    if (
        kind.abstract
        or kind.name in _NEVER_CALLED
        or any("type" in item.foreign_bases for item in scope.lineage())
    ):
        return ""
    if kind.name in kinds.WITH_FIELDS and not {"__init__", "__new__"} & set(scope.methods):
        return _from_fields(scope, kind) if _has_generated_init(scope, kind) else ""
    made = forms.constructor(scope)
    if made is not None:
        owner, node = made
        inner = FunctionScope(owner.module, node, owner)
        if raises.refuses(node):
            return ""
        return forms.call_form(node, inner, name, True) if required else forms.fitting_form(node, inner, name)
    known = kinds.is_complete(scope) and not any(item.arg == "metaclass" for item in scope.node.keywords)
    return f"{name}()" if known else ""


def _from_fields(scope: ClassScope, kind: kinds.Kind) -> str:
    by_keyword = kind.name == _MODEL
    shown = [
        f"{field.name}={field.name}" if field.keyword_only or by_keyword else field.name
        for field in kind.fields
        if field.in_constructor and field.default is None and field.factory is None
    ]
    if fields.is_settings(scope):
        # What is not given is read from the environment
        return f"{scope.node.name}()"
    return f"{scope.node.name}({', '.join(shown)})"


_MODEL = "Pydantic model"


def _has_generated_init(scope: ClassScope, kind: kinds.Kind) -> bool:
    """Whether the constructor takes the fields as they stand: no unknown base, no ``init=False``."""
    item = kinds.decorator(scope, kinds.DATACLASSES)
    if isinstance(item, ast.Call) and any(word.arg == "init" for word in item.keywords):
        return False
    if kind.name == "dataclass":
        return kinds.is_complete(scope)
    if kind.name == _MODEL:
        written = [item for item in scope.lineage() if "__init__" in item.methods]
        return all(item.module.module.name.split(".")[0] in models.LIBRARIES for item in written)
    return kind.name == "named tuple"


def _abstract(scope: ClassScope, missing: Sequence[tuple[ClassScope, Method]]) -> Spans:
    shown = [_required(owner, node) for owner, node in missing]
    first = fill(
        "write a subclass of {name} that defines {methods}",
        name=code(scope.node.name),
        methods=forms.listed(shown),
    )
    made = forms.constructor(scope)
    if made is not None:
        owner, node = made
        inner = FunctionScope(owner.module, node, owner)
        takes = parameters.told(inner, node)
        if length(takes) > _LONGEST_LIST:
            form = forms.fitting_form(node, inner, scope.node.name)
            first = fill("{first}, and create an instance of it as with {form}", first=first, form=code(form))
        elif takes:
            first = fill(
                "{first}, and create an instance of it with {arguments}", first=first, arguments=takes
            )
        else:
            first = fill("{first}, and create an instance of it without arguments", first=first)
    skip = {node.name for _, node in missing}
    return paragraph([first, *methods.sentences(scope, skip, fill("then"))])


def _required(owner: ClassScope, node: Method) -> Spans:
    inner = FunctionScope(owner.module, node, owner)
    return code(node.name if forms.is_property(inner, node) else forms.call_form(node, inner, node.name))


def _then(scope: ClassScope, created: Sequence[Spans]) -> Spans:
    """``Create an instance with ...``, the ``with`` block if there is one, and what to call."""
    entered, leaves = _block(scope)
    if entered is not None and leaves is not None and _enters_itself(*entered):
        word = "async with" if entered[1].name == "__aenter__" else "with"
        block = f"{word} {plain(created[0])} as {forms.instance_name(scope)}:"
        opened = fill("open a block with {block}", block=code(block))
        return paragraph([opened, *methods.sentences(scope, set(), fill("inside the block"))])
    calls = methods.calls(scope, set())
    if entered is not None and leaves is not None and not calls:
        word = "async with" if entered[1].name == "__aenter__" else "with"
        opened = fill("open a block with {block}", block=code(f"{word} {plain(created[0])}:"))
        return paragraph([opened, *methods.rest(scope), *methods.further(scope)])
    first = fill("create an instance with {forms}", forms=join(list(created), "or"))
    last = methods.rest(scope)
    if entered is not None and leaves is not None:
        last.append(
            fill(
                "the instance can open a `with` block"
                if entered[1].name == "__enter__"
                else "the instance can open an `async with` block"
            )
        )
    last += methods.further(scope)
    if not calls:
        return paragraph([first, *last])
    return paragraph([fill("{first}, then {calls}", first=first, calls=calls[0]), *calls[1:], *last])


_Found = Union[tuple[ClassScope, Method], None]


def _block(scope: ClassScope) -> tuple[_Found, _Found]:
    """What opens and what closes a block on an instance: of ``async with`` where ``with`` is not meant."""
    plain_ = scope.method("__enter__"), scope.method("__exit__")
    asynchronous = scope.method("__aenter__"), scope.method("__aexit__")
    refused = plain_[0] is not None and _is_refused(*plain_[0])
    if None not in asynchronous and (None in plain_ or refused or _has_coroutines(scope)):
        return asynchronous
    return (None, None) if refused else plain_


def _is_refused(owner: ClassScope, node: Method) -> bool:
    """Whether every ``with`` raises or warns."""
    member = members.of_function(FunctionScope(owner.module, node, owner), node)[0]
    return raises.refuses(node) or any(
        effect.kind == "warn" and effect.path.always for effect in effects.calls(member)
    )


def _has_coroutines(scope: ClassScope) -> bool:
    """Whether the class has coroutines for the public."""
    return any(
        isinstance(node, ast.AsyncFunctionDef)
        for item in scope.lineage()
        for _, node in methods.own_methods(item)
    )


def _enters_itself(owner: ClassScope, node: Method) -> bool:
    last = node.body[-1]
    inner = FunctionScope(owner.module, node, owner)
    return (
        isinstance(last, ast.Return)
        and last.value is not None
        and inner.is_receiver(last.value)
        and sum(isinstance(item, ast.Return) for item in paths.own_nodes(node)) == 1
    )
