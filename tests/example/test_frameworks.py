"""Examples of what only a framework calls: it is run by its framework, never by hand."""

# ruff: noqa: E501  # a pair stands on one line

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from sphinx_howto import document

Show = Callable[..., document.Example]

FUNCTIONS = [
    ("import telebot\nbot = telebot.TeleBot('t')\n@bot.message_handler()\ndef f(message): ...", "bot.infinity_polling()"),
    ("from discord.ext import commands\nbot = commands.Bot()\n@bot.tree.command()\nasync def f(i): ...", 'bot.run("YOUR_TOKEN")'),
    ("from aiogram import Dispatcher\ndp = Dispatcher()\n@dp.message()\nasync def f(message): ...", 'asyncio.run(dp.start_polling(Bot("YOUR_TOKEN")))'),
    ("import typer\napp = typer.Typer()\n@app.command()\ndef f(a: str): ...", 'result = CliRunner().invoke(app, ["--help"])'),
    ("import pytest\n@pytest.fixture(name='db')\ndef f(): ...", "def test_example(db):"),
    ("from invoke import task\n@task\ndef f(c, a=1): ...", "f(Context())"),
    ("from flask import Flask\napp = Flask(__name__)\n@app.before_request\ndef f(): ...", "print(f.__name__)"),
    ("import atexit\n@atexit.register\ndef f(): ...", "f()"),
    ("class Bot:\n    def message_handler(self): ...\nbot = Bot()\n@bot.message_handler()\ndef f(message): ...", 'f("Some text")'),
]  # fmt: skip


@pytest.mark.parametrize(("code", "line"), FUNCTIONS)
def test_functions(show: Show, code: str, line: str) -> None:
    assert line in show(code, "f").code.splitlines()


MODEL = """
    from pydantic import BaseModel, field_validator
    class C(BaseModel):
        a: int
        @field_validator("a")
        @classmethod
        def check(cls, v):
            return v
        def total(self) -> int:
            return self.a
    """


@pytest.mark.parametrize("name", ["C", "C.check"])
def test_a_model_is_made_and_its_validators_are_not_called(show: Show, name: str) -> None:
    made = show(textwrap.dedent(MODEL), name).code
    assert "c = C(a=1)" in made
    assert "print(c.total())" in made
    assert "check" not in made


def test_a_test_of_a_test_case_is_run_by_name(show: Show) -> None:
    code = (
        "import unittest\nclass C(unittest.TestCase):\n    def test_a(self): ...\n    def other(self): ...\n"
    )
    found = show(code, "C.test_a")
    assert '"C.test_a"' in found.code
    assert found.command.startswith("python -m unittest ")
    assert "unittest" not in show(code, "C.other").code


def test_a_thread_is_started_and_not_run(show: Show) -> None:
    code = "import threading\nclass C(threading.Thread):\n    def run(self): ...\n"
    made = show(code, "C").code
    assert "c.start()" in made
    assert "run()" not in made
    assert "c.run()" in show("class C:\n    def run(self): ...\n", "C").code


CLASSES = [
    ("from django.views import View\nclass C(View):\n    def get(self, request): ...", 'urlpatterns = [path("example/", C.as_view())]'),
    ("from flask.views import MethodView\nclass C(MethodView):\n    def get(self): ...", 'app.add_url_rule("/example", view_func=C.as_view("example"))'),
    ("import tornado.web\nclass C(tornado.web.RequestHandler):\n    def get(self): ...", 'application = Application([("/example", C)])'),
    ("from locust import HttpUser\nclass C(HttpUser):\n    def on_start(self): ...", "run_single_user(C)"),
    ("import luigi\nclass C(luigi.Task):\n    day = luigi.DateParameter()\n    n = luigi.IntParameter(default=1)\n    def run(self): ...", "c = C(day=datetime.date(2024, 1, 31))"),
    ("class View: ...\nclass C(View):\n    def get(self): ...", "c.get()"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "line"), CLASSES)
def test_views_are_given_a_route(show: Show, code: str, line: str) -> None:
    assert line in show(code, "C").code.splitlines()


def test_the_getattr_of_a_module_is_asked_by_an_attribute(show: Show) -> None:
    code = "def __getattr__(name):\n    if name == 'old':\n        return 1\n    raise AttributeError(name)\n"
    made = show(code, "__getattr__").code
    assert made.splitlines()[-1].endswith(".old)")
    assert "__getattr__" not in made


