"""What a function without an annotation gives back, by its ``return`` statements alone."""

from __future__ import annotations

import ast

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import pure, signatures, types
from sphinx_howto.analysis.scope import FunctionScope, walk_scope
from sphinx_howto.analysis.scope.returned import type_of
from sphinx_howto.english import operands, special
from sphinx_howto.english.facts import payloads
from sphinx_howto.english.phrase import Spans, code, fill, join, length, words

#: Words of a value, and keys of a dictionary, that are shown.
_LONGEST, _MOST_KEYS = 14, 10
_NOUNS = {
    "list": "a list",
    "dict": "a dictionary",
    "set": "a set",
    "tuple": "a tuple",
    "str": "a string",
    "bytes": "bytes",
    "int": "an integer",
    "float": "a floating-point number",
    "bool": "`True` or `False`",
}


def with_value(scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef, use: Spans) -> Spans:
    """``use``, the sentence that tells how to call, and what the call gives, where that is known."""
    is_call = len(use) == 3 and isinstance(use[1], document.Code) and use[2].text == "."
    plain = is_call and use[1].text.endswith(")") and not use[1].text.startswith("@")
    if not plain or node.name in special.METHODS:
        return use
    gives = told(scope, node)
    return (
        (*fill("{use}; it returns {value}", use=use[:2], value=gives), document.Words(".")) if gives else use
    )


def told(scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Spans:
    """The value, or what it is: ``a list``; () for nothing, and for what is not known."""
    if node.returns is not None or signatures.is_generator(node) or signatures.is_stub(node):
        return ()
    if not all(_leaves_result(scope, item) for item in node.decorator_list):
        return ()
    every = [item.value for item in walk_scope(node.body) if isinstance(item, ast.Return)]
    values = {ast.dump(item): item for item in every if item is not None and not _is_none(item)}
    if not values:
        return ()
    may_be_none = any(item is None or _is_none(item) for item in every) or _falls_out(node)
    shown = _value(scope, next(iter(values.values()))) if len(values) == 1 else ()
    if not shown:
        found = type_of(scope, isinstance(node, ast.AsyncFunctionDef))
        kinds = [scope.type_of(item) for item in values.values()]
        may_be_none = may_be_none or any(kind is not None and _holds_none(kind) for kind in kinds)
        shown = _kind(found)
    if not shown:
        return ()
    if may_be_none and shown == fill(_NOUNS["bool"]):
        return fill("`True`, `False` or `None`")
    return fill("{value}, or `None`", value=shown) if may_be_none else shown


def _holds_none(kind: types.Type) -> bool:
    return kind.optional or kind == types.NONE


def _leaves_result(scope: FunctionScope, decorator: ast.expr) -> bool:
    """Whether a decorator is known to give what the function gives."""
    path = scope.module.dotted(decorator.func if isinstance(decorator, ast.Call) else decorator)
    return path in signatures.SILENT_DECORATORS or path in _KEEPING


_KEEPING = frozenset({"functools.cache", "functools.lru_cache", "typing.final", "warnings.deprecated"})


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _falls_out(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a body may end without ``return``; only what always ends with one is sure not to."""
    return not _ends(node.body)


def _ends(body: list[ast.stmt]) -> bool:
    last = body[-1]
    if isinstance(last, ast.If):
        return bool(last.orelse) and _ends(last.body) and _ends(last.orelse)
    if isinstance(last, ast.While):
        breaks = any(isinstance(item, ast.Break) for item in ast.walk(last))
        return isinstance(last.test, ast.Constant) and bool(last.test.value) and not breaks
    if isinstance(last, (ast.With, ast.AsyncWith)):
        return _ends(last.body)
    if isinstance(last, ast.Try):
        ways = [[*last.body, *last.orelse], *(handler.body for handler in last.handlers)]
        return (bool(last.finalbody) and _ends(last.finalbody)) or all(map(_ends, ways))
    return isinstance(last, (ast.Return, ast.Raise))


def _value(scope: FunctionScope, node: ast.expr) -> Spans:
    """A value in words, where a caller knows what it is made of."""
    keys = payloads.keys_of(scope, node)
    if keys is not None and keys.complete and 0 < len(keys.names) <= _MOST_KEYS:
        named = join([code(str(item.value)) for item in keys.names if isinstance(item, ast.Constant)])
        message = "a dictionary with the key {keys}" if len(keys.names) == 1 else "a dictionary with {keys}"
        return fill(message, keys=named)
    if isinstance(node, ast.Name) or payloads.is_opaque(scope, node) or not pure.is_pure(scope, node):
        return ()
    if isinstance(node, (ast.Compare, ast.BoolOp, ast.IfExp, ast.Lambda)):
        return ()
    shown = operands.operand(scope, node)
    return shown if length(shown) <= _LONGEST and len(quoting.source(node)) <= 60 else ()


def _kind(found: types.Type | None) -> Spans:
    """A type as what it makes: ``a list``."""
    noun = _NOUNS.get(found.name, "") if found is not None else ""
    if found is None or not noun:
        return ()
    return fill(noun) if "`" in noun else words(noun)
