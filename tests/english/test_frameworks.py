"""Code that a framework calls: how it gets to run, with near misses that only look like it."""

# ruff: noqa: E501  # a pair stands on one line

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

import sphinx_howto
from tests.english.describing import facts_of, paragraphs_of
from tests.english.explaining import lines, written

FLASK = "from flask import Flask, Blueprint\napp = Flask(__name__)\nbp = Blueprint('b', __name__, url_prefix='/api')\n"
FASTAPI = "from fastapi import APIRouter, FastAPI\napp = FastAPI()\nrouter = APIRouter(prefix='/items')\n"


def usage(folder: Path, code: str, name: str = "f") -> str:
    """How to call ``name``, or what calls it."""
    return paragraphs_of(folder, dedent(code), name)[-1]


FUNCTIONS = [
    (FLASK + "@app.route('/a/<int:n>', methods=['GET', 'PUT'])\ndef f(n): ...", "Answers `GET /a/<int:n>` and `PUT /a/<int:n>`. Flask calls it for each such request."),
    (FLASK + "@bp.get('/a')\ndef f(): ...\napp.register_blueprint(bp)", "Answers `GET /api/a`. Flask calls it for each such request."),
    (FLASK + "@bp.get('/a')\ndef f(): ...\napp.register_blueprint(bp, url_prefix='/v2')", "Answers `GET /v2/a`. Flask calls it for each such request."),
    (FLASK + "@bp.get('/a')\ndef f(): ...", "Answers `GET /api/a`. The application that takes `bp` in may put a prefix before the path. Flask calls it for each such request."),
    (FLASK + "@app.errorhandler(404)\ndef f(error): ...", "Flask calls it with the error when `404` ends a request."),
    (FLASK + "@app.before_request\ndef f(): ...", "Flask calls it before each request."),
    (FASTAPI + "@router.post('/{id}')\nasync def f(id: int) -> int: ...\napp.include_router(router, prefix='/v1')", "Answers `POST /v1/items/{id}`. FastAPI calls it for each such request. It returns `int`."),
    (FASTAPI + "@app.get(PATH)\ndef f(): ...", "Answers requests to `PATH`. FastAPI calls it for each such request."),
    ("import fastapi\nclass Api(fastapi.FastAPI): ...\ndef make() -> Api: ...\napp = make()\n@app.get('/a')\ndef f(): ...", "Answers `GET /a`. FastAPI calls it for each such request."),
    ("from celery import shared_task\n@shared_task\ndef f(a, b=1): ...", "Call `f.delay(a, b=1)` to run it in a worker, or `f(a, b=1)` to run it here."),
    ("from celery import Celery\napp = Celery()\n@app.task(bind=True)\ndef f(self, a): ...", "Call `f.delay(a)` to run it in a worker, or `f(a)` to run it here."),
    ("import click\n@click.command()\n@click.option('--a')\ndef f(a): ...", "Click calls it with the options and arguments of the command line."),
    ("import click\n@click.group()\ndef g(): ...\n@g.command()\ndef f(): ...", "Click calls it with the options and arguments of the command line."),
    ("import typer\napp = typer.Typer()\n@app.command()\ndef f(a: str): ...", "Typer calls it with the options and arguments of the command line."),
    ("import pytest\n@pytest.fixture(scope='module')\ndef f(): ...", "Name `f` as a parameter of a test: pytest passes what it gives. Pytest runs it once for each `module`."),
    ("from pytest import fixture\n@fixture(autouse=True)\ndef f(): ...", "Pytest runs it for every test that can see it."),
    ("import telebot\nbot = telebot.TeleBot('t')\n@bot.message_handler(commands=['a'])\ndef f(message): ...", "The bot calls it when a user gives the command `/a`."),
    ("import telebot\nbot = telebot.TeleBot('t')\n@bot.message_handler(func=g)\ndef f(message): ...", "The bot calls it with each message that fits its filters."),
    ("from aiogram import Router\nrouter = Router()\n@router.message()\nasync def f(message): ...", "The bot calls it with each message that fits the filters of the decorator."),
    ("from discord.ext import commands\nbot = commands.Bot()\n@bot.event\nasync def f(): ...", "The bot calls it for the event of its name."),
    ("from discord.ext import commands\nbot = commands.Bot()\n@bot.tree.command()\nasync def f(i): ...", "The bot calls it when a user gives the command `/f`."),
    ("from invoke import task\n@task\ndef f(c): ...", "Run it with `inv f`."),
    ("import atexit\n@atexit.register\ndef f(): ...", "Python calls it when the program ends."),
    # What only looks like it
    ("class App:\n    def route(self, path): ...\napp = App()\n@app.route('/a')\ndef f(a): ...", "Without `@app.route`, which may change it: call `f(a)`."),
    ("from other import app\n@app.route('/a')\ndef f(a): ...", "Without `@app.route`, which may change it: call `f(a)`."),
    ("from flask import Flask\napp = Flask(__name__)\napp = other()\n@app.route('/a')\ndef f(a): ...", "Without `@app.route`, which may change it: call `f(a)`."),
    ("def shared_task(f): ...\n@shared_task\ndef f(a): ...", "Without `@shared_task`, which may change it: call `f(a)`."),
    ("def test_f(a): ...\ndef f(a): ...", "Call `f(a)`."),
    ("def f(name): ...", "Call `f(name)`."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "expected"), FUNCTIONS)
