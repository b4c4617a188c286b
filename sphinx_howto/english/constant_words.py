"""What authors say of constants and attributes of classes: above them, behind them, below them."""

from __future__ import annotations

import ast
import inspect
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import comment_texts
from sphinx_howto.english import authors, functions
from sphinx_howto.english.phrase import Spans, code, fill, join, paragraph, plain, spaced

#: So many names are listed, so many of the author's sentences are quoted for one item.
_MOST_NAMES, _MOST, _MOST_HEADED = 6, 6, 3
#: So many characters of a comment are enough to know it again.
_SAME = 24


@dataclass(frozen=True)
class _Said:
    """What the author says of some names that neighbouring statements bind; above: in a comment over them."""

    text: str
    names: tuple[str, ...]
    line: int
    above: bool = False


def added(
    voice: functions.Voice, body: Sequence[ast.stmt], steps: Sequence[document.Step]
) -> tuple[document.Step, ...]:
    """The steps that tell ``body``, with the comments on its constants that no label or sentence tells."""
    if voice.detail == "brief":
        return tuple(steps)
    found = list(_said(voice, body))
    return tuple(
        _with(step, [item for item in found if step.lines[0] <= item.line <= step.lines[1]]) for step in steps
    )


def _with(step: document.Step, found: Sequence[_Said]) -> document.Step:
    told = _plain(step).casefold()
    fresh = [item for item in found if item.text[:_SAME].casefold() not in told][:_MOST]
    if not fresh:
        return step
    said = paragraph(list(map(_sentence, fresh)))
    if step.steps:
        last = step.steps[-1]
        return replace(step, steps=(*step.steps[:-1], replace(last, text=spaced(last.text, said))))
    return replace(step, text=spaced(step.text, said))


def _sentence(said: _Said) -> Spans:
    names, text = _listed(said.names), _quoted(said.text)
    if said.above:
        return fill("the comment above {names} says: “{text}”", names=names, text=text)
    return fill("the author says of {names}: “{text}”", names=names, text=text)


def _plain(step: document.Step) -> str:
    return " ".join([plain(step.label), plain(step.text), *map(_plain, step.steps)])


def _quoted(text: str) -> Spans:
    return authors.in_quotes(authors.without_stop(text))


def _listed(names: Sequence[str]) -> Spans:
    shown = [code(name) for name in names[:_MOST_NAMES]]
    if len(names) > _MOST_NAMES:
        shown.append(fill("{count} more", count=document.Words(str(len(names) - _MOST_NAMES))))
    return join(shown)


def _said(voice: functions.Voice, body: Sequence[ast.stmt]) -> Iterator[_Said]:
    """The comments of a body: those above hold for all neighbours up to an empty line or the next comment."""
    heading, names, first, last = "", list[str](), 0, 0
    for item, following in itertools.zip_longest(body, body[1:]):
        bound = _names(item)
        if quoting.is_docstring(item) and names:
            last = item.end_lineno or item.lineno
            continue
        above = voice.comments.above(item) if bound else None
        if not bound or above is not None or item.lineno != last + 1:
            if heading and names:
                yield _Said(heading, _headed(names), first, True)
            heading = (comment_texts.note(above, is_beside=True) or "") if above is not None else ""
            names, first = [], item.lineno
        names, last = [*names, *bound], item.end_lineno or item.lineno
        own = _own(voice, item, following) if bound else ""
        if own:
            yield _Said(own, tuple(bound), item.lineno)
    if heading and names:
        yield _Said(heading, _headed(names), first, True)


def _headed(names: Sequence[str]) -> tuple[str, ...]:
    """The names that a comment stands over; of many it may mean the first alone."""
    return tuple(names if len(names) <= _MOST_HEADED else names[:1])


def _names(item: ast.stmt) -> list[str]:
    """The names that a statement binds to values."""
    if isinstance(item, ast.AnnAssign) and item.value is not None:
        targets: list[ast.expr] = [item.target]
    else:
        targets = item.targets if isinstance(item, ast.Assign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _own(voice: functions.Voice, item: ast.stmt, following: ast.stmt | None) -> str:
    """The comment behind a statement, or the string below it."""
    if following is not None and quoting.is_docstring(following):
        assert isinstance(following, ast.Expr)
        assert isinstance(following.value, ast.Constant)
        text = " ".join(inspect.cleandoc(str(following.value.value)).partition("\n\n")[0].split())
        return "" if comment_texts.is_code(text) else authors.shortened(text, 40)
    beside = voice.comments.beside(item)
    return (comment_texts.note(beside, is_beside=True) or "") if beside is not None else ""
