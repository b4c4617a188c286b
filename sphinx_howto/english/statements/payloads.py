"""Long dictionaries that are set or returned: their entries as a list, each with what its author notes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import comment_texts
from sphinx_howto.english import displays, secrets, values
from sphinx_howto.english.outline import Act, Entry
from sphinx_howto.english.phrase import Spans, fill
from sphinx_howto.english.statements import telling

#: Entries from which on a list is better than a sentence, and as many as a list has; letters of the code.
_FEWEST, _MOST, _SHORTEST = 4, 16, 120


def listed(teller: telling.Teller, act: Act, value: ast.expr, head: Spans) -> Act:
    """``act`` with the entries of the dictionary ``value``, if these are better told as a list."""
    if not isinstance(value, ast.Dict) or not _FEWEST <= len(value.keys) <= _MOST:
        return act
    in_class = teller.scope.function is None and teller.scope.owner is not None
    if None in value.keys or in_class or len(quoting.source(value)) < _SHORTEST:
        return act
    count = document.Words(str(len(value.keys)))
    told = fill("{head} with {count} entries", head=head, count=count)
    return replace(act, entries=tuple(_entries(teller, value)), head=told, wrapper="")


def _entries(teller: telling.Teller, value: ast.Dict) -> Iterator[Entry]:
    before = value.lineno
    for key, item in zip(value.keys, value.values, strict=True):
        assert key is not None
        last = item.end_lineno or item.lineno
        first = min(max(before, value.lineno + 1), last)
        found = (
            comment_texts.note(comment, is_beside=True) for comment in teller.comments.within(first, last)
        )
        note = next((text for text in found if text), "")
        yield Entry(displays.entry_key(teller.scope, key), _held(teller, key, item), note, key.lineno)
        before = last + 1


def _held(teller: telling.Teller, key: ast.expr, item: ast.expr) -> Spans:
    """What a key holds; a display is quoted, since its own entries would need one more list."""
    is_hidden = secrets.hidden_for(str(getattr(key, "value", "")), item) is not None
    if is_hidden or isinstance(item, (ast.Dict, ast.List, ast.Tuple, ast.Set, ast.Constant)):
        return displays.entry_value(teller.scope, key, item)
    return values.value(teller.scope, item)
