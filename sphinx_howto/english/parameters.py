"""The parameters of a function as a list in words."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from sphinx_howto import document
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import keywords, signatures
from sphinx_howto.analysis.scope import FunctionNode, FunctionScope
from sphinx_howto.english import operands
from sphinx_howto.english.phrase import Spans, code, fill, join, listed, longest_part

#: So many parameters are listed one by one; more are grouped by their default.
_MOST_LISTED = 5
#: Words, commas and parentheses up to which a list has commas between its items.
_LONGEST = 20


def told(scope: FunctionScope, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Spans:
    """The parameters without ``self``: `a`, `b` (default `1`) and keyword-only `c`; () if there are none."""
    every = signatures.parameters(scope, node)
    keywords = [item for item in every if item.kind == "keyword"]
    others = [item for item in every if item.kind != "keyword"]
    if len(keywords) == 1 and len(every) <= _MOST_LISTED:
        return _series([_told(scope, item) for item in every])
    if not keywords:
        return _list(scope, others) if others else ()
    only = fill("by keyword only: {names}", names=_list(scope, keywords))
    if not others:
        return only
    return fill("{positional}; {keywords}", positional=_list(scope, others), keywords=only)


def _list(scope: FunctionScope, every: Sequence[signatures.Parameter]) -> Spans:
    if len(every) > _MOST_LISTED:
        return _grouped(scope, every)
    return _series([_told(scope, item, keyword_noun=False) for item in every])


def _series(items: Sequence[Spans]) -> Spans:
    """A list, with semicolons between its items where it is long."""
    result = join(items)
    return listed(items) if longest_part(result) > _LONGEST else result


def _told(scope: FunctionScope, parameter: signatures.Parameter, keyword_noun: bool = True) -> Spans:
    text = _named(scope, parameter)
    if parameter.kind == "keyword" and keyword_noun:
        text = fill("keyword-only {name}", name=text)
    if parameter.default is not None:
        text = fill("{name} (default {default})", name=text, default=default(scope, parameter.default))
    return text


def _named(scope: FunctionScope, parameter: signatures.Parameter) -> Spans:
    if parameter.kind == "*":
        return fill("further positional arguments ({name})", name=code(f"*{parameter.name}"))
    if parameter.kind == "**":
        used = _used(scope)
        if used:
            return fill(
                "further keyword arguments ({name}: {use})", name=code(f"**{parameter.name}"), use=used
            )
        return fill("further keyword arguments ({name})", name=code(f"**{parameter.name}"))
    if parameter.last_positional_only:
        return fill("{name} (positional only)", name=code(parameter.name))
    return code(parameter.name)


def _used(scope: FunctionScope) -> Spans:
    """What becomes of the further keyword arguments: ``ip` is needed, `model` is read``."""
    if not isinstance(scope.function, FunctionNode):
        return ()
    found = keywords.of(scope.function)
    passed = [name for name in found.passed if len(name) <= _LONGEST_NAME][:_MOST_CALLEES]
    parts = [
        *_listed(found.needed, "{names} is needed", "{names} are needed"),
        *_listed(found.read, "{names} is read", "{names} are read"),
    ]
    read = join(parts) if parts else ()
    if not passed:
        return read
    to = join([code(name) for name in passed])
    return (
        fill("{read}; all that are left go to {callees}", read=read, callees=to)
        if read
        else fill("passed on to {callees}", callees=to)
    )


#: Characters of a callee, and how many are named; so many keys are named.
_LONGEST_NAME, _MOST_CALLEES, _MOST_KEYS = 40, 2, 10


def _listed(names: Sequence[str], one: str, several: str) -> list[Spans]:
    """The clause about some keys, in a list; [] for none."""
    shown = [code(name) for name in names[:_MOST_KEYS]]
    if len(names) > _MOST_KEYS:
        shown.append(fill("{count} more", count=document.Words(str(len(names) - _MOST_KEYS))))
    return [fill(one if len(names) == 1 else several, names=join(shown))] if shown else []


def _grouped(scope: FunctionScope, every: Sequence[signatures.Parameter]) -> Spans:
    """Many parameters: neighbours with the same default are said together."""
    groups: list[list[signatures.Parameter]] = []
    for parameter in every:
        if groups and _same_default(groups[-1][-1], parameter):
            groups[-1].append(parameter)
        else:
            groups.append([parameter])
    return listed([_group(scope, group) for group in groups])


def _group(scope: FunctionScope, group: Sequence[signatures.Parameter]) -> Spans:
    text = _named(scope, group[0])
    for parameter in group[1:]:
        text = fill("{first}, {next}", first=text, next=_named(scope, parameter))
    value = group[0].default
    if value is None:
        return text
    message = "{names} (default {default})" if len(group) == 1 else "{names} (each {default} by default)"
    return fill(message, names=text, default=default(scope, value))


def _same_default(left: signatures.Parameter, right: signatures.Parameter) -> bool:
    if {left.kind, right.kind} & {"*", "**"} or left.default is None or right.default is None:
        return left.default is None and right.default is None and not {left.kind, right.kind} & {"*", "**"}
    return ast.dump(left.default) == ast.dump(right.default)


def default(scope: FunctionScope, node: ast.expr) -> Spans:
    """A default as its source, with the value of a constant; a display of constants is resolved."""
    outside = FunctionScope(scope.module, None, scope.owner)
    if isinstance(node, ast.Tuple):
        try:
            value = outside.value(node)
        except ValueError:
            return operands.quote(outside, node)
        if quoting.literal(value) != quoting.source(node):
            return fill(
                "{code}, that is {value}",
                code=operands.quote(outside, node),
                value=code(quoting.literal(value)),
            )
        return operands.quote(outside, node)
    shown = operands.constant_value(outside, node)
    if shown is not None:
        return fill("{code}, that is {value}", code=operands.quote(outside, node), value=code(shown))
    return operands.operand(outside, node)
