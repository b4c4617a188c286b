"""What a function touches through others: each with code that has it and a near miss that must not."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from tests.english.describing import facts_of

CLIENT = """
import os, threading, requests
class Client:
    def __init__(self, host, folder=None):
        self.host = host
        if folder is None:
            self._default()
    def _default(self):
        os.makedirs("/tmp/x")
    def request(self, path):
        return requests.get(self.host + path)
    def all(self):
        return self.request("/all")
    def some(self, names, quiet):
        if not quiet:
            self.request("/some")
    def each(self, names):
        return [self.request(name) for name in names]
    def near(self, other):
        return other.request("/near")
    def named(self):
        return self.request
"""


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Network", '`all` sends a `GET` request to `self.host + "/all"`, through `request`'),
        (
            "Network",
            '`some` sends a `GET` request to `self.host + "/some"`, if `quiet` is falsy, through `request`',
        ),
        ("Network", "`each` sends a `GET` request to `self.host + name`, "),
        ("Files", "`_default` (called by `Client(...)` if `folder` is `None`) creates the directory"),
    ],
)
def test_an_effect_goes_to_the_callers_with_the_condition(tmp_path: Path, label: str, expected: str) -> None:
    assert expected in facts_of(tmp_path, CLIENT, "Client")[label]


@pytest.mark.parametrize("name", ["near", "named"])
def test_what_is_not_known_to_call_it_has_no_such_effect(tmp_path: Path, name: str) -> None:
    assert f"`{name}`" not in facts_of(tmp_path, CLIENT, "Client")["Network"]


PAIRS = [
    (
        "Network",
        """\
import requests
class C(requests.Session):
    def request(self, m, u, **k):
        return super().request(m, u, timeout=3, **k)
""",
        "C",
        "`request` sends a `m` request to `u`",
    ),
    (
        "Network",
        """\
class C(dict):
    def request(self, m, u, **k):
        return super().request(m, u, **k)
""",
        "C",
        None,
    ),
    (
        "Network",
        """\
def f(session):
    session.post('https://a.org/x')
""",
        "f",
        "Sends a `POST` request to",
    ),
    (
        "Network",
        """\
BASE = 'https://a.org'
def f(s, x):
    s.get(f'{BASE}/{x}')
""",
        "f",
        "Sends a `GET` request",
    ),
    (
        "Network",
        """\
def f(session, url):
    session.post(url)
""",
        "f",
        None,
    ),
    (
        "Network",
        """\
def f(cache):
    return cache.get('https://a.org/x')
""",
        "f",
        None,
    ),
    (
        "Network",
        """\
def f(data):
    return data.get('https')
""",
        "f",
        None,
    ),
    (
        "Network",
        """\
import asyncio, requests
async def f(url):
    await asyncio.to_thread(requests.get, url)
""",
        "f",
        "Sends a `GET` request to `url`",
    ),
    (
        "Network",
        """\
import requests
def f(pool, url):
    pool.submit(requests.get, url)
""",
        "f",
        "Sends a `GET` request to `url`",
    ),
    (
        "Network",
        """\
import requests
def f(loop, url):
    loop.run_in_executor(None, lambda: requests.get(url))
""",
        "f",
        "Sends a `GET` request to `url`",
    ),
    (
        "Network",
        """\
import requests
def f(pool, url):
    pool.register(requests.get, url)
""",
        "f",
        None,
    ),
    (
        "Network",
        """\
import requests
class A:
    def go(self):
        requests.get('a')
def f():
    a = A()
    a.go()
""",
        "f",
        'Sends a `GET` request to `"a"`, through `A.go`',
    ),
    (
        "Terminal",
        """\
def g():
    print(1)
def f():
    g()
""",
        "f",
        "Prints to standard output through `g`",
    ),
    (
        "Terminal",
        """\
def g():
    print(1)
def f():
    return g
""",
        "f",
        None,
    ),
    (
        "Terminal",
        """\
def f(x):
    if x:
        print(1)
    else:
        print(2)
""",
        "f",
        "Prints to standard",
    ),
    (
        "Terminal",
        """\
def f(x):
    if x:
        print(1)
""",
        "f",
        "Prints to standard output if `x` is truthy",
    ),
    (
        "Environment",
        """\
import os
def g():
    return os.getenv('A')
def f():
    return g()
""",
        "f",
        "Reads the environment variable `A` through `g`",
    ),
    (
        "Environment",
        """\
import os
def g():
    return os.getcwd()
def f():
    return g()
""",
        "f",
        None,
    ),
    (
        "Threads",
        """\
import threading
class C:
    def go(self):
        self._t = threading.Thread(target=self._run)
        self._t.start()
    def _run(self):
        pass
""",
        "C",
        "starts a thread that calls `self._run`",
    ),
    (
        "Threads",
        """\
import threading
class W(threading.Thread):
    def __init__(self):
        super().__init__()
        self.start()
class C:
    def __init__(self):
        W()
""",
        "C",
        "`C(...)` starts threads through `W(...)`",
    ),
    (
        "Threads",
        """\
class W:
    def __init__(self):
        self.start()
    def start(self):
        pass
""",
        "W",
        None,
    ),
    (
        "Waiting",
        """\
