"""The value of a constant is told where a function first names it, not each time."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace

from sphinx_howto import document
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import operands
from sphinx_howto.english.phrase import Spans, merged

#: What follows the value of a constant where it stands in parentheses.
_ENDS = (" by default)", ")")


def steps(scope: FunctionScope, told: Sequence[document.Step]) -> tuple[document.Step, ...]:
    """``told``, the steps of the function of ``scope``, with each value in parentheses only once."""
    return _Reader(scope).steps(told)


class _Reader:
    """Goes through the steps in the order in which they are read."""

    def __init__(self, scope: FunctionScope) -> None:
        self._scope = scope
        self._seen: set[str] = set()

    def steps(self, told: Sequence[document.Step]) -> tuple[document.Step, ...]:
        """The steps and those below them."""
        result = []
        for step in told:
            text = self._text(step.text)
            result.append(replace(step, text=text, steps=self.steps(step.steps)))
        return tuple(result)

    def _text(self, spans: Spans) -> Spans:
        result: list[document.Span] = []
        rest = list(spans)
        while rest:
            result.append(rest.pop(0))
            self._shorten(result[-1], rest)
        return merged(result)

    def _shorten(self, name: document.Span, rest: list[document.Span]) -> None:
        """Take the value out of ``rest``, what follows ``name``, if it was told before."""
        if len(rest) < len(("(", "value", ")")) or not isinstance(name, document.Code):
            return
        opening, value, closing = rest[:3]
        if opening == document.Words(" is ") and self._value(name.text) == value.text:
            self._seen.add(name.text)
        if opening != document.Words(" (") or not isinstance(value, document.Code):
            return
        end = next((mark for mark in _ENDS if closing.text.startswith(mark)), "")
        if not end or not isinstance(closing, document.Words) or self._value(name.text) != value.text:
            return
        if name.text in self._seen:
            rest[:3] = [document.Words(closing.text[len(end) :])]
        self._seen.add(name.text)

    def _value(self, name: str) -> str | None:
        """The value of a constant as it is shown; None for anything else."""
        try:
            return operands.constant_value(self._scope, ast.parse(name, mode="eval").body)
        except (SyntaxError, ValueError):
            return None
