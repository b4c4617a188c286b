"""Nodes of the outline as one clause, and whether a reader sees which act belongs to which condition."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sphinx_howto import document
from sphinx_howto.english.outline import Act, Attempt, Block, Choice, Node
from sphinx_howto.english.phrase import Spans, fill, join, length, longest_part

#: Words, commas and parentheses that a reader takes in between two marks.
LONGEST = 25
#: So many acts may hang on one condition in one sentence.
_MOST_ACTS = 3
#: Roles of blocks whose head is a clause of its own (``opens x``) and no adverbial (``for each x``).
_CLAUSES = frozenset({"with", "define", "list"})


def clause(node: Node) -> Spans:
    """The whole node as a clause: third person, lower case, no full stop."""
    return _CLAUSE_RULES[type(node)](node)


def is_clause(node: Block) -> bool:
    """Whether the head of a block is a clause of its own."""
    return node.role in _CLAUSES


def is_one_act(body: Sequence[Node]) -> bool:
    """Whether a body is one statement, to which "that" can point."""
    return len(body) == 1 and isinstance(body[0], Act) and body[0].parts == 1


def is_effect_first(node: Node) -> bool:
    """Whether a clause is told before its condition: ``raises `E` if C``."""
    if not isinstance(node, Act) or not node.leaves:
        return False
    text = _words(node.text)
    return "," not in text and not any(word in text for word in (" if ", " whether "))


# -- what reads well in one sentence --------------------------------------------------------------


def is_flat(node: Node) -> bool:
    """Whether the clause of a node shows without parentheses what belongs to what."""
    if isinstance(node, Choice):
        return _are_series([body for _, body in node.cases])
    if isinstance(node, Attempt):
        parts = [*(body for _, body in node.handlers), node.otherwise, node.final]
        return _is_tried_in_one(node.body) and _are_series([body for body in parts if body])
    if isinstance(node, Block):
        return _is_flat_block(node)
    return True


def _is_tried_in_one(body: Sequence[Node]) -> bool:
    """Whether a reader sees what "any of this" is: up to two acts, or one with its condition at the end."""
    only = body[0]
    if len(body) == 1 and isinstance(only, Choice) and len(only.cases) == 1:
        inner = only.cases[0][1]
        return len(inner) == 1 and is_effect_first(inner[0])
    return len(body) <= 2 and all(map(_is_act, body)) and is_series(body, last=False)


def _are_series(bodies: Sequence[Sequence[Node]]) -> bool:
    return all(is_series(body, last=body is bodies[-1]) for body in bodies)


def _is_flat_block(node: Block) -> bool:
    if node.role == "define":
        only = node.body[0]
        return len(node.body) == 1 and isinstance(only, Act) and only.role != "define"
    if node.role == "with":
        return all(map(_is_act, node.body)) and is_series(node.body, last=not node.leave)
    if node.role == "case":
        # An "otherwise" inside would be taken for the next case
        return is_series(node.body)
    return node.role != "list" and (is_series(node.body) or _is_one_choice(node.body))


def _is_one_choice(body: Sequence[Node]) -> bool:
    """Whether a body is one choice, whose "otherwise" no loop could be bound to."""
    return len(body) == 1 and isinstance(body[0], Choice) and is_flat(body[0])


def is_series(body: Sequence[Node], last: bool = True) -> bool:
    """Whether the nodes under one head can be told as ``A, then B``.

    last: whether nothing of the same sentence follows that a reader could bind to a part of it.
    """
    *before, final = body
    if len(body) > _MOST_ACTS or not all(_is_act(node) and not _is_open(node) for node in before):
        return False
    if isinstance(final, Act):
        return last or not _is_open(final)
    if isinstance(final, Choice):
        return last and len(final.cases) == 1 and _is_condition_at_end(final.cases[0][1], bool(before))
    if isinstance(final, Block) and final.role == "with":
        return bool(final.leave) and _is_flat_block(final)
    if isinstance(final, Block) and final.role in {"loop", "inside"}:
        return not before and is_series(final.body, last)
    # "if that raises" can only follow what was tried, so that it needs no mark of its scope
    return isinstance(final, Attempt) and last and not before and _is_only_handled(final)


def _is_only_handled(node: Attempt) -> bool:
    return is_flat(node) and not (node.otherwise or node.final)


def is_item(body: Sequence[Node]) -> bool:
    """Whether a head and its body can be told in one sentence where nothing else stands beside it.

    There all that follows a ``try`` belongs to the head as well.
    """
    return is_series(body) or (len(body) == 1 and isinstance(body[0], Attempt) and is_flat(body[0]))


def _is_condition_at_end(body: Sequence[Node], after_others: bool) -> bool:
    """``..., then returns `x` if C``; or, alone under a head, ``if C, calls f``."""
    if len(body) == 1 and is_effect_first(body[0]):
        return True
    return not after_others and is_series(body)


def _is_act(node: Node) -> bool:
    return isinstance(node, Act)


def _is_open(node: Node) -> bool:
    """Whether a clause ends in a condition or a loop of its own, which could reach over what follows."""
    marks = (" if ", " otherwise ", " unless ", " for each ", " for which ", ";", ":")
    return not isinstance(node, Act) or any(mark in _words(node.text) for mark in marks)


def _words(spans: Spans) -> str:
    """The words without the code between them, with a space at either end."""
    return " " + " ".join(span.text for span in spans if isinstance(span, document.Words)) + " "


# -- clauses --------------------------------------------------------------------------------------


def series(body: Sequence[Node]) -> Spans:
    """The nodes of a series: ``A``, ``A and B``, ``A, then B``, ``A, B, then C``."""
    told: list[Spans] = []
    leave: Spans = ()
    for node in body:
        if isinstance(node, Block) and node.role == "with":
            told += [node.head, *(clause(item) for item in node.body)]
            leave = node.leave
        else:
            told.append(clause(node))
    result = _listed(told, ends=not leave and all(map(_is_act, body)))
    return fill("{clauses}, and {leave}", clauses=result, leave=leave) if leave else result


def _listed(told: Sequence[Spans], ends: bool) -> Spans:
    """Clauses in order; ends: whether the list may close with "and"."""
    if len(told) == 2 and ends and not any(map(_has_parts, told)):
        return join(told)
    if not any("," in _words(text) or " then " in _words(text) for text in told[:-1]):
        return join(told, "then")
    result = told[0]
    for text in told[1:]:
        result = fill("{first}, then {last}", first=result, last=text)
    return result


def _has_parts(spans: Spans) -> bool:
    text = _words(spans)
    return any(mark in text for mark in (" and ", " or ", " if ", ",", ";", ":"))


def under(head: Spans, body: Sequence[Node], more: bool = False) -> Spans:
    """``head`` with its body: ``if C, calls f``; ``if C, sets a, then calls f``.

    more: whether a part follows that must not be bound to the body.
    """
    if is_series(body, last=not more) or (not more and is_item(body)):
        return _begun(head, series(body), may_part=not more)
    told = clause(body[0]) if len(body) == 1 else sequence(body)
    return fill("{head}: ({clauses})", head=head, clauses=told)


def _begun(head: Spans, told: Spans, may_part: bool) -> Spans:
    """``if C, calls f``; where that is long and all that follows belongs to it, ``if C: calls f``."""
    # Beside an "or" a reader could not tell what "and" joins
    both = _is_condition(head) and _is_condition(told) and " or " not in _words((*head, *told))
    result = fill("{head}, and {clauses}" if both else "{head}, {clauses}", head=head, clauses=told)
    if not may_part or longest_part(result) <= LONGEST or ":" in _words(told) or ":" in _words(head):
        return result
    return fill("{head}: {clauses}", head=head, clauses=told)


def _is_condition(spans: Spans) -> bool:
    """Whether a clause begins with its condition."""
    return bool(spans) and isinstance(spans[0], document.Words) and spans[0].text.startswith("if ")


def sequence(nodes: Sequence[Node]) -> Spans:
    """Any nodes in one sentence; what could reach too far stands in parentheses.

    The last resort, where the levels of lists are used up.
    """
    pairs = [(node, clause(node)) for node in nodes]
    marked = [text if _is_act(node) else fill("({clause})", clause=text) for node, text in pairs]
    result = marked[0]
    for text in marked[1:]:
        result = fill("{first}; {next}", first=result, next=text)
    return result


def _act(node: Act) -> Spans:
    return node.text


def _choice(node: Choice) -> Spans:
    result: Spans = ()
    for index, (condition, body) in enumerate(node.cases):
        more = index < len(node.cases) - 1
        if index == 0:
            result = _first_case(condition, body, more)
        elif condition:
            result = fill("{first}; otherwise, {next}", first=result, next=under(condition, body, more))
        elif is_series(body):
            result = fill("{first}; otherwise, {next}", first=result, next=series(body))
        else:
            result = fill("{first}; otherwise: ({next})", first=result, next=sequence(body))
    return result


def _first_case(condition: Spans, body: Sequence[Node], more: bool) -> Spans:
    if len(body) == 1 and is_effect_first(body[0]):
        return fill("{clause} {condition}", clause=clause(body[0]), condition=condition)
    return under(condition, body, more)


def _block(node: Block) -> Spans:
    if not is_clause(node):
        if node.role != "case" and _is_one_choice(node.body):
            return _begun(node.head, clause(node.body[0]), may_part=True)
        return under(node.head, node.body)
    if node.role == "define" and _is_flat_block(node):
        return fill("{head}, which {clause}", head=node.head, clause=clause(node.body[0]))
    told = series(node.body) if _is_flat_block(node) else sequence(node.body)
    if node.role in {"define", "list"}:
        return fill("{head}: {sequence}", head=node.head, sequence=told)
    if node.leave:
        return fill("{head}; {sequence}; {leave}", head=node.head, sequence=told, leave=node.leave)
    return fill("{head} for this: {sequence}", head=node.head, sequence=told)


def _attempt(node: Attempt) -> Spans:
    result = series(node.body) if _is_tried_in_one(node.body) else sequence(node.body)
    parts = after(node)
    for index, (head, body) in enumerate(parts):
        more = index < len(parts) - 1
        result = fill("{first}; {next}", first=result, next=under(head, body, more))
    return result


def after(node: Attempt) -> list[tuple[Spans, Sequence[Node]]]:
    """What follows a ``try`` on exceptions, without one and in every case, each with its head."""
    message = "if that raises {classes}" if is_one_act(node.body) else "if any of this raises {classes}"
    parts: list[tuple[Spans, Sequence[Node]]] = [
        (fill(message, classes=classes), body) for classes, body in node.handlers
    ]
    if node.otherwise:
        parts.append((fill("if nothing was raised"), node.otherwise))
    if node.final:
        parts.append((fill("finally, in every case"), node.final))
    return parts


_CLAUSE_RULES: Mapping[type, Callable[..., Spans]] = {
    Act: _act,
    Choice: _choice,
    Block: _block,
    Attempt: _attempt,
}


#: Words of a head up to which its end is told without a mark between.
_MOST_BEFORE_LEAVE = 15


def with_leave(head: Spans, leave: Spans) -> Spans:
    """The head of a block and what happens at its end: ``opens `x`, and closes it at the end``."""
    message = "{head}, and {leave}" if length(head) <= _MOST_BEFORE_LEAVE else "{head}; {leave}"
    return fill(message, head=head, leave=leave)
