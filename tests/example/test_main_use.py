"""What an example shows of a class, a module, a program: the main use, and only what is there to use."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_howto import document, example, options, source

Show = Callable[..., document.Example]
Run = Callable[[str], str]


def shown(show: Show, code: str, name: str) -> str:
    return show(textwrap.dedent(code), name).code


PROVIDER = """
    class Base:
        @classmethod
        def params(cls) -> dict:
            return {}

    class Provider(Base):
        default_model = "small"
        working = True

        @classmethod
        async def create(cls, model: str, messages: list[dict[str, str]], stream: bool = True):
            for chunk in messages:
                yield chunk
"""


def test_class_methods_need_no_instance(show: Show, run: Run) -> None:
    made = shown(show, PROVIDER, "Provider")
    assert "Provider()" not in made
    assert "params" not in made
    assert "async for chunk in Provider.create(" in made
    assert '"small",' in made
    assert run(made) == "{'role': 'user', 'content': 'Hello, world!'}\n"


def test_an_instance_is_made_where_a_method_needs_it(show: Show) -> None:
    code = PROVIDER + "        def stop_at(self, count: int) -> int:\n            return count\n"
    made = shown(show, code, "Provider")
    assert "provider = Provider()" in made
    assert "provider.stop_at(3)" in made


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("default_mode = 'fast'\n    ", '"fast"'),
        ("mode = 'fast'\n    ", '"r"'),
        ("default_mode = ['fast']\n    ", '"r"'),
    ],
)
def test_the_default_of_the_class_serves_its_method(show: Show, body: str, expected: str) -> None:
    code = f"class Box:\n    {body}def go(self, mode: str) -> str:\n        return mode\n"
    assert f"box.go({expected})" in show(code, "Box").code


WAITING = """
    class Client:
        def __init__(self, host: str):
            self.host = host

        @property
        def name(self) -> str:
            return self.host

        def send(self, text: str) -> bytes:
            return self.sock.recv(text)
"""


def test_the_main_method_is_shown_though_it_may_wait(show: Show) -> None:
    made = shown(show, WAITING, "Client")
    assert 'print(client.send("Some text"))' in made


def test_what_is_known_to_raise_is_not_shown(show: Show) -> None:
    made = shown(show, WAITING.replace("return self.sock.recv(text)", "raise ValueError(text)"), "Client")
    assert "send" not in made
    assert "print(client.name)" in made


NO_METHODS = {
    "a constructor sets it": ("def __init__(self, a: int):\n        self.size = a + 1", "print(box.size)"),
    "the class body sets it": ("size = 1", "print(Box.size)"),
    "it tells itself": ("def __repr__(self):\n        return 'Box'", "print(box)"),
    "private": ("def __init__(self):\n        self._size = 1", "box = Box()"),
}


@pytest.mark.parametrize(("body", "last"), NO_METHODS.values(), ids=NO_METHODS)
def test_what_is_read_of_an_object_without_methods(show: Show, run: Run, body: str, last: str) -> None:
    made = show(f"class Box:\n    {body}\n", "Box").code
    assert made.splitlines()[-1] == last
    run(made)


ABSTRACT = """
    from abc import ABC, abstractmethod

    class Base(ABC):
        @abstractmethod
        def get(self, key: str) -> str: ...

        def twice(self, key: str) -> str:
            return self.get(key) * 2
"""
CONCRETE = {
    "defined": "class Box(Base):\n    def get(self, key: str) -> str:\n        return key",
    "assigned": "class Box(Base):\n    get = str.upper",
    "assigned with another": "class Box(Base):\n    get, other = str.upper, 1",
    "a base in front": (
        "class Mixin:\n    def get(self, key: str) -> str:\n        return key\nclass Box(Mixin, Base): ..."
    ),
    "a built-in in front": "class Box(dict, Base): ...",
}
STILL_ABSTRACT = {
    "another name": "class Box(Base):\n    def got(self): ...",
    "a base behind": (
        "class Mixin:\n    def get(self, key: str) -> str:\n        return key\nclass Box(Base, Mixin): ..."
    ),
    "a built-in without it": "class Box(list, Base): ...",
}


@pytest.mark.parametrize("code", CONCRETE.values(), ids=CONCRETE)
def test_what_is_defined_is_not_abstract(show: Show, code: str) -> None:
    assert "class ExampleBox" not in show(textwrap.dedent(ABSTRACT) + code, "Box").code


@pytest.mark.parametrize("code", STILL_ABSTRACT.values(), ids=STILL_ABSTRACT)
def test_what_is_not_defined_is_abstract(show: Show, code: str) -> None:
    assert "class ExampleBox" in show(textwrap.dedent(ABSTRACT) + code, "Box").code


UNFINISHED = """
    class Box:
        def get(self, key: str) -> str:
            {body}

        def twice(self, key: str) -> str:
            return self.get(key) * 2
