"""Whether a call can lead to a place in the function that it calls: its arguments may rule it out."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator, Mapping

from sphinx_howto import operators
from sphinx_howto.analysis import arguments, linearisation, members, paths
from sphinx_howto.analysis.code import source
from sphinx_howto.analysis.scope import ClassScope, FunctionScope


def can_reach(
    member: members.Member, site: ast.expr, before: paths.Path, callee: members.Member, path: paths.Path
) -> bool:
    """Whether ``site``, an expression of ``member`` on the path ``before``, can lead to ``path``.

    False where the arguments make a test on the way false, or where the caller has made the same test.
    """
    given = arguments.bound(member.scope, site, callee) if isinstance(site, ast.Call) else {}
    for test in path.tests:
        held = {name: item for name, item in given.items() if _still_holds(callee.scope, name, test, path)}
        if _truth(callee.scope, test.node, held) is test.negated:
            return False
        if _is_fixed(member.scope, callee.scope, test.node, held):
            return False
        if _is_tested(member, site, before, callee, test, held):
            return False
    return True


def _still_holds(scope: FunctionScope, name: str, test: paths.Test, path: paths.Path) -> bool:
    """Whether a parameter means what the call gave at a test: it is bound again below, if at all."""
    bound = [getattr(statement, "lineno", 0) for _, statement in scope.bindings.get(name, [])]
    return not bound or (path.loop is None and test.node.lineno < min(bound))


def _is_fixed(
    caller: FunctionScope, callee: FunctionScope, node: ast.expr, given: arguments.Given
) -> bool:
    """Whether a test is only about values that the caller's own caller has no part in: ``urandom(16)``."""
    names = {item.id for item in ast.walk(node) if isinstance(item, ast.Name) and callee.is_local(item.id)}
    values = [given[name] for name in names if name in given]
    return (
        _truth(callee, node, given) is None
        and len(values) == len(names)
        and any(isinstance(item.node, ast.Call) and not item.constant for item in values)
        and not any(
            isinstance(part, ast.Name) and caller.is_local(part.id)
            for item in values
            if item.node is not None
            for part in ast.walk(item.node)
        )
    )


# -- whether a test can hold -------------------------------------------------------------------------


