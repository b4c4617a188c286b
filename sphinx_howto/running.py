"""Whether a module is run rather than imported, and by which line of a shell, by its statements alone."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

from sphinx_howto import definition

# Calls that wait for a user, or that run until the program is ended
_ENDLESS = (
    "input polling infinity_polling run_polling start_polling mainloop serve_forever run_forever "
    "run_until_complete start_webhook idle"
)
ENDLESS = frozenset(_ENDLESS.split())
# Functions that are the whole of a program
_ENTRIES = frozenset(["main", "cli", "run", "start"])
# What a guard calls to test its own module
_TESTS = frozenset(["testmod", "unittest.main", "pytest.main"])


def command(module: definition.Module) -> str:
    """The shell line that runs a module: by its file where it stands alone."""
    is_alone = "." not in module.name and module.path.suffix == ".py" and not _is_installed(module)
    return f"python {module.path.name}" if is_alone else f"python -m {module.name.removesuffix('.__main__')}"


def at_import(module: definition.Module) -> bool:
    """Whether importing the module runs it: it asks its user, serves, or works outside of any guard."""
    return any(_is_endless(node) for node in _outside(module.tree.body)) or _ends_in_work(module.tree)


def has_guard(module: definition.Module) -> bool:
    """Whether the module is a program: it does something when it is run that importing it does not."""
    guards = [statement for statement in module.tree.body if is_guard(statement)]
    return not _is_installed(module) and any(not _is_test(guard) for guard in guards)


def is_guard(statement: ast.stmt) -> bool:
    """Whether a statement is ``if __name__ == "__main__"``."""
    return isinstance(statement, ast.If) and ast.unparse(statement.test) == "__name__ == '__main__'"


def _is_installed(module: definition.Module) -> bool:
    """Whether the module belongs to Python or to an installed package, so that nobody names its file."""
    return module.name in sys.stdlib_module_names or "site-packages" in module.path.parts


def _is_test(guard: ast.stmt) -> bool:
    """Whether all that a guard calls tests the module itself."""
    called = [ast.unparse(node.func) for node in ast.walk(guard) if isinstance(node, ast.Call)]
    return bool(called) and all(name in _TESTS or name.endswith("testmod") for name in called)


def _outside(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """What importing runs: all but the bodies of functions and classes and what a guard keeps."""
    for statement in body:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) or is_guard(
            statement
        ):
            continue
        yield from ast.walk(statement)


def _ends_in_work(tree: ast.Module) -> bool:
    """Whether importing the module calls its main function, or ends with a call of its own or a print."""
    own = {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))}
    called = [
        node.value.func.id
        for node in tree.body
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Name)
    ]
    if own & _ENTRIES & set(called):
        return True
    last = tree.body[-1] if tree.body else None
    return isinstance(last, ast.Expr) and bool(called) and _is_work(last, called[-1], own)


def _is_work(last: ast.Expr, name: str, own: set[str]) -> bool:
    """Whether the last statement is that call, of ``print`` or of a public function of the module."""
    is_last = ast.unparse(last.value).startswith(f"{name}(")
    return is_last and (name == "print" or (name in own and not name.startswith("_")))


def _is_endless(node: ast.AST) -> bool:
    if isinstance(node, ast.While):
        return isinstance(node.test, ast.Constant) and bool(node.test.value)
    if not isinstance(node, ast.Call):
        return False
    name = ast.unparse(node.func) if isinstance(node.func, (ast.Name, ast.Attribute)) else ""
    if name in ("asyncio.run", "app.run", "bot.run", "client.run"):
        return True
    return name.rpartition(".")[2] in ENDLESS
