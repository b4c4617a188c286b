"""What making an instance runs where the class leaves it to a base of the same project."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_howto import document
from sphinx_howto.analysis import certainty, members, state
from sphinx_howto.analysis.scope import ClassScope, FunctionScope
from sphinx_howto.english import parameters
from sphinx_howto.english.phrase import Spans, code, fill, join, paragraph, words

#: So many attributes are named.
_MOST = 8


def creation(scope: ClassScope) -> tuple[document.Step, ...]:
    """The step for an inherited ``__init__``: whose it is, what it takes and sets; () for none."""
    found = next(members.inherited_creation(scope), None)
    if found is None or found.scope.owner is None:
        return ()
    base = found.scope.owner
    takes = parameters.told(found.scope, found.node)
    sure, maybe = _attributes(found)
    clauses = [
        fill("inherited from {base}", base=code(base.node.name, base.path)),
        fill("takes {parameters}", parameters=takes) if takes else (),
        fill("sets {attributes}", attributes=_listed(sure)) if sure else (),
        fill("can set {attributes}", attributes=_listed(maybe)) if maybe else (),
    ]
    line = scope.node.lineno
    return (document.Step(words("Initialization"), paragraph(clauses), (line, line)),)


def held(scope: ClassScope) -> list[str]:
    """The public attributes that a class's own ``__init__`` sets on every call."""
    node = scope.methods.get("__init__")
    if node is None:
        return []
    made = members.Member(node.name, "creation", FunctionScope(scope.module, node, scope), node)
    return [name for name in _attributes(made)[0] if not name.startswith("_")]


def _attributes(made: members.Member) -> tuple[list[str], list[str]]:
    """The attributes that an ``__init__`` sets on every call, and the others."""
    found = [item for item in state.changes(made) if not item.is_argument and item.replaced]
    names = dict.fromkeys(item.name for item in found)
    sure = [name for name in names if certainty.certain([item for item in found if item.name == name])]
    return sure, [name for name in names if name not in sure]


def _listed(names: Sequence[str]) -> Spans:
    shown = [code(f"self.{name}") for name in names[:_MOST]]
    if len(names) > _MOST:
        shown.append(fill("{count} more", count=document.Words(str(len(names) - _MOST))))
    return join(shown)
