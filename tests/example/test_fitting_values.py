"""Values that lead to what the code is for, and that fit where they end up: each with a near miss."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from sphinx_howto import document

Show = Callable[..., document.Example]
Run = Callable[[str], str]


def shown(show: Show, body: str, parameters: str = "given", head: str = "") -> str:
    return show(f"{head}\ndef f({parameters}):\n{textwrap.indent(textwrap.dedent(body), '    ')}\n", "f").code


@pytest.mark.parametrize(
    ("parameters", "body", "call"),
    [
        ("name", "if name == '':\n    return None\nreturn [name]", 'f("Ada")'),
        ("word", "if word == 'quit':\n    return 'bye'\nreturn word.upper()", 'f("Some text")'),
        ("word", "if word in ('quit', 'exit'):\n    return 'bye'\nreturn word.upper()", 'f("Some text")'),
        # Near misses: all that is allowed, one of several
        ("word", "if word == 'go':\n    return 'ok'\nraise ValueError(word)", 'f("go")'),
        ("word", "if word == 'a':\n    return 1\nif word == 'b':\n    return 2\nreturn [word]", 'f("a")'),
        ("word", "if word not in ('red', 'green'):\n    return None\nreturn [word]", 'f("red")'),
        ("line", "key, value = line.split('=', 1)\nreturn key, value", 'f("key=value")'),
        ("line", "host, port = line.split(':')\nreturn host, int(port)", 'f("localhost:8000")'),
        ("line", "return line.split(',')[2]", 'f("one,two,three")'),
        ("line", "parts = line.split('-')\nreturn parts[1]", 'f("one-two")'),
        ("line", "return line.split(',')", 'f("line 1")'),
        (
            "line",
            "try:\n    key, value = line.split('=')\nexcept ValueError:\n    return None\nreturn key, value",
            'f("key=value")',
        ),
        ("name", "return os.environ[name]", 'f("HOME")'),
        ("name", "return os.getenv(name).upper()", 'f("HOME")'),
        ("a, b", "a.update(b)\na['x'] = True\nreturn a", 'f({"key": "value"}, {"key": "value"})'),
        ("to", "message = {}\nmessage['To'] = to\nreturn message", 'f("ada@example.com")'),
        (
            "title='', text='', most=5",
            "if not text or not title:\n    return []\nreturn [title, text]",
            "f(title=",
        ),
        ("title='', most=5", "return [title, most]", "print(f())"),
        (
            "path=None, url=None",
            "if path is None and url is None:\n    raise ValueError\nreturn 1",
            "f(path=",
        ),
        ("number=0", "return number + 1", "print(f())"),
    ],
)
def test_the_value_that_comes_to_something(
    show: Show, run: Run, parameters: str, body: str, call: str
) -> None:
    made = shown(show, body, parameters, "import os")
    assert call in made
    assert "except" not in made
    run(made)


REQUEST = """import requests

class C:
    def __init__(self, host):
        self.host = host
    def fetch(self, path):
