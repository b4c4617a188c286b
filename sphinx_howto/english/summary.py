"""The first paragraphs of a description: the author's words, then how to create or call the thing."""

from __future__ import annotations

import ast

from sphinx_howto import definition, document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import signatures
from sphinx_howto.analysis.scope import ClassScope, FunctionScope, ModuleScope
from sphinx_howto.english import authors, functions
from sphinx_howto.english.phrase import Spans, code, fill, sentence, words


def opening(voice: functions.Voice, name: str, node: ast.AST, otherwise: Spans) -> Spans:
    """``Name`: the docstring's first paragraph``, or a sentence made from the facts."""
    docstring = voice.docstring(node)
    if docstring is None or not docstring.summary:
        return sentence(otherwise)
    text = docstring.summary
    shown = authors.spans(text if text[-1:] in ".!?:" else f"{text}.")
    return fill("{name}: {text}", name=code(name), text=shown)


def call_form(node: ast.FunctionDef | ast.AsyncFunctionDef, scope: FunctionScope, name: str, required: bool = False) -> str:
    """``name(a, *, b=1)`` as a caller writes it; only the required arguments if asked."""
    shown, star = [], False
    for item in signatures.parameters(scope, node):
        if item.kind in {"*", "**"}:
            star = star or item.kind == "*"
            if not required:
                shown.append(item.kind + item.name)
            continue
        if required and item.default is not None:
            continue
        if item.kind == "keyword" and required:
            shown.append(f"{item.name}={item.name}")
            continue
        if item.kind == "keyword" and not star:
            shown.append("*")
            star = True
        shown.append(item.name if item.default is None else f"{item.name}={quoting.short(item.default, 24)}")
        if item.last_positional_only and not required:
            shown.append("/")
    return f"{name}({', '.join(shown)})"


def function(voice: functions.Voice, scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef,
             target: definition.Definition) -> tuple[Spans, ...]:
    """The paragraphs for a function or method."""
    first = opening(voice, target.qualname, node, fill("{name} is a {kind}", name=code(target.qualname),
                                                       kind=words(functions.KINDS.get(signatures.kind(scope, node)) or
                                                                  ("method" if scope.owner is not None else "function"))))
    return (first, sentence(functions.signature(scope, node)))


def attribute(voice: functions.Voice, scope: FunctionScope, node: ast.AST, target: definition.Definition) -> tuple[Spans, ...]:
    """The paragraph for a module or class attribute."""
    owner = target.path.rpartition(".")[0]
    return (sentence(fill("{name} is an attribute of {owner}", name=code(target.qualname), owner=code(owner, owner))),)
