"""Nodes of the outline as one clause, however deep: the form of short ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sphinx_howto import document
from sphinx_howto.english.outline import Act, Attempt, Block, Choice, Node
from sphinx_howto.english.phrase import Spans, fill, join


def clause(node: Node) -> Spans:
    """The whole node as a clause: third person, lower case, no full stop."""
    return _RULES[type(node)](node)


def is_compound(node: Node) -> bool:
    """Whether the clause of ``node`` has parts that a following clause could be mistaken for."""
    if isinstance(node, Act):
        return False
    if isinstance(node, Choice):
        return len(node.cases) > 1 or not is_single(node.cases[0][1])
    if isinstance(node, Block):
        return not is_single(node.body) or is_clause(node)
    return True


def is_single(body: Sequence[Node]) -> bool:
    """Whether a body is one clause without parts."""
    return len(body) == 1 and not is_compound(body[0])


def sequence(nodes: Sequence[Node]) -> Spans:
    """Clauses in order, separated by semicolons; what could reach too far stands in parentheses."""
    told = []
    for index, node in enumerate(nodes):
        text = clause(node)
        last = index == len(nodes) - 1
        if (
            (_is_headed(node)
            and not last)
            or (isinstance(node, Choice)
            and len(node.cases) > 1
            and len(nodes) > 1)
        ):
            text = fill("({clause})", clause=text)
        told.append(text)
    result = told[0]
    for text in told[1:]:
        result = fill("{first}; {next}", first=result, next=text)
    return result


def _is_headed(node: Node) -> bool:
    """Whether the clause of a node begins with a head or has parts, so that its end must be marked."""
    if isinstance(node, Act):
        return False
    if isinstance(node, Choice) and len(node.cases) == 1:
        body = node.cases[0][1]
        return not (len(body) == 1 and is_effect_first(body[0]))
    return True


def is_effect_first(node: Node) -> bool:
    """Whether a clause is told before its condition: ``raises `E` if C``."""
    if not isinstance(node, Act) or not node.leaves:
        return False
    text = " ".join(span.text for span in node.text if isinstance(span, document.Words))
    return "," not in text and not any(word in f" {text} " for word in (" if ", " whether "))


def under(head: Spans, body: Sequence[Node], more: bool = False) -> Spans:
    """``head`` with its body: ``if C, calls f``; ``if C: sets a; calls f``.

    more: whether a part follows that must not be bound to the body.
    """
    if more and not (len(body) == 1 and isinstance(body[0], Act)):
        return fill("{head}: ({sequence})", head=head, sequence=sequence(body))
    if is_single(body):
        return fill("{head}, {clause}", head=head, clause=clause(body[0]))
    if len(body) == 1 and isinstance(body[0], (Choice, Attempt)):
        return fill("{head}: ({clause})", head=head, clause=clause(body[0]))
    pair = _pair(body)
    if pair is not None:
        return fill("{head}, {clause}", head=head, clause=pair)
    return fill("{head}: {sequence}", head=head, sequence=sequence(body))


def _pair(body: Sequence[Node]) -> Spans | None:
    """Two short plain clauses joined by "and"; None if a reader could bind them wrongly."""
    if len(body) != 2 or not all(isinstance(item, Act) for item in body):
        return None
    first, last = clause(body[0]), clause(body[1])
    text = " ".join(span.text for span in (*first, *last) if isinstance(span, document.Words))
    if any(mark in f" {text} " for mark in (" and ", " or ", " if ", ", ", "; ", ": ")):
        return None
    return join([first, last])


def _choice(node: Choice) -> Spans:
    result: Spans = ()
    for index, (condition, body) in enumerate(node.cases):
        more = index < len(node.cases) - 1
        if index == 0:
            result = _first_case(condition, body, more)
        elif condition:
            result = fill("{first}; otherwise, {next}", first=result, next=under(condition, body, more))
        elif is_single(body):
            result = fill("{first}; otherwise, {next}", first=result, next=clause(body[0]))
        else:
            result = fill("{first}; otherwise: {next}", first=result, next=sequence(body))
    return result


def _first_case(condition: Spans, body: Sequence[Node], more: bool) -> Spans:
    only = body[0]
    if len(body) == 1 and is_effect_first(only):
        return fill("{clause} {condition}", clause=clause(only), condition=condition)
    return under(condition, body, more)


def _block(node: Block) -> Spans:
    if node.role == "define" and is_single(node.body) and isinstance(node.body[0], Act):
        result = fill("{head}, which {clause}", head=node.head, clause=clause(node.body[0]))
    elif node.role in {"define", "list"}:
        result = fill("{head}: {sequence}", head=node.head, sequence=sequence(node.body))
    elif is_clause(node) and node.leave:
        result = fill(
            "{head}; {sequence}; {leave}", head=node.head, sequence=sequence(node.body), leave=node.leave
        )
    elif is_clause(node):
        result = fill("{head} for this: {sequence}", head=node.head, sequence=sequence(node.body))
    else:
        result = under(node.head, node.body)
    return result


#: Roles of blocks whose head is a clause of its own (``opens x``) and no adverbial (``for each x``).
_CLAUSES = frozenset({"with", "define", "list"})


def is_clause(node: Block) -> bool:
    """Whether the head of a block is a clause of its own."""
    return node.role in _CLAUSES


def _attempt(node: Attempt) -> Spans:
    result = sequence(node.body)
    if len(node.body) == 1 and _is_headed(node.body[0]):
        result = fill("({clause})", clause=result)
    message = "if that raises {classes}" if is_one_act(node.body) else "if any of this raises {classes}"
    parts = [(fill(message, classes=classes), body) for classes, body in node.handlers]
    if node.otherwise:
        parts.append((fill("if nothing was raised"), node.otherwise))
    if node.final:
        parts.append((fill("finally, in every case"), node.final))
    for index, (head, body) in enumerate(parts):
        more = index < len(parts) - 1
        result = fill("{first}; {next}", first=result, next=under(head, body, more or len(body) > 1))
    return result


def is_one_act(body: Sequence[Node]) -> bool:
    """Whether a body is one statement, to which "that" can point."""
    return len(body) == 1 and isinstance(body[0], Act) and body[0].parts == 1


def _act(node: Act) -> Spans:
    return node.text


_RULES: Mapping[type, Callable[..., Spans]] = {Act: _act, Choice: _choice, Block: _block, Attempt: _attempt}