"""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("raise NotImplementedError", True),
        ("raise NotImplementedError('get')", True),
        ("return NotImplemented", False),
        ("raise KeyError(key)", False),
    ],
)
def test_what_a_subclass_must_define_is_defined(show: Show, body: str, expected: bool) -> None:
    made = shown(show, UNFINISHED.format(body=body), "Box")
    assert ("class ExampleBox(Box):" in made) == expected


def test_what_a_base_leaves_open_is_not_asked_of_a_finished_class(show: Show) -> None:
    code = textwrap.dedent(UNFINISHED.format(body="raise NotImplementedError"))
    assert "class Example" not in show(f"{code}class Bag(Box):\n    def put(self): ...\n", "Bag").code


OBJECTS = {
    "its own attributes": ("def f(agent):\n    return agent.run().result", "  # your own agent"),
    "a class that is not installed": (
        "from nowhere import Bot\ndef f(bot: Bot) -> int:\n    return bot.id",
        "bot = SimpleNamespace(id=1)  # your own Bot",
    ),
    "or none": (
        "from nowhere import Bot\ndef f(bot: Bot | None) -> int:\n    return bot.id",
        "bot = SimpleNamespace(id=1)  # your own Bot",
    ),
}
VALUES = {
    "methods of a text": "def f(agent):\n    return agent.strip().upper()",
    "told apart": (
        "def f(agent):\n    if isinstance(agent, str):\n        return agent\n    return agent.run()"
    ),
    "given another value": "def f(agent):\n    agent = make(agent)\n    return agent.run()",
    "annotated": "def f(agent: str) -> str:\n    return agent",
}


@pytest.mark.parametrize(("code", "line"), OBJECTS.values(), ids=OBJECTS)
def test_what_no_value_can_stand_for_is_left_to_the_reader(show: Show, code: str, line: str) -> None:
    made = show(code, "f").code
    assert any(one.endswith(line) for one in made.splitlines())


@pytest.mark.parametrize("code", VALUES.values(), ids=VALUES)
def test_what_a_value_can_stand_for_is_given_one(show: Show, code: str) -> None:
    assert "..." not in show(code, "f").code


FITTING = """
    class Store:
        def find(self, key: str) -> str:
            return key

    class Shop:
        def __init__(self, {name}):
            self.place = {name}

        def ask(self, key: str) -> str:
            return self.place.{used}(key)
"""


def test_an_object_of_the_class_that_fits_name_and_use_is_made(show: Show, run: Run) -> None:
    made = shown(show, FITTING.format(name="store", used="find"), "Shop")
    assert "Shop(Store())" in made
    assert run(made) == "key\n"


@pytest.mark.parametrize(("name", "used"), [("store", "missing"), ("other", "find"), ("tore", "missing")])
def test_a_class_that_does_not_fit_is_not_made(show: Show, name: str, used: str) -> None:
    assert "Store" not in shown(show, FITTING.format(name=name, used=used), "Shop")


CHATS = {
    "list[dict[str, str]]": True,
    "list[dict]": True,
    "list[str]": False,
    "dict[str, str]": False,
}


@pytest.mark.parametrize(("annotation", "expected"), CHATS.items())
def test_messages_are_those_of_a_chat(show: Show, annotation: str, expected: bool) -> None:
    made = show(f"def f(messages: {annotation}) -> int:\n    return len(messages)", "f").code
    assert ('[{"role": "user", "content": "Hello, world!"}]' in made) == expected


def test_other_lists_of_dictionaries_are_no_chat(show: Show) -> None:
    assert "role" not in show("def f(rows: list[dict[str, str]]) -> int:\n    return len(rows)", "f").code


MODELS = """
    class Base: ...

    from pydantic import BaseModel, Field

    class Order({base}):
        model_config = {{}}
        name: str
        count: int = Field(..., description="how many")
        note: str = ""
        {more}
