"""A folder that the code looks through holds a file of the kind that it looks for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace

from sphinx_howto.example import body, contents, parsed, scope
from sphinx_howto.example.callee import Callee
from sphinx_howto.example.context import Context
from sphinx_howto.example.signatures import Parameter
from sphinx_howto.example.value import Import, Value, text

_LOOKING = frozenset(["listdir", "scandir", "walk", "iterdir", "glob", "rglob", "iglob"])
_WRITTEN = re.compile(r"(?:str\()?(\w+)\)?|Path\((folder)\)")


def filled(value: Value, parameter: Parameter, callee: Callee, context: Context) -> Value:
    """``value`` with a file in it, where it is a folder in which the code looks for files."""
    if not value.folder or any("write_text" in line for line in value.setup):
        return value
    found = _WRITTEN.fullmatch(value.code)
    name = next((one for one in found.groups() if one), "") if found is not None else ""
    is_made = name == "folder" or f"{name}.mkdir()" in value.setup
    looking = [one for one, place in parsed.places(callee, parameter.name, context) if _looks(one, place)]
    if not name or not is_made or not looking:
        return value
    ending = next((one for inner in looking for one in _endings(inner)), ".txt")
    if ending not in contents.BY_ENDING:
        return value
    line = f'Path({name}, "data{ending}").write_text({text(contents.BY_ENDING[ending])}, encoding="utf-8")'
    return replace(value, setup=(*value.setup, line), imports=value.imports | {Import("pathlib", "Path")})


def _looks(callee: Callee, place: str) -> bool:
    """Whether a function lists what is in the folder ``place``."""
    for call in body.below(callee.node) if callee.node is not None else ():
        name = (
            getattr(call.func, "attr", "") or getattr(call.func, "id", "")
            if isinstance(call, ast.Call)
            else ""
        )
        if isinstance(call, ast.Call) and name in _LOOKING:
            holder = call.func.value if isinstance(call.func, ast.Attribute) else None
            given = [*call.args[:1], *([holder] if holder is not None else [])]
            if any(place in {scope.dotted(inner) for inner in ast.walk(one)} for one in given):
                return True
    return False


def _endings(callee: Callee) -> Iterator[str]:
    """The endings of names that a function asks for: in a pattern, or in a test."""
    for node in body.below(callee.node) if callee.node is not None else ():
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", "")
            words = [one.value for one in ast.walk(node) if isinstance(one, ast.Constant)]
            if name in ("glob", "rglob", "iglob", "endswith", "fnmatch"):
                yield from (_ending(word) for word in words if isinstance(word, str) and _ending(word))
        elif isinstance(node, ast.Compare) and getattr(node.left, "attr", "") == "suffix":
            words = [one.value for one in ast.walk(node) if isinstance(one, ast.Constant)]
            yield from (word for word in words if isinstance(word, str) and word.startswith("."))


def _ending(pattern: str) -> str:
    found = re.search(r"\.\w+$", pattern)
    return found[0] if found is not None else ""
