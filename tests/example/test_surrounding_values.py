"""Values that depend on what stands around the parameter: twins, tables, folders, docstrings."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from sphinx_howto import document

Show = Callable[..., document.Example]
Run = Callable[[str], str]


def shown(show: Show, body: str, parameters: str, head: str = "", spoken: str = "") -> str:
    docstring = f'"""{spoken}"""\n' if spoken else ""
    inner = textwrap.indent(docstring + textwrap.dedent(body), "    ")
    return show(f"{head}\ndef f({parameters}):\n{inner}\n", "f").code


CODEC = """
class Codec:
    def dumps(self, data):
        return repr(data)

    def loads(self, source):
        return source.strip("'")

    def load(self, source):
        return source.strip()


def b2decode(word):
    return word[1:]


def b2encode(word: bytes):
    return b"2" + word


def decode(word):
    return word.strip()
"""


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("Codec.loads", "codec.loads(codec.dumps("),
        ("b2decode", 'b2decode(b2encode(b"data"))'),
        # Near misses: no twin
        ("Codec.load", 'codec.load("'),
        ("decode", 'decode("Some text")'),
    ],
)
def test_what_undoes_takes_what_its_twin_makes(show: Show, run: Run, name: str, call: str) -> None:
    made = show(CODEC, name).code
    assert call in made
    run(made)


DATABASES = {
    "connection": (
        "cur = db.cursor()\ncur.execute('INSERT INTO people (name) VALUES (?)', (name,))",
        "db, name",
        'db.execute("CREATE TABLE people (name)")',
    ),
    "a row is read": (
        "return db.execute('SELECT name FROM people WHERE id = ?', (id,)).fetchone()[0]",
        "db: sqlite3.Connection, id: int",
        "db.execute(\"INSERT INTO people VALUES ('Ada', 1)\")",
    ),
    "file": (
        "with sqlite3.connect(path) as db:\n    return db.execute('SELECT * FROM notes').fetchall()",
        "path",
        'connection.execute("CREATE TABLE notes (id)")',
    ),
    # Near misses: the code makes the table itself, no table is used
    "made": (
        "db.execute('CREATE TABLE people (name)')\ndb.execute('INSERT INTO people VALUES (?)', (name,))",
        "db: sqlite3.Connection, name",
        'f(sqlite3.connect(":memory:"), "Ada")',
    ),
    "none": ("db.commit()", "db: sqlite3.Connection", 'f(sqlite3.connect(":memory:"))'),
}


@pytest.mark.parametrize(("body", "parameters", "line"), DATABASES.values(), ids=DATABASES)
def test_tables_are_there(show: Show, run: Run, body: str, parameters: str, line: str) -> None:
    made = shown(show, body, parameters, "import sqlite3")
    assert line in made
    run(made)


FOLDERS = {
    "any": ("return os.listdir(folder)", "folder", 'Path(folder, "data.txt").write_text('),
    "ending": ("return [p.name for p in root.rglob('*.md')]", "root: Path", '"data.md"'),
    "test": (
        "return [name for _, _, files in os.walk(folder) for name in files if name.endswith('.json')]",
        "folder",
        '"data.json"',
    ),
}


@pytest.mark.parametrize(("body", "parameters", "line"), FOLDERS.values(), ids=FOLDERS)
def test_a_folder_holds_what_is_looked_for(
    show: Show, run: Run, body: str, parameters: str, line: str
) -> None:
    made = shown(
        show, f"print({body.removeprefix('return ')})", parameters, "import os\nfrom pathlib import Path"
    )
    assert line in made
    assert "data." in run(made)


def test_a_folder_that_is_only_made_stays_empty(show: Show) -> None:
    assert "write_text" not in shown(show, "os.makedirs(out_dir)", "out_dir", "import os")


def test_what_is_made_does_not_lie_in_what_is_read(show: Show, run: Run) -> None:
    body = "to.mkdir()\nfor name in os.listdir(src):\n    shutil.copy(src / name, to)"
    made = shown(show, body, "src: Path, to: Path", "import os, shutil\nfrom pathlib import Path")
    assert 'src = Path(folder, "src")' in made
    run(made)


@pytest.mark.parametrize(
    ("parameters", "body", "call"),
    [
        ("street_number, suffix", "return f'{street_number}{suffix}'", 'suffix="a"'),
        ("path, suffix", "return suffix.upper()", '".txt"'),
        ("host, url", "return [host, url]", 'f("localhost", "/items")'),
        ("url, host", "return [host, url]", 'f("https://example.com", "localhost")'),
        ("dsn", "return [dsn]", 'f("postgresql://user:password@localhost/mydb")'),
        ("repo_url", "return [repo_url]", 'f("https://github.com/ada/tool.git")'),
    ],
)
def test_names_in_company(show: Show, parameters: str, body: str, call: str) -> None:
    made = shown(show, body, parameters)
    found = made if "=" not in call else made.replace("f(3, ", "f(3, suffix=")
    assert call in found


@pytest.mark.parametrize(
    ("spoken", "parameters", "call"),
    [
        ('Parse.\n\n:param word: the value, eg. "bytes 1-2"', "word", 'f("bytes 1-2")'),
        ('Parse \'word\', which is one of "zip", "tar".', "word", 'f("zip")'),
        ("Parse 'word'. The format is one of \"zip\".", "word", 'f("Some text")'),
    ],
)
def test_the_docstring_gives_the_value(show: Show, spoken: str, parameters: str, call: str) -> None:
    quoted = spoken.replace('"', "'") if '"""' in spoken else spoken
    made = show(f"def f({parameters}):\n    '''{quoted}'''\n    return [{parameters}]\n", "f").code
    assert call in made


