"""Definitions, declarations and imports inside a body."""

from __future__ import annotations

import ast
from typing import Any

from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import names, operands, parameters
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
    taken = parameters.told(inside, node)
    message = (
        "defines the asynchronous function {name}"
        if isinstance(node, ast.AsyncFunctionDef)
        else "defines the function {name}"
    )
    head = fill(message, name=code(node.name))
    if taken:
        head = fill("{clause} of {parameters}", clause=head, parameters=taken)
    if node.decorator_list:
        head = fill(
            "{clause}, decorated with {decorators}",
            clause=head,
            decorators=join([code(f"@{quoting.short(item)}") for item in node.decorator_list]),
        )
    body = telling.tell(teller.inside(inside), quoting.body_of(node))
    if not body:
        return [
            Act(
                fill("{clause}, which has no statements", clause=head),
                source,
                "define",
                (names.label(node.name),),
            )
        ]
    return [Block(head, body, source, "define", (names.label(node.name),))]


def tell_class(teller: telling.Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, ast.ClassDef)
    bases = [operands.quote(teller.scope, base) for base in node.bases]
    head = fill("defines the class {name}", name=code(node.name))
    if bases:
        head = fill("{clause}, a subclass of {bases}", clause=head, bases=join(bases))
    methods = [item.name for item in node.body if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef))]
    if methods:
        head = fill("{clause}, with {methods}", clause=head, methods=join([code(name) for name in methods]))
    return [Act(head, source, "define", (names.label(node.name),))]


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
