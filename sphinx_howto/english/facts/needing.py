"""Requirements: the modules that neither Python nor the project itself has, and the system that has them."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_howto import document
from sphinx_howto.analysis import package_names, requirements
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
    if not sentences:
        return None
    return document.Step(words("Requirements"), subject.cut(sentences, _MOST), subject.lines(needs.lines))


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
