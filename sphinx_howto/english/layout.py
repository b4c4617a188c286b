"""The outline as labelled steps within the budgets of a list: grouping, labels, nesting."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from sphinx_howto import document
from sphinx_howto.english import inline
from sphinx_howto.english.outline import Act, Attempt, Block, Choice, Node
from sphinx_howto.english.phrase import Spans, fill, length, paragraph, sentence, words

#: So many levels may be added where a sentence would be too hard to read.
_MORE_LEVELS = 3
#: Words (a quotation counts one) up to which a node is told in one sentence rather than in bullets.
_SENTENCE = 26


@dataclass(frozen=True)
class Budget:
    """How many items a list may have and how many levels of lists may follow."""

    items: int = 8
    levels: int = 2


NORMAL, FULL = Budget(), Budget(items=60, levels=5)


def steps(
    nodes: Sequence[Node], budget: Budget, role_labels: Mapping[str, str] = MappingProxyType({})
) -> tuple[document.Step, ...]:
    """Nodes as labelled steps: at most ``budget.items``, nested at most ``budget.levels`` deep.

    role_labels: role -> the label of items that consist of acts of that role.
    """
    used: set[str] = set()
    return tuple(_step(unit, budget, used, role_labels) for unit in units(nodes, budget))


def units(nodes: Sequence[Node], budget: Budget) -> list[tuple[Node, ...]]:
    """Nodes grouped into items: guards together, small assignments with what follows, within the budget."""
    groups: list[tuple[Node, ...]] = [(node,) for node in _opened(nodes, budget)]
    groups = _join_while(groups, lambda left, right: _is_guard(left[-1]) and _is_guard(right[0]))
    groups = _join_while(groups, _is_state)
    groups = _join_while(groups, _belongs_to_next)
    while len(groups) > budget.items:
        pairs = enumerate(itertools.pairwise(groups))
        costs = [(_cost(left, right), index) for index, (left, right) in pairs]
        _, index = min(costs)
        groups[index : index + 2] = [groups[index] + groups[index + 1]]
    return groups


def _opened(nodes: Sequence[Node], budget: Budget) -> list[Node]:
    """A ``with`` block at the end lasts to the end of the list: its body follows on the same level."""
    result = list(nodes)
    while (
        result
        and isinstance(result[-1], Block)
        and result[-1].role in {"with", "inside"}
        and (len(result) > 1 or len(result[-1].body) > 1 or not isinstance(result[-1].body[0], Act))
    ):
        block = result[-1]
        if len(result) + len(block.body) > budget.items + 2:
            break
        lines = (block.source.lines[0], block.source.lines[0])
        if not inline.is_clause(block):
            told = fill("runs the rest of these steps {head}", head=block.head)
        elif block.leave:
            told = fill("{head}, and {leave} of these steps", head=block.head, leave=block.leave)
        else:
            told = fill("{head}, up to the end of these steps", head=block.head)
        head = Act(told, replace(block.source, lines=lines), "open", block.nouns)
        result[-1:] = [head, *block.body]
    return result


def _join_while(groups: list[tuple[Node, ...]], belongs: object) -> list[tuple[Node, ...]]:
    result: list[tuple[Node, ...]] = []
    for group in groups:
        if result and not group[0].source.label and belongs(result[-1], group):  # type: ignore[operator]
            result[-1] += group
        else:
            result.append(group)
    return result


def _is_guard(node: Node) -> bool:
    return (
        isinstance(node, Choice)
        and len(node.cases) == 1
        and len(node.cases[0][1]) == 1
        and isinstance(node.cases[0][1][0], Act)
        and node.cases[0][1][0].role == "raise"
    )


def _is_state(left: tuple[Node, ...], right: tuple[Node, ...]) -> bool:
    """Attributes that are set one after the other make one item, up to three sentences of it."""
    return (
        all(isinstance(node, Act) and node.role in {"state", "store", "store as"} for node in (*left, *right))
        and len(left) < 3
        and not right[0].source.gap
        and sum(length(inline.clause(node)) for node in (*left, *right)) <= 40
    )


def _belongs_to_next(left: tuple[Node, ...], right: tuple[Node, ...]) -> bool:
    """A lone short assignment goes with the statement after it, unless the author put a gap between."""
    last, first = left[-1], right[0]
    return (
        len(left) == 1
        and isinstance(last, Act)
        and last.role in {"set", "unpack"}
        and not first.source.gap
        and (not _is_long(first) or isinstance(first, Block))
        and length(last.text) <= 12
        and not _is_guard(first)
        and not isinstance(first, Attempt)
        and not (isinstance(first, Act) and first.role == "return")
    )


def _is_long(node: Node) -> bool:
    return length(inline.clause(node)) > _SENTENCE


def _cost(left: tuple[Node, ...], right: tuple[Node, ...]) -> int:
    """How bad it is to join two neighbours: the author's cuts weigh most, then length and nesting."""
    size = sum(length(inline.clause(node)) for node in (*left, *right))
    nested = sum(not isinstance(node, Act) and _is_long(node) for node in (*left, *right))
    return size + 40 * nested + (30 if right[0].source.label else 0) + (12 if right[0].source.gap else 0)