import threading
class C:
    def __init__(self):
        self.e = threading.Event()
    def f(self):
        self.e.wait()
""",
        "C",
        "waits until the event `self.e` is set",
    ),
    (
        "Waiting",
        """\
class C:
    def f(self, waiter):
        waiter.wait_for('x')
""",
        "C",
        None,
    ),
]


@pytest.mark.parametrize(("label", "code", "name", "expected"), PAIRS)
def test_pairs(tmp_path: Path, label: str, code: str, name: str, expected: str | None) -> None:
    found = facts_of(tmp_path, dedent(code), name).get(label)
    if expected is None:
        assert found is None
    else:
        assert expected in (found or "")


AT_IMPORT = [
    (
        "class C:\n    def __init__(self, x):\n        if x:\n            raise SystemExit(1)\nc = C(2)",
        "Importing it can end the program through `C(...)`.",
    ),
    (
        "import requests\ndef load(url, name):\n    print(requests.get(url))\nload('https://a.org', 1)",
        (
            'Importing it sends a `GET` request to `"https://a.org"`. Importing it prints to standard '
            "output through `load`."
        ),
    ),
    (
        "import os\nclass C:\n    def __init__(self, path):\n        os.mkdir(path)\nc = C('a')\nprint(c)",
        'Importing it creates the directory `"a"`. Importing it prints `c`.',
    ),
    (
        "import os\ndef load(name):\n    os.mkdir('a')\nclass C:\n    value = load(1)",
        'Importing it creates the directory `"a"`.',
    ),
    (
        "import os\ndef f(x):\n    if x:\n        os.mkdir('a')\ndef g():\n    f(1)\ng()",
        'Importing it creates the directory `"a"`.',
    ),
    (
        "import os\ndef f():\n    name = os.getcwd() + input()\n    os.mkdir(name)\nf()",
        "Importing it changes files through `f`. Importing it asks the user for a line of text.",
    ),
    ("import os\ndef f():\n    os.mkdir('a')\nx = f", None),
    ("import os\ndef f():\n    os.mkdir('a')\nif __name__ == '__main__':\n    f()", None),
    ("import os\ndef f():\n    os.mkdir('a')\nclass C:\n    def m(self):\n        f()", None),
]


@pytest.mark.parametrize(("code", "expected"), AT_IMPORT)
def test_what_an_import_has_run_is_told_in_order(tmp_path: Path, code: str, expected: str | None) -> None:
    assert facts_of(tmp_path, code).get("Import") == expected


RETRY = """
import time, requests
def f(url):
    for n in range(3):
        try:
            return requests.get(url)
        except requests.HTTPError as e:
            {test}
            time.sleep(2)
"""


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        (
            "if e.args:\n                return None",
            (
                "Makes up to `3` attempts; another one follows `requests.HTTPError`, unless `e.args` is "
                "truthy. It waits `2` seconds after each of them, the last one too."
            ),
        ),
        (
            "if n == 2:\n                raise",
            (
                "Makes up to `3` attempts; another one follows `requests.HTTPError`. It waits `2` seconds "
                "in between."
            ),
        ),
    ],
)
def test_a_retry_keeps_what_ends_it(tmp_path: Path, test: str, expected: str) -> None:
    assert facts_of(tmp_path, RETRY.format(test=test), "f")["Retries"] == expected


def test_what_a_private_callee_catches_is_told(tmp_path: Path) -> None:
    code = """
import os
class C:
    def f(self):
        self._g()
    def _g(self):
        try:
            os.mkdir("a")
        except OSError:
            pass
    def _near(self):
        try:
            os.mkdir("b")
        except OSError:
            pass
"""
    expected = "`_g` (called by `f`) catches any `OSError`: it is ignored."
    assert facts_of(tmp_path, code, "C")["Errors"] == expected


STORE = """
import sqlite3
class Store:
    def __init__(self):
        self.conn = sqlite3.connect("a.db")
    def add(self, x):
        with self.conn:
            self.conn.execute("INSERT INTO a VALUES (1)")
    def near(self, conn):
        with conn:
            conn.execute("INSERT INTO a VALUES (2)")
    def clear(self):
        self.conn.execute("DELETE FROM a")
        self.conn.commit()
