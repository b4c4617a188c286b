"""Lists, tuples, sets and dictionaries that are too long to quote, as noun phrases."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import known, operands, secrets
from sphinx_howto.english.phrase import Spans, code, fill, join, listed, longest_part, words

#: A display longer than this is told in words rather than quoted.
_LONG_DISPLAY = 44
_MOST_ITEMS = 16
#: Words, commas and parentheses up to which the items of a dictionary have commas between them.
_LONGEST = 16


def _list(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.List)
    if not node.elts:
        return words("an empty list")
    return _long_display(scope, node, node.elts, "a list of {count} items: {items}")


def _set(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.Set)
    return _long_display(scope, node, node.elts, "a set of {count} items: {items}")


def _long_display(scope: FunctionScope, node: ast.expr, items: list[ast.expr], message: str) -> Spans | None:
    """A display that is too long to quote: its first items, and how many there are."""
    if len(quoting.source(node)) <= quoting.LONGEST:
        return None
    shown: list[Spans] = []
    size = 0
    for item in items:
        size += len(quoting.source(item)) + 2
        if size > 90 and shown:
            break
        shown.append(operands.quote(scope, item))
    if len(items) == 1:
        return fill("a list that holds {item}", item=shown[0]) if isinstance(node, ast.List) else None
    if len(shown) < len(items):
        shown.append(fill("{count} more", count=document.Words(str(len(items) - len(shown)))))
    return fill(message, count=document.Words(str(len(items))), items=join(shown))


def _dict(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.Dict)
    if not node.keys:
        return words("an empty dictionary")
    if len(quoting.source(node)) <= _LONG_DISPLAY:
        return None
    items = []
    for key, item in list(zip(node.keys, node.values, strict=False))[:_MOST_ITEMS]:
        if key is None:
            items.append(fill("the items of {value}", value=operands.inner(scope, item)))
        elif _is_named_so(key, item):
            items.append(entry_key(scope, key))
        else:
            value = entry_value(scope, key, item)
            items.append(fill("{key} ({value})", key=entry_key(scope, key), value=value))
    if len(node.keys) > _MOST_ITEMS:
        items.append(fill("{count} more", count=document.Words(str(len(node.keys) - _MOST_ITEMS))))
    told = join(items)
    return fill("a dictionary with {items}", items=listed(items) if longest_part(told) > _LONGEST else told)


def _is_named_so(key: ast.expr, item: ast.expr) -> bool:
    """``"name": name``."""
    return isinstance(item, ast.Name) and isinstance(key, ast.Constant) and item.id == key.value


def entry_key(scope: FunctionScope, key: ast.expr) -> Spans:
    """The key of an entry: a text without its quotes."""
    if isinstance(key, ast.Constant) and isinstance(key.value, str) and key.value.strip():
        return code(key.value)
    return operands.quote(scope, key)


def entry_value(scope: FunctionScope, key: ast.expr, item: ast.expr) -> Spans:
    """The value of an entry, without credentials."""
    text = secrets.hidden_for(str(getattr(key, "value", "")), item)
    return code(text) if text else operands.inner(scope, item)


def _tuple(scope: FunctionScope, node: ast.expr) -> Spans | None:
    assert isinstance(node, ast.Tuple)
    if not node.elts:
        return words("an empty tuple")
    answer = _answer(scope, node)
    if answer is not None:
        return answer
    if len(node.elts) > 4:
        return _long_display(scope, node, node.elts, "a tuple of {count} items: {items}")
    if len(quoting.source(node)) <= _LONG_DISPLAY:
        return None
    return fill("the tuple of {items}", items=join([operands.inner(scope, item) for item in node.elts]))


def _answer(scope: FunctionScope, node: ast.Tuple) -> Spans | None:
    """``(jsonify(...), 404)``: what Flask answers with, and its status."""
    response, status = node.elts if len(node.elts) == 2 else (None, None)
    if not isinstance(response, ast.Call) or status is None:
        return None
    match = scope.match(response)
    if match is None or not match.entry.value or match.entry.name not in _ANSWERS:
        return None
    told = known.told(scope, match, match.entry.value)
    return fill("{response} with the status {status}", response=told, status=operands.quote(scope, status))


_ANSWERS = frozenset({"flask.jsonify", "flask.render_template", "flask.make_response"})

RULES: Mapping[type[ast.expr], Callable[[FunctionScope, ast.expr], Spans | None]] = {
    ast.List: _list,
    ast.Set: _set,
    ast.Dict: _dict,
    ast.Tuple: _tuple,
}