"""


@pytest.mark.parametrize(
    ("body", "creation", "call"),
    [
        ("return requests.get(self.host + path)", 'C("https://example.com")', 'fetch("/v1/items")'),
        ("url = f'{self.host}{path}'\n        return url", 'C("https://example.com")', 'fetch("/v1/items")'),
        ("url = f'{self.host}/{path}'\n        return url", 'C("https://example.com")', 'fetch("v1/items")'),
        ("return requests.get(f'https://{self.host}/{path}')", 'C("example.com")', 'fetch("v1/items")'),
        # Near misses: a port of one's own, and no address at all
        ("return requests.get(f'http://{self.host}:80/{path}')", 'C("localhost")', 'fetch("v1/items")'),
        ("text = self.host + path\n        return text", 'C("localhost")', "fetch("),
    ],
)
def test_the_parts_of_an_address(show: Show, body: str, creation: str, call: str) -> None:
    made = show(f"{REQUEST}        {body}\n", "C").code
    assert creation in made
    assert call in made


def test_a_path_that_may_be_an_address_is_a_path(show: Show, run: Run) -> None:
    body = "if given.startswith({0}):\n    return given\nwith open(given) as file:\n    return file.read()"
    made = shown(show, body.format("('http://', 'https://')"))
    assert "f(str(given))" in made
    run(made)
    made = shown(show, "if given.startswith('http'):\n    return [given]\nreturn given.upper()")
    assert 'f("https://example.com")' in made


def test_a_text_beside_a_path_is_a_path(show: Show, run: Run) -> None:
    body = "path = Path(path)\nreturn path.read_text()"
    made = shown(
        show, body, "path: Path | str", "from __future__ import annotations\nfrom pathlib import Path"
    )
    assert "f(path)" in made
    run(made)


def test_what_follows_a_try_may_not_be_reached(show: Show) -> None:
    body = "try:\n    {0}\nexcept OSError:\n    pass\nelse:\n    raise RuntimeError\nreturn 1"
    assert "except" not in shown(show, body.format("given()"), "given")


@pytest.mark.parametrize(
    ("body", "made", "printed"),
    [
        ("output.write('a')", "output = io.StringIO()", "a\n"),
        ("output.write(b'a')", "output = io.BytesIO()", "b'a'\n"),
        ("output.write('a')\noutput.flush()", "output = io.StringIO()", "a\n"),
        # Near miss: what is closed cannot be looked at
        ("output.write('a')\noutput.close()", 'io.StringIO("line 1', ""),
    ],
)
def test_what_is_written_is_shown(show: Show, run: Run, body: str, made: str, printed: str) -> None:
    found = shown(show, body, "output")
    assert made in found
    assert run(found) == printed


@pytest.mark.parametrize("mode", ["w", "x", "a", "r"])
def test_a_file_that_is_made_is_shown(show: Show, run: Run, mode: str) -> None:
    body = f"with open(path, '{mode}') as file:\n    file.seek(0)" + (
        "\n    file.write('a')" if mode != "r" else ""
    )
    found = shown(show, body, "path")
    assert ("read_text" in found) == (mode != "r")
    assert run(found) == ("a\n" if mode != "r" else "")


def test_a_default_file_is_one_of_the_examples_own(show: Show, run: Run) -> None:
    body = "with open(path, 'w') as file:\n    file.write('a')"
    found = shown(show, body, "path='settings.json'")
    assert 'Path(folder, "settings.json")' in found
    run(found)
    assert "f()" in shown(show, "return path.upper()", "path='settings.json'")
    made = shown(show, "return sqlite3.connect(path)", "path='data.db'", "import sqlite3")
    assert 'f(path=":memory:")' in made


def test_json_has_the_keys_that_are_read(show: Show, run: Run) -> None:
    found = shown(show, "data = json.loads(body)\nreturn data['name']", "body", "import json")
    assert """f('{"name": "Ada"}')""" in found
    run(found)


def test_a_method_of_an_object_made_inside_tells_its_parameter(show: Show, run: Run) -> None:
    head = "class Parser:\n    def parse(self, rows):\n        return [row.upper() for row in rows]\n"
    found = shown(show, "parser = Parser()\nreturn parser.parse(given)", "given", head)
    assert 'f(["' in found
    run(found)
    # Near miss: it may be something else
    found = shown(show, "parser = Parser()\nparser = given\nreturn parser.parse(given)", "given", head)
    assert 'f(["' not in found


@pytest.mark.parametrize(
    ("spoken", "call"),
    [
        ("'one' and 'two' are binary file objects.", "io.BytesIO"),
        ("one and two must be binary files.", "io.BytesIO"),
        ("The 'one' flag indicates whether to stop.", "f(True, "),
        ("If one is true, stop.", "f(True, "),
        # Near misses
        ("The file one is read.", "f("),
        ("Truth of one is not asked.", "f("),
    ],
)
def test_types_in_the_running_text(show: Show, spoken: str, call: str) -> None:
    found = shown(show, f'"""Do it. {spoken}"""\nreturn [one, two]', "one, two")
    assert call in found
    assert ("BytesIO" in found) == ("binary" in spoken)
    assert ("True" in found) == ("flag" in spoken or "If" in spoken)


@pytest.mark.parametrize(
    ("body", "parameters", "call"),
    [
        ("if on_done:\n    on_done('a')\nreturn 1", "on_done=None", "f(on_done=print)"),
        ("if callback is not None:\n    callback('a')\nreturn 1", "callback=None", "f(callback=print)"),
        ("return on_site", "on_site=None", "f()"),
        ("data = kwargs.get('data')\nreturn isinstance(data, bytes)", "**kwargs", 'f(data=b"data")'),
        ("return kwargs['size']", "**kwargs", "f(size=10)"),
        ("return kwargs['size'] if 'size' in kwargs else 1", "**kwargs", "f()"),
        ("return kwargs.get('size')", "**kwargs", "f()"),
        ("return [foo, bar]", "foo, bar", 'f("example", "other")'),
    ],
)
def test_what_had_better_be_given(show: Show, run: Run, body: str, parameters: str, call: str) -> None:
    found = shown(show, body, parameters)
    assert call in found
    run(found)


@pytest.mark.parametrize(
    ("body", "shows", "printed"),
    [
        ("return lambda: 5", "function = f()\nprint(function())", "5\n"),
        ("def inner(number):\n    return number\nreturn inner", "inner = f()\nprint(inner(3))", "3\n"),
        ("def inner():\n    return 1\nreturn inner()", "print(f())", "1\n"),
    ],
)
def test_a_function_that_is_given_is_used(show: Show, run: Run, body: str, shows: str, printed: str) -> None:
    found = shown(show, body, "")
    assert shows in found
    assert run(found) == printed


def test_a_password_that_is_asked_for_is_not_printed(show: Show) -> None:
    code = "def {0}(prompt):\n    return input(prompt)\n"
    assert "password = get_password(" in show(code.format("get_password"), "get_password").code
    assert "password = make_password(" in show(code.format("make_password"), "make_password").code
    assert "print(check_password(" in show(code.format("check_password"), "check_password").code


@pytest.mark.parametrize(
    ("parameters", "given"),
    [
        ("api_key=''", True),
        ("eos_token=''", False),
        ("llm_token='', mail_token=''", False),
        ("page_token=''", False),
    ],
)
def test_which_keys_are_given(show: Show, parameters: str, given: bool) -> None:
    code = f"class C:\n    def __init__(self, {parameters}):\n        pass\n    def go(self):\n        pass\n"
    assert ("YOUR_" in show(code, "C").code) == given


GUARDED = """
    class C:
        def __init__(self, bucket=None, bucket_name: str = None, blob: str = None, most=5):
            self.bucket, self.most = bucket, most
            self.bucket_name = bucket_name
            self.blob = blob
            if self.bucket is None and self.bucket_name is None:
                raise ValueError
            if self.blob is None{0}:
                raise ValueError
        def go(self):
            return self.bucket_name
