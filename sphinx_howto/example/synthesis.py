"""Synthesis: the form that the target's kind demands, filled with values, as an example."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sphinx_howto import definition, document, running
from sphinx_howto.catalogue import gettext
from sphinx_howto.example import checks, imports
from sphinx_howto.example.context import Context
from sphinx_howto.example.forms import attributes, functions, modules, objects, programs
from sphinx_howto.example.script import Script
from sphinx_howto.example.value import Import

Form = Callable[[definition.Definition, Context], "Script | None"]

FORMS: Mapping[str, Form] = {
    "function": functions.function,
    "method": functions.method,
    "property": functions.method,
    "class": objects.show,
    "attribute": attributes.show,
    "module": modules.show,
}


def make(target: definition.Definition, context: Context) -> document.Example:
    """An example for ``target``; at the least its import, so that it is never empty."""
    script = _script(target, context) or only_import(target, context)
    code = script.text()
    is_program = running.is_program(target.module)
    if target.kind != "module" and running.at_import(target.module) and not is_program:
        told = gettext("Importing {module} runs it").format(module=target.module.name)
        code = f"# {told}\n{code}"
    found = checks.run(code, context, target)
    if not checks.passed(found):
        # Better little than something that is known to be wrong
        code = only_import(target, context).text()
        found = checks.run(code, context, target)
    return document.Example(code, "synthesised", found, command=script.command)


def _script(target: definition.Definition, context: Context) -> Script | None:
    """The example as a script; what belongs to a program is shown by running that."""
    if running.is_program(target.module):
        return programs.run(target.module)
    form = FORMS.get(target.kind)
    return form(target, context) if form is not None else None


def only_import(target: definition.Definition, context: Context) -> Script:
    """The import of the target and its name: what is left when nothing can be called."""
    script = Script()
    if target.kind == "module":
        script.imports.add(Import(target.import_path))
        return script
    source = imports.source(target.import_path, context.lookup)
    script.imports.add(source.imported)
    script.add(f"print({source.name})")
    return script
