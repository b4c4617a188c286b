"""Cuts a call out of a test or script: the statements that it needs, and the assertion on its result."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_howto import definition
from sphinx_howto.example import body, scope
from sphinx_howto.example.mining import fixtures, results
from sphinx_howto.example.mining.index import Site

# Statements after the call in which its assertion is looked for
AHEAD = 4

# What shows that a test replaces parts of the world, expects an error, or belongs to the test runner
_FOREIGN = (
    "mock Mock MagicMock AsyncMock patch mocker monkeypatch responses requests_mock raises "
    "assertRaises warns assertWarns deprecated_call skip skipif xfail importorskip fail pytest "
    "unittest hypothesis capsys caplog assertRaisesRegex subTest freeze_time gc locals globals eval "
    "exec assert_type reveal_type"
)
FOREIGN = frozenset(_FOREIGN.split())
# A test that does this anywhere before shows a world that readers do not have
_REPLACING = (
    "mock Mock MagicMock AsyncMock patch mocker monkeypatch responses requests_mock freeze_time "
    "setattr httpbin"
)
REPLACING = frozenset(_REPLACING.split())


@dataclass(frozen=True, eq=False)
class Piece:
    """What was cut out: imports, then statements.

    is_async: whether they must run in a coroutine. known: how many results are known.
    asserts: whether an assertion looks at what the call gave.
    """

    imports: tuple[str, ...]
    statements: tuple[ast.stmt, ...]
    folder: bool
    is_async: bool
    known: int
    stand_ins: int
    asserts: bool


def cut(site: Site) -> Piece | None:
    """The piece for the call at ``site``, or None when it cannot stand alone."""
    holder = site.scope
    statements = list(getattr(holder, "body", []))
    at = _position(statements, site.call)
    if at is None or _is_inside_loop(site, statements[at]):
        return None
    end = _end(statements, at)
    if isinstance(holder, (ast.FunctionDef, ast.AsyncFunctionDef)) and _replaces(
        holder, statements[: end + 1]
    ):
        return None
    chosen = backward(statements, at, end)
    return _assemble(site, [statements[position] for position in chosen], statements[at])


def _position(statements: list[ast.stmt], call: ast.Call) -> int | None:
    for position, statement in enumerate(statements):
        if any(node is call for node in ast.walk(statement)):
            return position
    return None


def _replaces(holder: definition.FunctionNode, before: list[ast.stmt]) -> bool:
    """Whether a test replaces parts of the world before the end of the slice."""
    names = {word for node in (*before, *holder.decorator_list) for word in words(node)}
    return bool((names | {arg.arg for arg in holder.args.args}) & REPLACING)


def _is_inside_loop(site: Site, statement: ast.stmt) -> bool:
    parents = body.parents(site.unit.tree)
    at: ast.AST | None = site.call
    while at is not None:
        if isinstance(
            at, (ast.For, ast.While, ast.AsyncFor, ast.comprehension, ast.ListComp, ast.Try, ast.Lambda)
        ):
            return True
        if at is statement:
            return False
        at = parents.get(at)
    return False


def bound(node: ast.stmt) -> set[str]:
    """Names that a statement binds or changes."""
    found = {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {node.name}
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    for one in ast.walk(node):
        if isinstance(one, (ast.Attribute, ast.Subscript)) and isinstance(one.ctx, (ast.Store, ast.Del)):
            found.add(scope.dotted(one.value).split(".")[0])
    called = node.value if isinstance(node, ast.Expr) else None
    called = called.value if isinstance(called, ast.Await) else called
    if isinstance(called, ast.Call) and isinstance(called.func, ast.Attribute):
        found.add(scope.dotted(called.func.value).split(".")[0])
    return found - {""}


def read(node: ast.AST) -> set[str]:
    """Names that are read below ``node``."""
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)}


def is_assertion(node: ast.stmt) -> bool:
    """Whether a statement asserts something."""
    if isinstance(node, ast.Assert):
        return True
    call = node.value if isinstance(node, ast.Expr) else None
    return (
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr.startswith("assert")
        and scope.dotted(call.func).startswith("self.")
    )


def _end(statements: list[ast.stmt], at: int) -> int:
    """The assertion that looks at what the call gave, else the call itself."""
    if is_assertion(statements[at]):
        return at
    fresh = bound(statements[at])
    found = []
    for position in range(at + 1, min(at + 1 + AHEAD, len(statements))):
        if read(statements[position]) & fresh:
            if is_assertion(statements[position]):
                found.append(position)
            elif found:
                break
            fresh |= bound(statements[position])
    telling = [position for position in found if results.is_telling(statements[position])]
    return (telling or found or [at])[0]


def backward(statements: list[ast.stmt], at: int, end: int) -> list[int]:
    """Positions of the statements that the one at ``end`` and the call need."""
    needed = read(statements[end]) | read(statements[at])
    chosen = {at, end}
    for position in range(end - 1, -1, -1):
        statement = statements[position]
        if position in chosen:
            needed |= read(statement)
        elif bound(statement) & needed and not is_assertion(statement):
            chosen.add(position)
            needed |= read(statement)
    return sorted(chosen)


def _assemble(site: Site, chosen: list[ast.stmt], focal: ast.stmt) -> Piece | None:
    """Imports, what the module and the fixtures give, and the statements; None when something is foreign."""
    statements = [copy.deepcopy(node) for node in chosen]
    given = fixtures.given(site, statements)
    if given is None:
        return None
    statements = [*given.statements, *given.rewrite(statements)]
    above = _above(site, statements, frozenset({"Path", "folder"}) if given.folder else frozenset())
    if above is None:
        return None
    imports, defined = above
    name = scope.dotted(site.call.func).rpartition(".")[2]
    shower = results.Shower(frozenset({name} | bound(focal)))
    shown = [one for node in statements for one in _as_list(shower.visit(node))]
    if not any(isinstance(node, ast.Expr) for node in shown[-1:]) and not shower.known:
        shown += _print_of(focal)
    everything = [*defined, *shown]
    if any(_is_foreign(node) for node in everything):
        return None
    is_async = isinstance(site.scope, ast.AsyncFunctionDef)
    asserts = any(is_assertion(node) for node in chosen)
    return Piece(
        tuple(imports), tuple(everything), given.folder, is_async, shower.known, given.stand_ins, asserts
    )


def _as_list(result: ast.AST | list[ast.stmt]) -> list[ast.stmt]:
    return result if isinstance(result, list) else [result]  # type: ignore[list-item]


def _print_of(focal: ast.stmt) -> list[ast.stmt]:
    """``print(name)`` for what the call was assigned to."""
    if isinstance(focal, ast.Assign) and isinstance(focal.targets[0], ast.Name):
        return [ast.parse(f"print({focal.targets[0].id})").body[0]]
    return []


def _above(
    site: Site, statements: list[ast.stmt], there: frozenset[str]
) -> tuple[list[str], list[ast.stmt]] | None:
    """Import lines and module-level definitions that the statements need; None when a name stays unknown."""
    own = {name for node in statements for name in bound(node)} | _inner_names(statements)
    needed = {name for node in statements for name in read(node)} - own - there - scope.BUILTINS
    if isinstance(site.scope, ast.Module):
        # The statements before are a part of the slice already
        imports = [ast.unparse(node) for node in statements if isinstance(node, (ast.Import, ast.ImportFrom))]
        statements[:] = [node for node in statements if not isinstance(node, (ast.Import, ast.ImportFrom))]
        return imports, []
    lines: list[str] = []
    defined: list[ast.stmt] = []
    waiting = sorted(needed)
    done: set[str] = set()
    while waiting:
        name = waiting.pop(0)
        if name in done or name in scope.BUILTINS or name == "__name__":
            continue
        done.add(name)
        line = _import_line(name, site.unit.tree)
        if line:
            lines.append(line)
            continue
        node = _definition(name, site.unit.tree)
        if node is None:
            return None
        defined.insert(0, copy.deepcopy(node))
        waiting += sorted(read(node) - bound(node) - _inner_names([node]))
    return lines, defined


def _inner_names(nodes: list[ast.stmt]) -> set[str]:
    """Names that functions, lambdas and comprehensions inside bind for themselves."""
    found: set[str] = set()
    for top in nodes:
        for node in ast.walk(top):
            if isinstance(node, ast.arg):
                found.add(node.arg)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                found.add(node.id)
            elif isinstance(node, (ast.ExceptHandler, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                found.add(node.name or "")
    return found


def _import_line(name: str, tree: ast.Module) -> str:
    for node in scope.statements(tree.body):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if (alias.asname or alias.name.split(".")[0]) == name:
                    return ast.unparse(ast.Import([alias]))
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module != "__future__":
            for alias in node.names:
                if (alias.asname or alias.name) == name:
                    return ast.unparse(ast.ImportFrom(node.module, [alias], 0))
    return ""


def _definition(name: str, tree: ast.Module) -> ast.stmt | None:
    """A short function, class or assignment at the module's top level."""
    for node in tree.body:
        if name in scope.bound_by(node):
            return node if (node.end_lineno or 0) - node.lineno < 8 else None
    return None


def _is_foreign(node: ast.AST) -> bool:
    return any(word in FOREIGN for word in words(node)) or any(
        isinstance(one, ast.Attribute) and one.attr.startswith("_") and not one.attr.endswith("__")
        for one in ast.walk(node)
    )


def words(node: ast.AST) -> Iterator[str]:
    """Every name that stands below ``node``, attributes included."""
    for one in ast.walk(node):
        if isinstance(one, ast.Name):
            yield one.id
        elif isinstance(one, ast.Attribute):
            yield one.attr
