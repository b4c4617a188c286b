"""Short ways from a piece of code to its description: the paragraphs and the facts by label."""

from __future__ import annotations

import ast
from pathlib import Path

from sphinx_howto import document, phrasebooks, source
from sphinx_howto.analysis import comments
from sphinx_howto.analysis.scope import Context, FunctionScope
from sphinx_howto.english import facts, functions, summary

_PHRASES = phrasebooks.load([])


def written(spans: document.Spans) -> str:
    """Spans with code in backticks."""
    return "".join(f"`{span.text}`" if isinstance(span, document.Code) else span.text for span in spans)


def facts_of(folder: Path, code: str, name: str = "") -> dict[str, str]:
    """The facts of ``sample.<name>``, or of the module, by label; ``code`` is the module ``sample``."""
    return {written(step.label): written(step.text) for step in _facts(folder, code, name)}


def lines_of(folder: Path, code: str, name: str = "") -> dict[str, tuple[int, int]]:
    """The lines that each fact comes from."""
    return {written(step.label): step.lines for step in _facts(folder, code, name)}


def paragraphs_of(folder: Path, code: str, name: str = "") -> list[str]:
    """The opening paragraphs."""
    voice, scope, node = _found(folder, code, name)
    target = source.open_project([str(folder)], False).definition(f"sample.{name}" if name else "sample")
    if isinstance(node, ast.Module):
        return [written(spans) for spans in summary.module(voice, scope.module)]
    if isinstance(node, ast.ClassDef):
        return [written(spans) for spans in summary.class_(voice, scope.module.class_scope(node))]
    assert isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    return [written(spans) for spans in summary.function(voice, scope, node, target)]


def _facts(folder: Path, code: str, name: str) -> tuple[document.Step, ...]:
    _, scope, node = _found(folder, code, name)
    if isinstance(node, ast.Module):
        return facts.of_module(scope.module)
    if isinstance(node, ast.ClassDef):
        return facts.of_class(scope.module.class_scope(node))
    assert isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    return facts.of_function(scope, node)


def _found(folder: Path, code: str, name: str) -> tuple[functions.Voice, FunctionScope, ast.AST]:
    folder.mkdir(exist_ok=True)
    (folder / "sample.py").write_text(code, encoding="utf-8")
    lookup = source.open_project([str(folder)], False)
    target = lookup.definition(f"sample.{name}" if name else "sample")
    context = Context(lookup, _PHRASES)
    module = context.module(target.module)
    owner = module.class_scope(target.owner) if target.owner is not None else None
    function = target.node if isinstance(target.node, (ast.FunctionDef, ast.AsyncFunctionDef)) else None
    voice = functions.Voice(context, comments.Comments(target.module), "normal")
    return voice, FunctionScope(module, function, owner), target.node
