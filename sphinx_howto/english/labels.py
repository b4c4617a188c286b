"""Labels of the items of a list: short noun phrases, each used once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sphinx_howto import document
from sphinx_howto.english import inline
from sphinx_howto.english.outline import Act, Block, Choice, Node
from sphinx_howto.english.phrase import Spans, words

#: Role of the main action -> label.
ROLE_LABELS = {
    "raise": "Validation",
    "return": "Return",
    "store": "State",
    "store as": "State",
    "state": "State",
    "yield": "Yield",
    "exit": "Exit",
    "jump": "Stop",
    "assert": "Assertion",
    "import": "Imports",
    "inherited": "Base class",
    "delete": "Removal",
    "nothing": "No action",
    "ignore": "Ignored",
    "quote": "Statement",
    "declare": "Names",
}
_STATE = frozenset({"state", "store", "store as"})
#: Roles whose own label says more than a noun from the names.
_OWN_LABEL = {"raise", "return", "yield", "exit", "assert", "inherited", "import"}


def label(unit: tuple[Node, ...], used: set[str]) -> Spans:
    if len(unit) == 1 and isinstance(unit[0], Act) and unit[0].label:
        return unit[0].label
    for node in unit:
        if node.source.label and node.source.label.lower() not in used:
            used.add(node.source.label.lower())
            return (document.Author(node.source.label),)
    is_state = all(role_of(node) in _STATE for node in unit)
    if len(unit) > 1 and is_state and "state" not in used:
        used.add("state")
        return words("State")
    main = max(unit, key=_weight)
    candidates = [*nouns(main), *(noun for node in unit for noun in nouns(node))]
    fallback = ROLE_LABELS.get(role_of(main), "Step")
    found = unique(candidates, used, fallback)
    return _named_label(main) or found if found == words("Step") else found


def _named_label(node: Node) -> Spans:
    """The first name that a clause quotes, as a last resort for a label."""
    for span in inline.clause(node):
        for name in re.findall(r"[A-Za-z_]\w*", span.text) if isinstance(span, document.Code) else ():
            if name not in {"self", "cls", "True", "False", "None"}:
                return (document.Code(name),)
    return ()


def _weight(node: Node) -> int:
    order = (
        "quote",
        "set",
        "unpack",
        "update",
        "call",
        "known call",
        "state",
        "store",
        "open",
        "yield",
        "raise",
        "return",
    )
    return order.index(role_of(node)) if role_of(node) in order else 5


def role_of(node: Node) -> str:
    if isinstance(node, Act):
        return node.role
    if isinstance(node, Choice):
        roles = {role_of(item) for _, body in node.cases for item in body[-1:]}
        return roles.pop() if len(roles) == 1 else "choice"
    return node.role if isinstance(node, Block) else "attempt"


def nouns(node: Node) -> tuple[str, ...]:
    role = role_of(node)
    if isinstance(node, Act):
        if role == "raise":
            return ("Error", *node.nouns)
        own = (ROLE_LABELS[role],) if role in _OWN_LABEL else ()
        if role in {"state", "store", "store as"} and len(node.nouns) > 1:
            return ("State", *node.nouns)
        return (*own, *node.nouns)
    if isinstance(node, Choice):
        if role == "raise":
            raised = [item for _, body in node.cases for item in body]
            guards = all(isinstance(item, Act) and item.item for item in raised)
            return ("Validation" if guards else "Error", *node.nouns)
        if role == "return":
            return (*node.nouns, "Return")
        inner = tuple(
            noun
            for _, body in node.cases
            for item in body
            for noun in nouns(item)
            if noun not in ("Return", "Validation", "Error")
        )
        return (*inner[:2], *node.nouns, *inner[2:])
    if isinstance(node, Block):
        return (*node.nouns, *(noun for item in node.body for noun in nouns(item)))
    return tuple(noun for item in node.body for noun in nouns(item))


def unique(candidates: Sequence[str], used: set[str], fallback: str) -> Spans:
    for candidate in (*candidates, fallback):
        if candidate and candidate.lower() not in used:
            used.add(candidate.lower())
            return words(candidate) if candidate in _FIXED else (document.Words(candidate),)
    return words(fallback)


_FIXED = set(ROLE_LABELS.values()) | {"Otherwise", "Case", "Exception", "Step"}


def class_label(classes: Spans) -> str:
    before = classes[: next((i for i, span in enumerate(classes) if "(as " in span.text), len(classes))]
    names = [span.text.rpartition(".")[2] for span in before if isinstance(span, document.Code)]
    return names[0] if len(names) == 1 else ""
