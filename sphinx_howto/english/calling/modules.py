"""How to use a module: what to run, and what to import from it."""

from __future__ import annotations

from sphinx_howto import prominence, running
from sphinx_howto.analysis import commands, members, signatures
from sphinx_howto.analysis.scope import FunctionNode, ModuleScope
from sphinx_howto.english.calling import applications, forms, methods, offered, programs
from sphinx_howto.english.phrase import Spans, code, fill, join, paragraph


def tell(scope: ModuleScope) -> Spans:
    """What to run and what to call; () for a module without public names."""
    clauses = []
    script = commands.script(scope)
    every = members.public_names(scope)
    if script is not None:
        clauses.append(_run(script))
        nodes = (script.function, script.scope.function)
        parsing = [node.name for node in nodes if isinstance(node, FunctionNode)]
        every = [name for name in every if name not in parsing]
    elif running.at_import(scope.module) or running.has_guard(scope.module):
        clauses.append(fill("run {command}", command=code(programs.command(scope))))
        every = [] if running.at_import(scope.module) else [name for name in every if name != "main"]
    clauses += [item for item in (applications.tests(scope), *applications.served(scope)) if item]
    shown = [name for name in every if not applications.is_called(scope, name)]
    if shown:
        taken = {name: by for name, by in prominence.callbacks(scope.module.tree).items() if name in every}
        clauses += [*offered.tell(scope, shown), *methods.given_away(taken)]
    elif scope.module.is_package:
        clauses += _reexports(scope)
    return paragraph(clauses)


#: So many commands of a script are shown with what they take.
_MOST_WAYS = 3


def _run(script: commands.Script) -> Spans:
    """How to run a script, and how to call the function that parses its arguments."""
    ways = commands.lines(script)
    if len(ways) > _MOST_WAYS:
        ways = [f"{running.command(script.scope.module.module)} COMMAND"]
    run = fill("run {command}", command=join([code(way) for way in ways], "or"))
    if script.function is None:
        return run
    takes = signatures.parameters(script.scope, script.function)
    if len(takes) == 1 and commands.parses(script, takes[0].name):
        form = f"{script.function.name}({takes[0].name})"
        return fill("{run}, or call {form} with a list of arguments", run=run, form=code(form))
    return run


def _reexports(scope: ModuleScope) -> list[Spans]:
    """What a package takes from its own modules."""
    top = scope.module.name.split(".")[0]
    listed = members.exported(scope)
    found = [
        name
        for name, path in scope.imports.items()
        if path.split(".")[0] == top
        and path.count(".") > 1
        and (name in listed if listed is not None else not name.startswith("_"))
    ]
    return (
        [fill("import {names} from it", names=forms.listed([code(name) for name in found]))] if found else []
    )
