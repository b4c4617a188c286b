"""Compiled modules into stub text: what inspecting tells of them is written as Python and parsed."""

from __future__ import annotations

import ast
import importlib.util
import inspect
import keyword
import sys
import textwrap
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import machinery
from pathlib import Path
from typing import Any

import griffe

from sphinx_howto import catalogue, definition, errors

NOTES = "sphinx_howto"
BOUND = "bound-to-class"
# Their values are those of this process and this machine
STATEFUL = frozenset({"sys", "time", "posix", "nt"})
# What every class has or what only Python's machinery calls
UNTOLD = frozenset({"__init__", "__new__", "__getattribute__", "__setattr__", "__delattr__", "__sizeof__"})


class Signatures(griffe.Extension):
    """Notes of every callable the signature that Python knows, and what is bound to its class."""

    def on_function_instance(self, *, node: Any, func: griffe.Function, **_: Any) -> None:
        """Note the signature of ``func``, None if there is none."""
        func.extra[NOTES] = {"signature": _signature(node.obj)}
        if isinstance(getattr(node.obj, "__self__", None), type):
            func.labels.add(BOUND)

    def on_class_instance(self, *, node: Any, cls: griffe.Class, **_: Any) -> None:
        """Note the signature of the class itself, which its ``__init__`` does not have."""
        cls.extra[NOTES] = {"signature": _signature(node.obj)}


def read(name: str, path: str, is_package: bool) -> definition.Module:
    """The compiled module ``name``, imported and inspected; ``path`` is "" when it is built in.

    A callable whose signature is unknown is written with ``*args, **kwargs``.

    Raises:
        NoSourceError: it cannot be imported or inspected.
    """
    try:
        with _imported(name, path):
            found = griffe.inspect(name, extensions=griffe.Extensions(Signatures()))
            text = "\n".join(_module(found)) + "\n"
        tree = ast.parse(text)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # compiled code raises what it likes when imported
        message = catalogue.gettext("module {name!r} is compiled, and inspecting it failed: {reason}")
        raise errors.NoSourceError(message.format(name=name, reason=" ".join(str(error).split()))) from error
    return definition.Module(name, Path(path or f"<built-in {name}>"), text, tree, is_package, "inspected")


@contextmanager
def _imported(name: str, path: str) -> Iterator[None]:
    """Hold the compiled module in ``sys.modules`` without importing the packages around it."""
    with warnings.catch_warnings():
        # That a module is old is not this program's message to give
        warnings.simplefilter("ignore")
        if name in sys.modules or not path:
            yield
            return
        loader = machinery.ExtensionFileLoader(name, path)
        module = importlib.util.module_from_spec(machinery.ModuleSpec(name, loader, origin=path))
        sys.modules[name] = module
        try:
            loader.exec_module(module)
            yield
        finally:
            sys.modules.pop(name, None)


def _signature(item: object) -> inspect.Signature | None:
    try:
        return inspect.signature(item)  # type: ignore[arg-type]  # what is not callable raises
    except Exception:  # a wrong text signature raises whatever its parser does
        return None


def _module(module: griffe.Module) -> Iterator[str]:
    yield from _docstring(module)
    for name, member in sorted(module.members.items()):
        if isinstance(member, griffe.Alias) and _is_name(member.target_path):
            holder, _, original = member.target_path.rpartition(".")
            yield f"from {holder} import {original} as {name}" if holder else f"import {original} as {name}"
    for name, member in _members(module):
        if isinstance(member, griffe.Class):
            yield from _class(member)
        elif isinstance(member, griffe.Function):
            yield from _function(member, _parameters(member))
        elif isinstance(member, griffe.Attribute) and not name.startswith("__"):
            yield f"{name} = {_value(member, module.name)}"


def _members(item: griffe.Module | griffe.Class) -> Iterator[tuple[str, griffe.Object]]:
    for name, member in sorted(item.members.items()):
        if not isinstance(member, griffe.Alias) and _is_name(name) and name not in UNTOLD:
            yield name, member


def _class(item: griffe.Class) -> Iterator[str]:
    bases = ", ".join(str(base).removeprefix("builtins.") for base in item.bases if _is_name(str(base)))
    yield f"class {item.name}({bases}):" if bases else f"class {item.name}:"
    yield from _indent(_docstring(item))
    yield from _indent([f"def __init__({_join('self', _parameters(item))}): ..."])
    for name, member in _members(item):
        yield from _indent(_member(name, member))


def _member(name: str, member: griffe.Object) -> Iterator[str]:
    if isinstance(member, griffe.Class):
        yield from _class(member)
    elif isinstance(member, griffe.Function):
        yield from _method(member)
    elif "property" in member.labels:
        yield "@property"
        yield f"def {name}(self):"
        yield from _indent(_body(member))
    elif isinstance(member, griffe.Attribute) and not name.startswith("__"):
        yield f"{name} = {_value(member, '')}"


def _method(item: griffe.Function) -> Iterator[str]:
    """A method; where the signature does not show the first parameter it is added."""
    parameters = _parameters(item)
    if "staticmethod" in item.labels:
        yield "@staticmethod"
    elif "classmethod" in item.labels or BOUND in item.labels:
        yield "@classmethod"
        parameters = _join("cls", parameters)
    elif item.extra[NOTES]["signature"] is None:
        parameters = _join("self", parameters)
    yield from _function(item, parameters)


def _function(item: griffe.Function, parameters: str) -> Iterator[str]:
    yield f"def {item.name}({parameters}):"
    yield from _indent(_body(item))


def _body(item: griffe.Object) -> list[str]:
    return list(_docstring(item)) or ["..."]


def _parameters(item: griffe.Function | griffe.Class) -> str:
    """The parameters as source, without annotations; ``*args, **kwargs`` where they are not known."""
    signature: inspect.Signature | None = item.extra[NOTES]["signature"]
    if signature is None or not all(map(_is_name, signature.parameters)):
        return "*args, **kwargs"
    plain = [_plain(parameter) for parameter in signature.parameters.values()]
    return str(signature.replace(parameters=plain, return_annotation=signature.empty))[1:-1]


def _plain(parameter: inspect.Parameter) -> inspect.Parameter:
    if parameter.default is parameter.empty:
        return parameter.replace(annotation=parameter.empty)
    return parameter.replace(annotation=parameter.empty, default=_Raw(repr(parameter.default)))


def _join(first: str, parameters: str) -> str:
    return f"{first}, {parameters}" if parameters else first


class _Raw:
    """A default that is shown as its source, or as ``...`` when it has none."""

    def __init__(self, text: str) -> None:
        self._text = text if _is_expression(text) else "..."

    def __repr__(self) -> str:
        return self._text


def _value(item: griffe.Attribute, module: str) -> str:
    """The value of a constant where it is the same on every machine, else ``...``."""
    try:
        value = ast.literal_eval(str(item.value))
    except (ValueError, SyntaxError):
        return "..."
    fixed = isinstance(value, (int, float)) or (isinstance(value, (str, bytes)) and item.name.isupper())
    return repr(value) if fixed and module not in STATEFUL else "..."


def _docstring(item: griffe.Object) -> Iterator[str]:
    if item.docstring and item.docstring.value.strip():
        yield repr(item.docstring.value)


def _indent(lines: Iterable[str]) -> Iterator[str]:
    return (textwrap.indent(line, "    ") for line in lines)


def _is_name(text: str) -> bool:
    return all(part.isidentifier() and not keyword.iskeyword(part) for part in text.split("."))


def _is_expression(text: str) -> bool:
    try:
        ast.parse(text, mode="eval")
    except (SyntaxError, ValueError):
        return False
    return True
