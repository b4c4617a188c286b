"""What a test gets from outside: parametrized values, simple fixtures, ``setUp``, a temporary folder."""

from __future__ import annotations

import ast
import copy
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sphinx_howto.example import body, scope
from sphinx_howto.example.mining import files
from sphinx_howto.example.mining.index import Site


@dataclass(frozen=True, eq=False)
class Given:
    """Statements that stand for the fixtures, values put in place of names, and what that took."""

    statements: tuple[ast.stmt, ...]
    replaced: Mapping[str, ast.expr]
    attributes: frozenset[str]
    folder: bool = False
    stand_ins: int = 0

    def rewrite(self, nodes: list[ast.stmt]) -> list[ast.stmt]:
        """``nodes`` with parametrized values for names, and ``self.name`` of ``setUp`` as names."""
        filler = _Filler(self.replaced, self.attributes)
        return [filler.visit(node) for node in nodes]


class _Filler(ast.NodeTransformer):
    def __init__(self, values: Mapping[str, ast.expr], attributes: frozenset[str]) -> None:
        self.values, self.attributes = values, attributes

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if isinstance(node.ctx, ast.Load) and node.id in self.values:
            return copy.deepcopy(self.values[node.id])
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        if isinstance(node.value, ast.Name) and node.value.id == "self" and node.attr in self.attributes:
            return ast.Name(node.attr, node.ctx)
        self.generic_visit(node)
        return node


def given(site: Site, statements: list[ast.stmt]) -> Given | None:
    """What the enclosing function gets from outside and ``statements`` use; None when it is not simple."""
    holder = site.scope
    if not isinstance(holder, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return Given((), {}, frozenset())
    read = {one.id for node in statements for one in ast.walk(node) if isinstance(one, ast.Name)}
    wanted = [
        arg.arg
        for arg in [*holder.args.posonlyargs, *holder.args.args, *holder.args.kwonlyargs]
        if arg.arg in read
    ]
    if holder.args.vararg or holder.args.kwarg:
        return None
    rows = _parametrized(holder)
    added: list[ast.stmt] = []
    replaced: dict[str, ast.expr] = {}
    attributes: set[str] = set()
    folder = False
    for name in wanted:
        if name == "self":
            found = _set_up(site, statements)
            if found is None:
                return None
            added += found[0]
            attributes |= found[1]
        elif name in rows:
            replaced[name] = rows[name]
        elif name == "tmp_path":
            folder = True
            replaced[name] = ast.parse("Path(folder)", mode="eval").body
        else:
            fixture = _fixture(name, site)
            if fixture is None:
                return None
            added += fixture
    if not holder.name.startswith("test") and wanted and not rows and not attributes:
        return None
    return Given(tuple(added), replaced, frozenset(attributes), folder, len(added))


def _parametrized(holder: ast.AST) -> dict[str, ast.expr]:
    """The first row of each ``pytest.mark.parametrize`` above the test."""
    found: dict[str, ast.expr] = {}
    for deco in getattr(holder, "decorator_list", []):
        if (
            not isinstance(deco, ast.Call)
            or not scope.dotted(deco.func).endswith("parametrize")
            or len(deco.args) < 2
        ):
            continue
        names = _names(deco.args[0])
        rows = deco.args[1].elts if isinstance(deco.args[1], (ast.List, ast.Tuple)) else []
        if not rows:
            continue
        row = rows[0]
        if isinstance(row, ast.Call) and scope.dotted(row.func).endswith("param"):
            row = ast.Tuple(row.args, ast.Load()) if len(names) > 1 else row.args[0]
        values = row.elts if len(names) > 1 and isinstance(row, (ast.Tuple, ast.List)) else [row]
        if len(values) == len(names):
            found.update(zip(names, values, strict=False))
    return found


def _names(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [name.strip() for name in node.value.split(",") if name.strip()]
    if isinstance(node, (ast.Tuple, ast.List)):
        return [str(one.value) for one in node.elts if isinstance(one, ast.Constant)]
    return []


def _fixture(name: str, site: Site) -> list[ast.stmt] | None:
    """``name = value`` for a fixture that only returns something it needs no fixture for."""
    for tree in (site.unit.tree, *_conftests(site.unit.path)):
        for node in tree.body:
            if (
                isinstance(node, ast.FunctionDef)
                and node.name == name
                and any("fixture" in ast.unparse(deco) for deco in node.decorator_list)
            ):
                return _as_assignment(name, node, tree, site.unit.tree)
    return None


def _as_assignment(
    name: str, node: ast.FunctionDef, tree: ast.Module, own: ast.Module
) -> list[ast.stmt] | None:
    if [arg.arg for arg in node.args.args if arg.arg != "request"] or len(node.body) > 3:
        return None
    last = node.body[-1]
    if not isinstance(last, ast.Return) or last.value is None or "request" in ast.unparse(last.value):
        return None
    assigned: list[ast.stmt] = [*node.body[:-1], ast.Assign([ast.Name(name, ast.Store())], last.value)]
    copied = [copy.deepcopy(one) for one in assigned if not _is_text(one)]
    if tree is not own:
        imported = scope.imports_in(tree)
        needed = sorted(
            {one.id for part in copied for one in ast.walk(part) if isinstance(one, ast.Name)} & set(imported)
        )
        for one in needed:
            module, _, last_name = imported[one].rpartition(".")
            line = f"from {module} import {last_name}" if module else f"import {one}"
            copied.insert(0, ast.parse(line).body[0])
    return copied


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


@lru_cache(maxsize=256)
def _conftests(path: Path) -> tuple[ast.Module, ...]:
    """The ``conftest.py`` files that the test file sees, nearest first."""
    found: list[ast.Module] = []
    for folder in list(path.parents)[:4]:
        found += [unit.tree for unit in files.units(folder / "conftest.py")]
    return tuple(found)


def _set_up(site: Site, statements: list[ast.stmt]) -> tuple[list[ast.stmt], set[str]] | None:
    """Assignments of ``setUp`` for the attributes of ``self`` that are read; None when others are."""
    used = {
        node.attr
        for top in statements
        for node in ast.walk(top)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
        and not node.attr.startswith("assert")
    }
    if not used:
        return [], set()
    holder = body.parents(site.unit.tree).get(site.scope)
    for node in getattr(holder, "body", []):
        if getattr(node, "name", "") in ("setUp", "setup_method"):
            found = [one for one in node.body if isinstance(one, ast.Assign) and _sets_self(one, used)]
            names = {one.targets[0].attr for one in found if isinstance(one.targets[0], ast.Attribute)}
            if names == used and not any("self" in ast.unparse(one.value) for one in found):
                return [
                    ast.Assign([ast.Name(one.targets[0].attr, ast.Store())], copy.deepcopy(one.value))  # type: ignore[attr-defined]
                    for one in found
                ], used
    return None


def _sets_self(node: ast.Assign, used: set[str]) -> bool:
    target = node.targets[0]
    return isinstance(target, ast.Attribute) and scope.dotted(target.value) == "self" and target.attr in used
