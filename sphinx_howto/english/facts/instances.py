"""What a call of an own function touches, in the terms of the caller: with the arguments put in."""

from __future__ import annotations

import ast
import copy
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from sphinx_howto import phrasebooks
from sphinx_howto.analysis import arguments, effects, members, paths, runs, settled, stable, through
from sphinx_howto.analysis import code as quoting
from sphinx_howto.analysis.once import once
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english.facts import actions, happening, payloads, subject
from sphinx_howto.english.phrase import Spans, fill

#: So many calls deep are the arguments put in.
_DEPTH = 2
#: So many calls of one function are followed.
_MOST_RUNS = 40
#: A longer argument says more than the sentence can hold.
_LONGEST = 60
#: What of a private function is told of so many callers instead.
_BY_CALLERS = {"network", "database", "process"}
_MOST_CALLERS = 12
#: Of what destroys files: the begin of its words in a row -> those of a call that only may come there.
_GRAVE: Mapping[str, str] = {
    "deletes the file": "can delete files through {callee}",
    "deletes": "can delete directories through {callee}",
    "removes": "can delete files through {callee}",
    "moves": "can move files through {callee}",
    "renames": "can move files through {callee}",
}
#: The words of a row -> the same of a call that only may come there.
_CAN: Mapping[str, str] = {
    "deletes the file {path}": "can delete the file {path}",
    "deletes the file {self}": "can delete the file {self}",
    "deletes the empty directory {path}": "can delete the empty directory {path}",
    "deletes the empty directory {self}": "can delete the empty directory {self}",
    "deletes the directory {path} and everything in it": (
        "can delete the directory {path} and everything in it"
    ),
    "moves {src} to {dst}": "can move {src} to {dst}",
    "moves {src} to {dst}, replacing it if it exists": "can move {src} to {dst}, replacing it if it exists",
    "moves {self} to {target}, replacing it if it exists": (
        "can move {self} to {target}, replacing it if it exists"
    ),
    "renames {src} to {dst}": "can rename {src} to {dst}",
    "renames {self} to {target}": "can rename {self} to {target}",
}
_BINDING = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.NamedExpr, ast.Await)


@dataclass(frozen=True)
class Instance:
    """An effect of a callee as one of the place that calls it.

    loop: the callee repeats it. sure: what its condition in the callee is, is told.
    """

    effect: effects.Effect
    loop: bool
    sure: bool


def told(item: Instance) -> Spans | None:
    """What happens, in words; None where the row has no words for an action."""
    text = happening.told(item.effect)
    if text is None or (item.sure and not item.loop):
        return text
    can = _possible(item.effect) if not item.sure else None
    if can is not None:
        return can
    message = "{action}, in a loop" if item.sure else "{action}, on some paths"
    return fill(message, action=text)


def _possible(effect: effects.Effect) -> Spans | None:
    """What destroys files as something that can happen; None for all else."""
    entry = effect.match.entry
    clause = _CAN.get(entry.clause)
    if clause is None:
        return None
    return actions.action(replace(effect, match=replace(effect.match, entry=replace(entry, clause=clause))))


def is_grave(effect: effects.Effect) -> bool:
    """Whether it deletes or moves files."""
    return through.kind(effect) == "file-write" and _grave(effect) is not None


def _grave(effect: effects.Effect) -> str | None:
    clause = effect.match.entry.clause
    return next((words for begin, words in _GRAVE.items() if clause.startswith(begin)), None)


def lost(run: runs.Run, caller: FunctionScope, name: Spans, every: bool = False) -> list[Spans]:
    """What destroys files in a call that ``at`` has no words for: that it can happen, the gravest first.

    name: the callee's. every: also what it has words for.
    """
    found, _, left = _all(run, caller, {"file-write"}, _DEPTH)
    grave = [*left, *(item.effect for item in found if every and is_grave(item.effect))]
    gone = {_grave(effect) for effect in grave}
    return [fill(words, callee=name) for words in dict.fromkeys(_GRAVE.values()) if words in gone]


def at(
    run: runs.Run, caller: FunctionScope, kinds: Collection[str], depth: int = _DEPTH
) -> tuple[list[Instance], bool]:
    """What a call touches of ``kinds``, in the caller's terms, and whether that is all of it."""
    found, whole, _ = _all(run, caller, kinds, depth)
    return found, whole


