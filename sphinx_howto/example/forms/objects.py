"""How classes are shown, by what kind of class they are."""

from __future__ import annotations

import ast

from sphinx_howto import definition
from sphinx_howto.example import classes, construct
from sphinx_howto.example.context import Context
from sphinx_howto.example.forms import instances
from sphinx_howto.example.script import Script


def show(target: definition.Definition, context: Context) -> Script | None:
    """A class, shown as its kind demands."""
    assert isinstance(target.node, ast.ClassDef)
    one = classes.load(target, context.lookup)
    if classes.is_exception(one):
        return exception(one, context)
    if classes.is_enum(one):
        return enumeration(one, context)
    return plain(one, context)


def exception(one: classes.Class, context: Context) -> Script | None:
    """An exception is raised and caught."""
    script = Script()
    name = instances.reference(one, script, context)
    value = construct.instance(one, context)
    if value is None:
        return None
    script.need(value)
    script.add(f"try:\n    raise {value.code}\nexcept {name} as error:\n    print(error)")
    return script


def enumeration(one: classes.Class, context: Context) -> Script:
    """The members of an enumeration are listed."""
    script = Script()
    name = instances.reference(one, script, context)
    if classes.members(one):
        script.add(f"for member in {name}:\n    print(member.name, member.value)")
    else:
        script.add(f'class Color({name}):\n    RED = 1\n    GREEN = 2', "print(Color.RED)")
    return script


def plain(one: classes.Class, context: Context) -> Script | None:
    """Any other class: an instance is made and shown."""
    script = Script()
    instances.reference(one, script, context)
    name = instances.make(one, script, context)
    if name is None:
        return None
    script.add(f"print({name})")
    return script