"""


def test_the_block_of_a_connection_is_a_transaction(tmp_path: Path) -> None:
    found = facts_of(tmp_path, STORE, "Store")["Transaction"]
    assert found == (
        "`clear` commits the transaction of `self.conn`. `add` runs a transaction of `self.conn`: committed "
        "at the end of its `with` block, rolled back after an exception."
    )
    assert (
        "No other method commits"
        in (facts_of(tmp_path, STORE.replace("with self.conn:", "if x:"), "Store")["Transaction"])
    )


READS = [
    (
        "return os.getenv('A') or 'x'",
        'Reads the environment variable `A`; without that variable the value is `"x"`.',
    ),
    ("return os.getenv('A') or f('x')", "Reads the environment variable `A`."),
    (
        "a = os.getenv('A', 'x')\n    b = os.getenv('B', 'y')\n    return a, b",
        'Reads the environment variables `A` (`"x"` by default) and `B` (`"y"` by default).',
    ),
    (
        "a = os.getenv('A', 'x')\n    b = os.getenv('A', 'y')\n    return a, b",
        'Reads the environment variable `A`; without that variable the value is `"x"`.',
    ),
    (
        "os.environ['A'] = 'x'\n    os.environ['B'] = 'y'",
        "Sets the environment variables `A` and `B`.",
    ),
    (
        "a = os.getenv('A')\n    b = os.environ.get('B')\n    return a, b",
        "Reads the environment variables `A` and `B`; without them the values are `None`.",
    ),
    (
        "a = os.environ['A']\n    b = os.environ['B']\n    return a, b",
        "Reads the environment variables `A` and `B`; without one of them it raises `KeyError`.",
    ),
    (
        "a = os.getenv('A')\n    if a is None:\n        a = 'x'\n    return a",
        "Reads the environment variable `A`.",
    ),
    (
        "a = os.getenv('A')\n    b = os.getenv('B', 'x')\n    return a, b",
        (
            "Reads the environment variable `A`; without that variable the value is `None`. Reads the "
            'environment variable `B`; without that variable the value is `"x"`.'
        ),
    ),
]


@pytest.mark.parametrize(("body", "expected"), READS)
def test_reads_with_one_outcome_are_one_sentence(tmp_path: Path, body: str, expected: str) -> None:
    assert facts_of(tmp_path, f"import os\ndef f():\n    {body}\n", "f")["Environment"] == expected


def test_a_coroutine_function_in_a_thread_runs_nothing(tmp_path: Path) -> None:
    code = """
import asyncio, os
async def f(path):
    async def g():
        os.remove(path)
    await asyncio.to_thread(g)
async def near(path):
    def g():
        os.remove(path)
    await asyncio.to_thread(g)
async def lost(path):
    async def g():
        os.remove(path)
    g()
"""
    assert "Files" not in facts_of(tmp_path, code, "f")
    assert facts_of(tmp_path, code, "f")["Threads"] == (
        "Calls the coroutine function `g` in a thread, where nothing awaits it: its body never runs."
    )
    assert "deletes the file" in facts_of(tmp_path, code, "near")["Files"]
    assert "called by" not in facts_of(tmp_path, code, "lost").get("Files", "")


def test_a_thread_changes_the_state_of_the_instance(tmp_path: Path) -> None:
    code = """
import threading
class C:
    def f(self):
        threading.Thread(target=self.g).start()
    def g(self):
        self.x = 1
    def near(self):
        return self.g
"""
    assert facts_of(tmp_path, code, "C")["State"] == ("`f` can change `self.x`. `g` changes `self.x`.")


def test_a_handler_that_logs_an_error_is_told(tmp_path: Path) -> None:
    code = """
import os, logging
logger = logging.getLogger(__name__)
def f(parser):
    try:
        os.mkdir("a")
    except OSError:
        {name}.error("no")
    return None
"""
    expected = "Catches any `OSError`: a message is logged, and the result is `None`."
    assert facts_of(tmp_path, code.format(name="logger"), "f")["Errors"] == expected
    assert "Errors" not in facts_of(tmp_path, code.format(name="parser"), "f")


def test_variables_that_the_import_reads_are_told_where_they_are_used(tmp_path: Path) -> None:
    code = """
import os
USER = os.getenv("USER")
NAME = "x"
class C:
    def f(self):
        return USER
class Near:
    def f(self, USER):
        return USER, NAME
"""
    outcome = "without that variable the value is `None`."
    expected = f"Importing its module reads the environment variable `USER`; {outcome}"
    assert facts_of(tmp_path, code, "C")["Environment"] == expected
    assert "Environment" not in facts_of(tmp_path, code, "Near")


HOOKS = """
import os
from tools import BaseTool
class Base:
    def run(self):
        return self._run()
class Own(Base):
    def _run(self):
        os.mkdir("own")
    def _dead(self):
        os.mkdir("dead")
class Other(Base):
    def _run(self):
        os.mkdir("other")
class Foreign(BaseTool):
    def _arun(self):
        os.mkdir("foreign")
class Plain:
    def _run(self):
        os.mkdir("plain")
class Used(BaseTool):
    def _helper(self):
        os.mkdir("used")
def use(tool):
    tool._helper()
"""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Own", '`_run` (for the base class to call) creates the directory `"own"`.'),
        ("Foreign", '`_arun` (which nothing in this module calls) creates the directory `"foreign"`.'),
        ("Plain", None),
        ("Used", None),
    ],
)
def test_private_methods_that_a_base_class_calls_are_told(
    tmp_path: Path, name: str, expected: str | None
) -> None:
    assert facts_of(tmp_path, HOOKS, name).get("Files") == expected


def test_equal_private_names_are_told_apart(tmp_path: Path) -> None:
    found = facts_of(tmp_path, HOOKS)["Files"]
    assert "`Own._run` (for the base class to call)" in found
    assert "`Other._run` (for the base class to call)" in found


OPTIONAL = """
import queue
class Pool:
    def __init__(self):
        self.tasks = queue.Queue()
    def finish(self):
        self.tasks.join()
