"""One instance: classes of which every creation gives the same object."""

from __future__ import annotations

from sphinx_howto import document
from sphinx_howto.analysis import singletons
from sphinx_howto.english.facts import subject
from sphinx_howto.english.phrase import code, fill, paragraph, words


def tell(group: subject.Group) -> document.Step | None:
    """The bullet, or None: what a second creation gives, and what becomes of its arguments."""
    owner = group.scope.owner
    shared = singletons.of(owner) if owner is not None and not group.alone else None
    if owner is None or shared is None:
        return None
    made = code(f"{owner.node.name}(...)")
    has_init = owner.method("__init__") is not None
    if shared.again and has_init:
        told = fill(
            "every {creation} returns the same instance; `__init__` runs again each time", creation=made
        )
    elif has_init:
        told = fill(
            "every {creation} returns the same instance; the arguments of later calls are ignored",
            creation=made,
        )
    else:
        told = fill("every {creation} returns the same instance", creation=made)
    return document.Step(words("One instance"), paragraph([told]), shared.lines)