HANDED = [
    ("from discord.ext import commands\nclass C(commands.Cog):\n    def __init__(self, bot, name): ...", 'await bot.add_cog(C(bot, "Ada"))'),
    ("from discord.ext import commands\nclass C(commands.Cog): ...\nasync def setup(bot): ...", 'await bot.load_extension("shop")'),
    ("from requests.auth import AuthBase\nclass C(AuthBase):\n    def __call__(self, r): ...", 'response = requests.get("https://example.com", auth=c)'),
    ("class C:\n    def __init__(self, app, host): ...\n    async def __call__(self, scope, receive, send): ...", 'app.add_middleware(C, host="localhost")'),
    ("class C:\n    def __init__(self, get_response): ...\n    def __call__(self, request): ...", 'MIDDLEWARE = ["shop.C"]'),
    ("class C:\n    def process_item(self, item, spider): ...", 'ITEM_PIPELINES = {"shop.C": 300}'),
    ("import json\nclass C(json.JSONDecoder):\n    def decode(self, s, _w=None): ...", "print(json.loads('{\"key\": 1}', cls=C))"),
    ("from jinja2 import BytecodeCache\nclass C(BytecodeCache):\n    def load_bytecode(self, bucket): ...", "environment = Environment(bytecode_cache=c)"),
    ("import tkinter as tk\nclass C(tk.Tk):\n    def __init__(self): ...", "c.mainloop()"),
    ("from PyQt6.QtWidgets import QWidget\nclass C(QWidget):\n    def __init__(self): ...", "sys.exit(application.exec())"),
    ("class C:\n    def start(self, r) -> None:\n        r.add_handler(self.on_text)\n    def on_text(self, text) -> str:\n        return text", "c.start(r)"),
    ("class C:\n    def process_item(self, item) -> int:\n        return item", "print(c.process_item(2))"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "line"), HANDED)
def test_classes_that_are_handed_to_a_library(show: Show, code: str, line: str) -> None:
    made = show(code, "C").code
    assert line in [written.strip() for written in made.splitlines()]
    assert "on_text" not in made


def test_a_method_that_is_called_back_is_shown_by_its_class(show: Show) -> None:
    code = HANDED[-2][0]
    assert show(code, "C.on_text").code == show(code, "C").code


EXTRACTOR = """
from yt_dlp.extractor.common import InfoExtractor
class C(InfoExtractor):
    {tests}
    def {name}(self, url): ...
"""


@pytest.mark.parametrize(
    ("tests", "name", "line"),
    [
        (
            "_TESTS = [{'url': 'https://a.example/1'}]",
            "_real_extract",
            '"https://a.example/1", download=False',
        ),
        ("_VALID_URL = 'x'", "_real_extract", '"https://example.com/video", download=False'),
        ("_VALID_URL = 'x'", "_extract", "C"),
    ],
)
def test_an_extractor_is_given_an_address(show: Show, tests: str, name: str, line: str) -> None:
    made = show(EXTRACTOR.format(tests=tests, name=name), "C").code
    assert line in made
    assert ("YoutubeDL" in made) is (line != "C")


def test_what_an_event_calls_is_not_called(show: Show) -> None:
    code = "class C:\n    def {}(self, data: str) -> str:\n        return data\n"
    assert "on_data" not in show(code.format("on_data"), "C").code
    assert "c.one_data(" in show(code.format("one_data"), "C").code


SPIDER = """
from other import Base
class C(Base):
    name = "news"
    {more}
    def parse(self, response): ...
"""


@pytest.mark.parametrize(("more", "command"), [("start_urls = []", "scrapy crawl news"), ("urls = []", "")])
def test_a_spider_is_known_by_its_shape(show: Show, more: str, command: str) -> None:
    made = show(SPIDER.format(more=more), "C")
    assert made.command == command
    assert ("process.crawl(C)" in made.code) is bool(command)


def test_the_event_that_a_thread_waits_for_is_set(show: Show) -> None:
    code = """
        from threading import Event, Thread
        class C(Thread):
            def __init__(self, {name}: {kind}):
                super().__init__()
                self.given = {name}
            def _run(self): ...
    """
    made = show(textwrap.dedent(code.format(name="finished", kind="Event")), "C").code
    assert "finished = Event()\nc = C(finished)\nc.start()\nfinished.set()\nc.join()" in made
    assert ".set()" not in show(textwrap.dedent(code.format(name="size", kind="int")), "C").code
