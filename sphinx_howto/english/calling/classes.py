"""How to create an instance of a class, and what to call on it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from typing import Union

from sphinx_howto import document
from sphinx_howto.analysis import effects, kinds, members, order, paths, raises, signatures
from sphinx_howto.analysis.scope import ClassScope, FunctionNode, FunctionScope
from sphinx_howto.english import headers, parameters
from sphinx_howto.english.calling import data, forms
from sphinx_howto.english.phrase import Spans, code, fill, join, length, paragraph, plain

Method = forms.Method
#: Words of a list of parameters; a longer one is shown as a call.
_LONGEST_LIST = 12

#: Class decorators that leave the constructor as it is written.
_PLAIN_DECORATORS = {
    "functools.total_ordering",
    "typing.final",
    "typing.runtime_checkable",
    "typing_extensions.runtime_checkable",
    "typing_extensions.final",
    "enum.unique",
}


def tell(scope: ClassScope, kind: kinds.Kind) -> Spans:
    """How to make an instance and what to call on it; () when nothing is known."""
    rule = data.RULES.get(kind.name)
    if rule is not None:
        return rule(scope, kind)
    if kind.abstract:
        return _abstract(scope, kind)
    return _ordinary(scope, kind)


def _ordinary(scope: ClassScope, kind: kinds.Kind) -> Spans:
    created = _creation(scope, kind)
    if not created:
        return paragraph(_methods(scope, set(), fill("on an instance")))
    changed = _unknown_decorators(scope, kind)
    if changed:
        first = fill(
            "without {decorators}, which may change it: create an instance with {form}",
            decorators=join(changed),
            form=code(created),
        )
        return paragraph([first, *_methods(scope, set(), fill("then"))])
    return _then(scope, [code(created), *_factories(scope)])


def _unknown_decorators(scope: ClassScope, kind: kinds.Kind) -> list[Spans]:
    """The class decorators that may change the constructor."""
    if kind.name in kinds.WITH_FIELDS:
        return []
    return [
        code(f"@{ast.unparse(item.func if isinstance(item, ast.Call) else item)}")
        for item in scope.node.decorator_list
        if scope.module.dotted(item.func if isinstance(item, ast.Call) else item) not in _PLAIN_DECORATORS
    ]


def _creation(scope: ClassScope, kind: kinds.Kind) -> str:
    """``Parrot(api_key="")`` as far as the source proves it; "" if it does not."""
    name = scope.node.name
    if kind.name in kinds.WITH_FIELDS and not {"__init__", "__new__"} & set(scope.methods):
        return _from_fields(scope, kind) if _has_generated_init(scope, kind) else ""
    made = forms.constructor(scope)
    if made is not None:
        owner, node = made
        inner = FunctionScope(owner.module, node, owner)
        return "" if raises.refuses(node) else forms.fitting_form(node, inner, name)
    known = kinds.is_complete(scope) and not any(item.arg == "metaclass" for item in scope.node.keywords)
    return f"{name}()" if known else ""


def _from_fields(scope: ClassScope, kind: kinds.Kind) -> str:
    shown = [
        f"{field.name}={field.name}" if field.keyword_only else field.name
        for field in kind.fields
        if field.in_constructor and field.default is None and field.factory is None
    ]
    return f"{scope.node.name}({', '.join(shown)})"


def _has_generated_init(scope: ClassScope, kind: kinds.Kind) -> bool:
    """Whether the constructor takes the fields as they stand: no unknown base, no ``init=False``."""
    item = kinds.decorator(scope, kinds.DATACLASSES)
    if isinstance(item, ast.Call) and any(word.arg == "init" for word in item.keywords):
        return False
    if kind.name == "dataclass":
        return kinds.is_complete(scope)
    return kind.name == "named tuple"


def _abstract(scope: ClassScope, kind: kinds.Kind) -> Spans:
    shown = [_required(owner, node) for owner, node in kind.abstract]
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
    skip = {node.name for _, node in kind.abstract}
    return paragraph([first, *_methods(scope, skip, fill("then"))])


def _required(owner: ClassScope, node: Method) -> Spans:
    inner = FunctionScope(owner.module, node, owner)
    return code(node.name if forms.is_property(inner, node) else forms.call_form(node, inner, node.name))


def _factories(scope: ClassScope) -> list[Spans]:
    """Class methods that return an instance of the class, by their annotation."""
    found = [
        node for name, node in scope.methods.items() if not name.startswith("_") and _is_factory(scope, node)
    ]
    return [
        code(
            forms.call_form(
                node,
                FunctionScope(scope.module, node, scope),
                f"{scope.node.name}.{node.name}",
                required=True,
            )
        )
        for node in found[:3]
    ]


def _then(scope: ClassScope, created: Sequence[Spans]) -> Spans:
    """``Create an instance with ...``, the ``with`` block if there is one, and what to call."""
    entered, leaves = _block(scope)
    if entered is not None and leaves is not None and _enters_itself(*entered):
        word = "async with" if entered[1].name == "__aenter__" else "with"
        block = f"{word} {plain(created[0])} as {forms.instance_name(scope)}:"
        opened = fill("open a block with {block}", block=code(block))
        return paragraph([opened, *_methods(scope, set(), fill("inside the block"))])
    first = fill("create an instance with {forms}", forms=join(list(created), "or"))
    last = _rest(scope)
    if entered is not None and leaves is not None:
        last.append(
            fill(
                "the instance can open a `with` block"
                if entered[1].name == "__enter__"
                else "the instance can open an `async with` block"
            )
        )
    calls = _calls(scope, set())
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
    return any(isinstance(node, ast.AsyncFunctionDef) for _, node in _public(scope))


def _enters_itself(owner: ClassScope, node: Method) -> bool:
    last = node.body[-1]
    inner = FunctionScope(owner.module, node, owner)
    return (
        isinstance(last, ast.Return)
        and last.value is not None
        and inner.is_receiver(last.value)
        and sum(isinstance(item, ast.Return) for item in paths.own_nodes(node)) == 1
    )


def _methods(scope: ClassScope, skip: set[str], lead: Spans) -> list[Spans]:
    """Sentences for the public methods, the first opened by ``lead``."""
    calls = _calls(scope, skip)
    if not calls:
        return _rest(scope)
    return [fill("{lead}, {calls}", lead=lead, calls=calls[0]), *calls[1:], *_rest(scope)]


def _calls(scope: ClassScope, skip: set[str]) -> list[Spans]:
    """``call `a(x)` and `b(y)``` and the same for generators and coroutines; at most eight forms."""
    groups: dict[str, list[Spans]] = {}
    found = [item for item in _public(scope) if item[1].name not in skip]
    for inner, node in found[: forms.MOST]:
        kind = signatures.kind(inner, node)
        name = f"{scope.node.name}.{node.name}" if kind.startswith(("static", "class")) else node.name
        form = code(forms.call_form(node, inner, name, required=True))
        groups.setdefault(forms.uses(kind), []).append(form)
    clauses = [fill(_SEVERAL[message], forms=join(shown)) for message, shown in groups.items()]
    more = len(found) - forms.MOST
    if more > 0:
        clauses.append(
            fill(
                "it has {count} more public methods" if more > 1 else "it has {count} more public method",
                count=document.Words(str(more)),
            )
        )
    return clauses


def _public(scope: ClassScope) -> Iterator[tuple[FunctionScope, Method]]:
    """The public methods, those of bases of the same project last; factories are told with the creation."""
    seen: set[str] = set()
    top = scope.module.module.name.split(".")[0]
    for item in scope.lineage():
        if item.module.module.name.split(".")[0] != top:
            continue
        for node in order.methods(item):
            inner = FunctionScope(item.module, node, item)
            if node.name.startswith("_") or node.name in seen or forms.is_property(inner, node):
                continue
            seen.add(node.name)
            if signatures.kind(inner, node) not in {"setter", "deleter"} and not _is_factory(item, node):
                yield inner, node


def _is_factory(scope: ClassScope, node: Method) -> bool:
    inner = FunctionScope(scope.module, node, scope)
    if node.returns is None or signatures.kind(inner, node) != "class method":
        return False
    return plain(headers.type_name(node.returns)).strip("'\"") in {scope.node.name, "Self", "typing.Self"}


_SEVERAL: Mapping[str, str] = {
    "use `async with` on {form}": "use {forms} in an `async with` statement",
    "use {form} in a `with` statement": "use {forms} in a `with` statement",
    "iterate over {form} with `async for`": "iterate asynchronously over {forms}",
    "iterate over {form}": "iterate over {forms}",
    "await {form}": "await {forms}",
    "call {form}": "call {forms}",
}


def _rest(scope: ClassScope) -> list[Spans]:
    """Properties to read and operators to use."""
    own = [item for item in scope.node.body if isinstance(item, FunctionNode)]
    read = [
        code(name)
        for name in dict.fromkeys(
            node.name
            for node in own
            if not node.name.startswith("_")
            and forms.is_property(FunctionScope(scope.module, node, scope), node)
        )
    ]
    instance = forms.instance_name(scope)
    used = [
        code(text)
        for node in order.methods(scope)
        for text in [forms.operator(FunctionScope(scope.module, node, scope), node, instance)]
        if text
    ]
    clauses = []
    if read:
        clauses.append(fill("read {names}", names=forms.listed(read)))
    if used:
        clauses.append(fill("use {operators}", operators=join(used[: forms.MOST])))
    if len(clauses) == 2:
        return [fill("{first}, or {second}", first=clauses[0], second=clauses[1])]
    return clauses
