"""Import: what a module does to the outside when it is imported."""

from __future__ import annotations

import ast

from sphinx_howto import document
from sphinx_howto.analysis import effects, paths
from sphinx_howto.analysis.scope import FunctionNode, FunctionScope
from sphinx_howto.english.facts import effects as wording
from sphinx_howto.english.facts import environment, subject
from sphinx_howto.english.phrase import Spans, fill, words

_MOST = 6
_KINDS = {
    "network",
    "database",
    "process",
    "file-read",
    "file-write",
    "output",
    "thread",
    "exit",
    "environment",
}


def tell(group: subject.Group) -> document.Step | None:
    """The bullet, or None: calls and reads at module level with an effect, outside of the main guard."""
    if group.scope.owner is not None or group.alone:
        return None
    body = [
        item
        for item in group.scope.module.module.tree.body
        if not isinstance(item, (*FunctionNode, ast.ClassDef)) and not _is_guard(item)
    ]
    scope = FunctionScope(group.scope.module)
    sentences: list[Spans] = []
    lines = []
    for effect in effects.in_body(scope, body):
        if effect.kind in _KINDS and not effect.match.entry.name.startswith("os.path."):
            text = wording.told(effect)
            if text is not None:
                sentences.append(fill("importing it {clause}", clause=text))
                lines.append(effect.lines)
    for access in environment.accesses(scope, tuple(paths.everything(body))):
        sentences.append(fill("importing it {clause}", clause=environment.sentence(scope, access)))
        lines.append(access.lines)
    if not sentences:
        return None
    return document.Step(
        words("Import"), subject.cut(list(dict.fromkeys(sentences)), _MOST), subject.lines(lines)
    )


def _is_guard(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and "__name__" in ast.unparse(node.test)
