"""A known call in the words of its phrasebook row: what it says, its options, the other arguments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sphinx_howto import catalogue, phrasebook
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import operands, truth
from sphinx_howto.english.phrase import Spans, code, fill, join, merged, plain, words

_WITH = re.compile(r",? ?with (?!\{\*)")


def told(scope: FunctionScope, match: phrasebook.Match, message: str) -> Spans:
    """``message`` with all arguments of the call: options that begin with "with" are one list.

    ``sends a `POST` request to `u`, with the headers `h`, a timeout of `9` seconds and `proxy=p```
    """
    listed = [option for option in match.options if _WITH.match(option)]
    rest = _rest(scope, match)
    shown = [_option(scope, match, option) for option in listed]
    first = _first_word(shown)
    is_list = first and len(shown) + len(rest) > 1 and all(map(truth.is_plain, shown))
    if not is_list:
        phrase = operands.filled(scope, match, message)
        return fill("{phrase}, with {arguments}", phrase=phrase, arguments=join(rest)) if rest else phrase
    # Options of another kind keep their places before and after the list
    place = match.options.index(listed[0])
    before = match.options[:place]
    after = tuple(option for option in match.options[place:] if option not in listed)
    phrase = operands.filled(scope, replace(match, options=before), message)
    items = [_without(first, item) for item in shown]
    separator = words(", ") if catalogue.gettext(listed[0]).startswith(",") else words(" ")
    result = [*phrase, *separator, *words(first), *join([*items, *rest])]
    for option in after:
        text = catalogue.gettext(option)
        result += [
            *words("" if text.startswith(",") else " "),
            *operands.filled(scope, replace(match, options=()), option),
        ]
    return merged(result)


def _option(scope: FunctionScope, match: phrasebook.Match, option: str) -> Spans:
    """One option phrase, without the comma before it."""
    spans = operands.filled(scope, match, option, with_options=False)
    return _without(", ", spans)


def _without(prefix: str, spans: Spans) -> Spans:
    head = spans[0]
    if not head.text.startswith(prefix):
        return spans
    return merged([replace(head, text=head.text[len(prefix) :]), *spans[1:]])


def _first_word(shown: Sequence[Spans]) -> str:
    """The word that all phrases begin with ("with ", in the reader's language), "" if they differ."""
    found = {plain(item).partition(" ")[0] for item in shown}
    return f"{found.pop()} " if len(found) == 1 else ""


def _rest(scope: FunctionScope, match: phrasebook.Match) -> list[Spans]:
    """The arguments that no phrase mentions, quoted: nothing is dropped in silence."""
    return [
        code(f"**{shown}" if name == "**" else f"{name}={shown}" if name else shown)
        for name, item in match.rest
        for shown in [operands.shown_value(scope, name, item)]
    ]