def test_functions_that_a_framework_calls(tmp_path: Path, code: str, expected: str) -> None:
    assert usage(tmp_path, code) == expected


def test_a_module_asks_its_own_getattr(tmp_path: Path) -> None:
    code = "def __getattr__(name): ...\nclass C:\n    def __getattr__(self, name): ...\n"
    told = "Python calls it for an attribute of `sample` that is not defined, or an import of it."
    assert usage(tmp_path, code, "__getattr__") == told
    assert usage(tmp_path, code, "C.__getattr__") != told


CLASSES = [
    ("import unittest\nclass C(unittest.TestCase):\n    def test_a(self): ...", "Run its tests with `python -m unittest sample.C`."),
    ("from unittest import IsolatedAsyncioTestCase as T\nclass C(T):\n    async def test_a(self): ...", "Run its tests with `python -m unittest sample.C`."),
    ("import unittest\nclass C(unittest.TestCase):\n    def setUp(self): ...", "Write a subclass of `C` with methods whose names begin with `test`, which the test runner calls."),
    ("import threading\nclass C(threading.Thread):\n    def __init__(self, q): ...\n    def run(self): ...\n    def stop(self): ...", "Create an instance with `C(q)`, then call `start()` on it, which calls `run` in a new thread. On the instance, call `stop()`."),
    ("from http.server import BaseHTTPRequestHandler\nclass C(BaseHTTPRequestHandler):\n    def do_GET(self): ...", "Pass the class to a server, as in `HTTPServer((\"localhost\", 8000), C)`: the server creates an instance for each request and calls `do_GET`."),
    ("import socketserver\nclass C(socketserver.DatagramRequestHandler):\n    def handle(self): ...", "Pass the class to a server, as in `socketserver.UDPServer((\"localhost\", 9999), C)`: the server creates an instance for each request and calls `handle`."),
    ("import json\nclass C(json.JSONEncoder):\n    def default(self, o): ...", "Pass the class as in `json.dumps(value, cls=C)`: `json` calls `default`."),
    ("import ast\nclass C(ast.NodeVisitor):\n    def visit_Name(self, node): ...", "Create an instance with `C()`, then call `visit(tree)` on it with a syntax tree: it calls `visit_Name`."),
    ("import luigi\nclass C(luigi.Task):\n    def run(self): ...", "Run it with `luigi.build([C()], local_scheduler=True)`: Luigi calls `run`."),
    ("import luigi\nclass C(luigi.Task):\n    a = luigi.IntParameter()\n    b = luigi.IntParameter(default=1)\n    def run(self): ...", "Run it with `luigi.build([C(a=a)], local_scheduler=True)`: Luigi calls `run`."),
    ("import scrapy\nclass C(scrapy.Spider):\n    name = 'q'\n    def parse(self, response): ...", "Run it with `scrapy crawl q`: Scrapy creates the spider and calls `parse`."),
    ("from django.views import View\nclass C(View):\n    def get(self, request): ...", "Route a URL to `C.as_view()`: Django creates an instance for each request and calls `get`."),
    ("from sqlalchemy.orm import declarative_base\nfrom sqlalchemy import Column\nBase = declarative_base()\nclass C(Base):\n    a = Column()\n    b = Column()\n", "Create an instance of `C` by keyword from the columns `a` and `b`, and add it to a session."),
    # What only looks like it
    ("class TestCase: ...\nclass C(TestCase):\n    def test_a(self): ...", "Create an instance with `C()`, then call `test_a()`."),
    ("import threading\nclass C:\n    def __init__(self):\n        self.t = threading.Thread()\n    def run(self): ...", "Create an instance with `C()`, then call `run()`."),
    ("class C:\n    def do_GET(self): ...", "Create an instance with `C()`, then call `do_GET()`."),
    ("def declarative_base(): ...\nclass Base: ...\nclass C(Base):\n    a = 1", "Create an instance with `C()`."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "expected"), CLASSES)
