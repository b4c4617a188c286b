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
