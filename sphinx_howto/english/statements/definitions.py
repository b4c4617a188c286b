"""Definitions, declarations and imports inside a body."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import Any

from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis.scope import ClassScope, FunctionScope
from sphinx_howto.english import frameworks, names, operands, parameters
from sphinx_howto.english.outline import Act, Block, Node, Source
from sphinx_howto.english.phrase import code, fill, join
from sphinx_howto.english.statements import telling


def tell_nothing(teller: telling.Teller, node: ast.stmt, source: Source) -> list[Node]:
    return []


def tell_declaration(teller: telling.Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, (ast.Global, ast.Nonlocal))
    shown = join([code(name) for name in node.names])
    message = (
        "uses {names} of the module"
        if isinstance(node, ast.Global)
        else "uses {names} of the enclosing function"
    )
    return [Act(fill(message, names=shown), source, "declare")] if teller.full else []


def tell_import(teller: telling.Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, (ast.Import, ast.ImportFrom))
    if not (teller.full or teller.imports) and teller.scope.function is not None:
        return []
    if isinstance(node, ast.Import):
        shown = join([code(alias.name) for alias in node.names])
        return [telling.merging("imports {items}", shown, source, "import", ("Imports",))]
    module = "." * node.level + (node.module or "")
    shown = fill(
        "{names} from {module}", names=join([code(alias.name) for alias in node.names]), module=code(module)
    )
    return [telling.merging("imports {items}", shown, source, "import", ("Imports",))]


def tell_function(teller: telling.Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    inside = FunctionScope(teller.scope.module, node, teller.scope.owner, teller.scope)
    return list(_function(teller, inside, _FUNCTIONS[isinstance(node, ast.AsyncFunctionDef)], source))


def _function(
    teller: telling.Teller,
    inside: FunctionScope,
    message: str,
    source: Source,
    header: FunctionScope | None = None,
) -> tuple[Act | Block, ...]:
    """A function with the scope ``inside``: what it takes, as ``header`` knows it, and its steps."""
    node = inside.function
    assert isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    taken = parameters.told(inside if header is None else header, node)
    head = fill(message, name=code(node.name))
    if taken:
        head = fill("{clause} of {parameters}", clause=head, parameters=taken)
    called = [frameworks.nested(teller.scope, item) for item in node.decorator_list]
    if called and all(called):
        head = fill("{clause} ({called})", clause=head, called=join(called))
    elif node.decorator_list:
        decorators = join([code(f"@{quoting.short(item)}") for item in node.decorator_list])
        head = fill("{clause}, decorated with {decorators}", clause=head, decorators=decorators)
    nouns = (names.label(node.name),)
    body = telling.tell(teller.inside(inside), quoting.body_of(node))
    if not body:
        return (Act(fill("{clause}, which has no statements", clause=head), source, "define", nouns),)
    return (Block(head, body, source, "define", nouns),)


def tell_class(teller: telling.Teller, node: ast.stmt, source: Source) -> list[Node]:
    """A class inside a body: its bases, then what its attributes are and what its methods do."""
    assert isinstance(node, ast.ClassDef)
    bases = [operands.quote(teller.scope, base) for base in node.bases]
    head = fill("defines the class {name}", name=code(node.name))
    if bases:
        head = fill("{clause}, a subclass of {bases}", clause=head, bases=join(bases))
    nouns = (names.label(node.name),)
    owner = ClassScope(teller.scope.module, node)
    members = [_member(teller, owner, statement) for statement in quoting.body_of(node)]
    body = tuple(item for nodes in members for item in nodes)
    return [Block(head, body, source, "define", nouns) if body else Act(head, source, "define", nouns)]


def _member(teller: telling.Teller, owner: ClassScope, statement: ast.stmt) -> tuple[Node, ...]:
    """What one statement in the body of a class says."""
    if not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return telling.tell(teller.inside(FunctionScope(teller.scope.module, None, owner)), [statement])
    inside = FunctionScope(teller.scope.module, statement, owner, teller.scope)
    inside.receiver = owner.receiver(statement)
    message = _METHODS[isinstance(statement, ast.AsyncFunctionDef)]
    # That the first parameter is the instance only a scope without a parent knows
    header = FunctionScope(teller.scope.module, statement, owner)
    found = _function(teller, inside, message, telling.source_of(teller, statement), header)
    return tuple(replace(item, label=code(statement.name)) for item in found)


_FUNCTIONS = ("defines the function {name}", "defines the asynchronous function {name}")
_METHODS = ("gives it the method {name}", "gives it the asynchronous method {name}")


def tell_type_alias(teller: telling.Teller, node: Any, source: Source) -> list[Node]:
    name, value = node.name, node.value
    return [
        Act(
            fill(
                "defines the type {name} as {value}",
                name=code(quoting.source(name)),
                value=code(quoting.short(value)),
            ),
            source,
            "type",
            ("Types",),
        )
    ]
