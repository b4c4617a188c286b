"""What authors say of arguments and results, as steps beside what the signature shows."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Sequence
from dataclasses import replace

from sphinx_howto import definition, document
from sphinx_howto.analysis import docstrings, documented_defaults, signatures
from sphinx_howto.analysis.scope import ClassScope, FunctionScope
from sphinx_howto.english import authors, documented_exceptions, functions, parameters, results
from sphinx_howto.english.calling import forms
from sphinx_howto.english.phrase import Spans, code, fill, join, paragraph, sentence, spaced, words

_MOST, _MOST_IN_FULL = 8, 60
#: Words up to which sentences about an argument are shown.
_LONGEST_ARGUMENT = 40
_OPTIONAL = re.compile(
    r"^\s*[(\[]?(?:[\w.\[\], |]+,\s*)?optional[)\]]?[\s:.,;-]+|\s*[(\[]optional[)\]]", re.IGNORECASE
)
_TYPE_NOTES = re.compile(
    r"\s*(?:,\s*optional\b|,?\s*[(\[]?\s*default|[(\[]optional).*$", re.IGNORECASE | re.DOTALL
)
_IN_BRACKETS = re.compile(
    r"\s*[(\[]\s*defaults?(?:\s+to|\s+is|:|=)?\s*`*(?P<value>[^`()\[\]]+?)`*\s*[)\]]", re.IGNORECASE
)
_TYPE = re.compile(r"[\w.]+(?:\[[\w\s.,|\[\]]+\])?(?:\s*\|\s*[\w.]+(?:\[[\w\s.,|\[\]]+\])?)*")


def steps(
    voice: functions.Voice, scope: FunctionScope, node: definition.FunctionNode, headed: bool = False
) -> tuple[document.Step, ...]:
    """The documented parameters of a function as one step with a bullet for each; () if there are none.

    Only parameters that exist, with what the signature says of them: required, or the default.
    headed: whether a header has told the parameters and their defaults.
    """
    docstring = _docstring(voice, scope, node) or definition.Docstring("", "", 0)
    found = [*_documented(scope, node, docstring), *_keywords(node, docstring)]
    most = _MOST_IN_FULL if voice.detail == "full" else _MOST
    bullets = tuple(_bullet(scope, parameter, item, node, headed) for parameter, item in found[:most])
    taken = _taken(scope, node, headed)
    if not bullets and not taken:
        return ()
    ends = [line for bullet in bullets for line in bullet.lines] or [node.lineno]
    text = spaced(taken, _rest(found[most:]))
    return (document.Step(words("Arguments"), text, (min(ends), max(ends)), bullets),)


def _taken(scope: FunctionScope, node: definition.FunctionNode, headed: bool) -> Spans:
    """All parameters and their defaults, where neither a header nor the form of the call holds them."""
    if headed or forms.fitting_form(node, scope, node.name) == forms.call_form(node, scope, node.name):
        return ()
    return sentence(fill("takes {parameters}", parameters=parameters.told(scope, node)))


def added(
    voice: functions.Voice, scope: FunctionScope, node: definition.FunctionNode, step: document.Step
) -> document.Step:
    """The step of a function among others, with what its author says of arguments, result and exceptions."""
    docstring = voice.docstring(node)
    if voice.detail == "brief":
        return step
    if docstring is None:
        documented = steps(voice, scope, node, headed=True) if node.name == "__init__" else ()
        return replace(step, steps=(*documented, *step.steps))
    said = [*_results(node, docstring), *documented_exceptions.clauses(scope, node, docstring)]
    text = spaced(step.text, paragraph(said)) if said else step.text
    if node.name.startswith("_") and node.name != "__init__":
        return replace(step, text=text)
    return replace(step, text=text, steps=(*steps(voice, scope, node, headed=True), *step.steps))


def with_result(
    voice: functions.Voice,
    scope: FunctionScope,
    node: definition.FunctionNode,
    use: Spans,
    is_told: bool = False,
) -> Spans:
    """``use``, the sentence that tells how to call, and what the call gives, in the author's words.

    is_told: whether a sentence before it has told the result.
    """
    use = use if is_told else results.with_value(scope, node, use)
    docstring = voice.docstring(node)
    if docstring is None or voice.detail == "brief":
        return use
    said = _results(node, docstring)
    quotes = [text for item in docstring.returns if (text := authors.quotation(item))]
    typed = node.returns is not None and not signatures.is_generator(node) and use[-2:-1]
    if len(said) == len(quotes) == 1 and typed and isinstance(use[-2], document.Code) and use[-1].text == ".":
        # ``it returns `str`.`` goes on with the author's words about it
        return sentence(fill("{use}: {text}", use=use[:-1], text=quotes[0]))
    return spaced(use, paragraph(said)) if said else use


def _results(node: definition.FunctionNode, docstring: definition.Docstring) -> list[Spans]:
    if signatures.is_generator(node):
        return _quoted("what it yields: {text}", docstring.yields or docstring.returns)
    if docstrings.returns_nothing(node):
        return []
    return _quoted("the result: {text}", docstring.returns)


def _docstring(
    voice: functions.Voice, scope: FunctionScope, node: definition.FunctionNode
) -> definition.Docstring | None:
    """The docstring that documents the parameters: of ``__init__`` it may be that of the class."""
    own = voice.docstring(node)
    if (own is not None and own.parameters) or scope.owner is None or node.name != "__init__":
        return own
    of_class = voice.docstring(scope.owner.node)
    if of_class is not None and of_class.parameters:
        return of_class
    return _inherited(voice, scope.owner, node) or of_class or own


def _inherited(
    voice: functions.Voice, owner: ClassScope, node: definition.FunctionNode
) -> definition.Docstring | None:
    """The docstring of the base's creation, with the parameters that it is given under their names."""
    names = _passed_on(node)
    made = owner.bases[0].method("__init__") if names and len(owner.bases) == 1 else None
    docstring = voice.docstring(made[1]) if made is not None else None
    if docstring is None:
        return None
    # Their lines are those of another definition
    kept = tuple(replace(item, line=0) for item in docstring.parameters if item.name in names)
    return replace(docstring, parameters=kept) if kept else None


