"""Names that a module offers without a statement that binds them: lazy imports, enum members, ``global``."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from sphinx_howto.source import names

# A module and the path in it; () stands for the module itself
Place = tuple[str, tuple[str, ...]]
Row = tuple[str, Place]


def find(tree: ast.Module, top: names.Scope, module: str, package: str) -> dict[str, tuple[Place, ...]]:
    """Each such name of ``module`` with the places where it may lie, the likeliest first."""
    rows = list(_enum_members(tree, module))
    if "__getattr__" in top.bindings:
        rows += [*_imported(top, package), *_listed(tree, module, package)]
    found: dict[str, tuple[Place, ...]] = {}
    for name, place in rows:
        found[name] = (*found.get(name, ()), place)
    return found


def set_by_functions(tree: ast.Module) -> dict[str, ast.stmt]:
    """The names that functions declare ``global`` and assign, each with its first assignment."""
    found: dict[str, ast.stmt] = {}
    for function in (node for node in ast.walk(tree) if isinstance(node, names.Functions)):
        statements = [statement for statement, _ in names.walk(function.body)]
        shared = {name for node in statements if isinstance(node, ast.Global) for name in node.names}
        scope = names.collect(function.body, "") if shared else names.Scope()
        for name in sorted(shared & set(scope.bindings)):
            found.setdefault(name, scope.bindings[name][0].node)
    return found


def _enum_members(tree: ast.Module, module: str) -> Iterator[Row]:
    """The members of ``@global_enum`` classes and of ``globals().update(Enum.__members__)``."""
    spread = {ast.unparse(node.value) for node in tree.body if isinstance(node, ast.Expr)}
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            decorators = {names.decorator_name(decorator) for decorator in node.decorator_list}
            if "global_enum" in decorators or f"globals().update({node.name}.__members__)" in spread:
                members = names.collect(node.body, "").bindings
                yield from ((name, (module, (node.name, name))) for name in members)


def _imported(top: names.Scope, package: str) -> Iterator[Row]:
    """``from .process import Executor as name`` inside ``__getattr__``."""
    for binding in top.bindings["__getattr__"]:
        if isinstance(binding.node, names.Functions):
            inner = names.collect(binding.node.body, package)
            for local in (one for many in inner.bindings.values() for one in many):
                if local.form == "import":
                    holder, _, name = local.source.rpartition(".")
                    yield name, (holder, (name,))
                    yield name, (local.source, ())


def _listed(tree: ast.Module, module: str, package: str) -> Iterator[Row]:
    """``{"Executor": ".process"}`` and ``{"process": ["Executor"]}`` anywhere in the module."""
    for table in (node for node in ast.walk(tree) if isinstance(node, ast.Dict)):
        for key, value in zip(table.keys, table.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                yield from _row(key.value, _strings(value), module, package)


def _row(key: str, values: list[str], module: str, package: str) -> Iterator[Row]:
    for value in values:
        yield value, (_absolute(key, module, package), (value,))
    if values:
        place = _absolute(values[0], module, package)
        yield key, (place, (values[1] if len(values) == 2 else key,))
        yield key, (place, ())


def _absolute(path: str, module: str, package: str) -> str:
    own = path.startswith(f"{module.partition('.')[0]}.") and not path.startswith(".")
    return path if own else f"{package}.{path.lstrip('.')}"


def _strings(value: ast.expr) -> list[str]:
    items = value.elts if isinstance(value, (ast.List, ast.Tuple, ast.Set)) else [value]
    return [item.value for item in items if isinstance(item, ast.Constant) and isinstance(item.value, str)]
