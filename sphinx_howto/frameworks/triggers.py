"""What a user of a chat sends so that a bot calls a function, as far as the decorator writes it out."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sphinx_howto.frameworks.recognition import Taken


@dataclass(frozen=True)
class Trigger:
    """What must be sent: one of the commands, of the texts, or a button with one of the data.

    begins: what the text, or with ``is_button`` the data, must begin with.
    states: names of the states that the talk must be in. is_whole: whether nothing else is asked.
    """

    commands: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    begins: str = ""
    is_button: bool = False
    states: tuple[str, ...] = ()
    is_whole: bool = True

    @property
    def is_known(self) -> bool:
        """Whether anything is written out."""
        return bool(self.commands or self.texts or self.data or self.begins)


def of(one: Taken, function: str) -> Trigger | None:
    """The trigger of a decorator on ``function``; None where nothing is written out that the table knows."""
    read = _READERS.get(one.framework)
    found = read(one, function) if read is not None else None
    return found if found is not None and found.is_known else None


def _discord(one: Taken, function: str) -> Trigger | None:
    """``@commands.command(name="np", aliases=["now"])``; without a name that of the function."""
    given = one.keyword("name") or next(iter(one.given), None)
    name = _text(given) if given is not None else function
    aliases = _texts(one.keyword("aliases"))
    if name is None or aliases is None:
        return None
    return Trigger(commands=(name, *aliases))


def _slash(one: Taken, function: str) -> Trigger | None:
    found = _discord(one, function)
    return found and Trigger(commands=tuple(f"/{name}" for name in found.commands))


def _telebot(one: Taken, function: str) -> Trigger | None:
    """``@bot.message_handler(commands=["start"])``; every other filter must fit as well."""
    return _keywords(one, {"commands", "content_types"})


def _aiogram(one: Taken, function: str) -> Trigger | None:
    """Filters by position (aiogram 3) or by name (aiogram 2), which must all fit."""
    if not one.given:
        return _keywords(one, {"commands", "text", "state", "content_types"})
    found = Trigger(is_whole=not isinstance(one.decorator, ast.Call) or not one.decorator.keywords)
    for item in one.given:
        found = _filtered(found, item)
    return found


def _keywords(one: Taken, known: set[str]) -> Trigger | None:
    words = one.decorator.keywords if isinstance(one.decorator, ast.Call) else []
    commands, texts = _texts(one.keyword("commands")), _texts(one.keyword("text"))
    if commands is None or texts is None:
        return None
    state = one.keyword("state")
    return Trigger(
        commands=tuple(f"/{name}" for name in commands),
        texts=texts,
        states=(ast.unparse(state),) if state is not None else (),
        is_whole={word.arg or "" for word in words} <= known,
    )


def _filtered(found: Trigger, item: ast.expr) -> Trigger:
    """A trigger with one more filter of aiogram 3: https://docs.aiogram.dev/en/latest/dispatcher/filters/."""
    if isinstance(item, ast.Call):
        name = item.func.attr if isinstance(item.func, ast.Attribute) else getattr(item.func, "id", "")
        given = [*item.args, *(word.value for word in item.keywords if word.arg == "commands")]
        texts = [text for node in given for text in _texts(node) or ()]
        if name in {"Command", "CommandStart"} and (texts or name == "CommandStart"):
            return replace(found, commands=tuple(f"/{text}" for text in texts or ["start"]))
        if name == "StateFilter":
            return replace(found, states=tuple(map(ast.unparse, item.args)))
        if name in {"startswith", "in_"} and texts and isinstance(item.func, ast.Attribute):
            return _compared(found, item.func.value, name, tuple(texts))
    if isinstance(item, ast.Compare) and len(item.ops) == 1 and isinstance(item.ops[0], ast.Eq):
        text = _text(item.comparators[0])
        return _compared(found, item.left, "in_", (text,)) if text else replace(found, is_whole=False)
    if isinstance(item, ast.Attribute) and ast.unparse(item).partition(".")[0] not in {"F", "types"}:
        return replace(found, states=(*found.states, ast.unparse(item)))
    return replace(found, is_whole=False)


def _compared(found: Trigger, left: ast.expr, how: str, texts: tuple[str, ...]) -> Trigger:
    """A trigger whose text (``F.text``) or data (``F.data``) is compared."""
    name = ast.unparse(left)
    if name not in {"F.text", "F.data"}:
        return replace(found, is_whole=False)
    if how == "startswith":
        return replace(found, begins=texts[0], is_button=name == "F.data")
    return replace(found, texts=texts) if name == "F.text" else replace(found, data=texts)


def _text(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _texts(node: ast.expr | None) -> tuple[str, ...] | None:
    """The literal texts of a text, list, set or tuple; () for no node, None where one is not written out."""
    if node is None:
        return ()
    parts = node.elts if isinstance(node, (ast.List, ast.Tuple, ast.Set)) else [node]
    texts = [text for part in parts if (text := _text(part)) is not None]
    return tuple(texts) if len(texts) == len(parts) else None


_READERS: Mapping[str, Callable[[Taken, str], Trigger | None]] = {
    "Discord command": _discord,
    "Discord slash": _slash,
    "telebot": _telebot,
    "aiogram": _aiogram,
    "aiogram button": _aiogram,
}


@dataclass(frozen=True)
class Added:
    """``CommandHandler("start", start)`` of python-telegram-bot: commands and what is called for them."""

    commands: tuple[str, ...]
    function: str
    lines: tuple[int, int] = field(compare=False)


def added(tree: ast.Module, dotted: Callable[[ast.expr], str | None]) -> Iterator[Added]:
    """The commands that calls in a module register, in source order."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or len(node.args) < 2:
            continue
        texts = _texts(node.args[0])
        if texts and dotted(node.func) in _REGISTERING:
            names = tuple(f"/{text}" for text in texts)
            yield Added(names, ast.unparse(node.args[1]), (node.lineno, node.end_lineno or node.lineno))


_REGISTERING = {"telegram.ext.CommandHandler", "telegram.ext.commandhandler.CommandHandler"}
