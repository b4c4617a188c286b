"""How modules are shown: a walk through their functions, or their first class, or their constants."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace

from sphinx_howto import definition, prominence, running
from sphinx_howto.example import (
    annotation,
    arguments,
    attributes,
    callee,
    calls,
    classes,
    destruction,
    imports,
    outcome,
    scope,
    signatures,
    trial,
)
from sphinx_howto.example.callee import Callee
from sphinx_howto.example.context import Context
from sphinx_howto.example.forms import (
    commands,
    decorating,
    instances,
    objects,
    options,
    programs,
    requests,
    taken,
)
from sphinx_howto.example.script import Script
from sphinx_howto.example.shape import Shape
from sphinx_howto.example.value import USE

# How many functions a walk shows
MOST = 5
# With fewer that are known to hold, others are shown as well
FEW = 3


def show(target: definition.Definition, context: Context) -> Script | None:
    """A module by what it is: tests, a web application, a program, or what it offers to import."""
    module = target.module
    tests = programs.tests(module)
    if tests is not None:
        return tests
    endpoint = requests.of_module(module, context)
    if running.is_program(module) or (running.at_import(module) and endpoint is None):
        return programs.run(module)
    given = taken.object_(module, context)
    if given is not None and endpoint is None:
        return given
    found = _public(target, context)
    script: Script | None
    if endpoint is not None:
        script = requests.show(endpoint, module, context)
    else:
        script = _offered(found, context) or (programs.run(module) if running.has_guard(module) else None)
    if script is not None and not script.command and running.has_guard(module):
        script.command = programs.command(module)
    return script


def _offered(found: list[definition.Definition], context: Context) -> Script | None:
    """A program with a command line, a class of several methods, functions, constants."""
    main = next(
        (one for one in found if one.qualname == "main" and commands.is_main(one.node, one.module)), None
    )
    if main is not None:
        return commands.function(main, context)
    for one in found:
        is_entry = one.qualname in running.ENTRIES or options.is_run(one.node, one.module)
        if is_entry and isinstance(one.node, _FUNCTIONS):
            words = commands.click_options(one.node, one.module)
            if words is not None:
                return commands.click(one, words, context)
    return _entry(found, context) or _by_class(found, context) or _by_parts(found, context)


def _by_class(found: list[definition.Definition], context: Context) -> Script | None:
    """The class that the module is named after, else the first of several methods; None without one."""
    for one in found:
        is_namesake = prominence.is_namesake(one.qualname, one.module.name)
        script = objects.show(one, context) if is_namesake and isinstance(one.node, ast.ClassDef) else None
        if script is not None:
            return script
    for one in found:
        is_aside = prominence.is_double(one.qualname) or one.qualname in prominence.foundations(
            one.module.tree
        )
        if isinstance(one.node, ast.ClassDef) and not is_aside and _is_central(one, context):
            return objects.show(one, context)
    return None


def _by_parts(found: list[definition.Definition], context: Context) -> Script | None:
    """Functions, else a class of few methods, else constants."""
    if any(isinstance(one.node, ast.ClassDef) for one in found):
        # A program that works with its own classes is shown by these, and so is what these call
        below = _used_by_classes(found)
        found = [one for one in found if one.qualname not in {*running.ENTRIES, *below}]
    return _walk(found, context) or _first_class(found, context) or _constants(found, context)


def _entry(found: list[definition.Definition], context: Context) -> Script | None:
    """The only thing that the module does as a program: one call of a function of it, without arguments."""
    functions = [one for one in found if isinstance(one.node, _FUNCTIONS)]
    if not functions or any(isinstance(one.node, ast.ClassDef) and _has_methods(one.node) for one in found):
        return None
    module = functions[0].module
    guards = [item for item in module.tree.body if running.is_guard(item)]
    calls_ = [item for guard in guards for item in ast.walk(guard) if isinstance(item, ast.Call)]
    called = [item for item in calls_ if scope.dotted(item.func) in scope.defined(module)]
    if len(called) != 1 or called[0].args or called[0].keywords:
        return None
    return _walk([one for one in functions if one.qualname == scope.dotted(called[0].func)], context)


def _used_by_classes(found: list[definition.Definition]) -> set[str]:
    """The functions of a module that the public classes of it call, where these offer methods."""
    working = [one.node for one in found if isinstance(one.node, ast.ClassDef) and _has_methods(one.node)]
    read = {item.id for node in working for item in ast.walk(node) if isinstance(item, ast.Name)}
    return {one.qualname for one in found if isinstance(one.node, _FUNCTIONS) and one.qualname in read}


def _has_methods(node: ast.ClassDef) -> bool:
    return any(isinstance(item, _FUNCTIONS) and not item.name.startswith("_") for item in node.body)


def _public(target: definition.Definition, context: Context) -> list[definition.Definition]:
    """What the module offers, in source order; for a package what it re-exports."""
    module = target.module
    names = _exported(module)
    if names is None:
        names = [name for name in scope.defined(module) if not name.startswith("_")]
    found = [context.lookup.find(f"{module.name}.{name}") for name in names[:40]]
    # What stands in for another class in tests comes last
    there = [one for one in found if one is not None]
    return sorted(
        there, key=lambda one: isinstance(one.node, ast.ClassDef) and prominence.is_double(one.qualname)
    )


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


_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, eq=False)
class _Call:
    """A function of the module with its arguments; ``proven``: whether calling it is known to hold."""

    definition: definition.Definition
    callee: Callee
    given: arguments.Arguments
    rank: int
    proven: bool


def _walk(found: list[definition.Definition], context: Context) -> Script | None:
    """Calls of the module's functions; what one returns serves those that take such a thing."""
    script = Script()
    waiting = _chosen([one for one in found if _is_simple(one)], context)
    decorators = [one for one in waiting if decorating.recognise(one.callee) is not None]
    # One function to decorate is enough
    waiting = [one for one in waiting if one not in decorators[1:]]
    for position, one in enumerate(waiting):
        source = imports.source(one.definition.import_path, context.lookup)
        script.imports.add(source.imported)
        how = decorating.recognise(one.callee)
        if how is not None:
            decorating.put(one.callee, source.name, how, script, context)
            continue
        # What the calls before have made may serve as an argument
        given = arguments.make(one.callee, context)
        later = _taker(one.callee, [other.callee for other in waiting[position + 1 :]], context)
        if later is None:
            calls.put(one.callee, source.name, given, script, context)
        else:
            shape, variable = later
            script.need(*(value for _, value in given.values))
            script.add(f"{variable} = {source.name}({given.source})", f"print({variable})")
            context = replace(context, known=(*context.known, (shape, variable)))
    calls.settle(script)
    return script if waiting else None


