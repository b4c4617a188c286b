"""One instance: classes of which every creation gives the same object."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sphinx_howto import document
from sphinx_howto.analysis import members, singletons
from sphinx_howto.analysis.scope import ClassScope, ModuleScope
from sphinx_howto.english.facts import subject
from sphinx_howto.english.phrase import Spans, code, fill, words

_MOST = 4


def tell(group: subject.Group) -> document.Step | None:
    """The bullet, or None: what a second creation gives, and what becomes of its arguments."""
    if group.alone:
        return None
    owner = group.scope.owner
    classes = [owner] if owner is not None else list(_classes(group.scope.module))
    found = [(scope, shared) for scope in classes if (shared := singletons.of(scope)) is not None]
    if not found:
        return None
    told = [_told(scope, shared) for scope, shared in found]
    lines = subject.lines([shared.lines for _, shared in found])
    return document.Step(words("One instance"), subject.cut(told, _MOST), lines)


def _classes(module: ModuleScope) -> Iterator[ClassScope]:
    """The public classes of a module."""
    for name in members.public_names(module):
        node = module.definitions.get(name)
        if isinstance(node, ast.ClassDef):
            yield module.class_scope(node)


def _told(scope: ClassScope, shared: singletons.Shared) -> Spans:
    made = code(f"{scope.node.name}(...)")
    if scope.method("__init__") is None:
        return fill("every {creation} returns the same instance", creation=made)
    if shared.again:
        message = "every {creation} returns the same instance; `__init__` runs again each time"
        return fill(message, creation=made)
    message = "every {creation} returns the same instance; the arguments of later calls are ignored"
    return fill(message, creation=made)
