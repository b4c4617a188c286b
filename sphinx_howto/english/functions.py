"""A function or method as one step: a header of its signature, and the steps of its body."""

from __future__ import annotations

import ast
import inspect
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sphinx_howto import definition, document, options
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import comment_texts, comments, signatures, wrappers
from sphinx_howto.analysis.scope import Context, FunctionScope
from sphinx_howto.english import (
    headers,
    inline,
    layout,
    names,
    once,
    outline,
    passes,
    purposes,
    reading,
    remarks,
    statements,
)
from sphinx_howto.english.phrase import Spans, code, fill, length, paragraph, spaced, words

#: Words up to which a whole body is told in the header instead of in bullets.
_SHORT_BODY = 30


@dataclass(frozen=True)
class Voice:
    """What every part of one description shares: scopes, comments, how much to say."""

    context: Context
    comments: comments.Comments
    detail: options.Detail

    def teller(self, scope: FunctionScope) -> statements.Teller:
        return statements.teller(scope, self.comments, self.detail == "full")

    def outline(self, scope: FunctionScope, body: list[ast.stmt]) -> tuple[outline.Node, ...]:
        """The statements of a body as nodes, rewritten."""
        if body and isinstance(body[-1], ast.Return) and body[-1].value is None:
            body = body[:-1]
        return passes.run(statements.tell(self.teller(scope), body))

    def docstring(self, node: ast.AST) -> definition.Docstring | None:
        """The parsed docstring of a definition."""
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Module)):
            return None
        body = node.body
        if isinstance(node, ast.Module) and body and not quoting.is_docstring(body[0]):
            body = _from_text(body)
        if not body or not quoting.is_docstring(body[0]):
            return None
        return self.context.lookup.docstring(_text(body), body[0].lineno, names=_parameters(node))


def _from_text(body: list[ast.stmt]) -> list[ast.stmt]:
    """The body of a module from the text after its imports on, where one stands before its definitions."""
    for before, item in itertools.pairwise(body):
        if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            break
        is_apart = isinstance(before, (ast.Import, ast.ImportFrom)) and quoting.is_docstring(item)
        if is_apart and not comment_texts.is_code(_string(item)):
            return body[body.index(item) :]
    return []


def _text(body: Sequence[ast.stmt]) -> str:
    """The docstring at the begin of a body, and the prose of the strings that follow it at once."""
    texts = list(map(_string, itertools.takewhile(quoting.is_docstring, body)))
    others = [text for text in map(inspect.cleandoc, texts[1:]) if not comment_texts.is_code(text)]
    if not others:
        return texts[0]
    # The lines before the first word count for those of its entries
    begin = texts[0][: len(texts[0]) - len(texts[0].lstrip())].count("\n")
    return "\n" * begin + "\n\n".join([inspect.cleandoc(texts[0]), *others])


def _string(statement: ast.stmt) -> str:
    assert isinstance(statement, ast.Expr)
    assert isinstance(statement.value, ast.Constant)
    assert isinstance(statement.value.value, str)
    return statement.value.value


def _parameters(
    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Module,
) -> tuple[str, ...]:
    """The parameters that a docstring may speak of: of a class those of its creation."""
    if isinstance(node, ast.ClassDef):
        made = (item for item in node.body if isinstance(item, ast.FunctionDef) and item.name == "__init__")
        return next((_parameters(item) for item in made), ())
    if isinstance(node, ast.Module):
        return ()
    every = [
        *node.args.posonlyargs,
        *node.args.args,
        node.args.vararg,
        *node.args.kwonlyargs,
        node.args.kwarg,
    ]
    return tuple(item.arg for item in every if item is not None and item.arg not in ("self", "cls"))


def budget(detail: options.Detail, levels: int) -> layout.Budget:
    """The budget of the lists below an item."""
    return layout.FULL if detail == "full" else replace(layout.NORMAL, levels=levels)


def step(
    voice: Voice, scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef, reference: str
) -> document.Step:
    """A method or a function of a module as one item with its body below it."""
    lines = (node.lineno, node.end_lineno or node.lineno)
    lead = purposes.lead(voice, node)
    header = headers.signature(scope, node)
    body = voice.outline(scope, quoting.body_of(node)) if not signatures.is_stub(node) else ()
    body = (*wrapping(voice, scope, node), *body)
    name = (
        words("Initialization")
        if node.name == "__init__" and scope.owner is not None
        else code(node.name, reference)
    )
    if voice.detail == "brief":
        return document.Step(name, spaced(lead, paragraph([header])), lines, (), reference)
    if not body:
        empty = empty_body(scope, node)
        return document.Step(name, spaced(lead, joined_header(header, empty)), lines, (), reference)
    short = told_in_header(header, body) if voice.detail == "normal" else None
    if short is not None:
        return document.Step(name, spaced(lead, short), lines, (), reference)
    children = once.steps(scope, layout.steps(body, budget(voice.detail, 1)))
    return document.Step(name, spaced(lead, paragraph([header])), lines, children, reference)


def wrapping(
    voice: Voice, scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef
) -> tuple[outline.Node, ...]:
    """What decorators of the same project run round the function, as a block before its own steps."""
    blocks = []
    for item in node.decorator_list:
        found = wrappers.find(scope, item, node.name)
        if found is None:
            continue
        module = scope.module.context.module(found.module)
        teller = statements.teller(FunctionScope(module, found.node), comments.Comments(found.module))
        told = passes.run(statements.tell(teller, quoting.body_of(found.node)))
        if told:
            lines = (item.lineno, item.end_lineno or item.lineno)
            label = names.label(
                quoting.source(item.func if isinstance(item, ast.Call) else item).rpartition(".")[2]
            )
            blocks.append(
                outline.Block(
                    fill(
                        "{decorator} runs these steps round those below",
                        decorator=code(f"@{quoting.short(item)}"),
                    ),
                    told,
                    outline.Source(lines),
                    "list",
                    (label,),
                )
            )
    return tuple(blocks)


def joined_header(header: Spans, clause: Spans) -> Spans:
    """A header and one more sentence."""
    return paragraph([header, clause])


def told_in_header(header: Spans, body: tuple[outline.Node, ...]) -> Spans | None:
    """Header and a short body in one text; None if bullets are better."""
    if len(body) > 2 or any(map(reading.must_be_listed, body)):
        return None
    clauses = [inline.clause(node) for node in body]
    if sum(map(length, clauses)) > _SHORT_BODY or sum(reading.clauses(node) for node in body) > 3:
        return None
    return spaced(paragraph([header]), remarks.told(body))


def empty_body(scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Spans:
    """What can be said of a body without statements."""
    if signatures.is_abstract(scope, node):
        return words("a subclass must define it")
    if scope.module.module.body != "source":
        return words("its code is compiled, so only its signature and docstring are known")
    return words("has no statements of its own")