def _step(
    unit: tuple[Node, ...], budget: Budget, used: set[str], role_labels: Mapping[str, str]
) -> document.Step:
    roles = {_role(node) for node in unit}
    fixed = role_labels.get(roles.pop()) if len(roles) == 1 and not unit[0].source.label else None
    label = words(fixed) if fixed else _label(unit, used)
    lines = (unit[0].source.lines[0], max(node.source.lines[1] for node in unit))
    if budget.levels > 0 or _needs_level(unit[-1], budget):
        head = nested(unit[-1], replace(budget, levels=budget.levels - 1))
        if head is not None:
            text, children = head
            before = paragraph([inline.clause(node) for node in unit[:-1]])
            return document.Step(
                label,
                _noted(unit, (*before, document.Words(" "), *text) if before else text),
                lines,
                children,
            )
    return document.Step(label, _noted(unit, paragraph([inline.clause(node) for node in unit])), lines)


def _needs_level(node: Node, budget: Budget) -> bool:
    """Whether a node is told in a list although the levels are used up.

    A sentence with parentheses in it, or of more than three lines, is harder to read than one
    more level.
    """
    if isinstance(node, Act) or budget.levels <= -_MORE_LEVELS:
        return False
    text = inline.clause(node)
    return length(text) > 2 * _SENTENCE or any(
        isinstance(span, document.Words)
        and ("; (" in span.text or ": (" in span.text or span.text.startswith("("))
        for span in text
    )


def _noted(unit: tuple[Node, ...], text: Spans) -> Spans:
    notes = [node.source.note for node in unit if node.source.note]
    if not notes or (text and plain_end(text) == ":"):
        return text
    return (*text, document.Words(" "), *fill("The code comments: “{note}”.", note=document.Author(notes[0])))


def plain_end(text: Spans) -> str:
    """The last character."""
    return text[-1].text[-1:]


def nested(node: Node, budget: Budget) -> tuple[Spans, tuple[document.Step, ...]] | None:
    """A long node as an introduction and the steps under it; None if one sentence is better."""
    if isinstance(node, Act) or not (_is_long(node) or _is_crowded(node) or _is_tangled(node)):
        return None
    chain = _chain(node)
    if chain is not None:
        head, body = chain
        return _head(head), steps(body, budget)
    if isinstance(node, Choice):
        return _nested_choice(node, budget)
    if isinstance(node, Block):
        return _nested_block(node, budget)
    return _nested_attempt(node, budget)


def _is_crowded(node: Node) -> bool:
    """More than three clauses in one sentence are hard to read; of a loop with several, more than one."""
    if isinstance(node, Block) and node.role == "list":
        return True
    if isinstance(node, Block) and node.role == "loop":
        return clauses(node) > 1 and len(node.body) > 1
    return inline.is_compound(node) and clauses(node) > 3