def _passed_on(node: definition.FunctionNode) -> set[str]:
    """The parameters that ``super().__init__(...)`` is given under their own names, or at their places."""
    for item in ast.walk(node):
        if isinstance(item, ast.Call) and ast.unparse(item.func) == "super().__init__":
            by_name = {
                each.arg
                for each in item.keywords
                if each.arg and isinstance(each.value, ast.Name) and each.value.id == each.arg
            }
            return by_name | {each.id for each in item.args if isinstance(each, ast.Name)}
    return set()


def _documented(
    scope: FunctionScope, node: definition.FunctionNode, docstring: definition.Docstring
) -> list[tuple[signatures.Parameter, definition.DocumentedItem]]:
    """The parameters of which the docstring says something, in the order of the signature."""
    items: dict[str, definition.DocumentedItem] = {}
    for item in docstring.parameters:
        for name in item.name.split(","):
            items.setdefault(name.strip().lstrip("\\*"), item)
    return [
        (parameter, items[parameter.name])
        for parameter in signatures.parameters(scope, node)
        if parameter.name in items and _sentence(parameter, items[parameter.name])
    ]


def _keywords(
    node: definition.FunctionNode, docstring: definition.Docstring
) -> list[tuple[signatures.Parameter, definition.DocumentedItem]]:
    """The names of which the docstring says something that only ``**kwargs`` can take."""
    if node.args.kwarg is None:
        return []
    known = {item.arg for item in ast.walk(node.args) if isinstance(item, ast.arg)}
    known |= _given(node, node.args.kwarg.arg)
    items = ((item.name.strip().lstrip("\\*"), item) for item in docstring.parameters)
    found = [
        (signatures.Parameter(name, _FURTHER, None, None), item)
        for name, item in items
        if name.isidentifier() and name not in known
    ]
    return [(one, item) for one, item in found if _sentence(one, item)]