def _chosen(found: list[definition.Definition], context: Context) -> list[_Call]:
    """Those known to hold, in source order; else the main ones, whatever they need."""
    every = [call for one in found for call in [_call(one, context)] if call is not None]
    every = [call for call in every if call.rank != prominence.MADE] or every
    every = [call for call in every if not _is_destructive(call)] or every
    proven = [call for call in every if call.proven]
    best = min((call.rank for call in proven), default=prominence.INNER)
    others = sorted(
        (call for call in every if not call.proven), key=lambda call: (call.rank, every.index(call))
    )
    if len(proven) < FEW or best > prominence.ORDINARY:
        proven += [call for call in others if call.rank <= best][: FEW - min(len(proven), FEW - 1)]
    outer = [call for call in proven if call.rank < prominence.INNER] or proven
    chosen = [call for call in every if call in outer][:MOST]
    first = {
        maker for call in chosen for maker in attributes.setters(call.callee.module).get(call.callee.name, ())
    }
    makers = [call for call in every if call.callee.name in first]
    ordered = [*makers, *(call for call in chosen if call not in makers)][:MOST]
    # Nothing behind a call that goes round for ever would run
    endless = [call for call in ordered if _never_returns(call)]
    return [call for call in ordered if call not in endless] + endless[:1]


def _never_returns(call: _Call) -> bool:
    return call.callee.node is not None and outcome.never_returns(call.callee.node)


def _is_destructive(call: _Call) -> bool:
    return call.callee.node is not None and destruction.is_certain(call.callee.node)


def _call(one: definition.Definition, context: Context) -> _Call | None:
    """The call of a function, or None if it is known to raise."""
    called = callee.from_definition(one, context)
    if called is None:
        return None
    given = arguments.make(called, context)
    verdict = trial.run(called, {name: trial.plain(value.code) for name, value in given.values}, context)
    if verdict.raises:
        return None
    rank = prominence.ranks(one.module.tree).get(called.name, prominence.ORDINARY)
    is_entry = called.name == "main"
    proven = given.strength >= USE and not verdict.doubtful and not is_entry
    return _Call(one, called, given, prominence.INNER if is_entry else rank, proven)


def _is_simple(one: definition.Definition) -> bool:
    """Whether a function can stand in a walk."""
    if not isinstance(one.node, (ast.FunctionDef, ast.AsyncFunctionDef)) or signatures.decorators(one.node):
        return False
    if one.qualname in prominence.callbacks(one.module.tree) or prominence.is_empty(one.node):
        return False
    return not commands.is_main(one.node, one.module)


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
        value = one.node.value if isinstance(one.node, (ast.Assign, ast.AnnAssign)) else None
        # What a call makes prints its place in memory
        if value is not None and not isinstance(value, ast.Call) and len(script.lines) < 3:
            source = imports.source(one.import_path, context.lookup)
            script.imports.add(source.imported)
            script.add(f"print({source.name})")
    return script if script.lines else None


def _first_class(found: list[definition.Definition], context: Context) -> Script | None:
    classes_ = [one for one in found if isinstance(one.node, ast.ClassDef)]
    plain = [one for one in classes_ if not classes.is_exception(classes.load(one, context.lookup))]
    for one in (*sorted(plain, key=lambda one: _remoteness(one, context)), *classes_):
        script = objects.show(one, context)
        if script is not None:
            return script
    return None


def _remoteness(one: definition.Definition, context: Context) -> int:
    """How far a class is from the user of its module: what puts the others together is next to him."""
    if prominence.is_double(one.qualname) or one.qualname in prominence.foundations(one.module.tree):
        return 4
    loaded = classes.load(one, context.lookup)
    if instances.to_define(loaded) or classes.is_protocol(loaded):
        return 3
    own = scope.defined(one.module)
    taken = (
        scope.dotted(parameter.annotation)
        for parameter in callee.constructor(loaded, context).parameters
        if parameter.annotation is not None
    )
    assert isinstance(one.node, ast.ClassDef)
    inside = [item for part in one.node.body for item in ast.walk(part)]
    used = {item.id for item in inside if isinstance(item, ast.Name)}
    others = {name for name in (*taken, *used) if isinstance(own.get(name), ast.ClassDef)} - {one.qualname}
    if others:
        return 0
    return 1 if _has_methods(one.node) or "__call__" in loaded.methods() else 2
