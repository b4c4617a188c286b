"""What a user of a chat sends so that a bot calls a function: the clause of the function, the row of the page."""

# ruff: noqa: E501  # a pair stands on one line

from __future__ import annotations

from pathlib import Path

import pytest

from tests.english.explaining import page

_DISCORD = "from discord.ext import commands, tasks\nfrom discord import app_commands\nbot = commands.Bot()\n"
_TELEBOT = "import telebot\nbot = telebot.TeleBot('t')\n"
_AIOGRAM = (
    "from aiogram import Router, F\nfrom aiogram.filters import Command, CommandStart\nrouter = Router()\n"
)

CLAUSES = [
    (_DISCORD, "bot.command()", "gives the command `f`;"),
    (_DISCORD, "bot.command(name='np', aliases=['now'])", "gives the command `np` or `now`;"),
    (_DISCORD, "bot.command(name=NAME)", "when a user gives the command;"),
    (_DISCORD, "bot.command(aliases=NAMES)", "when a user gives the command;"),
    (_DISCORD, "bot.tree.command(name='gif')", "gives the command `/gif`;"),
    (_DISCORD, "tasks.loop(minutes=5)", "Runs every `5` minutes once its `start()` is called;"),
    (_DISCORD, "tasks.loop(hours=1, minutes=30)", "Runs every hour and `30` minutes once"),
    (_DISCORD, "tasks.loop(minutes=N)", "Runs again and again once its `start()` is called;"),
    (_TELEBOT, "bot.message_handler(commands=['a', 'b'])", "gives the command `/a` or `/b`;"),
    (
        _TELEBOT,
        "bot.message_handler(commands=['a'], func=g)",
        "gives the command `/a`, if it fits the other filters;",
    ),
    (_TELEBOT, "bot.message_handler(commands=NAMES)", "with each message that fits its filters;"),
    (_AIOGRAM, "router.message(CommandStart())", "gives the command `/start`;"),
    (
        _AIOGRAM,
        "router.message(Command('buy', 'sell'), Shop.open)",
        "gives the command `/buy` or `/sell` in the state `Shop.open`;",
    ),
    (_AIOGRAM, "router.message(F.text == 'Menu')", 'sends `"Menu"`;'),
    (_AIOGRAM, "router.message(F.text.in_({'A'}), F.photo)", 'sends `"A"`, if it fits the other filters;'),
    (
        _AIOGRAM,
        "router.message(F.text != 'Menu')",
        "with each message that fits the filters of the decorator;",
    ),
    (_AIOGRAM, "router.message(Command(NAME))", "with each message that fits the filters of the decorator;"),
    (_AIOGRAM, "router.callback_query(F.data == 'home')", 'presses a button with the data `"home"`;'),
    (
        _AIOGRAM,
        "router.callback_query(F.data.startswith('page:'))",
        'presses a button whose data begins with `"page:"`;',
    ),
]


@pytest.mark.parametrize(("before", "decorator", "said"), CLAUSES, ids=[row[1] for row in CLAUSES])
def test_when_a_bot_calls_a_function(tmp_path: Path, before: str, decorator: str, said: str) -> None:
    told = page(tmp_path, f"{before}@{decorator}\nasync def f(x):\n    print(x)\n")
    assert said in told


ROWS = [
    (_TELEBOT + "@bot.message_handler(commands=['a'])\ndef f(m): print(m)", "Answers `/a` (`f`)."),
    (
        "from telegram.ext import CommandHandler as H\ndef g(app):\n    app.add(H(['a', 'b'], f))\nasync def f(u, c): print(u)",
        "Answers `/a` (`f`) and `/b` (`f`).",
    ),
    (_TELEBOT + "@bot.message_handler(func=g)\ndef f(m): print(m)", None),
    ("from shop import CommandHandler\ndef main(app):\n    CommandHandler('a', f)\ndef f(u): print(u)", None),
]


@pytest.mark.parametrize(("code", "said"), ROWS, ids=[row[0] for row in ROWS])
def test_the_commands_of_a_module(tmp_path: Path, code: str, said: str | None) -> None:
    told = page(tmp_path, code)
    assert (f"**Commands**: {said}" in told) if said else ("**Commands**" not in told)