#: What has words, whether that is all, and what destroys files and has none.
_All = tuple[list[Instance], bool, list[effects.Effect]]


def _all(run: runs.Run, caller: FunctionScope, kinds: Collection[str], depth: int) -> _All:
    key = f"at {sorted(kinds)} {depth} {id(run.callee.node)} {id(caller.function)}"
    return once(caller, key, run.site, lambda: _at(run, caller, kinds, depth))


def _at(run: runs.Run, caller: FunctionScope, kinds: Collection[str], depth: int) -> _All:
    own = [
        Instance(item, item.path.loop is not None, True)
        for item in effects.everything(run.callee)
        if through.kind(item) in kinds
    ]
    found: list[Instance] = []
    gone: list[effects.Effect] = []
    whole = True
    for item in own:
        if _is_dead(item.effect, run, caller):
            continue
        moved = _moved(item, run, caller)
        whole = whole and moved is not None
        found += [] if moved is None else [moved]
        gone += [] if moved is not None else [item.effect]
    for inner in runs.of(run.callee)[:_MOST_RUNS]:
        if inner.way not in {"call", "apart"} or not any(
            kind in kinds for kind in through.kinds(inner.callee)
        ):
            continue
        nothing: _All = [], False, []
        below, all_, gone_below = _all(inner, run.callee.scope, kinds, depth - 1) if depth else nothing
        below = [
            replace(item, loop=item.loop or inner.path.loop is not None)
            for item in below
            if not _is_dead(item.effect, run, caller)
        ]
        again = [_moved(item, run, caller) for item in below]
        whole = whole and all_ and None not in again
        found += [item for item in again if item is not None]
        gone += [item.effect for item, moved in zip(below, again, strict=True) if moved is None]
        gone += [effect for effect in gone_below if not _is_dead(effect, run, caller)]
    return found, whole, [_placed(effect, run, caller) for effect in gone if is_grave(effect)]


def _placed(effect: effects.Effect, run: runs.Run, caller: FunctionScope) -> effects.Effect:
    """What has no words in the caller as an effect of it: with the tests that mean the same there."""
    put = _Put(effect.scope, run, caller, _given(run, caller))
    tests = [(test, put.put_test(test.node)) for test in effect.path.tests]
    kept = tuple(paths.Test(node, test.negated) for test, node in tests if node is not None)
    path = replace(run.path, tests=(*run.path.tests, *kept), sure=False)
    return replace(effect, scope=caller, path=path)


def _given(run: runs.Run, caller: FunctionScope) -> arguments.Given:
    return arguments.bound(caller, run.site, run.callee) if isinstance(run.site, ast.Call) else {}


def _is_dead(effect: effects.Effect, run: runs.Run, caller: FunctionScope) -> bool:
    """Whether the call rules an effect of the callee out: by its arguments, or by the tests before it."""
    if not effect.path.tests:
        return False
    put = _Put(effect.scope, run, caller, _given(run, caller))
    known = dict(map(_plain, run.path.tests))
    for test in (part for whole in effect.path.tests for part in _parts(whole)):
        node = put.put_test(test.node)
        if node is None:
            continue
        truth = _truth(node)
        text, negated = _plain(paths.Test(node, test.negated))
        if truth is test.negated or known.get(text, negated) is not negated:
            return True
    return False


def _parts(test: paths.Test) -> Iterator[paths.Test]:
    """A test, and each of those that it joins by ``and``: one that fails is enough."""
    yield test
    if isinstance(test.node, ast.BoolOp) and _joins(test):
        for part in test.node.values:
            yield from _parts(replace(test, node=part))


def _joins(test: paths.Test) -> bool:
    """Whether it asks for several things at once."""
    joins = ast.Or if test.negated else ast.And
    return isinstance(test.node, ast.BoolOp) and isinstance(test.node.op, joins)


