"""Which methods and functions are only called back, and which object a module makes for its users."""

from __future__ import annotations

import ast
from textwrap import dedent

import pytest

from sphinx_howto import prominence


def body(code: str) -> ast.ClassDef:
    tree = ast.parse(f"class C:\n    def f(self): ...\n    def g(self):\n        {code}\n")
    assert isinstance(tree.body[0], ast.ClassDef)
    return tree.body[0]


def class_of(code: str) -> ast.ClassDef:
    found = ast.parse(code).body[0]
    assert isinstance(found, ast.ClassDef)
    return found


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("r.register_hook('response', self.f)", {"f": "r.register_hook"}),
        ("signal.connect(self.f)", {"f": "signal.connect"}),
        ("Thread(target=self.f).start()", {"f": "Thread"}),
        ("app.add_handler(CommandHandler('x', self.f))", {"f": "CommandHandler"}),
        ("tk.Button(root, command=self.f)", {"f": "tk.Button"}),
        # Used at once, or only named
        ("map(self.f, items)", {}),
        ("sorted(items, key=self.f)", {}),
        ("pool.submit(self.f, 1)", {}),
        ("self.add(self.f())", {}),
        ("other.add_handler(other.f)", {}),
    ],
)
def test_methods_that_are_called_back(code: str, expected: dict[str, str]) -> None:
    assert prominence.callbacks(body(code)) == expected


def test_functions_that_are_called_back() -> None:
    code = "def f(): ...\ndef g(): ...\ndef h():\n    tk.Button(command=f)\n    g()\n"
    assert prominence.callbacks(ast.parse(code)) == {"f": "tk.Button"}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("class Logger: ...\nlogger: Logger = Logger()", {"Logger": "logger"}),
        ("class TOKENS: ...\ntry:\n    tokens = TOKENS()\nexcept OSError: ...", {"TOKENS": "tokens"}),
        ("class AppSettings: ...\nsettings = AppSettings(1)", {"AppSettings": "settings"}),
        ("class Database: ...\ndb = Database()", {"Database": "db"}),
        # One of several, another's word, a constant, an inner one, one that a branch makes
        ("class Color: ...\ncolor = Color(1)\nother_color = Color(2)", {}),
        ("class TextCalendar: ...\nc = TextCalendar()", {}),
        ("class Budget: ...\nNO_BUDGET = Budget()", {}),
        ("class Logger: ...\n_logger = Logger()", {}),
        ("class _Logger: ...\nlogger = _Logger()", {}),
        ("class Logger: ...\nif DEBUG:\n    logger = Logger()", {}),
    ],
)
def test_objects_that_a_module_makes_for_its_users(code: str, expected: dict[str, str]) -> None:
    assert prominence.ready(ast.parse(dedent(code))) == expected


@pytest.mark.parametrize(
    ("body_", "rank"),
    [
        ("return self.request('GET', 1)", prominence.MAIN),
        ("return await self.request('GET', 1)", prominence.MAIN),
        ("return self.request(self.method, self.path)", prominence.ORDINARY),
        ("return other.request('GET')", prominence.ORDINARY),
    ],
)
def test_what_fills_another_method_in_is_a_main_use(body_: str, rank: int) -> None:
    start = "async def" if "await" in body_ else "def"
    code = f"class C:\n    def request(self, a, b): ...\n    {start} whole_thing(self):\n        {body_}\n"
    node = ast.parse(code).body[0]
    assert isinstance(node, ast.ClassDef)
    assert prominence.ranks(node)["whole_thing"] == rank


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("self.load(a)\n        self.store(a)", {"work": frozenset({"load", "store"})}),
        ("self.load(a)", {}),
        ("self.load(a)\n        self._store(a)", {}),
        ("other.load(a)\n        other.store(a)", {}),
    ],
)
def test_the_method_that_calls_the_others(code: str, expected: dict[str, frozenset[str]]) -> None:
    methods = "".join(f"    def {name}(self, a): ...\n" for name in ("load", "store", "_store"))
    node = ast.parse(f"class C:\n{methods}    def work(self, a):\n        {code}\n").body[0]
    assert isinstance(node, ast.ClassDef)
    assert prominence.hub(node) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("def make(cls) -> 'C': ...", True),
        ("def make(cls) -> T:\n        new = cls()\n        return new", True),
        ("def make(cls) -> T:\n        return other()", False),
        ("def make(cls):\n        return cls(1)", True),
        ("def make(cls, a):\n        if not a:\n            return None\n        return cls(a)", True),
        ("def make(cls):\n        return None", False),
    ],
)
def test_class_methods_that_make_an_instance(code: str, expected: bool) -> None:
    node = ast.parse(f"class C:\n    @classmethod\n    {code}\n").body[0]
    assert isinstance(node, ast.ClassDef)
    assert isinstance(node.body[0], ast.FunctionDef)
    assert prominence.is_factory(node.body[0], "C") is expected


PIPE = """
class Pipe:
    def read(self, number): ...
    def feed(self{given}): ...
    def size(self): ...
    def close(self): ...
    def start(self): ...
"""


def ordered(code: str) -> list[str]:
    node = class_of(code)
    return sorted(prominence.ranks(node), key=lambda name: prominence.place(node, name))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (", data", ["start", "feed", "read", "size", "close"]),
        # What takes nothing puts nothing in
        ("", ["start", "read", "feed", "size", "close"]),
    ],
)
def test_what_puts_in_comes_before_what_takes_out(given: str, expected: list[str]) -> None:
    assert ordered(PIPE.format(given=given)) == expected


LISTENER = """
class Listener{base}:
    def begin(self):
        Thread(target=self._watch).start()
    def _watch(self):
        self.handle(self.take())
    def handle(self, one):
        self.prepare(one)
    def prepare(self, one): ...
    def take(self): ...
    def ask(self):
        {ask}
    def run(self):
        self.flush()
    def flush(self): ...
"""


@pytest.mark.parametrize(
    ("base", "ask", "expected"),
    [
        ("", "pass", {"handle", "prepare", "take"}),
        ("(Thread)", "pass", {"handle", "prepare", "take", "flush"}),
        ("", "return self.take()", {"handle", "prepare"}),
    ],
)
def test_what_only_a_thread_calls(base: str, ask: str, expected: set[str]) -> None:
    assert prominence.in_background(class_of(LISTENER.format(base=base, ask=ask))) == expected


@pytest.mark.parametrize(("statements", "expected"), [(1, prominence.MINOR), (5, prominence.ORDINARY)])
def test_an_accessor_is_short(statements: int, expected: int) -> None:
    inside = "\n".join("        self.x = 1" for _ in range(statements))
    node = class_of(f"class C:\n    def get_stories(self):\n{inside}\n")
    assert prominence.ranks(node)["get_stories"] == expected
