"""The table of objects that a module makes for a framework, and that take the functions of the module."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sphinx_howto import definition
from sphinx_howto.frameworks.recognition import Names


@dataclass(frozen=True, slots=True)
class Row:
    """How an object gets to work: ``form`` is what a user writes, ``lines`` a whole example.

    needs: (module, name) of what the example imports; a name of "" is the module itself.
    """

    form: str
    lines: tuple[str, ...]
    needs: tuple[tuple[str, str], ...]


_TELEGRAM = Row(
    "application.add_handler({name})",
    (
        'application = Application.builder().token("YOUR_TOKEN").build()',
        "application.add_handler({name})",
        "application.run_polling()",
    ),
    (("telegram.ext", "Application"),),
)
_AIOGRAM = Row(
    "dispatcher.include_router({name})",
    (
        "dispatcher = Dispatcher()",
        "dispatcher.include_router({name})",
        'asyncio.run(dispatcher.start_polling(Bot("YOUR_TOKEN")))',
    ),
    (("aiogram", "Bot"), ("aiogram", "Dispatcher"), ("asyncio", "")),
)
_HANDLERS = "ConversationHandler CommandHandler MessageHandler CallbackQueryHandler InlineQueryHandler"
ROWS: Mapping[str, Row] = {
    **{f"telegram.ext.{name}": _TELEGRAM for name in _HANDLERS.split()},
    "aiogram.Router": _AIOGRAM,
    "aiogram.dispatcher.router.Router": _AIOGRAM,
}


def of_module(names: Names, module: definition.Module) -> Iterator[tuple[str, Row]]:
    """The public objects of a module that a framework must be given, and how, in source order."""
    for item in module.tree.body:
        value = item.value if isinstance(item, (ast.Assign, ast.AnnAssign)) else None
        target = item.targets[0] if isinstance(item, ast.Assign) else getattr(item, "target", None)
        if not isinstance(value, ast.Call) or not isinstance(target, ast.Name) or target.id[0] == "_":
            continue
        row = ROWS.get(names.dotted(module, value.func))
        if row is not None:
            yield target.id, row
