"""The outline as labelled steps within the budgets of a list: nesting, and what each item says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from sphinx_howto import document
from sphinx_howto.english import grouping, inline, labels, reading, remarks
from sphinx_howto.english.outline import Act, Attempt, Block, Choice, Entry, Node
from sphinx_howto.english.phrase import Spans, fill, merged, plain, sentence, spaced, words

#: So many levels may be added where a sentence would be too hard to read.
_MORE_LEVELS = 6
#: So many heads may stand before one list.
_MOST_HEADS = 4
#: So many items has a list that is one thing, such as the options of a command line.
_MOST_LISTED = 24


@dataclass(frozen=True)
class Budget:
    """How many items a list may have and how many levels of lists may follow.

    above: the labels of the items that the list hangs on, in lower case; they are not used again.
    """

    items: int = 8
    levels: int = 2
    above: frozenset[str] = frozenset()

    def below(self, label: Spans) -> Budget:
        """The budget of a list under an item with this label."""
        return replace(self, levels=self.levels - 1, above=self.above | {plain(label).lower()})

    def allows(self, better: bool, needed: bool) -> bool:
        """Whether a list may follow that would read better, or is needed."""
        return (better and self.levels > 0) or (needed and self.levels > -_MORE_LEVELS)


NORMAL, FULL = Budget(), Budget(items=60, levels=5)
_Listed = tuple[Spans, tuple[document.Step, ...]]


def steps(
    nodes: Sequence[Node], budget: Budget, role_labels: Mapping[str, str] = MappingProxyType({})
) -> tuple[document.Step, ...]:
    """Nodes as labelled steps: at most ``budget.items``, nested at most ``budget.levels`` deep.

    role_labels: role -> the label of items that consist of acts of that role.
    """
    only = nodes[0] if len(nodes) == 1 else None
    if isinstance(only, Attempt) and not only.source.comment and not _is_sentence(only, budget):
        # A ``try`` round the whole list: its steps are those of the list
        return _attempted(only, budget)
    return _steps(grouping.units(nodes, budget.items, levels=budget.levels), budget, role_labels)


def _steps(
    units: Sequence[grouping.Group], budget: Budget, role_labels: Mapping[str, str] = MappingProxyType({})
) -> tuple[document.Step, ...]:
    used = set(budget.above)
    return tuple(_step(unit, budget, used, role_labels) for unit in units)


def _step(
    unit: tuple[Node, ...], budget: Budget, used: set[str], role_labels: Mapping[str, str]
) -> document.Step:
    last = unit[-1]
    listed = _is_listed(last, budget)
    roles = {labels.role_of(node) for node in unit}
    fixed = role_labels.get(roles.pop()) if len(roles) == 1 and not unit[0].source.label else None
    label = words(fixed) if fixed else labels.label(unit, used, listed)
    lines = (unit[0].source.lines[0], max(node.source.lines[1] for node in unit))
    if not listed:
        told = remarks.told(unit, plain(label))
        is_rest = label == words("Otherwise")
        return document.Step(label, _without_head(told, words("otherwise")) if is_rest else told, lines)
    text, children = _nested(last, budget.below(label))
    if label == words("Otherwise") and plain(text) == plain(_head(words("otherwise"))):
        text = words("Takes these steps:")
    before = remarks.told(unit[:-1], plain(label))
    # What is noted of the entries of a dictionary stands with them
    source = replace(last.source, notes=()) if isinstance(last, Act) else last.source
    note = remarks.quoted(source.beyond(plain(label)))
    return document.Step(label, spaced(before, note, text), lines, children)


def _is_listed(node: Node, budget: Budget) -> bool:
    return budget.allows(reading.is_listed(node), reading.must_be_listed(node))


def _is_sentence(node: Attempt, budget: Budget) -> bool:
    """Whether a ``try`` is told in one sentence."""
    return not reading.is_paragraph(node) and not _is_listed(node, budget)


def _nested(node: Node, budget: Budget) -> _Listed:
    """A node as an introduction and the steps under it."""
    if isinstance(node, Attempt):
        return _nested_attempt(node, budget)
    if isinstance(node, Act):
        return _head(node.head), tuple(map(_entry, node.entries))
    if isinstance(node, Choice) and len(node.cases) > 1:
        return words("Takes the first case that applies:"), _cases(node, budget)
    if isinstance(node, Block) and node.role == "list":
        budget = replace(budget, items=_MOST_LISTED)
    heads: list[tuple[Spans, bool]] = []
    notes: list[str] = []
    body: tuple[Node, ...] = (node,)
    while len(heads) < _MOST_HEADS and len(body) == 1:
        found = _opened(body[0])
        if found is None or (heads and _is_apart(body[0])):
            break
        notes += body[0].source.beyond("") if heads else []
        head, is_clause, body = found
        heads.append((head, is_clause))
        if _is_apart(node):
            break
    result, after_clause = heads[0]
    for head, is_clause in heads[1:]:
        result = _joined(result, after_clause, head)
        after_clause = is_clause
    text, children = _listed(result, after_clause, body, budget, _is_apart(node))
    return spaced(remarks.quoted(notes), text), children


def _entry(entry: Entry) -> document.Step:
    text = spaced(sentence(entry.value), remarks.quoted([entry.note] if entry.note else []))
    return document.Step(entry.key, text, (entry.line, entry.line))


def _opened(node: Node) -> tuple[Spans, bool, tuple[Node, ...]] | None:
    """The head of a node that has one body, whether it is a clause, and the body."""
    if isinstance(node, Block):
        head = inline.with_leave(node.head, node.leave) if node.leave else node.head
        return head, inline.is_clause(node), node.body
    if isinstance(node, Choice) and len(node.cases) == 1:
        return node.cases[0][0], False, node.cases[0][1]
    return None


def _is_apart(node: Node) -> bool:
    """Whether a node needs an item of its own, since its steps are not run here."""
    return isinstance(node, Block) and node.role in {"define", "list"}


def _joined(head: Spans, after_clause: bool, following: Spans) -> Spans:
    return fill("{first}; {next}" if after_clause else "{first}, {next}", first=head, next=following)


def _listed(
    head: Spans, after_clause: bool, body: tuple[Node, ...], budget: Budget, is_apart: bool = False
) -> _Listed:
    """A body as a list under its head.

    is_apart: whether the body is not run where it stands, so that its head stands alone.
    """
    only = body[0] if len(body) == 1 else None
    if isinstance(only, Choice) and len(only.cases) > 1 and not is_apart:
        takes = fill("takes the first case that applies")
        note = remarks.quoted(only.source.beyond(""))
        return spaced(note, _head(_joined(head, after_clause, takes))), _cases(only, budget)
    return _head(head), steps(body, budget)


def _head(spans: Spans) -> Spans:
    return sentence(fill("{head}:", head=spans))


def _cases(node: Choice, budget: Budget) -> tuple[document.Step, ...]:
    used = set(budget.above)
    values = labels.compared_values(node)
    cases = zip(node.cases, values, strict=True)
    return tuple(_case(head, body, budget, used, value) for (head, body), value in cases)


def _case(head: Spans, body: tuple[Node, ...], budget: Budget, used: set[str], value: Spans) -> document.Step:
    listed = _is_listed_under(head, body, budget)
    label = value or labels.case(head, body, used, listed)
    if not head and label == words("Otherwise"):
        return _otherwise(label, body, budget)
    return _headed(label, head or words("otherwise"), body, budget)


def _otherwise(label: Spans, body: tuple[Node, ...], budget: Budget) -> document.Step:
    """The last case under the label that says already when it applies."""
    step = _headed(label, words("otherwise"), body, budget)
    if step.steps and plain(step.text) == plain(_head(words("otherwise"))):
        return replace(step, text=words("Takes these steps:"))
    return replace(step, text=_without_head(step.text, words("otherwise")))


def _without_head(text: Spans, head: Spans) -> Spans:
    """A sentence without the adverbial and its mark at the beginning."""
    first, begin = text[0], len(plain(head)) + len(", ")
    if not isinstance(first, document.Words) or not first.text.startswith(plain(sentence(head))[:-1]):
        return text
    return sentence(merged((document.Words(first.text[begin:]), *text[1:])))


def _is_listed_under(head: Spans, body: Sequence[Node], budget: Budget) -> bool:
    better, needed = reading.is_listed_under(head, body), reading.must_be_listed_under(head, body)
    return budget.allows(better, needed)


def _headed(label: Spans, head: Spans, body: tuple[Node, ...], budget: Budget) -> document.Step:
    lines = (body[0].source.lines[0], body[-1].source.lines[1])
    if _is_listed_under(head, body, budget):
        text, children = _listed(head, False, body, budget.below(label))
        note = remarks.quoted(body[0].source.branch_beyond(plain(label)))
        return document.Step(label, spaced(note, text), lines, children)
    notes = list(remarks.branch(body, plain(label)))
    return document.Step(label, spaced(sentence(inline.under(head, body)), remarks.quoted(notes)), lines)


def _nested_attempt(node: Attempt, budget: Budget) -> _Listed:
    opened = reading.tried_block(node)
    if opened is not None:
        # One list holds the steps of the block and what follows on exceptions
        text, children = _nested(opened, budget)
        return text, (*children, *_after(node, "if any of this raises {classes}", budget))
    if not _is_short(node.body):
        return words("Tries these steps:"), _attempted(node, budget)
    text = remarks.told(node.body)
    one = inline.is_one_act(node.body)
    return text, _after(
        node, "if that raises {classes}" if one else "if any of that raises {classes}", budget
    )


def _is_short(body: Sequence[Node]) -> bool:
    return len(body) <= 2 and all(isinstance(item, Act) for item in body)


def _attempted(node: Attempt, budget: Budget) -> tuple[document.Step, ...]:
    """The steps of a ``try``, then what follows on exceptions, in one list."""
    units = grouping.units(node.body, budget.items, is_end=False, levels=budget.levels)
    one = inline.is_one_act(node.body)
    message = "if that raises {classes}" if one else "if any of these steps raises {classes}"
    return (*_steps(units, budget), *_after(node, message, budget))


def _after(node: Attempt, message: str, budget: Budget) -> tuple[document.Step, ...]:
    """What follows on exceptions, without one, and in every case."""
    used: set[str] = set()
    result = []
    for classes, body in node.handlers:
        label = labels.exception(classes, used)
        result.append(_headed(label, fill(message, classes=classes), body, budget))
    for text, head, part in (
        ("No exception", "if nothing was raised", node.otherwise),
        ("Finally", "in every case", node.final),
    ):
        if part:
            result.append(_headed(words(text), fill(head), part, budget))
    return tuple(result)
