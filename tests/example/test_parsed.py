"""Files hold what the code reads out of them; what the code makes is not made before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_howto import document

Show = Callable[..., document.Example]
Run = Callable[[str], str]

READING = {
    "json": (
        "data = json.load(open(path))\n    return data['canonical_url'], data['user']['name']",
        '\'{"canonical_url": "https://example.com", "user": {"name": "Ada"}}\'',
    ),
    "json list": (
        "with open(path) as f:\n        return [one['id'] for one in json.load(f)]",
        "'[{\"id\": 1}]'",
    ),
    "json text": (
        "return json.loads(Path(path).read_text())['items'][0]",
        '"items": [',
    ),
    # Near miss: nothing is read by a key
    "whole": ("with open(path) as f:\n        return json.load(f)", '\'{"key": "value"}\''),
    "toml": ("return tomllib.loads(Path(path).read_text())['tool']['name']", "'tool = {name = \"Ada\"}\\n'"),
    "csv": (
        "with open(path) as f:\n        return [(row['name'], int(row['age'])) for row in csv.DictReader(f)]",
        '"name,age\\nAda,36\\n"',
    ),
    "settings": (
        (
            "parser = configparser.ConfigParser()\n    parser.read(path)\n"
            "    return parser['db']['host'], parser.getint('db', 'port')"
        ),
        '"[db]\\nhost = localhost\\nport = 3\\n"',
    ),
    # Two functions away from where it is read
    "handed on": ("return inner(path)", '\'{"deep": "'),
}


@pytest.mark.parametrize(("body", "content"), READING.values(), ids=READING)
def test_a_file_holds_the_keys_that_are_read(show: Show, run: Run, body: str, content: str) -> None:
    code = f"""import configparser, csv, json, tomllib
from pathlib import Path

def inner(file):
    with open(file) as f:
        return json.load(f)["deep"]

def f(path):
    {body}
"""
    made = show(code, "f").code
    assert content in made
    run(made)


NEW = {
    "lock": (
        "os.close(os.open(self.path, os.O_CREAT | os.O_RDWR))",
        'Path(folder, "app.lock")',
        False,
    ),
    "read as well": ("return open(self.path).read()", 'Path(folder, "data.txt")', True),
}


@pytest.mark.parametrize(("body", "path", "is_made"), NEW.values(), ids=NEW)
def test_what_a_class_makes_is_not_there_before(
    show: Show, run: Run, body: str, path: str, is_made: bool
) -> None:
    code = f"""import os

class AppLock:
    def __init__(self, path):
        self.path = path

    def __enter__(self):
        {body}

    def __exit__(self, *args):
        os.unlink(self.path)
"""
    made = show(code, "AppLock").code
    assert path in made
    assert ("write_text" in made) is is_made
    run(made)


FIELD = """import os
from dataclasses import dataclass
from pathlib import Path

@dataclass
class {0}:
    path: Path

    def __enter__(self):
        flags = os.O_CREAT | os.O_RDWR
        os.close(os.open(self.path, flags))

    def __exit__(self, *args):
        self.path.unlink()

    def owner(self):
        return open(self.path).read()
"""


@pytest.mark.parametrize(
    ("name", "path"), [("AppLock", 'Path(folder, "app.lock")'), ("Box", '.write_text("line 1')]
)
def test_a_lock_is_not_there_before(show: Show, run: Run, name: str, path: str) -> None:
    made = show(FIELD.format(name), name).code
    assert path in made
    run(made)


def test_a_path_that_is_written_in_another_way_is_the_same(show: Show, run: Run) -> None:
    code = """import os

def f(path):
    resolved = os.path.abspath(path)
    open(resolved, "{0}").close()
"""
    assert "write_text" not in show(code.format("a+"), "f").code
    assert "write_text" in show(code.format("r+"), "f").code
    run(show(code.format("a+"), "f").code)


def test_a_log_is_not_there_before(show: Show, run: Run) -> None:
    code = """import logging

class Log(logging.FileHandler):
    def __init__(self, filename):
        super().__init__(filename)
"""
    made = show(code, "Log").code
    assert 'Path(folder, "app.log")' in made
    assert "write_text" not in made
    run(made)


def test_the_name_of_a_file_that_is_made_fits_what_is_written(show: Show, run: Run) -> None:
    code = """import json

def save(path, data):
    with open(path, "w") as f:
        json.dump(data, f)
"""
    made = show(code, "save").code
    assert '"out.json"' in made
    run(made)


def test_a_path_is_no_object_of_the_class_of_its_name(show: Show, run: Run) -> None:
    code = """from pathlib import Path

def f(path):
    if not path.exists():
        path.write_text("new")
    return path.read_text()
"""
    made = show(code, "f").code
    assert "Path(folder, " in made
    run(made)
