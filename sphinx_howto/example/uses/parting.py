"""Texts that are split: with as many parts as the code takes out of them."""

from __future__ import annotations

import ast

from sphinx_howto.example import body, names, scope
from sphinx_howto.example.usage import Study
from sphinx_howto.example.uses import places
from sphinx_howto.example.value import text

_SPLITTING = frozenset(["split", "rsplit", "partition", "rpartition"])
# Whole texts that are known by what they are split at
_KNOWN = {("@", 2): "ada@example.com", ("=", 2): "key=value", (": ", 2): "key: value"}
_WORDS = ("one", "two", "three", "four", "five", "six")


def joined(call: ast.Call, study: Study) -> tuple[str, ...]:
    """The source of a text that ``call`` splits into what is unpacked or picked, if that is known."""
    method = getattr(call.func, "attr", "")
    if method not in _SPLITTING or (call.args and not places.text_of(call.args[0])):
        return ()
    at = places.text_of(call.args[0]) if call.args else " "
    parts = _names(call, study, method) or _picked(call, study)
    if len(parts) < 2:
        return ()
    known = _KNOWN.get((at, len(parts))) or _address(call, at, parts)
    return (text(known or at.join(_word(name, place) for place, name in enumerate(parts))),)


def _address(call: ast.Call, at: str, parts: list[str]) -> str:
    """An address that is split, by the name of what is split, or ``""``."""
    split = scope.dotted(call.func.value) if isinstance(call.func, ast.Attribute) else ""
    if not names.value(split.rpartition(".")[2], "str").startswith('"http') and not at.startswith("url"):
        return ""
    rest = [one or _WORDS[place] for place, one in enumerate(parts[1:], 1)]
    return f"https://example.com/{'?' if '=' in at else ''}{at.strip('/')}{at.join(rest)}"


def _names(call: ast.Call, study: Study, method: str) -> list[str]:
    """The names that the parts are unpacked into."""
    holder = study.parent(call)
    target = holder.targets[0] if isinstance(holder, ast.Assign) else None
    if not isinstance(target, (ast.Tuple, ast.List)):
        return []
    if any(isinstance(one, ast.Starred) for one in target.elts):
        return []
    found = [scope.dotted(one).rpartition(".")[2] for one in target.elts]
    return found[::2] if method.endswith("partition") and len(found) == 3 else found


def _picked(call: ast.Call, study: Study) -> list[str]:
    """One unnamed part for each position up to the last one that is picked."""
    holder = study.parent(call)
    places_ = [_position(holder)] if isinstance(holder, ast.Subscript) else []
    if isinstance(holder, ast.Assign) and isinstance(holder.targets[0], ast.Name):
        read = body.loads(study.root, holder.targets[0].id)
        places_ = [_position(study.parent(node)) for node in read]
    last = max(places_, default=-1)
    return [""] * (last + 1) if 0 < last < len(_WORDS) else []


def _position(node: ast.AST | None) -> int:
    index = node.slice if isinstance(node, ast.Subscript) else None
    return index.value if isinstance(index, ast.Constant) and isinstance(index.value, int) else -1


def _word(name: str, place: int) -> str:
    """A part of a text: what the name calls for, without blanks."""
    for kind in ("int", "str", "float"):
        found = names.value(name, kind).strip('"')
        if found and " " not in found:
            return found
    return _WORDS[place % len(_WORDS)]