def _is_tangled(node: Node) -> bool:
    """A ``try`` round something with parts would need parentheses."""
    return isinstance(node, Attempt) and any(map(inline.is_compound, node.body))


def _chain(node: Node) -> tuple[Spans, tuple[Node, ...]] | None:
    """Blocks and conditions that hold nothing but the next one, as one head: ``for each x, if C``."""
    heads: list[Spans] = []
    clauses_of: list[bool] = []
    while True:
        if isinstance(node, Block) and node.role in {"loop", "with", "inside", "script"}:
            heads.append(_with_leave(node))
            clauses_of.append(inline.is_clause(node))
            body = node.body
        elif isinstance(node, Choice) and len(node.cases) == 1:
            heads.append(node.cases[0][0])
            clauses_of.append(False)
            body = node.cases[0][1]
        else:
            return None
        if len(body) > 1 or isinstance(body[0], Act) or len(heads) > 3 or not _continues_chain(body[0]):
            break
        node = body[0]
    if sum(map(length, heads)) > 2 * _SENTENCE or (len(body) == 1 and isinstance(body[0], Act)):
        return None
    result = heads[0]
    for head, after_clause in zip(heads[1:], clauses_of, strict=False):
        result = fill("{first}; {next}" if after_clause else "{first}, {next}", first=result, next=head)
    return result, body


def _with_leave(node: Block) -> Spans:
    return fill("{head}, and {leave}", head=node.head, leave=node.leave) if node.leave else node.head


def _continues_chain(node: Node) -> bool:
    return (
        (isinstance(node, Block)
        and node.role in {"loop", "with", "inside"})
        or (isinstance(node, Choice) and len(node.cases) == 1)
    )


def clauses(node: Node) -> int:
    """How many clauses a node has."""
    if isinstance(node, Act):
        return 1
    if isinstance(node, Choice):
        return sum(clauses(item) for _, body in node.cases for item in body)
    if isinstance(node, Block):
        return sum(clauses(item) for item in node.body)
    bodies = [node.body, node.otherwise, node.final, *(body for _, body in node.handlers)]
    return sum(clauses(item) for body in bodies for item in body)


def _head(spans: Spans) -> Spans:
    return sentence(fill("{head}:", head=spans))


def _nested_choice(node: Choice, budget: Budget) -> tuple[Spans, tuple[document.Step, ...]]:
    if len(node.cases) == 1:
        head, body = node.cases[0]
        return _head(head), steps(body, budget)
    used: set[str] = set()
    values = _compared_values(node)
    cases = zip(node.cases, values, strict=True)
    children = [_case(head, body, budget, used, value) for (head, body), value in cases]
    return words("Takes the first case that applies:"), tuple(children)


def _compared_values(node: Choice) -> list[Spans]:
    """For cases that compare one subject with a value each: the values, as labels; else nothing."""
    heads = [[span for span in head if isinstance(span, document.Code)] for head, _ in node.cases if head]
    same = len(heads) > 1 and all(len(head) == 2 and head[0] == heads[0][0] for head in heads)
    return [
        tuple(span for span in head if isinstance(span, document.Code))[1:] if same else ()
        for head, _ in node.cases
    ]


def _case(head: Spans, body: tuple[Node, ...], budget: Budget, used: set[str], value: Spans) -> document.Step:
    lines = (body[0].source.lines[0], body[-1].source.lines[1])
    if value:
        return _headed(value, head, body, lines, budget)
    label = unique([noun for node in body for noun in _nouns(node)], used, "Case" if head else "Otherwise")
    if not head and label == words("Otherwise"):
        return _headed(label, words("in all other cases"), body, lines, budget)
    return _headed(label, head or words("otherwise"), body, lines, budget)