class User:
    def __init__(self):
        self.pool = None
    def start(self):
        self.pool = Pool()
    def stop(self):
        self.pool.finish()
    def near(self, pool):
        pool.finish()
"""


def test_what_may_be_none_has_the_methods_of_its_class(tmp_path: Path) -> None:
    assert facts_of(tmp_path, OPTIONAL, "User")["Waiting"] == "`stop` waits through `Pool.finish`."


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("x.join()", "Waits until `x` is finished."),
        ("x.wait()", "Waits for `x`."),
        ("x.get(timeout=3)", "Waits for what `x` gives, with the timeout `3`."),
        ("x.join(y)", None),
        ("x.get(y, timeout=3)", None),
    ],
)
def test_a_name_without_arguments_settles_a_wait(tmp_path: Path, call: str, expected: str | None) -> None:
    assert facts_of(tmp_path, f"def f(x, y):\n    {call}\n", "f").get("Waiting") == expected


def test_what_all_code_of_the_process_shares_is_told(tmp_path: Path) -> None:
    code = "import os\ndef f(x):\n    os.chdir(x)\ndef near(x):\n    return os.getcwd()\n"
    assert facts_of(tmp_path, code, "f")["Environment"] == "Changes the current directory to `x`."
    assert "Environment" not in facts_of(tmp_path, code, "near")


LIBRARIES = [
    (
        "Files",
        """
from pathlib import Path
class C:
    def f(self, path, mode):
        Path(path).open(mode)
""",
        "opens `Path(path)` in the mode `mode`",
    ),
    (
        "Network",
        """
from discord.ext import commands
class C(commands.Cog):
    @commands.command()
    async def f(self, ctx, x):
        await ctx.send("a")
        await x.send("b")
""",
        '`f` sends a message with the text `"a"`.',
    ),
    (
        "Network",
        """
class C:
    @command()
    async def f(self, ctx):
        await ctx.send("a")
""",
        None,
    ),
    (
        "Database",
        """
from sqlalchemy import create_engine
class C:
    def f(self, url, row):
        engine = create_engine(url, creator=print)
        engine.execute("INSERT INTO a VALUES (%s)", row)
        row.execute("INSERT INTO a VALUES (%s)", row)
""",
        'runs the SQL `"INSERT INTO a VALUES (%s)"`',
    ),
    (
        "Files",
        """
import tokenize
class C:
    def f(self, name):
        with tokenize.open(name) as file:
            return file.read()
""",
        "opens `name` for reading as Python source",
    ),
]


@pytest.mark.parametrize(("label", "code", "expected"), LIBRARIES)
def test_rows_with_facts(tmp_path: Path, label: str, code: str, expected: str | None) -> None:
    found = facts_of(tmp_path, code, "C").get(label)
    if expected is None:
        assert found is None
    else:
        assert expected in (found or "")


SHARED = """
import os, sys, openai, settings
openai.api_key = "x"
sys.path.append(sys.path.pop(0))
class C:
    def f(self, plt):
        settings.DEBUG = True
        os.environ["A"] = "b"
        plt.rcParams = 1
    def near(self):
        value = settings.DEBUG
        return value
"""


def test_attributes_of_other_modules_are_state(tmp_path: Path) -> None:
    found = facts_of(tmp_path, SHARED, "C")["State"]
    assert "`f` changes `settings.DEBUG`" in found
    assert "plt.rcParams" not in found
    assert "os.environ" not in found
    assert "`near`" not in found
    imported = facts_of(tmp_path, SHARED)["Import"]
    assert imported == "Importing it changes `openai.api_key`. Importing it changes `sys.path`."


def test_several_questions_are_one_sentence(tmp_path: Path) -> None:
    code = """
def f():
    a = input("A: ")
    b = input("B: ")
    return a, b
def near(x):
    a = input("A: ")
    if x:
        input("B: ")
    return a
c = input("C: ")
d = input("D: ")
"""
    assert facts_of(tmp_path, code, "f")["Terminal"] == (
        'Asks the user for 2 lines of text, at the prompts `"A: "` and `"B: "`.'
    )
    assert facts_of(tmp_path, code, "near")["Terminal"] == (
        'Asks the user for a line of text at the prompt `"A: "`. Asks the user for a line of text at the '
        'prompt `"B: "`, if `x` is truthy.'
    )
    assert facts_of(tmp_path, code)["Import"] == (
        'Importing it asks the user for 2 lines of text, at the prompts `"C: "` and `"D: "`.'
    )


MANY = """
import requests
class Client:
    def request(self, path):
        return requests.get(path)
    def other(self, path):
        url = path.strip() + input()
        return requests.get(url)
    def a(self):
        return self.request("/a")
    def b(self):
        return self.request("/b")
    def c(self):
        return self.request("/c")
    def d(self, quiet):
        if not quiet:
            return self.request("/d")
    def e(self, quiet):
        return self.other("/e")
    def d0(self):
        return self.request("/d0")
    def d1(self):
        return self.request("/d1")
    def d2(self):
        return self.request("/d2")
"""


def test_looking_at_a_path_is_not_carried(tmp_path: Path) -> None:
    code = """
from pathlib import Path
def look(path):
    return Path(path).resolve()
def read(path):
    return Path(path).read_text()
def f(path):
    return look(path)
