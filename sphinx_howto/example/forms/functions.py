"""How functions and methods are shown: called once, with what they need."""

from __future__ import annotations

import ast

from sphinx_howto import definition, prominence
from sphinx_howto.example import callee, calls, classes, imports, scope, signatures
from sphinx_howto.example.context import Context
from sphinx_howto.example.forms import commands, decorating, handed, instances, objects, taken
from sphinx_howto.example.script import Script


def function(target: definition.Definition, context: Context) -> Script | None:
    """A function at a module's top level."""
    assert isinstance(target.node, (ast.FunctionDef, ast.AsyncFunctionDef))
    options = commands.click_options(target.node, target.module)
    if options is not None and not taken.is_another_command(target, context):
        return commands.click(target, options, context)
    if commands.is_main(target.node, target.module):
        return commands.function(target, context)
    script = handed.function(target, context) or taken.function(target, context)
    if script is not None:
        return script
    one = callee.function(target.node, target.module, context)
    if _is_replaced(target, context):
        return None
    how = decorating.recognise(one)
    if how is not None:
        return decorating.show(target, one, how, context)
    script = Script()
    source = imports.source(target.import_path, context.lookup)
    script.imports.add(source.imported)
    calls.write(one, source.name, script, context)
    calls.settle(script)
    return script


def _is_replaced(target: definition.Definition, context: Context) -> bool:
    """Whether a decorator makes the function an object of a class that cannot be called."""
    assert isinstance(target.node, (ast.FunctionDef, ast.AsyncFunctionDef))
    for name in signatures.decorators(target.node):
        path = scope.canonical(name, target.module)
        found = context.lookup.find(path) if "." in path else None
        if found is not None and isinstance(found.node, ast.ClassDef):
            call = classes.load(found, context.lookup).method("__call__")
            if call is None or any(isinstance(node, ast.Raise) for node in call[0].body):
                return True
    return False


def method(target: definition.Definition, context: Context) -> Script | None:
    """A method: on the class if it takes no instance, else on a new instance."""
    assert isinstance(target.node, (ast.FunctionDef, ast.AsyncFunctionDef))
    holder = owner(target, context)
    if holder is None:
        return None
    part = next((one for one in holder.parts if target.node in one.node.body), holder.parts[0])
    run = taken.method(target, holder, context)
    if run is not None:
        return run
    is_called = taken.is_called(target.node, part, holder, context)
    is_called = is_called or target.node.name in prominence.callbacks(part.node)
    whole = context.lookup.find(holder.path) if is_called else None
    if whole is not None and isinstance(whole.node, ast.ClassDef):
        # The framework calls the method when the class is used
        return objects.show(whole, context)
    one = callee.function(target.node, target.module, context, holder, part)
    script = Script()
    if signatures.is_class_method(target.node) or signatures.is_static(target.node, part.node):
        source = imports.source(holder.import_path, context.lookup)
        script.imports.add(source.imported)
        reference = source.name
    elif objects.is_entered(holder, target.node.name):
        return objects.manager(holder, context, target.node.name)
    else:
        made = instances.make(holder, script, context)
        if made is None:
            return None
        reference = made
    how = decorating.recognise(one)
    if signatures.is_property(target.node):
        script.add(f"print({reference}.{target.node.name})")
    elif how is not None:
        decorating.put(one, f"{reference}.{target.node.name}", how, script, context)
    else:
        calls.write(one, f"{reference}.{target.node.name}", script, context)
        calls.settle(script)
    return script


def owner(target: definition.Definition, context: Context) -> classes.Class | None:
    """The class that the user names before the method, else the one whose body holds it."""
    written = target.target.replace("::", ".").rpartition(".")[0]
    for path in (written, target.path.rpartition(".")[0]):
        found = context.lookup.find(path) if "." in path else None
        if found is not None and isinstance(found.node, ast.ClassDef):
            one = classes.load(found, context.lookup)
            if any(target.node in part.node.body for part in one.parts) or path != written:
                return one
    return None
