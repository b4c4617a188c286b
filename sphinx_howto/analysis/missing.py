"""Errors that no ``raise`` names: keys, rows, attributes that may not be there, texts that are no numbers."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sphinx_howto.analysis import members, paths, raises, signatures, stable
from sphinx_howto.analysis.once import once
from sphinx_howto.analysis.scope import FunctionNode, FunctionScope

Kind = Literal[
    "key", "entry", "answer", "integer", "number", "row", "attribute", "removed", "match", "first", "next"
]  # fmt: skip
_ERRORS: dict[Kind, str] = {
    "key": "KeyError", "entry": "KeyError", "answer": "KeyError", "integer": "ValueError",
    "number": "ValueError", "row": "TypeError", "attribute": "AttributeError", "removed": "AttributeError",
    "match": "AttributeError", "first": "IndexError", "next": "StopIteration",
}  # fmt: skip
_NUMBERS: dict[str, Kind] = {"int": "integer", "float": "number"}
#: A longer expression is not quoted.
_LONGEST = 40
#: Annotations of parameters whose items are looked up by a key.
_MAPPINGS = {"dict", "Dict", "Mapping", "MutableMapping", "Any", "object"}
#: What the standard library does not have, though it is written often: none of it from Python 3.10 on.
_LACKING = {
    "os.isfile", "os.isdir", "os.exists", "os.join", "os.basename", "os.dirname", "os.abspath", "os.getcwdu",
    "time.clock", "string.maketrans", "string.join", "string.letters", "string.lowercase", "string.uppercase",
    "sys.maxint", "sys.setdefaultencoding", "collections.Mapping", "collections.Iterable",
    "collections.MutableMapping", "collections.Callable", "collections.Sequence", "collections.Hashable",
    "base64.encodestring", "base64.decodestring", "fractions.gcd", "platform.linux_distribution",
    "platform.dist", "cgi.escape", "inspect.getargspec_", "itertools.izip", "itertools.imap",
    "itertools.ifilter", "urllib.urlopen", "urllib.urlencode", "urllib.quote", "urllib.unquote",
    "urllib.urlretrieve", "urllib.quote_plus", "os.errno",
}  # fmt: skip


@dataclass(frozen=True)
class Missing:
    """An expression that raises where something is not there.

    whole: what lacks it, or what is converted. part: the key or the name, if there is one.
    """

    kind: Kind
    whole: ast.expr
    part: ast.expr | None
    path: paths.Path
    lines: tuple[int, int]

    @property
    def exception(self) -> str:
        """The exception of Python that it raises."""
        return _ERRORS[self.kind]


def of(member: members.Member) -> tuple[Missing, ...]:
    """What a member looks up or converts without a check, in source order."""
    return once(member.scope, "missing", member.node, lambda: tuple(_of(member)))


def _of(member: members.Member) -> Iterator[Missing]:
    checked = frozenset(_checked(member))
    for _, node, path in member.expressions:
        found = _found(member.scope, node)
        if found is None:
            continue
        kind, whole, part = found
        if (ast.unparse(whole), ast.unparse(part) if part is not None else "") in checked:
            continue
        if _is_asked_for(member, node, path) or not raises.leaves(member.scope, _ERRORS[kind], path):
            continue
        yield Missing(kind, whole, part, path, (node.lineno, node.end_lineno or node.lineno))


def _found(scope: FunctionScope, node: ast.expr) -> tuple[Kind, ast.expr, ast.expr | None] | None:
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        return _subscript(scope, node)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
        return _call(scope, node)
    if isinstance(node, ast.Attribute) and _is_optional(scope, node.value):
        return "match", _only_value(scope, node.value) or node.value, None
    if isinstance(node, ast.Attribute) and scope.dotted(node) in _LACKING:
        return "removed", node.value, ast.Name(node.attr, ast.Load())
    return None


def _subscript(scope: FunctionScope, node: ast.Subscript) -> tuple[Kind, ast.expr, ast.expr | None] | None:
    whole, key = node.value, node.slice
    if isinstance(key, ast.Constant) and isinstance(key.value, int) and _is_search(scope, whole):
        return "first", whole, None
    if _is_row(scope, whole):
        return "row", whole, None
    if isinstance(key, ast.Constant) and isinstance(key.value, str):
        if _is_answer(scope, whole):
            return "answer", whole, key
        return ("key", whole, key) if _is_given_mapping(scope, whole) else None
    table = scope.constant(whole) if isinstance(whole, (ast.Name, ast.Attribute)) else None
    is_given = (
        isinstance(key, ast.Name) and key.id in scope.parameters and not stable.has_replaced(scope, key)
    )
    return ("entry", whole, key) if isinstance(table, ast.Dict) and is_given else None


def _call(scope: FunctionScope, node: ast.Call) -> tuple[Kind, ast.expr, ast.expr | None] | None:
    name = scope.dotted(node.func) or ""
    if name in _NUMBERS and len(node.args) == 1 and _is_given_text(scope, node.args[0]):
        return _NUMBERS[name], node.args[0], None
    is_plain = isinstance(scope.function, FunctionNode) and not signatures.is_generator(scope.function)
    if name == "next" and len(node.args) == 1 and is_plain and _may_end(scope, node.args[0]):
        return "next", node.args[0], None
    if name == "getattr" and len(node.args) == 2 and _is_given_text(scope, node.args[1]):
        return "attribute", node.args[0], node.args[1]
    return None


def _may_end(scope: FunctionScope, node: ast.expr) -> bool:
    """Whether an iterator, shortly written, is not known to go on for ever: ``itertools.count()``."""
    value = _only_value(scope, node)
    name = ast.unparse(value.func).rpartition(".")[2] if isinstance(value, ast.Call) else ""
    endless = name in {"count", "cycle", "repeat"} or isinstance(node, ast.Attribute)
    return not endless and len(ast.unparse(node)) <= _LONGEST


def _is_given_text(scope: FunctionScope, node: ast.expr) -> bool:
    """Whether an expression is a parameter that may be any text."""
    if not isinstance(node, ast.Name) or stable.has_replaced(scope, node):
        return False
    annotation = _annotation(scope, node.id)
    return annotation is not None and (annotation == "" or annotation.split("[")[0] in {"str", "AnyStr"})


def _is_given_mapping(scope: FunctionScope, node: ast.expr) -> bool:
    """Whether an expression is a parameter that may be any dictionary."""
    if not isinstance(node, ast.Name) or stable.has_replaced(scope, node):
        return False
    annotation = _annotation(scope, node.id)
    return annotation is not None and (annotation == "" or annotation.split("[")[0] in _MAPPINGS)


def _annotation(scope: FunctionScope, name: str) -> str | None:
    """The last name of the annotation of a parameter, "" if it has none; None if it is no parameter."""
    if scope.function is None or name == scope.receiver or name not in scope.parameters:
        return None
    given = scope.function.args
    if given.kwarg is not None and given.kwarg.arg == name:
        return "dict"
    found = [item for item in (*given.posonlyargs, *given.args, *given.kwonlyargs) if item.arg == name]
    if not found:
        return None
    return ast.unparse(found[0].annotation).rpartition(".")[2] if found[0].annotation is not None else ""


def _is_row(scope: FunctionScope, node: ast.expr) -> bool:
    """``cursor.fetchone()``, or a local that is set to it once."""
    value = _only_value(scope, node)
    value = value.value if isinstance(value, ast.Await) else value
    func = value.func if isinstance(value, ast.Call) else None
    return isinstance(func, ast.Attribute) and func.attr == "fetchone"


def _is_answer(scope: FunctionScope, node: ast.expr) -> bool:
    """``response.json()``, or a local that is set to it once."""
    value = _only_value(scope, node)
    value = value.value if isinstance(value, ast.Await) else value
    func = value.func if isinstance(value, ast.Call) else None
    return isinstance(func, ast.Attribute) and func.attr == "json"


def _is_optional(scope: FunctionScope, node: ast.expr) -> bool:
    """``re.match(...)``, ``soup.find(...)``: what gives ``None`` where it finds nothing."""
    value = _only_value(scope, node)
    if not isinstance(value, ast.Call) or not isinstance(value.func, ast.Attribute):
        return False
    if scope.dotted(value.func) in {"re.match", "re.search", "re.fullmatch"}:
        return True
    known = scope.type_of(value.func.value)
    owner = known.name if known is not None else ""
    if owner == "re.Pattern":
        return value.func.attr in {"match", "search", "fullmatch"}
    return owner.startswith("bs4.") and value.func.attr in {"find", "select_one", "find_parent"}


def _is_search(scope: FunctionScope, node: ast.expr) -> bool:
    """``re.findall(...)``, ``tree.xpath(...)``: what gives an empty list where it finds nothing."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    if node.func.attr in {"find_all", "xpath", "cssselect", "findall"}:
        return True
    return scope.dotted(node.func) == "glob.glob"


