"""Classes that are only a part of others: what a class that has them as a base must bring along."""

from __future__ import annotations

from sphinx_howto import class_body, document
from sphinx_howto.analysis import linearisation
from sphinx_howto.analysis.scope import ClassScope
from sphinx_howto.english.calling import forms, methods
from sphinx_howto.english.phrase import Spans, code, fill, join, paragraph

#: So many attributes are named.
_MOST = 6


def tell(scope: ClassScope) -> Spans:
    """``Use `C` as a base of a class that has `name```; () for a class that is whole by itself."""
    name = scope.node.name
    needed = missing(scope)
    if not class_body.is_part(name, forms.constructor(scope) is not None, needed):
        return ()
    if needed:
        shown = [code(item) for item in needed[:_MOST]]
        if len(needed) > _MOST:
            shown.append(fill("{count} more", count=document.Words(str(len(needed) - _MOST))))
        first = fill("use {name} as a base of a class that has {names}", name=code(name), names=join(shown))
    else:
        first = fill("use {name} as a base of another class", name=code(name))
    return paragraph([first, *methods.sentences(scope, set(), fill("then, on an instance of that class"))])


def missing(scope: ClassScope) -> tuple[str, ...]:
    """The attributes that the methods of a class read and that no class of its bases has; () if open."""
    order = linearisation.order(scope)
    if order is None:
        return ()
    bodies = [item.node for item in order if isinstance(item, ClassScope)]
    if any(node.decorator_list or node.keywords for node in bodies):
        return ()
    built_in = {name for item in order if isinstance(item, type) for name in dir(item)}
    return tuple(name for name in class_body.missing(bodies) if name not in built_in)
