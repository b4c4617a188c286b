"""The outline as labelled steps within the budgets of a list: nesting, and what each item says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from sphinx_howto import document
from sphinx_howto.english import grouping, inline, labels, reading
from sphinx_howto.english.outline import Act, Attempt, Block, Choice, Node
from sphinx_howto.english.phrase import Spans, fill, length, paragraph, sentence, words

#: So many levels may be added where a sentence would be too hard to read.
_MORE_LEVELS = 3


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
    return tuple(_step(unit, budget, used, role_labels) for unit in grouping.units(nodes, budget.items))


def _step(
    unit: tuple[Node, ...], budget: Budget, used: set[str], role_labels: Mapping[str, str]
) -> document.Step:
    roles = {labels.role_of(node) for node in unit}
    fixed = role_labels.get(roles.pop()) if len(roles) == 1 and not unit[0].source.label else None
    label = words(fixed) if fixed else labels.label(unit, used)
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
    return length(text) > 2 * reading.SENTENCE or any(
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
    if isinstance(node, Act) or not (
        reading.is_long(node) or reading.is_crowded(node) or reading.is_tangled(node)
    ):
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
    if sum(map(length, heads)) > 2 * reading.SENTENCE or (len(body) == 1 and isinstance(body[0], Act)):
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
    candidates = [noun for node in body for noun in labels.nouns(node)]
    label = labels.unique(candidates, used, "Case" if head else "Otherwise")
    if not head and label == words("Otherwise"):
        return _headed(label, words("in all other cases"), body, lines, budget)
    return _headed(label, head or words("otherwise"), body, lines, budget)


def _headed(
    label: Spans, head: Spans, body: tuple[Node, ...], lines: tuple[int, int], budget: Budget
) -> document.Step:
    text = inline.under(head, body)
    deep = budget.levels > 0 and (length(text) > reading.SENTENCE or sum(map(reading.clauses, body)) > 3)
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
        label = labels.unique([labels.class_label(classes)], used, "Exception")
        extra.append(_headed(label, fill(message, classes=classes), body, lines, budget))
    for label_text, head, part in (
        ("No exception", "if nothing was raised", node.otherwise),
        ("Finally", "in every case", node.final),
    ):
        if part:
            lines = (part[0].source.lines[0], part[-1].source.lines[1])
            extra.append(_headed(words(label_text), fill(head), part, lines, budget))
    return text, (*children, *extra)
