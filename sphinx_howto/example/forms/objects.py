"""How classes are shown, by what kind of class they are."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from sphinx_howto import class_body, definition, prominence
from sphinx_howto.catalogue import gettext
from sphinx_howto.example import arguments, callee, calls, classes, construct, imports, outcome, signatures
from sphinx_howto.example.context import Context
from sphinx_howto.example.forms import choosing, decorating, handed, instances, members, reading, taken
from sphinx_howto.example.script import Script
from sphinx_howto.example.value import Import, Value, text

Form = Callable[[classes.Class, Context], "Script | None"]


def show(target: definition.Definition, context: Context) -> Script | None:
    """A class, shown as its kind demands."""
    assert isinstance(target.node, ast.ClassDef)
    one = classes.load(target, context.lookup)
    script = handed.class_(one, context) or taken.class_(one)
    if script is not None:
        return script
    for fits, form in FORMS:
        if fits(one):
            script = form(one, context)
            if script is not None:
                return script
    return None


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


# Base classes of enumerations, with the bases and values that a subclass needs
_BASES = {"StrEnum": ("{name}", '"red"', '"green"'), "ReprEnum": ("int, {name}", "1", "2")}


def enumeration(one: classes.Class, context: Context) -> Script:
    """The members of an enumeration are listed; an empty one is a base class."""
    script = Script()
    name = instances.reference(one, script, context)
    if classes.members(one):
        script.add(f"for member in {name}:\n    print(member.name, member.value)")
        return script
    bases, red, green = _BASES.get(one.name, ("{name}", "1", "2"))
    script.add(
        f"class Color({bases.format(name=name)}):\n    RED = {red}\n    GREEN = {green}", "print(Color.RED)"
    )
    return script


def typed_dict(one: classes.Class, context: Context) -> Script | None:
    """A dictionary with the annotated keys."""
    script = Script()
    name = instances.reference(one, script, context)
    value = construct.instance(one, context)
    if value is None:
        return None
    script.need(value)
    variable = instances.variable(one.name)
    script.add(f"{variable}: {name} = {value.code}", f"print({variable})")
    return script


def metaclass(one: classes.Class, context: Context) -> Script:
    """A class is made by the metaclass."""
    script = Script()
    name = instances.reference(one, script, context)
    script.add(f"class Example(metaclass={name}):\n    pass", "print(type(Example))")
    return script


def _is_loose_part(one: classes.Class) -> bool:
    """Whether a class is a part of others, and what it needs of them cannot be made up."""
    needed = classes.left_out(one)
    if needed is None or all(_is_on_class(node, held) for node, held in one.methods().values()):
        return False
    return not needed or not all(classes.is_text(one, name) for name in needed)


def _is_on_class(node: definition.FunctionNode, held: classes.Part) -> bool:
    return signatures.is_class_method(node) or signatures.is_static(node, held.node)


def part(one: classes.Class, context: Context) -> Script:
    """A class that is a part of others is a base; what it reads and lacks is left to be filled in."""
    script = Script()
    name = instances.reference(one, script, context)
    needed = [f"    {item} = ..." for item in classes.left_out(one) or ()]
    body = [f"    # What the methods of {name} read", *needed] if needed else ["    pass"]
    script.define("\n".join([f"class Example({name}):", *body]))
    return script


def descriptor(one: classes.Class, context: Context) -> Script | None:
    """A descriptor lives in the body of another class."""
    script = Script()
    name = instances.reference(one, script, context)
    made = callee.constructor(one, context)
    given = arguments.make(made, context)
    if made.parameters and made.parameters[0].name in ("func", "fget", "function", "method", "f", "fn"):
        script.add(
            f"class Example:\n    @{name}\n    def value(self):\n        return 42", "print(Example().value)"
        )
        return script
    if any(value.setup or value.folder for _, value in given.values):
        return None
    script.need(*(value for _, value in given.values))
    script.add(f"class Example:\n    attribute = {name}({given.source})", "example = Example()")
    if one.method("__set__") is not None:
        script.add('example.attribute = "example"')
    script.add("print(example.attribute)")
    return script


def manager(one: classes.Class, context: Context, only: str = "") -> Script | None:
    """A context manager is entered; its members, or the one called ``only``, are used inside."""
    script = Script()
    instances.reference(one, script, context)
    value = instances.value(one, script, context)
    if value is None:
        return None
    script.need(value)
    is_async = one.method("__aenter__") is not None and one.method("__enter__") is None
    name = instances.variable(one.name)
    entered = one.method("__aenter__" if is_async else "__enter__")
    head, body = f"with {value.code} as result:", ["print(result)"]
    if entered is not None and _returns_self(entered[0]):
        inner = Script()
        if only:
            members.write(members.of(only, one, context), name, inner, context)
        else:
            state = members.state_of(one, context, entered=True)
            shown = choosing.shown(one, state, context)
            chosen = [member for member in shown if member.name not in prominence.CLOSING]
            if chosen or not _is_only_entered(one):
                _use(one, name, chosen, state, inner, context)
        head, body = f"with {value.code} as {name}:", script.join(inner)
        if not body:
            head, body = f"with {value.code}:", [f"print({text('inside the block')})"]
    elif entered is not None and outcome.of(
        callee.Callee("", entered[1].module, (), entered[0]), context
    ) in (outcome.NOTHING, outcome.COROUTINE):
        head, body = f"with {value.code}:", ['print("inside the block")']
    script.add(("async " if is_async else "") + head + "\n" + textwrap.indent("\n".join(body), "    "))
    calls.settle(script)
    return script


def _is_only_entered(one: classes.Class) -> bool:
    """Whether the class itself offers no more than its block."""
    own = one.parts[0].methods
    return not any(not name.startswith("_") for name in own) and not {"__call__", "__getitem__"} & set(own)


def _returns_self(node: definition.FunctionNode) -> bool:
    found = [inner.value for inner in outcome.own(node) if isinstance(inner, ast.Return)]
    if not found:
        return node.returns is not None and len(node.body) == 1
    return all(isinstance(value, ast.Name) and value.id == "self" for value in found)


def plain(one: classes.Class, context: Context) -> Script | None:
    """Any other class: its main members are used, on an instance where they need one."""
    script = Script()
    reference = instances.reference(one, script, context)
    held = class_body.constants(one.parts[0].node)
    if held:
        script.add(
            *(f"print({reference}.{name})" for name in held[: reading.MOST] if not reading.is_secret(name))
        )
        return script
    how = _decoration(one, context)
    made = construct.instance(one, context) if how is not None else None
    if how is not None and made is not None:
        script.need(made)
        decorating.write(f"@{made.code}", how, script)
        return script
    state = members.state_of(one, context)
    chosen = choosing.shown(one, state, context)
    if chosen and all(member.on_class for member in chosen):
        reference = _derived(one, reference, script)
        for member in chosen:
            members.write(member, reference, script, context)
        calls.settle(script)
        return script
    name = instances.make(one, script, context)
    if name is None:
        return None
    if classes.is_protocol(one) and script.lines:
        script.imports.discard(imports.source(one.import_path, context.lookup).imported)
        source = instances.reference(one, script, context)
        script.lines[-1] = script.lines[-1].replace(f"{name} = ", f"{name}: {source} = ", 1)
    _use(one, name, chosen, state, script, context)
    calls.settle(script)
    return script


def _derived(one: classes.Class, reference: str, script: Script) -> str:
    """A subclass that sets what the class declares and does not set, or the class itself."""
    needed = prominence.to_set(one.parts[0].node)
    if not needed:
        return reference
    own = [f"    {name} = ...  # {gettext('your own {name}').format(name=name)}" for name in needed]
    script.define("\n".join([f"class My{one.name}({reference}):", *own]))
    return f"My{one.name}"


def _use(
    one: classes.Class,
    name: str,
    chosen: list[members.Member],
    state: Mapping[str, object],
    script: Script,
    context: Context,
) -> None:
    """Add the members that an example shows, and what makes the object more than a bag of methods."""
    before = len(script.lines)
    _stored(one, name, state, script, context)
    if not any(not member.is_property for member in chosen) and not classes.is_protocol(one):
        _special(one, name, state, script, context)
    for member in chosen:
        members.write(member, _reference(one, script, context) if member.on_class else name, script, context)
    shown = "\n".join(script.lines[before:])
    if shown and not any(word in shown for word in ("print(", "for ", "with ", ".close(", ".stop(")):
        # What the calls have left in the object
        _special(one, name, {}, script, context, ("__iter__", "__len__"))
    if len(script.lines) == before:
        _defined(one, name, script, context)
    if len(script.lines) == before:
        script.add(*reading.statements(one, name))


# Parameters of ``__setitem__`` that are a name, not a place
_KEYS = frozenset(["key", "name", "k", "attr", "field", "header", "option", "id", "item"])


def _stored(
    one: classes.Class, name: str, state: Mapping[str, object], script: Script, context: Context
) -> None:
    """Store a value under a key and read it again, where the class itself says what that does."""
    package = one.path.split(".")[0]
    held = one.method("__setitem__")
    near = held is not None and held[1].module.name.split(".")[0] == package
    setter, getter = held[0] if held is not None and near else None, one.method("__getitem__")
    if setter is None or (getter is None and "dict" not in one.externals):
        return
    taken_ = [item.arg for item in setter.args.args[1 : len(setter.args.args) - len(setter.args.defaults)]]
    if held is None or len(taken_) != 2 or taken_[0].strip("_") not in _KEYS:
        return
    if "ref(" in ast.unparse(setter).lower():
        # A text cannot be referred to weakly
        return
    called = callee.function(setter, held[1].module, context, one, held[1])
    values = ((taken_[0], Value(text("key"))), (taken_[1], Value(text("value"))))
    if members.holds(called, values, state, context):
        script.add(f'{name}["key"] = "value"', f'print({name}["key"])')


def _defined(one: classes.Class, name: str, script: Script, context: Context) -> None:
    """Call what the example's own subclass defines, where the class offers nothing else."""
    for method, *_ in instances.to_define(one)[: choosing.UNPROVEN]:
        if not method.startswith("_"):
            member = members.of(method, one, context)
            # What the base raises, the subclass does not
            given = replace(member.given, raises="", catches=())
            members.write(replace(member, given=given, catches=()), name, script, context)


