"""What a name holds after a simple loop, as one expression: from its first value and the loop's statement."""

from __future__ import annotations

import ast
from collections.abc import Callable

from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import gathered, iteration
from sphinx_howto.english.statements.simple_loops import Loop, negated


def result(scope: FunctionScope, name: str, start: ast.expr, loop: Loop) -> ast.expr | None:
    """What ``name``, which is ``start`` before it, is after ``loop``; None where that is not certain."""
    if loop.stops:
        return _found(scope, name, start, loop)
    for rule in _RULES:
        value = rule(scope, name, start, loop)
        if value is not None:
            return value
    return None


def _given(call: ast.expr | None, method: str) -> ast.expr | None:
    """The one argument of a call of ``method``, or None."""
    if not isinstance(call, ast.Call) or quoting.source(call.func) != method or call.keywords:
        return None
    argument = call.args[0] if len(call.args) == 1 else None
    return None if isinstance(argument, ast.Starred) else argument


def _called(loop: Loop) -> ast.expr | None:
    return loop.last.value if isinstance(loop.last, ast.Expr) else None


def _listed(scope: FunctionScope, name: str, start: ast.expr, loop: Loop) -> ast.expr | None:
    """``r.append(e)``, ``r.extend(e)``, ``r += e`` of an empty list."""
    if not isinstance(start, ast.List) or start.elts:
        return None
    added = _given(_called(loop), f"{name}.append")
    if added is not None:
        return ast.ListComp(added, loop.generators)
    extended = _given(_called(loop), f"{name}.extend") or _increment(name, loop)
    if extended is None or isinstance(extended, (ast.List, ast.ListComp, ast.GeneratorExp)):
        return None
    return gathered.Chained(extended, loop.generators)


def _unique(scope: FunctionScope, name: str, start: ast.expr, loop: Loop) -> ast.expr | None:
    """``r.add(e)`` of an empty set."""
    added = _given(_called(loop), f"{name}.add")
    return ast.SetComp(added, loop.generators) if added is not None and _is(start, "set()") else None


def _mapped(scope: FunctionScope, name: str, start: ast.expr, loop: Loop) -> ast.expr | None:
    """``r[k] = v`` of an empty dictionary; ``r[k] = r.get(k, 0) + 1`` counts."""
    if not isinstance(loop.last, ast.Assign) or not _is(start, "{}", "dict()"):
        return None
    key = _key(loop.last.targets[0], name) if len(loop.last.targets) == 1 else None
    if key is None:
        return None
    if quoting.source(loop.last.value) == f"{name}.get({quoting.source(key)}, 0) + 1":
        return gathered.Counts(key, ast.Constant(1), loop.generators)
    return ast.DictComp(key, loop.last.value, loop.generators)


def _counted(scope: FunctionScope, name: str, start: ast.expr, loop: Loop) -> ast.expr | None:
    """``r[k] += 1`` of a dictionary that begins at 0, or with a test whether the key is there."""
    last = loop.last
    if isinstance(last, ast.If) and _is(start, "{}", "dict()"):
        return _counted_by_test(name, last, loop)
    if not isinstance(last, ast.AugAssign) or not _is_one_more(last):
        return None
    if not _is_made(scope, start, "collections.defaultdict", "int") and not _is_made(
        scope, start, "collections.Counter"
    ):
        return None
    key = _key(last.target, name)
    return gathered.Counts(key, ast.Constant(1), loop.generators) if key is not None else None


def _counted_by_test(name: str, last: ast.If, loop: Loop) -> ast.expr | None:
    """``if k in r: r[k] += 1 else: r[k] = 1``, or the other way round."""
    test = last.test
    if not isinstance(test, ast.Compare) or len(test.ops) > 1 or not _is(test.comparators[0], name):
        return None
    bodies = (last.body, last.orelse) if isinstance(test.ops[0], ast.In) else (last.orelse, last.body)
    if not isinstance(test.ops[0], (ast.In, ast.NotIn)) or any(len(body) != 1 for body in bodies):
        return None
    (again,), (first,) = bodies
    item = f"{name}[{quoting.source(test.left)}]"
    if quoting.source(again) != f"{item} += 1" or quoting.source(first) != f"{item} = 1":
        return None
    return gathered.Counts(test.left, ast.Constant(1), loop.generators)


def _grouped(scope: FunctionScope, name: str, start: ast.expr, loop: Loop) -> ast.expr | None:
    """``r.setdefault(k, []).append(v)``, or ``r[k].append(v)`` of a ``defaultdict(list)``."""
    call = _called(loop)
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return None
    value = _given(call, f"{quoting.source(call.func.value)}.append")
    owner = call.func.value
    if value is None:
        return None
    key = _key(owner, name) if _is_made(scope, start, "collections.defaultdict", "list") else None
    if isinstance(owner, ast.Call) and _is(start, "{}", "dict()") and len(owner.args) == 2:
        is_default = _is(owner.func, f"{name}.setdefault") and _is(owner.args[1], "[]", "list()")
        key = owner.args[0] if is_default else None
    return gathered.Lists(key, value, loop.generators) if key is not None else None


