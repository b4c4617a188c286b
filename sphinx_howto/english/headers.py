"""The header of a function: its kind, what it takes and gives, and what its decorators change."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import docstrings, signatures, wrappers
from sphinx_howto.analysis.scope import FunctionScope, walk_scope
from sphinx_howto.english import frameworks, operands, parameters, special
from sphinx_howto.english.phrase import Spans, code, fill, join, words


def signature(scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Spans:
    """``takes `a` and `b` (default `1`), and returns `int```, with the kind of function if special."""
    kind = signatures.kind(scope, node)
    decorated = decorators(scope, node)
    gives = result(scope, node, kind)
    is_special = scope.owner is not None and node.name in special.METHODS
    called = words(special.METHODS[node.name]) if is_special else frameworks.leading(scope, node)
    if node.name == "__init__" and scope.owner is not None:
        clause = _ordinary(_taken(scope, node), (), None)
    elif called:
        takes = () if node.name in {"__exit__", "__aexit__"} else _taken(scope, node)
        clause = (
            called if not takes else fill("{clause}; takes {parameters}", clause=called, parameters=takes)
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
        return _alone(words(noun)) if noun else words("takes no arguments")
    return fill("{kind} that {clause}", kind=words(noun), clause=clause) if noun else clause


def _alone(noun: Spans) -> Spans:
    """A kind without the comma after which its arguments would follow."""
    last = noun[-1]
    return (*noun[:-1], document.Words(last.text.rstrip(","))) if isinstance(last, document.Words) else noun


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
    return _disproved(scope, node, annotation) or fill("returns {type}", type=type_name(annotation))


def _disproved(
    scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef, annotation: ast.expr
) -> Spans:
    """What is returned where the body proves the annotation wrong; () for what it leaves open."""
    if signatures.is_stub(node) or signatures.is_abstract(scope, node) or _allows_none(annotation):
        return ()
    if docstrings.returns_nothing(node):
        return fill("returns nothing, although it is annotated {type}", type=type_name(annotation))
    values = [item.value for item in walk_scope(node.body) if isinstance(item, ast.Return)]
    shown = {ast.unparse(item) if item is not None else "None" for item in values}
    if shown == {"True", "None"}:
        return fill("returns `True` or `None`")
    return ()


def _allows_none(annotation: ast.expr) -> bool:
    """Whether an annotation has a place for ``None``, or may have one that is not written."""
    text = ast.unparse(annotation)
    return not re.fullmatch(
        r"(?:bool|int|str|float|bytes|(?:list|dict|set|tuple|List|Dict|Set|Tuple)(?:\[.*\])?)", text
    )


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
        if path in signatures.SILENT_DECORATORS or (
            isinstance(item, ast.Attribute) and item.attr in {"setter", "deleter", "getter"}
        ):
            continue
        message = DECORATORS.get(path or "") or DECORATORS.get(last)
        called = frameworks.decorated(scope, node, item)
        if called:
            clauses += [called] if frameworks.is_note(scope, node, item) else []
            continue
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