"""


def test_models_take_their_required_fields_by_keyword(show: Show) -> None:
    made = shown(show, MODELS.format(base="BaseModel", more=""), "Order")
    assert 'order = Order(name="Ada", count=3)' in made
    assert made.endswith("print(order)")


def test_a_constructor_of_its_own_is_called_as_it_is_written(show: Show) -> None:
    made = shown(show, MODELS.format(base="BaseModel", more="def __init__(self, x: int): ..."), "Order")
    assert "Order(3)" in made or "Order(1)" in made


PAIRS = "class Box:\n    def run(self, n: int) -> int:\n        return n\n{other}"


def test_of_two_ways_to_the_same_the_plain_one_is_shown(show: Show) -> None:
    code = PAIRS.format(other="    async def arun(self, n: int) -> int:\n        return n\n")
    assert "asyncio" not in show(code, "Box").code


def test_a_coroutine_without_a_plain_form_is_awaited(show: Show, run: Run) -> None:
    made = show(PAIRS.format(other="").replace("def run", "async def arun"), "Box").code
    assert "await box.arun(3)" in made
    run(made)


FACTORY = """
    class Box:
        def __init__(self, size: int = 1):
            self.size = size

        @classmethod
        def make(cls, size: int):
            {body}

        def double(self, by: int) -> int:
            return self.size * by
"""


@pytest.mark.parametrize(
    ("body", "expected"),
    [("return cls(size)", False), ("box = cls(size)\n            return box", False), ("return size", True)],
)
def test_a_factory_is_no_use_of_the_class(show: Show, body: str, expected: bool) -> None:
    assert ("Box.make(" in shown(show, FACTORY.format(body=body), "Box")) == expected


ERRORS = """
    class ShopError(Exception): ...

    class Shop:
        def sell(self, count: int) -> int:
            if self.closed:
                raise ShopError
            return count

        def store(self, count: int) -> int:
            if self.closed:
                raise {error}
            return count
"""


def test_one_try_catches_what_several_calls_raise(show: Show) -> None:
    assert shown(show, ERRORS.format(error="ShopError"), "Shop").count("try:") == 1


def test_what_raises_nothing_stands_outside_the_try(show: Show) -> None:
    made = shown(
        show,
        ERRORS.replace("{error}", "ShopError").replace(
            "            if self.closed:\n                raise ShopError\n            return count\n\n",
            "            return count\n\n",
            1,
        ),
        "Shop",
    )
    assert "\nprint(shop.sell(3))" in made


ARCHIVE = """
    class Archive:
        def __init__(self, file, mode="r"):
            self.file, self.mode = file, mode

        def write(self, text: str) -> None:
            self.last = text
        {more}
"""


def test_an_archive_is_written(show: Show) -> None:
    made = shown(show, ARCHIVE.format(more=""), "Archive")
    assert 'mode="w"' in made
    assert 'archive.write("Some text")' in made


def test_what_cannot_write_is_read(show: Show) -> None:
    assert "mode" not in shown(show, ARCHIVE.format(more="").replace("def write", "def look"), "Archive")


MADE = """
    class Table:
        def __init__(self, rows: int):
            self.cells = self.build(rows)

        def build(self, rows: int) -> list[int]:
            return [0] * rows
        {more}
"""


def test_what_the_constructor_calls_is_not_called_again(show: Show, run: Run) -> None:
    made = shown(show, MADE.format(more=""), "Table")
    assert "build" not in made
    assert "print(table.cells)" in made
    run(made)


def test_what_another_method_calls_is_called_if_there_is_nothing_else(show: Show) -> None:
    code = (
        "class Box:\n    def fold(self) -> int:\n        return 1\n    def _x(self):\n        self.fold()\n"
    )
    assert "print(box.fold())" in show(code, "Box").code


LATE = """
    class Pool:
        def __init__(self) -> None:
            self.size = 1

        def fill(self, count: int) -> None:
            self.items = count

        def empty(self, count: int) -> int:
            return {body}
