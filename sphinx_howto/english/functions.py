"""A function or method as one step: a header of its signature, and the steps of its body."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sphinx_howto import definition, document, options
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import comments, signatures, wrappers
from sphinx_howto.analysis.scope import Context, FunctionScope
from sphinx_howto.english import (
    authors,
    inline,
    layout,
    names,
    operands,
    outline,
    parameters,
    passes,
    special,
    statements,
)
from sphinx_howto.english.phrase import Spans, code, fill, join, length, merged, paragraph, words

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
        if not body or not quoting.is_docstring(body[0]):
            return None
        first = body[0]
        assert isinstance(first, ast.Expr)
        assert isinstance(first.value, ast.Constant)
        assert isinstance(first.value.value, str)
        return self.context.lookup.docstring(first.value.value, first.lineno)


def budget(detail: options.Detail, levels: int) -> layout.Budget:
    """The budget of the lists below an item."""
    return layout.FULL if detail == "full" else replace(layout.NORMAL, levels=levels)


def step(
    voice: Voice, scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef, reference: str
) -> document.Step:
    """A method or a function of a module as one item with its body below it."""
    lines = (node.lineno, node.end_lineno or node.lineno)
    docstring = voice.docstring(node)
    lead = authors.lead(docstring.summary) if docstring is not None else ()
    header = signature(scope, node)
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
    children = layout.steps(body, budget(voice.detail, 1))
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


def spaced(*parts: Spans) -> Spans:
    """Parts with a space between those that are there."""
    result: list[document.Span] = []
    for part in parts:
        if not part:
            continue
        if result:
            result.append(document.Words(" "))
        result += part
    return merged(result)


def joined_header(header: Spans, clause: Spans) -> Spans:
    """A header and one more sentence."""
    return paragraph([header, clause])


def told_in_header(header: Spans, body: tuple[outline.Node, ...]) -> Spans | None:
    """Header and a short body in one text; None if bullets are better."""
    if len(body) > 2:
        return None
    clauses = [inline.clause(node) for node in body]
    if sum(map(length, clauses)) > _SHORT_BODY or sum(layout.clauses(node) for node in body) > 3:
        return None
    return paragraph([header, *clauses])


def empty_body(scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Spans:
    """What can be said of a body without statements."""
    if signatures.is_abstract(scope, node):
        return words("a subclass must define it")
    if scope.module.module.body != "source":
        return words("its code is compiled, so only its signature and docstring are known")
    return words("has no statements of its own")


def signature(scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Spans:
    """``takes `a` and `b` (default `1`), and returns `int```, with the kind of function if special."""
    kind = signatures.kind(scope, node)
    decorated = decorators(scope, node)
    gives = result(scope, node, kind)
    called = special.METHODS.get(node.name) if scope.owner is not None else None
    if node.name == "__init__" and scope.owner is not None:
        clause = _ordinary(_taken(scope, node), (), None)
    elif called is not None:
        takes = () if node.name in {"__exit__", "__aexit__"} else _taken(scope, node)
        clause = (
            words(called)
            if not takes
            else fill("{clause}; takes {parameters}", clause=words(called), parameters=takes)
        )
    elif kind in PROPERTIES:
        clause = fill(PROPERTIES[kind][1], type=gives) if gives else words(PROPERTIES[kind][0])
    else:
        clause = _ordinary(_taken(scope, node), gives, KINDS.get(kind))
    return _with_decorators(clause, decorated)


def _taken(scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Spans:
    return parameters.told(scope, node)


def _ordinary(takes: Spans, gives: Spans, noun: str | None) -> Spans:
    """``takes ... and returns ...``; with ``noun``: ``coroutine that takes ... and returns ...``."""
    if takes and gives and any(isinstance(span, document.Words) and ";" in span.text for span in takes):
        clause = fill("takes {parameters}; {gives}", parameters=takes, gives=gives)
    elif takes and gives:
        listed = any(
            isinstance(span, document.Words) and ("," in span.text or " and " in span.text) for span in takes
        )
        clause = fill(
            "takes {parameters}, and {gives}" if listed else "takes {parameters} and {gives}",
            parameters=takes,
            gives=gives,
        )
    elif takes:
        clause = fill("takes {parameters}", parameters=takes)
    elif gives:
        clause = gives if noun else fill("takes no arguments and {gives}", gives=gives)
    else:
        return words(noun) if noun else words("takes no arguments")
    return fill("{kind} that {clause}", kind=words(noun), clause=clause) if noun else clause


def _with_decorators(clause: Spans, decorated: Spans) -> Spans:
    return fill("{clause}; {decorated}", clause=clause, decorated=decorated) if decorated else clause


#: Kind -> how it is said without and with the type of the result.
PROPERTIES: Mapping[str, tuple[str, str]] = {
    "property": ("property", "property that returns {type}"),
    "abstract property": ("abstract property", "abstract property that returns {type}"),
    "cached property": (
        "cached property: computed on the first access, then kept",
        "cached property that returns {type}: computed on the first access, then kept",
    ),
    "setter": ("runs when the property is assigned", "runs when the property is assigned"),
    "deleter": ("runs when the property is deleted", "runs when the property is deleted"),
}
KINDS: Mapping[str, str] = {
    "coroutine": "coroutine",
    "generator": "generator",
    "asynchronous generator": "asynchronous generator",
    "class method": "class method",
    "static method": "static method",
    "abstract method": "abstract method",
    "class coroutine": "class method, a coroutine,",
    "static coroutine": "static coroutine",
    "abstract coroutine": "abstract coroutine",
    "static generator": "static generator",
    "class generator": "class method, a generator,",
    "static asynchronous generator": "static asynchronous generator",
    "class asynchronous generator": "class method, an asynchronous generator,",
    "abstract asynchronous generator": "abstract asynchronous generator",
    "abstract generator": "abstract generator",
    "context manager": "context manager",
    "asynchronous context manager": "asynchronous context manager",
}


def result(scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef, kind: str) -> Spans:
    """What the return annotation says: ``returns `int``` or ``yields `str```."""
    annotation = node.returns
    if annotation is None or (isinstance(annotation, ast.Constant) and annotation.value is None):
        return ()
    if (scope.module.dotted(annotation) or "").rpartition(".")[2] in {"NoReturn", "Never"}:
        return fill("never returns")
    found = scope.module.dotted(annotation.value) if isinstance(annotation, ast.Subscript) else None
    if "generator" in kind or kind.endswith("context manager"):
        if found is not None and found.rpartition(".")[2] in {
            "Iterator",
            "Generator",
            "AsyncIterator",
            "AsyncGenerator",
            "Iterable",
            "AsyncIterable",
        }:
            assert isinstance(annotation, ast.Subscript)
            item = annotation.slice.elts[0] if isinstance(annotation.slice, ast.Tuple) else annotation.slice
            return fill("yields {type}", type=type_name(item))
        return ()
    if kind in PROPERTIES:
        return type_name(annotation)
    return fill("returns {type}", type=type_name(annotation))


def type_name(annotation: ast.expr) -> Spans:
    """An annotation as code; `X | None` as ``X or None``; a quoted one without its quotes."""
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        return code(annotation.value)
    if isinstance(annotation, ast.BinOp) and isinstance(annotation.op, ast.BitOr):
        return fill("{first} or {last}", first=type_name(annotation.left), last=type_name(annotation.right))
    return code(quoting.short(annotation))


def decorators(scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Spans:
    """What the decorators change: known ones in words, unknown ones by name."""
    clauses = []
    unknown = []
    for item in node.decorator_list:
        path = scope.module.dotted(item.func if isinstance(item, ast.Call) else item)
        last = (path or "").rpartition(".")[2]
        if (
            path in signatures.SILENT_DECORATORS
            or (isinstance(item, ast.Attribute)
            and item.attr in {"setter", "deleter", "getter"})
        ):
            continue
        message = DECORATORS.get(path or "") or DECORATORS.get(last)
        if wrappers.find(scope, item, node.name) is not None:
            continue
        if message is not None:
            argument = item.args[0] if isinstance(item, ast.Call) and item.args else None
            clauses.append(
                fill(message, argument=operands.quote(scope, argument) if argument is not None else ())
                if "{argument}" not in message or argument is not None
                else fill(DECORATORS["functools.cache"])
            )
        else:
            unknown.append(code(f"@{quoting.short(item)}"))
    if unknown:
        clauses.append(fill("decorated with {decorators}", decorators=join(unknown)))
    return join(clauses) if clauses else ()


DECORATORS: Mapping[str, str] = {
    "functools.cache": "results are kept by argument and not computed again",
    "functools.lru_cache": "the results of the most recent arguments are kept and not computed again",
    "typing.overload": "an overload",
    "typing.final": "must not be overridden",
    "warnings.deprecated": "deprecated: {argument}",
    "functools.singledispatch": "chooses the implementation by the type of the first argument",
    "contextlib.contextmanager": "used in a `with` statement",
    "contextlib.asynccontextmanager": "used in an `async with` statement",
    "pytest.fixture": "a test fixture",
}