def _truth(scope: FunctionScope, node: ast.expr, given: arguments.Given) -> bool | None:
    """Whether a test holds with these arguments; None where that is not known."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        found = _truth(scope, node.operand, given)
        return None if found is None else not found
    if isinstance(node, ast.BoolOp):
        decisive = isinstance(node.op, ast.Or)
        parts = [_truth(scope, item, given) for item in node.values]
        if decisive in parts:
            return decisive
        return None if None in parts else not decisive
    if isinstance(node, ast.Compare):
        operands = [node.left, *node.comparators]
        pairs = [
            _compared(scope, operands[index], operation, operands[index + 1], given)
            for index, operation in enumerate(node.ops)
        ]
        return False if False in pairs else None if None in pairs else True
    if isinstance(node, ast.Call) and scope.dotted(node.func) == "isinstance" and len(node.args) == 2:
        return _is_instance(scope, node, given)
    known = _known(scope, node, given)
    return bool(known.value) if known.constant else None


def _known(scope: FunctionScope, node: ast.expr, given: arguments.Given) -> arguments.Argument:
    if isinstance(node, ast.Name) and node.id in scope.parameters:
        return given.get(node.id, arguments.Argument(node))
    if isinstance(node, ast.Attribute) and scope.is_receiver(node.value):
        return given.get(_stored(scope, node.attr), arguments.Argument(node))
    return arguments.constant(scope, node, node)


def _stored(scope: FunctionScope, attribute: str) -> str:
    """The parameter that a function keeps, once and always, as an attribute; "" if there is none."""
    found = [
        (item, target)
        for item in ast.walk(scope.function or ast.Pass())
        if isinstance(item, (ast.Assign, ast.AnnAssign, ast.AugAssign))
        for target in (item.targets if isinstance(item, ast.Assign) else [item.target])
        if any(isinstance(part, ast.Attribute) and part.attr == attribute for part in ast.walk(target))
    ]
    if len(found) != 1:
        return ""
    statement, target = found[0]
    plain = isinstance(target, ast.Attribute) and target.attr == attribute and scope.is_receiver(target.value)
    at_top = statement in getattr(scope.function, "body", []) and not isinstance(statement, ast.AugAssign)
    return statement.value.id if plain and at_top and isinstance(statement.value, ast.Name) else ""


def _compared(
    scope: FunctionScope,
    first: ast.expr,
    operation: ast.cmpop,
    second: ast.expr,
    given: arguments.Given,
) -> bool | None:
    left, right = _known(scope, first, given), _known(scope, second, given)
    if isinstance(operation, (ast.Is, ast.IsNot)):
        same = _is_same(left, right)
        return None if same is None else same is isinstance(operation, ast.Is)
    if isinstance(operation, (ast.In, ast.NotIn)):
        right = _container(scope, second, right)
    compare = operators.COMPARE.get(type(operation))
    if compare is None or not (left.constant and right.constant):
        return None
    try:
        return bool(compare(left.value, right.value))
    except TypeError:
        return None


def _container(scope: FunctionScope, node: ast.expr, known: arguments.Argument) -> arguments.Argument:
    """The keys of a constant dictionary, whatever its values are: they are what ``in`` asks for."""
    shown = node if isinstance(node, ast.Dict) else scope.constant(node)
    if known.constant or not isinstance(shown, ast.Dict):
        return known
    keys = [item.value for item in shown.keys if isinstance(item, ast.Constant)]
    return arguments.Argument(node, True, tuple(keys)) if len(keys) == len(shown.keys) else known


def _is_same(left: arguments.Argument, right: arguments.Argument) -> bool | None:
    """Whether two are the same object; known only where one is None, True or False."""
    for one, other in ((left, right), (right, left)):
        if one.constant and (one.value is None or isinstance(one.value, bool)):
            if other.constant:
                return one.value is other.value
            return False if other.is_object else None
    return None


def _is_instance(scope: FunctionScope, node: ast.Call, given: arguments.Given) -> bool | None:
    known = _known(scope, node.args[0], given)
    classes = node.args[1].elts if isinstance(node.args[1], ast.Tuple) else [node.args[1]]
    answers = [_is_of_class(known, scope.dotted(item)) for item in classes]
    return True if True in answers else None if None in answers else False


def _is_of_class(known: arguments.Argument, path: str | None) -> bool | None:
    wanted = getattr(builtins, path or "", None)
    if known.constant:
        return isinstance(known.value, wanted) if isinstance(wanted, type) else None
    if known.made is None or path is None:
        return None
    order = linearisation.order(known.made)
    if order is not None and any(
        item is wanted or (isinstance(item, ClassScope) and item.path == path) for item in order
    ):
        return True
    return False if order is not None and isinstance(wanted, type) else None


# -- what the caller has tested ----------------------------------------------------------------------


def _is_tested(
    member: members.Member,
    site: ast.expr,
    before: paths.Path,
    callee: members.Member,
    test: paths.Test,
    given: arguments.Given,
) -> bool:
    """Whether the caller makes the same test before the call, and not in order to make the call."""
    wanted, negated = _plain(test)
    text = _in_terms_of_caller(member, site, callee, wanted, given)
    meant = any((source(node), flag) == (text, negated) for node, flag in map(_plain, before.tests))
    if text is None or meant:
        return False
    return any(source(node) == text for node in _tests(member.node) if node.lineno <= site.lineno)


def _plain(test: paths.Test) -> tuple[ast.expr, bool]:
    """A test without its ``not``."""
    node, negated = test.node, test.negated
    while isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        node, negated = node.operand, not negated
    return node, negated


def _tests(node: ast.AST) -> Iterator[ast.expr]:
    """The tests of a function, in their parts, without ``not``."""
    for item in paths.own_nodes(node):
        if isinstance(item, (ast.If, ast.While, ast.IfExp, ast.Assert)):
            pending = [item.test]
            while pending:
                part = pending.pop()
                yield part
                if isinstance(part, ast.BoolOp):
                    pending += part.values
                elif isinstance(part, ast.UnaryOp):
                    pending.append(part.operand)


def _in_terms_of_caller(
    member: members.Member,
    site: ast.expr,
    callee: members.Member,
    node: ast.expr,
    given: arguments.Given,
) -> str | None:
    """A test of the callee with the caller's names; None where it has no words for it."""
    func = site.func if isinstance(site, ast.Call) else site
    own = isinstance(func, ast.Attribute) and member.scope.is_receiver(func.value)
    names: dict[str, ast.expr] = {name: item.node for name, item in given.items() if item.node is not None}
    if own and callee.scope.receiver is not None and member.scope.receiver is not None:
        names[callee.scope.receiver] = ast.Name(member.scope.receiver, ast.Load())
    used = {item.id for item in ast.walk(node) if isinstance(item, ast.Name)}
    if not used or any(name not in names and callee.scope.is_local(name) for name in used):
        return None
    return source(_Renamed(names).visit(ast.parse(source(node), mode="eval").body))


class _Renamed(ast.NodeTransformer):
    def __init__(self, names: Mapping[str, ast.expr]) -> None:
        self._names = names

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self._names.get(node.id, node)
