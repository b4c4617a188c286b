"""Environment: which variables are read or set, and what holds without them."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sphinx_howto import document
from sphinx_howto.analysis import arguments, effects, environ, members, paths, raises, runs, through
from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import operands
from sphinx_howto.english.facts import carried, happening, subject, when
from sphinx_howto.english.phrase import Spans, code, fill, join, words

_MOST = 8
#: Calls that set variables from a file, or change what else all code of the process shares.
LOADERS = {
    "dotenv.load_dotenv", "os.chdir", "os.putenv", "os.unsetenv", "os.umask", "locale.setlocale",
    "os.environ.update", "sys.setrecursionlimit", "signal.signal",
}  # fmt: skip
_KINDS = frozenset({"variable-read", "variable-set"})
#: Names are looked for so many calls deep, and so many are told.
_DEPTH, _MOST_NAMES = 2, 4
_VERBS = {
    "read": "reads {name}",
    "take": "reads {name} and removes it",
    "default": "sets {name} unless it is set",
    "set": "sets {name}",
    "remove": "removes {name}",
}


def tell(group: subject.Group) -> document.Step | None:
    """The bullet, or None."""
    found: dict[Spans, list[members.Member]] = {}
    lines = []
    for member in group.reached:
        for text, line in _uses(group, member):
            who = found.setdefault(text, [])
            if member not in who:
                who.append(member)
            lines.append(line)
    told = [subject.sentence(group, text, who) for text, who in found.items()]
    named = list(_carried(group))
    for text, line in named or carried.tell(group, _KINDS):
        told.append(text)
        lines.append(line)
    for text, line in _of_module(group):
        told.append(text)
        lines.append(line)
    if not told:
        return None
    return document.Step(words("Environment"), subject.cut(told, _MOST, roomy=True), subject.lines(lines))


def _carried(group: subject.Group) -> Iterator[tuple[Spans, tuple[int, int]]]:
    """The variables that functions read only through other functions of the project, by their names."""
    found: dict[tuple[str, tuple[str, ...], str], list[members.Member]] = {}
    for member in group.reached:
        for calls in carried.calls_of(member):
            callee = calls[0].callee
            if carried.is_named(group, member, callee):
                continue
            names = tuple(dict.fromkeys(name for run in calls for name in _read(member, run, _DEPTH)))
            if names and len(names) <= _MOST_NAMES:
                sure = any(item.sure and not item.condition for item in _touches(member, calls))
                key = callee.name, names, "reads" if sure else "can read"
                found.setdefault(key, []).append(member)
    for (callee_name, names, verb), who in found.items():
        listed = join([code(name) for name in names])
        rest = fill(
            "the environment variable {names} through {callee}"
            if len(names) == 1
            else "the environment variables {names} through {callee}",
            names=listed,
            callee=code(callee_name),
        )
        text = subject.clause(group, list(dict.fromkeys(who)), verb, rest)
        yield text, subject.lines([member.lines for member in who])


def _touches(member: members.Member, calls: list[runs.Run]) -> Iterator[carried.Touch]:
    return carried.touches(member.scope, calls, frozenset({"variable-read"}))


def _read(caller: members.Member, run: runs.Run, depth: int) -> Iterator[str]:
    """The constant names of the variables that a function reads, and what it calls."""
    callee = run.callee
    for access in environ.accesses(callee.scope, callee.expressions):
        if access.role in {"read", "take"}:
            name = _name(callee.scope, access.name) or _handed(caller, run, access.name)
            yield from [name] if name else []
    for inner in runs.of(callee) if depth else ():
        if inner.way in {"call", "apart"} and through.kinds(inner.callee).get("variable-read") is not None:
            yield from _read(callee, inner, depth - 1)


def _handed(caller: members.Member, run: runs.Run, node: ast.expr) -> str:
    """The constant that a call gives for the parameter that names the variable; "" for anything else."""
    if not isinstance(node, ast.Name) or not isinstance(run.site, ast.Call):
        return ""
    found = arguments.bound(caller.scope, run.site, run.callee).get(node.id)
    return _name(caller.scope, found.node) if found is not None and found.node is not None else ""


def _of_module(group: subject.Group) -> Iterator[tuple[Spans, tuple[int, int]]]:
    """What the import reads for the constants of the module that a class or a function uses."""
    if group.scope.owner is None and not group.alone:
        # A module's page tells it as what the import does
        return
    found: dict[int, list[environ.Access]] = {}
    scope = FunctionScope(group.scope.module)
    for member in group.reached:
        for _, node, _ in member.expressions:
            value = _constant(member.scope, node, scope)
            if value is not None and id(value) not in found:
                statement = ast.copy_location(ast.Expr(value), value)
                found[id(value)] = list(environ.accesses(scope, tuple(paths.everything([statement]))))
    for clause, line in sentences(scope, [access for items in found.values() for access in items]):
        yield fill("importing its module {clause}", clause=clause), line


def _constant(used: FunctionScope, node: ast.expr, scope: FunctionScope) -> ast.expr | None:
    """The value of a constant of the same module that a function reads."""
    if not isinstance(node, ast.Name) or used.module is not scope.module or used.is_local(node.id):
        return None
    return used.module.constants.get(node.id)


def _uses(group: subject.Group, member: members.Member) -> Iterator[tuple[Spans, tuple[int, int]]]:
    found = [
        replace(access, name=name)
        for access in environ.accesses(member.scope, member.expressions)
        for name in _given(group, member, access.name) or (access.name,)
    ]
    yield from sentences(member.scope, found)
    for effect in effects.calls(member):
        text = happening.told(effect) if effect.match.entry.name in LOADERS else None
        if text is not None:
            yield text, effect.lines


def _given(group: subject.Group, member: members.Member, node: ast.expr) -> tuple[ast.expr, ...]:
    """The constant names that the callers of a private function hand on; () if any is not constant."""
    if member.role != "private" or not isinstance(node, ast.Name) or node.id in member.scope.bindings:
        return ()
    found: dict[str, ast.expr] = {}
    for caller in group.reached:
        for callee, _, _, site in members.called(caller):
            if callee.node is not member.node:
                continue
            bound = arguments.bound(caller.scope, site, callee) if isinstance(site, ast.Call) else {}
            value = bound[node.id].node if node.id in bound else None
            constant = caller.scope.constant(value) or value if value is not None else None
            if not isinstance(constant, ast.Constant) or not isinstance(constant.value, str):
                return ()
            found[constant.value] = constant
    return tuple(found.values())


def sentences(
    scope: FunctionScope, found: Sequence[environ.Access]
) -> Iterator[tuple[Spans, tuple[int, int]]]:
    """One sentence for each access; one for several reads under the same condition with the same outcome."""
    groups: dict[object, list[environ.Access]] = {}
    known: set[str] = set()
    for access in found:
        name = _name(scope, access.name)
        blank = replace(access, name=ast.Constant("X"))
        if access.role == "read" and name and name in known:
            # What another read of the same variable falls back on is in the steps
            continue
        if access.role == "read" and name and access.fallback is not None and access.final:
            blank = replace(blank, fallback=ast.Constant("X"))
        known |= {name} if access.role == "read" else set()
        groups.setdefault(_sentence(scope, [blank]) if name else id(access), []).append(access)
    for group in groups.values():
        yield _sentence(scope, group), subject.lines([access.lines for access in group])


#: Whether several variables are read -> what holds without them: None, an exception.
_READS: Mapping[bool, tuple[str, str]] = {
    False: (
        "{clause}; without that variable the value is `None`",
        "{clause}; without that variable it raises `KeyError`",
    ),
    True: (
        "{clause}; without them the values are `None`",
        "{clause}; without one of them it raises `KeyError`",
    ),
}


def _sentence(scope: FunctionScope, found: Sequence[environ.Access]) -> Spans:
    """``reads `X` if C; without that variable it raises `KeyError```."""
    access = found[0]
    named = list(dict.fromkeys(_name(scope, item.name) for item in found))
    if len(named) > 1:
        name = fill("the environment variables {names}", names=join(_listed(scope, found)))
    else:
        name = variable(scope, access.name)
    none, error = _READS[len(named) > 1]
    clause = fill(_VERBS[access.role], name=name)
    state = when.of(scope, access.path)
    if state.clause:
        clause = fill(
            "{clause} if {condition}" if state.sure else "{clause} only if {condition}",
            clause=clause,
            condition=state.clause,
        )
    elif not state.always:
        clause = fill("{clause} on some paths", clause=clause)
    if access.client is not None:
        return _of_client(scope, access, clause, len(named) > 1)
    if access.role != "read" or not access.final or access.path.loop is not None:
        return clause
    if access.strict:
        return fill(error, clause=clause) if raises.leaves(scope, "KeyError", access.path) else clause
    if access.fallback is None:
        return fill(none, clause=clause)
    if len(named) > 1:
        return clause
    return fill(
        "{clause}; without that variable the value is {default}",
        clause=clause,
        default=operands.operand(scope, access.fallback),
    )


def _of_client(scope: FunctionScope, access: environ.Access, clause: Spans, several: bool) -> Spans:
    """``reads `X`, as `Client` is given no key; without that variable it raises `Error```."""
    name = access.client.func if access.client is not None else access.name
    told = fill("{clause}, as {client} is given no key", clause=clause, client=operands.quote(scope, name))
    if not access.error or not raises.leaves(scope, access.error, access.path):
        return told
    message = (
        "{clause}; if neither is set it raises {error}"
        if several
        else "{clause}; without that variable it raises {error}"
    )
    return fill(message, clause=told, error=code(access.error.rpartition(".")[2]))


def _listed(scope: FunctionScope, found: Sequence[environ.Access]) -> list[Spans]:
    """The names of several variables, each with its default."""
    items = {_name(scope, item.name): item for item in reversed(found)}
    result = []
    for name, item in reversed(items.items()):
        shown = code(name)
        if item.role == "read" and item.final and item.fallback is not None:
            default = operands.operand(scope, item.fallback)
            shown = fill("{name} ({value} by default)", name=shown, value=default)
        result.append(shown)
    return result


def _name(scope: FunctionScope, node: ast.expr) -> str:
    """The constant name of a variable; "" for any other."""
    constant = node if isinstance(node, ast.Constant) else scope.constant(node)
    known = isinstance(constant, ast.Constant) and isinstance(constant.value, str)
    return str(constant.value) if known else ""  # type: ignore[union-attr]


def variable(scope: FunctionScope, node: ast.expr) -> Spans:
    """The name of the variable, or what names it."""
    name = _name(scope, node)
    if name:
        return fill("the environment variable {name}", name=code(name))
    listed = _looped(scope, node)
    if listed:
        return fill("one of the environment variables {names}", names=join(listed))
    return fill("the environment variable that {code} names", code=operands.quote(scope, node))


def _looped(scope: FunctionScope, node: ast.expr) -> list[Spans]:
    """The constants that a loop gives to a name; [] if it has other values too."""
    bound = scope.bindings.get(node.id, []) if isinstance(node, ast.Name) else []
    loop = bound[0][1] if len(bound) == 1 else None
    items = (
        loop.iter.elts if isinstance(loop, ast.For) and isinstance(loop.iter, (ast.Tuple, ast.List)) else []
    )
    if not all(isinstance(item, ast.Constant) for item in items) or not isinstance(
        getattr(loop, "target", 0), ast.Name
    ):
        return []
    return [code(str(item.value)) for item in items if isinstance(item, ast.Constant)]