def test_classes_whose_methods_a_framework_calls(tmp_path: Path, code: str, expected: str) -> None:
    assert usage(tmp_path, code, "C") == expected


def test_the_hooks_of_a_base_are_told_with_their_time(tmp_path: Path) -> None:
    code = """
        from http.server import BaseHTTPRequestHandler
        class C(BaseHTTPRequestHandler):
            def do_GET(self):
                self.other()
            def other(self):
                pass
        """
    told = lines(tmp_path, code, "C")
    assert "`do_GET`: The server calls it for each `GET` request. Calls `self.other()`." in told
    assert not any("request" in line for line in told if line.startswith("`other`"))


PYDANTIC = """
    from typing import ClassVar
    from pydantic import BaseModel, PrivateAttr, field_validator, model_validator
    class Base(BaseModel):
        model_config = {}
        kind: ClassVar[str] = "a"
        _cache: dict = PrivateAttr(default_factory=dict)
        a: int
    class C(Base):
        b: str = ""
        @field_validator("a", "b", mode="before")
        @classmethod
        def clean(cls, v):
            return v
        @model_validator(mode="after")
        def whole(self):
            return self
        def total(self):
            return self.a
    """


def test_models_are_made_by_keyword_from_their_fields(tmp_path: Path) -> None:
    assert paragraphs_of(tmp_path, dedent(PYDANTIC), "C") == [
        "`C` is a Pydantic model with the fields `a` and `b`.",
        "Create an instance with `C(a=a)`, then call `total()`.",
    ]


def test_validators_are_called_by_pydantic(tmp_path: Path) -> None:
    told = lines(tmp_path, PYDANTIC, "C")
    assert (
        "`clean`: Pydantic calls it with the raw value of `a` and `b`, before its own checks; takes `v`. "
        "Returns `v`."
    ) in told
    assert "`whole`: Pydantic calls it when the fields are checked. Returns the object itself." in told


def test_a_class_of_that_name_is_no_model(tmp_path: Path) -> None:
    code = "class BaseModel: ...\nclass C(BaseModel):\n    a: int\n"
    assert usage(tmp_path, code, "C") == "Create an instance with `C()`."


def test_settings_read_the_environment(tmp_path: Path) -> None:
    code = """
        from pydantic_settings import BaseSettings, SettingsConfigDict
        class C(BaseSettings):
            model_config = SettingsConfigDict(env_prefix="app_", env_file=".env")
            user: str
            port: int = 80
        """
    assert usage(tmp_path, code, "C") == "Create an instance with `C()`."
    assert facts_of(tmp_path, dedent(code), "C")["Settings"] == (
        "Creating an instance reads the fields that are not given from the environment variables `APP_USER` and "
        "`APP_PORT`. The case of the letters does not matter. Variables that are not set are looked for in the "
        "file `.env`. Without a value for `user` it raises `ValidationError`."
    )
    assert "Settings" not in facts_of(tmp_path, dedent(PYDANTIC), "C")


