"""What a parsed file must hold: the keys and columns that the code reads out of it."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from sphinx_howto.example import body, classes, contents, scope, usage, values, verdicts
from sphinx_howto.example import callee as callees
from sphinx_howto.example.callee import Callee
from sphinx_howto.example.context import Context
from sphinx_howto.example.shape import Shape
from sphinx_howto.example.value import text

# Kinds of what a parser gives that say what the file holds
_TOLD = frozenset(["record", "list", "tuple"])


def told(shape: Shape, callee: Callee, name: str, context: Context) -> Shape:
    """``shape`` with the name and content of a file that the code can read.

    name: of the parameter of ``callee`` that takes the file.
    """
    if shape.kind not in contents.FILES or (callee.node is None and callee.owner is None):
        return shape
    if name == "filename" and callee.owner is not None and _is_log(callee.owner):
        return replace(shape, path=text("app.log"), literals=(contents.NOTHING,))
    found = [(one, place, contents.told(shape, one, place)) for one, place in places(callee, name, context)]
    changed = [(one, made) for one, _, made in found if made != shape]
    for one, made in changed:
        if made.path in _HELD:
            return made
        if made.literals != (contents.NOTHING,):
            return _with_keys(made, one, context)
    return changed[0][1] if changed and all(contents.is_new(one, place) for one, place, _ in found) else shape


def _is_log(one: classes.Class) -> bool:
    """Whether a class writes a log into a file."""
    return (
        any(part.node.name == "FileHandler" for part in one.parts) or "logging.FileHandler" in one.externals
    )


def places(callee: Callee, name: str, context: Context) -> Iterator[tuple[Callee, str]]:
    """Where the parameter ends up: in ``callee``, in other methods of its object, in functions beside it."""
    yield callee, name
    for other in contents.also_called(callee.node, name) if callee.node is not None else ():
        yield callee, other
    if callee.owner is not None:
        # A generated constructor keeps what it is given
        for kept in contents.kept_as(callee.node, name) if callee.node is not None else [name]:
            for method, part in callee.owner.methods().values():
                if method is not callee.node and body.loads(method, f"self.{kept}"):
                    yield Callee(method.name, part.module, (), method, callee.owner), f"self.{kept}"
    for call in body.below(callee.node) if callee.node is not None else ():
        if isinstance(call, ast.Call):
            yield from _within(call, name, callee, context)


def _within(call: ast.Call, name: str, callee: Callee, context: Context) -> Iterator[tuple[Callee, str]]:
    """The function of the same module that ``call`` hands the file to, and its parameter."""
    at = next((place for place, one in enumerate(call.args) if scope.dotted(one) == name), None)
    word = next((one.arg for one in call.keywords if scope.dotted(one.value) == name), None)
    if at is None and word is None:
        return
    found = callees.resolve(call.func, callee, context)
    one = callees.from_definition(found, context) if found is not None else None
    if one is None or one.node is None or one.node is callee.node or one.module is not callee.module:
        return
    plain = [parameter.name for parameter in one.parameters if parameter.kind in _BY_PLACE]
    taken = word if at is None else plain[at] if at < len(plain) else None
    if taken is not None:
        yield one, taken


# Files that say that a program runs: who makes them finds none
_HELD = frozenset([text("app.lock"), text("app.pid")])
_BY_PLACE = ("plain", "positional-only")


def _with_keys(shape: Shape, callee: Callee, context: Context) -> Shape:
    """``shape``, whose content has the keys that are read of what is parsed in ``callee``."""
    assert callee.node is not None
    if shape.literals == (contents.OWN,):
        return shape
    study = usage.Study(callee, callee.node, context)
    for call in body.below(callee.node):
        write = (
            _WRITERS.get(scope.canonical(call.func, callee.module)) if isinstance(call, ast.Call) else None
        )
        if write is None:
            continue
        content = write(usage.of_node(study, call), callee, context)  # type: ignore[arg-type]
        if content:
            written = text(content) if shape.kind != "binary-file" else repr(content.encode())
            return replace(shape, literals=(written,))
    return shape


def _plain(shape: Shape, context: Context) -> Any:
    """A plain value of what a parser gives, or None where nothing of it is known."""
    made = values.first(shape, "data", context) if shape.kind in _TOLD else None
    content = verdicts.plain(made.code) if made is not None and not made.setup else None
    return content if isinstance(content, (dict, list)) and content else None


def _json(shape: Shape, callee: Callee, context: Context) -> str:
    content = _plain(shape, context)
    return json.dumps(content) if content is not None else ""


def _yaml(shape: Shape, callee: Callee, context: Context) -> str:
    """One line a key; what is nested is written in the way of JSON, which YAML takes as well."""
    content = _plain(shape, context)
    if isinstance(content, dict):
        return "".join(f"{key}: {json.dumps(value)}\n" for key, value in content.items())
    return json.dumps(content) if content is not None else ""


def _toml(shape: Shape, callee: Callee, context: Context) -> str:
    content = _plain(shape, context)
    if not isinstance(content, dict):
        return ""
    return "".join(f"{key} = {_toml_value(value)}\n" for key, value in content.items())


def _toml_value(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_toml_value(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_toml_value, value))}]"
    return json.dumps(value)


def _csv(shape: Shape, callee: Callee, context: Context) -> str:
    """The columns that are read, with one row."""
    row = shape.items[0] if shape.kind == "list" and shape.items else shape
    content = _plain(row, context) if row.kind == "record" else None
    if not isinstance(content, dict) or not all(
        isinstance(one, (str, int, float)) for one in content.values()
    ):
        return ""
    return ",".join(content) + "\n" + ",".join(str(one).replace(",", "") for one in content.values()) + "\n"


# Methods of a parser of settings, and what an option looks like that they read
_OPTIONS = {"get": "", "getint": "3", "getfloat": "0.5", "getboolean": "true"}


def _ini(shape: Shape, callee: Callee, context: Context) -> str:
    """The sections and options that are read, by key or by method."""
    sections: dict[str, dict[str, object]] = {}
    for node in body.below(callee.node) if callee.node is not None else ():
        section, option, given = _option(node)
        if section and option:
            sections.setdefault(section, {})[option] = given or _word(option, context)
    return "\n".join(
        f"[{section}]\n" + "".join(f"{key} = {value}\n" for key, value in inner.items())
        for section, inner in sections.items()
    )


def _option(node: ast.AST) -> tuple[str, str, str]:
    """What ``parser["a"]["b"]`` and ``parser.get("a", "b")`` read: section, option, a value of its type."""
    method = getattr(node.func, "attr", "") if isinstance(node, ast.Call) else ""
    if isinstance(node, ast.Call) and method in _OPTIONS and len(node.args) >= 2:
        return _text(node.args[0]), _text(node.args[1]), _OPTIONS[method]
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Subscript):
        return _text(node.value.slice), _text(node.slice), ""
    return "", "", ""


def _text(node: ast.expr) -> str:
    value = getattr(node, "value", None) if isinstance(node, ast.Constant) else None
    return value if isinstance(value, str) else ""


def _word(option: str, context: Context) -> object:
    return verdicts.plain(values.by_name(option, context, is_plain=True).code)


_WRITERS: Mapping[str, Callable[[Shape, Callee, Context], str]] = {
    **dict.fromkeys(("json.load", "json.loads", "orjson.loads", "ujson.load", "simplejson.load"), _json),
    **dict.fromkeys(("yaml.safe_load", "yaml.load", "yaml.full_load"), _yaml),
    **dict.fromkeys(
        ("tomllib.load", "tomllib.loads", "toml.load", "toml.loads", "tomli.load", "tomli.loads"), _toml
    ),
    **dict.fromkeys(("csv.DictReader", "pandas.read_csv"), _csv),
    "configparser.ConfigParser": _ini,
}
