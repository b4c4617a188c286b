"""The first paragraphs of a description: the author's words, then how to create or call the thing."""

from __future__ import annotations

import ast
import re

from sphinx_howto import definition, document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import kinds, members, signatures
from sphinx_howto.analysis.scope import ClassScope, FunctionScope, ModuleScope
from sphinx_howto.english import (
    arguments,
    authors,
    class_sentences,
    functions,
    gist,
    headers,
    inline,
    neighbours,
    purposes,
    reading,
    results,
)
from sphinx_howto.english.calling import classes as class_calls
from sphinx_howto.english.calling import forms
from sphinx_howto.english.calling import functions as function_calls
from sphinx_howto.english.calling import modules as module_calls
from sphinx_howto.english.facts import subject
from sphinx_howto.english.phrase import Spans, code, fill, join, length, sentence, spaced, words


def opening(voice: functions.Voice, name: str, node: ast.AST, otherwise: Spans) -> Spans:
    """``Name`: the docstring's first paragraph``, or a sentence made from the facts."""
    return introduced(name, purposes.opening(voice, node), otherwise)


def introduced(name: str, text: str, otherwise: Spans) -> Spans:
    """``Name`: text``, or a sentence made from the facts."""
    if not text:
        return sentence(otherwise)
    return fill("{name}: {text}", name=code(name), text=authors.spans(authors.ended(authors.begun(text))))


def function(
    voice: functions.Voice,
    scope: FunctionScope,
    node: ast.FunctionDef | ast.AsyncFunctionDef,
    target: definition.Definition,
) -> tuple[Spans, ...]:
    """The paragraphs for a function or method."""
    noun = _NOUNS.get(signatures.kind(scope, node), "") or (
        "method" if scope.owner is not None else "function"
    )
    otherwise = fill(
        "{name} is a {kind}" if noun[0] not in "aeiou" else "{name} is an {kind}",
        name=code(target.qualname),
        kind=words(noun),
    )
    owner = scope.owner.node.name if scope.owner is not None else scope.module.module.name
    otherwise = fill("{clause} of {owner}", clause=otherwise, owner=code(owner))
    around = neighbours.of_function(voice, scope.module, node) if scope.owner is None else ()
    is_silent = not purposes.opening(voice, node) and voice.detail != "brief"
    touched = gist.of_function(members.of_function(scope, node)[0]) if is_silent else ()
    given = _given(voice, scope, node) if is_silent and not touched else ()
    if touched or given:
        otherwise = fill("{name} {actions}", name=code(target.qualname), actions=touched or given)
    first = spaced(opening(voice, target.qualname, node, otherwise), *around, *purposes.pointed(voice, node))
    use = arguments.with_result(voice, scope, node, function_calls.tell(scope, node), bool(given))
    return (first, *purposes.further(voice, node), use)


def _given(
    voice: functions.Voice, scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef
) -> Spans:
    """All of a short body, or else the result."""
    body = voice.outline(scope, quoting.body_of(node)) if not signatures.is_stub(node) else ()
    if body and len(body) <= _MOST_ACTS and not any(map(reading.must_be_listed, body)):
        clauses = [inline.clause(item) for item in body]
        if sum(map(length, clauses)) <= _MOST_WORDS:
            return join(clauses, "then")
    value = results.told(scope, node)
    return fill("returns {value}", value=value) if value else ()


#: A body of so few acts and words is told at once.
_MOST_ACTS, _MOST_WORDS = 2, 24


_NOUNS = {
    "property": "property",
    "cached property": "cached property",
    "setter": "property setter",
    "deleter": "property deleter",
    "coroutine": "coroutine",
    "generator": "generator function",
    "asynchronous generator": "asynchronous generator function",
    "class method": "class method",
    "static method": "static method",
    "abstract method": "abstract method",
    "abstract property": "abstract property",
    "context manager": "context manager",
    "asynchronous context manager": "asynchronous context manager",
    "static coroutine": "static coroutine",
    "abstract coroutine": "abstract coroutine",
}


def attribute(
    voice: functions.Voice, scope: FunctionScope, node: ast.AST, target: definition.Definition
) -> tuple[Spans, ...]:
    """The paragraph for a module or class attribute."""
    owner = target.path.rpartition(".")[0]
    clause = fill("{name} is an attribute of {owner}", name=code(target.qualname), owner=code(owner, owner))
    annotation = node.annotation if isinstance(node, ast.AnnAssign) else None
    if annotation is not None:
        clause = fill("{clause}, of the type {type}", clause=clause, type=headers.type_name(annotation))
    return (sentence(clause),)


def class_(voice: functions.Voice, scope: ClassScope) -> tuple[Spans, ...]:
    """The paragraphs for a class."""
    kind = kinds.of(scope)
    touched = _touched_by_class(voice, scope)
    otherwise = class_sentences.tell(scope, kind, bool(touched))
    around = touched or neighbours.of_class(voice, scope)
    first = spaced(
        opening(voice, scope.node.name, scope.node, otherwise), *around, *purposes.pointed(voice, scope.node)
    )
    second = class_calls.tell(scope, kind)
    further = purposes.further(voice, scope.node)
    return (first, *further, second) if second else (first, *further)