def _summed(scope: FunctionScope, name: str, start: ast.expr, loop: Loop) -> ast.expr | None:
    """``r += e`` from 0: a sum; ``r += 1``: a number of items."""
    added = _increment(name, loop)
    is_zero = isinstance(start, ast.Constant) and type(start.value) in (int, float) and start.value == 0
    if added is None or not is_zero or (isinstance(added, ast.Constant) and added.value != 1):
        return None
    if isinstance(added, ast.Constant) and iteration.noun(scope, loop.generators) is None:
        return None
    return _call(scope, "sum", ast.GeneratorExp(added, loop.generators))


def _joined(scope: FunctionScope, name: str, start: ast.expr, loop: Loop) -> ast.expr | None:
    """``r += e`` from an empty text."""
    added = _increment(name, loop)
    if added is None or not _is(start, '""') or isinstance(added, (ast.IfExp, ast.BoolOp)):
        return None
    join = ast.Attribute(ast.Constant(""), "join", ast.Load())
    return ast.Call(join, [ast.GeneratorExp(added, loop.generators)], [])


def _flagged(scope: FunctionScope, name: str, start: ast.expr, loop: Loop) -> ast.expr | None:
    """``r = False``, then ``if C: r = True``: whether any fits; likewise that none does."""
    given = _assigned(name, loop)
    if not isinstance(start, ast.Constant) or not isinstance(given, ast.Constant):
        return None
    if (start.value, given.value) not in {(True, False), (False, True)}:
        return None
    if not isinstance(start.value, bool) or not isinstance(given.value, bool):
        return None
    return any_or_all(scope, loop, found=given.value)


_RULES: tuple[Callable[[FunctionScope, str, ast.expr, Loop], ast.expr | None], ...] = (
    _listed,
    _unique,
    _mapped,
    _counted,
    _grouped,
    _summed,
    _joined,
    _flagged,
)


def _found(scope: FunctionScope, name: str, start: ast.expr, loop: Loop) -> ast.expr | None:
    """``if C: r = e`` and ``break``: the first that fits, or ``start``."""
    value = _assigned(name, loop)
    if value is None or not isinstance(start, ast.Constant) or not loop.generators[-1].ifs:
        return None
    if isinstance(value, ast.Constant):
        return _flagged(scope, name, start, loop)
    return first(scope, loop, value, start)


def first(scope: FunctionScope, loop: Loop, value: ast.expr, default: ast.expr) -> ast.expr | None:
    """``next((value for x in xs if C), default)``; None where it has no words."""
    if iteration.noun(scope, loop.generators) is None:
        return None
    return _call(scope, "next", ast.GeneratorExp(value, loop.generators), default)


def any_or_all(scope: FunctionScope, loop: Loop, found: bool) -> ast.expr | None:
    """Whether the test of a loop holds for any item or, where it is not ``found``, for none."""
    *others, final = loop.generators
    if not final.ifs or any(item.ifs for item in others):
        return None
    test = final.ifs[0] if len(final.ifs) == 1 else ast.BoolOp(ast.And(), final.ifs)
    plain = [*others, ast.comprehension(final.target, final.iter, [], 0)]
    quantifier, element = ("any", test) if found else ("all", negated(test))
    return _call(scope, quantifier, ast.GeneratorExp(element, plain))


# -- parts of statements ----------------------------------------------------------------------------


def _is(node: ast.expr, *written: str) -> bool:
    return quoting.source(node) in written


def _is_made(scope: FunctionScope, node: ast.expr, path: str, *given: str) -> bool:
    """Whether an expression calls the class ``path`` with just these arguments."""
    if not isinstance(node, ast.Call) or node.keywords or scope.dotted(node.func) != path:
        return False
    return tuple(map(quoting.source, node.args)) == given


def _key(node: ast.expr, name: str) -> ast.expr | None:
    """The key of ``name[key]``."""
    if not isinstance(node, ast.Subscript) or not _is(node.value, name) or isinstance(node.slice, ast.Slice):
        return None
    return node.slice


def _is_one_more(node: ast.AugAssign) -> bool:
    return isinstance(node.op, ast.Add) and _is(node.value, "1")


def _increment(name: str, loop: Loop) -> ast.expr | None:
    """What ``name += value`` adds."""
    last = loop.last
    is_added = isinstance(last, ast.AugAssign) and isinstance(last.op, ast.Add) and _is(last.target, name)
    return last.value if isinstance(last, ast.AugAssign) and is_added else None


def _assigned(name: str, loop: Loop) -> ast.expr | None:
    """The value of ``name = value``."""
    last = loop.last
    if not isinstance(last, ast.Assign) or len(last.targets) > 1 or not _is(last.targets[0], name):
        return None
    return last.value


def _call(scope: FunctionScope, name: str, *given: ast.expr) -> ast.expr | None:
    """A call of a built-in function, unless the name is another thing here."""
    function = ast.Name(name, ast.Load())
    return ast.Call(function, list(given), []) if scope.dotted(function) == name else None