"""


def test_what_another_call_must_set_comes_after_it(show: Show) -> None:
    made = shown(show, LATE.format(body="self.items - count"), "Pool")
    assert "fill" in made
    assert "empty" not in made or made.index("fill") < made.index("empty")


def test_what_the_constructor_sets_is_there(show: Show) -> None:
    assert "pool.empty(3)" in shown(show, LATE.format(body="self.size - count"), "Pool")


SERVER = """
    import bot

    {call}

    def answer(text: str) -> str:
        return text

    class Bot:
        def reply(self, text: str) -> str:
            return text
"""
NOTE = "# Importing shop runs it"
EXPORTS = "".join(f"export {name}_1=YOUR_{name}_1\n" for name in "ABCD") + "python shop.py"


@pytest.mark.parametrize("call", ["bot.polling()", "name = input()", "while True: bot.next()"])
def test_a_module_that_runs_at_import_is_run(show: Show, call: str) -> None:
    code = textwrap.dedent(SERVER.format(call=call))
    made = show(code)
    assert made.command == "python shop.py"
    assert 'runpy.run_module("shop", run_name="__main__")' in made.code
    # Who imports a part of it runs it as well
    assert show(code, "answer") == made


def test_a_module_that_only_prints_at_its_end_is_imported_for_its_functions(show: Show) -> None:
    code = "def answer(text: str) -> str:\n    return text\n\nprint(answer('x'))\n"
    assert show(code).command == "python shop.py"
    assert show(code, "answer").code.startswith(NOTE)


@pytest.mark.parametrize(
    ("reads", "expected"),
    [
        (
            "os.environ['DB_HOST'], os.getenv('DB_PASS')",
            "DB_HOST=localhost DB_PASS=YOUR_DB_PASS python shop.py",
        ),
        ("os.environ['A_1'], os.environ['B_1'], os.environ['C_1'], os.environ['D_1']", EXPORTS),
        ("os.getenv('DB_HOST', 'localhost')", "python shop.py"),
    ],
)
def test_the_line_that_runs_a_program_sets_the_variables_that_it_needs(
    show: Show, reads: str, expected: str
) -> None:
    code = f"import os\n\ndef main():\n    print({reads})\n\nmain()\n"
    assert show(code).command == expected
    assert show(code, "main").command == expected


@pytest.mark.parametrize("call", ["bot.setup()", "if __name__ == '__main__': bot.polling()", "size = 3"])
def test_other_modules_are_imported(show: Show, call: str) -> None:
    code = textwrap.dedent(SERVER.format(call=call))
    assert "runpy" not in show(code).code
    assert NOTE not in show(code, "answer").code


FLASK = """
    from flask import Flask, request

    app = Flask(__name__)

    @app.route("/items/<int:number>", methods=["{verb}"])
    def item(number):
        data = request.json
        return data["name"]
"""


@pytest.mark.parametrize(
    ("verb", "line"),
    [
        ("GET", 'response = client.get("/items/3")'),
        ("PUT", 'response = client.put("/items/3", json={"name": "Ada"})'),
    ],
)
def test_a_function_that_answers_requests_is_asked(show: Show, verb: str, line: str) -> None:
    code = textwrap.dedent(FLASK.format(verb=verb))
    made = show(code, "item").code
    assert line in made.splitlines()
    assert made == show(code).code


def test_other_decorated_functions_are_called(show: Show) -> None:
    code = "import functools\n@functools.lru_cache\ndef item(number: int) -> int:\n    return number\n"
    assert "client" not in show(code, "item").code


HANDED = {
    "thread": (
        "import threading\nclass Work(threading.Thread):\n    def run(self):\n        print(1)",
        "work.start()",
    ),
    "encoder": (
        "import json\nclass Work(json.JSONEncoder):\n    def default(self, o):\n        return str(o)",
        'print(json.dumps({"key": 1}, cls=Work))',
    ),
    "visitor": (
        "import ast\nclass Work(ast.NodeVisitor):\n    def visit_Name(self, node):\n        print(node.id)",
        'work.visit(ast.parse("total = price * 2"))',
    ),
    "handler": (
        "import logging\nclass Work(logging.Handler):\n    def emit(self, record):\n        print(record)",
        "logger.addHandler(work)",
    ),
}


@pytest.mark.parametrize(("code", "line"), HANDED.values(), ids=HANDED)
def test_what_a_framework_calls_is_handed_to_it(show: Show, run: Run, code: str, line: str) -> None:
    made = show(code, "Work").code
    assert line in made.splitlines()
    run(made)


def test_a_class_with_a_method_of_such_a_name_is_an_ordinary_one(show: Show) -> None:
    assert "start" not in show("class Work:\n    def run(self) -> int:\n        return 1\n", "Work").code


def test_a_test_module_is_run_by_its_runner(show_all: Callable[..., object], tmp_path: Path) -> None:
    (tmp_path / "test_box.py").write_text("def test_a(): ...\n")
    lookup = source.open_project([str(tmp_path)], allow_inspection=True)
    made = example.make(lookup.definition("test_box"), lookup, options.make())[0]
    assert made.command == "python -m pytest test_box.py"


WALK = """
    def connect(name: str) -> int:
        return len(name)

    async def save_text(text: str) -> int:
        return len(text)

    def main():
        {body}
