"""Rules of use for what is asked in a terminal: an open question, or one of yes and no."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sphinx_howto.example import body, scope
from sphinx_howto.example.shape import of
from sphinx_howto.example.usage import Study, Vote

_YES = frozenset(["y", "yes", "Y", "YES", "[y/n]", "(y/n)"])


def within(text: ast.expr, study: Study) -> Iterator[Vote]:
    """A part of the text ``text`` that ``input`` may show."""
    holder = study.parent(text)
    while isinstance(holder, (ast.BinOp, ast.JoinedStr)):
        holder = study.parent(holder)
    if isinstance(holder, ast.Call) and scope.canonical(holder.func, study.callee.module) == "input":
        yield Vote(of(kind(study)), 4)


def told(kind_: str, study: Study) -> str:
    """``kind_``, or what is known better where it is asked in a terminal."""
    return kind(study) if kind_ == "asked-text" else kind_


def kind(study: Study) -> str:
    """The kind of question that the function asks."""
    words = (node.value for node in body.below(study.root) if isinstance(node, ast.Constant))
    known = {word.strip(" :?").lower() for word in words if isinstance(word, str)}
    return "choice-asked" if known & _YES else "asked-text"
