"""What a known call is given, in the caller's terms: addresses with their text, bodies by their keys."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sphinx_howto import phrasebook
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import formatting, pure
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english.facts import given, inlining, places

_MOST_KEYS = 10
#: Longest call or attribute that stands for a local name, in characters.
_LONGEST = 80
#: ... longest list.
_LONGEST_LIST = 160

#: Phrase of an option -> (phrase with the keys of a dictionary, with some of many keys, without a name).
_KEYED: Mapping[str, tuple[str, str, str]] = {
    "with {json} as its JSON body": (
        "with a JSON body of {*json}",
        "with a JSON body of {*json} and {more} more keys",
        "with a JSON body",
    ),
    "with {data} as its body": (
        "with the fields {*data} as its body",
        "with the fields {*data} and {more} more as its body",
        "with a body",
    ),
    ", with the headers {headers}": (
        ", with the headers {*headers}",
        ", with the headers {*headers} and {more} more",
        ", with headers",
    ),
    "with the query parameters {params}": (
        "with the query parameters {*params}",
        "with the query parameters {*params} and {more} more",
        "with query parameters",
    ),
    "with the files {files}": (
        "with the files {*files}",
        "with the files {*files} and {more} more",
        "with files",
    ),
    ", with the cookies {cookies}": (
        ", with the cookies {*cookies}",
        ", with the cookies {*cookies} and {more} more",
        ", with cookies",
    ),
    ", with the timeout {timeout}": (
        ", with the timeout {timeout}",
        ", with the timeout {timeout}",
        ", with a timeout",
    ),
    ", with a timeout of {timeout} seconds": (
        ", with a timeout of {timeout} seconds",
        ", with a timeout of {timeout} seconds",
        ", with a timeout",
    ),
    ", with the credentials {auth}": (
        ", with the credentials {auth}",
        ", with the credentials {auth}",
        ", with credentials",
    ),
    ", through the proxies {proxies}": (
        ", through the proxies {proxies}",
        ", through the proxies {proxies}",
        ", through proxies",
    ),
}


@dataclass(frozen=True)
class Keys:
    """The constant keys of a dictionary; complete: it can have no others."""

    names: tuple[ast.expr, ...]
    complete: bool


def match(scope: FunctionScope, found: phrasebook.Match) -> phrasebook.Match:
    """A matched row with its arguments and options as a reader without the source understands them."""
    arguments = {name: argument(scope, value) for name, value in found.arguments.items()}
    options = []
    for option in found.options:
        phrases = _KEYED.get(option)
        slot = option[option.index("{") + 1 : option.index("}")] if phrases is not None else ""
        options.append(
            _option(scope, phrases, slot, found.arguments[slot], arguments) if phrases is not None else option
        )
    return replace(found, arguments=arguments, options=tuple(options))


def _option(
    scope: FunctionScope,
    phrases: tuple[str, str, str],
    slot: str,
    node: ast.expr,
    arguments: dict[str, ast.expr],
) -> str:
    """The phrase for an option; fills the slots that it has beyond the row's."""
    keyed, cut, nameless = phrases
    keys = keys_of(scope, node) if "{*" in keyed else None
    if keys is not None and keys.names and keys.complete:
        shown = keys.names[:_MOST_KEYS]
        arguments[f"*{slot}"] = ast.Tuple(list(shown), ast.Load())
        left = len(keys.names) - len(shown)
        arguments["more"] = ast.Constant(left)
        return cut if left else keyed
    if is_opaque(scope, arguments[slot]) or (keys is not None and keys.names):
        return nameless
    # The slot in its plain form
    return keyed.replace("{*", "{")


def is_opaque(scope: FunctionScope, node: ast.expr) -> bool:
    """Whether an argument is an expression of local names, which say nothing to a caller."""
    names = [item for item in ast.walk(node) if isinstance(item, ast.Name)]
    return any(item.id in scope.bindings and item.id not in scope.parameters for item in names)