def _given(node: definition.FunctionNode, rest: str) -> set[str]:
    """The names that a function itself gives to what it passes ``**rest`` on to: a caller must not."""
    calls = [item for item in ast.walk(node) if isinstance(item, ast.Call)]
    passing = [
        call
        for call in calls
        if any(word.arg is None and ast.unparse(word.value) == rest for word in call.keywords)
    ]
    return {word.arg for call in passing for word in call.keywords if word.arg is not None}


#: The kind of a parameter that stands in no signature.
_FURTHER = "further"


def _bullet(
    scope: FunctionScope,
    parameter: signatures.Parameter,
    item: definition.DocumentedItem,
    node: definition.FunctionNode,
    headed: bool,
) -> document.Step:
    marked = parameter.kind + parameter.name if parameter.kind.startswith("*") else parameter.name
    clauses = []
    kind = _TYPE_NOTES.sub("", item.annotation).strip()
    if parameter.annotation is None and _is_type(scope, kind):
        clauses.append(fill("type {type}", type=code(kind)))
    if not parameter.kind.startswith("*") and parameter.kind != _FURTHER:
        clauses += _default(scope, parameter, item, headed)
    line = item.line or node.lineno
    facts = paragraph([_comma(clauses)]) if clauses else ()
    return document.Step(code(marked), spaced(_sentence(parameter, item), facts), (line, line))


def _default(
    scope: FunctionScope, parameter: signatures.Parameter, item: definition.DocumentedItem, headed: bool
) -> list[Spans]:
    """``required``, or the default of the signature, with the author's where that one is only None."""
    if parameter.default is None:
        return [] if headed else [words("required")]
    value = parameters.default(scope, parameter.default)
    said = documented_defaults.stated(item, "") if _is_none(parameter.default) else None
    if said is None or said == "None":
        return [] if headed else [fill("default {value}", value=value)]
    return [fill("default {value}, documented as {said}", value=value, said=code(said))]


def _is_none(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _is_type(scope: FunctionScope, text: str) -> bool:
    """Whether a documented type is code whose every name is known: ``int | None``, not ``string``."""
    if not _TYPE.fullmatch(text):
        return False
    names = re.findall(r"[\w.]+", text)
    paths = (scope.module.path_of(name.split(".")[0]) for name in names)
    return all(path is not None for path in paths)


def _comma(clauses: Sequence[Spans]) -> Spans:
    return clauses[0] if len(clauses) == 1 else fill("{first}, {next}", first=clauses[0], next=clauses[1])


def _sentence(parameter: signatures.Parameter, item: definition.DocumentedItem) -> Spans:
    """The first sentences of a description, without what the signature says itself."""
    text = documented_defaults.without(_OPTIONAL.sub("", item.prose))
    if parameter.default is not None:
        text = _IN_BRACKETS.sub(functools.partial(_unless, ast.unparse(parameter.default)), text)
    kept = authors.kept(text, _LONGEST_ARGUMENT)
    return authors.quoted(authors.begun(kept, [parameter.name]))


def _unless(value: str, found: re.Match[str]) -> str:
    """A default in brackets, "" where it is the ``value`` of the signature."""
    return "" if found["value"].replace('"', "'") == value.replace('"', "'") else found[0]


def _rest(found: Sequence[tuple[signatures.Parameter, definition.DocumentedItem]]) -> Spans:
    """How many documented parameters are left out, and where they are."""
    if not found:
        return ()
    count = document.Words(str(len(found)))
    if len(found) > _MOST:
        line = document.Words(str(min(item.line for _, item in found)))
        return paragraph([fill("{count} more are documented from line {line} on", count=count, line=line)])
    names = join([code(parameter.name) for parameter, _ in found])
    return paragraph([fill("{count} more documented: {names}", count=count, names=names)])


def _quoted(message: str, items: Sequence[definition.DocumentedItem]) -> list[Spans]:
    """Entries about results as clauses that quote the author."""
    return [fill(message, text=text) for item in items if (text := authors.quotation(item))]
