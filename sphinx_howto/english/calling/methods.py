"""Which methods of a class to call: the own ones in the order of their prominence, and what to read."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from sphinx_howto import prominence
from sphinx_howto.analysis import frameworks, kinds, order, signatures
from sphinx_howto.analysis.scope import ClassScope, FunctionNode, FunctionScope
from sphinx_howto.english.calling import forms
from sphinx_howto.english.phrase import Spans, code, fill, join

Method = forms.Method

#: So many attributes are named where there is nothing to call.
_MOST_READ = 4


def factories(scope: ClassScope) -> list[Spans]:
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


def need_no_instance(scope: ClassScope) -> bool:
    """Whether the class defines callables for its users, and all of them are called on the class."""
    own = [item for item in own_methods(scope) if not item[1].name.startswith("_")]
    on_class = [kind for inner, node in own for kind in [signatures.kind(inner, node)] if _is_on_class(kind)]
    special = any(name.startswith("__") and name != "__init_subclass__" for name in scope.methods)
    return bool(own) and len(on_class) == len(own) and not special and not _properties(scope)


def _is_on_class(kind: str) -> bool:
    return kind.startswith(("static", "class"))


def sentences(scope: ClassScope, skip: set[str], lead: Spans) -> list[Spans]:
    """Sentences for the public methods, the first opened by ``lead``."""
    found = calls(scope, skip)
    last = [*rest(scope), *further(scope)]
    if not found:
        return last
    return [fill("{lead}, {calls}", lead=lead, calls=found[0]), *found[1:], *last]


def calls(scope: ClassScope, skip: set[str], holder: str = "") -> list[Spans]:
    """``call `a(x)` and `b(y)``` and the same for generators and coroutines; at most eight forms.

    holder: what stands before the names of class methods; the class itself unless told otherwise.
    """
    groups: dict[str, list[Spans]] = {}
    found = [item for item in own_methods(scope) if item[1].name not in skip]
    found = [item for item in found if not _is_made(scope, item[1])]
    base = None
    if not found and kinds.of(scope).name not in kinds.WITH_FIELDS:
        base, found = _inherited(scope, skip)
    for inner, node in _shown(found):
        kind = signatures.kind(inner, node)
        name = f"{holder or scope.node.name}.{node.name}" if _is_on_class(kind) else node.name
        form = code(forms.call_form(node, inner, name, required=True))
        groups.setdefault(forms.uses(kind), []).append(form)
    clauses = [fill(forms.SEVERAL[message], forms=join(shown)) for message, shown in groups.items()]
    if base is not None:
        owner = code(base.node.name, base.path)
        clauses[0] = fill("{calls}, inherited from {base}", calls=clauses[0], base=owner)
    return clauses


def _shown(found: list[tuple[FunctionScope, Method]]) -> list[tuple[FunctionScope, Method]]:
    """The first eight, with a method among them that ends the use of an object, where there is one."""
    ends = [item for item in found[forms.MOST :] if item[1].name in prominence.CLOSING]
    return [*found[: forms.MOST - 1], ends[0]] if ends else found[: forms.MOST]


def _is_made(scope: ClassScope, node: Method) -> bool:
    """Whether nobody needs to call it: creating an instance does, or it is deprecated beside others."""
    return prominence.place(scope.node, node.name)[0] == prominence.MADE


def own_methods(scope: ClassScope) -> list[tuple[FunctionScope, Method]]:
    """The public methods that the class itself defines, the most prominent first; no factories."""
    found: list[tuple[FunctionScope, Method]] = []
    for node in order.methods(scope):
        inner = FunctionScope(scope.module, node, scope)
        if node.name.startswith("_") or forms.is_property(inner, node) or node in [item for _, item in found]:
            continue
        if frameworks.is_called(inner, node) or node.name in prominence.callbacks(scope.node):
            continue
        if node.name in _events(scope) or node.name in prominence.in_background(scope.node):
            continue
        if signatures.kind(inner, node) not in {"setter", "deleter"} and not _is_factory(scope, node):
            found.append((inner, node))
    found = [item for item in found if _is_callable(scope, item[1])]
    written = [item for item in found if not prominence.is_empty(item[1])]
    names = {node.name: (inner, node) for inner, node in written or found}
    return sorted(names.values(), key=lambda item: prominence.place(scope.node, item[1].name))


def _is_callable(scope: ClassScope, node: Method) -> bool:
    """Whether a method takes the instance or the class that it is called on, or says that it takes none."""
    takes = bool(node.args.posonlyargs or node.args.args or node.args.vararg)
    return takes or _is_on_class(signatures.kind(FunctionScope(scope.module, node, scope), node))


def unfinished(scope: ClassScope) -> list[tuple[ClassScope, Method]]:
    """Public methods of the class itself that only say that a subclass must define them."""
    return [
        (scope, node)
        for name, node in scope.methods.items()
        if not name.startswith("_") and prominence.is_unfinished(node)
    ]


def _inherited(
    scope: ClassScope, skip: set[str]
) -> tuple[ClassScope | None, list[tuple[FunctionScope, Method]]]:
    """The nearest base of the same project that has methods for its users, and these."""
    for base in list(scope.lineage())[1:]:
        found = [item for item in own_methods(base) if item[1].name not in skip]
        if found and _is_near(scope, base):
            return base, found
    return None, []


def _is_near(scope: ClassScope, base: ClassScope) -> bool:
    return base.module.module.name.split(".")[0] == scope.module.module.name.split(".")[0]


def further(scope: ClassScope) -> list[Spans]:
    """What the class calls itself through others; from which bases of the project more methods come."""
    told = called_back(scope)
    if not own_methods(scope):
        return told
    known = set(scope.methods)
    bases = [
        base
        for base in list(scope.lineage())[1:]
        if _is_near(scope, base) and any(node.name not in known for _, node in own_methods(base))
    ]
    if not bases:
        return told
    return [
        *told,
        fill("it inherits further methods from {bases}", bases=forms.listed([_name(base) for base in bases])),
    ]


def _events(scope: ClassScope) -> list[str]:
    """The methods named after an event that the class, or a base of it, calls on its own instance."""
    called = {
        item.func.attr
        for part in scope.lineage()
        for item in ast.walk(part.node)
        if isinstance(item, ast.Call)
        and isinstance(item.func, ast.Attribute)
        and isinstance(item.func.value, ast.Name)
        and item.func.value.id == "self"
    }
    return [name for name in scope.methods if name.startswith("on_") and name in called]


def called_back(scope: ClassScope) -> list[Spans]:
    """Which public methods are not for the user to call, and who calls them."""
    told = given_away(prominence.callbacks(scope.node))
    background = [name for name in scope.methods if name in prominence.in_background(scope.node)]
    if background:
        names = forms.listed([code(name) for name in background])
        told.append(fill("the thread of the instance calls {names}", names=names))
    events = [code(name) for name in _events(scope)]
    if events:
        message = (
            "the instance itself calls {names}: define them anew in a subclass"
            if len(events) > 1
            else "the instance itself calls {names}: define it anew in a subclass"
        )
        told.append(fill(message, names=forms.listed(events)))
    return told


def given_away(given: Mapping[str, str]) -> list[Spans]:
    """What is handed over to be called, and to what."""
    takers: dict[str, list[Spans]] = {}
    for name, taker in given.items():
        if not name.startswith("_"):
            takers.setdefault(taker, []).append(code(name))
    return [
        fill(
            "{names} are callbacks, given to {taker}"
            if len(names) > 1
            else "{names} is a callback, given to {taker}",
            names=forms.listed(names),
            taker=code(taker),
        )
        for taker, names in takers.items()
    ]


def _name(base: ClassScope) -> Spans:
    return code(base.node.name, base.path)


def _is_factory(scope: ClassScope, node: Method) -> bool:
    return prominence.is_factory(node, scope.node.name)


def rest(scope: ClassScope) -> list[Spans]:
    """Properties to read and operators to use."""
    read = [code(name) for name in _properties(scope) or _attributes(scope)]
    instance = forms.instance_name(scope)
    used = [
        code(text)
        for node in order.methods(scope)
        for inner in [FunctionScope(scope.module, node, scope)]
        for text in [forms.operator(inner, node, instance)]
        if text and frameworks.hook(inner, node) is None
    ]
    clauses = []
    if read:
        clauses.append(fill("read {names}", names=forms.listed(read)))
    if used:
        clauses.append(fill("use {operators}", operators=join(used[: forms.MOST])))
    if len(clauses) == 2:
        return [fill("{first}, or {second}", first=clauses[0], second=clauses[1])]
    return clauses


def _properties(scope: ClassScope) -> list[str]:
    """The public properties that the class itself defines."""
    own = [item for item in scope.node.body if isinstance(item, FunctionNode)]
    return list(
        dict.fromkeys(
            node.name
            for node in own
            if not node.name.startswith("_")
            and forms.is_property(FunctionScope(scope.module, node, scope), node)
        )
    )


def _attributes(scope: ClassScope) -> list[str]:
    """The public attributes that creation sets, where a class has nothing to call."""
    made = scope.methods.get("__init__")
    if made is None or any(not name.startswith("_") for item in scope.lineage() for name in item.methods):
        return []
    found = [
        name
        for name, values in scope.assignments.items()
        if not name.startswith("_") and any(owner is made for _, owner in values)
    ]
    return found[:_MOST_READ]
