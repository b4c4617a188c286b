"""The parameters of Luigi tasks, which their class bodies declare and their instances take by keyword."""

from __future__ import annotations

import ast
from collections.abc import Iterable


def required(bodies: Iterable[ast.ClassDef]) -> dict[str, str]:
    """Name -> class of the parameters without a default; ``bodies`` with the class itself first."""
    found: dict[str, str] = {}
    settled: set[str] = set()
    for body in bodies:
        for item in body.body:
            if not isinstance(item, ast.Assign) or not isinstance(item.targets[0], ast.Name):
                continue
            name = item.targets[0].id
            kind = _kind(item.value)
            if kind and name not in settled:
                found[name] = kind
            settled.add(name)
    return found


def _kind(value: ast.expr) -> str:
    """The class of a parameter that must be given, or ""."""
    if not isinstance(value, ast.Call) or value.args or any(word.arg == "default" for word in value.keywords):
        return ""
    func = value.func
    name = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
    # A switch is off unless it is given
    return name if name.endswith("Parameter") and name != "BoolParameter" else ""