"""


def test_a_module_shows_its_coroutines_rather_than_main(show: Show, run: Run) -> None:
    made = show(textwrap.dedent(WALK.format(body="asyncio.run(save_text('a'))"))).code
    assert "await save_text(" in made
    assert "    main()" not in made
    run(made)


GLOBALS = """
    {first}

    def read(number: int) -> int:
        return place + number

    def connect(size: int) -> None:
        global place
        place = size
"""


def test_what_sets_a_global_is_called_before_what_reads_it(show: Show, run: Run) -> None:
    made = show(textwrap.dedent(GLOBALS.format(first="place = None"))).code
    assert made.index("connect(10)") < made.index("read(3)")
    assert run(made) == "13\n"


def test_a_global_that_has_a_value_needs_no_setter(show: Show) -> None:
    made = show(textwrap.dedent(GLOBALS.format(first="place = 1"))).code
    assert made.index("read(3)") < made.index("connect(10)")


ELEMENTS = "def f(papers):\n    for paper in papers:\n        {body}\n    return len(papers)\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [("paper.download()", True), ("paper.strip()", False), ("print(paper)", False)],
)
def test_a_list_of_objects_is_one_of_the_readers_own(show: Show, body: str, expected: bool) -> None:
    made = show(ELEMENTS.format(body=body), "f").code
    assert ("SimpleNamespace(download=print)" in made) == expected
    assert ("# your own papers" in made) == expected


def test_a_model_without_methods_shows_itself_not_its_machinery(show: Show) -> None:
    code = """
        from pydantic import BaseModel

        class Base(BaseModel):
            def as_(self, bot: str) -> str:
                return bot

        class Order(Base):
            name: str{more}
    """
    assert shown(show, code.format(more=""), "Order").endswith("print(order)")
    own = "\n\n            def total(self, rate: float) -> float:\n                return rate"
    assert "order.total(0.5)" in shown(show, code.format(more=own), "Order")


def test_a_dataclass_uses_what_it_inherits(show: Show) -> None:
    code = """
        from dataclasses import dataclass

        class Base:
            def speak(self, text: str) -> str:
                return text

        @dataclass
        class Order(Base):
            name: str
    """
    assert 'order.speak("Some text")' in shown(show, code, "Order")


@pytest.mark.parametrize(
    ("name", "written"), [("destination", False), ("out_file", False), ("in_file", True)]
)
def test_what_is_to_be_written_is_not_written_before(show: Show, name: str, written: bool) -> None:
    code = f"from pathlib import Path\ndef f({name}: Path) -> str:\n    return {name}.name\n"
    assert ("write_text" in show(code, "f").code) == written


TOOL = """
    import argparse
    import sys
    def options():
        parser = argparse.ArgumentParser()
        parser.add_argument("-o", "--old", dest="old_character")
        parser.add_argument("-n", "--new", dest="new_character")
        parser.add_argument("-p", "--path", help="the folder to look into")
        args = parser.parse_args()
        {check}
        return args
    def main():
        print(options().path)
    if __name__ == "__main__":
        main()