def _only_value(scope: FunctionScope, node: ast.expr) -> ast.expr | None:
    if not isinstance(node, ast.Name):
        return node
    bound = scope.bindings.get(node.id, [])
    return bound[0][0] if len(bound) == 1 and node.id not in scope.parameters else None


def _checked(member: members.Member) -> Iterator[tuple[str, str]]:
    """What a function stores itself, or asks for, as (whole, key)."""
    for _, node, _ in member.expressions:
        if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
            yield ast.unparse(node.value), ast.unparse(node.slice)
        elif isinstance(node, ast.Compare) and isinstance(node.ops[0], (ast.In, ast.NotIn)):
            yield ast.unparse(node.comparators[0]), ast.unparse(node.left)
        func = node.func if isinstance(node, ast.Call) and node.args else None
        if isinstance(func, ast.Attribute) and func.attr in {"get", "setdefault", "pop"}:
            assert isinstance(node, ast.Call)
            yield ast.unparse(func.value), ast.unparse(node.args[0])


def _is_asked_for(member: members.Member, node: ast.expr, path: paths.Path) -> bool:
    """Whether a test on the way, or an ``assert``, speaks of what is looked up."""
    asserted = (item.test for item in paths.own_nodes(member.node) if isinstance(item, ast.Assert))
    tests = [*(test.node for test in (*path.tests, *path.refused)), *asserted]
    asked = {item.id for test in tests for item in ast.walk(test) if isinstance(item, ast.Name)}
    return any(isinstance(item, ast.Name) and item.id in asked for item in ast.walk(node))
