"""Updates in place: ``x += y`` and the other operators, as far as the kind of the operands is proven."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis import types
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import conditions, names, operands, values
from sphinx_howto.english.outline import Act, Node, Source
from sphinx_howto.english.phrase import code, fill, join
from sphinx_howto.english.statements import telling

#: What is said of operands of any kind.
_ANY = "sets {target} to {result}"
_UPDATES: Mapping[type[ast.operator], str] = {
    ast.Add: "adds {value} to {target}",
    ast.Sub: "subtracts {value} from {target}",
    ast.Mult: "multiplies {target} by {value}",
    ast.Div: "divides {target} by {value}",
}
#: What holds of numbers alone.
_NUMBERS: Mapping[type[ast.operator], str] = {
    ast.FloorDiv: "divides {target} by {value}, rounding down",
    ast.Mod: "sets {target} to its remainder after division by {value}",
    ast.Pow: "raises {target} to the power of {value}",
    ast.LShift: "shifts the bits of {target} left by {value}",
    ast.RShift: "shifts the bits of {target} right by {value}",
}
_SETS: Mapping[type[ast.operator], str] = {
    ast.BitOr: "adds the items of {value} to {target}",
    ast.Sub: "removes the items of {value} from {target}",
    ast.BitAnd: "keeps in {target} only what is also in {value}",
}
_MAPPINGS: Mapping[type[ast.operator], str] = {ast.BitOr: "updates {target} with the items of {value}"}
_PATHS: Mapping[type[ast.operator], str] = {ast.Div: "appends the path {value} to {target}"}
#: Kind of a target -> what the operators do with it.
_KINDS: Mapping[str, Mapping[type[ast.operator], str]] = {
    **dict.fromkeys(("int", "float"), _NUMBERS),
    **dict.fromkeys(types.SETS, _SETS),
    **dict.fromkeys(("dict", "collections.OrderedDict", "collections.defaultdict"), _MAPPINGS),
    **dict.fromkeys(("pathlib.Path", "pathlib.PurePath"), _PATHS),
    "str": {ast.Add: "appends {value} to {target}", ast.Mult: _ANY},
    "bytes": {ast.Add: "appends {value} to {target}", ast.Mult: _ANY},
    "list": {ast.Add: "extends {target} by {value}", ast.Mult: _ANY},
}


def tell_update(teller: telling.Teller, node: ast.stmt, source: Source) -> list[Node]:
    assert isinstance(node, ast.AugAssign)
    scope = teller.scope
    appended = _appended(scope, node, source)
    if appended is not None:
        return [appended]
    operand, message = _operand(node), _message(scope, node)
    told = values.value(scope, operand)
    if not conditions.is_plain(told):
        message = {"adds {value} to {target}": "adds to {target} {value}"}.get(message, message)
        told = told if message.startswith("adds to") else operands.quote(scope, operand)
    result = ast.BinOp(node.target, node.op, node.value)
    shown = {
        "target": operands.quote(scope, node.target),
        "value": told,
        "result": code(quoting.short(ast.copy_location(result, node))),
    }
    used = {name: spans for name, spans in shown.items() if "{" + name + "}" in message}
    nouns = names.nouns(node.target)
    if message.startswith("appends {value}"):
        return [Act(fill(message, **used), source, "append", nouns, "appends {items} to {target}", told)]
    return [Act(fill(message, **used), source, "update", nouns)]


#: So many items of a list are told as appended rather than as a list.
_MOST_APPENDED = 4


def _appended(scope: FunctionScope, node: ast.AugAssign, source: Source) -> Act | None:
    """``x += [a, b]`` -> appends `a` and `b` to `x`; only a list takes that."""
    value, target = node.value, operands.quote(scope, node.target)
    found = scope.type_of(node.target)
    is_list = found is not None and found.name == "list"
    if not is_list or not isinstance(node.op, ast.Add) or not isinstance(value, ast.List):
        return None
    is_short = 1 <= len(value.elts) <= _MOST_APPENDED
    if not is_short or any(isinstance(item, ast.Starred) for item in value.elts):
        return None
    items = join([operands.inner(scope, item) for item in value.elts])
    text = fill("appends {value} to {target}", value=items, target=target)
    return Act(text, source, "append", names.nouns(node.target), "appends {items} to {target}", items)


def _operand(node: ast.AugAssign) -> ast.expr:
    """What an update speaks of: the flag of ``x &= ~flag``."""
    return node.value.operand if _is_cleared(node) else node.value  # type: ignore[attr-defined]


def _is_cleared(node: ast.AugAssign) -> bool:
    """``x &= ~flag``: only numbers and flags have an inverse."""
    inverse = node.value
    is_inverse = isinstance(inverse, ast.UnaryOp) and isinstance(inverse.op, ast.Invert)
    return isinstance(node.op, ast.BitAnd) and is_inverse


def _message(scope: FunctionScope, node: ast.AugAssign) -> str:
    if _is_cleared(node):
        return "clears {value} in {target}"
    operator, found = type(node.op), scope.type_of(node.target)
    known = _KINDS.get(found.name, {}) if found is not None and not found.optional else {}
    if operator in known:
        return known[operator]
    if operator is ast.BitOr and _is_flag(scope, node.value):
        return "sets {value} in {target}"
    is_number = found is not None and found.name in types.NUMBERS
    if operator is ast.Mult and not is_number and isinstance(node.value, (ast.List, ast.Constant)):
        # A list or a text may be meant, which is repeated
        return _ANY
    if operator is ast.Div and _is_text(node.value):
        return "appends the path {value} to {target}"
    return _UPDATES.get(operator, _ANY)


def _is_flag(scope: FunctionScope, node: ast.expr) -> bool:
    """``os.O_CREAT``, ``Mode.FAST``, ``1 << 3``: a number or a member of an enumeration by its form."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.BitOr, ast.LShift)):
        return _is_flag(scope, node.left) and _is_flag(scope, node.right)
    if isinstance(node, ast.Constant):
        return isinstance(node.value, int) and not isinstance(node.value, bool)
    return isinstance(node, ast.Attribute) and node.attr.isupper() and scope.dotted(node) is not None


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))
