"""How modules are shown that are run, not imported: the shell line, and the same from Python."""

from __future__ import annotations

import ast
import copy
import re
import shlex
from collections.abc import Mapping, Sequence

from sphinx_howto import definition, demands, running
from sphinx_howto.catalogue import gettext
from sphinx_howto.example import names, scope
from sphinx_howto.example.forms import options
from sphinx_howto.example.script import Script
from sphinx_howto.example.value import Import, text

# So many environment variables stand before the command on one line
_MOST_INLINE = 3


def command(module: definition.Module, given: Sequence[options.Option] | None = None) -> str:
    """The shell line that runs a module, below the environment variables that it needs.

    given: the arguments; those that the module parses or reads itself unless told otherwise.
    """
    needed = [f"{name}={_variable(name)}" for name in demands.environment(module)]
    typed = options.typed(options.of_module(module) if given is None else given)
    line = shlex.join([*running.command(module).split(), *typed])
    if len(needed) > _MOST_INLINE:
        return "\n".join([*(f"export {one}" for one in needed), line])
    return " ".join([*needed, line])


def _variable(name: str) -> str:
    """What a reader would give an environment variable: a value that its name tells, else a placeholder."""
    plain = name.lower()
    known = "" if names.is_secret(plain) else names.value(plain, "str").strip('"')
    return known if known and re.fullmatch(r"[\w./:@-]+", known) else f"YOUR_{name.upper()}"


def run(module: definition.Module) -> Script:
    """The module, run as the command line runs it."""
    script = Script(command=command(module))
    script.imports.add(Import("runpy"))
    given = options.typed(options.of_module(module))
    if given:
        script.imports.add(Import("sys"))
        script.add(f"sys.argv[1:] = [{', '.join(map(text, given))}]")
    calls = _calls(module) if running.at_import(module) else []
    script.add(
        f"# {gettext('Importing the module would run it, too')}"
        if running.at_import(module)
        else f"# {gettext('The same as the command line above')}",
        *(f"# {gettext('It calls {call}').format(call=call)}" for call in calls),
        f"runpy.run_module({text(module.name)}, run_name={text('__main__')})",
    )
    return script


# So many of the calls that a program makes are shown, and so long ones
_MOST_CALLS, _LONGEST_CALL = 3, 100


def _calls(module: definition.Module) -> list[str]:
    """The calls of own functions with arguments that the program makes, its constants put in."""
    own = {name for name, node in scope.defined(module).items() if isinstance(node, _FUNCTIONS)}
    constants = {
        name: node.value
        for name, node in scope.defined(module).items()
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
    }
    made = [
        node.value
        for node in module.tree.body
        if isinstance(node, (ast.Expr, ast.Assign)) and isinstance(node.value, ast.Call)
    ]
    found = [call for call in made if scope.dotted(call.func) in own and (call.args or call.keywords)]
    written = [ast.unparse(_Filled(constants).visit(copy.deepcopy(call))) for call in found]
    return [call for call in written if len(call) <= _LONGEST_CALL][:_MOST_CALLS]


_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class _Filled(ast.NodeTransformer):
    """Puts the values of constants in the place of their names."""

    def __init__(self, constants: Mapping[str, ast.expr]) -> None:
        self.constants = constants

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """The value of a constant, or the name itself."""
        return self.constants.get(node.id, node)


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