"""
CHECK = "if not args.old_character or not args.new_character: parser.error('no')"


@pytest.mark.parametrize(
    ("check", "expected"),
    [(CHECK, "python shop.py --old a --new b --path data"), ("pass", "python shop.py --old a")],
)
def test_options_that_the_program_demands_are_given(show: Show, check: str, expected: str) -> None:
    code = textwrap.dedent(TOOL.format(check=check))
    for name in ("", "main", "options"):
        assert show(code, name).command == expected


def test_words_behind_the_command_are_given(show: Show, run: Run) -> None:
    code = """
        import sys
        def main():
            path = sys.argv[1]
            print(open(path).read(int(sys.argv[2])))
        if __name__ == "__main__":
            main()
    """
    made = show(textwrap.dedent(code), "main")
    assert made.command == "python shop.py data.txt 'Some text'"
    assert 'sys.argv[1:] = [str(path), "Some text"]' in made.code


KEPT = """
    class Logger:
        def info(self, text: str) -> None:
            print(text)
    {made}
"""


@pytest.mark.parametrize("name", ["", "Logger", "Logger.info"])
def test_the_instance_that_a_module_makes_is_used(show: Show, run: Run, name: str) -> None:
    made = shown(show, KEPT.format(made="logger = Logger()"), name)
    assert made == 'from shop import logger\n\nlogger.info("Some text")'
    assert run(made) == "Some text\n"
    assert "logger = Logger()" in shown(show, KEPT.format(made="_logger = Logger()"), name)


def test_passwords_are_not_printed(show: Show) -> None:
    code = "class Account:\n    def __init__(self):\n        self.name = 'a'\n        self.password = 'b'\n"
    made = show(code, "Account").code
    assert "print(account.name)" in made
    assert "password" not in made


def test_what_the_object_works_out_is_printed_before_what_it_was_given(show: Show) -> None:
    code = "class Box:\n    def __init__(self, size: int):\n        self.size = size\n{more}"
    both = show(code.format(more="        self.area = size * size\n"), "Box").code
    assert "print(box.area)" in both
    assert "print(box.size)" not in both
    assert "print(box.size)" in show(code.format(more=""), "Box").code


HANDLER = """
    import logging
    from telegram.ext import {kind}
    LOG = logging.getLogger(__name__)
    async def start(update, context):
        await update.message.reply_text("Hello")
    talk = {kind}("start", start)
"""


@pytest.mark.parametrize("name", ["", "start"])
def test_what_a_framework_must_be_given_is_given(show: Show, name: str) -> None:
    made = shown(show, HANDLER.format(kind="CommandHandler"), name)
    assert "application.add_handler(talk)\napplication.run_polling()" in made
    assert "add_handler" not in shown(show, HANDLER.format(kind="Command"), name)


def test_a_method_without_self_is_not_called(show: Show) -> None:
    code = "class Store:\n    def size(): ...\n    def put(self, name: str) -> str:\n        return name\n"
    made = show(code, "Store").code
    assert "store.put" in made
    assert "size" not in made


DECORATING = """
    class Retry:
        def __init__(self, times: int):
            self.times = times
        def __call__(self, func):
            def wrapper(*args, **kwargs):
                return {gives}
            return wrapper
"""


def test_an_instance_that_decorates_stands_above_a_function(show: Show, run: Run) -> None:
    made = shown(show, DECORATING.format(gives="func(*args, **kwargs)"), "Retry")
    assert "@Retry(3)\ndef greet(name):" in made
    assert run(made) == "Hello, Ada!\n"
    assert "@Retry" not in shown(show, DECORATING.format(gives="args"), "Retry")


def test_a_thread_that_its_constructor_starts_is_not_started_again(show: Show, run: Run) -> None:
    code = """
        import threading
        class Worker(threading.Thread):
            def __init__(self):
                super().__init__()
                {begin}
            def run(self):
                print("done")
    """
    made = shown(show, code.format(begin="self.start()"), "Worker")
    assert ".start()" not in made
    assert run(made) == "done\n"
    assert ".start()" in shown(show, code.format(begin="pass"), "Worker")


def test_keywords_that_must_be_given_are_given(show: Show, run: Run) -> None:
    made = shown(show, "def find(**kwargs):\n    return kwargs['name']\n", "find")
    assert run(made) == "Ada\n"


SHEETS = """
    from abc import ABC, abstractmethod
    class Base(ABC):
        @abstractmethod
        def ask(self, name: str) -> str: ...
    class Client(Base):
        def ask(self, name: str) -> str:
            return name
    {further}
    class FakeClient(Base):
        def ask(self, name: str) -> str:
            return "fake"
        def one(self) -> int:
            return 1
        def two(self) -> int:
            return 2