def _headed(
    label: Spans, head: Spans, body: tuple[Node, ...], lines: tuple[int, int], budget: Budget
) -> document.Step:
    text = inline.under(head, body)
    deep = budget.levels > 0 and (length(text) > _SENTENCE or sum(map(clauses, body)) > 3)
    if deep or _needs_level(Block((), body, body[0].source, "case"), budget):
        return document.Step(
            label, _head(head), lines, steps(body, replace(budget, levels=budget.levels - 1))
        )
    return document.Step(label, sentence(text), lines)


def _nested_block(node: Block, budget: Budget) -> tuple[Spans, tuple[document.Step, ...]]:
    children = steps(node.body, budget if node.role != "list" else replace(budget, items=24))
    return _head(_with_leave(node)), children


def _nested_attempt(node: Attempt, budget: Budget) -> tuple[Spans, tuple[document.Step, ...]]:
    used: set[str] = set()
    short = all(isinstance(item, Act) for item in node.body) and len(node.body) <= 2
    children: tuple[document.Step, ...] = ()
    if short:
        text = paragraph([inline.clause(item) for item in node.body])
        message = (
            "if that raises {classes}" if inline.is_one_act(node.body) else "if any of that raises {classes}"
        )
    else:
        text = words("Tries these steps:")
        children = steps(node.body, budget)
        message = "if any of these steps raises {classes}"
    extra = []
    for classes, body in node.handlers:
        lines = (body[0].source.lines[0], body[-1].source.lines[1])
        label = unique([_class_label(classes)], used, "Exception")
        extra.append(_headed(label, fill(message, classes=classes), body, lines, budget))
    for label_text, head, part in (
        ("No exception", "if nothing was raised", node.otherwise),
        ("Finally", "in every case", node.final),
    ):
        if part:
            lines = (part[0].source.lines[0], part[-1].source.lines[1])
            extra.append(_headed(words(label_text), fill(head), part, lines, budget))
    return text, (*children, *extra)


def _class_label(classes: Spans) -> str:
    before = classes[: next((i for i, span in enumerate(classes) if "(as " in span.text), len(classes))]
    names = [span.text.rpartition(".")[2] for span in before if isinstance(span, document.Code)]
    return names[0] if len(names) == 1 else ""


# -- labels --------------------------------------------------------------------------------------

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


def _label(unit: tuple[Node, ...], used: set[str]) -> Spans:
    if len(unit) == 1 and isinstance(unit[0], Act) and unit[0].label:
        return unit[0].label
    for node in unit:
        if node.source.label and node.source.label.lower() not in used:
            used.add(node.source.label.lower())
            return (document.Author(node.source.label),)
    is_state = all(_role(node) in _STATE for node in unit)
    if len(unit) > 1 and is_state and "state" not in used:
        used.add("state")
        return words("State")
    main = max(unit, key=_weight)
    candidates = [*_nouns(main), *(noun for node in unit for noun in _nouns(node))]
    fallback = ROLE_LABELS.get(_role(main), "Step")
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
    return order.index(_role(node)) if _role(node) in order else 5


def _role(node: Node) -> str:
    if isinstance(node, Act):
        return node.role
    if isinstance(node, Choice):
        roles = {_role(item) for _, body in node.cases for item in body[-1:]}
        return roles.pop() if len(roles) == 1 else "choice"
    return node.role if isinstance(node, Block) else "attempt"


def _nouns(node: Node) -> tuple[str, ...]:
    role = _role(node)
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
            for noun in _nouns(item)
            if noun not in ("Return", "Validation", "Error")
        )
        return (*inner[:2], *node.nouns, *inner[2:])
    if isinstance(node, Block):
        return (*node.nouns, *(noun for item in node.body for noun in _nouns(item)))
    return tuple(noun for item in node.body for noun in _nouns(item))


def unique(candidates: Sequence[str], used: set[str], fallback: str) -> Spans:
    for candidate in (*candidates, fallback):
        if candidate and candidate.lower() not in used:
            used.add(candidate.lower())
            return words(candidate) if candidate in _FIXED else (document.Words(candidate),)
    return words(fallback)


_FIXED = set(ROLE_LABELS.values()) | {"Otherwise", "Case", "Exception", "Step"}
