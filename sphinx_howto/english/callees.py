"""What a function of the project that a how-to mentions does: said once, where it is first called."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import replace

from sphinx_howto import definition, document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import project_calls, signatures
from sphinx_howto.analysis.scope import FunctionNode
from sphinx_howto.english import authors, functions, names, purposes
from sphinx_howto.english.phrase import Spans, code, fill, length, plain, sentence

#: Words of an author's sentence, characters of a returned expression, sentences in a step and in all.
_LONGEST, _LONGEST_CODE, _MOST_IN_STEP, _MOST = 15, 60, 2, 10
_EMPTY_WORDS = set("a an the of for to from with by in on at and or as is are this that its it if all".split())


def explained(
    voice: functions.Voice, target: definition.Definition, description: document.Description
) -> document.Description:
    """``description`` with a sentence after the step that first calls a function defined elsewhere.

    In the words of its docstring, else what its only statement returns; nothing where the name says it.
    """
    if voice.detail == "brief":
        return description
    module = voice.context.module(target.module)
    found: dict[int, tuple[project_calls.Called, Spans]] = {}
    for called in project_calls.among(module, target):
        if id(called.node) not in found:
            is_near = called.module is module
            found[id(called.node)] = called, _told(called, _summary(voice, called.node, is_near))
    glosses = _Glosses([item for item in found.values() if item[1]])
    return replace(description, steps=tuple(glosses.step(step) for step in description.steps))


class _Glosses:
    """The sentences that are still to be said."""

    def __init__(self, found: Sequence[tuple[project_calls.Called, Spans]]) -> None:
        self.left = list(found[:_MOST])

    def step(self, step: document.Step) -> document.Step:
        """A step, and those in it, with the sentences about what its text calls."""
        text = step.text
        if plain(text).endswith(":"):
            # What follows belongs to the list below
            return replace(step, steps=tuple(map(self.step, step.steps)))
        for item in self._said_in(step)[:_MOST_IN_STEP]:
            self.left.remove(item)
            text = functions.spaced(text, sentence(item[1]))
        return replace(step, text=text, steps=tuple(map(self.step, step.steps)))

    def _said_in(self, step: document.Step) -> list[tuple[project_calls.Called, Spans]]:
        first, last = step.lines
        shown = [span.text for span in step.text if isinstance(span, document.Code)]
        return [
            item
            for item in self.left
            if first <= item[0].call.lineno <= last and any(_mentions(text, item[0].call) for text in shown)
        ]


def _mentions(text: str, call: ast.Call) -> bool:
    """Whether quoted code calls what ``call`` calls."""
    callee = re.escape(quoting.source(call.func))
    return re.search(rf"(?<![\w.]){callee}(?:\(|$)", text) is not None


def _summary(voice: functions.Voice, node: definition.FunctionNode | ast.ClassDef, is_near: bool) -> str:
    """What the author says of a callee; the comments at hand are those of the target's file alone."""
    if is_near and isinstance(node, FunctionNode):
        return purposes.summary(voice, node)
    docstring = voice.docstring(node)
    return " ".join(docstring.summary.split()) if docstring is not None else ""


def _told(called: project_calls.Called, summary: str) -> Spans:
    """One sentence about a callee, () if there is nothing short and sure to say."""
    if called.node.name.endswith(("Error", "Exception", "Warning")):
        # When it is raised is told where it is raised
        return ()
    shown = code(quoting.source(called.call.func))
    if len(quoting.source(called.call.func)) > _LONGEST_CODE:
        return ()
    text = authors.first_sentence(summary).strip()
    if text:
        said = authors.spans(text.rstrip("."))
        if text.endswith(":") or length(said) > _LONGEST or _is_in_name(called, text):
            return ()
        return fill("{name} is documented as “{text}”", name=shown, text=said)
    return _returned(called)


def _is_in_name(called: project_calls.Called, text: str) -> bool:
    """Whether a sentence has no more than one word that the names have not."""
    known = {word.lower()[:4] for word in names.split(called.node.name)}
    said = {word.lower()[:4] for word in re.findall(r"[^\W\d_]+", text) if word.lower() not in _EMPTY_WORDS}
    return len(said - known) <= 1


def _returned(called: project_calls.Called) -> Spans:
    """What the only statement of a function returns, where no other function can be meant."""
    node = called.node
    if not isinstance(node, FunctionNode) or node.decorator_list or not called.is_settled:
        return ()
    body = quoting.body_of(node)
    value = body[0].value if len(body) == 1 and isinstance(body[0], ast.Return) else None
    if value is None or signatures.is_generator(node) or isinstance(node, ast.AsyncFunctionDef):
        return ()
    text = quoting.source(value)
    if len(text) > _LONGEST_CODE:
        return ()
    arguments = [item.arg for item in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]]
    return fill(
        "{call} returns {value}", call=code(f"{node.name}({', '.join(arguments)})"), value=code(text)
    )
