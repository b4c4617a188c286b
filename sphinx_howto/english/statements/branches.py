"""``if`` and ``match`` as cases, each with its head."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import settled
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import conditions, names, operands
from sphinx_howto.english.outline import Act, Block, Choice, Node, Source
from sphinx_howto.english.phrase import Spans, code, fill, join, words
from sphinx_howto.english.statements import telling

Case = tuple[Spans, tuple[Node, ...]]

def tell_if(teller: telling.Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, ast.If)
    truth = False if _is_type_checking(teller.scope, node.test) else settled.truth(node.test)
    if truth is not None:
        return _settled(teller, node, truth, source)
    if quoting.source(node.test) in _RUN_AS_SCRIPT:
        body = acts(teller, node.body, source)
        return [Block(words("when run as a script"), body, source, "script", ("Script",))]
    cases = _cases(teller, node, source)
    if all(not body for _, body in cases):
        return []
    return [Choice(cases, source, names.test_nouns(node.test))]


def _cases(teller: telling.Teller, node: ast.If, source: Source) -> tuple[Case, ...]:
    """``if``, its ``elif`` and its ``else``, each with its head."""
    may_be_silent = all(isinstance(item, _SILENT) for item in node.body)
    if node.orelse and not _is_elif(node.orelse) and may_be_silent and not telling.tell(teller, node.body):
        # Nothing is done but in the other case
        head = case_head(teller.scope, node.test, negated=True)
        return ((head, acts(teller, node.orelse, source)),)
    cases: list[Case] = []
    current = node
    while True:
        body = _case(teller, current, source)
        cases.append((body[0], telling.branch(teller, current.lineno, body[1]) if cases else body[1]))
        following = current.orelse[0] if _is_elif(current.orelse) else None
        if not isinstance(following, ast.If):
            break
        current = following
    rest = telling.tell(teller, current.orelse)
    if rest:
        cases.append(((), telling.branch(teller, teller.comments.head_of(current.orelse), rest)))
    return tuple(cases)


#: Statements that may need no words.
_SILENT = (ast.Pass, ast.Expr, ast.Import, ast.ImportFrom, ast.Global, ast.Nonlocal, ast.AnnAssign)


def _case(teller: telling.Teller, node: ast.If, source: Source) -> Case:
    """One condition and what hangs on it."""
    merged = merged_conditions(teller, node)
    if merged is not None:
        both, inner = merged
        return case_head(teller.scope, both), acts(teller, inner, source)
    return case_head(teller.scope, node.test), acts(teller, node.body, source)


def _settled(teller: telling.Teller, node: ast.If, truth: bool, source: Source) -> list[Node]:
    """``if 0 and x:``: what never runs is named by its lines, what always runs is told."""
    run, skipped = (node.body, node.orelse) if truth else (node.orelse, node.body)
    told = list(telling.tell(teller, run))
    if not skipped or "TYPE_CHECKING" in quoting.source(node.test):
        return told
    first, last = skipped[0].lineno, skipped[-1].end_lineno or skipped[-1].lineno
    message = "skips line {first}" if first == last else "skips lines {first} to {last}"
    why = "{skips}, as {test} is always true" if truth else "{skips}, as {test} is never true"
    skips = fill(message, first=document.Words(str(first)), last=document.Words(str(last)))
    text = fill(why, skips=skips, test=code(quoting.short(node.test)))
    return [Act(text, source, "nothing", ("Switched off",)), *told]


_RUN_AS_SCRIPT = {'__name__ == "__main__"', '"__main__" == __name__'}


def case_head(scope: FunctionScope, test: ast.expr, negated: bool = False) -> Spans:
    """``if C``; a negated chain of comparisons is told as ``unless C``, which needs no negation of orders."""
    inside, flipped = test, negated
    while isinstance(inside, ast.UnaryOp) and isinstance(inside.op, ast.Not):
        inside, flipped = inside.operand, not flipped
    if flipped and isinstance(inside, ast.Compare) and len(inside.ops) > 1:
        return fill("unless {condition}", condition=conditions.condition(scope, inside))
    return fill("if {condition}", condition=conditions.condition(scope, test, negated))


def merged_conditions(teller: telling.Teller, node: ast.If) -> tuple[ast.expr, list[ast.stmt]] | None:
    """``if A: if B: S`` -> the condition A and B with the body S."""
    if node.orelse or len(node.body) != 1 or not isinstance(node.body[0], ast.If) or node.body[0].orelse:
        return None
    inner = node.body[0]
    if teller.comments.above(inner) is not None:
        return None
    both = ast.BoolOp(ast.And(), [*_conjuncts(node.test), *_conjuncts(inner.test)])
    nested = [item for item in both.values if isinstance(item, ast.BoolOp)]
    if len(both.values) > 3 or len(nested) > 1 or any(_is_deep(item) for item in nested):
        return None
    return both, inner.body


def _is_deep(node: ast.BoolOp) -> bool:
    """Whether a chain holds chains."""
    return any(isinstance(item, ast.BoolOp) for value in node.values for item in ast.walk(value))


def _conjuncts(node: ast.expr) -> list[ast.expr]:
    return node.values if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And) else [node]


def acts(teller: telling.Teller, body: Sequence[ast.stmt], source: Source) -> tuple[Node, ...]:
    """What a body does, or the statement that it takes no action."""
    return telling.tell(teller, body) or no_action(teller, body, source)


def no_action(teller: telling.Teller, body: Sequence[ast.stmt], source: Source) -> tuple[Node, ...]:
    """The statement that a body takes no action."""
    where = telling.unspoken(teller, body, source)
    return (Act(words("takes no action"), where, "nothing", ("No action",)),)


def _is_elif(body: Sequence[ast.stmt]) -> bool:
    return len(body) == 1 and isinstance(body[0], ast.If)


def _is_type_checking(scope: FunctionScope, test: ast.expr) -> bool:
    return scope.dotted(test) == "typing.TYPE_CHECKING"


def tell_match(teller: telling.Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, ast.Match)
    subject = operands.operand(teller.scope, node.subject)
    cases: list[tuple[Spans, tuple[Node, ...]]] = []
    for case in node.cases:
        body = telling.branch(teller, case.pattern.lineno, acts(teller, case.body, source))
        if isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None and case.guard is None:
            cases.append(((), (*_captured(case.pattern.name, subject, source), *body)))
            continue
        test = _pattern(teller.scope, subject, case.pattern)
        if case.guard is not None:
            test = _guarded(teller.scope, test, case.guard)
        cases.append((fill("if {condition}", condition=test), body))
    return [Choice(tuple(cases), source, names.nouns(node.subject))]


def _captured(name: str | None, subject: Spans, source: Source) -> tuple[Node, ...]:
    """What a pattern that fits everything binds: ``case other``; nothing for ``case _``."""
    if name is None:
        return ()
    item = fill("{target} to {value}", target=code(name), value=subject)
    return (telling.merging("sets {items}", item, source, "set", (names.label(name),)),)


def _guarded(scope: FunctionScope, test: Spans, guard: ast.expr) -> Spans:
    told = conditions.condition(scope, guard)
    if not isinstance(guard, ast.BoolOp):
        return fill("{first} and {last}", first=test, last=told)
    last = fill("either {condition}", condition=told) if isinstance(guard.op, ast.Or) else told
    return fill("{first}, and {last}", first=test, last=last)


def _pattern(scope: FunctionScope, subject: Spans, pattern: ast.pattern) -> Spans:
    if isinstance(pattern, (ast.MatchValue, ast.MatchSingleton)):
        shown = code(
            quoting.source(
                pattern.value if isinstance(pattern, ast.MatchValue) else ast.Constant(pattern.value)
            )
        )
        return fill("{subject} is {value}", subject=subject, value=shown)
    if isinstance(pattern, ast.MatchOr) and all(
        isinstance(item, ast.MatchValue) for item in pattern.patterns
    ):
        values = [
            code(quoting.source(item.value)) for item in pattern.patterns if isinstance(item, ast.MatchValue)
        ]
        return fill("{subject} is {values}", subject=subject, values=join(values, "or"))
    if isinstance(pattern, ast.MatchClass) and not (pattern.patterns or pattern.kwd_patterns):
        return fill(
            "{subject} is an instance of {name}", subject=subject, name=operands.quote(scope, pattern.cls)
        )
    return fill("{subject} matches {pattern}", subject=subject, pattern=code(quoting.source(pattern)))
