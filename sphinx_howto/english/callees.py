"""What a function of the project that a how-to mentions does: said once, where it is first called."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Sequence
from dataclasses import replace

from sphinx_howto import definition, document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import project_calls, signatures
from sphinx_howto.analysis.scope import FunctionNode
from sphinx_howto.english import authors, functions, names, purposes, secrets
from sphinx_howto.english.phrase import Spans, code, fill, length, plain, sentence, spaced

#: Words of an author's sentence, characters of a returned expression, sentences in all.
_LONGEST, _LONGEST_CODE, _MOST = 15, 60, 10
_EMPTY_WORDS = frozenset(
    (
        *("a", "an", "the", "of", "for", "to", "from", "with", "by", "in", "on", "at", "and", "or", "as"),
        *("is", "are", "this", "that", "its", "it", "if", "all"),
    )
)


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
        if id(called.node) not in found and not _is_standard(called, target):
            whole = voice.docstring(called.node)
            docstring = purposes.telling(whole, called.node)
            # Behind a first sentence that only repeats the name nothing is the one that tells all
            is_first = docstring is not None and whole is not None and docstring.summary == whole.summary
            summary = docstring.summary if docstring is not None and is_first else ""
            if called.node.name == "__init__" and purposes.is_of_creation(summary):
                summary = ""
            found[id(called.node)] = called, _told(called, summary)
    glosses = _Glosses([item for item in found.values() if item[1]])
    return replace(description, steps=tuple(glosses.step(step) for step in description.steps))


def _is_standard(called: project_calls.Called, target: definition.Definition) -> bool:
    """Whether a callee is of the standard library, where a reader finds more than one sentence."""
    package = called.module.module.name.partition(".")[0]
    return package in sys.stdlib_module_names and package != target.module.name.partition(".")[0]


class _Glosses:
    """The sentences that are still to be said."""

    def __init__(self, found: Sequence[tuple[project_calls.Called, Spans]]) -> None:
        self.left = list(found[:_MOST])

    def step(self, step: document.Step) -> document.Step:
        """A step, and those in it, with the sentences about what its text calls."""
        text = self._text(step.text, step.lines)
        return replace(step, text=text, steps=tuple(map(self.step, step.steps)))

    def _text(self, text: Spans, lines: tuple[int, int]) -> Spans:
        """Sentences, the first that calls something new followed by one about that."""
        if not plain(text).endswith("."):
            # What follows a colon belongs to the list below it
            return text
        result: list[document.Span] = []
        waiting: list[Spans] = []
        is_told = False
        for span in text:
            if isinstance(span, document.Code) and not is_told:
                waiting = self._about(span, lines)
                is_told = bool(waiting)
            head, end, tail = span.text.partition(". ") if isinstance(span, document.Words) else ("", "", "")
            if waiting and end:
                result += [document.Words(f"{head}. "), *spaced(*waiting), document.Words(f" {tail}")]
                waiting = []
            else:
                result.append(span)
        return spaced(tuple(result), *waiting)

    def _about(self, span: document.Code, lines: tuple[int, int]) -> list[Spans]:
        """The sentences about what a piece of code calls, if it is the first that does."""
        for item in self.left:
            if lines[0] <= item[0].call.lineno <= lines[1] and _mentions(span.text, item[0].call):
                self.left.remove(item)
                return [sentence(item[1])]
        return []


def _mentions(text: str, call: ast.Call) -> bool:
    """Whether quoted code calls what ``call`` calls."""
    callee = re.escape(quoting.source(call.func))
    return re.search(rf"(?<![\w.]){callee}(?:\(|$)", text) is not None


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
        said = authors.spans(authors.without_stop(text))
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
    text = secrets.hidden(quoting.source(value), called.module.module.tree)
    if len(text) > _LONGEST_CODE:
        return ()
    arguments = [item.arg for item in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]]
    return fill("{call} returns {value}", call=code(f"{node.name}({', '.join(arguments)})"), value=code(text))
