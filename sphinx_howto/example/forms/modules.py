"""How modules are shown: a walk through their functions, or their first class, or their constants."""

from __future__ import annotations

import ast
from dataclasses import replace

from sphinx_howto import definition
from sphinx_howto.example import (
    annotation,
    arguments,
    callee,
    calls,
    classes,
    imports,
    outcome,
    scope,
    signatures,
    trial,
)
from sphinx_howto.example.callee import Callee
from sphinx_howto.example.context import Context
from sphinx_howto.example.forms import commands, decorating, objects
from sphinx_howto.example.script import Script
from sphinx_howto.example.shape import Shape
from sphinx_howto.example.value import USE

# How many functions a walk shows
MOST = 5


def show(target: definition.Definition, context: Context) -> Script | None:
    """A module by what it offers: a program, a class of several methods, functions, constants."""
    found = _public(target, context)
    main = next((one for one in found if one.qualname == "main" and commands.is_main(one.node)), None)
    if main is not None:
        return commands.function(main, context)
    for one in found:
        if isinstance(one.node, ast.ClassDef) and _is_central(one, context):
            return objects.show(one, context)
    return _walk(found, context) or _first_class(found, context) or _constants(found, context)


def _public(target: definition.Definition, context: Context) -> list[definition.Definition]:
    """What the module offers, in source order; for a package what it re-exports."""
    module = target.module
    names = _exported(module)
    if names is None:
        names = [name for name in scope.defined(module) if not name.startswith("_")]
    found = [context.lookup.find(f"{module.name}.{name}") for name in names[:40]]
    return [one for one in found if one is not None]


def _exported(module: definition.Module) -> list[str] | None:
    statement = scope.defined(module).get("__all__")
    value = getattr(statement, "value", None)
    if not isinstance(value, (ast.List, ast.Tuple)):
        return None
    given = {one.value for one in value.elts if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    own = [name for name in scope.defined(module) if name in given]
    return own + sorted(given - set(own))


def _is_central(one: definition.Definition, context: Context) -> bool:
    """Whether a class has enough public methods to stand for its module."""
    loaded = classes.load(one, context.lookup)
    if classes.is_exception(loaded) or classes.is_enum(loaded):
        return False
    return len([name for name in loaded.parts[0].methods if not name.startswith("_")]) >= 3


def _walk(found: list[definition.Definition], context: Context) -> Script | None:
    """Calls of the module's functions; what one returns serves those that take such a thing."""
    script = Script()
    waiting = [callee.from_definition(one, context) for one in found if _is_simple(one)]
    named = dict(zip([id(one) for one in waiting], [one for one in found if _is_simple(one)], strict=False))
    shown = 0
    for position, one in enumerate(waiting):
        if one is None or shown == MOST:
            continue
        given = arguments.make(one, context)
        verdict = trial.run(one, {name: trial.plain(value.code) for name, value in given.values}, context)
        if given.strength < USE or verdict.raises or verdict.doubtful:
            continue
        source = imports.source(named[id(one)].import_path, context.lookup)
        script.imports.add(source.imported)
        later = _taker(one, [other for other in waiting[position + 1 :] if other is not None], context)
        if later is None:
            calls.put(one, source.name, given, script, context)
        else:
            shape, variable = later
            script.need(*(value for _, value in given.values))
            script.add(f"{variable} = {source.name}({given.source})", f"print({variable})")
            context = replace(context, known=(*context.known, (shape, variable)))
        shown += 1
    calls.settle(script)
    return script if shown else None


def _is_simple(one: definition.Definition) -> bool:
    """Whether a function can stand in a walk."""
    if not isinstance(one.node, ast.FunctionDef) or signatures.decorators(one.node):
        return False
    return not commands.is_main(one.node)


def _taker(one: Callee, later: list[Callee], context: Context) -> tuple[Shape, str] | None:
    """The shape that ``one`` returns and the name under which a later function takes it."""
    if one.node is None or outcome.of(one, context) != outcome.VALUE or decorating.recognise(one) is not None:
        return None
    written = ast.unparse(one.node.returns) if one.node.returns is not None else ""
    if "|" in written or "Optional" in written:
        return None
    shape = annotation.shape(one.node.returns, one.module, context.lookup)
    if shape.kind in ("any", "none", "str", "int", "float", "bool", "bytes") or not _says_much(shape):
        return None
    if any(known == shape for known, _ in context.known):
        return None
    for other in later:
        for parameter in other.parameters:
            if (
                annotation.shape(parameter.annotation, other.module, context.lookup) == shape
                and parameter.required
            ):
                return shape, parameter.name
    return None


def _says_much(shape: Shape) -> bool:
    return bool(shape.items or shape.path or shape.keys)


def _constants(found: list[definition.Definition], context: Context) -> Script | None:
    script = Script()
    for one in found:
        if isinstance(one.node, (ast.Assign, ast.AnnAssign)) and len(script.lines) < 3:
            source = imports.source(one.import_path, context.lookup)
            script.imports.add(source.imported)
            script.add(f"print({source.name})")
    return script if script.lines else None


def _first_class(found: list[definition.Definition], context: Context) -> Script | None:
    classes_ = [one for one in found if isinstance(one.node, ast.ClassDef)]
    plain = [one for one in classes_ if not classes.is_exception(classes.load(one, context.lookup))]
    for one in (*plain, *classes_):
        script = objects.show(one, context)
        if script is not None:
            return script
    return None
