"""The types that frameworks give to the parameters of the functions that they decorate."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import TYPE_CHECKING

from sphinx_howto.analysis import types
from sphinx_howto.analysis.scope.bindings import FunctionNode

if TYPE_CHECKING:
    from sphinx_howto.analysis.scope.functions import FunctionScope

_COMMANDS = "discord.ext.commands."
#: Decorator -> the type of the first parameter that is not the receiver.
_FIRST: Mapping[str, str] = {
    **dict.fromkeys(
        (
            f"{_COMMANDS}{name}"
            for owner in ("", "Bot.", "Group.", "HybridGroup.")
            for name in (f"{owner}command", f"{owner}group", f"{owner}hybrid_command", f"{owner}hybrid_group")
        ),
        f"{_COMMANDS}Context",
    ),
    "discord.app_commands.command": "discord.Interaction",
    "discord.app_commands.context_menu": "discord.Interaction",
    "discord.app_commands.CommandTree.command": "discord.Interaction",
    "discord.ui.button": "discord.Interaction",
    "discord.ui.select": "discord.Interaction",
}


def parameter(scope: FunctionScope, name: str) -> types.Type | None:
    """The type of a parameter without an annotation by what decorates its function, or None."""
    function = scope.function
    if not isinstance(function, FunctionNode):
        return None
    positional = [item.arg for item in (*function.args.posonlyargs, *function.args.args)]
    given = [item for item in positional if item != scope.receiver]
    if not given or given[0] != name:
        return None
    outside = type(scope)(scope.module)
    for item in function.decorator_list:
        call = item if isinstance(item, ast.Call) else ast.copy_location(ast.Call(item, [], []), item)
        for path in outside.callees(call):
            if path in _FIRST:
                return types.Type(_FIRST[path])
    return None