def g(path):
    return read(path)
"""
    assert "Files" not in facts_of(tmp_path, code, "f")
    assert "through `read`" in facts_of(tmp_path, code, "g")["Files"]


def test_many_callers_share_a_sentence(tmp_path: Path) -> None:
    found = facts_of(tmp_path, MANY, "Client")["Network"]
    assert "`a`, `b`, `c`, `d0`, `d1` and `d2` use the network through `request`" in found
    assert "`d` uses the network through `request` if `quiet` is falsy" in found
    assert "`e` uses the network through `other`" in found


def test_who_prints_itself_is_not_told_to_print_through_others(tmp_path: Path) -> None:
    code = """
def g():
    print(1)
def f(x):
    if x:
        print(2)
    g()
def h():
    g()
"""
    assert facts_of(tmp_path, code)["Terminal"] == (
        "`g` prints to standard output. `f` prints to standard output if `x` is truthy. `h` prints to "
        "standard output through `g`."
    )


def test_a_logger_is_known_by_its_name(tmp_path: Path) -> None:
    code = """
from tools import logger, dialog
class E(Exception):
    def __init__(self):
        self.tell()
    def tell(self):
        logger.error("x")
    def near(self):
        dialog.error("x")
"""
    assert facts_of(tmp_path, code, "E")["Logging"] == "Logs errors."


def test_calls_in_one_module_are_followed_however_deep(tmp_path: Path) -> None:
    steps = "".join(f"def f{n}():\n    f{n + 1}()\n" for n in range(6))
    code = f"import os\n{steps}def f6():\n    x = os.getcwd() + input()\n    os.remove(x)\n    f0()\n"
    found = facts_of(tmp_path, code, "f0")["Files"]
    assert found == "Changes files through `f1`."


def test_what_holds_for_the_whole_process_is_told_of_the_import(tmp_path: Path) -> None:
    code = """
import logging, urllib3
urllib3.disable_warnings()
logging.basicConfig(level=10)
def f():
    logging.basicConfig()
"""
    assert facts_of(tmp_path, code)["Import"] == (
        "Importing it calls `urllib3.disable_warnings()`, which holds for the whole process. Importing it "
        "calls `logging.basicConfig(level=10)`, which holds for the whole process."
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("get = requests.get\n    get(url)", "Sends a `GET` request to `url`."),
        ("get = requests.get\n    get = len\n    get(url)", None),
        ("get = requests.codes\n    get(url)", None),
    ],
)
def test_another_name_of_a_known_function_is_known(tmp_path: Path, body: str, expected: str | None) -> None:
    code = f"import requests\ndef f(url):\n    {body}\n"
    assert facts_of(tmp_path, code, "f").get("Network") == expected


CONCRETE = """
import os, requests
from pathlib import Path
class Api:
    url = "https://a.org"
    token_url = f"{url}/token"
    def token(self):
        requests.post(self.token_url, json={"a": 1}, headers={"b": "c"}, timeout=3)
    def both(self):
        requests.get(self.url)
        requests.get(self.url + "/x")
    def chosen(self, new):
        address = "https://new.org" if new else "https://old.org"
        requests.get(address).json()
    def own(self, address):
        address = "https://new.org"
        requests.get(address)
def cached(path, again):
    if again:
        os.remove(path)
def read(path):
    return Path(path).read_text()
def environment():
    return os.getenv("A_HOST") or os.getenv("A_PORT")
"""


def test_addresses_are_told_by_their_text(tmp_path: Path) -> None:
    assert facts_of(tmp_path, CONCRETE, "Api.token")["Network"] == (
        'Sends a `POST` request to `"https://a.org/token"`, with a timeout of `3` seconds.'
    )
    assert facts_of(tmp_path, CONCRETE, "Api.both")["Network"] == (
        'Sends `GET` requests to `"https://a.org"` and `"https://a.org/x"`.'
    )
    assert facts_of(tmp_path, CONCRETE, "Api.chosen")["Network"] == (
        'Sends a `GET` request to `"https://new.org"` or `"https://old.org"`.'
    )


def test_a_parameter_that_is_set_again_is_not_an_alternative(tmp_path: Path) -> None:
    assert " or " not in facts_of(tmp_path, CONCRETE, "Api.own")["Network"]


def test_cases_of_a_chain_are_one_sentence(tmp_path: Path) -> None:
    code = "import requests\ndef f(name):\n    if name == 'a':\n        requests.get('https://a.org')\n"
    for other in "bcd":
        code += f"    elif name == '{other}':\n        requests.get('https://{other}.org')\n"
    assert facts_of(tmp_path, code, "f")["Network"] == (
        'Sends `GET` requests to `"https://a.org"`, `"https://b.org"`, `"https://c.org"` or '
        '`"https://d.org"`, depending on `name`.'
    )


@pytest.mark.parametrize(
    ("body", "label", "expected"),
    [
        ("helper.cached(name, True)", "Files", "Deletes the file `name`, through `helper.cached`."),
        ("helper.cached(name, False)", "Files", None),
        (
            "helper.cached('a.txt', x)",
            "Files",
            'Deletes the file `"a.txt"`, if `x` is truthy, through `helper.cached`.',
        ),
        (
            "helper.environment()",
            "Environment",
            "Reads the environment variables `A_HOST` and `A_PORT` through `helper.environment`.",
        ),
        (
            "if x:\n        helper.environment()",
            "Environment",
            "Can read the environment variables `A_HOST` and `A_PORT` through `helper.environment`.",
        ),
    ],
)
def test_what_another_module_touches_is_told_with_the_arguments(
    tmp_path: Path, body: str, label: str, expected: str | None
) -> None:
    (tmp_path / "helper.py").write_text(CONCRETE)
    assert facts_of(tmp_path, f"import helper\ndef f(name, x):\n    {body}", "f").get(label) == expected


def test_what_asks_the_outside_is_named_first(tmp_path: Path) -> None:
    code = """
