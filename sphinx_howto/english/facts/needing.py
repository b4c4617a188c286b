"""Packages: what has to be installed beside Python and the project itself."""

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
        for names, one, several in (
            (needs.required, "requires the package {names}", "requires the packages {names}"),
            (needs.optional, "can also use the package {names}", "can also use the packages {names}"),
            (
                needs.late,
                "imports the package {names} only when it is called",
                "imports the packages {names} only when it is called",
            ),
        )
        if names
        for message in [one if len(names) == 1 else several]
    ]
    if not sentences:
        return None
    return document.Step(words("Packages"), subject.cut(sentences, _MOST), subject.lines(needs.lines))


def _listed(names: Sequence[str]) -> Spans:
    shown = [code(name) for name in names[:_MOST]]
    if len(names) > _MOST:
        shown.append(fill("{count} more", count=document.Words(str(len(names) - _MOST))))
    return join(shown)
