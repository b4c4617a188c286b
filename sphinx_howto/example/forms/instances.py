"""Making an instance of a class in an example, through a subclass where the class is abstract."""

from __future__ import annotations

import re

from sphinx_howto.example import classes, construct, imports
from sphinx_howto.example.context import Context
from sphinx_howto.example.script import Script


def variable(name: str) -> str:
    """A variable for an instance of the class ``name``: ``HTTPServer`` gives ``http_server``."""
    plain = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name.strip("_")).lower()
    taken = ("class", "def", "print", "type", "import", "from", "global", "async", "await", "with", "pass", "none")
    return f"example_{plain}" if plain in taken or plain == name else plain


def make(one: classes.Class, script: Script, context: Context) -> str | None:
    """Add an instance of ``one`` to ``script`` and return its variable."""
    value = construct.instance(one, context)
    if value is None:
        return None
    script.need(value)
    name = variable(one.name)
    script.add(f"{name} = {value.code}")
    return name


def reference(one: classes.Class, script: Script, context: Context) -> str:
    """Import the class and return how it is written."""
    source = imports.source(one.import_path, context.lookup)
    script.imports.add(source.imported)
    return source.name
