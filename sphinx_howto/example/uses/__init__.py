"""The rules of use: what each place in which a value can stand says of the value's shape."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sphinx_howto.example.usage import Study, Vote
from sphinx_howto.example.uses import addresses, comparing, flowing, passing, reading

Rule = Callable[[ast.expr, Any, Study], Iterator[Vote]]

RULES: Mapping[type, Rule] = {
    ast.Attribute: reading.attribute,
    ast.Subscript: reading.subscript,
    ast.Slice: reading.within_slice,
    ast.For: flowing.loop,
    ast.AsyncFor: flowing.loop,
    ast.comprehension: flowing.loop,
    ast.Call: passing.call,
    ast.keyword: passing.keyword,
    ast.Compare: comparing.compare,
    ast.BinOp: comparing.operation,
    ast.UnaryOp: comparing.unary,
    ast.AugAssign: comparing.augmented,
    ast.Assign: flowing.assigned,
    ast.AnnAssign: flowing.assigned,
    ast.Starred: flowing.starred,
    ast.Await: flowing.awaited,
    ast.Raise: flowing.raised,
    ast.YieldFrom: flowing.delegated,
    ast.IfExp: flowing.same,
    ast.BoolOp: flowing.same,
    ast.withitem: flowing.entered,
    ast.FormattedValue: addresses.formatted,
    ast.Dict: flowing.under_key,
}