"""


@pytest.mark.parametrize(
    ("further", "creation"),
    [("", 'C(bucket_name="my-bucket", blob="'), (" and self.most > 9", 'C(bucket_name="my-bucket")')],
)
def test_what_a_constructor_cannot_do_without(show: Show, run: Run, further: str, creation: str) -> None:
    found = show(textwrap.dedent(GUARDED).replace("{0}", further), "C").code
    assert creation in found
    run(found)


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("bucket_name", 'f("my-bucket")'),
        ("user_name", 'f("Ada")'),
        ("class_name", 'f("example")'),
        ("module_name", 'f("json")'),
    ],
)
def test_names_of_things(show: Show, name: str, call: str) -> None:
    assert call in shown(show, f"return [{name}]", name)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        # A page of any site will do
        ("return requests.get(url)", False),
        ("return requests.get(f'{url}/items')", True),
        ("return requests.get(url.rstrip('/') + '/items')", True),
        ("return requests.post('https://example.org/a', json={'link': url})", False),
        ("return requests.get('https://example.org/a?to=' + url)", False),
        ("return requests.get(f'https://example.org/go?to={url}')", False),
        ("return requests.get(f'{BASE}?to={url}')", False),
    ],
)
def test_only_the_beginning_of_an_address_is_a_server(show: Show, body: str, told: bool) -> None:
    found = shown(show, body, "url", "import requests\nBASE = 'https://example.org/go'\n")
    assert ("the address of your server" in found) == told


def test_several_folders_are_different(show: Show, run: Run) -> None:
    body = "return os.listdir(first_dir) + os.listdir(second_dir)"
    found = shown(show, body, "first_dir, second_dir", "import os")
    assert 'first_dir = Path(folder, "first_dir")' in found
    assert "f(str(first_dir), str(second_dir))" in found
    run(found)
    assert "f(folder)" in shown(show, "return os.listdir(first_dir)", "first_dir", "import os")


def test_a_folder_that_is_made_is_one_of_the_examples_own(show: Show, run: Run) -> None:
    body = "os.makedirs(path, exist_ok=True)\nreturn os.path.isdir(path)"
    found = shown(show, body, "path='temp/files'", "import os")
    assert 'f(path=str(Path(folder, "new")))' in found
    assert run(found) == "True\n"
    assert "f()" in shown(show, "return path + 'a'", "path='temp/files'")


@pytest.mark.parametrize(
    ("body", "call"),
    [
        ("return json.dumps(data)", 'f({"key": "value"})'),
        ("return json.dumps([data, data])", 'f("Some text")'),
        ("return json.dumps(data.upper())", 'f("Some text")'),
    ],
)
def test_what_becomes_json_is_a_dictionary(show: Show, run: Run, body: str, call: str) -> None:
    found = shown(show, body, "data", "import json")
    assert call in found
    run(found)


@pytest.mark.parametrize(
    ("given", "call"),
    [
        ("'Dune'", 'seek("Dune")'),
        ("['a', 'b']", 'seek(["a", "b"])'),
        ("{'k': 1}", 'seek({"k": 1})'),
        ("word=12", "seek(12)"),
        # Near misses: not a literal, too long, a letter, in the function itself
        ("name", 'seek("Some text")'),
        (repr("long " * 12), 'seek("Some text")'),
        ("'d'", 'seek("Some text")'),
    ],
)
def test_what_the_module_passes_itself(show: Show, run: Run, given: str, call: str) -> None:
    code = f"def seek(word):\n    return [word]\n\ndef use(name):\n    return seek({given})\n"
    found = show(code, "seek").code
    assert call in found
    run(found)


def test_a_file_of_the_author_is_not_passed_on(show: Show, run: Run) -> None:
    code = "def seek(path):\n    return open(path).read()\n\ndef use():\n    return seek('mine.txt')\n"
    found = show(code, "seek").code
    assert "mine.txt" not in found
    run(found)


def test_a_method_of_one_class_only(show: Show) -> None:
    code = "class {0}:\n    def seek(self, word):\n        return [word]\n\n\n"
    use = "def use(it):\n    return it.seek('Dune')\n"
    assert 'seek("Dune")' in show(code.format("A") + use, "A").code
    assert 'seek("Dune")' not in show(code.format("A") + code.format("B") + use, "A").code


def test_the_case_that_a_class_tests_itself_with(show: Show) -> None:
    code = "class C:\n    {0} = [{{'url': 'https://example.org/watch/1', 'size': 3}}]\n\n"
    code += "    def fetch(self, url, size):\n        return url, size\n"
    assert 'fetch("https://example.org/watch/1", 10)' in show(code.format("_TESTS"), "C").code
    assert 'fetch("https://example.com", 10)' in show(code.format("_ROWS"), "C").code


@pytest.mark.parametrize(
    ("body", "call"),
    [
        ("title = given()\nreturn [title]", 'f(lambda: "Example")'),
        ("size = given()\nreturn size + 1", "f(lambda: 3)"),
        ("found = given()\nreturn [found]", "f(lambda: 42)"),
    ],
)
def test_what_a_function_without_arguments_gives(show: Show, run: Run, body: str, call: str) -> None:
    found = shown(show, body)
    assert call in found
    run(found)


@pytest.mark.parametrize(
    ("body", "call"),
    [
        ("return given[2]", "f([1, 2, 3])"),
        ("return given[10].upper()", 'f({10: "'),
        ("return given[0]", "f([1, 2, 3])"),
        ("return given[1]['size']", 'f(({"size": 10}, {"size": 10}))'),
        ("return date.fromisoformat(given)", 'f("2024-01-31")'),
        ("return parsedate_to_datetime(given)", 'f("Wed, 31 Jan 2024 12:30:00 +0000")'),
    ],
)
def test_as_much_as_is_taken(show: Show, run: Run, body: str, call: str) -> None:
    head = "from datetime import date\nfrom email.utils import parsedate_to_datetime"
    found = shown(show, body, head=head)
    assert call in found
    run(found)


@pytest.mark.parametrize(
    ("spoken", "call"),
    [
        ("Example: ``f('amqp.task')``.", 'f("amqp.task")'),
        ("Like `shop.f(one=12)`.", "f(12)"),
        # Near misses: another function, no literal, no markup
        ("Like ``self('amqp.task')``.", 'f("example")'),
        ("Like ``f(word)``.", 'f("example")'),
        ("Like f('amqp.task').", 'f("example")'),
    ],
)
def test_a_call_in_the_running_text(show: Show, spoken: str, call: str) -> None:
    assert call in shown(show, f'"""Do it. {spoken}"""\nreturn [one]', "one")


@pytest.mark.parametrize(
    ("parameters", "call"),
    [("*hosts", 'f("localhost")'), ("*args", "f()"), ("*things", "f()"), ("size, *hosts", "f(10)")],
)
def test_one_of_any_number(show: Show, run: Run, parameters: str, call: str) -> None:
    found = shown(show, "return 1", parameters)
    assert call in found
    run(found)


def test_texts_of_which_nothing_is_known_differ(show: Show) -> None:
    assert 'f("example", "other")' in shown(show, "return foo + bar", "foo: str, bar: str")
    assert 'f("Ada", "example")' in shown(show, "return name + bar", "name: str, bar: str")


@pytest.mark.parametrize(
    ("parameters", "body", "call"),
    [
        ("path", "return Image.open(path)", 'f("image.png")'),
        ("photo_path", "return open(photo_path).read()", 'f("image.png")'),
        # Near misses: another file is opened so, and a name that is no file
        ("path, other", "Image.open(other)\nreturn open(path).read()", "f(str(path), "),
        ("photo", "return [photo]", 'f("example")'),
    ],
)
def test_a_file_that_only_the_reader_has(show: Show, parameters: str, body: str, call: str) -> None:
    found = shown(show, body, parameters, "from PIL import Image")
    assert call in found
    assert ("# Put a file of your own in place of" in found) == ("image.png" in found)


@pytest.mark.parametrize(
    ("body", "call"),
    [
        ("for form in ('%d.%m.%Y', '%Y'):\n    return datetime.strptime(given, form)", 'f("31.01.2024")'),
        ("with open(os.devnull, 'wb') as file:\n    file.write(given)\nreturn 1", 'f(b"data")'),
        ("with open(os.devnull, 'w') as file:\n    file.write(given)\nreturn 1", 'f("example")'),
        ("return f'{given:.2f}'", "f(0.5)"),
        ("return f'{given:,}'", "f(3)"),
        ("return f'{given:>10}'", 'f("example")'),
    ],
)
def test_how_it_is_written(show: Show, run: Run, body: str, call: str) -> None:
    found = shown(show, body, head="import os\nfrom datetime import datetime")
    assert call in found
    run(found)


@pytest.mark.parametrize(
    ("body", "call"),
    [
        ("return input(question)", 'f("What is your name? ")'),
        ("return input(question + ' ').lower() in ('y', 'yes')", 'f("Continue?")'),
        ("return input(f'{question} [y/n] ').lower()", 'f("Continue?")'),
        # Near miss: asked of somebody else
        ("return [question]", 'f("What is the capital of France?")'),
    ],
)
def test_what_is_asked(show: Show, body: str, call: str) -> None:
    assert call in shown(show, body, "question")


def test_a_path_of_keys_is_no_file(show: Show) -> None:
    assert 'f("key")' in shown(show, "return [keypath]", "keypath: str")
    assert '"data.txt"' in shown(show, "return [logpath]", "logpath: str")


PATHS = "from __future__ import annotations\nfrom pathlib import Path\n"


@pytest.mark.parametrize(
    ("parameters", "body", "call"),
    [
        ("path: Path | str", "Path(path).mkdir()", 'f(Path(folder, "new"))'),
        ("path", "Path(path).mkdir()", 'f(str(Path(folder, "new")))'),
        ("path: Path", "path.mkdir(parents=True)", 'f(Path(folder, "new"))'),
        ("path: Path", "return sorted(path.iterdir())", "f(Path(folder))"),
        ("path", "return sorted(Path(path).glob('*'))", "f(folder)"),
        ("path: Path", "return path.read_text()", "f(path)"),
    ],
)
def test_paths_by_what_is_done_with_them(show: Show, run: Run, parameters: str, body: str, call: str) -> None:
    found = shown(show, body, parameters, PATHS)
    assert call in found
    run(found)


def test_what_is_asked_for_keys_is_a_dictionary(show: Show, run: Run) -> None:
    body = "return [table[word] for word in words if word in table]"
    assert 'f(["one", "two"], {"' in shown(show, body, "words, table")
    assert "{" not in shown(show, "return [word for word in words if word in table]", "words, table")


def test_the_body_of_the_standard_library_is_not_followed(show: Show) -> None:
    body = "shutil.copytree(folder, folder + '/new')\nreturn 1"
    assert "except" not in shown(show, body, "folder", "import shutil")
