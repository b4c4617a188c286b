"""What a program needs to be given: words and options of its command line, variables of the environment."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache

from sphinx_howto import definition


def demanded(node: ast.AST) -> frozenset[str]:
    """The options (by their names in the namespace) without which a command line ends in an error."""
    return frozenset(
        name
        for item in ast.walk(node)
        if isinstance(item, ast.If) and _is_refusal(item.body)
        for name in _missing(item.test)
    )


def _missing(test: ast.expr) -> Iterator[str]:
    """The attributes each of which makes a test true by not being given."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or):
        for side in test.values:
            yield from _missing(side)
    elif isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = test.operand
        both = isinstance(inner, ast.BoolOp) and isinstance(inner.op, ast.And)
        for side in inner.values if both and isinstance(inner, ast.BoolOp) else [inner]:
            yield from _attribute(side)
    elif isinstance(test, ast.Compare) and len(test.ops) == 1:
        none = test.comparators[0]
        is_none = isinstance(none, ast.Constant) and none.value is None
        if is_none and isinstance(test.ops[0], (ast.Is, ast.Eq)):
            yield from _attribute(test.left)


def _attribute(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        yield node.attr


def _is_refusal(body: list[ast.stmt]) -> bool:
    """Whether a branch ends the program because of what it was given."""
    inside = [node for statement in body for node in ast.walk(statement)]
    calls = [ast.unparse(node.func) for node in inside if isinstance(node, ast.Call)]
    names = [name.rpartition(".")[2] for name in calls]
    if any(name.endswith("parser.error") or name == "error" for name in calls):
        return True
    ends = any(name in ("sys.exit", "exit", "quit") for name in calls)
    ends = ends or isinstance(body[-1], ast.Return) or "SystemExit" in names
    return ends and not {"print_help", "print_usage", "exit", "SystemExit"}.isdisjoint(names)


def arguments(module: definition.Module) -> tuple[str, ...]:
    """The names of the words behind the command that a program must be given, read by ``sys.argv[1]``."""
    found: dict[int, str] = {}
    for statement in _required_parts(module.tree):
        if isinstance(statement, (ast.Assign, ast.Expr)):
            places = [at for node in _required_parts(statement) for at in [_place(node)] if at]
            target = statement.targets[0] if isinstance(statement, ast.Assign) else None
            name = target.id if len(places) == 1 and isinstance(target, ast.Name) else "value"
            for at in places:
                found.setdefault(at, name.lower())
    numbers = range(1, len(found) + 1)
    return tuple(found[at] for at in numbers) if set(found) == set(numbers) else ()


def _required_parts(node: ast.AST) -> Iterator[ast.AST]:
    """Statements, but those that only run for a certain number of words."""
    for inner in ast.iter_child_nodes(node):
        if isinstance(inner, (ast.If, ast.IfExp)) and "sys.argv" in ast.unparse(inner.test):
            continue
        yield inner
        yield from _required_parts(inner)


def _place(node: ast.AST) -> int:
    """The number of the word that ``sys.argv[1]`` reads; 0 for anything else."""
    if not isinstance(node, ast.Subscript) or ast.unparse(node.value) not in ("sys.argv", "argv"):
        return 0
    at = node.slice.value if isinstance(node.slice, ast.Constant) else 0
    return at if isinstance(at, int) else 0


def environment(module: definition.Module) -> tuple[str, ...]:
    """The environment variables that a module reads and gives no default for, in source order."""
    found: dict[str, None] = {}
    tests = [
        node.values if isinstance(node, ast.BoolOp) else [node.test]
        for node in ast.walk(module.tree)
        if isinstance(node, (ast.BoolOp, ast.If, ast.IfExp))
    ]
    # What is asked for, or has another value to fall back to, need not be set
    asked = {id(part) for parts in tests for part in parts}
    for node in ast.walk(module.tree):
        if id(node) in asked:
            continue
        key: ast.expr | None = None
        if isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords:
            key = node.args[0] if _is_environ(node.func, ("get", "getenv")) else None
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
            key = node.slice if _is_environ(node.value, ("environ",)) else None
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            found[key.value] = None
    return tuple(found)


def _is_environ(node: ast.expr, ends: tuple[str, ...]) -> bool:
    """Whether an expression is ``os.environ`` or a reader of it."""
    name = ast.unparse(node) if isinstance(node, (ast.Name, ast.Attribute)) else ""
    head, _, last = name.rpartition(".")
    return last in ends and (last != "get" or head.rpartition(".")[2] == "environ")


def keywords(node: ast.FunctionDef | ast.AsyncFunctionDef) -> tuple[str, ...]:
    """The keyword arguments that a function takes out of its ``**kwargs`` without asking for them first."""
    if node.args.kwarg is None:
        return ()
    name = node.args.kwarg.arg
    asked = {
        str(item.left.value)
        for item in ast.walk(node)
        if isinstance(item, ast.Compare)
        and isinstance(item.left, ast.Constant)
        and any(isinstance(side, ast.Name) and side.id == name for side in item.comparators)
    }
    asked |= {
        str(item.args[0].value)
        for item in ast.walk(node)
        if isinstance(item, ast.Call)
        and ast.unparse(item.func) in (f"{name}.get", f"{name}.setdefault", f"{name}.pop")
        and item.args
        and isinstance(item.args[0], ast.Constant)
    }
    found: dict[str, None] = {}
    for item in _certain(node.body):
        if isinstance(item, ast.Subscript) and isinstance(item.value, ast.Name) and item.value.id == name:
            key = item.slice.value if isinstance(item.slice, ast.Constant) else None
            if isinstance(item.ctx, ast.Store):
                asked.add(str(key))
            elif isinstance(key, str) and key.isidentifier() and key not in asked:
                found[key] = None
    return tuple(found)


def _certain(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """What runs in a body whatever its tests give, unless a guard leaves."""
    for statement in body:
        if isinstance(statement, ast.Try):
            yield from _certain(statement.body)
        elif isinstance(statement, (ast.With, ast.AsyncWith)):
            yield from (part for item in statement.items for part in ast.walk(item))
            yield from _certain(statement.body)
        elif isinstance(statement, (ast.If, ast.For, ast.AsyncFor, ast.While, ast.Match)):
            head = getattr(statement, "test", None) or getattr(statement, "iter", None)
            yield from ast.walk(head) if head is not None else ()
        elif not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield from ast.walk(statement)


def parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> frozenset[str]:
    """The optional parameters without which a function raises.

    It refuses to go on (``if not a: raise``), or uses the None of its default as an object (``a["key"]``).
    """
    empty = {name for name, value in _defaults(node.args).items() if not value}
    guards = [item for item in node.body if isinstance(item, ast.If) and isinstance(item.body[-1], ast.Raise)]
    return dereferenced(node).union(name for guard in guards for name in _absent(guard.test) if name in empty)


def _defaults(given: ast.arguments) -> dict[str, object]:
    """The parameters that have a constant as their default, with its value."""
    plain = [*given.posonlyargs, *given.args]
    pairs = [*zip(reversed(plain), reversed(given.defaults), strict=False)]
    pairs += [
        (one, value)
        for one, value in zip(given.kwonlyargs, given.kw_defaults, strict=True)
        if value is not None
    ]
    return {one.arg: value.value for one, value in pairs if isinstance(value, ast.Constant)}


def overload(node: ast.FunctionDef | ast.AsyncFunctionDef, body: list[ast.stmt]) -> frozenset[str]:
    """The optional parameters that the first overload of a function in ``body`` does not leave out."""
    for item in body:
        if not isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef)) or item.name != node.name:
            continue
        if any(ast.unparse(deco).endswith("overload") for deco in item.decorator_list):
            given = [*item.args.posonlyargs, *item.args.args]
            needed = given[: len(given) - len(item.args.defaults)]
            needed += [
                one
                for one, value in zip(item.args.kwonlyargs, item.args.kw_defaults, strict=True)
                if value is None
            ]
            return frozenset(one.arg for one in needed) & set(_defaults(node.args))
    return frozenset()