"""
REPOSITORY = """
    class Repository:
        def __init__(self, client: Client):
            self.client = client
        def read(self, name: str) -> str:
            return self.client.ask(name)
"""


@pytest.mark.parametrize(
    ("further", "expected"), [("", "client = Client()"), (REPOSITORY, "Repository(Client())")]
)
def test_the_class_that_puts_the_others_together_shows_a_module(
    show: Show, run: Run, further: str, expected: str
) -> None:
    made = shown(show, SHEETS.format(further=further), "")
    assert expected in made
    assert "Fake" not in made
    assert run(made) == "Ada\n"


def test_what_is_not_written_yet_is_not_shown(show: Show) -> None:
    put = "    def put(self, name: str) -> str:\n        return name\n"
    code = f"class Store:\n    def size(self):\n        pass\n{put}"
    made = show(code, "Store").code
    assert "store.put(" in made
    assert "size" not in made
    code = "def later():\n    pass\ndef put(name: str) -> str:\n    return name\n"
    assert "later" not in show(code).code


HUB = """
    import urllib.request
    class Crawler:
        def load(self, url: str) -> str:
            return urllib.request.urlopen(url).read()
        def parse(self, text: str) -> list:
            return text.split()
        def crawl_all(self, url: str) -> list:
            {body}
        def size(self, text: str) -> int:
            return len(text)
"""


@pytest.mark.parametrize(
    ("body", "is_hub"),
    [("return self.parse(self.load(url))", True), ("return self.parse(urllib.request.urlopen(url))", False)],
)
def test_the_method_that_calls_the_others_is_shown_instead(show: Show, body: str, is_hub: bool) -> None:
    made = shown(show, HUB.format(body=body), "Crawler")
    assert (".crawl_all(" in made and ".parse(" not in made) is is_hub


NAMED = """
    class Conversation:
        def add(self, text: str) -> None: ...
        def one(self) -> int: ...
        def two(self) -> int: ...
    class {name}:
        @staticmethod
        def ask(text: str) -> str:
            return text
"""


@pytest.mark.parametrize(("name", "expected"), [("Shop", "Shop.ask("), ("Other", "conversation.add(")])
def test_the_class_that_a_module_is_named_after_shows_it(show: Show, name: str, expected: str) -> None:
    assert expected in shown(show, NAMED.format(name=name), "")


def test_what_a_program_calls_is_told_beside_it(show: Show) -> None:
    code = """
        import requests
        URL = "https://example.com/a.txt"
        def fetch(url, path):
            open(path, "wb").write(requests.get(url).content)
        {call}
    """
    made = show(textwrap.dedent(code.format(call="fetch(URL, 'a.txt')"))).code
    assert "# It calls fetch('https://example.com/a.txt', 'a.txt')\nrunpy." in made
    made = show(textwrap.dedent(code.format(call="fetch(*make())"))).code
    assert "# It calls fetch(*make())" in made


def test_classes_show_a_module_rather_than_its_main(show: Show) -> None:
    code = """
        {class_}
        def main():
            print(1)
        if __name__ == "__main__":
            main()
    """
    shown_ = show(
        textwrap.dedent(
            code.format(class_="class Box:\n            def size(self) -> int:\n                return 1")
        )
    )
    assert "box.size()" in shown_.code
    assert "main()" in show(textwrap.dedent(code.format(class_=""))).code


def test_a_click_program_is_invoked(show: Show) -> None:
    code = """
        import click
        def version() -> str:
            return "1"
        @{decorator}
        def main():
            print(version())
        if __name__ == "__main__":
            main()
    """
    assert "CliRunner().invoke(main, [])" in shown(show, code.format(decorator="click.command()"), "")
    assert "CliRunner" not in shown(show, code.format(decorator="staticmethod"), "")


def test_what_is_only_a_block_is_entered(show: Show, run: Run) -> None:
    code = """
        from dataclasses import dataclass
        @dataclass
        class Lock:
            name: str
            def __enter__(self):
                return self
            def __exit__(self, *given):
                pass
    """
    made = shown(show, code, "Lock")
    assert run(made) == "inside the block\n"
    assert " as " not in made


@pytest.mark.parametrize(
    ("test", "shown"),
    # What is not known may have returned before the exception
    [("kind is str", "print(name(3))"), ("False", "try:\n    print(name(3))\nexcept TypeError as error:")],
)
def test_only_what_is_sure_to_be_raised_is_caught(show: Show, test: str, shown: str) -> None:
    code = f"""
        def name(number: int) -> str:
            kind = type(number)
            if {test}:
                return "text"
            raise TypeError("no name")
    """
    assert shown in show(code, "name").code


CLIENT = """
    import aiohttp
    class ShopError(Exception):
        pass
    class Client:
        def __init__(self, session: aiohttp.ClientSession) -> None:
            self.session = session
        async def prices(self) -> dict:
            return {wait}self.call("prices")
        async def call(self, path: str) -> dict:
            try:
                async with self.session.get(f"https://example.com/{{path}}") as response:
                    return await response.json()
            except aiohttp.ClientError as error:
                raise ShopError from error
