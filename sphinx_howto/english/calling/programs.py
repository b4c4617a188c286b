"""How functions and classes of a program are used: by running it, for importing it runs it, too."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from sphinx_howto import demands, running
from sphinx_howto.analysis.scope import FunctionNode, ModuleScope
from sphinx_howto.english.phrase import Spans, code, fill, sentence


def command(scope: ModuleScope) -> str:
    """The line that runs the module, with the words that it reads behind the command."""
    return " ".join([running.command(scope.module), *map(str.upper, demands.arguments(scope.module))])


def function(scope: ModuleScope, name: str, form: Spans) -> Spans:
    """Which command runs a function of the module, called as ``form``; () where the module is imported."""
    if not running.is_program(scope.module):
        return ()
    line = code(command(scope))
    through = _reached(scope.module.tree).get(name)
    if through is None:
        return sentence(
            fill(
                "call {form}; importing {module} runs its program before",
                form=form,
                module=code(scope.module.name),
            )
        )
    if not through:
        return sentence(fill("run {command}, which calls {form}", command=line, form=form))
    message = "run {command}, which calls {form} through {caller}"
    return sentence(fill(message, command=line, form=form, caller=code(through)))


def class_(scope: ModuleScope, name: str) -> Spans:
    """Which command makes use of a class of the module; () where the module is imported."""
    if not running.is_program(scope.module):
        return ()
    if name in _reached(scope.module.tree):
        return sentence(
            fill(
                "run {command}, which uses {name}",
                command=code(command(scope)),
                name=code(name),
            )
        )
    return sentence(fill("importing {module} runs its program", module=code(scope.module.name)))


def _reached(tree: ast.Module) -> Mapping[str, str]:
    """What importing the module uses of its own -> the function through which it does ("": itself)."""
    own = {item.name: item for item in tree.body if isinstance(item, (*FunctionNode, ast.ClassDef))}
    top = [item for item in tree.body if item not in own.values()]
    found = {name: "" for item in top for name in _names(item) if name in own}
    waiting = list(found)
    while waiting:
        caller = waiting.pop(0)
        for name in _names(own[caller]):
            if name in own and name not in found:
                found[name] = caller
                waiting.append(name)
    return found


def _names(node: ast.AST) -> list[str]:
    return [
        item.id for item in ast.walk(node) if isinstance(item, ast.Name) and isinstance(item.ctx, ast.Load)
    ]