@lru_cache(maxsize=4096)
def dereferenced(node: ast.FunctionDef | ast.AsyncFunctionDef) -> frozenset[str]:
    """The parameters with the default None that the body uses as an object and never asks for."""
    names = {name for name, value in _defaults(node.args).items() if value is None}
    if not names:
        return frozenset()
    return frozenset(name for name in names if _is_needed(name, [node.body], node.body))


@lru_cache(maxsize=1024)
def kept(node: ast.FunctionDef | ast.AsyncFunctionDef, owner: ast.ClassDef) -> frozenset[str]:
    """The parameters of a constructor with the default None that a public method uses as an object."""
    names = {name for name, value in _defaults(node.args).items() if value is None}
    stored = {
        item.value.id: ast.unparse(item.targets[0])
        for item in node.body
        if names
        and isinstance(item, ast.Assign)
        and isinstance(item.value, ast.Name)
        and item.value.id in names
        and isinstance(item.targets[0], ast.Attribute)
    }
    bodies = [
        item.body
        for item in owner.body
        if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef)) and not item.name.startswith("_")
    ]
    others = [item for item in owner.body if item is not node]
    return frozenset(
        name
        for name, place in stored.items()
        if _is_needed(place, bodies, [*others, *_without(node.body, place)])
    )


