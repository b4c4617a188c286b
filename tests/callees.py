"""The objects that dotted names of the standard library stand for, for tests of the phrasebooks."""

from __future__ import annotations

import builtins
import functools
import hashlib
import importlib
import sys
import threading
from typing import Any

# Types that have no importable name of their own, and one that only exists as a type stub
STAND_INS: dict[str, Any] = {
    "threading.Lock": type(threading.Lock()),
    "threading.RLock": type(threading.RLock()),
    "hashlib._Hash": type(hashlib.sha256()),
    "csv.writer": type(importlib.import_module("csv").writer(sys.stderr)),
}


def is_stdlib(name: str) -> bool:
    """Whether ``name`` belongs to the standard library, as it is here."""
    top = name.split(".")[0]
    return (top in sys.stdlib_module_names and _is_here(top)) or hasattr(builtins, top)


@functools.cache
def _is_here(top: str) -> bool:
    """Whether this system has a module: some are only for another one."""
    try:
        importlib.import_module(top)
    except ImportError:
        return False
    return True


@functools.cache
def resolve(name: str) -> tuple[Any, Any]:
    """The object at a dotted path, with what holds it (``None`` for a module's own)."""
    parts = name.split(".")
    owner = ".".join(parts[:-1])
    if owner in STAND_INS:
        return getattr(STAND_INS[owner], parts[-1]), STAND_INS[owner]
    for cut in range(len(parts), -1, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:cut])) if cut else builtins
        except ImportError:
            continue
        holder = None
        for part in parts[cut:]:
            holder, found = found, getattr(found, part)
        return found, holder
    raise AttributeError(name)


def missing_here(name: str) -> bool:
    """Whether this Python does not have the callee: it is newer, or of another platform."""
    try:
        resolve(name)
    except AttributeError:
        return True
    return False