def _touched_by_class(voice: functions.Voice, scope: ClassScope) -> tuple[Spans, ...]:
    """What a class of which its author says nothing touches."""
    if purposes.summary(voice, scope.node) or voice.detail == "brief":
        return ()
    group = subject.Group(members.of_class(scope), FunctionScope(scope.module, None, scope))
    touched = gist.of_several(group)
    if not touched:
        return ()
    return (sentence(fill("{name} {actions}", name=code(scope.node.name), actions=touched)),)


def _touched_by_module(scope: ModuleScope) -> tuple[Spans, ...]:
    """What a module of which its author says nothing touches."""
    group = subject.Group(members.of_module(scope), FunctionScope(scope))
    touched = gist.of_several(group)
    if touched:
        return (sentence(fill("it {actions}", actions=touched)),)
    return tuple(map(sentence, gist.one_by_one(group) or _results(group)))


def _results(group: subject.Group) -> tuple[Spans, ...]:
    """What the first functions of a module give, where that is more than a type or a literal."""
    told = []
    for item in (item for item in group.shown if item.scope.owner is None):
        value = results.told(item.scope, item.node)
        shown = [span.text for span in value if isinstance(span, document.Code)]
        if any(re.search(r"[^\W\d]", _LITERAL.sub("", text)) for text in shown):
            told.append(fill("{name} returns {value}", name=code(item.name), value=value))
    return tuple(told[:_MOST_RESULTS])


_LITERAL = re.compile(r"\"[^\"]*\"|\b(?:True|False|None)\b")
#: Of so many functions of a module the results are told.
_MOST_RESULTS = 2


def module(voice: functions.Voice, scope: ModuleScope) -> tuple[Spans, ...]:
    """The paragraphs for a module."""
    text = purposes.shortened(purposes.of_module(voice, scope.module))
    text = text or neighbours.purpose_of_only(voice, scope)
    around = () if text else neighbours.of_module(voice, scope)
    otherwise = module_sentence(scope)
    if not text and not around and voice.detail != "brief":
        around = _touched_by_module(scope)
        run = gist.of_body(FunctionScope(scope), scope.module.tree.body)
        if run and not around and not members.public_names(scope):
            # The variables of a program are nobody's to use
            otherwise = fill("{name} {actions}", name=code(scope.module.name), actions=run)
    first = spaced(introduced(scope.module.name, text, otherwise), *around)
    second = module_calls.tell(scope)
    further = (*purposes.further(voice, scope.module.tree), *purposes.at_end(voice, scope.module))
    return (first, *further, second) if second else (first, *further)


def module_sentence(scope: ModuleScope) -> Spans:
    """What a module holds."""
    noun = fill("a package" if scope.module.is_package else "a module")
    name = code(scope.module.name)
    every = members.public_names(scope)
    tested = _tested(scope) if _is_of_tests(scope, every) else []
    if tested:
        return fill(
            "{name} is a module of tests for {names}", name=name, names=forms.listed(tested, forms.MOST_NAMES)
        )
    types = {item: node for item in every if isinstance(node := scope.definitions[item], ast.ClassDef)}
    raised = [item for item in types if kinds.of(scope.class_scope(types[item])).name == "exception"]
    classes = [item for item in types if item not in raised]
    plain = [item for item in every if item not in types]
    parts = [
        *_counted(classes, "the class {names}", "the classes {names}", "{count} classes"),
        *_counted(raised, "the exception {names}", "the exceptions {names}", "{count} exceptions"),
        *_counted(plain, "the function {names}", "the functions {names}", "{count} functions"),
    ]
    if parts:
        return fill("{name} is {noun} with {parts}", name=name, noun=noun, parts=join(parts))
    variables = [item for item in scope.constants if not item.startswith("_")]
    if variables:
        parts = _counted(variables, "the variable {names}", "the variables {names}", "")
        return fill("{name} is {noun} with {parts}", name=name, noun=noun, parts=join(parts))
    offered = [code(item, path) for item, path in sorted(scope.imports.items()) if _is_offered(item)]
    if offered and not scope.module.is_package:
        message = "{name} is {noun} that offers {names}, imported from other modules"
        return fill(message, name=name, noun=noun, names=forms.listed(offered, forms.MOST_NAMES))
    return fill("{name} is {noun}", name=name, noun=noun)


def _is_offered(name: str) -> bool:
    return name.isidentifier() and not name.startswith("_") and name != "annotations"


def _is_of_tests(scope: ModuleScope, every: list[str]) -> bool:
    """Whether a module holds tests, and nothing else but fixtures for them."""
    others = [item for item in every if not item.lower().startswith("test")]
    prepared = (getattr(scope.definitions[item], "decorator_list", []) for item in others)
    fixtures = [any("fixture" in ast.unparse(item) for item in found) for found in prepared]
    return len(others) < len(every) and all(fixtures)


def _tested(scope: ModuleScope) -> list[Spans]:
    """What a module of tests takes from its project."""
    top = scope.module.name.split(".")[0]
    found = (
        (item, path)
        for item, path in scope.imports.items()
        if path.split(".")[0] == top and item.isidentifier()
    )
    return [code(item, path) for item, path in found if "." in path]


def _counted(names: list[str], one: str, several: str, many: str) -> list[Spans]:
    """What is named, or, of more than a sentence holds, how many there are: how to use them names them."""
    if not names:
        return []
    if many and len(names) > class_sentences.MOST_HELD:
        return [fill(many, count=document.Words(str(len(names))))]
    shown = forms.listed([code(item) for item in names], forms.MOST_NAMES)
    return [fill(one if len(names) == 1 else several, names=shown)]
