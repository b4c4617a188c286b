"""What is not called just to see what happens, and what only sounds like it."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Callable

import pytest

from sphinx_howto import document
from sphinx_howto.example import destruction

Show = Callable[..., document.Example]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("def delete_all(path):\n    path.unlink()\n", True),
        ("def install(name):\n    subprocess.check_call(['apt', name])\n", True),
        ("def ban(self, user):\n    return self.http.put(user)\n", True),
        ("def restore_backup(name):\n    shutil.copy(name + '.bak', name)\n", True),
        # An object in memory, a word that only begins so, another verb
        ("def delete(self, name):\n    self.items.remove(name)\n", False),
        ("def remove_tags(text):\n    return text.strip()\n", False),
        ("def bandwidth(self):\n    return self.http.put(1)\n", False),
        ("def list_all(self):\n    return self.http.put(1)\n", False),
    ],
)
def test_what_takes_away_or_replaces(code: str, expected: bool) -> None:
    node = ast.parse(code).body[0]
    assert isinstance(node, ast.FunctionDef)
    assert destruction.is_certain(node) is expected


CLIENT = """
    class Client:
        def __init__(self, http):
            self.http = http

        def {name}(self, user: str) -> bool:
            return self.http.put(user)
{more}
"""
MORE = "\n        def find(self, user: str) -> bool:\n            return self.http.find(user)\n"


def test_what_takes_away_is_shown_only_without_others(show: Show) -> None:
    made = show(textwrap.dedent(CLIENT.format(name="ban_user", more=MORE)), "Client").code
    assert ".find(" in made
    assert ".ban_user(" not in made
    assert ".ban_user(" in show(textwrap.dedent(CLIENT.format(name="ban_user", more="")), "Client").code
    assert ".add_user(" in show(textwrap.dedent(CLIENT.format(name="add_user", more=MORE)), "Client").code


def test_a_module_shows_what_takes_nothing_away(show: Show) -> None:
    code = "import os\ndef delete(path):\n    os.remove(path)\ndef size(path):\n    return os.stat(path)\n"
    assert "delete" not in show(code).code
    assert "size(" in show(code).code


TOKENS = """
    class Session:
        def __init__(self):
            self._key = "a"

        @property
        def api_key(self):
            return self._key

        @property
        def {name}(self):
            return len(self._key)

        async def {verb}_token(self, name: str) -> str:
            return name
"""


@pytest.mark.parametrize(("verb", "line"), [("fetch", "token = await "), ("count", "print(await ")])
def test_tokens_and_keys_are_not_printed(show: Show, verb: str, line: str) -> None:
    made = show(textwrap.dedent(TOKENS.format(name="length", verb=verb)), "Session").code
    assert f"{line}session.{verb}_token(" in made
    assert "api_key" not in made
    assert "print(session.length)" in made
