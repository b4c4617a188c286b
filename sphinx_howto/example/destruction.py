"""Functions that nobody calls just to see what happens: they delete, ban, install or put back."""

from __future__ import annotations

import ast
import builtins
import re

from sphinx_howto import definition
from sphinx_howto.example import body, scope

_VERB = re.compile(
    r"(delete|remove|ban|kick|wipe|purge|destroy|erase|drop|install|uninstall|upgrade|restore|revert|rollback"
    r"|unlink|rmtree|terminate|shutdown|reboot|revoke|deactivate)(_.+)?"
)
# What changes no more than an object in memory
_HARMLESS = (
    "pop popitem remove discard clear append extend insert get items keys values index update add copy sort "
    "lower upper strip split join startswith endswith format setdefault count debug info warning error"
)
HARMLESS = frozenset(_HARMLESS.split())


def is_certain(node: definition.FunctionNode) -> bool:
    """Whether ``node`` takes away or replaces what its user has, by its name and by what it calls."""
    if _VERB.fullmatch(node.name.lower()) is None:
        return False
    return any(isinstance(item, ast.Call) and _reaches_out(item) for item in body.below(node))


def _reaches_out(call: ast.Call) -> bool:
    """Whether a call may change more than objects in memory."""
    name = scope.dotted(call.func).rpartition(".")[2] or getattr(call.func, "attr", "")
    if isinstance(call.func, ast.Name):
        return not hasattr(builtins, name)
    is_module = scope.dotted(call.func).startswith(("os.", "shutil.", "subprocess."))
    return is_module or name not in HARMLESS