def test_a_module_tells_its_routes(tmp_path: Path) -> None:
    code = FASTAPI + "@router.get('/')\ndef a(): ...\n@app.delete('/x')\ndef b(): ...\ndef c(): ...\n"
    told = facts_of(tmp_path, code)["Routes"]
    assert told == (
        "Answers `GET /items/` (`a`) and `DELETE /x` (`b`). The application that takes `router` in may put a "
        "prefix before the paths."
    )
    assert "Routes" not in facts_of(tmp_path, "def a(): ...")
    assert usage(tmp_path, code, "").startswith(
        "Serve `app` with `uvicorn sample:app`. Give `router` to an application, as in "
        "`app.include_router(router)`."
    )


FACTORY = """
    from flask import Blueprint, Flask
    def f():
        app = Flask(__name__)
        @app.post("/a")
        def inner(): return 1
        bp = Blueprint("b", __name__, url_prefix="/b")
        @bp.get("/c")
        def part(): return 2
        return app
    """


def test_a_function_that_makes_an_application_tells_its_routes(tmp_path: Path) -> None:
    assert facts_of(tmp_path, dedent(FACTORY), "f")["Routes"] == "Answers `POST /a` (`inner`)."
    told = "\n".join(lines(tmp_path, FACTORY))
    assert "Defines the function `inner` (answers `POST /a`)" in told
    # The prefix of a blueprint is not told by its type
    assert 'decorated with `@bp.get("/c")`' in told


MOCKS = """
    import unittest
    from unittest.mock import patch
    class C(unittest.TestCase):
        @patch("a.b")
        @patch.object(str, "c")
        def test_a(self, c, b):
            self.assertEqual(c(b), 2, "no")
            self.assertIn(c, [1])
        @patch("a.b", new=4)
        def test_b(self):
            self.assertTrue(self.x)
    """


def test_mocks_are_told_with_the_parameter_that_takes_them(tmp_path: Path) -> None:
    told = "\n".join(lines(tmp_path, MOCKS, "C"))
    assert "`a.b` is replaced by a mock, passed as `b`" in told
    assert "the attribute `c` of `str` is replaced by a mock, passed as `c`" in told
    assert "`a.b` is replaced by `4`." in told


def test_assertions_are_told_as_checks(tmp_path: Path) -> None:
    told = "\n".join(lines(tmp_path, MOCKS, "C"))
    assert "`c(b)` equals `2`" in told
    assert "`c` is in `[1]`" in told
    assert "hecks that `self.x` is truthy" in told
    own = "class C:\n    def test_a(self):\n        self.assertEqual(1, 2)\n    def assertEqual(self, a, b): ...\n"
    assert "equals" not in "\n".join(lines(tmp_path, own, "C"))


def test_of_a_base_of_the_library_only_what_users_need_is_named(tmp_path: Path) -> None:
    code = "import threading\nclass C(threading.Thread):\n    def run(self): ...\n"
    assert "Inherited members: `start`, `join` and other members come from `Thread`." in lines(tmp_path, code, "C")
    own = "class B:\n" + "".join(f"    def m{i}(self): ...\n" for i in range(8)) + "class C(B): ...\n"
    assert any(line.startswith("Inherited members: `m0`, `m1`") for line in lines(tmp_path, own, "C"))


def test_tests_of_pytest_by_the_name_of_their_file(tmp_path: Path) -> None:
    code = """
        import pytest
        @pytest.mark.parametrize("a", [1, 2])
        def test_a(a):
            assert a
        class TestB:
            def test_c(self): ...
        """
    (tmp_path / "test_b.py").write_text(dedent(code), encoding="utf-8")
    found = {name: sphinx_howto.explain(f"test_b.{name}", [str(tmp_path)]) for name in ("test_a", "TestB")}
    assert written(found["test_a"].summary[-1]) == "Run it with `python -m pytest test_b.py::test_a`."
    assert written(found["TestB"].summary[-1]) == "Run its tests with `python -m pytest test_b.py::TestB`."
    whole = sphinx_howto.explain("test_b", [str(tmp_path)])
    assert written(whole.summary[-1]) == "Run the tests with `python -m pytest test_b.py`."
    assert any("runs once for each `a` in `[1, 2]`" in written(step.text) for step in whole.steps)
    # The same in a file where pytest does not look
    assert usage(tmp_path, code, "TestB") == "Create an instance with `TestB()`, then call `test_c()`."