@pytest.mark.parametrize(
    ("parameters", "body", "call"),
    [
        ("*numbers", "total = 0\nfor number in numbers:\n    total += number * 2\nreturn total", "f(3)"),
        (
            "beginning, *parts",
            "for part in parts:\n    beginning += posixpath.normpath(part)\nreturn beginning",
            'f("example", "data.txt")',
        ),
        ("*args", "return print(*args)", "f()"),
    ],
)
def test_what_a_loop_goes_through_is_given(
    show: Show, run: Run, parameters: str, body: str, call: str
) -> None:
    made = shown(show, body, parameters, "import posixpath")
    assert call in made
    run(made)


@pytest.mark.parametrize(
    ("given", "call"), [("git push origin main", 'f("echo")'), ("git status", 'f("git status")')]
)
def test_no_command_that_changes_what_the_reader_has(show: Show, given: str, call: str) -> None:
    code = f"""
        import subprocess

        def f(cmd):
            subprocess.run(cmd, shell=True)

        def main():
            f("{given}")
    """
    assert call in show(code, "f").code


def test_a_function_that_may_be_none_is_called(show: Show, run: Run) -> None:
    code = """
        from collections.abc import Callable

        def f(done: Callable[[list[str]], None] | None):
            done(["one"])
    """
    made = show(code, "f").code
    assert "f(print)" in made
    assert run(made) == "['one']\n"


STUB = """
def f(order):
    return order.{place}
"""


@pytest.mark.parametrize(
    ("place", "is_made"),
    [("first", True), ("buyer.name", True), ("_state", False), ("a.b.c", False)],
)
def test_only_shallow_and_public_objects_are_made_up(show: Show, place: str, is_made: bool) -> None:
    assert ("SimpleNamespace(" in show(STUB.format(place=place), "f").code) is is_made


@pytest.mark.parametrize(
    ("code", "name", "call"),
    [
        (
            "class YouTubeTools:\n    def captions(self, url): return [url]",
            "YouTubeTools",
            "youtube.com/watch",
        ),
        (
            "class Tools:\n    def captions(self, url): return [url]",
            "Tools",
            'captions("https://example.com")',
        ),
        ("def run_sql(query): return [query]", "run_sql", 'run_sql("SELECT 1")'),
        ("def find(query): return [query]", "find", 'find("python")'),
        ("def f(host, path): return [host, path]", "f", 'f("localhost", "/items")'),
        ("def f(urls: list[str]): return urls", "f", '["https://example.com", "https://example.org"]'),
        ("def f(zip_uri): return zip_uri.rsplit('/', 1)[1]", "f", 'f("https://example.com/two")'),
        ("def f(csv_path): return open(csv_path).read()", "f", 'write_text("name,amount'),
        ("def f(path): return open(path).read()", "f", 'write_text("line 1'),
    ],
)
def test_words_of_the_code_around(show: Show, run: Run, code: str, name: str, call: str) -> None:
    made = show(code, name).code
    assert call in made
    run(made)


