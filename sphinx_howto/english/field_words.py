"""What authors say of the fields of a class: in its docstring, beside them, below them, in their options."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping

from sphinx_howto import definition, document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import comment_texts, fields
from sphinx_howto.analysis.scope import ClassScope
from sphinx_howto.english import authors, functions
from sphinx_howto.english.phrase import Spans, code, words

#: Keywords of ``Field(...)`` and ``field(...)`` whose texts say what a field is for.
_OPTIONS = ("description", "help", "doc")
#: Words about one field; so many attributes are listed.
_LONGEST, _MOST = 40, 15


def of(voice: functions.Voice, scope: ClassScope) -> Mapping[str, Spans]:
    """Name -> the author's sentence about it, for the fields that the class declares."""
    if voice.detail == "brief":
        return {}
    found = {item.name: item.prose for item in _documented(voice, scope)}
    found |= dict(_beside(voice, scope))
    found |= {item.name: text for item in fields.of(scope) if (text := _option(item))}
    found |= dict(_following(scope))
    return {name: told for name, text in found.items() if (told := _told(text, name))}


def attributes(voice: functions.Voice, scope: ClassScope) -> tuple[document.Step, ...]:
    """The documented attributes that are neither fields nor documented arguments as one step; () for none."""
    if voice.detail == "brief" or fields.kind(scope):
        return ()
    known = {item.name for item in _arguments(voice, scope)}
    items = [item for item in _documented(voice, scope, True) if item.name not in known][:_MOST]
    line = scope.node.lineno
    bullets = [
        document.Step(code(item.name), told, (item.line or line, item.line or line))
        for item in items
        if (told := _told(item.prose, item.name))
    ]
    if not bullets:
        return ()
    lines = (min(item.lines[0] for item in bullets), max(item.lines[1] for item in bullets))
    return (document.Step(words("Attributes"), (), lines, tuple(bullets)),)


def _told(text: str, name: str) -> Spans:
    kept = authors.shortened(" ".join(text.split()), _LONGEST)
    return (
        authors.quoted(authors.begun(kept, [name])) if not authors.says_nothing(kept, name.split("_")) else ()
    )


def _documented(
    voice: functions.Voice, scope: ClassScope, only_attributes: bool = False
) -> Iterator[definition.DocumentedItem]:
    docstring = voice.docstring(scope.node)
    if docstring is not None:
        yield from docstring.attributes
        yield from () if only_attributes else docstring.parameters


def _arguments(voice: functions.Voice, scope: ClassScope) -> Iterator[definition.DocumentedItem]:
    """The arguments of the creation that a docstring tells of."""
    for node in (scope.node, scope.methods.get("__init__")):
        docstring = voice.docstring(node) if node is not None else None
        if docstring is not None:
            yield from docstring.parameters


def _option(field: fields.Field) -> str:
    """The text that the declaration of a field gives as its description."""
    found = [item.value for item in field.options if item.arg in _OPTIONS]
    texts = [item.value for item in found if isinstance(item, ast.Constant)]
    return texts[0] if texts and isinstance(texts[0], str) else ""


def _beside(voice: functions.Voice, scope: ClassScope) -> Iterator[tuple[str, str]]:
    """The comments behind the declarations."""
    for item in scope.node.body:
        comment = voice.comments.beside(item) if isinstance(item, ast.AnnAssign) else None
        note = comment_texts.note(comment, is_beside=True) if comment is not None else None
        if note and isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
            yield item.target.id, note


def _following(scope: ClassScope) -> Iterator[tuple[str, str]]:
    """The strings that stand below the declarations."""
    for item, following in zip(scope.node.body, scope.node.body[1:], strict=False):
        if (
            isinstance(item, ast.AnnAssign)
            and isinstance(item.target, ast.Name)
            and quoting.is_docstring(following)
        ):
            assert isinstance(following, ast.Expr)
            assert isinstance(following.value, ast.Constant)
            yield item.target.id, inspect.cleandoc(str(following.value.value)).partition("\n\n")[0]