def _without(body: list[ast.stmt], place: str) -> list[ast.stmt]:
    """``body`` without the statement that keeps a parameter in ``place``."""
    kept_ = [item for item in body if isinstance(item, ast.Assign) and ast.unparse(item.targets[0]) == place]
    return [item for item in body if item not in kept_[:1]]


def _is_needed(place: str, bodies: list[list[ast.stmt]], whole: list[ast.stmt]) -> bool:
    """Whether one of ``bodies`` uses what a place holds as an object, and nothing asks for it."""
    within = [part for statement in whole for part in ast.walk(statement)]
    used = {id(part) for node in within for part in _used(node, place)}
    if not used:
        return False
    for part in within:
        if _is_place(part, place) and not isinstance(getattr(part, "ctx", None), ast.Load):
            return False
        if any(_is_place(one, place) and id(one) not in used for one in _asking(part)):
            return False
    perhaps = {id(part) for node in within for part in _perhaps(node)}
    return any(
        id(part) not in perhaps for body in bodies for node in _certain(body) for part in _used(node, place)
    )


def _is_place(node: ast.AST | None, place: str) -> bool:
    """Whether a node is the name, or the attribute of a name, that ``place`` is written as."""
    holder, _, name = place.rpartition(".")
    if not holder:
        return isinstance(node, ast.Name) and node.id == name
    return isinstance(node, ast.Attribute) and node.attr == name and _is_place(node.value, holder)


def _used(node: ast.AST, place: str) -> list[ast.AST]:
    """What a node uses as an object: it reads an attribute or an item of it, calls or unpacks it."""
    held: ast.AST | None = None
    if isinstance(node, (ast.Attribute, ast.Subscript, ast.Starred)):
        held = node.value
    elif isinstance(node, ast.Call):
        held = node.func
    return [held] if held is not None and _is_place(held, place) else []


def _asking(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a test, whose value decides what runs."""
    tests: list[ast.AST] = []
    if isinstance(node, (ast.If, ast.While, ast.IfExp, ast.Assert)):
        tests = [node.test]
    elif isinstance(node, ast.BoolOp):
        tests = list(node.values)
    elif isinstance(node, ast.Match):
        tests = [node.subject]
    yield from (part for test in tests for part in ast.walk(test))


def _perhaps(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of an expression, or of a ``try``, that need not run or may fail without harm."""
    parts: list[ast.AST] = []
    if isinstance(node, ast.IfExp):
        parts = [node.body, node.orelse]
    elif isinstance(node, ast.BoolOp):
        parts = list(node.values[1:])
    elif isinstance(node, (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
        parts = [node]
    elif isinstance(node, ast.Try) and _forgives(node):
        parts = list(node.body)
    yield from (inner for part in parts for inner in ast.walk(part))


def _forgives(node: ast.Try) -> bool:
    """Whether a handler expects an object that is none."""
    caught = {ast.unparse(handler.type) if handler.type is not None else "" for handler in node.handlers}
    return any("AttributeError" in name or "TypeError" in name for name in caught)


def _absent(test: ast.expr) -> Iterator[str]:
    """The names each of which makes a test true by being empty."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or):
        for side in test.values:
            yield from _absent(side)
    elif isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = test.operand
        sides = inner.values if isinstance(inner, ast.BoolOp) and isinstance(inner.op, ast.And) else [inner]
        yield from (side.id for side in sides if isinstance(side, ast.Name))
    elif isinstance(test, ast.Compare) and ast.unparse(test) == f"{ast.unparse(test.left)} is None":
        yield ast.unparse(test.left)
