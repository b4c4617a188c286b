"""What the importer of a module calls: its functions and classes as calls, the most prominent first."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

from sphinx_howto import class_body, prominence
from sphinx_howto.analysis import frameworks, kinds, signatures
from sphinx_howto.analysis.scope import FunctionNode, FunctionScope, ModuleScope
from sphinx_howto.english.calling import classes, forms, functions, methods
from sphinx_howto.english.phrase import Spans, code, fill, join

_CREATE = "create {form}"
_DERIVE = "write a subclass of {form}"
_READY = "import {form}"
_DECORATE = "decorate a function with {form}"
_SEVERAL: Mapping[str, str] = {
    **forms.SEVERAL,
    _CREATE: "create {forms}",
    _READY: "import {forms}",
    _DERIVE: "write subclasses of {forms}",
    _DECORATE: "decorate functions with {forms}",
}


def tell(scope: ModuleScope, names: Sequence[str]) -> list[Spans]:
    """``call `f(a)` and `g(b)```, ``create `C(x)```, then the names of the rest; [] without names."""
    ranked = sorted(names, key=lambda name: _place(scope, name))
    main = next((name for name in ranked if _is_main(scope, name)), None)
    told = _alone(scope, main) if main is not None else ()
    if told and main is not None:
        return [told, *_also([name for name in ranked if name != main])]
    left = prominence.deprecated(scope.module.tree)
    used = {name: use for name in ranked if name not in left and (use := _use(scope, name)) is not None}
    if not used and len(ranked) == 1 and isinstance(scope.definitions[ranked[0]], ast.ClassDef):
        told = _alone(scope, ranked[0])
        if told:
            return [told]
    bases = prominence.foundations(scope.module.tree)
    real = [name for name in used if not prominence.is_double(name) and name not in bases]
    used = {name: used[name] for name in real or used}
    shown = list(used)[: forms.MOST]
    taken = _taken(scope, ranked, shown)
    whole = [taken] if taken else shown if len(used) == 1 else _working_classes(scope, used)
    # What the class of a framework makes itself, and classes of data, are no further ways in
    below = _named(scope, taken) if taken else set()
    further = [
        name for name in shown if name not in {*whole, *below} and not (whole and _is_data(scope, name))
    ]
    clauses = [*(_alone(scope, name) for name in whole), *_grouped([used[name] for name in further])]
    others = [name for name in ranked if name not in {*whole, *further}]
    if not clauses and all(_is_exception(scope, name) for name in others):
        caught = forms.listed([code(name) for name in others], forms.MOST_NAMES)
        return [fill("catch {names} with `except`", names=caught)]
    if clauses:
        return [*clauses, *_also(others, forms.MOST_NAMES - len(shown))]
    return [fill("import {names}", names=forms.listed([code(name) for name in others]))]


#: So many classes are told with what to call on their instances.
_MOST_WHOLE = 2


def _working_classes(scope: ModuleScope, used: Mapping[str, tuple[str, Spans]]) -> list[str]:
    """The classes that their users create for their methods; [] where there are many."""
    working = {name: message for name, (message, _) in used.items() if not _is_data(scope, name)}
    if any(message != _CREATE and _is_class(scope, name) for name, message in working.items()):
        return []
    found = [name for name, message in working.items() if message == _CREATE]
    above = [name for name in found if any(other in _named(scope, name) for other in found)]
    chosen = above if len(above) == 1 else found
    return chosen if len(chosen) <= _MOST_WHOLE else []


def _is_data(scope: ModuleScope, name: str) -> bool:
    """Whether a class offers no method of its own."""
    node = scope.definitions[name]
    return isinstance(node, ast.ClassDef) and not methods.own_methods(scope.class_scope(node))


def _is_class(scope: ModuleScope, name: str) -> bool:
    return isinstance(scope.definitions[name], ast.ClassDef)


def _taken(scope: ModuleScope, ranked: Sequence[str], used: Sequence[str]) -> str:
    """The class that a framework takes over and that makes use of the other classes; "" without one."""
    made = {name for name in used if _is_class(scope, name)}
    for name in ranked:
        node = scope.definitions[name]
        if name in used or not isinstance(node, ast.ClassDef) or not made or not made <= _named(scope, name):
            continue
        row = frameworks.base(scope.class_scope(node))
        if row is not None and not row.created and _alone(scope, name):
            return name
    return ""


def _named(scope: ModuleScope, name: str) -> set[str]:
    """The other names that the body of a class reads."""
    node = scope.definitions[name]
    inside = [item for part in getattr(node, "body", ()) for item in ast.walk(part)]
    return {item.id for item in inside if isinstance(item, ast.Name)} - {name}


def _is_exception(scope: ModuleScope, name: str) -> bool:
    node = scope.definitions[name]
    return isinstance(node, ast.ClassDef) and classes.is_exception(scope.class_scope(node))


def _is_main(scope: ModuleScope, name: str) -> bool:
    """Whether a class is what the module is named after."""
    is_class = isinstance(scope.definitions[name], ast.ClassDef)
    return is_class and prominence.is_namesake(name, scope.module.name)


def _also(names: Sequence[str], most: int = forms.MOST_NAMES) -> list[Spans]:
    """What the module offers beside what is told of it."""
    shown = [code(name) for name in names]
    return [fill("the module also offers {names}", names=forms.listed(shown, most))] if shown else []


def _grouped(uses: Sequence[tuple[str, Spans]]) -> list[Spans]:
    """One clause for each way of use, in the order in which the first of each comes."""
    groups: dict[str, list[Spans]] = {}
    for message, form in uses:
        groups.setdefault(message, []).append(form)
    return [fill(_SEVERAL[message], forms=join(shown)) for message, shown in groups.items()]


def _place(scope: ModuleScope, name: str) -> tuple[int, int]:
    """A key to sort by: what must be called first, then the main functions and the classes that do things."""
    node = scope.definitions[name]
    if isinstance(node, FunctionNode):
        rank = prominence.ranks(scope.module.tree).get(name, prominence.ORDINARY)
        return (0 if name in prominence.openers(scope.module.tree) else 1), rank
    if isinstance(node, ast.ClassDef) and prominence.is_double(name):
        return 2, prominence.MADE
    if isinstance(node, ast.ClassDef) and methods.own_methods(scope.class_scope(node)):
        return 1, prominence.MAIN
    return 1, prominence.ORDINARY


def _use(scope: ModuleScope, name: str) -> tuple[str, Spans] | None:
    """The pattern and the form of a call; None for what is not called."""
    node = scope.definitions[name]
    if isinstance(node, FunctionNode):
        inner = FunctionScope(scope, node)
        form = code(forms.call_form(node, inner, name, required=True))
        if functions.is_decorator(inner, node):
            return _DECORATE, code(f"@{functions.decorator_form(node, inner, name, required=True)}")
        return forms.uses(signatures.kind(inner, node)), form
    if not isinstance(node, ast.ClassDef):
        return None
    kept = prominence.ready(scope.module.tree).get(name)
    if kept is not None:
        return _READY, code(kept)
    if class_body.constants(node) or _is_exception(scope, name):
        return None
    owner = scope.class_scope(node)
    row = frameworks.base(owner)
    if kinds.of(owner).abstract:
        return _DERIVE, code(name)
    if row is None and methods.need_no_instance(owner) and not classes.is_made(owner):
        inner, first = methods.own_methods(owner)[0]
        called = forms.call_form(first, inner, f"{name}.{first.name}", required=True)
        return forms.uses(signatures.kind(inner, first)), code(called)
    if (row is not None and not row.created) or not classes.is_made(owner):
        return None
    made = classes.creation(owner, kinds.of(owner), required=True)
    return _CREATE, code(made or f"{name}(...)")


def _alone(scope: ModuleScope, name: str) -> Spans:
    """The usage of the only thing that can be called, in full."""
    node = scope.definitions[name]
    if isinstance(node, ast.ClassDef):
        owner = scope.class_scope(node)
        return classes.tell(owner, kinds.of(owner))
    assert isinstance(node, FunctionNode)
    return functions.tell(FunctionScope(scope, node), node)
