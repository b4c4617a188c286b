"""What the author says round a definition that has no docstring: of its module, its bases, what it holds."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator, Sequence

from sphinx_howto.analysis import kinds, members
from sphinx_howto.analysis.scope import ClassScope, ModuleScope, project
from sphinx_howto.english import authors, functions, purposes
from sphinx_howto.english.phrase import Spans, code, fill, sentence

#: Words of a sentence that is quoted.
_LONGEST = 32
#: So many bases are told of.
_MOST_BASES = 2
#: So many functions and classes of a module are told of.
_MOST_HELD = 2


def of_class(voice: functions.Voice, scope: ClassScope) -> tuple[Spans, ...]:
    """The purposes of the bases in the same project, and of a module that holds nothing else."""
    if purposes.summary(voice, scope.node) or voice.detail == "brief":
        return ()
    found = [*_of_module(voice, scope.module, scope.node), *_of_bases(voice, scope)]
    return tuple(found[: _MOST_BASES + 1])


def of_function(voice: functions.Voice, scope: ModuleScope, node: ast.AST) -> tuple[Spans, ...]:
    """The purpose of a module that holds nothing but this function."""
    if purposes.summary(voice, node) or voice.detail == "brief":
        return ()
    return tuple(_of_module(voice, scope, node))


def purpose_of_only(voice: functions.Voice, scope: ModuleScope) -> str:
    """What the only function or class of a module is for, which is what a module is for that says nothing."""
    only = _only(scope)
    if only is None or _is_exception(scope, only):
        return ""
    docstring = purposes.telling(voice.docstring(only), only)
    return purposes.shortened(docstring.summary) if docstring is not None else ""


def of_module(voice: functions.Voice, scope: ModuleScope) -> tuple[Spans, ...]:
    """The purposes of the first functions and classes of a module that says nothing of its own."""
    if purposes.of_module(voice, scope.module) or voice.detail == "brief":
        return ()
    every = [scope.definitions[name] for name in members.public_names(scope)]
    # What is raised is not what a module is for, where it has anything else
    found = [node for node in every if not _is_exception(scope, node)] or every
    told = (
        text
        for node in found
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
        for text in _quoted(code(node.name, f"{scope.module.name}.{node.name}"), _sentence(voice, node))
    )
    return tuple(itertools.islice(told, _MOST_HELD))


def _is_exception(scope: ModuleScope, node: ast.stmt) -> bool:
    if not isinstance(node, ast.ClassDef):
        return False
    named = any(ast.unparse(base).endswith(("Error", "Exception")) for base in node.bases)
    return named or kinds.of(scope.class_scope(node)).name == "exception"


def _of_module(voice: functions.Voice, scope: ModuleScope, node: ast.AST) -> Iterator[Spans]:
    if _only(scope) is node:
        text = authors.shortened(purposes.of_module(voice, scope.module), _LONGEST)
        yield from _quoted(fill("its module"), text)


def _only(scope: ModuleScope) -> ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | None:
    """The only public definition of a module, None where there are more or none."""
    found = [scope.definitions[name] for name in members.public_names(scope)]
    only = found[0] if len(found) == 1 else None
    return only if isinstance(only, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) else None


def _of_bases(voice: functions.Voice, scope: ClassScope) -> Iterator[Spans]:
    """What the bases of the same project are for: the direct ones, else the nearest that says it."""
    above = [base for base in list(scope.lineage())[1:] if project.holds(scope.module.module, base.path)]
    told = {
        base.path: _quoted(code(base.node.name, base.path), _sentence(voice, base.node)) for base in above
    }
    near = [text for base in scope.bases for text in told.get(base.path, ())]
    yield from near or [text for texts in told.values() for text in texts][:1]


def _sentence(voice: functions.Voice, node: ast.AST) -> str:
    docstring = purposes.telling(voice.docstring(node), node)
    return authors.first_sentence(docstring.summary) if docstring is not None else ""


def _quoted(subject: Spans, text: str) -> Sequence[Spans]:
    """``X` is documented as “...”.``, nothing for what is too long or only introduces something."""
    said = authors.without_stop(text.strip())
    if not said or said.endswith(":") or len(said.split()) > _LONGEST:
        return ()
    return [sentence(fill("{name} is documented as “{text}”", name=subject, text=authors.in_quotes(said)))]