def _truth(node: ast.expr) -> bool | None:
    """Whether a test is true whatever its names mean: that the arguments settle it; None for all others."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], (ast.Eq, ast.NotEq)):
        one, other = node.left, node.comparators[0]
        if isinstance(one, ast.Constant) and isinstance(other, ast.Constant):
            return (one.value == other.value) is isinstance(node.ops[0], ast.Eq)
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], (ast.Is, ast.IsNot)):
        one, other = node.left, node.comparators[0]
        if isinstance(one, ast.Constant) and isinstance(other, ast.Constant) and other.value is None:
            return (one.value is None) is isinstance(node.ops[0], ast.Is)
    return settled.truth(node)


def _plain(test: paths.Test) -> tuple[str, bool]:
    """A test without the ``not`` in front of it, as source, and whether it must not hold."""
    node, negated = test.node, test.negated
    while isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        node, negated = node.operand, not negated
    return quoting.source(node), negated


def _moved(item: Instance, run: runs.Run, caller: FunctionScope) -> Instance | None:
    """An effect of the callee as one of the caller; None where its words name what the caller has not."""
    effect = item.effect
    match = payloads.match(effect.scope, effect.match)
    given = _given(run, caller)
    moved: dict[str, ast.expr] = {}
    for name, node in match.arguments.items():
        value = _Put(effect.scope, run, caller, given).put(node)
        if value is not None:
            moved[name] = _shown(name, value)
    entry = match.entry
    needed = phrasebooks.slots(
        [entry.enter if effect.entered and entry.enter else entry.clause or entry.value]
    )
    if not needed <= moved.keys():
        return None
    options = tuple(text for text in match.options if phrasebooks.slots([text]) <= moved.keys())
    told_ = replace(match, arguments=moved, options=options, rest=())
    lines = (run.site.lineno, run.site.end_lineno or run.site.lineno)
    moved_ = replace(effect, scope=caller, match=told_, path=run.path, lines=lines)
    if runs.is_plain(effect.path):
        return replace(item, effect=moved_)
    tests = _tests(effect, run, _Put(effect.scope, run, caller, given))
    if tests is None:
        return replace(item, effect=moved_, sure=False)
    whole = None not in tests and effect.path.sure and effect.path.handler is None
    told_tests = tuple(test for test in tests if test is not None)
    path = replace(run.path, tests=(*run.path.tests, *told_tests), sure=run.path.sure and whole)
    return replace(item, effect=replace(moved_, path=path))


def _tests(effect: effects.Effect, run: runs.Run, put: _Put) -> tuple[paths.Test | None, ...] | None:
    """The tests before an effect in the callee in the terms of the caller, None for one that has none there.

    Those that the arguments settle are left out. None where the last one cannot be told, which decides.
    """
    path = effect.path
    if run.path.loop is not None or path.loop is not None or path.searched is not None or not path.tests:
        return None
    leaves = [part for test in path.tests for part in _parts(test) if not _joins(part)]
    found = [(test, put.put_test(test.node)) for test in leaves]
    known = set(map(_plain, run.path.tests))
    found = [
        (test, node)
        for test, node in found
        if node is None or (_truth(node) is None and _plain(paths.Test(node, test.negated)) not in known)
    ]
    if not found:
        return ()
    if found[-1][1] is None:
        return None
    for _, node in found:
        for part in ast.walk(node) if node is not None else ():
            ast.copy_location(part, run.site)
    return tuple(None if node is None else paths.Test(node, test.negated) for test, node in found)


def _shown(slot: str, node: ast.expr) -> ast.expr:
    """The method of a request without its quotation marks, as rows with a fixed method have it."""
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isalpha()
    if slot != "method" or not is_text:
        return node
    return ast.copy_location(ast.Name(str(node.value).upper(), ast.Load()), node)  # type: ignore[attr-defined]


def with_literals(group: subject.Group, member: members.Member, effect: effects.Effect) -> effects.Effect:
    """An effect of a private function with the literal arguments of its only call put in."""
    if member.role != "private":
        return effect
    sites = [
        (caller, run)
        for caller in group.reached
        for run in runs.of(caller)
        if run.callee.node is member.node and run.way in {"call", "apart"}
    ]
    if len(sites) != 1 or not isinstance(sites[0][1].site, ast.Call):
        return effect
    given = arguments.bound(sites[0][0].scope, sites[0][1].site, member)
    literal = {
        name: item.node
        for name, item in given.items()
        if isinstance(item.node, ast.Constant) and isinstance(item.node.value, (str, int, float))
        if name not in member.scope.bindings
    }
    if not literal:
        return effect
    moved = {
        name: _shown(name, _Literals(literal).visit(copy.deepcopy(node)))
        for name, node in effect.match.arguments.items()
    }
    return replace(effect, match=replace(effect.match, arguments=moved))


def of_callers(
    group: subject.Group, member: members.Member, effect: effects.Effect
) -> list[tuple[members.Member, effects.Effect]]:
    """What a private function touches by what it is given, as effects of those that call it.

    [] where it is given nothing that is told, or where the words of a caller cannot say it.
    """
    if member.role != "private" or effect.kind not in _BY_CALLERS or effect.path.loop is not None:
        return []
    match = payloads.match(effect.scope, effect.match)
    every = [item for node in match.arguments.values() for item in ast.walk(node)]
    names = {item.id for item in every if isinstance(item, ast.Name)}
    if not names & (member.scope.parameters.keys() - {member.scope.receiver}):
        return []
    found = []
    for caller in group.reached:
        for run in runs.of(caller):
            if run.callee.node is member.node:
                is_made = run.way in {"call", "apart"} and not _is_dead(effect, run, caller.scope)
                moved = _moved(Instance(effect, False, True), run, caller.scope) if is_made else None
                if run.way not in {"call", "apart"} or (is_made and (moved is None or not moved.sure)):
                    return []
                found += [(caller, moved.effect)] if moved is not None else []
    return found if 1 < len(found) <= _MOST_CALLERS else []


class _Literals(ast.NodeTransformer):
    """Puts literals in the place of parameters."""

    def __init__(self, known: Mapping[str, ast.expr]) -> None:
        self._known = known

    def visit_Name(self, node: ast.Name) -> ast.expr:
        value = self._known.get(node.id)
        return node if value is None else ast.copy_location(copy.deepcopy(value), node)


def _is_chain(node: ast.expr) -> bool:
    """``self.client.session``."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name)