def _reference(one: classes.Class, script: Script, context: Context) -> str:
    return instances.reference(one, script, context)


def _special(
    one: classes.Class,
    name: str,
    state: Mapping[str, object],
    script: Script,
    context: Context,
    specials: Sequence[str] = ("__call__", "__iter__", "__next__", "__aiter__", "__len__"),
) -> None:
    """A call, the items or a length, where the class defines them."""
    defined = {method for method, *_ in instances.to_define(one)}
    for special in specials:
        # What the example's own subclass gives has no end
        is_own = special in defined or (special == "__iter__" and "__next__" in defined)
        found = one.method(special) if not is_own else None
        if found is None or found[1].module.name.split(".")[0] != one.path.split(".")[0]:
            continue
        called = callee.function(found[0], found[1].module, context, one, found[1])
        given = arguments.make(called, context)
        verdict = members.follow(called, given.values, state, context)
        own = (verdict.raised,) if "." in verdict.raised else ()
        if special == "__call__" and (own or not verdict.raises):
            # What may raise is caught
            calls.put(called, name, replace(given, catches=own or verdict.catches), script, context)
            return
        if special in ("__iter__", "__next__") and not verdict.raises:
            several = f"itertools.islice({name}, 3)" if _is_endless(one) else name
            script.imports |= {Import("itertools")} if several != name else set()
            script.add(f"for item in {several}:\n    print(item)")
            return
        if special == "__aiter__":
            script.add(f"async for item in {name}:\n    print(item)")
            return
        if special == "__len__" and members.holds(called, given.values, state, context):
            script.add(f"print(len({name}))")
            return


