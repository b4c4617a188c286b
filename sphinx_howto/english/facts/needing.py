"""Requirements: the modules that neither Python nor the project itself has, and the system that has them."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from sphinx_howto import document
from sphinx_howto.analysis import called_needs, package_names, requirements
from sphinx_howto.analysis.scope import walk_scope
from sphinx_howto.english.facts import subject
from sphinx_howto.english.phrase import Spans, code, fill, join, words

_MOST = 8


def tell(group: subject.Group) -> document.Step | None:
    """The bullet, or None."""
    needs = requirements.of(group.scope.module, group.shown)
    sentences = [
        fill(message, names=_listed(names))
        for names, message in (
            (needs.required, "needs {names}, not part of the standard library"),
            (needs.beyond, "the modules of the project that are imported here need at least {names}"),
            (needs.optional, "can also use {names}"),
            (needs.late, "imports {names} only when it is called"),
            (needs.plugins, "needs the plugins {names} of `pytest`")
            if len(needs.plugins) > 1
            else (needs.plugins, "needs the plugin {names} of `pytest`"),
            (needs.windows, "runs on Windows only, as it imports {names}"),
            (needs.elsewhere, "does not run on Windows, as it imports {names}"),
        )
        if names
    ]
    called = list(_called(group, {*needs.required, *needs.late, *needs.beyond}))
    sentences += _for_calls(called)
    if not sentences:
        return None
    lines = (*needs.lines, *(item.lines for item in called))
    return document.Step(words("Requirements"), subject.cut(sentences, _MOST), subject.lines(lines))


def _called(group: subject.Group, known: set[str]) -> Iterator[called_needs.Called]:
    """What calls of the functions, and of the module where it is told itself, need besides the imports."""
    places = [(item.scope, item.node.body) for item in group.reached]
    if group.scope.owner is None and not group.alone:
        places.append((group.scope, group.scope.module.module.tree.body))
    for scope, body in places:
        for node in walk_scope(body):
            if isinstance(node, ast.Call):
                yield from (item for item in called_needs.packages(scope, node) if item.name not in known)
                yield from called_needs.programs(scope, node)


def _for_calls(called: Sequence[called_needs.Called]) -> list[Spans]:
    """Packages by the call that needs them, then the programs, each once."""
    pairs = dict.fromkeys((item.name, item.callee) for item in called if item.callee)
    needed = [
        fill("{package} for {callee}", package=code(package), callee=code(callee))
        for package, callee in pairs
    ]
    sentences = [fill("needs {packages}", packages=join(needed))] if needed else []
    names = dict.fromkeys(item.name for item in called if not item.callee)
    if names:
        message = "runs the programs {names}" if len(names) > 1 else "runs the program {names}"
        shown = [code(name) for name in names]
        more = "{clause}, which must be installed"
        sentences.append(fill(more, clause=fill(message, names=join(shown))))
    return sentences


def _listed(names: Sequence[str]) -> Spans:
    shown = [_named(name) for name in names[:_MOST]]
    if len(names) > _MOST:
        shown.append(fill("{count} more", count=document.Words(str(len(names) - _MOST))))
    return join(shown)


def _named(name: str) -> Spans:
    """The name by which a module is imported, and that by which it is installed where they differ."""
    package = package_names.PACKAGES.get(name)
    return (
        code(name)
        if package is None
        else fill("{name} (package {package})", name=code(name), package=code(package))
    )