def argument(scope: FunctionScope, node: ast.expr) -> ast.expr:
    """An argument with the local name that it is replaced by its value, where a reader gains by that."""
    if isinstance(node, ast.Tuple):
        return ast.copy_location(ast.Tuple([argument(scope, item) for item in node.elts], ast.Load()), node)
    told = inlining.inlined(scope, node)
    if told is not node:
        return told
    if not isinstance(node, ast.Name):
        is_attribute = isinstance(node, ast.Attribute)
        return inlining.inlined(scope, given.resolved(scope, node)) if is_attribute else node
    found = given.resolved(scope, node)
    if found is not node:
        return inlining.inlined(scope, found)
    value = given.assigned(scope, node)
    if node.id in scope.parameters:
        return node
    if value is None or _is_refilled(value, node):
        return _statement(scope, node) or node
    if isinstance(value, ast.List) and len(quoting.source(value)) <= _LONGEST_LIST:
        return value if _is_untouched(scope, node, value) else node
    if isinstance(value, (ast.Constant, ast.JoinedStr)):
        return inlining.inlined(scope, value)
    shown = isinstance(value, (ast.Call, ast.Attribute, ast.BinOp, ast.Subscript, ast.Tuple))
    tells = not is_opaque(scope, value) or any(
        isinstance(item, ast.Constant) and isinstance(item.value, str) for item in ast.walk(value)
    )
    short = len(quoting.source(value)) <= _LONGEST
    return value if shown and tells and short and pure.is_pure(scope, value) else node


_SQL = re.compile(r"\s*(?:SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|WITH)\s", re.IGNORECASE)


def _is_refilled(value: ast.expr, use: ast.Name) -> bool:
    """``text = text.format(...)``."""
    func = value.func if isinstance(value, ast.Call) else None
    inner = func.value if isinstance(func, ast.Attribute) and func.attr == "format" else None
    return isinstance(inner, ast.Name) and inner.id == use.id


def _statement(scope: FunctionScope, use: ast.Name) -> ast.expr | None:
    """The SQL that a name which is set several times was set to last, before its blanks are filled in."""
    bound = [
        value
        for value, statement in sorted(scope.bindings.get(use.id, ()), key=lambda item: places.line(item[1]))
        if value is not None and places.line(statement) < use.lineno
    ]
    while bound and _is_refilled(bound[-1], use):
        bound.pop()
    last = bound[-1] if bound else None
    text = formatting.joined(last) or last if last is not None else None
    first = text.values[0] if isinstance(text, ast.JoinedStr) and text.values else text
    is_sql = isinstance(first, ast.Constant) and _SQL.match(str(first.value)) is not None
    return text if is_sql else None


def standing(scope: FunctionScope, shown: Sequence[ast.expr]) -> Mapping[str, ast.expr]:
    """Local name -> the call that acts which it is set to, for those in ``shown`` that nobody can know."""
    names = {item.id: item for node in shown for item in ast.walk(node) if isinstance(item, ast.Name)}
    found = {
        name: value
        for name, item in names.items()
        for value in [given.assigned(scope, item)]
        if isinstance(value, (ast.Call, ast.Attribute, ast.Subscript)) and not pure.is_pure(scope, value)
    }
    return {
        name: value
        for name, value in found.items()
        if len(quoting.source(value)) <= _LONGEST
        and not given.is_filled_later(value)
        and not is_opaque(scope, value)
    }


def replaced(scope: FunctionScope, shown: Sequence[ast.expr]) -> tuple[str, ...]:
    """The parameters in ``shown`` that may no longer be what the caller gave."""
    names = [item for node in shown for item in ast.walk(node) if isinstance(item, ast.Name)]
    # What stands in for a name that is set again is in the caller's terms
    own = [item for item in names if given.is_rebound(scope, item) and given.assigned(scope, item) is None]
    return tuple(dict.fromkeys(item.id for item in own))


def keys_of(scope: FunctionScope, node: ast.expr) -> Keys | None:
    """The keys of a dictionary display, or of a local that is set to one; None for anything else."""
    if isinstance(node, ast.Dict):
        return _displayed(node)
    value = given.assigned(scope, node) if isinstance(node, ast.Name) else None
    if not isinstance(value, ast.Dict) or not isinstance(node, ast.Name) or node.id in scope.parameters:
        return None
    found = _displayed(value)
    return found if _is_untouched(scope, node, value) else Keys(found.names, False)


def _displayed(node: ast.Dict) -> Keys:
    names = tuple(
        item for item in node.keys if isinstance(item, ast.Constant) and isinstance(item.value, str)
    )
    return Keys(names, len(names) == len(node.keys))


def _is_untouched(scope: FunctionScope, use: ast.Name, value: ast.expr) -> bool:
    """Whether nothing between the display and ``use`` can have added a key: the name is not even read."""
    begin, end = places.end(value), places.place(use)
    others = [places.place(item) for item in places.reads(scope, use.id) if item is not use]
    return not any(begin <= other < end for other in others)
