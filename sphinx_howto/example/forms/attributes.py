"""How attributes and constants are shown: read and printed."""

from __future__ import annotations

from sphinx_howto import definition
from sphinx_howto.example import imports
from sphinx_howto.example.context import Context
from sphinx_howto.example.forms import functions, instances
from sphinx_howto.example.script import Script


def show(target: definition.Definition, context: Context) -> Script | None:
    """A constant of a module, an attribute of a class or of its instances."""
    script = Script()
    if target.owner is None:
        source = imports.source(target.import_path, context.lookup)
        script.imports.add(source.imported)
        script.add(f"print({source.name})")
        return script
    holder = functions.owner(target, context)
    if holder is None:
        return None
    name = target.qualname.rpartition(".")[2]
    reference = instances.reference(holder, script, context)
    if target.node in target.owner.body and getattr(target.node, "value", None) is not None:
        script.add(f"print({reference}.{name})")
        return script
    made = instances.make(holder, script, context)
    if made is None:
        return None
    script.add(f"print({made}.{name})")
    return script