MANY = "[given.get(key) for key in ()] + [" + ", ".join(f"given.get('k{n}')" for n in range(9)) + "]"


@pytest.mark.parametrize(
    ("body", "keys"),
    [
        (f"return {MANY} + [given['needed']]", 3),
        ("return [given.get('a'), given.get('b'), given['c']]", 3),
        ("return [" + ", ".join(f"given['k{n}']" for n in range(7)) + "]", 7),
    ],
)
def test_a_dictionary_has_the_keys_that_it_cannot_do_without(
    show: Show, run: Run, body: str, keys: int
) -> None:
    made = shown(show, body, "given")
    assert made.count('": ') == keys
    if "needed" in body:
        assert '"needed": ' in made
    run(made)


SHOP = """import requests

class Shop:
    start = "https://{0}/notebooks"

    def page(self, url):
        return {1}
"""


@pytest.mark.parametrize(
    ("code", "name", "call"),
    [
        # A text of which the length is demanded; not one that is left at once
        (
            "def f(ean):\n    if len(ean) != 13: return False\n    return ean.strip()",
            "f",
            'f("4006381333931")',
        ),
        ("def f(code):\n    if len(code) == 6: return False\n    return code.strip()", "f", 'f("200")'),
        # The one site of a class; not an interface, not what is only sent
        (SHOP.format("shop.test", "requests.get(url)"), "Shop", 'page("https://shop.test/notebooks")'),
        (SHOP.format("api.shop.test", "requests.get(url)"), "Shop", 'page("https://example.com")'),
        (SHOP.format("shop.test", "[url]"), "Shop", 'page("https://example.com")'),
        ("def send_sms(to): return [to]", "send_sms", 'send_sms("+15550100")'),
        ("def send_mail(to): return [to]", "send_mail", 'send_mail("ada@example.com")'),
        ("def send(to): return [to]", "send", 'send("example")'),
        # Several of which nothing else is known; one that only ends so, one that is written into a text
        ("def f(agents): return {'agents': agents}", "f", 'f(["example"])'),
        ("def f(agents): return f'{agents}'", "f", 'f("example")'),
        ("def f(radius): return [radius]", "f", 'f("example")'),
        ("def f(value): return value.quantize(1)", "f", 'f(Decimal("9.99"))'),
        ("def f(tree): return len(tree) + len(tree[1:])", "f", "f([1, 2, 3])"),
        ("def f(tree): return [tree]", "f", "f(ast.parse("),
    ],
)
def test_what_else_the_code_tells(show: Show, run: Run, code: str, name: str, call: str) -> None:
    made = show(code, name).code
    assert call in made
    if "requests" not in code:
        run(made)


@pytest.mark.parametrize(
    ("name", "file"), [("image", '"image.png"'), ("invoice_pdf", '"document.pdf"'), ("given", '"data.txt"')]
)
def test_the_file_name_of_an_object_fits_its_name(show: Show, name: str, file: str) -> None:
    code = f"def f({name}):\n    {name}.store()\n    return {name}.filename\n"
    assert f"filename={file}" in show(code, "f").code


@pytest.mark.parametrize(
    ("head", "call"),
    [
        ("from nowhere_to_find import PAGES", 'f("example")'),
        ("PAGES = {'nl': 'https://example.com'}", 'f("nl")'),
        ("PAGES = [1, 2, 3]", "f(0)"),
    ],
)
def test_keys_of_a_table(show: Show, head: str, call: str) -> None:
    assert call in show(f"{head}\ndef f(provider):\n    return PAGES[provider]\n", "f").code