"""


@pytest.mark.parametrize(("wait", "inside"), [("await ", True), ("", False)])
def test_what_an_awaited_method_raises_is_caught(show: Show, wait: str, inside: bool) -> None:
    code = show(textwrap.dedent(CLIENT.format(wait=wait)), "Client.prices").code
    assert ("except ShopError as error:" in code) == inside


def test_a_session_is_closed_after_its_use(show: Show) -> None:
    code = show(textwrap.dedent(CLIENT.format(wait="await ")), "Client").code
    assert "    async with aiohttp.ClientSession() as session:\n        client = Client(session)\n" in code


def test_what_is_used_without_a_test_is_given(show: Show) -> None:
    code = """
        def note(text: str, into: dict = None, other: dict = None) -> None:
            into["text"] = text
            if other:
                other["text"] = text
    """
    made = show(code, "note").code
    assert "into=" in made
    assert "other=" not in made


COMMANDS = """
    import argparse
    {where}
        parser = argparse.ArgumentParser()
        parser.add_argument("--quiet", action="store_true")
        commands = parser.add_subparsers(dest="command")
        adding = commands.add_parser("add")
        adding.add_argument("name")
        adding.add_argument("--price", type=float, required=True)
        commands.add_parser("list")
        args = parser.parse_args()
        print(args.command)
"""
GUARD = "\nif __name__ == '__main__':\n    main()\n"


@pytest.mark.parametrize(
    ("where", "end"), [("def main():", GUARD), ("if __name__ == '__main__':", ""), ("if True:", GUARD)]
)
def test_a_line_has_a_command_and_what_it_needs(show: Show, where: str, end: str) -> None:
    code = textwrap.dedent(COMMANDS.format(where=where)) + end.replace(
        "main()", "main()" if "def" in where else "1"
    )
    assert show(code).command == "python shop.py add Ada --price 9.99"


CLICK_GROUP = """
    import click

    @click.group()
    def cli():
        "The shop."

    @cli.command("new")
    @click.argument("name")
    def add(name):
        print(name)

    if __name__ == "__main__":
        cli()
"""


@pytest.mark.parametrize(("name", "words"), [("", '["new", "Ada"]'), ("add", '["Ada"]')])
def test_a_group_of_click_is_shown_with_a_command(show: Show, tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "click").mkdir()
    (tmp_path / "click" / "__init__.py").write_text("def group(): ...\ndef argument(*flags): ...\n")
    (tmp_path / "click" / "testing.py").write_text("class CliRunner:\n    def invoke(self, cli, args): ...\n")
    made = show(CLICK_GROUP, name)
    assert made.command == "python shop.py new Ada"
    assert f"{words})" in made.code


def test_a_module_that_only_offers_a_command_is_not_run(show: Show, tmp_path: Path) -> None:
    (tmp_path / "click").mkdir()
    (tmp_path / "click" / "__init__.py").write_text("def group(): ...\ndef argument(*flags): ...\n")
    (tmp_path / "click" / "testing.py").write_text("class CliRunner:\n    def invoke(self, cli, args): ...\n")
    code = textwrap.dedent(CLICK_GROUP).partition("if __name__")[0]
    assert show(code, "cli").command == ""