class _Put(ast.NodeTransformer):
    """Puts what a call gives in the place of the parameters of an expression of the callee."""

    def __init__(
        self, scope: FunctionScope, run: runs.Run, caller: FunctionScope, given: arguments.Given
    ) -> None:
        self._scope = scope
        self._run = run
        self._caller = caller
        self._given = given
        self._fails = False

    def put(self, node: ast.expr) -> ast.expr | None:
        """The expression in the caller's terms; None where it has none."""
        if any(isinstance(item, _BINDING) for item in ast.walk(node)):
            return None
        result = self.visit(copy.deepcopy(node))
        return None if self._fails or len(quoting.source(result)) > _LONGEST * 2 else result

    def put_test(self, node: ast.expr) -> ast.expr | None:
        """The same of a test: all that it names means the same at the call."""
        self._fails = False
        if not stable.is_stable(self._scope, node):
            return None
        for item in ast.walk(node):
            is_global = isinstance(item, ast.Name) and not self._scope.is_local(item.id)
            if is_global and self._scope.dotted(item) != self._caller.dotted(item):  # type: ignore[arg-type]
                return None
        return self.put(node)

    def visit_Name(self, node: ast.Name) -> ast.expr:
        value = self._value(node)
        self._fails = self._fails or value is None
        return node if value is None else copy.deepcopy(value)

    def _value(self, node: ast.Name) -> ast.expr | None:
        scope = self._scope
        if node.id == scope.receiver:
            return self._receiver(node)
        if node.id in scope.parameters:
            return None if node.id in scope.bindings else self._argument(scope, node.id)
        if scope.is_local(node.id):
            return node if scope.parent is not None and scope.parent is self._caller else None
        return self._global(node)

    def _receiver(self, node: ast.Name) -> ast.expr | None:
        """What the method is called on: the instance that calls it, or an attribute that holds another."""
        func = self._run.site.func if isinstance(self._run.site, ast.Call) else None
        if not isinstance(func, ast.Attribute):
            return None
        if self._caller.is_receiver(func.value):
            return node if node.id == self._caller.receiver else func.value
        return func.value if isinstance(func.value, ast.Attribute) and _is_chain(func.value) else None

    def _argument(self, scope: FunctionScope, name: str) -> ast.expr | None:
        found = self._given.get(name)
        if found is None:
            return None
        value = found.node if found.node is not None else scope.defaults.get(name)
        return value if value is not None and len(quoting.source(value)) <= _LONGEST else None

    def _global(self, node: ast.Name) -> ast.expr | None:
        if self._caller.is_local(node.id):
            return None
        if self._scope.module is self._caller.module or node.id not in self._scope.module.constants:
            return node
        known = self._scope.constant(node)
        return known if isinstance(known, ast.Constant) else None