import requests, logging
from datetime import datetime
logger = logging.getLogger(__name__)
def f(url, x):
    y = x.start()
    try:
        x.first()
        x.second()
        x.third()
        stamp = datetime.now().strftime("%Y")
        requests.get(url + stamp)
    except Exception:
        logger.error("no")
    return y
"""
    assert facts_of(tmp_path, code, "f")["Errors"] == (
        "Catches `Exception` from `requests.get` and the steps around it: a message is logged, and "
        "nothing is raised."
    )


PASSED = """
import asyncio, os, shutil, threading, requests, pymysql, sqlite3
from concurrent.futures import ThreadPoolExecutor
def fetch(url, timeout=3):
    requests.get(url, timeout=timeout)
def wipe(path):
    if os.path.isdir(path):
        shutil.rmtree(path)
    else:
        os.remove(path)
def secret(name):
    return os.environ[name]
"""


@pytest.mark.parametrize(
    ("body", "address"),
    [
        ("asyncio.to_thread(helper.fetch, link, timeout=9)", "link"),
        ("pool.submit(helper.fetch, link)", "link"),
        ("loop.run_in_executor(None, helper.fetch, link)", "link"),
        ("threading.Timer(5, helper.fetch, args=[link]).start()", "link"),
        ("threading.Thread(target=helper.fetch, kwargs={'url': link}).start()", "link"),
        ("pool.apply_async(helper.fetch, (link,))", "link"),
        ("pool.map(helper.fetch, links)", ""),
    ],
)
def test_a_function_that_is_passed_on_has_its_own_arguments(tmp_path: Path, body: str, address: str) -> None:
    (tmp_path / "helper.py").write_text(PASSED)
    code = f"import asyncio, threading\nfrom helper import fetch\ndef f(pool, loop, link, links):\n    {body}"
    network = facts_of(tmp_path, code.replace("helper.fetch", "fetch"), "f")["Network"]
    assert ("Sends a `GET` request to `link`" in network) is bool(address)
    assert "through `fetch`" in network


@pytest.mark.parametrize(
    ("guard", "expected"),
    [
        ("if os.path.isdir(folder)", "Deletes the directory `folder` and everything in it, if `folder` is"),
        ("if not os.path.isdir(folder)", "Deletes the file `folder`, if `folder` is not a directory"),
    ],
)
def test_a_guard_rules_the_other_branch_of_the_callee_out(tmp_path: Path, guard: str, expected: str) -> None:
    (tmp_path / "helper.py").write_text(PASSED)
    code = f"import os\nfrom helper import wipe\ndef f(folder):\n    {guard}:\n        wipe(folder)"
    found = facts_of(tmp_path, code, "f")["Files"]
    assert found.startswith(expected)
    assert found.count("Deletes") + found.count("deletes") == 1


def test_a_variable_that_a_reader_is_given_is_named(tmp_path: Path) -> None:
    (tmp_path / "helper.py").write_text(PASSED)
    code = "from helper import secret\ndef f():\n    return secret('SHOP_TOKEN')"
    expected = "Reads the environment variable `SHOP_TOKEN` through `secret`."
    assert facts_of(tmp_path, code, "f")["Environment"] == expected


def test_the_block_of_a_connection_to_mysql_commits_nothing(tmp_path: Path) -> None:
    code = "import pymysql, sqlite3\ndef f():\n    with pymysql.connect(host='a') as db:\n        pass\n"
    assert "Transaction" not in facts_of(tmp_path, code, "f")
    other = code.replace("pymysql.connect(host='a')", "sqlite3.connect('a')")
    assert "Transaction" in facts_of(tmp_path, other, "f")


WRAPPED = """
import os, requests
HOST = os.getenv("SHOP_HOST", "https://shop.org")
class Api:
    def __init__(self, host="https://a.org/"):
        self.root = "https://b.org"
        self.host = host.rstrip("/")
        self.late = None
    def _send(self, method, path):
        return requests.request(method, f"{self.root}/{path}")
    def first(self):
        return self._send("GET", "first")
    def second(self, name):
        return self._send("post", f"second/{name}")
    def _open(self, address):
        if address:
            return requests.get(address)
    def kept(self):
        return self._open("https://c.org")
    def near(self):
        return self._open(compute())
    def usual(self):
        return requests.get(f"{self.host}/x")
    def variable(self):
        return requests.get(HOST + "/y")
    def set_later(self, host):
        self.late = host
    def later(self):
        return requests.get(f"{self.late}/z")
    def wrapper(self, method, url):
        if method == "get":
            return requests.get(url)
        elif method == "put":
            return requests.put(url)
    def through(self, url):
        return self.wrapper("put", url)
