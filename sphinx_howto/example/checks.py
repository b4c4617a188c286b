"""The checks of an example, by reading: it compiles, imports what exists, binds, names nothing unknown."""

from __future__ import annotations

import ast
import builtins
import symtable
from collections.abc import Iterator

from sphinx_howto import definition, document
from sphinx_howto.catalogue import gettext
from sphinx_howto.example import binding, imports, scope
from sphinx_howto.example.context import Context

# Names that Python itself gives to a module
GIVEN = frozenset(dir(builtins)) | {"__name__", "__file__", "__doc__", "__builtins__", "__annotations__"}


def run(
    code: str, context: Context, target: definition.Definition | None = None
) -> tuple[document.Check, ...]:
    """All checks of ``code``; the later ones only where it compiles.

    What the module of ``target`` itself imports need not be installed where the page is built.
    """
    assumed = _not_installed(target, context) if target is not None else frozenset()
    try:
        tree = compiled(code)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", 1) or 1
        return (document.Check("compiles", False, str(getattr(error, "msg", error)), line),)
    return (
        document.Check("compiles", True),
        _first("imports", _missing_imports(tree, context, assumed)),
        _first("binds", ((fault.line, fault.message) for fault in binding.faults(tree, context))),
        _first("names", _unknown_names(code, tree)),
    )


def passed(found: tuple[document.Check, ...]) -> bool:
    """Whether every check held."""
    return all(check.passed for check in found)


def compiled(code: str) -> ast.Module:
    """The tree of ``code``; also what only the compiler refuses, such as ``return`` outside functions.

    Raises:
        SyntaxError, ValueError: ``code`` is not a Python module.
    """
    compile(code, "<example>", "exec", dont_inherit=True)
    return ast.parse(code)


def _first(name: str, faults: Iterator[tuple[int, str]]) -> document.Check:
    found = min(faults, default=None)
    return document.Check(name, True) if found is None else document.Check(name, False, found[1], found[0])


# What a class is given to may be named where the class itself does not import it
_GIVEN_TO = (
    "starlette scrapy django flask discord nextcord disnake aiogram telegram jinja2 requests luigi locust "
    "yt_dlp watchdog click celery"
)
_FRAMEWORKS = frozenset(_GIVEN_TO.split())


def _not_installed(target: definition.Definition, context: Context) -> frozenset[str]:
    """The packages that the module imports and that cannot be found."""
    packages = {path.split(".")[0] for path in scope.imported(target.module).values()} | _FRAMEWORKS
    return frozenset(name for name in packages if name and not imports.is_module(name, context.lookup))


def _missing_imports(
    tree: ast.Module, context: Context, assumed: frozenset[str]
) -> Iterator[tuple[int, str]]:
    guarded = {id(inner) for node in ast.walk(tree) if isinstance(node, ast.Try) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in guarded:
            continue
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] in assumed:
                    continue
                if not imports.is_module(alias.name, context.lookup):
                    yield node.lineno, gettext("there is no module {name}").format(name=alias.name)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] not in assumed:
            yield from _missing_names(node, context)


def _missing_names(node: ast.ImportFrom, context: Context) -> Iterator[tuple[int, str]]:
    module = node.module or ""
    if node.level:
        yield node.lineno, gettext("an example cannot use a relative import")
    elif not imports.is_module(module, context.lookup):
        yield node.lineno, gettext("there is no module {name}").format(name=module)
    else:
        for alias in node.names:
            if alias.name != "*" and not imports.exists(module, alias.name, context.lookup):
                yield (
                    node.lineno,
                    gettext("{module} has no name {name}").format(module=module, name=alias.name),
                )


def _unknown_names(code: str, tree: ast.Module) -> Iterator[tuple[int, str]]:
    for name in unknown_names(code, tree):
        line = min(node.lineno for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == name)
        yield line, gettext("the name {name} is not defined").format(name=name)


def unknown_names(code: str, tree: ast.Module) -> list[str]:
    """Names that ``code`` reads and that nothing in it binds, sorted."""
    if any(
        alias.name == "*"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ):
        return []
    top = symtable.symtable(code, "<example>", "exec")
    bound = {
        symbol.get_name() for symbol in top.get_symbols() if symbol.is_assigned() or symbol.is_imported()
    }
    read = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return sorted((_read_as_global(top) - bound - GIVEN) & read)


def _read_as_global(table: symtable.SymbolTable) -> set[str]:
    is_top = table.get_type() == "module"
    found = {
        symbol.get_name()
        for symbol in table.get_symbols()
        if symbol.is_referenced() and (symbol.is_global() or (is_top and not symbol.is_assigned()))
    }
    return found.union(*(_read_as_global(child) for child in table.get_children()))