def _is_endless(one: classes.Class) -> bool:
    """Whether nothing in the methods that give the items says that there is an end to them."""
    found = [one.method(name) for name in ("__next__", "__iter__")]
    node = next((item[0] for item in found if item is not None), None)
    if node is None or node.name == "__iter__":
        return node is not None and any(
            isinstance(part, ast.While) and ast.unparse(part.test) in ("True", "1") for part in ast.walk(node)
        )
    written = "\n".join(map(ast.unparse, node.body))
    return not any(word in written for word in ("StopIteration", "next(", "__next__"))


def _decoration(one: classes.Class, context: Context) -> decorating.Decoration | None:
    """How an instance decorates a function, where calling it does that."""
    found = one.method("__call__")
    if found is None:
        return None
    how = decorating.recognise(callee.function(found[0], found[1].module, context, one, found[1]))
    return how if how is not None and not how.takes_arguments else None


def _is_descriptor(one: classes.Class) -> bool:
    return one.method("__get__") is not None and one.method("__getitem__") is None


def is_entered(one: classes.Class, name: str) -> bool:
    """Whether the method ``name`` is best used inside the ``with`` block of the object."""
    entered = one.method("__enter__") or one.method("__aenter__")
    return entered is not None and _returns_self(entered[0]) and not name.startswith("__")


def _is_manager(one: classes.Class) -> bool:
    return one.method("__enter__") is not None or one.method("__aenter__") is not None


FORMS: tuple[tuple[Callable[[classes.Class], bool], Form], ...] = (
    (classes.is_exception, exception),
    (classes.is_enum, enumeration),
    (classes.is_typed_dict, typed_dict),
    (classes.is_metaclass, metaclass),
    (_is_descriptor, descriptor),
    (_is_loose_part, part),
    (_is_manager, manager),
    (lambda one: True, plain),
)