"""


@pytest.mark.parametrize(
    "expected",
    [
        '`Api.first` sends a `GET` request to `"https://b.org/first"`.',
        '`Api.second` sends a `POST` request to `"https://b.org/second/{name}"`.',
        '`Api.kept` sends a `GET` request to `"https://c.org"`.',
        '`Api.usual` sends a `GET` request to `"{self.host}/x"` (`"https://a.org/x"` by default).',
        '`Api.variable` sends a `GET` request to `HOST + "/y"` (`"https://shop.org/y"` by default).',
        '`Api.later` sends a `GET` request to `"{self.late}/z"`.',
        "`Api.through` sends a `PUT` request to `url`, through `wrapper`.",
    ],
)
def test_requests_through_an_own_wrapper_are_told_of_its_callers(tmp_path: Path, expected: str) -> None:
    assert expected in facts_of(tmp_path, WRAPPED)["Network"]


QUERIES = """
from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from models import Row
def wipe(session):
    session.execute(delete(Row))
def drop(session, key):
    session.execute(delete(Row).where(Row.key == key))
def load(session):
    return session.execute(select(Row).where(Row.key == 1)).scalars().all()
def keep(session, values):
    statement = insert(Row).values(**values).on_conflict_do_nothing()
    session.execute(statement)
def first(name):
    return Row.query.filter_by(name=name).first()
def near(session, job):
    return session.execute(job(Row))
"""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("wipe", "Deletes all rows of `Row`."),
        ("drop", "Deletes rows of `Row`."),
        ("load", "Reads rows of `Row`."),
        ("keep", "Inserts rows of `Row`, unless they exist."),
        ("first", "Reads rows of `Row`."),
        ("near", None),
    ],
)
def test_statements_of_sqlalchemy_are_database(tmp_path: Path, name: str, expected: str | None) -> None:
    assert facts_of(tmp_path, QUERIES, name).get("Database") == expected


@pytest.mark.parametrize(
    ("code", "label", "expected"),
    [
        (
            (
                "def f(c, a):\n    sql = 'SELECT id FROM A'\n    c.execute(sql)\n    if a:\n"
                "        sql = 'INSERT INTO B VALUES (1)'\n        c.execute(sql)\n"
            ),
            "Database",
            'Runs the SQL `"SELECT id FROM A"`. Runs the SQL `"INSERT INTO B VALUES (1)"`, if `a` is truthy.',
        ),
        (
            "def f(c, t):\n    sql = 'DELETE FROM {t}'\n    sql = sql.format(t=t)\n    c.execute(sql)\n",
            "Database",
            'Runs the SQL `"DELETE FROM {t}"`.',
        ),
        (
            "def f(client, base, body):\n    client.post(url=f'{base}/x', json=body)\n",
            "Network",
            'Sends a `POST` request to `"{base}/x"`.',
        ),
        ("def f(client, base, body):\n    client.post(url=f'{base}/x', note=body)\n", "Network", None),
        (
            (
                "import traceback\ndef f(x):\n    try:\n        x()\n    except Exception:\n"
                "        traceback.print_exc()\n"
            ),
            "Terminal",
            "Prints to the error output if `x()` raises `Exception`.",
        ),
        (
            (
                "import subprocess\ndef f(x):\n    try:\n        subprocess.run(['ls'], check=True)\n"
                "    except subprocess.CalledProcessError:\n        return None\n"
            ),
            "Subprocesses",
            "Runs `ls` and waits until it ends.",
        ),
    ],
)
def test_effects_that_their_arguments_prove(
    tmp_path: Path, code: str, label: str, expected: str | None
) -> None:
    assert facts_of(tmp_path, code, "f").get(label) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            (
                "import os, sys\nif os.name == 'nt':\n    def f(): pass\nelse:\n"
                "    if __name__ == '__main__':\n        os.remove(sys.argv[1])\n"
            ),
            None,
        ),
        (
            "import socket\ns = socket.socket()\nwhile True:\n    s.recv(9)\n",
            "Importing it does not return: its loop goes round for ever.",
        ),
        ("import socket\ns = socket.socket()\nwhile True:\n    if s.recv(9):\n        break\n", ""),
        ("from pathlib import Path\nHERE = Path(__file__).resolve()\n", None),
    ],
)
def test_what_an_import_is_told_to_run(tmp_path: Path, code: str, expected: str | None) -> None:
    found = facts_of(tmp_path, code).get("Import")
    if expected is None:
        assert found is None
    else:
        assert ("does not return" in (found or "")) is bool(expected)
        assert expected in (found or "")


GUARDED = """
import os, shutil, asyncio
def f(key, path, other):
    if not key:
        return
    os.remove(path)
    shutil.copy(path, other)
    os.mkdir(other)
def near(key, path, other):
    if key:
        os.remove(path)
    shutil.copy(path, other)
    os.mkdir(other)
def moved(a, b, path, other):
    if a:
        shutil.move(path, other)
    if b == 1:
        shutil.move(path, other)
