"""How decorators are shown: above a small function or class, which is then used."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from sphinx_howto import definition
from sphinx_howto.example import arguments, imports, outcome, scope
from sphinx_howto.example.callee import Callee
from sphinx_howto.example.context import Context
from sphinx_howto.example.script import Script
from sphinx_howto.example.value import Import

# Parameters that hold what is decorated
_FUNCTIONS = "func fn f function method callback wrapped user_function meth coro callable fun view"
FUNCTIONS = frozenset(_FUNCTIONS.split())
CLASSES = frozenset(["cls", "klass", "_cls", "enumeration", "class_"])


@dataclass(frozen=True, slots=True)
class Decoration:
    """How a decorator is written above a definition.

    takes_arguments: whether it is called first. of_class, of_enum: whether it decorates classes
        or enumerations.
    is_async: whether what it gives must be awaited.
    """

    takes_arguments: bool
    of_class: bool = False
    of_enum: bool = False
    is_async: bool = False


def recognise(one: Callee) -> Decoration | None:
    """How ``one`` decorates, or None when it is no decorator."""
    if one.node is None or one.is_async:
        return None
    needed = [parameter for parameter in one.parameters if parameter.required]
    inner = _returned_function(one.node)
    if len(needed) == 1 and needed[0] is one.parameters[0]:
        name = needed[0].name
        if inner is not None and (_calls(inner, name) or _wraps(one.node, name)):
            return Decoration(False, is_async=isinstance(inner, ast.AsyncFunctionDef))
        if name in FUNCTIONS | CLASSES and _returns(one.node, name):
            return Decoration(False, name in CLASSES, of_enum="__members__" in ast.unparse(one.node))
    if inner is not None and _decorates(inner):
        wrapped = _returned_function(inner)
        first = inner.args.args[0].arg
        return Decoration(True, first in CLASSES, is_async=isinstance(wrapped, ast.AsyncFunctionDef))
    return None


def _returned_function(node: definition.FunctionNode) -> definition.FunctionNode | None:
    """The function defined inside that is returned."""
    inside = {
        one.name: one
        for one in ast.walk(node)
        if isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef)) and one is not node
    }
    for one in outcome.own(node):
        if isinstance(one, ast.Return) and isinstance(one.value, ast.Name) and one.value.id in inside:
            return inside[one.value.id]
    return None


def _decorates(inner: definition.FunctionNode) -> bool:
    """Whether a returned function takes one function and returns another, or the same one."""
    given = inner.args
    if (
        len(given.args) != 1
        or given.vararg
        or given.kwarg
        or given.kwonlyargs
        or isinstance(inner, ast.AsyncFunctionDef)
    ):
        return False
    name = given.args[0].arg
    wrapper = _returned_function(inner)
    if wrapper is not None and _calls(wrapper, name):
        return True
    return name in FUNCTIONS | CLASSES and any(isinstance(one, ast.Return) for one in outcome.own(inner))


def _calls(node: ast.AST, name: str) -> bool:
    return any(isinstance(one, ast.Call) and scope.dotted(one.func) == name for one in ast.walk(node))


def _wraps(node: definition.FunctionNode, name: str) -> bool:
    return any(
        isinstance(one, ast.Call)
        and scope.dotted(one.func).rpartition(".")[2] in ("wraps", "update_wrapper")
        and any(isinstance(arg, ast.Name) and arg.id == name for arg in one.args)
        for one in ast.walk(node)
    )


def _returns(node: definition.FunctionNode, name: str) -> bool:
    found = [one.value for one in outcome.own(node) if isinstance(one, ast.Return)]
    return bool(found) and all(isinstance(value, ast.Name) and value.id == name for value in found)


def show(target: definition.Definition, one: Callee, how: Decoration, context: Context) -> Script:
    """The decorator above a function or class that is used afterwards."""
    script = Script()
    source = imports.source(target.import_path, context.lookup)
    script.imports.add(source.imported)
    put(one, source.name, how, script, context)
    return script


def put(one: Callee, reference: str, how: Decoration, script: Script, context: Context) -> None:
    """Add the decorator, written as ``reference``, above something that is used afterwards."""
    head = f"@{reference}"
    if how.takes_arguments:
        given = arguments.make(one, context)
        script.need(*(value for _, value in given.values))
        head += f"({_by_keyword(one, given)})"
    write(head, how, script)


def _by_keyword(one: Callee, given: arguments.Arguments) -> str:
    names = {parameter.name: parameter for parameter in one.parameters}
    return ", ".join(
        f"{name}={value.code}"
        if names[name].kind in ("plain", "keyword") and len(given.values) > 1
        else value.code
        for name, value in given.values
    )


def write(head: str, how: Decoration, script: Script) -> None:
    """Add the decorated definition and its use."""
    if how.of_enum:
        script.add(f"{head}\nclass Color(Enum):\n    RED = 1\n    GREEN = 2", "print(Color.RED)")
        script.imports.add(Import("enum", "Enum"))
    elif how.of_class:
        script.add(f'{head}\nclass Example:\n    name = "example"', "print(Example.name)")
    elif how.is_async:
        script.add(
            f'{head}\nasync def greet(name):\n    return f"Hello, {{name}}!"',
            'print(asyncio.run(greet("Ada")))',
        )
        script.imports.add(Import("asyncio"))
    else:
        script.add(f'{head}\ndef greet(name):\n    return f"Hello, {{name}}!"', 'print(greet("Ada"))')
