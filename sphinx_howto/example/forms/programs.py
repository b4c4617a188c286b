"""How modules are shown that are run, not imported: the shell line, and the same from Python."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

from sphinx_howto import definition
from sphinx_howto.catalogue import gettext
from sphinx_howto.example import scope
from sphinx_howto.example.script import Script
from sphinx_howto.example.value import Import, text

# Calls that wait for a user, or that run until the program is ended
_ENDLESS = (
    "input polling infinity_polling run_polling start_polling mainloop serve_forever run_forever "
    "run_until_complete start_webhook idle"
)
ENDLESS = frozenset(_ENDLESS.split())


def command(module: definition.Module) -> str:
    """The shell line that runs a module: by its file where it stands alone."""
    is_alone = "." not in module.name and module.path.suffix == ".py" and not _is_installed(module)
    return f"python {module.path.name}" if is_alone else f"python -m {module.name}"


def _is_installed(module: definition.Module) -> bool:
    """Whether the module belongs to Python or to an installed package, so that nobody names its file."""
    return module.name in sys.stdlib_module_names or "site-packages" in module.path.parts


def runs_at_import(module: definition.Module) -> bool:
    """Whether importing the module runs it to its end: it asks its user, or serves, outside of any guard."""
    return any(_is_endless(node) for node in _at_import(module.tree.body))


def _at_import(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """What importing runs: all but the bodies of functions and classes and what a guard keeps."""
    for statement in body:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) or is_guard(
            statement
        ):
            continue
        yield from ast.walk(statement)


def is_guard(statement: ast.stmt) -> bool:
    """Whether a statement is ``if __name__ == "__main__"``."""
    return isinstance(statement, ast.If) and ast.unparse(statement.test) == "__name__ == '__main__'"


def _is_endless(node: ast.AST) -> bool:
    if isinstance(node, ast.While):
        return isinstance(node.test, ast.Constant) and bool(node.test.value)
    if not isinstance(node, ast.Call):
        return False
    name = scope.dotted(node.func)
    if name in ("asyncio.run", "app.run", "bot.run", "client.run"):
        return True
    return (name.rpartition(".")[2] or getattr(node.func, "attr", "")) in ENDLESS


def has_guard(module: definition.Module) -> bool:
    """Whether the module is a program: it does something when it is run that importing it does not."""
    return not _is_installed(module) and any(is_guard(statement) for statement in module.tree.body)


def run(module: definition.Module) -> Script:
    """The module, run as the command line runs it."""
    script = Script(command=command(module))
    script.imports.add(Import("runpy"))
    script.add(
        f"# {gettext('Importing the module would run it, too')}"
        if runs_at_import(module)
        else f"# {gettext('The same as the command line above')}",
        f"runpy.run_module({text(module.name)}, run_name={text('__main__')})",
    )
    return script


def tests(module: definition.Module) -> Script | None:
    """A module of tests is run by the runner that it is written for; None for any other module."""
    if not module.name.rpartition(".")[2].startswith("test_"):
        return None
    script = Script()
    if "unittest" in scope.imported(module).values() and "unittest.TestCase" in module.text:
        script.imports.add(Import("unittest"))
        script.command = f"python -m unittest {module.name}"
        script.add(f"unittest.main({text(module.name)}, argv={_list(module.name)}, exit=False)")
        return script
    script.imports.add(Import("pytest"))
    script.command = f"python -m pytest {module.path.name}"
    script.add(f"pytest.main({_list(module.path.name)})")
    return script


def _list(word: str) -> str:
    return f"[{text(word)}]"
