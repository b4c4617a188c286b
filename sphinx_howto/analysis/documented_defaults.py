"""The default that a docstring states for a parameter, and whether the signature's differs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from contextlib import suppress

from sphinx_howto import definition
from sphinx_howto.analysis.scope import FunctionNode, FunctionScope

_VALUE = (
    r"(?P<ticks>`{1,2})(?P<code>[^`\\]+)(?P=ticks)"
    r"|(?P<plain>None|True|False|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|'[^'\"\\]*'|\"[^'\"\\]*\"|\[\]|\(\)|\{\})"
)
# A unit after the number, or more of a sentence, may change what is meant: a value ends a clause
_STATED = re.compile(
    rf"\bdefaults?(?:\s+value)?(?:\s*(?:\bis\b|\bto\b|[=:]))?\s*(?:{_VALUE})(?=\s*(?:$|[,;)\]]|\.(?:\s|$)))",
    re.IGNORECASE,
)
_MENTION = re.compile(r"\bdefault", re.IGNORECASE)
# What stands before, where the parameter itself is the subject
_SUBJECT = re.compile(r"(?:^|[.,;(\[]|\b(?:the|optional))\s*$", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:if|when|whenever|unless|otherwise|else|where|while|except|for|on|under|with|since|before|until|prior|older"
    r"|versions?|depends|depending|was|previously|deprecated)\b",
    re.IGNORECASE,
)
_HISTORY = re.compile(r"^\s*\.\. \w+::", re.MULTILINE)
_SENTENCE_END = re.compile(r"[.;](?=\s|$)")


def stated(item: definition.DocumentedItem, entry: str) -> str | None:
    """Python source of the one default that an entry states without a condition, or None.

    entry: the line of the docstring that begins the entry (NumPy style puts defaults there), or "".
    """
    texts = [entry, item.annotation, _HISTORY.split(item.description)[0]]
    found: set[str] = set()
    for text in (" ".join(part.split()) for part in texts):
        matches = list(_STATED.finditer(text))
        if len(matches) < len(_MENTION.findall(text)):
            return None
        if not all(_unconditional(text, match) for match in matches):
            return None
        found.update(match["code"] or match["plain"] for match in matches)
    values = {source for source in found if _literal(source) is not None}
    return values.pop() if len(values) == len(found) == 1 else None


def without(text: str) -> str:
    """``text`` without the clauses that only state the default: the signature says it better."""
    line = " ".join(_HISTORY.split(text)[0].split())
    for match in reversed(list(_STATED.finditer(line))):
        if _unconditional(line, match):
            before = line[: match.start()]
            opened = before.rstrip().endswith("(")
            if opened and line[match.end() :].lstrip()[:1] != ")":
                # More of the sentence stands in the brackets
                continue
            before = re.sub(r"[\s,;(]+(?:(?:optional|the|and),?\s*)?$", "", before, flags=re.IGNORECASE)
            after = line[match.end() :].lstrip()
            line = before + (after[1:] if opened and after[:1] == ")" else after)
    return re.sub(r"([.;])[.;]+", r"\1", line).strip(" ;,")


def _unconditional(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start()]
    after = _SENTENCE_END.split(text[match.end() :])[0]
    sentence = _SENTENCE_END.split(before)[-1]
    return bool(_SUBJECT.search(before)) and not _CONDITION.search(sentence) and not _CONDITION.search(after)


def _literal(source: str) -> ast.expr | None:
    """``source`` as an expression if it is a literal."""
    try:
        node = ast.parse(source.strip(), mode="eval").body
        ast.literal_eval(node)
    except (SyntaxError, ValueError):
        return None
    return node


def differs(scope: FunctionScope, documented: str, default: ast.expr, parameter: str) -> bool:
    """Whether a documented default (a literal's source) is proven to differ from the signature's.

    Where the body may put another value in the place of the signature's, nothing is proven.
    """
    node = _literal(documented)
    actual = _actual(scope, default)
    if node is None or not actual:
        return False
    said, is_value = ast.literal_eval(node), actual[0]
    if said == is_value or _shown(said) == _shown(is_value):
        return False
    # None and an empty value often stand for what is filled in later
    if is_value in (None, Ellipsis, "", (), -1) or isinstance(is_value, bytes):
        return False
    return not _replaced(scope, parameter)


def _shown(value: object) -> str:
    """A value as people write it, without quotes; a docstring may break its line in the middle of one."""
    return re.sub(r"\s+", " ", repr(value).strip("'\""))


def _actual(scope: FunctionScope, default: ast.expr) -> tuple[object, ...]:
    """The value of a default in a tuple of one; () when it is not known."""
    with suppress(ValueError, TypeError):
        return (ast.literal_eval(default),)
    with suppress(ValueError, TypeError):
        return (FunctionScope(scope.module).value(default),)
    return ()


def _replaced(scope: FunctionScope, parameter: str) -> bool:
    """Whether the body gives ``parameter`` another value or chooses by it."""
    if not isinstance(scope.function, FunctionNode):
        return True
    return any(name == parameter for node in ast.walk(scope.function) for name in _chosen_by(node))


def _chosen_by(node: ast.AST) -> Iterator[str]:
    """The names that a node binds, or by whose values it chooses."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
        return
    tests: list[ast.expr] = []
    if isinstance(node, ast.BoolOp):
        tests = node.values
    elif isinstance(node, (ast.IfExp, ast.If)):
        tests = [node.test]
    elif isinstance(node, ast.Match):
        tests = [node.subject]
    for test in tests:
        yield from (child.id for child in ast.walk(test) if isinstance(child, ast.Name))
