"""Requirements: the modules that neither Python nor the project itself has; whose they are, nothing tells."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_howto import document
from sphinx_howto.analysis import requirements
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
        )
        if names
    ]
    if not sentences:
        return None
    return document.Step(words("Requirements"), subject.cut(sentences, _MOST), subject.lines(needs.lines))


def _listed(names: Sequence[str]) -> Spans:
    shown = [code(name) for name in names[:_MOST]]
    if len(names) > _MOST:
        shown.append(fill("{count} more", count=document.Words(str(len(names) - _MOST))))
    return join(shown)
