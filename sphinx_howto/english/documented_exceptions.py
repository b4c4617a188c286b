"""What authors say of exceptions that no statement raises by name, or whose case takes many words to tell."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sphinx_howto import definition, document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import raising
from sphinx_howto.analysis.scope import FunctionScope, walk_scope
from sphinx_howto.english import authors
from sphinx_howto.english.phrase import Spans, code, fill, length, paragraph, spaced, words

#: A condition of so many words is clear without what the author says.
_CLEAR = 12
#: Expressions that cannot raise anything that a handler would have to catch.
_BROAD = {"Exception", "BaseException"}
_QUIET = (ast.Constant, ast.Name, ast.Attribute, ast.expr_context, ast.Tuple)


def with_facts(
    detail: str,
    scope: FunctionScope,
    node: definition.FunctionNode,
    docstring: definition.Docstring | None,
    facts: Sequence[document.Step],
) -> tuple[document.Step, ...]:
    """The facts of a function with what its docstring says of exceptions."""
    if docstring is None or detail == "brief":
        return tuple(facts)
    told = [_joined(fact, node, docstring) if fact.label == words("Raises") else fact for fact in facts]
    others = clauses(scope, node, docstring)
    if not others:
        return tuple(told)
    line = docstring.line or node.lineno
    return (*told, document.Step(words("Documented exceptions"), paragraph(others), (line, line)))


def clauses(
    scope: FunctionScope, node: definition.FunctionNode, docstring: definition.Docstring
) -> list[Spans]:
    """Documented exceptions that no statement of the body raises or catches by name, and that may come."""
    shown = {*_names_raised(node), *_names_caught(node)}
    if _is_all_caught(node):
        return []
    return [
        fill("raises {exception}: {text}", exception=code(name), text=text)
        for name, text in _documented(docstring)
        if name.rpartition(".")[2] not in shown and raising.may_raise(scope, name)
    ]


def _documented(docstring: definition.Docstring) -> Iterator[tuple[str, Spans]]:
    for item in docstring.raises:
        name = item.name.lstrip("~!")
        text = authors.quotation(item)
        if text and re.fullmatch(r"[\w.]+", name):
            yield name, text


def _joined(
    fact: document.Step, node: definition.FunctionNode, docstring: definition.Docstring
) -> document.Step:
    """The bullet with the author's words about the exceptions whose condition is missing or long in it."""
    if fact.steps:
        # Told function by function
        return fact
    raised = _names_raised(node)
    said = [
        fill("the author says of {exception}: {text}", exception=code(name), text=text)
        for name, text in _documented(docstring)
        if name.rpartition(".")[2] in raised and not _is_clear(fact.text, name)
    ]
    return replace(fact, text=spaced(fact.text, paragraph(said))) if said else fact


def _is_clear(text: Spans, name: str) -> bool:
    """Whether a sentence tells in few words when ``name`` is raised."""
    for sentence in _sentences(text):
        at = [number for number, span in enumerate(sentence) if _names(span, name)]
        after = sentence[at[-1] + 1 :] if at else ()
        if any(isinstance(span, document.Code) for span in after):
            return length(tuple(after)) <= _CLEAR
    return False


def _names(span: document.Span, name: str) -> bool:
    return isinstance(span, document.Code) and span.text.rpartition(".")[2] == name.rpartition(".")[2]


def _sentences(text: Spans) -> Iterator[Spans]:
    """The sentences of a paragraph."""
    parts: list[document.Span] = []
    for span in text:
        parts.append(span)
        if isinstance(span, document.Words) and (span.text.endswith(".") or ". " in span.text):
            yield tuple(parts)
            parts = []
    yield tuple(parts)


def _names_raised(node: definition.FunctionNode) -> set[str]:
    raised = (item.exc for item in walk_scope(node.body) if isinstance(item, ast.Raise))
    kinds = (item.func if isinstance(item, ast.Call) else item for item in raised)
    return {ast.unparse(item).rpartition(".")[2] for item in kinds if item is not None}


def _names_caught(node: definition.FunctionNode) -> set[str]:
    """The exceptions that the body catches and does not raise again: they need not come out of it."""
    handlers = (item for item in walk_scope(node.body) if isinstance(item, ast.ExceptHandler))
    swallowed = [item.type for item in handlers if not any(isinstance(x, ast.Raise) for x in ast.walk(item))]
    every = (item.elts if isinstance(item, ast.Tuple) else [item] for item in swallowed if item is not None)
    return {ast.unparse(item).rpartition(".")[2] for items in every for item in items}


def _is_all_caught(node: definition.FunctionNode) -> bool:
    """Whether all that can fail stands in a ``try`` that lets no exception through."""
    body = quoting.body_of(node)
    blocks = [item for item in body if isinstance(item, ast.Try)]
    others = [item for item in body if not isinstance(item, ast.Try)]
    return bool(blocks) and all(map(_lets_nothing_through, blocks)) and all(map(_is_quiet, others))


def _lets_nothing_through(block: ast.Try) -> bool:
    broad = any(item.type is None or ast.unparse(item.type) in _BROAD for item in block.handlers)
    after = [*(item for handler in block.handlers for item in handler.body), *block.orelse, *block.finalbody]
    return broad and not any(isinstance(part, ast.Raise) for item in after for part in ast.walk(item))


def _is_quiet(statement: ast.stmt) -> bool:
    """Whether a statement only binds or gives names and constants."""
    if not isinstance(statement, (ast.Assign, ast.AnnAssign, ast.Return, ast.Pass, ast.Expr, ast.Global)):
        return False
    value = getattr(statement, "value", None)
    return value is None or all(isinstance(item, _QUIET) for item in ast.walk(value))
