"""How to use the classes that have no ordinary constructor: enumerations, exceptions, protocols ..."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping

from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import kinds, members, paths, tables
from sphinx_howto.analysis.scope import ClassScope, FunctionNode, FunctionScope
from sphinx_howto.english import headers, operands
from sphinx_howto.english.calling import forms, methods
from sphinx_howto.english.phrase import Spans, code, fill, paragraph, sentence

_LONGEST_VALUE = 40


def _enumeration(scope: ClassScope, kind: kinds.Kind) -> Spans:
    inner = FunctionScope(scope.module, None, scope)
    shown = []
    for name, value in kind.enum_members:
        member = code(f"{scope.node.name}.{name}")
        plain = len(quoting.source(value)) <= _LONGEST_VALUE and not _is_auto(inner, value)
        shown.append(
            fill("{member} ({value})", member=member, value=operands.quote(inner, value)) if plain else member
        )
    if not shown:
        return ()
    message = "use the members {members}" if len(shown) > 1 else "use the member {members}"
    return sentence(fill(message, members=forms.listed(shown)))


def _is_auto(scope: FunctionScope, value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and scope.dotted(value.func) == "enum.auto"


def _exception(scope: ClassScope, kind: kinds.Kind) -> Spans:
    clauses = []
    raisers = [code(name) for name in _raisers(scope)]
    if raisers:
        message = "{functions} raises it" if len(raisers) == 1 else "{functions} raise it"
        clauses.append(fill(message, functions=forms.listed(raisers)))
    if "__init__" in scope.methods:
        inner = FunctionScope(scope.module, scope.methods["__init__"], scope)
        form = forms.fitting_form(scope.methods["__init__"], inner, scope.node.name)
        clauses.append(fill("create one with {form}", form=code(form)))
    return paragraph(clauses)


def _raisers(scope: ClassScope) -> list[str]:
    """The functions of the module that raise the exception by name, outside of any ``try`` body."""
    found: list[str] = []
    for owner, node in _functions(scope):
        inner = FunctionScope(scope.module, node, owner)
        if any(_raises_it(scope, inner, statement, path) for statement, path in paths.statements(node.body)):
            found.append(f"{owner.node.name}.{node.name}" if owner is not None else node.name)
    return list(dict.fromkeys(found))


def _functions(scope: ClassScope) -> Iterator[tuple[ClassScope | None, forms.Method]]:
    """The functions and methods at the top of the module."""
    for item in scope.module.module.tree.body:
        if isinstance(item, FunctionNode):
            yield None, item
        elif isinstance(item, ast.ClassDef):
            for node in item.body:
                if isinstance(node, FunctionNode):
                    yield scope.module.class_scope(item), node


def _raises_it(scope: ClassScope, inner: FunctionScope, statement: ast.stmt, path: paths.Path) -> bool:
    if not isinstance(statement, ast.Raise) or statement.exc is None:
        return False
    if any(not isinstance(guard, (ast.With, ast.AsyncWith)) for guard in path.guards):
        return False
    named = statement.exc.func if isinstance(statement.exc, ast.Call) else statement.exc
    return inner.dotted(named) == scope.path


def _protocol(scope: ClassScope, kind: kinds.Kind) -> Spans:
    shown = [
        code(forms.call_form(node, FunctionScope(scope.module, node, scope), name))
        for name, node in scope.methods.items()
        if not members.is_private(name)
    ]
    shown += [code(name) for name in scope.annotations]
    if not shown:
        return ()
    return sentence(
        fill(
            "an object fits {name} if it has {members}; no inheritance is needed",
            name=code(scope.node.name),
            members=forms.listed(shown),
        )
    )


def _typed_dictionary(scope: ClassScope, kind: kinds.Kind) -> Spans:
    shown = [
        fill("{key} ({type})", key=code(f'"{field.name}"'), type=headers.type_name(field.annotation))
        for field in kind.fields
        if field.annotation is not None
    ]
    return sentence(fill("write a dictionary with {keys}", keys=forms.listed(shown))) if shown else ()


def _table(scope: ClassScope, kind: kinds.Kind) -> Spans:
    """A class of SQLAlchemy: its columns are the keyword arguments of its instances."""
    found = [code(name) for name in tables.columns(scope)]
    if not found:
        return sentence(fill("derive the classes of your tables from {name}", name=code(scope.node.name)))
    if any("__init__" in item.methods for item in scope.lineage() if _is_near(scope, item)):
        return ()
    message = (
        "create an instance of {name} by keyword from the columns {columns}, and add it to a session"
        if len(found) > 1
        else "create an instance of {name} by keyword from the column {columns}, and add it to a session"
    )
    first = fill(message, name=code(scope.node.name), columns=forms.listed(found))
    return paragraph([first, *methods.sentences(scope, set(), fill("on an instance"))])


def _is_near(scope: ClassScope, item: ClassScope) -> bool:
    return item.module.module.name.split(".")[0] == scope.module.module.name.split(".")[0]


def _django(scope: ClassScope, kind: kinds.Kind) -> Spans:
    """A model of Django: its manager makes and finds the rows."""
    found = [code(name) for name in tables.columns(scope)]
    name = scope.node.name
    made, sought = code(f"{name}.objects.create(...)"), code(f"{name}.objects.filter(...)")
    if not found:
        told = fill("create a row with {made}, and find rows with {sought}", made=made, sought=sought)
    else:
        told = fill(
            "create a row with {made}, and find rows with {sought}, by keyword for the fields {fields}"
            if len(found) > 1
            else "create a row with {made}, and find rows with {sought}, by keyword for the field {fields}",
            made=made,
            sought=sought,
            fields=forms.listed(found),
        )
    return paragraph([told, *methods.sentences(scope, set(), fill("on an instance"))])


RULES: Mapping[str, Callable[[ClassScope, kinds.Kind], Spans]] = {
    "enumeration": _enumeration,
    "exception": _exception,
    "protocol": _protocol,
    "typed dictionary": _typed_dictionary,
    "SQLAlchemy model": _table,
    "Django model": _django,
}