ARGUMENTS = [
    ("import argparse\ndef f():\n    p = argparse.ArgumentParser()\n    p.add_argument('--a')\n", True),
    ("import argparse\ndef f(parser):\n    parser.add_argument('--a')\n    parser.add_argument('b')\n", True),
    ("def f(p):\n    p.add_argument('--a', help='x')\n", True),
    ("def f(options):\n    options.add_argument('--a')\n", False),
    ("import argparse\nfrom selenium.webdriver.chrome.options import Options\ndef f():\n    o = Options()\n    o.add_argument('--a')\n", False),
]  # fmt: skip


@pytest.mark.parametrize(("code", "expected"), ARGUMENTS)
def test_only_parsers_define_arguments_of_the_command_line(tmp_path: Path, code: str, expected: bool) -> None:
    told = "\n".join(lines(tmp_path, code))
    assert ("Defines the command line argument" in told or "Adds these arguments" in told) is expected


HANDED = [
    ("from discord.ext import commands\nclass C(commands.Cog):\n    def __init__(self, bot): ...", "Add it to a bot with `await bot.add_cog(C(bot))`."),
    ("from discord.ext import commands\nclass C(commands.Cog): ...\nasync def setup(bot): ...", 'Add it to a bot with `await bot.load_extension("sample")`.'),
    ("from nextcord.ext import commands\nclass C(commands.Cog):\n    def __init__(self, bot): ...", "Add it to a bot with `bot.add_cog(C(bot))`."),
    ("from other import Base\nfrom discord.ext.commands import command\nclass C(Base):\n    def __init__(self, bot): ...\n    @command(name='roll')\n    async def roll(self, ctx): ...", "Add it to a bot with `await bot.add_cog(C(bot))`."),
    ("from requests.auth import AuthBase\nclass C(AuthBase):\n    def __init__(self, key): ...\n    def __call__(self, r): ...", "Create an instance with `C(key)` and pass it as `auth`, as in `requests.get(url, auth=...)`: `requests` calls `__call__`."),
    ("class C:\n    def __init__(self, app, hosts, strict=True): ...\n    async def __call__(self, scope, receive, send): ...", "Give the class to an application, as in `app.add_middleware(C, hosts=hosts, strict=True)`: the application creates the instance and calls `__call__`."),
    ("class C:\n    def __init__(self, get_response): ...\n    def __call__(self, request): ...", "Name the class in `MIDDLEWARE` of the settings: Django creates the instance and calls `__call__`."),
    ("class C:\n    def process_item(self, item, spider): ...", "Name the class in `ITEM_PIPELINES` of the settings: Scrapy creates the instance and calls `process_item`."),
    ("import json\nclass C(json.JSONDecoder):\n    def decode(self, s): ...", "Pass the class as in `json.loads(text, cls=C)`: `json` calls `decode`."),
    ("import tkinter as tk\nclass C(tk.Tk):\n    def __init__(self): ...", "Create an instance with `C()`, then call `mainloop()` on it, which returns when the window is closed."),
    # Only alike
    ("class C:\n    def __init__(self, app): ...\n    def __call__(self, scope): ...", "Create an instance with `C(app)`. Use `c(scope)`."),
    ("class C:\n    def __init__(self, respond): ...\n    def __call__(self, request): ...", "Create an instance with `C(respond)`. Use `c(request)`."),
    ("class C:\n    def process_item(self, item): ...", "Create an instance with `C()`, then call `process_item(item)`."),
    ("from other import command\nclass C:\n    @command(name='roll')\n    async def roll(self, ctx): ...", "Create an instance with `C()`, then await `roll(ctx)`."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "expected"), HANDED)
def test_classes_that_are_handed_to_a_library(tmp_path: Path, code: str, expected: str) -> None:
    assert usage(tmp_path, code, "C") == expected