async def opened(host):
    reader, writer = await asyncio.wait_for(asyncio.open_connection(host, 80), timeout=9)
"""


def test_a_condition_that_all_share_is_told_once(tmp_path: Path) -> None:
    module = facts_of(tmp_path, GUARDED)["Files"]
    assert "`f` (only if `key` is truthy) deletes the file `path`" in module
    assert module.count("`key` is truthy") == 2
    assert "`near` deletes the file `path`, if `key` is truthy" in module
    alone = facts_of(tmp_path, GUARDED, "f")["Files"]
    assert alone.startswith("Deletes the file `path`.")
    assert alone.endswith("Each of these happens only if `key` is truthy.")


def test_the_cases_of_one_effect_are_told(tmp_path: Path) -> None:
    assert facts_of(tmp_path, GUARDED, "moved")["Files"] == (
        "Moves `path` to `other`, if `a` is truthy, or if `b` is `1`."
    )


def test_what_something_waits_for_is_awaited(tmp_path: Path) -> None:
    found = facts_of(tmp_path, GUARDED, "opened")["Network"]
    assert found == "Connects to `host` on the port `80`."


def test_addresses_one_after_the_other_are_no_alternatives(tmp_path: Path) -> None:
    code = """
    import requests
    def f(x):
        url = "https://a.org"
        page = requests.get(url).text
        if page:
            url = "https://b.org"
            requests.get(url)
    """
    found = facts_of(tmp_path, dedent(code), "f")["Network"]
    assert 'to `"https://a.org"`. ' in found
    assert 'to `"https://b.org"`, if `page` is not empty' in found


def test_what_is_inside_of_an_argument_is_of_it(tmp_path: Path) -> None:
    code = "def f(item, x):\n    item['parts'].append(x)\ndef near(item, x):\n    item.append(x)\n"
    assert facts_of(tmp_path, code, "f")["State"] == "Changes its argument `item` in place."
    assert "State" not in facts_of(tmp_path, code, "near")


def test_what_a_with_block_at_module_level_opens_has_a_type(tmp_path: Path) -> None:
    code = "import smtplib\nwith smtplib.SMTP('a', 587) as server:\n    server.send_message(1)\n"
    assert "sends the e-mail message `1` through `server`" in facts_of(tmp_path, code)["Import"]
    assert "sends" not in facts_of(tmp_path, code.replace("import", "server = 1\nimport"))["Import"]


DESTROYING = """
import os, shutil
def wipe(b, really=True):
    if really and os.path.exists(b):
        os.remove(b)
def tree(a):
    for r, d, f in os.walk(a):
        for x in f:
            os.remove(os.path.join(r, x))
def maybe(a, really):
    if really:
        tree(a)
def backup(a):
    new = a + ".bak"
    if os.path.isfile(a):
        shutil.move(a, new)
def save(a):
    if os.path.isdir(a):
        print(os.listdir(a))
"""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("wipe(x)", "Can delete the file `x`, through `wipe`."),
        ("wipe(x, False)", None),
        ("if x:\n        return\n    wipe(x, False)", None),
        (
            "tree(x)",
            (
                "Can delete files through `tree`. Reads the directories and files of the tree under `x`, "
                "through `tree`."
            ),
        ),
        (
            "maybe(x, True)",
            (
                "Can delete files through `maybe`. Reads the directories and files of the tree under `x`, "
                "through `maybe`."
            ),
        ),
        ("maybe(x, False)", None),
        ("backup(x)", 'Can move `x` to `x + ".bak"`, through `backup`.'),
        ("save(x)", None),
        ("\n    ".join(["wipe(x)"] * 7), "Can delete files through `wipe`."),
        ("\n    ".join(["wipe(x, False)"] * 7), None),
    ],
)
def test_what_destroys_files_in_another_module_is_never_left_out(
    tmp_path: Path, body: str, expected: str | None
) -> None:
    (tmp_path / "helper.py").write_text(DESTROYING)
    code = f"from helper import backup, maybe, save, tree, wipe\ndef f(x):\n    {body}\n"
    assert facts_of(tmp_path, code, "f").get("Files") == expected


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("wipe('a')", 'Importing it can delete the file `"a"`.'),
        ("wipe('a', False)", "Importing it calls `wipe`."),
        ("tree('a')", "Importing it can delete files through `tree`."),
    ],
)
def test_an_import_that_can_destroy_files_is_told(tmp_path: Path, call: str, expected: str) -> None:
    (tmp_path / "helper.py").write_text(DESTROYING)
    assert facts_of(tmp_path, f"from helper import tree, wipe\n{call}\n")["Import"] == expected


def test_what_destroys_files_in_the_same_module_is_told_of_its_callers(tmp_path: Path) -> None:
    code = (
        f"{DESTROYING}def f(x):\n    wipe(x)\ndef near(x):\n    wipe(x, False)\ndef both(a):\n    tree(a)\n"
    )
    found = facts_of(tmp_path, code)["Files"]
    assert "`f` deletes the file `x`, if `x` exists, through `wipe`" in found
    assert "`maybe` can delete files through `tree`; likewise `both`." in found
    assert "`near` can delete" not in found
